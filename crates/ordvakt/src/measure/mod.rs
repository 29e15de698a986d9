//! What the benches and `ordvakt bench` measure with. No part of the stable interface.
//!
//! Absolute figures move from machine to machine; the ratio to a bare automaton in the same run holds. Automaton and comments
//! come from the project's own words and a seed, so that everybody measures the same.

mod corpus;
mod random;
mod reference;
mod stage;

pub use corpus::{corpus, ordinary_sentences};
pub use random::Random;
pub use reference::{PATTERNS, listed_words, reference};
pub use stage::Stage;
