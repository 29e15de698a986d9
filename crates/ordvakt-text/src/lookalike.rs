//! Characters that stand in for letters.

use unicode_normalization::char::decompose_canonical;

/// The Latin letter that a Cyrillic, Greek or Armenian letter looks like.
pub(crate) fn latin(c: char) -> Option<char> {
    Some(match c {
        'а' | 'α' | 'ά' => 'a',
        'в' | 'β' | 'ь' | 'ъ' => 'b',
        'с' | 'ϲ' | 'ς' => 'c',
        'ԁ' | 'ժ' => 'd',
        'е' | 'ε' | 'έ' | 'є' | 'э' | 'ҽ' => 'e',
        'ё' => 'ë',
        'ғ' => 'f',
        'ց' => 'g',
        'һ' | 'н' | 'հ' | 'ћ' => 'h',
        'і' | 'ι' | 'ί' | 'ӏ' | 'ї' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' | 'қ' => 'k',
        'м' | 'μ' => 'm',
        'п' | 'η' | 'ո' | 'и' | 'й' | 'ή' => 'n',
        'о' | 'ο' | 'ό' | 'σ' | 'օ' | 'ө' | 'φ' => 'o',
        'ӧ' => 'ö',
        'ӓ' => 'ä',
        'р' | 'ρ' | 'ҏ' => 'p',
        'ԛ' | 'զ' => 'q',
        'г' | 'я' => 'r',
        'ѕ' | 'ѓ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ц' | 'ս' | 'џ' | 'ύ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ш' | 'ѡ' | 'ω' | 'щ' | 'ԝ' | 'ώ' => 'w',
        'х' | 'χ' | 'ж' | 'ҳ' => 'x',
        'у' | 'γ' | 'ү' | 'ў' => 'y',
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
        'đ' | 'ð' | 'ɖ' => 'd',
        'ł' | 'ɫ' => 'l',
        'ħ' => 'h',
        'ŧ' | 'ƭ' => 't',
        'ɓ' | 'ƀ' => 'b',
        'ƒ' => 'f',
        'ɨ' => 'i',
        'ɲ' | 'ƞ' | 'ŋ' => 'n',
        'ɛ' | 'ə' => 'e',
        'ʋ' => 'v',
        'ƴ' => 'y',
        'ƙ' => 'k',
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
        'ƃ' | 'ᵷ' => ('g', true),
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
        'l' | 'o' | 's' | 'x' | 'z' | 'å' | 'ä' | 'ö' | 'i' => (c, false),
        _ => return None,
    })
}

/// The letter that a digit or symbol stands for; `ell` reads `1`, `!` and `|` as `l`, not as `i`.
pub(crate) fn leet(c: char, ell: bool) -> Option<char> {
    Some(match c {
        '0' => 'o',
        '1' | '!' | '|' | '¡' => {
            if ell {
                'l'
            } else {
                'i'
            }
        }
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' | '§' => 's',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        '¢' => 'c',
        '£' => 'l',
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
        '❗' | '❕' => "i",
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

/// Whether a symbol can hide a letter whose place it holds.
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
    ) || matches!(c as u32, 0x2720..=0x274B)
}
