//! Telephone numbers of the Swedish plan (`telefon`).

use ordvakt_rules::{PhoneKind, WordBits};

use super::number::{Between, Run, is_amount, value};
use super::view::View;
use super::{Kind, Recognised};

/// Finds a number that begins with a run of digits.
pub(super) fn find(view: &View, run: &Run, found: &mut Vec<Recognised>) {
    let plus = view.byte_before(view.start(run.token)) == b'+';
    let best = (1..=run.groups().len()).rev().find_map(|groups| {
        let digits = run.digits(groups);
        national(view, digits, plus, run).map(|kind| (groups, kind))
    });
    let Some((groups, kind)) = best else { return };
    let last = run.last(groups);
    let announced = || view.known_before(run.token, 40, WordBits::KEY_PHONE);
    if is_amount(view, last) || !announced() && (is_time(run, groups) || is_date(run, groups)) {
        return;
    }
    if follows(view, last) || view.before(run.token, 20).take(2).any(|other| is_counted(view, other)) {
        return;
    }
    let mut one =
        view.found(Kind::Phone, run.token, last, if kind == PhoneKind::Mobile { 0.97 } else { 0.93 });
    let opened = run.before(1) == Between::Parenthesis && view.byte_before(one.start) == b'(';
    one.start -= u32::from(plus || opened);
    one.personal = kind != PhoneKind::Service && !office(view, run.token);
    found.push(one);
}

/// Whether the number goes on: more digits right behind, which no part of it explains.
fn follows(view: &View, last: u32) -> bool {
    let end = view.end(last.saturating_sub(1)) as usize;
    let (next, then) = (view.byte(end), view.byte(end + 1));
    next == b'_'
        || next.is_ascii_alphanumeric()
        || matches!(next, b'-' | b',' | b':') && then.is_ascii_digit()
}

fn is_counted(view: &View, token: u32) -> bool {
    view.bits(token).has(WordBits::KEY_NOT_PERSONAL) && !view.bits(token).has(WordBits::KEY_PHONE)
}

/// The kind of a number with its prefix: `0`, `+46`, `0046`, `+46 (0)`, `46` and a mobile number.
fn national(view: &View, digits: &[u8], plus: bool, run: &Run) -> Option<PhoneKind> {
    let plan = |digits: &[u8]| view.numbers.phone(digits);
    let international = match digits {
        [0, 0, 4, 6, rest @ ..] => Some(rest),
        [4, 6, rest @ ..] if plus => Some(rest),
        [4, 6, 7, ..] if !plus => {
            return digits.get(2..).and_then(plan).filter(|kind| *kind == PhoneKind::Mobile);
        }
        _ => None,
    };
    if let Some(rest) = international {
        return plan(rest.strip_prefix(&[0]).unwrap_or(rest));
    }
    let [0, rest @ ..] = digits else { return None };
    // `0.25…` is a fraction.
    if plus || run.length(0) == 1 && matches!(run.before(1), Between::Period) && run.length(1) > 1 {
        return None;
    }
    plan(rest)
}

/// `0800-1700`, `08.00-16.30`: opening hours.
fn is_time(run: &Run, groups: usize) -> bool {
    let digits = run.digits(groups);
    let lengths = (run.length(0), run.length(1), run.length(2), run.length(3));
    let hours = |at: usize| digits.get(at..at + 2).is_some_and(|part| value(part) <= 24);
    let minutes = |at: usize| digits.get(at..at + 2).is_some_and(|part| value(part) < 60);
    let shape = matches!((groups, lengths), (2, (4, 4, ..)) | (4, (2, 2, 2, 2)));
    shape && hours(0) && minutes(2) && hours(4) && minutes(6)
}

/// `05-06-2024`
fn is_date(run: &Run, groups: usize) -> bool {
    let year = run.digits(groups).get(4..8).map_or(0, value);
    groups == 3
        && run.length(0) == 2
        && run.length(1) == 2
        && run.length(2) == 4
        && (1885..2100).contains(&year)
}

/// Whether the words before say that an office answers.
pub(super) fn office(view: &View, token: u32) -> bool {
    let ties = WordBits::KEY_OFFICE.or(WordBits::KEY_PRIVATE).or(WordBits::RELATION);
    let nearest = view.before(token, 66).find(|&other| view.bits(other).has(ties));
    nearest.is_some_and(|other| view.bits(other).has(WordBits::KEY_OFFICE))
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::{found, spans};

    fn phones(text: &str) -> Vec<String> {
        spans(text, Kind::Phone)
    }

    #[test]
    fn every_way_of_writing_is_found() {
        for written in [
            "070-1740605",
            "0701740605",
            "070-174 06 05",
            "070/174 06 05",
            "070.174.06.05",
            "07 01 74 06 05",
            "0 7 0 1 7 4 0 6 0 5",
            "+46701740605",
            "+46 70 174 06 05",
            "+46 (0)70-174 06 05",
            "0046 70 174 06 05",
            "46701740605",
            "(070) 174 06 05",
            "031-390 06 00",
            "08-465 004 00",
            "0980-319 200",
        ] {
            assert_eq!(phones(&format!("Nås på {written} ikväll")), [written]);
        }
    }

    #[test]
    fn letters_and_keycaps_for_digits() {
        assert_eq!(phones("ring O7O-174 O6 05"), ["o7o-174 o6 05"]);
        assert_eq!(phones("0️⃣7️⃣0️⃣1️⃣7️⃣4️⃣0️⃣6️⃣0️⃣5️⃣"), ["0701740605"]);
    }

    #[test]
    fn numbers_of_offices_are_nobodys() {
        for text in [
            "Kommunens växel har nummer 031-390 06 24",
            "Felanmälan: 031-390 06 24",
            "kundtjänst 020-123 456",
            "Skatteverket har 0771-567 567",
            "010-456 70 00",
        ] {
            assert!(found(text, Kind::Phone).iter().all(|one| !one.personal), "{text}");
        }
        assert!(
            found("inte växeln utan hennes mobil 0701740605", Kind::Phone).iter().all(|one| one.personal)
        );
    }

    #[test]
    fn hours_dates_and_amounts_are_no_numbers() {
        for text in [
            "öppet 0800-1700",
            "08-16.30",
            "08.00-16.30",
            "05-06-2024",
            "kod 070",
            "0,5 procent av 1234567890",
            "114 14",
        ] {
            assert!(phones(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn ones_own_number_is_told_apart() {
        let own = |text| found(text, Kind::Phone).first().map(|one| one.own);
        assert_eq!(own("ring mig på 0701740605"), Some(true));
        assert_eq!(own("min mobil är 0701740605"), Some(true));
        assert_eq!(own("ring henne på 0701740605"), Some(false));
    }
}
