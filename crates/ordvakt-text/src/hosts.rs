//! Web addresses without a scheme.

use std::ops::Range;

use crate::chars::{char_at, is_letter};

/// Last labels that make `label.label` a web address. Sorted. Reserved names are for examples and tests.
const TOP_LEVELS: [&str; 109] = [
    "agency", "ai", "app", "asia", "at", "ax", "bank", "be", "best", "bet", "bg", "bid", "biz", "blog", "ca",
    "casino", "cat", "cc", "center", "ch", "click", "cloud", "club", "cn", "co", "com", "company", "cz",
    "dating", "de", "dev", "digital", "dk", "edu", "ee", "email", "es", "eu", "example", "fi", "fr", "fun",
    "fund", "games", "gg", "gl", "gle", "global", "gov", "gr", "group", "hr", "hu", "ie", "in", "info",
    "int", "invalid", "io", "is", "it", "jp", "life", "link", "live", "loan", "lt", "lv", "ly", "me",
    "media", "mobi", "money", "name", "net", "network", "news", "nl", "no", "nu", "onion", "online", "org",
    "pl", "porn", "pro", "ru", "se", "sex", "sh", "shop", "site", "sk", "social", "space", "store", "tel",
    "test", "to", "top", "tube", "tv", "ua", "uk", "us", "vip", "win", "world", "xxx",
];

/// Top levels that are also short words, so that a missing space after a full stop looks like an address.
const WORDS: [&str; 12] = ["at", "be", "best", "cat", "de", "in", "is", "it", "me", "name", "no", "to"];

fn is_top_level(label: &str) -> bool {
    TOP_LEVELS.binary_search(&label).is_ok()
        || matches!(label, "xyz" | "website" | "tech" | "stream" | "video")
}

/// The end of the host that `text[run]`, letters, digits, `.`, `-` and the like, begins with; `bound` tells whether a
/// path or port follows the run; `capital(position)` whether the original has a capital there.
pub(crate) fn host(
    text: &str,
    run: Range<usize>,
    bound: bool,
    capital: impl Fn(usize) -> bool,
) -> Option<usize> {
    let name = text.get(run.clone())?.trim_end_matches(['.', '-', '_', '+']);
    if name.len() < 4 || name.contains(['_', '+', '%']) || name.contains("..") {
        return None;
    }
    let end = run.start + name.len();
    let (before, last) = name.rsplit_once('.')?;
    if let Some(rest) = name.strip_prefix("www.") {
        return rest.contains('.').then_some(end);
    }
    let label = before.rsplit('.').next()?;
    if !is_top_level(last) || label.is_empty() {
        return None;
    }
    if bound {
        return Some(end);
    }
    label.chars().nth(1)?;
    let single = label.len() == before.len();
    let plain = single && label.chars().all(is_letter);
    if plain && WORDS.contains(&last) {
        return None;
    }
    // `slut.Nu`: a new sentence without its space.
    if capital(end - last.len()) && !capital(end - last.len() + 1) {
        return None;
    }
    Some(end)
}

/// Whether `text` reads `label(.label)+` with a last label of at least two letters; for e-mail addresses, whose `@`
/// makes any top level plausible.
pub(crate) fn is_mail_host(host: &str) -> bool {
    let Some((before, last)) = host.rsplit_once('.') else { return false };
    !before.is_empty() && last.chars().all(is_letter) && last.chars().nth(1).is_some()
}

/// The end of the run of host or local-part characters from a position.
pub(crate) fn run_end(text: &str, from: usize, limit: usize, also: &[u8]) -> usize {
    let bytes = &text.as_bytes()[..limit];
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() || also.contains(&byte) {
            at += 1;
        } else if byte < 0x80 {
            break;
        } else {
            match char_at(text, at) {
                Some(c) if is_letter(c) || c.is_numeric() => at += c.len_utf8(),
                _ => break,
            }
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn top_levels_are_sorted() {
        assert!(TOP_LEVELS.is_sorted());
    }
}
