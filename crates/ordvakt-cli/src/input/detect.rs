//! What a file is: its format, its delimiter, its encoding.

use std::path::Path;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::columns::familiar;
use super::{Batch, csv};
use crate::args::InputFormat;

/// A byte order mark at the start: its length, and the encoding where that is not UTF-8.
pub(super) fn byte_order_mark(start: &[u8]) -> (usize, Option<&'static Encoding>) {
    match start {
        [0xEF, 0xBB, 0xBF, ..] => (3, None),
        [0xFF, 0xFE, ..] => (2, Some(UTF_16LE)),
        [0xFE, 0xFF, ..] => (2, Some(UTF_16BE)),
        _ => (0, None),
    }
}

/// The format that a file's ending stands for.
pub(super) fn format_of_ending(path: &Path) -> Option<InputFormat> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "jsonl" | "ndjson" => Some(InputFormat::Jsonl),
        "json" => Some(InputFormat::Json),
        "csv" => Some(InputFormat::Csv),
        "tsv" | "tab" => Some(InputFormat::Tsv),
        "txt" | "text" => Some(InputFormat::Text),
        _ => None,
    }
}

/// The format that the first bytes look like.
pub(super) fn format_of_content(start: &[u8]) -> InputFormat {
    let mut bytes = start.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    match (bytes.next(), bytes.next()) {
        (Some(b'{'), _) => InputFormat::Jsonl,
        // Text may well begin with a bracket: `[bild]`.
        (Some(b'['), Some(b'{' | b']') | None) => InputFormat::Json,
        _ => {
            let line = first_line(start);
            let delimiter = delimiter(start);
            let cells: Vec<String> = csv::cells(&line, delimiter).map(std::borrow::Cow::into_owned).collect();
            // One known word alone may be a comment; two side by side are a header.
            match (familiar(&cells) >= 2, delimiter) {
                (true, b'\t') => InputFormat::Tsv,
                (true, _) => InputFormat::Csv,
                (false, _) => InputFormat::Text,
            }
        }
    }
}

/// Whether the first line says which delimiter follows, as some spreadsheets write it (`sep=;`).
pub(super) fn names_delimiter(line: &[u8]) -> Option<u8> {
    match line.trim_ascii_end() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => Some(*delimiter),
        _ => None,
    }
}

/// The delimiter: the one that stands most often in the header, outside quotes.
pub(super) fn delimiter(start: &[u8]) -> u8 {
    let line = first_line(start);
    if let Some(delimiter) = names_delimiter(line.as_bytes()) {
        return delimiter;
    }
    let count = |delimiter: u8| csv::cells(&line, delimiter).count();
    // The first of equals wins, so the order is that of likelihood in Sweden.
    [b';', b'\t', b','].into_iter().rev().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b';')
}

fn first_line(start: &[u8]) -> String {
    let line = start.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.is_empty());
    String::from_utf8_lossy(line.unwrap_or_default()).into_owned()
}

/// Decides between UTF-8 and Windows-1252 as the bytes go by. Up to the first byte outside ASCII both read the same, so that
/// nothing has to be read twice.
#[derive(Debug, Default)]
pub(super) struct Decoding {
    /// A character of several bytes has been seen: it is UTF-8, and what is not is broken.
    utf8: bool,
    windows: bool,
}

impl Decoding {
    /// Makes a batch UTF-8 where it is Windows-1252. Returns the line that gave it away, once.
    pub(super) fn apply(&mut self, batch: &mut Batch) -> Option<u64> {
        let mut switched = None;
        if !self.windows {
            let Err(error) = std::str::from_utf8(&batch.bytes) else {
                self.utf8 = self.utf8 || !batch.bytes.is_ascii();
                return None;
            };
            let first = error.valid_up_to();
            if self.utf8
                || !batch.bytes[..first].is_ascii()
                || !batch.bytes.iter().all(|&byte| is_windows(byte))
            {
                self.utf8 = true;
                return None;
            }
            self.windows = true;
            let item = batch.items.iter().rev().find(|item| item.range.start <= first);
            switched = Some(item.map_or(1, |item| item.line));
        }
        let mut decoded = Vec::with_capacity(batch.bytes.len() + batch.bytes.len() / 8);
        for item in &mut batch.items {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(&batch.bytes[item.range.clone()]);
            let start = decoded.len();
            decoded.extend_from_slice(text.as_bytes());
            item.range = start..decoded.len();
        }
        batch.bytes = decoded;
        switched
    }
}

/// Five bytes stand for nothing in Windows-1252.
fn is_windows(byte: u8) -> bool {
    !matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_format() {
        for (start, format) in [
            ("  {\"text\": 1}", InputFormat::Jsonl),
            ("[\n {\"text\": 1}", InputFormat::Json),
            ("[]", InputFormat::Json),
            ("[bild] fin, tack", InputFormat::Text),
            ("Id;Inlägg;Kommentar\n1;2;3", InputFormat::Csv),
            ("id\ttext\n", InputFormat::Tsv),
            ("Hej; tack, text\nmer", InputFormat::Text),
            ("", InputFormat::Text),
        ] {
            assert_eq!(format_of_content(start.as_bytes()), format, "{start:?}");
        }
    }

    #[test]
    fn the_header_tells_the_delimiter() {
        for (start, expected) in [
            ("a;b,c;d\n1,2,3,4,5,6", b';'),
            ("a,b\n", b','),
            ("\"a;b;c\",d\n", b','),
            ("a\tb", b'\t'),
            ("Kommentar", b';'),
            ("sep=|\na|b", b'|'),
        ] {
            assert_eq!(delimiter(start.as_bytes()), expected, "{start:?}");
        }
    }
}
