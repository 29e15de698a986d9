//! A scanned comment, read-only: what stands at which token.

use ordvakt_rules::{Fact, Item, Lookup, Marks, Recognised as Kind, Step, WordBits};
use ordvakt_text::{Class, Gap, Sentence, Token};
use smallvec::SmallVec;

use crate::candidate::Manner;
use crate::finds::{Finds, manner_of};
use crate::lexicon::Lexicon;
use crate::links::Link;
use crate::recognise::Recognised;
use crate::scan::opens_sentence;

/// Most places of one item that are looked at in one window.
const MAX_PLACES: usize = 8;

/// Where something stands: first token, one past the last, and how surely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) how: Manner,
}

impl Spot {
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.first < other.last && other.first < self.last
    }
}

pub(crate) type Spots = SmallVec<[Spot; MAX_PLACES]>;

/// A comment whose words have been looked up.
#[derive(Clone, Copy)]
pub(crate) struct View<'s> {
    pub(crate) lexicon: &'s Lexicon,
    pub(crate) lookup: Lookup<'s>,
    pub(crate) text: &'s str,
    pub(crate) tokens: &'s [Token],
    pub(crate) sentences: &'s [Sentence],
    pub(crate) tail: Gap,
    /// What stands between any tokens.
    pub(crate) gaps: Gap,
    pub(crate) finds: &'s Finds,
    pub(crate) bits: &'s [WordBits],
    pub(crate) masked: &'s [bool],
    /// By token: whether a link or something recognised starts there; empty where nothing does.
    pub(crate) begun: &'s [bool],
    pub(crate) links: &'s [Link],
    pub(crate) recognised: &'s [Recognised],
}

