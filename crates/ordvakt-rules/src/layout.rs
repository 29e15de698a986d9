//! Chooses what rules start from, numbers everything and lays the tables out.

use std::collections::{BTreeMap, BTreeSet};

use crate::bits::WordBits;
use crate::compile::Read;
use crate::diagnostic::Diagnostics;
use crate::emit::Emitter;
use crate::fact::Fact;
use crate::image::{Meta, Part, Phrase, PhraseStart, Place, RuleStart, Shape, Starts, Step};
use crate::mark::mark_bits;
use crate::rarity::{self, item_weight, phrase_start, rarest, trigger_item};
use crate::table::WordTable;
use crate::table_source::{WordSource, build_table};
use crate::variants::{self, Building, COMMON};

/// Lengths, in bytes, of the small words that lose the space beside them.
pub const SMALL_WORD: std::ops::RangeInclusive<usize> = 2..=5;

/// Groups of words that lose the space after them, before them, and after them behind a copula: code reads them, whether or not a
/// pattern does.
pub(crate) const GLUE_GROUPS: [&str; 3] = ["glue-before", "glue-after", "glue-copula"];

/// Most bytes of a word in them.
pub const LONGEST_GLUE: usize = size_of::<u64>();

/// What small words are: ordinary ones, and those that sentences are held together with.
const GLUE: WordBits = COMMON
    .or(WordBits::SELF)
    .or(WordBits::ADDRESSEE)
    .or(WordBits::THIRD_PERSON)
    .or(WordBits::COPULA)
    .or(WordBits::NEGATION)
    .or(WordBits::CONJUNCTION)
    .or(WordBits::INDEFINITE);

