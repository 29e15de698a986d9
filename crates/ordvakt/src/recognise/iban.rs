//! International bank account numbers (`iban`).

use super::view::View;
use super::{Kind, Recognised};

/// Lengths by country, of those that people in Sweden use.
const LENGTHS: &[(&[u8; 2], usize)] = &[
    (b"se", 24),
    (b"no", 15),
    (b"dk", 18),
    (b"fi", 18),
    (b"de", 22),
    (b"pl", 28),
    (b"gb", 22),
    (b"nl", 18),
    (b"ee", 20),
    (b"lv", 21),
    (b"lt", 20),
    (b"fr", 27),
    (b"es", 24),
    (b"it", 27),
    (b"at", 20),
    (b"be", 16),
    (b"is", 26),
    (b"ie", 22),
    (b"tr", 26),
    (b"ro", 24),
    (b"ba", 20),
    (b"hr", 21),
    (b"rs", 22),
    (b"gr", 27),
    (b"pt", 25),
    (b"ch", 21),
    (b"lu", 20),
];

/// Finds a number that begins at a token of letters and digits.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let start = view.start(index) as usize;
    let bytes = view.text.as_bytes();
    let Some([one, two, check @ ..]) = bytes.get(start..start + 4) else { return };
    if !one.is_ascii_lowercase() || !check.iter().all(u8::is_ascii_digit) {
        return;
    }
    let Some((_, length)) = LENGTHS.iter().find(|(country, _)| **country == [*one, *two]) else { return };
    let mut at = start;
    let mut taken = 0;
    let mut remainder = 0;
    let mut head = [0u8; 4];
    while taken < *length {
        let byte = view.byte(at);
        if byte.is_ascii_alphanumeric() {
            match head.get_mut(taken) {
                Some(slot) => *slot = byte,
                None => remainder = fold_in(remainder, byte),
            }
            taken += 1;
        } else if !matches!(byte, b' ' | b'-' | b'.') {
            return;
        }
        at += 1;
    }
    let remainder = head.iter().fold(remainder, |remainder, byte| fold_in(remainder, *byte));
    if remainder != 1 || view.byte(at).is_ascii_alphanumeric() {
        return;
    }
    let last = view.token_after(index, at as u32);
    found.push(view.found(Kind::Iban, index, last, 0.98));
}

/// The remainder modulo 97 with one more character.
fn fold_in(remainder: u32, byte: u8) -> u32 {
    if byte.is_ascii_digit() {
        (remainder * 10 + u32::from(byte - b'0')) % 97
    } else {
        (remainder * 100 + u32::from(byte.to_ascii_lowercase() - b'a') + 10) % 97
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::spans;

    #[test]
    fn the_checksum_decides() {
        let good = "SE45 5000 0000 0583 9825 7466";
        assert_eq!(spans(&format!("iban: {good}, tack"), Kind::Iban), [good.to_lowercase()]);
        assert_eq!(spans("SE4550000000058398257466", Kind::Iban), ["se4550000000058398257466"]);
        assert!(spans("SE46 5000 0000 0583 9825 7466", Kind::Iban).is_empty());
        assert!(spans("VAT SE556016068001", Kind::Iban).is_empty());
    }
}
