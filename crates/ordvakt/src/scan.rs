//! Looks every word up and collects what starts from it: list rows, phrases, patterns.

use ordvakt_rules::{CaseRule, Fact, How, Place, SQUEEZED, Trigger, Word, WordBits};
use ordvakt_text::{Class, Gap, ReadingKind, Token};

use crate::candidate::{Event, Manner, Occurrence};
use crate::lexicon::Lexicon;
use crate::scratch::Scratch;

/// Shortest word in which parts of compounds are looked for, in bytes.
const SHORTEST_COMPOUND: usize = 6;
/// Heads of compounds shorter than this need a known first part: `-as`, `-hora` stand at the end of too many words.
const SHORT_HEAD: usize = 5;
/// Words that are nobody's derivation.
const ORDINARY: WordBits = WordBits::COMMON_SV.or(WordBits::COMMON_EN).or(WordBits::FIRST_NAME).or(WordBits::SURNAME);
/// Letters that a star may stand for.
const STAR_LETTERS: [&str; 29] = [
    "a", "e", "i", "o", "u", "y", "å", "ä", "ö", "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "s",
    "t", "v", "w", "x", "z",
];

/// Whether the capitals of a token suit a fact.
pub(crate) fn case_suits(case: CaseRule, token: &Token, opens_sentence: bool) -> bool {
    match case {
        CaseRule::Any => true,
        CaseRule::Lower => opens_sentence || !token.class.has(Class::UPPER_FIRST) || token.class.has(Class::UPPER_ALL),
        CaseRule::Upper => token.class.has(Class::UPPER_ALL) || token.class.has(Class::SINGLE) && token.class.has(Class::UPPER_FIRST),
        CaseRule::Capital => token.class.has(Class::UPPER_FIRST),
    }
}

fn manner_of(fact: Fact) -> Manner {
    match fact.how() {
        How::Exact => Manner::Plain,
        _ => Manner::Derived,
    }
}

impl Lexicon {
    /// Fills words, bits, occurrences and events of a comment that has been folded and tokenised.
    pub(crate) fn scan(&self, scratch: &mut Scratch) {
        scratch.words.clear();
        scratch.bits.clear();
        scratch.occurrences.clear();
        scratch.events.clear();
        let text = scratch.folded.text();
        for (index, token) in scratch.tokens.tokens().iter().enumerate() {
            let mut found = None;
            let mut letters = text.get(token.start as usize..token.end as usize).unwrap_or("");
            if token.class.has(Class::HASHTAG) {
                letters = letters.trim_start_matches('#');
            }
            if !token.class.has(Class::LINK | Class::EMAIL | Class::MENTION) {
                found = self.words.get(letters.as_bytes());
            }
            scratch.words.push(found);
            scratch.bits.push(found.map_or(WordBits::NONE, |word| word.bits));
            let index = index as u32;
            match found {
                Some(word) if word.has_triggers() => {
                    let opens = opens_sentence(scratch.tokens.tokens(), index);
                    for fact in self.words.facts(word).filter(|fact| fact.is_trigger() && fact.how() != How::Tail) {
                        if case_suits(fact.case(), token, opens) {
                            let how = manner_of(fact);
                            scratch.events.push(Event { feature: fact.feature(), first: index, last: index + 1, how });
                        }
                    }
                }
                _ => {}
            }
            let derivable = found.is_none_or(|word| !word.bits.has(ORDINARY) && !word.is_allowed());
            if derivable && letters.len() >= SHORTEST_COMPOUND && token.class.has(Class::WORD | Class::HASHTAG) {
                let place = Site { first: index, last: index + 1, how: Manner::Derived };
                self.parts_in(letters, place, &mut scratch.occurrences, &mut scratch.events);
            }
        }
        if scratch.tokens.any().has(Class::SYMBOLS | Class::STRETCHED | Class::SINGLE | Class::MIXED | Class::SCRIPTS_MIXED) {
            self.scan_readings(scratch);
        }
        self.scan_regexes(scratch);
        self.match_phrases(scratch);
    }

