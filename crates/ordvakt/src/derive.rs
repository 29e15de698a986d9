//! Words that nobody listed: compounds of listed parts, words written together, words read through a disguise.

use ordvakt_rules::{CaseRule, How, Place, SMALL_WORD, SQUEEZED, Word, WordBits, small_word};
use ordvakt_text::{Class, ReadingKind};

use crate::candidate::Manner;
use crate::finds::{Finds, Site};
use crate::lexicon::Lexicon;
use crate::scratch::Scratch;

/// Shortest word in which parts of compounds are looked for, in bytes.
pub(crate) const SHORTEST_COMPOUND: usize = 6;
/// Heads of compounds shorter than this need a known first part: `-as`, `-hora` stand at the end of too many words.
const SHORT_HEAD: usize = 5;
/// Words that are nobody's derivation.
pub(crate) const ORDINARY: WordBits =
    WordBits::COMMON_SV.or(WordBits::COMMON_EN).or(WordBits::FIRST_NAME).or(WordBits::SURNAME);
/// Shortest words, in bytes, that may be two written together.
const SHORTEST_JOINED: usize = 8;
/// Longest readings, in bytes, with one and with two stars that stand for letters: each is looked up with every letter.
const LONGEST_STARRED: [usize; 2] = [24, 16];
/// Zeros behind a word that is looked up where it lies.
const PADDING: usize = 16;
/// Letters that a star may stand for.
const STAR_LETTERS: [&str; 29] = [
    "a", "e", "i", "o", "u", "y", "å", "ä", "ö", "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p",
    "q", "r", "s", "t", "v", "w", "x", "z",
];

impl Lexicon {
    /// What a word of at least [`SHORTEST_COMPOUND`] bytes may be derived from; `known` if the table has it.
    pub(crate) fn derive(&self, letters: &str, site: Site, known: bool, key: &mut String, finds: &mut Finds) {
        self.parts_in(letters, site, finds);
        if known {
            return;
        }
        if has_double(letters) {
            self.look_up_squeezed(letters, site, key, finds);
        }
        if self.glue.is_at_edge(letters) {
            finds.glued.push(site.first);
        }
        if letters.len() >= SHORTEST_JOINED {
            self.joined(letters, site, finds);
        }
    }

    /// Looks up how disguised words may be read.
    pub(crate) fn scan_readings(&self, scratch: &mut Scratch) {
        let Scratch { tokens, readings, finds, starred, key, .. } = scratch;
        for (reading, letters) in readings.iter() {
            let site = Site { first: reading.first, last: reading.last, how: Manner::Disguised };
            if reading.kind == ReadingKind::Starred {
                self.expand_stars(letters, site, starred, finds);
                continue;
            }
            // Letters with marks are ordinary in names and loans; only a word that is nothing else is a disguise.
            let class = tokens.tokens().get(reading.first as usize).map_or(Class::NONE, |token| token.class);
            let marked = class.has(Class::ACCENTED) && !class.has(Class::SCRIPTS_MIXED | Class::OTHER_SCRIPT);
            if reading.kind == ReadingKind::Homoglyph && marked && !self.is_weighty(letters) {
                continue;
            }
            let known = self.look_up(letters, site, finds);
            if reading.kind == ReadingKind::Stretched || has_double(letters) {
                self.look_up_squeezed(letters, site, key, finds);
            }
            if known.is_none() && letters.len() >= SHORTEST_COMPOUND {
                self.parts_in(letters, site, finds);
            }
        }
    }

    /// Every word a starred reading may stand for, if it carries facts that start something or names a protected group.
    fn expand_stars(&self, letters: &str, site: Site, word: &mut Vec<u8>, finds: &mut Finds) {
        let stars = letters.bytes().filter(|byte| *byte == b'*').count();
        let longest = stars.checked_sub(1).and_then(|more| LONGEST_STARRED.get(more));
        if longest.is_none_or(|longest| letters.len() > *longest) || letters.chars().count() < stars + 2 {
            return;
        }
        let Some((before, tail)) = letters.rsplit_once('*') else { return };
        let (head, middle) = before.split_once('*').unwrap_or((before, ""));
        let firsts = if stars == 2 { &STAR_LETTERS[..] } else { &[""][..] };
        for first in firsts {
            word.clear();
            for part in [head, first, middle] {
                word.extend_from_slice(part.as_bytes());
            }
            self.expand_last_star(tail, site, word, finds);
        }
    }

    /// The same for one star, which stands behind what `word` holds and before `tail`.
    fn expand_last_star(&self, tail: &str, site: Site, word: &mut Vec<u8>, finds: &mut Finds) {
        let (lookup, star) = (self.words.lookup(), word.len());
        let mut width = 0;
        for letter in STAR_LETTERS {
            match (letter.as_bytes(), word.get_mut(star)) {
                // Most letters take the place of the one before, and nothing else in the word changes.
                ([letter], Some(place)) if width == 1 => *place = *letter,
                (letter, _) => {
                    word.truncate(star);
                    word.extend_from_slice(letter);
                    word.extend_from_slice(tail.as_bytes());
                    word.extend_from_slice(&[0; PADDING]);
                }
            }
            width = letter.len();
            let found = lookup.get_in(word, 0, star + width + tail.len());
            // Nobody hides an ordinary word; the name of a group may stand beside words from which the rule begins.
            let hidden = |found: &Word| found.has_triggers() || found.bits.has(WordBits::PROTECTED_GROUP);
            if let Some(found) = found.filter(hidden) {
                self.give(found, site, finds);
            }
        }
    }

