//! Quotation marks, and words that are named rather than used.

use ordvakt_rules::WordBits;
use ordvakt_text::Gap;

use crate::view::{Spot, View};

/// A quotation is followed no further than this many tokens.
const REACH: u32 = 64;

/// Whether the spot is inside quotation marks that do not span the whole comment, or is named as a word.
pub(crate) fn quoted(view: &View<'_>, spot: Spot) -> bool {
    let end = Spot { first: spot.last.saturating_sub(1), ..spot };
    named(view, spot) || in_marks(view, spot) || in_marks(view, end)
}

fn in_marks(view: &View<'_>, spot: Spot) -> bool {
    if !view.gaps.has(Gap::QUOTE_OPEN) {
        return false;
    }
    let open = |index: u32| view.gap(index).has(Gap::QUOTE_OPEN);
    let close = |index: u32| view.gap(index).has(Gap::QUOTE_CLOSE);
    let from = spot.first.saturating_sub(REACH);
    let Some(start) =
        (from..=spot.first).rev().find(|index| open(*index) || *index < spot.first && close(*index))
    else {
        return false;
    };
    if !open(start) {
        return false;
    }
    let until = (spot.last + REACH).min(view.tokens.len() as u32);
    let Some(end) = (spot.last..=until).find(|index| close(*index) || open(*index)) else { return false };
    // A comment that is one quotation from end to end says what it quotes.
    start > 0 || end < view.tokens.len() as u32
}

/// `ordet X`, `begreppet X`, `the word X`
fn named(view: &View<'_>, spot: Spot) -> bool {
    let sentence = view.sentence_of(spot.first);
    (spot.first.saturating_sub(3).max(sentence.first)..spot.first)
        .any(|index| view.bits(index).has(WordBits::MENTION_NOUN))
}
