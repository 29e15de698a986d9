//! A text cut where findings begin and end, with what must not be seen taken out.

use std::fmt;
use std::ops::Range;

use askama::filters::HtmlSafe;
use ordvakt::{FindingReport, Severity};

use crate::shown::Outside;

/// Where findings stand in a text, in bytes on borders of characters; `unit` is that of their positions.
pub(crate) fn ranges(text: &str, unit: &str, findings: &[&FindingReport]) -> Vec<Range<usize>> {
    let mut borders: Vec<u32> = findings.iter().flat_map(|finding| [finding.start, finding.end]).collect();
    borders.sort_unstable();
    borders.dedup();
    let mut bytes = Vec::with_capacity(borders.len());
    let mut waiting = borders.iter().copied().peekable();
    let mut at = 0;
    for (byte, letter) in text.char_indices() {
        while waiting.next_if(|border| *border <= at).is_some() {
            bytes.push(byte);
        }
        at += match unit {
            "byte" => letter.len_utf8() as u32,
            "utf16" => letter.len_utf16() as u32,
            _ => 1,
        };
        if waiting.peek().is_none() {
            break;
        }
    }
    bytes.resize(borders.len(), text.len());
    let byte = |border: u32| {
        borders.binary_search(&border).ok().and_then(|index| bytes.get(index)).copied().unwrap_or(text.len())
    };
    findings.iter().map(|finding| byte(finding.start)..byte(finding.end)).collect()
}

/// Some of a text over which the same holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    range: Range<usize>,
    over: Over,
}

/// What is over a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Over {
    /// Not to be shown.
    masked: bool,
    /// The gravest finding.
    severity: Option<Severity>,
    /// More than one finding.
    several: bool,
}

/// A text in pieces; shown as HTML.
#[derive(Clone, Debug)]
pub(crate) struct Pieces<'t> {
    text: &'t str,
    cuts: Vec<Piece>,
    /// What stands for something masked.
    instead: &'static str,
    /// Whether more of the text would follow.
    cut: bool,
}

/// What begins and ends.
#[derive(Clone, Copy)]
enum Part {
    Finding(Severity),
    Mask,
}

impl<'t> Pieces<'t> {
    /// Cuts a text. Ranges may lie in, over and across one another.
    pub(crate) fn new(
        text: &'t str,
        found: &[(Range<usize>, Severity)],
        masked: &[Range<usize>],
        instead: &'static str,
    ) -> Self {
        let findings = found.iter().map(|(range, severity)| (range, Part::Finding(*severity)));
        let masks = masked.iter().map(|range| (range, Part::Mask));
        let mut borders: Vec<(usize, bool, Part)> = findings
            .chain(masks)
            .filter(|(range, _)| !range.is_empty())
            .flat_map(|(range, part)| [(range.start, true, part), (range.end, false, part)])
            .collect();
        borders.sort_by_key(|(at, ..)| *at);
        let mut out = Self { text, cuts: Vec::with_capacity(borders.len() + 1), instead, cut: false };
        let mut findings = [0_u32; Severity::ALL.len()];
        let mut masks = 0_u32;
        let mut start = 0;
        for (at, begins, part) in borders {
            out.push(start..at, over(&findings, masks));
            start = at;
            let count = match part {
                Part::Finding(severity) => &mut findings[severity as usize],
                Part::Mask => &mut masks,
            };
            *count = if begins { *count + 1 } else { count.saturating_sub(1) };
        }
        out.push(start..text.len(), over(&findings, masks));
        out
    }

    /// Appends a piece, to the last one where the same holds of both.
    fn push(&mut self, range: Range<usize>, over: Over) {
        if range.is_empty() {
            return;
        }
        match self.cuts.last_mut() {
            Some(last) if last.over == over && last.range.end == range.start => last.range.end = range.end,
            _ => self.cuts.push(Piece { range, over }),
        }
    }

    /// The part of the text within a range without its findings, at most `most` characters of it.
    pub(crate) fn part(&self, range: Range<usize>, most: usize) -> Self {
        let mut out = Self { text: self.text, cuts: Vec::new(), instead: self.instead, cut: false };
        let mut left = most;
        for piece in &self.cuts {
            let within = piece.range.start.max(range.start)..piece.range.end.min(range.end);
            if within.is_empty() {
                continue;
            }
            let text = self.text.get(within.clone()).unwrap_or_default();
            let masked = piece.over.masked;
            let taken = if masked { text } else { beginning(text, left) };
            out.push(
                within.start..within.start + taken.len(),
                Over { masked, severity: None, several: false },
            );
            left = left.saturating_sub(taken.chars().count());
            if taken.len() < text.len() {
                out.cut = true;
                break;
            }
        }
        out
    }
}

