//! Tokens found block by block, compared with those found chunk by chunk.

use crate::fold::Folded;
use crate::tokens::Tokens;

/// Panics unless the tokens of a text are the same by blocks and by chunks.
pub(crate) fn check(original: &str) {
    let mut folded = Folded::new();
    folded.fold(original);
    let (mut by_blocks, mut by_chunks) = (Tokens::default(), Tokens::default());
    by_blocks.tokenize("something ELSE. before", &{
        let mut other = Folded::new();
        other.fold("something ELSE. before");
        other
    });
    by_blocks.tokenize(original, &folded);
    by_chunks.tokenize_by_chunks(original, &folded);
    assert_eq!(by_blocks, by_chunks, "{original:?}");
}

#[cfg(test)]
mod tests;
