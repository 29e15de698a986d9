//! What fuzzing is given and what it has found, run again.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "the targets panic where something does not hold"
)]
#![allow(unreachable_pub, reason = "the targets are modules of several programs")]

#[path = "../../fuzz/src/lists.rs"]
mod lists;
#[path = "../../fuzz/src/screen.rs"]
mod screen;

use std::path::Path;

/// Runs every file of a target's corpus.
fn replay(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut files: Vec<_> =
        folder.read_dir().expect("a corpus").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    for file in files {
        let data = std::fs::read(&file).expect("a file");
        let done = std::panic::catch_unwind(|| run(&data));
        assert!(done.is_ok(), "{} fails", file.display());
    }
}

#[test]
fn comments() {
    replay("screen", screen::run);
}

#[test]
fn files_of_lists() {
    replay("lists", lists::run);
}
