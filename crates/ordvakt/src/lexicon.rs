//! The compiled lists, ready to match.

use aho_corasick::AhoCorasick;
use ordvakt_rules::{
    Bilingual, CategoryText, Image, Lang, Meta, Recognised, Rule, Subject, Trigger, WordTable,
};
use regex_automata::meta::Regex;
use rustc_hash::FxHashSet;

use crate::error::LoadError;
use crate::links::Hosts;
use crate::recognise;
use crate::topic::{self, Domain};

/// Size limit of one user regex, compiled.
const REGEX_SIZE_LIMIT: usize = 1 << 20;

/// Words, patterns and everything they need at run time; shared by all moderators made from it.
pub(crate) struct Lexicon {
    pub(crate) words: WordTable,
    pub(crate) meta: Meta,
    /// Parts of compounds, searched in words that nobody listed.
    pub(crate) parts: Option<AhoCorasick>,
    /// Small ordinary words, which lose the space beside them.
    pub(crate) small_words: FxHashSet<Box<str>>,
    /// Literals of the regex rows, in their order.
    pub(crate) literals: Option<AhoCorasick>,
    pub(crate) regexes: Vec<Regex>,
    /// What starts from each feature, one after the other.
    trigger_list: Vec<Trigger>,
    /// By feature: where its triggers begin, where those that wait begin, where they end.
    trigger_ranges: Vec<[u32; 3]>,
    /// By recognised kind: the patterns that start from it.
    pub(crate) kind_patterns: Vec<Vec<u32>>,
    /// Hosts that links are judged by.
    pub(crate) hosts: Hosts,
    /// Subject domains, for comments that stray from the post.
    pub(crate) domains: Vec<Domain>,
    /// Index of the rule for comments on another subject.
    pub(crate) topic_rule: u32,
    /// Index of the first rule of the recognisers in `meta.rules`; they follow in the order of [`recognise::RULES`].
    pub(crate) first_recogniser_rule: u32,
}

impl Lexicon {
    pub(crate) fn new(image: Image) -> Result<Self, LoadError> {
        let Image { words, mut meta } = image;
        let mut wrong = ordvakt_rules::Diagnostics::new();
        let parts = automaton(meta.parts.iter().map(|part| part.text.as_str()));
        let literals = automaton(meta.regexes.iter().map(|row| row.literal.as_str()));
        let mut regexes = Vec::new();
        for row in &meta.regexes {
            let config = Regex::config()
                .nfa_size_limit(Some(REGEX_SIZE_LIMIT))
                .onepass_size_limit(Some(REGEX_SIZE_LIMIT));
            match Regex::builder().configure(config).build(&row.pattern) {
                Ok(regex) => regexes.push(regex),
                Err(error) => {
                    let message = format!("regex `{}` cannot be used: {error}", row.pattern);
                    wrong.add(&row.place, row.line, 1, message, Some("a smaller or simpler expression"));
                }
            }
        }
        wrong.into_result(())?;
        let small_words =
            std::mem::take(&mut meta.small_words).into_iter().map(String::into_boxed_str).collect();
        let mut trigger_list = Vec::new();
        let mut trigger_ranges = Vec::with_capacity(meta.triggers.len());
        for triggers in std::mem::take(&mut meta.triggers) {
            let start = trigger_list.len() as u32;
            let (late, early): (Vec<Trigger>, Vec<Trigger>) =
                triggers.into_iter().partition(|trigger| matches!(trigger, Trigger::Late(..)));
            trigger_list.extend(early);
            let middle = trigger_list.len() as u32;
            trigger_list.extend(late);
            trigger_ranges.push([start, middle, trigger_list.len() as u32]);
        }
        let mut kind_patterns = vec![Vec::new(); Recognised::ALL.len()];
        for (kind, pattern) in &meta.kind_triggers {
            kind_patterns[*kind as usize].push(*pattern);
        }
        let first_recogniser_rule = meta.rules.len() as u32;
        meta.rules.extend(recognise::RULES.iter().map(recogniser_rule));
        let topic_rule = meta.rules.len() as u32;
        meta.rules.push(recogniser_rule(&topic::RULE));
        meta.rules.extend(crate::language::RULES.iter().map(recogniser_rule));
        let domains = topic::domains(&meta.names);
        let hosts = Hosts::new(&meta.tables);
        Ok(Self {
            words,
            meta,
            parts,
            small_words,
            literals,
            regexes,
            trigger_list,
            trigger_ranges,
            kind_patterns,
            hosts,
            domains,
            topic_rule,
            first_recogniser_rule,
        })
    }

    pub(crate) fn rule(&self, index: u32) -> Option<&Rule> {
        self.meta.rules.get(index as usize)
    }

    /// List rows, patterns and phrases that start from a feature, phrases that wait for others left out.
    pub(crate) fn triggers(&self, feature: u32) -> &[Trigger] {
        self.trigger_lists(feature).0
    }

    /// Phrases that start from a feature and wait for others.
    pub(crate) fn late(&self, feature: u32) -> &[Trigger] {
        self.trigger_lists(feature).1
    }

    fn trigger_lists(&self, feature: u32) -> (&[Trigger], &[Trigger]) {
        let Some([start, middle, end]) = self.trigger_ranges.get(feature as usize) else { return (&[], &[]) };
        let slice = |from: u32, to: u32| self.trigger_list.get(from as usize..to as usize).unwrap_or(&[]);
        (slice(*start, *middle), slice(*middle, *end))
    }

    /// Nothing to match.
    pub(crate) fn empty() -> Self {
        Self {
            words: WordTable::default(),
            meta: Meta::default(),
            parts: None,
            small_words: FxHashSet::default(),
            trigger_list: Vec::new(),
            trigger_ranges: Vec::new(),
            literals: None,
            regexes: Vec::new(),
            kind_patterns: Vec::new(),
            hosts: Hosts::default(),
            domains: Vec::new(),
            topic_rule: 0,
            first_recogniser_rule: 0,
        }
    }

    /// The texts of a category or signal.
    pub(crate) fn text(&self, id: &str) -> Option<&CategoryText> {
        self.meta.categories.iter().find(|text| text.id == id)
    }

    /// Why a rule finds what it finds.
    pub(crate) fn reason(&self, rule: u32, lang: Lang) -> &str {
        let Some(rule) = self.rule(rule) else { return "" };
        if let Some(why) = &rule.why {
            return why.get(lang);
        }
        self.text(rule.subject.as_str()).map_or("", |text| text.reason.get(lang))
    }
}

fn automaton<'a>(texts: impl Iterator<Item = &'a str>) -> Option<AhoCorasick> {
    let texts: Vec<&str> = texts.collect();
    if texts.is_empty() {
        return None;
    }
    AhoCorasick::builder().kind(Some(aho_corasick::AhoCorasickKind::ContiguousNFA)).build(texts).ok()
}

fn recogniser_rule(rule: &recognise::RecogniserRule) -> Rule {
    Rule {
        id: rule.id.to_owned(),
        subject: Subject::Category(rule.category),
        severity: rule.severity,
        confidence: rule.confidence,
        statute: None,
        why: Some(Bilingual { sv: rule.why_sv.to_owned(), en: rule.why_en.to_owned() }),
        tags: Vec::new(),
    }
}
