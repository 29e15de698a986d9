//! Personal identity numbers, coordination numbers and interim numbers (`personnummer`).

use ordvakt_rules::WordBits;
use ordvakt_text::Class;

use super::date::Date;
use super::number::{Between, Run, is_amount, luhn, value};
use super::view::View;
use super::{Kind, Recognised};

/// How far before a number its announcement is looked for, in bytes.
const REACH: u32 = 42;
/// Letters that replace the first digit of an interim number's last part; each counts as 1 in the checksum.
const INTERIM: &[u8] = b"trsuwxjklmn";

/// The birth part as written: groups used, digits of the year, and whether a separator may follow.
struct Birth {
    groups: usize,
    digits: usize,
}

/// Finds a number that begins with a run of digits.
pub(super) fn find(view: &View, run: &Run, found: &mut Vec<Recognised>) {
    let announced = || view.known_before(run.token, REACH, WordBits::KEY_PERSONAL_NUMBER);
    if let Some((groups, valid)) = number(view, run) {
        let last = run.last(groups);
        if is_amount(view, last) || !ends(view, run, groups) {
            return;
        }
        let digits = run.digits(groups);
        let like_phone = (run.groups().len() == 1 || run.length(0) == 1)
            && digits.len() == 10
            && matches!(digits, [0, 7, 0 | 2 | 3 | 6 | 9, ..]);
        if like_phone && !announced() || !announced() && counts(view, run.token) {
            return;
        }
        let mut one = view.found(Kind::PersonalNumber, run.token, last, 0.97);
        if !valid {
            if !announced() {
                return;
            }
            one.note = true;
            one.confidence = 0.4;
        }
        found.push(one);
    } else if let Some(last) = interim(view, run).filter(|_| !counts(view, run.token)) {
        found.push(view.found(Kind::PersonalNumber, run.token, last, 0.95));
    }
}

/// Whether the words right before say that something else is numbered.
fn counts(view: &View, token: u32) -> bool {
    view.before(token, 30).take(3).any(|other| view.bits(other).has(WordBits::KEY_NOT_PERSONAL))
}

/// The forms of the birth part that a run may begin with, the longest first.
fn births(run: &Run) -> impl Iterator<Item = Birth> + '_ {
    let same = |one: usize, other: usize| run.before(one) == run.before(other);
    let divided =
        matches!(run.before(1), Between::Hyphen | Between::Slash | Between::Space | Between::Period);
    let parts = run.length(1) == 2 && run.length(2) == 2 && same(1, 2) && divided;
    let split = match run.length(0) {
        4 => parts.then_some(Birth { groups: 3, digits: 8 }),
        2 => (parts && run.before(1) != Between::Space).then_some(Birth { groups: 3, digits: 6 }),
        _ => None,
    };
    let whole = match run.length(0) {
        8 => Some(Birth { groups: 1, digits: 8 }),
        6 => Some(Birth { groups: 1, digits: 6 }),
        _ => None,
    };
    split.into_iter().chain(whole)
}

/// Groups used by a number with ten or twelve digits, and whether it is valid.
fn number(view: &View, run: &Run) -> Option<(usize, bool)> {
    if matches!(run.length(0), 10 | 12) {
        let digits = run.digits(1);
        let (year, rest) = digits.split_at(digits.len() - 8);
        return plausible(view, year, rest, false).map(|valid| (1, valid));
    }
    if run.length(0) == 1 {
        return spaced(view, run);
    }
    births(run).find_map(|birth| {
        let joint = run.before(birth.groups);
        let suits = matches!(
            joint,
            Between::Hyphen | Between::SpacedHyphen | Between::Space | Between::Plus | Between::Slash
        );
        if run.length(birth.groups) != 4 || !suits {
            return None;
        }
        let digits = run.digits(birth.groups + 1);
        let (year, rest) = digits.split_at_checked(birth.digits - 4)?;
        plausible(view, year, rest, joint == Between::Plus).map(|valid| (birth.groups + 1, valid))
    })
}

/// A number with every digit set apart: `8 5 0 7 0 9 - 9 8 0 5`.
fn spaced(view: &View, run: &Run) -> Option<(usize, bool)> {
    [12, 10].into_iter().find_map(|count| {
        let apart = |group: usize| match run.before(group) {
            Between::Space => true,
            Between::Hyphen | Between::SpacedHyphen => group + 4 == count,
            _ => false,
        };
        let single = (0..count).all(|group| run.length(group) == 1 && (group == 0 || apart(group)));
        if !single || run.length(count) == 1 && run.before(count) == Between::Space {
            return None;
        }
        let (year, rest) = run.digits(count).split_at_checked(count - 8)?;
        plausible(view, year, rest, false).map(|valid| (count, valid))
    })
}

/// Whether month, day and year can be somebody's, and then whether number and checksum are right too.
fn plausible(view: &View, year: &[u8], rest: &[u8], plus: bool) -> Option<bool> {
    let (date, serial) = rest.split_at_checked(4)?;
    if !born(view, year, date, plus) {
        return None;
    }
    let mut all = [0u8; 10];
    let two = year.get(year.len().checked_sub(2)?..)?;
    for (slot, digit) in all.iter_mut().zip(two.iter().chain(rest)) {
        *slot = *digit;
    }
    Some(value(serial.get(..3)?) > 0 && luhn(&all))
}

