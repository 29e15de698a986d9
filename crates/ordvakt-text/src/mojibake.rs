//! UTF-8 that somebody's tool read as Latin-1 or Windows-1252 (`Ã¥` for `å`).

/// Windows-1252 from 0x80 to 0x9F; unassigned bytes are the control characters of Latin-1.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The character that Windows-1252 shows for a byte.
pub(crate) fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The continuation byte that was read as `c`.
fn continuation(c: char) -> Option<u8> {
    match c as u32 {
        code @ 0x80..=0xBF => u8::try_from(code).ok(),
        _ => HIGH.iter().position(|&high| high == c).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

/// What ordinary comments contain; anything else is more likely meant as it stands.
fn plausible(c: char) -> bool {
    match c as u32 {
        0xA0..=0xBF => {
            matches!(c, '\u{A0}' | '£' | '§' | '©' | '«' | '\u{AD}' | '®' | '°' | '´' | '·' | '»' | '½')
        }
        0xC0..=0xFF => c.is_alphabetic(),
        0x2010..=0x203A | 0x200B..=0x200F | 0x20AC | 0x2122 | 0x2600..=0x27BF | 0x1F300..=0x1FAFF => true,
        _ => false,
    }
}

/// If `text` begins with such a sequence: the character it stands for and its length in bytes.
pub(crate) fn repair(text: &str) -> Option<(char, usize)> {
    let mut rest = text.chars();
    let lead = rest.next()?;
    let more = match lead {
        'Ã' | 'Â' => 1,
        'â' => 2,
        'ð' => 3,
        _ => return None,
    };
    let mut bytes = [u8::try_from(lead as u32).ok()?, 0, 0, 0];
    for byte in bytes.iter_mut().skip(1).take(more) {
        *byte = continuation(rest.next()?)?;
    }
    let c = std::str::from_utf8(bytes.get(..=more)?).ok()?.chars().next()?;
    plausible(c).then(|| (c, text.len() - rest.as_str().len()))
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn repairs_swedish_letters_quotes_and_emoji() {
        assert_eq!(repair("Ã¥r"), Some(('å', 4)));
        assert_eq!(repair("Ã¤"), Some(('ä', 4)));
        assert_eq!(repair("Ã…"), Some(('Å', 5)));
        assert_eq!(repair("Ã\u{85}"), Some(('Å', 4)));
        assert_eq!(repair("Ã–"), Some(('Ö', 5)));
        assert_eq!(repair("â€™"), Some(('’', 8)));
        assert_eq!(repair("ðŸ˜€"), Some(('😀', 9)));
    }

    #[test]
    fn leaves_what_is_meant() {
        for text in ["Ã", "ÃR", "â", "â€", "âge", "ð er", "Â", "å", ""] {
            assert_eq!(repair(text), None, "{text}");
        }
    }
}
