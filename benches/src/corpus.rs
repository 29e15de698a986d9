//! Comments as they are written, most of them harmless.

use ordvakt::Moderator;

use crate::random::Random;
use crate::reference::listed_words;

/// The project's own ordinary sentences, one a line.
const SENTENCES: &str = include_str!("../../tests/quality/ordinary.txt");

/// So many comments in a hundred get a listed word.
const WITH_LIST_WORD: usize = 6;

/// `count` comments, about ninety characters long at the median: one to three ordinary sentences, some words exchanged for
/// other ordinary words so that few comments are alike, and in about 6 of 100 a word of the lists.
pub fn corpus(count: usize, seed: u64) -> Vec<String> {
    let sentences: Vec<&str> =
        SENTENCES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let words: Vec<&str> =
        sentences.iter().flat_map(|line| line.split(' ')).filter(|word| is_plain(word)).collect();
    let listed = listed_words();
    let mut random = Random::new(seed);
    (0..count).map(|_| comment(&sentences, &words, &listed, &mut random)).collect()
}

fn is_plain(word: &str) -> bool {
    word.len() >= 4 && word.chars().all(char::is_lowercase)
}

fn comment(sentences: &[&str], words: &[&str], listed: &[String], random: &mut Random) -> String {
    let count = match random.below(10) {
        0..=3 => 1,
        4..=8 => 2,
        _ => 3,
    };
    let chosen: Vec<&str> = (0..count).filter_map(|_| random.pick(sentences).copied()).collect();
    let mut parts: Vec<&str> = chosen.iter().flat_map(|sentence| sentence.split(' ')).collect();
    for part in &mut parts {
        if is_plain(part) && random.percent(25) {
            *part = random.pick(words).copied().unwrap_or(part);
        }
    }
    if random.percent(WITH_LIST_WORD) {
        let at = random.below(parts.len() + 1);
        parts.insert(at, random.pick(listed).map_or("", String::as_str));
    }
    parts.join(" ")
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
}
