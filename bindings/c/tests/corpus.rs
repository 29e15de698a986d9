//! What fuzzing of the calls is given and what it has found, run again.
#![allow(clippy::expect_used, clippy::panic, reason = "the target panics where something does not hold")]
#![allow(unreachable_pub, reason = "the target is a module of several programs")]

#[path = "../../../fuzz/src/calls.rs"]
mod calls;
#[path = "../../../fuzz/src/replay.rs"]
mod replay;

use replay::replay;

#[test]
fn calls_in_any_order() {
    replay(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/calls"), calls::run);
}
