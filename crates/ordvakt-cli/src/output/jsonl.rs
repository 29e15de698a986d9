//! One JSON object a comment.

use ordvakt::Report;

use crate::input::{Kept, Record};

/// Appends the report, with the kept fields behind its own.
pub(super) fn row(out: &mut Vec<u8>, report: &Report, record: &Record<'_>) {
    let start = out.len();
    if serde_json::to_writer(&mut *out, report).is_err() {
        // Writing strings, numbers and lists to memory cannot fail; half a line must not stay if it ever does.
        out.truncate(start);
        return;
    }
    if !record.kept.is_empty() {
        out.pop();
        for (name, value) in &record.kept {
            out.push(b',');
            string(out, name);
            out.push(b':');
            match value {
                // What stood on several lines in the input must not break the line here.
                Kept::Json(raw) if raw.get().contains(['\n', '\r']) => one_line(out, raw.get()),
                Kept::Json(raw) => out.extend_from_slice(raw.get().as_bytes()),
                Kept::Cell(cell) => string(out, cell),
            }
        }
        out.push(b'}');
    }
    out.push(b'\n');
}

fn string(out: &mut Vec<u8>, text: &str) {
    // Memory takes any string.
    let _ = serde_json::to_writer(out, text);
}

/// Line breaks stand only between the tokens of JSON, never inside its strings.
fn one_line(out: &mut Vec<u8>, json: &str) {
    out.extend(json.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { byte }));
}

/// The fields of a report, which no kept field may be called.
pub(crate) const FIELDS: [&str; 12] = [
    "id",
    "action",
    "categories",
    "findings",
    "signals",
    "language",
    "duties",
    "notes",
    "truncated",
    "policy",
    "ruleset",
    "offsets",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_are_those_of_a_report() {
        let mut report = ordvakt::Moderator::builtin().screen("hej").report(
            "hej",
            ordvakt::Lang::Sv,
            ordvakt::Offsets::Byte,
        );
        report.id = Some("1".to_owned());
        let value = serde_json::to_value(&report).unwrap();
        let mut names: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
        let mut fields = FIELDS.map(str::to_owned);
        names.sort();
        fields.sort();
        assert_eq!(names, fields);
    }
}
