//! Whether records and contents are what was recorded.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::chain::{Body, Chain, Kind, read_line};
use crate::content::Content;
use crate::digest::Digest;
use crate::error::Error;
use crate::evidence::{cut_off, missing};
use crate::folder::{Folder, Head, names};
use crate::lock::{self, PATIENCE};

/// Something that is not as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flaw {
    /// The file it is in.
    pub file: PathBuf,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": {}", self.message)
    }
}

/// What was found in a folder of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// The end of the chain; keep it elsewhere.
    pub head: Head,
    /// Records of comments.
    pub comments: u64,
    /// Records of decisions.
    pub decisions: u64,
    /// Records of either whose content is erased.
    pub erased: u64,
    /// Everything that is not as it was recorded.
    pub flaws: Vec<Flaw>,
    /// What nobody has been told is recorded, left by a writer that was stopped, and other things worth a look. No flaws.
    pub remarks: Vec<Flaw>,
}

impl Verification {
    /// Whether everything is as it was recorded.
    pub fn is_sound(&self) -> bool {
        self.flaws.is_empty()
    }
}

/// Holds every record and content of a folder against the digests, and the chain against heads that were kept elsewhere. Reads
/// everything anew and changes nothing; waits while somebody writes.
pub fn verify(dir: impl AsRef<Path>, heads: &[Digest]) -> Result<Verification, Error> {
    let folder = Folder::new(dir.as_ref());
    if !folder.is_there()? {
        let why = "there are no records in it".to_owned();
        return Err(Error::NoEvidence { path: folder.dir, why });
    }
    let _lock = lock::shared(&folder.dir, &folder.lock_file(), PATIENCE)?;
    let path = folder.records();
    let bytes = fs::read(&path).map_err(Error::file("read", &path))?;
    let mut check = Check { folder, ..Check::default() };
    check.records(&bytes);
    // After a flaw in the chain its end says nothing, and what was acknowledged is told by the flaw.
    if check.flaws.is_empty() {
        check.head();
        check.pins(heads);
    }
    check.contents()?;
    check.surroundings()?;
    Ok(check.finish())
}

#[derive(Default)]
struct Check {
    folder: Folder,
    chain: Chain,
    /// Numbers of records that could not be read or are missing.
    broken: BTreeSet<u64>,
    flaws: Vec<Flaw>,
    remarks: Vec<Flaw>,
}

impl Check {
    fn flaw(&mut self, file: PathBuf, line: u64, message: impl Into<String>) {
        self.flaws.push(Flaw { file, line, message: message.into() });
    }

    /// Every line by itself and as the next one. After a flaw the chain goes on from what stands there, so that each flaw is told once
    /// and a later one, too.
    fn records(&mut self, bytes: &[u8]) {
        let path = self.folder.records();
        for (at, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
            let Some(text) = line.strip_suffix(b"\n") else {
                let message = "an unfinished record; nobody has been told that it is recorded".to_owned();
                self.remarks.push(Flaw { file: path, line: at, message });
                return;
            };
            let read =
                std::str::from_utf8(text).map_err(|_| "this is no text".to_owned()).and_then(read_line);
            let size = line.len() as u64;
            match read {
                Ok((body, digest)) => self.record(body, digest, at, size, bytes.len()),
                Err(why) => {
                    self.flaw(path.clone(), at, why);
                    self.skip();
                }
            }
        }
    }

    fn record(&mut self, body: Body, digest: Digest, at: u64, size: u64, file: usize) {
        let path = self.folder.records();
        let next = self.chain.head().number + 1;
        if body.number < next {
            self.flaw(
                path,
                at,
                format!("record {} does not belong here: record {next} should follow", body.number),
            );
            return;
        }
        if body.number - next > file as u64 {
            self.flaw(path, at, format!("record {} stands where {next} should", body.number));
            return;
        }
        if body.number > next {
            let last = body.number - 1;
            self.flaw(path, at, missing(next, last));
            while self.chain.head().number < last {
                self.skip();
            }
        } else if !self.broken.contains(&(next - 1))
            && let Some(why) = self.chain.misfit(&body)
        {
            self.flaw(path, at, why);
        }
        self.chain.push(body, digest, size);
    }

    /// A place in the chain of which nothing is known.
    fn skip(&mut self) {
        self.chain.push(unreadable(), Digest::of(b""), 0);
        self.broken.insert(self.chain.head().number);
    }

