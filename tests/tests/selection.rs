//! Screening for some categories finds of these what screening for all finds, and nothing else.

use ordvakt::{Category, Comment, Finding, Moderator, Scratch, Signal, Subject, Verdict};
use ordvakt_tests::labelled;

/// The findings of these subjects, told apart by rule, place and confidence; and the signals.
fn of(verdict: &Verdict, subjects: &[Subject]) -> Vec<String> {
    let wanted = |category| subjects.contains(&Subject::Category(category));
    let findings = verdict.findings().iter().filter(|finding| wanted(finding.category));
    let told = |one: &Finding| {
        format!("{} {}..{} {}", verdict.rule_id(one), one.span.start, one.span.end, one.confidence)
    };
    let signals = verdict.signals().filter(|signal| subjects.contains(&Subject::Signal(*signal)));
    findings.map(told).chain(signals.map(|signal| signal.to_string())).collect()
}

#[test]
fn what_is_asked_for_is_found_and_nothing_else() {
    let subjects: Vec<Subject> = vec![
        Category::Personuppgifter.into(),
        Category::Sekretess.into(),
        Category::Hot.into(),
        Signal::Akut.into(),
    ];
    let all = Moderator::builtin();
    let some = Moderator::builder().only(subjects.iter().copied()).build().expect("it compiles");
    assert_ne!(all.ruleset(), some.ruleset());
    let mut scratch = Scratch::new();
    let mut differences = Vec::new();
    let mut hits = 0;
    for case in labelled::load("municipal.jsonl").iter().chain(&labelled::load("personal-data.jsonl")) {
        let comment = Comment { post: case.post.as_deref(), ..Comment::from(&case.text) };
        let whole = all.screen_with(&mut scratch, &comment);
        let part = some.screen_with(&mut scratch, &comment);
        let (expected, found) = (of(&whole, &subjects), of(&part, &subjects));
        hits += found.len();
        if expected != found || part.findings().len() + part.signals().count() != found.len() {
            differences.push(format!("{}: {expected:?} became {found:?}", case.id));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(hits > 500, "{hits} findings compared");
}

#[test]
fn without_a_language_to_refuse_none_is_told() {
    let some = Moderator::builder().only([Category::Hot]).build().expect("it compiles");
    assert_eq!(some.screen("Tack för hjälpen med vägen!").language().code, "und");
}
