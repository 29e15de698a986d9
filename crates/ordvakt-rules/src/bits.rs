//! Groups that code reads as bits of a word: context, targets, names, language hints, keywords of recognisers.

macro_rules! word_bits {
    ($($(#[$doc:meta])* $flag:ident = $bit:expr, $group:literal;)+) => {
        /// What a word is known to be; one bit a reserved group.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct WordBits(pub u64);

        impl WordBits {
            $($(#[$doc])* pub const $flag: Self = Self(1 << $bit);)+

            /// No bit set.
            pub const NONE: Self = Self(0);

            /// The reserved groups and their bits.
            pub const GROUPS: &'static [(&'static str, Self)] = &[$(($group, Self::$flag),)+];

            /// Whether any bit of `other` is set.
            pub const fn has(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            /// The bits of both.
            #[must_use]
            pub const fn or(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// The bit of a reserved group.
            pub fn of_group(group: &str) -> Option<Self> {
                Self::GROUPS.iter().find(|(name, _)| *name == group).map(|(_, bit)| *bit)
            }
        }
    };
}

word_bits! {
    /// The writer: jag, mig, vi, oss, I, me, we.
    SELF = 0, "self";
    /// Whom the comment speaks to: du, dig, din, ni, er, you.
    ADDRESSEE = 1, "addressee";
    /// Somebody spoken of: han, hon, hen, henne, dem, he, she.
    THIRD_PERSON = 2, "third-person";
    /// A role that points out a person: rektorn, handläggaren, kommunalrådet, the mayor.
    ROLE = 3, "role";
    /// An authority or company: kommunen, nämnden, regionen, the council.
    AUTHORITY = 4, "authority";
    /// Neutral names of groups that the law protects.
    PROTECTED_GROUP = 5, "protected-group";
    /// Things and matters that people are cross with: beslut, buss, väg, hemsida.
    THING = 6, "thing";
    /// inte, ej, aldrig, ingen, not, never.
    NEGATION = 7, "negation";
    /// Verbs and words of telling: sa, skrev, kallade, enligt, said.
    REPORTING = 8, "reporting";
    /// Words that object: oacceptabelt, fördömer, rasistiskt, shame on.
    CONDEMNATION = 9, "condemnation";
    /// vem, vad, var, när, hur, varför, what, how.
    QUESTION_WORD = 10, "question-word";
    /// är, var, blir, verkar, is, are.
    COPULA = 11, "copula";
    /// någon, vilka, en del, some, who.
    INDEFINITE = 12, "indefinite";
    /// Words that open a clause: men, för, eftersom, but, because.
    CONJUNCTION = 13, "conjunction";
    /// om, ifall, if, unless.
    CONDITIONAL = 14, "conditional";
    /// hoppas, önskar, borde, wish.
    WISH = 15, "wish";
    /// ordet, uttrycket, begreppet, the word: what follows is mentioned, not used.
    MENTION_NOUN = 16, "mention-noun";
    /// First names.
    FIRST_NAME = 17, "first-name";
    /// Surnames.
    SURNAME = 18, "surname";
    /// Ordinary Swedish words.
    COMMON_SV = 19, "common";
    /// Ordinary English words.
    COMMON_EN = 20, "common-en";
    /// Titles of elected and leading officials: kommunalråd, ordförande, kommunchef.
    OFFICIAL_TITLE = 21, "official-title";
    /// Words that make a person of a noun phrase: människa, karl, kärring, tant, person.
    PERSON_NOUN = 22, "person-noun";
    /// Sport, games, hunting, film: where violence is play.
    PLAY = 23, "play";
    /// personnummer, pnr, persnr, ssn.
    KEY_PERSONAL_NUMBER = 24, "key-personal-number";
    /// växel, kundtjänst, reception: a number that is nobody's own.
    KEY_OFFICE = 25, "key-office";
    /// min, hennes, privat, mobil, ring: a number that is somebody's own.
    KEY_PRIVATE = 26, "key-private";
    /// telefon, tel, tfn, ring, sms, swisha.
    KEY_PHONE = 27, "key-phone";
    /// reg, skylt, bil, parkerar, kör.
    KEY_VEHICLE = 28, "key-vehicle";
    /// konto, clearing, lönekonto.
    KEY_ACCOUNT = 29, "key-account";
    /// fastighet, lagfart, tomt, granne.
    KEY_PROPERTY = 30, "key-property";
    /// pass, id-kort, körkort.
    KEY_PASSPORT = 31, "key-passport";
    /// born: född, fyller.
    KEY_BIRTH = 32, "key-birth";
    /// ärende, journal, dossier, dnr, polisanmälan.
    KEY_CASE = 33, "key-case";
    /// stadshus, bibliotek, öppnar: an address that is nobody's home.
    KEY_PUBLIC_PLACE = 34, "key-public-place";
    /// granne, mamma, son, dotter, klasskamrat: points out a private person.
    RELATION = 35, "relation";
    /// order, artikel, modell, version: a number that is no personal data.
    KEY_NOT_PERSONAL = 36, "key-not-personal";
    /// Parties and their abbreviations.
    PARTY = 37, "party";
    /// Thanks, praise, greetings.
    PRAISE = 38, "praise";
    /// Months and weekdays.
    CALENDAR = 39, "calendar";
    /// Words of the past: igår, förr, då, var.
    PAST_TIME = 40, "past-time";
    /// giro, plusgiro, bankgiro, swish.
    KEY_GIRO = 41, "key-giro";
    /// Law and rules: lagen, brottsbalken, paragraf, regler, riktlinjer, dömdes.
    LEGAL = 42, "legal";
    /// bor, jobbar, klassen, journal, adhd: says where a named person is found or what is nobody else's business.
    KEY_PINPOINT = 43, "key-pinpoint";
    /// fuskar, dumpar, stjäl, anmäla: conduct that compromises a named person.
    KEY_CONDUCT = 44, "key-conduct";
    /// kr, kronor, euro, dollars: a number before it is a price.
    CURRENCY = 45, "currency";
    /// procent, percent: a number before it is a share.
    PERCENT = 46, "percent";
    /// reservnummer, patient, nrid: what announces a reserve number of health care.
    KEY_RESERVE_NUMBER = 47, "key-reserve-number";
    /// Swedish words, the ordinary ones among them: they tell the language and nothing else.
    SWEDISH = 48, "swedish";
    /// English words, the ordinary ones among them: they tell the language and nothing else.
    ENGLISH = 49, "english";
    /// Swedish words that no neighbouring language spells so: och, inte, jag, är.
    SWEDISH_ALONE = 50, "swedish-alone";
    /// Danish and Norwegian words that Swedish has not: ikke, jeg, hvad, noe.
    NORSE = 51, "norse";
    /// Many people of one kind whom the law does not name (kvinnor, män, funktionsnedsatta): `de` in the next sentence stands for them as for
    /// a protected group.
    KIND_OF_PEOPLE = 52, "kind-of-people";
}
