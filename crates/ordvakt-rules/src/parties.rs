//! The table of parties: what they, their members and their leagues are called, their slogans and sites, and in which years.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::compile::Read;
use crate::diagnostic::Diagnostics;
use crate::inflect::Paradigms;
use crate::lexeme::Lexeme;
use crate::row::{Kind, Row, column_of, field, lines, read_flag};
use crate::source::Source;

/// The name of the table.
pub(crate) const TABLE: &str = "parties";

/// The year whose parties are known where nothing else is said: that of the reference date of the release.
pub const REFERENCE_YEAR: u16 = 2026;

const COLUMNS: &str = "entry ⇥ what ⇥ party ⇥ from ⇥ to ⇥ inflection ⇥ flags ⇥ note";
const FROM: usize = 3;
const TO: usize = 4;
const INFLECTION: usize = 5;
const FLAGS: usize = 6;
const MOST_COLUMNS: usize = 8;

/// Years, the first and the last of them included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Years {
    /// The first.
    pub first: u16,
    /// The last.
    pub last: u16,
}

impl Default for Years {
    fn default() -> Self {
        Self { first: 0, last: u16::MAX }
    }
}

impl Years {
    /// Whether a year is one of them.
    pub const fn contains(self, year: u16) -> bool {
        self.first <= year && year <= self.last
    }

    /// Those of `self` around `year` in which the same holds of `other` as in `year`.
    pub(crate) fn alike(self, other: Self, year: u16) -> Self {
        let (mut first, mut last) = (self.first, self.last);
        if other.contains(year) {
            (first, last) = (first.max(other.first), last.min(other.last));
        } else if other.last < year {
            first = first.max(other.last + 1);
        } else {
            last = last.min(other.first.saturating_sub(1));
        }
        Self { first, last }
    }
}

/// What a row gives a word for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// A name of the party, also an abbreviation.
    Name,
    /// Its members and its leagues.
    Member,
    Hashtag,
    Slogan,
    Site,
}

const WHATS: [(&str, What); 7] = [
    ("name", What::Name),
    ("short", What::Name),
    ("member", What::Member),
    ("league", What::Member),
    ("hashtag", What::Hashtag),
    ("slogan", What::Slogan),
    ("site", What::Site),
];
const WHAT_HINT: &str = "name, short, member, league, hashtag, slogan or site";

/// The parties of the tables read so far.
#[derive(Default)]
pub(crate) struct Parties {
    /// Rows for groups: the group, and the row.
    pub(crate) rows: Vec<(&'static str, Read)>,
    /// Hosts of parties.
    pub(crate) sites: Vec<String>,
    /// The years in which exactly these rows hold.
    pub(crate) years: Years,
    named: BTreeSet<String>,
    /// Where each party is first spoken of: file, line, column.
    mentioned: Vec<(String, u32, u32, String)>,
}

impl Parties {
    /// Reads a table; keeps the rows that hold in `year`.
    pub(crate) fn read(&mut self, source: &Source, year: u16, paradigms: &Paradigms, out: &mut Diagnostics) {
        let mut seen = BTreeSet::new();
        for (line, text) in lines(&source.text) {
            let mut reader = Line { source, number: line, text, out: &mut *out };
            let Some((what, years, row)) = reader.read() else { continue };
            let party = ordvakt_text::fold_str(reader.field(2));
            if !seen.insert((row.entry.clone(), what as u8, party.clone(), years.first)) {
                reader.wrong(
                    0,
                    format!("`{}` stands here twice", row.entry),
                    "one row a word and span of years",
                );
            }
            if what == What::Name {
                self.named.insert(party.clone());
            }
            let column = column_of(text, 2);
            self.mentioned.push((source.label.clone(), line, column, party));
            self.years = self.years.alike(years, year);
            let lexeme = match Lexeme::of(&row, paradigms) {
                Ok(lexeme) => lexeme,
                Err((column, message, hint)) => {
                    let column = if column == 0 { 0 } else { INFLECTION };
                    reader.wrong(column, message, hint.as_deref().unwrap_or(COLUMNS));
                    continue;
                }
            };
            if !years.contains(year) {
                continue;
            }
            let group = match what {
                What::Site => {
                    self.sites.push(ordvakt_text::fold_str(&row.entry));
                    continue;
                }
                What::Hashtag => "vote-hashtag",
                What::Slogan => "party-slogan",
                // The reserved group holds single words only.
                _ if lexeme.phrases.is_empty() => "party",
                _ => "party-name",
            };
            self.rows.push((group, Read { label: source.label.clone(), row, lexeme }));
        }
    }

    /// Reports rows of parties that no table names.
    pub(crate) fn check(&self, out: &mut Diagnostics) {
        let mut told = BTreeSet::new();
        for (label, line, column, party) in &self.mentioned {
            if !self.named.contains(party) && told.insert(party) {
                let hint = "a row of the kind `name` for it, in this or another table of parties";
                out.add(label, *line, *column, format!("no party is named `{party}`"), Some(hint));
            }
        }
    }
}

/// A row being read.
struct Line<'a> {
    source: &'a Source,
    number: u32,
    text: &'a str,
    out: &'a mut Diagnostics,
}

