//! What a municipality forbids in comments, on which ground, and what it then must do.

use serde::{Deserialize, Serialize};

use crate::category::{Category, Signal};
use crate::severity::Action;

/// The same sentence in both languages shown to moderators.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

/// The language of texts shown to moderators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Swedish.
    #[default]
    Sv,
    /// English.
    En,
}

impl Bilingual {
    /// The text in one of the two.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

/// How binding the document behind a policy is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum DocumentStatus {
    /// In force.
    Adopted,
    /// Not decided: cite it as a draft.
    Draft,
    /// Put forward for decision.
    Proposal,
    /// An act of parliament.
    Statute,
    /// No document: nobody adopted this policy.
    #[default]
    None,
}

/// The published document that a policy renders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its title, in its own language.
    pub title: String,
    /// Its date as the document gives it.
    #[serde(default)]
    pub date: String,
    /// How binding it is.
    #[serde(default)]
    pub status: DocumentStatus,
}

/// Which findings of a category a rule covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Scope {
    /// All of them.
    #[default]
    Any,
    /// Only what may meet a statute: a rule with a statute at high severity and confidence.
    Unlawful,
    /// Only where the comment is otherwise offensive towards a person (personal data in U and P).
    Offensive,
    /// Only messages of private companies (advertising in U).
    PrivateCompanies,
    /// Forbidden unless the page says otherwise: never more than review (advertising in P).
    UnlessAgreed,
}

/// Through which kind of clause the document reaches a category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Clause {
    /// The document names it.
    #[default]
    Named,
    /// The document's general clause (what breaks the law, is unsuitable, …) covers it.
    General,
    /// The document points at a statute for it.
    Statutory,
}

/// One category under a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyRule {
    /// The category it forbids.
    pub category: Category,
    /// What a sure finding recommends.
    pub action: Action,
    /// Which findings count.
    #[serde(default)]
    pub scope: Scope,
    /// How the document reaches it.
    #[serde(default)]
    pub clause: Clause,
    /// Document and section.
    pub citation: String,
}

/// When a duty arises.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    /// The verdict recommends at least this.
    pub action: Option<Action>,
    /// One of these categories is found (any, where empty).
    pub categories: Vec<Category>,
    /// One of these signals is given.
    pub signals: Vec<Signal>,
    /// Only where some finding's basis is the law.
    pub law: bool,
    /// Only for authors of these roles (`outside`, `staff`, `elected`); any, where empty.
    pub roles: Vec<String>,
}

/// Something the document asks the municipality to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Its id: `preserve_content`, `preserve_author`, `register`, `notify_author`, `consider_blocking`,
    /// `remove`, `answer`, `forward`, `refer_channel`, `ask_rephrase`, `alert_person`.
    pub id: String,
    /// In relation to what: `before_removal`, `after_removal`, `on_receipt`.
    pub when: String,
    /// Time limit as ISO 8601 duration or the document's word (`PT24H`, `P1BD`, `skyndsamt`, `omgående`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Whether the limit binds (false: "helst", "if possible").
    #[serde(default)]
    pub strict: bool,
    /// From when the limit runs: `publication`, `discovery`, `receipt`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Document and section.
    pub citation: String,
    /// When it arises.
    #[serde(default)]
    pub condition: Condition,
    /// What to do, for people.
    pub text: Bilingual,
}

/// A provision that a rule may carry. No legal advice: a person checks them before a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statute {
    /// Short form as cited: `BrB 4:5`.
    pub id: String,
    /// Name of the act.
    pub act: String,
    /// Chapter and section.
    pub section: String,
    /// What it is about.
    pub title: Bilingual,
    /// Since when it reads so (ISO date).
    pub valid_from: String,
    /// Whether a platform must remove it under the act on electronic bulletin boards, 5 §.
    #[serde(default)]
    pub bbs: bool,
}

/// A policy, complete: everything it extends is already in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Its id: file name without ending.
    pub id: String,
    /// Its name for people.
    pub title: Bilingual,
    /// The document it renders.
    #[serde(default)]
    pub document: Document,
    /// Ids of the policies it extended, nearest first.
    #[serde(default)]
    pub extends: Vec<String>,
    /// Languages that comments may be written in (BCP 47); empty: any.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Languages welcome besides, by law or choice.
    #[serde(default)]
    pub welcome: Vec<String>,
    /// The most it ever recommends.
    #[serde(default = "remove")]
    pub max_action: Action,
    /// What it forbids; at most one rule a category.
    pub rules: Vec<PolicyRule>,
    /// What it asks the municipality to do, in order.
    #[serde(default)]
    pub duties: Vec<Duty>,
    /// The municipality's own switchboards, mailboxes, addresses and hosts: never personal data.
    #[serde(default)]
    pub allow: Vec<String>,
}

fn remove() -> Action {
    Action::Remove
}

impl Policy {
    /// The rule for a category, if the policy forbids it.
    pub fn rule(&self, category: Category) -> Option<&PolicyRule> {
        self.rules.iter().find(|rule| rule.category == category)
    }
}
