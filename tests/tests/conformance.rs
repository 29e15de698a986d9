//! The exact cases, through the Rust interface and through the tool. `ORDVAKT_CASE=text` runs those whose id contains it,
//! `ORDVAKT_UPDATE=1` prints what every case comes to; expectations are written by people only.
#![allow(clippy::print_stdout, reason = "outcomes are printed where they are asked for")]

use ordvakt_tests::case::{self, Case};
use ordvakt_tests::compare::disagreement;
use ordvakt_tests::implementation::{Implementation, Library, Tool};

fn hold(cases: &[Case], door: &dyn Implementation) {
    assert!(!cases.is_empty(), "no such cases");
    let lines: Vec<_> = cases.iter().map(|case| (case, door.outcome(case))).collect();
    if std::env::var_os("ORDVAKT_UPDATE").is_some() {
        for (case, line) in &lines {
            println!("{}\t{:?}\n\t{line}", case.id, case.text);
        }
    }
    let wrong: Vec<_> = lines.iter().filter_map(|(case, line)| disagreement(case, line)).collect();
    assert!(wrong.is_empty(), "{} of {} cases\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn rust() {
    let cases = case::load();
    hold(&cases, &Library::new(&cases));
}

#[test]
fn tool() {
    let cases = case::load();
    hold(&cases, &Tool::new(&cases));
}
