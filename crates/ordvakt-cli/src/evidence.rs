//! `ordvakt evidence`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use ordvakt::{Action, Lang};
use ordvakt_evidence::{
    CardFormat, Cards, Case, Digest, Error, Evidence, Statistics, Verification, Which, verify,
};
use serde::Serialize;

use crate::args::{CardArg, EvidenceCommand, TextFormat, WhichArgs};
use crate::color::{self, BOLD, DIM, ERROR, NOTE, of_action, safe};
use crate::error::{Failure, plain};
use crate::output::Target;
use crate::{Status, print};

/// Runs the command.
pub(crate) fn run(command: &EvidenceCommand) -> Result<Status, Failure> {
    match command {
        EvidenceCommand::Verify { dir, head } => check(dir, head),
        EvidenceCommand::Show { dir, which, format, lang } => show(dir, which, *format, (*lang).into()),
        EvidenceCommand::Erase { dir, id, number, before, by, why } => {
            let ids = id.iter().map(|id| Which::Id(id)).chain(number.iter().copied().map(Which::Number));
            erase(dir, ids.collect(), before.as_deref(), by, why)
        }
        EvidenceCommand::Cards { dir, which, format, excel, undecided, output, lang } => {
            let format = match (format, excel) {
                (CardArg::Csv, false) => CardFormat::Csv,
                (CardArg::Csv, true) => CardFormat::ExcelCsv,
                (CardArg::Markdown, false) => CardFormat::Markdown,
                (CardArg::Markdown, true) => {
                    return Err(Failure::new("--excel is a way to write CSV; give --format csv"));
                }
            };
            let cards = Cards { format, lang: (*lang).into(), undecided: *undecided || is_one(which) };
            let page = cards.render(&cases(dir, which)?).map_err(failure)?;
            let mut target = Target::open(output.as_deref())?;
            let written = target.write_all(page.as_bytes()).and_then(|()| target.flush());
            written.map_err(|error| target.failure(error))?;
            target.complete()?;
            Ok(Status::Fine)
        }
        EvidenceCommand::Statistics { dir, format } => {
            let statistics = existing(dir)?.statistics().map_err(failure)?;
            match format {
                TextFormat::Json => print(&json_lines(&[statistics])),
                TextFormat::Text => print(table(&statistics).as_bytes()),
            }
        }
    }
}

/// An error of evidence as the tool tells it.
pub(crate) fn failure(error: Error) -> Failure {
    match error {
        Error::File { doing, path, source } => {
            Failure::new(format!("cannot {doing} `{}`: {}", path.display(), plain(&source)))
        }
        other => Failure::new(other.to_string()),
    }
}

/// Tells what was put right in the folder.
pub(crate) fn tell_notices(evidence: &Evidence) {
    for notice in evidence.notices() {
        color::tell(NOTE, "note", &notice.to_string());
    }
}

/// The comment that the options name, if they name one.
pub(crate) fn which(args: &WhichArgs) -> Option<Which<'_>> {
    args.number.map(Which::Number).or(args.id.as_deref().map(Which::Id))
}

fn is_one(args: &WhichArgs) -> bool {
    which(args).is_some()
}

fn existing(dir: &Path) -> Result<Evidence, Failure> {
    Evidence::existing(dir).map_err(failure)
}

fn cases(dir: &Path, args: &WhichArgs) -> Result<Vec<Case>, Failure> {
    let evidence = existing(dir)?;
    match which(args) {
        Some(which) => evidence.case(which).map(|case| vec![case]),
        None => evidence.cases(),
    }
    .map_err(failure)
}

fn check(dir: &Path, heads: &[Digest]) -> Result<Status, Failure> {
    let found = verify(dir, heads).map_err(failure)?;
    for remark in &found.remarks {
        color::tell(NOTE, "note", &remark.to_string());
    }
    for flaw in &found.flaws {
        color::tell(ERROR, "error", &flaw.to_string());
    }
    print(summary(&found).as_bytes())?;
    Ok(if found.is_sound() { Status::Fine } else { Status::Findings })
}

fn summary(found: &Verification) -> String {
    let Verification { head, comments, decisions, erased, flaws, .. } = found;
    let verdict = match flaws.len() {
        0 => "everything is as it was recorded".to_owned(),
        1 => "1 thing is not as it was recorded".to_owned(),
        count => format!("{count} things are not as they were recorded"),
    };
    format!(
        "{} records: {comments} comments, {decisions} decisions, {erased} of them erased\nhead {}\n{verdict}\n",
        head.number, head.digest
    )
}

