//! For people: the comments that need something, with what was found in them.

use std::fmt::Write as _;
use std::ops::Range;

use anstyle::Style;
use ordvakt::{Action, Category, Finding, Lang, Severity, Signal, Verdict};

use super::{Layout, Totals};
use crate::color::{BOLD, DIM, of_action, of_severity, safe};
use crate::input::Record;

/// Longer comments are shown around their findings only.
const WHOLE: usize = 600;

/// How much is shown on each side of a finding, in bytes.
const AROUND: usize = 120;

/// So many findings of one comment are shown; whoever writes more is not read to the end.
const MOST_FINDINGS: usize = 50;

/// Appends a comment that needs something.
pub(super) fn row(
    layout: &Layout,
    out: &mut Vec<u8>,
    id: &str,
    text: &str,
    record: &Record<'_>,
    verdict: &Verdict,
) {
    if verdict.action() == Action::Publish
        && verdict.findings().is_empty()
        && verdict.signals().next().is_none()
    {
        return;
    }
    let mut page = Page { layout, text: String::new() };
    page.styled(of_action(verdict.action()), &verdict.action().as_str().to_uppercase());
    page.text.push_str("  ");
    page.styled(BOLD, &safe(id));
    for known in [record.author.as_deref(), record.time.as_deref()].into_iter().flatten() {
        page.styled(DIM, &format!("  {}", safe(known)));
    }
    page.text.push_str("\n  ");
    let findings = verdict.findings();
    let shown = findings.get(..MOST_FINDINGS).unwrap_or(findings);
    page.comment(text, &record.text, shown);
    page.text.push('\n');
    for finding in shown {
        page.finding(verdict, finding);
    }
    if findings.len() > shown.len() {
        let more = findings.len() - shown.len();
        let more = match layout.lang {
            Lang::Sv => format!("och {more} till"),
            Lang::En => format!("and {more} more"),
        };
        page.line("…", &more, "");
    }
    for signal in verdict.signals() {
        page.line("!", signal.as_str(), in_words(signal, layout.lang));
    }
    for duty in verdict.duties() {
        page.line("→", duty.text.get(layout.lang), "");
    }
    if verdict.truncated() {
        let cut = match layout.lang {
            Lang::Sv => "kommentaren är lång; bara början är granskad",
            Lang::En => "the comment is long; only its beginning was screened",
        };
        page.line("…", cut, "");
    }
    page.text.push('\n');
    out.extend_from_slice(page.text.as_bytes());
}

/// What a signal asks for, in a few words.
fn in_words(signal: Signal, lang: Lang) -> &'static str {
    match (signal, lang) {
        (Signal::Fraga, Lang::Sv) => "en fråga att svara på",
        (Signal::Fraga, Lang::En) => "a question to answer",
        (Signal::EnskiltArende, Lang::Sv) => "någons enskilda ärende",
        (Signal::EnskiltArende, Lang::En) => "somebody's individual case",
        (Signal::Akut, Lang::Sv) => "behöver en människa genast",
        (Signal::Akut, Lang::En) => "needs a person at once",
        _ => "",
    }
}

struct Page<'l> {
    layout: &'l Layout,
    text: String,
}

impl Page<'_> {
    fn styled(&mut self, style: Style, text: &str) {
        // Strings take all that is written to them.
        let _ = if self.layout.color {
            write!(self.text, "{style}{text}{style:#}")
        } else {
            write!(self.text, "{text}")
        };
    }

    fn line(&mut self, mark: &str, text: &str, more: &str) {
        let _ = write!(self.text, "  {mark} {}", safe(text));
        if !more.is_empty() {
            self.styled(DIM, &format!("  {}", safe(more)));
        }
        self.text.push('\n');
    }

    fn finding(&mut self, verdict: &Verdict, finding: &Finding) {
        self.text.push_str("  - ");
        self.styled(BOLD, finding.category.as_str());
        let _ = write!(self.text, "  {}  {}  ", finding.severity, verdict.rule_id(finding));
        self.styled(DIM, &format!("{:.2}", finding.confidence));
        let _ = write!(self.text, "\n    {}", safe(verdict.reason(finding, self.layout.lang)));
        let grounds = [verdict.statute(finding), verdict.citation(finding)];
        let grounds: Vec<&str> = grounds.into_iter().flatten().collect();
        if !grounds.is_empty() {
            self.styled(DIM, &format!(" [{}]", safe(&grounds.join("; "))));
        }
        self.text.push('\n');
    }

    /// The comment with its findings marked. `shown` has as many characters as `original`, which the spans are of.
    fn comment(&mut self, shown: &str, original: &str, findings: &[Finding]) {
        let spans: Vec<(Range<usize>, Severity)> = findings
            .iter()
            .map(|finding| (within(shown, original, finding.span.range()), finding.severity))
            .collect();
        let mut end = 0;
        for window in windows(shown, &spans) {
            if window.start > end {
                self.text.push_str("… ");
            }
            end = window.end;
            let mut marked = false;
            for (piece, severity) in pieces(window, &spans) {
                // Without colours one pair of marks goes around all that stands together.
                if !self.layout.color && marked != severity.is_some() {
                    marked = severity.is_some();
                    self.text.push(if marked { '»' } else { '«' });
                }
                let text = safe(shown.get(piece).unwrap_or_default());
                match severity {
                    Some(severity) => self.styled(of_severity(severity), &text),
                    None => self.text.push_str(&text),
                }
            }
            if marked {
                self.text.push('«');
            }
        }
        if end < shown.len() {
            self.text.push_str(" …");
        }
    }
}

