//! The figures as a table for people and as JSON for programs.

use std::fmt::Write as _;

use ordvakt::Moderator;
use serde::Serialize;

use super::figures::Figures;
use super::machine::Machine;

/// Everything that is told.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    version: &'static str,
    policy: String,
    ruleset: String,
    machine: Machine,
    /// Where the comments come from.
    source: String,
    comments: usize,
    bytes: usize,
    /// Comments with findings.
    found: usize,
    /// The bare automaton.
    reference: Speed,
    one_core: Speed,
    /// Over `threads` threads.
    all_cores: Speed,
    threads: usize,
    stages: Vec<Share>,
    latency_ns: Latency,
}

#[derive(Debug, Serialize)]
struct Speed {
    comments_per_second: f64,
    megabytes_per_second: f64,
    /// Times the speed of the bare automaton.
    r: f64,
}

#[derive(Debug, Serialize)]
struct Share {
    stage: &'static str,
    /// Nanoseconds a comment.
    ns: f64,
    /// Passes of the bare automaton.
    r: f64,
}

#[derive(Debug, Serialize)]
struct Latency {
    median: f64,
    p99: f64,
    most: f64,
}

impl Report {
    pub(super) fn new(moderator: &Moderator, source: String, figures: &Figures) -> Self {
        let speed = |seconds: f64| Speed {
            comments_per_second: figures.comments as f64 / seconds,
            megabytes_per_second: figures.bytes as f64 / 1e6 / seconds,
            r: figures.bare / seconds,
        };
        let mut before = 0.0;
        let stages = figures
            .stages
            .iter()
            .map(|(stage, seconds)| {
                let own = (seconds - before).max(0.0);
                before = *seconds;
                let ns = own * 1e9 / figures.comments as f64;
                Share { stage: stage.as_str(), ns, r: own / figures.bare }
            })
            .collect();
        let [median, p99, most] = figures.latency.map(|seconds| seconds * 1e9);
        Self {
            version: env!("CARGO_PKG_VERSION"),
            policy: moderator.policy().id.clone(),
            ruleset: moderator.ruleset().to_owned(),
            machine: Machine::this(),
            source,
            comments: figures.comments,
            bytes: figures.bytes,
            found: figures.found,
            reference: speed(figures.bare),
            one_core: speed(figures.one()),
            all_cores: speed(figures.all),
            threads: figures.threads,
            stages,
            latency_ns: Latency { median, p99, most },
        }
    }

    pub(super) fn json(&self) -> String {
        // Numbers and strings always serialise; an empty object stands for the impossible.
        serde_json::to_string_pretty(self).unwrap_or_else(|_| "{}".to_owned()) + "\n"
    }

    pub(super) fn text(&self) -> String {
        let mut page = String::new();
        let Machine { processor, cores, architecture, system } = &self.machine;
        let processor = processor.as_deref().unwrap_or(architecture);
        let _ = writeln!(page, "ordvakt {}, policy {}, {}", self.version, self.policy, self.ruleset);
        let _ = writeln!(page, "{processor}, {cores} cores, {system}");
        let _ = writeln!(
            page,
            "{}: {} comments, {:.1} MB, {} with findings\n",
            crate::color::safe(&self.source),
            self.comments,
            self.bytes as f64 / 1e6,
            self.found
        );
        let _ = writeln!(page, "{:<34}{:>12}{:>9}{:>8}", "", "comments/s", "MB/s", "R");
        let all = format!("whole verdict, {} threads", self.threads);
        for (what, speed) in [
            ("bare automaton, 20,000 patterns", &self.reference),
            ("whole verdict, one core", &self.one_core),
            (&all, &self.all_cores),
        ] {
            let Speed { comments_per_second, megabytes_per_second, r } = speed;
            let _ =
                writeln!(page, "{what:<34}{comments_per_second:>12.0}{megabytes_per_second:>9.1}{r:>8.2}");
        }
        let _ = writeln!(page, "\n{:<34}{:>12}{:>17}", "stage", "ns/comment", "passes of R");
        for Share { stage, ns, r } in &self.stages {
            let _ = writeln!(page, "{stage:<34}{ns:>12.0}{r:>17.3}");
        }
        let Latency { median, p99, most } = self.latency_ns;
        let (times, ms) = (p99 / median, most / 1e6);
        let _ = writeln!(
            page,
            "\none comment: median {:.1} µs, p99 {:.1} µs ({times:.1} times), at most {ms:.2} ms",
            median / 1e3,
            p99 / 1e3
        );
        page
    }
}
