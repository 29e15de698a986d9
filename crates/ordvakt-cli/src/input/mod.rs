//! Reads comments: bytes in, batches of items out, items to records.
//!
//! A scanner only finds where items begin and end, so that one thread keeps many busy that parse and screen.

mod bytes;
mod columns;
mod csv;
mod detect;
mod headers;
mod json;
mod nested;
mod object;
mod outlet;
#[cfg(feature = "parquet")]
mod parquet;
mod shapes;
mod source;
mod stream;
mod table;
mod text;
mod values;
mod workbook;

use std::borrow::Cow;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ordvakt::AuthorRole;
use serde_json::value::RawValue;

pub(crate) use columns::Columns;
pub(crate) use source::{Event, Settings, is_stdin, read_all};

use crate::error::Issue;
use outlet::Stop;

/// Where an item stands in a batch and in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Its bytes in the batch.
    pub(crate) range: Range<usize>,
    /// Line of its first byte, from 1.
    pub(crate) line: u64,
    /// Column of its first byte in code points, from 1.
    pub(crate) column: u64,
    /// What it is called if it has no id: its line, or its position in an array.
    pub(crate) number: u64,
}

/// Some items of one source, with the bytes they stand in.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) bytes: Vec<u8>,
    /// Where `bytes` begins in the file.
    pub(crate) offset: u64,
    pub(crate) items: Vec<Item>,
}

/// Finds the items in a stream of bytes.
trait Scan: Send {
    /// Appends the items that end in `bytes` and returns how many leading bytes are done with. The rest is given again with
    /// more behind it. `last` says that nothing follows.
    fn scan(&mut self, bytes: &[u8], last: bool, items: &mut Vec<Item>) -> Result<usize, Fault>;
}

/// What makes the rest of a source unreadable.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    line: u64,
    column: u64,
    message: String,
}

/// A comment as it stands in the input.
#[derive(Debug, Default)]
pub(crate) struct Record<'a> {
    pub(crate) id: Option<Cow<'a, str>>,
    pub(crate) text: Cow<'a, str>,
    pub(crate) post: Option<Cow<'a, str>>,
    pub(crate) parent: Option<Cow<'a, str>>,
    pub(crate) author: Option<Cow<'a, str>>,
    pub(crate) author_role: AuthorRole,
    pub(crate) time: Option<Cow<'a, str>>,
    /// The other fields, where they are to be kept.
    pub(crate) kept: Vec<(Cow<'a, str>, Kept<'a>)>,
}

/// A field that is passed through.
#[derive(Clone, Debug)]
pub(crate) enum Kept<'a> {
    /// As it stood in JSON.
    Json(&'a RawValue),
    /// A cell.
    Cell(Cow<'a, str>),
}

/// How the items of a source become records.
#[derive(Debug)]
pub(crate) enum Form {
    /// A JSON object, by these names of fields.
    Json(json::Fields),
    /// A line is a comment.
    Text,
    /// A row of columns.
    Csv { delimiter: u8, columns: Columns },
}

/// An input that has been opened and understood.
#[derive(Debug)]
pub(crate) struct Source {
    /// The file as the user named it.
    pub(crate) name: String,
    /// Whether it is one of several parts of a file, which count their rows each for themselves.
    pub(crate) part: bool,
    pub(crate) form: Form,
    /// Whether other fields are kept.
    pub(crate) keep: bool,
}

impl Source {
    /// The record of an item.
    pub(crate) fn record<'a>(&self, batch: &'a Batch, item: &Item) -> Result<Record<'a>, Issue> {
        let issue = |line, column, message| Issue { file: self.name.clone(), line, column, message };
        let bytes = batch.bytes.get(item.range.clone()).unwrap_or_default();
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let (line, column) = place(bytes, error.valid_up_to(), item);
            let at = batch.offset + (item.range.start + error.valid_up_to()) as u64;
            let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
            issue(line, column, format!("not valid UTF-8: byte 0x{byte:02X} at byte {at} of the file"))
        })?;
        match &self.form {
            Form::Text => Ok(Record { text: Cow::Borrowed(text), ..Record::default() }),
            Form::Csv { delimiter, columns } => columns
                .record(csv::cells(text, *delimiter), self.keep)
                .map_err(|message| issue(item.line, 0, message)),
            Form::Json(fields) => json::record(text, fields, self.keep).map_err(|(at, message)| {
                let (line, column) = place(bytes, at, item);
                issue(line, column, message)
            }),
        }
    }

    /// The names of the columns that are kept, where the source has columns.
    pub(crate) fn kept_columns(&self) -> Vec<&str> {
        match &self.form {
            Form::Csv { columns, .. } if self.keep => columns.others().collect(),
            _ => Vec::new(),
        }
    }
}

/// Line and column in the file of a byte of an item.
fn place(bytes: &[u8], at: usize, item: &Item) -> (u64, u64) {
    let before = bytes.get(..at).unwrap_or(bytes);
    let breaks = before.split(|&byte| byte == b'\n').count() as u64 - 1;
    let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    // Bytes that continue a character are no column of their own.
    let characters = before[start..].iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
    (item.line + breaks, if breaks == 0 { item.column + characters } else { characters + 1 })
}

/// Runs a library on bytes that anybody may have written: what makes it panic is a broken file and not the end of the tool.
fn guarded<T>(what: &str, read: impl FnOnce() -> Result<T, Stop>) -> Result<T, Stop> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Stop::whole(format!("{what} is broken in a way that nobody foresaw"))))
}
