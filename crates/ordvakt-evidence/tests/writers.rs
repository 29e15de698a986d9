//! Several writers and readers at once.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;

use std::thread;

use common::{material, place, record, report};
use ordvakt::Action;
use ordvakt_evidence::{Decision, Evidence, Which, verify};

#[test]
fn writers_take_turns() {
    let (_place, dir) = place();
    let text = "Vilka jävla vägar!";
    let report = report(text);
    let shared = Evidence::open(&dir).unwrap();
    thread::scope(|scope| {
        for writer in 0..4 {
            let (dir, report, shared) = (&dir, &report, &shared);
            scope.spawn(move || {
                // Two have the folder open themselves, two share one handle.
                let own = (writer % 2 == 0).then(|| Evidence::open(dir).unwrap());
                let evidence = own.as_ref().unwrap_or(shared);
                for turn in 0..10 {
                    let id = format!("{writer}-{turn}");
                    evidence.record(&material(&id, text), report).unwrap();
                    let decision =
                        Decision { action: Action::Publish, by: "Anna A", why: Some("Saklig"), rules: &[] };
                    evidence.decide(Which::Id(&id), &decision).unwrap();
                }
            });
        }
        scope.spawn(|| {
            for _ in 0..10 {
                // A reader sees whole records only.
                let found = verify(&dir, &[]).unwrap();
                assert!(found.is_sound() && found.remarks.is_empty(), "{found:?}");
                assert!(shared.cases().unwrap().len() <= 40);
            }
        });
    });
    let found = verify(&dir, &[]).unwrap();
    assert!(found.is_sound(), "{:?}", found.flaws);
    assert_eq!((found.comments, found.decisions), (40, 40));
    assert!(shared.cases().unwrap().iter().all(|case| case.decisions.len() == 1));
}

#[test]
fn what_others_add_and_erase_is_seen() {
    let (_place, dir) = place();
    let one = Evidence::open(&dir).unwrap();
    let other = Evidence::open(&dir).unwrap();
    record(&one, "1", "Fan!");
    assert_eq!(other.case(Which::Id("1")).unwrap().number, 1);
    other.erase(&[Which::Id("1")], "Cia C", "Gallringsplan 4.2").unwrap();
    let error = one.case(Which::Id("1")).unwrap_err().to_string();
    assert!(error.contains("no comment with the id `1`"), "{error}");
    // Erased is not recorded: the same comment is recorded anew.
    assert_eq!(record(&one, "1", "Fan!"), 3);
    assert_eq!(record(&other, "1", "Fan!"), 3);
}
