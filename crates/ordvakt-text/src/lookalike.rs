//! Characters that stand in for letters.

use unicode_normalization::char::decompose_canonical;

use crate::chars::is_emoji;
use crate::styled::styled;

/// The Latin letter that a letter of another script looks like; marks on it count for nothing.
pub(crate) fn latin(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    alike(c).or_else(|| styled(c)).or_else(|| {
        let mut base = c;
        decompose_canonical(c, |part| {
            if base == c {
                base = part;
            }
        });
        (base != c).then(|| alike(base)).flatten()
    })
}

/// Another Latin letter that a letter looks like no less.
pub(crate) fn second_look(c: char) -> Option<char> {
    Some(match c {
        'μ' | 'и' => 'u',
        'ß' => 'b',
        'η' => 'h',
        'в' => 'v',
        'і' | 'ι' | 'ⲓ' => 'l',
        'υ' => 'y',
        _ => return None,
    })
}

/// The plain letter that a reader sees in a letter: its look-alike, or itself without marks.
pub(crate) fn plain(c: char) -> char {
    if c.is_ascii() { c } else { unmarked(latin(c).unwrap_or(c)) }
}

/// The Latin letter that a Cyrillic, Greek or Armenian letter looks like.
fn alike(c: char) -> Option<char> {
    Some(match c {
        'а' | 'α' | 'λ' => 'a',
        'в' | 'β' | 'ь' | 'ъ' => 'b',
        'с' | 'ϲ' | 'ς' | 'ҫ' => 'c',
        'ԁ' | 'ժ' => 'd',
        'е' | 'ε' | 'є' | 'э' | 'ҽ' | 'ξ' => 'e',
        'ё' => 'ë',
        'ғ' => 'f',
        'ց' | 'ԍ' => 'g',
        'һ' | 'н' | 'ң' | 'ӈ' | 'հ' | 'ћ' | 'ђ' => 'h',
        'і' | 'ι' | 'ӏ' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' | 'қ' | 'ҝ' | 'ҟ' | 'ӄ' | 'ҡ' => 'k',
        'м' | 'μ' => 'm',
        'п' | 'η' | 'ո' | 'и' => 'n',
        'о' | 'ο' | 'σ' | 'օ' | 'ө' | 'ѳ' | 'φ' | 'θ' => 'o',
        'ӧ' => 'ö',
        'ӓ' => 'ä',
        'р' | 'ρ' | 'ҏ' => 'p',
        'ԛ' | 'զ' => 'q',
        'г' | 'я' => 'r',
        'ѕ' | 'ѓ' | 'ϟ' => 's',
        'т' | 'τ' | 'ҭ' => 't',
        'υ' | 'ц' | 'ս' | 'џ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ш' | 'ѡ' | 'ω' | 'щ' | 'ԝ' => 'w',
        'х' | 'χ' | 'ж' | 'ҳ' => 'x',
        'у' | 'γ' | 'ү' => 'y',
        'з' => 'z',
        _ => return None,
    })
}

/// The plain letter of a Latin letter with marks; Swedish letters stay.
pub(crate) fn unmarked(c: char) -> char {
    match c {
        'å' | 'ä' | 'ö' => c,
        'æ' => 'ä',
        'ø' => 'ö',
        'ɐ' | 'ⱥ' => 'a',
        'ɓ' | 'ƀ' => 'b',
        'ƈ' | 'ȼ' | 'ꞓ' | 'ɔ' => 'c',
        'đ' | 'ð' | 'ɖ' | 'ɗ' => 'd',
        'ɛ' | 'ə' | 'ɇ' | 'ɘ' | 'ǝ' => 'e',
        'ƒ' => 'f',
        'ɠ' | 'ǥ' => 'g',
        'ħ' | 'ɦ' | 'ⱨ' => 'h',
        'ɨ' => 'i',
        'ʝ' | 'ɉ' => 'j',
        'ƙ' | 'ĸ' | 'ⱪ' | 'ꝁ' => 'k',
        'ł' | 'ɫ' | 'ɭ' | 'ⱡ' | 'ƚ' => 'l',
        'ɱ' => 'm',
        'ɲ' | 'ƞ' | 'ŋ' | 'ɳ' => 'n',
        'ɵ' => 'o',
        'ƥ' => 'p',
        'ʠ' => 'q',
        'ɍ' | 'ɽ' => 'r',
        'ʂ' | 'ȿ' => 's',
        'ŧ' | 'ƭ' | 'ʈ' | 'ⱦ' => 't',
        'ʉ' => 'u',
        'ʋ' | 'ⱱ' => 'v',
        'ƴ' | 'ɏ' => 'y',
        'ƶ' | 'ʐ' | 'ⱬ' => 'z',
        _ => {
            let mut base = c;
            decompose_canonical(c, |part| {
                if part.is_ascii_alphabetic() {
                    base = part;
                }
            });
            base
        }
    }
}

