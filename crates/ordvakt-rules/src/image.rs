//! The compiled table: words in one open-addressing hash table, everything else as plain values.
//!
//! The table is a byte string that is used where it lies: nothing is parsed at start. Numbers are little-endian.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::bits::WordBits;
use crate::pattern::{Subject, Within};
use crate::policy::{Bilingual, CategoryText, Policy, Statute};
use crate::severity::Severity;
use crate::target::{Contexts, Targets};

/// A fact about a word: it belongs to a group, is a form of a lemma, is a list entry, …
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact(pub u32);

/// How a word came by a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// As it is spelled in the list.
    Exact,
    /// Without the dots and rings of å, ä, ö.
    Stripped,
    /// Only where the word is the last part of a compound.
    Tail,
    /// As a compound with a listed part.
    Compound,
    /// With one slip of the fingers.
    Typo,
}

/// Which capitals a fact asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseRule {
    /// None.
    Any,
    /// Not capitalised inside a sentence.
    Lower,
    /// All capitals.
    Upper,
    /// A capital first.
    Capital,
}

impl Fact {
    pub(crate) fn new(feature: u32, how: How, case: CaseRule) -> Self {
        Self(feature << 8 | (case as u32) << 6 | how as u32)
    }

    pub(crate) const TRIGGER: u32 = 1 << 5;

    /// The number of the group, lemma, entry or part.
    pub const fn feature(self) -> u32 {
        self.0 >> 8
    }

    /// Whether rules or phrases start from it.
    pub const fn is_trigger(self) -> bool {
        self.0 & Self::TRIGGER != 0
    }

    /// How the word came by it.
    pub const fn how(self) -> How {
        match self.0 & 0x1f {
            0 => How::Exact,
            1 => How::Stripped,
            2 => How::Tail,
            3 => How::Compound,
            _ => How::Typo,
        }
    }

    /// Which capitals it asks for.
    pub const fn case(self) -> CaseRule {
        match self.0 >> 6 & 3 {
            0 => CaseRule::Any,
            1 => CaseRule::Lower,
            2 => CaseRule::Upper,
            _ => CaseRule::Capital,
        }
    }
}

/// What a looked-up word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its reserved groups.
    pub bits: WordBits,
    facts: u32,
    count: u16,
    flags: u16,
}

impl Word {
    const TRIGGERS: u16 = 1;
    const ALLOWED: u16 = 2;

    /// Whether any of its facts starts a rule or phrase.
    pub const fn has_triggers(self) -> bool {
        self.flags & Self::TRIGGERS != 0
    }

    /// Whether an allow row switches off everything derived in it.
    pub const fn is_allowed(self) -> bool {
        self.flags & Self::ALLOWED != 0
    }

    /// Whether it has any facts.
    pub const fn has_facts(self) -> bool {
        self.count > 0
    }
}

const SLOT: usize = 8;
const RECORD: usize = 24;
const HEADER: usize = 24;
const EMPTY: u32 = u32::MAX;

/// The words, ready to look up.
#[derive(Clone, Debug, Default)]
pub struct WordTable {
    bytes: Cow<'static, [u8]>,
    mask: u32,
    records: usize,
    facts: usize,
    texts: usize,
}

/// A hash of up to a few words' length: deterministic, the same on every machine.
fn hash(word: &[u8]) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = (word.len() as u64).wrapping_mul(K);
    let mut mix = |part: u64| {
        state = (state ^ part).wrapping_mul(K);
        state ^= state >> 29;
    };
    let mut chunks = word.chunks_exact(8);
    for chunk in &mut chunks {
        mix(u64::from_le_bytes(chunk.try_into().unwrap_or_default()));
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        let mut last = [0u8; 8];
        last[..rest.len()].copy_from_slice(rest);
        mix(u64::from_le_bytes(last));
    }
    state ^ state >> 32
}

