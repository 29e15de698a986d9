//! One row a comment, for spreadsheets.

use std::borrow::Cow;

use csv::{ByteRecord, Writer, WriterBuilder};
use ordvakt::{Report, Severity};

use crate::input::{Kept, Record};

const COLUMNS: [&str; 8] =
    ["id", "action", "categories", "max_severity", "signals", "language", "findings", "text"];

/// The header, with the names of kept columns behind.
pub(super) fn header(kept: &[&str]) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, COLUMNS.iter().chain(kept).map(|&name| Cow::Borrowed(name)));
    out
}

/// Appends one comment.
pub(super) fn row(
    out: &mut Vec<u8>,
    columns: &[&str],
    id: &str,
    report: &Report,
    severity: Option<Severity>,
    text: &str,
    record: &Record<'_>,
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
    let kept = columns.iter().map(|column| {
        let value = record.kept.iter().find(|(name, _)| name == column).map(|(_, value)| value);
        match value {
            Some(Kept::Cell(cell)) => Cow::Borrowed(cell.as_ref()),
            Some(Kept::Json(raw)) => Cow::Borrowed(raw.get()),
            None => Cow::Borrowed(""),
        }
    });
    write(out, own.into_iter().chain(kept));
}

fn write<'a>(out: &mut Vec<u8>, cells: impl Iterator<Item = Cow<'a, str>>) {
    let cells: Vec<Cow<'a, str>> = cells.map(defused).collect();
    let record: ByteRecord = cells.iter().map(|cell| cell.as_bytes()).collect();
    let mut writer: Writer<&mut Vec<u8>> = WriterBuilder::new().from_writer(out);
    // Memory takes any row, and every row has the same number of cells.
    let _ = writer.write_byte_record(&record);
    let _ = writer.flush();
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
fn defused(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { Cow::Owned(format!("'{cell}")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_nothing_else() {
        for cell in ["=1+1", "+46", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert_eq!(defused(Cow::Borrowed(cell)), format!("'{cell}"));
        }
        assert_eq!(defused(Cow::Borrowed("1=1")), "1=1");
        assert_eq!(defused(Cow::Borrowed("")), "");
    }
}
