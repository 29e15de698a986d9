//! Designations of real property (`fastighet`).

use ordvakt_rules::WordBits;
use ordvakt_text::Class;

use super::view::{View, is_space};
use super::{Kind, Recognised};

/// Words before two numbers and a colon that are books, laws, scales and results.
const OTHER: &[&str] = &[
    "johannes",
    "psalm",
    "psaltaren",
    "ps",
    "matteus",
    "markus",
    "lukas",
    "mosebok",
    "moseboken",
    "romarbrevet",
    "korinthierbrevet",
    "korintierbrevet",
    "uppenbarelseboken",
    "ordspråksboken",
    "jesaja",
    "hebreerbrevet",
    "apostlagärningarna",
    "galaterbrevet",
    "jakob",
    "koranen",
    "sura",
    "skala",
    "skalan",
    "sfs",
    "sou",
    "nja",
    "prop",
    "kl",
    "klockan",
    "klass",
    "etapp",
    "vann",
    "vinst",
    "motion",
    "kap",
    "kapitel",
    "bet",
    "ref",
    "dnr",
    "diarienummer",
    "diarienr",
    "version",
    "avsnitt",
    "resultat",
    "slutade",
    "slut",
    "ledde",
    "förlorade",
    "match",
    "set",
    "dir",
    "ds",
    "if",
    "bk",
    "ff",
    "ik",
    "is",
    "aik",
];
/// Ends of place names.
const PLACES: &[&str] = &[
    "träsk", "heden", "hed", "by", "byn", "bo", "torp", "torpet", "ryd", "hult", "mark", "ås", "berg",
    "berget", "backa", "backen", "näs", "näset", "sjön", "sjö", "vik", "viken", "dal", "dalen", "lund",
    "stad", "böle", "arp", "järvi", "vaara", "rum", "liden", "åker", "forsen", "fors", "tuna", "landa",
    "inge", "löv", "sta", "holm", "ö", "ön", "gården", "gård", "sele", "ånger", "moheden", "mo", "sund",
    "bäck", "träsket", "niemi", "lahti", "hagen",
];

/// Finds a designation whose number, or first number, is a token.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let colon = |index: u32| view.slice(view.end(index), view.start(index + 1)) == ":";
    let small =
        |index: u32| view.class(index).has(Class::NUMBER) && (1..=4).contains(&view.word(index).len());
    if !small(index) {
        return;
    }
    let shared = index > 0 && matches!(view.word(index - 1), "s" | "ga" | "fs") && colon(index - 1);
    if shared || small(index + 1) && colon(index) {
        let (block, last) = if shared { (index - 1, index + 1) } else { (index, index + 2) };
        parcel(view, block, last, found);
    } else if !colon(index) && index > 0 && is_space(view.gap(index)) {
        quarter(view, index, found);
    }
}

/// `Trakt 7:236`, `Trakt S:2`: `block` is the token of the block, `last` the one after the unit.
fn parcel(view: &View, block: u32, last: u32, found: &mut Vec<Recognised>) {
    let Some(name) = block.checked_sub(1).filter(|&name| is_name(view, name) && is_space(view.gap(block)))
    else {
        return;
    };
    let end = view.end(last - 1) as usize;
    if matches!(view.byte(end), b':' | b'-' | b'/') || OTHER.contains(&view.word(name)) {
        return;
    }
    let upper = view.class(name).has(Class::UPPER_FIRST);
    let first = municipality(view, name).unwrap_or(name);
    let cue = is_cued(view, first, last);
    let word = view.word(name);
    let placed = word.len() > 4 && PLACES.iter().any(|ending| word.ends_with(ending)) && upper;
    let unit = view.word(last - 1).parse::<u32>().unwrap_or(0);
    let strong = || {
        let key = |other| view.bits(other).has(WordBits::KEY_PROPERTY) || is_strong(view, other);
        !view.bits(name).has(WordBits::COMMON_SV) && view.before(first, 48).any(key)
    };
    if !upper && !strong() || !cue && !placed && unit < 60 && first == name {
        return;
    }
    let bits = view.bits(name);
    if !cue && bits.has(WordBits::COMMON_SV.or(WordBits::CALENDAR)) {
        return;
    }
    push(view, first, last, cue, found);
}

