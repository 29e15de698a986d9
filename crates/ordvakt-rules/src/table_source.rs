//! Lays the table of words out.

use std::collections::BTreeMap;

use crate::fact::{CaseRule, Fact, How};
use crate::summary::Summary;
use crate::table::{HEADER, INLINE, LONGEST, MAGIC, SLOT, Word, home, key, part_length};
use crate::tags::{GROUP, tag};

/// A word on its way into the table.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordSource {
    pub(crate) bits: u64,
    pub(crate) facts: Vec<Fact>,
    pub(crate) allowed: bool,
}

/// Slots with their tags, on their way into the table.
struct PartSource {
    slots: Vec<[u8; SLOT]>,
    tags: Vec<u8>,
}

impl PartSource {
    /// A part for so many words, of which so many hundredths of the slots are taken: denser parts take less memory, sparser ones
    /// probe less.
    fn new(words: usize, taken: usize) -> Self {
        let slots = words * 100 / taken + 8;
        Self { slots: vec![[0; SLOT]; slots], tags: vec![0; slots] }
    }

    /// The free slot for a word of this hash, which is taken now.
    fn take(&mut self, hash: u64) -> &mut [u8; SLOT] {
        let mut at = home(hash, self.tags.len());
        while self.tags[at] != 0 {
            at = (at + 1) % self.tags.len();
        }
        self.tags[at] = tag(hash);
        &mut self.slots[at]
    }
}

/// Lays the table out; `ordinary` says which words comments are made of. Words that are too long to be looked up are left out.
pub(crate) fn build_table<'a>(
    words: impl Iterator<Item = (&'a str, &'a WordSource)>,
    ordinary: impl Fn(&WordSource) -> bool,
) -> Vec<u8> {
    let words: Vec<_> = words.filter(|(text, _)| (1..=LONGEST).contains(&text.len())).collect();
    let common = words.iter().filter(|(_, word)| ordinary(word)).count();
    let mut parts = [PartSource::new(common, 60), PartSource::new(words.len() - common, 80)];
    let (mut facts, mut texts) = (Vec::new(), Vec::new());
    // Forms of one word say the same.
    let mut laid: BTreeMap<Vec<[u8; 4]>, u32> = BTreeMap::new();
    for is_ordinary in [true, false] {
        for (text, word) in words.iter().filter(|(_, word)| ordinary(word) == is_ordinary) {
            let mut key = key(text.as_bytes());
            if text.len() > INLINE {
                key.high = key.high >> 32 << 32 | texts.len() as u64;
                texts.extend_from_slice(text.as_bytes());
            }
            let starts = word.facts.iter().any(|fact| fact.starts_anything());
            let everywhere = |fact: &Fact| fact.case() == CaseRule::Any && fact.how() != How::Tail;
            let flag = |holds: bool, flag: u8| if holds { flag } else { 0 };
            let flags = flag(starts, Word::STARTS)
                | flag(word.allowed, Word::ALLOWED)
                | flag(word.facts.iter().all(everywhere), Word::EVERYWHERE);
            let slot = parts[usize::from(!is_ordinary)].take(key.hash);
            slot[..8].copy_from_slice(&key.low.to_le_bytes());
            slot[8..16].copy_from_slice(&key.high.to_le_bytes());
            slot[16..24].copy_from_slice(&word.bits.to_le_bytes());
            let mut list: Vec<[u8; 4]> = word.facts.iter().map(|fact| fact.to_bytes()).collect();
            list.sort_by_key(|fact| !Fact::from_bytes(*fact).starts_anything());
            let at = *laid.entry(list).or_insert_with_key(|list| {
                facts.extend(Summary::of(list).to_bytes());
                let at = facts.len() / size_of::<Fact>();
                facts.extend(list.as_flattened());
                at as u32
            });
            slot[24..28].copy_from_slice(&at.to_le_bytes());
            slot[28..30].copy_from_slice(&(word.facts.len() as u16).to_le_bytes());
            slot[30] = flags;
            slot[31] = text.len() as u8;
        }
    }
    let slots = parts.each_ref().map(|part| part.tags.len());
    let facts_at = HEADER + part_length(slots[0]) + part_length(slots[1]);
    let texts_at = facts_at + facts.len();
    let mut bytes = Vec::with_capacity(texts_at + texts.len());
    bytes.extend_from_slice(MAGIC);
    for number in [words.len(), slots[0], slots[1], facts_at, texts_at, texts_at + texts.len()] {
        bytes.extend_from_slice(&(number as u32).to_le_bytes());
    }
    bytes.resize(HEADER, 0);
    for part in parts {
        let end = bytes.len() + part_length(part.tags.len());
        bytes.extend(part.slots.as_flattened());
        bytes.extend(&part.tags);
        // A group that begins at the last tags goes on with the first.
        bytes.extend(part.tags.iter().cycle().take(GROUP));
        bytes.resize(end, 0);
    }
    bytes.extend(facts);
    bytes.extend(texts);
    bytes
}
