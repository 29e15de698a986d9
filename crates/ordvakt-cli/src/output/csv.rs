//! One row a comment, for spreadsheets.

use std::borrow::Cow;

use csv::{ByteRecord, Terminator, Writer, WriterBuilder};
use ordvakt::{Report, Severity};

use crate::input::{Kept, Record};

const COLUMNS: [&str; 8] =
    ["id", "action", "categories", "max_severity", "signals", "language", "findings", "text"];

/// The most characters that a cell of Excel takes, in UTF-16 units; what is longer runs into the cells below.
const LONGEST: usize = 32_767;

/// The header, with the names of kept columns behind; `excel` as Excel opens it in Sweden.
pub(super) fn header(kept: &[&str], excel: bool) -> Vec<u8> {
    // Without the mark Excel takes UTF-8 for Windows-1252.
    let mut out = if excel { "\u{FEFF}".into() } else { Vec::new() };
    write(&mut out, COLUMNS.iter().chain(kept).map(|&name| Cow::Borrowed(name)), excel);
    out
}

/// Appends one comment.
#[allow(clippy::too_many_arguments, reason = "all of them are cells")]
pub(super) fn row(
    out: &mut Vec<u8>,
    columns: &[&str],
    id: &str,
    report: &Report,
    severity: Option<Severity>,
    text: &str,
    record: &Record<'_>,
    excel: bool,
) {
    let findings: Vec<String> = report
        .findings
        .iter()
        .map(|finding| format!("{} ({}): {}", finding.rule, finding.severity, finding.matched))
        .collect();
    let own = [
        Cow::Borrowed(id),
        Cow::Borrowed(report.action),
        Cow::Owned(report.categories.join(" ")),
        Cow::Borrowed(severity.map_or("", Severity::as_str)),
        Cow::Owned(report.signals.join(" ")),
        Cow::Borrowed(report.language.code),
        Cow::Owned(findings.join("; ")),
        Cow::Borrowed(text),
    ];
    let kept = columns.iter().map(|column| kept_cell(record, column));
    write(out, own.into_iter().chain(kept), excel);
}

/// A kept cell by its column's name; empty where there is none.
pub(super) fn kept_cell<'r>(record: &'r Record<'_>, column: &str) -> Cow<'r, str> {
    let value = record.kept.iter().find(|(name, _)| name == column).map(|(_, value)| value);
    Cow::Borrowed(match value {
        Some(Kept::Cell(cell)) => cell,
        Some(Kept::Json(raw)) => raw.get(),
        None => "",
    })
}

fn write<'a>(out: &mut Vec<u8>, cells: impl Iterator<Item = Cow<'a, str>>, excel: bool) {
    let cells: Vec<Cow<'a, str>> =
        cells.map(|cell| if excel { shortened(as_text(defused(cell))) } else { defused(cell) }).collect();
    let record: ByteRecord = cells.iter().map(|cell| cell.as_bytes()).collect();
    let mut builder = WriterBuilder::new();
    if excel {
        builder.delimiter(b';').terminator(Terminator::CRLF);
    }
    let mut writer: Writer<&mut Vec<u8>> = builder.from_writer(out);
    // Memory takes any row, and every row has the same number of cells.
    let _ = writer.write_byte_record(&record);
    let _ = writer.flush();
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
fn defused(cell: Cow<'_, str>) -> Cow<'_, str> {
    // The wide forms are what East Asian keyboards write, and some spreadsheets take them for the narrow ones. Others take white
    // space off first.
    let first = cell.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
    if first.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        quoted(&cell)
    } else {
        cell
    }
}

/// A number that Excel would round, or take the zeros from, gets an apostrophe before it: ids and telephone numbers.
fn as_text(cell: Cow<'_, str>) -> Cow<'_, str> {
    let digits = cell.bytes().all(|byte| byte.is_ascii_digit());
    if digits && (cell.len() > 11 || cell.len() > 1 && cell.starts_with('0')) { quoted(&cell) } else { cell }
}

fn quoted(cell: &str) -> Cow<'static, str> {
    Cow::Owned(format!("'{cell}"))
}

/// A cell of at most as many characters as Excel takes, the last of them `…` where some were cut.
fn shortened(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.len() <= LONGEST {
        return cell;
    }
    let mut units = 0;
    let mut ends = cell.char_indices().map(|(at, c)| {
        units += c.len_utf16();
        (at, units)
    });
    // The character that reaches the limit makes room for the sign, unless nothing follows it.
    match ends.find(|(_, units)| *units >= LONGEST).map(|(at, _)| at) {
        Some(at) if ends.next().is_some() || units > LONGEST => Cow::Owned(format!("{}…", &cell[..at])),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_nothing_else() {
        for cell in ["=1+1", "+46", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1+1", " =1", "\u{a0}+1"] {
            assert_eq!(defused(Cow::Borrowed(cell)), format!("'{cell}"));
        }
        assert_eq!(defused(Cow::Borrowed("1=1")), "1=1");
        assert_eq!(defused(Cow::Borrowed(" 1 = 1")), " 1 = 1");
        assert_eq!(defused(Cow::Borrowed("")), "");
    }

    #[test]
    fn excel_neither_rounds_numbers_nor_takes_zeros() {
        for cell in ["17841405309211844", "0701740605", "007"] {
            assert_eq!(as_text(Cow::Borrowed(cell)), format!("'{cell}"));
        }
        for cell in ["0", "17", "", "1001", "12345678901", "070-174 06 05"] {
            assert_eq!(as_text(Cow::Borrowed(cell)), cell);
        }
    }

    #[test]
    fn cells_are_as_long_as_excel_takes() {
        let fits = "å".repeat(LONGEST);
        assert_eq!(shortened(Cow::Borrowed(&fits)), fits);
        let cut = shortened(Cow::Owned("å".repeat(LONGEST + 1)));
        assert_eq!((cut.encode_utf16().count(), cut.chars().last()), (LONGEST, Some('…')));
        let wide = shortened(Cow::Owned("🎈".repeat(LONGEST)));
        assert!(wide.encode_utf16().count() <= LONGEST && wide.ends_with('…'));
    }

    #[test]
    fn excel_is_given_a_mark_semicolons_and_line_ends() {
        let header = String::from_utf8(header(&["a;b"], true)).unwrap();
        assert!(
            header.starts_with("\u{FEFF}id;action;") && header.ends_with(";text;\"a;b\"\r\n"),
            "{header:?}"
        );
    }
}
