//! Screens comments against Swedish municipalities' own published rules.
//!
//! A [`Moderator`] is compiled once and then screens: [`Moderator::screen`] takes a comment and returns a [`Verdict`] that says what
//! breaks which rule, where, why, on which basis, and what the rules then ask for. It recommends; a person decides.
//!
//! ```
//! use ordvakt::{Action, Category, Moderator, Offsets, Lang, builtin_policy};
//!
//! let policy = builtin_policy("kungalv").ok_or("no such policy")?;
//! let moderator = Moderator::builtin().with_policy(policy);
//! let text = "Vilka jävla vägar ni har!";
//! let verdict = moderator.screen(text);
//! assert!(verdict.categories().eq([Category::Svordomar]));
//! assert!(verdict.action() > Action::Publish);
//! let finding = &verdict.findings()[0];
//! assert_eq!(finding.span.of(text), "jävla");
//! println!("{}", verdict.to_json(text, Lang::En, Offsets::CodePoint));
//! # Ok::<(), &str>(())
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod amount;
mod batch;
mod builder;
mod candidate;
mod comment;
mod context;
mod decide;
mod derive;
mod error;
mod explain;
mod finds;
mod glue;
mod language;
mod lexicon;
mod links;
mod lists;
mod matcher;
#[doc(hidden)]
pub mod measure;
mod mend;
mod moderator;
mod openings;
mod own;
mod phrases;
mod policies;
mod pronouns;
mod recognise;
mod report;
mod scan;
mod scratch;
mod screen;
mod span;
mod statement;
mod topic;
mod verdict;
mod view;

pub use batch::Defect;
pub use builder::{Builder, sources_in};
pub use comment::{AuthorRole, Comment};
pub use error::LoadError;
pub use explain::{Considered, Explanation, ReadAs};
pub use lists::{Collision, check_builtin, check_lists, collide, format_list, ordinary_words};
pub use moderator::Moderator;
pub use ordvakt_rules::{
    Action, Bilingual, Category, Diagnostic, Diagnostics, Duty, Lang, Policy, PolicyRule, Rule, Severity,
    Signal, Source, Subject, Subjects, UnknownId,
};
pub use ordvakt_rules::{CategoryText, Clause, Condition, Document, DocumentStatus, Scope, Statute};
pub use policies::{
    builtin_policy, builtin_policy_ids, describe as describe_policy, parse_policy, public_rules,
};
pub use report::{DutyReport, FindingReport, LanguageReport, Report, VERDICT_SCHEMA};
pub use scratch::Scratch;
pub use span::{Offsets, Span};
pub use statement::{Ground, Statement, StatementKind};
pub use verdict::{Basis, Finding, Language, Verdict};
