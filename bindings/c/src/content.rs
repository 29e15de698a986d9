//! What a verdict holds, as C reads it.

use std::mem::size_of;

use ordvakt::{Duty, Finding, Lang, Verdict};

use crate::abi::Growing;
use crate::text::OrdvaktText;

/// Nothing against it.
pub const ORDVAKT_ACTION_PUBLISH: u32 = 0;
/// A person should look before or after it is shown.
pub const ORDVAKT_ACTION_REVIEW: u32 = 1;
/// Hide until a person has looked.
pub const ORDVAKT_ACTION_HIDE: u32 = 2;
/// The rules ask for removal.
pub const ORDVAKT_ACTION_REMOVE: u32 = 3;

/// Uncouth or mildly unkind.
pub const ORDVAKT_SEVERITY_MILD: u32 = 0;
/// Clearly against ordinary rules of a page.
pub const ORDVAKT_SEVERITY_MODERATE: u32 = 1;
/// Grave: degrading, hateful or frightening.
pub const ORDVAKT_SEVERITY_SEVERE: u32 = 2;
/// Needs a person now.
pub const ORDVAKT_SEVERITY_CRITICAL: u32 = 3;

/// A verdict in short. The texts are valid as long as the verdict.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OrdvaktSummary {
    /// What is recommended, `publish`, `review`, `hide` or `remove`. A person decides.
    pub action_id: OrdvaktText,
    /// The language's BCP 47 code; `und` where it cannot be told.
    pub language: OrdvaktText,
    /// The code of the language that the policy does not allow and that a part of the comment, or all of it, is in; no text
    /// where there is none.
    pub language_other: OrdvaktText,
    /// The policy's id.
    pub policy: OrdvaktText,
    /// Digest of everything that can change a verdict, `sha256:…`.
    pub ruleset: OrdvaktText,
    /// Findings, for `ordvakt_verdict_finding`.
    pub finding_count: usize,
    /// Weaker observations, for `ordvakt_verdict_note`.
    pub note_count: usize,
    /// Categories found, for `ordvakt_verdict_category`.
    pub category_count: usize,
    /// Signals given, for `ordvakt_verdict_signal`.
    pub signal_count: usize,
    /// Duties that arise, for `ordvakt_verdict_duty`.
    pub duty_count: usize,
    /// Words that spoke for another language, for `ordvakt_verdict_voter`.
    pub voter_count: usize,
    /// What is recommended, one of `ORDVAKT_ACTION_…`, from mildest to strongest.
    pub action: u32,
    /// How sure the language is, 0 to 1.
    pub language_confidence: f32,
    /// The share of the letters that stand in languages that the policy does not allow, 0 to 1.
    pub language_share: f32,
    /// Whether the comment was longer than the limit and only its beginning screened.
    pub truncated: bool,
}

// SAFETY: texts, numbers and a bool, for all of which zero is a value.
unsafe impl Growing for OrdvaktSummary {
    const FIRST_SIZE: usize = size_of::<Self>();
    const NAME: &'static str = "OrdvaktSummary";
}

impl OrdvaktSummary {
    pub(crate) fn new(verdict: &Verdict) -> Self {
        Self {
            action_id: verdict.action().as_str().into(),
            language: verdict.language().code.into(),
            language_other: verdict.language().other.into(),
            policy: verdict.policy_id().into(),
            ruleset: verdict.ruleset().into(),
            finding_count: verdict.findings().len(),
            note_count: verdict.notes().len(),
            category_count: verdict.categories().count(),
            signal_count: verdict.signals().count(),
            duty_count: verdict.duties().count(),
            voter_count: verdict.voters().len(),
            action: verdict.action() as u32,
            language_confidence: verdict.language().confidence,
            language_share: verdict.language().share,
            truncated: verdict.truncated(),
        }
    }
}

