//! Blacks out personal and sensitive data that was found.

use std::borrow::Cow;

use ordvakt::{Category, Report, Verdict};

const BLACK: char = '█';

/// The text with every character of such findings black; as many characters as before, so that positions hold.
pub(super) fn text<'a>(text: &'a str, verdict: &Verdict) -> Cow<'a, str> {
    let spans: Vec<_> = verdict
        .findings()
        .iter()
        .chain(verdict.notes())
        .filter(|finding| matches!(finding.category, Category::Personuppgifter | Category::Sekretess))
        .map(|finding| finding.span.range())
        .collect();
    blacked(text, &spans)
}

fn blacked<'a>(text: &'a str, spans: &[std::ops::Range<usize>]) -> Cow<'a, str> {
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    let black = |at: usize| spans.iter().any(|span| span.contains(&at));
    Cow::Owned(text.char_indices().map(|(at, c)| if black(at) { BLACK } else { c }).collect())
}

/// Takes what was matched from the blacked-out text, so that no other finding at the same place shows it.
pub(super) fn report(report: &mut Report, text: &str) {
    for finding in report.findings.iter_mut().chain(&mut report.notes) {
        let length = finding.end.saturating_sub(finding.start) as usize;
        finding.matched = text.chars().skip(finding.start as usize).take(length).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_is_as_long_as_what_it_hides() {
        let text = "Ring 070-1740605, åäö!";
        let start = text.find("070").unwrap();
        let found = start..start + 11;
        let black = blacked(text, std::slice::from_ref(&found));
        assert_eq!(black, "Ring ███████████, åäö!");
        assert_eq!(black.chars().count(), text.chars().count());
        assert!(matches!(blacked(text, &[]), Cow::Borrowed(_)));
    }
}