fn over(findings: &[u32], masks: u32) -> Over {
    let gravest = findings.iter().rposition(|count| *count > 0);
    Over {
        masked: masks > 0,
        severity: gravest.and_then(|index| Severity::ALL.get(index)).copied(),
        several: findings.iter().sum::<u32>() > 1,
    }
}

/// The first characters of a text.
pub(crate) fn beginning(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).and_then(|(byte, _)| text.get(..byte)).unwrap_or(text)
}

impl HtmlSafe for Pieces<'_> {}

impl fmt::Display for Pieces<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut after_mask = false;
        for Piece { range, over } in &self.cuts {
            // Several findings over one masked place are still one place.
            if over.masked && after_mask {
                continue;
            }
            after_mask = over.masked;
            if let Some(severity) = over.severity {
                let several = if over.several { " several" } else { "" };
                write!(f, "<mark class=\"{severity}{several}\">")?;
            }
            if over.masked {
                write!(f, "<span class=\"masked\">[{}]</span>", self.instead)?;
            } else {
                Outside(self.text.get(range.clone()).unwrap_or_default()).fmt(f)?;
            }
            if over.severity.is_some() {
                f.write_str("</mark>")?;
            }
        }
        if self.cut { f.write_str("…") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(start: u32, end: u32) -> FindingReport {
        FindingReport {
            category: "svordomar",
            rule: "svordomar/test".to_owned(),
            severity: "mild",
            confidence: 1.0,
            start,
            end,
            matched: String::new(),
            disguised: false,
            reason: String::new(),
            basis: "own",
            statute: None,
            citation: None,
            words: Vec::new(),
        }
    }

    #[test]
    fn positions_of_every_unit_become_bytes() {
        let text = "å👩b";
        for (unit, start, end) in [("byte", 2, 6), ("codepoint", 1, 2), ("utf16", 1, 3)] {
            assert_eq!(ranges(text, unit, &[&finding(start, end)]), vec![2..6; 1], "{unit}");
        }
        // Positions of another text stay inside this one.
        assert_eq!(ranges(text, "codepoint", &[&finding(1, 90)]), vec![2..7; 1]);
        assert_eq!(ranges(text, "byte", &[&finding(3, 6)]), vec![6..6; 1]);
    }

    #[test]
    fn nested_and_crossing_findings_cut_the_text_once_each() {
        let found = [(0..9, Severity::Mild), (2..4, Severity::Critical), (6..12, Severity::Severe)];
        assert_eq!(
            Pieces::new("abcdefghijklmn", &found, &[], "-").to_string(),
            "<mark class=\"mild\">ab</mark><mark class=\"critical several\">cd</mark><mark class=\"mild\">ef</mark>\
             <mark class=\"severe several\">ghi</mark><mark class=\"severe\">jkl</mark>mn"
        );
    }

    #[test]
    fn findings_that_touch_are_one_mark() {
        let found = [(0..2, Severity::Mild), (2..4, Severity::Mild), (4..6, Severity::Severe)];
        assert_eq!(
            Pieces::new("abcdef", &found, &[], "-").to_string(),
            "<mark class=\"mild\">abcd</mark><mark class=\"severe\">ef</mark>"
        );
    }

    #[test]
    fn what_is_masked_is_shown_nowhere_and_once() {
        let found = [(4..14, Severity::Moderate), (6..9, Severity::Mild)];
        let masked: Vec<Range<usize>> = std::iter::once(5..12).collect();
        let pieces = Pieces::new("Hej 0701740605 du", &found, &masked, "maskat");
        assert_eq!(
            pieces.to_string(),
            "Hej <mark class=\"moderate\">0</mark><mark class=\"moderate\"><span class=\"masked\">[maskat]</span></mark>\
             <mark class=\"moderate\">05</mark> du"
        );
        assert_eq!(pieces.part(6..9, 20).to_string(), "<span class=\"masked\">[maskat]</span>");
        assert_eq!(pieces.part(4..17, 20).to_string(), "0<span class=\"masked\">[maskat]</span>05 du");
        assert_eq!(pieces.part(13..17, 2).to_string(), "5 …");
    }
}
