//! Screens comments against Swedish municipalities' own published rules.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod comment;
mod error;
mod moderator;
mod policies;
mod report;
mod scratch;
mod span;
mod verdict;

pub use comment::{AuthorRole, Comment};
pub use error::LoadError;
pub use moderator::{Builder, Moderator};
pub use policies::{builtin_policy, builtin_policy_ids, parse_policy};
pub use ordvakt_rules::{
    Action, Bilingual, Category, Diagnostic, Diagnostics, Duty, Lang, Policy, PolicyRule, Severity, Signal,
};
pub use report::{DutyReport, FindingReport, LanguageReport, Report};
pub use scratch::Scratch;
pub use span::{Offsets, Span};
pub use verdict::{Basis, Finding, Language, Verdict};