    fn head(&mut self) {
        let file = self.folder.head_file();
        match self.folder.head() {
            Ok(head) => {
                if let Some(why) = cut_off(&self.chain, head) {
                    self.flaw(file, 0, why);
                }
            }
            Err(error) => self.flaw(file, 0, error.to_string()),
        }
    }

    fn pins(&mut self, heads: &[Digest]) {
        let mut known: HashSet<Digest> = self.chain.iter().map(|(_, record)| record.digest).collect();
        known.insert(Chain::origin());
        for head in heads {
            let known = known.contains(head);
            if !known {
                let message = format!(
                    "no record has the digest {head}: the chain it was the head of has been changed or cut off"
                );
                self.flaw(self.folder.records(), 0, message);
            }
        }
    }

    fn contents(&mut self) -> Result<(), Error> {
        let mut flaws = Vec::new();
        let mut remarks = Vec::new();
        // A record that could not be read says nothing of its content.
        for (number, record) in self.chain.iter().filter(|(number, _)| !self.broken.contains(number)) {
            let path = self.folder.content(number);
            let mut flaw = |message: String| flaws.push(Flaw { file: path.clone(), line: 0, message });
            let erased = self.chain.erased(number);
            match (fs::read(&path), erased) {
                (Err(error), Some(_)) if error.kind() == io::ErrorKind::NotFound => {}
                (Err(error), None) if error.kind() == io::ErrorKind::NotFound => {
                    flaw(format!(
                        "the content of record {number} is missing, and no record says that it was erased"
                    ));
                }
                (Err(error), _) => return Err(Error::file("read", &path)(error)),
                (Ok(_), Some(by)) => remarks.push(Flaw {
                    file: path,
                    line: 0,
                    message: format!("record {by} says that it is erased; the next writer will delete it"),
                }),
                (Ok(file), None) if Digest::of(&file) != record.content => {
                    flaw(format!("the content of record {number} has been changed"));
                }
                (Ok(file), None) => {
                    if let Err(why) = kind_of(&file, record.kind) {
                        flaw(format!("the content of record {number} cannot be read: {why}"));
                    }
                }
            }
        }
        self.flaws.append(&mut flaws);
        self.remarks.append(&mut remarks);
        Ok(())
    }

    /// Files without records, what was set aside, and who may look.
    fn surroundings(&mut self) -> Result<(), Error> {
        let last = self.chain.head().number;
        let remark = |file: PathBuf, message: &str| Flaw { file, line: 0, message: message.to_owned() };
        for name in self.folder.content_names()? {
            let path = self.folder.contents().join(&name);
            match Folder::number_of(&name) {
                Some(number) if (1..=last).contains(&number) => {}
                Some(_) => self.remarks.push(remark(
                    path,
                    "no record has this content; nobody has been told that it is recorded",
                )),
                None => self.remarks.push(remark(path, "this is no content of a record")),
            }
        }
        let aside = self.folder.aside();
        for name in names(&aside)? {
            self.remarks.push(remark(aside.join(name), "set aside earlier; look at it and delete it"));
        }
        #[cfg(unix)]
        if let Ok(there) = fs::metadata(&self.folder.dir)
            && std::os::unix::fs::PermissionsExt::mode(&there.permissions()) & 0o077 != 0
        {
            self.remarks.push(remark(self.folder.dir.clone(), "others than its owner may look into it"));
        }
        Ok(())
    }

    fn finish(self) -> Verification {
        let count = |kind| self.chain.iter().filter(|(_, record)| record.kind == kind).count() as u64;
        Verification {
            head: self.chain.head(),
            comments: count(Kind::Comment),
            decisions: count(Kind::Decision),
            erased: self.chain.erasures().count() as u64,
            flaws: self.flaws,
            remarks: self.remarks,
        }
    }
}

/// Whether a content is what its record says.
fn kind_of(file: &[u8], kind: Kind) -> Result<(), String> {
    match (Content::open(file)?, kind) {
        (Content::Comment(_), Kind::Comment)
        | (Content::Decision(_), Kind::Decision)
        | (Content::Erasure(_), Kind::Erasure) => Ok(()),
        _ => Err("it is of another kind than the record says".to_owned()),
    }
}

/// Stands for a line that cannot be read.
fn unreadable() -> Body {
    let nothing = Digest::of(b"");
    Body {
        number: 0,
        kind: Kind::Comment,
        about: Vec::new(),
        time: String::new(),
        content: nothing,
        previous: nothing,
    }
}
