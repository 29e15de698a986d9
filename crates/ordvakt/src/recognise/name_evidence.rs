//! What beside a name makes it point out a private person: where the person is found, what is private, what is alleged.

use ordvakt_rules::WordBits;
use ordvakt_text::{Class, Gap};

use super::Recognised;
use super::view::View;

/// How a comment points out the person it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// Where the person lives, works or goes to school, relations, health, movements.
    Pinpoint,
    /// The person is asked or searched for.
    Search,
    /// Something compromising is told or hinted at.
    Conduct,
}

/// How many tokens to either side of a name belong to what is said of it.
const REACH: u32 = 16;
/// Verbs of neutral doing after `det är X som`.
const NEUTRAL_DEEDS: &[&str] = &[
    "är",
    "var",
    "blir",
    "bestämmer",
    "ansvarar",
    "leder",
    "håller",
    "spelar",
    "sjunger",
    "skriver",
    "skrev",
    "vann",
    "ritade",
    "ritat",
    "målade",
    "målat",
    "grundade",
    "uppfann",
    "började",
    "startade",
    "byggde",
    "gjorde",
    "föreläser",
    "talar",
    "har",
    "hade",
    "står",
    "kommer",
    "kan",
    "ska",
    "is",
    "was",
    "wrote",
    "won",
    "leads",
    "plays",
];

/// Beginnings of roles that are held in public, whose holders are named without being pointed out.
const PUBLIC_ROLES: &[&str] = &[
    "reporter",
    "journalist",
    "redaktör",
    "fotograf",
    "tränar",
    "domar",
    "ledar",
    "lagledar",
    "ledamot",
    "präst",
    "kyrkoherde",
    "tales",
    "advokat",
    "åklagar",
    "krönikör",
    "coach",
    "referee",
    "editor",
    "photographer",
];

/// The strongest evidence beside a name, if any.
pub(super) fn evidence(view: &View, name: &Recognised) -> Option<Evidence> {
    // `X, 34 år`, `X, 34,`: an age right behind the name.
    let aged = view.gap(name.last).has(Gap::COMMA)
        && view.class(name.last).has(Class::NUMBER)
        && view.word(name.last).len() <= 2
        && (view.word(name.last + 1) == "år" || view.gap(name.last + 1).has(Gap::COMMA));
    if aged || named_by_bond(view, name) || placed(view, name) || owner(view, name) {
        return Some(Evidence::Pinpoint);
    }
    if searched(view, name) {
        return Some(Evidence::Search);
    }
    if seen(view, name) {
        return Some(Evidence::Pinpoint);
    }
    let mut conduct = gossip(view, name) || cleft(view, name) || habit(view, name) || envied(view, name);
    for index in around(view, name) {
        let bits = view.bits(index);
        if bits.has(WordBits::KEY_PINPOINT)
            || is_class(view, index)
            || is_aged(view, index)
            || is_spelt(view, index)
        {
            return Some(Evidence::Pinpoint);
        }
        conduct |= bits.has(WordBits::KEY_CONDUCT);
    }
    conduct.then_some(Evidence::Conduct)
}

/// The tokens that say something of a name: those near it in its sentence, and the next sentence if it goes on about
/// the same person.
fn around(view: &View, name: &Recognised) -> impl Iterator<Item = u32> {
    let sentence = view.sentence(name.first);
    let from = (name.first.saturating_sub(REACH)..name.first)
        .find(|&index| view.sentence(index) == sentence)
        .unwrap_or(name.first);
    let close = (name.last + REACH).min(view.len());
    let end = (name.last..close).find(|&index| view.sentence(index) != sentence).unwrap_or(close);
    let goes_on = end < view.len()
        && view.sentence(end) != sentence
        && view.bits(end).has(WordBits::THIRD_PERSON)
        && !matches!(view.word(end), "de" | "dom" | "they" | "dem");
    let next = if goes_on { view.sentence(end) } else { sentence };
    let until = (end..(end + REACH).min(view.len())).find(|&index| view.sentence(index) != next);
    let until = if goes_on { until.unwrap_or((end + REACH).min(view.len())) } else { end };
    (from..name.first).chain(name.last..until)
}

/// The word some places before a name, in its sentence.
fn back<'s>(view: &View<'s>, name: &Recognised, places: u32) -> &'s str {
    name.first
        .checked_sub(places)
        .filter(|&index| view.same_sentence(index, name.first))
        .map_or("", |index| view.word(index))
}

