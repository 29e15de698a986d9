//! Case cards for registration: one a decision, for people (Markdown) or for a register (CSV).

use std::fmt::Write as _;

use csv::{Terminator, WriterBuilder};
use ordvakt::{Category, Lang, Moderator};

use crate::content::{Decided, FindingRecord, Outcome, Preserved};
use crate::error::Error;
use crate::reading::Case;

/// The form of cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum CardFormat {
    /// A page for people.
    #[default]
    Markdown,
    /// One row a card, separated by commas.
    Csv,
    /// One row a card as Swedish spreadsheets open it: semicolons, and a mark for UTF-8.
    ExcelCsv,
}

/// How cards are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cards {
    /// The form.
    pub format: CardFormat,
    /// The language of headings; what was recorded stays as it is.
    pub lang: Lang,
    /// Cards also for what nobody has decided yet.
    pub undecided: bool,
}

/// What one card says.
struct Card<'c> {
    case: &'c Case,
    decided: Option<&'c Decided>,
    /// Whether a later decision took its place.
    replaced: bool,
}

impl Cards {
    /// The cards of cases, in their order: one for each decision.
    pub fn render(self, cases: &[Case]) -> Result<String, Error> {
        let cards = cases.iter().flat_map(|case| self.of(case));
        match self.format {
            CardFormat::Markdown => {
                Ok(cards.map(|card| self.page(&card)).collect::<Vec<_>>().join("\n---\n\n"))
            }
            CardFormat::Csv => self.table(cards, b',', Terminator::Any(b'\n')),
            CardFormat::ExcelCsv => Ok(format!("\u{FEFF}{}", self.table(cards, b';', Terminator::CRLF)?)),
        }
    }

