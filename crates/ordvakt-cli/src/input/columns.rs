//! Which column holds what.

use std::borrow::Cow;

use ordvakt::AuthorRole;

use super::{Kept, Record};
use crate::args::ColumnArgs;

/// Parts of a comment, in the order of [`GUESSES`].
const PARTS: [&str; 7] = ["text", "post", "id", "author", "time", "parent", "author_role"];

/// Headers that exports and people use, plain: lower case, å and ä as a, ö as o, only letters. The first that is there wins.
const GUESSES: [&[&str]; 7] = [
    &[
        "text",
        "kommentar",
        "kommentaren",
        "kommentartext",
        "kommentarstext",
        "kommentarer",
        "comment",
        "commenttext",
        "commentmessage",
        "comments",
        "meddelande",
        "meddelandetext",
        "message",
        "messagetext",
        "innehall",
        "body",
        "content",
    ],
    &[
        "post",
        "inlagg",
        "inlaggstext",
        "inlagget",
        "posttext",
        "postmessage",
        "ursprungsinlagg",
        "amne",
        "topic",
        "subject",
        "rubrik",
        "artikel",
        "article",
    ],
    &[
        "id",
        "commentid",
        "kommentarid",
        "kommentarsid",
        "messageid",
        "meddelandeid",
        "nr",
        "nummer",
        "lopnummer",
        "number",
        "no",
    ],
    &[
        "author",
        "forfattare",
        "authorname",
        "namn",
        "name",
        "anvandare",
        "anvandarnamn",
        "username",
        "user",
        "avsandare",
        "sender",
        "skribent",
        "profil",
        "profile",
        "fran",
        "from",
    ],
    &[
        "time",
        "tid",
        "tidpunkt",
        "datum",
        "date",
        "datumtid",
        "datetime",
        "timestamp",
        "tidsstampel",
        "createdat",
        "createdtime",
        "created",
        "skapad",
        "publicerad",
        "published",
        "publicerat",
    ],
    &["parent", "parenttext", "svarpa", "inreplyto", "replyto"],
    &["authorrole", "role", "roll"],
];

/// The columns of a source.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    header: Vec<String>,
    /// Indices by part.
    parts: [Option<usize>; 7],
}

impl Columns {
    /// Finds the columns in a header: those the user named, the rest by guess. An error is one sentence.
    pub(super) fn find(header: Vec<String>, wanted: &ColumnArgs) -> Result<Self, String> {
        let mut parts = [None; 7];
        let named = [&wanted.text, &wanted.post, &wanted.id, &wanted.author, &wanted.time];
        for (part, name) in named.into_iter().enumerate() {
            if let Some(name) = name {
                let column = by_name(&header, name).ok_or_else(|| {
                    format!("no column `{name}` (--{}); there are {}", PARTS[part], listed(&header))
                })?;
                parts[part] = Some(column);
            }
        }
        for (part, guesses) in GUESSES.iter().enumerate() {
            if parts[part].is_none() {
                let guess =
                    guesses.iter().find_map(|guess| header.iter().position(|cell| plain(cell) == *guess));
                // A column the user gave another meaning keeps that one.
                parts[part] = guess.filter(|column| !parts.contains(&Some(*column)));
            }
        }
        if parts[0].is_none() {
            return Err(format!(
                "no column looks like the comments; name it with --text, there are {}",
                listed(&header)
            ));
        }
        Ok(Self { header, parts })
    }

    /// What was taken for what: ``text `Kommentar`, post `Inlägg` ``.
    pub(super) fn summary(&self) -> String {
        let named = |(part, column): (&&str, &Option<usize>)| {
            column.and_then(|column| self.header.get(column)).map(|header| format!("{part} `{header}`"))
        };
        PARTS.iter().zip(&self.parts).filter_map(named).collect::<Vec<_>>().join(", ")
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
            let part = self.parts.iter().position(|index| *index == Some(column));
            match part {
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
        .ok_or_else(|| format!("unknown author role `{name}`; known are `outside`, `staff` and `elected`"))
}

fn by_name(header: &[String], name: &str) -> Option<usize> {
    header
        .iter()
        .position(|cell| cell == name)
        .or_else(|| header.iter().position(|cell| plain(cell) == plain(name)))
        .or_else(|| name.parse::<usize>().ok()?.checked_sub(1).filter(|column| *column < header.len()))
}

/// The columns there are, for people.
fn listed(header: &[String]) -> String {
    header.iter().map(|cell| format!("`{cell}`")).collect::<Vec<_>>().join(", ")
}

/// How many cells of a row are headers that some part goes by.
pub(super) fn familiar(cells: &[String]) -> usize {
    cells.iter().filter(|cell| GUESSES.iter().any(|guesses| guesses.contains(&plain(cell).as_str()))).count()
}

/// A header without case, dots and anything but letters, so that `Comment_ID`, `comment id` and `INLÄGG` are found.
fn plain(header: &str) -> String {
    let letters = header.chars().flat_map(char::to_lowercase).filter_map(|c| match c {
        'å' | 'ä' => Some('a'),
        'ö' => Some('o'),
        _ => c.is_ascii_alphanumeric().then_some(c),
    });
    letters.collect()
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
            Columns::find(header(&["Nr", "INLÄGG", "Kommentar", "Från", "x"]), &ColumnArgs::default());
        assert_eq!(columns.unwrap().summary(), "text `Kommentar`, post `INLÄGG`, id `Nr`, author `Från`");
        let columns =
            Columns::find(header(&["comment_id", "Created Time", "Message"]), &ColumnArgs::default());
        assert_eq!(columns.unwrap().summary(), "text `Message`, id `comment_id`, time `Created Time`");
    }

    #[test]
    fn a_named_column_is_not_guessed_for_another_part() {
        let wanted = ColumnArgs { text: Some("post".to_owned()), ..ColumnArgs::default() };
        let columns = Columns::find(header(&["id", "post"]), &wanted).unwrap();
        assert_eq!(columns.summary(), "text `post`, id `id`");
    }

    #[test]
    fn a_cell_too_many_is_an_error() {
        let columns = Columns::find(header(&["id", "text"]), &ColumnArgs::default()).unwrap();
        let cells = ["1", "hej", "du"].map(Cow::Borrowed);
        assert_eq!(
            columns.record(cells.into_iter(), false).unwrap_err(),
            "the row has 3 columns, the header 2"
        );
    }
}
