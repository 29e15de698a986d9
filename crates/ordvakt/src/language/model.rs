//! The trained weights: one row a piece of a word, one column a language.

use super::features::{CLASSES, Letters, ROW_BITS};

/// First bytes of a model file, its version included.
const MAGIC: &[u8; 8] = b"OVLANG01";
/// Magic, scale (32-bit float, little endian), four zero bytes.
const HEADER: usize = 16;

/// Points for each language.
pub(crate) type Points = [i16; CLASSES];

/// The weights as they lie in the file.
#[derive(Clone, Copy)]
pub(crate) struct Model {
    rows: &'static [[u8; CLASSES]],
    /// Points that make one unit of log-odds.
    scale: f32,
}

impl Model {
    /// Reads a model; `None` if the bytes are not one.
    pub(crate) fn read(bytes: &'static [u8]) -> Option<Self> {
        let (header, rows) = bytes.split_at_checked(HEADER)?;
        let scale = header.get(8..12)?.first_chunk::<4>()?;
        let (rows, rest) = rows.as_chunks::<CLASSES>();
        let whole = header.starts_with(MAGIC) && rest.is_empty() && rows.len() == 1 << ROW_BITS;
        whole.then_some(Self { rows, scale: f32::from_le_bytes(*scale) })
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
}
