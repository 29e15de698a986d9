//! Text that needs no more than ASCII lower-casing.

/// Bytes looked at together: a vector register of the smallest machines.
const LANES: usize = 16;

/// Whether a byte of text, before `next`, begins a character that needs more than ASCII lower-casing. Lower-case Latin-1
/// letters do not. Bytes that begin no character are never what gives one away.
#[inline]
#[expect(
    clippy::needless_bitwise_bool,
    reason = "branches would keep the loop over several bytes from being vectorised"
)]
pub(crate) const fn needs_care(byte: u8, next: u8) -> bool {
    let ascii = (byte < 0x20) & (byte != b'\n') & (byte != b'\t') | (byte == b'&') | (byte == 0x7F);
    let outside = (byte >= 0xC0) & (byte != 0xC3);
    // Capitals and ß; small letters and ÷ are above.
    let capital = (byte == 0xC3) & (next < 0xA0);
    ascii | outside | capital
}

/// Whether any byte of `bytes` needs care; `next` are the bytes one further on.
#[inline]
fn any_needs_care(bytes: &[u8; LANES], next: &[u8; LANES]) -> bool {
    let mut care = false;
    for (&byte, &next) in bytes.iter().zip(next) {
        care |= needs_care(byte, next);
    }
    care
}

/// The first position from `from` (a character border) that needs care; the length of the text if none does.
pub(crate) fn plain_until(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    let mut rest = bytes.get(from..).unwrap_or_default();
    let mut care = false;
    while let Some(following) = rest.get(1..)
        && let (Some(now), Some(next)) = (rest.first_chunk(), following.first_chunk())
    {
        care = any_needs_care(now, next);
        if care {
            break;
        }
        at += LANES;
        rest = rest.get(LANES..).unwrap_or_default();
    }
    // The last pieces overlap, so that the end is not read byte by byte.
    if !care
        && let Some((_, but_last)) = bytes.split_last()
        && let (Some(now), Some(next)) = (but_last.last_chunk(), bytes.last_chunk())
        && !any_needs_care(now, next)
    {
        at = at.max(but_last.len());
    }
    while let Some(&byte) = bytes.get(at)
        && !needs_care(byte, bytes.get(at + 1).copied().unwrap_or(b' '))
    {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_wherever_they_stand() {
        let plain = "på ängen: öl, åska & kaffé 100\n\t~".replace('&', "och");
        for length in 0..80 {
            let text: String = plain.chars().cycle().take(length).collect();
            assert_eq!(plain_until(text.as_bytes(), 0), text.len(), "{text}");
            for (at, _) in text.char_indices() {
                assert_eq!(plain_until(text.as_bytes(), at), text.len(), "{text} from {at}");
                for careful in ["Å", "ß", "&", "\r", "\u{7F}", "\0", "’", "š", "Þ", "É", "👍", "\u{A0}"]
                {
                    let found = format!("{}{careful}{}", &text[..at], &text[at..]);
                    assert_eq!(plain_until(found.as_bytes(), 0), at, "{found}");
                    assert_eq!(plain_until(found.as_bytes(), at), at, "{found}");
                }
            }
        }
    }

    #[test]
    fn every_character_is_judged_by_its_first_byte() {
        for c in ('\0'..='\u{2FF}').chain(['\u{FFFD}', '😀']) {
            let text = c.to_string();
            let is_plain = matches!(c, '\n' | '\t' | ' '..='%' | '\''..='~' | 'à'..='ÿ');
            assert_eq!(plain_until(text.as_bytes(), 0) == text.len(), is_plain, "{c:?}");
        }
    }
}
