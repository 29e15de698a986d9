//! The rows of the table of hosts, checked.

use crate::diagnostic::Diagnostics;
use crate::row::{column_of, field, lines};
use crate::source::Source;

/// The name of the table.
pub(crate) const TABLE: &str = "hosts";
/// The kind of the hosts that the table of parties adds.
pub(crate) const PARTY: &str = "party";

const KINDS: [&str; 16] = [
    "bait",
    "brand",
    "drugs",
    "errand",
    "gore",
    "hate",
    "headline",
    "open",
    PARTY,
    "pirate",
    "place",
    "porn",
    "risky",
    "safe",
    "scam",
    "shortener",
];

/// The rows of a table: name, kind, and what else stands there.
pub(crate) fn read(source: &Source, out: &mut Diagnostics) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (number, line) in lines(&source.text) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (name, kind) = (field(&fields, 0), field(&fields, 1));
        let mut wrong = |column: usize, message: String, hint: &str| {
            out.add(&source.label, number, column_of(line, column), message, Some(hint));
        };
        if name.trim_start_matches('*').is_empty() {
            wrong(0, "the host is empty".to_owned(), "host or word ⇥ kind ⇥ own hosts or note");
        } else if name.contains("://") || name.contains(char::is_whitespace) {
            let hint = "a host alone, such as exempel.se, at most with the first part of its path";
            wrong(0, format!("`{name}` is no host"), hint);
        } else if !KINDS.contains(&kind) {
            wrong(1, format!("unknown kind `{kind}`"), &KINDS.join(", "));
        } else {
            let folded = ordvakt_text::fold_str(name);
            let rest = fields.iter().skip(1).map(|field| field.trim().to_owned());
            rows.push(std::iter::once(folded).chain(rest).collect());
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_told_with_its_place() {
        let mut out = Diagnostics::new();
        let text =
            "# head\nexempel.se\tsafe\nhttps://fel.se\tsafe\nfel.se\tgod\n*\tbait\nBra.se\topen\tnote\n";
        let rows = read(&Source::new("tables/hosts.tsv", text), &mut out);
        assert_eq!(rows, [vec!["exempel.se", "safe"], vec!["bra.se", "open", "note"]]);
        let told: Vec<(u32, u32)> = out.iter().map(|one| (one.line, one.column)).collect();
        assert_eq!(told, [(3, 1), (4, 8), (5, 1)]);
    }
}
