//! What recognisers see of a comment, and how they look around in it.

use ordvakt_rules::{NumberTables, WordBits};
use ordvakt_text::{Class, Gap, Token};

use super::{Date, Kind, Recognised};

/// Words by which writers speak of themselves; a subset of the group `self` that also ties a thing to them.
const OWN: &[&str] =
    &["min", "mitt", "mina", "mig", "mej", "jag", "my", "me", "i", "i'm", "oss", "vår", "vårt", "vi"];

/// A folded and tokenised comment with what is known of its words.
#[derive(Clone, Copy)]
pub(crate) struct View<'s> {
    pub(crate) text: &'s str,
    pub(crate) tokens: &'s [Token],
    /// By token.
    pub(crate) bits: &'s [WordBits],
    /// Which telephone and account numbers there are, and whose mailboxes.
    pub(crate) numbers: &'s NumberTables,
    /// The day on which ages and centuries are reckoned.
    pub(crate) today: Date,
}

impl<'s> View<'s> {
    pub(super) fn class(&self, index: u32) -> Class {
        self.tokens.get(index as usize).map_or(Class::NONE, |token| token.class)
    }

    pub(super) fn gap(&self, index: u32) -> Gap {
        self.tokens.get(index as usize).map_or(Gap::NEWLINE, |token| token.gap)
    }

    pub(super) fn bits(&self, index: u32) -> WordBits {
        self.bits.get(index as usize).copied().unwrap_or(WordBits::NONE)
    }

    pub(super) fn word(&self, index: u32) -> &'s str {
        self.tokens.get(index as usize).map_or("", |token| self.slice(token.start, token.end))
    }

    pub(super) fn slice(&self, start: u32, end: u32) -> &'s str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    pub(super) fn start(&self, index: u32) -> u32 {
        self.tokens.get(index as usize).map_or(self.text.len() as u32, |token| token.start)
    }

    pub(super) fn end(&self, index: u32) -> u32 {
        self.tokens.get(index as usize).map_or(self.text.len() as u32, |token| token.end)
    }

    pub(super) fn len(&self) -> u32 {
        self.tokens.len() as u32
    }

    pub(super) fn sentence(&self, index: u32) -> u32 {
        self.tokens.get(index as usize).map_or(u32::MAX, |token| token.sentence)
    }

    pub(super) fn same_sentence(&self, one: u32, other: u32) -> bool {
        self.sentence(one) == self.sentence(other)
    }

    pub(super) fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    pub(super) fn byte_before(&self, at: u32) -> u8 {
        (at as usize).checked_sub(1).map_or(0, |before| self.byte(before))
    }

    /// Tokens before one, nearest first, that begin at most `reach` bytes before it.
    pub(super) fn before(&self, index: u32, reach: u32) -> impl Iterator<Item = u32> + use<'_, 's> {
        let limit = self.start(index).saturating_sub(reach);
        (0..index).rev().take_while(move |&other| self.start(other) >= limit)
    }

    /// Tokens from one on that end at most `reach` bytes after `end`.
    pub(super) fn after(&self, index: u32, end: u32, reach: u32) -> impl Iterator<Item = u32> + use<'_, 's> {
        (index..self.len()).take_while(move |&other| self.end(other) <= end.saturating_add(reach))
    }

    pub(super) fn known_before(&self, index: u32, reach: u32, bits: WordBits) -> bool {
        self.before(index, reach).any(|other| self.bits(other).has(bits))
    }

    /// Whether a word of `bits` stands in the same sentence.
    pub(super) fn known_in_sentence(&self, index: u32, bits: WordBits) -> bool {
        let sentence = self.sentence(index);
        let back = (0..index).rev().take_while(|&other| self.sentence(other) == sentence);
        let ahead = (index..self.len()).take_while(|&other| self.sentence(other) == sentence);
        back.chain(ahead).any(|other| self.bits(other).has(bits))
    }

    /// Whether the nearest word before that ties a thing to somebody ties it to the writer.
    pub(super) fn own(&self, index: u32) -> bool {
        let ties = WordBits::SELF.or(WordBits::THIRD_PERSON).or(WordBits::RELATION).or(WordBits::KEY_PRIVATE);
        let sentence = self.sentence(index);
        self.before(index, 60)
            .take_while(|&other| self.sentence(other) == sentence)
            .find(|&other| self.bits(other).has(ties) && !is_place(self.word(other)))
            .is_some_and(|other| OWN.contains(&self.word(other)))
    }

    /// Something recognised from one token up to another.
    pub(super) fn found(&self, kind: Kind, first: u32, last: u32, confidence: f32) -> Recognised {
        let (start, end) = (self.start(first), self.end(last.saturating_sub(1)));
        Recognised {
            kind,
            first,
            last,
            start,
            end,
            confidence,
            personal: true,
            note: false,
            own: self.own(first),
        }
    }

    /// The token that ends at a byte, or the one that contains it.
    pub(super) fn token_after(&self, from: u32, end: u32) -> u32 {
        let mut last = from;
        while last < self.len() && self.start(last) < end {
            last += 1;
        }
        last
    }
}

/// Words of the private group that name a kind of thing rather than whose it is.
fn is_place(word: &str) -> bool {
    matches!(
        word,
        "mobil"
            | "mobilen"
            | "mob"
            | "privat"
            | "privata"
            | "hem"
            | "hemma"
            | "mobile"
            | "cell"
            | "home"
            | "bor"
            | "bott"
    ) || word.starts_with("mobil")
        || word.starts_with("hem")
}

/// Whether a gap is a plain space or nothing but a line break between two parts of one thing.
pub(super) fn is_space(gap: Gap) -> bool {
    gap == Gap::SPACE
}
