//! The words in one open-addressing hash table: a byte string that is used where it lies. Numbers are little-endian.
//!
//! What it costs to look a word up is waiting for memory. So the ordinary words, which comments are made of, lie together in a
//! part of their own that stays in the fastest memory, and all others in a second part; each begins with one byte a slot that tells
//! nearly every unknown word at once; and a slot holds a word's letters, so that a word is found in one place.

use std::borrow::Cow;

use crate::bits::WordBits;
use crate::fact::Fact;
use crate::summary::Summary;
use crate::tags::{GROUP, Group, tag};

/// What a looked-up word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its reserved groups.
    pub bits: WordBits,
    facts: u32,
    count: u16,
    flags: u8,
}

impl Word {
    pub(crate) const STARTS: u8 = 1;
    pub(crate) const ALLOWED: u8 = 2;
    pub(crate) const EVERYWHERE: u8 = 4;

    /// Whether any of its facts starts a rule or phrase.
    pub const fn has_triggers(self) -> bool {
        self.flags & Self::STARTS != 0
    }

    /// Whether an allow row switches off everything derived in it.
    pub const fn is_allowed(self) -> bool {
        self.flags & Self::ALLOWED != 0
    }

    /// Whether its facts hold wherever it stands: none of them asks for capitals or belongs to ends of compounds.
    #[inline]
    pub const fn holds_everywhere(self) -> bool {
        self.flags & Self::EVERYWHERE != 0
    }

    /// The index of its first fact in the table, and their number.
    #[inline]
    pub const fn fact_range(self) -> (u32, u16) {
        (self.facts, self.count)
    }

    /// Whether it has any facts.
    #[inline]
    pub const fn has_facts(self) -> bool {
        self.count > 0
    }
}

pub(crate) const MAGIC: &[u8; 4] = b"OVT5";
pub(crate) const HEADER: usize = 64;
/// A slot: sixteen bytes of key, eight of bits, four of the index of its first fact, two of their count, one of flags, and one
/// of the word's length in bytes, which is zero where the slot is free.
pub(crate) const SLOT: usize = 32;
/// Parts begin at multiples of this: lines of the processor's memory.
const LINE: usize = 64;
/// Words up to so many bytes are their own key; longer ones have the place of their text and a hash for one.
pub(crate) const INLINE: usize = 16;
/// Longer words are not looked up.
pub(crate) const LONGEST: usize = u8::MAX as usize;

/// A word as the table compares it: its letters, or what stands for them.
#[derive(Clone, Copy)]
pub(crate) struct Key {
    pub(crate) low: u64,
    pub(crate) high: u64,
    pub(crate) hash: u64,
}

/// The words, ready to look up.
#[derive(Clone, Debug, Default)]
pub struct WordTable {
    bytes: Cow<'static, [u8]>,
    words: usize,
    /// Slots of the ordinary words and of the others.
    slots: [usize; 2],
    facts: usize,
    texts: usize,
}

/// A table in use.
#[derive(Clone, Copy)]
pub struct Lookup<'t> {
    ordinary: Part<'t>,
    others: Part<'t>,
    facts: &'t [[u8; 4]],
    texts: &'t [u8],
}

/// One of the two parts of a table.
#[derive(Clone, Copy)]
struct Part<'t> {
    /// By slot: a few bits of its word's hash; zero where it is free. After the last, the first [`GROUP`] once more.
    tags: &'t [u8],
    slots: &'t [[u8; SLOT]],
}

