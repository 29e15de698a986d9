//! What a verdict says, in a form that can be written and read back.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

type Id = Cow<'static, str>;

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct FindingContent {
    pub(crate) category: Id,
    pub(crate) rule: String,
    pub(crate) severity: Id,
    pub(crate) confidence: f64,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) matched: String,
    pub(crate) disguised: bool,
    pub(crate) reason: String,
    pub(crate) basis: Id,
    pub(crate) statute: Option<String>,
    pub(crate) citation: Option<String>,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct DutyContent {
    pub(crate) id: String,
    pub(crate) when: String,
    pub(crate) within: Option<String>,
    pub(crate) strict: bool,
    pub(crate) from: Option<String>,
    pub(crate) text: String,
    pub(crate) citation: String,
}

#[derive(Clone, PartialEq, Deserialize)]
pub(crate) struct LanguageContent {
    pub(crate) code: Id,
    pub(crate) confidence: f64,
}

/// A report with positions in code points; reads the JSON that the engine writes.
#[derive(PartialEq, Deserialize)]
pub(crate) struct Content {
    pub(crate) action: Id,
    pub(crate) categories: Vec<Id>,
    pub(crate) findings: Vec<FindingContent>,
    pub(crate) signals: Vec<Id>,
    pub(crate) language: LanguageContent,
    pub(crate) duties: Vec<DutyContent>,
    pub(crate) notes: Vec<FindingContent>,
    pub(crate) truncated: bool,
    pub(crate) policy: String,
    pub(crate) ruleset: String,
}

impl From<ordvakt::FindingReport> for FindingContent {
    fn from(report: ordvakt::FindingReport) -> Self {
        Self {
            category: report.category.into(),
            rule: report.rule,
            severity: report.severity.into(),
            confidence: report.confidence,
            start: report.start,
            end: report.end,
            matched: report.matched,
            disguised: report.disguised,
            reason: report.reason,
            basis: report.basis.into(),
            statute: report.statute,
            citation: report.citation,
        }
    }
}

impl From<ordvakt::DutyReport> for DutyContent {
    fn from(report: ordvakt::DutyReport) -> Self {
        Self {
            id: report.id,
            when: report.when,
            within: report.within,
            strict: report.strict,
            from: report.from,
            text: report.text,
            citation: report.citation,
        }
    }
}

impl From<ordvakt::Report> for Content {
    fn from(report: ordvakt::Report) -> Self {
        Self {
            action: report.action.into(),
            categories: report.categories.into_iter().map(Id::from).collect(),
            findings: report.findings.into_iter().map(FindingContent::from).collect(),
            signals: report.signals.into_iter().map(Id::from).collect(),
            language: LanguageContent {
                code: report.language.code.into(),
                confidence: report.language.confidence,
            },
            duties: report.duties.into_iter().map(DutyContent::from).collect(),
            notes: report.notes.into_iter().map(FindingContent::from).collect(),
            truncated: report.truncated,
            policy: report.policy,
            ruleset: report.ruleset,
        }
    }
}
