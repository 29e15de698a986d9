//! The doors to the engine, each giving outcome lines.

use std::collections::{BTreeMap, HashMap};

use ordvakt::{Comment, Moderator, Verdict};
use serde::Deserialize;

use crate::case::Case;
use crate::compare::Outcome;
use crate::tool;

/// A door to the engine.
pub trait Implementation {
    /// The outcome line of a case.
    fn outcome(&self, case: &Case) -> String;
}

/// A built-in policy's moderator.
pub fn moderator(policy: &str) -> Moderator {
    let Some(policy) = ordvakt::builtin_policy(policy) else { panic!("no policy `{policy}`") };
    Moderator::builtin().with_policy(policy)
}

/// What a verdict comes to.
pub fn outcome_of(verdict: &Verdict) -> Outcome {
    let described = |finding: &ordvakt::Finding| {
        let (start, end) = (finding.span.start, finding.span.end);
        format!("{}@{start}..{end} {}", finding.category.as_str(), verdict.rule_id(finding))
    };
    let mut findings: Vec<_> = verdict.findings().iter().map(described).collect();
    let mut signals: Vec<_> = verdict.signals().map(|signal| signal.as_str().to_owned()).collect();
    findings.sort();
    signals.sort();
    let (action, language) = (verdict.action().as_str().to_owned(), verdict.language().code.to_owned());
    Outcome { action, findings, signals, language }
}

/// The Rust interface.
pub struct Library {
    moderators: HashMap<String, Moderator>,
}

impl Library {
    /// Moderators for the policies of these cases.
    pub fn new(cases: &[Case]) -> Self {
        let mut moderators = HashMap::new();
        for case in cases {
            moderators.entry(case.policy.clone()).or_insert_with_key(|policy| moderator(policy));
        }
        Self { moderators }
    }
}

impl Implementation for Library {
    fn outcome(&self, case: &Case) -> String {
        let Some(moderator) = self.moderators.get(&case.policy) else {
            panic!("{}: another run's case", case.id)
        };
        let comment = Comment { post: case.post.as_deref(), ..Comment::from(&case.text) };
        outcome_of(&moderator.screen(comment)).line()
    }
}

/// The command-line tool, run once for each policy.
pub struct Tool {
    lines: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    action: String,
    findings: Vec<RowFinding>,
    signals: Vec<String>,
    language: RowLanguage,
    offsets: String,
}

#[derive(Deserialize)]
struct RowFinding {
    category: String,
    rule: String,
    start: usize,
    end: usize,
    matched: String,
}

#[derive(Deserialize)]
struct RowLanguage {
    code: String,
}

impl Tool {
    /// Screens all cases.
    pub fn new(cases: &[Case]) -> Self {
        let mut by_policy: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
        for case in cases {
            by_policy.entry(&case.policy).or_default().push(case);
        }
        let mut lines = HashMap::new();
        for (policy, cases) in by_policy {
            let mut input = String::new();
            for case in &cases {
                let row = serde_json::json!({ "id": case.id, "text": case.text, "post": case.post });
                input += &row.to_string();
                input.push('\n');
            }
            let output = tool::run(&["screen", "-", "--policy", policy, "--format", "jsonl"], &input);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let output = String::from_utf8_lossy(&output.stdout);
            assert_eq!(output.lines().count(), cases.len(), "one row a comment");
            for (case, line) in cases.iter().zip(output.lines()) {
                let row: Row = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
                assert_eq!(row.id, case.id, "rows in the order of the input");
                assert_eq!(row.offsets, "codepoint");
                lines.insert(row.id.clone(), line_of(row, &case.text));
            }
        }
        Self { lines }
    }
}

impl Implementation for Tool {
    fn outcome(&self, case: &Case) -> String {
        self.lines.get(&case.id).cloned().unwrap_or_default()
    }
}

/// The row's positions are code points; the outcome line's are bytes.
fn line_of(row: Row, text: &str) -> String {
    let bytes = |position: usize| text.char_indices().nth(position).map_or(text.len(), |(at, _)| at);
    let described = |finding: RowFinding| {
        let (start, end) = (bytes(finding.start), bytes(finding.end));
        assert_eq!(
            text.get(start..end),
            Some(finding.matched.as_str()),
            "{}: `matched` stands elsewhere",
            row.id
        );
        format!("{}@{start}..{end} {}", finding.category, finding.rule)
    };
    let mut findings: Vec<_> = row.findings.into_iter().map(described).collect();
    let mut signals = row.signals;
    findings.sort();
    signals.sort();
    Outcome { action: row.action, findings, signals, language: row.language.code }.line()
}
