//! Patterns as written: read from TOML, every value checked with its place.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::category::{Category, Signal};
use crate::diagnostic::Diagnostics;
use crate::item::{ItemSource, parse_item};
use crate::limits::MOST_ITEMS;
use crate::policy::Bilingual;
use crate::severity::Severity;
use crate::target::{Context, Contexts, Targets};
use crate::toml_walk::{Doc, Fields};

/// What a rule speaks for: a category or a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A finding in this category.
    Category(Category),
    /// No finding, but this signal.
    Signal(Signal),
}

impl Subject {
    /// The id of the category or signal.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Category(category) => category.as_str(),
            Self::Signal(signal) => signal.as_str(),
        }
    }

    pub(crate) fn parse(id: &str) -> Option<Self> {
        id.parse().map(Self::Category).or_else(|_| id.parse().map(Self::Signal)).ok()
    }
}

/// How far apart the items of a pattern may stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Within {
    /// In one clause.
    Clause,
    /// In one sentence.
    #[default]
    Sentence,
    /// In the sentence of the rarest item, the one before and the one after.
    Passage,
    /// So many words from the first to the last, in one sentence.
    Words(u8),
}

/// A pattern as written in a file.
#[derive(Clone, Debug)]
pub(crate) struct PatternSource {
    pub(crate) subject: Subject,
    pub(crate) id: String,
    pub(crate) place: (u32, u32),
    pub(crate) all: Vec<(ItemSource, Range<usize>)>,
    pub(crate) any: Vec<(ItemSource, Range<usize>)>,
    pub(crate) none: Vec<(ItemSource, Range<usize>)>,
    pub(crate) within: Within,
    pub(crate) order: bool,
    pub(crate) targets: Targets,
    pub(crate) unless: Contexts,
    pub(crate) when: Contexts,
    pub(crate) severity: Severity,
    pub(crate) confidence: f32,
    pub(crate) statute: Option<(String, Range<usize>)>,
    pub(crate) tags: Vec<String>,
    pub(crate) why: Option<Bilingual>,
    pub(crate) hits: Vec<String>,
    pub(crate) misses: Vec<String>,
}

/// Confidence of a pattern that states none.
const DEFAULT_CONFIDENCE: f32 = 0.85;

/// Reads one file of patterns.
pub(crate) fn read_patterns(doc: &Doc<'_>, subject: Subject, out: &mut Diagnostics) -> Vec<PatternSource> {
    let root = doc.parse(out);
    let mut fields = Fields::new(doc, root.get_ref(), 0..0);
    let mut patterns = Vec::new();
    for table in fields.tables("pattern", out) {
        if let Some(pattern) = read_pattern(doc, subject, table, out) {
            patterns.push(pattern);
        }
    }
    fields.finish(out);
    patterns
}

fn read_pattern(
    doc: &Doc<'_>,
    subject: Subject,
    mut fields: Fields<'_, '_>,
    out: &mut Diagnostics,
) -> Option<PatternSource> {
    let span = fields.span().clone();
    let id = fields.required_str("id", out);
    if let Some((id, span)) = &id
        && !is_slug(id)
    {
        doc.report(
            out,
            span,
            format!("`{id}` is no rule name"),
            Some("lower-case letters a-z, digits and hyphens"),
        );
    }
    let items = |name: &'static str, fields: &mut Fields<'_, '_>, out: &mut Diagnostics| {
        let mut items = Vec::new();
        let texts = fields.strings(name, out).unwrap_or_default();
        if texts.len() > MOST_ITEMS {
            let message = format!("`{name}` has {} items, at most {MOST_ITEMS} are possible", texts.len());
            doc.report(out, &span, message, Some("put its words into a group and name that"));
            return items;
        }
        for (text, span) in texts {
            match parse_item(text) {
                Ok(item) => items.push((item, span)),
                Err((message, hint)) => doc.report(out, &span, message, Some(hint)),
            }
        }
        items
    };
    let (all, any, none) =
        (items("all", &mut fields, out), items("any", &mut fields, out), items("none", &mut fields, out));
    if all.is_empty() && any.is_empty() {
        doc.report(out, &span, "the pattern has neither `all` nor `any`", Some("name what must stand there"));
    }
    let within = read_within(doc, &mut fields, out);
    let order = fields.bool("order", out).unwrap_or(false);
    let targets: Targets = parsed(doc, &mut fields, "target", "self, person, group, authority, thing", out)
        .unwrap_or_default()
        .into_iter()
        .collect::<Targets>();
    let standard = [Context::Quoted, Context::Reported, Context::Condemned].into_iter().collect();
    let unless = parsed::<Context>(doc, &mut fields, "unless", Context::KNOWN, out)
        .map_or(standard, |list| list.into_iter().collect());
    let when = parsed::<Context>(doc, &mut fields, "when", Context::KNOWN, out)
        .unwrap_or_default()
        .into_iter()
        .collect();
    let severity = fields.required_str("severity", out).and_then(|(text, span)| {
        let severity = text.parse().ok();
        if severity.is_none() {
            doc.report(
                out,
                &span,
                format!("unknown severity `{text}`"),
                Some("mild, moderate, severe or critical"),
            );
        }
        severity
    });
    let confidence = fields.number("confidence", out).unwrap_or(DEFAULT_CONFIDENCE);
    if !(0.0..=1.0).contains(&confidence) {
        doc.report(out, &span, format!("confidence {confidence} is not from 0 to 1"), None);
    }
    let statute = fields.str("statute", out).map(|(text, span)| (text.to_owned(), span));
    let owned = |list: Option<Vec<(&str, Range<usize>)>>| -> Vec<String> {
        list.unwrap_or_default().into_iter().map(|(text, _)| text.to_owned()).collect()
    };
    let tags = owned(fields.strings("tags", out));
    let why = fields.table("why", out).map(|mut why| {
        let mut text =
            |lang| why.required_str(lang, out).map_or_else(String::new, |(text, _)| text.to_owned());
        let texts = Bilingual { sv: text("sv"), en: text("en") };
        why.finish(out);
        texts
    });
    let (hits, misses) = (owned(fields.strings("hits", out)), owned(fields.strings("misses", out)));
    for (name, texts) in [("hits", &hits), ("misses", &misses)] {
        if texts.is_empty() {
            let hint = "at least one text that it must hit and one that it must not";
            doc.report(out, &span, format!("the pattern has no `{name}`"), Some(hint));
        }
    }
    fields.finish(out);
    let place = doc.place(span.start);
    Some(PatternSource {
        subject,
        id: id?.0.to_owned(),
        place,
        all,
        any,
        none,
        within,
        order,
        targets,
        unless,
        when,
        severity: severity?,
        confidence,
        statute,
        tags,
        why,
        hits,
        misses,
    })
}

