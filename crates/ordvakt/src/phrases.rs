//! Phrases: words side by side, followed from their rarest word.

use ordvakt_rules::{Marks, Phrase, PhraseStart, Shape, Step};

use crate::candidate::{Event, Manner};
use crate::finds::{Site, manner_of};
use crate::lexicon::Lexicon;
use crate::scratch::Scratch;
use crate::view::{View, opening};

/// Phrases within phrases are completed in this many rounds.
const ROUNDS: u32 = 6;
/// Words that a step may have beyond its first.
const LONGER: u32 = 2;

/// A phrase that stands in the comment.
#[derive(Clone, Copy)]
pub(crate) struct Hit {
    phrase: u32,
    site: Site,
}

impl Lexicon {
    /// Follows every phrase whose words stand in the comment. What phrases emit completes others: those that may be completed so
    /// are tried in rounds until nothing is added.
    pub(crate) fn match_phrases(&self, scratch: &mut Scratch) {
        scratch.masked.clear();
        scratch.masked.resize(scratch.tokens.tokens().len(), false);
        let mut hits = std::mem::take(&mut scratch.hits);
        let mut late = std::mem::take(&mut scratch.finds.late_events);
        let mut rules = std::mem::take(&mut scratch.finds.rule_events);
        let view = scratch.view(self);
        for opener in view.finds.openers() {
            let (fact, token) = (opener.fact, opener.token);
            let event =
                Event { feature: fact.feature(), first: token, last: token + 1, how: manner_of(fact) };
            if fact.starts_rule() {
                rules.push(event);
            }
            if fact.starts_late() {
                late.push(event);
            }
            if fact.starts_phrase() {
                self.start_phrases(&event, &view, &mut hits);
            }
        }
        for event in &view.finds.phrase_events {
            self.start_phrases(event, &view, &mut hits);
        }
        scratch.finds.rule_events = rules;
        scratch.finds.late_events = late;
        self.add_hits(&mut hits, scratch);
        let mut fresh = Marks::ANYTHING;
        for _ in 0..ROUNDS {
            let before = scratch.finds.occurrences.len();
            let view = scratch.view(self);
            for event in &scratch.finds.late_events {
                // Where a phrase stands around another place of what it starts from, that place has an event of its own.
                let after = view.finds.marks(event.last);
                for start in self.openings.late(event.feature) {
                    // Together: one of eight passes both, which is easier to foretell than either.
                    let may = after.may_hold(start.next) & view.finds.present.contains(start.other);
                    if may && self.has_step(start.phrase, fresh) {
                        self.match_phrase(start.phrase, event, true, &view, &mut hits);
                    }
                }
            }
            self.add_hits(&mut hits, scratch);
            // Only what is new can complete what did not stand before.
            let new = scratch.finds.occurrences.since(before);
            fresh = new.fold(Marks::NONE, |marks, one| marks.or(Marks::of(one.feature)));
            if fresh == Marks::NONE {
                break;
            }
        }
        scratch.hits = hits;
    }

    /// Whether a step of a phrase may be one of the features that these marks are of.
    fn has_step(&self, phrase: u32, marks: Marks) -> bool {
        let mut steps =
            self.meta.phrases.get(phrase as usize).map_or(&[][..], |phrase| self.steps(phrase)).iter();
        steps.any(|step| matches!(step, Step::Feature(feature) if marks.may_hold(Marks::of(*feature))))
    }

    fn steps(&self, phrase: &Phrase) -> &[Step] {
        let at = phrase.steps as usize;
        self.meta.steps.get(at..at + usize::from(phrase.step_count)).unwrap_or(&[])
    }

