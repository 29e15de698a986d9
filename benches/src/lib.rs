//! What is measured: comments of every kind, and the automaton whose pass over them is the unit of cost.
//!
//! Absolute figures move from machine to machine; the ratio to a bare automaton in the same run holds. Both come from the
//! project's own words and a seed, so that everybody measures the same.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod corpus;
mod hostile;
mod kinds;
mod timing;

pub use corpus::{EXPORT, corpus, export, findings_per_thousand};
pub use hostile::{FAMILIES, Family};
pub use kinds::{Kind, personal_data};
pub use ordvakt::measure::{PATTERNS, Random, Stage, listed_words, reference};
pub use timing::{Latency, quickest};
