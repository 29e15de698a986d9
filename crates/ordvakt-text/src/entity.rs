//! HTML entities, as exports from web tools leave them in comments.

use crate::mojibake::windows_1252;

/// Names of U+00A0 to U+00FF, in order.
const LATIN_1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo",
    "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot",
    "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",
    "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute",
    "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash",
    "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde",
    "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc",
    "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave",
    "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];

const OTHERS: [(&str, char); 22] = [
    ("quot", '"'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("bull", '•'),
    ("euro", '€'),
    ("trade", '™'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwj", '\u{200D}'),
    ("zwnj", '\u{200C}'),
];

/// No entity is longer, so that a flood of ampersands costs a bounded look each.
const LONGEST: usize = 10;

/// The character of the entity that `text` begins with, and the entity's length in bytes.
pub(crate) fn decode(text: &str) -> Option<(char, usize)> {
    let body = text.as_bytes().get(1..)?;
    let length = body.iter().take(LONGEST).position(|&byte| byte == b';')?;
    let name = text.get(1..=length)?;
    let decoded = match name.strip_prefix('#') {
        Some(number) => numeric(number)?,
        None => named(name)?,
    };
    Some((decoded, length + 2))
}

fn named(name: &str) -> Option<char> {
    if let Some(&(_, c)) = OTHERS.iter().find(|(other, _)| *other == name) {
        return Some(c);
    }
    let place = LATIN_1.iter().position(|latin| *latin == name)?;
    u8::try_from(0xA0 + place).ok().map(char::from)
}

fn numeric(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => (hexadecimal, 16),
        None => (number, 10),
    };
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).ok()?;
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9F) => Some(windows_1252(byte)),
        _ => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn decodes_named_and_numbered_entities() {
        assert_eq!(decode("&auml;r"), Some(('ä', 6)));
        assert_eq!(decode("&Ouml;"), Some(('Ö', 6)));
        assert_eq!(decode("&yuml;"), Some(('ÿ', 6)));
        assert_eq!(decode("&nbsp;"), Some(('\u{A0}', 6)));
        assert_eq!(decode("&#246;"), Some(('ö', 6)));
        assert_eq!(decode("&#xF6;"), Some(('ö', 6)));
        assert_eq!(decode("&#146;"), Some(('’', 6)));
    }

    #[test]
    fn leaves_other_ampersands() {
        for text in
            ["&", "& co;", "&auml", "&;", "&#;", "&#x;", "&#xD800;", "&#+12;", "&mårten;", "&nosuchname;"]
        {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
