//! Looks every word up and collects what starts from it: list rows, phrases, patterns.

use ordvakt_rules::{CaseRule, How};
use ordvakt_text::{Class, Gap, Token};

use crate::candidate::Manner;
use crate::derive::{ORDINARY, SHORTEST_COMPOUND};
use crate::finds::Site;
use crate::lexicon::Lexicon;
use crate::pronouns;
use crate::scratch::Scratch;

/// Classes that readings come from.
pub(crate) const DISGUISED: Class = Class(
    Class::SYMBOLS.0
        | Class::STRETCHED.0
        | Class::SINGLE.0
        | Class::MIXED.0
        | Class::SCRIPTS_MIXED.0
        | Class::OTHER_SCRIPT.0
        | Class::ACCENTED.0,
);
/// Tokens that are no words.
const NO_WORD: Class = Class(Class::LINK.0 | Class::EMAIL.0 | Class::MENTION.0);

/// Most bytes of the piece of a word by which it is told that it was written with spaces inside.
const LONGEST_PIECE: usize = 7;

/// Most matches of one regular expression that are looked for in one comment.
const MOST_MATCHES: u32 = 64;

/// Whether the capitals of a token suit a fact.
fn case_suits(case: CaseRule, tokens: &[Token], index: usize) -> bool {
    let Some(class) = tokens.get(index).map(|token| token.class) else { return false };
    match case {
        CaseRule::Any => true,
        CaseRule::Lower => {
            !class.has(Class::UPPER_FIRST)
                || class.has(Class::UPPER_ALL)
                || opens_sentence(tokens, index as u32)
        }
        CaseRule::Upper => {
            class.has(Class::UPPER_ALL) || class.has(Class::SINGLE) && class.has(Class::UPPER_FIRST)
        }
        CaseRule::Capital => class.has(Class::UPPER_FIRST),
    }
}

/// Where the word of a token stands: a hashtag's begins after its sign.
#[inline]
fn word_of(token: Token, text: &[u8]) -> (usize, usize) {
    let (start, end) = (token.start as usize, token.end as usize);
    if !token.class.has(Class::HASHTAG) {
        return (start, end);
    }
    let signs = text.get(start..end).unwrap_or(&[]).iter().take_while(|byte| **byte == b'#').count();
    (start + signs, end)
}

impl Lexicon {
    /// Looks up the words of a comment that has been folded and tokenised, and gathers how disguised ones may be read.
    pub(crate) fn scan(&self, scratch: &mut Scratch) {
        let Scratch { folded, tokens, finds, key, words, readings, .. } = scratch;
        let (list, padded, lookup) = (tokens.tokens(), folded.padded(), self.words.lookup());
        finds.clear(list.len(), self.features());
        // One after the other with nothing between them, so that the processor waits for several at once.
        words.clear();
        words.extend(list.iter().map(|token| {
            let (start, end) = word_of(*token, padded);
            if token.class.has(NO_WORD) { None } else { lookup.get_in(padded, start, end) }
        }));
        for (index, (token, found)) in list.iter().zip(&*words).enumerate() {
            let found = *found;
            finds.push_token(found, lookup, |fact| {
                fact.how() != How::Tail && case_suits(fact.case(), list, index)
            });
            if found.is_none() && token.is_word() && (token.end - token.start) as usize <= LONGEST_PIECE {
                finds.pieces.push(index as u32);
            }
            let derivable = found.is_none_or(|word| !word.bits.has(ORDINARY) && !word.is_allowed());
            if derivable
                && (token.end - token.start) as usize >= SHORTEST_COMPOUND
                && token.class.has(Class::WORD | Class::HASHTAG)
                && let (start, end) = word_of(*token, padded)
                && let Some(letters) = folded.text().get(start..end)
                && letters.len() >= SHORTEST_COMPOUND
            {
                let first = index as u32;
                let site = Site { first, last: first + 1, how: Manner::Derived };
                self.derive(letters, site, found.is_some(), key, finds);
            }
        }
        if tokens.any().has(DISGUISED) {
            readings.read(folded, tokens.tokens());
        }
    }

    /// Adds what readings, pronouns and regular expressions give, once the words are whole; phrases come after what is recognised.
    pub(crate) fn scan_rest(&self, scratch: &mut Scratch) {
        if scratch.tokens.any().has(DISGUISED) {
            self.scan_readings(scratch);
        }
        if scratch.tokens.sentences().len() > 1 && scratch.finds.any_bits.has(pronouns::GROUPS) {
            self.resolve_pronouns(scratch);
        }
        self.scan_regexes(scratch);
    }

    fn scan_regexes(&self, scratch: &mut Scratch) {
        let Some(literals) = &self.literals else { return };
        let Scratch { folded, tokens, caches, regexes_tried: tried, finds, .. } = scratch;
        let (text, tokens) = (folded.text(), tokens.tokens());
        if !self.any_literal.as_ref().is_some_and(|any| any.is_match(text)) {
            return;
        }
        if caches.len() != self.regexes.len() {
            *caches = self.regexes.iter().map(regex_automata::meta::Regex::create_cache).collect();
        }
        tried.clear();
        tried.resize(self.regexes.len(), false);
        for hit in literals.find_overlapping_iter(text) {
            let index = hit.pattern().as_usize();
            let Some(fresh) = tried.get_mut(index).filter(|tried| !**tried) else { continue };
            *fresh = true;
            let (Some(regex), Some(row), Some(cache)) =
                (self.regexes.get(index), self.meta.regexes.get(index), caches.get_mut(index))
            else {
                continue;
            };
            let mut at = 0;
            // One search is linear; many that each look to the end of a long text are not.
            let mut searches = 0..MOST_MATCHES;
            while searches.next().is_some()
                && at <= text.len()
                && let Some(found) =
                    regex.search_with(cache, &regex_automata::Input::new(text).span(at..text.len()))
            {
                let first = tokens.partition_point(|token| token.end as usize <= found.start());
                let last = tokens.partition_point(|token| (token.start as usize) < found.end());
                if first < last {
                    let site = Site { first: first as u32, last: last as u32, how: Manner::Plain };
                    row.emits.iter().for_each(|feature| finds.add(self, *feature, site));
                }
                at = found.end().max(at + 1);
            }
        }
    }
}

/// Whether a token opens its sentence, so that a capital says nothing.
pub(crate) fn opens_sentence(tokens: &[Token], index: u32) -> bool {
    let Some(token) = tokens.get(index as usize) else { return false };
    index == 0
        || tokens.get(index as usize - 1).is_some_and(|before| before.sentence != token.sentence)
        || token.gap.has(Gap::QUOTE_OPEN | Gap::COLON)
}
