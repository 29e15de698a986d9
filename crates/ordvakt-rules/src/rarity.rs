//! How often words may be expected, and so from which of its words a rule starts.

use std::collections::{BTreeMap, BTreeSet};

use crate::bits::WordBits;
use crate::image::{Item, Step, Trigger};
use crate::item::Recognised;
use crate::variants::{COMMON, Words};

/// Phrases by their steps, whether they are on the allow list, and whether they are split compounds: what they emit.
pub(crate) type Phrases = BTreeMap<(Vec<Step>, bool, bool), BTreeSet<u32>>;

/// Words that stand in nearly every sentence; rules avoid to start from them.
const FUNCTION_WORDS: WordBits = WordBits::SELF
    .or(WordBits::ADDRESSEE)
    .or(WordBits::THIRD_PERSON)
    .or(WordBits::NEGATION)
    .or(WordBits::COPULA)
    .or(WordBits::CONJUNCTION)
    .or(WordBits::INDEFINITE)
    .or(WordBits::QUESTION_WORD);

/// Ordinary words up to so many letters stand in nearly every sentence too.
const SHORT_WORD: usize = 3;

/// How often each feature may be expected in running text.
pub(crate) fn weights(words: &Words, phrases: &Phrases, features: usize) -> Vec<u32> {
    let mut weights = vec![1u32; features];
    for (text, word) in words {
        let short = text.chars().count() <= SHORT_WORD;
        let weight = if word.bits & FUNCTION_WORDS.0 != 0 || word.bits & COMMON.0 != 0 && short {
            2000
        } else if word.bits & COMMON.0 != 0 {
            100
        } else {
            1
        };
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
        Recognised::Capital => 20_000,
        Recognised::Name | Recognised::Number => 8_000,
        Recognised::Emoji => 3_000,
        Recognised::Mention | Recognised::Hashtag | Recognised::Link => 600,
        _ => 50,
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

/// The rarest feature of a phrase besides its trigger.
pub(crate) fn second(steps: &[Step], trigger: usize, weights: &[u32]) -> Option<u32> {
    let others = steps.iter().enumerate().filter_map(|(index, step)| match step {
        Step::Feature(feature) if index != trigger => Some(*feature),
        _ => None,
    });
    others.min_by_key(|feature| weights[*feature as usize])
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
    triggers: &mut [Vec<Trigger>],
    kinds: &mut Vec<(Recognised, u32)>,
) {
    for feature in &item.features {
        triggers[*feature as usize].push(Trigger::Pattern(pattern));
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
                triggers[feature as usize].push(Trigger::Pattern(pattern));
            }
            (_, Some(kind)) => kinds.push((kind, pattern)),
            (Some((_, feature)), None) => triggers[feature as usize].push(Trigger::Pattern(pattern)),
            (None, None) => {}
        }
    }
}
