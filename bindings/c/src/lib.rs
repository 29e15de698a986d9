//! Ordvakt for C; `include/ordvakt.h` is made from the documentation here.
//!
//! Every exported function runs inside `abi::guard`, and `abi` is the only module that turns C's pointers into Rust's references.
#![warn(missing_docs)]
// What callers owe stands in each function's documentation, which is the header's text.
#![allow(clippy::missing_safety_doc)]

mod abi;
mod builder;
mod content;
mod error;
mod evidence;
mod moderator;
mod page;
mod statement;
mod status;
mod text;
mod verdict;

pub use builder::{
    OrdvaktBuilder, ordvakt_builder_add_source, ordvakt_builder_build, ordvakt_builder_free,
    ordvakt_builder_new, ordvakt_builder_only, ordvakt_builder_set_language_model,
    ordvakt_builder_set_max_bytes, ordvakt_builder_set_policy, ordvakt_builder_set_policy_toml,
    ordvakt_builder_set_reference_date, ordvakt_builder_without_builtin,
};
pub use content::{
    ORDVAKT_ACTION_HIDE, ORDVAKT_ACTION_PUBLISH, ORDVAKT_ACTION_REMOVE, ORDVAKT_ACTION_REVIEW,
    ORDVAKT_SEVERITY_CRITICAL, ORDVAKT_SEVERITY_MILD, ORDVAKT_SEVERITY_MODERATE, ORDVAKT_SEVERITY_SEVERE,
    OrdvaktDuty, OrdvaktFinding, OrdvaktSummary,
};
pub use error::{
    OrdvaktDiagnostic, OrdvaktError, ordvakt_error_diagnostic, ordvakt_error_diagnostic_count,
    ordvakt_error_free, ordvakt_error_message, ordvakt_error_status,
};
pub use evidence::{
    ORDVAKT_CARDS_CSV, ORDVAKT_CARDS_EXCEL, ORDVAKT_CARDS_MARKDOWN, OrdvaktDecision, OrdvaktEvidence,
    OrdvaktMaterial, ordvakt_evidence_cards, ordvakt_evidence_case, ordvakt_evidence_decide,
    ordvakt_evidence_erase, ordvakt_evidence_free, ordvakt_evidence_open, ordvakt_evidence_record,
    ordvakt_evidence_statistics, ordvakt_evidence_verify,
};
pub use moderator::{
    ORDVAKT_ROLE_ELECTED, ORDVAKT_ROLE_OUTSIDE, ORDVAKT_ROLE_STAFF, OrdvaktComment, OrdvaktModerator,
    ordvakt_moderator_free, ordvakt_moderator_new, ordvakt_moderator_policy, ordvakt_moderator_ruleset,
    ordvakt_moderator_screen, ordvakt_moderator_screen_batch,
};
pub use page::{OrdvaktPage, ordvakt_page_free, ordvakt_page_text};
pub use statement::{
    ORDVAKT_STATEMENT_NOTICE, ORDVAKT_STATEMENT_REFERRAL, ORDVAKT_STATEMENT_REPLY,
    ORDVAKT_STATEMENT_WELCOME_BACK, OrdvaktStatement, ordvakt_verdict_statement,
};
pub use status::{OrdvaktStatus, ordvakt_status_text, ordvakt_version};
pub use text::OrdvaktText;
pub use verdict::{
    ORDVAKT_LANG_EN, ORDVAKT_LANG_SV, ORDVAKT_OFFSETS_BYTE, ORDVAKT_OFFSETS_CODEPOINT, ORDVAKT_OFFSETS_UTF16,
    OrdvaktVerdict, ordvakt_verdict_category, ordvakt_verdict_convert, ordvakt_verdict_duty,
    ordvakt_verdict_finding, ordvakt_verdict_free, ordvakt_verdict_json, ordvakt_verdict_note,
    ordvakt_verdict_redact, ordvakt_verdict_schema, ordvakt_verdict_signal, ordvakt_verdict_summary,
    ordvakt_verdict_voter,
};
