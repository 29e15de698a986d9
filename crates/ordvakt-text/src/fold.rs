//! The base fold: one spelling for everything that is written alike, with the way back to the original.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

use crate::compat::{Fate, fate, is_flag, is_regional, keeps, regional_letter};
use crate::plain::{needs_care, plain_until};
use crate::{block, entity, mojibake};

mod map;
mod mend;

pub use mend::{Mend, Mended};

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
    mended: Vec<Mended>,
    spare: mend::Spare,
}

/// Stands after the text, so that it can be looked at in large pieces to the end.
const PADDING: &str = match str::from_utf8(&[0; block::OVERHANG]) {
    Ok(zeros) => zeros,
    Err(_) => "",
};

impl Folded {
    /// An empty buffer.
    pub fn new() -> Self {
        Self::default()
    }

    /// Folds `original`, replacing what the buffer held.
    pub fn fold(&mut self, original: &str) {
        self.text.clear();
        self.edits.clear();
        self.mended.clear();
        self.original_length = original.len() as u32;
        self.text.reserve(original.len() + PADDING.len());
        let plain = plain_until(original.as_bytes(), 0);
        if plain == original.len() {
            self.text.push_str(original);
            self.length = original.len();
            self.text.push_str(PADDING);
            // The zeros after the text may be lower-cased too, so that no bytes are left for a loop of their own.
            if let Some(whole) = self.text.get_mut(..original.len().next_multiple_of(2 * size_of::<u128>())) {
                whole.make_ascii_lowercase();
            }
            return;
        }
        self.fold_by_pieces(original, plain);
        self.length = self.text.len();
        self.text.push_str(PADDING);
    }

    /// Appends the fold of a text that is plain up to a position, plain pieces at once and other characters one by one.
    fn fold_by_pieces(&mut self, original: &str, plain: usize) {
        let bytes = original.as_bytes();
        let mut at = 0;
        let mut end = plain;
        while at < bytes.len() {
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
            end = plain_until(bytes, at);
        }
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

    /// Folds the one character, entity or wrongly decoded sequence at `at`; returns where it ends.
    fn step(&mut self, original: &str, at: usize) -> usize {
        let bytes = original.as_bytes();
        if bytes[at] == 0xC3 {
            match bytes.get(at + 1) {
                // Lower case: back to copying.
                Some(0xA0..) | None => return at,
                // But for `Â` and `Ã`, which may begin what was read in the wrong encoding.
                Some(&second @ (0x80 | 0x81 | 0x84..=0x96 | 0x98..=0x9E)) => {
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
                let mut form = std::iter::once(c).nfkc();
                let first = form.next().unwrap_or(c);
                if fate(first) == Fate::Mark {
                    return self.attach(original, Some(first), at, end);
                }
                self.spell(first, 1);
                form.for_each(|part| self.spell(part, 1));
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
                let base = self.text.chars().next_back();
                if let Some(composed) = base.and_then(|base| compose(base, c)) {
                    self.text.pop();
                    self.text.push(composed);
                } else if keeps(base.unwrap_or_default(), c) {
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
            && keeps(base, mark)
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
