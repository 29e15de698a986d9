//! Gives every word its facts, and every rule the rarest word it can start from.

use std::collections::{BTreeMap, BTreeSet};

use crate::bits::WordBits;
use crate::compile::Read;
use crate::diagnostic::Diagnostics;
use crate::image::{Item, Meta, Part, Phrase, PhraseStart, Place, RegexRow, RuleStart, Shape, Starts, Step};
use crate::item::{ItemSource, Unit};
use crate::rarity::{self, Phrases, item_weight, phrase_start, rarest, trigger_item};
use crate::row::{AllowRow, Case, Kind, Row};
use crate::table::{CaseRule, Fact, How, WordSource, WordTable, build_table};
use crate::variants::{self, Building, COMMON, Given, Words};

/// Lengths, in bytes, of the small words that lose the space beside them.
pub const SMALL_WORD: std::ops::RangeInclusive<usize> = 2..=5;

/// The bytes of a small word as a number, the first lowest.
pub fn small_word(word: &[u8]) -> u64 {
    word.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Words, phrases and parts on their way into the table.
pub(crate) struct Emitter<'a> {
    lemmas: BTreeMap<&'a str, BTreeSet<&'a str>>,
    words: Words,
    features: BTreeMap<String, u32>,
    names: Vec<String>,
    phrases: Phrases,
    parts: BTreeMap<(String, u8), (BTreeSet<u32>, bool)>,
    regexes: Vec<RegexRow>,
    entries: Vec<u32>,
}

fn case_rule(case: Case) -> CaseRule {
    match case {
        Case::Any => CaseRule::Any,
        Case::Lower => CaseRule::Lower,
        Case::Upper => CaseRule::Upper,
        Case::Capital => CaseRule::Capital,
    }
}

const PLACES: [Place; 4] = [Place::First, Place::Begins, Place::Last, Place::Anywhere];

fn common_prefix<'f>(mut forms: impl Iterator<Item = &'f str>) -> &'f str {
    let first = forms.next().unwrap_or("");
    forms.fold(first, |prefix, form| {
        let shared = prefix.char_indices().zip(form.chars()).find(|((_, a), b)| a != b);
        let end = shared.map_or_else(|| prefix.len().min(form.len()), |((at, _), _)| at);
        prefix.get(..end).unwrap_or("")
    })
}

impl<'a> Emitter<'a> {
    pub(crate) fn new(lemmas: BTreeMap<&'a str, BTreeSet<&'a str>>) -> Self {
        Self {
            lemmas,
            words: BTreeMap::new(),
            features: BTreeMap::new(),
            names: Vec::new(),
            phrases: BTreeMap::new(),
            parts: BTreeMap::new(),
            regexes: Vec::new(),
            entries: Vec::new(),
        }
    }

    fn feature(&mut self, name: String) -> (u32, bool) {
        if let Some(feature) = self.features.get(&name) {
            return (*feature, false);
        }
        let feature = self.names.len() as u32;
        self.features.insert(name.clone(), feature);
        self.names.push(name);
        (feature, true)
    }

    fn give(&mut self, word: &str, given: Given) {
        let facts = &mut self.words.entry(word.to_owned()).or_default().facts;
        if !facts.contains(&given) {
            facts.push(given);
        }
    }

    /// Gives the single words of a row a reserved bit.
    pub(crate) fn bits(&mut self, read: &Read, bit: WordBits, silent: bool) {
        for form in &read.lexeme.forms {
            let word = self.words.entry(form.clone()).or_default();
            word.bits |= bit.0;
            if !silent && !read.row.plain {
                word.variant_bits |= bit.0;
                word.typos |= read.row.typos;
            }
        }
    }

    /// An allow row: a word that nothing is derived in, or a phrase that silences what is inside.
    pub(crate) fn allow(&mut self, label: &str, row: &AllowRow, out: &mut Diagnostics) {
        match crate::item::parse_sequence(&row.entry) {
            Ok(units) => match &units[..] {
                [Unit::Word(word)] => self.words.entry(word.clone()).or_default().allowed = true,
                [Unit::Lemma(lemma)] => match self.lemmas.get(lemma.as_str()).cloned() {
                    Some(forms) => {
                        for form in forms {
                            self.words.entry(form.to_owned()).or_default().allowed = true;
                        }
                    }
                    None => out.add(
                        label,
                        row.line,
                        1,
                        format!("no lemma `{lemma}`"),
                        Some("list the forms as words"),
                    ),
                },
                _ => match self.steps(&units, &BTreeMap::new()) {
                    Ok(steps) => {
                        self.phrases.entry((steps, true, false)).or_default();
                    }
                    Err(message) => out.add(label, row.line, 1, message, None),
                },
            },
            Err((message, hint)) => out.add(label, row.line, 1, message, Some(hint)),
        }
    }

