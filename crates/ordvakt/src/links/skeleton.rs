//! What a name looks like at a glance, so that look-alikes compare equal.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The Latin letter that a letter of another script or a marked one is taken for.
fn latin(letter: char) -> Option<char> {
    Some(match letter {
        'а' | 'α' | 'ɑ' | 'æ' => 'a',
        'в' | 'ь' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' | 'ɗ' | 'đ' => 'd',
        'е' | 'ҽ' | 'ε' => 'e',
        'ɡ' | 'ց' => 'g',
        'һ' | 'н' | 'հ' => 'h',
        'і' | 'ӏ' | 'ι' | 'ı' | 'ɩ' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' | 'ĸ' => 'k',
        'ł' | 'ʟ' => 'l',
        'м' | 'μ' => 'm',
        'п' | 'η' | 'ո' => 'n',
        'о' | 'ο' | 'օ' | 'ø' | 'σ' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' | 'ʀ' => 'r',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ս' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ѡ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        _ => return None,
    })
}

/// The name as a Swede writes it without dots: å and ä as a, ö as o; nothing else changes.
pub(super) fn plain(name: &str) -> String {
    let letter = |letter| match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        other => other,
    };
    name.chars().map(letter).collect()
}

/// The name in letters a–z as far as its letters look like them; digits stay.
pub(super) fn romanised(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    let base = name.nfd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    Cow::Owned(base.map(|letter| latin(letter).unwrap_or(letter)).collect())
}

/// The romanised name with digits inside words read as the letters they stand for (`n0rdfr0nt`).
pub(super) fn unleet(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|byte| leet(char::from(byte)) == char::from(byte)) {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len());
    let mut letters = name.chars().peekable();
    let mut before = false;
    while let Some(letter) = letters.next() {
        let inside = before || letters.peek().is_some_and(char::is_ascii_alphabetic);
        let read = if inside { leet(letter) } else { letter };
        before = read.is_ascii_alphabetic();
        out.push(read);
    }
    Cow::Owned(out)
}

fn leet(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    }
}

/// What is left when everything that looks alike is one: `bankld`, `bank1d` and `bankid`; `komrnun` and `kommun`.
pub(super) fn skeleton(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in romanised(name).chars() {
        match leet(letter) {
            'i' | 'l' | '|' => out.push('l'),
            'n' if out.ends_with('r') => {
                out.pop();
                out.push('m');
            }
            'v' if out.ends_with('v') => {
                out.pop();
                out.push('w');
            }
            other => out.push(other),
        }
    }
    out
}

/// Whether two names differ by one slip: a letter too many, missing, wrong, or two swapped.
pub(super) fn one_slip(left: &[u8], right: &[u8]) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if long.len() - short.len() > 1 || short == long {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    let (short, long) = (short.get(same..).unwrap_or_default(), long.get(same..).unwrap_or_default());
    if short.len() < long.len() {
        return long.get(1..) == Some(short);
    }
    match (short, long) {
        ([_, rest @ ..], [_, other @ ..]) if rest == other => true,
        ([a, b, rest @ ..], [c, d, other @ ..]) => a == d && b == c && rest == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_share_a_skeleton() {
        for (left, right) in [
            ("bankld", "bankid"),
            ("bank1d", "bankid"),
            ("komrnun", "kommun"),
            ("p0stnord", "postnord"),
            ("ѕwіѕh", "swish"),
            ("svvedbank", "swedbank"),
            ("nordéa", "nordea"),
        ] {
            assert_eq!(skeleton(left), skeleton(right));
        }
        assert_ne!(skeleton("bankir"), skeleton("bankid"));
    }

    #[test]
    fn digits_are_letters_inside_words_only() {
        assert_eq!(unleet("n0rdfr0nt"), "nordfront");
        assert_eq!(unleet("2024"), "2024");
    }

    #[test]
    fn slips() {
        for wrong in ["skatteverke", "skatteverkett", "skattevreket", "skattevarket"] {
            assert!(one_slip(wrong.as_bytes(), b"skatteverket"), "{wrong}");
        }
        for other in ["skatteverket", "skattevakt", "skattebverkett"] {
            assert!(!one_slip(other.as_bytes(), b"skatteverket"), "{other}");
        }
    }
}
