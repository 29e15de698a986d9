//! Plain words, eight bytes at a time: lengths of words are hard to predict, so a loop over bytes stalls at each end.

use crate::token::Class;

/// One in every byte.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of every byte.
const HIGHS: u64 = ONES << 7;

/// Eight bytes from a position as a number, the first lowest, if there are so many.
#[inline]
pub(crate) fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes)
}

/// The highest bit of every byte that is zero.
#[inline]
const fn zeros(word: u64) -> u64 {
    !(((word & !HIGHS) + !HIGHS) | word) & HIGHS
}

/// The highest bit of every byte that equals `byte`.
#[inline]
const fn equal(word: u64, byte: u8) -> u64 {
    zeros(word ^ (ONES * byte as u64))
}

/// The highest bit of every byte that is `a` to `z` or outside ASCII.
#[inline]
const fn letters(word: u64) -> u64 {
    let low = word & !HIGHS;
    let from_a = low + ONES * (0x80 - b'a' as u64);
    let past_z = low + ONES * (0x80 - b'z' as u64 - 1);
    ((from_a & !past_z) | word) & HIGHS
}

/// The word of Swedish letters alone that begins at a position, if one does and neither digit, apostrophe nor another
/// letter follows it: where it ends and what it is.
#[inline]
pub(crate) fn plain_word(bytes: &[u8], start: usize) -> Option<(usize, Class)> {
    let mut end = start;
    let mut wide = 0;
    loop {
        let Some(word) = eight(bytes, end) else {
            return plain_word_by_bytes(bytes, start);
        };
        let stop = (!letters(word) & HIGHS).trailing_zeros() / 8;
        let inside = if stop == 8 { u64::MAX } else { (1 << (8 * stop)) - 1 };
        let high = word & HIGHS & inside;
        // Computed for plain words too: whether a word has such a letter cannot be predicted either.
        let lead = equal(word, 0xC3) & inside;
        let tail = (equal(word, 0xA4) | equal(word, 0xA5) | equal(word, 0xB6)) & inside;
        if (lead | tail) ^ high | (lead << 8) ^ tail != 0 {
            return plain_word_by_bytes(bytes, start);
        }
        wide += lead.count_ones() as usize;
        end += stop as usize;
        if stop < 8 {
            break;
        }
    }
    plain_token(bytes, start, end, wide)
}

/// The same, for words near the end of the text or with a letter across two groups of eight.
fn plain_word_by_bytes(bytes: &[u8], start: usize) -> Option<(usize, Class)> {
    let mut end = start;
    let mut wide = 0;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_lowercase() {
            end += 1;
        } else if byte == 0xC3 && matches!(bytes.get(end + 1), Some(0xA4 | 0xA5 | 0xB6)) {
            end += 2;
            wide += 1;
        } else {
            break;
        }
    }
    plain_token(bytes, start, end, wide)
}

/// The token of a word that holds `wide` letters of two bytes.
#[inline]
fn plain_token(bytes: &[u8], start: usize, end: usize, wide: usize) -> Option<(usize, Class)> {
    let letters = end - start - wide;
    let ended = bytes.get(end).is_none_or(|&byte| byte < 0x80 && byte != b'\'' && !byte.is_ascii_digit());
    if letters == 0 || !ended {
        return None;
    }
    let mut class = Class::WORD;
    if letters == 1 {
        class |= Class::SINGLE;
    } else if has_triple(bytes, start, end) || (wide >= 3 && has_wide_triple(&bytes[start..end])) {
        class |= Class::STRETCHED;
    }
    Some((end, class))
}

/// Whether three equal letters of a plain word stand side by side.
pub(crate) fn is_stretched(bytes: &[u8], start: usize, end: usize) -> bool {
    has_triple(bytes, start, end) || bytes.get(start..end).is_some_and(has_wide_triple)
}

/// Whether three equal bytes stand side by side between two positions.
#[inline]
fn has_triple(bytes: &[u8], start: usize, end: usize) -> bool {
    let mut at = start;
    loop {
        let Some(word) = eight(bytes, at) else {
            return bytes[at..end].windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
        };
        // A byte of `differs` is zero where it, the next and the one after are equal; six bytes have two after them.
        let next = word ^ (word >> 8);
        let differs = next | (next >> 8);
        let judged = end.saturating_sub(at + 2).min(6) as u32 * 8;
        if zeros(differs | (u64::MAX << judged)) != 0 {
            return true;
        }
        at += 6;
        if at + 3 > end {
            return false;
        }
    }
}

/// Whether three equal letters of two bytes stand side by side.
fn has_wide_triple(word: &[u8]) -> bool {
    word.windows(6).any(|six| six[0] == 0xC3 && six[..2] == six[2..4] && six[..2] == six[4..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(word: &str) -> Option<Class> {
        let padded = format!("{word}        ");
        let (end, class) = plain_word(padded.as_bytes(), 0)?;
        assert_eq!(end, word.len());
        assert_eq!(plain_word(word.as_bytes(), 0), Some((end, class)), "{word}");
        Some(class)
    }

    #[test]
    fn finds_stretched_and_single_letters_wherever_they_stand() {
        for before in ["", "b", "bra", "köpm", "kommunal", "kommunalrå", "åäöåä"] {
            for after in ["", "r", "rna", "dfullmäktige", "ö"] {
                for (letter, stretched) in
                    [("a", false), ("aa", false), ("aaa", true), ("öö", false), ("äää", true)]
                {
                    let word = format!("{before}{letter}{after}");
                    let expected =
                        word.chars().collect::<Vec<_>>().windows(3).any(|c| c[0] == c[1] && c[1] == c[2]);
                    assert!(!stretched || expected);
                    let class = class(&word).expect("a plain word");
                    assert_eq!(class.has(Class::STRETCHED), expected, "{word}");
                    assert_eq!(class.has(Class::SINGLE), word.chars().count() == 1, "{word}");
                }
            }
        }
    }

    #[test]
    fn leaves_words_with_anything_else() {
        for word in
            ["", " ord", "d0d", "don't", "idé", "över÷", "приве", "kommunalråd7", "kommunalrådé", "a\u{338}"]
        {
            let padded = format!("{word}          ");
            let plain = plain_word(padded.as_bytes(), 0);
            let by_bytes = plain_word_by_bytes(padded.as_bytes(), 0);
            assert_eq!((plain, by_bytes), (None, None), "{word}");
        }
    }
}
