//! Variants of words: without dots, with one slip of the fingers, and squeezed for stretched readings.

use std::collections::BTreeMap;

use crate::bits::WordBits;
use crate::fact::{CaseRule, How};

/// First byte of the keys that only squeezed readings look up.
pub const SQUEEZED: char = '\u{1}';

pub(crate) const COMMON: WordBits = WordBits::COMMON_SV.or(WordBits::COMMON_EN);

/// Groups of words that are ordinary by definition: no variant of another word may look like them.
pub(crate) const ORDINARY: WordBits = COMMON.or(WordBits::FIRST_NAME).or(WordBits::SURNAME);

/// Shortest words, in letters, in which two letters may be swapped, and one be missing.
const SHORTEST_SWAP: usize = 5;
const SHORTEST_LOSS: usize = 6;
/// Shorter words may lose a letter where what is left could be no word of the language.
const SHORTEST_STUMBLE: usize = 5;
/// Longer words, nearly all compounds, are found by their parts.
const LONGEST_SLIP: usize = 18;

/// A fact on its way to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) feature: u32,
    pub(crate) how: How,
    pub(crate) case: CaseRule,
    pub(crate) plain: bool,
    pub(crate) typos: bool,
}

/// A word on its way into the table.
#[derive(Default)]
pub(crate) struct Building {
    pub(crate) bits: u64,
    /// Bits that a form without dots takes over.
    pub(crate) variant_bits: u64,
    pub(crate) facts: Vec<Given>,
    pub(crate) allowed: bool,
    pub(crate) typos: bool,
}

/// All words, by their letters.
pub(crate) type Words = BTreeMap<String, Building>;

/// Forms without å, ä and ö, where no other word is spelled so.
pub(crate) fn add_stripped(words: &mut Words) {
    let mut variants: BTreeMap<String, Building> = BTreeMap::new();
    for (text, word) in &*words {
        if text.starts_with(SQUEEZED) || !text.contains(DOTTED) {
            continue;
        }
        let facts = word.facts.iter().filter(|given| !given.plain && given.how != How::Tail);
        let facts: Vec<Given> = facts.map(|given| Given { how: How::Stripped, ..*given }).collect();
        if facts.is_empty() && word.variant_bits == 0 {
            continue;
        }
        for stripped in [respelled(text, ["a", "a", "o"]), respelled(text, ["aa", "ae", "oe"])] {
            let taken = words.get(&stripped);
            if taken.is_some_and(|taken| {
                taken.bits & ORDINARY.0 != 0 || taken.allowed || word.bits & ORDINARY.0 != 0
            }) {
                continue;
            }
            let variant = variants.entry(stripped).or_default();
            // A word of its own keeps what it is to the context.
            variant.bits |= if taken.is_none() { word.variant_bits } else { 0 };
            variant.facts.extend(facts.iter().copied());
        }
    }
    for (text, variant) in variants {
        let word = words.entry(text).or_default();
        word.bits |= variant.bits;
        let new: Vec<Given> = variant
            .facts
            .into_iter()
            .filter(|given| word.facts.iter().all(|known| known.feature != given.feature))
            .collect();
        word.facts.extend(new);
    }
}

/// Forms with one slip: two letters swapped or one missing; the first letter stands. Doubled letters have squeezed keys.
pub(crate) fn add_typos(words: &mut Words) {
    let mut variants: BTreeMap<String, Building> = BTreeMap::new();
    for (text, word) in &*words {
        let facts = word.facts.iter().filter(|given| given.typos && given.how != How::Tail);
        let facts: Vec<Given> = facts.map(|given| Given { how: How::Typo, ..*given }).collect();
        let genitive = text.strip_suffix('s').is_some_and(|base| words.contains_key(base));
        if facts.is_empty() && !word.typos || genitive || text.chars().any(|letter| !letter.is_alphabetic()) {
            continue;
        }
        for slip in slips(text) {
            if !words.contains_key(&slip) {
                let variant = variants.entry(slip).or_default();
                variant.bits |= word.variant_bits;
                variant.facts.extend(facts.iter().copied());
            }
        }
    }
    words.extend(variants);
}

/// Keys for stretched words: every run of a letter is one letter.
pub(crate) fn add_squeezed(words: &mut Words) {
    let mut keys: BTreeMap<String, Building> = BTreeMap::new();
    let mut key = String::new();
    for (text, word) in &*words {
        let facts = word.facts.iter().filter(|given| !given.plain && given.how != How::Tail);
        let slip = word.facts.iter().all(|given| given.how == How::Typo);
        if word.bits & ORDINARY.0 != 0 || slip {
            continue;
        }
        key.clear();
        ordvakt_text::squeeze(text, &mut key);
        if key != *text {
            let squeezed = keys.entry(format!("{SQUEEZED}{key}")).or_default();
            squeezed.bits |= word.variant_bits;
            squeezed.facts.extend(facts.copied());
        }
    }
    words.extend(keys);
}

/// A word with one slip of the fingers; short words have too many neighbours.
fn slips(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut slips = Vec::new();
    if letters.len() > LONGEST_SLIP {
        return slips;
    }
    let spelled = |letters: &[char]| letters.iter().collect::<String>();
    for at in 1..letters.len() {
        let mut other = letters.clone();
        if letters.len() >= SHORTEST_SWAP && at + 1 < letters.len() && letters[at] != letters[at + 1] {
            other.swap(at, at + 1);
            slips.push(spelled(&other));
            other.swap(at, at + 1);
        }
        if letters.len() >= SHORTEST_STUMBLE && at + 1 < letters.len() {
            other.remove(at);
            if letters.len() >= SHORTEST_LOSS || is_no_word(&other) {
                slips.push(spelled(&other));
            }
            other.insert(at, letters[at]);
        }
    }
    slips
}

/// Whether letters begin or end as no Swedish or English word does: `rmer`, `judr`.
fn is_no_word(letters: &[char]) -> bool {
    let consonant = |letter: char| letter.is_alphabetic() && !"aeiouyåäö".contains(letter);
    match letters {
        [first, second, .., before, last] => {
            "lmnrj".contains(*first) && consonant(*second) && first != second
                || *last == 'r' && consonant(*before) && *before != 'r'
        }
        _ => false,
    }
}

/// Letters that keyboards lack and writers in a hurry leave bare.
const DOTTED: [char; 7] = ['å', 'ä', 'ö', 'é', 'ü', 'ø', 'æ'];

/// A word with å, ä and ö written otherwise.
fn respelled(text: &str, [ring, a_dots, o_dots]: [&str; 3]) -> String {
    let mut spelled = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'å' => spelled.push_str(ring),
            'ä' | 'æ' => spelled.push_str(a_dots),
            'ö' | 'ø' => spelled.push_str(o_dots),
            'é' => spelled.push('e'),
            'ü' => spelled.push('u'),
            other => spelled.push(other),
        }
    }
    spelled
}