    /// Whether a word lets a rule begin and is no ordinary one.
    fn is_weighty(&self, letters: &str) -> bool {
        let found = self.words.lookup().get(letters.as_bytes());
        found.is_none_or(|found| found.has_triggers() && !found.bits.has(ORDINARY))
    }

    fn look_up(&self, letters: &str, site: Site, finds: &mut Finds) -> Option<Word> {
        let found = self.words.lookup().get(letters.as_bytes())?;
        self.give(found, site, finds);
        Some(found)
    }

    /// Looks a word up with every run of a letter as one: `idioott`, `blaatttar`.
    fn look_up_squeezed(&self, letters: &str, site: Site, key: &mut String, finds: &mut Finds) {
        key.clear();
        key.push(SQUEEZED);
        ordvakt_text::squeeze(letters, key);
        if self.look_up(key, site, finds).is_none() {
            self.look_up(key.get(SQUEEZED.len_utf8()..).unwrap_or(""), site, finds);
        }
    }

    /// Gives a place everything a word stands for.
    pub(crate) fn give(&self, found: Word, site: Site, finds: &mut Finds) {
        finds.add_bits(site.first, found.bits);
        for fact in self.words.facts(found) {
            if fact.how() != How::Tail && fact.case() == CaseRule::Any {
                finds.add(self, fact.feature(), site);
            }
        }
    }

    /// Compounds with a listed part.
    fn parts_in(&self, letters: &str, site: Site, finds: &mut Finds) {
        let Some(parts) = &self.parts else { return };
        for hit in parts.find_overlapping_iter(letters) {
            let Some(part) = self.meta.parts.get(hit.pattern().as_usize()) else { continue };
            let (start, end) = (hit.start(), hit.end());
            let holds = match part.place {
                Place::Anywhere => true,
                Place::Begins => start == 0 && letters.len() >= end + 2,
                Place::First => start == 0 && self.is_rest(letters, end, part.linking_s),
                Place::Last => {
                    if start >= 2 {
                        self.tail_at(letters, start, site, finds);
                    }
                    false
                }
            };
            if holds {
                part.emits.iter().for_each(|feature| finds.add(self, *feature, site));
            }
        }
    }

    /// A compound whose last part begins at `start`.
    fn tail_at(&self, letters: &str, start: usize, site: Site, finds: &mut Finds) {
        let (Some(head), Some(tail)) = (letters.get(..start), letters.get(start..)) else { return };
        let Some(found) = self.words.lookup().get(tail.as_bytes()) else { return };
        if tail.chars().count() < SHORT_HEAD && !self.is_first(head) {
            return;
        }
        for fact in self.words.facts(found).filter(|fact| fact.how() == How::Tail) {
            finds.add(self, fact.feature(), site);
        }
    }

    /// Whether what follows a first part is a word of its own.
    fn is_rest(&self, letters: &str, end: usize, linking_s: bool) -> bool {
        let known =
            |rest: &str| rest.chars().count() >= 3 && self.words.lookup().get(rest.as_bytes()).is_some();
        let rest = letters.get(end..).unwrap_or("");
        known(rest) || linking_s && rest.strip_prefix('s').is_some_and(known)
    }

    /// Whether something can be the first part of a compound: a word, also without its last vowel or with a linking s.
    fn is_first(&self, head: &str) -> bool {
        let known =
            |word: &str| word.chars().count() >= 2 && self.words.lookup().get(word.as_bytes()).is_some();
        known(head)
            || head.strip_suffix('s').is_some_and(known)
            || ["a", "e"].iter().any(|vowel| known(&format!("{head}{vowel}")))
            || head.strip_suffix(['o', 'u', 'e']).is_some_and(|stem| known(&format!("{stem}a")))
    }

    /// Two words without the space between them, one of them a small one: `därtanten`, `ärdumma`.
    fn joined(&self, letters: &str, site: Site, finds: &mut Finds) {
        let small = |word: &str| self.small_words.contains(&small_word(word.as_bytes()));
        // Two accidents at once are none: the rest must be spelled right.
        let telling = |word: &str| {
            let found = self.words.lookup().get(word.as_bytes()).filter(|found| !found.bits.has(ORDINARY))?;
            let mut facts = self.words.facts(found);
            let spelled_right = facts.any(|fact| matches!(fact.how(), How::Exact | How::Stripped));
            (spelled_right && word.chars().count() >= SHORT_HEAD).then_some(found)
        };
        for length in SMALL_WORD {
            let Some(cut) = letters.len().checked_sub(length) else { return };
            let splits =
                [(letters.get(..length), letters.get(length..)), (letters.get(cut..), letters.get(..cut))];
            for split in splits {
                if let (Some(word), Some(rest)) = split
                    && small(word)
                    && let Some(found) = telling(rest)
                {
                    self.give(found, site, finds);
                    return;
                }
            }
        }
    }
}

fn has_double(letters: &str) -> bool {
    letters.as_bytes().windows(2).any(|pair| pair[0] == pair[1])
}
