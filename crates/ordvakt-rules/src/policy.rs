//! What a municipality forbids in comments, on which ground, and what it then must do.
//!
//! These are the complete forms, as they are embedded and used. Every field is always written, so that a
//! format without field names can hold them. Files are read by `read_policy` and its companions.

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

/// An enum whose values have names in files, and the list of them for diagnostics.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident => $id:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $id)] $variant,)+
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name, as it stands in files.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }
        }
    };
}

named! {
    /// How binding the document behind a policy is.
    DocumentStatus {
        /// In force.
        Adopted => "adopted",
        /// Not decided: cite it as a draft.
        Draft => "draft",
        /// Put forward for decision.
        Proposal => "proposal",
        /// An act of parliament.
        Statute => "statute",
        /// No document: nobody adopted this policy.
        #[default]
        None => "none",
    }
}

named! {
    /// Which findings of a category a rule covers.
    Scope {
        /// All of them.
        #[default]
        Any => "any",
        /// Only what may meet a statute: a rule with a statute at high severity and confidence.
        Unlawful => "unlawful",
        /// What breaks the law, where a person must judge what is less than plain: findings whose basis is a
        /// statute get the rule's action, others never more than review.
        AgainstLaw => "against_law",
        /// Only what the act on electronic bulletin boards lists in 5 §: like `unlawful`, for such a statute.
        Bbs => "bbs",
        /// Only where the comment is otherwise offensive towards a person (personal data).
        Offensive => "offensive",
        /// Only messages of companies (advertising).
        PrivateCompanies => "private_companies",
        /// Forbidden unless the page says otherwise: never more than review.
        UnlessAgreed => "unless_agreed",
    }
}

named! {
    /// Through which kind of clause the document reaches a category.
    Clause {
        /// The document names it.
        #[default]
        Named => "named",
        /// The document's general clause (what breaks the law, is unsuitable, …) covers it.
        General => "general",
        /// The document points at a statute for it.
        Statutory => "statutory",
    }
}

/// The published document that a policy renders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its title, in its own language.
    pub title: String,
    /// Its date as the document gives it; empty where it gives none.
    pub date: String,
    /// How binding it is.
    pub status: DocumentStatus,
}

/// One category under a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRule {
    /// The category it forbids.
    pub category: Category,
    /// What a sure finding recommends.
    pub action: Action,
    /// Which findings count.
    pub scope: Scope,
    /// How the document reaches it.
    pub clause: Clause,
    /// Document and section.
    pub citation: String,
    /// Document and section for findings whose basis is a statute, where the document treats them elsewhere
    /// than its own rule.
    pub law_citation: Option<String>,
}

impl PolicyRule {
    /// Document and section for a finding whose basis is (`law`) or is not a statute.
    pub fn citation_for(&self, law: bool) -> &str {
        match &self.law_citation {
            Some(citation) if law => citation,
            _ => &self.citation,
        }
    }
}

/// When a duty arises: everything given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The verdict recommends at least this.
    pub action: Option<Action>,
    /// A finding is in one of these categories (any, where empty).
    pub categories: Vec<Category>,
    /// No finding is in one of these categories.
    pub without: Vec<Category>,
    /// One of these signals is given (none needed, where empty).
    pub signals: Vec<Signal>,
    /// The finding that `categories` asks for has the law as its basis.
    pub law: bool,
    /// Only for authors of these roles (`outside`, `staff`, `elected`); any, where empty.
    pub roles: Vec<String>,
    /// Only for direct messages to the page: such a duty is printed with the policy and never arises from a comment.
    pub direct_message: bool,
}

/// Something the document asks the municipality to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Its id, one of [`Duty::IDS`] or the municipality's own.
    pub id: String,
    /// In relation to what, one of [`Duty::MOMENTS`].
    pub when: String,
    /// Time limit as ISO 8601 duration (`PT24H`; `P1BD` is one working day) or the document's word
    /// (`skyndsamt`, `omgående`).
    pub within: Option<String>,
    /// Whether the limit binds (false: "helst", "if possible").
    pub strict: bool,
    /// From when the limit runs, one of [`Duty::STARTS`].
    pub from: Option<String>,
    /// Document and section.
    pub citation: String,
    /// When it arises.
    pub condition: Condition,
    /// What to do, for people.
    pub text: Bilingual,
}

