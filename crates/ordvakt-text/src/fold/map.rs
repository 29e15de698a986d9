//! The way from the folded text back to the original, and there.

use super::{Edit, Folded};

impl Folded {
    /// Whether every position of the folded text is the same position of the original.
    pub fn is_identical_length(&self) -> bool {
        self.edits.is_empty()
    }

    /// The original bytes that a range of folded bytes stands for, on character borders of the original. A range that
    /// cuts a character, or a character's several folded letters, is widened to the whole; positions beyond the end
    /// mean the end.
    pub fn original_range(&self, start: u32, end: u32) -> (u32, u32) {
        let length = self.length as u32;
        let mut start = start.min(length);
        let mut end = end.min(length).max(start);
        while !self.text.is_char_boundary(start as usize) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end as usize) {
            end += 1;
        }
        let first = match self.edit_at(start) {
            None => start,
            Some(edit) if start < edit.folded_end => edit.original,
            Some(edit) => edit.original_end + (start - edit.folded_end),
        };
        if start == end {
            return (first, first);
        }
        let last = match self.edit_at(end - 1) {
            None => end,
            Some(edit) if end <= edit.folded_end => edit.original_end,
            Some(edit) => edit.original_end + (end - edit.folded_end),
        };
        (first, last)
    }

    /// Where an original byte position is found in the folded text: the first folded byte of its character, or where
    /// the character would stand if folding removed it. Never decreases as `original` grows.
    pub fn folded_position(&self, original: u32) -> u32 {
        let original = original.min(self.original_length);
        let after = self.edits.partition_point(|edit| edit.original <= original);
        match after.checked_sub(1).and_then(|at| self.edits.get(at)) {
            None => original,
            Some(edit) if original < edit.original_end => edit.folded,
            Some(edit) => edit.folded_end + (original - edit.original_end),
        }
    }

    /// The changed stretches, in order.
    pub(crate) fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// The last edit that begins at or before a folded position.
    pub(super) fn edit_at(&self, folded: u32) -> Option<&Edit> {
        let after = self.edits.partition_point(|edit| edit.folded <= folded);
        after.checked_sub(1).and_then(|at| self.edits.get(at))
    }
}
