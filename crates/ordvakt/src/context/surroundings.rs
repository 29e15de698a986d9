//! Negation, report, objection, question, condition, wish and past, read from the words around a spot.

use ordvakt_rules::WordBits;
use ordvakt_text::Gap;

use crate::view::{Spot, View};

/// A negation reaches this many words ahead.
const NEGATION_REACH: u32 = 6;

fn any_bit(view: &View<'_>, first: u32, last: u32, bits: WordBits) -> bool {
    (first..last).any(|index| view.bits(index).has(bits))
}

/// The sentence around a spot.
fn sentence(view: &View<'_>, spot: Spot) -> (u32, u32) {
    let sentence = view.sentence_of(spot.first);
    (sentence.first, sentence.last)
}

/// The sentence before, for references that cross the border.
fn sentence_before(view: &View<'_>, spot: Spot) -> Option<(u32, u32)> {
    let number = view.token(spot.first).sentence.checked_sub(1)?;
    view.sentences.get(usize::from(number)).map(|before| (before.first, before.last))
}

fn sentence_after(view: &View<'_>, spot: Spot) -> Option<(u32, u32)> {
    let number = usize::from(view.token(spot.first).sentence) + 1;
    view.sentences.get(number).map(|after| (after.first, after.last))
}

/// A negation stands before the spot in its clause, or inside it.
pub(crate) fn negated(view: &View<'_>, spot: Spot) -> bool {
    let (clause, _) = view.clause_of(spot.first);
    let from = spot.first.saturating_sub(NEGATION_REACH).max(clause);
    let rhetorical = question(view, spot);
    !rhetorical && any_bit(view, from, spot.last, WordBits::NEGATION)
        || view.bits(spot.last).has(WordBits::NEGATION) && !view.gap(spot.last).has(Gap::COMMA | Gap::PERIOD)
            && view.token(spot.last).clause == view.token(spot.last - 1).clause
}

/// Somebody else's words: a verb of telling before the spot whose speaker is not the writer now, or a passive of it.
pub(crate) fn reported(view: &View<'_>, spot: Spot) -> bool {
    let (first, last) = sentence(view, spot);
    let tells = |from: u32, to: u32| {
        (from..to).any(|index| {
            view.bits(index).has(WordBits::REPORTING)
                && !(index > from && view.bits(index - 1).has(WordBits::SELF) && !view.bits(index - 1).has(WordBits::THIRD_PERSON)
                    && !past_form(view.letters(index)))
        })
    };
    tells(first, spot.first) || tells(spot.last, last.min(spot.last + 6))
}

/// The writer tells of a saying in the past (`jag fick höra`, `jag blev kallad`), not now (`jag säger`).
fn past_form(word: &str) -> bool {
    ["de", "te", "dde", "ade", "at", "ad", "tt", "ts", "ades", "sa", "skrev", "skrek", "fick", "blev", "said", "told", "ed"]
        .iter()
        .any(|ending| word.ends_with(ending))
}

/// The sentence or a neighbour objects to such words.
pub(crate) fn condemned(view: &View<'_>, spot: Spot) -> bool {
    let objects = |(first, last): (u32, u32)| {
        (first..last).any(|index| {
            let inside = index >= spot.first && index < spot.last;
            !inside && view.bits(index).has(WordBits::CONDEMNATION)
        })
    };
    objects(sentence(view, spot))
        || sentence_before(view, spot).is_some_and(objects) && names_words(view, spot)
        || sentence_after(view, spot).is_some_and(objects) && names_words(view, spot)
}

/// Whether the spot's sentence speaks of words or of somebody's telling at all.
fn names_words(view: &View<'_>, spot: Spot) -> bool {
    let (first, last) = sentence(view, spot);
    any_bit(view, first, last, WordBits::REPORTING.or(WordBits::MENTION_NOUN))
}

/// The sentence is a question.
pub(crate) fn question(view: &View<'_>, spot: Spot) -> bool {
    let sentence = view.sentence_of(spot.first);
    sentence.closed_by.has(Gap::QUESTION)
}

/// The spot's clause, or the one before it in the sentence, opens with om, ifall, if.
pub(crate) fn conditional(view: &View<'_>, spot: Spot) -> bool {
    let (first, _) = view.clause_of(spot.first);
    any_bit(view, first, spot.first, WordBits::CONDITIONAL)
}

/// hoppas, önskar, borde before the spot in its clause.
pub(crate) fn wish(view: &View<'_>, spot: Spot) -> bool {
    let (first, _) = view.clause_of(spot.first);
    any_bit(view, first, spot.last, WordBits::WISH)
}

/// A word of the past stands in the sentence.
pub(crate) fn past(view: &View<'_>, spot: Spot) -> bool {
    let (first, last) = sentence(view, spot);
    any_bit(view, first, last, WordBits::PAST_TIME)
}

/// Supposed, not asserted: a condition anywhere in the sentence together with a wish.
pub(crate) fn hypothetical(view: &View<'_>, spot: Spot) -> bool {
    let (first, last) = sentence(view, spot);
    any_bit(view, first, last, WordBits::CONDITIONAL) && any_bit(view, first, last, WordBits::WISH)
}
