//! The automaton whose one pass over the corpus is the unit of cost.

use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, MatchKind};
use ordvakt_rules::WordBits;

use super::random::Random;
use crate::moderator::BUILTIN;

/// So many patterns has the reference automaton.
pub const PATTERNS: usize = 20_000;

/// Every expanded form in the built-in table that rules start from and that is no ordinary word, four bytes or more.
pub fn listed_words() -> Vec<String> {
    words(|bits, triggers| triggers && !bits.has(WordBits::COMMON_SV.or(WordBits::COMMON_EN)))
}

fn words(wanted: impl Fn(WordBits, bool) -> bool) -> Vec<String> {
    let all = BUILTIN.words.words().filter(|(word, found)| {
        word.len() >= 4 && word.chars().all(char::is_alphabetic) && wanted(found.bits, found.has_triggers())
    });
    let mut words: Vec<_> = all.map(|(word, _)| word.to_owned()).collect();
    words.sort();
    words.dedup();
    words
}

/// The bare automaton: a contiguous NFA, leftmost-longest, over [`PATTERNS`] listed words, or all and as many ordinary
/// ones as are missing.
pub fn reference() -> Result<AhoCorasick, BuildError> {
    let mut random = Random::new(1);
    let mut patterns = listed_words();
    let mut drawn = shuffled(&mut patterns, &mut random);
    if drawn.len() < PATTERNS {
        let mut ordinary = words(|_, triggers| !triggers);
        drawn.extend(shuffled(&mut ordinary, &mut random));
    }
    drawn.truncate(PATTERNS);
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(drawn)
}

fn shuffled(words: &mut Vec<String>, random: &mut Random) -> Vec<String> {
    for last in (1..words.len()).rev() {
        words.swap(last, random.below(last + 1));
    }
    std::mem::take(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_its_patterns() {
        assert_eq!(reference().expect("it builds").patterns_len(), PATTERNS);
    }
}
