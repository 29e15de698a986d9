//! What the tests of the recognisers share: the shipped groups, and a way from text to findings.

use std::path::Path;
use std::sync::LazyLock;

use ordvakt_rules::{Image, Source, WordBits};
use ordvakt_text::{Class, Folded, Tokens};

use super::{Buffers, Date, Kind, Recognised, View, run};

/// The groups as shipped, compiled without lists and patterns.
static GROUPS: LazyLock<Image> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../wordlists");
    let mut sources = Vec::new();
    let mut add = |path: String| {
        if let Ok(text) = std::fs::read_to_string(root.join(&path)) {
            sources.push(Source::new(path, text));
        }
    };
    for file in [
        "categories.toml",
        "statutes.toml",
        "inflection/sv.toml",
        "inflection/en.toml",
        "tables/phone-plan.tsv",
        "tables/clearing.tsv",
        "tables/mailboxes.tsv",
    ] {
        add(file.to_owned());
    }
    for (group, _) in WordBits::GROUPS {
        for lang in ["sv", "en"] {
            add(format!("groups/{lang}/{group}.tsv"));
        }
    }
    ordvakt_rules::compile(&sources).unwrap_or_else(|wrong| panic!("{wrong:?}"))
});

/// Everything recognised in a text, and its fold.
pub(crate) fn all(text: &str) -> (String, Vec<Recognised>) {
    let mut folded = Folded::new();
    folded.fold(text);
    let mut tokens = Tokens::default();
    tokens.tokenize(text, &folded);
    let bits = bits_of(&folded, &tokens);
    let today = Date { year: 2026, month: 11, day: 22 };
    let numbers = &GROUPS.meta.numbers;
    let view = View { text: folded.text(), tokens: tokens.tokens(), bits: &bits, numbers, today };
    let mut out = Vec::new();
    run(&view, &mut Buffers::default(), &mut out);
    (folded.text().to_owned(), out)
}

/// What the groups say of each token.
pub(crate) fn bits_of(folded: &Folded, tokens: &Tokens) -> Vec<WordBits> {
    let special = Class(Class::LINK.0 | Class::EMAIL.0 | Class::MENTION.0);
    let known = |token: &ordvakt_text::Token| {
        let word = &folded.text()[token.start as usize..token.end as usize];
        GROUPS.words.get(word.as_bytes()).filter(|_| !token.class.has(special))
    };
    tokens.tokens().iter().map(|token| known(token).map_or(WordBits::NONE, |word| word.bits)).collect()
}

/// Everything of one kind.
pub(crate) fn found(text: &str, kind: Kind) -> Vec<Recognised> {
    all(text).1.into_iter().filter(|one| one.kind == kind).collect()
}

/// The folded texts of everything of one kind that is no note.
pub(crate) fn spans(text: &str, kind: Kind) -> Vec<String> {
    let (folded, found) = all(text);
    let of_kind = found.into_iter().filter(|one| one.kind == kind && !one.note);
    of_kind.map(|one| folded[one.start as usize..one.end as usize].to_owned()).collect()
}
