//! What screening costs: `cargo bench -p ordvakt-benches --bench screening`. The last lines are ratios to the bare automaton.
//!
//! `ORDVAKT_CORPUS=FILE` measures on a real export instead of the seeded corpus.
#![allow(missing_docs, reason = "criterion's macros make public functions")]
#![allow(clippy::print_stdout, reason = "the ratio is the output")]

use std::time::Duration;

use aho_corasick::AhoCorasick;
use criterion::{BenchmarkId, Criterion, Throughput};
use ordvakt::{Comment, Moderator, Scratch};
use ordvakt_benches::{Kind, Latency, Stage, corpus, export, findings_per_thousand, quickest, reference};

const COMMENTS: usize = 40_000;
const OF_A_KIND: usize = 2_000;
const SEED: u64 = 20;

fn bare(automaton: &AhoCorasick, comments: &[String]) -> usize {
    comments.iter().map(|text| automaton.find_iter(text.as_bytes()).count()).sum()
}

fn to(moderator: &Moderator, scratch: &mut Scratch, comments: &[String], stage: Stage) -> usize {
    comments.iter().map(|text| moderator.screen_to(scratch, &Comment::from(text), stage)).sum()
}

fn bytes(comments: &[String]) -> Throughput {
    Throughput::Bytes(comments.iter().map(|text| text.len() as u64).sum())
}

/// Each line is the way up to and including a stage; the last is the whole verdict.
fn stages(criterion: &mut Criterion, automaton: &AhoCorasick, comments: &[String]) {
    let (moderator, mut scratch) = (Moderator::builtin(), Scratch::new());
    let mut group = criterion.benchmark_group("up to stage");
    group.sample_size(10).measurement_time(Duration::from_secs(5)).throughput(bytes(comments));
    group.bench_function("r", |bencher| bencher.iter(|| bare(automaton, comments)));
    for stage in Stage::ALL {
        let name = BenchmarkId::from_parameter(stage.as_str());
        group.bench_function(name, |bencher| bencher.iter(|| to(&moderator, &mut scratch, comments, *stage)));
    }
    group.finish();
}

fn kinds(criterion: &mut Criterion, count: usize) {
    let (moderator, mut scratch) = (Moderator::builtin(), Scratch::new());
    let mut group = criterion.benchmark_group("kind");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for kind in Kind::ALL {
        let comments = kind.comments(if *kind == Kind::Long { count / 20 } else { count }, SEED);
        group.throughput(bytes(&comments));
        let name = BenchmarkId::from_parameter(kind.as_str());
        group.bench_function(name, |bencher| {
            bencher.iter(|| to(&moderator, &mut scratch, &comments, Stage::Policy));
        });
    }
    group.finish();
}

/// Every stage's share and the whole verdict in passes of the bare automaton, taken in turn; the best of each counts.
fn ratios(automaton: &AhoCorasick, comments: &[String], rounds: usize) {
    let moderator = Moderator::builtin();
    let run = |stage: Stage| {
        let (moderator, mut scratch) = (moderator.clone(), Scratch::new());
        move || to(&moderator, &mut scratch, comments, stage)
    };
    let mut first = || bare(automaton, comments);
    let mut others: Vec<_> = Stage::ALL.iter().map(|stage| run(*stage)).collect();
    let mut tasks: Vec<&mut dyn FnMut() -> usize> = vec![&mut first];
    tasks.extend(others.iter_mut().map(|task| task as &mut dyn FnMut() -> usize));
    let times: Vec<f64> = quickest(rounds, &mut tasks).iter().map(Duration::as_secs_f64).collect();
    let (r, mut before) = (times[0], 0.0);
    for (stage, time) in Stage::ALL.iter().zip(&times[1..]) {
        println!("{:<12}{:>6.3} passes of R", stage.as_str(), (time - before) / r);
        before = *time;
    }
    println!("whole verdict {:.2} R", r / before);
}

fn main() {
    // As criterion does: `cargo bench` says so, `cargo test` does not.
    let given = |wanted: &str| std::env::args().any(|argument| argument == wanted);
    let as_test = given("--test") || !given("--bench");
    let (count, of_a_kind, rounds) = if as_test { (200, 20, 1) } else { (COMMENTS, OF_A_KIND, 10) };
    let comments = match export(count) {
        Ok(comments) => comments.unwrap_or_else(|| corpus(count, SEED)),
        Err(error) => return eprintln!("{error}"),
    };
    let Ok(automaton) = reference() else { return eprintln!("the reference automaton does not build") };
    let mut criterion = Criterion::default().configure_from_args();
    stages(&mut criterion, &automaton, &comments);
    kinds(&mut criterion, of_a_kind);
    criterion.final_summary();
    let latency = Latency::of(&Moderator::builtin(), &comments, rounds.min(5));
    let times = latency.p99.as_secs_f64() / latency.median.as_secs_f64();
    println!(
        "a comment: median {:?}, p99 {:?} ({times:.1} times), at most {:?}",
        latency.median, latency.p99, latency.most
    );
    println!("{} of 1000 comments with findings", findings_per_thousand(&comments));
    ratios(&automaton, &comments, rounds);
}
