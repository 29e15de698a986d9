//! Which column holds what.

use std::borrow::Cow;

use ordvakt::AuthorRole;

use super::headers::{self, PARTS, TEXT, plain};
use super::{Kept, Record};
use crate::args::ColumnArgs;

/// In how many of the first rows a header is looked for: exports may have a title above it.
pub(super) const HEADER_ROWS: usize = 10;

/// A header has at most so many characters, words and digits.
const LONGEST_NAME: usize = 32;
const MOST_WORDS: usize = 3;
const MOST_DIGITS: usize = 3;

/// The columns of a source.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    header: Vec<String>,
    /// Indices by part.
    parts: [Option<usize>; PARTS.len()],
    /// What the user should know about the guesses, one sentence each.
    remarks: Vec<String>,
}

impl Columns {
    /// Finds the columns in a header: those the user named, the rest by guess; `sample` holds rows below it. An error is one
    /// sentence.
    pub(super) fn find(
        header: Vec<String>,
        wanted: &ColumnArgs,
        sample: &[Vec<String>],
    ) -> Result<Self, String> {
        let mut parts = [None; PARTS.len()];
        let named = [&wanted.text, &wanted.post, &wanted.id, &wanted.author, &wanted.time];
        for (part, name) in named.into_iter().enumerate() {
            if let Some(name) = name {
                parts[part] = Some(by_name(&header, name, PARTS[part])?);
            }
        }
        let mut remarks = Vec::new();
        if parts[TEXT].is_none() {
            let taken: Vec<usize> = parts.iter().flatten().copied().collect();
            parts[TEXT] = Some(guess_text(&header, &taken, sample, &mut remarks)?);
        }
        for (part, name) in PARTS.iter().enumerate().filter(|(part, _)| *part != TEXT) {
            // A column that has another meaning keeps that one.
            let free = |column: &usize| !parts.contains(&Some(*column));
            if parts[part].is_none()
                && let Some(guess) = headers::GUESSES[part].iter().find_map(|guess| {
                    let alike: Vec<usize> = (0..header.len())
                        .filter(free)
                        .filter(|&column| plain(&header[column]) == *guess)
                        .collect();
                    (!alike.is_empty()).then_some(alike)
                })
            {
                parts[part] = guess.first().copied();
                if guess.len() > 1 {
                    remarks
                        .push(format!("{name} could be {}; the first was taken", numbered(&header, &guess)));
                }
            }
        }
        Ok(Self { header, parts, remarks })
    }

    /// Finds the header among the first rows, and its columns. Returns its index too.
    pub(super) fn find_below_titles(
        rows: &[Vec<String>],
        wanted: &ColumnArgs,
    ) -> Result<(usize, Self), (usize, String)> {
        let text = wanted.text.as_ref().filter(|text| text.parse::<usize>().is_err());
        let at = rows.iter().take(HEADER_ROWS).position(|row| match text {
            Some(text) => row.iter().any(|cell| plain(cell) == plain(text)),
            // One known word alone may be a title.
            None => headers::familiar(row) >= 2 && row.iter().any(|cell| headers::is(TEXT, cell)),
        });
        let at = at.unwrap_or(0);
        let header = rows.get(at).cloned().unwrap_or_default();
        let sample = rows.get(at + 1..).unwrap_or_default();
        Self::find(header, wanted, sample).map(|columns| (at, columns)).map_err(|message| (at, message))
    }

    /// What was taken for what: ``text `Kommentar`, post `Inlägg` ``.
    pub(super) fn summary(&self) -> String {
        let named = |(part, column): (&&str, &Option<usize>)| {
            column.and_then(|column| Some(format!("{part} {}", shown(column, self.header.get(column)?))))
        };
        let parts = PARTS.iter().zip(&self.parts).filter_map(named).collect::<Vec<_>>().join(", ");
        self.remarks.iter().fold(parts, |summary, remark| summary + "; " + remark)
    }

    /// The header of a part.
    pub(super) fn name(&self, part: usize) -> Option<&str> {
        self.parts.get(part).copied().flatten().and_then(|column| self.header.get(column)).map(String::as_str)
    }

    /// How many columns there are.
    pub(super) fn count(&self) -> usize {
        self.header.len()
    }

    /// The part that a column is.
    pub(super) fn part(&self, column: usize) -> Option<usize> {
        self.parts.iter().position(|index| *index == Some(column))
    }

