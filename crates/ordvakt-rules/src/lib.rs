//! Lists, inflection, patterns and policies as data: one reader, its checks and the compiled table.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod bits;
mod category;
mod compile;
mod diagnostic;
mod emit;
mod fact;
mod host_rows;
mod image;
mod inflect;
mod item;
mod layout;
mod lexeme;
mod limits;
mod mark;
mod numbers;
mod parties;
mod pattern;
mod policy;
mod policy_read;
mod rarity;
mod row;
mod rule;
mod select;
mod severity;
mod source;
mod subjects;
mod summary;
mod table;
mod table_source;
mod tags;
mod target;
mod toml_walk;
mod variants;
mod words;

pub use bits::WordBits;
pub use category::{Category, Signal, UnknownId};
pub use compile::{Examples, compile, compile_as_of, compile_only, examples};
pub use diagnostic::{Diagnostic, Diagnostics};
pub use fact::{CaseRule, Fact, How};
pub use image::{
    Entry, Image, Item, Meta, Part, Pattern, Phrase, PhraseStart, Place, RegexRow, Rule, RuleStart, Shape,
    Starts, Step,
};
pub use item::Recognised;
pub use layout::{LONGEST_GLUE, SMALL_WORD, small_word};
pub use limits::MOST_FILE_BYTES;
pub use mark::{Marks, mark_bits};
pub use numbers::{AccountCheck, ClearingRange, NUMBER_TABLES, NumberTables, PhoneKind, PhoneRange};
pub use parties::{REFERENCE_YEAR, Years};
pub use pattern::{Subject, Within};
pub use policy::{
    Bilingual, CategoryText, Clause, Condition, Document, DocumentStatus, Duty, Lang, Policy, PolicyRule,
    Scope, Statute, Template,
};
pub use policy_read::{
    BUILTIN_POLICIES, read_categories, read_policies, read_policy, read_statements, read_statutes,
};
pub use row::format_rows;
pub use severity::{Action, Severity};
pub use source::Source;
pub use subjects::Subjects;
pub use summary::Summary;
pub use table::{Lookup, Word, WordTable};
pub use target::{Context, Contexts, Target, Targets};
pub use variants::SQUEEZED;
