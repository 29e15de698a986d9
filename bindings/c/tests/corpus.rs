//! What fuzzing of the calls is given and what it has found, run again.
#![allow(clippy::expect_used, clippy::panic, reason = "the target panics where something does not hold")]
#![allow(unreachable_pub, reason = "the target is a module of several programs")]

#[path = "../../../fuzz/src/calls.rs"]
mod calls;

use std::path::Path;

#[test]
fn calls_in_any_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/calls");
    let mut files: Vec<_> =
        folder.read_dir().expect("a corpus").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    for file in files {
        let data = std::fs::read(&file).expect("a file");
        let done = std::panic::catch_unwind(|| calls::run(&data));
        assert!(done.is_ok(), "{} fails", file.display());
    }
}
