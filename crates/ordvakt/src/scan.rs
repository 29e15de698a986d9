//! Looks every word up and collects what starts from it: list rows, phrases, patterns.

use ordvakt_rules::{CaseRule, Fact, How, Place, SMALL_WORD, SQUEEZED, Step, Trigger, Word, WordBits};
use ordvakt_text::{Class, Gap, ReadingKind, Token};

use crate::candidate::{Event, Manner, Occurrence, Occurrences};
use crate::lexicon::Lexicon;
use crate::scratch::{Present, Scratch};

/// Shortest word in which parts of compounds are looked for, in bytes.
const SHORTEST_COMPOUND: usize = 6;
/// Heads of compounds shorter than this need a known first part: `-as`, `-hora` stand at the end of too many words.
const SHORT_HEAD: usize = 5;
/// Words that are nobody's derivation.
const ORDINARY: WordBits =
    WordBits::COMMON_SV.or(WordBits::COMMON_EN).or(WordBits::FIRST_NAME).or(WordBits::SURNAME);
/// Shortest words, in bytes, that may be two written together.
const SHORTEST_JOINED: usize = 8;
/// Phrases within phrases are completed in this many rounds.
const ROUNDS: u32 = 4;
/// Letters that a star may stand for.
const STAR_LETTERS: [&str; 29] = [
    "a", "e", "i", "o", "u", "y", "å", "ä", "ö", "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p",
    "q", "r", "s", "t", "v", "w", "x", "z",
];

