//! Comments made of given sentences, most of them harmless.

use super::random::Random;
use super::reference::listed_words;

/// The project's own ordinary sentences, one a line.
const ORDINARY: &str = include_str!("../../../../tests/quality/ordinary.txt");

/// So many comments in a hundred get a listed word.
const WITH_LIST_WORD: usize = 6;

/// Ordinary sentences to make comments of.
pub fn ordinary_sentences() -> Vec<&'static str> {
    ORDINARY.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// `count` comments: one to three sentences, some words exchanged for other ordinary words so that few comments are alike, and
/// in about 6 of 100 a word of the lists.
pub fn corpus(sentences: &[&str], count: usize, seed: u64) -> Vec<String> {
    let words: Vec<&str> =
        sentences.iter().flat_map(|line| line.split(' ')).filter(|word| is_plain(word)).collect();
    let listed = listed_words();
    let mut random = Random::new(seed);
    (0..count).map(|_| comment(sentences, &words, &listed, &mut random)).collect()
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
