//! Tables that recognisers read: the telephone numbering plan, clearing numbers of banks, mailboxes of offices.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostics;
use crate::row::{column_of, field, lines};
use crate::source::Source;

pub(crate) const PHONE_PLAN: &str = "phone-plan";
pub(crate) const CLEARING: &str = "clearing";
pub(crate) const MAILBOXES: &str = "mailboxes";

/// The paths of the tables read here.
pub const NUMBER_TABLES: &[&str] = &["tables/phone-plan.tsv", "tables/clearing.tsv", "tables/mailboxes.tsv"];

/// The most digits a telephone number has after its zero, by the international plan.
const MOST_DIGITS: u8 = 15;

/// What the numbers behind a beginning are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhoneKind {
    /// Somebody's mobile.
    Mobile,
    /// A subscriber in an area.
    Fixed,
    /// Nobody's own: toll-free, shared cost, company-wide, premium, an office's own series.
    Service,
}

/// Telephone numbers that begin alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneRange {
    /// The first digits, without the zero before the area.
    pub beginning: String,
    /// What they are for.
    pub kind: PhoneKind,
    /// Fewest and most digits of a whole number, without the zero.
    pub digits: (u8, u8),
}

/// How the check digit of a bank account is reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountCheck {
    /// Seven digits, weighed together with the clearing number but its first digit, modulo 11.
    Short,
    /// Seven digits, weighed together with the whole clearing number, modulo 11.
    Whole,
    /// Eight or nine digits, modulo 11.
    Nine,
    /// Six to ten digits, modulo 10.
    Ten,
    /// The ten digits of a personal identity number.
    Person,
}

/// A range of clearing numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClearingRange {
    /// The first.
    pub first: u16,
    /// The last.
    pub last: u16,
    /// The check of its accounts.
    pub check: AccountCheck,
}

/// What recognisers know from tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberTables {
    /// Sorted by beginning, each once.
    pub phones: Vec<PhoneRange>,
    /// The narrowest first.
    pub clearing: Vec<ClearingRange>,
    /// First words of addresses that belong to offices, sorted.
    pub mailboxes: Vec<String>,
}

/// Gathers the tables file by file, in any order.
#[derive(Default)]
pub(crate) struct NumberTablesReader {
    phones: BTreeMap<String, PhoneRange>,
    clearing: BTreeMap<(u16, u16), ClearingRange>,
    mailboxes: BTreeSet<String>,
}

impl NumberTablesReader {
    /// Reads one file; whether the name is that of a table read here.
    pub(crate) fn read(&mut self, table: &str, source: &Source, out: &mut Diagnostics) -> bool {
        let parse: fn(&mut Self, &[&str]) -> Result<String, Wrong> = match table {
            PHONE_PLAN => Self::phone,
            CLEARING => Self::account,
            MAILBOXES => Self::mailbox,
            _ => return false,
        };
        let mut seen = BTreeSet::new();
        for (number, line) in lines(&source.text) {
            let fields: Vec<&str> = line.split('\t').collect();
            let wrong = match parse(self, &fields) {
                Ok(key) if seen.contains(&key) => {
                    Wrong { field: 0, message: format!("`{key}` stands here twice"), hint: "one row each" }
                }
                Ok(key) => {
                    seen.insert(key);
                    continue;
                }
                Err(wrong) => wrong,
            };
            let column = column_of(line, wrong.field);
            out.add(&source.label, number, column, wrong.message, Some(wrong.hint));
        }
        true
    }

