//! The fold written the obvious way, character by character, to compare the fast one with.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

use crate::compat::{Fate, fate, is_flag, is_regional, keeps, regional_letter};
use crate::fold::Folded;
use crate::{entity, mojibake};

/// A folded character and the original bytes that it stands for.
type Piece = (char, usize, usize);

#[derive(Default)]
struct Naive {
    pieces: Vec<Piece>,
}

impl Naive {
    fn fold(original: &str) -> Vec<Piece> {
        let mut naive = Self::default();
        let mut at = 0;
        while let Some(c) = original[at..].chars().next() {
            let rest = &original[at..];
            let mut end = at + c.len_utf8();
            let decoded = if c == '&' { entity::decode(rest) } else { mojibake::repair(rest) };
            if let Some((decoded, length)) = decoded {
                end = at + length;
                naive.push(decoded, at, end);
            } else if c == '\r' && rest.starts_with("\r\n") {
                // The line feed stands for both.
            } else if is_regional(c) {
                let run: Vec<char> = rest.chars().take_while(|&c| is_regional(c)).collect();
                let flags = run.chunks(2).all(|pair| matches!(pair, [a, b] if is_flag(*a, *b)));
                for (offset, &c) in run.iter().enumerate() {
                    let start = at + 4 * offset;
                    let shown = if flags { c } else { regional_letter(c) };
                    naive.pieces.push((shown, start, start + 4));
                }
                end = at + 4 * run.len();
            } else {
                naive.push(c, at, end);
            }
            at = end;
        }
        naive.pieces
    }

    fn push(&mut self, c: char, at: usize, end: usize) {
        match fate(c) {
            Fate::Vanish => {}
            Fate::Attach => self.attach(None, at, end),
            Fate::Mark => self.attach(Some(c), at, end),
            Fate::Stay => self.pieces.push((c, at, end)),
            Fate::Lower(other) | Fate::Become(other) => self.pieces.push((other, at, end)),
            Fate::Expand => {
                let form: Vec<char> = std::iter::once(c).nfkc().collect();
                if fate(form[0]) == Fate::Mark {
                    self.attach(Some(form[0]), at, end);
                } else {
                    for part in form {
                        self.part(part, at, end);
                    }
                }
            }
        }
    }

    fn part(&mut self, c: char, at: usize, end: usize) {
        match fate(c) {
            Fate::Vanish | Fate::Attach => {}
            Fate::Expand => {
                for part in std::iter::once(c).nfkc() {
                    self.part(part, at, end);
                }
            }
            Fate::Mark => self.attach(Some(c), at, end),
            Fate::Stay => self.pieces.push((c, at, end)),
            Fate::Lower(other) | Fate::Become(other) => self.pieces.push((other, at, end)),
        }
    }

    fn attach(&mut self, mark: Option<char>, at: usize, end: usize) {
        let Some(&(base, from, to)) = self.pieces.last() else { return };
        let composed = mark.and_then(|mark| compose(base, mark));
        if let (Some(mark), None) = (mark, composed)
            && keeps(base, mark)
        {
            return self.pieces.push((mark, at, end));
        }
        // Several letters of one character share its range, so they grow together.
        for piece in self.pieces.iter_mut().rev().take_while(|piece| (piece.1, piece.2) == (from, to)) {
            piece.2 = end;
        }
        if let Some(last) = self.pieces.last_mut() {
            last.0 = composed.unwrap_or(base);
        }
    }
}

/// Panics unless the fast fold of a text, and the way back from it, are those of the obvious one.
pub(crate) fn check(original: &str) {
    let mut folded = Folded::new();
    folded.fold("something LONGER that stood in the b&uuml;ffer before");
    folded.fold(original);
    let pieces = Naive::fold(original);
    assert_eq!(folded.text(), pieces.iter().map(|piece| piece.0).collect::<String>(), "{original:?}");
    let mut at = 0;
    for &(c, start, end) in &pieces {
        let next = at + c.len_utf8() as u32;
        assert_eq!(
            folded.original_range(at, next),
            (start as u32, end as u32),
            "{c:?} at {at} of {original:?}"
        );
        at = next;
    }
    if folded.is_identical_length() {
        assert_eq!(folded.text().len(), original.len());
    }
}

#[cfg(test)]
mod tests;
