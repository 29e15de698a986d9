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

#[test]
fn ordinary_comments_stay_silent() {
    let text = ordvakt_tests::read("quality/ordinary.txt");
    let moderator = Moderator::builtin();
    let mut scratch = Scratch::new();
    let mut amiss = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let verdict = moderator.screen_with(&mut scratch, &line.into());
        for finding in verdict.findings() {
            amiss.push(format!("{} `{}` in `{line}`", verdict.rule_id(finding), finding.span.of(line)));
        }
    }
    assert!(amiss.is_empty(), "{} findings\n{}", amiss.len(), amiss.join("\n"));
}
