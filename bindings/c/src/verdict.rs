//! Reading a verdict.

use std::mem::size_of;
use std::sync::OnceLock;

use ordvakt::{Finding, Lang, Offsets, Span, Verdict};

use crate::abi::{Growing, Out, OutStruct, Outcome, borrow, free, guard_status};
use crate::error::OrdvaktError;
use crate::status::OrdvaktStatus;
use crate::text::OrdvaktText;

/// Nothing against it.
pub const ORDVAKT_ACTION_PUBLISH: u32 = 0;
/// A person should look before or after it is shown.
pub const ORDVAKT_ACTION_REVIEW: u32 = 1;
/// Hide until a person has looked.
pub const ORDVAKT_ACTION_HIDE: u32 = 2;
/// The rules ask for removal.
pub const ORDVAKT_ACTION_REMOVE: u32 = 3;

/// Uncouth or mildly unkind.
pub const ORDVAKT_SEVERITY_MILD: u32 = 0;
/// Clearly against ordinary rules of a page.
pub const ORDVAKT_SEVERITY_MODERATE: u32 = 1;
/// Grave: degrading, hateful or frightening.
pub const ORDVAKT_SEVERITY_SEVERE: u32 = 2;
/// Needs a person now.
pub const ORDVAKT_SEVERITY_CRITICAL: u32 = 3;

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

/// A verdict in short. The texts are valid as long as the verdict.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OrdvaktSummary {
    /// What is recommended, `publish`, `review`, `hide` or `remove`. A person decides.
    pub action_id: OrdvaktText,
    /// The language's BCP 47 code; `und` where it cannot be told.
    pub language: OrdvaktText,
    /// The code of the language that the policy does not allow and that a part of the comment, or all of it, is in; no text
    /// where there is none.
    pub language_other: OrdvaktText,
    /// The policy's id.
    pub policy: OrdvaktText,
    /// Digest of everything that can change a verdict, `sha256:…`.
    pub ruleset: OrdvaktText,
    /// Findings, for `ordvakt_verdict_finding`.
    pub finding_count: usize,
    /// Weaker observations, for `ordvakt_verdict_note`.
    pub note_count: usize,
    /// Categories found, for `ordvakt_verdict_category`.
    pub category_count: usize,
    /// Signals given, for `ordvakt_verdict_signal`.
    pub signal_count: usize,
    /// Duties that arise, for `ordvakt_verdict_duty`.
    pub duty_count: usize,
    /// Words that spoke for another language, for `ordvakt_verdict_voter`.
    pub voter_count: usize,
    /// What is recommended, one of `ORDVAKT_ACTION_…`, from mildest to strongest.
    pub action: u32,
    /// How sure the language is, 0 to 1.
    pub language_confidence: f32,
    /// The share of the letters that stand in languages that the policy does not allow, 0 to 1.
    pub language_share: f32,
    /// Whether the comment was longer than the limit and only its beginning screened.
    pub truncated: bool,
}

// SAFETY: texts, numbers and a bool, for all of which zero is a value.
unsafe impl Growing for OrdvaktSummary {
    const FIRST_SIZE: usize = size_of::<Self>();
    const NAME: &'static str = "OrdvaktSummary";
}

/// One thing in a comment that breaks a rule (or, as a note, nearly does). The texts are valid as long as the verdict.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OrdvaktFinding {
    /// The rule's id, `category/name`; stable from version to version.
    pub rule: OrdvaktText,
    /// The category's id.
    pub category: OrdvaktText,
    /// `mild`, `moderate`, `severe` or `critical`.
    pub severity_id: OrdvaktText,
    /// The text from `start` to `end`.
    pub matched: OrdvaktText,
    /// Why, in the language asked for.
    pub reason: OrdvaktText,
    /// `law` where the words may meet a statute, otherwise `own`: the municipality's guideline.
    pub basis: OrdvaktText,
    /// The statute, where the basis is the law.
    pub statute: OrdvaktText,
    /// Document and section that forbid it; no text where the policy has no rule for it (notes).
    pub citation: OrdvaktText,
    /// First byte in the comment; `ordvakt_verdict_convert` counts in other units.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How grave, one of `ORDVAKT_SEVERITY_…`, from mildest to gravest.
    pub severity: u32,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Whether the words were disguised.
    pub disguised: bool,
}

// SAFETY: texts, numbers and a bool, for all of which zero is a value.
unsafe impl Growing for OrdvaktFinding {
    const FIRST_SIZE: usize = size_of::<Self>();
    const NAME: &'static str = "OrdvaktFinding";
}

/// Something the document asks the municipality to do. The texts are valid as long as the verdict.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OrdvaktDuty {
    /// The duty's id, such as `preserve_content`.
    pub id: OrdvaktText,
    /// In relation to what: `before_removal`, `after_removal`, `on_receipt`.
    pub when: OrdvaktText,
    /// Time limit, an ISO 8601 duration or the document's own word; may have no text.
    pub within: OrdvaktText,
    /// From when the limit runs: `publication`, `discovery`, `receipt`; may have no text.
    pub from: OrdvaktText,
    /// What to do, in the language asked for.
    pub text: OrdvaktText,
    /// Document and section.
    pub citation: OrdvaktText,
    /// Whether the limit binds.
    pub strict: bool,
}

// SAFETY: texts and a bool, for all of which zero is a value.
unsafe impl Growing for OrdvaktDuty {
    const FIRST_SIZE: usize = size_of::<Self>();
    const NAME: &'static str = "OrdvaktDuty";
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

