//! Telling a comment's language: Ordvakt's stage and other libraries.

use std::borrow::Cow;
use std::error::Error;

use lingua::{Language, LanguageDetectorBuilder};
use ordvakt_rules::{Image, WordBits, WordTable};
use ordvakt_text::{Class, Folded, Tokens};

use crate::measure::Row;
use crate::stage::judge::Words;
use crate::stage::model::Model;

/// What the language stage needs and the verdict has anyhow, and that with the stage: the stage costs the difference. By itself it
/// cannot be timed fairly, since in a verdict it finds the words in the nearest memory.
pub const WORDS: &str = "ordvakt, fold and words";
pub const ALONE: &str = "ordvakt, language alone (fold, words, stage)";

/// The classes of Swedish and English.
const ALLOWED: u32 = 0b11;

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

fn is_foreign(words: Words<'_>, model: Model<'_>) -> bool {
    let code = words.judge(|| ALLOWED, |code| code == "sv" || code == "en", || Some(model)).code;
    code != "sv" && code != "en"
}

/// The rows; `swedish or English` is what they agree on in most comments.
pub fn rows() -> Result<Vec<Row<'static>>, Box<dyn Error>> {
    let image = Image::from_parts(Cow::Borrowed(ordvakt_wordlists::WORDS), ordvakt_wordlists::META)
        .ok_or("the built-in lists cannot be read")?;
    let words = image.words.clone();
    let model = Model::read(ordvakt_wordlists::LANGUAGE).ok_or("the model cannot be read")?;
    let (mut without, mut buffers) = (Buffers::default(), Buffers::default());
    let all = LanguageDetectorBuilder::from_all_languages();
    let precise = LanguageDetectorBuilder::from_all_languages().with_preloaded_language_models().build();
    let quick = { all }.with_low_accuracy_mode().with_preloaded_language_models().build();
    let foreign = |found: Option<Language>| !matches!(found, Some(Language::Swedish | Language::English));
    Ok(vec![
        Row::new(WORDS, 1, move |_, comment| {
            without.read(comment, &image.words);
            without.bits.is_empty()
        }),
        Row::new(ALONE, 1, move |_, comment| {
            buffers.read(comment, &words);
            let (text, tokens) = (buffers.folded.text(), buffers.tokens.tokens());
            is_foreign(Words { text, tokens, bits: &buffers.bits }, model)
        }),
        Row::new("whichlang", 1, |_, comment| {
            !matches!(whichlang::detect_language(comment), whichlang::Lang::Swe | whichlang::Lang::Eng)
        }),
        Row::new("whatlang", 20, |_, comment| {
            !matches!(whatlang::detect_lang(comment), Some(whatlang::Lang::Swe | whatlang::Lang::Eng))
        }),
        Row::new("lingua, 11 languages", 100, move |_, comment| foreign(precise.detect_language_of(comment))),
        Row::new("lingua, 11 languages, low accuracy", 100, move |_, comment| {
            foreign(quick.detect_language_of(comment))
        }),
    ])
}
