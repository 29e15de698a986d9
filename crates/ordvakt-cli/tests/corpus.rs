//! What fuzzing of the tool's input is given and what it has found, run again.
#![allow(clippy::expect_used, clippy::panic, reason = "the target panics where something does not hold")]
#![allow(unreachable_pub, reason = "the target is a module of several programs")]

#[path = "../../../fuzz/src/input.rs"]
mod input;

use std::path::Path;

#[test]
fn files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/input");
    let mut files: Vec<_> =
        folder.read_dir().expect("a corpus").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    for file in files {
        let data = std::fs::read(&file).expect("a file");
        let done = std::panic::catch_unwind(|| input::run(&data));
        assert!(done.is_ok(), "{} fails", file.display());
    }
}
