//! What the fold does with one character outside plain ASCII and lower-case Latin-1.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::chars::is_east_asian_letter;

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stays as it is.
    Stay,
    /// It is the capital of this letter.
    Lower(char),
    /// It is replaced by this character.
    Become(char),
    /// It vanishes, and belongs to nothing.
    Vanish,
    /// It vanishes, and belongs to the character before it.
    Attach,
    /// It composes with the character before it, or vanishes, or (marks that a script needs) stays.
    Mark,
    /// Its compatibility form, folded in turn, stands for it.
    Expand,
}

/// Small capitals and turned-off variants that fonts of "styled text" use for a to z.
const SMALL_CAPITALS: [(char, char); 29] = [
    ('ᴀ', 'a'),
    ('ʙ', 'b'),
    ('ᴄ', 'c'),
    ('ᴅ', 'd'),
    ('ᴇ', 'e'),
    ('ꜰ', 'f'),
    ('ɢ', 'g'),
    ('ʜ', 'h'),
    ('ɪ', 'i'),
    ('ᴊ', 'j'),
    ('ᴋ', 'k'),
    ('ʟ', 'l'),
    ('ᴌ', 'l'),
    ('ᴍ', 'm'),
    ('ɴ', 'n'),
    ('ᴏ', 'o'),
    ('ᴘ', 'p'),
    ('ꞯ', 'q'),
    ('ʀ', 'r'),
    ('ꜱ', 's'),
    ('ᴛ', 't'),
    ('ᴜ', 'u'),
    ('ᴠ', 'v'),
    ('ᴡ', 'w'),
    ('ʏ', 'y'),
    ('ᴢ', 'z'),
    ('ɑ', 'a'),
    ('ɡ', 'g'),
    ('ı', 'i'),
];

fn letter(offset: u32) -> char {
    char::from(b'a' + (offset % 26) as u8)
}

/// The letter of a squared, circled or parenthesised letter that Unicode gives no plain compatibility form.
fn boxed_letter(c: char) -> Option<char> {
    let code = c as u32;
    match code {
        0x249C..=0x24B5 => Some(letter(code - 0x249C)),
        0x1F110..=0x1F129 => Some(letter(code - 0x1F110)),
        0x1F150..=0x1F169 => Some(letter(code - 0x1F150)),
        0x1F170..=0x1F189 => Some(letter(code - 0x1F170)),
        _ => None,
    }
}

