//! Evidence of what was moderated.

use std::ffi::c_char;
use std::mem::size_of;

use ordvakt::{Action, AuthorRole, Lang, Offsets};
use ordvakt_evidence::{CardFormat, Cards, Decision, Error, Evidence, Material, Which, verify};
use serde::Serialize;

use crate::abi::{
    Growing, Out, Outcome, borrow, free, guard, optional_text, optional_text_of, read_one, text, text_of,
    texts,
};
use crate::error::OrdvaktError;
use crate::moderator::role;
use crate::page::OrdvaktPage;
use crate::status::OrdvaktStatus;
use crate::text::OrdvaktText;
use crate::verdict::{LANGS, OrdvaktVerdict, choose};

/// Cards as a page for people, in Markdown.
pub const ORDVAKT_CARDS_MARKDOWN: u32 = 0;
/// Cards as CSV, one row a card.
pub const ORDVAKT_CARDS_CSV: u32 = 1;
/// Cards as CSV the way Swedish spreadsheets open it.
pub const ORDVAKT_CARDS_EXCEL: u32 = 2;

const CARDS: [CardFormat; 3] = [CardFormat::Markdown, CardFormat::Csv, CardFormat::ExcelCsv];

/// A folder of evidence: what removed comments said, what was recommended, who decided what and why.
///
/// Freed by `ordvakt_evidence_free`. Threads may share it, and other programs may write in the same folder: each call takes its
/// turn. What a call returns number or success for is on the disk.
pub struct OrdvaktEvidence {
    inner: Evidence,
}

/// What is known of a comment that is to be preserved, besides its text. All bytes zero, then `id` set, is enough.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OrdvaktMaterial {
    /// Its id: the platform's or the program's own.
    pub id: OrdvaktText,
    /// The post it stands under; may be left out.
    pub post: OrdvaktText,
    /// The comment it answers; may be left out.
    pub parent: OrdvaktText,
    /// Who wrote it; may be left out.
    pub author: OrdvaktText,
    /// When it was written; may be left out.
    pub time: OrdvaktText,
    /// Where it stands; may be left out.
    pub link: OrdvaktText,
    /// One of `ORDVAKT_ROLE_…`.
    pub author_role: u32,
    /// Whether all of it is recorded, whatever the policy's duties ask to preserve.
    pub everything: bool,
}

// SAFETY: texts, a number and a bool, for all of which zero is a value.
unsafe impl Growing for OrdvaktMaterial {
    const FIRST_SIZE: usize = size_of::<Self>();
    const NAME: &'static str = "OrdvaktMaterial";
}

/// What a person decided about a recorded comment.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OrdvaktDecision {
    /// The comment's id; may be left out where `number` says which.
    pub id: OrdvaktText,
    /// Who decides.
    pub by: OrdvaktText,
    /// Why; may be left out where the decision is what was recommended.
    pub why: OrdvaktText,
    /// The first of the rules that should not have found anything; NULL for none.
    pub wrong_rules: *const OrdvaktText,
    /// How many there are.
    pub wrong_rule_count: usize,
    /// Number of the comment's record; 0 where `id` says which.
    pub number: u64,
    /// What is done with the comment, one of `ORDVAKT_ACTION_…`.
    pub action: u32,
}

// SAFETY: texts, a pointer and numbers, for all of which zero is a value.
unsafe impl Growing for OrdvaktDecision {
    const FIRST_SIZE: usize = size_of::<Self>();
    const NAME: &'static str = "OrdvaktDecision";
}

fn failed(error: &Error) -> OrdvaktError {
    let status = match error {
        Error::Unknown(_) => OrdvaktStatus::OutOfRange,
        Error::Invalid(_) => OrdvaktStatus::InvalidArgument,
        _ => OrdvaktStatus::Evidence,
    };
    OrdvaktError::new(status, error.to_string())
}

fn which(id: Option<&str>, number: u64) -> Outcome<Which<'_>> {
    match (id, number) {
        (Some(id), 0) => Ok(Which::Id(id)),
        (None, 1..) => Ok(Which::Number(number)),
        _ => {
            let message = "give the id of a comment, or the number of its record".to_owned();
            Err(OrdvaktError::new(OrdvaktStatus::InvalidArgument, message))
        }
    }
}

