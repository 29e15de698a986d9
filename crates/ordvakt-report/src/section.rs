//! The sections of the table, gravest first, and where their comments wait.

use std::io::{self, BufRead, BufReader, Read as _, Seek, SeekFrom, Write as _};

use ordvakt::{Action, Signal};
use serde::{Deserialize, Serialize};
use tempfile::SpooledTempFile;

use crate::entry::Entry;

/// Bytes of a section that stay in memory.
const IN_MEMORY: usize = 4 << 20;

/// What the comments of a section need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// A person at once, whatever else they are.
    Urgent,
    Remove,
    Hide,
    Review,
    /// They can stay, but ask for an answer or break a rule that asks for nothing.
    Noted,
    /// Nothing was found.
    Clean,
}

impl Section {
    pub(crate) const ALL: [Self; 6] =
        [Self::Urgent, Self::Remove, Self::Hide, Self::Review, Self::Noted, Self::Clean];

    /// The section of a comment.
    pub(crate) fn of(entry: &Entry) -> Self {
        if entry.signals(Signal::Akut) {
            return Self::Urgent;
        }
        match entry.action() {
            Action::Remove => Self::Remove,
            Action::Hide => Self::Hide,
            Action::Publish if entry.report.findings.is_empty() && entry.report.signals.is_empty() => {
                Self::Clean
            }
            Action::Publish => Self::Noted,
            // Whatever is added to the actions, a person should look at it.
            _ => Self::Review,
        }
    }

    /// The fragment that leads to it.
    pub(crate) fn anchor(self) -> &'static str {
        match self {
            Self::Urgent => "s-urgent",
            Self::Remove => "s-remove",
            Self::Hide => "s-hide",
            Self::Review => "s-review",
            Self::Noted => "s-noted",
            Self::Clean => "s-clean",
        }
    }
}

/// A comment and its place in the input, from 1.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Numbered<E> {
    pub(crate) number: u64,
    pub(crate) entry: E,
}

/// The comments of one section, in the order of the input.
pub(crate) struct Spool {
    file: SpooledTempFile,
    line: Vec<u8>,
    pub(crate) count: u64,
}

impl Spool {
    pub(crate) fn new() -> Self {
        Self { file: SpooledTempFile::new(IN_MEMORY), line: Vec::new(), count: 0 }
    }

    /// Appends a comment; where it begins.
    pub(crate) fn push(&mut self, number: u64, entry: &Entry) -> io::Result<u64> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, &Numbered { number, entry })?;
        self.line.push(b'\n');
        let at = aside(self.file.stream_position())?;
        aside(self.file.write_all(&self.line))?;
        self.count += 1;
        Ok(at)
    }

    /// The comment that begins at a position that [`Spool::push`] gave.
    pub(crate) fn one(&mut self, at: u64) -> io::Result<Numbered<Entry>> {
        let mut line = String::new();
        let end = aside(self.file.stream_position())?;
        aside(self.file.seek(SeekFrom::Start(at)))?;
        aside(BufReader::new((&mut self.file).take(end - at)).read_line(&mut line))?;
        aside(self.file.seek(SeekFrom::Start(end)))?;
        Ok(serde_json::from_str(&line)?)
    }

    /// All comments, in order.
    pub(crate) fn into_entries(mut self) -> io::Result<impl Iterator<Item = io::Result<Numbered<Entry>>>> {
        aside(self.file.rewind())?;
        let lines = BufReader::with_capacity(1 << 16, self.file).lines();
        Ok(lines.map(|line| Ok(serde_json::from_str(&aside(line)?)?)))
    }
}

/// Tells a full disk of temporary files from a full disk of the output.
fn aside<T>(result: io::Result<T>) -> io::Result<T> {
    result.map_err(|error| {
        io::Error::new(error.kind(), format!("cannot keep comments in a temporary file: {error}"))
    })
}
