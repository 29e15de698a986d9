//! Where the addresses of a comment stand.

use ordvakt_rules::Recognised as Kind;
use ordvakt_text::{Class, Gap, Token};

use super::address::{Address, extent};
use super::hosts::{Hosts, Role};
use super::spelled::{self, Words};
use super::{Kinds, Link};

impl Hosts {
    /// Every address in a comment, plain or disguised, in order of their first tokens.
    pub(crate) fn find(&self, text: &str, tokens: &[Token], any: Class, out: &mut Vec<Link>) {
        out.clear();
        if any.has(Class::LINK | Class::EMAIL) {
            self.plain(text, tokens, out);
        }
        let words = Words { text, tokens };
        let mut before = tokens.first().copied().unwrap_or_default();
        let mut latest: Option<Link> = None;
        for (index, token) in tokens.iter().enumerate().skip(1) {
            // Most words are told apart from a dot in letters by their length.
            let length = before.end - before.start;
            let dot = matches!(length, 3 | 5) && spelled::is_dot(words.at(index - 1));
            let possible = dot
                || token.gap.has(Gap::PERIOD | Gap::OTHER)
                || token.gap == Gap::COMMA
                || before.class.has(Class::EMOJI);
            before = *token;
            if !possible {
                continue;
            }
            let Some(mut found) = words.address_around(index) else { continue };
            if let Some(whole) = words.widened(&found).find(|whole| self.is_listed(&whole.address)) {
                found = whole;
            }
            let kinds = self.judge(&found.address, !found.plain);
            let link = Link { first: found.first as u32, last: found.last as u32, kinds };
            // `a dot co dot uk` is found twice; the longer one counts.
            match &mut latest {
                Some(latest) if latest.last > link.first => {
                    if link.last > latest.last {
                        *latest = Link { first: latest.first.min(link.first), ..link };
                    }
                }
                _ => divided(latest.replace(link), tokens, out),
            }
        }
        divided(latest, tokens, out);
        out.sort_unstable_by_key(|link| link.first);
    }

    /// Addresses that stand as one token.
    fn plain(&self, text: &str, tokens: &[Token], out: &mut Vec<Link>) {
        for (index, token) in tokens.iter().enumerate() {
            let (start, end) = (token.start as usize, token.end as usize);
            let Some(letters) = text.get(start..end) else { continue };
            let kinds = if token.class.has(Class::LINK) {
                self.all_in(text, start, end)
            } else if token.class.has(Class::EMAIL) && self.hides_host(letters, tokens.get(index + 1)) {
                self.judge(letters, false)
            } else {
                continue;
            };
            let first = index as u32;
            out.push(Link { first, last: first + 1, kinds });
        }
    }

    /// What the addresses of one token are known as: markup without white space has a link and its words in one.
    fn all_in(&self, text: &str, mut start: usize, end: usize) -> Kinds {
        let mut kinds = Kinds::default();
        while let Some(letters) = text.get(start..end).filter(|letters| !letters.is_empty()) {
            kinds = kinds | self.judge(letters, false) | self.promised(text, start, end);
            let after = extent(letters);
            let Some(rest) = letters.get(after..) else { break };
            let Some(scheme) = rest.find("://") else { break };
            let name =
                rest.get(..scheme).unwrap_or("").bytes().rev().take_while(u8::is_ascii_alphabetic).count();
            // A sign that ends an address stands before the next one.
            start += after + (scheme - name).max(1);
        }
        kinds
    }

    /// Whether the very host is in the table for what it holds.
    fn is_listed(&self, address: &str) -> bool {
        let host = address.split('/').next().unwrap_or("");
        matches!(self.names.get(host), Some(Role::Kind(kind)) if *kind != Kind::LinkShortener)
    }

    /// Whether what looks like an e-mail address is a link with a host before the `@` (`polisen.se@exempel.com/x`).
    fn hides_host(&self, letters: &str, next: Option<&Token>) -> bool {
        let Some((user, _)) = letters.split_once('@') else { return false };
        user.contains('.')
            && (self.is_safe(&Address::read(user).host)
                || next.is_some_and(|next| next.gap.has(Gap::SLASH) && !next.gap.has(Gap::SPACE)))
    }
}

/// What an address is known as wherever a part of it stands.
const EVERYWHERE: [Kind; 3] = [Kind::Link, Kind::LinkUnknown, Kind::LinkDisguised];

/// Adds a link sentence by sentence: a dot with spaces around it passes for a full stop, and rules look no further than a sentence.
fn divided(link: Option<Link>, tokens: &[Token], out: &mut Vec<Link>) {
    let Some(Link { mut first, last, mut kinds }) = link else { return };
    let sentence = |index: u32| tokens.get(index as usize).map(|token| token.sentence);
    for index in first + 1..=last {
        if index == last || sentence(index) != sentence(first) {
            out.push(Link { first, last: index, kinds });
            first = index;
            let known = EVERYWHERE.into_iter().filter(|kind| kinds.has(*kind));
            kinds = known.fold(Kinds::default(), |all, kind| all | kind.into());
        }
    }
}
