//! What a file is: its format, its delimiter, its encoding.

use std::path::Path;

use clap::ValueEnum as _;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::de::IgnoredAny;

use super::columns::HEADER_ROWS;
use super::headers::familiar;
use super::{Batch, csv};
use crate::args::InputFormat;

/// What is no text: told by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// A zip archive, as .xlsx workbooks are.
    Workbook,
    Parquet,
    /// Old Excel workbooks, and new ones behind a password.
    Compound,
}

impl Container {
    /// Why it is not read as what the user wants.
    pub(super) fn refusal(self, wanted: InputFormat) -> String {
        let (is, name) = match self {
            Self::Workbook => ("an .xlsx workbook", "xlsx"),
            Self::Parquet => ("a Parquet file", "parquet"),
            Self::Compound => ("an old Office document", "xlsx"),
        };
        let wanted = name_of_option(wanted);
        format!("is {is}, not what --input-format {wanted} stands for; leave the option out, or give {name}")
    }
}

/// What kind of file it is, if it is no text.
pub(super) fn container(head: &[u8]) -> Option<Container> {
    match head {
        [b'P', b'K', 3, 4, ..] => Some(Container::Workbook),
        [b'P', b'A', b'R', b'1', ..] => Some(Container::Parquet),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Some(Container::Compound),
        _ => None,
    }
}

/// Why a beginning is not read as comments, if it is not.
pub(super) fn refusal(start: &[u8]) -> Option<&'static str> {
    if start.get(257..262) == Some(b"ustar") {
        return Some("is an archive of files (tar); unpack it and give the files in it");
    }
    if start.iter().take(1024).any(|&byte| byte == 0) {
        return Some(
            "is neither text nor a format that is known; readable are JSON, JSON Lines, CSV, TSV, text, .xlsx and Parquet",
        );
    }
    let text = start.trim_ascii_start();
    let begins =
        |tag: &str| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
    if ["<!doctype html", "<html", "<table", "<?xml"].into_iter().any(begins) {
        return Some("is a page (HTML or XML), whatever its name; export it as CSV, .xlsx or JSON");
    }
    None
}

/// The length of the byte order mark, and the encoding where that is not UTF-8. UTF-16 is told without a mark too.
pub(super) fn encoding(start: &[u8]) -> (usize, Option<&'static Encoding>) {
    match start {
        [0xEF, 0xBB, 0xBF, ..] => (3, None),
        [0xFF, 0xFE, ..] => (2, Some(UTF_16LE)),
        [0xFE, 0xFF, ..] => (2, Some(UTF_16BE)),
        // A header begins with ASCII, and no text holds the character 0.
        [1..=0x7F, 0, 1..=0x7F, 0, ..] => (0, Some(UTF_16LE)),
        [0, 1..=0x7F, 0, 1..=0x7F, ..] => (0, Some(UTF_16BE)),
        _ => (0, None),
    }
}

/// The format that a file's ending stands for; that of a packed file is what stands before.
pub(super) fn format_of_ending(path: &Path) -> Option<InputFormat> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "jsonl" | "ndjson" => Some(InputFormat::Jsonl),
        "json" => Some(InputFormat::Json),
        "csv" => Some(InputFormat::Csv),
        "tsv" | "tab" => Some(InputFormat::Tsv),
        "txt" | "text" => Some(InputFormat::Text),
        "gz" | "gzip" | "zst" | "zstd" => format_of_ending(Path::new(path.file_stem()?)),
        _ => None,
    }
}

/// A format for people.
pub(super) fn name(format: InputFormat) -> &'static str {
    match format {
        InputFormat::Jsonl => "JSON Lines",
        InputFormat::Json => "JSON",
        InputFormat::Csv => "CSV",
        InputFormat::Tsv => "TSV",
        InputFormat::Xlsx => "an Excel workbook",
        InputFormat::Parquet => "Parquet",
        InputFormat::Text | InputFormat::Auto => "text, one comment a line",
    }
}

