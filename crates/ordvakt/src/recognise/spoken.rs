//! Telephone numbers spelled out: `noll sju noll …`.

use ordvakt_rules::PhoneKind;
use ordvakt_text::Class;

use super::phone;
use super::view::View;
use super::{Kind, Recognised};

/// More digits than any number has.
const MAX_DIGITS: usize = 16;

/// Digits as words, with the digits they stand for.
const WORDS: &[(&str, &[u8])] = &[
    ("noll", &[0]),
    ("nolla", &[0]),
    ("zero", &[0]),
    ("ett", &[1]),
    ("en", &[1]),
    ("etta", &[1]),
    ("one", &[1]),
    ("två", &[2]),
    ("tva", &[2]),
    ("tvåa", &[2]),
    ("two", &[2]),
    ("tre", &[3]),
    ("trea", &[3]),
    ("three", &[3]),
    ("fyra", &[4]),
    ("four", &[4]),
    ("fem", &[5]),
    ("femma", &[5]),
    ("five", &[5]),
    ("sex", &[6]),
    ("sexa", &[6]),
    ("six", &[6]),
    ("sju", &[7]),
    ("sjua", &[7]),
    ("seven", &[7]),
    ("åtta", &[8]),
    ("atta", &[8]),
    ("eight", &[8]),
    ("nio", &[9]),
    ("nia", &[9]),
    ("nine", &[9]),
    ("tio", &[1, 0]),
    ("elva", &[1, 1]),
    ("tolv", &[1, 2]),
    ("tretton", &[1, 3]),
    ("fjorton", &[1, 4]),
    ("femton", &[1, 5]),
    ("sexton", &[1, 6]),
    ("sjutton", &[1, 7]),
    ("arton", &[1, 8]),
    ("nitton", &[1, 9]),
];
/// Tens, which the units after them complete.
const TENS: &[(&str, u8)] = &[
    ("tjugo", 2),
    ("trettio", 3),
    ("fyrtio", 4),
    ("femtio", 5),
    ("sextio", 6),
    ("sjuttio", 7),
    ("åttio", 8),
    ("nittio", 9),
];

/// Finds a number whose first word is a token.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let word = view.word(index);
    let opens = matches!(word, "noll" | "nolla" | "zero")
        || word == "plus" && matches!(view.word(index + 1), "fyra" | "four");
    if !opens
        || index > 0 && matches!(view.word(index - 1), "noll" | "nolla" | "zero" | "plus" | "sex" | "sju")
    {
        return;
    }
    let first = index;
    let mut digits = [0u8; MAX_DIGITS];
    let mut filled = 0;
    let mut best = None;
    let mut at = if word == "plus" { index + 1 } else { index };
    while at < view.len() && filled + 2 < MAX_DIGITS {
        let mut push = |digit: u8| {
            if let Some(slot) = digits.get_mut(filled) {
                *slot = digit;
                filled += 1;
            }
        };
        let word = view.word(at);
        if let Some((_, values)) = WORDS.iter().find(|(name, _)| *name == word) {
            values.iter().for_each(|digit| push(*digit));
        } else if view.class(at).has(Class::NUMBER) && word.len() <= 3 && word.is_ascii() {
            word.bytes().for_each(|byte| push(byte - b'0'));
        } else if let Some((name, tens)) = TENS.iter().find(|(name, _)| word.starts_with(name)) {
            let unit = WORDS.iter().find(|(unit, digits)| *unit == &word[name.len()..] && digits.len() == 1);
            match unit {
                Some((_, unit)) => [*tens, unit[0]].into_iter().for_each(&mut push),
                None if word.len() == name.len() => [*tens, 0].into_iter().for_each(&mut push),
                None => break,
            }
        } else if word != "och" {
            break;
        }
        at += 1;
        let national = match digits.get(..filled) {
            Some([4, 6, rest @ ..] | [0, 0, 4, 6, rest @ ..] | [0, rest @ ..]) => rest,
            _ => &[],
        };
        if let Some(kind) = view.numbers.phone(national) {
            best = Some((at, kind));
        }
    }
    if let Some((last, kind)) = best {
        let mut one = view.found(Kind::Phone, first, last, 0.9);
        one.personal = kind != PhoneKind::Service && !phone::office(view, first);
        found.push(one);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::spans;

    #[test]
    fn digits_as_words() {
        let written = "noll sju noll ett sju fyra noll sex noll fem";
        assert_eq!(spans(&format!("Ring {written} så pratar vi"), Kind::Phone), [written]);
        let pairs = "noll sju noll sjutton fyrtio sextio fem";
        assert_eq!(spans(pairs, Kind::Phone), [pairs]);
    }

    #[test]
    fn counting_is_no_number() {
        assert!(spans("det blev noll ett och noll två", Kind::Phone).is_empty());
        assert!(spans("noll tolerans mot våld", Kind::Phone).is_empty());
    }
}
