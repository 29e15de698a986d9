//! Counts that may only improve.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::labelled::{Counts, Tally};

const FILE: &str = "quality/ratchet.toml";
const HEAD: &str = "\
# Rights and wrongs of every category, signal and type of personal data on the labelled comments beside this file.
# They may only improve; after a change for the better: ORDVAKT_RATCHET=write cargo test -p ordvakt-tests --test quality
";

/// Tallies by the file they were counted on.
pub type Ratchet = BTreeMap<String, Tally>;

/// How tallies differ from the ratchet.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// One line for each count that is worse.
    pub worse: Vec<String>,
    /// One line for each count that is better.
    pub better: Vec<String>,
}

/// The ratchet as it stands.
pub fn load() -> Ratchet {
    toml::from_str(&crate::read(FILE)).unwrap_or_else(|error| panic!("{FILE}: {error}"))
}

/// Makes these tallies the ratchet.
pub fn write(tallies: &Ratchet) {
    let path = crate::here(FILE);
    std::fs::write(&path, page(tallies)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// One line for each category, so that a change shows as one line.
fn page(tallies: &Ratchet) -> String {
    let mut page = HEAD.to_owned();
    for (file, tally) in tallies {
        let _ = writeln!(page, "\n[{file}]");
        for (name, counts) in tally {
            let Counts { right, missed, wrong, exact } = counts;
            let exact = if *exact > 0 { format!(", exact = {exact}") } else { String::new() };
            let _ =
                writeln!(page, "{name} = {{ right = {right}, missed = {missed}, wrong = {wrong}{exact} }}");
        }
    }
    page
}

/// Compares tallies with a ratchet. What stands in only one of them counts as zeros in the other.
pub fn compare(ratchet: &Ratchet, now: &Ratchet) -> Change {
    let mut change = Change::default();
    let names =
        ratchet.iter().chain(now).flat_map(|(file, tally)| tally.keys().map(move |name| (file, name)));
    for (file, name) in names.collect::<std::collections::BTreeSet<_>>() {
        let of = |tallies: &Ratchet| {
            tallies.get(file).and_then(|tally| tally.get(name)).copied().unwrap_or_default()
        };
        let (before, after) = (of(ratchet), of(now));
        let mut one = |what: &str, before: u32, after: u32, more_is_better: bool| {
            if before != after {
                let line = format!("{file}.{name}: {what} {before} -> {after}");
                let list =
                    if (after > before) == more_is_better { &mut change.better } else { &mut change.worse };
                list.push(line);
            }
        };
        one("right", before.right, after.right, true);
        one("missed", before.missed, after.missed, false);
        one("wrong", before.wrong, after.wrong, false);
        one("exact", before.exact, after.exact, true);
    }
    change
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(right: u32, missed: u32, wrong: u32) -> Ratchet {
        let tally = Tally::from([("hot".to_owned(), Counts { right, missed, wrong, exact: 0 })]);
        Ratchet::from([("municipal".to_owned(), tally)])
    }

    #[test]
    fn it_turns_one_way() {
        assert_eq!(compare(&one(5, 2, 1), &one(5, 2, 1)), Change::default());
        assert_eq!(compare(&one(5, 2, 1), &one(6, 1, 1)).better.len(), 2);
        assert_eq!(compare(&one(5, 2, 1), &one(5, 2, 2)).worse, ["municipal.hot: wrong 1 -> 2"]);
        assert_eq!(compare(&one(5, 2, 0), &Ratchet::new()).worse, ["municipal.hot: right 5 -> 0"]);
    }

    #[test]
    fn it_reads_what_it_writes() {
        let ratchet = one(5, 2, 1);
        assert_eq!(toml::from_str::<Ratchet>(&page(&ratchet)), Ok(ratchet));
    }
}
