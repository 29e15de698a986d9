//! Days, and dates of birth (`fodelsedatum`).

use ordvakt_rules::WordBits;
use ordvakt_text::Class;

use super::view::View;
use super::{Kind, Recognised};

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    pub(crate) year: u16,
    /// From 1.
    pub(crate) month: u8,
    /// From 1.
    pub(crate) day: u8,
}

impl Date {
    /// A day that exists.
    pub(crate) fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        (day >= 1 && day <= days_in(year, month)).then_some(Self { year, month, day })
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

fn month_named(word: &str) -> Option<u8> {
    let word = match word {
        "may" => "maj",
        "october" | "oct" => "okt",
        word => word,
    };
    let place = MONTHS.iter().position(|month| word.starts_with(month))?;
    u8::try_from(place + 1).ok()
}

/// Finds a date of birth that begins at a token of digits.
pub(super) fn find_birth(view: &View, index: u32, found: &mut Vec<Recognised>) {
    if !view.known_before(index, 30, WordBits::KEY_BIRTH)
        && !view.before(index, 6).any(|other| view.word(other) == "f")
    {
        return;
    }
    let Some(last) = date_at(view, index) else { return };
    let mut one = view.found(Kind::BirthDate, index, last, 0.85);
    one.own = view.own(index);
    found.push(one);
}

/// The token after a date: `1969-02-25`, `19690225`, `690225`, `2 mars 1968`, `23/1 1947`, `23/1-47`.
fn date_at(view: &View, index: u32) -> Option<u32> {
    let number =
        |at: u32| view.class(at).has(Class::NUMBER).then(|| view.word(at).parse::<u32>().ok()).flatten();
    let word = view.word(index);
    let value = number(index)?;
    let joined = |at: u32| view.slice(view.end(at - 1), view.start(at));
    let past = |year: u32, month: u32, day: u32| {
        let date = Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        (date <= view.today && year >= 1885).then_some(())
    };
    let full = |year: u32, digits: usize| if digits == 2 { century(year, view.today) } else { year };
    match word.len() {
        8 => past(value / 10_000, value / 100 % 100, value % 100).map(|()| index + 1),
        6 => past(century(value / 10_000, view.today), value / 100 % 100, value % 100).map(|()| index + 1),
        4 | 2 if matches!(joined(index + 1), "-" | "/" | ".") && joined(index + 2) == joined(index + 1) => {
            let (second, third) = (number(index + 1)?, number(index + 2)?);
            let ends = view.word(index + 2).len();
            let year_first = past(full(value, word.len()), second, third);
            let day_first = || past(full(third, ends), second, value);
            if word.len() == 4 { year_first } else { year_first.or_else(day_first) }.map(|()| index + 3)
        }
        1 | 2 if matches!(joined(index + 1), "/" | ".") => {
            let (month, year) = (number(index + 1)?, number(index + 2)?);
            let ends = view.word(index + 2).len();
            if !matches!(joined(index + 2), " " | "-" | "/" | "." | " -") || ends != 2 && ends != 4 {
                return None;
            }
            past(full(year, ends), month, value).map(|()| index + 3)
        }
        1 | 2 => {
            let named =
                index + 1 + u32::from(matches!(view.word(index + 1), "e" | "a" | "th" | "st" | "nd" | "rd"));
            let month = u32::from(month_named(view.word(named))?);
            let year = number(named + 1)?;
            let ends = view.word(named + 1).len();
            (ends == 4 || ends == 2)
                .then(|| past(full(year, ends), month, value))
                .flatten()
                .map(|()| named + 2)
        }
        _ => None,
    }
}

/// The latest year of a past century that ends in two digits.
fn century(two: u32, today: Date) -> u32 {
    let this = u32::from(today.year);
    let year = this / 100 * 100 + two;
    if year > this { year - 100 } else { year }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, spans};
    use super::*;

    #[test]
    fn the_calendar_knows_leap_years() {
        assert!(Date::new(2024, 2, 29).is_some());
        assert!(Date::new(1900, 2, 29).is_none());
        assert!(Date::new(2000, 2, 29).is_some());
        assert!(Date::new(2023, 4, 31).is_none());
        assert!(Date::new(2023, 13, 1).is_none());
    }

    #[test]
    fn dates_of_birth_in_the_usual_forms() {
        for (text, date) in [
            ("hon är född 1971-03-14 i Boden", "1971-03-14"),
            ("han föddes den 4 april 1958", "4 april 1958"),
            ("född 9/11 1946 säger de", "9/11 1946"),
            ("född 460911", "460911"),
        ] {
            assert_eq!(spans(text, Kind::BirthDate), [date], "{text}");
        }
    }

    #[test]
    fn other_dates_are_nobodys_birth() {
        assert!(found("Mötet är 2018-05-27 kl 18", Kind::BirthDate).is_empty());
        assert!(found("född 1971-13-14", Kind::BirthDate).is_empty());
    }
}
