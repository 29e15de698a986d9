//! Reading a verdict.

use std::sync::OnceLock;

use ordvakt::{Lang, Offsets, Span, Verdict};

use crate::abi::{Growing, Out, OutStruct, Outcome, borrow, free, guard_status};
use crate::content::{OrdvaktDuty, OrdvaktFinding, OrdvaktSummary};
use crate::error::OrdvaktError;
use crate::status::OrdvaktStatus;
use crate::text::OrdvaktText;

/// Texts in Swedish.
pub const ORDVAKT_LANG_SV: u32 = 0;
/// Texts in English.
pub const ORDVAKT_LANG_EN: u32 = 1;

/// Positions in UTF-8 bytes.
pub const ORDVAKT_OFFSETS_BYTE: u32 = 0;
/// Positions in Unicode code points.
pub const ORDVAKT_OFFSETS_CODEPOINT: u32 = 1;
/// Positions in UTF-16 code units.
pub const ORDVAKT_OFFSETS_UTF16: u32 = 2;

pub(crate) const LANGS: [Lang; 2] = [Lang::Sv, Lang::En];
const OFFSETS: [Offsets; 3] = [Offsets::Byte, Offsets::CodePoint, Offsets::Utf16];

/// Everything said about one comment.
///
/// Freed by `ordvakt_verdict_free`; needs neither its moderator nor the comment's text, of which it has a copy. Never
/// changes, so threads may share it.
pub struct OrdvaktVerdict {
    inner: Verdict,
    text: String,
    json: [OnceLock<String>; LANGS.len() * OFFSETS.len()],
    redacted: OnceLock<String>,
}

impl OrdvaktVerdict {
    pub(crate) fn new(inner: Verdict, text: &str) -> Self {
        Self { inner, text: text.to_owned(), json: Default::default(), redacted: OnceLock::new() }
    }

    pub(crate) fn inner(&self) -> &Verdict {
        &self.inner
    }

    /// The comment.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// The value of a number that C gives.
pub(crate) fn choose<T: Copy>(values: &[T], given: u32, what: &str) -> Outcome<T> {
    values.get(given as usize).copied().ok_or_else(|| {
        OrdvaktError::new(OrdvaktStatus::InvalidArgument, format!("{given} is none of ORDVAKT_{what}_…"))
    })
}

/// Writes one of several that have texts in a language.
unsafe fn give_one<T: Growing>(
    verdict: *const OrdvaktVerdict,
    lang: u32,
    out: *mut T,
    size: usize,
    (what, index): (&str, usize),
    give: impl FnOnce(&OrdvaktVerdict, Lang) -> Option<T>,
) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (verdict, out) = unsafe { (borrow(verdict, "verdict")?, OutStruct::new(out, size, "out")?) };
        let lang = choose(&LANGS, lang, "LANG")?;
        let given = give(verdict, lang).ok_or_else(|| OrdvaktError::out_of_range(what, index))?;
        out.set(&given);
        Ok(())
    })
}

/// Writes the text of one of several.
unsafe fn give_text(
    verdict: *const OrdvaktVerdict,
    out: *mut OrdvaktText,
    (what, index): (&str, usize),
    give: impl FnOnce(&OrdvaktVerdict) -> Option<&str>,
) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (verdict, out) = unsafe { (borrow(verdict, "verdict")?, Out::new(out, "out")?) };
        let given = give(verdict).ok_or_else(|| OrdvaktError::out_of_range(what, index))?;
        out.set(given.into());
        Ok(())
    })
}

/// The verdict in short. `size` is `sizeof(OrdvaktSummary)`.
///
/// Thread-safe, also for one verdict.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_summary(
    verdict: *const OrdvaktVerdict,
    out: *mut OrdvaktSummary,
    size: usize,
) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (verdict, out) = unsafe { (borrow(verdict, "verdict")?, OutStruct::new(out, size, "out")?) };
        out.set(&OrdvaktSummary::new(&verdict.inner));
        Ok(())
    })
}

/// Finding `index`, counted from 0, by start, end and rule; its reason in `lang`, one of `ORDVAKT_LANG_…`. `size` is
/// `sizeof(OrdvaktFinding)`.
///
/// Thread-safe, also for one verdict.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_finding(
    verdict: *const OrdvaktVerdict,
    index: usize,
    lang: u32,
    out: *mut OrdvaktFinding,
    size: usize,
) -> OrdvaktStatus {
    let give = |verdict: &OrdvaktVerdict, lang| {
        let finding = verdict.inner.findings().get(index)?;
        Some(OrdvaktFinding::new(&verdict.inner, &verdict.text, finding, lang))
    };
    // SAFETY: the caller vouches for the pointers.
    unsafe { give_one(verdict, lang, out, size, ("finding", index), give) }
}

/// Note `index`, counted from 0: a weaker observation, never a ground for anything. Otherwise as
/// `ordvakt_verdict_finding`.
///
/// Thread-safe, also for one verdict.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_note(
    verdict: *const OrdvaktVerdict,
    index: usize,
    lang: u32,
    out: *mut OrdvaktFinding,
    size: usize,
) -> OrdvaktStatus {
    let give = |verdict: &OrdvaktVerdict, lang| {
        let note = verdict.inner.notes().get(index)?;
        Some(OrdvaktFinding::new(&verdict.inner, &verdict.text, note, lang))
    };
    // SAFETY: the caller vouches for the pointers.
    unsafe { give_one(verdict, lang, out, size, ("note", index), give) }
}

