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
#[path = "../../fuzz/src/replay.rs"]
mod replay;
#[path = "../../fuzz/src/screen.rs"]
mod screen;

use replay::replay;

#[test]
fn comments() {
    replay(concat!(env!("CARGO_MANIFEST_DIR"), "/../fuzz/corpus/screen"), screen::run);
}

#[test]
fn files_of_lists() {
    replay(concat!(env!("CARGO_MANIFEST_DIR"), "/../fuzz/corpus/lists"), lists::run);
}
