//! Screens a fixed corpus and does nothing else, for instruction counts: `valgrind --tool=callgrind target/release/examples/profile 2000`.
#![allow(clippy::print_stdout, reason = "the count is the output")]

use std::hint::black_box;

use ordvakt::{Comment, Moderator, Scratch};

const COMMENTS: usize = 2_000;
const SEED: u64 = 20;

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(COMMENTS);
    let comments = ordvakt_benches::corpus(count, SEED);
    let (moderator, mut scratch) = (Moderator::builtin(), Scratch::new());
    let findings: usize = comments
        .iter()
        .map(|text| black_box(moderator.screen_with(&mut scratch, &Comment::from(text))).findings().len())
        .sum();
    println!("{} bytes, {findings} findings", comments.iter().map(String::len).sum::<usize>());
}