fn read_within(doc: &Doc<'_>, fields: &mut Fields<'_, '_>, out: &mut Diagnostics) -> Within {
    let Some(value) = fields.value("within") else { return Within::default() };
    let within = match (value.get_ref().as_str(), value.get_ref().as_integer()) {
        (Some("clause"), _) => Some(Within::Clause),
        (Some("sentence"), _) => Some(Within::Sentence),
        (Some("passage"), _) => Some(Within::Passage),
        (_, Some(words)) => {
            words.as_str().parse().ok().filter(|words| (1..=64).contains(words)).map(Within::Words)
        }
        _ => None,
    };
    within.unwrap_or_else(|| {
        doc.report(
            out,
            &value.span(),
            "`within` is not known",
            Some("\"clause\", \"sentence\", \"passage\" or a number of words, 1 to 64"),
        );
        Within::default()
    })
}

fn parsed<T: std::str::FromStr>(
    doc: &Doc<'_>,
    fields: &mut Fields<'_, '_>,
    name: &'static str,
    known: &str,
    out: &mut Diagnostics,
) -> Option<Vec<T>> {
    let mut values = Vec::new();
    for (text, span) in fields.strings(name, out)? {
        match text.parse() {
            Ok(value) => values.push(value),
            Err(_) => {
                doc.report(out, &span, format!("unknown {name} `{text}`"), Some(&format!("known: {known}")));
            }
        }
    }
    Some(values)
}

fn is_slug(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::target::Target;

    fn read(text: &str) -> (Vec<PatternSource>, Diagnostics) {
        let mut out = Diagnostics::new();
        let doc = Doc::new("p.toml", text);
        let patterns = read_patterns(&doc, Subject::Category(Category::Hot), &mut out);
        (patterns, out)
    }

    #[test]
    fn a_whole_pattern() {
        let (patterns, out) = read(
            "[[pattern]]\nid = \"a-b\"\nall = [\"~ska\", \"@kill | #link\"]\nwithin = 6\norder = true\ntarget = \"person\"\n\
             unless = []\nseverity = \"severe\"\nhits = [\"x\"]\nmisses = [\"y\"]\n",
        );
        assert!(out.is_empty(), "{out}");
        assert_eq!(patterns[0].within, Within::Words(6));
        assert!(patterns[0].targets.contains(Target::Person) && patterns[0].unless.is_empty());
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let (_, out) = read(
            "[[pattern]]\nid = \"A b\"\nall = [\"@\", \"#what\"]\nwithin = 0\nunless = [\"asleep\"]\nseverity = \"bad\"\nhist = []\n",
        );
        let lines: Vec<u32> = out.iter().map(|one| one.line).collect();
        for line in [1, 2, 3, 4, 5, 6, 7] {
            assert!(lines.contains(&line), "line {line} of {out}");
        }
    }
}