impl View<'_> {
    /// What a token is known to be; nothing outside the comment.
    pub(crate) fn bits(&self, token: u32) -> WordBits {
        self.bits.get(token as usize).copied().unwrap_or(WordBits::NONE)
    }

    pub(crate) fn token(&self, index: u32) -> Token {
        self.tokens.get(index as usize).copied().unwrap_or_default()
    }

    /// The folded letters of a token.
    pub(crate) fn letters(&self, index: u32) -> &str {
        let token = self.token(index);
        self.text.get(token.start as usize..token.end as usize).unwrap_or("")
    }

    /// What stands before a token; after the last one, the tail.
    pub(crate) fn gap(&self, index: u32) -> Gap {
        self.tokens.get(index as usize).map_or(self.tail, |token| token.gap)
    }

    pub(crate) fn sentence_of(&self, token: u32) -> Sentence {
        self.sentences.get(self.token(token).sentence as usize).copied().unwrap_or_default()
    }

    /// The tokens of the clause around a token.
    pub(crate) fn clause_of(&self, token: u32) -> (u32, u32) {
        let sentence = self.sentence_of(token);
        let clause = self.token(token).clause;
        let tokens = self.tokens.get(sentence.first as usize..sentence.last as usize).unwrap_or(&[]);
        let first = tokens.partition_point(|other| other.clause < clause) as u32;
        let last = tokens.partition_point(|other| other.clause <= clause) as u32;
        (sentence.first + first, sentence.first + last)
    }

    /// What a token's word is.
    #[inline]
    pub(crate) fn facts(&self, index: u32) -> impl Iterator<Item = Fact> + '_ {
        self.finds.facts(self.lookup, index).iter().map(|bytes| Fact::from_bytes(*bytes))
    }

    /// The tokens of the sentence of a token, the one before and the one after.
    pub(crate) fn passage_of(&self, token: u32) -> (u32, u32) {
        let number = self.token(token).sentence as usize;
        let first = self.sentences.get(number.saturating_sub(1)).map_or(0, |sentence| sentence.first);
        let last = self.sentences.get(number + 1).or_else(|| self.sentences.get(number));
        (first, last.map_or(token + 1, |sentence| sentence.last))
    }

    /// Calls `add` with every feature in a range of tokens.
    pub(crate) fn features(&self, first: u32, last: u32, mut add: impl FnMut(u32)) {
        for index in first..last {
            self.facts(index).for_each(|fact| add(fact.feature()));
            self.finds.occurrences.at(index).filter(|one| one.last <= last).for_each(|one| add(one.feature));
        }
    }

    /// The surest fact that gives the word of a token a feature.
    #[inline]
    fn fact_at(&self, feature: u32, index: u32) -> Option<Fact> {
        self.facts(index).find(|fact| fact.feature() == feature)
    }

    /// The places of a feature that start at a token, longest first, and the surest of those that are as long.
    fn feature_at(&self, feature: u32, index: u32) -> SmallVec<[Spot; 4]> {
        let mut spots: SmallVec<[Spot; 4]> = SmallVec::new();
        if !self.finds.may_start(feature, index) {
            return spots;
        }
        let found = self.finds.occurrences.at(index).filter(|one| one.feature == feature);
        spots.extend(found.take(4).map(|one| Spot { first: one.first, last: one.last, how: one.how }));
        if let Some(fact) = self.fact_at(feature, index) {
            spots.push(Spot { first: index, last: index + 1, how: manner_of(fact) });
        }
        spots.sort_by_key(|spot| (std::cmp::Reverse(spot.last), spot.how));
        spots
    }

    /// The place of something recognised that starts at a token.
    pub(crate) fn kind_at(&self, kind: Kind, index: u32) -> Option<Spot> {
        let class = self.token(index).class;
        let one = Spot { first: index, last: index + 1, how: Manner::Plain };
        let last = match kind {
            Kind::Mention => class.has(Class::MENTION).then_some(one.last),
            Kind::Hashtag => class.has(Class::HASHTAG).then_some(one.last),
            Kind::Number => class.has(Class::NUMBER).then_some(one.last),
            Kind::Emoji => class.has(Class::EMOJI).then_some(one.last),
            Kind::Capital => {
                (class.has(Class::UPPER_FIRST) && !opens_sentence(self.tokens, index)).then_some(one.last)
            }
            Kind::Price | Kind::Percent => crate::amount::amount_at(self, kind, index),
            _ if self.begun.get(index as usize) != Some(&true) => None,
            Kind::Name | Kind::Email | Kind::Phone => {
                let from = self.recognised.partition_point(|found| found.first < index);
                let mut here = self.recognised.iter().skip(from).take_while(|found| found.first == index);
                here.find(|found| found.answers(kind)).map(|found| found.last)
            }
            _ => {
                let from = self.links.partition_point(|link| link.first < index);
                let mut here = self.links.iter().skip(from).take_while(|link| link.first == index);
                here.find(|link| link.answers(kind)).map(|link| link.last)
            }
        };
        last.map(|last| Spot { last, ..one })
    }

    /// The tokens at which something recognised may start.
    pub(crate) fn kind_starts(&self, kind: Kind) -> impl Iterator<Item = u32> {
        let class = class_of(kind);
        let (mut links, mut recognised) = ([].iter(), [].iter());
        let tokens = if class == Class::NONE { &[] } else { self.tokens };
        let tokens =
            (0..).zip(tokens).filter(move |(_, token)| token.class.has(class)).map(|(index, _)| index);
        match kind {
            _ if class != Class::NONE => {}
            Kind::Name | Kind::Email | Kind::Phone => recognised = self.recognised.iter(),
            _ => links = self.links.iter(),
        }
        let found = links.map(|link| link.first).chain(recognised.map(|found| found.first));
        // What stands at one token is asked for once.
        let mut before = None;
        tokens.chain(found.filter(move |first| before.replace(*first) != Some(*first)))
    }

    /// Follows a sequence from a token on; the spot it covers.
    pub(crate) fn sequence_at(&self, steps: &[Step], start: u32, sentence: Sentence) -> Option<Spot> {
        let mut budget = 64u32;
        let (last, how) = self.follow(steps, start, sentence, &mut budget)?;
        Some(Spot { first: start, last, how })
    }

    fn follow(&self, steps: &[Step], at: u32, sentence: Sentence, budget: &mut u32) -> Option<(u32, Manner)> {
        let Some((step, rest)) = steps.split_first() else { return Some((at, Manner::Plain)) };
        *budget = budget.checked_sub(1)?;
        match step {
            Step::Gap(length) => {
                let furthest = (at + u32::from(*length)).min(sentence.last);
                (at..=furthest).find_map(|next| self.follow(rest, next, sentence, budget))
            }
            Step::Start => {
                if at == sentence.first {
                    self.follow(rest, at, sentence, budget)
                } else {
                    None
                }
            }
            Step::End => {
                if at == sentence.last {
                    self.follow(rest, at, sentence, budget)
                } else {
                    None
                }
            }
            Step::Feature(_) | Step::Kind(_) if at >= sentence.last => None,
            Step::Feature(feature) => {
                if self.finds.occurrences.is_clear(at) {
                    // Nothing but its word stands there.
                    let word = self.finds.how_at(self.lookup, *feature, at)?;
                    let (last, how) = self.follow(rest, at + 1, sentence, budget)?;
                    return Some((last, how.max(word)));
                }
                self.feature_at(*feature, at).into_iter().find_map(|spot| {
                    let (last, how) = self.follow(rest, spot.last, sentence, budget)?;
                    Some((last, how.max(spot.how)))
                })
            }
            Step::Kind(kind) => {
                let spot = self.kind_at(*kind, at)?;
                let (last, how) = self.follow(rest, spot.last, sentence, budget)?;
                Some((last, how.max(spot.how)))
            }
        }
    }

    /// The places of an item in a range of tokens; silenced words left out unless `all`. `sentence` is that of most of them.
    pub(crate) fn places(&self, item: &Item, first: u32, last: u32, sentence: Sentence, all: bool) -> Spots {
        let mut spots = Spots::new();
        let silent = |spot: &Spot| {
            !all && (spot.first..spot.last).all(|token| self.masked.get(token as usize) == Some(&true))
        };
        let add = |spots: &mut Spots, spot: Spot| {
            if spots.len() < MAX_PLACES && spot.last <= last && !silent(&spot) && !spots.contains(&spot) {
                spots.push(spot);
            }
        };
        let there = |feature: &&u32| self.finds.present.contains(**feature);
        let features: SmallVec<[u32; 16]> = item.features.iter().filter(there).copied().collect();
        let marks = features.iter().fold(Marks::NONE, |marks, feature| marks.or(Marks::of(*feature)));
        let sequences: SmallVec<[&[Step]; 8]> =
            item.sequences.iter().map(Vec::as_slice).filter(|steps| self.finds.may_hold(steps)).collect();
        // Most words are the beginning of nothing that is asked for.
        let kinds = if item.kinds.is_empty() { Marks::NONE } else { Marks::ANYTHING };
        let openings = sequences.iter().fold(marks.or(kinds), |marks, steps| marks.or(opening(steps)));
        for (index, here) in (first..).zip(self.finds.marks_of(first..last)) {
            if !here.may_hold(openings) {
                continue;
            }
            if spots.len() == MAX_PLACES {
                break;
            }
            if here.may_hold(marks) {
                let maybe = features.iter().filter(|feature| here.may_hold(Marks::of(**feature)));
                for fact in maybe.filter_map(|feature| self.fact_at(*feature, index)) {
                    add(&mut spots, Spot { first: index, last: index + 1, how: manner_of(fact) });
                }
                for one in self.finds.occurrences.at(index) {
                    if features.contains(&one.feature) {
                        add(&mut spots, Spot { first: one.first, last: one.last, how: one.how });
                    }
                }
            }
            for kind in &item.kinds {
                if let Some(spot) = self.kind_at(*kind, index) {
                    add(&mut spots, spot);
                }
            }
            for steps in &sequences {
                if !here.may_hold(opening(steps)) {
                    continue;
                }
                let inside = (sentence.first..sentence.last).contains(&index);
                let sentence = if inside { sentence } else { self.sentence_of(index) };
                if let Some(spot) =
                    self.sequence_at(steps, index, sentence).filter(|spot| spot.last > spot.first)
                {
                    add(&mut spots, spot);
                }
            }
        }
        spots
    }
}

/// The classes of tokens one of which a recognised kind begins with; none where it is told otherwise.
pub(crate) fn class_of(kind: Kind) -> Class {
    match kind {
        Kind::Mention => Class::MENTION,
        Kind::Hashtag => Class::HASHTAG,
        Kind::Number => Class::NUMBER,
        Kind::Price | Kind::Percent => Class::NUMBER | Class::MIXED,
        Kind::Emoji => Class::EMOJI,
        Kind::Capital => Class::UPPER_FIRST,
        _ => Class::NONE,
    }
}

/// The marks of what a sequence begins with.
#[inline]
pub(crate) fn opening(steps: &[Step]) -> Marks {
    match steps.first() {
        Some(Step::Feature(feature)) => Marks::of(*feature),
        _ => Marks::ANYTHING,
    }
}
