//! Training text: read, split into words as comments are, sorted by language.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use ordvakt_text::{Class, Folded, Gap, Tokens};
use sha2::{Digest, Sha256};

use crate::classes::{CODES, OTHER, class_of};
use crate::features::{CLASSES, Letters};

/// One text as folded words.
pub(crate) type Text = Vec<String>;

/// How much of a source was used.
#[derive(Default)]
pub(crate) struct Count {
    pub(crate) texts: usize,
    pub(crate) letters: usize,
    pub(crate) languages: BTreeMap<String, usize>,
}

/// All text, by class of the model.
pub(crate) struct Corpus {
    pub(crate) texts: Vec<Vec<Text>>,
    pub(crate) sources: BTreeMap<String, Count>,
    pub(crate) digest: Vec<u8>,
}

/// The class that a language's text trains, by ISO 639-3 code or one of the model's codes.
fn trains(language: &str) -> Option<usize> {
    let code = match language {
        "swe" => "sv",
        "eng" => "en",
        "dan" => "da",
        "nob" => "nb",
        "nno" => "nn",
        "isl" => "is",
        "fao" => "fo",
        "fin" => "fi",
        "sme" => "se",
        "deu" => "de",
        "nld" => "nl",
        "fra" => "fr",
        "spa" => "es",
        "por" => "pt",
        "ita" => "it",
        "ron" => "ro",
        "pol" => "pl",
        "ces" | "slk" => "cs",
        "tur" => "tr",
        "som" => "so",
        "sqi" => "sq",
        "bos" | "hrv" | "srp" => "bs",
        "hun" => "hu",
        "est" => "et",
        "lit" => "lt",
        "lav" => "lv",
        "vie" => "vi",
        "tgl" | "ind" | "swa" | "eus" | "cym" | "gle" | "mlt" | "kab" | "cat" | "slv" | "mis" => {
            return Some(OTHER);
        }
        other => other,
    };
    class_of(code).filter(|class| CODES[*class] != "ar-Latn" || language == "ar-Latn")
}

/// Serbian is written in two alphabets; comments in the Latin one belong to the common class.
fn in_latin(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    for c in text.chars() {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let spelt = match lower {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'ђ' => "đ",
            'е' => "e",
            'ж' => "ž",
            'з' => "z",
            'и' => "i",
            'ј' => "j",
            'к' => "k",
            'л' => "l",
            'љ' => "lj",
            'м' => "m",
            'н' => "n",
            'њ' => "nj",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'ћ' => "ć",
            'у' => "u",
            'ф' => "f",
            'х' => "h",
            'ц' => "c",
            'ч' => "č",
            'џ' => "dž",
            'ш' => "š",
            _ => {
                latin.push(c);
                continue;
            }
        };
        if lower == c {
            latin.push_str(spelt);
        } else {
            latin.extend(spelt.chars().next().into_iter().flat_map(char::to_uppercase));
            latin.extend(spelt.chars().skip(1));
        }
    }
    latin
}

struct Reader {
    folded: Folded,
    tokens: Tokens,
    seen: BTreeSet<(usize, String)>,
    without: BTreeSet<String>,
    digest: Sha256,
    corpus: Corpus,
}

/// The same text, however it is spaced and capitalised.
fn key(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

impl Reader {
    /// The words that would vote in a comment: no names inside a sentence, nothing but letters.
    fn words(&mut self, text: &str, nouns: bool) -> Text {
        self.folded.fold(text);
        self.tokens.tokenize(text, &self.folded);
        let mut words = Text::new();
        let mut sentence = None;
        for token in self.tokens.tokens() {
            if !token.class.has(Class::WORD) || token.class.has(Class::OTHER_SCRIPT | Class::CASE_MIXED) {
                continue;
            }
            let opens = sentence != Some(token.sentence) || token.gap.has(Gap::QUOTE_OPEN);
            sentence = Some(token.sentence);
            if token.class.has(Class::UPPER_FIRST) && !opens && !nouns {
                continue;
            }
            let word = self.folded.text().get(token.start as usize..token.end as usize).unwrap_or_default();
            let letters = Letters::of(word);
            if letters.len() > 1 && !letters.is_cry() {
                words.push(word.to_owned());
            }
        }
        words
    }

    fn add(&mut self, text: &str, language: &str, source: &str) {
        let Some(class) = trains(language) else { return };
        if self.without.contains(&key(text)) {
            return;
        }
        let latin = if language == "srp" { in_latin(text) } else { text.to_owned() };
        let words = self.words(&latin, language == "deu" || language == "de");
        if words.is_empty() || !self.seen.insert((class, key(text))) {
            return;
        }
        self.digest.update(language);
        self.digest.update([0]);
        self.digest.update(text);
        self.digest.update([0]);
        let count = self.corpus.sources.entry(source.to_owned()).or_default();
        count.texts += 1;
        count.letters += words.iter().map(|word| word.chars().count()).sum::<usize>();
        *count.languages.entry(language.to_owned()).or_default() += 1;
        self.corpus.texts[class].push(words);
    }

    fn file(&mut self, path: &Path) -> Result<(), Box<dyn Error>> {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            for line in fs::read_to_string(path)?.lines() {
                let row: serde_json::Value = serde_json::from_str(line)?;
                let field =
                    |name: &str| row.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
                self.add(field("text"), field("lang"), field("source"));
            }
        } else if let Some((language, source)) =
            name.strip_suffix(".txt").and_then(|stem| stem.split_once('.'))
        {
            for line in fs::read_to_string(path)?.lines().filter(|line| !line.starts_with('#')) {
                self.add(line, language, source);
            }
        }
        Ok(())
    }
}

/// Reads every file of the folders, in the order of their names.
pub(crate) fn read(folders: &[PathBuf], without: &[PathBuf]) -> Result<Corpus, Box<dyn Error>> {
    let mut left_out = BTreeSet::new();
    for path in without {
        for line in fs::read_to_string(path)?.lines() {
            let row: serde_json::Value = serde_json::from_str(line)?;
            left_out.extend(row.get("text").and_then(serde_json::Value::as_str).map(key));
        }
    }
    let mut reader = Reader {
        folded: Folded::new(),
        tokens: Tokens::default(),
        seen: BTreeSet::new(),
        without: left_out,
        digest: Sha256::new(),
        corpus: Corpus { texts: vec![Vec::new(); CLASSES], sources: BTreeMap::new(), digest: Vec::new() },
    };
    for folder in folders {
        let mut paths = fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        for path in paths.iter().filter(|path| path.is_file()) {
            reader.file(path)?;
        }
    }
    reader.corpus.digest = reader.digest.finalize().to_vec();
    Ok(reader.corpus)
}
