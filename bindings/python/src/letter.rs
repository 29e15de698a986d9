//! What is said about a verdict to whoever decides.

use std::fmt::Write as _;

use ordvakt::{Category, FindingReport, Lang, Moderator, Report};

fn say(lang: Lang, sv: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

/// The category's name for people.
fn title(id: &str, lang: Lang) -> String {
    let moderator = Moderator::builtin();
    id.parse::<Category>()
        .map_or_else(|_| id.to_owned(), |category| moderator.category_title(category, lang).to_owned())
}

/// The ground in words: the law or the municipality's own rules, and where they say so.
fn ground(finding: &FindingReport, lang: Lang) -> String {
    let ground = match finding.statute.as_deref() {
        Some(statute) if finding.basis == "law" => format!("{} ({statute})", say(lang, "lagen", "the law")),
        _ => say(lang, "kommunens egna regler", "the municipality's own rules").to_owned(),
    };
    match &finding.citation {
        Some(citation) => format!("{ground}; {citation}"),
        None => ground,
    }
}

/// A verdict in full sentences, for whoever decides.
pub(crate) fn explanation(report: &Report, lang: Lang) -> String {
    let mut out =
        format!("{}: {} ({})", say(lang, "Rekommendation", "Recommendation"), report.action, report.policy);
    for finding in &report.findings {
        let _ = write!(
            out,
            "\n\n{}: ”{}”\n{}\n{}: {}\n{} {}, {} {:.2}, {} {}",
            title(finding.category, lang),
            finding.matched,
            finding.reason,
            say(lang, "Grund", "Ground"),
            ground(finding, lang),
            say(lang, "Allvar", "Severity"),
            finding.severity,
            say(lang, "säkerhet", "confidence"),
            finding.confidence,
            say(lang, "regel", "rule"),
            finding.rule,
        );
    }
    if !report.signals.is_empty() {
        let _ = write!(out, "\n\n{}: {}", say(lang, "Signaler", "Signals"), report.signals.join(", "));
    }
    for duty in &report.duties {
        let _ = write!(out, "\n\n{}: {} ({})", say(lang, "Att göra", "To do"), duty.text, duty.citation);
    }
    if report.truncated {
        out.push_str(say(
            lang,
            "\n\nBara början av kommentaren är granskad: den är längre än gränsen.",
            "\n\nOnly the beginning of the comment was screened: it is longer than the limit.",
        ));
    }
    out
}
