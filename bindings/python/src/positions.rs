//! From `str` indices to the other units, counted once in a forward pass.

/// The same place in a text, in each unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) byte: u32,
    pub(crate) utf16: u32,
}

/// The byte and UTF-16 positions of `indices`, which are sorted code point positions; past the end counts as the end.
pub(crate) fn positions(text: &str, indices: &[u32]) -> Vec<Position> {
    let mut found = Vec::with_capacity(indices.len());
    let mut at = Position::default();
    let mut next = 0;
    for (index, character) in text.chars().enumerate() {
        while indices.get(next).is_some_and(|wanted| *wanted as usize <= index) {
            found.push(at);
            next += 1;
        }
        if next == indices.len() {
            break;
        }
        at.byte += character.len_utf8() as u32;
        at.utf16 += character.len_utf16() as u32;
    }
    found.resize(indices.len(), at);
    found
}