    fn of(self, case: &Case) -> Vec<Card<'_>> {
        let last = case.decisions.len().saturating_sub(1);
        let decisions = case.decisions.iter().enumerate();
        let mut cards: Vec<Card<'_>> = decisions
            .map(|(at, decided)| Card { case, decided: Some(decided), replaced: at < last })
            .collect();
        if cards.is_empty() && (self.undecided || case.erased.is_some()) {
            cards.push(Card { case, decided: None, replaced: false });
        }
        cards
    }

    fn say(self, sv: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Sv => sv,
            Lang::En => en,
        }
    }

    fn action(self, id: &str) -> &str {
        match id {
            "publish" => self.say("publicera", "publish"),
            "review" => self.say("granska", "review"),
            "hide" => self.say("dölj", "hide"),
            "remove" => self.say("ta bort", "remove"),
            other => other,
        }
    }

    fn outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Accepted => self.say("som rekommenderat", "as recommended"),
            Outcome::Overridden => self.say("annat än rekommenderat", "other than recommended"),
        }
    }

    fn title(self, category: &str) -> String {
        let known = category.parse::<Category>();
        let title = known.map(|category| Moderator::builtin().category_title(category, self.lang).to_owned());
        title.unwrap_or_else(|_| category.to_owned())
    }

    /// The law and which, or the municipality's own rules; and where they say so.
    fn ground(self, finding: &FindingRecord) -> String {
        let ground = match &finding.statute {
            Some(statute) if finding.basis == "law" => {
                format!("{} ({statute})", self.say("lagen", "the law"))
            }
            _ => self.say("kommunens egna regler", "the municipality's own rules").to_owned(),
        };
        match &finding.citation {
            Some(citation) => format!("{ground}; {citation}"),
            None => ground,
        }
    }

    fn unknown(self) -> &'static str {
        self.say("inte känt", "not known")
    }

    fn page(self, card: &Card<'_>) -> String {
        let case = card.case;
        let mut page = String::new();
        let _ = writeln!(page, "# {} {}\n", self.say("Ärendekort, post", "Case card, record"), case.number);
        let Some(preserved) = &case.preserved else {
            let _ = writeln!(page, "- {}: {}", self.say("Bevarad", "Preserved"), case.recorded);
            if let Some(erased) = &case.erased {
                let name = self.say("Gallrad", "Erased");
                let _ = writeln!(
                    page,
                    "- {name}: {}, {}: {}",
                    erased.time,
                    plain(&erased.by),
                    plain(&erased.why)
                );
            }
            return page;
        };
        for (name, value) in self.facts(case, preserved) {
            let _ = writeln!(page, "- {name}: {}", plain(&value));
        }
        let _ = writeln!(
            page,
            "\n## {}\n\n{}",
            self.say("Kommentaren", "The comment"),
            verbatim(&preserved.text)
        );
        for (name, text) in [
            (self.say("Inlägget", "The post"), &preserved.post),
            (self.say("Kommentaren som besvaras", "The comment it answers"), &preserved.parent),
        ] {
            if let Some(text) = text {
                let _ = writeln!(page, "## {name}\n\n{}", verbatim(text));
            }
        }
        self.findings(&mut page, preserved);
        self.decision(&mut page, card);
        page
    }

    fn facts(self, case: &Case, preserved: &Preserved) -> Vec<(&'static str, String)> {
        let or =
            |text: &Option<String>, otherwise: &str| text.clone().unwrap_or_else(|| otherwise.to_owned());
        vec![
            (self.say("Kommentar", "Comment"), preserved.id.clone()),
            (self.say("Skriven", "Written"), or(&preserved.time, self.unknown())),
            (self.say("Länk", "Link"), or(&preserved.link, self.unknown())),
            (
                self.say("Författare", "Author"),
                or(&preserved.author, self.say("inte bevarad", "not preserved")),
            ),
            (self.say("Bevarad", "Preserved"), case.recorded.clone()),
            (self.say("Regler", "Rules"), preserved.verdict.policy.clone()),
        ]
    }

    fn findings(self, page: &mut String, preserved: &Preserved) {
        let recommended = self.action(&preserved.verdict.action);
        let _ = writeln!(page, "## {}: {recommended}\n", self.say("Rekommendation", "Recommendation"));
        if preserved.verdict.findings.is_empty() {
            let _ = writeln!(
                page,
                "{}",
                self.say("Inget brott mot reglerna fanns.", "Nothing was found that breaks a rule.")
            );
        }
        for finding in &preserved.verdict.findings {
            let _ = writeln!(
                page,
                "- **{}** ({}): {} {}: {}.",
                self.title(&finding.category),
                plain(&finding.rule),
                plain(&finding.reason),
                self.say("Grund", "Ground"),
                plain(&self.ground(finding)),
            );
        }
    }

    fn decision(self, page: &mut String, card: &Card<'_>) {
        let name = self.say("Beslut", "Decision");
        let Some(decided) = card.decided else {
            let _ = writeln!(page, "\n## {name}: {}", self.say("inget än", "none yet"));
            return;
        };
        let _ = writeln!(page, "\n## {name}: {}\n", self.action(&decided.action));
        let _ = writeln!(page, "- {}: {}", self.say("Utfall", "Outcome"), self.outcome(decided.outcome));
        let _ = writeln!(page, "- {}: {}", self.say("Beslutat av", "Decided by"), plain(&decided.by));
        let _ = writeln!(page, "- {}: {}", self.say("Tid", "Time"), decided.time);
        if let Some(why) = &decided.why {
            let _ = writeln!(page, "- {}: {}", self.say("Skäl", "Reason"), plain(why));
        }
        if !decided.rules.is_empty() {
            let name = self.say("Regler som inte borde ha träffat", "Rules that should not have hit");
            let _ = writeln!(page, "- {name}: {}", plain(&decided.rules.join(", ")));
        }
        if card.replaced {
            let _ = writeln!(
                page,
                "- {}",
                self.say("Ersatt av ett senare beslut.", "A later decision took its place.")
            );
        }
    }

    fn headings(self) -> [&'static str; 21] {
        match self.lang {
            Lang::Sv => [
                "post",
                "kommentar",
                "skriven",
                "länk",
                "författare",
                "text",
                "inlägg",
                "regel",
                "kategori",
                "skäl",
                "grund",
                "policy",
                "rekommendation",
                "beslut",
                "utfall",
                "beslutat av",
                "beslutsskäl",
                "beslutstid",
                "gäller",
                "bevarad",
                "gallrad",
            ],
            Lang::En => [
                "record",
                "comment",
                "written",
                "link",
                "author",
                "text",
                "post",
                "rule",
                "category",
                "reason",
                "ground",
                "policy",
                "recommendation",
                "decision",
                "outcome",
                "decided by",
                "decision reason",
                "decision time",
                "in force",
                "preserved",
                "erased",
            ],
        }
    }

    fn row(self, card: &Card<'_>) -> Vec<String> {
        let case = card.case;
        let comment = case.preserved.as_ref();
        let text = |get: &dyn Fn(&Preserved) -> Option<String>| comment.and_then(get).unwrap_or_default();
        let each = |get: &dyn Fn(&FindingRecord) -> String| {
            let mut parts: Vec<String> = Vec::new();
            for finding in comment.map(|comment| comment.verdict.findings.as_slice()).unwrap_or_default() {
                let part = get(finding);
                if !parts.contains(&part) {
                    parts.push(part);
                }
            }
            parts.join(" | ")
        };
        let decided = |get: &dyn Fn(&Decided) -> String| card.decided.map(get).unwrap_or_default();
        let in_force = if card.replaced { self.say("nej", "no") } else { self.say("ja", "yes") };
        vec![
            case.number.to_string(),
            text(&|comment| Some(comment.id.clone())),
            text(&|comment| comment.time.clone()),
            text(&|comment| comment.link.clone()),
            text(&|comment| comment.author.clone()),
            text(&|comment| Some(comment.text.clone())),
            text(&|comment| comment.post.clone()),
            each(&|finding| finding.rule.clone()),
            each(&|finding| self.title(&finding.category)),
            each(&|finding| finding.reason.clone()),
            each(&|finding| self.ground(finding)),
            text(&|comment| Some(comment.verdict.policy.clone())),
            text(&|comment| Some(self.action(&comment.verdict.action).to_owned())),
            decided(&|decided| self.action(&decided.action).to_owned()),
            decided(&|decided| self.outcome(decided.outcome).to_owned()),
            decided(&|decided| decided.by.clone()),
            decided(&|decided| decided.why.clone().unwrap_or_default()),
            decided(&|decided| decided.time.clone()),
            decided(&|_| in_force.to_owned()),
            case.recorded.clone(),
            case.erased.as_ref().map(|erased| erased.time.clone()).unwrap_or_default(),
        ]
    }

    fn table<'c>(
        self,
        cards: impl Iterator<Item = Card<'c>>,
        delimiter: u8,
        terminator: Terminator,
    ) -> Result<String, Error> {
        let wrong =
            |error: &dyn std::fmt::Display| Error::Invalid(format!("the cards cannot be written: {error}"));
        let mut writer =
            WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
        writer.write_record(self.headings()).map_err(|error| wrong(&error))?;
        for card in cards {
            let row = self.row(&card).into_iter().map(defused);
            writer.write_record(row).map_err(|error| wrong(&error))?;
        }
        let bytes = writer.into_inner().map_err(|error| wrong(&error))?;
        String::from_utf8(bytes).map_err(|error| wrong(&error))
    }
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
fn defused(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

/// On one line, with nothing that Markdown would take for more than text.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '!' | '~' => {
                out.push('\\');
                out.push(letter);
            }
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// Every character as it was, inside a fence that the text cannot close.
fn verbatim(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{text}\n{fence}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_cannot_leave_its_fence() {
        assert_eq!(verbatim("a"), "```text\na\n```\n");
        assert_eq!(verbatim("```\n# b\n````"), "`````text\n```\n# b\n````\n`````\n");
    }

    #[test]
    fn what_is_no_comment_stays_on_its_line() {
        assert_eq!(plain("a\n# b | <c>"), "a \\# b \\| \\<c\\>");
        assert_eq!(defused("=1+1".to_owned()), "'=1+1");
    }
}
