//! Text as it is written in comments: without dots, in slang, with slips of the fingers.

use crate::classes::CODES;
use crate::corpus::Text;
use crate::random::Random;

/// Written and heard: Swedish as people spell it when nobody corrects them.
const INFORMAL: &[(&str, &[&str])] = &[
    ("jag", &["ja", "jaa", "jagh"]),
    ("är", &["e", "ä", "ere", "re"]),
    ("det", &["de", "dä", "d", "dettä"]),
    ("och", &["o", "å", "oc", "ock", "ohc"]),
    ("mig", &["mej", "mäj"]),
    ("dig", &["dej", "däj"]),
    ("sig", &["sej"]),
    ("något", &["nåt", "ngt", "nått", "nåt"]),
    ("någon", &["nån", "ngn", "nån"]),
    ("några", &["nåra", "nåra"]),
    ("någonting", &["nånting", "nåt"]),
    ("någonstans", &["nånstans"]),
    ("någonsin", &["nånsin"]),
    ("sedan", &["sen"]),
    ("sådan", &["sån"]),
    ("sådant", &["sånt"]),
    ("sådana", &["såna"]),
    ("inte", &["int", "inge", "ente", "itne", "nte", "ikke", "inta"]),
    ("också", &["oxå", "osså", "åxå", "me"]),
    ("skulle", &["sku", "sulle", "skulla"]),
    ("med", &["me", "mä"]),
    ("vad", &["va", "vaddå", "va"]),
    ("var", &["va"]),
    ("till", &["ti", "t", "til"]),
    ("från", &["fr", "frå", "ifrån"]),
    ("mycket", &["mkt", "mke", "myke", "mycke"]),
    ("hade", &["had", "ha"]),
    ("har", &["ha", "hr"]),
    ("de", &["dom", "di"]),
    ("dem", &["dom"]),
    ("han", &["hn", "han"]),
    ("ska", &["sa", "skaa", "skall"]),
    ("eller", &["ell", "el"]),
    ("tycker", &["tkr", "tycke"]),
    ("kommer", &["komme", "kmr"]),
    ("säger", &["säjer", "sejer"]),
    ("sade", &["sa"]),
    ("lade", &["la"]),
    ("idag", &["ida", "idaa"]),
    ("efter", &["efte", "ätter"]),
    ("kanske", &["kanse", "kanskke"]),
    ("verkligen", &["verkligene", "värkligen", "verklien"]),
    ("huvudet", &["huvet"]),
    ("staden", &["stan"]),
    ("roligt", &["rolit", "kul"]),
    ("tråkigt", &["tråkit"]),
    ("riktigt", &["riktit", "rikit"]),
    ("väldigt", &["väldit"]),
    ("aldrig", &["aldri"]),
    ("alltid", &["allti"]),
    ("människor", &["mänskor", "mäniskor", "folk"]),
    ("egentligen", &["egentlien"]),
    ("faktiskt", &["faktist", "faktiskt"]),
    ("precis", &["presis"]),
    ("bara", &["ba", "bar"]),
    ("som", &["sm", "som"]),
    ("dag", &["da"]),
    ("god", &["go"]),
    ("gå", &["gå", "gåå"]),
    ("vill", &["vi", "vil"]),
    ("kan", &["kn", "kan"]),
    ("måste", &["mste", "måst"]),
    ("varför", &["varfö", "vaför", "vf"]),
    ("därför", &["därfö"]),
    ("eftersom", &["efersom"]),
    ("tack", &["tackar", "tck", "takk"]),
];

/// Swedish slang and filler that sentences read aloud never have.
const FILLER: &[&str] = &[
    "asså",
    "ju",
    "väl",
    "typ",
    "liksom",
    "bah",
    "fy",
    "usch",
    "oj",
    "jo",
    "jodå",
    "nä",
    "nää",
    "nej",
    "ok",
    "okej",
    "bra",
    "kul",
    "snyggt",
    "grymt",
    "najs",
    "gött",
    "skönt",
    "fan",
    "lite",
    "hej",
    "tjena",
    "mvh",
    "tack",
    "hejsan",
    "ang",
    "bla",
    "mm",
    "osv",
    "iaf",
    "iallafall",
    "tyvärr",
    "haha",
    "sjukt",
    "helt",
    "fett",
    "ball",
    "aa",
    "mm",
    "pga",
    "tex",
    "dvs",
    "ff",
    "asbra",
    "jättebra",
    "jättefint",
    "skitbra",
    "najs",
    "suck",
    "jaja",
    "dock",
];

/// What a class of text has to stand, in thousandths of the texts.
struct Habits {
    plain: usize,
    informal: usize,
    slips: usize,
}

fn habits(class: usize) -> Habits {
    match CODES[class] {
        "sv" => Habits { plain: 280, informal: 250, slips: 90 },
        "en" => Habits { plain: 0, informal: 0, slips: 60 },
        // Their words without letters of their own are Swedish ones too often.
        "da" | "nb" | "nn" => Habits { plain: 20, informal: 0, slips: 30 },
        _ => Habits { plain: 120, informal: 0, slips: 30 },
    }
}

fn slip(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 {
        return word.to_owned();
    }
    let at = 1 + random.below(letters.len() - 2);
    match random.below(3) {
        0 => letters.swap(at, at + 1),
        1 => {
            letters.remove(at);
        }
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}

/// Letters without marks; `å`, `ä` and `ö` as people do who lack the keys.
fn plain(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        plain.push(match c {
            'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' | 'ă' | 'ą' | 'ā' => 'a',
            'ö' | 'ó' | 'ò' | 'ô' | 'õ' | 'ő' | 'ø' | 'ō' => 'o',
            'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' | 'ė' | 'ē' => 'e',
            'í' | 'ì' | 'î' | 'ï' | 'į' | 'ī' | 'ı' => 'i',
            'ú' | 'ù' | 'û' | 'ü' | 'ű' | 'ů' | 'ų' | 'ū' => 'u',
            'ý' | 'ÿ' => 'y',
            'č' | 'ć' | 'ç' => 'c',
            'š' | 'ś' | 'ş' | 'ș' => 's',
            'ž' | 'ź' | 'ż' => 'z',
            'đ' | 'ď' => 'd',
            'ğ' | 'ģ' => 'g',
            'ķ' => 'k',
            'ł' | 'ļ' | 'ľ' => 'l',
            'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
            'ř' => 'r',
            'ť' | 'ț' | 'ţ' | 'ŧ' => 't',
            other => other,
        });
    }
    plain
}

/// A few running words of a text, changed as comments change them.
pub(crate) fn snippet(text: &[String], class: usize, random: &mut Random) -> Text {
    let wanted = match random.below(10) {
        0..=1 => 1,
        2..=3 => 2,
        4..=5 => 3,
        6 => 4,
        7 => 5,
        8 => 6,
        _ => 8,
    };
    let length = wanted.min(text.len());
    let first = random.below(text.len() - length + 1);
    let mut words = text[first..first + length].to_vec();
    let habits = habits(class);
    if random.per_mille(habits.informal) {
        for word in &mut words {
            if let Some((_, forms)) = INFORMAL.iter().find(|(standard, _)| standard == word) {
                forms[random.below(forms.len())].clone_into(word);
            }
        }
        if random.per_mille(300) {
            let at = random.below(words.len() + 1);
            words.insert(at, FILLER[random.below(FILLER.len())].to_owned());
        }
    }
    if random.per_mille(habits.slips) {
        let at = random.below(words.len());
        words[at] = slip(&words[at], random);
    }
    if random.per_mille(habits.plain) {
        for word in &mut words {
            *word = plain(word);
        }
    }
    words
}
