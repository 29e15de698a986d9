//! Reserve numbers that health care gives patients without a known personal identity number (`reservnummer`).
//!
//! Three forms: the national one (`22850709-AB1C`: the century with 20 added or 00, a date, two letters, a digit, a check
//! character), Region Stockholm's (`99` and a year, five digits, a check digit) and Västra Götaland's (a date, K, M or X,
//! three characters). Their shapes say little, so a word must announce them.

use ordvakt_rules::WordBits;

use super::date::Date;
use super::number::{luhn, value};
use super::view::View;
use super::{Kind, Recognised};

/// How far before a number its announcement is looked for, in bytes.
const REACH: u32 = 42;
const CONFIDENCE: f32 = 0.75;

/// Finds a number that begins at a token.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let word = view.word(index);
    let Some((head, rest)) = word.split_at_checked(8) else { return };
    if !head.bytes().all(|byte| byte.is_ascii_digit())
        || !view.known_before(index, REACH, WordBits::KEY_RESERVE_NUMBER)
    {
        return;
    }
    let next = view.word(index + 1);
    let joined = view.slice(view.end(index), view.start(index + 1)) == "-";
    let last = match rest.len() {
        0 if joined && is_lettered(head, next) => index + 2,
        4 if is_stockholm(view, word) || is_lettered(head, rest) => index + 1,
        _ => return,
    };
    found.push(view.found(Kind::ReserveNumber, index, last, CONFIDENCE));
}

fn number(digits: &str) -> u32 {
    digits.parse().unwrap_or(0)
}

/// `99YYYYNNNNNC`: the check digit covers what follows the century.
fn is_stockholm(view: &View, word: &str) -> bool {
    let mut digits = [0u8; 12];
    for (slot, byte) in digits.iter_mut().zip(word.bytes()) {
        *slot = byte.wrapping_sub(b'0');
    }
    let year = value(&digits[2..6]);
    let given = (1885..=u32::from(view.today.year)).contains(&year);
    word.bytes().all(|byte| byte.is_ascii_digit()) && word.starts_with("99") && given && luhn(&digits[4..])
}

/// Eight digits and four characters: `22850709` and `ab1c`, `19850709` and `k12c`.
fn is_lettered(head: &str, tail: &str) -> bool {
    let Ok(tail) = <[u8; 4]>::try_from(tail.as_bytes()) else { return false };
    let (century, date) = head.split_at(2);
    match number(century) {
        0 | 22..=98 => is_day(date) && is_national(tail),
        18..=20 => is_day(date) && is_western(tail),
        _ => false,
    }
}

/// Whether six digits can be a date of any century.
fn is_day(date: &str) -> bool {
    let part = |at: usize| date.get(at..at + 2).map_or(0, number) as u8;
    Date::new(2000, part(2), part(4)).is_some()
}

/// Two letters that no digit looks like, a digit, a check character.
fn is_national([first, second, digit, check]: [u8; 4]) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() && !matches!(byte, b'i' | b'o' | b'q' | b'v' | b'w');
    letter(first) && letter(second) && digit.is_ascii_digit() && check.is_ascii_alphanumeric()
}

/// The letter that tells the sex, two digits, a check character.
fn is_western([letter, first, second, check]: [u8; 4]) -> bool {
    matches!(letter, b'k' | b'm' | b'x')
        && first.is_ascii_digit()
        && second.is_ascii_digit()
        && check.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::{found, spans};

    fn numbers(text: &str) -> Vec<String> {
        spans(text, Kind::ReserveNumber)
    }

    #[test]
    fn the_three_forms_after_their_announcement() {
        assert_eq!(numbers("Reservnummer 22850709-AB12 gäller"), ["22850709-ab12"]);
        assert_eq!(numbers("reservnumret 992019123454"), ["992019123454"]);
        assert_eq!(numbers("patienten 19850709-K123 väntar"), ["19850709-k123"]);
        assert_eq!(numbers("patient 19850709K123 väntar"), ["19850709k123"]);
    }

    #[test]
    fn they_are_never_sure() {
        let all = found("Reservnummer 22850709-AB12", Kind::ReserveNumber);
        assert!(all.iter().all(|one| one.confidence < 0.8) && !all.is_empty());
    }

    #[test]
    fn others_are_none() {
        for text in [
            "Modell 22850709-AB12 är slut",
            "reservnummer 22851309-AB12",
            "reservnummer 22850709-QO12",
            "reservnummer 992019123451",
            "reservnummer 990019123456",
            "patient 19850709-B123",
            "Patienten kom 1985-07-09",
        ] {
            assert!(numbers(text).is_empty(), "{text}");
        }
    }
}
