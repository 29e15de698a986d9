//! What ends the tool early, and what is wrong with a single row.

use std::fmt;
use std::io;
use std::path::Path;

/// Why a command cannot go on.
#[derive(Debug)]
pub(crate) enum Failure {
    /// To be told on the standard error.
    Told(String),
    /// What is wrong with lists or a policy, laid out with the lines it stands in.
    Diagnosed(String),
    /// Nobody reads the output any more: end without a word.
    Closed,
}

impl Failure {
    /// A failure in one sentence.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Told(message.into())
    }

    /// A file that cannot be read or written.
    pub(crate) fn file(path: &Path, doing: &str, error: &io::Error) -> Self {
        Self::Told(format!("cannot {doing} `{}`: {}", path.display(), plain(error)))
    }
}

/// A failed write to the standard output; a closed pipe is no failure.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::Told(format!("cannot write to the standard output: {}", plain(&error)))
        }
    }
}

/// An error of the system without the number behind it.
pub(crate) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

/// A row of the input that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Issue {
    /// The file as the user named it.
    pub(crate) file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub(crate) line: u64,
    /// Column in code points, from 1; 0 where the whole line is meant.
    pub(crate) column: u64,
    /// One lower-case sentence without full stop.
    pub(crate) message: String,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        write!(f, ": {}", self.message)
    }
}