/// Duty `index`, counted from 0, in the document's order; its text in `lang`, one of `ORDVAKT_LANG_…`. `size` is
/// `sizeof(OrdvaktDuty)`.
///
/// Thread-safe, also for one verdict.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_duty(
    verdict: *const OrdvaktVerdict,
    index: usize,
    lang: u32,
    out: *mut OrdvaktDuty,
    size: usize,
) -> OrdvaktStatus {
    let give =
        |verdict: &OrdvaktVerdict, lang| Some(OrdvaktDuty::new(verdict.inner.duties().nth(index)?, lang));
    // SAFETY: the caller vouches for the pointers.
    unsafe { give_one(verdict, lang, out, size, ("duty", index), give) }
}

/// The id of category `index` of those found, counted from 0, in the order of the documentation.
///
/// Thread-safe, also for one verdict. The text is constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_category(
    verdict: *const OrdvaktVerdict,
    index: usize,
    out: *mut OrdvaktText,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        give_text(verdict, out, ("category", index), |verdict| {
            Some(verdict.inner.categories().nth(index)?.as_str())
        })
    }
}

/// The id of signal `index`, counted from 0: what the comment needs though it breaks no rule, `fraga`,
/// `enskilt_arende` or `akut`.
///
/// Thread-safe, also for one verdict. The text is constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_signal(
    verdict: *const OrdvaktVerdict,
    index: usize,
    out: *mut OrdvaktText,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        give_text(verdict, out, ("signal", index), |verdict| {
            Some(verdict.inner.signals().nth(index)?.as_str())
        })
    }
}

/// Word `index`, counted from 0, of those that spoke for another language than the policy allows, where a finding says that
/// the comment is in one: each word once, in the order of the comment.
///
/// Thread-safe, also for one verdict. The text is valid as long as the verdict.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_voter(
    verdict: *const OrdvaktVerdict,
    index: usize,
    out: *mut OrdvaktText,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        give_text(verdict, out, ("voter", index), |verdict| {
            Some(verdict.inner.voters().get(index)?.of(&verdict.text))
        })
    }
}

/// Counts a span of bytes, such as a finding's, in another unit, one of `ORDVAKT_OFFSETS_…`.
/// `ORDVAKT_STATUS_OUT_OF_RANGE` where the span does not lie in the comment, on characters' borders.
///
/// Thread-safe, also for one verdict.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_convert(
    verdict: *const OrdvaktVerdict,
    start: u32,
    end: u32,
    offsets: u32,
    out_start: *mut u32,
    out_end: *mut u32,
) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (verdict, out_start, out_end) = unsafe {
            (borrow(verdict, "verdict")?, Out::new(out_start, "out_start")?, Out::new(out_end, "out_end")?)
        };
        let offsets = choose(&OFFSETS, offsets, "OFFSETS")?;
        let span = Span { start, end };
        if verdict.text.get(span.range()).is_none() {
            let message = format!("{start}..{end} is no span of the comment");
            return Err(OrdvaktError::new(OrdvaktStatus::OutOfRange, message));
        }
        let (start, end) = span.to(&verdict.text, offsets);
        out_start.set(start);
        out_end.set(end);
        Ok(())
    })
}

/// The whole verdict as one line of JSON, the same object as the tool `ordvakt` writes; texts in `lang`, one of
/// `ORDVAKT_LANG_…`, positions in `offsets`, one of `ORDVAKT_OFFSETS_…`.
///
/// Thread-safe, also for one verdict. The text is valid as long as the verdict.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_json(
    verdict: *const OrdvaktVerdict,
    lang: u32,
    offsets: u32,
    out: *mut OrdvaktText,
) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (verdict, out) = unsafe { (borrow(verdict, "verdict")?, Out::new(out, "out")?) };
        let place = lang as usize * OFFSETS.len() + offsets as usize;
        let (lang, offsets) = (choose(&LANGS, lang, "LANG")?, choose(&OFFSETS, offsets, "OFFSETS")?);
        let json = verdict.json.get(place).ok_or_else(|| OrdvaktError::out_of_range("JSON", place))?;
        out.set(json.get_or_init(|| verdict.inner.to_json(&verdict.text, lang, offsets)).as_str().into());
        Ok(())
    })
}

/// The JSON Schema (2020-12) of what `ordvakt_verdict_json` writes; valid as long as the program.
///
/// Thread-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_schema(out: *mut OrdvaktText) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointer.
        unsafe { Out::new(out, "out") }?.set(ordvakt::VERDICT_SCHEMA.into());
        Ok(())
    })
}

/// The comment with personal and confidential data covered: each character but white space becomes `█`, so that
/// positions in code points stay. Notes are covered too, what the policy lets pass, and what lies beyond the limit.
///
/// Thread-safe, also for one verdict. The text is valid as long as the verdict.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_redact(
    verdict: *const OrdvaktVerdict,
    out: *mut OrdvaktText,
) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (verdict, out) = unsafe { (borrow(verdict, "verdict")?, Out::new(out, "out")?) };
        let redacted = verdict.redacted.get_or_init(|| verdict.inner.redact(&verdict.text));
        out.set(redacted.as_str().into());
        Ok(())
    })
}

/// Frees a verdict; NULL is nothing.
///
/// Thread-safe; no other thread may still use the verdict.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_free(verdict: *mut OrdvaktVerdict) {
    // SAFETY: the caller gives the verdict back.
    unsafe { free(verdict) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_engine() {
        assert_eq!(OFFSETS[ORDVAKT_OFFSETS_UTF16 as usize], Offsets::Utf16);
        assert_eq!(LANGS[ORDVAKT_LANG_EN as usize], Lang::En);
    }
}