/// `Guldbaggen 15`: only with a cue.
fn quarter(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let name = index - 1;
    let written =
        is_name(view, name) && view.class(name).has(Class::UPPER_FIRST) && view.word(name).len() > 3;
    let bits = view.bits(name);
    let other =
        WordBits::COMMON_SV.or(WordBits::CALENDAR).or(WordBits::KEY_NOT_PERSONAL).or(WordBits::FIRST_NAME);
    if !written || bits.has(other) || view.word(index).len() > 3 || OTHER.contains(&view.word(name)) {
        return;
    }
    let street = ["gatan", "vägen", "stigen", "gränd", "torget", "allén"]
        .iter()
        .any(|ending| view.word(name).ends_with(ending));
    let first = municipality(view, name).unwrap_or(name);
    let strong = view.before(first, 48).any(|other| is_strong(view, other))
        || view.after(index + 1, view.end(index), 20).any(|other| is_strong(view, other));
    if street || !strong {
        return;
    }
    push(view, first, index + 1, true, found);
}

fn push(view: &View, first: u32, last: u32, cue: bool, found: &mut Vec<Recognised>) {
    let mut one = view.found(Kind::Property, first, last, if cue { 0.9 } else { 0.75 });
    let tied = cue || view.known_in_sentence(first, WordBits::KEY_PRIVATE.or(WordBits::RELATION));
    let public = view.known_before(first, 60, WordBits::AUTHORITY)
        && !view.known_before(first, 60, WordBits::KEY_PRIVATE.or(WordBits::RELATION))
        || view.before(first, 60).any(|other| {
            view.word(other).starts_with("detaljplan") || view.word(other).starts_with("planen")
        });
    one.note = !tied || public;
    found.push(one);
}

fn is_name(view: &View, index: u32) -> bool {
    let class = view.class(index);
    class.has(Class::WORD) && view.word(index).chars().nth(1).is_some()
}

/// The municipality, or the side, before the name, if there is one.
fn municipality(view: &View, name: u32) -> Option<u32> {
    let before = name.checked_sub(1).filter(|&before| is_name(view, before) && is_space(view.gap(name)))?;
    let upper = |index: u32| view.class(index).has(Class::UPPER_FIRST);
    let keys = WordBits::KEY_PROPERTY
        .or(WordBits::RELATION)
        .or(WordBits::THIRD_PERSON)
        .or(WordBits::SELF)
        .or(WordBits::KEY_NOT_PERSONAL)
        .or(WordBits::QUESTION_WORD);
    let plain = view.bits(before).has(keys) || view.word(before).len() < 3;
    let side = matches!(view.word(before), "norra" | "södra" | "östra" | "västra" | "stora" | "lilla");
    (side && upper(before) == upper(name) || upper(before) && upper(name) && !plain).then_some(before)
}

fn is_cued(view: &View, first: u32, last: u32) -> bool {
    let cue = WordBits::KEY_PROPERTY.or(WordBits::RELATION).or(WordBits::KEY_PRIVATE);
    view.before(first, 48).any(|other| view.bits(other).has(cue) || is_strong(view, other))
        || view.after(last, view.end(last - 1), 30).any(|other| view.bits(other).has(WordBits::KEY_PROPERTY))
}

/// A word of property itself: `fastigheten`, `lagfart`, `tomt`.
fn is_strong(view: &View, index: u32) -> bool {
    const STEMS: &[&str] = &[
        "fastighet",
        "lagfart",
        "lagfaren",
        "tomt",
        "äger",
        "ägs",
        "ägare",
        "granne",
        "avlopp",
        "beteckning",
        "kvarteret",
    ];
    STEMS.iter().any(|stem| view.word(index).starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::{found, spans};

    #[test]
    fn parcels_and_quarters() {
        assert_eq!(
            spans("Grannen på Lillkvarnsjön 7:236 har byggt", Kind::Property),
            ["lillkvarnsjön 7:236"]
        );
        assert_eq!(spans("Jag äger Granby Tallheden 34:80", Kind::Property), ["granby tallheden 34:80"]);
        assert_eq!(
            spans("Fastigheten Guldbaggen 15 ägs av en som aldrig städar", Kind::Property),
            ["guldbaggen 15"]
        );
        assert_eq!(spans("vår tomt tallmoheden 17:188 blev blöt", Kind::Property), ["tallmoheden 17:188"]);
        assert_eq!(spans("Tallheden S:2 ägs av grannarna", Kind::Property), ["tallheden s:2"]);
    }

    #[test]
    fn a_designation_without_an_owner_is_a_note() {
        assert!(found("Det gäller Tallheden 34:80 nu", Kind::Property).iter().all(|one| one.note));
    }

    #[test]
    fn results_laws_and_verses_are_no_property() {
        for text in [
            "Vi vann 3:1 mot Luleå",
            "Slutade 21:15 i tredje set",
            "Läs Johannes 3:16",
            "Psaltaren 23:1",
            "skala 1:500",
            "Enligt 2017:725",
            "etapp 1:2",
            "klass 1:b",
            "Smedjan 40 år",
            "Granby IF 2:1, vilken match",
        ] {
            assert!(spans(text, Kind::Property).is_empty(), "{text}");
        }
    }
}
