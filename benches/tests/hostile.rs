//! Hostile text costs in proportion to its length, counted in instructions, which no neighbour on the machine disturbs.
//!
//! The unit is a byte of ordinary comments joined to one text as hostile text is one text: that costs about 2.8 times a byte of the same comments
//! screened one by one, which `cargo bench --bench hostile` takes as its unit. A family may pass here and be beyond there.
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
/// The most that a byte may cost, as a multiple of a byte of ordinary comments: somewhat beyond what every family costs, for the C library
/// takes other instructions on other processors.
const MOST: f64 = 5.0;

/// What ends what is not counted. The name is looked for among the program's symbols, as is the next one.
#[inline(never)]
fn counting_begins(text: &str) -> &str {
    black_box(text)
}

/// What is counted.
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
            black_box(counted_screening(&moderator, &mut scratch, counting_begins(&text)));
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
    let mut bad = 0;
    eprintln!("ordinary comments: {:.0} instructions a byte", costs[0]);
    for (family, pair) in FAMILIES.iter().zip(costs[1..].chunks(2)) {
        let times = pair[1] / costs[0];
        let growth = 1.0 + (pair[1] / pair[0]).ln() / (SIZES[1] as f64 / SIZES[0] as f64).ln();
        let beyond = times > MOST || growth > STEEPEST;
        bad += u32::from(beyond);
        let mark = if beyond { "  beyond" } else { "" };
        eprintln!("{:28} {:8.0} {times:8.2} {growth:8.3}{mark}", family.name, pair[1]);
    }
    assert!(bad == 0, "{bad} of {} families are beyond {MOST} times or growth {STEEPEST}", FAMILIES.len());
}

/// The instructions of each counted screening; `None` where there is no Valgrind.
fn instructions() -> Option<Vec<u64>> {
    Command::new("valgrind").arg("--version").output().ok()?;
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile.callgrind");
    let done = Command::new("valgrind")
        .args(["--tool=callgrind", "--combine-dumps=yes"])
        .args(["--dump-after=*counting_begins*", "--dump-after=*counted_screening*"])
        .arg(format!("--callgrind-out-file={}", file.display()))
        .arg(std::env::current_exe().expect("this program"))
        .args(["--exact", "hostile_text_costs_in_proportion", "--test-threads=1"])
        .env(CHILD, "1")
        .output()
        .expect("valgrind runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let dumps = fs::read_to_string(&file).expect("the counts are text");
    let _ = fs::remove_file(&file);
    // Each dump says what it was made after, and then its sum.
    let mut counts = Vec::new();
    let mut counted = false;
    for line in dumps.lines() {
        if let Some(trigger) = line.strip_prefix("desc: Trigger: ") {
            counted = trigger.contains("counted_screening");
        } else if let Some(sum) = line.strip_prefix("summary: ").filter(|_| counted) {
            counts.push(sum.trim().parse().expect("a sum"));
        }
    }
    Some(counts)
}
