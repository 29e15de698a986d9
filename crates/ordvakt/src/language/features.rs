//! A word as rows of the model: its character pairs, triples and quadruples with borders, and itself.
//!
//! The trainer shares this file, so that what was learned is what is asked.

/// Languages the model tells apart.
pub(crate) const CLASSES: usize = 32;
/// Two to this many rows.
pub(crate) const ROW_BITS: u32 = 15;
/// Two to this many rows has the small table that is looked at first.
pub(crate) const GLANCE_BITS: u32 = 14;
/// Its columns: Swedish and English, each against everything else.
pub(crate) const GLANCE_CLASSES: usize = 2;
/// Its points that make one unit of log-odds.
pub(crate) const GLANCE_SCALE: i16 = 16;
/// Letters of a word that count; keeps the sum of a word's weights far inside 16 bits.
pub(crate) const LONGEST: usize = 24;

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Part of a word.
    Part,
    /// The whole word.
    Whole,
}

const BORDER: u16 = b' ' as u16;
const PAIR: u64 = 0x9E37_79B9_7F4A_7C15;
const TRIPLE: u64 = 0xC2B2_AE3D_27D4_EB4F;
const QUADRUPLE: u64 = 0xD6E8_FEB8_6659_FD93;
const WHOLE: u64 = 0xA076_1D64_78BD_642F;

/// The letters of a word as the model sees them: letters written three times or more stand once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Letters {
    /// A border, the letters, a border.
    units: [u16; LONGEST + 2],
    length: usize,
}

impl Letters {
    /// Reads a folded word.
    pub(crate) fn of(word: &str) -> Self {
        let mut letters = Self { units: [BORDER; LONGEST + 2], length: 0 };
        let mut last = BORDER;
        let mut run = 0;
        for c in word.chars() {
            // Letters beyond the basic plane belong to no language told apart here.
            let unit = u16::try_from(u32::from(c)).unwrap_or(u16::MAX);
            run = if unit == last { run + 1 } else { 1 };
            last = unit;
            match run {
                1 | 2 => {
                    if letters.length == LONGEST {
                        break;
                    }
                    letters.length += 1;
                    letters.units[letters.length] = unit;
                }
                3 => {
                    letters.units[letters.length] = BORDER;
                    letters.length -= 1;
                }
                _ => {}
            }
        }
        if letters.length < LONGEST {
            letters.units[letters.length + 1] = BORDER;
        }
        letters
    }

    /// How many letters there are.
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// Whether it is laughter or a cry: three letters or more but only two different ones, or `ha`, `oh`, `xd`.
    pub(crate) fn is_cry(&self) -> bool {
        let inside = &self.units[1..=self.length];
        if self.length <= 2 {
            return self.length < 2
                || inside.iter().any(|unit| *unit == u16::from(b'h') || *unit == u16::from(b'x'));
        }
        let Some(&one) = inside.first() else { return true };
        let Some(&two) = inside.iter().find(|unit| **unit != one) else { return true };
        inside.iter().all(|unit| *unit == one || *unit == two)
    }

    /// Calls `with` for every row of the word.
    #[inline]
    pub(crate) fn rows(&self, mut with: impl FnMut(usize, Kind)) {
        let row = |value: u64, factor: u64| (value.wrapping_mul(factor) >> (64 - ROW_BITS)) as usize;
        let mut window = u64::from(BORDER);
        let mut whole = 0u64;
        for (at, unit) in self.units.iter().enumerate().skip(1).take(self.length + 1) {
            window = window << 16 | u64::from(*unit);
            with(row((window & 0xFFFF_FFFF) ^ 0x5555_0000_0000, PAIR), Kind::Part);
            if at >= 2 {
                with(row(window & 0xFFFF_FFFF_FFFF, TRIPLE), Kind::Part);
            }
            if at >= 3 {
                with(row(window, QUADRUPLE), Kind::Part);
            }
            whole = (whole ^ u64::from(*unit)).wrapping_mul(WHOLE).rotate_left(23);
        }
        with(row(whole, PAIR), Kind::Whole);
    }

    /// Calls `with` for every row of the word in the small table: its pairs and triples.
    #[inline]
    pub(crate) fn glance_rows(&self, mut with: impl FnMut(usize)) {
        let row = |value: u64, factor: u64| (value.wrapping_mul(factor) >> (64 - GLANCE_BITS)) as usize;
        let mut window = u64::from(BORDER);
        for (at, unit) in self.units.iter().enumerate().skip(1).take(self.length + 1) {
            window = window << 16 | u64::from(*unit);
            with(row((window & 0xFFFF_FFFF) ^ 0x5555_0000_0000, PAIR));
            if at >= 2 {
                with(row(window & 0xFFFF_FFFF_FFFF, TRIPLE));
            }
        }
    }
}
