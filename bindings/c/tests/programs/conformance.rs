//! The shared cases come out of C exactly as out of Rust, which the cases' own runner holds to what they expect.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::toolchain::{Build, Dialect, compile, root, run};
use ordvakt::{Comment, Lang, Moderator, Offsets, Verdict};

#[derive(serde::Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    name: String,
    text: String,
    #[serde(default)]
    post: String,
    #[serde(default = "alla")]
    policy: String,
}

fn alla() -> String {
    "alla".to_owned()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
        .replace('\t', "\\t")
        .replace('\0', "\\0")
}

fn outcome(verdict: &Verdict) -> String {
    let mut findings: Vec<String> = verdict
        .findings()
        .iter()
        .map(|found| {
            let (start, end) = (found.span.start, found.span.end);
            format!("{}@{start}..{end} {}", found.category, verdict.rule_id(found))
        })
        .collect();
    findings.sort();
    let mut signals: Vec<&str> = verdict.signals().map(ordvakt::Signal::as_str).collect();
    signals.sort_unstable();
    let language = verdict.language().code;
    format!("{} {} | {} | {language}", verdict.action(), findings.join("; "), signals.join(","))
}

#[test]
fn c_says_what_rust_says() {
    let mut input = String::new();
    let mut expected = String::new();
    let mut moderators: HashMap<String, Moderator> = HashMap::new();
    let cases = root().join("../../tests/cases");
    for path in files(&cases) {
        let group = path.strip_prefix(&cases).unwrap().with_extension("");
        let file: File = toml::from_str(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in file.case {
            let moderator = moderators.entry(case.policy.clone()).or_insert_with_key(|id| {
                let policy = ordvakt::builtin_policy(id).unwrap_or_else(|| panic!("no policy {id}"));
                Moderator::builtin().with_policy(policy)
            });
            let post = (!case.post.is_empty()).then_some(case.post.as_str());
            let verdict = moderator.screen(Comment { post, ..Comment::from(&case.text) });
            let id = format!("{}/{}", group.display(), case.name);
            let (text, post) = (escape(&case.text), escape(&case.post));
            writeln!(input, "{id}\t{}\t{text}\t{post}", case.policy).unwrap();
            writeln!(expected, "{id}\t{}", outcome(&verdict)).unwrap();
            // Rust's JSON is held to the schema by the runner of the cases.
            writeln!(expected, "{}", verdict.to_json(&case.text, Lang::Sv, Offsets::CodePoint)).unwrap();
        }
    }
    assert!(!input.is_empty(), "no cases in {}", cases.display());
    let program = compile("tests/conformance.c", Dialect::C11, Build::Static);
    let output = run(&program, &[], &input, true);
    let got = String::from_utf8(output.stdout).unwrap();
    for (got, expected) in got.lines().zip(expected.lines()) {
        assert_eq!(got, expected);
    }
    assert_eq!(got.lines().count(), expected.lines().count());
    compile("tests/conformance.c", Dialect::Cpp17, Build::Static);
}
