//! Addresses written around their dots: `exempel punkt se`, `exempel [.] se snedstreck sida`, `e x e m p e l . c o m`.

use std::borrow::Cow;

use ordvakt_text::{Class, Gap, Token};

/// Top levels that end an address written around its dots. Sorted.
const TOP_LEVELS: [&str; 52] = [
    "app", "biz", "cc", "cfd", "click", "club", "co", "com", "cyou", "dev", "dk", "eu", "example", "fi",
    "fun", "ga", "gg", "gq", "icu", "info", "io", "life", "link", "live", "ly", "me", "ml", "mx", "net",
    "no", "nu", "online", "org", "pro", "pw", "ru", "se", "shop", "site", "store", "su", "test", "tk", "to",
    "top", "tv", "uk", "vip", "website", "win", "xxx", "xyz",
];
/// Those that are words too: a dot with a space beside it is a full stop before them.
const ORDINARY: [&str; 27] = [
    "app", "click", "club", "co", "fi", "fun", "info", "life", "link", "live", "me", "no", "nu", "online",
    "pro", "se", "shop", "site", "store", "test", "to", "top", "tv", "uk", "vip", "website", "win",
];
/// Longest run of tokens that an address is put together from, in each direction.
const MAX_TOKENS: usize = 64;
/// Most labels before the top level that are put together.
const MAX_LABELS: usize = 6;
/// Longest run of single letters that a top level is spelled in.
const MAX_SPELLED: usize = 12;
/// So many single letters in a row are a name spelled out, not abbreviations.
const SPELLED_NAME: usize = 3;
/// Most parts of a path that are read.
const MAX_PARTS: usize = 6;

/// Whether a word stands for a dot.
pub(super) fn is_dot(word: &str) -> bool {
    matches!(word, "punkt" | "dot" | "pkt" | "prick")
}

fn is_top_level(word: &str) -> bool {
    TOP_LEVELS.binary_search(&word).is_ok()
}

fn is_slash(word: &str) -> bool {
    matches!(word, "slash" | "snedstreck" | "snestreck" | "slask")
}

/// How a dot was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dot {
    /// A full stop with space beside it.
    Spaced,
    /// A word or an emoji.
    Word,
    /// In brackets.
    Fenced,
    /// Nothing but a dot.
    Plain,
}

/// An address that was put together.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) address: String,
    pub(super) first: usize,
    pub(super) last: usize,
    /// Written as usual.
    pub(super) plain: bool,
}

/// The tokens of a text.
#[derive(Clone, Copy)]
pub(super) struct Words<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
}

