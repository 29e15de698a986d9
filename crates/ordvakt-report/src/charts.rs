//! What the charts are drawn from: bars with their lengths, columns with their places.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use ordvakt::Action;

use crate::tally::ByAction;
use crate::words::{Words, number};

/// The most columns that are still told apart.
const MOST: usize = 62;

/// The drawing area of the columns, in units of the picture.
const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 200.0;

/// The most labels that stand side by side below the columns.
const LABELS: usize = 10;

/// The order in which actions are stacked, from below.
pub(crate) const STACKED: [Action; 4] = [Action::Remove, Action::Hide, Action::Review, Action::Publish];

/// A row of a chart of bars.
pub(crate) struct Bar {
    /// The class that gives its colour.
    pub(crate) class: &'static str,
    pub(crate) title: String,
    pub(crate) count: String,
    /// Of the longest, in percent.
    pub(crate) length: String,
    /// Of all comments, in percent, for people.
    pub(crate) share: String,
}

/// Bars for counts, with the longest as the whole.
pub(crate) fn bars(
    words: &Words,
    counts: impl Iterator<Item = (&'static str, String, u64)>,
    comments: u64,
) -> Vec<Bar> {
    let counts: Vec<_> = counts.collect();
    let longest = counts.iter().map(|(.., count)| *count).max().unwrap_or_default().max(1);
    counts
        .into_iter()
        .map(|(class, title, count)| Bar {
            class,
            title,
            count: number(words.lang, count),
            length: format!("{:.2}", 100.0 * part(count, longest)),
            share: share(words, count, comments),
        })
        .collect()
}

/// `0.3 %` in the way of the language, `< 0.1 %` rather than nothing.
fn share(words: &Words, count: u64, of: u64) -> String {
    let percent = 100.0 * part(count, of.max(1));
    let text = if count > 0 && percent < 0.1 {
        "< 0.1".to_owned()
    } else if percent < 9.95 && count > 0 {
        format!("{percent:.1}")
    } else {
        format!("{percent:.0}")
    };
    words.percent(&text)
}

#[allow(clippy::cast_precision_loss)] // counts of comments are far below 2^52
fn part(count: u64, whole: u64) -> f64 {
    count as f64 / whole as f64
}

/// How much time a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    /// The first day of the unit that a day is in.
    fn first(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week if day.weekday() == Weekday::Monday => day,
            Self::Week => day.nth_weekday(-1, Weekday::Monday).unwrap_or(day),
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    fn next(self, first: Date) -> Option<Date> {
        let span = match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        };
        first.checked_add(span).ok()
    }

    fn label(self, first: Date, words: &Words) -> String {
        match self {
            Self::Day => first.to_string(),
            Self::Week => {
                let week = first.iso_week_date();
                words.week(week.week(), week.year())
            }
            Self::Month => first.strftime("%Y-%m").to_string(),
            Self::Year => first.strftime("%Y").to_string(),
        }
    }
}

/// A part of a column.
pub(crate) struct Block {
    pub(crate) class: &'static str,
    pub(crate) y: String,
    pub(crate) height: String,
}

/// What was written within a unit of time.
pub(crate) struct Column {
    pub(crate) label: String,
    pub(crate) counts: Vec<String>,
    pub(crate) total: String,
    pub(crate) x: String,
    pub(crate) middle: String,
    pub(crate) blocks: Vec<Block>,
    /// Whether its label stands below it.
    pub(crate) labelled: bool,
}

/// A line across the columns.
pub(crate) struct Line {
    pub(crate) y: String,
    pub(crate) count: String,
}

/// Comments over time.
pub(crate) struct Times {
    pub(crate) unit: Unit,
    pub(crate) columns: Vec<Column>,
    pub(crate) lines: Vec<Line>,
    pub(crate) width: String,
    /// Comments older than what fits.
    pub(crate) older: u64,
}

/// Columns for counts by day: by the shortest unit that gives few enough, the newest where even years are too many.
pub(crate) fn columns(words: &Words, days: &BTreeMap<Date, ByAction>) -> Option<Times> {
    let (first, last) = (*days.keys().next()?, *days.keys().next_back()?);
    let units = [Unit::Day, Unit::Week, Unit::Month];
    let unit = units.into_iter().find(|unit| starts(*unit, first, last).len() <= MOST).unwrap_or(Unit::Year);
    let mut starts = starts(unit, first, last);
    if starts.len() > MOST {
        // Time stops at the end of the calendar; what is kept are the years up to the newest comment.
        starts = recent_years(last);
    }
    let mut counts: BTreeMap<Date, ByAction> =
        starts.iter().map(|start| (*start, ByAction::default())).collect();
    let mut older = 0;
    for (day, by_action) in days {
        match counts.get_mut(&unit.first(*day)) {
            Some(there) => there.iter_mut().zip(by_action).for_each(|(there, more)| *there += more),
            None => older += by_action.iter().sum::<u64>(),
        }
    }
    Some(drawn(words, unit, &counts, older))
}

/// The first days of all units from one day to another; one more than fits is enough to know.
fn starts(unit: Unit, first: Date, last: Date) -> Vec<Date> {
    std::iter::successors(Some(unit.first(first)), |start| unit.next(*start))
        .take_while(|start| *start <= last)
        .take(MOST + 1)
        .collect()
}

fn recent_years(last: Date) -> Vec<Date> {
    let back = |start: &Date| start.checked_sub(1.year()).ok();
    let mut years: Vec<Date> = std::iter::successors(Some(last.first_of_year()), back).take(MOST).collect();
    years.reverse();
    years
}

