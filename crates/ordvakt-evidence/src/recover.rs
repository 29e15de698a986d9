//! What a writer that was stopped half-way left is set aside, and said.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::chain::Chain;
use crate::content::Content;
use crate::error::Error;
use crate::folder::{Folder, names};

/// Something that was put right, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// The last line of the records was not finished, so its writer had not been told that it is recorded.
    TornRecord {
        /// Where the line lies now.
        path: PathBuf,
    },
    /// A content had no record, so its writer had not been told that it is recorded.
    Unrecorded {
        /// Where the content lies now.
        path: PathBuf,
    },
    /// An erasure that was stopped has been carried out.
    ErasureFinished {
        /// The erased record.
        number: u64,
    },
    /// A record is safe, but the file that shows a cut-off chain could not be written.
    HeadNotWritten {
        /// What the system said.
        why: String,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TornRecord { path } => write!(
                f,
                "an unfinished record at the end was set aside in `{}`; nobody had been told that it is recorded",
                path.display()
            ),
            Self::Unrecorded { path } => write!(
                f,
                "a content without a record was set aside in `{}`; nobody had been told that it is recorded",
                path.display()
            ),
            Self::ErasureFinished { number } => {
                write!(f, "the erasure of record {number}, which had been stopped, is carried out")
            }
            Self::HeadNotWritten { why } => {
                write!(f, "recorded, but the head of the chain could not be written: {why}")
            }
        }
    }
}

impl Folder {
    /// A name in the folder for what is set aside, taken by nothing.
    fn place_aside(&self, name: &str) -> Result<PathBuf, Error> {
        let aside = self.aside();
        self.disk.make_dir(&aside).map_err(Error::file("make", &aside))?;
        let time = humantime::format_rfc3339_seconds(SystemTime::now()).to_string().replace([':', '-'], "");
        let free = |count: u32| aside.join(format!("{time}-{count}-{name}"));
        let path = (1..=u32::MAX).map(free).find(|path| !path.exists());
        Ok(path.unwrap_or_else(|| aside.join(name)))
    }

    /// Sets the unfinished end of the records aside. It is copied before it is cut off: it is never nowhere.
    pub(crate) fn set_torn_aside(&self, complete: u64, torn: &[u8]) -> Result<Notice, Error> {
        let path = self.place_aside("records.torn")?;
        self.disk.create(&path, torn).map_err(Error::file("write", &path))?;
        self.disk.sync_dir(&self.aside()).map_err(Error::file("write", &self.aside()))?;
        let records = self.records();
        self.disk.truncate(&records, complete).map_err(Error::file("write", &records))?;
        Ok(Notice::TornRecord { path })
    }

    /// Sets contents without a record aside and finishes erasures.
    pub(crate) fn tidy(&self, chain: &Chain, notices: &mut Vec<Notice>) -> Result<(), Error> {
        let contents = self.contents();
        let mut moved = false;
        for name in self.content_names()? {
            let path = contents.join(&name);
            let Some(number) = Self::number_of(&name) else { continue };
            if number == 0 || number > chain.head().number {
                let aside = self.place_aside(&name)?;
                self.disk.rename(&path, &aside).map_err(Error::file("set aside", &path))?;
                notices.push(Notice::Unrecorded { path: aside });
                moved = true;
            } else if chain.erased(number).is_some() {
                self.disk.remove(&path).map_err(Error::file("delete", &path))?;
                notices.push(Notice::ErasureFinished { number });
                moved = true;
            }
        }
        if moved {
            for folder in [contents, self.aside()] {
                self.disk.sync_dir(&folder).map_err(Error::file("write", &folder))?;
            }
        }
        Ok(())
    }

    /// Deletes copies that were set aside of what is erased; returns what is there and cannot be read.
    pub(crate) fn erase_aside(&self, erased: &dyn Fn(&Content) -> bool) -> Result<Vec<PathBuf>, Error> {
        let aside = self.aside();
        let mut unreadable = Vec::new();
        for name in names(&aside)?.iter().filter(|name| has_ending(name, "json")) {
            let path = aside.join(name);
            let file = fs::read(&path).map_err(Error::file("read", &path))?;
            match Content::open(&file) {
                Ok(content) if erased(&content) => {
                    self.disk.remove(&path).map_err(Error::file("delete", &path))?;
                }
                Ok(_) => {}
                Err(_) => unreadable.push(path),
            }
        }
        self.disk.sync_dir(&aside).map_err(Error::file("write", &aside))?;
        Ok(unreadable)
    }
}

fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own == ending)
}