/// The letter of a letter written upside down, and whether only upside-down writing uses the character.
pub(crate) fn upside_down(c: char) -> Option<(char, bool)> {
    Some(match c {
        'ɐ' => ('a', true),
        'q' => ('b', false),
        'ɔ' => ('c', true),
        'p' => ('d', false),
        'ǝ' | 'ə' => ('e', true),
        'ɟ' => ('f', true),
        'ƃ' | 'ᵷ' | 'ɓ' => ('g', true),
        'ɥ' => ('h', true),
        'ᴉ' => ('i', true),
        'ɾ' => ('j', true),
        'ʞ' => ('k', true),
        'ꞁ' => ('l', true),
        'ɯ' => ('m', true),
        'u' => ('n', false),
        'd' => ('p', false),
        'b' => ('q', false),
        'ɹ' => ('r', true),
        'ʇ' => ('t', true),
        'n' => ('u', false),
        'ʌ' => ('v', true),
        'ʍ' => ('w', true),
        'ʎ' => ('y', true),
        'a' | 'l' | 'o' | 's' | 'x' | 'z' | 'å' | 'ä' | 'ö' | 'i' => (c, false),
        _ => return None,
    })
}

/// How a symbol that is like several letters is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// As the letter it is most often read as.
    First,
    /// As another one: `1` as `l`.
    Second,
    /// As a letter with dots, which digits lack: `0` as `ö`.
    Dotted,
}

/// The letter that a digit or symbol stands for.
pub(crate) fn leet(c: char, look: Look) -> Option<char> {
    Some(match c {
        '0' if look == Look::Dotted => 'ö',
        '1' | '!' | '|' | '¡' | '❗' | '❕' if look == Look::Second => 'l',
        '1' | '!' | '|' | '¡' | '❗' | '❕' => 'i',
        '4' | '@' | '₳' | '∆' | '∀' => 'a',
        '8' | '฿' => 'b',
        '¢' | '₵' | '₡' | '⊂' | '⊄' | '<' => 'c',
        '∂' => 'd',
        '3' | '€' | '∑' | '∃' => 'e',
        '₣' => 'f',
        '9' | '₲' => 'g',
        '₭' => 'k',
        '£' => 'l',
        '₥' => 'm',
        '₦' | '∩' => 'n',
        '0' | '∅' | '○' | '◯' | '◉' | '◎' => 'o',
        '₱' => 'p',
        '5' | '$' | '§' | '₴' | '↯' => 's',
        '7' | '+' | '†' | '‡' | '₮' => 't',
        '∪' => 'u',
        '√' | '∨' => 'v',
        '₩' => 'w',
        '×' => 'x',
        '¥' => 'y',
        _ => return None,
    })
}

/// What an emoji between letters spells.
pub(crate) fn emoji(c: char) -> Option<&'static str> {
    Some(match c {
        '⭕' | '⚪' | '⚫' | '🔴' | '🔵' | '🟠' | '🟡' | '🟢' | '🟣' | '🟤' | '🌕' | '🌑' | '🍩' => {
            "o"
        }
        '❌' | '✖' | '❎' => "x",
        '✝' | '☦' => "t",
        '💲' => "s",
        '🆎' => "ab",
        '🆑' => "cl",
        '🆔' => "id",
        '🆖' => "ng",
        '🆗' => "ok",
        '🆘' => "sos",
        '🆚' => "vs",
        '🔛' => "on",
        _ => return None,
    })
}

/// Whether a symbol or emoji can hide a letter whose place it holds.
pub(crate) fn hides(c: char) -> bool {
    matches!(
        c,
        '*' | '#'
            | '%'
            | '_'
            | '-'
            | '@'
            | '.'
            | '★'
            | '☆'
            | '•'
            | '●'
            | '·'
            | '¤'
            | '█'
            | '■'
            | '▪'
            | '□'
            | '$'
            | '&'
            | '^'
            | '§'
    ) || is_emoji(c)
        || matches!(c as u32, 0x2720..=0x274B)
}
