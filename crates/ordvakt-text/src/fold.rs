//! The base fold: one spelling for everything that is written alike, with the way back to the original.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

use crate::compat::{Fate, fate, is_flag, is_general_mark, is_regional, regional_letter};
use crate::{block, entity, mojibake};

/// A stretch of folded text that does not stand for equally long original text character by character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// First folded byte.
    pub(crate) folded: u32,
    /// One past the last folded byte; equal to `folded` where text was removed.
    pub(crate) folded_end: u32,
    /// First original byte.
    pub(crate) original: u32,
    /// One past the last original byte.
    pub(crate) original_end: u32,
    /// Whether the original shows a capital here.
    pub(crate) upper: bool,
}

/// Folded text, with a map back to the original. Reusable: folding again refills it without allocating once it is
/// large enough.
///
/// The fold lower-cases, composes, replaces compatibility forms (full-width, mathematical, circled letters …), removes
/// what cannot be seen, decodes HTML entities and repairs Latin letters and punctuation that were read in the wrong
/// encoding. Letters stay themselves: `ä` never becomes `a`. Folding folded text changes nothing more, except where
/// decoding an entity or repairing an encoding has itself spelt out another one.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded text and, once it is complete, [`PADDING`].
    text: String,
    length: usize,
    edits: Vec<Edit>,
    original_length: u32,
}

/// Stands after the text, so that it can be looked at in large pieces to the end.
const PADDING: &str = match str::from_utf8(&[0; block::OVERHANG]) {
    Ok(zeros) => zeros,
    Err(_) => "",
};

/// Bytes looked at together; two vector registers of the smallest machines.
const BLOCK: usize = 32;

/// Whether a byte, coming after `before`, needs more than ASCII lower-casing. Lower-case Latin-1 letters do not.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "branches would keep the loop over a block from being vectorised"
)]
const fn needs_care(byte: u8, before: u8) -> bool {
    let ascii = (byte >= 0x20) & (byte < 0x7F) & (byte != b'&');
    let blank = (byte == b'\n') | (byte == b'\t');
    let latin = (byte == 0xC3) | ((before == 0xC3) & (byte >= 0xA0));
    !(ascii | blank | latin)
}

/// The first position from `from` (a character border) that needs care; the length of the text if none does.
fn plain_until(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    if at == 0 {
        match bytes.first() {
            Some(&byte) if !needs_care(byte, 0) => at = 1,
            _ => return 0,
        }
    }
    while let (Some(now), Some(before)) = (bytes.get(at..at + BLOCK), bytes.get(at - 1..at - 1 + BLOCK)) {
        let mut care = false;
        for (&byte, &before) in now.iter().zip(before) {
            care |= needs_care(byte, before);
        }
        if care {
            break;
        }
        at += BLOCK;
    }
    while at < bytes.len() && !needs_care(bytes[at], bytes[at - 1]) {
        at += 1;
    }
    // The second byte of a capital is what gave it away.
    if at < bytes.len() && at > from && bytes[at - 1] == 0xC3 { at - 1 } else { at }
}

impl Folded {
    /// An empty buffer.
    pub fn new() -> Self {
        Self::default()
    }

