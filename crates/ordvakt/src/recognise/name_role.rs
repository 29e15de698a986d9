//! In which role somebody is named.

use ordvakt_rules::WordBits;
use ordvakt_text::{Class, Gap};

use super::famous::{HISTORIC, POLITICIANS};
use super::name_tails::{COMPANIES, PLACES};
use super::view::View;
use super::{Kind, Recognised};

/// Why a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Private,
    /// Elected or leading, named in office.
    Official,
    /// A friend, called into the thread, thanked or praised.
    Tagged,
    /// The writer.
    Signature,
    Company,
    /// Famous, dead or invented.
    Historic,
    /// A street or an institution.
    Place,
}

/// Works and their makers.
const ARTS: &[&str] = &[
    "författare",
    "författaren",
    "konsert",
    "konserten",
    "artist",
    "artisten",
    "sångare",
    "sångaren",
    "sångerskan",
    "utställning",
    "utställningen",
    "roman",
    "romanen",
    "album",
    "albumet",
    "låt",
    "låten",
    "låtar",
    "skiva",
    "film",
    "filmen",
    "föreställning",
    "föreställningen",
    "boken",
    "bok",
    "böcker",
    "dikter",
    "teater",
    "teatern",
    "spelning",
    "konstnär",
    "konstnären",
    "skådespelaren",
    "komikern",
    "standup",
    "turné",
    "kyrkokonsert",
    "läs",
    "lyssna",
];
/// Words that end a comment with the writer's name.
const CLOSINGS: &[&str] = &[
    "mvh",
    "hälsningar",
    "hälsning",
    "hälsar",
    "vänligen",
    "undertecknat",
    "undertecknad",
    "hilsen",
    "regards",
    "sincerely",
    "kram",
    "kramar",
    "vänliga",
    "vh",
    "bästa",
];
/// Words that speak to somebody just named.
const CALLS: &[&str] = &[
    "kolla", "titta", "läs", "se", "kom", "vad", "ska", "kan", "vill", "har", "är", "du", "vi", "detta",
    "något", "nåt", "look", "check", "you", "tagga", "häng", "hej", "minns", "tror",
];
/// Parties as abbreviated after names.
const PARTIES: &[&str] =
    &["s", "m", "sd", "c", "v", "kd", "l", "mp", "fi", "mop", "up", "kp", "npp", "sjvp", "lpo", "k"];

/// The role of a full name.
pub(super) fn role(view: &View, name: &Recognised) -> Role {
    let written = view.slice(name.start, name.end);
    let base = written.strip_suffix('s').unwrap_or(written);
    if HISTORIC.contains(&written) || HISTORIC.contains(&base) {
        return Role::Historic;
    }
    if POLITICIANS.contains(&written) || POLITICIANS.contains(&base) || official(view, name) {
        return Role::Official;
    }
    let next = view.word(name.last);
    let close = view.gap(name.last) == Gap::SPACE;
    if close && COMPANIES.contains(&next) {
        return Role::Company;
    }
    if close
        && PLACES.contains(&next)
        && (name.end < view.end(name.last - 1) || view.word(name.last - 1).ends_with('s'))
    {
        return Role::Place;
    }
    if signature(view, name) {
        return Role::Signature;
    }
    if tagged(view, name) {
        return Role::Tagged;
    }
    let sentence = view.sentence(name.first);
    // A year long past: whoever lived then is history.
    let past = |index: u32| {
        view.class(index).has(Class::NUMBER)
            && view.word(index).len() == 4
            && view.word(index) < "1930"
            && view.word(index) > "1000"
    };
    let dated = view
        .before(name.first, 80)
        .chain(view.after(name.last, name.end, 80))
        .filter(|&index| view.sentence(index) == sentence)
        .any(past);
    if dated && !view.known_in_sentence(name.first, WordBits::KEY_BIRTH) {
        return Role::Historic;
    }
    let near = |index: u32| view.sentence(index) == sentence && ARTS.contains(&view.word(index));
    if view.before(name.first, 40).any(near) || view.after(name.last, name.end, 40).any(near) {
        return Role::Historic;
    }
    Role::Private
}

