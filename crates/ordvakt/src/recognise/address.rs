//! Street addresses (`adress`).

use ordvakt_rules::WordBits;
use ordvakt_text::{Class, Gap};

use super::view::{View, is_space};
use super::{Kind, Recognised};

/// Ends of street names.
const ENDINGS: &[&str] = &[
    "gatan",
    "gata",
    "vägen",
    "vagen",
    "väg",
    "gränd",
    "gränden",
    "grand",
    "stigen",
    "stig",
    "allén",
    "allen",
    "backen",
    "torget",
    "svängen",
    "slingan",
    "kroken",
    "ringen",
    "brinken",
    "leden",
    "bågen",
    "höjden",
    "rundeln",
    "esplanaden",
    "kajen",
    "plan",
    "rundan",
    "stråket",
    "promenaden",
    "terrassen",
    "vången",
    "liden",
    "tunet",
    "stranden",
    "branten",
    "porten",
    "parken",
    "platsen",
    "åsen",
    "hagen",
    "kullen",
    "vreten",
    "gärdet",
    "hamnen",
    "dalen",
    "ängen",
    "tået",
    "tet",
];
/// The ends above that also end many words of other meaning: lower-case words with them need an announcement.
const KINDS: &[&str] = &["gata", "väg", "gränd", "stig", "allé", "backe", "torg", "plan", "plats"];
/// Words that make an amount or a date of the number after a street.
const UNITS: &[&str] = &[
    "km",
    "m",
    "meter",
    "mil",
    "år",
    "års",
    "kr",
    "kronor",
    "träd",
    "gånger",
    "ggr",
    "veckor",
    "vecka",
    "dagar",
    "dygn",
    "månader",
    "timmar",
    "minuter",
    "min",
    "hål",
    "personer",
    "procent",
    "st",
    "stycken",
    "bilar",
    "bussar",
    "olyckor",
    "nya",
    "till",
    "lampor",
    "lyktstolpar",
    "gupp",
    "barn",
    "hus",
    "lägenheter",
    "tomter",
    "röster",
    "liter",
    "kilo",
    "mkr",
    "tkr",
    "cm",
    "mm",
];

/// Finds an address whose house number is a token.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let Some(street) = index.checked_sub(1).filter(|&street| view.class(street).has(Class::WORD)) else {
        return;
    };
    if !is_space(view.gap(index)) || !is_house(view, index) || is_counted(view, index) {
        return;
    }
    let Some(first) = street_start(view, street) else { return };
    let announced = view.known_before(first, 48, WordBits::KEY_PRIVATE.or(WordBits::RELATION))
        || view.before(first, 12).any(|other| view.word(other).starts_with("adress"));
    let written = view.class(street).has(Class::UPPER_FIRST) || view.class(first).has(Class::UPPER_FIRST);
    let mut last = index + 1;
    let letter = lettered(view, index);
    if letter == Some(true) {
        last += 1;
    }
    if !written && !announced && letter.is_none() {
        return;
    }
    let (end, full) = tail(view, last);
    let mut one = view.found(Kind::Address, first, end, if full || announced { 0.95 } else { 0.88 });
    one.personal = full || announced || letter.is_some() || !public(view, first, end);
    found.push(one);
}

/// Whether a token is a house number: up to three digits, or with a letter up to h.
fn is_house(view: &View, index: u32) -> bool {
    let word = view.word(index).as_bytes();
    let digits = word.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = word.get(digits..).unwrap_or(&[]);
    (1..=3).contains(&digits) && word.first() != Some(&b'0') && matches!(rest, [] | [b'a'..=b'h'])
}

/// Whether a letter belongs to the house number; whether it is a token of its own.
fn lettered(view: &View, index: u32) -> Option<bool> {
    if view.class(index).has(Class::MIXED) {
        return Some(false);
    }
    let next = index + 1;
    let single = view.class(next).has(Class::SINGLE)
        && view.class(next).has(Class::WORD)
        && view.class(next).has(Class::UPPER_FIRST);
    let suits = single
        && is_space(view.gap(next))
        && matches!(view.word(next), "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h");
    suits.then_some(true)
}

/// Whether the number counts something, dates something, or goes on.
fn is_counted(view: &View, index: u32) -> bool {
    let next = index + 1;
    if view.class(index).has(Class::MIXED) {
        return false;
    }
    let joint = view.gap(next);
    let units = view.bits(next).has(WordBits::CALENDAR) || UNITS.contains(&view.word(next));
    let end = view.end(index) as usize;
    let goes_on =
        matches!(view.byte(end), b':' | b',' | b'.' | b'-' | b'/') && view.byte(end + 1).is_ascii_digit();
    is_space(joint) && units
        || goes_on
        || view.byte(end) == b'%'
        || is_space(joint) && view.byte(end + 1) == b'%'
}

/// The first token of the street's name, if it is one.
fn street_start(view: &View, street: u32) -> Option<u32> {
    let word = view.word(street);
    let ending = ENDINGS.iter().filter(|ending| word.ends_with(**ending)).map(|ending| ending.len()).max();
    let upper = |index: u32| view.class(index).has(Class::UPPER_FIRST);
    let joined = |index: u32| index > 0 && is_space(view.gap(index));
    // `Stenbergs väg`, `Norra vägen`
    if ending == Some(word.len()) || KINDS.contains(&word) {
        let name = street.checked_sub(1).filter(|_| joined(street))?;
        let owner = view.word(name);
        let side = matches!(
            owner,
            "norra"
                | "södra"
                | "östra"
                | "västra"
                | "stora"
                | "lilla"
                | "övre"
                | "nedre"
                | "gamla"
                | "nya"
                | "inre"
                | "yttre"
                | "bortre"
        );
        let genitive = owner.ends_with('s') && owner.len() > 3;
        if !upper(name) || !side && (!genitive || view.bits(name).has(WordBits::COMMON_SV)) {
            return None;
        }
        let given = name
            .checked_sub(1)
            .filter(|&given| joined(name) && upper(given) && view.bits(given).has(WordBits::FIRST_NAME));
        return Some(given.unwrap_or(name));
    }
    let length = ending?;
    if word.len() < length + 2 || view.bits(street).has(WordBits::COMMON_SV) {
        return None;
    }
    let side = street.checked_sub(1).filter(|&side| {
        joined(street)
            && matches!(
                view.word(side),
                "norra"
                    | "södra"
                    | "östra"
                    | "västra"
                    | "stora"
                    | "lilla"
                    | "övre"
                    | "nedre"
                    | "gamla"
                    | "nya"
                    | "inre"
                    | "yttre"
            )
    });
    Some(side.filter(|&side| upper(side) || !upper(street)).unwrap_or(street))
}

