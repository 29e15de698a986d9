//! What can go wrong with evidence.

use std::io;
use std::path::{Path, PathBuf};

/// Why evidence could not be opened, written or read. Where a call fails, nothing of it is recorded, unless the text says otherwise.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file system refused something: a full disk, missing rights.
    #[error("cannot {doing} `{path}`: {source}")]
    File {
        /// What was tried.
        doing: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another writer held the folder for longer than anybody waits.
    #[error("`{0}` is being written to by another program; try again when it has finished")]
    Busy(PathBuf),
    /// The folder is none of evidence.
    #[error("`{path}` is no folder of evidence: {why}")]
    NoEvidence {
        /// The folder.
        path: PathBuf,
        /// What speaks against it.
        why: String,
    },
    /// Records have been changed or removed. Nothing is added to such a chain.
    #[error("{file}:{line}: {why}; `verify` tells everything, and nothing is added to a damaged chain", file = .file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// Line, from 1.
        line: u64,
        /// What is wrong there.
        why: String,
    },
    /// There is no such record.
    #[error("{0}")]
    Unknown(String),
    /// What is to be recorded lacks something or contradicts itself.
    #[error("{0}")]
    Invalid(String),
}

impl Error {
    /// For `map_err`: what was tried on which file.
    pub(crate) fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { doing, path, source }
    }
}
