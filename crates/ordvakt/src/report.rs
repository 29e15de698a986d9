//! A verdict as people and other programs read it: texts rendered, positions in the unit asked for.
//!
//! This is the one place where the JSON contract is written down; the tool, Python and C all use it.

use serde::Serialize;

use ordvakt_rules::{Category, Lang};

use crate::span::Offsets;
use crate::verdict::{Finding, Verdict};

/// A finding with its texts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingReport {
    /// Category id.
    pub category: &'static str,
    /// Rule id, `category/name`.
    pub rule: String,
    /// Severity id.
    pub severity: &'static str,
    /// 0 to 1, two decimals.
    pub confidence: f64,
    /// First position, in the report's unit.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// The text between them.
    pub matched: String,
    /// Whether the words were disguised.
    pub disguised: bool,
    /// Why, in the report's language.
    pub reason: String,
    /// `law` or `own`.
    pub basis: &'static str,
    /// The statute the rule carries, where the basis is the law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statute: Option<String>,
    /// Document and section that forbid it; absent where the policy has no rule for it (notes).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<String>,
}

/// Something the document asks the municipality to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DutyReport {
    /// Duty id.
    pub id: String,
    /// In relation to what.
    pub when: String,
    /// Time limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Whether the limit binds.
    pub strict: bool,
    /// From when it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What to do, in the report's language.
    pub text: String,
    /// Document and section.
    pub citation: String,
}

/// The language a comment was taken to be in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LanguageReport {
    /// BCP 47 code.
    pub code: &'static str,
    /// 0 to 1, two decimals.
    pub confidence: f64,
}

/// A verdict with all its texts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The comment's id, where the caller has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Recommended action.
    pub action: &'static str,
    /// Ids of the categories found.
    pub categories: Vec<&'static str>,
    /// The findings, by start, end and rule.
    pub findings: Vec<FindingReport>,
    /// Ids of the signals.
    pub signals: Vec<&'static str>,
    /// The language.
    pub language: LanguageReport,
    /// What the document then asks for, in its order.
    pub duties: Vec<DutyReport>,
    /// Weaker observations.
    pub notes: Vec<FindingReport>,
    /// Whether the comment was cut at the limit.
    pub truncated: bool,
    /// Policy id.
    pub policy: String,
    /// Digest of engine, lists, patterns, model and policy.
    pub ruleset: String,
    /// Unit of `start` and `end`.
    pub offsets: &'static str,
}

fn two_decimals(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

impl Verdict {
    /// The id of a finding's rule.
    pub fn rule_id(&self, finding: &Finding) -> &str {
        self.inner.rule_id(finding.rule)
    }

    /// Why a finding was made, in Swedish or English.
    pub fn reason(&self, finding: &Finding, lang: Lang) -> &str {
        self.inner.reason(finding.rule, lang)
    }

    /// The statute a finding's basis is, where that is the law.
    pub fn statute(&self, finding: &Finding) -> Option<&str> {
        (finding.basis == crate::Basis::Law).then(|| self.inner.statute(finding.rule)).flatten()
    }

    /// Document and section that forbid a finding's category under the policy.
    pub fn citation(&self, finding: &Finding) -> Option<&str> {
        self.inner
            .policy
            .rule(finding.category)
            .map(|rule| rule.citation_for(finding.basis == crate::Basis::Law))
    }

    /// The duties that arise, in the document's order.
    pub fn duties(&self) -> impl Iterator<Item = &ordvakt_rules::Duty> {
        self.duties.iter().filter_map(|index| self.inner.policy.duties.get(usize::from(*index)))
    }

    /// The policy's id.
    pub fn policy_id(&self) -> &str {
        &self.inner.policy.id
    }

    /// Digest of everything that can change a verdict.
    pub fn ruleset(&self) -> &str {
        &self.inner.digest
    }

    /// Renders the verdict for `text`, which must be the text that was screened.
    pub fn report(&self, text: &str, lang: Lang, offsets: Offsets) -> Report {
        let spans: Vec<_> = self.findings().iter().chain(self.notes()).map(|finding| finding.span).collect();
        let mut positions = offsets.convert(text, &spans).into_iter();
        let mut finding_report = |finding: &Finding| {
            let (start, end) = positions.next().unwrap_or_default();
            FindingReport {
                category: finding.category.as_str(),
                rule: self.rule_id(finding).to_owned(),
                severity: finding.severity.as_str(),
                confidence: two_decimals(finding.confidence),
                start,
                end,
                matched: finding.span.of(text).to_owned(),
                disguised: finding.disguised,
                reason: self.reason(finding, lang).to_owned(),
                basis: finding.basis.as_str(),
                statute: self.statute(finding).map(str::to_owned),
                citation: self.citation(finding).map(str::to_owned),
            }
        };
        let findings = self.findings().iter().map(&mut finding_report).collect();
        let notes = self.notes().iter().map(&mut finding_report).collect();
        Report {
            id: None,
            action: self.action().as_str(),
            categories: self.categories().map(ordvakt_rules::Category::as_str).collect(),
            findings,
            signals: self.signals().map(ordvakt_rules::Signal::as_str).collect(),
            language: LanguageReport {
                code: self.language().code,
                confidence: two_decimals(self.language().confidence),
            },
            duties: self
                .duties()
                .map(|duty| DutyReport {
                    id: duty.id.clone(),
                    when: duty.when.clone(),
                    within: duty.within.clone(),
                    strict: duty.strict,
                    from: duty.from.clone(),
                    text: duty.text.get(lang).to_owned(),
                    citation: duty.citation.clone(),
                })
                .collect(),
            notes,
            truncated: self.truncated(),
            policy: self.policy_id().to_owned(),
            ruleset: self.ruleset().to_owned(),
            offsets: offsets.as_str(),
        }
    }

    /// The text with every character of personal and confidential data, notes included, replaced by `█`, so that positions in
    /// code points stay.
    pub fn redact(&self, text: &str) -> String {
        let mut hidden: Vec<_> = self
            .findings()
            .iter()
            .chain(self.notes())
            .filter(|finding| matches!(finding.category, Category::Personuppgifter | Category::Sekretess))
            .map(|finding| finding.span)
            .collect();
        hidden.sort_unstable();
        let mut hidden = hidden.into_iter().peekable();
        let mut until = 0;
        text.char_indices()
            .map(|(at, letter)| {
                while let Some(span) = hidden.next_if(|span| span.start as usize <= at) {
                    until = until.max(span.end as usize);
                }
                if at < until && !letter.is_whitespace() { '█' } else { letter }
            })
            .collect()
    }

    /// The report as one line of JSON.
    pub fn to_json(&self, text: &str, lang: Lang, offsets: Offsets) -> String {
        // Strings, numbers and lists always serialise; an empty object stands for the impossible.
        serde_json::to_string(&self.report(text, lang, offsets)).unwrap_or_else(|_| "{}".to_owned())
    }
}
