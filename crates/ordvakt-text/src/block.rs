//! Sixty-four bytes of folded text at a time as sets of positions, so that words are found without a loop over bytes.

/// Text that can be looked at in blocks has so many more bytes after it: those of a last block, and the two that are
/// compared with the last byte of a block.
pub(crate) const OVERHANG: usize = SIZE + 2;

/// Bytes of a block: the bits of a word.
pub(crate) const SIZE: usize = 64;

/// Bytes looked at together: a vector register of the smallest machines.
const LANES: usize = 16;

/// Sets of positions in a block; bit *n* stands for byte *n*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// Bytes of `a` to `z`, `å`, `ä` and `ö`. Other characters have bytes among them too, but no first ones, so that a
    /// run of these bytes that begins with a character is a run of these letters.
    pub(crate) letters: u64,
    /// White space, and the zeros after the text.
    pub(crate) white: u64,
    /// Bytes that the original has otherwise.
    pub(crate) changed: u64,
    /// Whether three equal letters may stand side by side. They do not if this is false.
    pub(crate) stretched: bool,
}

impl Block {
    /// Looks at the first [`SIZE`] bytes of `text`, for which the original has `original`.
    #[inline]
    pub(crate) fn read(text: &[u8; OVERHANG], original: &[u8; SIZE]) -> Self {
        let mut letters = [0; LANES];
        let mut white = [0; LANES];
        let mut changed = [0; LANES];
        let mut stretched = [0; LANES];
        for part in 0..SIZE / LANES {
            for lane in 0..LANES {
                let at = part * LANES + lane;
                let (byte, second, third) = (text[at], text[at + 1], text[at + 2]);
                let row = 1 << (at / 8);
                let is_lead = all(byte == 0xC3);
                let is_tail = all(byte == 0xA4) | all(byte == 0xA5) | all(byte == 0xB6);
                let is_letter = all(byte.wrapping_sub(b'a') < 26) | is_lead | is_tail;
                letters[lane] |= row & is_letter;
                white[lane] |= row & all(byte <= b' ');
                changed[lane] |= row & all(byte != original[at]);
                // Two letters of two bytes side by side are rare enough to be looked at closely.
                stretched[lane] |=
                    all(byte == second) & all(byte == third) & is_letter | is_lead & all(third == 0xC3);
            }
        }
        Self {
            letters: positions(letters),
            white: positions(white),
            changed: positions(changed),
            stretched: stretched != [0; LANES],
        }
    }
}

/// A byte of ones if so. Masks instead of conditions keep the loop free of branches, so that it is vectorised.
#[inline]
const fn all(so: bool) -> u8 {
    (so as u8).wrapping_neg()
}

/// The set of positions from bytes whose bit *n* stands for the position 8*n* plus the byte's own, modulo eight.
#[inline]
fn positions(rows: [u8; LANES]) -> u64 {
    let both = u128::from_le_bytes(rows);
    let square = both as u64 | (both >> 64) as u64;
    // Mirrors the eight by eight bits at their diagonal: within squares of two, then the squares, then theirs.
    let square = exchange(square, 7, 0x00AA_00AA_00AA_00AA);
    let square = exchange(square, 14, 0x0000_CCCC_0000_CCCC);
    exchange(square, 28, 0x0000_0000_F0F0_F0F0)
}

/// Exchanges the bits of `lower` with those `apart` above them.
#[inline]
const fn exchange(bits: u64, apart: u32, lower: u64) -> u64 {
    let differing = (bits ^ (bits >> apart)) & lower;
    bits ^ differing ^ (differing << apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &[u8], of: impl Fn(usize) -> bool) -> u64 {
        (0..SIZE.min(text.len())).filter(|&at| of(at)).map(|at| 1 << at).sum()
    }

    fn read(text: &str, original: &str) -> Block {
        let (mut padded, mut other) = ([0; OVERHANG], [0; SIZE]);
        padded[..text.len()].copy_from_slice(text.as_bytes());
        other[..original.len()].copy_from_slice(original.as_bytes());
        Block::read(&padded, &other)
    }

    #[test]
    fn every_byte_is_judged_at_every_position() {
        for byte in 0..=u8::MAX {
            for at in 0..SIZE {
                let mut text = [b'-'; OVERHANG];
                text[at] = byte;
                let block = Block::read(&text, &[b'-'; SIZE]);
                let is_letter = byte.is_ascii_lowercase() || matches!(byte, 0xC3 | 0xA4 | 0xA5 | 0xB6);
                assert_eq!(block.letters, u64::from(is_letter) << at, "{byte:#x} at {at}");
                assert_eq!(block.white, u64::from(byte <= b' ') << at, "{byte:#x} at {at}");
                assert_eq!(block.changed, u64::from(byte != b'-') << at, "{byte:#x} at {at}");
                assert!(!block.stretched, "{byte:#x} at {at}");
            }
        }
    }

    #[test]
    fn texts_are_read_position_by_position() {
        let (original, text) = ("Åsa ÅT i Överkalix\tsågs – é¤ å", "åsa åt i överkalix\tsågs – é¤ å");
        let (bytes, written) = (text.as_bytes(), original.as_bytes());
        let block = read(text, original);
        let beyond = u64::MAX << bytes.len();
        assert_eq!(block.white, set(bytes, |at| bytes[at].is_ascii_whitespace()) | beyond);
        assert_eq!(block.changed, set(bytes, |at| bytes[at] != written[at]));
        let letters =
            set(bytes, |at| bytes[at].is_ascii_lowercase() || "åäö".as_bytes().contains(&bytes[at]));
        assert_eq!(
            block.letters, letters,
            "the second byte of ¤ is that of ä, and stands after none of its first"
        );
    }

    #[test]
    fn equal_letters_are_noticed_wherever_they_stand() {
        for before in 0..SIZE {
            for (letters, noticed) in
                [("aaa", true), ("öö", true), ("åäö", true), ("aab", false), ("...", false)]
            {
                let text = format!("{}{letters}", "-".repeat(before));
                let mut padded = [0; OVERHANG];
                let length = text.len().min(OVERHANG);
                padded[..length].copy_from_slice(&text.as_bytes()[..length]);
                let visible = before + 3 <= OVERHANG;
                assert_eq!(Block::read(&padded, &[0; SIZE]).stretched, noticed && visible, "{text}");
            }
        }
    }
}
