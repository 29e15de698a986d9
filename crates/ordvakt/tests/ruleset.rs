//! `ruleset` changes when a verdict can, and only then.
#![allow(clippy::expect_used, reason = "a helper that fails is a failed test")]

use std::collections::BTreeSet;

use ordvakt::{Builder, Lang, Moderator, Offsets, builtin_policy, builtin_policy_ids, parse_policy};

const LIST: &str = "krumelurka\tword\t\tmild\t\tan invented word\nsnurrebock\tword\t\tmild\n";
const PATTERN: &str = "[[pattern]]\nid = \"made-up\"\nall = [\"du\", \"krumelurka\"]\nseverity = \"mild\"\n\
                       hits = [\"du krumelurka\"]\nmisses = [\"du\"]\n";

/// Only the given files, which compile at once.
fn made_up(files: &[(&str, &str)]) -> Builder {
    files
        .iter()
        .fold(Moderator::builder().without_builtin(), |builder, (path, text)| builder.source(path, text))
}

fn ruleset(builder: Builder) -> String {
    builder.build().expect("the lists are right").ruleset().to_owned()
}

#[test]
fn what_changes_no_verdict_changes_no_ruleset() {
    let list = ("sv/svordomar.tsv", LIST);
    let pattern = ("patterns/personangrepp.toml", PATTERN);
    let plain = ruleset(made_up(&[list, pattern]));
    assert_eq!(ruleset(made_up(&[pattern, list])), plain, "order of files");
    let commented = LIST.replace("an invented word", "another note");
    let commented = format!("# A comment\n\n{commented}");
    assert_eq!(ruleset(made_up(&[("sv/svordomar.tsv", &commented), pattern])), plain, "comments and notes");
    assert_eq!(
        ruleset(made_up(&[("other/folder/sv/svordomar.tsv", LIST), pattern])),
        plain,
        "name of the folder"
    );
    let examples = PATTERN.replace("misses = [\"du\"]", "misses = [\"du och jag\"]");
    assert_eq!(ruleset(made_up(&[list, ("patterns/personangrepp.toml", &examples)])), plain, "examples");
}

#[test]
fn whatever_can_change_a_verdict_changes_the_ruleset() {
    let changes: [(&str, &str); 6] = [
        ("sv/svordomar.tsv", "krumelurka\tword\t\tmoderate\nsnurrebock\tword\t\tmild\n"),
        ("sv/svordomar.tsv", "krumelurka\tword\t\tmild\tconf=0.7\nsnurrebock\tword\t\tmild\n"),
        ("sv/svordomar.tsv", "krumelurka\tword+last\t\tmild\nsnurrebock\tword\t\tmild\n"),
        ("sv/svordomar.tsv", "krumelurka\tword\t\tmild\n"),
        ("sv/sexism.tsv", LIST),
        ("sv/svordomar.tsv", "krumelurka\tword\t\tmild\tunless=question\nsnurrebock\tword\t\tmild\n"),
    ];
    let plain = ("sv/svordomar.tsv", LIST);
    let mut all = BTreeSet::from([ruleset(made_up(&[plain]))]);
    for (path, text) in changes {
        assert!(all.insert(ruleset(made_up(&[(path, text)]))), "{path}: {text}");
    }
    for pattern in
        [PATTERN.to_owned(), PATTERN.replace("\"mild\"", "\"severe\""), PATTERN.replace("all", "any")]
    {
        let builder = made_up(&[plain, ("patterns/personangrepp.toml", &pattern)]);
        assert!(all.insert(ruleset(builder)), "{pattern}");
    }
    let allowed = ("allow/mine.tsv", "krumelurka i parken\tfrom a song\n");
    assert!(all.insert(ruleset(made_up(&[plain, allowed]))), "an allow row");
    for builder in [made_up(&[plain]).max_bytes(100), made_up(&[plain]).reference_date(2020, 1, 1)] {
        assert!(all.insert(ruleset(builder)), "limit and date");
    }
}

#[test]
fn every_policy_has_a_ruleset_of_its_own() {
    let builtin = Moderator::builtin();
    let under = |id: &str| builtin.with_policy(builtin_policy(id).expect("a policy"));
    let all: BTreeSet<String> =
        builtin_policy_ids().iter().map(|id| under(id).ruleset().to_owned()).collect();
    assert_eq!(all.len(), builtin_policy_ids().len());
    let toml = "title = \"Min\"\nextends = \"kungalv\"\n";
    let own = |toml: &str| {
        builtin.with_policy(parse_policy("min.toml", toml).expect("a policy")).ruleset().to_owned()
    };
    assert_eq!(own(toml), own(&format!("# A comment\n{toml}")));
    assert_ne!(own(toml), own(&format!("{toml}drop = [\"partipolitik\"]\n")));
    assert_eq!(
        under("kungalv").ruleset(),
        Moderator::builtin().with_policy(builtin_policy("kungalv").expect("a policy")).ruleset()
    );
}

#[test]
fn a_moderator_built_again_says_the_same_byte_for_byte() {
    let text = "Du är en krumelurka, ring 070-174 06 05! Vilka jävla vägar, https://exempel.se/gratis";
    let build =
        || Moderator::builder().source("sv/svordomar.tsv", LIST).build().expect("the lists are right");
    let said = |moderator: &Moderator| moderator.screen(text).to_json(text, Lang::Sv, Offsets::Byte);
    let (first, second) = (build(), build());
    assert_eq!(said(&first), said(&second));
    assert!(said(&first).contains("krumelurka"));
}
