//! Lists, inflection, patterns and policies as data: one reader, its checks and the compiled table.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod bits;
mod category;
mod diagnostic;
mod policy;
mod severity;

pub use bits::WordBits;
pub use category::{Category, Signal, UnknownId};
pub use diagnostic::{Diagnostic, Diagnostics};
pub use policy::{
    Bilingual, Clause, Condition, Document, DocumentStatus, Duty, Lang, Policy, PolicyRule, Scope, Statute,
};
pub use severity::{Action, Severity};
