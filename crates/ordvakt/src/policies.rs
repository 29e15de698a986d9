//! The built-in policies, the reader for others, and both as pages for people.

mod page;

use ordvakt_rules::{Action, Bilingual, Document, Lang, Policy};

use crate::error::LoadError;
use crate::moderator::BUILTIN;

/// Ids of the built-in policies, sorted.
pub fn builtin_policy_ids() -> Vec<&'static str> {
    BUILTIN.meta.policies.iter().map(|policy| policy.id.as_str()).collect()
}

/// A built-in policy by its id; `None` if there is none.
pub fn builtin_policy(id: &str) -> Option<Policy> {
    BUILTIN.meta.policies.iter().find(|policy| policy.id == id).cloned()
}

/// A policy from TOML text; `file` is how diagnostics name it, and its stem is the policy's id. It may extend a
/// built-in one.
///
/// ```
/// let policy = ordvakt::parse_policy(
///     "min-kommun.toml",
///     "title = \"Min kommun\"\nextends = \"kungalv\"\ndrop = [\"partipolitik\"]\n",
/// )?;
/// assert_eq!(policy.extends, ["kungalv", "bbs"]);
/// assert!(policy.rule(ordvakt::Category::Partipolitik).is_none());
/// # Ok::<(), ordvakt::LoadError>(())
/// ```
pub fn parse_policy(file: &str, toml: &str) -> Result<Policy, LoadError> {
    Ok(ordvakt_rules::read_policy(file, toml, &builtin_policy)?)
}

/// A policy as a readable page: document, categories with their ground, and duties in order.
pub fn describe(policy: &Policy, lang: Lang) -> String {
    page::describe(policy, &BUILTIN.meta.categories, &BUILTIN.meta.statutes, lang)
}

/// A policy as rules in Markdown that a municipality can publish: who runs the page, what becomes of messages,
/// what may not be posted and what is then done.
pub fn public_rules(policy: &Policy, lang: Lang) -> String {
    page::public_rules(policy, &BUILTIN.meta.categories, lang)
}

/// A policy that forbids nothing.
pub(crate) fn nothing() -> Policy {
    Policy {
        id: "nothing".to_owned(),
        title: Bilingual::default(),
        document: Document::default(),
        extends: Vec::new(),
        languages: Vec::new(),
        welcome: Vec::new(),
        max_action: Action::Publish,
        rules: Vec::new(),
        duties: Vec::new(),
        allow: Vec::new(),
    }
}
