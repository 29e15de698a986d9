//! Capitals of the original, token by token.

use crate::chars::char_at;
use crate::eight::eight;
use crate::fold::{Edit, Folded};
use crate::token::{Class, Token};

/// Walks the original alongside the tokens, in order.
pub(crate) struct Capitals<'a> {
    original: &'a str,
    text: &'a str,
    padded: &'a [u8],
    edits: &'a [Edit],
    next: usize,
}

#[derive(Default)]
struct Count {
    upper: u32,
    lower: u32,
    first: Option<bool>,
}

impl Count {
    fn add(&mut self, upper: bool, lower: bool) {
        if upper || lower {
            self.first.get_or_insert(upper);
            self.upper += u32::from(upper);
            self.lower += u32::from(lower);
        }
    }

    fn class(&self) -> Class {
        let mut class = Class::NONE;
        if self.first == Some(true) {
            class |= Class::UPPER_FIRST;
        }
        if self.upper >= 2 && self.lower == 0 {
            class |= Class::UPPER_ALL;
        } else if self.lower > 0 && (self.upper > 1 || (self.upper == 1 && self.first != Some(true))) {
            class |= Class::CASE_MIXED;
        }
        class
    }
}

impl<'a> Capitals<'a> {
    pub(crate) fn new(original: &'a str, folded: &'a Folded) -> Self {
        Self { original, text: folded.text(), padded: folded.padded(), edits: folded.edits(), next: 0 }
    }

    /// How far on the original has what stands from a position of the folded text on, modulo 2³², and the position from
    /// which this is no longer known because something is edited. No position before one asked for earlier.
    #[inline]
    pub(crate) fn shift(&mut self, start: u32) -> (u32, u32) {
        if self.edits.is_empty() {
            return (0, u32::MAX);
        }
        while self.edits.get(self.next).is_some_and(|edit| edit.folded_end <= start) {
            self.next += 1;
        }
        let shift = match self.next.checked_sub(1).and_then(|before| self.edits.get(before)) {
            Some(edit) => edit.original_end.wrapping_sub(edit.folded_end),
            None => 0,
        };
        (shift, self.edits.get(self.next).map_or(u32::MAX, |edit| edit.folded))
    }

    /// The flags of a token that comes after all tokens asked for before.
    pub(crate) fn class(&mut self, token: &Token) -> Class {
        let (shift, until) = self.shift(token.start);
        if until < token.end {
            return self.rewritten(token);
        }
        let start = token.start.wrapping_add(shift) as usize;
        let end = token.end.wrapping_add(shift) as usize;
        let length = end - start;
        if self.is_same(token.start as usize, start, length) {
            return Class::NONE;
        }
        let first = self.original.as_bytes().get(start).is_some_and(u8::is_ascii_uppercase);
        if first && self.is_same(token.start as usize + 1, start + 1, length - 1) {
            return Class::UPPER_FIRST;
        }
        Self::copied(self.original.get(start..end).unwrap_or_default())
    }

    /// Whether so many bytes of folded text and original are the same.
    #[inline]
    fn is_same(&self, folded: usize, original: usize, length: usize) -> bool {
        let mut done = 0;
        while done < length {
            let (Some(a), Some(b)) =
                (eight(self.padded, folded + done), eight(self.original.as_bytes(), original + done))
            else {
                return self.text.as_bytes().get(folded + done..folded + length)
                    == self.original.as_bytes().get(original + done..original + length);
            };
            let beyond = 8_usize.saturating_sub(length - done) as u32 * 8;
            if (a ^ b) << beyond != 0 {
                return false;
            }
            done += 8;
        }
        true
    }

    #[cold]
    fn copied(original: &str) -> Class {
        let mut count = Count::default();
        for c in original.chars() {
            count.add(c.is_uppercase(), c.is_lowercase());
        }
        count.class()
    }

    /// The flags of a token that an edit touches; `self.next` is the first such edit.
    fn rewritten(&self, token: &Token) -> Class {
        let mut count = Count::default();
        let mut class = Class::NONE;
        let mut next = self.next;
        let token_text = self.text.get(token.start as usize..token.end as usize).unwrap_or_default();
        for (offset, c) in token_text.char_indices() {
            let at = token.start + offset as u32;
            while let Some(edit) = self.edits.get(next)
                && edit.folded_end <= at
            {
                // Typographic apostrophes are no disguise.
                if edit.folded_end > token.start && !self.is_apostrophe(edit) {
                    class |= Class::REWRITTEN;
                }
                next += 1;
            }
            match self.edits.get(next) {
                Some(edit) if edit.folded <= at => {
                    if !self.is_apostrophe(edit) {
                        class |= Class::REWRITTEN;
                    }
                    count.add(edit.upper, !edit.upper && c.is_lowercase());
                }
                _ => {
                    let shift = match next.checked_sub(1).and_then(|before| self.edits.get(before)) {
                        Some(edit) => edit.original_end.wrapping_sub(edit.folded_end),
                        None => 0,
                    };
                    let written = char_at(self.original, at.wrapping_add(shift) as usize);
                    count.add(
                        written.is_some_and(char::is_uppercase),
                        written.is_some_and(char::is_lowercase),
                    );
                }
            }
        }
        class | count.class()
    }

    fn is_apostrophe(&self, edit: &Edit) -> bool {
        edit.folded_end == edit.folded + 1 && self.text.as_bytes().get(edit.folded as usize) == Some(&b'\'')
    }
}