/// Whether another place in the comment says that the one named holds an office: the same name with a title or a party
/// or, where `bearing` says that so little may do, a later sentence about `ordföranden` when nobody else is named.
pub(super) fn holds_office(view: &View, name: &Recognised, offices: &Offices, bearing: bool) -> bool {
    let own = family(view, name);
    let from = offices.officials.partition_point(|(family, _)| *family < own);
    let mut same = offices.officials.iter().skip(from).take_while(|(family, _)| *family == own).take(2);
    if same.any(|(_, first)| *first != name.first) {
        return true;
    }
    let later = |title: u32| title >= name.last && view.sentence(title) != view.sentence(name.first);
    let others = offices.several || offices.family.is_some_and(|family| family != own);
    bearing && !others && offices.last_title.is_some_and(later)
}

/// What a comment says of offices, gathered once for all who are named in it.
pub(super) struct Offices<'s> {
    /// Family name and first token of those with a title or a party beside the name, by family.
    officials: Vec<(&'s str, u32)>,
    /// The family name of the first one named.
    family: Option<&'s str>,
    /// Whether there are other family names.
    several: bool,
    /// The last `ordföranden` or the like.
    last_title: Option<u32>,
}

impl<'s> Offices<'s> {
    pub(super) fn new(view: &View<'s>, all: &[Recognised]) -> Self {
        let people = || all.iter().filter(|one| one.kind == Kind::Name && one.last > one.first + 1);
        let mut officials: Vec<_> =
            people().filter(|one| official(view, one)).map(|one| (family(view, one), one.first)).collect();
        officials.sort_unstable();
        let first = people().next().map(|one| family(view, one));
        let several = people().any(|one| Some(family(view, one)) != first);
        let titled =
            |index: &u32| view.bits(*index).has(WordBits::OFFICIAL_TITLE) && is_definite(view.word(*index));
        Self { officials, family: first, several, last_title: (0..view.len()).rev().find(titled) }
    }
}

/// The family name of somebody named, without the genitive.
fn family<'s>(view: &View<'s>, name: &Recognised) -> &'s str {
    let word = view.word(name.last.saturating_sub(1));
    word.strip_suffix('s').unwrap_or(word)
}

/// `ordföranden`, `kommunalrådet`: the one that was just named.
fn is_definite(word: &str) -> bool {
    ["en", "et", "ern", "orn"].iter().any(|end| word.ends_with(end))
}

/// Whether a title stands right before, in apposition behind, or a party in parentheses.
fn official(view: &View, name: &Recognised) -> bool {
    let title = |index: u32| view.bits(index).has(WordBits::OFFICIAL_TITLE) || is_title(view.word(index));
    let sentence = view.sentence(name.first);
    // `ordföranden i socialnämnden, Anna Lind`: a title, then nothing but where it is held.
    let mut between = 0;
    for index in view.before(name.first, 70).take_while(|&index| view.sentence(index) == sentence) {
        if title(index) {
            return true;
        }
        let holds = matches!(
            view.word(index),
            "i" | "för" | "vid" | "på" | "of" | "the" | "och" | "vår" | "vårt" | "heter"
        ) || view.bits(index).has(WordBits::AUTHORITY)
            || view.class(index).has(Class::UPPER_FIRST)
            || view.word(index).ends_with("nämnden")
            || view.word(index).ends_with("styrelsen")
            || view.word(index).ends_with("kommun");
        between += 1;
        if !holds || between > 6 {
            break;
        }
    }
    let next = name.last;
    let gap = view.gap(next);
    if gap.has(Gap::PAREN_OPEN)
        && PARTIES.contains(&view.word(next))
        && view.class(next).has(Class::UPPER_FIRST)
    {
        return true;
    }
    let apposed = gap.has(Gap::COMMA)
        || gap.has(Gap::PAREN_OPEN)
        || matches!(view.word(next), "är" | "som" | "is" | "blir" | "var");
    apposed
        && view
            .after(next, name.end, 45)
            .take(5)
            .take_while(|&index| view.sentence(index) == sentence)
            .any(title)
}

