//! Gives every word its facts, and every rule the rarest word it can start from.

use std::collections::{BTreeMap, BTreeSet};

use crate::bits::WordBits;
use crate::compile::{Read, TOPIC};
use crate::diagnostic::Diagnostics;
use crate::fact::{CaseRule, How};
use crate::image::{Item, Place, RegexRow, Step};
use crate::item::{ItemSource, Unit};
use crate::rarity::Phrases;
use crate::row::{AllowRow, Case, Kind, Row};
use crate::variants::{Given, Words};

/// Words, phrases and parts on their way into the table.
pub(crate) struct Emitter<'a> {
    lemmas: BTreeMap<&'a str, BTreeSet<&'a str>>,
    pub(crate) words: Words,
    features: BTreeMap<String, u32>,
    pub(crate) names: Vec<String>,
    pub(crate) phrases: Phrases,
    pub(crate) parts: BTreeMap<(String, u8), (BTreeSet<u32>, bool)>,
    pub(crate) regexes: Vec<RegexRow>,
    pub(crate) entries: Vec<u32>,
}

fn case_rule(case: Case) -> CaseRule {
    match case {
        Case::Any => CaseRule::Any,
        Case::Lower => CaseRule::Lower,
        Case::Upper => CaseRule::Upper,
        Case::Capital => CaseRule::Capital,
    }
}

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

    /// The groups of subject words and their features.
    pub(crate) fn topics(&self) -> impl Iterator<Item = (&str, u32)> {
        let is_topic = |name: &str| name.strip_prefix('@').is_some_and(|group| group.starts_with(TOPIC));
        self.names.iter().map(String::as_str).zip(0..).filter(move |(name, _)| is_topic(name))
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
}
