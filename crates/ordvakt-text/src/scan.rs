//! Words, numbers and emoji of a chunk (a run without white space), byte by byte.

use crate::chars::{Kind, Script, char_at, is_emoji, is_letter, kind, script};
use crate::compat::is_regional;
use crate::eight::plain_word;
use crate::token::{Class, Token};

/// Where a scan stopped and whether the chunk needs a closer look.
pub(crate) struct Scanned {
    pub(crate) end: usize,
    /// A token stands after a symbol in the chunk, or the chunk ends in a masking symbol.
    pub(crate) suspicious: bool,
}

/// Appends the words, numbers and emoji of `text[from..limit]` up to white space.
pub(crate) fn scan(text: &str, from: usize, limit: usize, tokens: &mut Vec<Token>) -> Scanned {
    let bytes = &text.as_bytes()[..limit];
    let mut at = from;
    let mut symbol = false;
    let mut mask = false;
    let mut suspicious = false;
    while let Some(&byte) = bytes.get(at) {
        match kind(byte) {
            Kind::Space => break,
            Kind::Letter | Kind::Digit | Kind::Latin | Kind::Other => {
                if let Some((end, class)) = plain_word(bytes, at).or_else(|| word(text, at, limit)) {
                    tokens.push(Token { start: at as u32, end: end as u32, class, ..Token::default() });
                    at = end;
                    suspicious |= symbol;
                    mask = false;
                    continue;
                }
                let Some(c) = char_at(text, at) else { break };
                let mut end = at + c.len_utf8();
                symbol = true;
                if is_emoji(c) {
                    if is_regional(c) {
                        end += char_at(text, end).filter(|&c| is_regional(c)).map_or(0, char::len_utf8);
                    }
                    suspicious |= mask;
                    tokens.push(Token {
                        start: at as u32,
                        end: end as u32,
                        class: Class::EMOJI,
                        ..Token::default()
                    });
                } else {
                    mask = true;
                }
                at = end;
            }
            Kind::Apostrophe | Kind::Wrapper => {
                // Empty parentheses draw a letter.
                symbol |= bytes.get(at..at + 2) == Some(b"()");
                at += 1;
            }
            Kind::Mask => {
                (symbol, mask) = (true, true);
                at += 1;
            }
            Kind::Symbol => {
                symbol = true;
                at += 1;
            }
        }
    }
    Scanned { end: at, suspicious: suspicious || mask }
}

/// The word or number that begins at a position, if one does: where it ends and what it is.
fn word(text: &str, start: usize, limit: usize) -> Option<(usize, Class)> {
    const LATIN: u8 = 1;
    const ALIKE: u8 = 2;
    const OTHER: u8 = 4;
    let bytes = &text.as_bytes()[..limit];
    let mut at = start;
    let mut scripts = 0;
    let mut letters = 0_u32;
    let mut digits = 0_u32;
    let mut class = Class::NONE;
    let mut window = 0_u32;
    while let Some(&byte) = bytes.get(at) {
        match kind(byte) {
            Kind::Letter => {
                letters += 1;
                scripts |= LATIN;
                window = (window << 8) | u32::from(byte);
                if window & 0xFF_FFFF == u32::from(byte) * 0x01_0101 {
                    class |= Class::STRETCHED;
                }
                at += 1;
            }
            Kind::Digit => {
                digits += 1;
                window = 0;
                at += 1;
            }
            Kind::Latin => {
                let second = bytes.get(at + 1).copied().unwrap_or_default();
                if matches!(second, 0xB7 | 0x97) {
                    break;
                }
                letters += 1;
                scripts |= LATIN;
                window = 0;
                if !matches!(second, 0xA4 | 0xA5 | 0xB6) {
                    class |= Class::ACCENTED;
                }
                if at >= start + 4 && is_run(&bytes[at - 4..at + 2], 2) {
                    class |= Class::STRETCHED;
                }
                at += 2;
            }
            Kind::Other => {
                let Some(c) = char_at(text, at) else { break };
                let width = c.len_utf8();
                if is_letter(c) {
                    letters += 1;
                    match script(c) {
                        Script::Latin => {
                            scripts |= LATIN;
                            class |= Class::ACCENTED;
                        }
                        Script::Alike => scripts |= ALIKE,
                        Script::Other => scripts |= OTHER,
                    }
                    if at >= start + 2 * width && is_run(&bytes[at - 2 * width..at + width], width) {
                        class |= Class::STRETCHED;
                    }
                } else if c.is_numeric() {
                    digits += 1;
                } else {
                    break;
                }
                window = 0;
                at += width;
            }
            Kind::Apostrophe if letters > 0 && at > start && continues(text, at + 1, limit) => {
                window = 0;
                at += 1;
            }
            _ => break,
        }
    }
    if at == start {
        return None;
    }
    class |= match (letters, digits) {
        (0, _) => Class::NUMBER,
        (_, 0) => Class::WORD,
        _ => Class::MIXED,
    };
    if letters + digits == 1 {
        class |= Class::SINGLE;
    }
    if scripts & (ALIKE | OTHER) != 0 {
        class |= Class::OTHER_SCRIPT;
    }
    if scripts & (LATIN | ALIKE) == LATIN | ALIKE {
        class |= Class::SCRIPTS_MIXED;
    }
    Some((at, class))
}

/// Whether three characters of `width` bytes each are the same.
fn is_run(bytes: &[u8], width: usize) -> bool {
    bytes.len() == 3 * width
        && bytes[..width] == bytes[width..2 * width]
        && bytes[..width] == bytes[2 * width..]
}

/// Whether a letter stands at a position.
fn continues(text: &str, at: usize, limit: usize) -> bool {
    at < limit && char_at(text, at).is_some_and(is_letter)
}