    /// A list row: its words trigger the entry.
    pub(crate) fn entry(&mut self, read: &Read, number: u32, out: &mut Diagnostics) {
        let (feature, _) = self.feature(format!("{}#{number}", read.row.entry));
        self.entries.push(feature);
        self.read(read, feature, &BTreeMap::new(), out);
    }

    /// Gives everything a row stands for a feature.
    fn read(
        &mut self,
        read: &Read,
        feature: u32,
        groups: &BTreeMap<&str, Vec<&Read>>,
        out: &mut Diagnostics,
    ) {
        let Row { kind, plain, typos, .. } = read.row;
        let given = Given { feature, how: How::Exact, case: case_rule(read.row.case), plain, typos };
        let forms = &read.lexeme.forms;
        if kind.has(Kind::WORD) {
            for form in forms {
                self.give(form, given);
            }
            for phrase in &read.lexeme.phrases {
                match self.steps(phrase, groups) {
                    Ok(steps) => {
                        self.phrases.entry((steps, false, false)).or_default().insert(feature);
                    }
                    Err(message) => out.add(&read.label, read.row.line, 1, message, None),
                }
            }
            if let Some((first, second)) = &read.lexeme.split {
                self.split(first, second, feature);
            }
        }
        if kind.has(Kind::FIRST)
            && let Some(entry) = forms.first()
        {
            self.part(entry, Place::First, Some(feature), read.row.linking_s);
        }
        if kind.has(Kind::LAST) {
            self.tail(forms.iter().map(String::as_str), feature, plain);
        }
        if kind.has(Kind::STEM)
            && let Some(entry) = forms.first()
        {
            self.part(entry, Place::Anywhere, Some(feature), false);
        }
        if kind.has(Kind::REGEX) {
            self.regexes.push(RegexRow {
                pattern: read.row.entry.clone(),
                literal: ordvakt_text::fold_str(read.row.literal.as_deref().unwrap_or("")),
                emits: vec![feature],
                place: read.label.clone(),
                line: read.row.line,
            });
        }
    }

    fn split(&mut self, first: &str, second: &[String], feature: u32) {
        let (one, _) = self.word(first);
        let (two, fresh) = self.feature(format!("+{}", second.first().map_or("", String::as_str)));
        if fresh {
            for form in second {
                self.give(
                    form,
                    Given { feature: two, how: How::Exact, case: CaseRule::Any, plain: false, typos: false },
                );
            }
        }
        let steps = vec![Step::Feature(one), Step::Feature(two)];
        self.phrases.entry((steps, false, true)).or_default().insert(feature);
    }

    fn part(&mut self, text: &str, place: Place, feature: Option<u32>, linking_s: bool) {
        let slot = self.parts.entry((text.to_owned(), place as u8)).or_default();
        slot.0.extend(feature);
        slot.1 |= linking_s;
    }