/// The bytes in `shown` of the characters at `range` of `original`.
fn within(shown: &str, original: &str, range: Range<usize>) -> Range<usize> {
    if shown.len() == original.len() {
        return range;
    }
    let byte = |at: usize| {
        let characters = original.get(..at).unwrap_or(original).chars().count();
        shown.char_indices().nth(characters).map_or(shown.len(), |(byte, _)| byte)
    };
    byte(range.start)..byte(range.end)
}

/// The parts of a comment that are shown.
fn windows(text: &str, spans: &[(Range<usize>, Severity)]) -> Vec<Range<usize>> {
    if text.len() <= WHOLE {
        return std::iter::once(0..text.len()).collect();
    }
    let mut windows: Vec<Range<usize>> = Vec::new();
    let mut wanted: Vec<Range<usize>> = spans.iter().map(|(span, _)| span.clone()).collect();
    if wanted.is_empty() {
        wanted.push(0..AROUND);
    }
    wanted.sort_by_key(|span| span.start);
    for span in wanted {
        let mut start = span.start.saturating_sub(AROUND);
        let mut end = (span.end.min(span.start + WHOLE) + AROUND).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        match windows.last_mut() {
            Some(last) if last.end >= start => last.end = last.end.max(end),
            _ => windows.push(start..end),
        }
    }
    windows
}

/// Cuts a window where findings begin and end; each piece with the gravest of the findings over it.
fn pieces(window: Range<usize>, spans: &[(Range<usize>, Severity)]) -> Vec<(Range<usize>, Option<Severity>)> {
    let mut cuts: Vec<usize> = spans.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    cuts.extend([window.start, window.end]);
    cuts.retain(|cut| window.start <= *cut && *cut <= window.end);
    cuts.sort_unstable();
    cuts.dedup();
    let gravest =
        |at: usize| spans.iter().filter(|(span, _)| span.contains(&at)).map(|(_, severity)| *severity).max();
    cuts.windows(2).map(|cut| (cut[0]..cut[1], gravest(cut[0]))).collect()
}

/// The counts of everything.
pub(super) fn summary(layout: &Layout, totals: &Totals) -> Vec<u8> {
    let mut page = Page { layout, text: String::new() };
    let (comments, none, signals, advice) = match layout.lang {
        Lang::Sv => (
            "kommentarer",
            "inget att anmärka på",
            "signaler",
            "Det här är rekommendationer; en människa avgör.",
        ),
        Lang::En => {
            ("comments", "nothing to remark on", "signals", "These are recommendations; a person decides.")
        }
    };
    page.styled(BOLD, &format!("{} {comments}", totals.comments));
    page.styled(DIM, &format!(" ({})", safe(&layout.policy)));
    let actions = counts(Action::ALL.iter().map(Action::to_string).zip(totals.actions));
    if !actions.is_empty() {
        let _ = write!(page.text, ": {actions}");
    }
    page.text.push('\n');
    let categories = counts(Category::ALL.iter().map(Category::to_string).zip(totals.categories));
    let _ = writeln!(page.text, "{}", if categories.is_empty() { none } else { &categories });
    let given = counts(Signal::ALL.iter().map(Signal::to_string).zip(totals.signals));
    if !given.is_empty() {
        let _ = writeln!(page.text, "{signals}: {given}");
    }
    page.styled(DIM, advice);
    page.text.push('\n');
    page.text.into_bytes()
}

fn counts(of: impl Iterator<Item = (String, u64)>) -> String {
    of.filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name} {count}"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_findings_cut_the_text_once_each() {
        let spans = [(2..6, Severity::Mild), (4..8, Severity::Severe)];
        let found: Vec<_> = pieces(0..10, &spans);
        assert_eq!(
            found,
            [
                (0..2, None),
                (2..4, Some(Severity::Mild)),
                (4..6, Some(Severity::Severe)),
                (6..8, Some(Severity::Severe)),
                (8..10, None),
            ]
        );
    }

    #[test]
    fn long_comments_are_shown_around_findings_on_character_borders() {
        let text = "å".repeat(2_000);
        let shown = windows(&text, &[(2_000..2_004, Severity::Mild), (2_100..2_104, Severity::Mild)]);
        assert_eq!(shown.len(), 1);
        assert!(shown.iter().all(|window| text.get(window.clone()).is_some()));
        assert_eq!(windows("kort", &[]), std::iter::once(0..4).collect::<Vec<_>>());
    }

    #[test]
    fn spans_follow_the_characters_into_a_blacked_out_text() {
        assert_eq!(within("a███b", "a070b", 1..4), 1..10);
    }
}
