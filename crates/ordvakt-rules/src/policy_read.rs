//! Reads policies, statutes and texts of categories, and reports everything that is wrong with them at once.

mod all;
mod duty;
mod statements;
mod texts;
mod value;

use crate::category::Category;
use crate::diagnostic::Diagnostics;
use crate::policy::{Clause, Document, DocumentStatus, Policy, PolicyRule, Scope};
use crate::severity::Action;
use crate::toml_walk::{Doc, Fields};

pub(crate) use all::read_all;
pub use statements::read_statements;
pub use texts::{read_categories, read_statutes};
use value::{Reader, list};

/// The policies that come with Ordvakt, by id.
pub const BUILTIN_POLICIES: &[&str] =
    &["alla", "bbs", "katrineholm", "kiruna", "kungalv", "pitea", "uppvidinge"];

/// More duties than a verdict can number.
const MOST_DUTIES: usize = 255;

/// A policy from TOML text, complete: what it extends is taken in.
///
/// `file` names the text in diagnostics; its stem is the policy's id. `base` gives the policies that can be
/// extended. On failure every diagnostic is returned.
pub fn read_policy(
    file: &str,
    text: &str,
    base: &dyn Fn(&str) -> Option<Policy>,
) -> Result<Policy, Diagnostics> {
    let mut out = Diagnostics::new();
    let doc = Doc::new(file, text);
    let root = doc.parse(&mut out);
    if !out.is_empty() {
        // What a recovered tree lacks would be reported as missing, though it stands in the file.
        return out.into_result(Policy::empty(String::new()));
    }
    let id = policy_id(file);
    let fields = Fields::new(&doc, root.get_ref(), 0..0);
    let mut reader = Reader { doc: &doc, out: &mut out };
    let policy = reader.policy(fields, id, base);
    out.into_result(policy)
}

/// All policies of a folder, `(file, text)`, in any order; each may extend any other. Sorted by id.
pub fn read_policies(files: &[(&str, &str)]) -> Result<Vec<Policy>, Diagnostics> {
    let mut out = Diagnostics::new();
    let mut waiting: Vec<(&str, &str, Option<String>)> =
        files.iter().map(|(file, text)| (*file, *text, extends_of(file, text))).collect();
    let mut done: Vec<Policy> = Vec::new();
    let ids: Vec<String> = files.iter().map(|(file, _)| policy_id(file)).collect();
    for (at, id) in ids.iter().enumerate() {
        if let Some(first) = ids[..at].iter().position(|other| other == id) {
            let hint = format!("the first is {}", files[first].0);
            out.add(files[at].0, 0, 0, format!("a second policy `{id}`"), Some(&hint));
        }
    }
    while !waiting.is_empty() {
        let ready = waiting.iter().position(|(_, _, parent)| {
            parent
                .as_ref()
                .is_none_or(|parent| !ids.contains(parent) || done.iter().any(|policy| policy.id == *parent))
        });
        let Some(ready) = ready else { break };
        let (file, text, _) = waiting.remove(ready);
        match read_policy(file, text, &|id| done.iter().find(|policy| policy.id == id).cloned()) {
            Ok(policy) => done.push(policy),
            Err(wrong) => {
                out.extend(wrong);
                // Children are still checked for themselves.
                done.push(Policy::empty(policy_id(file)));
            }
        }
    }
    for (file, text, parent) in waiting {
        let doc = Doc::new(file, text);
        let mut ignored = Diagnostics::new();
        let root = doc.parse(&mut ignored);
        let span = Fields::new(&doc, root.get_ref(), 0..0).value("extends").map_or(0..0, toml::Spanned::span);
        let message = format!("`extends` goes in a circle through `{}`", parent.unwrap_or_default());
        doc.report(&mut out, &span, message, Some("one of them must stand for itself"));
    }
    done.sort_by(|a, b| a.id.cmp(&b.id));
    out.into_result(done)
}

