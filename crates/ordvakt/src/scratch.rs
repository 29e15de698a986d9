//! Buffers reused from comment to comment.

use ordvakt_rules::Word;
use ordvakt_text::{Folded, Mend, Readings, Tokens};
use regex_automata::meta::Cache;

use crate::candidate::Candidate;
use crate::finds::Finds;
use crate::lexicon::Lexicon;
use crate::links::Link;
use crate::matcher::Windows;
use crate::phrases::Hit;
use crate::recognise::{Buffers, Recognised};
use crate::topic::Post;
use crate::view::View;

/// Buffers for screening; one per thread, kept between calls.
#[derive(Default)]
pub struct Scratch {
    pub(crate) folded: Folded,
    pub(crate) tokens: Tokens,
    pub(crate) readings: Readings,
    /// By token: its word, if the table has it.
    pub(crate) words: Vec<Option<Word>>,
    /// What stands where.
    pub(crate) finds: Finds,
    /// What makes broken and glued words whole.
    pub(crate) mends: Vec<Mend>,
    /// By token: whether an allow phrase silences it.
    pub(crate) masked: Vec<bool>,
    pub(crate) hits: Vec<Hit>,
    pub(crate) candidates: Vec<Candidate>,
    /// Patterns already tried at the token of the current event.
    pub(crate) tried: Vec<u32>,
    pub(crate) windows: Windows,
    /// Rules that held in the last comment, before the policy looked at them.
    pub(crate) fired: Vec<u32>,
    /// By token: whether a link or something recognised starts there; empty where nothing does.
    pub(crate) begun: Vec<bool>,
    pub(crate) links: Vec<Link>,
    pub(crate) recognised: Vec<Recognised>,
    pub(crate) recognise: Buffers,
    /// The post of the last comment that had one.
    pub(crate) post: Post,
    /// Buffers for the post.
    pub(crate) inner: Option<Box<Scratch>>,
    pub(crate) word: String,
    /// A word with letters in place of its stars.
    pub(crate) starred: Vec<u8>,
    pub(crate) key: String,
    pub(crate) caches: Vec<Cache>,
    /// By regular expression: whether it was tried on the last comment.
    pub(crate) regexes_tried: Vec<bool>,
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
            lookup: lexicon.words.lookup(),
            text: self.folded.text(),
            tokens: self.tokens.tokens(),
            sentences: self.tokens.sentences(),
            tail: self.tokens.tail(),
            gaps: self.tokens.gaps(),
            finds: &self.finds,
            bits: &self.finds.bits,
            masked: &self.masked,
            begun: &self.begun,
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