    fn tail<'f>(&mut self, forms: impl Iterator<Item = &'f str> + Clone, feature: u32, plain: bool) {
        for form in forms.clone() {
            self.give(form, Given { feature, how: How::Tail, case: CaseRule::Any, plain, typos: false });
        }
        let prefix = common_prefix(forms.clone()).to_owned();
        if prefix.chars().count() >= 3 {
            self.part(&prefix, Place::Last, None, false);
        } else {
            for form in forms {
                self.part(form, Place::Last, None, false);
            }
        }
    }

    fn word(&mut self, word: &str) -> (u32, bool) {
        let (feature, fresh) = self.feature(word.to_owned());
        if fresh {
            self.give(
                word,
                Given { feature, how: How::Exact, case: CaseRule::Any, plain: false, typos: false },
            );
        }
        (feature, fresh)
    }

    fn lemma(&mut self, lemma: &str) -> Result<u32, String> {
        let forms = self.lemmas.get(lemma).cloned().ok_or_else(|| format!("no lemma `~{lemma}`"))?;
        let (feature, fresh) = self.feature(format!("~{lemma}"));
        if fresh {
            for form in forms {
                self.give(
                    form,
                    Given { feature, how: How::Exact, case: CaseRule::Any, plain: false, typos: false },
                );
            }
        }
        Ok(feature)
    }

    fn part_item(&mut self, part: &str) -> Result<u32, String> {
        let (feature, fresh) = self.feature(format!("*{part}"));
        if fresh {
            let forms: Vec<&str> = match self.lemmas.get(part) {
                Some(forms) => forms.iter().copied().collect(),
                None if part.chars().count() >= 4 => vec![part],
                None => return Err(format!("`*{part}` is no lemma and shorter than four letters")),
            };
            let part = part.to_owned();
            for form in &forms {
                self.give(
                    form,
                    Given { feature, how: How::Exact, case: CaseRule::Any, plain: false, typos: false },
                );
            }
            self.part(&part, Place::Begins, Some(feature), false);
            self.tail(forms.iter().copied(), feature, false);
        }
        Ok(feature)
    }

    /// The feature of a group; on first use every word of the group is given it.
    pub(crate) fn group(&mut self, name: &str, groups: &BTreeMap<&str, Vec<&Read>>) -> u32 {
        let (feature, fresh) = self.feature(format!("@{name}"));
        if fresh {
            // Rows were checked when they were read; what is wrong in them has been told.
            let mut told = Diagnostics::new();
            for read in groups.get(name).into_iter().flatten() {
                self.read(read, feature, groups, &mut told);
            }
        }
        feature
    }

    fn steps(&mut self, units: &[Unit], groups: &BTreeMap<&str, Vec<&Read>>) -> Result<Vec<Step>, String> {
        units
            .iter()
            .map(|unit| {
                Ok(match unit {
                    Unit::Word(word) => Step::Feature(self.word(word).0),
                    Unit::Lemma(lemma) => Step::Feature(self.lemma(lemma)?),
                    Unit::Part(part) => Step::Feature(self.part_item(part)?),
                    Unit::Group(name) => Step::Feature(self.group(name, groups)),
                    Unit::Kind(kind) => Step::Kind(*kind),
                    Unit::Gap(length) => Step::Gap(*length),
                    Unit::Start => Step::Start,
                    Unit::End => Step::End,
                })
            })
            .collect()
    }

    /// The feature of a sequence of words in a pattern.
    fn phrase(&mut self, units: &[Unit], steps: Vec<Step>) -> u32 {
        let (feature, _) = self.feature(format!("{units:?}"));
        self.phrases.entry((steps, false, false)).or_default().insert(feature);
        feature
    }

    /// Compiles an item of a pattern; the error names a lemma or part that nothing defines.
    pub(crate) fn item(
        &mut self,
        source: &ItemSource,
        groups: &BTreeMap<&str, Vec<&Read>>,
    ) -> Result<Item, String> {
        let mut item = Item::default();
        for units in source {
            let steps = self.steps(units, groups)?;
            match steps[..] {
                [Step::Feature(feature)] => item.features.push(feature),
                [Step::Kind(kind)] => item.kinds.push(kind),
                _ if steps.iter().any(|step| matches!(step, Step::Kind(_))) => item.sequences.push(steps),
                // A sequence of words is a phrase like those of lists: the pattern then starts only where it stands.
                _ => item.features.push(self.phrase(units, steps)),
            }
        }
        item.features.sort_unstable();
        item.features.dedup();
        Ok(item)
    }

    /// Makes the variants, chooses the triggers and lays the table out.
    pub(crate) fn finish(mut self, meta: &mut Meta, frequencies: &BTreeMap<String, u32>) -> WordTable {
        variants::add_stripped(&mut self.words);
        variants::add_typos(&mut self.words);
        variants::add_squeezed(&mut self.words);
        let weights = rarity::weights(&self.words, &self.phrases, self.names.len(), frequencies);
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
        let small = |(text, word): &(&String, &Building)| {
            SMALL_WORD.contains(&text.len()) && word.bits & COMMON.0 != 0
        };
        meta.small_words =
            self.words.iter().filter(small).map(|(text, _)| small_word(text.as_bytes())).collect();
        meta.small_words.sort_unstable();
        let phrase_starts = self.lay_out_phrases(meta, &weights);
        let mut rule_starts: Vec<Vec<RuleStart>> = vec![Vec::new(); self.names.len()];
        for (number, feature) in self.entries.iter().enumerate() {
            rule_starts[*feature as usize].push(RuleStart::Entry(number as u32));
        }
        let Meta { patterns, kind_triggers, .. } = meta;
        for (number, pattern) in patterns.iter_mut().enumerate() {
            if !pattern.order {
                pattern.all.sort_by_key(|item| item_weight(item, &weights));
            }
            let rarest_item = pattern.all.iter().min_by_key(|item| item_weight(item, &weights));
            let starts = rarest_item.map_or(&pattern.any[..], std::slice::from_ref);
            for item in starts {
                trigger_item(item, number as u32, &weights, &mut rule_starts, kind_triggers);
            }
        }
        for list in &mut rule_starts {
            list.sort_unstable();
            list.dedup();
        }
        kind_triggers.sort_unstable();
        kind_triggers.dedup();
        let named = self.names.iter().zip(0..).filter(|(name, _)| name.starts_with("@topic-"));
        meta.topics = named.map(|(name, feature)| (name.clone(), feature)).collect();
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
        starts
    }
}
