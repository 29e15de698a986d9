//! Judges web addresses by tables of hosts and words; nothing is ever fetched.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;
use ordvakt_rules::Recognised as Kind;
use ordvakt_text::{Class, Gap, Token};

/// Name of the table: host or word, kind, note.
const TABLE: &str = "hosts";
/// What marks a word of the table that may stand anywhere in an address.
const ANYWHERE: char = '*';
/// The kind of hosts that are never judged by their words.
const SAFE: &str = "safe";
/// Top levels that end a disguised address; those that are ordinary words need `punkt` before them.
const TOP_LEVELS: [&str; 24] = [
    "biz", "cc", "club", "com", "eu", "example", "gg", "info", "io", "ly", "me", "net", "nu", "online",
    "org", "ru", "se", "shop", "site", "su", "test", "to", "top", "xyz",
];
const ORDINARY_TOP_LEVELS: [&str; 8] = ["me", "nu", "online", "se", "shop", "site", "to", "top"];

/// A web address in a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// First token.
    pub(crate) first: u32,
    /// One past the last token.
    pub(crate) last: u32,
    /// Bits of [`Kind`]: what it is known as.
    kinds: u32,
}

impl Link {
    pub(crate) fn answers(self, kind: Kind) -> bool {
        self.kinds & 1 << kind as u32 != 0
    }
}

fn kind_of(name: &str) -> Option<Kind> {
    Some(match name {
        "porn" => Kind::LinkPorn,
        "pirate" => Kind::LinkPirate,
        "gore" => Kind::LinkGore,
        "hate" => Kind::LinkHate,
        "drugs" => Kind::LinkDrugs,
        "scam" => Kind::LinkScam,
        "shortener" => Kind::LinkShortener,
        _ => return None,
    })
}

/// The table of hosts, ready to look up.
#[derive(Default)]
pub(crate) struct Hosts {
    /// Hosts and pieces; `None` is safe.
    names: HashMap<String, Option<Kind>>,
    anywhere: Option<AhoCorasick>,
    anywhere_kinds: Vec<Kind>,
}

impl Hosts {
    pub(crate) fn new(tables: &[(String, Vec<Vec<String>>)]) -> Self {
        let mut hosts = Self::default();
        let mut words = Vec::new();
        let rows = tables.iter().filter(|(name, _)| name == TABLE).flat_map(|(_, rows)| rows);
        for row in rows {
            let (Some(name), Some(kind)) = (row.first(), row.get(1)) else { continue };
            match (name.strip_prefix(ANYWHERE), kind_of(kind)) {
                (Some(word), Some(kind)) => {
                    words.push(word.to_owned());
                    hosts.anywhere_kinds.push(kind);
                }
                (None, None) if kind != SAFE => {}
                (_, kind) => {
                    hosts.names.insert(name.clone(), kind);
                }
            }
        }
        hosts.anywhere = AhoCorasick::new(&words).ok().filter(|_| !words.is_empty());
        hosts
    }

