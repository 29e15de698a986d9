//! Prices and shares: a number with what it counts.

use ordvakt_rules::{Recognised as Kind, WordBits};
use ordvakt_text::{Class, Gap};

use crate::view::View;

/// Most groups of digits of one number (`1 499 000`).
const MOST_GROUPS: u32 = 4;
/// Digits of a group after the first.
const GROUP: usize = 3;
/// Signs before a number that make it a price.
const SIGNS: [char; 4] = ['$', '€', '£', '¥'];
/// What follows a price without a currency.
const ENDINGS: [&str; 4] = [":-", ",-", ".-", ":–"];

/// One past the last token of the price or share that begins at a token.
pub(crate) fn amount_at(view: &View<'_>, kind: Kind, index: u32) -> Option<u32> {
    let class = view.token(index).class;
    if !class.has(Class::NUMBER | Class::MIXED) {
        return None;
    }
    let unit = if kind == Kind::Price { WordBits::CURRENCY } else { WordBits::PERCENT };
    if class.has(Class::MIXED) {
        let word = view.letters(index).trim_start_matches(|letter: char| letter.is_ascii_digit());
        let counts = word.len() < view.letters(index).len() && is_unit(view, word, unit);
        return counts.then_some(index + 1);
    }
    let last = number_end(view, index);
    let rest = view.text.get(view.token(last - 1).end as usize..).unwrap_or("");
    if kind == Kind::Percent {
        if rest.trim_start_matches(' ').starts_with(['%', '٪']) {
            return Some(last);
        }
    } else {
        let before = view.text.get(..view.token(index).start as usize).unwrap_or("");
        let signed =
            before.trim_end_matches(' ').ends_with(SIGNS) || rest.trim_start_matches(' ').starts_with(SIGNS);
        if signed || ENDINGS.iter().any(|ending| rest.starts_with(ending)) {
            return Some(last);
        }
    }
    let next = view.token(last);
    let near = next.gap == Gap::SPACE || next.gap == Gap::NONE;
    (near && is_unit(view, view.letters(last), unit)).then_some(last + 1)
}

fn is_unit(view: &View<'_>, word: &str, unit: WordBits) -> bool {
    !word.is_empty() && view.lookup.get(word.as_bytes()).is_some_and(|found| found.bits.has(unit))
}

/// One past the last group of the digits that begin at a token: groups of three apart, and what follows a decimal sign.
fn number_end(view: &View<'_>, index: u32) -> u32 {
    let continues = |last: &u32| {
        let token = view.token(*last);
        let digits = (token.end - token.start) as usize;
        token.class.has(Class::NUMBER)
            && (token.gap == Gap::SPACE && digits == GROUP
                || token.gap == Gap::PERIOD
                || token.gap == Gap::COMMA)
    };
    (index + 1..index + MOST_GROUPS).take_while(continues).last().map_or(index + 1, |last| last + 1)
}
