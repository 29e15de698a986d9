//! When a comment was written, in Swedish time.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

static SWEDEN: TimeZone = jiff::tz::get!("Europe/Stockholm");

/// Seconds since 1970 are taken for a time only within these years: a number may be anything.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// A time that could be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment {
    at: Timestamp,
    local: DateTime,
    /// Whether only a day was given.
    day_only: bool,
}

impl Moment {
    /// Reads ISO 8601 with or without offset, a day, or seconds or milliseconds since 1970.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::since_1970(text);
        }
        if let Ok(at) = text.parse::<Timestamp>() {
            return Some(Self::of(&at.to_zoned(SWEDEN.clone()), false));
        }
        let local: DateTime = text.parse().ok()?;
        let day_only = text.len() <= "2026-02-03".len();
        Some(Self::of(&local.to_zoned(SWEDEN.clone()).ok()?, day_only))
    }

    fn since_1970(digits: &str) -> Option<Self> {
        let number: i64 = digits.parse().ok()?;
        let at = match digits.len() {
            9..=10 => Timestamp::from_second(number).ok()?,
            12..=13 => Timestamp::from_millisecond(number).ok()?,
            _ => return None,
        };
        let local = at.to_zoned(SWEDEN.clone());
        YEARS.contains(&local.year()).then(|| Self::of(&local, false))
    }

    fn of(zoned: &Zoned, day_only: bool) -> Self {
        Self { at: zoned.timestamp(), local: zoned.datetime(), day_only }
    }

    /// The day in Sweden.
    pub(crate) fn day(&self) -> Date {
        self.local.date()
    }

    /// To the minute, for people.
    pub(crate) fn shown(&self) -> String {
        if self.day_only { self.day().to_string() } else { self.local.strftime("%Y-%m-%d %H:%M").to_string() }
    }

    /// For the attribute of a `time` element.
    pub(crate) fn machine(&self) -> String {
        if self.day_only { self.day().to_string() } else { self.at.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_one_in_sweden() {
        for (text, shown) in [
            // What Meta's, Google's and spreadsheets' exports look like.
            ("2026-02-03T23:30:00+0000", "2026-02-04 00:30"),
            ("2026-07-03T22:30:00Z", "2026-07-04 00:30"),
            ("2026-02-03T10:15:00.123+01:00", "2026-02-03 10:15"),
            ("2026-02-03 08:12", "2026-02-03 08:12"),
            ("2026-02-03T08:12:59", "2026-02-03 08:12"),
            ("2026-02-03", "2026-02-03"),
            (" 1770109200 ", "2026-02-03 10:00"),
            ("1770109200000", "2026-02-03 10:00"),
        ] {
            assert_eq!(Moment::read(text).map(|moment| moment.shown()).as_deref(), Some(shown), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in
            ["", "i går", "17", "03/02/2026", "2026-13-01", "12345678901234567890", "<script>", "2026"]
        {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }

    #[test]
    fn moments_are_ordered_by_time_and_not_by_clock() {
        let later = Moment::read("2026-02-03T10:00:00+01:00");
        assert!(Moment::read("2026-02-03T11:00:00+05:00") < later);
    }
}
