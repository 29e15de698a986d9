//! The trained weights: one row a piece of a word, one column a language.

use super::features::{CLASSES, GLANCE_BITS, GLANCE_CLASSES, Letters, ROW_BITS};

/// First bytes of a model file, its version included.
const MAGIC: &[u8; 8] = b"OVLANG02";
/// Magic, scale (32-bit float, little endian), four zero bytes.
const HEADER: usize = 16;

/// Points for each language.
pub(crate) type Points = [i16; CLASSES];

/// The weights as they lie in the file.
#[derive(Clone, Copy)]
pub(crate) struct Model {
    rows: &'static [[u8; CLASSES]],
    /// Few and short rows, which stay in the processor's nearest memory.
    glance: &'static [[u8; GLANCE_CLASSES]],
    /// Points that make one unit of log-odds.
    scale: f32,
}

impl Model {
    /// Reads a model; `None` if the bytes are not one.
    pub(crate) fn read(bytes: &'static [u8]) -> Option<Self> {
        let (header, rows) = bytes.split_at_checked(HEADER)?;
        let scale = header.get(8..12)?.first_chunk::<4>()?;
        let (rows, glance) = rows.split_at_checked(CLASSES << ROW_BITS)?;
        let (rows, _) = rows.as_chunks::<CLASSES>();
        let (glance, rest) = glance.as_chunks::<GLANCE_CLASSES>();
        let whole = header.starts_with(MAGIC) && rest.is_empty() && glance.len() == 1 << GLANCE_BITS;
        whole.then_some(Self { rows, glance, scale: f32::from_le_bytes(*scale) })
    }

    /// Points that make one unit of log-odds.
    pub(crate) fn scale(&self) -> f32 {
        self.scale
    }

    /// What a word says.
    #[inline]
    pub(crate) fn points(&self, letters: &Letters) -> Points {
        let mut sum = [0i16; CLASSES];
        letters.rows(|row, _| {
            if let Some(weights) = self.rows.get(row) {
                for (sum, weight) in sum.iter_mut().zip(weights) {
                    *sum += i16::from(weight.cast_signed());
                }
            }
        });
        sum
    }

    /// How far a word speaks for Swedish and for English against everything else, in [`super::features::GLANCE_SCALE`].
    #[inline]
    pub(crate) fn glance(&self, letters: &Letters) -> [i16; GLANCE_CLASSES] {
        let mut sum = [0i16; GLANCE_CLASSES];
        letters.glance_rows(|row| {
            if let Some(weights) = self.glance.get(row) {
                for (sum, weight) in sum.iter_mut().zip(weights) {
                    *sum += i16::from(weight.cast_signed());
                }
            }
        });
        sum
    }
}
