//! How often words may be expected, and so from which of its words a rule starts.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::image::{Item, PhraseStart, RuleStart, Step};
use crate::item::Recognised;
use crate::variants::{Building, COMMON, Words};

/// Phrases by their steps, whether they are on the allow list, and whether they are split compounds: what they emit.
pub(crate) type Phrases = BTreeMap<(Vec<Step>, bool, bool), BTreeSet<u32>>;

/// The table of frequent words: word, occurrences in a million words.
pub(crate) const TABLE: &str = "frequent-words";

/// How often an ordinary word stands in a million words, one that code looks for, and any other: guesses for words that the
/// table does not have.
const ORDINARY_WORD: u32 = 60;
const SOUGHT_WORD: u32 = 20;
const OTHER_WORD: u32 = 1;

/// Reads the table of frequent words.
pub(crate) fn read_frequencies(label: &str, text: &str, out: &mut Diagnostics) -> BTreeMap<String, u32> {
    let mut frequencies = BTreeMap::new();
    for (line, row) in (1..).zip(text.lines()) {
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        let fields =
            row.split_once('\t').and_then(|(word, count)| Some((word.trim(), count.trim().parse().ok()?)));
        match fields {
            Some((word, count)) if frequencies.insert(ordvakt_text::fold_str(word), count).is_none() => {}
            Some((word, _)) => {
                let hint = Some("one row a word");
                out.add(label, line, 1, format!("`{word}` stands here twice"), hint);
            }
            None => {
                let message = format!("`{row}` is no word with a number");
                out.add(label, line, 1, message, Some("word, tab, occurrences in a million words"));
            }
        }
    }
    frequencies
}

/// How often a word may be expected in a million.
pub(crate) fn word_weight(text: &str, word: &Building, frequencies: &BTreeMap<String, u32>) -> u32 {
    match frequencies.get(text) {
        Some(count) => *count,
        None if word.bits & COMMON.0 != 0 => ORDINARY_WORD,
        None if word.bits != 0 => SOUGHT_WORD,
        None => OTHER_WORD,
    }
}

/// How often each feature may be expected in a million words of running text.
pub(crate) fn weights(
    words: &Words,
    phrases: &Phrases,
    features: usize,
    frequencies: &BTreeMap<String, u32>,
) -> Vec<u32> {
    let mut weights = vec![1u32; features];
    for (text, word) in words {
        let weight = word_weight(text, word, frequencies);
        for given in &word.facts {
            weights[given.feature as usize] += weight;
        }
    }
    // A phrase is rarer than its rarest word.
    for ((steps, allow, _), emits) in phrases {
        if let Some((_, feature)) = rarest(steps, &weights).filter(|_| !allow) {
            let weight = 1 + weights[feature as usize] / 50;
            for emitted in emits {
                weights[*emitted as usize] += weight;
            }
        }
    }
    weights
}

fn kind_weight(kind: Recognised) -> u32 {
    match kind {
        Recognised::Capital => 60_000,
        Recognised::Name | Recognised::Number => 20_000,
        Recognised::Emoji => 10_000,
        Recognised::Mention | Recognised::Hashtag | Recognised::Link => 2_000,
        _ => 100,
    }
}

/// The rarest feature of a sequence and its step.
pub(crate) fn rarest(steps: &[Step], weights: &[u32]) -> Option<(usize, u32)> {
    let features = steps.iter().enumerate().filter_map(|(index, step)| match step {
        Step::Feature(feature) => Some((index, *feature)),
        _ => None,
    });
    features.min_by_key(|(_, feature)| weights[*feature as usize])
}

/// How a phrase of number `phrase` starts from the step `trigger`, which is of `feature`: what else must be there, if it can be
/// said so at a fixed distance.
pub(crate) fn phrase_start(
    phrase: u32,
    steps: &[Step],
    (trigger, feature): (usize, u32),
    late: bool,
    weights: &[u32],
) -> PhraseStart {
    let weight = |feature: u32| weights[feature as usize];
    let mut near: Vec<(u32, i8)> = if late { Vec::new() } else { beside(steps, trigger).collect() };
    near.sort_by_key(|(feature, _)| weight(*feature));
    let anywhere = || {
        let others = steps.iter().enumerate().filter_map(|(index, step)| match step {
            Step::Feature(feature) if index != trigger => Some(*feature),
            _ => None,
        });
        others.min_by_key(|feature| weight(*feature)).map(|feature| (feature, PhraseStart::ANYWHERE))
    };
    let (other, offset) = near.first().copied().or_else(anywhere).unwrap_or((feature, 0));
    let (third, third_offset) = near.get(1).copied().unwrap_or((other, offset));
    PhraseStart { phrase, other, offset, third, third_offset }
}

/// The features at a fixed distance from a step, with their distance in words.
fn beside(steps: &[Step], from: usize) -> impl Iterator<Item = (u32, i8)> {
    let reach = |steps: Vec<Step>, sign: i8| {
        let fixed = steps.into_iter().take_while(|step| !matches!(step, Step::Gap(_) | Step::Kind(_)));
        let features =
            fixed.filter_map(|step| if let Step::Feature(feature) = step { Some(feature) } else { None });
        (1..i8::MAX).zip(features).map(move |(distance, feature)| (feature, sign * distance))
    };
    let after = steps.get(from + 1..).unwrap_or(&[]).to_vec();
    let before = steps.get(..from).unwrap_or(&[]).iter().rev().copied().collect();
    reach(after, 1).chain(reach(before, -1))
}

fn sequence_weight(steps: &[Step], weights: &[u32]) -> u32 {
    let weight = |step: &Step| match step {
        Step::Feature(feature) => Some(weights[*feature as usize]),
        Step::Kind(kind) => Some(kind_weight(*kind)),
        _ => None,
    };
    steps.iter().filter_map(weight).min().unwrap_or(u32::MAX)
}

/// How often an item may be expected.
pub(crate) fn item_weight(item: &Item, weights: &[u32]) -> u64 {
    let features = item.features.iter().map(|feature| u64::from(weights[*feature as usize]));
    let kinds = item.kinds.iter().map(|kind| u64::from(kind_weight(*kind)));
    let sequences = item.sequences.iter().map(|steps| u64::from(sequence_weight(steps, weights)));
    features.chain(kinds).chain(sequences).sum()
}

/// Lets a pattern start from every alternative of an item.
pub(crate) fn trigger_item(
    item: &Item,
    pattern: u32,
    weights: &[u32],
    triggers: &mut [Vec<RuleStart>],
    kinds: &mut Vec<(Recognised, u32)>,
) {
    for feature in &item.features {
        triggers[*feature as usize].push(RuleStart::Pattern(pattern));
    }
    kinds.extend(item.kinds.iter().map(|kind| (*kind, pattern)));
    for steps in &item.sequences {
        let kind = steps.iter().filter_map(|step| match step {
            Step::Kind(kind) => Some(*kind),
            _ => None,
        });
        let kind = kind.min_by_key(|kind| kind_weight(*kind));
        match (rarest(steps, weights), kind) {
            (Some((_, feature)), kind)
                if kind.is_none_or(|kind| weights[feature as usize] <= kind_weight(kind)) =>
            {
                triggers[feature as usize].push(RuleStart::Pattern(pattern));
            }
            (_, Some(kind)) => kinds.push((kind, pattern)),
            (Some((_, feature)), None) => triggers[feature as usize].push(RuleStart::Pattern(pattern)),
            (None, None) => {}
        }
    }
}
