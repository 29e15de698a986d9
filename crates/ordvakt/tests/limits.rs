//! What is too large is refused with its place and what would be right, and costs no more than it must.
#![allow(clippy::panic, reason = "a helper that fails is a failed test")]

use std::fmt::Write as _;

use ordvakt::{Category, Diagnostics, Moderator, Verdict};

/// What is told of a file.
fn told(path: &str, text: &str) -> Diagnostics {
    match Moderator::builder().without_builtin().source(path, text).build() {
        Ok(_) => panic!("{path} was taken"),
        Err(error) => error.diagnostics().clone(),
    }
}

/// How many findings are of a list of swearing; what a comment of one word is in may be found too.
fn of_the_list(verdict: &Verdict) -> usize {
    verdict.findings().iter().filter(|finding| finding.category == Category::Svordomar).count()
}

fn tells(diagnostics: &Diagnostics, line: u32, message: &str) {
    let found =
        diagnostics.iter().any(|one| one.line == line && one.message.contains(message) && one.hint.is_some());
    assert!(found, "{message} at line {line}: {diagnostics}");
}

#[test]
fn a_file_may_have_sixteen_mebibytes() {
    let row = "a".repeat(150) + "\tword\t\tmild\n";
    let text = row.repeat((16 << 20) / row.len() + 1);
    tells(&told("sv/svordomar.tsv", &text), 0, "at most 16777216 are read");
    let toml = format!("# {}\n", "x".repeat(16 << 20));
    tells(&told("patterns/hot.toml", &toml), 0, "at most 16777216 are read");
    tells(&told("policies/min.toml", &toml), 0, "at most 16777216 are read");
}

#[test]
fn an_entry_may_have_two_hundred_characters() {
    let list = format!("kort\tword\t\tmild\n{}\tword\t\tmild\n", "å".repeat(201));
    tells(&told("sv/svordomar.tsv", &list), 2, "the entry has 201 characters, at most 200");
    tells(&told("allow/mine.tsv", &format!("{}\ta reason\n", "å".repeat(201))), 1, "201 characters");
}

#[test]
fn patterns_may_not_grow_without_end() {
    let pattern = |all: &str| {
        format!(
            "[[pattern]]\nid = \"made-up\"\nall = [{all}]\nseverity = \"mild\"\nhits = [\"x\"]\nmisses = [\"y\"]\n"
        )
    };
    let words = |count: usize| (0..count).map(|n| format!("ord{n}")).collect::<Vec<_>>().join(" ");
    tells(
        &told("patterns/hot.toml", &pattern(&format!("\"{}\"", words(33)))),
        3,
        "33 words in a row, at most 32",
    );
    let long = "x|".repeat(9_000) + "x";
    tells(&told("patterns/hot.toml", &pattern(&format!("\"{long}\""))), 3, "18001 characters, at most 16384");
    let many = (0..257).map(|n| format!("\"ord{n}\"")).collect::<Vec<_>>().join(", ");
    tells(&told("patterns/hot.toml", &pattern(&many)), 1, "`all` has 257 items, at most 256");
}

#[test]
fn regular_expressions_have_a_size_and_a_number() {
    let row = |regex: &str| format!("{regex}\tregex\t\tmild\tliteral=krumelur\n");
    let large = told("sv/svordomar.tsv", &row(r"krumelur(\w{100}){100}"));
    tells(&large, 1, "compiled it takes more than 1048576 bytes");
    tells(&told("sv/svordomar.tsv", &row("krumelur(")), 1, "unclosed group");
    let mut many = String::new();
    for n in 0..257 {
        let _ = write!(many, "{}", row(&format!("krumelur{n}")));
    }
    tells(&told("sv/svordomar.tsv", &many), 257, "257 rows are regexes, at most 256");
}

#[test]
fn a_thousand_things_wrong_are_told_and_no_more() {
    let text = "ord\tnoun\t\tgrave\n".repeat(50_000);
    let diagnostics = told("sv/svordomar.tsv", &text);
    assert_eq!(diagnostics.len(), 1_000);
    assert!(diagnostics.iter().any(|one| one.message == "more is wrong than is told here"));
}

#[test]
fn a_regex_that_looks_far_is_looked_for_so_often_and_no_more() {
    // Each search for this looks to the end of the text before it takes the first letters.
    let row = "krumelur(?:.*kråka)?\tregex\t\tmild\tliteral=krumelur\n";
    let built = Moderator::builder().without_builtin().source("sv/svordomar.tsv", row).build();
    let moderator = built.unwrap_or_else(|error| panic!("{error}"));
    let verdict = moderator.screen(&"krumelur ".repeat(2_000));
    assert_eq!(of_the_list(&verdict), 64);
    assert_eq!(of_the_list(&moderator.screen("en krumelur, en krumelur")), 2);
}

#[test]
fn a_comment_is_screened_up_to_the_limit_and_says_so() {
    let row = "krumelurka\tword\t\tmild\n";
    let build = |bytes: Option<usize>| {
        let builder = Moderator::builder().without_builtin().source("sv/svordomar.tsv", row);
        let builder = bytes.into_iter().fold(builder, ordvakt::Builder::max_bytes);
        builder.build().unwrap_or_else(|error| panic!("{error}"))
    };
    let text = format!("krumelurka {} krumelurka", "å ".repeat(1 << 20));
    let verdict = build(None).screen(&text);
    assert!(verdict.truncated() && of_the_list(&verdict) == 1, "the default is 1 MiB");
    let verdict = build(Some(text.len())).screen(&text);
    assert!(!verdict.truncated() && of_the_list(&verdict) == 2);
}

#[test]
fn nothing_hides_behind_many_sentences() {
    let pattern = "[[pattern]]\nid = \"made-up\"\nall = [\"du\", \"krumelurka\"]\nseverity = \"mild\"\n\
                   hits = [\"du krumelurka\"]\nmisses = [\"du\"]\n";
    let built = Moderator::builder().without_builtin().source("patterns/personangrepp.toml", pattern).build();
    let moderator = built.unwrap_or_else(|error| panic!("{error}"));
    for count in [0, 10, 65_534, 65_535, 65_536, 70_000] {
        let text = format!("{}Där är du, din krumelurka. Hej då.", "Ja.\n".repeat(count));
        assert_eq!(moderator.screen(&text).findings().len(), 1, "behind {count} sentences");
    }
}
