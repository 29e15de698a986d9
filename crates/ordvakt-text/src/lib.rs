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
#[cfg(test)]
mod naive;
mod plain;
mod readings;
mod scan;
mod sentence;
mod slug;
mod token;
mod tokens;
#[cfg(test)]
mod twin;

pub use fold::{Folded, Mend, Mended, fold_str};
pub use readings::{Reading, ReadingKind, Readings};
pub use slug::{slug, squeeze};
pub use token::{Class, Gap, Sentence, Token};
pub use tokens::Tokens;
