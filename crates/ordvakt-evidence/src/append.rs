//! Adds records: contents first, then their records, then the head.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::chain::{Body, Kind, write_line};
use crate::content::Content;
use crate::digest::Digest;
use crate::error::Error;
use crate::evidence::{Evidence, State};
use crate::folder::Head;
use crate::recover::Notice;

/// A record to be made.
pub(crate) struct Draft {
    pub(crate) kind: Kind,
    pub(crate) about: Vec<u64>,
    pub(crate) content: Content,
}

impl Evidence {
    /// Writes contents, then records, then the head; all is on the disk when it returns. Where something fails, nothing is added.
    pub(crate) fn append(&self, state: &mut State, drafts: Vec<Draft>) -> Result<(), Error> {
        if drafts.is_empty() {
            return Ok(());
        }
        let before = state.chain.bytes;
        let mut end = state.chain.head();
        let mut written = Vec::new();
        let result = self.write_records(&mut end, drafts, &mut written);
        let added = match result {
            Ok(added) => added,
            Err(error) => {
                state.untidy = true;
                self.undo(before, &written);
                return Err(error);
            }
        };
        for (body, digest, bytes) in added {
            state.chain.push(body, digest, bytes);
        }
        if let Err(error) = self.folder.write_head(state.chain.head()) {
            state.notices.push(Notice::HeadNotWritten { why: error.to_string() });
        }
        Ok(())
    }

    fn write_records(
        &self,
        end: &mut Head,
        drafts: Vec<Draft>,
        written: &mut Vec<PathBuf>,
    ) -> Result<Vec<(Body, Digest, u64)>, Error> {
        let disk = &self.folder.disk;
        let time = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
        let mut lines = String::new();
        let mut added = Vec::new();
        for Draft { kind, about, mut content } in drafts {
            let number = end.number + 1;
            content.stamp(number, &time);
            let file = content.seal(number)?;
            let path = self.folder.content(number);
            let created = disk.create(&path, &file);
            // What was there before is not ours to take back.
            if !matches!(&created, Err(error) if error.kind() == io::ErrorKind::AlreadyExists) {
                written.push(path.clone());
            }
            created.map_err(Error::file("write", &path))?;
            let body = Body {
                number,
                kind,
                about,
                time: time.clone(),
                content: Digest::of(&file),
                previous: end.digest,
            };
            let (line, digest) = write_line(&body)
                .ok_or_else(|| Error::Invalid(format!("record {number} cannot be written")))?;
            *end = Head { number, digest };
            added.push((body, digest, line.len() as u64 + 1));
            lines.push_str(&line);
            lines.push('\n');
        }
        let contents = self.folder.contents();
        disk.sync_dir(&contents).map_err(Error::file("write", &contents))?;
        let records = self.folder.records();
        disk.append(&records, lines.as_bytes()).map_err(Error::file("write", &records))?;
        Ok(added)
    }

    /// Takes back what was written. Contents go only where their records are gone for certain; what stays is set aside later.
    fn undo(&self, length: u64, written: &[PathBuf]) {
        let records = self.folder.records();
        let is_longer = fs::metadata(&records).map_or(true, |there| there.len() > length);
        if is_longer && self.folder.disk.truncate(&records, length).is_err() {
            return;
        }
        for path in written {
            // One that stays is no record, and the next writer sets it aside and says so.
            let _ = self.folder.disk.remove(path);
        }
    }
}
