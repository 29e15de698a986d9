//! What a page that is handed out must not show.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use ordvakt::{AuthorRole, Category, FindingReport, Lang, Moderator, Offsets, builtin_policy};

use crate::entry::Entry;
use crate::pieces::ranges;

/// The policy under which everything counts that any policy forbids.
const EVERYTHING: &str = "alla";

/// Whether what such a finding covers is masked.
pub(crate) fn is_masked(finding: &FindingReport) -> bool {
    [Category::Personuppgifter, Category::Sekretess]
        .iter()
        .any(|category| category.as_str() == finding.category)
}

/// Everybody who wrote, numbered in the order of their first comment.
#[derive(Debug, Default)]
pub(crate) struct Writers {
    numbers: BTreeMap<String, usize>,
}

impl Writers {
    /// Learns the author of a comment. The municipality's own name is no secret.
    pub(crate) fn learn(&mut self, entry: &Entry) {
        let Some(name) = entry.author.as_deref().map(str::trim).filter(|name| !name.is_empty()) else {
            return;
        };
        if entry.author_role != AuthorRole::Staff && !self.numbers.contains_key(name) {
            self.numbers.insert(name.to_owned(), self.numbers.len() + 1);
        }
    }

    /// The number of a name.
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.numbers.get(name.trim()).copied()
    }

    /// Prepares to find all of them in texts. A name of one word may be any word, so it counts only where it is called by `@`, or
    /// could be nothing but the name of an account.
    ///
    /// A policy says what is removed and not what may be handed out, so `moderator` looks under the policy that forbids everything.
    pub(crate) fn mask(&self, moderator: &Moderator) -> io::Result<Mask> {
        let mut names = Vec::new();
        for name in self.numbers.keys() {
            let bare = name.trim_start_matches('@');
            if bare.chars().count() < 2 {
                continue;
            }
            // The search below knows the case of ASCII only.
            for spelled in [bare.to_owned(), bare.to_lowercase(), bare.to_uppercase()] {
                if bare.contains([' ', '_', '.']) || bare.contains(|letter: char| letter.is_numeric()) {
                    names.push(spelled.clone());
                }
                names.push(format!("@{spelled}"));
            }
        }
        let names = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(names)
            .map_err(|error| io::Error::other(format!("too many names to mask: {error}")))?;
        let moderator = match builtin_policy(EVERYTHING) {
            Some(policy) => moderator.with_policy(policy),
            None => moderator.clone(),
        };
        Ok(Mask { names, moderator })
    }
}

/// Finds what is masked.
#[derive(Debug)]
pub(crate) struct Mask {
    names: AhoCorasick,
    moderator: Moderator,
}

impl Mask {
    /// The bytes of a comment's text that are masked: sorted, none touching another.
    pub(crate) fn of(&self, entry: &Entry) -> Vec<Range<usize>> {
        let under_everything =
            self.moderator.screen(&entry.text).report(&entry.text, Lang::Sv, Offsets::Byte);
        let mut hidden = Vec::new();
        for report in [&entry.report, &under_everything] {
            let found = report.findings.iter().chain(&report.notes);
            let found: Vec<&FindingReport> = found.filter(|finding| is_masked(finding)).collect();
            hidden.extend(ranges(&entry.text, report.offsets, &found));
        }
        hidden.extend(self.names_in(&entry.text));
        merged(hidden)
    }

    fn names_in(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        self.names.find_overlapping_iter(text).map(|found| found.range()).filter(|range| {
            let before = text.get(..range.start).and_then(|before| before.chars().next_back());
            let behind = text.get(range.end..).unwrap_or_default();
            // The genitive shows the name as well.
            let behind = behind.strip_prefix(['s', 'S']).filter(|rest| !continues(rest)).unwrap_or(behind);
            !before.is_some_and(char::is_alphanumeric) && !continues(behind)
        })
    }
}

fn continues(behind: &str) -> bool {
    behind.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_')
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_unstable_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(names: &[&str]) -> Mask {
        let mut writers = Writers::default();
        for name in names {
            let number = writers.numbers.len() + 1;
            writers.numbers.insert((*name).to_owned(), number);
        }
        writers.mask(&Moderator::builtin()).unwrap()
    }

    fn found<'t>(mask: &Mask, text: &'t str) -> Vec<&'t str> {
        merged(mask.names_in(text).collect()).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn names_are_found_whole_and_in_the_genitive() {
        let mask = mask(&["Åsa Exempel", "Bo", "kim_87", "@robin.test"]);
        assert_eq!(found(&mask, "åsa exempel, ÅSA EXEMPEL"), ["åsa exempel", "ÅSA EXEMPEL"]);
        assert_eq!(found(&mask, "Enligt Åsa Exempels inlägg"), ["Åsa Exempel"]);
        assert_eq!(found(&mask, "Åsa Exempelsson svarade"), [""; 0]);
        assert_eq!(found(&mask, "Vi ska bo här, säger @Bo"), ["@Bo"]);
        assert_eq!(found(&mask, "KIM_87 och robin.test, men inte kim_871"), ["KIM_87", "robin.test"]);
    }

    #[test]
    fn touching_ranges_become_one() {
        assert_eq!(merged(vec![4..6, 0..2, 2..3, 5..9, 7..7]), [0..3, 4..9]);
    }
}