/// Marks that any script may carry: they compose or vanish.
fn is_general_mark(c: char) -> bool {
    matches!(c as u32,
        0x0300..=0x036F | 0x0483..=0x0489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// Whether a mark that does not compose with the character before it stays: those that a script needs, on all but Latin letters.
pub(crate) fn keeps(base: char, mark: char) -> bool {
    !is_general_mark(mark) && !base.is_ascii_alphabetic()
}

fn is_joining(c: char) -> bool {
    // Medial vowels and final consonants of decomposed Hangul.
    matches!(c as u32, 0x1161..=0x1175 | 0x11A8..=0x11C2) || is_combining_mark(c)
}

/// Whether the character is one of the two halves of a flag.
pub(crate) fn is_regional(c: char) -> bool {
    matches!(c as u32, 0x1F1E6..=0x1F1FF)
}

/// The letter of a regional indicator.
pub(crate) fn regional_letter(c: char) -> char {
    letter((c as u32).wrapping_sub(0x1F1E6))
}

/// Codes of the flags that fonts show, two letters each.
const FLAGS: &str = "acadaeafagaialamaoaqarasatauawaxazbabbbdbebfbgbhbibjblbmbnbobqbrbsbtbvbwbybzcacccdcfcgchcickclcmcncocpcrcucvcwcxcyczdedgdjdkdmdodzeaeceeegeheretetfifjfkfmfofrgagbgdgegfggghgiglgmgngpgqgrgsgtgugwgyhkhmhnhrhthuicidieiliminioiqirisitjejmjojpkekgkhkikmknkpkrkwkykzlalblclilklrlsltlulvlymamcmdmemfmgmhmkmlmmmnmompmqmrmsmtmumvmwmxmymznancnenfngninlnonrnunzompapepfpgphpkplpmpnprpsptpwpyqarerorsrurwsasbscsdsesgshsisjskslsmsnsosrssstsvsxsyszsatctdtftgthtjtktltmtntotrtttvtwtzuaugumunusuyuzvavcvevgvivnvuwfwsxkyeytzazmzw";

/// Whether two regional indicators form a flag.
pub(crate) fn is_flag(first: char, second: char) -> bool {
    let code = [regional_letter(first) as u8, regional_letter(second) as u8];
    FLAGS.as_bytes().chunks_exact(2).any(|pair| pair == code)
}

/// What becomes of `c`.
pub(crate) fn fate(c: char) -> Fate {
    match c {
        '\u{20}'..='\u{7E}' => {
            return if c.is_ascii_uppercase() { Fate::Lower(c.to_ascii_lowercase()) } else { Fate::Stay };
        }
        // Frequent characters that need no table: Latin-1, Cyrillic, Arabic, Greek, emoji.
        'À'..='Ö' | 'Ø'..='Þ' | 'А'..='Я' => {
            return char::from_u32(c as u32 + 0x20).map_or(Fate::Stay, Fate::Lower);
        }
        'ß'..='ÿ'
        | '×'
        | '\u{1F300}'..='\u{1F3FA}'
        | '\u{1F400}'..='\u{1FAFF}'
        | 'а'..='я'
        | 'ء'..='غ'
        | 'ف'..='ي'
        | 'α'..='ω'
        | '\t'
        | '\n' => return Fate::Stay,
        '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => return Fate::Become('\n'),
        '\u{1C}'..='\u{1F}'
        | '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{2800}'
        | '\u{3000}' => {
            return Fate::Become(' ');
        }
        // Variation selectors, the joiner, keys, Arabic marks that stand by themselves, skin tones.
        '\u{FE00}'..='\u{FE0F}'
        | '\u{200D}'
        | '\u{20E3}'
        | '\u{FC5E}'..='\u{FC63}'
        | '\u{1F3FB}'..='\u{1F3FF}' => return Fate::Attach,
        '\0'..='\u{1B}'
        | '\u{7F}'..='\u{9F}'
        | '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => return Fate::Vanish,
        '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{58A}'
        | '\u{1806}'
        | '\u{2E3A}'
        | '\u{2E3B}'
        | '\u{FE31}'
        | '\u{FE32}'
        | '\u{FE58}'
        | '\u{FE63}'
        | '\u{FF0D}' => return Fate::Become('-'),
        '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '″' | '〝' | '〞' | '〟' | '＂' =>
        {
            return Fate::Become('"');
        }
        '‘' | '’' | '‚' | '‛' | '′' | '´' | 'ʼ' | 'ʹ' | 'ʻ' | '＇' => {
            return Fate::Become('\'');
        }
        // The signs of Tibetan script for the letters of Han.
        '\u{FD5}' | '\u{FD7}' => return Fate::Become('卐'),
        '\u{FD6}' | '\u{FD8}' => return Fate::Become('卍'),
        '∗' | '⁎' | '✱' | '✲' | '＊' | '﹡' => return Fate::Become('*'),
        c if is_east_asian_letter(c) => return Fate::Stay,
        _ => {}
    }
    fate_by_tables(c)
}

/// What becomes of a character that nothing but the tables of Unicode tells of.
fn fate_by_tables(c: char) -> Fate {
    if is_general_mark(c) || is_joining(c) {
        return Fate::Mark;
    }
    if let Some(plain) = boxed_letter(c) {
        return Fate::Become(plain);
    }
    if let Some(&(_, plain)) = SMALL_CAPITALS.iter().find(|(small, _)| *small == c) {
        return Fate::Become(plain);
    }
    let mut form = std::iter::once(c).nfkc();
    match (form.next(), form.next()) {
        (Some(same), None) if same == c => {}
        // Spacing accents would become a space and a mark; as themselves they do no harm.
        (Some(' ') | None, _) => return Fate::Stay,
        _ => return Fate::Expand,
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one == c => Fate::Stay,
        (Some(one), None) => match fate(one) {
            Fate::Become(plain) => Fate::Become(plain),
            _ => Fate::Lower(one),
        },
        _ => Fate::Become('i'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_need_no_table_are_what_the_tables_say() {
        let east_asian = ('\u{80}'..=char::MAX).filter(|c| is_east_asian_letter(*c));
        for c in ('а'..='я').chain('α'..='ω').chain(east_asian) {
            assert_eq!(fate_by_tables(c), Fate::Stay, "{c}");
        }
    }
}