fn json(value: &impl Serialize) -> Outcome<OrdvaktPage> {
    serde_json::to_string(value)
        .map(OrdvaktPage::from)
        .map_err(|error| OrdvaktError::new(OrdvaktStatus::Evidence, error.to_string()))
}

/// Opens a folder of evidence, or makes one where nothing is yet. Its path is UTF-8.
///
/// Thread-safe. `*out` belongs to the caller; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_evidence_open(
    folder: *const c_char,
    folder_len: usize,
    out: *mut *mut OrdvaktEvidence,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let (folder, out) = (text(folder, folder_len, "folder")?, Out::new(out, "out")?);
            let inner = Evidence::open(folder).map_err(|error| failed(&error))?;
            out.give(OrdvaktEvidence { inner });
            Ok(())
        })
    }
}

/// Records what the policy's duties ask to preserve of the comment that a verdict is of, or all of it. `*out` is the number of its
/// record, 0 where they ask for nothing; where the same is recorded already, that record's. `size` is `sizeof(OrdvaktMaterial)`.
///
/// Thread-safe, also for one folder. `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_evidence_record(
    evidence: *const OrdvaktEvidence,
    verdict: *const OrdvaktVerdict,
    material: *const OrdvaktMaterial,
    size: usize,
    out: *mut u64,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let (evidence, verdict) = (borrow(evidence, "evidence")?, borrow(verdict, "verdict")?);
            let given = read_one(material, size, "material")?;
            let out = Out::new(out, "out")?;
            let author_role: AuthorRole = role(given.author_role)?;
            let material = Material {
                id: text_of(given.id, "id")?,
                text: verdict.text(),
                post: optional_text_of(given.post, "post")?,
                parent: optional_text_of(given.parent, "parent")?,
                author: optional_text_of(given.author, "author")?,
                author_role,
                time: optional_text_of(given.time, "time")?,
                link: optional_text_of(given.link, "link")?,
            };
            let report = verdict.inner().report(verdict.text(), Lang::Sv, Offsets::CodePoint);
            let receipt = if given.everything {
                evidence.inner.record(&material, &report).map(Some)
            } else {
                evidence.inner.preserve(&material, &report)
            };
            out.set(receipt.map_err(|error| failed(&error))?.map_or(0, |receipt| receipt.number));
            Ok(())
        })
    }
}

/// Records a decision beside its recommendation. Several may be made; the latest counts. `*out` is the number of its record. `size`
/// is `sizeof(OrdvaktDecision)`.
///
/// Thread-safe, also for one folder. `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_evidence_decide(
    evidence: *const OrdvaktEvidence,
    decision: *const OrdvaktDecision,
    size: usize,
    out: *mut u64,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let evidence = borrow(evidence, "evidence")?;
            let given = read_one(decision, size, "decision")?;
            let out = Out::new(out, "out")?;
            let rules = texts(given.wrong_rules, given.wrong_rule_count, "wrong_rules")?;
            let decision = Decision {
                action: choose(Action::ALL, given.action, "ACTION")?,
                by: text_of(given.by, "by")?,
                why: optional_text_of(given.why, "why")?,
                rules: &rules,
            };
            let which = which(optional_text_of(given.id, "id")?, given.number)?;
            let receipt = evidence.inner.decide(which, &decision).map_err(|error| failed(&error))?;
            out.set(receipt.number);
            Ok(())
        })
    }
}

/// Erases a comment and the decisions about it for good (gallring): by its id with `number` 0, or by the number of its record with
/// `id` NULL. The chain of records stays valid. `*out` is the number of the record that says so.
///
/// Thread-safe, also for one folder. `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_evidence_erase(
    evidence: *const OrdvaktEvidence,
    id: *const c_char,
    id_len: usize,
    number: u64,
    by: *const c_char,
    by_len: usize,
    why: *const c_char,
    why_len: usize,
    out: *mut u64,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let evidence = borrow(evidence, "evidence")?;
            let which = which(optional_text(id, id_len, "id")?, number)?;
            let (by, why) = (text(by, by_len, "by")?, text(why, why_len, "why")?);
            let out = Out::new(out, "out")?;
            let erased = evidence.inner.erase(&[which], by, why).map_err(|error| failed(&error))?;
            out.set(erased.number);
            Ok(())
        })
    }
}

