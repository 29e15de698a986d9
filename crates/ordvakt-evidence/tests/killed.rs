//! A writer that is killed at random points loses nothing it has answered for, and `verify` never lies.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use common::{material, place, report};
use ordvakt::{Action, Report};
use ordvakt_evidence::{Decision, Evidence, Which, verify};

/// How often a writer is killed.
const KILLS: usize = 200;

/// How often in one folder, which grows meanwhile.
const IN_ONE_FOLDER: usize = 20;

/// Where the child writes; set for it alone.
const DIR: &str = "ORDVAKT_TEST_EVIDENCE";

/// The verdict it records, so that it need not screen; set for it alone.
const VERDICT: &str = "ORDVAKT_TEST_VERDICT";

const TEXT: &str = "Vilka jävla vägar ni har!";

/// Not a test: the program that is killed. It answers for each record on a line of its own.
#[test]
fn writer() {
    let Some(dir) = std::env::var_os(DIR) else { return };
    let report: Report = serde_json::from_str(&std::env::var(VERDICT).unwrap()).unwrap();
    let evidence = Evidence::open(dir).unwrap();
    let mut out = std::io::stdout();
    for turn in 0_u64.. {
        let ids = [0, 1, 2].map(|part| format!("{}-{turn}-{part}", std::process::id()));
        let comments: Vec<_> = ids.iter().map(|id| (material(id, TEXT), &report)).collect();
        for receipt in evidence.record_all(&comments).unwrap() {
            writeln!(out, "record {} {}", receipt.number, receipt.digest).unwrap();
        }
        let decision = Decision { action: Action::Publish, by: "Anna A", why: Some("Saklig"), rules: &[] };
        let receipt = evidence.decide(Which::Id(&ids[0]), &decision).unwrap();
        writeln!(out, "record {} {}", receipt.number, receipt.digest).unwrap();
        let erased = evidence.erase(&[Which::Id(&ids[1])], "Cia C", "Gallringsplan 4.2").unwrap();
        for number in erased.erased {
            writeln!(out, "erased {number}").unwrap();
        }
        out.flush().unwrap();
    }
}

fn start(dir: &Path, verdict: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["writer", "--exact", "--nocapture", "--test-threads=1"])
        .env(DIR, dir)
        .env(VERDICT, verdict)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A number below `below`, another every time.
fn random(below: u64) -> u64 {
    RandomState::new().hash_one(0) % below
}

/// Runs a writer until it has answered for `lines` and then a little longer; what it has answered for.
fn killed(dir: &Path, verdict: &str, lines: u64) -> Vec<String> {
    let mut child = start(dir, verdict);
    let output = BufReader::new(child.stdout.take().unwrap());
    let (told, done) = std::sync::mpsc::channel();
    let reader = thread::spawn(move || {
        let mut answers = Vec::new();
        for line in output.lines() {
            let Ok(line) = line else { break };
            // The harness's own words stand before and between.
            if let Some(at) = line.find("record ").or_else(|| line.find("erased ")) {
                answers.push(line[at..].to_owned());
            }
            if answers.len() as u64 == lines {
                let _ = told.send(());
            }
        }
        answers
    });
    if lines > 0 {
        done.recv().unwrap();
    }
    thread::sleep(Duration::from_micros(random(6_000)));
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

/// What became of the writers in one folder.
#[derive(Default)]
struct Tally {
    answered: usize,
    unfinished: usize,
    erasures: usize,
}

fn in_one_folder(verdict: &str, tally: &mut Tally) {
    let (_place, dir) = place();
    let mut heads = Vec::new();
    let mut erased: BTreeSet<u64> = BTreeSet::new();
    for round in 0..IN_ONE_FOLDER {
        let answers = killed(&dir, verdict, random(12));
        for answer in &answers {
            match answer.split(' ').collect::<Vec<_>>()[..] {
                ["record", _, digest] => heads.push(digest.parse().unwrap()),
                ["erased", number] => drop(erased.insert(number.parse().unwrap())),
                // The last line may have been cut off with the writer.
                _ => assert_eq!(Some(answer), answers.last(), "round {round}"),
            }
        }
        if !dir.join("records.jsonl").exists() {
            continue;
        }
        // Every record answered for is there, as it was: its digest covers all before it.
        let found = verify(&dir, &heads).unwrap();
        assert!(found.is_sound(), "round {round}: {:?}", found.flaws);
        for number in &erased {
            assert!(!dir.join(format!("content/{number}.json")).exists(), "round {round}: {number}");
        }
        // The next writer says what it finds and puts right, all of it.
        let notices = Evidence::open(&dir).unwrap().notices();
        assert_eq!(notices.len(), found.remarks.len(), "round {round}: {notices:?} {:?}", found.remarks);
        let found = verify(&dir, &heads).unwrap();
        assert!(found.is_sound(), "round {round}: {:?}", found.flaws);
        tally.unfinished += notices.len();
        tally.erasures += notices.iter().filter(|notice| notice.to_string().contains("erasure")).count();
        for entry in fs::read_dir(dir.join("set-aside")).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
    }
    tally.answered += heads.len();
}

#[test]
fn nothing_that_was_answered_for_is_lost() {
    let verdict = serde_json::to_string(&report(TEXT)).unwrap();
    let mut tally = Tally::default();
    for _ in 0..KILLS / IN_ONE_FOLDER {
        in_one_folder(&verdict, &mut tally);
    }
    let Tally { answered, unfinished, erasures } = tally;
    println!("{KILLS} kills: {answered} records answered for, all there");
    println!("{unfinished} unfinished things set aside or finished and said, {erasures} of them erasures");
    assert!(answered > KILLS, "the writers hardly wrote");
}