impl WordTable {
    /// Uses a table where it lies; `None` if the bytes are no table of this version.
    pub fn new(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let mut table = Self { bytes, mask: 0, records: 0, facts: 0, texts: 0 };
        if table.bytes.get(..4)? != b"OVT1" {
            return None;
        }
        let slots = table.u32(4)?;
        table.mask = slots.checked_sub(1).filter(|_| slots.is_power_of_two())?;
        table.records = table.u32(8)? as usize;
        table.facts = table.u32(12)? as usize;
        table.texts = table.u32(16)? as usize;
        (table.bytes.len() == table.u32(20)? as usize).then_some(table)
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let bytes: [u8; 4] = self.bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_le_bytes(bytes))
    }

    /// Looks a folded word up.
    #[inline]
    pub fn get(&self, word: &[u8]) -> Option<Word> {
        let hash = hash(word);
        let tag = (hash >> 32) as u32;
        let mut slot = hash as u32 & self.mask;
        loop {
            let at = HEADER + slot as usize * SLOT;
            let bytes: [u8; SLOT] = self.bytes.get(at..at + SLOT)?.try_into().ok()?;
            let both = u64::from_le_bytes(bytes);
            let index = (both >> 32) as u32;
            if index == EMPTY {
                return None;
            }
            if both as u32 == tag {
                let at = self.records + index as usize * RECORD;
                let record: &[u8; RECORD] = self.bytes.get(at..at + RECORD)?.try_into().ok()?;
                let u32_at = |at: usize| {
                    u32::from_le_bytes([record[at], record[at + 1], record[at + 2], record[at + 3]])
                };
                let u16_at = |at: usize| u16::from_le_bytes([record[at], record[at + 1]]);
                let text = self.texts + u32_at(8) as usize;
                if self.bytes.get(text..text + usize::from(u16_at(16)))? == word {
                    let bits = u64::from(u32_at(0)) | u64::from(u32_at(4)) << 32;
                    return Some(Word {
                        bits: WordBits(bits),
                        facts: u32_at(12),
                        count: u16_at(18),
                        flags: u16_at(20),
                    });
                }
            }
            slot = (slot + 1) & self.mask;
        }
    }

    /// The facts of a word that came from this table.
    #[inline]
    pub fn facts(&self, word: Word) -> impl Iterator<Item = Fact> + '_ {
        let start = self.facts + word.facts as usize * 4;
        let bytes = self.bytes.get(start..start + usize::from(word.count) * 4).unwrap_or(&[]);
        bytes.chunks_exact(4).map(|chunk| Fact(u32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]])))
    }

    /// How many words it holds.
    pub fn len(&self) -> usize {
        self.facts.saturating_sub(self.records) / RECORD
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every word, in the order of its first letters.
    pub fn words(&self) -> impl Iterator<Item = (&str, Word)> + '_ {
        (0..self.len()).filter_map(|index| {
            let at = self.records + index * RECORD;
            let text = self.texts + self.u32(at + 8)? as usize;
            let length = u16::from_le_bytes([*self.bytes.get(at + 16)?, *self.bytes.get(at + 17)?]);
            let bytes = self.bytes.get(text..text + usize::from(length))?;
            Some((std::str::from_utf8(bytes).ok()?, self.get(bytes)?))
        })
    }
}

/// A word on its way into the table.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordSource {
    pub(crate) bits: u64,
    pub(crate) facts: Vec<Fact>,
    pub(crate) allowed: bool,
}

