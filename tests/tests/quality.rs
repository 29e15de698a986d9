//! The labelled comments under the ratchet, and ordinary comments that nothing may be found in.

use ordvakt::{Moderator, Scratch};
use ordvakt_tests::labelled;
use ordvakt_tests::ratchet::{self, Ratchet};

#[test]
fn nothing_gets_worse() {
    let files = ["municipal", "personal-data"];
    let tally = |file: &str| (file.to_owned(), labelled::tally(&labelled::load(&format!("{file}.jsonl"))));
    let now: Ratchet = files.map(tally).into();
    if std::env::var("ORDVAKT_RATCHET").is_ok_and(|wish| wish == "write") {
        return ratchet::write(&now);
    }
    let change = ratchet::compare(&ratchet::load(), &now);
    if !change.better.is_empty() {
        println!("better:\n  {}", change.better.join("\n  "));
    }
    assert!(change.worse.is_empty(), "worse:\n  {}", change.worse.join("\n  "));
}

/// Lines of `ordinary.txt` that the engine is known to take amiss: the line and the rule. Meant to be empty.
const TAKEN_AMISS: &[(&str, &str)] = &[
    ("Hoppas verkligen att ni lappar och lagar asfalten före midsommar.", "hets_mot_folkgrupp/sami-slur"),
    ("Omledningen över Norrgatan fungerar sämre än jag hade hoppats.", "sexism/gendered-slur"),
    ("Min häst heter Satan men är snäll som ett lamm.", "svordomar/helvete-satan"),
];

#[test]
fn ordinary_comments_stay_silent() {
    let text = ordvakt_tests::read("quality/ordinary.txt");
    let moderator = Moderator::builtin();
    let mut scratch = Scratch::new();
    let mut amiss = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let verdict = moderator.screen_with(&mut scratch, &line.into());
        for finding in verdict.findings() {
            amiss.push((line, verdict.rule_id(finding).to_owned(), finding.span.of(line)));
        }
    }
    let is_listed = |line: &str, rule: &str| TAKEN_AMISS.contains(&(line, rule));
    for known in TAKEN_AMISS {
        assert!(
            amiss.iter().any(|(line, rule, _)| known == &(*line, rule.as_str())),
            "{known:?} is mended: strike it"
        );
    }
    amiss.retain(|(line, rule, _)| !is_listed(line, rule));
    let page: Vec<_> =
        amiss.iter().map(|(line, rule, words)| format!("{rule} `{words}` in `{line}`")).collect();
    assert!(page.is_empty(), "{} findings\n{}", page.len(), page.join("\n"));
}