    /// Folds `original`, replacing what the buffer held.
    pub fn fold(&mut self, original: &str) {
        self.text.clear();
        self.edits.clear();
        self.original_length = original.len() as u32;
        self.text.reserve(original.len() + PADDING.len());
        let bytes = original.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let end = plain_until(bytes, at);
            if end > at {
                let from = self.text.len();
                self.text.push_str(&original[at..end]);
                self.text[from..].make_ascii_lowercase();
                at = end;
            }
            while at < bytes.len() && (bytes[at] == 0xC3 || needs_care(bytes[at], 0)) {
                let next = self.step(original, at);
                if bytes[at] == 0xC3 && next == at {
                    break;
                }
                at = next;
            }
        }
        self.length = self.text.len();
        self.text.push_str(PADDING);
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text[..self.length]
    }

    /// The bytes of the folded text and at least sixteen zeros after them, so that a word can be read in large pieces
    /// wherever it stands.
    pub fn padded(&self) -> &[u8] {
        self.text.as_bytes()
    }

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
    fn edit_at(&self, folded: u32) -> Option<&Edit> {
        let after = self.edits.partition_point(|edit| edit.folded <= folded);
        after.checked_sub(1).and_then(|at| self.edits.get(at))
    }

    /// Folds the one character, entity or wrongly decoded sequence at `at`; returns where it ends.
    fn step(&mut self, original: &str, at: usize) -> usize {
        let bytes = original.as_bytes();
        if bytes[at] == 0xC3 {
            match bytes.get(at + 1) {
                // Lower case: back to copying.
                Some(0xA0..) | None => return at,
                Some(&second @ (0x80..=0x82 | 0x84..=0x96 | 0x98..=0x9E)) => {
                    self.text.push(char::from(second + 0x60));
                    return at + 2;
                }
                Some(_) => {}
            }
        }
        let Some(c) = original[at..].chars().next() else { return bytes.len() };
        let end = at + c.len_utf8();
        match c {
            '&' => {
                if let Some((decoded, length)) = entity::decode(&original[at..]) {
                    self.write(original, decoded, at, at + length, true);
                    return at + length;
                }
            }
            '\r' if bytes.get(end) == Some(&b'\n') => {
                self.remove(at, end);
                return end;
            }
            'Ã' | 'Â' => {
                if let Some((repaired, length)) = mojibake::repair(&original[at..]) {
                    self.write(original, repaired, at, at + length, true);
                    return at + length;
                }
            }
            _ if is_regional(c) => return self.regional(original, at),
            _ if at >= 2 && matches!(bytes[at - 2..at], [0xC3, 0xA2 | 0xB0]) => {
                if let Some((repaired, length)) = mojibake::repair(&original[at - 2..]) {
                    self.text.pop();
                    self.write(original, repaired, at - 2, at - 2 + length, true);
                    return at - 2 + length;
                }
            }
            _ => {}
        }
        self.write(original, c, at, end, false);
        end
    }

    /// Writes the fold of `c`, which stands for `original[at..end]`; `decoded` if it is not what stands there.
    fn write(&mut self, original: &str, c: char, at: usize, end: usize, decoded: bool) {
        let from = self.text.len();
        let unchanged = match fate(c) {
            Fate::Vanish => return self.remove(at, end),
            Fate::Attach => return self.attach(original, None, at, end),
            Fate::Mark => return self.attach(original, Some(c), at, end),
            Fate::Expand => {
                let first = std::iter::once(c).nfkc().next().unwrap_or(c);
                if fate(first) == Fate::Mark {
                    return self.attach(original, Some(first), at, end);
                }
                self.spell(c, 0);
                false
            }
            Fate::Stay => {
                self.text.push(c);
                true
            }
            Fate::Lower(lower) => {
                self.text.push(lower);
                lower.len_utf8() == c.len_utf8()
            }
            Fate::Become(other) => {
                self.text.push(other);
                false
            }
        };
        if decoded || !unchanged {
            self.edits.push(Edit {
                folded: from as u32,
                folded_end: self.text.len() as u32,
                original: at as u32,
                original_end: end as u32,
                upper: c.is_uppercase(),
            });
        }
    }

    /// Appends the fold of a character's compatibility form. The depth is bounded because forms of forms are rare and
    /// forms of those do not exist.
    fn spell(&mut self, c: char, depth: u32) {
        match fate(c) {
            Fate::Vanish | Fate::Attach => {}
            Fate::Mark => {
                let composed = self.text.chars().next_back().and_then(|base| compose(base, c));
                if let Some(composed) = composed {
                    self.text.pop();
                    self.text.push(composed);
                } else if !is_general_mark(c) {
                    self.text.push(c);
                }
            }
            Fate::Expand if depth < 4 => {
                for part in std::iter::once(c).nfkc() {
                    self.spell(part, depth + 1);
                }
            }
            Fate::Stay | Fate::Expand => self.text.push(c),
            Fate::Lower(other) | Fate::Become(other) => self.text.push(other),
        }
    }

    fn remove(&mut self, at: usize, end: usize) {
        let folded = self.text.len() as u32;
        if let Some(last) = self.edits.last_mut()
            && last.folded == folded
            && last.original_end == at as u32
        {
            last.original_end = end as u32;
            return;
        }
        self.edits.push(Edit {
            folded,
            folded_end: folded,
            original: at as u32,
            original_end: end as u32,
            upper: false,
        });
    }

    /// Lets the character before own `original[at..end]` too, composed with `mark` where the two compose.
    fn attach(&mut self, original: &str, mark: Option<char>, at: usize, end: usize) {
        let Some(base) = self.text.chars().next_back() else { return self.remove(at, end) };
        let composed = mark.and_then(|mark| compose(base, mark));
        if let Some(mark) = mark
            && composed.is_none()
            && !is_general_mark(mark)
        {
            let decoded = original.get(at..end).and_then(|text| text.chars().next()) != Some(mark);
            let folded = self.text.len() as u32;
            self.text.push(mark);
            if decoded {
                let folded_end = self.text.len() as u32;
                self.edits.push(Edit {
                    folded,
                    folded_end,
                    original: at as u32,
                    original_end: end as u32,
                    upper: false,
                });
            }
            return;
        }
        let length = self.text.len() as u32;
        let mut base_end = at as u32;
        if let Some(last) = self.edits.last()
            && last.folded == length
        {
            base_end = last.original;
            self.edits.pop();
        }
        let width = base.len_utf8() as u32;
        let (folded, from, upper) = match self.edits.last() {
            Some(&last) if last.folded_end == length && last.folded < length => {
                self.edits.pop();
                (last.folded, last.original, last.upper)
            }
            _ => {
                let from = base_end.saturating_sub(width);
                let written = original.get(from as usize..).and_then(|text| text.chars().next());
                (length - width, from, written.is_some_and(char::is_uppercase))
            }
        };
        if let Some(composed) = composed {
            self.text.pop();
            self.text.push(composed);
        }
        self.edits.push(Edit {
            folded,
            folded_end: self.text.len() as u32,
            original: from,
            original_end: end as u32,
            upper,
        });
    }

    /// Flags stay; regional indicators that spell something else are letters. Returns where the run ends.
    fn regional(&mut self, original: &str, at: usize) -> usize {
        let run = &original[at..];
        let end = run.find(|c| !is_regional(c)).unwrap_or(run.len());
        let run = &run[..end];
        let mut halves = run.chars();
        let mut flags = true;
        while let Some(first) = halves.next() {
            flags &= halves.next().is_some_and(|second| is_flag(first, second));
        }
        if flags {
            self.text.push_str(run);
        } else {
            for (offset, c) in run.char_indices() {
                let folded = self.text.len() as u32;
                self.text.push(regional_letter(c));
                self.edits.push(Edit {
                    folded,
                    folded_end: folded + 1,
                    original: (at + offset) as u32,
                    original_end: (at + offset + c.len_utf8()) as u32,
                    upper: true,
                });
            }
        }
        at + end
    }
}

/// The same fold, for words of lists.
pub fn fold_str(text: &str) -> String {
    let mut folded = Folded::new();
    folded.fold(text);
    folded.text.truncate(folded.length);
    folded.text
}