fn show(dir: &Path, args: &WhichArgs, format: TextFormat, lang: Lang) -> Result<Status, Failure> {
    let cases = cases(dir, args)?;
    if format == TextFormat::Json {
        return print(&json_lines(&cases));
    }
    if is_one(args) {
        let cards = Cards { lang, undecided: true, ..Cards::default() };
        let page = cards.render(&cases).map_err(failure)?;
        let page = page.lines().map(safe).collect::<Vec<_>>().join("\n") + "\n";
        return print(page.as_bytes());
    }
    let mut page = String::new();
    for case in &cases {
        line(&mut page, case);
    }
    print(page.as_bytes())
}

/// A case on one line.
fn line(page: &mut String, case: &Case) {
    let _ = write!(page, "{BOLD}{}{BOLD:#}  {DIM}{}{DIM:#}  ", case.number, case.recorded);
    let colored = |action: &str| {
        let style = action.parse::<Action>().map(of_action).unwrap_or_default();
        format!("{style}{}{style:#}", safe(action))
    };
    match (&case.preserved, &case.erased) {
        (Some(comment), _) => {
            let _ = write!(page, "{}  {}", safe(&comment.id), colored(&comment.verdict.action));
        }
        (None, Some(erased)) => {
            let _ = write!(page, "{DIM}erased {} by {}{DIM:#}", erased.time, safe(&erased.by));
        }
        (None, None) => {}
    }
    if let Some(decided) = case.decided() {
        let _ = write!(page, " → {} {DIM}({}){DIM:#}", colored(&decided.action), safe(&decided.by));
    }
    page.push('\n');
}

fn json_lines<T: Serialize>(values: &[T]) -> Vec<u8> {
    let mut out = Vec::new();
    for value in values {
        // Memory takes any value made of strings, numbers and lists.
        let _ = serde_json::to_writer(&mut out, value);
        out.push(b'\n');
    }
    out
}

fn erase(
    dir: &Path,
    named: Vec<Which<'_>>,
    before: Option<&str>,
    by: &str,
    why: &str,
) -> Result<Status, Failure> {
    let evidence = existing(dir)?;
    let mut which = named;
    if let Some(day) = before {
        if !is_day(day) {
            return Err(Failure::new(format!("`{day}` is no day; write it as `2024-01-31`")));
        }
        let cases = evidence.cases().map_err(failure)?;
        let old = cases.iter().filter(|case| case.erased.is_none() && case.recorded.as_str() < day);
        which.extend(old.map(|case| Which::Number(case.number)));
        if which.is_empty() {
            return print(format!("nothing was recorded before {day}\n").as_bytes());
        }
    }
    let erased = evidence.erase(&which, by, why).map_err(failure);
    tell_notices(&evidence);
    let erased = erased?;
    for path in &erased.unreadable {
        let message = format!(
            "`{}` was set aside and cannot be read; it may hold something of what is erased: look at it and delete it",
            path.display()
        );
        color::tell(NOTE, "note", &message);
    }
    let numbers = erased.erased.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    print(format!("record {}: the contents of {numbers} are erased\n", erased.number).as_bytes())
}

/// Whether a text is a day as `2024-01-31`.
fn is_day(text: &str) -> bool {
    let shape = text.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    let number = |at: std::ops::Range<usize>| text.get(at).and_then(|part| part.parse::<u8>().ok());
    shape.eq(*b"0000-00-00")
        && number(5..7).is_some_and(|month| (1..=12).contains(&month))
        && number(8..10).is_some_and(|day| (1..=31).contains(&day))
}

fn table(statistics: &Statistics) -> String {
    let Statistics { comments, decided, accepted, overridden, erased, rules } = statistics;
    let mut page = format!(
        "{comments} comments, {decided} decided: {accepted} as recommended, {overridden} otherwise; {erased} erased\n\n"
    );
    let width = rules.iter().map(|rule| rule.rule.chars().count()).max().unwrap_or_default().max(4);
    let _ = writeln!(
        page,
        "{DIM}{:width$}  found  decided  accepted  milder  stricter  overruled{DIM:#}",
        "rule"
    );
    for rule in rules {
        let share = if rule.decided == 0 { "–".to_owned() } else { format!("{:.0} %", rule.share * 100.0) };
        let _ = writeln!(
            page,
            "{:width$}  {:>5}  {:>7}  {:>8}  {:>6}  {:>8}  {share:>9}",
            safe(&rule.rule),
            rule.comments,
            rule.decided,
            rule.accepted,
            rule.milder,
            rule.stricter,
        );
    }
    page
}

#[cfg(test)]
mod tests {
    use super::is_day;

    #[test]
    fn days_are_told_from_other_texts() {
        assert!(is_day("2024-01-31"));
        for text in ["", "2024-1-31", "2024-13-01", "2024-01-00", "24-01-31", "2024-01-31T00", "åååå-01-31"]
        {
            assert!(!is_day(text), "{text}");
        }
    }
}