    fn phone(&mut self, fields: &[&str]) -> Result<String, Wrong> {
        let (beginning, kind, digits) = (field(fields, 0), field(fields, 1), field(fields, 2));
        let wrong = |field, message, hint| Err(Wrong { field, message, hint });
        let is_beginning =
            (1..=8).contains(&beginning.len()) && beginning.bytes().all(|b| b.is_ascii_digit());
        if !is_beginning || beginning.starts_with('0') {
            let message = format!("`{beginning}` is no beginning of a telephone number");
            return wrong(0, message, "one to eight digits without the zero before the area: 911 for 0911");
        }
        let kind = match kind {
            "mobile" => PhoneKind::Mobile,
            "fixed" => PhoneKind::Fixed,
            "service" => PhoneKind::Service,
            _ => return wrong(1, format!("unknown kind `{kind}`"), "mobile, fixed or service"),
        };
        let Some(range) = range(digits).filter(|range| {
            *range.start() >= beginning.len() as u16 && *range.end() <= u16::from(MOST_DIGITS)
        }) else {
            let message = format!("`{digits}` is no number of digits");
            return wrong(2, message, "how many digits the whole number has without the zero: 9, or 7-9");
        };
        let digits = (*range.start() as u8, *range.end() as u8);
        let row = PhoneRange { beginning: beginning.to_owned(), kind, digits };
        if self.phones.entry(beginning.to_owned()).or_insert_with(|| row.clone()) != &row {
            let message = format!("`{beginning}` stands in another file otherwise");
            return wrong(0, message, "a longer beginning makes an exception");
        }
        Ok(beginning.to_owned())
    }

    fn account(&mut self, fields: &[&str]) -> Result<String, Wrong> {
        let (numbers, check) = (field(fields, 0), field(fields, 1));
        let Some(range) = range(numbers).filter(|range| *range.start() >= 1000 && *range.end() <= 9999)
        else {
            let message = format!("`{numbers}` is no range of clearing numbers");
            return Err(Wrong { field: 0, message, hint: "four digits, or first and last: 9120-9149" });
        };
        let check = match check {
            "short" => AccountCheck::Short,
            "whole" => AccountCheck::Whole,
            "nine" => AccountCheck::Nine,
            "ten" => AccountCheck::Ten,
            "person" => AccountCheck::Person,
            _ => {
                let message = format!("unknown check `{check}`");
                return Err(Wrong { field: 1, message, hint: "short, whole, nine, ten or person" });
            }
        };
        let (first, last) = range.into_inner();
        let row = ClearingRange { first, last, check };
        if self.clearing.entry((first, last)).or_insert_with(|| row.clone()) != &row {
            let message = format!("`{numbers}` stands in another file otherwise");
            return Err(Wrong { field: 0, message, hint: "a narrower range makes an exception" });
        }
        Ok(numbers.to_owned())
    }

    fn mailbox(&mut self, fields: &[&str]) -> Result<String, Wrong> {
        let word = ordvakt_text::fold_str(field(fields, 0));
        if word.is_empty() || !word.chars().all(char::is_alphanumeric) {
            let message = format!("`{}` is no first word of an address", field(fields, 0));
            return Err(Wrong {
                field: 0,
                message,
                hint: "letters and digits alone: hemtjanst for hemtjanst.norr@",
            });
        }
        self.mailboxes.insert(word.clone());
        Ok(word)
    }

    /// The tables, ready to look up.
    pub(crate) fn finish(self) -> NumberTables {
        let mut clearing: Vec<ClearingRange> = self.clearing.into_values().collect();
        clearing.sort_by_key(|range| range.last - range.first);
        NumberTables {
            phones: self.phones.into_values().collect(),
            clearing,
            mailboxes: self.mailboxes.into_iter().collect(),
        }
    }
}

/// What is wrong with a row.
struct Wrong {
    /// In which field.
    field: usize,
    message: String,
    hint: &'static str,
}

/// `9` or `7-9`.
fn range(text: &str) -> Option<RangeInclusive<u16>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (first <= last).then_some(first..=last)
}

impl NumberTables {
    /// The kind of a national number without its zero, its digits as numbers; `None` where the plan has no such number.
    pub fn phone(&self, digits: &[u8]) -> Option<PhoneKind> {
        let longest = digits.len().min(8);
        let row = (1..=longest).rev().find_map(|length| {
            let head = digits.get(..length)?;
            let at = self
                .phones
                .binary_search_by(|range| range.beginning.bytes().cmp(head.iter().map(|digit| digit + b'0')))
                .ok()?;
            self.phones.get(at)
        })?;
        let length = digits.len() as u8;
        (row.digits.0..=row.digits.1).contains(&length).then_some(row.kind)
    }

