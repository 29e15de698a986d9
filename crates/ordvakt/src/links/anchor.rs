//! Links whose words promise another address than they lead to.

use ordvakt_rules::Recognised as Kind;

use super::Kinds;
use super::address::{Address, extent};
use super::hosts::Hosts;

/// Longest text of a link that is looked at.
const MAX_ANCHOR: usize = 160;

impl Hosts {
    /// What the words of the link at `text[start..end]` add to it.
    pub(super) fn promised(&self, text: &str, start: usize, end: usize) -> Kinds {
        let Some(written) = text.get(start..end) else { return Kinds::default() };
        let Some(promise) = anchor(text, start, start + extent(written)) else { return Kinds::default() };
        let target = Address::read(written);
        let promise = promise.trim();
        let host = Address::read(promise).host;
        let promise = promise.trim_end_matches(['!', '?', '.', ':']);
        let differs = if promise.contains(char::is_whitespace) || !is_host(&host) {
            let known = |word: &str| is_host(word) && self.is_safe(&Address::read(word).host);
            self.brands.is_name(promise) || promise.split_whitespace().any(known)
        } else {
            let promised = Address { host, ..Address::default() };
            promised.registrable() != target.registrable()
        };
        if differs && !self.is_safe(&target.host) { Kind::LinkMismatch.into() } else { Kinds::default() }
    }
}

/// The words of the link at `text[start..end]`, in Markdown, HTML, `BBCode`, angle brackets with a bar,
/// or right before it in round brackets.
fn anchor(text: &str, start: usize, end: usize) -> Option<&str> {
    let before = text.get(..start)?;
    let after = text.get(end..)?;
    if let Some(head) = before.strip_suffix("](").or_else(|| before.strip_suffix("](<")) {
        let words = last(head, '[')?;
        return Some(words.trim_start_matches('['));
    }
    for (opens, closes) in [("\">", '<'), ("'>", '<'), (">", '<'), ("]", '['), ("|", '>')] {
        if let Some(rest) = after.strip_prefix(opens) {
            return first(rest, closes);
        }
    }
    let head = before.strip_suffix('(')?.trim_end_matches(' ');
    let word = head.rsplit(|letter: char| letter.is_whitespace() || letter == '(').next()?;
    (word.len() <= MAX_ANCHOR && is_host(word.trim_matches(['"', '\'']))).then_some(word)
}

/// What stands after the last `sign` of a text, if it is near its end.
fn last(text: &str, sign: char) -> Option<&str> {
    let from = (text.len().saturating_sub(MAX_ANCHOR)..=text.len()).find(|at| text.is_char_boundary(*at))?;
    text.get(from..)?.rsplit_once(sign).map(|(_, rest)| rest)
}

/// What stands before the first `sign` of a text, if it is near its start.
fn first(text: &str, sign: char) -> Option<&str> {
    let to = (0..=MAX_ANCHOR.min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    text.get(..to)?.split_once(sign).map(|(rest, _)| rest)
}

/// Whether a text is a host under a known suffix.
fn is_host(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or("");
    host.contains('.')
        && !host.starts_with('.')
        && host.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-'))
        && psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known() || suffix == "example")
        && psl::domain_str(host).is_some()
}
