//! What the table of words says of a comment's language, before anything is computed.
#![expect(clippy::cast_precision_loss, reason = "counts of words are small")]

use ordvakt_rules::WordBits;
use ordvakt_text::{Class, Token};

use super::judge::Words;

/// Tokens that are looked at for known words.
const LOOKED_AT: usize = 4096;
/// In comments of so many words the model is asked about those that are not known: Danish and Norwegian share many that are.
pub(crate) const SHORT: u32 = 12;
/// So many words that are Swedish alone settle a comment with fewer known words than one does.
const SETTLING: u32 = 2;
/// Share of the letters, in percent, that known words must make where so many of them are Swedish alone, and where one is.
const SETTLED_IN_SHORT: (u32, u32) = (40, 50);
const SETTLED_IN_LONG: (u32, u32) = (50, 80);
/// So many words that are English and not Swedish settle a comment, if known words make such a share of it.
const ENGLISH_WORDS: u32 = 3;
const SETTLED_IN_ENGLISH: u32 = 60;

/// Unknown words that make a part of a comment.
const LEFT_WORDS: u32 = 5;

/// Words of either language.
pub(crate) const KNOWN: WordBits = WordBits::SWEDISH.or(WordBits::ENGLISH);
pub(crate) const NAME_BITS: WordBits = WordBits::FIRST_NAME.or(WordBits::SURNAME);
pub(crate) const SWEDISH: usize = 0;
pub(crate) const ENGLISH: usize = 1;

/// Counts of known words.
#[derive(Clone, Copy, Default)]
pub(crate) struct Known {
    pub(crate) words: u32,
    pub(crate) swedish: u32,
    pub(crate) english: u32,
    pub(crate) either: u32,
    pub(crate) capitals: u32,
    pub(crate) any: Class,
    /// Words that Swedish alone spells so.
    pub(crate) swedish_alone: u32,
    /// Words that Danish or Norwegian has and Swedish has not.
    pub(crate) norse: u32,
    /// Words of three letters or more that are English and not Swedish too.
    pub(crate) english_alone: u32,
    /// Bytes of all words but names, and of those among them that are Swedish or English.
    pub(crate) bytes: u32,
    pub(crate) recognised: u32,
    /// Bytes of unknown words that are capitalised where a name would be.
    pub(crate) names: u32,
}

impl Known {
    /// Whether all words are in capitals.
    pub(crate) fn is_shouted(&self) -> bool {
        self.capitals >= self.words
    }

    /// Whether the known words make so many hundredths of what is written.
    fn makes(&self, share: u32) -> bool {
        let names = if self.is_shouted() { self.names } else { 0 };
        self.recognised * 100 >= (self.bytes + names) * share
    }

    /// The class of a comment that its known words settle.
    pub(crate) fn settled(&self) -> Option<usize> {
        let (enough, much) = if self.words <= SHORT { SETTLED_IN_SHORT } else { SETTLED_IN_LONG };
        let swedish =
            self.swedish_alone > 0 && self.makes(if self.swedish_alone >= SETTLING { enough } else { much });
        // Danish and Norwegian words are for the most part Swedish ones too, and an English comment may name a Swedish place.
        let swedish = swedish && self.norse == 0 && self.swedish >= self.english;
        let all = |count: u32| self.words > 0 && count == self.words;
        if swedish || all(self.swedish) {
            Some(SWEDISH)
        } else if all(self.english) || (self.english_alone >= ENGLISH_WORDS && self.makes(SETTLED_IN_ENGLISH))
        {
            Some(ENGLISH)
        } else {
            None
        }
    }

    /// Whether so much of it is unknown that a part may be in another language: words enough for a sentence, and more than a
    /// third of the letters.
    pub(crate) fn leaves_much(&self) -> bool {
        self.words >= self.either + LEFT_WORDS && self.recognised * 8 <= self.bytes * 5
    }

    /// The share of known words.
    pub(crate) fn share(&self) -> f32 {
        self.either as f32 / self.words.max(1) as f32
    }
}

