//! `ordvakt screen --evidence DIR`: what the policy's duties ask to preserve is on the disk before its row is written.

use std::path::Path;

use ordvakt::{AuthorRole, Offsets, Report, Verdict};
use ordvakt_evidence::{Evidence, Material, demand};

use crate::color::{self, NOTE};
use crate::error::Failure;
use crate::evidence::{failure, tell_notices};
use crate::input::Record;

/// A comment that is to be preserved.
pub(crate) struct Kept {
    report: Report,
    id: String,
    text: String,
    post: Option<String>,
    parent: Option<String>,
    author: Option<String>,
    author_role: AuthorRole,
    time: Option<String>,
}

impl Kept {
    /// What is asked to be preserved of a comment; `None` where nothing is.
    pub(crate) fn of(id: &str, record: &Record<'_>, verdict: &Verdict, lang: ordvakt::Lang) -> Option<Self> {
        let report = verdict.report(&record.text, lang, Offsets::CodePoint);
        let demand = demand(&report)?;
        let owned = |text: &Option<std::borrow::Cow<'_, str>>| text.as_deref().map(str::to_owned);
        Some(Self {
            report,
            id: id.to_owned(),
            text: record.text.clone().into_owned(),
            post: owned(&record.post),
            parent: owned(&record.parent),
            author: owned(&record.author).filter(|_| demand.author),
            author_role: record.author_role,
            time: owned(&record.time),
        })
    }

    fn material(&self) -> (Material<'_>, &Report) {
        let material = Material {
            id: &self.id,
            text: &self.text,
            post: self.post.as_deref(),
            parent: self.parent.as_deref(),
            author: self.author.as_deref(),
            author_role: self.author_role,
            time: self.time.as_deref(),
            link: None,
        };
        (material, &self.report)
    }
}

/// The folder that comments are preserved in.
pub(crate) struct Preserver {
    evidence: Evidence,
    recorded: u64,
    known: u64,
}

impl Preserver {
    /// Opens or makes the folder.
    pub(crate) fn open(dir: &Path) -> Result<Self, Failure> {
        let evidence = Evidence::open(dir).map_err(failure)?;
        tell_notices(&evidence);
        Ok(Self { evidence, recorded: 0, known: 0 })
    }

    /// Records comments; when it returns they are on the disk.
    pub(crate) fn preserve<'k>(&mut self, kept: impl Iterator<Item = &'k Kept>) -> Result<(), Failure> {
        let comments: Vec<_> = kept.map(Kept::material).collect();
        if comments.is_empty() {
            return Ok(());
        }
        let receipts = self.evidence.record_all(&comments).map_err(failure)?;
        let new = receipts.iter().filter(|receipt| receipt.new).count() as u64;
        self.recorded += new;
        self.known += receipts.len() as u64 - new;
        tell_notices(&self.evidence);
        Ok(())
    }

    /// Says what was recorded, and the head of the chain.
    pub(crate) fn tell(&self) -> Result<(), Failure> {
        let head = self.evidence.head().map_err(failure)?;
        let dir = self.evidence.dir().display();
        let known =
            if self.known > 0 { format!(", {} were there already", self.known) } else { String::new() };
        let message = format!("{} comments preserved in `{dir}`{known}; head {}", self.recorded, head.digest);
        color::tell(NOTE, "note", &message);
        Ok(())
    }
}
