//! Timing without a harness: what ratios and latencies need.

use std::hint::black_box;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use ordvakt::{Comment, Moderator, Scratch};

/// Runs every task once a round, in turn, so that whatever else the machine does falls on all of them; the quickest round of each,
/// in the thread's own time, which leaves out what other programs take.
pub fn quickest(rounds: usize, tasks: &mut [&mut dyn FnMut() -> usize]) -> Vec<Duration> {
    let mut best = vec![Duration::MAX; tasks.len()];
    for _ in 0..rounds {
        for (task, best) in tasks.iter_mut().zip(&mut best) {
            let start = ThreadTime::now();
            black_box(task());
            *best = start.elapsed().min(*best);
        }
    }
    best
}

/// How long single comments take.
#[derive(Clone, Copy, Debug)]
pub struct Latency {
    /// Half of the comments take no longer.
    pub median: Duration,
    /// Ninety-nine of a hundred take no longer.
    pub p99: Duration,
    /// The slowest.
    pub most: Duration,
}

impl Latency {
    /// Takes every comment by itself; the quickest of the rounds counts for each, so that only the comment's own cost is left.
    pub fn of(moderator: &Moderator, comments: &[String], rounds: usize) -> Self {
        let mut scratch = Scratch::new();
        let mut times = vec![Duration::MAX; comments.len()];
        for _ in 0..rounds {
            for (text, time) in comments.iter().zip(&mut times) {
                let start = Instant::now();
                black_box(moderator.screen_with(&mut scratch, &Comment::from(text)));
                *time = start.elapsed().min(*time);
            }
        }
        times.sort_unstable();
        let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
        Self { median: at(50), p99: at(99), most: times.last().copied().unwrap_or_default() }
    }
}