/// Whether somebody can have been born then. Coordination numbers add 60 to the day and need no real date.
fn born(view: &View, year: &[u8], date: &[u8], plus: bool) -> bool {
    let (Some(month), Some(day)) = (date.get(..2).map(value), date.get(2..4).map(value)) else {
        return false;
    };
    if month > 12 {
        return false;
    }
    let coordination = (60..=91).contains(&day);
    if !coordination && (month == 0 || day == 0 || day > 31) {
        return false;
    }
    let this = u32::from(view.today.year);
    let exists = |year: u32| {
        let Ok(short) = u16::try_from(year) else { return false };
        if coordination {
            return year <= this;
        }
        Date::new(short, month as u8, day as u8).is_some_and(|date| date <= view.today)
    };
    if year.len() == 4 {
        return value(year) >= 1885 && exists(value(year));
    }
    let latest = this / 100 * 100 + value(year);
    let mut candidate = latest;
    // A day that does not exist yet in this century was in the last one.
    if !exists(candidate) {
        candidate = latest.saturating_sub(100);
    }
    if plus {
        candidate = candidate.saturating_sub(100);
    }
    candidate >= 1885 && exists(candidate)
}

/// The token after an interim number: eight digits, or a separator, then a letter and three digits.
fn interim(view: &View, run: &Run) -> Option<u32> {
    births(run).find_map(|birth| {
        let token = run.last(birth.groups);
        let word = view.word(token).as_bytes();
        let separator = view.slice(view.end(token.checked_sub(1)?), view.start(token));
        let joined =
            matches!(separator, "-" | "+") || separator == " " && view.class(token).has(Class::UPPER_FIRST);
        let [letter, digits @ ..] = word else { return None };
        if !joined || digits.len() != 3 || !INTERIM.contains(letter) || !digits.iter().all(u8::is_ascii_digit)
        {
            return None;
        }
        let serial = [1, digits.first()? - b'0', digits.get(1)? - b'0', digits.get(2)? - b'0'];
        let born = run.digits(birth.groups);
        let (year, date) = born.split_at_checked(birth.digits - 4)?;
        let mut all = [0u8; 10];
        for (slot, digit) in all.iter_mut().zip(year.get(year.len() - 2..)?.iter().chain(date).chain(&serial))
        {
            *slot = *digit;
        }
        (self::born(view, year, date, separator == "+") && luhn(&all)).then_some(token + 1)
    })
}

/// Whether nothing follows that would make the number part of a longer one.
fn ends(view: &View, run: &Run, groups: usize) -> bool {
    let last = run.last(groups);
    let after = view.slice(view.end(last.saturating_sub(1)), view.start(last));
    let more = view.class(last).has(Class(Class::NUMBER.0 | Class::MIXED.0));
    let joined = after.is_empty() || after.starts_with('_');
    let goes_on = more && matches!(after, "-" | "/" | "." | ",");
    last >= view.len() || !joined && !goes_on
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::{found, spans};

    fn numbers(text: &str) -> Vec<String> {
        spans(text, Kind::PersonalNumber)
    }

    #[test]
    fn every_way_of_writing_is_found() {
        for written in [
            "198507099805",
            "19850709-9805",
            "850709-9805",
            "8507099805",
            "850709 9805",
            "19850709 9805",
            "850709 - 9805",
            "1985-07-09-9805",
            "1985 07 09 9805",
            "1985/07/09-9805",
            "85-07-09-9805",
            "8 5 0 7 0 9 - 9 8 0 5",
            "1 9 8 5 0 7 0 9 9 8 0 5",
        ] {
            assert_eq!(numbers(&format!("Mitt personnummer är {written}.")), [written]);
            assert_eq!(numbers(written), [written]);
        }
    }

    #[test]
    fn plus_means_a_hundred_years_or_more() {
        assert_eq!(numbers("farfar 070109+9806"), ["070109+9806"]);
    }

    #[test]
    fn coordination_numbers_need_no_real_date() {
        assert_eq!(numbers("samordningsnummer 195712832384"), ["195712832384"]);
        assert_eq!(numbers("850769-9802 gäller"), ["850769-9802"]);
    }

    #[test]
    fn interim_numbers_count_the_letter_as_one() {
        assert_eq!(numbers("fick numret 000101-T220 där"), ["000101-t220"]);
        assert!(numbers("fick numret 000101-T221 där").is_empty());
        assert!(numbers("fick numret 000101-I220 där").is_empty());
    }

    #[test]
    fn wrong_numbers_are_nobodys() {
        for text in [
            "850709-9806",
            "850731-0000",
            "850230-9804",
            "20850709-9805",
            "18840709-9805",
            "556016-0680",
            "802005-1952",
            "850709-XXXX",
            "kostar 8507099805 kr",
            "Ordernr 850709-9805",
            "fil_850709-9805_1",
            "1850709-98051",
        ] {
            assert!(numbers(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_announced_number_with_a_wrong_check_digit_is_a_note() {
        let one = found("personnummer 850709-9806", Kind::PersonalNumber);
        assert!(one.first().is_some_and(|one| one.note));
    }

    #[test]
    fn a_mobile_number_is_no_personal_number_unless_announced() {
        assert!(numbers("ring 0701740607 ikväll").is_empty());
        assert!(numbers("ring 0 7 0 1 7 4 0 6 0 7 ikväll").is_empty());
        assert_eq!(numbers("personnummer 0701740607"), ["0701740607"]);
    }

    #[test]
    fn whose_number_it_is() {
        let own = |text| found(text, Kind::PersonalNumber).first().map(|one| one.own);
        assert_eq!(own("mitt personnummer är 850709-9805"), Some(true));
        assert_eq!(own("hennes personnummer är 850709-9805"), Some(false));
    }
}