/// Four counts in one number each.
#[derive(Clone, Copy)]
struct Lanes {
    /// Words; those that are known; those that are Swedish; those that are English.
    counts: u64,
    /// Words that are English and not Swedish; that Swedish alone has; that are in capitals; that are Danish or Norwegian.
    told: u64,
}

/// The lowest lane.
const LANE: u64 = 0xFFFF;
/// Of what [`hints`] gives: Swedish or English.
const RECOGNISED: usize = 0b11;

/// What the table says of a word's language: a bit each for Swedish, English, Swedish alone, Danish or Norwegian.
#[inline]
fn hints(bits: WordBits) -> usize {
    const FIRST: u32 = WordBits::SWEDISH.0.trailing_zeros();
    // They lie side by side.
    const {
        assert!(WordBits::ENGLISH.0 == 2 << FIRST);
        assert!(WordBits::SWEDISH_ALONE.0 == 4 << FIRST && WordBits::NORSE.0 == 8 << FIRST);
    }
    (bits.0 >> FIRST & 0b1111) as usize
}

/// By such hints: what a word adds to the counts, without branches that nothing foretells.
const LANES: [Lanes; 16] = {
    let mut lanes = [Lanes { counts: 0, told: 0 }; 16];
    let mut hints = 0;
    while hints < lanes.len() {
        let [swedish, english, alone, norse] =
            [hints as u64 & 1, hints as u64 >> 1 & 1, hints as u64 >> 2 & 1, hints as u64 >> 3 & 1];
        lanes[hints] = Lanes {
            counts: 1 | (swedish | english) << 16 | swedish << 32 | english << 48,
            told: english & (swedish ^ 1) | alone << 16 | norse << 48,
        };
        hints += 1;
    }
    lanes
};

/// Whether a token is a word that may be a known one.
pub(crate) fn is_counted(token: Token) -> bool {
    token.class.0 & (Class::WORD | Class::SINGLE | Class::HASHTAG).0 == Class::WORD.0
}

impl Words<'_> {
    /// Whether no word of its sentence stands before a token.
    pub(crate) fn opens(&self, index: usize) -> bool {
        let sentence = self.tokens.get(index).map(|token| token.sentence);
        let before = self.tokens.get(..index).unwrap_or_default();
        !before
            .iter()
            .rev()
            .take_while(|token| Some(token.sentence) == sentence)
            .any(|token| is_counted(*token))
    }

    /// Counts the known words.
    pub(crate) fn known(&self) -> Known {
        let mut known = Known::default();
        // A comment is known by its first words, and the counts of so many fit in a lane.
        let most = self.tokens.len().min(LOOKED_AT);
        let words = self.tokens.get(..most).unwrap_or_default().iter().zip(self.bits);
        let mut lanes = Lanes { counts: 0, told: 0 };
        for (index, (token, bits)) in words.enumerate() {
            known.any |= token.class;
            if !is_counted(*token) {
                continue;
            }
            let length = token.end - token.start;
            let told = hints(*bits);
            let Lanes { counts, told: says } = LANES[told];
            lanes.counts += counts;
            // Two letters are too few to be English alone.
            lanes.told += if length > 2 { says } else { says & !LANE };
            lanes.told += u64::from(token.class.has(Class::UPPER_ALL)) << 32;
            let recognised = told & RECOGNISED != 0;
            known.bytes += length;
            known.recognised += length * u32::from(recognised);
            if !recognised & token.class.has(Class::UPPER_FIRST) {
                let named = bits.has(NAME_BITS);
                if named || !self.opens(index) {
                    lanes.counts -= u64::from(named);
                    known.bytes -= length;
                    known.names += length;
                }
            }
        }
        let Lanes { counts, told } = lanes;
        let lane = |lanes: u64, number: u32| u32::from((lanes >> (16 * number)) as u16);
        known.words = lane(counts, 0);
        known.either = lane(counts, 1);
        known.swedish = lane(counts, 2);
        known.english = lane(counts, 3);
        known.english_alone = lane(told, 0);
        known.swedish_alone = lane(told, 1);
        known.capitals = lane(told, 2);
        known.norse = lane(told, 3);
        known
    }
}
