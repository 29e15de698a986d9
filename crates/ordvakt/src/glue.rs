//! Words that nothing is compounded with: where one stands at the edge of an unknown word, a space is missing beside it.

use ordvakt_rules::{LONGEST_GLUE, small_word};
use rustc_hash::FxHashSet;

/// The words, by the edge of a longer one at which they may stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Glue {
    /// Those that lose the space after them.
    begins: Edge,
    /// Those that lose the space before them.
    ends: Edge,
    /// Those that begin compounds too, and lose the space after them only behind a copula.
    begins_after_copula: Edge,
}

#[derive(Clone, Debug, Default)]
struct Edge {
    /// As [`small_word`] numbers them.
    words: FxHashSet<u64>,
    /// By their outermost byte: their lengths in bytes, as bits.
    lengths: Vec<u16>,
}

impl Edge {
    fn new(words: Vec<u64>, outermost: impl Fn(&[u8]) -> Option<&u8>) -> Self {
        let mut lengths = vec![0; usize::from(u8::MAX) + 1];
        for word in &words {
            let bytes = word.to_le_bytes();
            let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(LONGEST_GLUE);
            if let Some(byte) = outermost(&bytes[..length]) {
                lengths[usize::from(*byte)] |= 1 << length;
            }
        }
        Self { words: words.into_iter().collect(), lengths }
    }

    /// Calls for the lengths, the greatest first, that words with such an outermost byte have and `letters` exceeds.
    fn lengths(&self, outermost: Option<&u8>, letters: &str) -> impl Iterator<Item = usize> + use<> {
        let lengths = outermost.and_then(|byte| self.lengths.get(usize::from(*byte))).copied().unwrap_or(0);
        let most = letters.len().saturating_sub(1).min(LONGEST_GLUE);
        (1..=most).rev().filter(move |length| lengths & 1 << length != 0)
    }

    fn has(&self, word: Option<&str>) -> bool {
        word.is_some_and(|word| self.words.contains(&small_word(word.as_bytes())))
    }
}

impl Glue {
    /// From the words that lose the space after them, those that lose the one before them, and those that lose the one after them
    /// behind a copula.
    pub(crate) fn new([begins, ends, begins_after_copula]: [Vec<u64>; 3]) -> Self {
        Self {
            begins: Edge::new(begins, <[u8]>::first),
            ends: Edge::new(ends, <[u8]>::last),
            begins_after_copula: Edge::new(begins_after_copula, <[u8]>::first),
        }
    }

    /// Where such a word at the beginning ends, the longest first.
    pub(crate) fn beginnings(&self, letters: &str) -> impl Iterator<Item = usize> {
        let lengths = self.begins.lengths(letters.as_bytes().first(), letters);
        lengths.filter(|length| self.begins.has(letters.get(..*length)))
    }

    /// The same, behind a copula, for those that need one.
    pub(crate) fn beginnings_after_copula(&self, letters: &str) -> impl Iterator<Item = usize> {
        let lengths = self.begins_after_copula.lengths(letters.as_bytes().first(), letters);
        lengths.filter(|length| self.begins_after_copula.has(letters.get(..*length)))
    }

    /// Where such a word at the end begins, the longest first.
    pub(crate) fn endings(&self, letters: &str) -> impl Iterator<Item = usize> {
        let cuts = self.ends.lengths(letters.as_bytes().last(), letters).map(|length| letters.len() - length);
        cuts.filter(|cut| self.ends.has(letters.get(*cut..)))
    }

    /// Whether such a word stands at either edge.
    pub(crate) fn is_at_edge(&self, letters: &str) -> bool {
        self.beginnings(letters).next().is_some()
            || self.endings(letters).next().is_some()
            || self.beginnings_after_copula(letters).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glue() -> Glue {
        let words = |words: &[&str]| words.iter().map(|word| small_word(word.as_bytes())).collect();
        Glue::new([words(&["de", "den", "där", "typiskt"]), words(&["dem", "åt"]), words(&["för"])])
    }

    #[test]
    fn words_are_found_at_their_own_edge() {
        let glue = glue();
        assert_eq!(glue.beginnings("dentanten").collect::<Vec<_>>(), [3, 2]);
        assert_eq!(glue.beginnings("därtanten").collect::<Vec<_>>(), [4]);
        assert_eq!(glue.beginnings("typisktkul").collect::<Vec<_>>(), [7]);
        assert_eq!(glue.endings("retadem").collect::<Vec<_>>(), [4]);
        assert_eq!(glue.endings("skrattaåt").collect::<Vec<_>>(), [7]);
        assert_eq!(glue.beginnings("förkul").chain(glue.endings("förkul")).count(), 0);
        assert!(glue.beginnings_after_copula("förkul").eq([4]) && glue.is_at_edge("förkul"));
        assert!(!glue.is_at_edge("tantenden") && !glue.is_at_edge("demtanten".get(..2).unwrap()));
    }

    #[test]
    fn a_word_alone_is_glued_to_nothing() {
        let glue = glue();
        for word in ["den", "dem", "åt", "", "å", "d"] {
            assert!(glue.endings(word).next().is_none(), "{word}");
        }
        assert_eq!(glue.beginnings("den").collect::<Vec<_>>(), [2]);
    }
}
