//! Writes JSON Lines of ordinary comments without end, or so many bytes of them, for tools that read a stream.
//!
//! ```text
//! stream [BYTES]
//! ```
#![allow(clippy::print_stdout, reason = "the stream is the output")]

use std::io::{self, Write};

use ordvakt_benches::corpus;
use serde_json::json;

/// So many comments are made up; after them come the same again, under other numbers.
const COMMENTS: usize = 20_000;
const SEED: u64 = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes: u64 = std::env::args().nth(1).map_or(Ok(u64::MAX), |bytes| bytes.parse())?;
    let comments = corpus(COMMENTS, SEED);
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut written = 0;
    for (number, text) in comments.iter().cycle().enumerate() {
        if written >= bytes {
            break;
        }
        let line = json!({ "id": number.to_string(), "text": text }).to_string();
        writeln!(out, "{line}")?;
        written += line.len() as u64 + 1;
    }
    out.flush()?;
    Ok(())
}
