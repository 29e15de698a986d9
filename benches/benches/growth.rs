//! What growth costs: `cargo bench -p ordvakt-benches --bench growth`. The cost of a byte against more comments, longer lists and
//! more policies; each line names its factor against the first of its kind.
#![allow(clippy::print_stdout, reason = "the factors are the output")]
#![allow(clippy::cast_precision_loss, reason = "factors need no more digits")]

use std::fmt::Write as _;
use std::time::Duration;

use ordvakt::{Comment, LoadError, Moderator, Scratch, builtin_policy, builtin_policy_ids};
use ordvakt_benches::{Random, corpus, quickest};

const SEED: u64 = 20;

/// Bytes of comments that each measure sees in all.
const BYTES: usize = 8_000_000;

fn bytes(comments: &[String]) -> usize {
    comments.iter().map(String::len).sum()
}

/// Screens the comments in turn under the moderators, over and over until enough bytes have been seen; nanoseconds a byte.
fn cost(moderators: &[Moderator], comments: &[String], seen: usize, rounds: usize) -> f64 {
    let again = (seen / bytes(comments).max(1)).max(1);
    let mut scratch = Scratch::new();
    let mut pass = || {
        let mut findings = 0;
        for _ in 0..again {
            for (text, moderator) in comments.iter().zip(moderators.iter().cycle()) {
                findings += moderator.screen_with(&mut scratch, &Comment::from(text)).findings().len();
            }
        }
        findings
    };
    let best = quickest(rounds, &mut [&mut pass]).first().copied().unwrap_or(Duration::ZERO);
    best.as_secs_f64() * 1e9 / (bytes(comments) * again) as f64
}

/// A list of made-up words: none is found, all must be told from the words of the comments.
fn made_up(entries: usize) -> String {
    let (mut random, mut rows) = (Random::new(SEED), String::new());
    let syllables = ["bla", "kru", "mel", "stö", "vip", "dra", "gno", "fjä", "plu", "ryk"];
    for number in 0..entries {
        let mut word: String = (0..4).filter_map(|_| random.pick(&syllables).copied()).collect();
        let digits = number.to_string();
        word.extend(digits.bytes().map(|digit| char::from(b'a' + digit - b'0')));
        let _ = writeln!(rows, "{word}\tword\tn1\tmild\tplain id=made-up\tmade up");
    }
    rows
}

fn tell(what: &str, cost: f64, first: &mut Option<f64>) {
    let base = *first.get_or_insert(cost);
    println!("{what:<28}{cost:>8.1} ns a byte{:>8.2} times", cost / base);
}

fn main() -> Result<(), LoadError> {
    let as_test = !std::env::args().any(|argument| argument == "--bench");
    let (seen, rounds, most) = if as_test { (10_000, 1, 100) } else { (BYTES, 5, 100_000) };
    let builtin = [Moderator::builtin()];
    let mut first = None;
    for count in [10, 1_000, 100_000].into_iter().filter(|count| *count <= most) {
        let comments = corpus(count, SEED);
        tell(&format!("{count} comments"), cost(&builtin, &comments, seen, rounds), &mut first);
    }
    let comments = corpus(most.min(10_000), SEED);
    first = None;
    for entries in [1_000, 10_000, 100_000].into_iter().filter(|entries| *entries <= most * 10) {
        let own = Moderator::builder().source("sv/svordomar.tsv", &made_up(entries)).build()?;
        tell(&format!("{entries} more list entries"), cost(&[own], &comments, seen, rounds), &mut first);
    }
    first = None;
    let policies = builtin_policy_ids();
    for count in [1, policies.len()] {
        let known = policies.iter().take(count).filter_map(|id| builtin_policy(id));
        let moderators: Vec<Moderator> = known.map(|policy| builtin[0].with_policy(policy)).collect();
        tell(&format!("{count} policies"), cost(&moderators, &comments, seen, rounds), &mut first);
    }
    Ok(())
}
