//! Trains the model that tells languages apart.
//!
//! ```text
//! cargo run --release -p ordvakt --example train_language -- FOLDER… --out wordlists/language [--without CASES.jsonl]…
//! ```
//!
//! A folder holds `*.jsonl` (`{"text": …, "lang": …, "source": …}` a line) and `<lang>.<source>.txt` (a text a line), where
//! `lang` is an ISO 639-3 code or one of the model's own. Texts that stand in a file given by `--without` are left out, so
//! that they can be used for measuring. The same input gives the same bytes.
#![expect(clippy::print_stdout, reason = "a tool for the terminal")]

#[path = "../../src/language/classes.rs"]
mod classes;
#[path = "../../src/language/features.rs"]
mod features;
#[path = "../../src/language/form.rs"]
mod form;

mod augment;
mod corpus;
mod learn;
mod random;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

/// Changing it changes the model; it is written into the record.
const SEED: u64 = 2_009_724;

struct Arguments {
    folders: Vec<PathBuf>,
    without: Vec<PathBuf>,
    out: PathBuf,
    steps: u64,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut parsed =
        Arguments { folders: Vec::new(), without: Vec::new(), out: PathBuf::new(), steps: learn::STEPS };
    let mut rest = std::env::args().skip(1);
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--out" => parsed.out = value()?.into(),
            "--without" => parsed.without.push(value()?.into()),
            "--steps" => parsed.steps = value()?.parse()?,
            _ => parsed.folders.push(argument.into()),
        }
    }
    if parsed.folders.is_empty() || parsed.out.as_os_str().is_empty() {
        return Err("usage: train_language FOLDER… --out FOLDER [--without CASES.jsonl]… [--steps N]".into());
    }
    Ok(parsed)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = arguments()?;
    let corpus = corpus::read(&arguments.folders, &arguments.without)?;
    let weights = learn::learn(&corpus, SEED, arguments.steps);
    let glance = learn::learn_glance(&corpus, SEED, arguments.steps);
    let model = learn::quantise(&weights, &glance);

    let mut record = String::from("# What the model was trained on; written by the trainer.\n");
    writeln!(record, "model_sha256 = \"{}\"\nmodel_bytes = {}", hex(&Sha256::digest(&model)), model.len())?;
    writeln!(record, "seed = {SEED}\nsteps = {}", arguments.steps)?;
    writeln!(record, "texts_sha256 = \"{}\"", hex(&corpus.digest))?;
    for (name, count) in &corpus.sources {
        writeln!(
            record,
            "\n[[source]]\nname = \"{name}\"\ntexts = {}\nletters = {}",
            count.texts, count.letters
        )?;
        let languages: Vec<String> =
            count.languages.iter().map(|(language, texts)| format!("{language} = {texts}")).collect();
        writeln!(record, "languages = {{ {} }}", languages.join(", "))?;
    }
    fs::write(arguments.out.join("model.bin"), model)?;
    fs::write(arguments.out.join("record.toml"), record)?;
    println!("model and record written to {}", arguments.out.display());
    Ok(())
}
