//! What is done with random input. Each module has a function `run` that panics where something does not hold; the targets give it
//! what the fuzzer makes up, and tests of the other packages give it what is kept in `corpus` (`replay.rs`).

pub mod calls;
pub mod input;
pub mod lists;
pub mod screen;