#[allow(clippy::cast_precision_loss)] // at most 62 columns
fn drawn(words: &Words, unit: Unit, counts: &BTreeMap<Date, ByAction>, older: u64) -> Times {
    let highest = counts.values().map(|counts| counts.iter().sum::<u64>()).max().unwrap_or_default();
    let step = step(highest);
    let top = highest.div_ceil(step).max(1) * step;
    let slot = (WIDTH / counts.len().max(1) as f64).min(96.0);
    let width = (slot * 0.72).max(2.0);
    let every = counts.len().div_ceil(LABELS).max(1);
    let columns = counts.iter().enumerate().map(|(index, (start, counts))| {
        let x = (index as f64).mul_add(slot, (slot - width) / 2.0);
        let mut below = 0;
        let blocks = STACKED.iter().filter_map(|action| {
            let count = counts.get(*action as usize).copied().unwrap_or_default();
            below += count;
            (count > 0).then(|| Block {
                class: action.as_str(),
                y: format!("{:.1}", HEIGHT * (1.0 - part(below, top))),
                height: format!("{:.1}", HEIGHT * part(count, top)),
            })
        });
        Column {
            label: unit.label(*start, words),
            blocks: blocks.collect(),
            counts: STACKED
                .iter()
                .map(|action| number(words.lang, counts.get(*action as usize).copied().unwrap_or_default()))
                .collect(),
            total: number(words.lang, counts.iter().sum()),
            x: format!("{x:.1}"),
            middle: format!("{:.1}", x + width / 2.0),
            labelled: index % every == 0,
        }
    });
    let columns = columns.collect();
    let lines = (0..=top / step).map(|index| Line {
        y: format!("{:.1}", HEIGHT * (1.0 - part(index * step, top))),
        count: number(words.lang, index * step),
    });
    Times { unit, columns, lines: lines.collect(), width: format!("{width:.1}"), older }
}

/// A round number that goes into the highest count two to five times.
fn step(highest: u64) -> u64 {
    let mut size: u64 = 1;
    loop {
        for round in [1, 2, 5] {
            let step = size.saturating_mul(round);
            if highest <= step.saturating_mul(5) {
                return step;
            }
        }
        size = size.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::SV;
    use jiff::civil::date;

    fn days(days: &[Date]) -> BTreeMap<Date, ByAction> {
        days.iter().map(|day| (*day, [1, 0, 2, 0])).collect()
    }

    fn drawn(days: &BTreeMap<Date, ByAction>) -> (Unit, usize, u64) {
        let columns = columns(&SV, days).unwrap();
        (columns.unit, columns.columns.len(), columns.older)
    }

    #[test]
    fn a_column_is_the_shortest_unit_that_fits() {
        assert!(columns(&SV, &BTreeMap::new()).is_none());
        assert_eq!(drawn(&days(&[date(2026, 2, 3)])), (Unit::Day, 1, 0));
        assert_eq!(drawn(&days(&[date(2026, 2, 3), date(2026, 4, 5)])), (Unit::Day, 62, 0));
        // From the Monday of ISO week 6 to that of week 15.
        assert_eq!(drawn(&days(&[date(2026, 2, 3), date(2026, 4, 6)])), (Unit::Week, 10, 0));
        assert_eq!(drawn(&days(&[date(2024, 1, 31), date(2026, 4, 6)])), (Unit::Month, 28, 0));
        assert_eq!(drawn(&days(&[date(2004, 1, 31), date(2026, 4, 6)])), (Unit::Year, 23, 0));
    }

    #[test]
    fn a_wild_date_costs_a_note_and_nothing_else() {
        assert_eq!(drawn(&days(&[date(1, 1, 1), date(2026, 4, 6)])), (Unit::Year, 62, 3));
        assert_eq!(drawn(&days(&[date(9999, 12, 31)])), (Unit::Day, 1, 0));
        assert_eq!(drawn(&days(&[date(-9999, 1, 1), date(9999, 12, 31)])), (Unit::Year, 62, 3));
    }

    #[test]
    fn blocks_stand_on_one_another() {
        let columns = columns(&SV, &days(&[date(2026, 2, 3)])).unwrap();
        let [column] = &columns.columns[..] else { panic!("one column") };
        let blocks: Vec<_> = column
            .blocks
            .iter()
            .map(|block| (block.class, block.y.as_str(), block.height.as_str()))
            .collect();
        assert_eq!(blocks, [("hide", "66.7", "133.3"), ("publish", "0.0", "66.7")]);
        assert_eq!(column.counts, ["0", "2", "0", "1"]);
        assert_eq!(column.total, "3");
    }

    #[test]
    fn lines_are_at_round_numbers() {
        for (highest, expected) in
            [(0, 1), (4, 1), (9, 2), (23, 5), (26, 10), (1_234, 500), (u64::MAX, u64::MAX)]
        {
            let step = step(highest);
            assert!(step == expected || highest == u64::MAX, "{highest}: {step}");
        }
    }

    #[test]
    fn a_share_is_never_nothing_for_something() {
        assert_eq!(share(&SV, 1, 10_000), "< 0,1\u{a0}%");
        assert_eq!(share(&SV, 1, 100), "1,0\u{a0}%");
        assert_eq!(share(&SV, 995, 10_000), "10\u{a0}%");
        assert_eq!(share(&SV, 0, 0), "0\u{a0}%");
    }
}
