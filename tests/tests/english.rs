//! English measured on the word files of another filter, the crate `rustrict`: what it means to catch and what it means to pass.
//! They are fetched by cargo, never copied here; without a network the test says so and measures nothing.
#![allow(clippy::print_stdout, reason = "figures are for people")]
#![allow(clippy::panic, reason = "a helper that fails is a failed test")]
#![allow(clippy::cast_precision_loss, reason = "counts of words are small")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use ordvakt::{Category, Moderator};
use serde_json::Value;

const CRATE: &str = "rustrict";
const VERSION: &str = "0.7.39";

/// What is aimed at, of all lines that it means to catch. Many of those are no business of these rules: other languages, mild oaths,
/// neutral words of body, sex and origin, nonsense.
const AIM: f64 = 85.0;
/// The least share caught, in a hundred; raise it when more is caught.
const LEAST_CAUGHT: f64 = 85.0;
/// The greatest share flagged, in a hundred, of what only looks profane.
const MOST_FLAGGED: f64 = 1.0;

/// The folder of the crate's source, fetched if need be.
fn source() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("english");
    fs::create_dir_all(folder.join("src")).ok()?;
    let manifest = format!(
        "[package]\nname = \"english-words\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n\
         [dependencies]\n{CRATE} = {{ version = \"={VERSION}\", default-features = false }}\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).ok()?;
    fs::write(folder.join("src/lib.rs"), "").ok()?;
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1"])
        .env("CARGO_NET_RETRY", "0")
        .current_dir(&folder)
        .output()
        .ok()?;
    let metadata: Value = serde_json::from_slice(&output.stdout).ok()?;
    let package = metadata["packages"].as_array()?.iter().find(|package| package["name"] == CRATE)?;
    Some(Path::new(package["manifest_path"].as_str()?).parent()?.join("src"))
}

/// The share of a file's lines in a hundred in which something is found.
fn found(file: &Path) -> f64 {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let moderator = Moderator::builtin();
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    assert!(lines.len() > 100, "{} is not the file it was", file.display());
    let hit = |line: &&&str| moderator.screen(**line).categories().any(|found| found != Category::AnnatSprak);
    100.0 * lines.iter().filter(hit).count() as f64 / lines.len() as f64
}

#[test]
fn profane_words_are_caught_and_their_look_alikes_pass() {
    let Some(source) = source() else {
        println!("not measured: {CRATE} {VERSION} could not be fetched");
        return;
    };
    let (caught, flagged) =
        (found(&source.join("test_positive.txt")), found(&source.join("false_positives.txt")));
    println!(
        "profane words caught {caught:.1} % (aim {AIM} %), look-alikes flagged {flagged:.2} % (at most {MOST_FLAGGED} %)"
    );
    assert!(caught >= LEAST_CAUGHT, "only {caught:.1} % caught");
    assert!(flagged <= MOST_FLAGGED, "{flagged:.2} % flagged");
}
