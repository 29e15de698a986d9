//! What comes out: findings, what they recommend and what the rules then ask for.

use std::sync::Arc;

use ordvakt_rules::{Action, Category, Severity, Signal};
use smallvec::SmallVec;

use crate::moderator::Inner;
use crate::span::Span;

/// On which ground a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Basis {
    /// May meet a statute: a rule that carries one, at high severity and confidence.
    Law,
    /// The municipality's own guideline.
    Own,
}

impl Basis {
    /// `law` or `own`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Own => "own",
        }
    }
}

/// One thing in a comment that breaks a rule (or, among the notes, nearly does).
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Index of the rule in the lexicon; `Verdict::rule_id` names it.
    pub(crate) rule: u32,
    /// The category of the rule.
    pub category: Category,
    /// How grave it is.
    pub severity: Severity,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Where it stands, in bytes of the comment.
    pub span: Span,
    /// Whether the words were disguised.
    pub disguised: bool,
    /// Statute or own guideline.
    pub basis: Basis,
}

/// The language a comment was taken to be in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Language {
    /// BCP 47 code; `und` where it cannot be told.
    pub code: &'static str,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// BCP 47 code of the language that the policy does not allow and that a part of the comment, or all of it, is in.
    pub other: Option<&'static str>,
    /// The share of the letters that stand in languages that the policy does not allow, 0 to 1; of the words that can tell
    /// a language, so neither names nor links count.
    pub share: f32,
}

/// Everything said about one comment.
#[derive(Clone)]
pub struct Verdict {
    pub(crate) inner: Arc<Inner>,
    pub(crate) action: Action,
    pub(crate) findings: SmallVec<[Finding; 2]>,
    pub(crate) notes: SmallVec<[Finding; 1]>,
    /// Bits of [`Signal`], by `1 << signal as u8`.
    pub(crate) signals: u8,
    pub(crate) language: Language,
    pub(crate) voters: SmallVec<[Span; 2]>,
    /// Indices into the policy's duties, in its order.
    pub(crate) duties: SmallVec<[u8; 4]>,
    /// Personal and sensitive data, also what the policy lets pass.
    pub(crate) private: SmallVec<[Span; 2]>,
    pub(crate) truncated: bool,
}

impl Verdict {
    /// What is recommended.
    pub fn action(&self) -> Action {
        self.action
    }

    /// The findings, sorted by start, end and rule id.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Weaker observations: never a ground for anything.
    pub fn notes(&self) -> &[Finding] {
        &self.notes
    }

    /// The categories found, in the order of [`Category::ALL`].
    pub fn categories(&self) -> impl Iterator<Item = Category> + '_ {
        let bits = self.findings.iter().fold(0, |bits, finding| bits | finding.category.bit());
        Category::ALL.iter().copied().filter(move |category| bits & category.bit() != 0)
    }

    /// The gravest finding's severity.
    pub fn max_severity(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// The signals given, in the order of [`Signal::ALL`].
    pub fn signals(&self) -> impl Iterator<Item = Signal> + '_ {
        Signal::ALL.iter().copied().filter(|signal| self.signals & (1 << *signal as u8) != 0)
    }

    /// The language the comment was taken to be in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words that spoke for another language than the policy allows, each once and in the order of the text, where a
    /// finding says that the comment is in one. Personal data is left out.
    pub fn voters(&self) -> &[Span] {
        &self.voters
    }

    /// Whether the comment was longer than the limit and only its beginning screened.
    pub fn truncated(&self) -> bool {
        self.truncated
    }
}

impl std::fmt::Debug for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verdict")
            .field("action", &self.action)
            .field("findings", &self.findings)
            .field("signals", &self.signals)
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}
