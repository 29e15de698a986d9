//! What stands where in a comment, gathered while it is scanned.

use ordvakt_rules::{Fact, How, Lookup, Step, Word, WordBits};

use crate::candidate::{Event, Manner, Occurrence, Occurrences};
use crate::lexicon::Lexicon;

/// Words, features and what starts from them.
#[derive(Default)]
pub(crate) struct Finds {
    /// By token: its reserved groups, those of readings included.
    pub(crate) bits: Vec<WordBits>,
    /// The reserved groups of all tokens together.
    pub(crate) any_bits: WordBits,
    seen: Vec<Seen>,
    /// Facts of words of which not all hold where they stand.
    chosen: Vec<[u8; 4]>,
    /// What else stands in the comment: compounds, readings, phrases.
    pub(crate) occurrences: Occurrences,
    /// The features of the comment.
    pub(crate) present: Present,
    /// Where phrases may start besides the words of the table.
    pub(crate) phrase_events: Vec<Event>,
    /// Where phrases may start that wait for others.
    pub(crate) late_events: Vec<Event>,
    /// Where list rows and patterns may start.
    pub(crate) rule_events: Vec<Event>,
    /// Tokens unknown to the table that may be several words without the spaces between them.
    pub(crate) glued: Vec<u32>,
}

/// A token, looked up.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// [`mark`]s of every feature that starts here.
    marks: u64,
    /// Its first fact: in the table, or among those chosen.
    first: u32,
    count: u16,
    chosen: bool,
}

/// A bit that a feature shares with few others: where it is not set, the feature is not there.
#[inline]
pub(crate) const fn mark(feature: u32) -> u64 {
    1 << (feature.wrapping_mul(0x9e37_79b9) >> 26)
}

/// How surely a word is what a fact says.
#[inline]
pub(crate) fn manner_of(fact: Fact) -> Manner {
    match fact.how() {
        How::Exact => Manner::Plain,
        _ => Manner::Derived,
    }
}

/// Tokens, and how surely they stand for something.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) how: Manner,
}

impl Finds {
    /// Nothing, for a comment of so many tokens and a lexicon of so many features.
    pub(crate) fn clear(&mut self, tokens: usize, features: usize) {
        self.bits.clear();
        self.any_bits = WordBits::NONE;
        self.seen.clear();
        self.chosen.clear();
        self.occurrences.clear(tokens);
        self.present.clear(features);
        self.phrase_events.clear();
        self.late_events.clear();
        self.rule_events.clear();
        self.glued.clear();
    }

    /// Adds the next token: what its word is, as far as `suits` lets it.
    #[inline]
    pub(crate) fn push_token(
        &mut self,
        word: Option<Word>,
        lookup: Lookup<'_>,
        suits: impl Fn(Fact) -> bool,
    ) {
        let token = self.seen.len() as u32;
        let Some(word) = word else {
            self.bits.push(WordBits::NONE);
            return self.seen.push(Seen::default());
        };
        self.bits.push(word.bits);
        self.any_bits = self.any_bits.or(word.bits);
        let (mut first, mut count) = word.fact_range();
        let mut facts = lookup.facts((first, count));
        let chosen = !word.holds_everywhere();
        if chosen {
            first = self.chosen.len() as u32;
            self.chosen.extend(facts.iter().filter(|bytes| suits(Fact::from_bytes(**bytes))));
            facts = self.chosen.get(first as usize..).unwrap_or(&[]);
            count = facts.len() as u16;
        }
        let mut marks = 0;
        for bytes in facts {
            let fact = Fact::from_bytes(*bytes);
            let feature = fact.feature();
            self.present.insert(feature);
            marks |= mark(feature);
            if fact.starts_rule() {
                self.rule_events.push(Event { feature, first: token, last: token + 1, how: manner_of(fact) });
            }
        }
        self.seen.push(Seen { marks, first, count, chosen });
    }

    /// Adds a feature that no single listed word has.
    pub(crate) fn add(&mut self, lexicon: &Lexicon, feature: u32, Site { first, last, how }: Site) {
        if !self.occurrences.add(Occurrence { feature, first, last, how }) {
            return;
        }
        self.present.insert(feature);
        if let Some(seen) = self.seen.get_mut(first as usize) {
            seen.marks |= mark(feature);
        }
        let event = Event { feature, first, last, how };
        if !lexicon.phrase_starts(feature).is_empty() {
            self.phrase_events.push(event);
        }
        if !lexicon.late_starts(feature).is_empty() {
            self.late_events.push(event);
        }
        if !lexicon.rule_starts(feature).is_empty() {
            self.rule_events.push(event);
        }
    }

    /// Adds to what a token is known to be.
    pub(crate) fn add_bits(&mut self, token: u32, bits: WordBits) {
        if let Some(known) = self.bits.get_mut(token as usize) {
            *known = known.or(bits);
            self.any_bits = self.any_bits.or(bits);
        }
    }

    /// What a token's word is; facts as they lie in the table.
    #[inline]
    pub(crate) fn facts<'a>(&'a self, lookup: Lookup<'a>, token: u32) -> &'a [[u8; 4]] {
        let Some(seen) = self.seen.get(token as usize) else { return &[] };
        if seen.chosen {
            let first = seen.first as usize;
            return self.chosen.get(first..first + usize::from(seen.count)).unwrap_or(&[]);
        }
        lookup.facts((seen.first, seen.count))
    }

    /// Whether every feature of a sequence stands somewhere in the comment.
    #[inline]
    pub(crate) fn may_hold(&self, steps: &[Step]) -> bool {
        steps.iter().all(|step| !matches!(step, Step::Feature(feature) if !self.present.contains(*feature)))
    }

    /// The marks of the features that start at a token; none outside the comment.
    #[inline]
    pub(crate) fn marks(&self, token: u32) -> u64 {
        self.seen.get(token as usize).map_or(0, |seen| seen.marks)
    }

    /// How surely one token alone has a feature, if it has.
    #[inline]
    pub(crate) fn how_at(&self, lookup: Lookup<'_>, feature: u32, token: u32) -> Option<Manner> {
        if self.marks(token) & mark(feature) == 0 {
            return None;
        }
        let mut others = self.occurrences.at(token);
        if let Some(one) = others.find(|one| one.feature == feature && one.last == token + 1) {
            return Some(one.how);
        }
        let mut facts = self.facts(lookup, token).iter().map(|bytes| Fact::from_bytes(*bytes));
        facts.find(|fact| fact.feature() == feature).map(manner_of)
    }
}

/// The features present in a comment, as bits.
#[derive(Default)]
pub(crate) struct Present {
    bits: Vec<u64>,
}

impl Present {
    fn clear(&mut self, features: usize) {
        self.bits.clear();
        self.bits.resize(features.div_ceil(64), 0);
    }

    #[inline]
    fn insert(&mut self, feature: u32) {
        if let Some(word) = self.bits.get_mut(feature as usize / 64) {
            *word |= 1 << (feature % 64);
        }
    }

    #[inline]
    pub(crate) fn contains(&self, feature: u32) -> bool {
        self.bits.get(feature as usize / 64).is_some_and(|word| word & 1 << (feature % 64) != 0)
    }
}