impl<'t> Words<'t> {
    /// The letters of a token.
    pub(super) fn at(self, index: usize) -> &'t str {
        self.tokens
            .get(index)
            .and_then(|token| self.text.get(token.start as usize..token.end as usize))
            .unwrap_or("")
    }

    /// What stands before a token.
    fn between(self, index: usize) -> &'t str {
        let start = index.checked_sub(1).and_then(|before| self.tokens.get(before)).map(|token| token.end);
        let end = self.tokens.get(index).map(|token| token.start);
        match (start, end) {
            (Some(start), Some(end)) => self.text.get(start as usize..end as usize).unwrap_or(""),
            _ => "",
        }
    }

    fn has(self, index: usize, class: Class) -> bool {
        self.tokens.get(index).is_some_and(|token| token.class.has(class))
    }

    /// The address whose last label begins at a token.
    pub(super) fn address_around(self, index: usize) -> Option<Found> {
        if self.has(index, Class::NUMBER) {
            return self.numbers(index);
        }
        let fenced = self.tokens.get(index)?.gap.has(Gap::PAREN_OPEN | Gap::PAREN_CLOSE | Gap::OTHER);
        let (top, after) = self.top_level(index, fenced)?;
        let (dot, name_end) = self.dot_before(index)?;
        let (first, name, spelled) = self.name(name_end, dot)?;
        let (path, last) = self.path(after);
        let telling = spelled
            || name.contains(['-', '.'])
            || name.bytes().any(|byte| byte.is_ascii_digit())
            || !path.is_empty();
        let spaced_before = self.between(index).starts_with(' ') && dot == Dot::Spaced;
        let allowed = match dot {
            Dot::Spaced => !ORDINARY.contains(&&*top) || spaced_before && telling,
            Dot::Word => is_top_level(&top),
            Dot::Fenced => true,
            Dot::Plain => after > index + 1,
        };
        allowed.then(|| Found { address: format!("{name}.{top}{path}"), first, last, plain: false })
    }

    /// The last label that begins at a token, in one word or spelled, and where it ends.
    /// `fenced`: the dot may stand in brackets, so that any top level there is will do.
    fn top_level(self, index: usize, fenced: bool) -> Option<(Cow<'t, str>, usize)> {
        let word = self.at(index);
        if !self.has(index, Class::SINGLE) {
            let known = is_top_level(word)
                || fenced && psl::suffix(word.as_bytes()).is_some_and(|suffix| suffix.is_known());
            return known.then_some((Cow::Borrowed(word), index + 1));
        }
        let run = self.singles_from(index);
        let mut spelled: String = (index..run).map(|at| self.at(at)).collect();
        let mut end = run;
        // The next word may be a single letter too (`i`, `å`).
        while end > index + 1 {
            if is_top_level(&spelled) {
                return Some((Cow::Owned(spelled), end));
            }
            end -= 1;
            let letters = self.at(end).len();
            spelled.truncate(spelled.len().saturating_sub(letters));
        }
        None
    }

    /// One past the last of the single letters that stand in a row from a token on.
    fn singles_from(self, index: usize) -> usize {
        let next = |at: &usize| self.has(*at, Class::SINGLE) && self.between(*at) == " ";
        (index + 1..index + MAX_SPELLED).take_while(next).last().map_or(index + 1, |at| at + 1)
    }

    /// How the dot before a token is written, and where the name before it ends.
    fn dot_before(self, index: usize) -> Option<(Dot, usize)> {
        let before = index.checked_sub(1)?;
        let only = |text: &str, also: &str| {
            text.chars().all(|letter| {
                matches!(
                    letter,
                    ' ' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '*' | '_' | '-' | '"' | '\''
                ) || also.contains(letter)
            })
        };
        if is_dot(self.at(before)) {
            return (before > 0 && only(self.between(index), "") && only(self.between(before), ""))
                .then_some((Dot::Word, before));
        }
        if self.has(before, Class::EMOJI) {
            let run = (0..before)
                .rev()
                .take(2)
                .take_while(|at| self.has(*at, Class::EMOJI))
                .last()
                .unwrap_or(before);
            let gaps = (run..=index).map(|at| self.between(at));
            let dotted = gaps.clone().any(|gap| gap.contains('.'));
            let alone = !ORDINARY.contains(&self.at(index)) || dotted;
            return (run > 0 && alone && gaps.clone().all(|gap| only(gap, "."))).then_some((Dot::Word, run));
        }
        let between = self.between(index);
        let squeezed: String = between.chars().filter(|letter| *letter != ' ').take(4).collect();
        match squeezed.as_str() {
            "." if between == "." => Some((Dot::Plain, index)),
            "." => Some((Dot::Spaced, index)),
            // What passes for a dot at a glance, or becomes one in a browser.
            "," | "。" | "｡" | "•" | "·" | "․" | "∙" if between == squeezed => {
                Some((Dot::Spaced, index))
            }
            "【.】" | "［.］" | "「.」" | "[.]" | "(.)" | "{.}" | "<.>" | "[." | ".]" | "(." | ".)" => {
                Some((Dot::Fenced, index))
            }
            _ => None,
        }
    }

    /// The token that the labels before a token begin at, the labels, and whether they are spelled letter by letter.
    fn name(self, end: usize, dot: Dot) -> Option<(usize, String, bool)> {
        let mut first = end.checked_sub(1)?;
        let least = end.saturating_sub(MAX_TOKENS);
        if !self.is_label(first) {
            return None;
        }
        let mut spelled = 1;
        let mut labels = vec![self.at(first).to_owned()];
        while first > least {
            let gap = self.between(first);
            let before = first - 1;
            let single = self.has(first, Class::SINGLE) && self.has(before, Class::SINGLE);
            if single && gap == " " || gap == "-" && self.is_label(before) {
                spelled += usize::from(single);
                let joint = if single { "" } else { "-" };
                let label = labels.last_mut()?;
                *label = format!("{}{joint}{label}", self.at(before));
                first = before;
                continue;
            }
            let further = match self.dot_before(first) {
                Some((Dot::Spaced, _)) if gap != " . " => None,
                Some((Dot::Word, at)) if dot != Dot::Word => {
                    Some(at).filter(|at| self.has(*at, Class::EMOJI))
                }
                found => found.map(|(_, at)| at),
            };
            let further = further.filter(|_| labels.len() < MAX_LABELS);
            match further.and_then(|at| at.checked_sub(1)).filter(|at| *at >= least && self.is_label(*at)) {
                Some(at) => {
                    labels.push(self.at(at).to_owned());
                    first = at;
                }
                None => break,
            }
        }
        if self.has(first, Class::SINGLE) && spelled < SPELLED_NAME && dot != Dot::Fenced {
            return None;
        }
        labels.reverse();
        Some((first, labels.join("."), spelled >= SPELLED_NAME))
    }

    fn is_label(self, index: usize) -> bool {
        self.has(index, Class::WORD | Class::MIXED | Class::SINGLE | Class::NUMBER)
    }

    /// The path from a token on, with its slash, and where it ends.
    fn path(self, from: usize) -> (String, usize) {
        let mut path = String::new();
        let mut at = from;
        for _ in 0..MAX_PARTS {
            let next = if self.between(at).trim_matches(' ') == "/" && self.is_label(at) {
                at
            } else if is_slash(self.at(at)) && self.between(at) == " " && self.is_label(at + 1) {
                at + 1
            } else {
                break;
            };
            path.push('/');
            path.push_str(self.at(next));
            at = next + 1;
            while at < next + MAX_PARTS && matches!(self.between(at), "-" | "_") && self.is_label(at) {
                path.push('-');
                path.push_str(self.at(at));
                at += 1;
            }
        }
        (path, at)
    }

    /// The words before an address as one with its name, for names that were cut in pieces (`por nografi . example`): one, then two.
    pub(super) fn widened(self, found: &Found) -> impl Iterator<Item = Found> + use<> {
        let joined = |words: usize| {
            let first = found.first.checked_sub(words)?;
            let plain =
                (first..found.first).all(|at| self.has(at, Class::WORD) && self.between(at + 1) == " ");
            let before: String = (first..found.first).map(|at| self.at(at)).collect();
            plain.then(|| Found { address: before + &found.address, first, last: found.last, plain: false })
        };
        [joined(1), joined(2)].into_iter().flatten()
    }

    /// Four numbers with a path: an address without its scheme. A version or an address alone is no link.
    fn numbers(self, index: usize) -> Option<Found> {
        let first = index.checked_sub(3)?;
        let dotted = (first + 1..=index).all(|at| self.between(at) == "." && self.has(at, Class::NUMBER));
        let after = self.tokens.get(index + 1)?;
        if !dotted
            || !self.has(first, Class::NUMBER)
            || !after.gap.has(Gap::SLASH)
            || after.gap.has(Gap::SPACE)
        {
            return None;
        }
        let host: Vec<&str> = (first..=index).map(|at| self.at(at)).collect();
        if host.iter().any(|part| part.parse::<u8>().is_err()) {
            return None;
        }
        let (path, last) = self.path(index + 1);
        Some(Found { address: host.join(".") + &path, first, last, plain: true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(TOP_LEVELS.is_sorted());
        assert!(ORDINARY.is_sorted() && ORDINARY.iter().all(|top| TOP_LEVELS.contains(top)));
    }
}