/// Titles made with the name of an office: `socialnämndsordförande`, `kulturminister`.
fn is_title(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "ordförande",
        "ordföranden",
        "minister",
        "ministern",
        "kommunalråd",
        "kommunalrådet",
        "direktören",
        "rådet",
    ];
    // Heads of municipal works lead too; shops and hotels have heads that nobody elected or appointed in public.
    let head = word.strip_suffix("en").unwrap_or(word).strip_suffix("chef");
    let head = head.is_some_and(|kind| {
        kind.len() > 2 && !["butiks", "hotell", "restaurang", "plats", "bank", "köks"].contains(&kind)
    });
    head || word.len() > 9 && ENDS.iter().any(|end| word.ends_with(end)) && word != "området"
}

/// What follows a signature, white space included, is shorter than this in bytes.
const LONGEST_END: usize = 512;

fn signature(view: &View, name: &Recognised) -> bool {
    let closes = view.before(name.first, 24).take(3).any(|index| CLOSINGS.contains(&view.word(index)));
    let rest = view.text.get(name.end as usize..).unwrap_or("");
    let before = view.gap(name.first);
    let lone = (before.has(Gap::NEWLINE) || before.has(Gap::SLASH) || view.byte_before(name.start) == b'/')
        && name.first > 0
        && rest.len() < LONGEST_END
        && rest.trim().len() < 24;
    closes || lone && !rest.chars().any(|c| c.is_ascii_digit())
}

fn tagged(view: &View, name: &Recognised) -> bool {
    let greeted = view.before(name.first, 24).take(2).any(|index| {
        view.bits(index).has(WordBits::PRAISE)
            || matches!(
                view.word(index),
                "hej"
                    | "hejsan"
                    | "tack"
                    | "grattis"
                    | "tackar"
                    | "heja"
                    | "du"
                    | "thanks"
                    | "bravo"
                    | "välkommen"
                    | "stort"
            )
    });
    let sentence = view.sentence(name.first);
    let praise = |index: u32| {
        let greeting = matches!(view.word(index), "hej" | "hejsan" | "tjena" | "hallå" | "hello" | "hi");
        view.sentence(index) == sentence && view.bits(index).has(WordBits::PRAISE) && !greeting
    };
    let praised = view.before(name.first, 30).any(praise) || view.after(name.last, name.end, 45).any(praise);
    if greeted || praised && !view.known_in_sentence(name.first, WordBits::NEGATION) {
        return true;
    }
    let opens = name.first == 0
        || view.sentence(name.first - 1) != sentence
        || view.before(name.first, 40).all(|index| {
            view.class(index).has(Class(Class::UPPER_FIRST.0 | Class::EMOJI.0))
                && !view.bits(index).has(WordBits::COMMON_SV)
        });
    if !opens || name.first > 8 {
        return false;
    }
    let next = name.last;
    if next >= view.len() || view.class(next).has(Class::EMOJI) || view.sentence(next) != sentence {
        return true;
    }
    // Another name in a row, or words to whoever was named.
    let spoken_to = |index: u32| {
        let preposition = view.word(index) == "i";
        view.sentence(index) == sentence
            && view.bits(index).has(WordBits::ADDRESSEE.or(WordBits::SELF))
            && !preposition
    };
    let asked = view
        .text
        .get(name.end as usize..)
        .and_then(|rest| rest.find(['?', '.', '!']))
        .is_some_and(|at| view.byte(name.end as usize + at) == b'?');
    let word = view.word(next);
    let imperative = matches!(
        word,
        "kolla" | "titta" | "läs" | "se" | "kom" | "look" | "check" | "tagga" | "hör" | "spana"
    );
    let call = CALLS.contains(&word) && view.after(next, name.end, 24).take(3).any(spoken_to);
    let row = view.class(next).has(Class::UPPER_FIRST)
        && view.bits(next).has(WordBits::FIRST_NAME)
        && view.gap(next) != Gap::HYPHEN;
    imperative || row || call || asked && view.after(next, name.end, 40).any(spoken_to)
}
