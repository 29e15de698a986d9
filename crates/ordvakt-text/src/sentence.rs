//! Borders of sentences and clauses.

use crate::token::{Class, Gap, Sentence, Token};

/// Words that a period shortens. Sorted.
const ABBREVIATIONS: [&str; 68] = [
    "adr", "ang", "anm", "apr", "art", "aug", "avd", "avs", "ca", "cf", "co", "dec", "dir", "doc", "dr",
    "dvs", "eg", "eng", "enl", "etc", "ev", "ex", "exkl", "feb", "fig", "fr", "frk", "fö", "förf", "gm",
    "hr", "inkl", "jan", "jr", "jur", "kap", "kl", "kr", "lör", "mfl", "mm", "mr", "mrs", "ms", "mån", "nov",
    "nr", "okt", "ons", "osv", "pga", "prof", "ref", "resp", "sek", "sept", "sid", "skr", "sr", "st", "sön",
    "tel", "tex", "tf", "tim", "tis", "vs", "årg",
];

/// Abbreviations of several pieces, without the last period. Sorted.
const DOTTED: [&str; 36] = [
    "a.a", "a.k.a", "b.la", "bl.a", "d.s", "d.v.s", "d.y", "d.ä", "e.d", "e.dyl", "e.g", "e.kr", "e.m",
    "f.d", "f.kr", "f.m", "f.n", "f.ö", "fr.o.m", "i.e", "i.o.m", "i.s.f", "m.a.o", "m.fl", "m.h.a", "m.m",
    "o.d", "o.dyl", "o.s.v", "p.g.a", "s.a.s", "s.k", "t.ex", "t.o.m", "t.v", "u.a",
];

/// Abbreviations that come after what they belong to, so that a capital after them begins a sentence.
const CLOSING: [&str; 23] = [
    "e.d", "e.kr", "e.m", "etc", "f.kr", "f.m", "f.n", "jr", "kr", "m.fl", "m.m", "mfl", "mm", "o.d",
    "o.dyl", "o.s.v", "osv", "sek", "sr", "st", "t.v", "tim", "årg",
];

/// Whether `text` (folded) is an abbreviation with inner periods, its last period left out or not.
pub(crate) fn is_dotted_abbreviation(text: &str) -> bool {
    DOTTED.binary_search(&text.trim_end_matches('.')).is_ok()
}

/// A short word as a number, so that comparing is cheap.
const fn packed(word: &[u8]) -> u64 {
    let mut number = 0;
    let mut at = 0;
    while at < word.len() {
        number = number << 8 | word[at] as u64;
        at += 1;
    }
    number
}

static PACKED: [u64; ABBREVIATIONS.len()] = {
    let mut numbers = [0; ABBREVIATIONS.len()];
    let mut at = 0;
    while at < numbers.len() {
        numbers[at] = packed(ABBREVIATIONS[at].as_bytes());
        at += 1;
    }
    numbers
};

/// Whether a word is an abbreviation.
fn is_abbreviation(word: &str) -> bool {
    word.len() <= 5 && PACKED.contains(&packed(word.as_bytes()))
}

fn slice<'a>(text: &'a str, token: &Token) -> &'a str {
    text.get(token.start as usize..token.end as usize).unwrap_or_default()
}

/// What closes a sentence, from what stands after it.
fn closer(gap: Gap) -> Gap {
    for flag in [Gap::QUESTION, Gap::EXCLAIM, Gap::ELLIPSIS, Gap::PERIOD, Gap::NEWLINE] {
        if gap.has(flag) {
            return flag;
        }
    }
    Gap::NONE
}

/// Sentences and clauses of a list of tokens that grows.
pub(crate) struct Division<'a> {
    sentences: &'a mut Vec<Sentence>,
    /// Index of the first token of the sentence.
    first: usize,
    sentence: u32,
    clause: u32,
}

impl<'a> Division<'a> {
    /// Lists the sentences in `sentences`, which is empty.
    pub(crate) fn new(sentences: &'a mut Vec<Sentence>) -> Self {
        Self { sentences, first: 0, sentence: 0, clause: 0 }
    }

    /// Numbers the sentence and the clause of the token at `index` (from 0). All tokens before it have been
    /// placed.
    pub(crate) fn place(&mut self, text: &str, tokens: &mut [Token], index: usize) {
        let Some(gap) = tokens.get(index).map(|token| token.gap) else { return };
        if gap != Gap::SPACE || !self.has_room(index) {
            self.part(text, tokens, index);
        }
        if let Some(token) = tokens.get_mut(index) {
            (token.sentence, token.clause) = (self.sentence, self.clause);
        }
    }

    /// Whether the sentence is not to be cut before the token at `index`.
    #[inline]
    pub(crate) fn has_room(&self, index: usize) -> bool {
        index - self.first < Sentence::MAX_TOKENS as usize
    }