const K: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads a key of sixteen bytes: deterministic, the same on every machine.
#[inline]
fn spread(low: u64, high: u64) -> u64 {
    let mixed = (low ^ 0x243f_6a88_85a3_08d3).wrapping_mul(K)
        ^ high.rotate_left(32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(K);
    mixed ^ mixed >> 29
}

fn eight(bytes: &[u8]) -> u64 {
    let mut eight = [0u8; 8];
    let length = bytes.len().min(8);
    eight[..length].copy_from_slice(&bytes[..length]);
    u64::from_le_bytes(eight)
}

/// The key of a word beyond sixteen bytes; the place of its text, which is unknown when asking, is left zero.
fn long_key(word: &[u8]) -> Key {
    let hash = word.chunks(16).fold(word.len() as u64, |hash, chunk| {
        spread(hash ^ eight(chunk), eight(chunk.get(8..).unwrap_or(&[])))
    });
    Key { low: eight(word), high: hash << 32, hash }
}

#[inline]
fn short_key(low: u64, high: u64) -> Key {
    Key { low, high, hash: spread(low, high) }
}

pub(crate) fn key(word: &[u8]) -> Key {
    if word.len() > INLINE {
        return long_key(word);
    }
    short_key(eight(word), eight(word.get(8..).unwrap_or(&[])))
}

/// The bytes that a part of so many slots takes: the slots, their tags, the first tags once more, and zeros up to the next part.
pub(crate) const fn part_length(slots: usize) -> usize {
    (slots * (SLOT + 1) + GROUP).next_multiple_of(LINE)
}

/// The slot a hash asks for first.
#[inline]
pub(crate) fn home(hash: u64, slots: usize) -> usize {
    ((u128::from(hash) * slots as u128) >> 64) as usize
}

/// By number of bytes: a mask of so many, the lowest.
const LOWEST: [u64; 9] = {
    let mut masks = [u64::MAX; 9];
    let mut length = 0;
    while length < 8 {
        masks[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    masks
};

impl WordTable {
    /// Uses a table where it lies; `None` if the bytes are no table of this version.
    pub fn new(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let mut table = Self { bytes, ..Self::default() };
        if table.bytes.get(..4)? != MAGIC {
            return None;
        }
        table.words = table.u32(4)? as usize;
        table.slots = [table.u32(8)? as usize, table.u32(12)? as usize];
        table.facts = table.u32(16)? as usize;
        table.texts = table.u32(20)? as usize;
        let [ordinary, others] = table.slots;
        let laid_out = HEADER + part_length(ordinary) + part_length(others) == table.facts
            && table.facts <= table.texts
            && table.texts <= table.bytes.len()
            && table.bytes.len() == table.u32(24)? as usize;
        laid_out.then_some(table)
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let bytes: [u8; 4] = self.bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_le_bytes(bytes))
    }

    /// The bytes it was made from.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The table in use.
    #[inline]
    pub fn lookup(&self) -> Lookup<'_> {
        let piece = |from: usize, length: usize| self.bytes.get(from..from + length).unwrap_or(&[]);
        let part = |from: usize, slots: usize| Part {
            slots: piece(from, slots * SLOT).as_chunks().0,
            tags: piece(from + slots * SLOT, if slots == 0 { 0 } else { slots + GROUP }),
        };
        let [ordinary, others] = self.slots;
        Lookup {
            ordinary: part(HEADER, ordinary),
            others: part(HEADER + part_length(ordinary), others),
            facts: piece(self.facts, self.texts - self.facts).as_chunks().0,
            texts: piece(self.texts, self.bytes.len() - self.texts),
        }
    }

    /// Looks a folded word up.
    pub fn get(&self, word: &[u8]) -> Option<Word> {
        self.lookup().get(word)
    }

    /// The facts of a word that came from this table, those from which something starts first.
    pub fn facts(&self, word: Word) -> impl Iterator<Item = Fact> + '_ {
        self.lookup().facts(word.fact_range()).iter().map(|bytes| Fact::from_bytes(*bytes))
    }

    /// How many words it holds.
    pub fn len(&self) -> usize {
        self.words
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// Every word, in no order.
    pub fn words(&self) -> impl Iterator<Item = (&str, Word)> + '_ {
        let Lookup { ordinary, others, texts, .. } = self.lookup();
        ordinary.slots.iter().chain(others.slots).filter_map(move |slot| {
            let length = usize::from(slot[SLOT - 1]);
            let word = if length > INLINE {
                let place = u32::from_le_bytes([slot[8], slot[9], slot[10], slot[11]]) as usize;
                texts.get(place..place + length)
            } else {
                slot.get(..length)
            };
            let word = word.filter(|word| !word.is_empty())?;
            Some((std::str::from_utf8(word).ok()?, self.get(word)?))
        })
    }
}

impl<'t> Lookup<'t> {
    /// Looks a folded word up.
    pub fn get(&self, word: &[u8]) -> Option<Word> {
        // What no slot holds need not be gone through for its hash: parts of an enormous word are asked for over and over.
        if word.len() > LONGEST {
            return None;
        }
        self.find(key(word), word)
    }

    /// Looks up the word at `start..end` of a text that has at least sixteen bytes after every word.
    #[inline]
    pub fn get_in(&self, padded: &[u8], start: usize, end: usize) -> Option<Word> {
        let word = padded.get(start..end)?;
        if word.len() <= INLINE
            && let Some(bytes) = padded.get(start..).and_then(<[u8]>::first_chunk::<INLINE>)
        {
            let both = u128::from_le_bytes(*bytes);
            let low = both as u64 & LOWEST[word.len().min(8)];
            let high = (both >> 64) as u64 & LOWEST[word.len().saturating_sub(8).min(8)];
            return self.find(short_key(low, high), word);
        }
        self.get(word)
    }

    #[inline]
    fn find(&self, key: Key, word: &[u8]) -> Option<Word> {
        self.find_in(self.ordinary, key, word).or_else(|| self.find_in(self.others, key, word))
    }