    /// Whether the columns are those of this header.
    pub(super) fn fit<'a>(&self, header: impl ExactSizeIterator<Item = &'a str>) -> bool {
        header.len() == self.header.len() && self.header.iter().map(String::as_str).eq(header)
    }

    /// Headers of the columns that are no part of a comment.
    pub(super) fn others(&self) -> impl Iterator<Item = &str> {
        self.header
            .iter()
            .enumerate()
            .filter(|(column, _)| !self.parts.contains(&Some(*column)))
            .map(|(_, name)| name.as_str())
    }

    /// The record of a row. An error is one sentence.
    pub(super) fn record<'a>(
        &self,
        cells: impl Iterator<Item = Cow<'a, str>>,
        keep: bool,
    ) -> Result<Record<'a>, String> {
        let mut record = Record::default();
        let mut count = 0;
        for (column, cell) in cells.enumerate() {
            count = column + 1;
            match self.part(column) {
                Some(0) => record.text = cell,
                Some(_) if cell.is_empty() => {}
                Some(1) => record.post = Some(cell),
                Some(2) => record.id = Some(cell),
                Some(3) => record.author = Some(cell),
                Some(4) => record.time = Some(cell),
                Some(5) => record.parent = Some(cell),
                Some(_) => record.author_role = role(&cell)?,
                None => {
                    if keep && let Some(name) = self.header.get(column) {
                        record.kept.push((Cow::Owned(name.clone()), Kept::Cell(cell)));
                    }
                }
            }
        }
        // A cell too many means a delimiter in a text that nobody quoted: the text would be cut.
        if count > self.header.len() || self.parts[0].is_some_and(|column| column >= count) {
            return Err(format!("the row has {count} columns, the header {}", self.header.len()));
        }
        Ok(record)
    }
}

/// The role of a name. An error is one sentence.
pub(super) fn role(name: &str) -> Result<AuthorRole, String> {
    AuthorRole::parse(name)
        .ok_or_else(|| "unknown author role; known are `outside`, `staff` and `elected`".to_owned())
}

/// The column a user means: by its header, by its header but for case and dots, or by its number. An error is one sentence.
fn by_name(header: &[String], name: &str, part: &str) -> Result<usize, String> {
    let all = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
        (0..header.len()).filter(|&column| is(&header[column])).collect()
    };
    let mut alike = all(&|cell| cell == name);
    if alike.is_empty() {
        alike = all(&|cell| plain(cell) == plain(name));
    }
    match alike[..] {
        [column] => Ok(column),
        [] => name
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1))
            .filter(|column| *column < header.len())
            .ok_or_else(|| format!("no column `{name}` (--{part}); there are {}", listed(header))),
        _ => Err(format!("--{part} could be {}; give the number", numbered(header, &alike))),
    }
}

/// The column that holds the comments.
fn guess_text(
    header: &[String],
    taken: &[usize],
    sample: &[Vec<String>],
    remarks: &mut Vec<String>,
) -> Result<usize, String> {
    let contract: Vec<usize> = (0..header.len()).filter(|&column| header[column] == "text").collect();
    if let [column] = contract[..] {
        return Ok(column);
    }
    let mut found = None;
    let mut passed = Vec::new();
    for tier in headers::TEXT_TIERS {
        let (numbers, alike): (Vec<usize>, Vec<usize>) = (0..header.len())
            .filter(|column| !taken.contains(column) && tier.contains(&plain(&header[*column]).as_str()))
            .partition(|&column| holds_numbers(sample, column));
        passed.extend(numbers);
        match (found, &alike[..]) {
            (None, [column]) => found = Some(*column),
            (None, [_, _, ..]) => {
                return Err(format!(
                    "the comments could be in {}; name the column with --text, or give its number",
                    numbered(header, &alike)
                ));
            }
            _ => passed.extend(alike),
        }
    }
    let found = found.ok_or_else(|| {
        format!("no column looks like the comments; name it with --text, there are {}", listed(header))
    })?;
    if !passed.is_empty() {
        remarks.push(format!("{} not taken for the comments", numbered(header, &passed)));
    }
    Ok(found)
}

/// Whether a column counts something: nothing but numbers in it, and some.
fn holds_numbers(sample: &[Vec<String>], column: usize) -> bool {
    let mut cells = sample.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim());
    let mut some = false;
    cells.all(|cell| {
        some |= !cell.is_empty();
        cell.bytes().all(|byte| byte.is_ascii_digit())
    }) && some
}

