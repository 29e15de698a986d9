//! Lays out what is wrong with lists and policies, with the lines it stands in.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use ordvakt::{Diagnostic, Diagnostics, Source};

use crate::error::Failure;

/// All of them as one failure.
pub(crate) fn failure(diagnostics: &Diagnostics, files: &[Source]) -> Failure {
    Failure::Diagnosed(page(diagnostics, files))
}

/// All of them, one under the other, with their number at the end. Holds colours; the stream takes them out where unwanted.
fn page(diagnostics: &Diagnostics, files: &[Source]) -> String {
    let renderer = Renderer::styled();
    let mut page = String::new();
    for diagnostic in diagnostics {
        let text = files.iter().find(|file| file.label == diagnostic.file).map(|file| file.text.as_str());
        let line = text.and_then(|text| text.lines().nth(diagnostic.line.checked_sub(1)? as usize));
        let title = Level::ERROR.primary_title(diagnostic.message.as_str());
        let group = match line {
            Some(line) => {
                let snippet = Snippet::source(line)
                    .path(diagnostic.file.as_str())
                    .line_start(diagnostic.line as usize)
                    .annotation(AnnotationKind::Primary.span(place(diagnostic, line)));
                title.element(snippet)
            }
            None => title.element(origin(diagnostic)),
        };
        let report = [with_hint(group, diagnostic)];
        page.push_str(&renderer.render(&report));
        page.push_str("\n\n");
    }
    let count = diagnostics.len();
    let errors = if count == 1 { "1 error".to_owned() } else { format!("{count} errors") };
    page.push_str(&renderer.render(&[Group::with_title(Level::ERROR.primary_title(errors.as_str()))]));
    page.push('\n');
    page
}

fn origin(diagnostic: &Diagnostic) -> Origin<'_> {
    let origin = Origin::path(diagnostic.file.as_str());
    match (diagnostic.line, diagnostic.column) {
        (0, _) => origin,
        (line, 0) => origin.line(line as usize),
        (line, column) => origin.line(line as usize).char_column(column as usize),
    }
}

fn with_hint<'a>(group: Group<'a>, diagnostic: &'a Diagnostic) -> Group<'a> {
    match &diagnostic.hint {
        Some(hint) => group.element(Level::HELP.message(hint.as_str())),
        None => group,
    }
}

/// The bytes of a line that a diagnostic points at: the whole line, what its message names, or the word there.
fn place(diagnostic: &Diagnostic, line: &str) -> Range<usize> {
    let Some(skipped) = diagnostic.column.checked_sub(1) else { return 0..line.len() };
    let start = line.char_indices().nth(skipped as usize).map_or(line.len(), |(at, _)| at);
    let rest = &line[start..];
    let named = diagnostic
        .message
        .split('`')
        .skip(1)
        .step_by(2)
        .find(|named| !named.is_empty() && rest.starts_with(*named));
    let length = match named {
        Some(named) => named.len(),
        None => rest.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(rest.len()),
    };
    // One character at least, so that there is something to point at.
    let least = rest.chars().next().map_or(0, char::len_utf8);
    start..start + length.max(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(column: u32, message: &str) -> Diagnostic {
        Diagnostic { file: "f".to_owned(), line: 1, column, message: message.to_owned(), hint: None }
    }

    #[test]
    fn places_are_words_or_what_the_message_names() {
        let line = "jävla\tord\tx y, z";
        assert_eq!(&line[place(&at(7, "bad kind"), line)], "ord");
        assert_eq!(&line[place(&at(11, "bad flags `x y`"), line)], "x y");
        assert_eq!(place(&at(0, "bad line"), line), 0..line.len());
        assert_eq!(place(&at(99, "something is missing"), line), line.len()..line.len());
    }

    #[test]
    fn a_page_shows_every_diagnostic_with_its_line() {
        let mut diagnostics = Diagnostics::new();
        diagnostics.add(
            "sv/svordomar.tsv",
            2,
            7,
            "unknown kind `wrod`",
            Some("kinds are word, first, last, stem and regex"),
        );
        diagnostics.add("sv/svordomar.tsv", 3, 0, "the row has no severity", None);
        diagnostics.add("patterns/hot.toml", 0, 0, "the file is empty", None);
        let files = [Source {
            path: "sv/svordomar.tsv".to_owned(),
            label: "sv/svordomar.tsv".to_owned(),
            text: "# svordomar\njävla\twrod\tadj\nfan\n".to_owned(),
        }];
        let page = anstream::adapter::strip_str(&page(&diagnostics, &files)).to_string();
        insta::assert_snapshot!(page);
    }
}
