//! Folding, tokens, sentences and disguise readings of comments, with positions in the original.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod token;

pub use token::{Class, Gap, Sentence, Token};
