//! Buffers reused from comment to comment.

use ordvakt_rules::{Word, WordBits};
use ordvakt_text::{Folded, Readings, Tokens};
use regex_automata::meta::Cache;

use crate::candidate::{Candidate, Event, Manner, Occurrences};
use crate::lexicon::Lexicon;
use crate::links::Link;
use crate::recognise::{Buffers, Recognised};
use crate::topic::Post;
use crate::view::View;

/// Buffers for screening; one per thread, kept between calls.
#[derive(Default)]
pub struct Scratch {
    pub(crate) folded: Folded,
    pub(crate) tokens: Tokens,
    pub(crate) readings: Readings,
    /// By token: what the table knows of it.
    pub(crate) words: Vec<Option<Word>>,
    /// What the words of the table are, token by token, as far as their capitals suit.
    pub(crate) facts: Vec<(u32, Manner)>,
    /// By token: where its facts end.
    pub(crate) facts_end: Vec<u32>,
    /// By token: its reserved groups, those of readings included.
    pub(crate) bits: Vec<WordBits>,
    /// By token: whether an allow phrase silences it.
    pub(crate) masked: Vec<bool>,
    pub(crate) occurrences: Occurrences,
    pub(crate) events: Vec<Event>,
    pub(crate) candidates: Vec<Candidate>,
    /// Patterns already tried at the token of the current event.
    pub(crate) tried: Vec<u32>,
    /// Rules that held in the last comment, before the policy looked at them.
    pub(crate) fired: Vec<u32>,
    pub(crate) present: Present,
    pub(crate) links: Vec<Link>,
    pub(crate) recognised: Vec<Recognised>,
    pub(crate) recognise: Buffers,
    /// The post of the last comment that had one.
    pub(crate) post: Post,
    /// Buffers for the post.
    pub(crate) inner: Option<Box<Scratch>>,
    pub(crate) word: String,
    pub(crate) key: String,
    pub(crate) caches: Vec<Cache>,
}

impl Scratch {
    /// Empty buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// The comment as it was scanned last.
    pub(crate) fn view<'s>(&'s self, lexicon: &'s Lexicon) -> View<'s> {
        View {
            lexicon,
            text: self.folded.text(),
            tokens: self.tokens.tokens(),
            sentences: self.tokens.sentences(),
            tail: self.tokens.tail(),
            facts: &self.facts,
            facts_end: &self.facts_end,
            bits: &self.bits,
            masked: &self.masked,
            occurrences: &self.occurrences,
            links: &self.links,
            recognised: &self.recognised,
        }
    }
}

impl std::fmt::Debug for Scratch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The buffers hold the last comment, which must never reach a log.
        f.debug_struct("Scratch").finish_non_exhaustive()
    }
}

/// The features present in a comment, as bits.
#[derive(Default)]
pub(crate) struct Present {
    bits: Vec<u64>,
    set: Vec<u32>,
}

impl Present {
    pub(crate) fn clear(&mut self, features: usize) {
        for feature in self.set.drain(..) {
            if let Some(word) = self.bits.get_mut(feature as usize / 64) {
                *word = 0;
            }
        }
        self.bits.resize(features.div_ceil(64), 0);
    }

    pub(crate) fn insert(&mut self, feature: u32) {
        if let Some(word) = self.bits.get_mut(feature as usize / 64) {
            *word |= 1 << (feature % 64);
            self.set.push(feature);
        }
    }

    pub(crate) fn contains(&self, feature: u32) -> bool {
        self.bits.get(feature as usize / 64).is_some_and(|word| word & 1 << (feature % 64) != 0)
    }
}
