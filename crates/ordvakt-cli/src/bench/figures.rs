//! What is timed and how.

use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use ordvakt::measure::{Stage, reference};
use ordvakt::{Comment, Moderator, Scratch};

use super::screen;
use crate::error::Failure;

/// What was measured, in seconds over all comments unless it says otherwise.
#[derive(Debug)]
pub(super) struct Figures {
    pub(super) comments: usize,
    pub(super) bytes: usize,
    /// Comments with findings.
    pub(super) found: usize,
    /// One pass of the bare automaton.
    pub(super) bare: f64,
    /// Up to and including each stage, on one core; the last is the whole verdict.
    pub(super) stages: Vec<(Stage, f64)>,
    /// The whole verdict over so many threads.
    pub(super) threads: usize,
    pub(super) all: f64,
    /// Seconds for the comment in the middle, the ninety-ninth of a hundred, and the slowest.
    pub(super) latency: [f64; 3],
}

impl Figures {
    /// The whole verdict on one core.
    pub(super) fn one(&self) -> f64 {
        self.stages.last().map_or(f64::NAN, |(_, seconds)| *seconds)
    }
}

fn seconds(task: impl FnOnce() -> usize) -> f64 {
    let start = Instant::now();
    black_box(task());
    start.elapsed().as_secs_f64()
}

/// Takes everything in turn, so that whatever else the machine does falls on all; the best of the rounds counts.
pub(super) fn measure(
    moderator: &Moderator,
    comments: &[String],
    threads: usize,
    rounds: usize,
) -> Result<Figures, Failure> {
    let automaton =
        reference().map_err(|error| Failure::new(format!("the bare automaton cannot be built: {error}")))?;
    let several = NonZeroUsize::new(threads);
    let given: Vec<Comment<'_>> = comments.iter().map(Comment::from).collect();
    let mut scratch = Scratch::new();
    let found = comments.iter().filter(|text| screen(moderator, &mut scratch, text) > 0).count();
    let mut figures = Figures {
        comments: comments.len(),
        bytes: comments.iter().map(String::len).sum(),
        found,
        bare: f64::INFINITY,
        stages: Stage::ALL.iter().map(|stage| (*stage, f64::INFINITY)).collect(),
        threads,
        all: f64::INFINITY,
        latency: [0.0; 3],
    };
    let mut single = vec![Duration::MAX; comments.len()];
    for _ in 0..rounds {
        let bare = || comments.iter().map(|text| automaton.find_iter(text.as_bytes()).count()).sum();
        figures.bare = figures.bare.min(seconds(bare));
        for (stage, best) in &mut figures.stages {
            let to = || given.iter().map(|comment| moderator.screen_to(&mut scratch, comment, *stage)).sum();
            *best = best.min(seconds(to));
        }
        figures.all = figures.all.min(seconds(|| moderator.screen_all(&given, several).len()));
        for (text, best) in comments.iter().zip(&mut single) {
            let start = Instant::now();
            black_box(screen(moderator, &mut scratch, text));
            *best = start.elapsed().min(*best);
        }
    }
    single.sort_unstable();
    let at = |place: usize| single.get(place.min(single.len() - 1)).map_or(0.0, Duration::as_secs_f64);
    figures.latency = [at(single.len() / 2), at(single.len() * 99 / 100), at(single.len() - 1)];
    Ok(figures)
}
