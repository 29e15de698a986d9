//! The C programs compile without a warning, as C and as C++, and run without a fault.

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod toolchain;

use std::process::Command;

use toolchain::{Build, Dialect, compile, end_of, library, root, run, sanitizers};

fn everywhere(source: &str) {
    for dialect in [Dialect::C11, Dialect::Cpp17] {
        run(&compile(source, dialect, Build::Dynamic), &[], "", false);
    }
    run(&compile(source, Dialect::C11, Build::Static), &[], "", true);
    if sanitizers() {
        run(&compile(source, Dialect::C11, Build::Sanitized), &[], "", false);
    }
}

#[test]
fn verdicts_are_read() {
    everywhere("tests/reading.c");
}

#[test]
fn evidence_is_kept() {
    let place = tempfile::tempdir().unwrap();
    let folder = |name: &str| place.path().join(name).display().to_string();
    for (name, dialect) in [("c", Dialect::C11), ("cpp", Dialect::Cpp17)] {
        run(&compile("tests/evidence.c", dialect, Build::Dynamic), &[&folder(name)], "", false);
    }
    run(&compile("tests/evidence.c", Dialect::C11, Build::Static), &[&folder("static")], "", true);
    if sanitizers() {
        run(&compile("tests/evidence.c", Dialect::C11, Build::Sanitized), &[&folder("sanitized")], "", false);
    }
}

#[test]
fn misuse_is_refused() {
    everywhere("tests/misuse.c");
}

#[test]
fn threads_share() {
    everywhere("tests/threads.c");
}

#[test]
fn the_sanitizers_see_faults() {
    if !sanitizers() {
        return;
    }
    let program = compile("tests/faulty.c", Dialect::C11, Build::Sanitized);
    run(&program, &["none"], "", false);
    for (fault, told) in [
        ("leak", "LeakSanitizer: detected memory leaks"),
        ("use", "AddressSanitizer: heap-use-after-free"),
        ("double", "AddressSanitizer: attempting double-free"),
    ] {
        let output = end_of(&program, &[fault], "", false);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && errors.contains(told), "{fault}: {}\n{errors}", output.status);
    }
}

#[test]
fn the_examples_run() {
    // More lines than the program takes at once.
    let lines = "Hej!\r\nRing 070-174 06 05\r\n".repeat(3000);
    let covered = "publish\tHej!\nhide\tRing ███████ ██ ██\n".repeat(3000);
    for dialect in [Dialect::C11, Dialect::Cpp17] {
        let batch = compile("examples/batch.c", dialect, Build::Dynamic);
        let output = run(&batch, &["kungalv"], &lines, false);
        assert!(output.stdout == covered.as_bytes(), "{}", String::from_utf8_lossy(&output.stdout[..99]));
        assert_eq!(String::from_utf8_lossy(&run(&batch, &[], "Tack!", false).stdout), "publish\tTack!\n");
        let output = run(&compile("examples/screen.c", dialect, Build::Dynamic), &[], "", false);
        assert_eq!(String::from_utf8_lossy(&output.stdout), "publish\n");
    }
    if sanitizers() {
        let batch = compile("examples/batch.c", Dialect::C11, Build::Sanitized);
        assert!(run(&batch, &["kungalv"], &lines, false).stdout == covered.as_bytes());
        run(&compile("examples/screen.c", Dialect::C11, Build::Sanitized), &[], "", false);
    }
}

#[test]
fn only_our_names_are_exported() {
    let output = Command::new("nm")
        .args(["-D", "--defined-only"])
        .arg(library("libordvakt_capi.so"))
        .output()
        .unwrap();
    assert!(output.status.success());
    let listing = String::from_utf8(output.stdout).unwrap();
    let mut exported: Vec<&str> = listing.lines().filter_map(|line| line.split_whitespace().nth(2)).collect();
    exported.sort_unstable();
    let header = std::fs::read_to_string(root().join("include/ordvakt.h")).unwrap();
    // A name before a parenthesis is a declaration; in comments names stand in backticks.
    let mut declared: Vec<&str> = header
        .split('(')
        .filter_map(|before| before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '_').next())
        .filter(|name| name.starts_with("ordvakt_"))
        .collect();
    declared.sort_unstable();
    assert_eq!(exported, declared);
}
