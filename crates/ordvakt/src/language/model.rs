//! The trained weights: one row a piece of a word, one column a language.

use super::features::{CLASSES, GLANCE_BITS, GLANCE_CLASSES, LONGEST, Letters, ROW_BITS};
use super::form::{HEADER, MAGIC, SCALE};

/// Length of a file: the header, the rows of the large table, the rows of the small one.
pub(crate) const LENGTH: usize = HEADER + (CLASSES << ROW_BITS) + (GLANCE_CLASSES << GLANCE_BITS);

/// The most rows that a word has: a pair, a triple and a quadruple for each letter and for the border behind, and the whole.
const ROWS: usize = 3 * (LONGEST + 1) + 1;
const _: () = assert!(ROW_BITS <= u16::BITS);

/// Points for each language.
pub(crate) type Points = [i16; CLASSES];

/// The weights as they lie in a file.
#[derive(Clone, Copy)]
pub(crate) struct Model<'m> {
    rows: &'m [[u8; CLASSES]],
    /// Few and short rows, which stay in the processor's nearest memory.
    glance: &'m [[u8; GLANCE_CLASSES]],
    /// Points that make one unit of log-odds.
    scale: f32,
}

impl<'m> Model<'m> {
    /// Reads a model whose digest somebody has checked; `None` if the bytes are not one.
    pub(crate) fn read(bytes: &'m [u8]) -> Option<Self> {
        if bytes.len() != LENGTH || !bytes.starts_with(MAGIC) {
            return None;
        }
        let scale = bytes.get(SCALE)?.first_chunk::<4>()?;
        let (rows, glance) = bytes.get(HEADER..)?.split_at_checked(CLASSES << ROW_BITS)?;
        let ((rows, _), (glance, _)) = (rows.as_chunks::<CLASSES>(), glance.as_chunks::<GLANCE_CLASSES>());
        Some(Self { rows, glance, scale: f32::from_le_bytes(*scale) })
    }

    /// Points that make one unit of log-odds.
    pub(crate) fn scale(&self) -> f32 {
        self.scale
    }

    /// What a word says.
    #[inline]
    pub(crate) fn points(&self, letters: &Letters) -> Points {
        // All rows first: they lie far apart, and the processor may then wait for many of them at once.
        let mut rows = [0u16; ROWS];
        let mut count = 0;
        letters.rows(|row, _| {
            if let Some(place) = rows.get_mut(count) {
                *place = row as u16;
                count += 1;
            }
        });
        let mut sum = [0i16; CLASSES];
        for row in rows.iter().take(count) {
            if let Some(weights) = self.rows.get(usize::from(*row)) {
                for (sum, weight) in sum.iter_mut().zip(weights) {
                    *sum += i16::from(weight.cast_signed());
                }
            }
        }
        sum
    }

    /// How far a word speaks for Swedish and for English against everything else, in [`super::features::GLANCE_SCALE`].
    #[inline]
    pub(crate) fn glance(&self, letters: &Letters) -> [i16; GLANCE_CLASSES] {
        let (mut swedish, mut english) = (0i16, 0i16);
        letters.glance_rows(|row| {
            if let Some([for_swedish, for_english]) = self.glance.get(row) {
                swedish += i16::from(for_swedish.cast_signed());
                english += i16::from(for_english.cast_signed());
            }
        });
        [swedish, english]
    }
}
