//! A first look at the words that nobody listed, by a table small enough to cost next to nothing.
#![expect(clippy::cast_precision_loss, reason = "points are small")]

use ordvakt_text::Class;

use super::features::{GLANCE_SCALE, Letters};
use super::judge::Words;
use super::known::{ENGLISH, KNOWN, Known, NAME_BITS, SWEDISH, is_counted};
use super::model::Model;

/// Unknown words that are looked at.
const LOOKED_AT: usize = 32;
/// The most that one of them says for a language, in log-odds; what it says against one has no limit.
const MOST: i16 = 6;
/// What a word says at least against both languages, in log-odds, if it looks like neither; so many of them among so many and
/// the model is asked what share of the comment they make.
const STRANGE: i16 = 2;
const STRANGE_WORDS: u32 = 3;
const STRANGE_AMONG: u32 = 10;
/// What known words say, in points: a Swedish one, one that Swedish alone has, an English one.
const KNOWN_SWEDISH: i32 = 5;
const KNOWN_SWEDISH_ALONE: i32 = 16;
const KNOWN_ENGLISH: i32 = 8;
/// What settles that a comment is Swedish, in points: with a word that Swedish alone has, and without, where it may be Danish.
const SETTLES_SWEDISH: i32 = 40;
const SETTLES_SWEDISH_UNSEEN: i32 = 64;
/// The same for English.
const SETTLES_ENGLISH: i32 = 48;

/// What the unknown words settle together with the known ones.
pub(crate) struct Glanced {
    /// Swedish or English.
    pub(crate) class: usize,
    /// How surely, 0 to 1.
    pub(crate) confidence: f32,
    /// Whether several words nevertheless look like neither.
    pub(crate) strange: bool,
}

/// Whether a word looks like neither Swedish nor English.
fn is_strange(points: [i16; 2]) -> bool {
    points.iter().all(|points| *points < -STRANGE * GLANCE_SCALE)
}

impl Words<'_> {
    /// Gives what the small table says, for Swedish and for English, of words that no list knows and that are no names, until
    /// `with` has seen enough.
    #[inline]
    fn glances(&self, known: &Known, model: Model<'_>, mut with: impl FnMut(&str, [i16; 2]) -> bool) {
        let shouted = known.is_shouted();
        for (index, (token, bits)) in self.tokens.iter().zip(self.bits).enumerate() {
            if !is_counted(*token) || bits.has(KNOWN) {
                continue;
            }
            let capital = token.class.has(Class::UPPER_FIRST) && !shouted;
            if capital && (bits.has(NAME_BITS) || !self.opens(index)) {
                continue;
            }
            let word = self.of(*token);
            let letters = Letters::of(word);
            if letters.is_cry() {
                continue;
            }
            if with(word, model.glance(&letters)) {
                break;
            }
        }
    }

    /// Whether several of the first words that no list knows look like neither Swedish nor English.
    pub(crate) fn looks_foreign(&self, known: &Known, model: Model<'_>) -> bool {
        let (mut strange, mut looked) = (0, 0);
        self.glances(known, model, |_, points| {
            looked += 1;
            strange += u32::from(is_strange(points));
            strange == STRANGE_WORDS || looked == STRANGE_AMONG
        });
        strange == STRANGE_WORDS
    }

    /// The class of a comment that its unknown words settle together with the known ones.
    pub(crate) fn glance(&self, known: &Known, model: Model<'_>) -> Option<Glanced> {
        let mut sums = [0i32; 2];
        let (mut strange, mut looked, mut dotted) = (0, 0, false);
        self.glances(known, model, |word, points| {
            strange += u32::from(is_strange(points));
            dotted |= word.contains(['ä', 'ö']);
            for (sum, points) in sums.iter_mut().zip(points) {
                *sum += i32::from(points.min(MOST * GLANCE_SCALE));
            }
            looked += 1;
            looked == LOOKED_AT
        });
        if looked == 0 {
            return None;
        }
        let swedish = sums[0]
            + KNOWN_SWEDISH * known.swedish.cast_signed()
            + KNOWN_SWEDISH_ALONE * known.swedish_alone.cast_signed();
        let english = sums[1] + KNOWN_ENGLISH * known.english.cast_signed();
        let sure = |points: i32| (1.0 + (-points as f32 / f32::from(GLANCE_SCALE)).exp()).recip();
        // What has ä or ö is no Danish and no Norwegian.
        let needed = if known.swedish_alone > 0 || dotted { SETTLES_SWEDISH } else { SETTLES_SWEDISH_UNSEEN };
        let (class, points) = if swedish >= needed {
            (SWEDISH, swedish)
        } else if english >= SETTLES_ENGLISH {
            (ENGLISH, english)
        } else {
            return None;
        };
        Some(Glanced { class, confidence: sure(points), strange: strange >= STRANGE_WORDS })
    }
}
