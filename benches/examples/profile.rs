//! Screens a fixed corpus and does nothing else, for instruction counts: `benches/instructions.sh` runs it under valgrind.
//!
//! ```text
//! profile [COUNT] [KIND]
//! ```
//!
//! KIND is `ordinary` (the seeded corpus), `personal-alone` (the same, screened for personal and confidential data only), a kind
//! of comment, or a family of hostile text, of which COUNT bytes are screened.
#![allow(clippy::print_stdout, reason = "the count is the output")]

use std::hint::black_box;

use ordvakt::{Category, Comment, Moderator, Scratch};
use ordvakt_benches::{FAMILIES, Kind, corpus};

const COMMENTS: usize = 2_000;
const SEED: u64 = 20;

/// What valgrind counts, by this name.
#[inline(never)]
fn measured_screening(moderator: &Moderator, scratch: &mut Scratch, comments: &[String]) -> usize {
    comments
        .iter()
        .map(|text| black_box(moderator.screen_with(scratch, &Comment::from(text))).findings().len())
        .sum()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let count = arguments.next().map_or(Ok(COMMENTS), |count| count.parse())?;
    let kind = arguments.next().unwrap_or_else(|| "ordinary".to_owned());
    let known = Kind::ALL.iter().find(|known| known.as_str().replace(' ', "-") == kind);
    let hostile = FAMILIES.iter().find(|family| family.name.replace(' ', "-") == kind);
    let comments = match (known, hostile, kind.as_str()) {
        (Some(kind), ..) => kind.comments(count, SEED),
        (_, Some(family), _) => vec![family.text(count)],
        (.., "ordinary" | "personal-alone") => corpus(count, SEED),
        _ => return Err(format!("no kind `{kind}`").into()),
    };
    let moderator = if kind == "personal-alone" {
        Moderator::builder().only([Category::Personuppgifter, Category::Sekretess]).build()?
    } else {
        Moderator::builtin()
    };
    let mut scratch = Scratch::new();
    // Buffers grow and tables are read in the first comments; what lasts is what comes after.
    for text in comments.iter().take(50) {
        black_box(moderator.screen_with(&mut scratch, &Comment::from(text)));
    }
    let findings = measured_screening(&moderator, &mut scratch, &comments);
    println!("{} bytes, {findings} findings", comments.iter().map(String::len).sum::<usize>());
    Ok(())
}