/// Holds everything against its digests, and the chain against a head that was kept elsewhere; NULL with length 0 for none.
/// `*out_flaws` is how many things are not as they were recorded. `*out` is all that was found, as JSON: `head` (`number`, `digest`),
/// `comments`, `decisions`, `erased`, `flaws` and `remarks` (`file`, `line`, `message`).
///
/// Thread-safe, also for one folder. `*out` belongs to the caller; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_evidence_verify(
    evidence: *const OrdvaktEvidence,
    head: *const c_char,
    head_len: usize,
    out_flaws: *mut usize,
    out: *mut *mut OrdvaktPage,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let evidence = borrow(evidence, "evidence")?;
            let head = optional_text(head, head_len, "head")?.map(str::parse).transpose();
            let head = head.map_err(|message| OrdvaktError::new(OrdvaktStatus::InvalidArgument, message))?;
            let (out_flaws, out) = (Out::new(out_flaws, "out_flaws")?, Out::new(out, "out")?);
            let heads: Vec<_> = head.into_iter().collect();
            let found = verify(evidence.inner.dir(), &heads).map_err(|error| failed(&error))?;
            let page = json(&found)?;
            out_flaws.set(found.flaws.len());
            out.give(page);
            Ok(())
        })
    }
}

/// A recorded comment with what was recommended and decided, as JSON: by its id with `number` 0, or by the number of its record
/// with `id` NULL.
///
/// Thread-safe, also for one folder. `*out` belongs to the caller; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_evidence_case(
    evidence: *const OrdvaktEvidence,
    id: *const c_char,
    id_len: usize,
    number: u64,
    out: *mut *mut OrdvaktPage,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let evidence = borrow(evidence, "evidence")?;
            let which = which(optional_text(id, id_len, "id")?, number)?;
            let out = Out::new(out, "out")?;
            out.give(json(&evidence.inner.case(which).map_err(|error| failed(&error))?)?);
            Ok(())
        })
    }
}

/// Case cards of everything that is decided, for registration: `format` is one of `ORDVAKT_CARDS_…`, `lang` one of
/// `ORDVAKT_LANG_…`; with `undecided` also of the rest.
///
/// Thread-safe, also for one folder. `*out` belongs to the caller; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_evidence_cards(
    evidence: *const OrdvaktEvidence,
    format: u32,
    lang: u32,
    undecided: bool,
    out: *mut *mut OrdvaktPage,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let (evidence, out) = (borrow(evidence, "evidence")?, Out::new(out, "out")?);
            let cards = Cards {
                format: choose(&CARDS, format, "CARDS")?,
                lang: choose(&LANGS, lang, "LANG")?,
                undecided,
            };
            let page = evidence.inner.cases().and_then(|cases| cards.render(&cases));
            out.give(page.map_err(|error| failed(&error))?.into());
            Ok(())
        })
    }
}

/// How often people decided otherwise than recommended, rule by rule, as JSON.
///
/// Thread-safe, also for one folder. `*out` belongs to the caller; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_evidence_statistics(
    evidence: *const OrdvaktEvidence,
    out: *mut *mut OrdvaktPage,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let (evidence, out) = (borrow(evidence, "evidence")?, Out::new(out, "out")?);
            out.give(json(&evidence.inner.statistics().map_err(|error| failed(&error))?)?);
            Ok(())
        })
    }
}

/// Frees a folder of evidence; NULL is nothing. The folder itself stays.
///
/// Thread-safe; no other thread may still use it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_evidence_free(evidence: *mut OrdvaktEvidence) {
    // SAFETY: the caller gives it back.
    unsafe { free(evidence) };
}
