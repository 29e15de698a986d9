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
/// So many words that are English and not Swedish settle a comment, if known words make such a share of it; or one fewer, if they
/// make more.
const ENGLISH_WORDS: u32 = 3;
const SETTLED_IN_ENGLISH: (u32, u32) = (60, 80);

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
        } else if all(self.english) || self.english_settles() {
            Some(ENGLISH)
        } else {
            None
        }
    }

    /// Whether words that are English and not Swedish settle it.
    fn english_settles(&self) -> bool {
        let (enough, much) = SETTLED_IN_ENGLISH;
        let words = match self.english_alone {
            ENGLISH_WORDS.. => self.makes(enough),
            words => words + 1 == ENGLISH_WORDS && self.makes(much),
        };
        words && self.english > self.swedish
    }

    /// Whether so much of it is unknown that a part may be in another language: words enough for a sentence, and more than a
    /// third of the letters.
    pub(crate) fn leaves_much(&self) -> bool {
        self.words >= self.either + LEFT_WORDS && self.recognised * 8 <= self.bytes * 5
    }

    /// Adds the words among at most [`AT_ONCE`] tokens, without branches that nothing foretells, since every comment comes by
    /// here; returns which of them are unknown and capitalised, a bit each.
    #[inline(never)]
    fn count(&mut self, tokens: &[Token], bits: &[WordBits]) -> u64 {
        let (mut any, mut capitalised, mut lanes, mut lengths) = (Class::NONE, 0u64, 0, 0);
        for (token, bits) in tokens.iter().zip(bits) {
            capitalised >>= 1;
            any |= token.class;
            if !is_counted(*token) {
                continue;
            }
            let length = u64::from(token.end - token.start);
            let capitals = usize::from(token.class.has(Class::UPPER_ALL)) * IN_CAPITALS;
            let short = usize::from(length <= 2) * IS_SHORT;
            let told = LANES[hints(*bits) | capitals | short];
            lanes += told;
            let is_known = told >> KNOWN_LANE & 1;
            // What all words measure in the lower half, what the known ones do in the upper.
            lengths += length * (1 | is_known << 32);
            capitalised |= (u64::from(token.class.has(Class::UPPER_FIRST)) & !is_known) << LAST;
        }
        let [words, either, swedish, english, english_alone, swedish_alone, capitals, norse] =
            u64::to_le_bytes(lanes).map(u32::from);
        self.any |= any;
        self.words += words;
        self.either += either;
        self.swedish += swedish;
        self.english += english;
        self.english_alone += english_alone;
        self.swedish_alone += swedish_alone;
        self.capitals += capitals;
        self.norse += norse;
        self.bytes += lengths as u32;
        self.recognised += (lengths >> 32) as u32;
        // The last token's bit stands highest.
        capitalised.checked_shr((AT_ONCE - tokens.len()) as u32).unwrap_or(0)
    }

    /// The share of known words.
    pub(crate) fn share(&self) -> f32 {
        self.either as f32 / self.words.max(1) as f32
    }
}

/// Counts side by side in one number, a byte each, the lowest first: words; those that are known; Swedish; English; English and
/// not Swedish; such as Swedish alone has; in capitals; Danish or Norwegian.
type Lanes = u64;

/// Where the lane of known words begins.
const KNOWN_LANE: u32 = 8;
/// Tokens that are counted at once: a lane holds them, and a number has a bit for each.
const AT_ONCE: usize = u64::BITS as usize;
const LAST: usize = AT_ONCE - 1;

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

/// Beside such hints: all in capitals, and too short to be English alone.
const IN_CAPITALS: usize = 1 << 4;
const IS_SHORT: usize = 1 << 5;

/// By all of these: what a word adds to the counts, without branches that nothing foretells.
const LANES: [Lanes; 64] = {
    let mut lanes = [0; 64];
    let mut index = 0;
    while index < lanes.len() {
        let [swedish, english, alone, norse, capitals, short] = [
            index as u64 & 1,
            index as u64 >> 1 & 1,
            index as u64 >> 2 & 1,
            index as u64 >> 3 & 1,
            (index & IN_CAPITALS != 0) as u64,
            (index & IS_SHORT != 0) as u64,
        ];
        let english_alone = english & (swedish ^ 1) & (short ^ 1);
        let known = swedish | english;
        lanes[index] = u64::from_le_bytes([
            1,
            known as u8,
            swedish as u8,
            english as u8,
            english_alone as u8,
            alone as u8,
            capitals as u8,
            norse as u8,
        ]);
        index += 1;
    }
    lanes
};

/// Whether a token is a word that may be a known one.
pub(crate) fn is_counted(token: Token) -> bool {
    token.is_word()
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
        let most = self.tokens.len().min(LOOKED_AT);
        let tokens = self.tokens.get(..most).unwrap_or_default();
        for (number, (tokens, bits)) in tokens.chunks(AT_ONCE).zip(self.bits.chunks(AT_ONCE)).enumerate() {
            let mut capitalised = known.count(tokens, bits);
            while capitalised != 0 {
                self.leave_out_name(&mut known, number * AT_ONCE + capitalised.trailing_zeros() as usize);
                capitalised &= capitalised - 1;
            }
        }
        known
    }

    /// Takes an unknown word from the counts if it is capitalised where a name would be.
    fn leave_out_name(&self, known: &mut Known, index: usize) {
        let (Some(token), Some(bits)) = (self.tokens.get(index), self.bits.get(index)) else { return };
        let named = bits.has(NAME_BITS);
        if named || !self.opens(index) {
            let length = token.end - token.start;
            known.words -= u32::from(named);
            known.bytes -= length;
            known.names += length;
        }
    }
}
