//! Folding, tokens, sentences and disguise readings of comments, with positions in the original.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod block;
mod case;
mod chars;
mod chunk;
mod compat;
mod eight;
mod entity;
mod fold;
mod gap;
mod hosts;
mod lookalike;
mod mojibake;
#[cfg(any(test, fuzzing))]
mod naive;
mod plain;
mod readings;
mod scan;
mod sentence;
mod slug;
mod styled;
mod token;
mod tokens;
#[cfg(any(test, fuzzing))]
mod twin;

pub use chars::is_east_asian_letter;
pub use fold::{Folded, Mend, Mended, fold_str};
pub use readings::{Reading, ReadingKind, Readings};
pub use slug::{slug, squeeze};
pub use token::{Class, Gap, Sentence, Token};
pub use tokens::Tokens;

/// What is fast held to what is obvious, for fuzzing.
#[cfg(fuzzing)]
pub mod twins {
    /// Panics unless folding a text, and the way back, are as the obvious fold has them.
    pub fn fold(original: &str) {
        crate::naive::check(original);
    }

    /// Panics unless the tokens of a text are the same by blocks and by chunks.
    pub fn tokens(original: &str) {
        crate::twin::check(original);
    }
}
