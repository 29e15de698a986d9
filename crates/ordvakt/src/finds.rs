//! What stands where in a comment, gathered while it is scanned.

use ordvakt_rules::{Fact, How, Lookup, Marks, Step, Summary, Word, WordBits};

use crate::candidate::{Event, Manner, Occurrence, Occurrences};
use crate::lexicon::Lexicon;
use crate::openings::Begins;

/// Words, features and what starts from them.
#[derive(Default)]
pub(crate) struct Finds {
    /// By token: its reserved groups, those of readings included.
    pub(crate) bits: Vec<WordBits>,
    /// The reserved groups of all tokens together.
    pub(crate) any_bits: WordBits,
    seen: Vec<Seen>,
    /// By token: the marks of every feature that starts there.
    marks: Vec<Marks>,
    /// Facts of words of which not all hold where they stand.
    chosen: Vec<[u8; 4]>,
    /// What else stands in the comment: compounds, readings, phrases.
    pub(crate) occurrences: Occurrences,
    /// The features of the comment.
    pub(crate) present: Present,
    /// Facts of words from which something starts, in the order of the text.
    openers: Vec<Opener>,
    /// Where phrases may start besides the words of the table.
    pub(crate) phrase_events: Vec<Event>,
    /// Where phrases may start that wait for others.
    pub(crate) late_events: Vec<Event>,
    /// Where list rows and patterns may start.
    pub(crate) rule_events: Vec<Event>,
    /// Tokens unknown to the table that may be several words without the spaces between them.
    pub(crate) glued: Vec<u32>,
    /// Short tokens unknown to the table, which may be pieces of one word with spaces inside.
    pub(crate) pieces: Vec<u32>,
}

/// A token, looked up.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// Its first fact: in the table, or among those chosen.
    first: u32,
    count: u16,
    chosen: bool,
}

/// A fact from which something starts, and its token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Opener {
    pub(crate) fact: Fact,
    pub(crate) token: u32,
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
        self.marks.clear();
        self.marks.resize(tokens, Marks::default());
        self.openers.clear();
        self.chosen.clear();
        self.occurrences.clear(tokens);
        self.present.clear(features);
        self.phrase_events.clear();
        self.late_events.clear();
        self.rule_events.clear();
        self.glued.clear();
        self.pieces.clear();
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
        let mut summary = lookup.summary(first);
        let chosen = !word.holds_everywhere();
        if chosen {
            first = self.chosen.len() as u32;
            self.chosen.extend(facts.iter().filter(|bytes| suits(Fact::from_bytes(**bytes))));
            facts = self.chosen.get(first as usize..).unwrap_or(&[]);
            count = facts.len() as u16;
            summary = Summary::of(facts);
        }
        let opener = |bytes: &[u8; 4]| Opener { fact: Fact::from_bytes(*bytes), token };
        self.openers.extend(facts.iter().take(summary.starting as usize).map(opener));
        for bytes in facts {
            self.present.insert(Fact::from_bytes(*bytes).feature());
        }
        if let Some(place) = self.marks.get_mut(token as usize) {
            *place = summary.marks;
        }
        self.seen.push(Seen { first, count, chosen });
    }

    /// Adds a feature that no single listed word has.
    pub(crate) fn add(&mut self, lexicon: &Lexicon, feature: u32, Site { first, last, how }: Site) {
        if !self.occurrences.add(Occurrence { feature, first, last, how }) {
            return;
        }
        self.present.insert(feature);
        if let Some(marks) = self.marks.get_mut(first as usize) {
            *marks = marks.or(Marks::of(feature));
        }
        let event = Event { feature, first, last, how };
        let begins = lexicon.openings.begins(feature);
        if begins.has(Begins::PHRASES) {
            self.phrase_events.push(event);
        }
        if begins.has(Begins::LATE) {
            self.late_events.push(event);
        }
        if begins.has(Begins::RULES) {
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
    pub(crate) fn marks(&self, token: u32) -> Marks {
        self.marks.get(token as usize).copied().unwrap_or_default()
    }

    /// Whether a feature may start at a token.
    #[inline]
    pub(crate) fn may_start(&self, feature: u32, token: u32) -> bool {
        self.marks(token).may_hold(Marks::of(feature))
    }

    /// The marks of a range of tokens, as far as the comment goes.
    #[inline]
    pub(crate) fn marks_of(&self, tokens: std::ops::Range<u32>) -> &[Marks] {
        let last = (tokens.end as usize).min(self.marks.len());
        self.marks.get(tokens.start as usize..last).unwrap_or(&[])
    }

    /// What starts from words of the table.
    pub(crate) fn openers(&self) -> &[Opener] {
        &self.openers
    }

    /// How surely one token alone has a feature, if it has.
    #[inline]
    pub(crate) fn how_at(&self, lookup: Lookup<'_>, feature: u32, token: u32) -> Option<Manner> {
        if !self.may_start(feature, token) {
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
    /// Which of at most 64 equal parts of them hold any, so that nothing else need be cleared: there are many features, and a
    /// comment has few, most of them among the lowest.
    touched: u64,
    /// Two to this many features are such a part.
    part: u32,
}

impl Present {
    fn clear(&mut self, features: usize) {
        let words = features.div_ceil(64);
        if self.bits.len() != words {
            self.bits.clear();
            self.bits.resize(words, 0);
            self.touched = 0;
            self.part = u64::BITS.trailing_zeros() + words.div_ceil(64).next_power_of_two().trailing_zeros();
        }
        let length = 1usize << self.part >> u64::BITS.trailing_zeros();
        while self.touched != 0 {
            let first = self.touched.trailing_zeros() as usize * length;
            let last = (first + length).min(words);
            self.bits.get_mut(first..last).unwrap_or(&mut []).fill(0);
            self.touched &= self.touched - 1;
        }
    }

    #[inline]
    fn insert(&mut self, feature: u32) {
        if let Some(word) = self.bits.get_mut(feature as usize / 64) {
            *word |= 1 << (feature % 64);
            self.touched |= 1 << (feature >> self.part);
        }
    }

    #[inline]
    pub(crate) fn contains(&self, feature: u32) -> bool {
        self.bits.get(feature as usize / 64).is_some_and(|word| word & 1 << (feature % 64) != 0)
    }
}
