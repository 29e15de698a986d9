//! Screening: the bare automaton, Ordvakt's verdict and parts of it, and other filters and recognisers.

use std::error::Error;

use aho_corasick::AhoCorasick;
use better_profanity::Profanity;
use ordvakt::{Category, Comment, Moderator, Scratch, Signal, Subject};
use redact_core::AnalyzerEngine;
use rlibphonenumber::Region;
use rlibphonenumber::phonenumber_matcher::FindNumberExt;
use rustrict::{Censor, Type};

use crate::measure::Row;

pub const BARE: &str = "R: bare aho-corasick, 20,000 patterns";
pub const WHOLE: &str = "ordvakt, whole verdict";
pub const WITHOUT: &str = "ordvakt, without personuppgifter and sekretess";
pub const PERSONAL: &str = "ordvakt, personuppgifter and sekretess alone";
pub const RUSTRICT: &str = "rustrict";
pub const BETTER_PROFANITY: &str = "better-profanity (Rust)";
pub const PHONES: &str = "rlibphonenumber, numbers in text, Sweden";

const PRIVATE: [Category; 2] = [Category::Personuppgifter, Category::Sekretess];

fn screening(name: &'static str, moderator: Moderator) -> Row<'static> {
    let mut scratch = Scratch::new();
    Row::new(name, 1, move |_, comment| {
        !moderator.screen_with(&mut scratch, &Comment::from(comment)).findings().is_empty()
    })
}

/// The rows on ordinary comments, the reference automaton first.
pub fn rows(automaton: &AhoCorasick) -> Result<Vec<Row<'_>>, Box<dyn Error>> {
    let others = Category::ALL.iter().filter(|category| !PRIVATE.contains(category)).copied();
    let others = others.map(Subject::from);
    let others = others.chain(Signal::ALL.iter().copied().map(Subject::from));
    let without = Moderator::builder().only(others).build()?;
    let profanity = Profanity::new();
    Ok(vec![
        bare(automaton),
        screening(WHOLE, Moderator::builtin()),
        screening(WITHOUT, without),
        personal_alone()?,
        Row::new(RUSTRICT, 10, |_, comment| Censor::from_str(comment).analyze().is(Type::INAPPROPRIATE)),
        Row::new(BETTER_PROFANITY, 2, move |_, comment| profanity.contains_profanity(comment)),
        redact_core(10),
        phones(),
    ])
}

/// The rows on texts full of personal data, the reference automaton first.
pub fn personal_rows(automaton: &AhoCorasick) -> Result<Vec<Row<'_>>, Box<dyn Error>> {
    let whole = screening(WHOLE, Moderator::builtin());
    Ok(vec![bare(automaton), whole, personal_alone()?, redact_core(1), phones()])
}

fn bare(automaton: &AhoCorasick) -> Row<'_> {
    Row::new(BARE, 1, move |_, comment| automaton.find_iter(comment.as_bytes()).count() > 0)
}

fn personal_alone() -> Result<Row<'static>, Box<dyn Error>> {
    Ok(screening(PERSONAL, Moderator::builder().only(PRIVATE).build()?))
}

fn redact_core(every: usize) -> Row<'static> {
    let engine = AnalyzerEngine::new();
    Row::new("redact-core", every, move |_, comment| {
        engine.analyze(comment, None).is_ok_and(|found| !found.detected_entities.is_empty())
    })
}

fn phones() -> Row<'static> {
    Row::new(PHONES, 1, |_, comment| comment.find_phone_numbers_with_preferred_region(Region::SE).count() > 0)
}