    fn scan_readings(&self, scratch: &mut Scratch) {
        let Scratch { folded, tokens, readings, bits, occurrences, events, word, key, .. } = scratch;
        readings.read(folded, tokens.tokens());
        for (reading, letters) in readings.iter() {
            let site = Site { first: reading.first, last: reading.last, how: Manner::Disguised };
            let mut sink = Sink { bits, occurrences, events, site };
            if reading.kind == ReadingKind::Starred {
                self.expand_stars(letters, word, &mut sink);
                continue;
            }
            let known = self.look_up(letters, &mut sink);
            if reading.kind == ReadingKind::Stretched || has_double(letters) {
                key.clear();
                key.push(SQUEEZED);
                ordvakt_text::squeeze(letters, key);
                self.look_up(key, &mut sink);
            }
            if known.is_none() && letters.len() >= SHORTEST_COMPOUND {
                self.parts_in(letters, site, occurrences, events);
            }
        }
    }

    /// Every word a starred reading may stand for, if it carries facts that start something.
    fn expand_stars(&self, letters: &str, word: &mut String, sink: &mut Sink<'_>) {
        let stars = letters.bytes().filter(|byte| *byte == b'*').count();
        if stars == 0 || stars > 2 || letters.chars().count() < stars + 2 {
            return;
        }
        let mut parts = letters.splitn(3, '*');
        let (head, middle, tail) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        for first in STAR_LETTERS {
            let seconds = if stars == 2 { &STAR_LETTERS[..] } else { &[""][..] };
            for second in seconds {
                word.clear();
                word.extend([head, first, middle, second, tail]);
                if self.words.get(word.as_bytes()).is_some_and(|found| !found.bits.has(ORDINARY) && found.has_facts()) {
                    self.look_up(word, sink);
                }
            }
        }
    }

    fn look_up(&self, letters: &str, sink: &mut Sink<'_>) -> Option<Word> {
        let found = self.words.get(letters.as_bytes())?;
        let Site { first, last, how } = sink.site;
        if let Some(bits) = sink.bits.get_mut(first as usize) {
            *bits = bits.or(found.bits);
        }
        for fact in self.words.facts(found).filter(|fact| fact.how() != How::Tail && fact.case() == CaseRule::Any) {
            sink.occurrences.push(Occurrence { feature: fact.feature(), first, last, how });
            if fact.is_trigger() {
                sink.events.push(Event { feature: fact.feature(), first, last, how });
            }
        }
        Some(found)
    }

