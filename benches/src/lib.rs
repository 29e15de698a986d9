//! The corpus that is measured on and the automaton that is measured against.
//!
//! Absolute figures move from machine to machine; the ratio to a bare automaton in the same run holds. Both come from the
//! project's own words and a seed, so that everybody measures the same.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod corpus;
mod hostile;
mod random;
mod reference;

pub use corpus::{corpus, findings_per_thousand};
pub use hostile::{FAMILIES, Family};
pub use random::Random;
pub use reference::{PATTERNS, listed_words, reference};
