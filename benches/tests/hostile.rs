//! Hostile text costs in proportion to its length, counted in instructions, which no neighbour on the machine disturbs.
//!
//! Valgrind counts them; where it is not installed, the test says so and holds nothing to anything. Only the release profile is measured:
//! `cargo test --release -p ordvakt-benches --test hostile`.
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]
#![allow(clippy::expect_used, reason = "a helper that fails is a failed test")]
#![allow(clippy::cast_precision_loss, reason = "counts of instructions are small")]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use ordvakt::{Comment, Moderator, Scratch, Verdict};
use ordvakt_benches::{FAMILIES, corpus};

/// Set for the process under Valgrind.
const CHILD: &str = "ORDVAKT_HOSTILE_CHILD";
/// The sizes that growth is read from, in bytes; `cargo bench --bench hostile` goes on to 1 MB.
const SIZES: [usize; 2] = [8 << 10, 64 << 10];
/// Growth beyond this is not linear; what is quadratic comes to 2.
const STEEPEST: f64 = 1.1;
/// The most that a byte may cost, as a multiple of a byte of ordinary comments.
const MOST: f64 = 4.0;

/// What is counted. The name is looked for among the program's symbols.
#[inline(never)]
fn counted_screening(moderator: &Moderator, scratch: &mut Scratch, text: &str) -> Verdict {
    moderator.screen_with(scratch, &Comment::from(text))
}

/// Every text that is counted, in order.
fn texts() -> Vec<String> {
    let ordinary = corpus(400, 20).join("\n");
    let hostile = FAMILIES.iter().flat_map(|family| SIZES.map(|size| family.text(size)));
    std::iter::once(ordinary).chain(hostile).collect()
}

#[test]
#[cfg_attr(debug_assertions, ignore = "without optimisation it takes long and says little")]
fn hostile_text_costs_in_proportion() {
    if std::env::var_os(CHILD).is_some() {
        let (moderator, mut scratch) = (Moderator::builtin(), Scratch::new());
        // What is made at first use is not counted.
        black_box(moderator.screen_with(&mut scratch, &Comment::from(&corpus(50, 3).join("\n"))));
        for text in texts() {
            black_box(counted_screening(&moderator, &mut scratch, &text));
        }
        return;
    }
    let Some(counts) = instructions() else {
        return eprintln!("skipped: valgrind is not installed, so that nothing counts instructions");
    };
    let texts = texts();
    assert_eq!(counts.len(), texts.len(), "one count a text");
    let costs: Vec<f64> =
        counts.iter().zip(&texts).map(|(count, text)| *count as f64 / text.len() as f64).collect();
    let mut bad = Vec::new();
    for (family, pair) in FAMILIES.iter().zip(costs[1..].chunks(2)) {
        let times = pair[1] / costs[0];
        let growth = 1.0 + (pair[1] / pair[0]).ln() / (SIZES[1] as f64 / SIZES[0] as f64).ln();
        if times > MOST || growth > STEEPEST {
            bad.push(format!("{}: {times:.1} times the ordinary cost, growth {growth:.2}", family.name));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// The instructions of each counted screening; `None` where there is no Valgrind.
fn instructions() -> Option<Vec<u64>> {
    Command::new("valgrind").arg("--version").output().ok()?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for counts");
    let function = "*counted_screening*";
    let done = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no"])
        .arg(format!("--toggle-collect={function}"))
        .arg(format!("--dump-after={function}"))
        .arg(format!("--callgrind-out-file={}", folder.join("out").display()))
        .arg(std::env::current_exe().expect("this program"))
        .args(["--exact", "hostile_text_costs_in_proportion", "--test-threads=1"])
        .env(CHILD, "1")
        .output()
        .expect("valgrind runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut dumps: Vec<(u64, u64)> = Vec::new();
    for entry in fs::read_dir(&folder).expect("the counts") {
        let path = entry.expect("a count").path();
        // The last dump, without a number, is of what comes after all of them.
        let Some(number) = path.extension().and_then(|number| number.to_str()?.parse().ok()) else {
            continue;
        };
        let text = fs::read_to_string(&path).expect("the counts are text");
        let total =
            text.lines().find_map(|line| line.strip_prefix("summary: ").or(line.strip_prefix("totals: ")));
        dumps.push((number, total.and_then(|total| total.trim().parse().ok()).expect("a total")));
    }
    dumps.sort_unstable();
    Some(dumps.into_iter().map(|(_, count)| count).collect())
}
