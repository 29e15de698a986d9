//! Coordinates (`koordinat`).

use ordvakt_text::Class;

use super::number::value;
use super::view::View;
use super::{Kind, Recognised};

/// Beginnings of words for places that everybody may find.
const PUBLIC: &[&str] = &[
    "badplats",
    "vindskydd",
    "torn",
    "utsikt",
    "grillplats",
    "rastplats",
    "parkering",
    "lekplats",
    "start",
    "mål",
    "samling",
    "fågeltorn",
    "hållplats",
    "geocach",
    "stuga ",
    "toppen",
    "vandring",
    "slogbod",
    "naturreservat",
    "kommunhus",
    "stadshus",
    "återvinning",
];
/// Longest piece of text that is read as one pair.
const LONGEST: usize = 60;

/// Decimal degrees, and the national grid, from a token of digits.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let start = view.start(index) as usize;
    if matches!(view.byte_before(start as u32), b'.' | b',') {
        return;
    }
    let mut reader = Reader { bytes: view.text.as_bytes(), at: start };
    let end = decimal(&mut reader).or_else(|| {
        reader.at = start;
        grid(&mut reader)
    });
    if let Some(end) = end {
        push(view, index, end, found);
    }
}

/// Degrees, minutes and seconds after `N`, from that letter.
pub(super) fn find_lettered(view: &View, index: u32, found: &mut Vec<Recognised>) {
    if !view.class(index).has(Class::SINGLE)
        || view.word(index) != "n"
        || !view.class(index + 1).has(Class::NUMBER)
    {
        return;
    }
    let mut reader = Reader { bytes: view.text.as_bytes(), at: view.start(index) as usize };
    let end = degrees(&mut reader).or_else(|| {
        reader.at = view.start(index + 1) as usize;
        grid(&mut reader)
    });
    if let Some(end) = end {
        push(view, index, end, found);
    }
}

fn push(view: &View, first: u32, end: usize, found: &mut Vec<Recognised>) {
    let last = view.token_after(first, end as u32);
    let mut one = view.found(Kind::Coordinate, first, last, 0.9);
    one.end = end as u32;
    one.personal =
        !view.before(first, 50).any(|other| PUBLIC.iter().any(|place| view.word(other).starts_with(place)));
    found.push(one);
}

/// Reads a pair from the text.
struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Up to `most` digits.
    fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let mut digits = [0u8; 9];
        let mut length = 0;
        while self.peek().is_ascii_digit() {
            *digits.get_mut(length).filter(|_| length < most)? = self.peek() - b'0';
            length += 1;
            self.at += 1;
        }
        (length > 0).then(|| (value(digits.get(..length).unwrap_or(&[])), length))
    }

    fn skip(&mut self, accept: impl Fn(u8) -> bool) -> usize {
        let from = self.at;
        while self.at - from < LONGEST && accept(self.peek()) {
            self.at += 1;
        }
        self.at - from
    }
}

fn is_north(degrees: u32) -> bool {
    (55..=69).contains(&degrees)
}

fn is_east(degrees: u32) -> bool {
    (10..=24).contains(&degrees)
}

/// `66.26125, 17.02177`
fn decimal(reader: &mut Reader) -> Option<usize> {
    let part = |reader: &mut Reader, fits: fn(u32) -> bool| {
        let (whole, _) = reader.number(2)?;
        (fits(whole) && matches!(reader.peek(), b'.' | b',')).then_some(())?;
        reader.at += 1;
        let (_, places) = reader.number(9)?;
        (places >= 4).then_some(())
    };
    part(reader, is_north)?;
    reader.skip(|byte| byte == 0xC2 || byte == 0xB0);
    let gap = reader.skip(|byte| matches!(byte, b' ' | b',' | b';' | b'/' | b'n'));
    (1..=4).contains(&gap).then_some(())?;
    reader.skip(|byte| byte == b'e' || byte == b' ');
    part(reader, is_east)?;
    reader.skip(|byte| byte == 0xC2 || byte == 0xB0);
    Some(reader.at)
}

/// `N 67° 52.483' E 20° 26.888'`
fn degrees(reader: &mut Reader) -> Option<usize> {
    let part = |reader: &mut Reader, letter: u8, fits: fn(u32) -> bool| {
        (reader.peek() == letter).then_some(())?;
        reader.at += 1;
        reader.skip(|byte| byte == b' ' || byte == b':');
        let (whole, _) = reader.number(2)?;
        fits(whole).then_some(())?;
        let signs = |byte: u8| matches!(byte, b' ' | b'.' | b',' | b'\'' | b'"') || byte >= 0x80;
        for _ in 0..4 {
            let here = reader.at;
            reader.skip(signs);
            if reader.number(8).is_none() {
                // A sign right behind a number belongs to it; white space and punctuation do not.
                reader.at = here;
                reader.skip(|byte| matches!(byte, b'\'' | b'"') || byte >= 0x80);
                break;
            }
        }
        Some(())
    };
    part(reader, b'n', is_north)?;
    let gap = reader.skip(|byte| matches!(byte, b' ' | b',' | b';'));
    (gap > 0).then_some(())?;
    part(reader, b'e', is_east)?;
    Some(reader.at)
}

/// `7534567, 712345`: north and east in metres.
fn grid(reader: &mut Reader) -> Option<usize> {
    let (north, digits) = reader.number(7)?;
    (digits == 7 && (6_100_000..=7_700_000).contains(&north)).then_some(())?;
    let gap = reader.skip(|byte| matches!(byte, b' ' | b',' | b';' | b'/' | b'e' | b':'));
    (1..=5).contains(&gap).then_some(())?;
    let (east, digits) = reader.number(6)?;
    (digits == 6 && (250_000..=950_000).contains(&east) && !reader.peek().is_ascii_digit())
        .then_some(reader.at)
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::{found, spans};

    #[test]
    fn degrees_and_metres() {
        for written in ["66.26125, 17.02177", "n 67° 52.483' e 20° 26.888'", "7534567, 712345"] {
            assert_eq!(spans(&format!("hans stuga: {written}"), Kind::Coordinate), [written]);
        }
    }

    #[test]
    fn places_for_everybody_and_other_pairs() {
        assert!(
            found("Badplatsen ligger på 67.8558, 20.2253", Kind::Coordinate).iter().all(|one| !one.personal)
        );
        for text in ["66.2, 17.0", "kostade 66,2612 och 170,0217", "80.26125, 17.02177"] {
            assert!(spans(text, Kind::Coordinate).is_empty(), "{text}");
        }
    }
}
