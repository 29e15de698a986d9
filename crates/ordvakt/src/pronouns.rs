//! Pronouns that stand for the group of another sentence.

use ordvakt_rules::WordBits;

use crate::candidate::Manner;
use crate::finds::Site;
use crate::lexicon::Lexicon;
use crate::scratch::Scratch;

/// What pronouns may stand for.
pub(crate) const GROUPS: WordBits = WordBits::PROTECTED_GROUP.or(WordBits::KIND_OF_PEOPLE);

fn is_pronoun(word: &str) -> bool {
    matches!(word, "de" | "dom" | "dem" | "dessa" | "they" | "them")
}

impl Lexicon {
    /// `De`, `dom`, `they` in a sentence without a group stand for the group in the sentence before, or in the one after if that
    /// opens the same way: the pronoun is given the group's facts.
    pub(crate) fn resolve_pronouns(&self, scratch: &mut Scratch) {
        for number in 0..scratch.tokens.sentences().len() {
            let Some(sentence) = scratch.tokens.sentences().get(number).copied() else { break };
            if group_in(scratch, number).is_some() {
                continue;
            }
            let view = scratch.view(self);
            let pronoun = |index: u32| is_pronoun(view.letters(index));
            let Some(first) = (sentence.first..sentence.last).find(|index| pronoun(*index)) else {
                continue;
            };
            let before = number.checked_sub(1).and_then(|number| group_in(scratch, number));
            let after = || {
                let next = scratch.tokens.sentences().get(number + 1)?;
                pronoun(next.first).then(|| group_in(scratch, number + 1)).flatten()
            };
            let Some(group) = before.or_else(after) else { continue };
            // A group known by a reading only has no word of its own to give.
            if let Some(word) = self.words.get(view.letters(group).trim_start_matches('#').as_bytes()) {
                let site = Site { first, last: first + 1, how: Manner::Derived };
                self.give(word, site, &mut scratch.finds);
            }
        }
    }
}

/// The first token of a sentence that names a group.
fn group_in(scratch: &Scratch, number: usize) -> Option<u32> {
    let sentence = scratch.tokens.sentences().get(number)?;
    let named = |index: &u32| scratch.finds.bits.get(*index as usize).is_some_and(|bits| bits.has(GROUPS));
    (sentence.first..sentence.last).find(named)
}
