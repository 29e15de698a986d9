//! No accidents: every word of a Swedish spelling dictionary, its place names among them, and every first name and surname of the
//! project's lists is screened as a comment of its own. What is found must stand in `quality/accidents.tsv`, which people have read:
//! each row there is meant. The dictionary is fetched when the test runs and not shipped; without a network the test says so.
#![allow(clippy::print_stdout, reason = "figures are for people")]
#![allow(clippy::panic, reason = "a helper that fails is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, thread};

use ordvakt::{Category, Moderator};
use ordvakt_tests::here;

const DICTIONARY: &str = "hunspell-sv";
const VERSION: &str = "2026.10.25";
/// Writes the reviewed file anew, for people to read what is new in it.
const WRITE: &str = "ORDVAKT_ACCIDENTS";
const HEAD: &str = "# Dictionary words and names in which something is found when they are the whole of a comment: word, categories. Each is meant;\n\
    # a word that is not belongs into wordlists/allow or out of its list. Checked by tests/tests/accidents.rs.\n";

/// The dictionary, fetched if need be.
fn dictionary() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("accidents");
    let python = env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let run = |arguments: &[&str]| {
        let output = Command::new(&python).arg("-m").args(arguments).output();
        output.is_ok_and(|output| output.status.success())
    };
    let unpacked = folder.join(format!("hunspell_sv-{VERSION}.data/data/share/hunspell/sv_SE.dic"));
    if unpacked.exists() {
        return Some(unpacked);
    }
    let to = folder.to_str()?;
    let what = format!("{DICTIONARY}=={VERSION}");
    if !run(&["pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", to, &what]) {
        return None;
    }
    let wheel = folder.join(format!("hunspell_sv-{VERSION}-py3-none-any.whl"));
    (run(&["zipfile", "-e", wheel.to_str()?, to]) && unpacked.exists()).then_some(unpacked)
}

/// The words of a dictionary file: a count, then a word a line with flags behind a slash.
fn words_of(dictionary: &Path) -> impl Iterator<Item = String> {
    let text =
        fs::read_to_string(dictionary).unwrap_or_else(|error| panic!("{}: {error}", dictionary.display()));
    let words: Vec<String> = text
        .lines()
        .skip(1)
        .map(|line| {
            let word = line.split('\t').next().unwrap_or("");
            let flags = word.match_indices('/').find(|(at, _)| *at > 0 && !word[..*at].ends_with('\\'));
            flags.map_or(word, |(at, _)| &word[..at]).trim().to_owned()
        })
        .collect();
    words.into_iter()
}

/// The names of the project's own groups, with a capital.
fn names() -> impl Iterator<Item = String> {
    let files = ["first-name", "surname"].map(|group| here(&format!("../wordlists/groups/sv/{group}.tsv")));
    files.into_iter().flat_map(|file| {
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let entries =
            text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
        let capital = |entry: &str| {
            let mut letters = entry.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
        };
        entries.filter(|entry| !entry.starts_with('@')).filter_map(capital).collect::<Vec<_>>()
    })
}

/// The words in which something is found, with the categories.
fn found(words: &[String]) -> BTreeMap<String, String> {
    let moderator = Moderator::builtin();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = words.len().div_ceil(threads).max(1);
    let screen = |words: &[String]| {
        let mut found = Vec::new();
        for word in words {
            let verdict = moderator.screen(word.as_str());
            let categories = verdict.categories().filter(|category| *category != Category::AnnatSprak);
            let categories: BTreeSet<&str> = categories.map(Category::as_str).collect();
            if !categories.is_empty() {
                found.push((word.clone(), categories.into_iter().collect::<Vec<_>>().join(" ")));
            }
        }
        found
    };
    thread::scope(|scope| {
        let workers: Vec<_> = words.chunks(share).map(|words| scope.spawn(move || screen(words))).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|_| panic!("screening panicked")))
            .collect()
    })
}

#[test]
fn what_is_found_in_dictionary_words_and_names_is_meant() {
    let Some(dictionary) = dictionary() else {
        println!("not measured: {DICTIONARY} {VERSION} could not be fetched");
        return;
    };
    let words: BTreeSet<String> =
        words_of(&dictionary).chain(names()).filter(|word| !word.is_empty()).collect();
    assert!(words.len() > 250_000, "{} is not the file it was", dictionary.display());
    let words: Vec<String> = words.into_iter().collect();
    let found = found(&words);
    let file = here("quality/accidents.tsv");
    if env::var_os(WRITE).is_some_and(|what| what == "write") {
        let mut text = HEAD.to_owned();
        for (word, categories) in &found {
            let _ = writeln!(text, "{word}\t{categories}");
        }
        fs::write(&file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        return;
    }
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let rows = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let reviewed: BTreeMap<String, String> =
        rows.map(|(word, categories)| (word.to_owned(), categories.to_owned())).collect();
    let mut wrong = String::new();
    for (word, categories) in
        found.iter().filter(|(word, categories)| reviewed.get(*word) != Some(categories))
    {
        let _ = writeln!(wrong, "found and not reviewed: {word}\t{categories}");
    }
    for word in reviewed.keys().filter(|word| !found.contains_key(*word)) {
        let _ = writeln!(wrong, "reviewed and no longer found: {word}");
    }
    println!("{} words and names, something found in {}", words.len(), found.len());
    assert!(
        wrong.is_empty(),
        "an accident is mended in the lists; what is meant is written by {WRITE}=write:\n{wrong}"
    );
}
