//! Splits entries into words exactly as comments are split.

use ordvakt_text::{Folded, Tokens};

/// The folded words of an entry.
pub(crate) fn split(entry: &str) -> Vec<String> {
    let mut folded = Folded::new();
    folded.fold(entry);
    let mut tokens = Tokens::default();
    tokens.tokenize(entry, &folded);
    tokens
        .tokens()
        .iter()
        .filter_map(|token| folded.text().get(token.start as usize..token.end as usize))
        .map(str::to_owned)
        .collect()
}
