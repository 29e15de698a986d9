//! Plain keys made of text: squeezed words and rule ids.

use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::chars::is_letter;
use crate::fold::fold_str;

/// Replaces the contents of `out` by `text` with every run of the same letter cut to one letter (`jäääävla` to
/// `jävla`, but also `kall` to `kal`: what is compared with a squeezed text must be squeezed too).
pub fn squeeze(text: &str, out: &mut String) {
    out.clear();
    squeeze_onto(text, out);
}

/// Appends the squeezed `text` to `out`.
pub(crate) fn squeeze_onto(text: &str, out: &mut String) {
    let mut before = None;
    for c in text.chars() {
        if before != Some(c) || !is_letter(c) {
            out.push(c);
        }
        before = Some(c);
    }
}

/// The letters of ASCII that stand for a letter in ids, if it has such.
fn ascii(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ß' => "ss",
        'ð' | 'đ' => "d",
        'þ' => "th",
        'ł' => "l",
        'ı' => "i",
        _ => return None,
    })
}

/// A name for rule ids: folded, in ASCII, words joined by hyphens (`Svart skalle` to `svart-skalle`, `jävla` to `javla`).
/// Characters without an ASCII likeness become their code point (`💩` to `u1f4a9`). Empty only if `text` has neither
/// letters nor digits nor anything outside ASCII.
pub fn slug(text: &str) -> String {
    let folded = fold_str(text);
    let mut slug = String::with_capacity(folded.len());
    let mut border = false;
    let part = |slug: &mut String, border: &mut bool| {
        if *border && !slug.is_empty() {
            slug.push('-');
        }
        *border = false;
    };
    for c in folded.chars().nfd() {
        if c.is_ascii_alphanumeric() {
            part(&mut slug, &mut border);
            slug.push(c);
        } else if let Some(likeness) = ascii(c) {
            part(&mut slug, &mut border);
            slug.push_str(likeness);
        } else if c.is_ascii() {
            border |= c != '\'';
        } else if !is_combining_mark(c) {
            border = true;
            part(&mut slug, &mut border);
            // Writing to a string cannot fail.
            let _ = write!(slug, "u{:x}", c as u32);
            border = true;
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezes_letters_only() {
        let mut out = String::from("before");
        squeeze("jäääävla kallt 1000", &mut out);
        assert_eq!(out, "jävla kalt 1000");
        squeeze("", &mut out);
        assert_eq!(out, "");
    }

    #[test]
    fn slugs_are_ascii_and_hyphenated() {
        assert_eq!(slug("Svart skalle"), "svart-skalle");
        assert_eq!(slug("  åt helvete! "), "at-helvete");
        assert_eq!(slug("café-ägare ~slå .. ihjäl"), "cafe-agare-sla-ihjal");
        assert_eq!(slug("don’t"), "dont");
        assert_eq!(slug("smørrebrød Straße"), "smorrebrod-strasse");
        assert_eq!(slug("💩💩"), "u1f4a9-u1f4a9");
        assert_eq!(slug("!!"), "");
    }
}