fn name_of_option(format: InputFormat) -> String {
    format.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// Whether JSON is one value a line or one over many lines; nothing where the beginning is no JSON.
pub(super) fn json_format(start: &[u8]) -> Option<InputFormat> {
    let text = start.trim_ascii_start();
    match text.first()? {
        b'[' => Some(InputFormat::Json),
        b'{' => {
            let line = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
            match serde_json::from_slice::<IgnoredAny>(line) {
                Err(error) if error.is_eof() => Some(InputFormat::Json),
                _ => Some(InputFormat::Jsonl),
            }
        }
        _ => None,
    }
}

/// The format that the first bytes look like.
pub(super) fn format_of_content(start: &[u8]) -> InputFormat {
    let mut bytes = start.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    match (bytes.next(), bytes.next()) {
        (Some(b'{'), _) => json_format(start).unwrap_or(InputFormat::Jsonl),
        // Text may well begin with a bracket: `[bild]`.
        (Some(b'['), Some(b'{' | b']') | None) => InputFormat::Json,
        _ => match header(start) {
            Some(b'\t') => InputFormat::Tsv,
            Some(_) => InputFormat::Csv,
            None => InputFormat::Text,
        },
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
    let line = lines(start).next().unwrap_or_default();
    names_delimiter(line.as_bytes()).or_else(|| header(start)).unwrap_or_else(|| commonest(&line))
}

/// The delimiter of the header, if one of the first lines looks like one.
fn header(start: &[u8]) -> Option<u8> {
    lines(start).take(HEADER_ROWS).find_map(|line| {
        let delimiter = commonest(&line);
        let cells: Vec<String> = csv::cells(&line, delimiter).map(std::borrow::Cow::into_owned).collect();
        // One known word alone may be a comment; two side by side are a header.
        (familiar(&cells) >= 2).then_some(delimiter)
    })
}

/// The delimiter that stands most often in a line.
fn commonest(line: &str) -> u8 {
    let count = |delimiter: u8| csv::cells(line, delimiter).count();
    // The first of equals wins, so the order is that of likelihood in Sweden.
    [b';', b'\t', b','].into_iter().rev().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b';')
}

/// The lines that are not empty.
fn lines(start: &[u8]) -> impl Iterator<Item = String> {
    let lines = start.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.is_empty());
    lines.map(|line| String::from_utf8_lossy(line).into_owned())
}

/// Decides between UTF-8 and Windows-1252 as the bytes go by. Up to the first byte outside ASCII both read the same, so that
/// nothing has to be read twice.
#[derive(Debug, Default)]
pub(super) struct Decoding {
    /// A character of several bytes has been seen: it is UTF-8, and what is not is broken.
    utf8: bool,
    windows: bool,
    /// The first line of a file in Windows-1252 that is UTF-8, and how many there are.
    mixed: Option<(u64, u64)>,
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
            let bytes = &batch.bytes[item.range.clone()];
            let start = decoded.len();
            // What reads as UTF-8 is no accident: two such bytes beside each other are no Swedish.
            if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() {
                let (_, count) = self.mixed.get_or_insert((item.line, 0));
                *count += 1;
                decoded.extend_from_slice(bytes);
            } else {
                let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
                decoded.extend_from_slice(text.as_bytes());
            }
            item.range = start..decoded.len();
        }
        batch.bytes = decoded;
        switched
    }

    /// Whether two encodings were mixed, in a sentence.
    pub(super) fn mixed(&self) -> Option<String> {
        let (line, count) = self.mixed?;
        Some(format!(
            "{count} rows, line {line} first, are UTF-8 among Windows-1252; each was read as what it is"
        ))
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
            ("Export av kommentarer\n\nId;Kommentar\n1;hej", InputFormat::Csv),
            ("{\n  \"data\": [", InputFormat::Json),
            ("{\"text\": 1}\n{\"text\"", InputFormat::Jsonl),
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
    #[test]
    fn the_first_bytes_tell_what_is_no_text() {
        assert_eq!(container(b"PK\x03\x04...."), Some(Container::Workbook));
        assert_eq!(container(b"PAR1\x15"), Some(Container::Parquet));
        assert_eq!(container(b"Parkering!"), None);
        for start in [&b" <!DOCTYPE HTML><table>"[..], b"<?xml version", b"a\0b"] {
            assert!(refusal(start).is_some(), "{start:?}");
        }
        assert_eq!(refusal(b"<3 <3 tack"), None);
    }

    #[test]
    fn encodings_are_told_with_and_without_a_mark() {
        for (start, expected) in [
            (&b"\xef\xbb\xbfa"[..], (3, None)),
            (b"\xff\xfea\0", (2, Some(UTF_16LE))),
            (b"I\0d\0", (0, Some(UTF_16LE))),
            (b"\0I\0d", (0, Some(UTF_16BE))),
            (b"Id;T", (0, None)),
        ] {
            assert_eq!(encoding(start), expected, "{start:?}");
        }
    }

    #[test]
    fn packed_files_end_twice() {
        for (path, expected) in [
            ("a.csv.gz", Some(InputFormat::Csv)),
            ("a.jsonl.zst", Some(InputFormat::Jsonl)),
            ("a.gz", None),
            ("a.JSON", Some(InputFormat::Json)),
        ] {
            assert_eq!(format_of_ending(Path::new(path)), expected, "{path}");
        }
    }
}