/// The token after flat, postcode and town, and whether there are any.
fn tail(view: &View, from: u32) -> (u32, bool) {
    let mut last = from;
    let mut full = false;
    let comma = |index: u32| {
        matches!(
            view.slice(view.end(index - 1), view.start(index)),
            ", " | "," | " " | " - " | "\n" | ",\n" | "\r\n"
        )
    };
    if comma(last) {
        let number = |index: u32| view.class(index).has(Class::NUMBER);
        let flat =
            matches!(view.word(last), "lgh" | "lägenhet" | "apt" | "vån" | "våning") && number(last + 1);
        let stairs = matches!(view.word(last + 1), "tr" | "trappor" | "vån" | "våningen");
        if flat || number(last) && view.word(last).len() <= 2 && stairs {
            (last, full) = (last + 2, true);
        }
    }
    if !comma(last) {
        return (last, full);
    }
    let start =
        if matches!(view.word(last), "se" | "s") && view.slice(view.end(last), view.start(last + 1)) == "-" {
            last + 1
        } else {
            last
        };
    if let Some(post) = postcode(view, start) {
        let town = view.class(post).has(Class::UPPER_FIRST) && is_space(view.gap(post));
        return (town_end(view, post, town), true);
    }
    let listed = view.gap(last) == Gap(Gap::COMMA.0 | Gap::SPACE.0);
    let bits = view.bits(last);
    let town = listed
        && view.class(last).has(Class::UPPER_FIRST)
        && view.word(last).len() > 3
        && !bits
            .has(WordBits::FIRST_NAME.or(WordBits::SELF).or(WordBits::ADDRESSEE).or(WordBits::THIRD_PERSON))
        && !bits.has(WordBits::KEY_PUBLIC_PLACE.or(WordBits::KEY_PHONE));
    if town { (town_end(view, last, true), full) } else { (last, full) }
}

/// A town of one word, or of two where the first is a side or the second is capitalised as well.
fn town_end(view: &View, town: u32, is_town: bool) -> u32 {
    if !is_town {
        return town;
    }
    let second = matches!(
        view.word(town),
        "norra" | "södra" | "östra" | "västra" | "stora" | "lilla" | "nya" | "gamla"
    ) && is_space(view.gap(town + 1))
        && view.class(town + 1).has(Class::UPPER_FIRST);
    town + 1 + u32::from(second)
}

/// The token after a postcode: three digits and two, or five.
fn postcode(view: &View, index: u32) -> Option<u32> {
    let number =
        |index: u32, length: usize| view.class(index).has(Class::NUMBER) && view.word(index).len() == length;
    let first = view.byte(view.start(index) as usize);
    if !(b'1'..=b'9').contains(&first) {
        return None;
    }
    if number(index, 5) {
        return Some(index + 1);
    }
    (number(index, 3) && number(index + 1, 2) && is_space(view.gap(index + 1))).then_some(index + 2)
}

/// Whether the words around make it a public place.
fn public(view: &View, first: u32, last: u32) -> bool {
    let place = WordBits::KEY_PUBLIC_PLACE.or(WordBits::KEY_OFFICE);
    let sentence = view.sentence(first);
    view.known_before(first, 45, place)
        || view
            .after(last, view.end(last.saturating_sub(1)), 40)
            .take_while(|&other| view.sentence(other) == sentence)
            .any(|other| view.bits(other).has(place))
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::{found, spans};

    #[test]
    fn streets_houses_flats_and_towns() {
        for written in [
            "Granvägen 12",
            "Granvägen 12B",
            "Granvägen 12 B",
            "Norra Granstigen 4",
            "Stenbergs väg 33D",
            "Granvägen 12, lgh 1001, 123 45 Granby",
            "Granvägen 12, 5 tr",
            "Granvägen 12, 123 45 Granby",
            "Granvägen 12, Granby",
        ] {
            assert_eq!(
                spans(&format!("Hon bor på {written} om ni undrar"), Kind::Address),
                [written.to_lowercase()]
            );
        }
    }

    #[test]
    fn numbers_that_count_or_date_are_no_houses() {
        for text in [
            "Granvägen 3 veckor till",
            "Granvägen 2 mars",
            "på vägen 3 bilar",
            "Granvägen 5-15 plogas",
            "Granvägen 3,5 km",
        ] {
            assert!(spans(text, Kind::Address).is_empty(), "{text}");
        }
    }

    #[test]
    fn public_places_are_nobodys_home() {
        for text in ["Stadshuset på Granvägen 1 är stängt", "Biblioteket, Granvägen 3, öppnar kl 10"] {
            assert!(found(text, Kind::Address).iter().all(|one| !one.personal), "{text}");
        }
        assert!(
            found("Hon bor på Granvägen 3 vid biblioteket", Kind::Address).iter().all(|one| one.personal)
        );
    }
}