/// Whether the capitals of a token suit a fact.
pub(crate) fn case_suits(case: CaseRule, token: &Token, opens_sentence: bool) -> bool {
    match case {
        CaseRule::Any => true,
        CaseRule::Lower => {
            opens_sentence || !token.class.has(Class::UPPER_FIRST) || token.class.has(Class::UPPER_ALL)
        }
        CaseRule::Upper => {
            token.class.has(Class::UPPER_ALL)
                || token.class.has(Class::SINGLE) && token.class.has(Class::UPPER_FIRST)
        }
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
        scratch.facts.clear();
        scratch.facts_end.clear();
        scratch.bits.clear();
        scratch.occurrences.clear(scratch.tokens.tokens().len());
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
            if let Some(word) = found.filter(|word| word.has_facts()) {
                let opens = opens_sentence(scratch.tokens.tokens(), index);
                for fact in self.words.facts(word).filter(|fact| fact.how() != How::Tail) {
                    if case_suits(fact.case(), token, opens) {
                        let (feature, how) = (fact.feature(), manner_of(fact));
                        scratch.facts.push((feature, how));
                        if fact.is_trigger() {
                            scratch.events.push(Event { feature, first: index, last: index + 1, how });
                        }
                    }
                }
            }
            scratch.facts_end.push(scratch.facts.len() as u32);
            let derivable = found.is_none_or(|word| !word.bits.has(ORDINARY) && !word.is_allowed());
            if derivable
                && letters.len() >= SHORTEST_COMPOUND
                && token.class.has(Class::WORD | Class::HASHTAG)
            {
                let place = Site { first: index, last: index + 1, how: Manner::Derived };
                self.parts_in(letters, place, &mut scratch.occurrences, &mut scratch.events);
                if found.is_none() {
                    let Scratch { bits, occurrences, events, key, .. } = scratch;
                    let mut sink = Sink { bits, occurrences, events, site: place };
                    if has_double(letters) {
                        self.look_up_squeezed(letters, key, &mut sink);
                    }
                    if letters.len() >= SHORTEST_JOINED {
                        self.joined(letters, &mut sink);
                    }
                }
            }
        }
        if scratch
            .tokens
            .any()
            .has(Class::SYMBOLS | Class::STRETCHED | Class::SINGLE | Class::MIXED | Class::SCRIPTS_MIXED)
        {
            self.scan_readings(scratch);
        }
        if scratch.tokens.sentences().len() > 1
            && scratch.bits.iter().any(|bits| bits.has(WordBits::PROTECTED_GROUP))
        {
            self.resolve_pronouns(scratch);
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
                self.look_up_squeezed(letters, key, &mut sink);
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
        let (head, middle, tail) =
            (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        for first in STAR_LETTERS {
            let seconds = if stars == 2 { &STAR_LETTERS[..] } else { &[""][..] };
            for second in seconds {
                word.clear();
                word.extend([head, first, middle, second, tail]);
                if self
                    .words
                    .get(word.as_bytes())
                    .is_some_and(|found| !found.bits.has(ORDINARY) && found.has_facts())
                {
                    self.look_up(word, sink);
                }
            }
        }
    }

    fn look_up(&self, letters: &str, sink: &mut Sink<'_>) -> Option<Word> {
        let found = self.words.get(letters.as_bytes())?;
        self.give(found, sink);
        Some(found)
    }

    /// Looks a word up with every run of a letter as one: `idioott`, `blaatttar`.
    fn look_up_squeezed(&self, letters: &str, key: &mut String, sink: &mut Sink<'_>) {
        key.clear();
        key.push(SQUEEZED);
        ordvakt_text::squeeze(letters, key);
        if self.look_up(key, sink).is_none() {
            self.look_up(key.get(SQUEEZED.len_utf8()..).unwrap_or(""), sink);
        }
    }

    /// Gives a place everything a word stands for.
    fn give(&self, found: Word, sink: &mut Sink<'_>) {
        let Site { first, last, how } = sink.site;
        if let Some(bits) = sink.bits.get_mut(first as usize) {
            *bits = bits.or(found.bits);
        }
        for fact in
            self.words.facts(found).filter(|fact| fact.how() != How::Tail && fact.case() == CaseRule::Any)
        {
            let added = sink.occurrences.add(Occurrence { feature: fact.feature(), first, last, how });
            if added && fact.is_trigger() {
                sink.events.push(Event { feature: fact.feature(), first, last, how });
            }
        }
    }

    /// Compounds with a listed part.
    fn parts_in(&self, letters: &str, site: Site, occurrences: &mut Occurrences, events: &mut Vec<Event>) {
        let Some(parts) = &self.parts else { return };
        let mut add = |feature: u32| {
            let Site { first, last, how } = site;
            if occurrences.add(Occurrence { feature, first, last, how }) {
                events.push(Event { feature, first, last, how });
            }
        };
        for hit in parts.find_overlapping_iter(letters) {
            let Some(part) = self.meta.parts.get(hit.pattern().as_usize()) else { continue };
            let (start, end) = (hit.start(), hit.end());
            match part.place {
                Place::Anywhere => part.emits.iter().for_each(|feature| add(*feature)),
                Place::Begins if start == 0 && letters.len() >= end + 2 => {
                    part.emits.iter().for_each(|feature| add(*feature));
                }
                Place::First if start == 0 && self.is_rest(letters, end, part.linking_s) => {
                    part.emits.iter().for_each(|feature| add(*feature));
                }
                Place::Last if start >= 2 => {
                    let (Some(head), Some(tail)) = (letters.get(..start), letters.get(start..)) else {
                        continue;
                    };
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

    /// Two words without the space between them, one of them a small one: `därtanten`, `ärdumma`.
    fn joined(&self, letters: &str, sink: &mut Sink<'_>) {
        // Two accidents at once are none: the rest must be spelled right.
        let telling = |word: &str| {
            word.chars().count() >= SHORT_HEAD
                && self.words.get(word.as_bytes()).is_some_and(|found| {
                    let mut facts = self.words.facts(found);
                    !found.bits.has(ORDINARY)
                        && facts.any(|fact| matches!(fact.how(), How::Exact | How::Stripped))
                })
        };
        for length in SMALL_WORD {
            if let (Some(small), Some(rest)) = (letters.get(..length), letters.get(length..))
                && self.small_words.contains(small)
                && telling(rest)
            {
                self.look_up(rest, sink);
                return;
            }
            let Some(cut) = letters.len().checked_sub(length) else { return };
            if let (Some(rest), Some(small)) = (letters.get(..cut), letters.get(cut..))
                && self.small_words.contains(small)
                && telling(rest)
            {
                self.look_up(rest, sink);
                return;
            }
        }
    }

    /// `De`, `dom`, `they` in a sentence without a group stand for the group in the sentence before, or in the one after if that
    /// opens the same way: the pronoun is given the group's facts.
    fn resolve_pronouns(&self, scratch: &mut Scratch) {
        let Scratch { folded, tokens, words, bits, occurrences, events, .. } = scratch;
        let (text, sentences) = (folded.text(), tokens.sentences());
        let is_pronoun = |index: u32| {
            let token = tokens.tokens().get(index as usize).copied().unwrap_or_default();
            let word = text.get(token.start as usize..token.end as usize).unwrap_or("");
            matches!(word, "de" | "dom" | "dem" | "dessa" | "they" | "them")
        };
        let group_in = |bits: &[WordBits], number: usize| {
            let sentence = sentences.get(number)?;
            (sentence.first..sentence.last).find(|index| {
                bits.get(*index as usize).is_some_and(|bits| bits.has(WordBits::PROTECTED_GROUP))
            })
        };
        for number in 0..sentences.len() {
            let Some(sentence) = sentences.get(number) else { break };
            if group_in(bits, number).is_some() {
                continue;
            }
            let Some(pronoun) = (sentence.first..sentence.last).find(|index| is_pronoun(*index)) else {
                continue;
            };
            let before = number.checked_sub(1).and_then(|number| group_in(bits, number));
            let after = || {
                let opens = sentences.get(number + 1).is_some_and(|next| is_pronoun(next.first));
                if opens { group_in(bits, number + 1) } else { None }
            };
            let Some(group) = before.or_else(after) else { continue };
            if let Some(Some(word)) = words.get(group as usize).copied() {
                let site = Site { first: pronoun, last: pronoun + 1, how: Manner::Derived };
                self.give(word, &mut Sink { bits, occurrences, events, site });
            }
        }
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
                && let Some(found) =
                    regex.search_with(cache, &regex_automata::Input::new(text).span(at..text.len()))
            {
                let tokens = scratch.tokens.tokens();
                let first = tokens.partition_point(|token| token.end as usize <= found.start());
                let last = tokens.partition_point(|token| (token.start as usize) < found.end());
                if first < last {
                    for feature in &row.emits {
                        let (first, last, how) = (first as u32, last as u32, Manner::Plain);
                        if scratch.occurrences.add(Occurrence { feature: *feature, first, last, how }) {
                            scratch.events.push(Event { feature: *feature, first, last, how });
                        }
                    }
                }
                at = found.end().max(at + 1);
            }
        }
    }

    /// Follows every phrase whose words stand in the comment. Phrases add events of their own, which complete others: those that
    /// may be completed so are tried in rounds until nothing is added.
    fn match_phrases(&self, scratch: &mut Scratch) {
        scratch.masked.clear();
        scratch.masked.resize(scratch.tokens.tokens().len(), false);
        scratch.present.clear(self.meta.names.len());
        let mut present = std::mem::take(&mut scratch.present);
        scratch
            .view(self)
            .features(0, scratch.tokens.tokens().len() as u32, |feature| present.insert(feature));
        let mut next = 0;
        while let Some(event) = scratch.events.get(next).copied() {
            next += 1;
            for trigger in self.triggers(event.feature) {
                if let Trigger::Phrase(number, second) = trigger
                    && present.contains(*second)
                {
                    self.match_phrase(*number, &event, &mut present, scratch);
                }
            }
        }
        for _ in 0..ROUNDS {
            let events = scratch.events.len();
            for index in 0..events {
                let Some(event) = scratch.events.get(index).copied() else { break };
                for trigger in self.late(event.feature) {
                    if let Trigger::Late(number, second) = trigger
                        && present.contains(*second)
                    {
                        self.match_phrase(*number, &event, &mut present, scratch);
                    }
                }
            }
            if scratch.events.len() == events {
                break;
            }
        }
        scratch.present = present;
    }

    fn match_phrase(&self, number: u32, event: &Event, present: &mut Present, scratch: &mut Scratch) {
        let Some(phrase) = self.meta.phrases.get(number as usize) else { return };
        let there = |step: &Step| !matches!(step, Step::Feature(feature) if !present.contains(*feature));
        if !phrase.steps.iter().all(there) {
            return;
        }
        let Some((first, last, how)) = self.phrase_at(scratch, phrase, event) else { return };
        if phrase.allow {
            scratch.masked[first as usize..last as usize].fill(true);
            return;
        }
        let how = if phrase.split { how.max(Manner::Derived) } else { how };
        for feature in &phrase.emits {
            if scratch.occurrences.add(Occurrence { feature: *feature, first, last, how }) {
                scratch.events.push(Event { feature: *feature, first, last, how });
                present.insert(*feature);
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
    occurrences: &'s mut Occurrences,
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
