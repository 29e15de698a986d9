//! Tries patterns where their rarest word stands.

use ordvakt_rules::{Item, Pattern, Within};
use ordvakt_text::Sentence;

use crate::candidate::{Candidate, Event, Origin};
use crate::lexicon::Lexicon;
use crate::view::{Spot, Spots, View};

/// Most assignments of places to items that are tried for one pattern at one place.
const MAX_TRIES: u32 = 512;

/// By pattern: where it was tried last. What holds in a stretch of words does not depend on the word that it was tried for, and
/// a comment may hold the same word over and over.
#[derive(Default)]
pub(crate) struct Windows {
    /// The number of the comment, so that nothing need be cleared between two.
    comment: u32,
    last: Vec<Window>,
}

#[derive(Clone, Copy, Default)]
struct Window {
    comment: u32,
    first: u32,
    last: u32,
}

impl Windows {
    /// Forgets everything, for a comment and so many patterns.
    pub(crate) fn begin(&mut self, patterns: usize) {
        self.comment = self.comment.wrapping_add(1);
        if self.comment == 0 || self.last.len() != patterns {
            self.comment = 1;
            self.last.clear();
            self.last.resize(patterns, Window::default());
        }
    }

    /// Whether a pattern was last tried elsewhere; from now on it was tried here.
    fn is_new(&mut self, pattern: u32, first: u32, last: u32) -> bool {
        let Some(known) = self.last.get_mut(pattern as usize) else { return true };
        let new = (known.comment, known.first, known.last) != (self.comment, first, last);
        *known = Window { comment: self.comment, first, last };
        new
    }
}

impl Lexicon {
    /// Tries a pattern in the sentence of an event; adds a candidate if it holds.
    pub(crate) fn try_pattern(
        &self,
        number: u32,
        event: &Event,
        view: &View<'_>,
        windows: &mut Windows,
        out: &mut Vec<Candidate>,
    ) {
        let Some(pattern) = self.meta.patterns.get(number as usize) else { return };
        let sentence = view.sentence_of(event.first);
        if !pattern.all.iter().all(|item| possible(item, view)) {
            return;
        }
        if !pattern.any.is_empty() && !pattern.any.iter().any(|item| possible(item, view)) {
            return;
        }
        let (first, last) = window(pattern, event, view, sentence);
        if !windows.is_new(number, first, last) {
            return;
        }
        let Some(spot) = assign(pattern, view, first, last, sentence) else { return };
        let scope = if matches!(pattern.within, Within::Words(_)) {
            (sentence.first, sentence.last)
        } else {
            (first, last)
        };
        let barred = |item: &Item| {
            possible(item, view) && !view.places(item, scope.0, scope.1, sentence, true).is_empty()
        };
        if pattern.none.iter().any(barred) {
            return;
        }
        let source = Origin::Pattern(number);
        out.push(Candidate { rule: pattern.rule, first: spot.first, last: spot.last, how: spot.how, source });
    }
}

/// Whether the features of an item are in the sentence at all; what is recognised is always possible.
fn possible(item: &Item, view: &View<'_>) -> bool {
    !item.kinds.is_empty()
        || item.features.iter().any(|feature| view.finds.present.contains(*feature))
        || item.sequences.iter().any(|steps| view.finds.may_hold(steps))
}

fn window(pattern: &Pattern, event: &Event, view: &View<'_>, sentence: Sentence) -> (u32, u32) {
    match pattern.within {
        Within::Sentence => (sentence.first, sentence.last),
        Within::Clause => view.clause_of(event.first),
        Within::Passage => view.passage_of(event.first),
        Within::Words(words) => {
            let words = u32::from(words);
            (event.first.saturating_sub(words).max(sentence.first), (event.last + words).min(sentence.last))
        }
    }
}

/// Gives every item a place of its own; the words they cover together.
fn assign(pattern: &Pattern, view: &View<'_>, first: u32, last: u32, sentence: Sentence) -> Option<Spot> {
    let mut places: smallvec::SmallVec<[Spots; 4]> = smallvec::SmallVec::new();
    for item in &pattern.all {
        let spots = view.places(item, first, last, sentence, false);
        if spots.is_empty() {
            return None;
        }
        places.push(spots);
    }
    let mut any = Spots::new();
    for item in &pattern.any {
        any.extend(view.places(item, first, last, sentence, false));
    }
    if !pattern.any.is_empty() {
        if any.is_empty() {
            return None;
        }
        places.push(any);
    }
    let reach = if let Within::Words(words) = pattern.within { u32::from(words) } else { u32::MAX };
    let search = Search { ordered: if pattern.order { pattern.all.len() } else { 0 }, reach };
    let mut tries = MAX_TRIES;
    search.place(&places, &mut smallvec::SmallVec::new(), &mut tries)
}

struct Search {
    /// How many of the items stand in order.
    ordered: usize,
    /// Most words from the first item to the last.
    reach: u32,
}

impl Search {
    fn place(
        &self,
        places: &[Spots],
        chosen: &mut smallvec::SmallVec<[Spot; 5]>,
        tries: &mut u32,
    ) -> Option<Spot> {
        let Some(spots) = places.get(chosen.len()) else { return hull(chosen) };
        for spot in spots {
            *tries = tries.checked_sub(1)?;
            let after =
                chosen.len() < self.ordered && chosen.last().is_some_and(|before| spot.first < before.last);
            if after || chosen.iter().any(|other| other.overlaps(spot)) {
                continue;
            }
            chosen.push(*spot);
            let near =
                hull(chosen).is_some_and(|hull| hull.last - hull.first <= self.reach.saturating_add(1));
            if near && let Some(found) = self.place(places, chosen, tries) {
                return Some(found);
            }
            chosen.pop();
        }
        None
    }
}

fn hull(spots: &[Spot]) -> Option<Spot> {
    let first = spots.iter().map(|spot| spot.first).min()?;
    let last = spots.iter().map(|spot| spot.last).max()?;
    let how = spots.iter().map(|spot| spot.how).max()?;
    Some(Spot { first, last, how })
}
