//! What stands between two tokens.

use crate::chars::{Kind, kind};
use crate::fold::Folded;
use crate::token::Gap;

/// The flags of `folded.text()[start..end]`.
pub(crate) fn gap(original: &str, folded: &Folded, start: usize, end: usize) -> Gap {
    match folded.padded().get(start..end) {
        None | Some([]) => Gap::NONE,
        Some([b' ']) => Gap::SPACE,
        Some([b',', b' ']) => Gap::COMMA | Gap::SPACE,
        Some([b'.', b' ']) => Gap::PERIOD | Gap::SPACE,
        Some([b'.']) => Gap::PERIOD,
        Some([b'?']) => Gap::QUESTION,
        Some([b'!']) => Gap::EXCLAIM,
        Some(_) => mixed(original, folded, start, end),
    }
}

fn mixed(original: &str, folded: &Folded, start: usize, end: usize) -> Gap {
    let bytes = folded.text().as_bytes();
    let slice = bytes.get(start..end).unwrap_or_default();
    let mut gap = Gap::NONE;
    let mut periods = 0_u32;
    let mut spaces = 0_u32;
    for (offset, &byte) in slice.iter().enumerate() {
        let at = start + offset;
        if byte != b' ' {
            spaces = 0;
        }
        if byte != b'.' {
            periods = 0;
        }
        gap |= match byte {
            b' ' => {
                spaces += 1;
                if spaces > 1 { Gap::SPACE | Gap::WIDE } else { Gap::SPACE }
            }
            b'\t' => Gap::SPACE | Gap::WIDE,
            b'\n' | b'\r' => Gap::NEWLINE | Gap::SPACE,
            b'.' => {
                periods += 1;
                if periods > 1 { Gap::PERIOD | Gap::ELLIPSIS } else { Gap::PERIOD }
            }
            b',' => Gap::COMMA,
            b'?' => Gap::QUESTION,
            b'!' => Gap::EXCLAIM,
            b':' => Gap::COLON,
            b';' => Gap::SEMICOLON,
            b'-' => {
                if is_long_dash(original, folded, at) || is_open(bytes, at) || is_shut(bytes, at + 1) {
                    Gap::DASH
                } else {
                    Gap::HYPHEN
                }
            }
            b'"' | b'\'' => quote(bytes, at),
            b'(' | b'[' => Gap::PAREN_OPEN,
            b')' | b']' => Gap::PAREN_CLOSE,
            b'/' | b'\\' => Gap::SLASH,
            b'+' => Gap::PLUS,
            b'@' => Gap::AT,
            _ => Gap::OTHER,
        };
    }
    gap
}

/// Whether white space or the beginning of the text stands before a position.
fn is_open(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(|&byte| kind(byte) == Kind::Space)
}

/// Whether white space or the end of the text stands at a position.
fn is_shut(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|&byte| kind(byte) == Kind::Space)
}

/// A quotation mark opens after white space and closes before it; between other characters it could do either.
fn quote(bytes: &[u8], at: usize) -> Gap {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    let after = bytes.get(at + 1);
    let opens = before
        .is_none_or(|&byte| matches!(byte, b'(' | b'[' | b'-' | b':' | b'/') || kind(byte) == Kind::Space);
    let closes = after.is_none_or(|&byte| {
        matches!(byte, b')' | b']' | b'.' | b',' | b'?' | b'!' | b':' | b';' | b'-')
            || kind(byte) == Kind::Space
    });
    match (opens, closes) {
        (true, false) => Gap::QUOTE_OPEN,
        (false, true) => Gap::QUOTE_CLOSE,
        _ => Gap::QUOTE_OPEN | Gap::QUOTE_CLOSE,
    }
}

/// Whether the hyphen at a folded position was written as a long dash.
fn is_long_dash(original: &str, folded: &Folded, at: usize) -> bool {
    if folded.is_identical_length() {
        return false;
    }
    let (start, end) = folded.original_range(at as u32, at as u32 + 1);
    original.get(start as usize..end as usize).is_some_and(|written| {
        written.starts_with(['\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2E3A}', '\u{2E3B}'])
    })
}
