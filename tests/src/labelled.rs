//! The labelled comments of `quality/` and how a verdict is counted against them.

use std::collections::{BTreeMap, BTreeSet};

use ordvakt::{Comment, Moderator, Scratch, Verdict};
use serde::{Deserialize, Serialize};

/// A comment and what an editor says about it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    /// Unique in its file.
    pub id: String,
    /// The comment.
    pub text: String,
    /// The post it stands under.
    pub post: Option<String>,
    /// Categories that must be found.
    pub labels: BTreeSet<String>,
    /// Categories that are tolerated; any other is wrong.
    #[serde(default)]
    pub may: BTreeSet<String>,
    /// Which of `fraga` and `enskilt_arende` must be given, where that is judged at all.
    pub signals: Option<BTreeSet<String>>,
    /// Personal data and where it stands, where that is judged at all.
    pub spans: Option<Vec<LabelledSpan>>,
}

/// Something personal in a comment.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelledSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is: the name of the rule `personuppgifter/<type>`, or `sekretess_…`.
    #[serde(rename = "type")]
    pub kind: String,
}

/// Rights and wrongs of one category, signal or type of personal data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Found and labelled.
    pub right: u32,
    /// Labelled and not found.
    pub missed: u32,
    /// Found and neither labelled nor tolerated.
    pub wrong: u32,
    /// Of those right, how many to the byte; only counted for spans.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub exact: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// Counts by category, signal or type.
pub type Tally = BTreeMap<String, Counts>;

/// The comments of a file of `quality/`.
pub fn load(file: &str) -> Vec<Labelled> {
    let text = crate::read(&format!("quality/{file}"));
    let mut ids = BTreeSet::new();
    let parse = |(number, line): (usize, &str)| {
        let one: Labelled =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{file}:{}: {error}", number + 1));
        assert!(ids.insert(one.id.clone()), "{file}:{}: the id {} is taken", number + 1, one.id);
        one
    };
    text.lines().enumerate().map(parse).collect()
}

/// Counts categories, signals and, where they are labelled, spans of every comment under the policy `alla`.
pub fn tally(cases: &[Labelled]) -> Tally {
    let moderator = Moderator::builtin();
    let mut scratch = Scratch::new();
    let mut tally = Tally::new();
    for case in cases {
        let comment = Comment { post: case.post.as_deref(), ..Comment::from(&case.text) };
        let verdict = moderator.screen_with(&mut scratch, &comment);
        if let Some(spans) = &case.spans {
            count_spans(&mut tally, spans, &verdict);
        } else {
            count_labels(&mut tally, case, &verdict);
        }
    }
    tally
}

fn count_labels(tally: &mut Tally, case: &Labelled, verdict: &Verdict) {
    let mut found: BTreeSet<String> =
        verdict.categories().map(|category| category.as_str().to_owned()).collect();
    let mut labels = case.labels.clone();
    if let Some(signals) = &case.signals {
        labels.extend(signals.iter().cloned());
        let given = verdict.signals().map(|signal| signal.as_str().to_owned());
        found.extend(given.filter(|signal| signal != "akut"));
    }
    for label in labels.union(&found) {
        match (labels.contains(label), found.contains(label)) {
            (true, true) => tally.entry(label.clone()).or_default().right += 1,
            (true, false) => tally.entry(label.clone()).or_default().missed += 1,
            _ if case.may.contains(label) => {}
            _ => tally.entry(label.clone()).or_default().wrong += 1,
        }
    }
}

/// A finding counts for a span of its own type that it overlaps by half; confidential matters count once a text.
fn count_spans(tally: &mut Tally, spans: &[LabelledSpan], verdict: &Verdict) {
    let mut found = Vec::new();
    for finding in verdict.findings() {
        if let Some(kind) = verdict.rule_id(finding).strip_prefix("personuppgifter/") {
            found.push((finding.span.start, finding.span.end, kind));
        }
    }
    for span in spans.iter().filter(|span| !span.kind.starts_with("sekretess")) {
        let share = |at: &(u32, u32, &str)| overlap((at.0, at.1), (span.start, span.end));
        let twins = found.iter().enumerate().filter(|(_, at)| at.2 == span.kind);
        let best = twins.max_by(|a, b| share(a.1).total_cmp(&share(b.1))).filter(|(_, at)| share(at) >= 0.5);
        let best = best.map(|(index, _)| index);
        let counts = tally.entry(span.kind.clone()).or_default();
        match best.map(|index| found.swap_remove(index)) {
            Some((start, end, _)) => {
                counts.right += 1;
                counts.exact += u32::from((start, end) == (span.start, span.end));
            }
            None => counts.missed += 1,
        }
    }
    for (_, _, kind) in found {
        tally.entry(kind.to_owned()).or_default().wrong += 1;
    }
    let confidential = spans.iter().any(|span| span.kind.starts_with("sekretess"));
    let says_so = verdict.categories().any(|category| category == ordvakt::Category::Sekretess);
    let counts = tally.entry("sekretess".to_owned()).or_default();
    match (confidential, says_so) {
        (true, true) => counts.right += 1,
        (true, false) => counts.missed += 1,
        (false, true) => counts.wrong += 1,
        (false, false) => {}
    }
}

/// Shared bytes over all bytes of both.
fn overlap(a: (u32, u32), b: (u32, u32)) -> f64 {
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    f64::from(shared) / f64::from(a.1.max(b.1) - a.0.min(b.0)).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_are_shares() {
        assert!((overlap((0, 4), (2, 4)) - 0.5).abs() < 1e-9);
        assert!(overlap((0, 2), (2, 4)) < 1e-9);
        assert!((overlap((3, 9), (3, 9)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_tolerated_counts_for_nothing() {
        let verdict = Moderator::builtin().screen("Vilka jävla vägar!");
        let counted = |json: &str| {
            let mut tally = Tally::new();
            count_labels(&mut tally, &serde_json::from_str(json).expect(json), &verdict);
            tally.get("svordomar").map(|counts| (counts.right, counts.missed, counts.wrong))
        };
        assert_eq!(counted(r#"{"id": "1", "text": "", "labels": ["svordomar"]}"#), Some((1, 0, 0)));
        assert_eq!(counted(r#"{"id": "1", "text": "", "labels": [], "may": ["svordomar"]}"#), None);
        assert_eq!(counted(r#"{"id": "1", "text": "", "labels": []}"#), Some((0, 0, 1)));
    }
}