/// Lays the table out.
pub(crate) fn build_table<'a>(words: impl ExactSizeIterator<Item = (&'a str, &'a WordSource)>) -> Vec<u8> {
    let count = words.len();
    // At most two thirds full: denser tables stay in faster memory, sparser ones probe less; this measured best.
    let slots = (count * 3 / 2).next_power_of_two().max(8);
    let mut index = vec![(0u32, EMPTY); slots];
    let (mut records, mut facts, mut texts) = (Vec::with_capacity(count * RECORD), Vec::new(), Vec::new());
    for (number, (text, word)) in words.enumerate() {
        let hash = hash(text.as_bytes());
        let mut slot = hash as u32 as usize & (slots - 1);
        while index[slot].1 != EMPTY {
            slot = (slot + 1) & (slots - 1);
        }
        index[slot] = ((hash >> 32) as u32, number as u32);
        let triggers = u16::from(word.facts.iter().any(|fact| fact.is_trigger()));
        let flags = (triggers * Word::TRIGGERS) | (u16::from(word.allowed) * Word::ALLOWED);
        records.extend_from_slice(&word.bits.to_le_bytes());
        records.extend_from_slice(&(texts.len() as u32).to_le_bytes());
        records.extend_from_slice(&((facts.len() / 4) as u32).to_le_bytes());
        records.extend_from_slice(&(text.len() as u16).to_le_bytes());
        records.extend_from_slice(&(word.facts.len() as u16).to_le_bytes());
        records.extend_from_slice(&flags.to_le_bytes());
        records.extend_from_slice(&[0, 0]);
        texts.extend_from_slice(text.as_bytes());
        for fact in &word.facts {
            facts.extend_from_slice(&fact.0.to_le_bytes());
        }
    }
    let records_at = HEADER + slots * SLOT;
    let facts_at = records_at + records.len();
    let texts_at = facts_at + facts.len();
    let mut bytes = Vec::with_capacity(texts_at + texts.len());
    bytes.extend_from_slice(b"OVT1");
    for number in [slots, records_at, facts_at, texts_at, texts_at + texts.len()] {
        bytes.extend_from_slice(&(number as u32).to_le_bytes());
    }
    for (tag, number) in index {
        bytes.extend_from_slice(&tag.to_le_bytes());
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    bytes.extend(records);
    bytes.extend(facts);
    bytes.extend(texts);
    bytes
}

/// One thing that stands at one place of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Step {
    /// A word or phrase with this feature.
    Feature(u32),
    /// Something recognised.
    Kind(crate::item::Recognised),
    /// Up to so many words.
    Gap(u8),
    /// The start of the sentence.
    Start,
    /// The end of the sentence.
    End,
}

/// An item of a pattern: any of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Single features.
    pub features: Vec<u32>,
    /// Single recognised kinds.
    pub kinds: Vec<crate::item::Recognised>,
    /// Sequences of more than one step.
    pub sequences: Vec<Vec<Step>>,
}

/// A compiled pattern.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pattern {
    /// Index of its rule.
    pub rule: u32,
    /// Every one of these, rarest first unless ordered.
    pub all: Vec<Item>,
    /// At least one of these.
    pub any: Vec<Item>,
    /// None of these.
    pub none: Vec<Item>,
    /// How far apart.
    pub within: Within,
    /// Whether `all` stand in this order.
    pub order: bool,
    /// Whom it must be aimed at.
    pub targets: Targets,
    /// Contexts that silence it.
    pub unless: Contexts,
    /// Contexts that it asks for.
    pub when: Contexts,
}

/// A list row: a word or phrase that is a finding by itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Index of its rule.
    pub rule: u32,
    /// Whom it must be aimed at.
    pub targets: Targets,
    /// Contexts that silence it.
    pub unless: Contexts,
}

/// What a rule says, whoever found it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule {
    /// `category/name`
    pub id: String,
    /// Category or signal.
    pub subject: Subject,
    /// How grave.
    pub severity: Severity,
    /// How sure, before disguise and derivation take from it.
    pub confidence: f32,
    /// Index of its statute.
    pub statute: Option<u16>,
    /// Its own reason; the category's where it has none.
    pub why: Option<Bilingual>,
    /// Labels that scopes of policies read.
    pub tags: Vec<String>,
}

/// Words side by side.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Phrase {
    /// Its steps.
    pub steps: Vec<Step>,
    /// What it is, once found.
    pub emits: Vec<u32>,
    /// Whether it is on the allow list: everything inside is silent.
    pub allow: bool,
    /// Whether it is a compound wrongly split.
    pub split: bool,
    /// Whether a step of it may be a phrase itself, longer than a word.
    pub late: bool,
    /// Index of the step it starts from.
    pub trigger: u8,
}

/// Where a part must stand in a longer word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// At its beginning; the rest must be a word.
    First,
    /// At its beginning; the rest may be anything.
    Begins,
    /// At its end: the rest of the word from here is looked up among the tails.
    Last,
    /// Anywhere.
    Anywhere,
}

/// A part of longer words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    /// The letters.
    pub text: String,
    /// Where they must stand.
    pub place: Place,
    /// What the word then is (none for `Last`: its tails know).
    pub emits: Vec<u32>,
    /// Whether an s may follow (`First`).
    pub linking_s: bool,
}