    fn describe(&self, finding: &Finding, lang: Lang) -> OrdvaktFinding {
        OrdvaktFinding {
            rule: self.inner.rule_id(finding).into(),
            category: finding.category.as_str().into(),
            severity_id: finding.severity.as_str().into(),
            matched: finding.span.of(&self.text).into(),
            reason: self.inner.reason(finding, lang).into(),
            basis: finding.basis.as_str().into(),
            statute: self.inner.statute(finding).into(),
            citation: self.inner.citation(finding).into(),
            start: finding.span.start,
            end: finding.span.end,
            severity: finding.severity as u32,
            confidence: finding.confidence,
            disguised: finding.disguised,
        }
    }
}

/// The value of a number that C gives.
pub(crate) fn choose<T: Copy>(values: &[T], given: u32, what: &str) -> Outcome<T> {
    values.get(given as usize).copied().ok_or_else(|| {
        OrdvaktError::new(OrdvaktStatus::InvalidArgument, format!("{given} is none of ORDVAKT_{what}_…"))
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
        let inner = &verdict.inner;
        out.set(&OrdvaktSummary {
            action_id: inner.action().as_str().into(),
            language: inner.language().code.into(),
            language_other: inner.language().other.into(),
            policy: inner.policy_id().into(),
            ruleset: inner.ruleset().into(),
            finding_count: inner.findings().len(),
            note_count: inner.notes().len(),
            category_count: inner.categories().count(),
            signal_count: inner.signals().count(),
            duty_count: inner.duties().count(),
            voter_count: inner.voters().len(),
            action: inner.action() as u32,
            language_confidence: inner.language().confidence,
            language_share: inner.language().share,
            truncated: inner.truncated(),
        });
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
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (verdict, out) = unsafe { (borrow(verdict, "verdict")?, OutStruct::new(out, size, "out")?) };
        let lang = choose(&LANGS, lang, "LANG")?;
        let finding = verdict.inner.findings().get(index);
        let finding = finding.ok_or_else(|| OrdvaktError::out_of_range("finding", index))?;
        out.set(&verdict.describe(finding, lang));
        Ok(())
    })
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
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (verdict, out) = unsafe { (borrow(verdict, "verdict")?, OutStruct::new(out, size, "out")?) };
        let lang = choose(&LANGS, lang, "LANG")?;
        let note = verdict.inner.notes().get(index);
        let note = note.ok_or_else(|| OrdvaktError::out_of_range("note", index))?;
        out.set(&verdict.describe(note, lang));
        Ok(())
    })
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
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (verdict, out) = unsafe { (borrow(verdict, "verdict")?, OutStruct::new(out, size, "out")?) };
        let lang = choose(&LANGS, lang, "LANG")?;
        let duty = verdict.inner.duties().nth(index);
        let duty = duty.ok_or_else(|| OrdvaktError::out_of_range("duty", index))?;
        out.set(&OrdvaktDuty {
            id: duty.id.as_str().into(),
            when: duty.when.as_str().into(),
            within: duty.within.as_deref().into(),
            from: duty.from.as_deref().into(),
            text: duty.text.get(lang).into(),
            citation: duty.citation.as_str().into(),
            strict: duty.strict,
        });
        Ok(())
    })
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
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (verdict, out) = unsafe { (borrow(verdict, "verdict")?, Out::new(out, "out")?) };
        let category = verdict.inner.categories().nth(index);
        let category = category.ok_or_else(|| OrdvaktError::out_of_range("category", index))?;
        out.set(category.as_str().into());
        Ok(())
    })
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
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (verdict, out) = unsafe { (borrow(verdict, "verdict")?, Out::new(out, "out")?) };
        let signal = verdict.inner.signals().nth(index);
        let signal = signal.ok_or_else(|| OrdvaktError::out_of_range("signal", index))?;
        out.set(signal.as_str().into());
        Ok(())
    })
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
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (verdict, out) = unsafe { (borrow(verdict, "verdict")?, Out::new(out, "out")?) };
        let voter = verdict.inner.voters().get(index);
        let voter = voter.ok_or_else(|| OrdvaktError::out_of_range("voter", index))?;
        out.set(voter.of(&verdict.text).into());
        Ok(())
    })
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

/// The comment with personal and confidential data covered, notes included: each character but white space becomes
/// `█`, so that positions in code points stay.
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
    use ordvakt::{Action, Severity};

    use super::*;

    #[test]
    fn numbers_are_those_of_the_engine() {
        let actions =
            [ORDVAKT_ACTION_PUBLISH, ORDVAKT_ACTION_REVIEW, ORDVAKT_ACTION_HIDE, ORDVAKT_ACTION_REMOVE];
        assert_eq!(Action::ALL.iter().map(|action| *action as u32).collect::<Vec<_>>(), actions);
        let severities = [
            ORDVAKT_SEVERITY_MILD,
            ORDVAKT_SEVERITY_MODERATE,
            ORDVAKT_SEVERITY_SEVERE,
            ORDVAKT_SEVERITY_CRITICAL,
        ];
        assert_eq!(Severity::ALL.iter().map(|severity| *severity as u32).collect::<Vec<_>>(), severities);
        assert_eq!(OFFSETS[ORDVAKT_OFFSETS_UTF16 as usize], Offsets::Utf16);
        assert_eq!(LANGS[ORDVAKT_LANG_EN as usize], Lang::En);
    }
}