/// `min granne X`, `läraren X`, `hon heter X`: whose or what somebody is.
fn named_by_bond(view: &View, name: &Recognised) -> bool {
    let at = |places: u32| {
        let index = name.first.checked_sub(places).filter(|&index| view.same_sentence(index, name.first));
        index.map_or(WordBits::NONE, |index| view.bits(index))
    };
    let bond = WordBits::RELATION.or(WordBits::ROLE);
    if at(1).has(bond) {
        return !PUBLIC_ROLES.iter().any(|role| back(view, name, 1).starts_with(role));
    }
    match back(view, name, 1) {
        "modern" | "fadern" | "mamman" | "pappan" | "hustrun" | "maken" | "makan" | "sonen" | "dottern"
        | "frun" => true,
        "heter" | "hette" => {
            !matches!(back(view, name, 2), "jag" | "som") || back(view, name, 2) == "som" && at(3).has(bond)
        }
        "name" | "called" => at(2).has(WordBits::THIRD_PERSON),
        "is" => back(view, name, 2) == "name" && back(view, name, 3) != "my",
        _ => false,
    }
}

/// `X på Furuliden`, `familjen X i Norrhult`: a place tied to the name itself.
fn placed(view: &View, name: &Recognised) -> bool {
    let (next, place) = (name.last, name.last + 1);
    let somewhere = view.class(place).has(Class::UPPER_FIRST)
        && !view.bits(place).has(WordBits::AUTHORITY.or(WordBits::PARTY).or(WordBits::CALENDAR));
    let family = back(view, name, 1) == "familjen";
    view.gap(next) == Gap::SPACE
        && view.gap(place) == Gap::SPACE
        && (somewhere || view.bits(place).has(WordBits::KEY_PINPOINT))
        && (matches!(view.word(next), "på" | "vid" | "at") || family && matches!(view.word(next), "i" | "in"))
}

/// `Xs hund`, `Xs mamma`: something of the person's own.
fn owner(view: &View, name: &Recognised) -> bool {
    let genitive =
        name.end < view.end(name.last.saturating_sub(1)) || view.word(name.last - 1).ends_with('s');
    let own =
        WordBits::RELATION.or(WordBits::KEY_VEHICLE).or(WordBits::KEY_PROPERTY).or(WordBits::KEY_PINPOINT);
    genitive
        && view.gap(name.last) == Gap::SPACE
        && (view.bits(name.last).has(own)
            || matches!(view.word(name.last), "hund" | "hundar" | "katt" | "katter"))
}

/// `vem är X`, `var bor X`, `känner nån X`, `fråga X`.
fn searched(view: &View, name: &Recognised) -> bool {
    let (first, second) = (back(view, name, 1), back(view, name, 2));
    let opens = |places: u32| {
        name.first.checked_sub(places + 1).is_none_or(|index| !view.same_sentence(index, name.first))
    };
    match first {
        "där" | "är" => (2..=4).any(|places| back(view, name, places) == "vem"),
        "till" => matches!(second, "numret" | "nummer" | "adressen" | "adress" | "mobilnumret"),
        "is" => matches!(second, "who" | "where"),
        "bor" | "jobbar" | "finns" => matches!(second, "var" | "vart"),
        "fråga" | "ask" => opens(1),
        "känner" => opens(1) || matches!(second, "som" | "ni" | "nån" | "någon" | "vem"),
        "nån" | "någon" | "ni" | "du" => {
            matches!(second, "känner" | "sett" | "träffat") || second == "vet" && back(view, name, 3) == "som"
        }
        "vart" | "var" => second == "vet" || second == "veta",
        "söker" | "letar" | "efterlyser" => true,
        "efter" => matches!(second, "söker" | "letar" | "spanar" | "leta" | "söka"),
        "know" | "knows" | "find" | "looking" | "seen" => {
            opens(1) || matches!(second, "anyone" | "anybody" | "you")
        }
        _ => false,
    }
}

/// `jag såg X vid …`: where somebody was seen.
fn seen(view: &View, name: &Recognised) -> bool {
    let saw = matches!(back(view, name, 1), "såg" | "sett" | "mötte" | "saw" | "seen" | "spotted");
    let before = back(view, name, 2);
    let told = matches!(
        before,
        "" | "jag" | "vi" | "har" | "grannen" | "grannar" | "i" | "we" | "have" | "who" | "som"
    );
    saw && told && view.same_sentence(name.last, name.first)
}

