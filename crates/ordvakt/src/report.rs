//! A verdict as people and other programs read it: texts rendered, positions in the unit asked for.
//!
//! This is the one place where the JSON contract is written down; the tool, Python and C all use it.

use std::fmt;

use serde::{Deserialize, Serialize};

use ordvakt_rules::{Action, Category, Lang, Severity, Signal};

use crate::screen::limited;
use crate::span::{Offsets, Span};
use crate::verdict::{Basis, Finding, Verdict};

/// An id that the engine knows. Reading a report takes no others: ids of a later version are an error, not a surprise.
type Id = &'static str;

/// A finding with its texts.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FindingReport {
    /// Category id.
    #[serde(deserialize_with = "read::category")]
    #[cfg_attr(test, schemars(schema_with = "schema::category"))]
    pub category: Id,
    /// Rule id, `category/name`.
    pub rule: String,
    /// Severity id.
    #[serde(deserialize_with = "read::severity")]
    #[cfg_attr(test, schemars(schema_with = "schema::severity"))]
    pub severity: Id,
    /// 0 to 1, two decimals.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
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
    #[serde(deserialize_with = "read::basis")]
    #[cfg_attr(test, schemars(schema_with = "schema::basis"))]
    pub basis: Id,
    /// The statute the rule carries, where the basis is the law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statute: Option<String>,
    /// Document and section that forbid it; absent where the policy has no rule for it (notes).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<String>,
    /// Where it says that the comment is in another language: the words that spoke for that, each once and in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// Without the words of the comment, so that no log is given them by accident.
impl fmt::Debug for FindingReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FindingReport")
            .field("rule", &self.rule)
            .field("severity", &self.severity)
            .field("confidence", &self.confidence)
            .field("span", &(self.start..self.end))
            .finish_non_exhaustive()
    }
}

/// Something the document asks the municipality to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DutyReport {
    /// Duty id.
    pub id: String,
    /// In relation to what.
    pub when: String,
    /// Time limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Whether the limit binds.
    pub strict: bool,
    /// From when it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What to do, in the report's language.
    pub text: String,
    /// Document and section.
    pub citation: String,
}

/// The language a comment was taken to be in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LanguageReport {
    /// BCP 47 code.
    #[serde(deserialize_with = "read::language")]
    #[cfg_attr(test, schemars(schema_with = "schema::language"))]
    pub code: Id,
    /// 0 to 1, two decimals.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    pub confidence: f64,
    /// BCP 47 code of the language that the policy does not allow and that a part of the comment, or all of it, is in.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "read::other_language")]
    #[cfg_attr(test, schemars(schema_with = "schema::language"))]
    pub other: Option<Id>,
    /// The share of the letters that stand in languages that the policy does not allow, 0 to 1, two decimals.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    pub share: f64,
}

/// A verdict with all its texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Report {
    /// The comment's id, where the caller has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Recommended action.
    #[serde(deserialize_with = "read::action")]
    #[cfg_attr(test, schemars(schema_with = "schema::action"))]
    pub action: Id,
    /// Ids of the categories found.
    #[serde(deserialize_with = "read::categories")]
    #[cfg_attr(test, schemars(schema_with = "schema::categories"))]
    pub categories: Vec<Id>,
    /// The findings, by start, end and rule.
    pub findings: Vec<FindingReport>,
    /// Ids of the signals.
    #[serde(deserialize_with = "read::signals")]
    #[cfg_attr(test, schemars(schema_with = "schema::signals"))]
    pub signals: Vec<Id>,
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
    #[serde(deserialize_with = "read::offsets")]
    #[cfg_attr(test, schemars(schema_with = "schema::offsets"))]
    pub offsets: Id,
}

/// The JSON Schema (2020-12) of a verdict's JSON. Later versions of the same number only add.
pub const VERDICT_SCHEMA: &str = include_str!("../verdict.schema.json");

/// From ids as they are written to ids as the engine holds them.
mod read {
    use serde::de::{Deserialize, Deserializer, Error};

    use super::{Action, Basis, Category, Id, Offsets, Severity, Signal};