impl Line<'_> {
    fn field(&self, index: usize) -> &str {
        let fields: Vec<&str> = self.text.split('\t').collect();
        field(&fields, index)
    }

    fn wrong(&mut self, column: usize, message: String, hint: &str) {
        let column = column_of(self.text, column);
        self.out.add(&self.source.label, self.number, column, message, Some(hint));
    }

    fn read(&mut self) -> Option<(What, Years, Row)> {
        let mut row =
            Row { line: self.number, entry: self.field(0).to_owned(), kind: Kind::WORD, ..Row::default() };
        if row.entry.is_empty() {
            self.wrong(0, "the entry is empty".to_owned(), COLUMNS);
            return None;
        }
        let columns = self.text.split('\t').count();
        if columns > MOST_COLUMNS {
            self.wrong(
                MOST_COLUMNS,
                format!("{columns} columns, at most {MOST_COLUMNS} are wanted"),
                COLUMNS,
            );
        }
        let name = self.field(1).to_owned();
        let what = WHATS.iter().find(|(known, _)| *known == name).map(|(_, what)| *what);
        if what.is_none() {
            self.wrong(1, format!("`{name}` is nothing that a party has"), WHAT_HINT);
        }
        if self.field(2).is_empty() {
            self.wrong(2, format!("`{}` belongs to no party", row.entry), "the party's name");
        }
        let (first, last) = (self.year(FROM, 0), self.year(TO, u16::MAX));
        if first > last {
            self.wrong(TO, format!("{first} comes after {last}"), "first the year from, then the year to");
        }
        self.field(INFLECTION).clone_into(&mut row.inflection);
        for flag in self.field(FLAGS).to_owned().split_whitespace() {
            if let Err((message, hint)) = read_flag(&mut row, flag) {
                self.wrong(FLAGS, message, hint);
            }
        }
        let what = what?;
        self.check(what, &mut row);
        Some((what, Years { first, last }, row))
    }

    fn year(&mut self, column: usize, open: u16) -> u16 {
        let text = self.field(column).to_owned();
        if text.is_empty() {
            return open;
        }
        let year = text.parse().ok().filter(|year| (1800..=2200).contains(year));
        year.unwrap_or_else(|| {
            self.wrong(column, format!("`{text}` is no year"), "four digits, or nothing where it is open");
            open
        })
    }

    /// Whether an entry is what it is said to be.
    fn check(&mut self, what: What, row: &mut Row) {
        match what {
            What::Hashtag => row.entry = row.entry.trim_start_matches('#').to_owned(),
            What::Site if !is_host(&row.entry) => {
                let message = format!("`{}` is no host", row.entry);
                self.wrong(0, message, "a host alone, such as parti.example: no `https://`, no path");
            }
            What::Slogan if !row.entry.contains(' ') => {
                let message = format!("the slogan `{}` is a single word", row.entry);
                self.wrong(0, message, "two words or more; a single word is a name or a hashtag");
            }
            _ => {}
        }
        if what == What::Hashtag && row.entry.contains(' ') {
            self.wrong(0, format!("the hashtag `{}` has a space in it", row.entry), "written together");
        }
    }
}

fn is_host(text: &str) -> bool {
    text.contains('.')
        && !text.starts_with('.')
        && text.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, year: u16) -> (Parties, Diagnostics) {
        let mut out = Diagnostics::new();
        let mut parties = Parties::default();
        parties.read(&Source::new("tables/parties.tsv", text), year, &Paradigms::default(), &mut out);
        parties.check(&mut out);
        (parties, out)
    }

    const TABLE: &str = "byns väl\tname\tByns Väl\t1990\t2014\nbyväl\tshort\tByns Väl\n#byväl\thashtag\tByns Väl\t2010\n\
                         byn först alltid\tslogan\tByns Väl\t\t2009\nbyval.example\tsite\tByns Väl\n";

    #[test]
    fn rows_hold_in_their_years() {
        for (year, groups, years) in [
            (1980, vec!["party", "party-slogan"], (0, 1989)),
            (2000, vec!["party-name", "party", "party-slogan"], (1990, 2009)),
            (2012, vec!["party-name", "party", "vote-hashtag"], (2010, 2014)),
            (2020, vec!["party", "vote-hashtag"], (2015, u16::MAX)),
        ] {
            let (parties, out) = read(TABLE, year);
            assert!(out.is_empty(), "{out}");
            let found: Vec<&str> = parties.rows.iter().map(|(group, _)| *group).collect();
            assert_eq!(found, groups, "{year}");
            assert_eq!((parties.years.first, parties.years.last), years, "{year}");
            assert_eq!(parties.sites, ["byval.example"]);
        }
    }

    #[test]
    fn every_problem_is_told_with_its_place_and_what_would_be_right() {
        let (_, out) = read(
            "\tname\tA\nb\tnick\tA\nc\tname\nd\tname\tA\t20x0\ne\tname\tA\t2010\t2000\nf\tslogan\tA\nhttps://g.example/\tsite\tA\n\
             h\tname\tA\t\t\tzz\ni\tname\tA\t\t\t\tbold\nj\tmember\tB\nj j\thashtag\tA\nk\tname\tA\nk\tname\tA\n",
            2026,
        );
        let mut told: Vec<(u32, u32)> = out.iter().map(|one| (one.line, one.column)).collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                (1, 1),
                (2, 3),
                (3, 8),
                (4, 10),
                (5, 15),
                (6, 1),
                (7, 1),
                (8, 12),
                (9, 13),
                (10, 10),
                (11, 1),
                (13, 1)
            ]
        );
        assert!(out.iter().all(|one| one.hint.is_some()), "{out}");
    }
}
