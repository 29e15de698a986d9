//! Comments as they are written, most of them harmless.

use std::{env, fs, io};

use ordvakt::{Moderator, measure};

/// The environment variable that names a real export to measure on: one comment a line, or JSON Lines with a field `text`.
pub const EXPORT: &str = "ORDVAKT_CORPUS";

/// `count` comments, about ninety characters long at the median: one to three ordinary sentences, some words exchanged for
/// other ordinary words so that few comments are alike, and in about 6 of 100 a word of the lists.
pub fn corpus(count: usize, seed: u64) -> Vec<String> {
    measure::corpus(&measure::ordinary_sentences(), count, seed)
}

/// The comments of the export that [`EXPORT`] names, at most `count`; `None` where it names none. An error names the file.
pub fn export(count: usize) -> io::Result<Option<Vec<String>>> {
    let Some(path) = env::var_os(EXPORT) else { return Ok(None) };
    let named = |error: String| io::Error::other(format!("{}: {error}", path.to_string_lossy()));
    let text = fs::read_to_string(&path).map_err(|error| named(error.to_string()))?;
    let comments: Vec<String> =
        text.lines().filter(|line| !line.trim().is_empty()).take(count).map(comment).collect();
    if comments.is_empty() { Err(named("no comments".to_owned())) } else { Ok(Some(comments)) }
}

fn comment(line: &str) -> String {
    let read =
        || serde_json::from_str::<serde_json::Value>(line).ok()?.get("text")?.as_str().map(str::to_owned);
    if line.starts_with('{') { read().unwrap_or_else(|| line.to_owned()) } else { line.to_owned() }
}

/// How many of a thousand comments have findings.
pub fn findings_per_thousand(comments: &[String]) -> usize {
    let moderator = Moderator::builtin();
    let mut scratch = ordvakt::Scratch::new();
    let mut found = |text: &String| !moderator.screen_with(&mut scratch, &text.into()).findings().is_empty();
    let found = comments.iter().filter(|text| found(text)).count();
    1000 * found / comments.len().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_as_it_says() {
        let comments = corpus(4_000, 7);
        assert_eq!(comments, corpus(4_000, 7), "the same seed, the same comments");
        let mut lengths: Vec<_> = comments.iter().map(|text| text.chars().count()).collect();
        lengths.sort_unstable();
        let median = lengths[lengths.len() / 2];
        assert!((70..=110).contains(&median), "{median}");
        let share = findings_per_thousand(&comments);
        assert!((20..120).contains(&share), "{share} of 1000 have findings");
    }

    #[test]
    fn lines_and_objects_are_comments() {
        assert_eq!(comment("Tack!"), "Tack!");
        assert_eq!(comment(r#"{"id": 1, "text": "Tack\nigen"}"#), "Tack\nigen");
        assert_eq!(comment("{hej"), "{hej");
    }
}
