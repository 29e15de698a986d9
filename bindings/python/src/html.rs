//! Comments and verdicts as HTML. Everything that comes from outside passes `escaped`.

use std::fmt::Write as _;

use ordvakt::{FindingReport, Report, Severity};

/// Text that can stand in an element or in a quoted attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

fn rank(finding: &FindingReport) -> Option<Severity> {
    finding.severity.parse().ok()
}

/// The text with a `mark` around everything found. Where findings overlap, the gravest one gives the class and all give their reason.
pub(crate) fn highlight(text: &str, findings: &[FindingReport]) -> String {
    let mut borders: Vec<u32> = findings.iter().flat_map(|finding| [finding.start, finding.end]).collect();
    borders.sort_unstable();
    borders.dedup();
    let mut borders = borders.into_iter();
    let mut begins: Vec<&FindingReport> = findings.iter().collect();
    begins.sort_by_key(|finding| finding.start);
    let mut begins = begins.into_iter().peekable();
    // Those that the part under way lies in.
    let mut here: Vec<&FindingReport> = Vec::new();
    let mut out = String::with_capacity(text.len() + 128 * findings.len());
    let mut rest = text;
    let mut at = 0;
    while !rest.is_empty() {
        let border = borders.next();
        let letters = border.map_or(usize::MAX, |border| (border - at) as usize);
        let cut = rest.char_indices().nth(letters).map_or(rest.len(), |(byte, _)| byte);
        let (part, behind) = rest.split_at(cut);
        here.retain(|finding| at < finding.end);
        while let Some(finding) = begins.next_if(|finding| finding.start <= at) {
            here.extend((at < finding.end).then_some(finding));
        }
        mark(&mut out, part, &here);
        rest = behind;
        at = border.unwrap_or(at);
    }
    out
}

fn mark(out: &mut String, part: &str, findings: &[&FindingReport]) {
    if part.is_empty() {
        return;
    }
    let Some(gravest) = findings.iter().max_by_key(|finding| rank(finding)) else {
        out.push_str(&escaped(part));
        return;
    };
    let mut reasons: Vec<&str> = findings.iter().map(|finding| finding.reason.as_str()).collect();
    reasons.dedup();
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    // A String takes whatever is written to it.
    let _ = write!(
        out,
        "<mark class=\"ordvakt ordvakt-{}\" data-rules=\"{}\" title=\"{}\">{}</mark>",
        gravest.severity,
        escaped(&rules.join(" ")),
        escaped(&reasons.join(" ")),
        escaped(part),
    );
}

/// A verdict for a notebook: what is recommended, the comment, and why.
pub(crate) fn page(text: &str, report: &Report) -> String {
    let mut out = format!(
        "<div class=\"ordvakt-verdict\"><p><strong>{}</strong> ({})</p><blockquote style=\"white-space: pre-wrap\">{}</blockquote>",
        escaped(report.action),
        escaped(&report.policy),
        highlight(text, &report.findings),
    );
    if !report.findings.is_empty() {
        out.push_str("<ul>");
        for finding in &report.findings {
            let _ = write!(
                out,
                "<li><code>{}</code> {}: {}</li>",
                escaped(&finding.rule),
                escaped(finding.severity),
                escaped(&finding.reason),
            );
        }
        out.push_str("</ul>");
    }
    out.push_str("</div>");
    out
}