    /// Every address in a comment, plain or disguised.
    pub(crate) fn find(&self, text: &str, tokens: &[Token], any: Class, out: &mut Vec<Link>) {
        out.clear();
        let letters = |token: &Token| text.get(token.start as usize..token.end as usize).unwrap_or("");
        if any.has(Class::LINK) {
            for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.class.has(Class::LINK))
            {
                let first = index as u32;
                out.push(Link { first, last: first + 1, kinds: self.judge(letters(token)) });
            }
        }
        let mut address = String::new();
        let mut before = tokens.first().copied().unwrap_or_default();
        for (index, token) in tokens.iter().enumerate().skip(1) {
            // Most words are told apart from a dot in letters by their length.
            let dot = matches!(before.end - before.start, 3 | 5) && is_dot(letters(&before));
            before = *token;
            if !(dot || token.gap.has(Gap::PERIOD)) {
                continue;
            }
            let word = letters(token);
            if !TOP_LEVELS.contains(&word) {
                continue;
            }
            let Some(start) = disguised_start(tokens, index, &|token| is_dot(letters(token)), word) else {
                continue;
            };
            let path = tokens.get(index + 1).filter(|next| next.gap.has(Gap::SLASH));
            let last = index + 1 + usize::from(path.is_some());
            address.clear();
            for part in tokens.get(start..index).unwrap_or(&[]) {
                if !is_dot(letters(part)) {
                    address.push_str(letters(part));
                }
            }
            address.extend([".", word]);
            if let Some(path) = path {
                address.extend(["/", letters(path)]);
            }
            let kinds = self.judge(&address) | 1 << Kind::LinkDisguised as u32;
            out.push(Link { first: start as u32, last: last as u32, kinds });
        }
        out.sort_unstable_by_key(|link| link.first);
    }

    /// What an address is known as.
    fn judge(&self, address: &str) -> u32 {
        let mut kinds = 1 << Kind::Link as u32;
        let (_, rest) = address.split_once("://").unwrap_or(("", address));
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let host = match authority.rsplit_once('@') {
            Some((_, host)) => {
                kinds |= 1 << Kind::LinkScam as u32;
                host
            }
            None => authority,
        };
        let host = host.split(':').next().unwrap_or("").trim_end_matches('.');
        let host = host.strip_prefix("www.").unwrap_or(host);
        if host.split('.').count() == 4 && host.split('.').all(|part| part.parse::<u8>().is_ok()) {
            kinds |= 1 << Kind::LinkIp as u32;
        }
        if host.split('.').any(|label| label.starts_with("xn--"))
            || !host.is_ascii() && host.chars().any(|letter| letter > '\u{24f}')
        {
            kinds |= 1 << Kind::LinkDisguised as u32;
        }
        let parents =
            std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, parent)| parent));
        for parent in parents.filter(|parent| parent.contains('.')) {
            match self.names.get(parent) {
                Some(None) => return kinds,
                Some(Some(kind)) => return kinds | 1 << *kind as u32,
                None => {}
            }
        }
        for piece in host
            .split(|letter: char| !letter.is_alphanumeric())
            .chain(path.split(|letter: char| !letter.is_alphanumeric()))
        {
            if let Some(Some(kind)) = self.names.get(piece) {
                kinds |= 1 << *kind as u32;
            }
        }
        if let Some(anywhere) = &self.anywhere {
            let joined: String =
                host.chars().chain(path.chars()).filter(|letter| !matches!(letter, '-' | '_')).collect();
            for hit in anywhere.find_overlapping_iter(joined.as_str()) {
                if let Some(kind) = self.anywhere_kinds.get(hit.pattern().as_usize()) {
                    kinds |= 1 << *kind as u32;
                }
            }
        }
        kinds
    }
}

fn is_dot(word: &str) -> bool {
    matches!(word, "punkt" | "dot" | "pkt")
}

/// Where an address written around its dot begins: `exempel punkt se`, `exempel (dot) com`, `e x e m p e l . com`.
fn disguised_start(
    tokens: &[Token],
    top: usize,
    letters: &dyn Fn(&Token) -> bool,
    word: &str,
) -> Option<usize> {
    let before = top.checked_sub(1)?;
    let spelled = tokens.get(before).is_some_and(letters);
    let gap = tokens.get(top)?.gap;
    let spaced =
        gap.has(Gap::PERIOD) && gap.has(Gap::SPACE | Gap::PAREN_OPEN) && !ORDINARY_TOP_LEVELS.contains(&word);
    let mut start = if spelled {
        before.checked_sub(1)?
    } else if spaced {
        before
    } else {
        return None;
    };
    // Letters spaced out belong together.
    let single = |index: usize| tokens.get(index).is_some_and(|token| token.class.has(Class::SINGLE));
    while start > 0 && single(start) && single(start - 1) {
        start -= 1;
    }
    tokens
        .get(start)
        .is_some_and(|token| token.class.has(Class::WORD | Class::MIXED | Class::SINGLE))
        .then_some(start)
}
