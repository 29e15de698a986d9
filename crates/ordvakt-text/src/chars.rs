//! Kinds of characters in folded text.

use unicode_normalization::char::is_combining_mark;

/// What a byte of folded text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// White space.
    Space,
    /// `a` to `z`.
    Letter,
    /// `0` to `9`.
    Digit,
    /// `'`
    Apostrophe,
    /// A symbol that touches words in ordinary writing before them or at their end: quotation marks, parentheses.
    Wrapper,
    /// A symbol that hardly ever ends a word: `*`, `$`, `@`, `#`, `|`, `+`.
    Mask,
    /// Any other ASCII symbol.
    Symbol,
    /// A Latin-1 letter or sign.
    Latin,
    /// Another character.
    Other,
}

const fn kinds() -> [Kind; 256] {
    let mut table = [Kind::Symbol; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b' ' | b'\n' | b'\t' | b'\r' => Kind::Space,
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter,
            b'0'..=b'9' => Kind::Digit,
            b'\'' => Kind::Apostrophe,
            b'"' | b'(' | b')' | b'[' | b']' => Kind::Wrapper,
            b'*' | b'$' | b'@' | b'#' | b'|' | b'+' => Kind::Mask,
            0xC3 => Kind::Latin,
            0x80.. => Kind::Other,
            _ => Kind::Symbol,
        };
        byte += 1;
    }
    table
}

static KINDS: [Kind; 256] = kinds();

/// The kind of character that a byte begins.
#[inline]
pub(crate) fn kind(byte: u8) -> Kind {
    KINDS[usize::from(byte)]
}

/// The script of a letter, as far as disguises mix them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Latin.
    Latin,
    /// Cyrillic, Greek, Armenian and Cherokee, some of whose letters look Latin.
    Alike,
    /// All others.
    Other,
}

/// The script of a letter outside ASCII.
pub(crate) fn script(c: char) -> Script {
    match c as u32 {
        0..=0x2AF
        | 0x1D00..=0x1D25
        | 0x1D6B..=0x1D77
        | 0x1D79..=0x1DBF
        | 0x1E00..=0x1EFF
        | 0x2C60..=0x2C7F
        | 0xA720..=0xA7FF
        | 0xAB30..=0xAB64
        | 0xFB00..=0xFB06 => Script::Latin,
        0x370..=0x58F
        | 0x1F00..=0x1FFF
        | 0x13A0..=0x13FF
        | 0xAB70..=0xABBF
        | 0x1C80..=0x1C8F
        | 0x2DE0..=0x2DFF
        | 0xA640..=0xA69F => Script::Alike,
        _ => Script::Other,
    }
}

/// Whether the character is of Kana, Han or Hangul: letters without case that stay as they are and are frequent where they stand.
pub const fn is_east_asian_letter(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '㐀'..='䶿' | '一'..='鿿' | '가'..='힣')
}

/// Whether the character continues a word: letters and the marks that scripts need.
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    match c {
        // What is frequent and needs no table: letters of Latin, Cyrillic, Arabic, Kana, Han and Hangul.
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ʯ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' | 'ؠ'..='ٗ' | 'ٮ'..='ۓ' => {
            true
        }
        _ if is_east_asian_letter(c) => true,
        // Punctuation, arrows and box drawing; emoji.
        '\u{2010}'..='\u{203E}' | '\u{2190}'..='\u{23FF}' | '\u{1F300}'..='\u{1FAFF}' => false,
        _ => c.is_alphabetic() || is_combining_mark(c),
    }
}

/// Whether the character is an emoji of its own (regional indicators stand in pairs).
pub(crate) fn is_emoji(c: char) -> bool {
    match c as u32 {
        // Stars and asterisks of typefaces stand for letters more often than for feelings.
        0x2605
        | 0x2606
        | 0x2720..=0x2727
        | 0x2729..=0x2732
        | 0x2735..=0x2743
        | 0x2745
        | 0x2746
        | 0x2748..=0x274B => false,
        0x231A
        | 0x231B
        | 0x2328
        | 0x23CF
        | 0x23E9..=0x23FA
        | 0x25AA
        | 0x25AB
        | 0x25B6
        | 0x25C0
        | 0x25FB..=0x25FE
        | 0x2600..=0x27BF
        | 0x2934
        | 0x2935
        | 0x2B05..=0x2B07
        | 0x2B1B
        | 0x2B1C
        | 0x2B50
        | 0x2B55
        | 0x3030
        | 0x303D
        | 0x1F000..=0x1FAFF => true,
        _ => false,
    }
}

/// The character at a byte position, if there is one.
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_need_no_table_are_what_the_tables_say() {
        for c in '\u{80}'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic() || is_combining_mark(c), "{c:?}");
        }
    }
}
