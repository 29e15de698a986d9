//! Folded text with a space more where two words stand glued, or without what breaks a word.

use std::ops::Range;

use super::{Edit, Folded, PADDING};

/// Something that makes words whole, in bytes of the folded text it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mend {
    /// Where it begins.
    pub start: u32,
    /// Where what is taken away ends; equal to `start` where a space is put in.
    pub end: u32,
}

/// A place that was mended, in the folded text as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The first byte after what was taken away, or the space that was put in.
    pub at: u32,
    /// Whether a space was put in.
    pub space: bool,
}

/// The text on its way to the mended one.
#[derive(Clone, Debug, Default)]
pub(super) struct Spare {
    text: String,
    edits: Vec<Edit>,
}

impl Folded {
    /// Mends the text; `mends` are in order and do not overlap. One that would cut what stands for something else in the original
    /// is left out. Positions still lead back to the original.
    pub fn mend(&mut self, mends: &[Mend]) {
        let mut spare = std::mem::take(&mut self.spare);
        spare.text.clear();
        spare.edits.clear();
        let (mut at, mut next) = (0, 0);
        for mend in mends {
            let (start, end) = (mend.start, mend.end);
            if start < at || end < start || !self.is_border(start) || !self.is_border(end) {
                continue;
            }
            next = self.copy(at..start, next, &mut spare);
            let (original, original_end) = self.original_range(start, end);
            while start < end && self.edits.get(next).is_some_and(|edit| edit.folded < end) {
                next += 1;
            }
            let folded = spare.text.len() as u32;
            if start == end {
                spare.text.push(' ');
            }
            let folded_end = spare.text.len() as u32;
            spare.edits.push(Edit { folded, folded_end, original, original_end, upper: false });
            self.mended.push(Mended { at: folded, space: start == end });
            at = end;
        }
        self.copy(at..self.length as u32, next, &mut spare);
        std::mem::swap(&mut self.text, &mut spare.text);
        std::mem::swap(&mut self.edits, &mut spare.edits);
        self.spare = spare;
        self.length = self.text.len();
        self.text.push_str(PADDING);
    }

    /// Where the text was mended, in order.
    pub fn mended(&self) -> &[Mended] {
        &self.mended
    }

    /// Appends a range of the text and those edits from number `next` on that end in it; the number of the first that does not.
    fn copy(&self, range: Range<u32>, next: usize, spare: &mut Spare) -> usize {
        let shift = (spare.text.len() as u32).wrapping_sub(range.start);
        spare.text.push_str(self.text().get(range.start as usize..range.end as usize).unwrap_or_default());
        let edits = self.edits.get(next..).unwrap_or_default();
        let count = edits.iter().take_while(|edit| edit.folded_end <= range.end).count();
        spare.edits.extend(edits.iter().take(count).map(|edit| Edit {
            folded: edit.folded.wrapping_add(shift),
            folded_end: edit.folded_end.wrapping_add(shift),
            ..*edit
        }));
        next + count
    }

    /// Whether a position lies between two characters of the text that stand for something of their own.
    fn is_border(&self, at: u32) -> bool {
        let inside = self.edit_at(at).is_some_and(|edit| edit.folded < at && at < edit.folded_end);
        at as usize <= self.length && self.text.is_char_boundary(at as usize) && !inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(original: &str, mends: &[(u32, u32)]) -> Folded {
        let mut folded = Folded::new();
        folded.fold(original);
        let mends: Vec<Mend> = mends.iter().map(|&(start, end)| Mend { start, end }).collect();
        folded.mend(&mends);
        folded
    }

    fn original<'a>(text: &'a str, folded: &Folded, word: &str) -> &'a str {
        let start = folded.text().find(word).unwrap() as u32;
        let (start, end) = folded.original_range(start, start + word.len() as u32);
        &text[start as usize..end as usize]
    }

    #[test]
    fn a_space_is_put_in() {
        let text = "Den DärTanten, va";
        let folded = mended(text, &[(8, 8)]);
        assert_eq!(folded.text(), "den där tanten, va");
        assert_eq!(original(text, &folded, "där"), "Där");
        assert_eq!(original(text, &folded, "tanten"), "Tanten");
        assert_eq!(original(text, &folded, "där tanten"), "DärTanten");
        assert_eq!(original(text, &folded, "va"), "va");
        assert_eq!(folded.mended(), [Mended { at: 8, space: true }]);
        assert_eq!(folded.folded_position(8), 9);
    }

    #[test]
    fn what_breaks_a_word_is_taken_away() {
        let text = "en T/a.nt i byn";
        let folded = mended(text, &[(4, 5), (6, 7)]);
        assert_eq!(folded.text(), "en tant i byn");
        assert_eq!(original(text, &folded, "tant"), "T/a.nt");
        assert_eq!(original(text, &folded, "tant i"), "T/a.nt i");
        assert_eq!(original(text, &folded, "byn"), "byn");
    }

    #[test]
    fn older_changes_keep_their_places() {
        let text = "\u{200B}d\u{200B}är\u{200B}ｔａnten\u{200B} &amp; co";
        let folded = mended(text, &[(4, 4)]);
        assert_eq!(folded.text(), "där tanten & co");
        assert_eq!(original(text, &folded, "där"), "d\u{200B}är");
        assert_eq!(original(text, &folded, "tanten"), "ｔａnten");
        assert_eq!(original(text, &folded, "&"), "&amp;");
        assert_eq!(original(text, &folded, "co"), "co");
        let starts: Vec<u32> = folded.edits().iter().map(|edit| edit.folded).collect();
        assert!(starts.is_sorted(), "{starts:?}");
    }

    #[test]
    fn nothing_is_cut_in_two() {
        // `ŉ` is written out as two characters.
        let text = "a ŉ b å";
        let whole = mended(text, &[]);
        let inside = whole.text().find('n').unwrap() as u32;
        let border = whole.text().len() as u32 - 1;
        for at in [inside, border, 99] {
            let folded = mended(text, &[(at, at)]);
            assert_eq!((folded.text(), folded.mended().len()), (whole.text(), 0), "{at}");
        }
    }

    #[test]
    fn folding_again_forgets() {
        let mut folded = mended("därtanten", &[(4, 4)]);
        folded.fold("kul");
        assert_eq!((folded.text(), folded.mended().len()), ("kul", 0));
        assert!(folded.is_identical_length());
    }
}