/// The bytes of a small word as a number, the first lowest.
pub fn small_word(word: &[u8]) -> u64 {
    word.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The words of rows that lose the space beside them, in order.
pub(crate) fn glue(rows: &[&Read], out: &mut Diagnostics) -> Vec<u64> {
    let mut words = Vec::new();
    for read in rows {
        let long = read.lexeme.forms.iter().find(|form| form.len() > LONGEST_GLUE);
        if let Some(form) = long.or(read.lexeme.forms.is_empty().then_some(&read.row.entry)) {
            let message = format!("`{form}` cannot lose the space beside it");
            let hint = format!("a single word of at most {LONGEST_GLUE} bytes");
            out.add(&read.label, read.row.line, 1, message, Some(&hint));
            continue;
        }
        words.extend(read.lexeme.forms.iter().map(|form| small_word(form.as_bytes())));
    }
    words.sort_unstable();
    words.dedup();
    words
}

const PLACES: [Place; 4] = [Place::First, Place::Begins, Place::Last, Place::Anywhere];

impl Emitter<'_> {
    /// Makes the variants, chooses the triggers and lays the table out.
    pub(crate) fn finish(mut self, meta: &mut Meta, frequencies: &BTreeMap<String, u32>) -> WordTable {
        variants::add_stripped(&mut self.words);
        variants::add_typos(&mut self.words);
        variants::add_squeezed(&mut self.words);
        let weights = rarity::weights(&self.words, &self.phrases, self.names.len(), frequencies);
        // Only now: what rules start from must not depend on which of them are wanted.
        self.select(meta);
        let weights = self.renumber(meta, &weights);
        meta.parts = self
            .parts
            .iter()
            .map(|((text, place), (emits, linking_s))| Part {
                text: text.clone(),
                place: PLACES[usize::from(*place)],
                emits: emits.iter().copied().collect(),
                linking_s: *linking_s,
            })
            .collect();
        meta.regexes = std::mem::take(&mut self.regexes);
        let small =
            |(text, word): &(&String, &Building)| SMALL_WORD.contains(&text.len()) && word.bits & GLUE.0 != 0;
        meta.small_words =
            self.words.iter().filter(small).map(|(text, _)| small_word(text.as_bytes())).collect();
        meta.small_words.sort_unstable();
        let phrase_starts = self.lay_out_phrases(meta, &weights);
        let mut rule_starts: Vec<Vec<RuleStart>> = vec![Vec::new(); self.names.len()];
        for (number, feature) in self.entries.iter().enumerate() {
            if !meta.entries.get(number).is_some_and(|entry| meta.wants(entry.rule)) {
                continue;
            }
            rule_starts[*feature as usize].push(RuleStart::Entry(number as u32));
        }
        let Meta { patterns, kind_triggers, rules, subjects, .. } = meta;
        for (number, pattern) in patterns.iter_mut().enumerate() {
            if !pattern.order {
                pattern.all.sort_by_key(|item| item_weight(item, &weights));
            }
            let rarest_item = pattern.all.iter().min_by_key(|item| item_weight(item, &weights));
            let starts = rarest_item.map_or(&pattern.any[..], std::slice::from_ref);
            let wanted = rules.get(pattern.rule as usize).is_some_and(|rule| subjects.has(rule.subject));
            for item in starts.iter().filter(|_| wanted) {
                trigger_item(item, number as u32, &weights, &mut rule_starts, kind_triggers);
            }
        }
        for list in &mut rule_starts {
            list.sort_unstable();
            list.dedup();
        }
        kind_triggers.sort_unstable();
        kind_triggers.dedup();
        meta.topics = self.topics().map(|(name, feature)| (name.to_owned(), feature)).collect();
        let flag = |feature: u32| {
            let [phrases, late] = &phrase_starts[feature as usize];
            let flag = |none: bool, flag: u32| if none { 0 } else { flag };
            flag(phrases.is_empty(), Fact::STARTS_PHRASE)
                | flag(late.is_empty(), Fact::STARTS_LATE)
                | flag(rule_starts[feature as usize].is_empty(), Fact::STARTS_RULE)
        };
        let mut words: Vec<(String, WordSource)> = Vec::with_capacity(self.words.len());
        for (text, word) in self.words {
            let facts = word
                .facts
                .iter()
                .map(|given| Fact(Fact::new(given.feature, given.how, given.case).0 | flag(given.feature)));
            let mut facts: Vec<Fact> = facts.collect();
            facts.sort_unstable();
            words.push((text, WordSource { bits: word.bits, facts, allowed: word.allowed }));
        }
        for (phrases, rules) in phrase_starts.into_iter().zip(rule_starts) {
            let [early, late] = phrases;
            let begin = meta.phrase_starts.len();
            meta.phrase_starts.extend(early);
            meta.starts.push(Starts {
                phrases: begin as u32,
                late: meta.phrase_starts.len() as u32,
                rules: meta.rule_starts.len() as u32,
            });
            meta.phrase_starts.extend(late);
            meta.rule_starts.extend(rules);
        }
        let (phrases, rules) = (meta.phrase_starts.len() as u32, meta.rule_starts.len() as u32);
        meta.starts.push(Starts { phrases, late: phrases, rules });
        let ordinary = |word: &WordSource| word.bits & COMMON.0 != 0;
        let bytes = build_table(words.iter().map(|(text, word)| (text.as_str(), word)), ordinary);
        WordTable::new(std::borrow::Cow::Owned(bytes)).unwrap_or_default()
    }

    /// Gives the features that stand in most comments the lowest numbers, so that what is known of them lies together; returns
    /// the weights in the new order.
    fn renumber(&mut self, meta: &mut Meta, weights: &[u32]) -> Vec<u32> {
        let mut order: Vec<u32> = (0..weights.len() as u32).collect();
        order.sort_by_key(|feature| std::cmp::Reverse(weights[*feature as usize]));
        let mut number = vec![0u32; order.len()];
        for (new, old) in (0..).zip(&order) {
            number[*old as usize] = new;
        }
        let renumber = |feature: &mut u32| *feature = number[*feature as usize];
        let renumber_steps = |steps: &mut Vec<Step>| {
            for step in steps {
                if let Step::Feature(feature) = step {
                    renumber(feature);
                }
            }
        };
        self.words
            .values_mut()
            .flat_map(|word| &mut word.facts)
            .for_each(|given| renumber(&mut given.feature));
        self.entries.iter_mut().for_each(renumber);
        self.regexes.iter_mut().flat_map(|row| &mut row.emits).for_each(renumber);
        for (emits, _) in self.parts.values_mut() {
            *emits = emits.iter().map(|feature| number[*feature as usize]).collect();
        }
        for ((mut steps, allow, split), emits) in std::mem::take(&mut self.phrases) {
            renumber_steps(&mut steps);
            let emits = emits.iter().map(|feature| number[*feature as usize]).collect();
            self.phrases.insert((steps, allow, split), emits);
        }
        for pattern in &mut meta.patterns {
            for item in pattern.all.iter_mut().chain(&mut pattern.any).chain(&mut pattern.none) {
                item.features.iter_mut().for_each(renumber);
                item.features.sort_unstable();
                item.sequences.iter_mut().for_each(renumber_steps);
            }
        }
        self.names = order.iter().map(|old| std::mem::take(&mut self.names[*old as usize])).collect();
        order.iter().map(|old| weights[*old as usize]).collect()
    }

    /// Numbers the phrases, those that start from one feature side by side, and tells, feature by feature, which start from it:
    /// at once, and waiting for others.
    fn lay_out_phrases(&mut self, meta: &mut Meta, weights: &[u32]) -> Vec<[Vec<PhraseStart>; 2]> {
        let mut starts: Vec<[Vec<PhraseStart>; 2]> = vec![Default::default(); self.names.len()];
        let emitted: BTreeSet<u32> = self.phrases.values().flatten().copied().collect();
        let mut phrases: Vec<_> = std::mem::take(&mut self.phrases)
            .into_iter()
            .filter_map(|((steps, allow, split), emits)| {
                let (trigger, feature) = rarest(&steps, weights)?;
                let waits = |step: &Step| matches!(step, Step::Feature(feature) if emitted.contains(feature));
                let late = steps.iter().any(waits);
                Some((feature, late, trigger, steps, allow, split, emits))
            })
            .collect();
        phrases.sort_by_key(|(feature, late, ..)| (*feature, *late));
        for (feature, late, trigger, steps, allow, split, emits) in phrases {
            let number = meta.phrases.len() as u32;
            let start = phrase_start(number, &steps, (trigger, feature), late, weights);
            starts[feature as usize][usize::from(late)].push(start);
            let words = !late && steps.iter().all(|step| matches!(step, Step::Feature(_)));
            let shape =
                [(allow, Shape::ALLOW), (split, Shape::SPLIT), (late, Shape::LATE), (words, Shape::WORDS)];
            let shape = shape.iter().filter(|(holds, _)| *holds).fold(0, |bits, (_, one)| bits | one.0);
            meta.phrases.push(Phrase {
                steps: meta.steps.len() as u32,
                step_count: steps.len() as u8,
                trigger: trigger as u8,
                emits: meta.emits.len() as u32,
                emit_count: emits.len() as u8,
                shape: Shape(shape),
            });
            meta.steps.extend(steps);
            meta.emits.extend(emits);
        }
        // What may be ruled out by one look lies together.
        for [early, _] in &mut starts {
            early.sort_by_key(|start| (start.offset, mark_bits(start.other)));
        }
        starts
    }
}
