//! Telephone numbers of the Swedish plan (`telefon`).

use ordvakt_rules::WordBits;

use super::number::{Between, Run, is_amount, value};
use super::view::View;
use super::{Kind, Recognised};

/// Area codes with two digits after the zero.
const SHORT_AREAS: &[u32] = &[11, 13, 16, 18, 19, 21, 23, 26, 31, 33, 35, 36, 40, 42, 44, 46, 54, 60, 63, 90];
/// Area codes with three digits after the zero.
const LONG_AREAS: &[u32] = &[
    120, 121, 122, 123, 125, 140, 141, 142, 143, 144, 150, 151, 152, 155, 156, 157, 158, 159, 171, 173, 174,
    175, 176, 220, 221, 222, 223, 224, 225, 226, 227, 240, 241, 243, 246, 247, 248, 250, 251, 253, 258, 270,
    271, 278, 280, 281, 290, 291, 292, 293, 294, 295, 297, 300, 301, 302, 303, 304, 320, 321, 322, 325, 340,
    345, 346, 370, 371, 372, 380, 381, 382, 383, 390, 392, 393, 410, 411, 413, 414, 415, 416, 417, 418, 430,
    431, 433, 435, 451, 454, 455, 456, 457, 459, 470, 471, 472, 474, 476, 477, 478, 479, 480, 481, 485, 486,
    490, 491, 492, 493, 494, 495, 496, 498, 499, 500, 501, 502, 503, 504, 505, 506, 510, 511, 512, 513, 514,
    515, 520, 521, 522, 523, 524, 525, 526, 528, 530, 531, 532, 533, 534, 550, 551, 552, 553, 554, 555, 560,
    563, 564, 565, 570, 571, 573, 580, 581, 582, 583, 584, 585, 586, 587, 589, 590, 591, 611, 612, 613, 620,
    621, 622, 623, 624, 640, 642, 643, 644, 645, 647, 650, 651, 652, 653, 657, 660, 661, 662, 663, 670, 671,
    672, 680, 682, 684, 687, 690, 691, 692, 693, 695, 696, 910, 911, 912, 913, 914, 915, 916, 918, 920, 921,
    922, 923, 924, 925, 926, 927, 928, 929, 930, 932, 933, 934, 935, 940, 941, 942, 943, 950, 951, 952, 953,
    954, 960, 961, 970, 971, 973, 975, 976, 977, 978, 980, 981,
];

/// What a national number belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    Mobile,
    Fixed,
    /// Toll-free, shared cost, company-wide and premium numbers.
    Service,
}

/// The part of the plan that a national significant number (without the zero) belongs to.
pub(super) fn plan(national: &[u8]) -> Option<Plan> {
    let head = |digits: usize| national.get(..digits).map(value);
    match national {
        [7, 0 | 2 | 3 | 6 | 9, ..] => return (national.len() == 9).then_some(Plan::Mobile),
        [1, 0, ..] => return (national.len() == 9).then_some(Plan::Service),
        [2, 0, ..] => return (6..=9).contains(&national.len()).then_some(Plan::Service),
        [7, 7, ..] => return (8..=9).contains(&national.len()).then_some(Plan::Service),
        [9, 0, 0, ..] | [9, 3, 9, ..] | [9, 4, 4, ..] => {
            return (7..=10).contains(&national.len()).then_some(Plan::Service);
        }
        _ => {}
    }
    if !(7..=9).contains(&national.len()) {
        return None;
    }
    let fixed = national.first() == Some(&8)
        || head(2).is_some_and(|area| SHORT_AREAS.contains(&area))
        || head(3).is_some_and(|area| LONG_AREAS.binary_search(&area).is_ok());
    fixed.then_some(Plan::Fixed)
}

/// Finds a number that begins with a run of digits.
pub(super) fn find(view: &View, run: &Run, found: &mut Vec<Recognised>) {
    let plus = view.byte_before(view.start(run.token)) == b'+';
    let best = (1..=run.groups().len()).rev().find_map(|groups| {
        let digits = run.digits(groups);
        national(digits, plus, run).map(|plan| (groups, plan))
    });
    let Some((groups, plan)) = best else { return };
    let last = run.last(groups);
    let announced = || view.known_before(run.token, 40, WordBits::KEY_PHONE);
    if is_amount(view, last) || !announced() && (is_time(run, groups) || is_date(run, groups)) {
        return;
    }
    if follows(view, last) || view.before(run.token, 20).take(2).any(|other| is_counted(view, other)) {
        return;
    }
    let mut one = view.found(Kind::Phone, run.token, last, if plan == Plan::Mobile { 0.97 } else { 0.93 });
    let opened = run.before(1) == Between::Parenthesis && view.byte_before(one.start) == b'(';
    one.start -= u32::from(plus || opened);
    one.personal = plan != Plan::Service && !office(view, run.token);
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

/// The plan of a number with its prefix: `0`, `+46`, `0046`, `+46 (0)`, `46` and a mobile number.
fn national(digits: &[u8], plus: bool, run: &Run) -> Option<Plan> {
    let international = match digits {
        [0, 0, 4, 6, rest @ ..] => Some(rest),
        [4, 6, rest @ ..] if plus => Some(rest),
        [4, 6, 7, ..] if !plus => {
            return digits.get(2..).and_then(plan).filter(|plan| *plan == Plan::Mobile);
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