    type Reading<'de, D, T> = Result<T, <D as Deserializer<'de>>::Error>;

    fn known<E: Error>(id: &str, what: &str, mut ids: impl Iterator<Item = Id>) -> Result<Id, E> {
        ids.find(|known| *known == id).ok_or_else(|| E::custom(format_args!("unknown {what} `{id}`")))
    }

    macro_rules! readers {
        ($($name:ident, $what:literal, $ids:expr;)+) => {
            $(pub(super) fn $name<'de, D: Deserializer<'de>>(from: D) -> Reading<'de, D, Id> {
                known(&String::deserialize(from)?, $what, $ids)
            })+
        };
    }

    readers! {
        action, "action", Action::ALL.iter().map(|action| action.as_str());
        category, "category", Category::ALL.iter().map(|category| category.as_str());
        severity, "severity", Severity::ALL.iter().map(|severity| severity.as_str());
        basis, "basis", [Basis::Law, Basis::Own].into_iter().map(Basis::as_str);
        offsets, "unit", [Offsets::Byte, Offsets::CodePoint, Offsets::Utf16].into_iter().map(Offsets::as_str);
        language, "language", languages();
    }

    /// Every language that a comment can be told to be in.
    pub(super) fn languages() -> impl Iterator<Item = Id> {
        let told = crate::language::RULES.iter().filter_map(|rule| rule.id.strip_prefix("annat_sprak/"));
        told.chain(["und"])
    }

    pub(super) fn other_language<'de, D: Deserializer<'de>>(from: D) -> Reading<'de, D, Option<Id>> {
        language(from).map(Some)
    }

    pub(super) fn categories<'de, D: Deserializer<'de>>(from: D) -> Reading<'de, D, Vec<Id>> {
        let ids = Vec::<String>::deserialize(from)?;
        ids.iter()
            .map(|id| known(id, "category", Category::ALL.iter().map(|category| category.as_str())))
            .collect()
    }

    pub(super) fn signals<'de, D: Deserializer<'de>>(from: D) -> Reading<'de, D, Vec<Id>> {
        let ids = Vec::<String>::deserialize(from)?;
        ids.iter().map(|id| known(id, "signal", Signal::ALL.iter().map(|signal| signal.as_str()))).collect()
    }
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
                words: match finding.category {
                    Category::AnnatSprak => {
                        self.voters().iter().map(|word| word.of(text).to_owned()).collect()
                    }
                    _ => Vec::new(),
                },
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
                other: self.language().other,
                share: two_decimals(self.language().share),
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

    /// The text with every character of personal and confidential data replaced by `█`, white space apart, so that positions in
    /// code points stay: notes too, what the policy lets pass, and what lies beyond the limit of what was screened.
    pub fn redact(&self, text: &str) -> String {
        let mut hidden = self.private.clone();
        if self.truncated {
            // What nobody looked at may hold anything.
            let start = limited(text, self.inner.max_bytes).0.len() as u32;
            hidden.push(Span { start, end: text.len() as u32 });
        }
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

/// What the schema says of ids.
#[cfg(test)]
mod schema {
    use schemars::{Schema, SchemaGenerator, json_schema};

    use super::{Action, Basis, Category, Offsets, Severity, Signal, read};

    macro_rules! ids {
        ($($name:ident, $ids:expr;)+) => {
            $(pub(super) fn $name(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "enum": $ids.collect::<Vec<_>>() })
            })+
        };
    }

    ids! {
        action, Action::ALL.iter().map(|action| action.as_str());
        category, Category::ALL.iter().map(|category| category.as_str());
        signal, Signal::ALL.iter().map(|signal| signal.as_str());
        severity, Severity::ALL.iter().map(|severity| severity.as_str());
        basis, [Basis::Law, Basis::Own].into_iter().map(Basis::as_str);
        offsets, [Offsets::Byte, Offsets::CodePoint, Offsets::Utf16].into_iter().map(Offsets::as_str);
        language, read::languages();
    }

    pub(super) fn categories(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": category(generator), "uniqueItems": true })
    }

    pub(super) fn signals(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": signal(generator), "uniqueItems": true })
    }
}

#[cfg(test)]
mod tests;
