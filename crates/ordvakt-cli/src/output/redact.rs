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
    let mut spans = spans.to_vec();
    spans.sort_unstable_by_key(|span| span.start);
    let mut spans = spans.into_iter().peekable();
    let mut until = 0;
    let mut black = |at: usize| {
        while let Some(span) = spans.next_if(|span| span.start <= at) {
            until = until.max(span.end);
        }
        at < until
    };
    Cow::Owned(text.char_indices().map(|(at, c)| if black(at) { BLACK } else { c }).collect())
}

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