/// One thing in a comment that breaks a rule (or, as a note, nearly does). The texts are valid as long as the verdict.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OrdvaktFinding {
    /// The rule's id, `category/name`; stable from version to version.
    pub rule: OrdvaktText,
    /// The category's id.
    pub category: OrdvaktText,
    /// `mild`, `moderate`, `severe` or `critical`.
    pub severity_id: OrdvaktText,
    /// The text from `start` to `end`.
    pub matched: OrdvaktText,
    /// Why, in the language asked for.
    pub reason: OrdvaktText,
    /// `law` where the words may meet a statute, otherwise `own`: the municipality's guideline.
    pub basis: OrdvaktText,
    /// The statute, where the basis is the law.
    pub statute: OrdvaktText,
    /// Document and section that forbid it; no text where the policy has no rule for it (notes).
    pub citation: OrdvaktText,
    /// First byte in the comment; `ordvakt_verdict_convert` counts in other units.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How grave, one of `ORDVAKT_SEVERITY_…`, from mildest to gravest.
    pub severity: u32,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Whether the words were disguised.
    pub disguised: bool,
}

// SAFETY: texts, numbers and a bool, for all of which zero is a value.
unsafe impl Growing for OrdvaktFinding {
    const FIRST_SIZE: usize = size_of::<Self>();
    const NAME: &'static str = "OrdvaktFinding";
}

impl OrdvaktFinding {
    /// A finding or note of a verdict on `text`.
    pub(crate) fn new(verdict: &Verdict, text: &str, finding: &Finding, lang: Lang) -> Self {
        Self {
            rule: verdict.rule_id(finding).into(),
            category: finding.category.as_str().into(),
            severity_id: finding.severity.as_str().into(),
            matched: finding.span.of(text).into(),
            reason: verdict.reason(finding, lang).into(),
            basis: finding.basis.as_str().into(),
            statute: verdict.statute(finding).into(),
            citation: verdict.citation(finding).into(),
            start: finding.span.start,
            end: finding.span.end,
            severity: finding.severity as u32,
            confidence: finding.confidence,
            disguised: finding.disguised,
        }
    }
}

/// Something the document asks the municipality to do. The texts are valid as long as the verdict.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OrdvaktDuty {
    /// The duty's id, such as `preserve_content`.
    pub id: OrdvaktText,
    /// In relation to what: `before_removal`, `after_removal`, `on_receipt`.
    pub when: OrdvaktText,
    /// Time limit, an ISO 8601 duration or the document's own word; may have no text.
    pub within: OrdvaktText,
    /// From when the limit runs: `publication`, `discovery`, `receipt`; may have no text.
    pub from: OrdvaktText,
    /// What to do, in the language asked for.
    pub text: OrdvaktText,
    /// Document and section.
    pub citation: OrdvaktText,
    /// Whether the limit binds.
    pub strict: bool,
}

// SAFETY: texts and a bool, for all of which zero is a value.
unsafe impl Growing for OrdvaktDuty {
    const FIRST_SIZE: usize = size_of::<Self>();
    const NAME: &'static str = "OrdvaktDuty";
}

impl OrdvaktDuty {
    pub(crate) fn new(duty: &Duty, lang: Lang) -> Self {
        Self {
            id: duty.id.as_str().into(),
            when: duty.when.as_str().into(),
            within: duty.within.as_deref().into(),
            from: duty.from.as_deref().into(),
            text: duty.text.get(lang).into(),
            citation: duty.citation.as_str().into(),
            strict: duty.strict,
        }
    }
}

#[cfg(test)]
mod tests {
    use ordvakt::{Action, Severity};

    use super::*;

    #[test]
    fn numbers_are_those_of_the_engine() {
        let actions =
            [ORDVAKT_ACTION_PUBLISH, ORDVAKT_ACTION_REVIEW, ORDVAKT_ACTION_HIDE, ORDVAKT_ACTION_REMOVE];
        assert_eq!(Action::ALL.iter().map(|action| *action as u32).collect::<Vec<_>>(), actions);
        let severities = [
            ORDVAKT_SEVERITY_MILD,
            ORDVAKT_SEVERITY_MODERATE,
            ORDVAKT_SEVERITY_SEVERE,
            ORDVAKT_SEVERITY_CRITICAL,
        ];
        assert_eq!(Severity::ALL.iter().map(|severity| *severity as u32).collect::<Vec<_>>(), severities);
    }
}