/// A regular expression row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegexRow {
    /// Over folded text.
    pub pattern: String,
    /// Text that every match contains.
    pub literal: String,
    /// What a match is.
    pub emits: Vec<u32>,
    /// The file of the row.
    pub place: String,
    /// Its line.
    pub line: u32,
}

/// What starts from a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trigger {
    /// This list row.
    Entry(u32),
    /// This phrase, if its next rarest feature (second number; the trigger itself where it has no other) is there too.
    Phrase(u32, u32),
    /// The same for a phrase with something in it that other phrases may be: it is tried after them.
    Late(u32, u32),
    /// This pattern.
    Pattern(u32),
}

/// Everything but the words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Meta {
    /// All rules, sorted by id.
    pub rules: Vec<Rule>,
    /// List rows.
    pub entries: Vec<Entry>,
    /// Patterns.
    pub patterns: Vec<Pattern>,
    /// Phrases of lists, groups and allow files.
    pub phrases: Vec<Phrase>,
    /// Parts of compounds.
    pub parts: Vec<Part>,
    /// Regular expressions of lists.
    pub regexes: Vec<RegexRow>,
    /// By feature: what starts from it.
    pub triggers: Vec<Vec<Trigger>>,
    /// Triggers of kinds: patterns that start from something recognised.
    pub kind_triggers: Vec<(crate::item::Recognised, u32)>,
    /// By feature: its name as patterns write it (`@group`, `~lemma`, …), for explanations.
    pub names: Vec<String>,
    /// Small ordinary words, which lose the space beside them.
    pub small_words: Vec<String>,
    /// Policies, complete.
    pub policies: Vec<Policy>,
    /// Statutes.
    pub statutes: Vec<Statute>,
    /// Texts of categories and signals.
    pub categories: Vec<CategoryText>,
    /// Tables by name: rows of columns.
    pub tables: Vec<(String, Vec<Vec<String>>)>,
    /// SHA-256 of everything it was compiled from.
    pub digest: String,
}

/// Words and everything else.
#[derive(Clone, Debug, Default)]
pub struct Image {
    /// The words.
    pub words: WordTable,
    /// The rest.
    pub meta: Meta,
}

impl Image {
    /// From the two parts that [`Image::to_parts`] wrote; `None` if they are of another version.
    pub fn from_parts(words: Cow<'static, [u8]>, meta: &[u8]) -> Option<Self> {
        Some(Self { words: WordTable::new(words)?, meta: postcard::from_bytes(meta).ok()? })
    }

    /// The two parts as bytes: the table and the rest.
    pub fn to_parts(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        Some((self.words.bytes.to_vec(), postcard::to_stdvec(&self.meta).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let words: Vec<(String, WordSource)> = (0..2000u32)
            .map(|number| {
                let facts = vec![Fact::new(number, How::Stripped, CaseRule::Upper)];
                (
                    format!("ord{number}"),
                    WordSource { bits: u64::from(number) << 20, facts, allowed: number % 2 == 0 },
                )
            })
            .collect();
        let bytes = build_table(words.iter().map(|(text, word)| (text.as_str(), word)));
        let table = WordTable::new(Cow::Owned(bytes)).unwrap();
        assert_eq!(table.len(), 2000);
        for (number, (text, _)) in words.iter().enumerate() {
            let word = table.get(text.as_bytes()).unwrap();
            assert_eq!(word.bits.0, (number as u64) << 20);
            assert_eq!(word.is_allowed(), number % 2 == 0);
            let fact = table.facts(word).next().unwrap();
            assert_eq!(
                (fact.feature(), fact.how(), fact.case()),
                (number as u32, How::Stripped, CaseRule::Upper)
            );
        }
        assert!(table.get(b"ord2000").is_none() && table.get(b"").is_none());
    }

    #[test]
    fn other_bytes_are_no_table() {
        assert!(WordTable::new(Cow::Borrowed(b"OVT1")).is_none());
        assert!(WordTable::new(Cow::Borrowed(&[0; 64])).is_none());
    }
}