    /// Follows the phrases that start from an event and need not wait for others, as far as what they ask for stands where it must.
    #[inline]
    fn start_phrases(&self, event: &Event, view: &View<'_>, hits: &mut Vec<Hit>) {
        // What covers several tokens moves everything after it.
        let wide = view.finds.occurrences.any_wide();
        let at = |offset: i8| view.finds.marks(event.first.wrapping_add_signed(i32::from(offset)));
        for block in self.openings.blocks(event.feature) {
            if wide || block.offset == PhraseStart::ANYWHERE {
                for opening in self.openings.phrases(block) {
                    if view.finds.present.contains(opening.other) {
                        self.match_phrase(opening.phrase, event, wide, view, hits);
                    }
                }
                continue;
            }
            let marks = block.marks & at(block.offset).first;
            if marks == 0 {
                continue;
            }
            for opening in self.openings.phrases(block) {
                if marks >> opening.other_bit & 1 != 0
                    && at(opening.third_offset).second >> opening.third_bit & 1 != 0
                {
                    self.match_phrase(opening.phrase, event, wide, view, hits);
                }
            }
        }
    }

    fn match_phrase(&self, number: u32, event: &Event, wide: bool, view: &View<'_>, hits: &mut Vec<Hit>) {
        let Some(phrase) = self.meta.phrases.get(number as usize) else { return };
        let steps = self.steps(phrase);
        let site = if phrase.shape.has(Shape::WORDS) && !wide {
            words_at(view, phrase, steps, event)
        } else {
            phrase_at(view, phrase, steps, event)
        };
        hits.extend(site.map(|site| Hit { phrase: number, site }));
    }

    /// Adds what the found phrases are; what allow phrases cover is masked.
    fn add_hits(&self, hits: &mut Vec<Hit>, scratch: &mut Scratch) {
        for Hit { phrase, site } in hits.drain(..) {
            let Some(phrase) = self.meta.phrases.get(phrase as usize) else { continue };
            if phrase.shape.has(Shape::ALLOW) {
                let covered = scratch.masked.get_mut(site.first as usize..site.last as usize);
                covered.unwrap_or(&mut []).fill(true);
                continue;
            }
            let how = if phrase.shape.has(Shape::SPLIT) { site.how.max(Manner::Derived) } else { site.how };
            let at = phrase.emits as usize;
            for feature in self.meta.emits.get(at..at + usize::from(phrase.emit_count)).unwrap_or(&[]) {
                scratch.finds.add(self, *feature, Site { how, ..site });
            }
        }
    }
}

/// Where a phrase stands, if every step covers one token.
fn words_at(view: &View<'_>, phrase: &Phrase, steps: &[Step], event: &Event) -> Option<Site> {
    let first = event.first.checked_sub(u32::from(phrase.trigger))?;
    let there = |(step, token): (&Step, u32)| matches!(step, Step::Feature(feature) if view.finds.may_start(*feature, token));
    if !steps.iter().zip(first..).all(there) {
        return None;
    }
    let last = first + steps.len() as u32;
    let sentence = view.sentence_of(event.first);
    if first < sentence.first || last > sentence.last {
        return None;
    }
    let mut how = event.how;
    for (step, token) in steps.iter().zip(first..) {
        let Step::Feature(feature) = step else { return None };
        how = how.max(view.finds.how_at(view.lookup, *feature, token)?);
    }
    Some(Site { first, last, how })
}

/// Where a phrase stands around the event of its rarest step.
fn phrase_at(view: &View<'_>, phrase: &Phrase, steps: &[Step], event: &Event) -> Option<Site> {
    if !view.finds.may_hold(steps) {
        return None;
    }
    let sentence = view.sentence_of(event.first);
    let before = &steps[..usize::from(phrase.trigger).min(steps.len())];
    let slack: u32 =
        before.iter().map(|step| if let Step::Gap(length) = step { u32::from(*length) } else { 0 }).sum();
    let words = before.iter().filter(|step| matches!(step, Step::Feature(_) | Step::Kind(_))).count() as u32;
    let latest = event.first.checked_sub(words)?;
    // Steps before the trigger may be phrases themselves.
    let longer = if phrase.shape.has(Shape::LATE) { words * LONGER } else { 0 };
    let earliest = latest.saturating_sub(slack + longer).max(sentence.first);
    let opens = opening(steps);
    (earliest..=latest).rev().find_map(|start| {
        if !view.finds.marks(start).may_hold(opens) {
            return None;
        }
        let spot = view.sequence_at(steps, start, sentence)?;
        let covers = spot.first <= event.first && event.last <= spot.last;
        covers.then_some(Site { first: spot.first, last: spot.last, how: spot.how.max(event.how) })
    })
}
