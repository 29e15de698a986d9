//! What is said to people about a verdict: to the moderator, and to whoever wrote the comment.

use std::fmt::Write as _;

use ordvakt::{Category, FindingReport, Lang, Moderator, Report, Severity};

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

/// The words found, each place once.
fn quoted(findings: &[&FindingReport]) -> String {
    let inside = |one: &FindingReport, other: &FindingReport| {
        other.start <= one.start && one.end <= other.end && one.end - one.start < other.end - other.start
    };
    let mut words: Vec<&str> = findings
        .iter()
        .filter(|one| !findings.iter().any(|other| inside(one, other)))
        .map(|finding| finding.matched.trim())
        .collect();
    words.dedup();
    words.iter().map(|word| format!("”{word}”")).collect::<Vec<_>>().join(", ")
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

/// The notice to the author: what was done, which words broke which rule on which ground, and how to object.
pub(crate) fn notice(report: &Report, action: &str, contact: Option<&str>, lang: Lang) -> String {
    let mut out = String::from(match action {
        "remove" => say(lang, "Vi har tagit bort din kommentar.", "We have removed your comment."),
        "hide" => say(lang, "Vi har dolt din kommentar.", "We have hidden your comment."),
        "review" => say(lang, "Vi ser över din kommentar.", "We are looking at your comment."),
        _ => say(lang, "Din kommentar står kvar.", "Your comment stays."),
    });
    if report.findings.is_empty() {
        out.push_str(say(
            lang,
            "\n\nVi har inte funnit att den bryter mot våra regler.",
            "\n\nWe have not found that it breaks our rules.",
        ));
    } else {
        out.push_str(say(lang, "\n\nSkälet är detta:", "\n\nThis is why:"));
    }
    for category in &report.categories {
        let findings: Vec<&FindingReport> =
            report.findings.iter().filter(|finding| finding.category == *category).collect();
        // The law before the municipality's own rules, then the gravest, then the surest.
        let weight =
            |finding: &FindingReport| (finding.basis == "law", finding.severity.parse::<Severity>().ok());
        let gravest = findings
            .iter()
            .max_by(|a, b| weight(a).cmp(&weight(b)).then(a.confidence.total_cmp(&b.confidence)));
        let Some(gravest) = gravest else { continue };
        let _ = write!(
            out,
            "\n- {}: {}. {} {}: {}.",
            title(category, lang),
            quoted(&findings),
            gravest.reason,
            say(lang, "Grund", "Ground"),
            ground(gravest, lang),
        );
    }
    out.push_str(say(
        lang,
        "\n\nKommentaren har granskats med hjälp av ett datorprogram, som bara ger förslag. En människa beslutar.",
        "\n\nThe comment was screened with the help of a computer program, which only suggests. A person decides.",
    ));
    let contact = contact.unwrap_or(say(lang, "kommunen", "the municipality"));
    let _ = match lang {
        Lang::Sv => write!(
            out,
            "\n\nTycker du att vi har fel? Skriv till {contact}, berätta när och var du skrev kommentaren och varför den bör stå kvar, så prövar en människa saken på nytt."
        ),
        Lang::En => write!(
            out,
            "\n\nDo you think that we are wrong? Write to {contact}, say when and where you wrote the comment and why it should stay, and a person will look at it again."
        ),
    };
    out
}
