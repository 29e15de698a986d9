//! The files that lists, patterns and policies are read from.

use crate::pattern::Subject;

/// The tables there are.
const TABLES: [&str; 6] = [
    crate::host_rows::TABLE,
    crate::parties::TABLE,
    crate::rarity::TABLE,
    crate::numbers::PHONE_PLAN,
    crate::numbers::CLEARING,
    crate::numbers::MAILBOXES,
];

/// A file of a lists folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path inside the folder, with `/`: `sv/svordomar.tsv`, `patterns/hot.toml`. Says what it holds.
    pub path: String,
    /// How diagnostics name it.
    pub label: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// A file whose diagnostics name it as given; the end of the name says what it holds (`mine/sv/svordomar.tsv`).
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let label = name.into();
        let ends =
            std::iter::successors(Some(label.as_str()), |path| path.split_once('/').map(|(_, rest)| rest));
        let known = |path: &&str| !matches!(content_of(path), Err(_) | Ok(Content::Ignored));
        let path = ends.into_iter().find(known).unwrap_or(&label).to_owned();
        Self { path, label, text: text.into() }
    }
}

/// What a path says a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content<'a> {
    Inflection,
    List(Subject),
    Group(&'a str),
    Allow,
    Table(&'a str),
    Patterns(Subject),
    Policy,
    Statutes,
    Categories,
    Statements,
    /// Prose, models and the like.
    Ignored,
}

/// Classifies a path; the error is what is wrong with it.
pub(crate) fn content_of(path: &str) -> Result<Content<'_>, (String, &'static str)> {
    let parts: Vec<&str> = path.split('/').collect();
    let named = |name: &str| -> Result<Subject, (String, &'static str)> {
        Subject::parse(name).ok_or_else(|| {
            (format!("`{name}` is neither a category nor a signal"), "`ordvakt categories` prints them")
        })
    };
    match parts[..] {
        ["Cargo.toml"] | ["language", ..] => Ok(Content::Ignored),
        ["statutes.toml"] => Ok(Content::Statutes),
        ["categories.toml"] => Ok(Content::Categories),
        ["statements.toml"] => Ok(Content::Statements),
        ["inflection", file] if file.ends_with(".toml") => Ok(Content::Inflection),
        ["policies", file] if file.ends_with(".toml") => Ok(Content::Policy),
        ["allow", file] if file.ends_with(".tsv") => Ok(Content::Allow),
        ["tables", file] if file.ends_with(".tsv") => {
            let name = &file[..file.len() - 4];
            let unknown = (
                format!("`{name}` is no table"),
                "hosts, parties, frequent-words, phone-plan, clearing or mailboxes, each with .tsv",
            );
            if TABLES.contains(&name) { Ok(Content::Table(name)) } else { Err(unknown) }
        }
        ["groups", _, file] if file.ends_with(".tsv") => Ok(Content::Group(&file[..file.len() - 4])),
        ["patterns", file] if file.ends_with(".toml") => {
            named(&file[..file.len() - 5]).map(Content::Patterns)
        }
        ["patterns", subject, file] if file.ends_with(".toml") => named(subject).map(Content::Patterns),
        [lang, file] if (2..=3).contains(&lang.len()) && file.ends_with(".tsv") => {
            named(&file[..file.len() - 4]).map(Content::List)
        }
        _ if path.ends_with(".md") || path.ends_with(".txt") => Ok(Content::Ignored),
        _ => Err((
            format!("`{path}` is no place for lists, groups, patterns or policies"),
            "see the layout in the README of the lists folder",
        )),
    }
}
