//! Runs of digits as people write them: `070-174 06 97`, `4111 1111 …`, `0 7 0 …`.

use ordvakt_text::Class;

use super::view::View;

/// Most digits of a run that are looked at.
const MAX_DIGITS: usize = 26;
/// Most groups of a run.
const MAX_GROUPS: usize = 24;

/// One group of digits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    /// Its token.
    pub(super) token: u32,
    /// Number of digits in the run up to its end.
    pub(super) until: u8,
    /// What stands before it; nothing before the first.
    pub(super) before: Between,
}

/// What separates two groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Between {
    #[default]
    Nothing,
    Space,
    Hyphen,
    SpacedHyphen,
    Slash,
    Period,
    Parenthesis,
    Plus,
}

/// Groups of digits with nothing but separators between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    digits: [u8; MAX_DIGITS],
    groups: [Group; MAX_GROUPS],
    count: u8,
    /// The first token.
    pub(super) token: u32,
}

impl Run {
    /// The run that begins at a token of digits.
    pub(super) fn at(view: &View, token: u32) -> Self {
        let mut run =
            Self { digits: [0; MAX_DIGITS], groups: [Group::default(); MAX_GROUPS], count: 0, token };
        let mut filled = 0usize;
        let mut index = token;
        let mut before = Between::Nothing;
        while (run.count as usize) < MAX_GROUPS {
            let word = view.word(index);
            if !is_digits(view, index) || filled + word.len() > MAX_DIGITS {
                break;
            }
            for (slot, byte) in run.digits.iter_mut().skip(filled).zip(word.bytes()) {
                *slot = match byte {
                    b'o' => 0,
                    b'l' | b'i' => 1,
                    digit => digit - b'0',
                };
            }
            filled += word.len();
            if let Some(group) = run.groups.get_mut(run.count as usize) {
                *group = Group { token: index, until: filled as u8, before };
            }
            run.count += 1;
            index += 1;
            let Some(next) = between(view, index) else { break };
            before = next;
        }
        run
    }

    pub(super) fn groups(&self) -> &[Group] {
        self.groups.get(..self.count as usize).unwrap_or(&[])
    }

    /// The digits of the first `groups` groups.
    pub(super) fn digits(&self, groups: usize) -> &[u8] {
        let until =
            groups.checked_sub(1).and_then(|last| self.groups().get(last)).map_or(0, |group| group.until);
        self.digits.get(..usize::from(until)).unwrap_or(&[])
    }

    /// Number of digits in a group.
    pub(super) fn length(&self, group: usize) -> usize {
        let until = |group: Option<usize>| {
            group.and_then(|group| self.groups().get(group)).map_or(0, |group| usize::from(group.until))
        };
        until(Some(group)).saturating_sub(until(group.checked_sub(1)))
    }

    /// The token after the first `groups` groups.
    pub(super) fn last(&self, groups: usize) -> u32 {
        groups
            .checked_sub(1)
            .and_then(|last| self.groups().get(last))
            .map_or(self.token, |group| group.token + 1)
    }

    /// The separator before a group.
    pub(super) fn before(&self, group: usize) -> Between {
        self.groups().get(group).map_or(Between::Nothing, |group| group.before)
    }
}

/// Whether a token is digits, or digits with letters that look like them: o for zero, in long ones l and i for one.
pub(super) fn is_digits(view: &View, index: u32) -> bool {
    let class = view.class(index);
    let word = view.word(index);
    if class.has(Class::NUMBER) {
        return !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    }
    if !class.has(Class::MIXED) {
        return false;
    }
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    word.bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'o' || digits > 3 && matches!(byte, b'l' | b'i'))
}

/// Whether a number can begin at a token: it is digits, and nothing that belongs to it stands before.
pub(super) fn starts(view: &View, index: u32) -> bool {
    if !is_digits(view, index) {
        return false;
    }
    let start = view.start(index);
    let before = view.byte_before(start);
    if before == b'_'
        || before == b'='
        || before == b'#'
        || before >= 0x80 && view.class(index).has(Class::REWRITTEN)
    {
        return false;
    }
    let previous = index.checked_sub(1).filter(|&previous| view.end(previous) + 1 == start);
    let touches = previous.is_some_and(|previous| is_digits(view, previous) && view.word(previous).len() > 2);
    !(touches && matches!(before, b'-' | b'.' | b',' | b':' | b'/'))
}

fn between(view: &View, index: u32) -> Option<Between> {
    let previous = index.checked_sub(1)?;
    if index >= view.len() {
        return None;
    }
    match view.slice(view.end(previous), view.start(index)) {
        " " => Some(Between::Space),
        "-" => Some(Between::Hyphen),
        " - " | " -" | "- " | "--" => Some(Between::SpacedHyphen),
        "/" => Some(Between::Slash),
        "." => Some(Between::Period),
        "+" => Some(Between::Plus),
        "(" | ")" | " (" | ") " | ")-" | ") -" => Some(Between::Parenthesis),
        _ => None,
    }
}

/// Whether the last digit is the check digit of the others, by Luhn's weights.
pub(super) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &digit)| {
            let weighed = u32::from(digit) * if place % 2 == 1 { 2 } else { 1 };
            weighed / 10 + weighed % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The value of up to nine digits.
pub(super) fn value(digits: &[u8]) -> u32 {
    digits.iter().take(9).fold(0, |value, &digit| value * 10 + u32::from(digit))
}

/// Whether money is meant: a currency right after the number.
pub(super) fn is_amount(view: &View, last: u32) -> bool {
    matches!(
        view.word(last),
        "kr" | "kronor" | "sek" | "euro" | "eur" | "dollar" | "mkr" | "tkr" | "miljoner" | "procent"
    ) && view.start(last) <= view.end(last.saturating_sub(1)) + 1
        || matches!(view.byte(view.end(last.saturating_sub(1)) as usize), b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_tells_a_check_digit() {
        assert!(luhn(&[4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]));
        assert!(!luhn(&[4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]));
    }
}
