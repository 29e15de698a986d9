//! What screening costs: `cargo bench -p ordvakt-benches`. The last line is the ratio to the bare automaton.
#![allow(missing_docs, reason = "criterion's macros make public functions")]
#![allow(clippy::print_stdout, reason = "the ratio is the output")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use aho_corasick::AhoCorasick;
use criterion::{Criterion, Throughput};
use ordvakt::{Comment, Moderator, Scratch};
use ordvakt_benches::{corpus, findings_per_thousand, reference};
use ordvakt_text::{Folded, Tokens};

const COMMENTS: usize = 40_000;
const SEED: u64 = 20;

fn bare(automaton: &AhoCorasick, comments: &[String]) -> usize {
    comments.iter().map(|text| automaton.find_iter(text.as_bytes()).count()).sum()
}

fn fold(folded: &mut Folded, comments: &[String]) -> usize {
    let mut length = 0;
    for text in comments {
        folded.fold(text);
        length += black_box(&*folded).text().len();
    }
    length
}

fn fold_and_tokens(folded: &mut Folded, tokens: &mut Tokens, comments: &[String]) -> usize {
    let mut count = 0;
    for text in comments {
        folded.fold(text);
        tokens.tokenize(text, folded);
        count += black_box(&*tokens).tokens().len();
    }
    count
}

fn verdicts(moderator: &Moderator, scratch: &mut Scratch, comments: &[String]) -> usize {
    let screen =
        |text: &String| black_box(moderator.screen_with(scratch, &Comment::from(text))).findings().len();
    comments.iter().map(screen).sum()
}

fn stages(criterion: &mut Criterion, automaton: &AhoCorasick, comments: &[String]) {
    let (moderator, mut scratch) = (Moderator::builtin(), Scratch::new());
    let (mut folded, mut tokens) = (Folded::new(), Tokens::default());
    let mut group = criterion.benchmark_group("screening");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    group.throughput(Throughput::Bytes(comments.iter().map(|text| text.len() as u64).sum()));
    group.bench_function("r", |bencher| bencher.iter(|| bare(automaton, comments)));
    group.bench_function("fold", |bencher| bencher.iter(|| fold(&mut folded, comments)));
    group.bench_function("fold+tokens", |bencher| {
        bencher.iter(|| fold_and_tokens(&mut folded, &mut tokens, comments));
    });
    group.bench_function("whole verdict", |bencher| {
        bencher.iter(|| verdicts(&moderator, &mut scratch, comments));
    });
    group.finish();
}

/// Taken in turn, so that whatever else the machine does falls on both; the best of each counts.
fn ratio(automaton: &AhoCorasick, comments: &[String], rounds: usize) -> f64 {
    let (moderator, mut scratch) = (Moderator::builtin(), Scratch::new());
    let mut best = [Duration::MAX; 2];
    for _ in 0..rounds {
        let start = Instant::now();
        black_box(bare(automaton, comments));
        best[0] = best[0].min(start.elapsed());
        let start = Instant::now();
        black_box(verdicts(&moderator, &mut scratch, comments));
        best[1] = best[1].min(start.elapsed());
    }
    best[0].as_secs_f64() / best[1].as_secs_f64()
}

fn main() {
    // As criterion does: `cargo bench` says so, `cargo test` does not.
    let given = |wanted: &str| std::env::args().any(|argument| argument == wanted);
    let as_test = given("--test") || !given("--bench");
    let (count, rounds) = if as_test { (200, 1) } else { (COMMENTS, 10) };
    let comments = corpus(count, SEED);
    let Ok(automaton) = reference() else { return eprintln!("the reference automaton does not build") };
    let mut criterion = Criterion::default().configure_from_args();
    stages(&mut criterion, &automaton, &comments);
    criterion.final_summary();
    let share = findings_per_thousand(&comments);
    println!(
        "whole verdict {:.2} R ({share} of 1000 comments with findings)",
        ratio(&automaton, &comments, rounds)
    );
}
