//! Keeps what was blacked out from showing elsewhere in a report.

use ordvakt::Report;

/// Takes what was matched from the blacked-out text, so that no other finding at the same place shows it.
pub(super) fn report(report: &mut Report, text: &str) {
    if report.findings.is_empty() && report.notes.is_empty() {
        return;
    }
    let bytes: Vec<usize> =
        text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len())).collect();
    let byte = |at: u32| bytes.get(at as usize).copied().unwrap_or(text.len());
    for finding in report.findings.iter_mut().chain(&mut report.notes) {
        text.get(byte(finding.start)..byte(finding.end)).unwrap_or("").clone_into(&mut finding.matched);
    }
}