    #[inline]
    fn find_in(&self, part: Part<'_>, key: Key, word: &[u8]) -> Option<Word> {
        let around = |slot: usize| if slot < part.slots.len() { slot } else { slot - part.slots.len() };
        let sought = tag(key.hash);
        let mut at = home(key.hash, part.slots.len());
        loop {
            let mut group = Group::read(part.tags, at, sought)?;
            let mut alike = group.by_ref().filter_map(|slot| part.slots.get(around(at + slot)));
            if let Some(word) = alike.find_map(|slot| self.word_in(slot, key, word)) {
                return Some(word);
            }
            if group.ends {
                return None;
            }
            at = around(at + GROUP);
        }
    }

    /// What a slot says of a word, if it is that word's.
    #[inline]
    fn word_in(&self, slot: &[u8; SLOT], key: Key, word: &[u8]) -> Option<Word> {
        let ([low, high, bits, last], _) = slot.as_chunks::<8>() else { return None };
        let [low, high, last] = [*low, *high, *last].map(u64::from_le_bytes);
        let same =
            low == key.low && (last >> 56) as usize == word.len() && self.same_rest(high, key.high, word);
        same.then(|| Word {
            bits: WordBits(u64::from_le_bytes(*bits)),
            facts: last as u32,
            count: (last >> 32) as u16,
            flags: (last >> 48) as u8,
        })
    }

    /// Whether what a slot holds of a word after its first eight bytes is that of the word asked for.
    #[inline]
    fn same_rest(&self, held: u64, asked: u64, word: &[u8]) -> bool {
        if word.len() <= INLINE {
            return held == asked;
        }
        let text = held as u32 as usize;
        held >> 32 == asked >> 32 && self.texts.get(text..text + word.len()) == Some(word)
    }

    /// What the facts of a word come to, by the index of the first.
    #[inline]
    pub fn summary(&self, first: u32) -> Summary {
        let at = (first as usize).wrapping_sub(Summary::FACTS);
        let facts = self.facts.get(at..).and_then(|facts| facts.first_chunk());
        facts.map_or_else(Summary::default, Summary::from_facts)
    }

    /// So many facts from an index on, as bytes.
    #[inline]
    pub fn facts(&self, (first, count): (u32, u16)) -> &'t [[u8; 4]] {
        let first = first as usize;
        self.facts.get(first..first + usize::from(count)).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{CaseRule, How};
    use crate::table_source::{WordSource, build_table};

    fn table(words: &[(String, WordSource)]) -> WordTable {
        let bytes = build_table(words.iter().map(|(text, word)| (text.as_str(), word)), |word| word.allowed);
        WordTable::new(Cow::Owned(bytes)).unwrap()
    }

    #[test]
    fn every_word_is_found_and_no_other() {
        let stem = ["ord", "kommunfullmäktige", "en-och-en"];
        let words: Vec<(String, WordSource)> = (0..3000u32)
            .map(|number| {
                let facts = vec![Fact::new(number, How::Stripped, CaseRule::Upper)];
                let text = format!("{}{number}", stem[number as usize % 3]);
                (text, WordSource { bits: u64::from(number) << 20, facts, allowed: number % 2 == 0 })
            })
            .collect();
        let table = table(&words);
        assert_eq!(table.len(), 3000);
        assert_eq!(table.words().count(), 3000);
        for (number, (text, _)) in words.iter().enumerate() {
            let word = table.get(text.as_bytes()).unwrap();
            assert_eq!(word.bits.0, (number as u64) << 20);
            assert_eq!(word.is_allowed(), number % 2 == 0);
            let fact = table.facts(word).next().unwrap();
            assert_eq!(
                (fact.feature(), fact.how(), fact.case()),
                (number as u32, How::Stripped, CaseRule::Upper)
            );
            let padded = format!("å {text} och ett till efteråt");
            assert_eq!(table.lookup().get_in(padded.as_bytes(), 3, 3 + text.len()), Some(word));
            assert!(table.lookup().get_in(padded.as_bytes(), 3, 4 + text.len()).is_none());
        }
        assert!(table.get(b"ord3000").is_none() && table.get(b"").is_none());
        assert!(table.get(b"kommunfullm\xC3\xA4ktige3000").is_none());
    }

    #[test]
    fn a_zero_byte_is_no_padding() {
        let words = [("ab".to_owned(), WordSource::default())];
        assert!(table(&words).get(b"ab\0").is_none());
    }

    #[test]
    fn words_too_long_to_look_up_are_left_out() {
        let words =
            [("a".repeat(LONGEST + 1), WordSource::default()), ("b".repeat(LONGEST), WordSource::default())];
        let table = table(&words);
        assert_eq!(table.len(), 1);
        assert!(table.get(words[0].0.as_bytes()).is_none() && table.get(words[1].0.as_bytes()).is_some());
    }

    #[test]
    fn other_bytes_are_no_table() {
        assert!(WordTable::new(Cow::Borrowed(MAGIC)).is_none());
        assert!(WordTable::new(Cow::Borrowed(&[0; 64])).is_none());
    }
}