/// The columns there are, for people.
pub(super) fn listed<S: AsRef<str>>(header: &[S]) -> String {
    header
        .iter()
        .enumerate()
        .map(|(column, name)| shown(column, name.as_ref()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A column by its header, or by its number where that may be no header.
fn shown(column: usize, header: &str) -> String {
    if is_name(header) { format!("`{header}`") } else { format!("column {}", column + 1) }
}

/// Whether a cell may be a header. A file without one begins with a comment, which must not get into a log.
fn is_name(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    cell.chars().count() <= LONGEST_NAME
        && digits <= MOST_DIGITS
        && cell.split_whitespace().count() <= MOST_WORDS
        && !cell.contains(['@', '?', '!', ','])
        && (!cell.contains('.') || is_path(cell))
}

/// Whether a cell is a path of fields inside objects: `from.name`.
fn is_path(cell: &str) -> bool {
    cell.split('.').all(|field| {
        !field.is_empty() && field.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
    })
}

/// Some columns with their numbers, for people.
fn numbered(header: &[String], columns: &[usize]) -> String {
    let named = columns.iter().map(|&column| match header.get(column) {
        Some(header) if is_name(header) => format!("`{header}` (column {})", column + 1),
        _ => format!("column {}", column + 1),
    });
    named.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|&cell| cell.to_owned()).collect()
    }

    #[test]
    fn swedish_and_english_headers_are_found() {
        let columns =
            Columns::find(header(&["Nr", "INLÄGG", "Kommentar", "Från", "x"]), &ColumnArgs::default(), &[]);
        assert_eq!(columns.unwrap().summary(), "text `Kommentar`, post `INLÄGG`, id `Nr`, author `Från`");
        let columns =
            Columns::find(header(&["comment_id", "Created Time", "Message"]), &ColumnArgs::default(), &[]);
        assert_eq!(columns.unwrap().summary(), "text `Message`, id `comment_id`, time `Created Time`");
    }

    #[test]
    fn a_named_column_is_not_guessed_for_another_part() {
        let wanted = ColumnArgs { text: Some("post".to_owned()), ..ColumnArgs::default() };
        let columns = Columns::find(header(&["id", "post"]), &wanted, &[]).unwrap();
        assert_eq!(columns.summary(), "text `post`, id `id`");
    }

    #[test]
    fn a_cell_too_many_is_an_error() {
        let columns = Columns::find(header(&["id", "text"]), &ColumnArgs::default(), &[]).unwrap();
        let cells = ["1", "hej", "du"].map(Cow::Borrowed);
        assert_eq!(
            columns.record(cells.into_iter(), false).unwrap_err(),
            "the row has 3 columns, the header 2"
        );
    }
    fn guess(cells: &[&str], sample: &[&[&str]]) -> Result<String, String> {
        let sample: Vec<_> = sample.iter().map(|row| header(row)).collect();
        Columns::find(header(cells), &ColumnArgs::default(), &sample).map(|columns| columns.summary())
    }

    #[test]
    fn two_columns_that_may_be_the_comments_are_an_error() {
        let error = guess(&["Id", "Kommentar", "Comment"], &[]).unwrap_err();
        assert!(error.contains("`Kommentar` (column 2), `Comment` (column 3)"), "{error}");
        assert!(guess(&["text", "text"], &[]).is_err());
        // The name of the contract is no guess, and a comment is more than a message.
        assert_eq!(guess(&["text", "Kommentar"], &[]).unwrap(), "text `text`");
        assert_eq!(
            guess(&["Message", "Comment"], &[]).unwrap(),
            "text `Comment`; `Message` (column 1) not taken for the comments"
        );
    }

    #[test]
    fn a_column_of_counts_is_not_the_comments() {
        let found = guess(&["Inlägg", "Kommentarer", "Text"], &[&["a", "12", "hej"], &["b", "", "då"]]);
        assert_eq!(
            found.unwrap(),
            "text `Text`, post `Inlägg`; `Kommentarer` (column 2) not taken for the comments"
        );
        let error = guess(&["Inlägg", "Kommentarer"], &[&["a", "12"]]).unwrap_err();
        assert!(error.starts_with("no column looks like the comments"), "{error}");
    }

    #[test]
    fn columns_of_one_name_are_told_by_number() {
        assert_eq!(
            guess(&["Namn", "Text", "Namn"], &[]).unwrap(),
            "text `Text`, author `Namn`; author could be `Namn` (column 1), `Namn` (column 3); the first was taken"
        );
        let wanted = ColumnArgs { text: Some("Text".to_owned()), ..ColumnArgs::default() };
        let error = Columns::find(header(&["Text", "Text"]), &wanted, &[]).unwrap_err();
        assert_eq!(error, "--text could be `Text` (column 1), `Text` (column 2); give the number");
        let wanted = ColumnArgs { text: Some("2".to_owned()), ..ColumnArgs::default() };
        assert_eq!(Columns::find(header(&["Text", "Text"]), &wanted, &[]).unwrap().part(1), Some(TEXT));
    }

    #[test]
    fn a_header_below_titles_is_found() {
        let rows: Vec<_> = [&["Kommentarer 2025", ""][..], &["", ""], &["Id", "Kommentar"], &["1", "hej"]]
            .iter()
            .map(|row| header(row))
            .collect();
        let (at, columns) = Columns::find_below_titles(&rows, &ColumnArgs::default()).unwrap();
        assert_eq!((at, columns.summary().as_str()), (2, "text `Kommentar`, id `Id`"));
    }
}
