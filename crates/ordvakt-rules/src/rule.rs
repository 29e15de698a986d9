//! The rules of list rows and patterns.

use std::collections::BTreeMap;

use crate::compile::Read;
use crate::diagnostic::Diagnostics;
use crate::image::{Entry, Meta, Rule};
use crate::pattern::{PatternSource, Subject};
use crate::target::{Context, Contexts};
use crate::toml_walk::Doc;

/// Confidence of a list row that states none.
const ROW_CONFIDENCE: f32 = 0.9;

/// The entry of a list row and, if it is the first of its id, its rule.
pub(crate) fn list_entry(
    subject: Subject,
    read: &Read,
    rules: &mut BTreeMap<String, Rule>,
    out: &mut Diagnostics,
) -> Option<(String, Entry)> {
    let row = &read.row;
    let severity = row.severity?;
    let name = row.id.clone().unwrap_or_else(|| ordvakt_text::slug(&row.entry.replace(['|', '~'], "")));
    let id = format!("{}/{name}", subject.as_str());
    let confidence = row.confidence.unwrap_or(ROW_CONFIDENCE);
    match rules.get(&id) {
        Some(rule) if rule.severity != severity => {
            let message = format!("rule `{id}` is already of severity {}", rule.severity);
            out.add(&read.label, row.line, 1, message, Some("give this row an id of its own: id=…"));
        }
        Some(_) => {}
        None => {
            let rule = Rule {
                id: id.clone(),
                subject,
                severity,
                confidence,
                statute: None,
                why: None,
                tags: Vec::new(),
            };
            rules.insert(id.clone(), rule);
        }
    }
    let standard: Contexts = [Context::Quoted, Context::Reported, Context::Condemned].into_iter().collect();
    let unless = if row.always { row.unless } else { row.unless.union(standard) };
    Some((id, Entry { rule: 0, targets: row.targets, unless }))
}

/// The rule of a pattern, unless its id is taken.
pub(crate) fn pattern_rule(
    doc: &Doc<'_>,
    pattern: &PatternSource,
    rules: &BTreeMap<String, Rule>,
    meta: &Meta,
    out: &mut Diagnostics,
) -> Option<Rule> {
    let id = format!("{}/{}", pattern.subject.as_str(), pattern.id);
    let statute = match &pattern.statute {
        None => None,
        Some((name, span)) => {
            let index = meta.statutes.iter().position(|statute| statute.id == *name);
            if index.is_none() {
                let known: Vec<&str> = meta.statutes.iter().map(|statute| statute.id.as_str()).collect();
                doc.report(
                    out,
                    span,
                    format!("unknown statute `{name}`"),
                    Some(&format!("known: {}", known.join(", "))),
                );
            }
            index.map(|index| index as u16)
        }
    };
    if rules.contains_key(&id) {
        out.add(
            doc.file,
            pattern.place.0,
            pattern.place.1,
            format!("rule `{id}` is defined twice"),
            Some("ids are unique within a category"),
        );
        return None;
    }
    Some(Rule {
        id,
        subject: pattern.subject,
        severity: pattern.severity,
        confidence: pattern.confidence,
        statute,
        why: pattern.why.clone(),
        tags: pattern.tags.clone(),
    })
}