/// `hörde att X`, `alla vet att X`, `säger de`: hearsay.
fn gossip(view: &View, name: &Recognised) -> bool {
    let near = |from: u32, reach: u32| {
        (from..from + reach)
            .take_while(|&index| view.same_sentence(index, name.first))
            .map(|index| view.word(index))
    };
    let heard = |first: &str, second: &str| match first {
        "hörde" | "hört" | "visste" => matches!(second, "att" | "ni" | "du" | "om"),
        "alla" | "everyone" | "everybody" | "folk" => {
            matches!(second, "vet" | "knows" | "i" | "känner" | "säger")
        }
        "säger" | "sägs" => matches!(second, "de" | "dom" | "folk" | "att"),
        "ryktas" | "rumour" => true,
        "sprid" => matches!(second, "vidare" | "detta"),
        "heard" => matches!(second, "that" | "about"),
        _ => false,
    };
    let pairs = |from: u32, reach: u32| {
        near(from, reach)
            .zip(near(from + 1, reach).chain(std::iter::once("")))
            .any(|(one, two)| heard(one, two))
    };
    let before =
        (name.first.saturating_sub(6)..name.first).find(|&index| view.same_sentence(index, name.first));
    before.is_some_and(|from| pairs(from, name.first - from)) || pairs(name.last, REACH)
}

/// `det var X som slängde …`, `det är familjen X som har …`: the one who did it.
fn cleft(view: &View, name: &Recognised) -> bool {
    let family = back(view, name, 1) == "familjen";
    let verb = 1 + u32::from(family);
    matches!(back(view, name, verb), "är" | "var" | "va" | "e" | "was" | "it's")
        && matches!(back(view, name, verb + 1), "det" | "de" | "it" | "att" | "nog" | "väl" | "")
        && matches!(view.word(name.last), "som" | "who")
        && view.gap(name.last) == Gap::SPACE
        && view.same_sentence(name.last + 1, name.first)
        && (family || !NEUTRAL_DEEDS.contains(&view.word(name.last + 1)))
}

/// `X svarar aldrig`, `X is always late`, `X … varje kväll`: a habit complained of.
fn habit(view: &View, name: &Recognised) -> bool {
    let said = |reach: u32| {
        (name.last..name.last + reach).take_while(|&index| view.same_sentence(index, name.first))
    };
    let adverb = said(4).any(|index| {
        let habitual = matches!(
            view.word(index),
            "aldrig" | "alltid" | "jämt" | "ständigt" | "jämnt" | "never" | "always"
        );
        let tense = index.checked_sub(1).map_or("", |before| view.word(before));
        habitual && !matches!(tense, "har" | "hade" | "has" | "had" | "have")
    });
    let again_and_again = |index: u32| match view.word(index) {
        "varje" => {
            matches!(
                view.word(index + 1),
                "kväll" | "helg" | "natt" | "dag" | "gång" | "morgon" | "fredag" | "lördag"
            )
        }
        "hela" => view.word(index + 1) == "tiden",
        "every" => matches!(view.word(index + 1), "night" | "day" | "weekend" | "time" | "evening"),
        _ => false,
    };
    adverb || said(REACH).any(again_and_again)
}

/// `varför får X …`, `varför granskar ingen X`: what others may not.
fn envied(view: &View, name: &Recognised) -> bool {
    matches!(back(view, name, 1), "får" | "fick" | "slipper" | "slapp" | "stoppar" | "ingen")
        && (2..=4).any(|places| matches!(back(view, name, places), "varför" | "hur"))
}

/// `4B`, `klass 7`, `3A`: a class at school.
fn is_class(view: &View, index: u32) -> bool {
    let grade = matches!(view.word(index).as_bytes(), [b'1'..=b'9', b'a'..=b'f'])
        && view.class(index).has(Class::MIXED);
    let next = view.word(index + 1).as_bytes().first();
    grade
        || matches!(view.word(index), "klass" | "årskurs" | "grade" | "class" | "åk")
            && next.is_some_and(u8::is_ascii_digit)
}

/// `14-åring`, `87 år gammal`: an age.
fn is_aged(view: &View, index: u32) -> bool {
    let word = view.word(index);
    let years = word == "år" && view.word(index + 1) == "gammal";
    years
        || word.ends_with("åring")
        || word.ends_with("åringen")
        || word.ends_with("årig")
        || word.ends_with("årige")
}

/// `h i v`: a word that is spelt so as not to be read.
fn is_spelt(view: &View, index: u32) -> bool {
    (index..index + 3)
        .all(|letter| view.class(letter).has(Class::WORD) && view.end(letter) - view.start(letter) == 1)
        && view.same_sentence(index, index + 2)
}