    /// Compounds with a listed part.
    fn parts_in(&self, letters: &str, site: Site, occurrences: &mut Vec<Occurrence>, events: &mut Vec<Event>) {
        let Some(parts) = &self.parts else { return };
        let mut add = |feature: u32| {
            let Site { first, last, how } = site;
            if !occurrences.iter().rev().take_while(|one| one.first == first).any(|one| one.feature == feature) {
                occurrences.push(Occurrence { feature, first, last, how });
                events.push(Event { feature, first, last, how });
            }
        };
        for hit in parts.find_overlapping_iter(letters) {
            let Some(part) = self.meta.parts.get(hit.pattern().as_usize()) else { continue };
            let (start, end) = (hit.start(), hit.end());
            match part.place {
                Place::Anywhere => part.emits.iter().for_each(|feature| add(*feature)),
                Place::Begins if start == 0 && letters.len() >= end + 2 => part.emits.iter().for_each(|feature| add(*feature)),
                Place::First if start == 0 && self.is_rest(letters, end, part.linking_s) => {
                    part.emits.iter().for_each(|feature| add(*feature));
                }
                Place::Last if start >= 2 => {
                    let (Some(head), Some(tail)) = (letters.get(..start), letters.get(start..)) else { continue };
                    let Some(found) = self.words.get(tail.as_bytes()) else { continue };
                    if tail.chars().count() < SHORT_HEAD && !self.is_first(head) {
                        continue;
                    }
                    for fact in self.words.facts(found).filter(|fact| fact.how() == How::Tail) {
                        add(fact.feature());
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether what follows a first part is a word of its own.
    fn is_rest(&self, letters: &str, end: usize, linking_s: bool) -> bool {
        let known = |rest: &str| rest.chars().count() >= 3 && self.words.get(rest.as_bytes()).is_some();
        let rest = letters.get(end..).unwrap_or("");
        known(rest) || linking_s && rest.strip_prefix('s').is_some_and(known)
    }

    /// Whether something can be the first part of a compound: a word, also without its last vowel or with a linking s.
    fn is_first(&self, head: &str) -> bool {
        let known = |word: &str| word.chars().count() >= 2 && self.words.get(word.as_bytes()).is_some();
        known(head)
            || head.strip_suffix('s').is_some_and(known)
            || ["a", "e"].iter().any(|vowel| known(&format!("{head}{vowel}")))
            || head.strip_suffix(['o', 'u', 'e']).is_some_and(|stem| known(&format!("{stem}a")))
    }

    fn scan_regexes(&self, scratch: &mut Scratch) {
        let Some(literals) = &self.literals else { return };
        let text = scratch.folded.text();
        if scratch.caches.len() != self.regexes.len() {
            scratch.caches = self.regexes.iter().map(regex_automata::meta::Regex::create_cache).collect();
        }
        let mut tried = 0u64;
        for hit in literals.find_overlapping_iter(text) {
            let index = hit.pattern().as_usize();
            // Rows beyond the sixty-fourth may be tried once for each literal; they still end in linear time.
            if index < 64 && tried & 1 << index != 0 {
                continue;
            }
            tried |= if index < 64 { 1 << index } else { 0 };
            let (Some(regex), Some(row), Some(cache)) =
                (self.regexes.get(index), self.meta.regexes.get(index), scratch.caches.get_mut(index))
            else {
                continue;
            };
            let mut at = 0;
            while at <= text.len()
                && let Some(found) = regex.search_with(cache, &regex_automata::Input::new(text).span(at..text.len()))
            {
                let tokens = scratch.tokens.tokens();
                let first = tokens.partition_point(|token| token.end as usize <= found.start());
                let last = tokens.partition_point(|token| (token.start as usize) < found.end());
                if first < last {
                    for feature in &row.emits {
                        let (first, last, how) = (first as u32, last as u32, Manner::Plain);
                        scratch.occurrences.push(Occurrence { feature: *feature, first, last, how });
                        scratch.events.push(Event { feature: *feature, first, last, how });
                    }
                }
                at = found.end().max(at + 1);
            }
        }
    }

    /// Follows every phrase whose rarest word stands in the comment; phrases add events of their own.
    fn match_phrases(&self, scratch: &mut Scratch) {
        scratch.masked.clear();
        scratch.masked.resize(scratch.tokens.tokens().len(), false);
        let mut next = 0;
        while let Some(event) = scratch.events.get(next).copied() {
            next += 1;
            for trigger in self.triggers(event.feature) {
                let Trigger::Phrase(number) = trigger else { continue };
                let Some(phrase) = self.meta.phrases.get(*number as usize) else { continue };
                let Some((first, last, how)) = self.phrase_at(scratch, phrase, &event) else { continue };
                if phrase.allow {
                    scratch.masked[first as usize..last as usize].fill(true);
                    continue;
                }
                let how = if phrase.split { how.max(Manner::Derived) } else { how };
                for feature in &phrase.emits {
                    let occurrence = Occurrence { feature: *feature, first, last, how };
                    if !scratch.occurrences.contains(&occurrence) {
                        scratch.occurrences.push(occurrence);
                        scratch.events.push(Event { feature: *feature, first, last, how });
                    }
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Site {
    first: u32,
    last: u32,
    how: Manner,
}

struct Sink<'s> {
    bits: &'s mut Vec<WordBits>,
    occurrences: &'s mut Vec<Occurrence>,
    events: &'s mut Vec<Event>,
    site: Site,
}

fn has_double(letters: &str) -> bool {
    letters.as_bytes().windows(2).any(|pair| pair[0] == pair[1])
}

/// Whether a token opens its sentence, so that a capital says nothing.
pub(crate) fn opens_sentence(tokens: &[Token], index: u32) -> bool {
    let Some(token) = tokens.get(index as usize) else { return false };
    index == 0
        || tokens.get(index as usize - 1).is_some_and(|before| before.sentence != token.sentence)
        || token.gap.has(Gap::QUOTE_OPEN | Gap::COLON)
}
