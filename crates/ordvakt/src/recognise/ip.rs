//! Internet addresses (`ip`).

use ordvakt_rules::WordBits;

use super::view::View;
use super::{Kind, Recognised};

/// Finds an address that begins at a token of digits, or of digits and letters.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let start = view.start(index);
    let before = view.byte_before(start);
    if before.is_ascii_alphanumeric() || matches!(before, b'.' | b':' | b'-' | b'_') {
        return;
    }
    let bytes = view.text.as_bytes().get(start as usize..).unwrap_or(&[]);
    let bytes = &bytes[..bytes.len().min(45)];
    let (length, private) = match (four(bytes), six(bytes)) {
        (Some((length, private)), _) => {
            let near = view.before(index, 30).any(|other| view.word(other).starts_with("ip"));
            let version =
                view.before(index, 24).take(3).any(|other| view.bits(other).has(WordBits::KEY_NOT_PERSONAL));
            let digits = bytes.iter().take(length).filter(|byte| byte.is_ascii_digit()).count();
            if !near && (version || digits < 6) {
                return;
            }
            (length, private)
        }
        (None, Some(length)) => (length, false),
        (None, None) => return,
    };
    let next = bytes.get(length).copied().unwrap_or(0);
    if next.is_ascii_alphanumeric()
        || matches!(next, b'.' | b'-') && bytes.get(length + 1).is_some_and(u8::is_ascii_alphanumeric)
    {
        return;
    }
    let mut one = view.found(Kind::Ip, index, view.token_after(index, start + length as u32), 0.95);
    one.end = start + length as u32;
    one.personal = !private;
    found.push(one);
}

/// The length of four numbers up to 255, and whether the address is one of a home network.
fn four(bytes: &[u8]) -> Option<(usize, bool)> {
    let mut at = 0;
    let mut parts = [0u32; 4];
    for (place, part) in parts.iter_mut().enumerate() {
        if place > 0 {
            (bytes.get(at) == Some(&b'.')).then_some(())?;
            at += 1;
        }
        let digits = bytes.get(at..)?.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        *part = std::str::from_utf8(bytes.get(at..at + digits)?).ok()?.parse().ok()?;
        let padded = digits > 1 && bytes.get(at) == Some(&b'0');
        (digits <= 3 && *part <= 255 && !padded).then_some(())?;
        at += digits;
    }
    let private = matches!(parts, [0 | 10 | 127, ..] | [192, 168, ..] | [172, 16..=31, ..]);
    Some((at, private))
}

/// The length of a colon-separated address: eight groups, or fewer with `::`.
fn six(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_hexdigit() || **byte == b':').count();
    let text = std::str::from_utf8(bytes.get(..length)?).ok()?.trim_end_matches(':');
    let colons = text.matches(':').count();
    if colons < 2 || !text.contains("::") && colons != 7 {
        return None;
    }
    (text.split(':').filter(|group| !group.is_empty()).count() >= 3).then_some(())?;
    text.parse::<std::net::Ipv6Addr>().ok().map(|_| text.len())
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::spans;

    #[test]
    fn addresses_of_both_kinds() {
        assert_eq!(spans("han har ip 203.0.113.223.", Kind::Ip), ["203.0.113.223"]);
        assert_eq!(spans("ip 2001:db8:5a::74 kommer därifrån", Kind::Ip), ["2001:db8:5a::74"]);
    }

    #[test]
    fn versions_and_times_are_no_addresses() {
        for text in ["version 10.20.30.40", "avsnitt 4.2.1.3", "kl 12:30:45", "203.0.113.299", "1.2.3.4.5"] {
            assert!(spans(text, Kind::Ip).is_empty(), "{text}");
        }
    }
}
