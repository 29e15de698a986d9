//! The folder of evidence and what is added to it.

use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ordvakt::Report;

use crate::append::Draft;
use crate::chain::{Chain, Kind};
use crate::content::{Content, Erasure, Material, Preserved};
use crate::decide::Decision;
use crate::demand::demand;
use crate::digest::Digest;
use crate::error::Error;
use crate::folder::{Folder, Head};
use crate::index::Index;
use crate::lock::{self, PATIENCE};
use crate::reading::Which;
use crate::recover::Notice;

/// A folder of evidence. Threads may share it, and other programs may write in the same folder: each call takes its turn.
#[derive(Debug)]
pub struct Evidence {
    pub(crate) folder: Folder,
    state: Mutex<State>,
    pub(crate) patience: Duration,
}

/// What is known of the folder since it was last read.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) chain: Chain,
    pub(crate) index: Index,
    /// Whether a writer may have left something half-done.
    pub(crate) untidy: bool,
    pub(crate) notices: Vec<Notice>,
}

/// What was recorded, and is on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Number of the record.
    pub number: u64,
    /// Its digest, which is the head of the chain after it.
    pub digest: Digest,
    /// Whether it was made now; false where the same was recorded before.
    pub new: bool,
}

/// What was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Number of the record that says so.
    pub number: u64,
    /// Numbers of the records whose content is gone: comments and the decisions about them.
    pub erased: Vec<u64>,
    /// Files that were set aside earlier, cannot be read and may hold something of it.
    pub unreadable: Vec<PathBuf>,
}

impl Evidence {
    /// Opens a folder of evidence, or makes one where nothing is yet. What a writer that was stopped left is set aside, which
    /// [`Evidence::notices`] tells.
    pub fn open(dir: impl AsRef<Path>) -> Result<Self, Error> {
        let folder = Folder::new(dir.as_ref());
        if !folder.is_there()? {
            folder.make_dir()?;
            let path = folder.lock_file();
            let file = folder.disk.lock_file(&path).map_err(Error::file("lock", &path))?;
            let _lock = lock::exclusive(&folder.dir, file, PATIENCE)?;
            // Another program may have made it meanwhile.
            if !folder.is_there()? {
                folder.make()?;
            }
        }
        let evidence = Self::over(folder);
        evidence.writing(|_| Ok(()))?;
        Ok(evidence)
    }

    /// Opens a folder of evidence that must be there. Nothing is changed before something is added.
    pub fn existing(dir: impl AsRef<Path>) -> Result<Self, Error> {
        let folder = Folder::new(dir.as_ref());
        if !folder.is_there()? {
            let why = "there are no records in it".to_owned();
            return Err(Error::NoEvidence { path: folder.dir, why });
        }
        let evidence = Self::over(folder);
        evidence.reading(|_| Ok(()))?;
        Ok(evidence)
    }

    pub(crate) fn over(folder: Folder) -> Self {
        let state = Mutex::new(State { untidy: true, ..State::default() });
        Self { folder, state, patience: PATIENCE }
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.folder.dir
    }

    /// What has been put right since the last question.
    pub fn notices(&self) -> Vec<Notice> {
        std::mem::take(&mut self.state().notices)
    }

    /// The end of the chain. Kept elsewhere, it shows later that nothing before it was changed or removed.
    pub fn head(&self) -> Result<Head, Error> {
        self.reading(|state| Ok(state.chain.head()))
    }

    /// Records a comment and its verdict, author and all. Where the same is recorded already, that record's receipt comes back.
    pub fn record(&self, comment: &Material<'_>, report: &Report) -> Result<Receipt, Error> {
        let receipts = self.record_all(&[(*comment, report)])?;
        receipts.first().copied().ok_or_else(|| Error::Invalid("nothing was recorded".to_owned()))
    }

    /// Records what the policy's duties ask to preserve of a comment, if anything; see [`demand`].
    pub fn preserve(&self, comment: &Material<'_>, report: &Report) -> Result<Option<Receipt>, Error> {
        let Some(demand) = demand(report) else { return Ok(None) };
        let author = comment.author.filter(|_| demand.author);
        self.record(&Material { author, ..*comment }, report).map(Some)
    }