    /// The numbers of the sentence and the clause that the last token belongs to.
    pub(crate) fn current(&self) -> (u32, u32) {
        (self.sentence, self.clause)
    }

    /// Begins a sentence or a clause at a token, if one begins there.
    fn part(&mut self, text: &str, tokens: &[Token], index: usize) {
        let Some([before, after]) = index.checked_sub(1).and_then(|before| tokens.get(before..=index)) else {
            return;
        };
        let full = !self.has_room(index);
        if full || is_sentence_border(text, tokens, index, self.first) {
            self.sentences.push(Sentence {
                first: self.first as u32,
                last: index as u32,
                closed_by: if full { Gap::NONE } else { closer(after.gap) },
            });
            self.first = index;
            self.sentence = self.sentence.wrapping_add(1);
            self.clause = self.clause.wrapping_add(1);
        } else if is_clause_border(before, after) {
            self.clause = self.clause.wrapping_add(1);
        }
    }

    /// Ends the last sentence after so many tokens, before what stands after them.
    pub(crate) fn finish(self, tokens: usize, tail: Gap) {
        if self.first < tokens {
            self.sentences.push(Sentence {
                first: self.first as u32,
                last: tokens as u32,
                closed_by: closer(tail),
            });
        }
    }
}

/// Whether both tokens belong to one chunk that symbols disguise.
fn is_inside(before: &Token, after: &Token) -> bool {
    !after.gap.has(Gap::SPACE | Gap::NEWLINE)
        && before.class.has(Class::SYMBOLS)
        && after.class.has(Class::SYMBOLS)
}

fn is_sentence_border(text: &str, tokens: &[Token], index: usize, first: usize) -> bool {
    let (before, after) = (&tokens[index - 1], &tokens[index]);
    let gap = after.gap;
    if gap.has(Gap::NEWLINE) {
        // One letter a line spells a word.
        return !(gap == Gap::NEWLINE | Gap::SPACE
            && before.class.has(Class::SINGLE)
            && after.class.has(Class::SINGLE));
    }
    if is_inside(before, after) {
        return false;
    }
    let capital = after.class.has(Class::UPPER_FIRST);
    if gap.has(Gap::QUESTION | Gap::EXCLAIM) {
        // `"Va?" sa han` goes on.
        return capital || !gap.has(Gap::QUOTE_CLOSE);
    }
    if gap.has(Gap::ELLIPSIS) {
        return capital;
    }
    if !gap.has(Gap::PERIOD) {
        return false;
    }
    if !gap.has(Gap::SPACE) {
        // A missing space; not `2.14` or `kl.3`.
        let words = before.class.has(Class::WORD) && after.class.has(Class::WORD);
        let long = before.end - before.start >= 4;
        return words
            && !before.class.has(Class::SINGLE)
            && !after.class.has(Class::SINGLE)
            && (capital || long)
            && !is_abbreviation(slice(text, before));
    }
    let word = slice(text, before);
    if before.class.has(Class::NUMBER) {
        // `den 3. maj`, and `1. Gör så` at the beginning.
        return index - 1 > first && capital;
    }
    if !before.class.has(Class::WORD) {
        return capital || !before.class.has(Class::MIXED);
    }
    if let Some(dotted) = dotted_before(text, tokens, index - 1, first) {
        return capital && CLOSING.contains(&dotted);
    }
    if before.class.has(Class::SINGLE) {
        return capital && !before.class.has(Class::UPPER_FIRST);
    }
    if is_abbreviation(word) {
        return capital && CLOSING.contains(&word);
    }
    capital || word.chars().nth(3).is_some() || word.contains(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö'])
}

/// The abbreviation of several pieces that ends with the token at `last`.
fn dotted_before<'a>(text: &'a str, tokens: &[Token], last: usize, first: usize) -> Option<&'a str> {
    let mut start = last;
    while start > first && last - start < 3 && tokens[start].gap == Gap::PERIOD {
        start -= 1;
    }
    let piece = text.get(tokens[start].start as usize..tokens[last].end as usize)?;
    (start < last && is_dotted_abbreviation(piece)).then_some(piece)
}

fn is_clause_border(before: &Token, after: &Token) -> bool {
    let gap = after.gap;
    let strong = Gap::DASH
        | Gap::PAREN_OPEN
        | Gap::PAREN_CLOSE
        | Gap::ELLIPSIS
        | Gap::SEMICOLON
        | Gap::QUESTION
        | Gap::EXCLAIM;
    if gap.has(strong) {
        return !is_inside(before, after);
    }
    let numbers = before.class.has(Class::NUMBER) && after.class.has(Class::NUMBER);
    let apart = gap.has(Gap::SPACE);
    (gap.has(Gap::COMMA) && (apart || !numbers) || gap.has(Gap::COLON) && apart) && !is_inside(before, after)
}
