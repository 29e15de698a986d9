//! Phrases: words side by side, followed from their rarest word.

use ordvakt_rules::{Fact, Phrase, PhraseStart, Shape, Step};

use smallvec::SmallVec;

use crate::candidate::{Event, Manner};
use crate::finds::{Site, manner_of, mark};
use crate::lexicon::Lexicon;
use crate::scratch::Scratch;

/// Phrases within phrases are completed in this many rounds.
const ROUNDS: u32 = 4;
/// Words that a step may have beyond its first.
const LONGER: u32 = 2;

impl Lexicon {
    /// Follows every phrase whose words stand in the comment. Phrases add events of their own, which complete others: those that
    /// may be completed so are tried in rounds until nothing is added.
    pub(crate) fn match_phrases(&self, scratch: &mut Scratch) {
        let tokens = scratch.tokens.tokens().len() as u32;
        scratch.masked.clear();
        scratch.masked.resize(tokens as usize, false);
        let lookup = self.words.lookup();
        let wide = scratch.finds.occurrences.any_wide();
        for token in 0..tokens {
            let chosen: SmallVec<[[u8; 4]; 16]>;
            let facts = if let Some(range) = scratch.finds.facts_in_table(token) {
                lookup.facts(range)
            } else {
                chosen = SmallVec::from_slice(scratch.finds.facts(lookup, token));
                &chosen
            };
            for fact in facts.iter().map(|bytes| Fact::from_bytes(*bytes)) {
                if !fact.starts_phrases() {
                    continue;
                }
                let (feature, how) = (fact.feature(), manner_of(fact));
                let event = Event { feature, first: token, last: token + 1, how };
                if fact.starts_phrase() {
                    self.start_phrases(&event, wide, scratch);
                }
                if fact.starts_late() {
                    scratch.finds.late_events.push(event);
                }
            }
        }
        let mut next = 0;
        while let Some(event) = scratch.finds.phrase_events.get(next).copied() {
            next += 1;
            self.start_phrases(&event, wide, scratch);
        }
        for _ in 0..ROUNDS {
            let (events, before) = (scratch.finds.late_events.len(), scratch.finds.occurrences.len());
            for index in 0..events {
                let Some(event) = scratch.finds.late_events.get(index).copied() else { break };
                for start in self.late_starts(event.feature) {
                    if scratch.finds.present.contains(start.other) {
                        self.match_phrase(start.phrase, &event, true, scratch);
                    }
                }
            }
            if scratch.finds.occurrences.len() == before {
                break;
            }
        }
    }

    /// Follows the phrases that start from an event, as far as their other feature stands where it must. `wide` comments hold
    /// something that covers several tokens, which moves everything after it.
    #[inline]
    fn start_phrases(&self, event: &Event, wide: bool, scratch: &mut Scratch) {
        for start in self.phrase_starts(event.feature) {
            let there = if wide || start.offset == PhraseStart::ANYWHERE {
                scratch.finds.present.contains(start.other)
            } else {
                let at = event.first.wrapping_add_signed(i32::from(start.offset));
                scratch.finds.marks(at) & mark(start.other) != 0
            };
            if there {
                self.match_phrase(start.phrase, event, wide, scratch);
            }
        }
    }

    fn match_phrase(&self, number: u32, event: &Event, wide: bool, scratch: &mut Scratch) {
        let Some(phrase) = self.meta.phrases.get(number as usize) else { return };
        let at = phrase.steps as usize;
        let Some(steps) = self.meta.steps.get(at..at + usize::from(phrase.step_count)) else { return };
        let found = if phrase.shape.has(Shape::WORDS) && !wide {
            self.words_at(scratch, phrase, steps, event)
        } else {
            self.phrase_at(scratch, phrase, steps, event)
        };
        let Some((first, last, how)) = found else { return };
        if phrase.shape.has(Shape::ALLOW) {
            scratch.masked[first as usize..last as usize].fill(true);
            return;
        }
        let how = if phrase.shape.has(Shape::SPLIT) { how.max(Manner::Derived) } else { how };
        let at = phrase.emits as usize;
        for feature in self.meta.emits.get(at..at + usize::from(phrase.emit_count)).unwrap_or(&[]) {
            scratch.finds.add(self, *feature, Site { first, last, how });
        }
    }

    /// Where a phrase stands, if every step covers one token.
    fn words_at(
        &self,
        scratch: &Scratch,
        phrase: &Phrase,
        steps: &[Step],
        event: &Event,
    ) -> Option<(u32, u32, Manner)> {
        let first = event.first.checked_sub(u32::from(phrase.trigger))?;
        let there = |(step, token): (&Step, u32)| matches!(step, Step::Feature(feature) if scratch.finds.marks(token) & mark(*feature) != 0);
        if !steps.iter().zip(first..).all(there) {
            return None;
        }
        let last = first + steps.len() as u32;
        let sentence = scratch.sentence_of(event.first);
        if first < sentence.first || last > sentence.last {
            return None;
        }
        let lookup = self.words.lookup();
        let mut how = event.how;
        for (step, token) in steps.iter().zip(first..) {
            let Step::Feature(feature) = step else { return None };
            how = how.max(scratch.finds.how_at(lookup, *feature, token)?);
        }
        Some((first, last, how))
    }

    /// Where a phrase stands around the event of its rarest step.
    fn phrase_at(
        &self,
        scratch: &Scratch,
        phrase: &Phrase,
        steps: &[Step],
        event: &Event,
    ) -> Option<(u32, u32, Manner)> {
        if !scratch.finds.may_hold(steps) {
            return None;
        }
        let view = scratch.view(self);
        let sentence = view.sentence_of(event.first);
        let before = &steps[..usize::from(phrase.trigger).min(steps.len())];
        let slack: u32 =
            before.iter().map(|step| if let Step::Gap(length) = step { u32::from(*length) } else { 0 }).sum();
        let words =
            before.iter().filter(|step| matches!(step, Step::Feature(_) | Step::Kind(_))).count() as u32;
        let latest = event.first.checked_sub(words)?;
        // Steps before the trigger may be phrases themselves.
        let longer = if phrase.shape.has(Shape::LATE) { words * LONGER } else { 0 };
        let earliest = latest.saturating_sub(slack + longer).max(sentence.first);
        (earliest..=latest).rev().find_map(|start| {
            let spot = view.sequence_at(steps, start, sentence)?;
            let covers = spot.first <= event.first && event.last <= spot.last;
            covers.then_some((spot.first, spot.last, spot.how.max(event.how)))
        })
    }
}