    /// Records comments and their verdicts: all of them, or none where something fails.
    pub fn record_all(&self, comments: &[(Material<'_>, &Report)]) -> Result<Vec<Receipt>, Error> {
        let preserved: Vec<Preserved> = comments
            .iter()
            .map(|(comment, report)| {
                if comment.id.is_empty() {
                    return Err(Error::Invalid("a comment needs an id".to_owned()));
                }
                comment.preserved(report)
            })
            .collect::<Result<_, _>>()?;
        self.writing(|state| {
            state.index.update(&self.folder, &state.chain)?;
            let first = state.chain.head().number + 1;
            let mut fresh: Vec<(Digest, u64)> = Vec::new();
            let mut drafts = Vec::new();
            let mut numbers = Vec::new();
            for comment in preserved {
                let sameness = comment.sameness();
                let twin = fresh.iter().find(|(other, _)| *other == sameness).map(|(_, number)| *number);
                if let Some(number) = state.index.same(&comment).or(twin) {
                    numbers.push((number, false));
                    continue;
                }
                let number = first + drafts.len() as u64;
                fresh.push((sameness, number));
                numbers.push((number, true));
                let content = Content::Comment(Box::new(comment));
                drafts.push(Draft { kind: Kind::Comment, about: Vec::new(), content });
            }
            self.append(state, drafts)?;
            Ok(numbers.into_iter().filter_map(|(number, new)| receipt(&state.chain, number, new)).collect())
        })
    }

    /// Records a decision about a recorded comment. Several may be made; the latest counts.
    pub fn decide(&self, which: Which<'_>, decision: &Decision<'_>) -> Result<Receipt, Error> {
        self.writing(|state| {
            let comment = *self.resolve(state, which)?.last().unwrap_or(&0);
            let preserved = self.comment(&state.chain, comment)?;
            let decided = decision.about(comment, &preserved)?;
            let content = Content::Decision(decided);
            self.append(state, vec![Draft { kind: Kind::Decision, about: vec![comment], content }])?;
            last_receipt(&state.chain)
        })
    }

    /// Erases comments and the decisions about them (gallring): their contents and salts are deleted, a record says who did it and
    /// why, and the chain stays valid. Where a content cannot be deleted the call fails, and the next writer tries again.
    pub fn erase(&self, which: &[Which<'_>], by: &str, why: &str) -> Result<Erased, Error> {
        let (by, why) = (by.trim(), why.trim());
        if by.is_empty() || why.is_empty() {
            let message = "an erasure needs somebody who answers for it and a ground: `by` or `why` is empty";
            return Err(Error::Invalid(message.to_owned()));
        }
        self.writing(|state| {
            let mut comments = Vec::new();
            for which in which {
                for number in self.resolve(state, *which)? {
                    comments.extend(state.index.with(number));
                }
            }
            comments.sort_unstable();
            comments.dedup();
            if comments.is_empty() {
                return Err(Error::Unknown("there is nothing to erase".to_owned()));
            }
            let gone: Vec<Preserved> = comments
                .iter()
                .map(|number| self.comment(&state.chain, *number))
                .collect::<Result<_, _>>()?;
            let about = with_decisions(&state.chain, &comments);
            let erasure = Erasure { number: 0, time: String::new(), by: by.to_owned(), why: why.to_owned() };
            let content = Content::Erasure(erasure);
            self.append(state, vec![Draft { kind: Kind::Erasure, about: about.clone(), content }])?;
            // From here on the next writer finishes what fails.
            state.untidy = true;
            state.index = Index::default();
            for number in &about {
                let path = self.folder.content(*number);
                self.folder.disk.remove(&path).map_err(Error::file("delete", &path))?;
            }
            let contents = self.folder.contents();
            self.folder.disk.sync_dir(&contents).map_err(Error::file("write", &contents))?;
            let unreadable = self.folder.erase_aside(&|content| match content {
                Content::Comment(copy) => gone.iter().any(|comment| comment.identity() == copy.identity()),
                Content::Decision(decided) => comments.contains(&decided.comment),
                Content::Erasure(_) => false,
            })?;
            Ok(Erased { number: state.chain.head().number, erased: about, unreadable })
        })
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // What is known is read anew by whoever finds it unlike the folder, so a call that failed leaves nothing wrong.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works while nobody else does, on what is there now.
    fn writing<T>(&self, work: impl FnOnce(&mut State) -> Result<T, Error>) -> Result<T, Error> {
        let mut state = self.state();
        let path = self.folder.lock_file();
        let file = self.folder.disk.lock_file(&path).map_err(Error::file("lock", &path))?;
        let _lock = lock::exclusive(&self.folder.dir, file, self.patience)?;
        if let Some(torn) = self.refresh(&mut state)? {
            let notice = self.folder.set_torn_aside(state.chain.bytes, &torn)?;
            state.notices.push(notice);
            state.untidy = true;
        }
        let next = state.chain.head().number + 1;
        if state.untidy || self.folder.content(next).exists() {
            let State { chain, notices, untidy, .. } = &mut *state;
            self.folder.tidy(chain, notices)?;
            *untidy = false;
        }
        work(&mut state)
    }

    /// Works while nobody writes, and changes nothing.
    pub(crate) fn reading<T>(&self, work: impl FnOnce(&mut State) -> Result<T, Error>) -> Result<T, Error> {
        let mut state = self.state();
        let _lock = lock::shared(&self.folder.dir, &self.folder.lock_file(), self.patience)?;
        self.refresh(&mut state)?;
        work(&mut state)
    }

    /// Reads what others have added. What stands unfinished at the end comes back.
    fn refresh(&self, state: &mut State) -> Result<Option<Vec<u8>>, Error> {
        let path = self.folder.records();
        let failed = |error| Error::file("read", &path)(error);
        let mut file = fs::File::open(&path).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        if length < state.chain.bytes {
            state.chain = Chain::default();
            state.index = Index::default();
        }
        file.seek(SeekFrom::Start(state.chain.bytes)).map_err(failed)?;
        let mut new = Vec::new();
        file.read_to_end(&mut new).map_err(failed)?;
        let complete = new.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        let damaged = |line, why| Error::Damaged { file: path.clone(), line, why };
        state.chain.take(&new[..complete]).map_err(|(line, why)| damaged(line, why))?;
        if let Some(why) = cut_off(&state.chain, self.folder.head()?) {
            return Err(damaged(state.chain.head().number + 1, why));
        }
        new.drain(..complete);
        Ok((!new.is_empty()).then_some(new))
    }
}

/// Why a chain is shorter than it was, or another.
pub(crate) fn cut_off(chain: &Chain, head: Option<Head>) -> Option<String> {
    let end = chain.head();
    let Some(head) = head else {
        return (end.number > 0).then(|| "`head.json` is missing".to_owned());
    };
    if head.number > end.number {
        let lost = missing(end.number + 1, head.number);
        return Some(format!("{lost}: what was acknowledged has been removed"));
    }
    let known = if head.number == 0 {
        Some(Chain::origin())
    } else {
        chain.get(head.number).map(|record| record.digest)
    };
    (known != Some(head.digest))
        .then(|| format!("record {} is not the one that was acknowledged", head.number))
}

/// Says which records are missing, from the first to the last of them.
pub(crate) fn missing(first: u64, last: u64) -> String {
    if first == last {
        format!("record {first} is missing")
    } else {
        format!("records {first} to {last} are missing")
    }
}

/// The comments and every decision about them that has a content.
fn with_decisions(chain: &Chain, comments: &[u64]) -> Vec<u64> {
    chain
        .iter()
        .filter(|(number, record)| match record.kind {
            Kind::Comment => comments.contains(number),
            Kind::Decision => record.about.iter().any(|about| comments.contains(about)),
            Kind::Erasure => false,
        })
        .map(|(number, _)| number)
        .filter(|number| chain.erased(*number).is_none())
        .collect()
}

fn receipt(chain: &Chain, number: u64, new: bool) -> Option<Receipt> {
    chain.get(number).map(|record| Receipt { number, digest: record.digest, new })
}

fn last_receipt(chain: &Chain) -> Result<Receipt, Error> {
    receipt(chain, chain.head().number, true).ok_or_else(|| Error::Invalid("nothing was recorded".to_owned()))
}