impl Duty {
    /// Ids with a common meaning. A municipality may add its own.
    pub const IDS: &'static [&'static str] = &[
        "alert_person",
        "preserve_content",
        "preserve_author",
        "register",
        "remove",
        "notify_author",
        "consider_blocking",
        "answer",
        "ask_rephrase",
        "handle",
        "forward",
        "refer_channel",
    ];

    /// Values of `when`.
    pub const MOMENTS: &'static [&'static str] =
        &["on_receipt", "before_removal", "after_removal", "after_handling"];

    /// Values of `from`.
    pub const STARTS: &'static [&'static str] = &["publication", "discovery", "receipt"];
}

/// A provision that a rule may carry. No legal advice: a person checks them before a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Whether the act on electronic bulletin boards, 5 §, asks for removal of what meets it.
    pub bbs: bool,
    /// The categories it stands behind, as ground or as background.
    pub categories: Vec<Category>,
}

/// What people read about a category or a signal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryText {
    /// Id of the category or signal.
    pub id: String,
    /// A few words.
    pub title: Bilingual,
    /// One sentence on what it covers.
    pub description: Bilingual,
    /// The standard reason shown at a finding.
    pub reason: Bilingual,
    /// What a municipality can tell its visitors.
    pub public: Bilingual,
}

/// A text, or part of one, that is written to people about a decision. `{name}` in it stands for what is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// One of [`Template::SLOTS`].
    pub id: String,
    /// The text.
    pub text: Bilingual,
}

impl Template {
    /// Every template with what may be filled in.
    pub const SLOTS: &'static [(&'static str, &'static [&'static str])] = &[
        ("notice", &["decision", "why", "human", "objection"]),
        ("reply", &["decision", "why", "human", "objection"]),
        ("referral", &["channel", "removal"]),
        ("welcome_back", &["advice", "document", "objection"]),
        ("notice_publish", &[]),
        ("notice_review", &[]),
        ("notice_hide", &[]),
        ("notice_remove", &[]),
        ("reply_publish", &[]),
        ("reply_review", &[]),
        ("reply_hide", &[]),
        ("reply_remove", &[]),
        ("why_rules", &["rules"]),
        ("why_document", &["document"]),
        ("why_nothing", &[]),
        ("rule", &["category", "sentence", "ground"]),
        ("ground_law", &["statute", "cited"]),
        ("ground_own", &["cited"]),
        ("cited", &["citation"]),
        ("advice", &["sentences"]),
        ("removal", &[]),
        ("human", &[]),
        ("objection", &["contact"]),
        ("any_contact", &[]),
        ("any_channel", &[]),
        ("any_document", &[]),
    ];

    /// What may be filled into a template; `None` for an id that is none.
    pub fn slots(id: &str) -> Option<&'static [&'static str]> {
        Self::SLOTS.iter().find(|(known, _)| *known == id).map(|(_, slots)| *slots)
    }
}

/// A policy, complete: everything it extends is already in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Its id: file name without ending.
    pub id: String,
    /// Its name for people.
    pub title: Bilingual,
    /// The document it renders.
    pub document: Document,
    /// Ids of the policies it extended, nearest first.
    pub extends: Vec<String>,
    /// Languages that comments may be written in (BCP 47); empty: any.
    pub languages: Vec<String>,
    /// Languages welcome besides, by law or choice.
    pub welcome: Vec<String>,
    /// The most it ever recommends.
    pub max_action: Action,
    /// What it forbids, in the order of [`Category::ALL`]; at most one rule a category.
    pub rules: Vec<PolicyRule>,
    /// What it asks the municipality to do, in order.
    pub duties: Vec<Duty>,
    /// The municipality's own switchboards, mailboxes, addresses and hosts: never personal data.
    pub allow: Vec<String>,
}

impl Policy {
    /// The rule for a category, if the policy forbids it.
    pub fn rule(&self, category: Category) -> Option<&PolicyRule> {
        self.rules.iter().find(|rule| rule.category == category)
    }

    /// Whether comments may be in the language of a BCP 47 code. Region and script do not matter.
    pub fn accepts_language(&self, code: &str) -> bool {
        let primary = |code: &str| code.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let code = primary(code);
        self.languages.is_empty()
            || self.languages.iter().chain(&self.welcome).any(|known| primary(known) == code)
    }
}
