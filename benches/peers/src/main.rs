//! Tells the language of every line of a file with Ordvakt and with three other libraries, in one run.
//!
//! ```text
//! cargo run --release -- [FILE]
//! ```
//!
//! Without a file, the project's own ordinary sentences. `words + stage` folds, splits and looks the words up too, which a
//! verdict does anyway; `stage` is what telling the language adds to that.
#![allow(dead_code, reason = "the stage has parts that only findings need")]

mod language;

use std::borrow::Cow;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use language::judge::Words;
use language::model::Model;
use lingua::{Language, LanguageDetectorBuilder};
use ordvakt_rules::{Image, WordBits, WordTable};
use ordvakt_text::{Class, Folded, Token, Tokens};

/// The classes of Swedish and English.
const ALLOWED: u32 = 0b11;
/// The quickest of so many rounds counts.
const ROUNDS: usize = 7;

struct Prepared {
    text: String,
    tokens: Vec<Token>,
    bits: Vec<WordBits>,
}

#[derive(Default)]
struct Buffers {
    folded: Folded,
    tokens: Tokens,
    bits: Vec<WordBits>,
}

impl Buffers {
    fn read(&mut self, text: &str, table: &WordTable) {
        self.folded.fold(text);
        self.tokens.tokenize(text, &self.folded);
        self.bits.clear();
        for token in self.tokens.tokens() {
            let word = &self.folded.text()[token.start as usize..token.end as usize];
            let found = if token.class.has(Class::WORD) { table.get(word.as_bytes()) } else { None };
            self.bits.push(found.map_or(WordBits::NONE, |word| word.bits));
        }
    }
}

fn is_swedish(words: Words<'_>, model: Model<'_>) -> bool {
    let code = words.judge(|| ALLOWED, |code| code == "sv" || code == "en", || Some(model)).code;
    code == "sv"
}

/// Prints the time of a line, the speed, and how many lines were called Swedish.
fn measure(name: &str, lines: &[&str], mut is_swedish: impl FnMut(usize) -> bool) {
    let bytes: usize = lines.iter().map(|line| line.len()).sum();
    let mut best = f64::INFINITY;
    let mut swedish = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        swedish = (0..lines.len()).filter(|line| black_box(is_swedish(*line))).count();
        best = best.min(start.elapsed().as_secs_f64());
    }
    let count = lines.len() as f64;
    println!(
        "{name:<28}{:>10.0} ns{:>10.1} MB/s{:>8.1} % Swedish",
        best * 1e9 / count,
        bytes as f64 / best / 1e6,
        swedish as f64 * 100.0 / count
    );
}

fn main() -> Result<(), Box<dyn Error>> {
    let text = match std::env::args().nth(1) {
        Some(path) => std::fs::read_to_string(path)?,
        None => include_str!("../../../tests/quality/ordinary.txt").to_owned(),
    };
    let lines: Vec<&str> =
        text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).collect();
    let image = Image::from_parts(Cow::Borrowed(ordvakt_wordlists::WORDS), ordvakt_wordlists::META)
        .ok_or("the built-in lists cannot be read")?;
    let model = Model::read(ordvakt_wordlists::LANGUAGE).ok_or("the model cannot be read")?;

    let mut buffers = Buffers::default();
    let prepared: Vec<Prepared> = lines
        .iter()
        .map(|line| {
            buffers.read(line, &image.words);
            let text = buffers.folded.text().to_owned();
            Prepared { text, tokens: buffers.tokens.tokens().to_vec(), bits: buffers.bits.clone() }
        })
        .collect();
    println!("{} lines", lines.len());
    measure("ordvakt, stage", &lines, |line| {
        let Prepared { text, tokens, bits } = &prepared[line];
        is_swedish(Words { text, tokens, bits }, model)
    });
    measure("ordvakt, words + stage", &lines, |line| {
        buffers.read(lines[line], &image.words);
        let (text, tokens) = (buffers.folded.text(), buffers.tokens.tokens());
        is_swedish(Words { text, tokens, bits: &buffers.bits }, model)
    });
    measure("whichlang", &lines, |line| whichlang::detect_language(lines[line]) == whichlang::Lang::Swe);
    measure("whatlang", &lines, |line| whatlang::detect_lang(lines[line]) == Some(whatlang::Lang::Swe));
    let detector = LanguageDetectorBuilder::from_all_languages().with_preloaded_language_models().build();
    measure("lingua, 11 languages", &lines, |line| {
        detector.detect_language_of(lines[line]) == Some(Language::Swedish)
    });
    let detector = LanguageDetectorBuilder::from_all_languages().with_low_accuracy_mode().build();
    measure("lingua, low accuracy", &lines, |line| {
        detector.detect_language_of(lines[line]) == Some(Language::Swedish)
    });
    Ok(())
}
