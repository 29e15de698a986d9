//! Filters and recognisers written in Python, on the same comments: `peers.py` beside this workspace runs them.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::measure::Cost;

pub const PRESIDIO: &str = "presidio-analyzer, Swedish patterns (Python)";

/// Runs the script with an interpreter that has its requirements, and reads what it says: name, seconds, bytes, comments and
/// flagged comments, one row a line.
pub fn measure(python: &str, comments: &[String]) -> Result<Vec<Cost>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = std::env::temp_dir().join(format!("ordvakt-peers-{}.txt", std::process::id()));
    let lines: Vec<String> = comments.iter().map(|comment| comment.replace(['\n', '\r'], " ")).collect();
    fs::write(&corpus, lines.join("\n"))?;
    let run = Command::new(python).arg(folder.join("peers.py")).arg(&corpus).output();
    fs::remove_file(&corpus)?;
    let run = run.map_err(|error| format!("`{python}` cannot be run: {error}"))?;
    if !run.status.success() {
        return Err(format!("peers.py failed:\n{}", String::from_utf8_lossy(&run.stderr)).into());
    }
    let text = String::from_utf8(run.stdout)?;
    text.lines().map(|line| row(line).ok_or_else(|| format!("peers.py said `{line}`").into())).collect()
}

fn row(line: &str) -> Option<Cost> {
    let mut fields = line.split('\t');
    Some(Cost {
        name: fields.next()?.to_owned(),
        seconds: fields.next()?.parse().ok()?,
        bytes: fields.next()?.parse().ok()?,
        comments: fields.next()?.parse().ok()?,
        flagged: fields.next()?.parse().ok()?,
    })
}
