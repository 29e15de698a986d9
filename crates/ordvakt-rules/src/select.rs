//! Leaves out what only unwanted categories and signals need. Words stay known: what else is read into a text leans on them.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::category::Category;
use crate::emit::Emitter;
use crate::fact::How;
use crate::image::{Item, Meta, Place, Step};
use crate::subjects::Subjects;

impl Meta {
    /// Whether a rule of this index is compiled for.
    pub fn wants(&self, rule: u32) -> bool {
        self.rules.get(rule as usize).is_some_and(|rule| self.subjects.has(rule.subject))
    }
}

fn features_of(steps: &[Step]) -> impl Iterator<Item = u32> + '_ {
    steps.iter().filter_map(|step| match step {
        Step::Feature(feature) => Some(*feature),
        _ => None,
    })
}

fn add_item(item: &Item, needed: &mut BTreeSet<u32>) {
    needed.extend(&item.features);
    needed.extend(item.sequences.iter().flat_map(|steps| features_of(steps)));
}

impl Emitter<'_> {
    /// Drops phrases, parts and facts that lead to no wanted rule.
    pub(crate) fn select(&mut self, meta: &Meta) {
        if meta.subjects == Subjects::ALL {
            return;
        }
        let needed = self.needed(meta);
        self.phrases.retain(|(_, allow, _), emits| {
            emits.retain(|feature| needed.contains(feature));
            *allow || !emits.is_empty()
        });
        self.regexes.iter_mut().for_each(|row| row.emits.retain(|feature| needed.contains(feature)));
        self.regexes.retain(|row| !row.emits.is_empty());
        for word in self.words.values_mut() {
            word.facts.retain(|given| needed.contains(&given.feature));
        }
        let words = &self.words;
        let has_tail = |part: &str| {
            let from = (Bound::Included(part), Bound::Unbounded);
            let longer = words.range::<str, _>(from).take_while(|(word, _)| word.starts_with(part));
            longer.flat_map(|(_, word)| &word.facts).any(|given| given.how == How::Tail)
        };
        self.parts.retain(|(text, place), (emits, _)| {
            emits.retain(|feature| needed.contains(feature));
            !emits.is_empty() || *place == Place::Last as u8 && has_tail(text)
        });
    }

    /// The features that wanted rules read, and those of the phrases that make these.
    fn needed(&self, meta: &Meta) -> BTreeSet<u32> {
        let mut needed = BTreeSet::new();
        for (entry, feature) in meta.entries.iter().zip(&self.entries) {
            if meta.wants(entry.rule) {
                needed.insert(*feature);
            }
        }
        for pattern in meta.patterns.iter().filter(|pattern| meta.wants(pattern.rule)) {
            let items = pattern.all.iter().chain(&pattern.any).chain(&pattern.none);
            items.for_each(|item| add_item(item, &mut needed));
        }
        if meta.subjects.has(Category::UtanforAmnet) {
            needed.extend(self.topics().map(|(_, feature)| feature));
        }
        loop {
            let before = needed.len();
            for ((steps, allow, _), emits) in &self.phrases {
                if *allow || emits.iter().any(|feature| needed.contains(feature)) {
                    needed.extend(features_of(steps));
                }
            }
            if needed.len() == before {
                return needed;
            }
        }
    }
}
