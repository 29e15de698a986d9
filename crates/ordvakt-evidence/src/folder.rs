//! Where things lie in a folder of evidence.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::chain::Chain;
use crate::digest::Digest;
use crate::disk::Disk;
use crate::error::Error;

/// The end of a chain: kept elsewhere, it proves later what the chain held when it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Number of the last record; 0 where there is none.
    pub number: u64,
    /// Its digest.
    pub digest: Digest,
}

#[derive(Debug, Default)]
pub(crate) struct Folder {
    pub(crate) dir: PathBuf,
    pub(crate) disk: Disk,
}

impl Folder {
    pub(crate) fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), disk: Disk::default() }
    }

    pub(crate) fn records(&self) -> PathBuf {
        self.dir.join("records.jsonl")
    }

    pub(crate) fn contents(&self) -> PathBuf {
        self.dir.join("content")
    }

    pub(crate) fn content(&self, number: u64) -> PathBuf {
        self.contents().join(format!("{number}.json"))
    }

    pub(crate) fn head_file(&self) -> PathBuf {
        self.dir.join("head.json")
    }

    pub(crate) fn lock_file(&self) -> PathBuf {
        self.dir.join("lock")
    }

    pub(crate) fn aside(&self) -> PathBuf {
        self.dir.join("set-aside")
    }

    /// The number that a file in the folder of contents is named for.
    pub(crate) fn number_of(name: &str) -> Option<u64> {
        let digits = name.strip_suffix(".json")?;
        let number = digits.parse().ok()?;
        (digits == u64::to_string(&number)).then_some(number)
    }

    /// Names in the folder of contents, sorted.
    pub(crate) fn content_names(&self) -> Result<Vec<String>, Error> {
        names(&self.contents())
    }

    /// The last acknowledged record; `None` where the file is missing.
    pub(crate) fn head(&self) -> Result<Option<Head>, Error> {
        let path = self.head_file();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::file("read", &path)(error)),
        };
        serde_json::from_slice(&bytes).map(Some).map_err(|error| Error::Damaged {
            file: path,
            line: error.line() as u64,
            why: "this is no head of a chain".to_owned(),
        })
    }

    pub(crate) fn write_head(&self, head: Head) -> Result<(), Error> {
        let path = self.head_file();
        let mut json = serde_json::to_vec(&head).map_err(|error| Error::Invalid(error.to_string()))?;
        json.push(b'\n');
        self.disk.replace(&path, &json).map_err(Error::file("write", &path))?;
        self.disk.sync_dir(&self.dir).map_err(Error::file("write", &self.dir))
    }

    /// Whether it is there; the error says what else is.
    pub(crate) fn is_there(&self) -> Result<bool, Error> {
        let none = |why: &str| Error::NoEvidence { path: self.dir.clone(), why: why.to_owned() };
        if self.records().is_file() {
            return Ok(true);
        }
        match fs::metadata(&self.dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(Error::file("open", &self.dir)(error)),
            Ok(there) if !there.is_dir() => return Err(none("it is a file")),
            Ok(_) => {}
        }
        if self.head()?.is_some_and(|head| head.number > 0) {
            return Err(none("its records are gone: `records.jsonl` is missing"));
        }
        // What an opening that was stopped may have left; anything else is somebody's.
        let ours = ["lock", "content", "set-aside", "head.json", "head.new"];
        let stranger = names(&self.dir)?.into_iter().find(|name| !ours.contains(&name.as_str()));
        match stranger {
            Some(name) => Err(none(&format!("it holds `{name}` and no `records.jsonl`; give a new folder"))),
            None => Ok(false),
        }
    }

    /// Makes the folder itself, for its owner only.
    pub(crate) fn make_dir(&self) -> Result<(), Error> {
        if let Some(parent) = self.dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(Error::file("make", parent))?;
        }
        self.disk.make_dir(&self.dir).map_err(Error::file("make", &self.dir))?;
        self.disk.make_private(&self.dir).map_err(Error::file("make", &self.dir))
    }

    /// Makes what is missing in it; the file of records comes last and says that the rest is there.
    pub(crate) fn make(&self) -> Result<(), Error> {
        let disk = &self.disk;
        for folder in [self.contents(), self.aside()] {
            disk.make_dir(&folder).map_err(Error::file("make", &folder))?;
        }
        if self.head()?.is_none() {
            self.write_head(Chain::default().head())?;
        }
        let records = self.records();
        match disk.create(&records, b"") {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => other.map_err(Error::file("make", &records))?,
        }
        disk.sync_dir(&self.dir).map_err(Error::file("make", &self.dir))?;
        match self.dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            // Not every system lets a program sync a folder it may not write in; the folder itself is safe.
            Some(parent) => drop(disk.sync_dir(parent)),
            None => drop(disk.sync_dir(Path::new("."))),
        }
        Ok(())
    }
}

/// Names in a folder, sorted; none where it is missing.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::file("read", folder)(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::file("read", folder))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
