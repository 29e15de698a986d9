//! What hostile text costs: `cargo bench -p ordvakt-benches --bench hostile [-- NAME]`. One line a family: the cost of a byte at 1 MB as a
//! multiple of that of ordinary comments, and the exponent that cost grows with from 64 kB on; 1 is linear.
#![allow(clippy::print_stdout, reason = "the table is the output")]
#![allow(clippy::cast_precision_loss, reason = "sizes are small")]

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use ordvakt::{Comment, Moderator, Scratch};
use ordvakt_benches::{FAMILIES, Family, corpus};

/// The sizes that growth is read from, in bytes; the last is the limit that comments are screened up to.
const SIZES: [usize; 3] = [1 << 16, 1 << 18, 1 << 20];
/// The most that a byte may cost, as a multiple of a byte of ordinary comments.
const MOST: f64 = 4.0;
/// The most that growth may be.
const STEEPEST: f64 = 1.1;
/// How often a family is measured that looks too dear, each time after all others: what comes and goes is the machine's.
const ATTEMPTS: usize = 3;

/// The time that this thread has had a processor, which neighbours on the machine lengthen little.
#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The time since the first call.
#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

/// The shortest time of several rounds, in nanoseconds.
fn time(rounds: usize, mut work: impl FnMut()) -> f64 {
    let mut best = Duration::MAX;
    for _ in 0..rounds {
        let start = now();
        work();
        best = best.min(now().saturating_sub(start));
    }
    best.as_secs_f64() * 1e9
}

/// Nanoseconds a byte of ordinary comments.
fn ordinary(moderator: &Moderator, scratch: &mut Scratch, rounds: usize) -> f64 {
    let comments = corpus(if rounds <= 3 { 200 } else { 10_000 }, 20);
    let bytes: usize = comments.iter().map(String::len).sum();
    let whole = time(rounds, || {
        for text in &comments {
            black_box(moderator.screen_with(scratch, &Comment::from(text)));
        }
    });
    whole / bytes as f64
}

/// What a family costs.
struct Cost {
    /// Nanoseconds a byte, by size.
    bytes: [f64; 3],
    sizes: [usize; 3],
    /// Nanoseconds a byte of ordinary comments.
    unit: f64,
}

impl Cost {
    fn times(&self) -> f64 {
        self.bytes[2] / self.unit
    }

    fn growth(&self) -> f64 {
        1.0 + (self.bytes[2] / self.bytes[0]).ln() / (self.sizes[2] as f64 / self.sizes[0] as f64).ln()
    }

    fn is_beyond(&self) -> bool {
        self.times() > MOST || self.growth() > STEEPEST
    }
}

fn main() -> ExitCode {
    // As criterion does: `cargo bench` says so, `cargo test` does not.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let as_test = !arguments.iter().any(|argument| argument == "--bench");
    let wanted = arguments.iter().find(|argument| !argument.starts_with('-'));
    let (rounds, sizes) = if as_test { (1, [1 << 10, 1 << 11, 1 << 12]) } else { (3, SIZES) };
    let (moderator, mut scratch) = (Moderator::builtin(), Scratch::new());
    // More rounds than any family has, for all are held to it.
    let unit = ordinary(&moderator, &mut scratch, 3 * rounds);
    println!("ordinary comments: {unit:.1} ns a byte");
    let chosen = |family: &&Family| wanted.is_none_or(|wanted| family.name.contains(wanted.as_str()));
    let mut measured: Vec<_> = FAMILIES
        .iter()
        .filter(chosen)
        .map(|family| (family, Cost { bytes: [f64::MAX; 3], sizes, unit }))
        .collect();
    for attempt in 0..ATTEMPTS {
        for (family, cost) in measured.iter_mut().filter(|(_, cost)| attempt == 0 || cost.is_beyond()) {
            for (byte, size) in cost.bytes.iter_mut().zip(sizes) {
                let text = family.text(size);
                let whole = time(rounds, || {
                    black_box(moderator.screen_with(&mut scratch, &Comment::from(&text)));
                });
                *byte = byte.min(whole / text.len() as f64);
            }
        }
    }
    println!("{:28} {:>8} {:>8} {:>8}", "family", "ns/byte", "times", "growth");
    for (family, cost) in &measured {
        let mark = if cost.is_beyond() { "  beyond" } else { "" };
        println!("{:28} {:8.1} {:8.2} {:8.3}{mark}", family.name, cost.bytes[2], cost.times(), cost.growth());
    }
    let beyond = measured.iter().filter(|(_, cost)| cost.is_beyond()).count();
    println!("{beyond} of {} families beyond {MOST} times or growth {STEEPEST}", measured.len());
    // As a test the sizes are too small to judge by.
    if beyond > 0 && !as_test { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
