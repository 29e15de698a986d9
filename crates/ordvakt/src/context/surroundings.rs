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
    view.sentences.get(number as usize).map(|before| (before.first, before.last))
}

fn sentence_after(view: &View<'_>, spot: Spot) -> Option<(u32, u32)> {
    let number = view.token(spot.first).sentence as usize + 1;
    view.sentences.get(number).map(|after| (after.first, after.last))
}

/// A negation stands before the spot in its clause, inside it, or right after it. Questions that deny (`är du inte klok?`) assert.
pub(crate) fn negated(view: &View<'_>, spot: Spot) -> bool {
    if question(view, spot) {
        return false;
    }
    let (clause, _) = view.clause_of(spot.first);
    let from = spot.first.saturating_sub(NEGATION_REACH).max(clause);
    let follows = view.bits(spot.last).has(WordBits::NEGATION)
        && !view.gap(spot.last).has(Gap::COMMA | Gap::PERIOD)
        && view.token(spot.last).clause == view.token(spot.last - 1).clause;
    follows
        || (from..spot.last)
            .any(|index| view.bits(index).has(WordBits::NEGATION) && governs(view, clause, index, spot))
}

/// Whether a negation reaches past the subordinate clause that may follow it: `tror inte att …` does, `glöm inte att …` does not.
fn governs(view: &View<'_>, first: u32, index: u32, spot: Spot) -> bool {
    let subordinates = matches!(view.letters(index + 1), "att" | "that") && index + 1 < spot.last;
    let opinion = |at: u32| {
        matches!(
            view.letters(at),
            "tycker"
                | "tror"
                | "anser"
                | "menar"
                | "säger"
                | "påstår"
                | "tyckte"
                | "trodde"
                | "ansåg"
                | "sagt"
                | "think"
                | "believe"
                | "say"
        )
    };
    !subordinates || (index.saturating_sub(3).max(first)..index).any(opinion)
}

/// Somebody else's words: a word of telling before the spot whose speaker is not the writer now, or right after it (`…, sa han`).
pub(crate) fn reported(view: &View<'_>, spot: Spot) -> bool {
    let (first, last) = sentence(view, spot);
    let tells = |index: u32| {
        view.bits(index).has(WordBits::REPORTING) && !is_masked(view, index) && !told_now(view, index)
    };
    let inquit = view.gap(spot.last).has(Gap::COMMA | Gap::QUOTE_CLOSE | Gap::DASH) && spot.last < last;
    (first..spot.first).any(tells) || inquit && tells(spot.last)
}

/// The writer speaks in the present: `jag säger`, `säger jag`; not `jag fick höra`, `jag blev kallad`.
fn told_now(view: &View<'_>, index: u32) -> bool {
    let own = |at: Option<u32>| {
        at.is_some_and(|at| view.bits(at).has(WordBits::SELF) && !view.bits(at).has(WordBits::THIRD_PERSON))
    };
    if !own(index.checked_sub(1)) && !own(Some(index + 1)) {
        return false;
    }
    let past = past_form(view.letters(index))
        || index.checked_sub(1).is_some_and(|before| past_form(view.letters(before)));
    let helped = index.checked_sub(2).is_some_and(|before| past_form(view.letters(before)));
    !past && !helped
}

fn past_form(word: &str) -> bool {
    ["de", "at", "ad", "tt", "ts", "sa", "skrev", "skrek", "fick", "blev", "said", "told", "ed"]
        .iter()
        .any(|ending| word.ends_with(ending))
}

/// Whether a word is part of an idiom that says nothing: `höra av sig`.
fn is_masked(view: &View<'_>, index: u32) -> bool {
    view.masked.get(index as usize) == Some(&true)
}

/// The sentence or a neighbour objects to such words.
pub(crate) fn condemned(view: &View<'_>, spot: Spot) -> bool {
    let objects = |(first, last): (u32, u32)| {
        (first..last).any(|index| {
            let inside = index >= spot.first && index < spot.last;
            !inside
                && view.bits(index).has(WordBits::CONDEMNATION)
                && !is_masked(view, index)
                && !denied(view, first, index)
        })
    };
    objects(sentence(view, spot))
        || sentence_before(view, spot).is_some_and(objects) && names_words(view, spot)
        || sentence_after(view, spot).is_some_and(objects) && names_words(view, spot)
}

/// `borde inte vara olagligt`: the objection itself is negated.
fn denied(view: &View<'_>, first: u32, index: u32) -> bool {
    any_bit(view, index.saturating_sub(4).max(first), index, WordBits::NEGATION)
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
