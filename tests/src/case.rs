//! The exact cases of `cases/`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// One case: a comment and what is asserted of its outcome.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Group and name, `swearing/plain`.
    #[serde(skip)]
    pub id: String,
    /// Unique in its file.
    pub name: String,
    /// The comment.
    pub text: String,
    /// The post it stands under.
    pub post: Option<String>,
    /// The built-in policy it is screened under.
    #[serde(default = "alla")]
    pub policy: String,
    /// The recommended action.
    pub action: Option<String>,
    /// All categories found, in any order.
    pub categories: Option<Vec<String>>,
    /// All findings, `category@start..end rule`, in bytes, in any order.
    pub findings: Option<Vec<String>>,
    /// All signals, in any order.
    pub signals: Option<Vec<String>>,
    /// The language's code.
    pub language: Option<String>,
    /// Why the case is there.
    pub why: String,
    /// Why the engine is known to fail it.
    pub broken: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

fn alla() -> String {
    "alla".to_owned()
}

/// Every case of every file, in the order of paths; those whose id contains `ORDVAKT_CASE` if that is set.
pub fn load() -> Vec<Case> {
    let root = crate::here("cases");
    let mut cases = Vec::new();
    for path in files(&root) {
        let group = path.strip_prefix(&root).unwrap_or(&path).with_extension("");
        let group = group.to_string_lossy().replace('\\', "/");
        cases.extend(parse(&group, &crate::read(&format!("cases/{group}.toml"))));
    }
    if let Ok(wanted) = std::env::var("ORDVAKT_CASE") {
        cases.retain(|case| case.id.contains(&wanted));
    }
    cases
}

/// The cases of one file.
pub fn parse(group: &str, text: &str) -> Vec<Case> {
    let File { mut case } = toml::from_str(text).unwrap_or_else(|error| panic!("{group}.toml: {error}"));
    let mut names = BTreeSet::new();
    for case in &mut case {
        case.id = format!("{group}/{}", case.name);
        assert!(names.insert(case.name.clone()), "{}: the name is taken", case.id);
        assert!(!case.why.trim().is_empty(), "{}: says not why it is there", case.id);
        assert!(case.asserts(), "{}: asserts nothing", case.id);
    }
    case
}

impl Case {
    fn asserts(&self) -> bool {
        self.action.is_some()
            || self.categories.is_some()
            || self.findings.is_some()
            || self.signals.is_some()
            || self.language.is_some()
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.unwrap_or_else(|error| panic!("{}: {error}", folder.display())).path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
    found.sort();
    found
}