    /// The check of the accounts behind a clearing number.
    pub fn check(&self, clearing: u32) -> Option<AccountCheck> {
        let holds =
            |range: &&ClearingRange| (u32::from(range.first)..=u32::from(range.last)).contains(&clearing);
        self.clearing.iter().find(holds).map(|range| range.check)
    }

    /// Whether a word before an `@` is that of an office.
    pub fn is_mailbox(&self, word: &str) -> bool {
        self.mailboxes.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(files: &[(&str, &str)]) -> Result<NumberTables, Diagnostics> {
        let (mut reader, mut out) = (NumberTablesReader::default(), Diagnostics::new());
        for (table, text) in files {
            let source = Source::new(format!("tables/{table}.tsv"), *text);
            assert!(reader.read(table, &source, &mut out));
        }
        out.into_result(reader.finish())
    }

    #[test]
    fn the_longest_beginning_counts() {
        let own = "911123\tservice\t8\n";
        let tables = read(&[(PHONE_PLAN, "911\tfixed\t7-9\n91\tmobile\t9\n"), (PHONE_PLAN, own)]).unwrap();
        assert_eq!(tables.phone(&[9, 1, 1, 2, 3, 4, 5, 6]), Some(PhoneKind::Fixed));
        assert_eq!(tables.phone(&[9, 1, 1, 1, 2, 3, 4, 5]), Some(PhoneKind::Service));
        assert_eq!(tables.phone(&[9, 1, 0, 1, 2, 3, 4, 5, 6]), Some(PhoneKind::Mobile));
        assert_eq!(tables.phone(&[9, 1, 1, 2, 3, 4]), None, "too short");
        assert_eq!(tables.phone(&[5, 1, 1, 2, 3, 4, 5]), None);
    }

    #[test]
    fn files_may_say_the_same_but_not_contradict_each_other() {
        let same = "911\tfixed\t7-9\n";
        assert!(read(&[(PHONE_PLAN, same), (PHONE_PLAN, same)]).is_ok());
        let wrong = read(&[(PHONE_PLAN, same), (PHONE_PLAN, "911\tservice\t7-9\n")]).expect_err("two kinds");
        assert!(wrong.to_string().contains("`911` stands in another file otherwise"), "{wrong}");
        assert!(read(&[(CLEARING, "3300\tperson\n"), (CLEARING, "3300\tshort\n")]).is_err());
    }

    #[test]
    fn the_narrowest_range_counts() {
        let tables = read(&[(CLEARING, "3000-3999\tshort\n3300\tperson\tNordea\n")]).unwrap();
        assert_eq!(tables.check(3300), Some(AccountCheck::Person));
        assert_eq!(tables.check(3301), Some(AccountCheck::Short));
        assert_eq!(tables.check(4000), None);
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let wrong = |table, text| {
            let found = read(&[(table, text)]).expect_err("a mistake");
            found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        };
        let phones = wrong(
            PHONE_PLAN,
            "# head\n0911\tfixed\t8\n911\tfixt\t8\n912\tfixed\t2\n913\tfixed\t8\n913\tfixed\t8\n",
        );
        for told in [
            "tables/phone-plan.tsv:2:1: `0911` is no beginning of a telephone number",
            "tables/phone-plan.tsv:3:5: unknown kind `fixt`",
            "tables/phone-plan.tsv:4:11: `2` is no number of digits",
            "tables/phone-plan.tsv:6:1: `913` stands here twice",
        ] {
            assert!(phones.contains(told), "{phones}");
        }
        assert!(wrong(CLEARING, "9120-91\tshort\n").contains(":1:1: `9120-91` is no range"));
        assert!(wrong(CLEARING, "9120-9149\tlong\n").contains(":1:11: unknown check `long`"));
        assert!(wrong(MAILBOXES, "info@\n").contains(":1:1: `info@` is no first word"));
    }
}
