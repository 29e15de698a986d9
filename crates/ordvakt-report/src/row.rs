//! One comment as a row of the table.

use std::cmp::Reverse;
use std::ops::Range;

use askama::Template;
use ordvakt::{Action, Category, FindingReport, Moderator, Severity};

use crate::entry::Entry;
use crate::mask::{Mask, Writers, is_masked};
use crate::moment::Moment;
use crate::pieces::{Pieces, beginning, ranges};
use crate::section::Numbered;
use crate::shown::Outside;
use crate::words::{Words, category_title, signal_title};

/// Characters of a finding's words, and of a post, that are quoted.
const QUOTED: usize = 80;
const POST: usize = 160;

/// A language that is told with less certainty is not told to a screen reader.
const SURE: f64 = 0.5;

/// A comment as a row, or without the cells around it as a quotation.
#[derive(Template)]
#[template(path = "row.html")]
pub(crate) struct Row<'a> {
    words: &'static Words,
    number: u64,
    /// Its id; `None` on a page to be handed out, where ids may lead to people.
    id: Option<Outside<'a>>,
    author: Option<Outside<'a>>,
    /// The number that stands for the author.
    writer: Option<usize>,
    role: Option<&'static str>,
    moment: Option<Moment>,
    /// A time that could not be read.
    time: Option<Outside<'a>>,
    post: Option<(Outside<'a>, bool)>,
    text: Pieces<'a>,
    /// The language of the text, where it is another than the page's.
    lang: Option<&'static str>,
    grounds: Vec<Ground<'a>>,
    action: Action,
    categories: String,
    signals: String,
    signal_titles: Vec<(&'static str, &'a str)>,
    duties: Vec<&'a str>,
    truncated: bool,
}

/// A category on one ground, with all that was found of it.
struct Ground<'a> {
    title: &'a str,
    /// The gravest.
    severity: Severity,
    reasons: Vec<Reason<'a>>,
    basis: &'static str,
    statute: Option<&'a str>,
    citation: Option<&'a str>,
}

/// What one rule says of a comment, with all the places where it does.
struct Reason<'a> {
    severity: Severity,
    rule: Option<&'a str>,
    places: Vec<Pieces<'a>>,
    disguised: bool,
    why: &'a str,
}

/// What rows are made with.
pub(crate) struct Rows<'a> {
    pub(crate) words: &'static Words,
    pub(crate) moderator: &'a Moderator,
    /// Where the page is to be handed out: who wrote, and what is masked.
    pub(crate) hidden: Option<(&'a Writers, &'a Mask)>,
}

impl<'a> Rows<'a> {
    /// The row of a comment.
    pub(crate) fn row(&self, numbered: &'a Numbered<Entry>) -> Row<'a> {
        let Numbered { number, entry } = numbered;
        let words = self.words;
        let masked = self.hidden.map(|(_, mask)| mask.of(entry)).unwrap_or_default();
        let open = self.hidden.is_none();
        let moment = entry.time.as_deref().and_then(Moment::read);
        let report = &entry.report;
        let found = ranges(&entry.text, report.offsets, &report.findings.iter().collect::<Vec<_>>());
        let graded: Vec<_> = found
            .into_iter()
            .zip(&report.findings)
            .map(|(range, finding)| (range, grade(finding.severity)))
            .collect();
        let text = Pieces::new(&entry.text, &graded, &masked, words.masked);
        let shown = |text: &'a Option<String>| text.as_deref().filter(|_| open).map(Outside);
        let language = report.language;
        Row {
            words,
            number: *number,
            id: open.then_some(Outside(&entry.id)),
            author: shown(&entry.author),
            writer: self.hidden.and_then(|(writers, _)| writers.number(entry.author.as_deref()?)),
            role: words.of_role(entry.author_role),
            time: shown(&entry.time).filter(|_| moment.is_none()),
            moment,
            post: entry.post.as_deref().filter(|post| open && !post.trim().is_empty()).map(|post| {
                let quoted = beginning(post, POST);
                (Outside(quoted), quoted.len() < post.len())
            }),
            lang: (language.code != words.code
                && !matches!(language.code, "und" | "mis")
                && language.confidence >= SURE)
                .then_some(language.code),
            grounds: self.grounds(entry, &graded, &text),
            text,
            action: entry.action(),
            categories: report.categories.join(" "),
            signals: report.signals.join(" "),
            signal_titles: ordvakt::Signal::ALL
                .iter()
                .filter(|signal| entry.signals(**signal))
                .map(|signal| (signal.as_str(), signal_title(self.moderator, *signal, words.lang)))
                .collect(),
            duties: report.duties.iter().map(|duty| duty.text.as_str()).collect(),
            truncated: report.truncated,
        }
    }

    fn grounds(
        &self,
        entry: &'a Entry,
        graded: &[(Range<usize>, Severity)],
        text: &Pieces<'a>,
    ) -> Vec<Ground<'a>> {
        let mut grounds: Vec<Ground<'a>> = Vec::new();
        for (finding, (range, severity)) in entry.report.findings.iter().zip(graded) {
            let title = self.category_title(finding);
            let statute = finding.statute.as_deref();
            let citation = finding.citation.as_deref();
            let same = |ground: &Ground<'_>| {
                (ground.title, ground.statute, ground.citation) == (title, statute, citation)
            };
            let index = grounds.iter().position(same).unwrap_or_else(|| {
                let basis = self.words.of_basis(finding.basis);
                let severity = Severity::Mild;
                grounds.push(Ground { title, severity, reasons: Vec::new(), basis, statute, citation });
                grounds.len() - 1
            });
            let Some(ground) = grounds.get_mut(index) else { continue };
            ground.severity = ground.severity.max(*severity);
            // The name of a rule may be the word it is for.
            let rule = Some(finding.rule.as_str()).filter(|_| self.hidden.is_none() || !is_masked(finding));
            ground.add(finding, rule, *severity, text.part(range.clone(), QUOTED));
        }
        for ground in &mut grounds {
            ground.reasons.sort_by_key(|reason| Reverse(reason.severity));
        }
        grounds.sort_by_key(|ground| Reverse(ground.severity));
        grounds
    }

    fn category_title(&self, finding: &FindingReport) -> &'a str {
        let category: Option<Category> = finding.category.parse().ok();
        category.map_or("", |category| category_title(self.moderator, category, self.words.lang))
    }
}

impl<'a> Ground<'a> {
    fn add(
        &mut self,
        finding: &'a FindingReport,
        rule: Option<&'a str>,
        severity: Severity,
        place: Pieces<'a>,
    ) {
        let why = finding.reason.as_str();
        let same = |known: &&mut Reason<'_>| (known.rule, known.why, known.severity) == (rule, why, severity);
        if let Some(known) = self.reasons.iter_mut().find(same) {
            known.places.push(place);
            known.disguised |= finding.disguised;
        } else {
            let disguised = finding.disguised;
            self.reasons.push(Reason { severity, rule, places: vec![place], disguised, why });
        }
    }
}

/// A report holds only severities that the engine knows.
fn grade(severity: &str) -> Severity {
    severity.parse().unwrap_or(Severity::Moderate)
}

/// A comment quoted outside the table.
#[derive(Template)]
#[template(path = "quote.html")]
pub(crate) struct Quote<'a> {
    row: Row<'a>,
}

impl<'a> Quote<'a> {
    /// Quotes the comment of a row.
    pub(crate) fn of(row: Row<'a>) -> Self {
        Self { row }
    }
}
