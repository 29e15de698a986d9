//! Checking, tidying and colliding lists: what keeps the built-in lists honest serves users' lists too.

use std::collections::BTreeSet;
use std::sync::Arc;

use ordvakt_rules::{Diagnostics, Source, WordBits};
use serde::Serialize;

use crate::Comment;
use crate::builder::builtin_sources;
use crate::language::Trained;
use crate::lexicon::Lexicon;
use crate::moderator::{BUILTIN, Inner, MAX_BYTES, Moderator, REFERENCE_DATE};
use crate::scratch::Scratch;

/// Checks files of lists folders, together with the built-in data unless they are a whole set themselves: form, references, and that every pattern hits what it says it
/// hits and misses what it says it misses. Empty where nothing is wrong.
pub fn check_lists(files: &[Source]) -> Diagnostics {
    // A folder with the texts of all categories is a whole set of lists, such as the built-in one, and stands alone.
    let whole = files.iter().any(|file| file.path == "categories.toml");
    let mut sources = if whole { Vec::new() } else { builtin_sources() };
    sources.extend(files.iter().cloned());
    let lexicon =
        match ordvakt_rules::compile(&sources).map_err(crate::LoadError::from).and_then(Lexicon::new) {
            Ok(lexicon) => lexicon,
            Err(wrong) => return wrong.diagnostics,
        };
    let mut out = Diagnostics::new();
    check_examples(Arc::new(lexicon), files, &mut out);
    out
}

/// Checks the examples of the built-in patterns.
pub fn check_builtin() -> Diagnostics {
    let mut out = Diagnostics::new();
    check_examples(Arc::clone(&BUILTIN), &builtin_sources(), &mut out);
    out
}

fn check_examples(lexicon: Arc<Lexicon>, files: &[Source], out: &mut Diagnostics) {
    let examples = match ordvakt_rules::examples(files) {
        Ok(examples) => examples,
        Err(wrong) => return out.extend(wrong),
    };
    let moderator = unfiltered(lexicon);
    let mut scratch = Scratch::new();
    for example in examples {
        let (file, line) = example.place.rsplit_once(':').unwrap_or((&example.place, "0"));
        let line = line.parse().unwrap_or(0);
        let mut fires = |text: &str| {
            let _ = moderator.screen_with(&mut scratch, &Comment::from(text));
            scratch.fired.iter().any(|rule| moderator.inner.rule_id(*rule) == example.rule)
        };
        for text in &example.hits {
            if !fires(text) {
                out.add(
                    file,
                    line,
                    0,
                    format!("`{}` does not hit `{text}`", example.rule),
                    Some("`ordvakt explain` shows why"),
                );
            }
        }
        for text in &example.misses {
            if fires(text) {
                out.add(
                    file,
                    line,
                    0,
                    format!("`{}` hits `{text}`, which it must miss", example.rule),
                    Some("`ordvakt explain` shows why"),
                );
            }
        }
    }
}

/// Under a policy that forbids everything, so that no finding is left out.
fn unfiltered(lexicon: Arc<Lexicon>) -> Moderator {
    let policy = crate::policies::builtin_policy("alla").unwrap_or_else(crate::policies::nothing);
    let inner = Inner::new(lexicon, Trained::default(), policy, REFERENCE_DATE, MAX_BYTES);
    Moderator { inner: Arc::new(inner) }
}

/// The text of a list, group or allow file, sorted and tidied; other files come back as they are.
pub fn format_list(path: &str, text: &str) -> String {
    if path.ends_with(".tsv") && !path.starts_with("tables/") {
        ordvakt_rules::format_rows(text)
    } else {
        text.to_owned()
    }
}

/// An ordinary word that a list hits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Collision {
    /// The ordinary word.
    pub word: String,
    /// The rule that hits it.
    pub rule: String,
}

/// Screens ordinary words one by one and tells which are hit by which rule.
pub fn collide<'w>(
    files: &[Source],
    words: impl IntoIterator<Item = &'w str>,
) -> Result<Vec<Collision>, Diagnostics> {
    let lexicon = if files.is_empty() {
        Arc::clone(&BUILTIN)
    } else {
        let mut sources = builtin_sources();
        sources.extend(files.iter().cloned());
        Arc::new(Lexicon::new(ordvakt_rules::compile(&sources)?).map_err(|error| error.diagnostics)?)
    };
    let moderator = unfiltered(lexicon);
    let mut scratch = Scratch::new();
    let mut collisions = BTreeSet::new();
    for word in words {
        let verdict = moderator.screen_with(&mut scratch, &Comment::from(word));
        for finding in verdict.findings() {
            collisions.insert(Collision { word: word.to_owned(), rule: verdict.rule_id(finding).to_owned() });
        }
    }
    Ok(collisions.into_iter().collect())
}

/// The built-in ordinary words, Swedish and English.
pub fn ordinary_words() -> impl Iterator<Item = &'static str> {
    let ordinary = WordBits::COMMON_SV.or(WordBits::COMMON_EN);
    static_words().filter(move |(_, bits)| bits.has(ordinary)).map(|(word, _)| word)
}

fn static_words() -> impl Iterator<Item = (&'static str, WordBits)> {
    let lexicon: &'static Lexicon = &BUILTIN;
    lexicon.words.words().map(|(word, found)| (word, found.bits))
}