/// The id of a policy file: its stem, with anything but letters, digits, `-` and `_` as `-`.
fn policy_id(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.strip_suffix(".toml").unwrap_or(name).to_lowercase();
    let id: String =
        stem.chars().map(|c| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' }).collect();
    let id = id.trim_matches('-');
    if id.is_empty() { "policy".to_owned() } else { id.to_owned() }
}

fn extends_of(file: &str, text: &str) -> Option<String> {
    let doc = Doc::new(file, text);
    let mut ignored = Diagnostics::new();
    let root = doc.parse(&mut ignored);
    let value = Fields::new(&doc, root.get_ref(), 0..0).value("extends")?;
    value.get_ref().as_str().map(str::to_owned)
}

impl Policy {
    /// A policy that forbids nothing.
    fn empty(id: String) -> Self {
        Self {
            id,
            title: crate::policy::Bilingual::default(),
            document: Document::default(),
            extends: Vec::new(),
            languages: Vec::new(),
            welcome: Vec::new(),
            max_action: Action::Remove,
            rules: Vec::new(),
            duties: Vec::new(),
            allow: Vec::new(),
        }
    }
}

impl Reader<'_, '_> {
    fn policy(
        &mut self,
        mut fields: Fields<'_, '_>,
        id: String,
        base: &dyn Fn(&str) -> Option<Policy>,
    ) -> Policy {
        let parent = self.parent(&mut fields, &id, base);
        let mut policy = Policy::empty(id);
        policy.title = self.bilingual(&mut fields, "title");
        if let Some(parent) = &parent {
            policy.extends.push(parent.id.clone());
            policy.extends.extend(parent.extends.iter().cloned());
            policy.languages.clone_from(&parent.languages);
            policy.welcome.clone_from(&parent.welcome);
            policy.max_action = parent.max_action;
            policy.allow.clone_from(&parent.allow);
        }
        if let Some(languages) = self.languages(&mut fields, "languages") {
            policy.languages = languages;
        }
        if let Some(welcome) = self.languages(&mut fields, "welcome") {
            policy.welcome = welcome;
        }
        if let Some(action) = self.id_of::<Action>(&mut fields, "max_action", Action::ALL, Action::as_str) {
            policy.max_action = action;
        }
        for (text, _) in fields.strings("allow", self.out).unwrap_or_default() {
            if !policy.allow.iter().any(|known| known == text) {
                policy.allow.push(text.to_owned());
            }
        }
        if let Some(document) = fields.table("document", self.out) {
            policy.document = self.document(document);
        }
        let dropped = self.dropped(&mut fields, parent.as_ref());
        let own = self.rules(&mut fields);
        for category in Category::ALL.iter().copied() {
            let inherited = || parent.as_ref().and_then(|parent| parent.rule(category)).cloned();
            let rule = own.iter().find(|rule| rule.category == category).cloned();
            let rule = rule.or_else(|| inherited().filter(|_| !dropped.contains(&category)));
            policy.rules.extend(rule);
        }
        let duties = self.duties(&mut fields);
        if let Some(parent) = parent {
            let restated = |id: &str| duties.iter().any(|duty| duty.id == id);
            policy.duties.extend(parent.duties.into_iter().filter(|duty| !restated(&duty.id)));
        }
        policy.duties.extend(duties);
        if policy.duties.len() > MOST_DUTIES {
            let message = format!("{} duties, at most {MOST_DUTIES} are possible", policy.duties.len());
            self.out.add(self.doc.file, 0, 0, message, None);
        }
        fields.finish(self.out);
        policy
    }

    fn parent(
        &mut self,
        fields: &mut Fields<'_, '_>,
        id: &str,
        base: &dyn Fn(&str) -> Option<Policy>,
    ) -> Option<Policy> {
        let (name, span) = fields.str("extends", self.out)?;
        if name == id {
            let hint = "give the file another name: its stem is the policy's id";
            self.doc.report(self.out, &span, format!("`{name}` extends itself"), Some(hint));
            return None;
        }
        let parent = base(name);
        match &parent {
            None => {
                let known: Vec<&str> =
                    BUILTIN_POLICIES.iter().copied().filter(|known| base(known).is_some()).collect();
                let hint = value::hint(name, &known);
                self.doc.report(self.out, &span, format!("unknown policy `{name}`"), Some(&hint));
            }
            Some(policy) if policy.extends.iter().any(|other| other == id) => {
                let message = format!("`{name}` extends `{id}`: that is a circle");
                self.doc.report(self.out, &span, message, Some("one of them must stand for itself"));
                return None;
            }
            Some(_) => {}
        }
        parent
    }

    fn document(&mut self, mut fields: Fields<'_, '_>) -> Document {
        let title = self.required(&mut fields, "title", None).unwrap_or_default();
        let date = fields.str("date", self.out).map(|(date, _)| date.to_owned()).unwrap_or_default();
        let status = self.id_of(&mut fields, "status", DocumentStatus::ALL, DocumentStatus::as_str);
        fields.finish(self.out);
        Document { title, date, status: status.unwrap_or(DocumentStatus::Adopted) }
    }

    fn dropped(&mut self, fields: &mut Fields<'_, '_>, parent: Option<&Policy>) -> Vec<Category> {
        let mut dropped = Vec::new();
        for (text, span) in fields.strings("drop", self.out).unwrap_or_default() {
            let Some(category) = self.one(text, &span, "category", Category::ALL, Category::as_str) else {
                continue;
            };
            let Some(parent) = parent else {
                let hint = "leave `drop` out, or say which policy it `extends`";
                self.doc.report(
                    self.out,
                    &span,
                    "nothing is extended, so nothing can be dropped",
                    Some(hint),
                );
                continue;
            };
            if parent.rule(category).is_none() && !parent.rules.is_empty() {
                let forbidden: Vec<&str> = parent.rules.iter().map(|rule| rule.category.as_str()).collect();
                let message = format!("`{}` has no rule for `{category}`", parent.id);
                self.doc.report(self.out, &span, message, Some(&format!("it has {}", list(&forbidden))));
                continue;
            }
            dropped.push(category);
        }
        dropped
    }

    fn rules(&mut self, fields: &mut Fields<'_, '_>) -> Vec<PolicyRule> {
        let mut rules: Vec<(PolicyRule, u32)> = Vec::new();
        for mut fields in fields.tables("rule", self.out) {
            let place = fields.span().clone();
            let category =
                self.required_id(&mut fields, "category", Category::ALL, Category::as_str, "which category?");
            let action =
                self.required_id(&mut fields, "action", Action::ALL, Action::as_str, "what to recommend?");
            let scope_span = fields.value("scope").map_or(place.clone(), toml::Spanned::span);
            let scope = self.id_of(&mut fields, "scope", Scope::ALL, Scope::as_str).unwrap_or_default();
            let clause = self.id_of(&mut fields, "clause", Clause::ALL, Clause::as_str).unwrap_or_default();
            let citation = self.required(&mut fields, "citation", Some("name the document and its section"));
            let law_citation = fields.str("law_citation", self.out).map(|(text, _)| text.to_owned());
            fields.finish(self.out);
            let Some(category) = category else { continue };
            let only = match scope {
                Scope::Offensive => Some(Category::Personuppgifter),
                Scope::PrivateCompanies => Some(Category::Reklam),
                _ => None,
            };
            if let Some(only) = only.filter(|only| *only != category) {
                let message = format!("scope `{}` has a meaning for `{only}` only", scope.as_str());
                self.doc.report(self.out, &scope_span, message, None);
            }
            if let Some((_, line)) = rules.iter().find(|(rule, _)| rule.category == category) {
                let hint = format!("its first rule is on line {line}");
                self.doc.report(self.out, &place, format!("a second rule for `{category}`"), Some(&hint));
                continue;
            }
            let (Some(action), Some(citation)) = (action, citation) else { continue };
            let line = self.doc.place(place.start).0;
            rules.push((PolicyRule { category, action, scope, clause, citation, law_citation }, line));
        }
        rules.into_iter().map(|(rule, _)| rule).collect()
    }
}
