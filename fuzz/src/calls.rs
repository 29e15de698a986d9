//! Calls of the C library in any order, with handles that are there, that are NULL, and that were freed and replaced.
//!
//! What the header forbids is left out: using what was freed, and one builder from two threads.

use std::ffi::c_char;
use std::mem::size_of;
use std::ptr;

use ordvakt_capi::*;

/// So many handles of each kind are kept.
const SLOTS: usize = 3;
/// So many calls are made of one input.
const CALLS: usize = 48;

/// Reads numbers and texts off the input.
struct Choices<'d>(&'d [u8]);

impl<'d> Choices<'d> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn slot(&mut self) -> usize {
        usize::from(self.byte()) % SLOTS
    }

    /// Some bytes of the input, whatever they are; a length of 255 is NULL.
    fn text(&mut self) -> (*const c_char, usize) {
        let length = usize::from(self.byte());
        if length == 255 {
            return (ptr::null(), usize::from(self.byte() & 1));
        }
        let (text, rest): (&'d [u8], _) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        (text.as_ptr().cast(), text.len())
    }

    /// An id of a policy more often than not.
    fn policy(&mut self) -> (*const c_char, usize) {
        const IDS: [&str; 4] = ["kungalv", "uppvidinge", "bbs", "alla"];
        match IDS.get(usize::from(self.byte()) % 5) {
            Some(id) => (id.as_ptr().cast(), id.len()),
            None => self.text(),
        }
    }
}

/// Handles that are there; NULL where there is none.
struct Handles {
    builders: [*mut OrdvaktBuilder; SLOTS],
    moderators: [*mut OrdvaktModerator; SLOTS],
    verdicts: [*mut OrdvaktVerdict; SLOTS],
    error: *mut OrdvaktError,
}

/// Makes the calls that the input spells, then gives everything back.
pub fn run(data: &[u8]) {
    let mut choices = Choices(data);
    let mut handles = Handles {
        builders: [ptr::null_mut(); SLOTS],
        moderators: [ptr::null_mut(); SLOTS],
        verdicts: [ptr::null_mut(); SLOTS],
        error: ptr::null_mut(),
    };
    for _ in 0..CALLS {
        if choices.0.is_empty() {
            break;
        }
        // SAFETY: every pointer is NULL or that of a handle that has not been freed, as the header asks.
        let status = unsafe { handles.call(&mut choices) };
        assert_ne!(status, OrdvaktStatus::Panic, "a call panicked");
        // SAFETY: the same.
        unsafe { handles.look_at_error() };
    }
    // SAFETY: every handle is freed once.
    unsafe {
        handles.builders.iter().for_each(|one| ordvakt_builder_free(*one));
        handles.moderators.iter().for_each(|one| ordvakt_moderator_free(*one));
        handles.verdicts.iter().for_each(|one| ordvakt_verdict_free(*one));
    }
}

/// Reads every byte of a text that the library gave.
unsafe fn touch(text: OrdvaktText) -> usize {
    if text.data.is_null() {
        return 0;
    }
    // SAFETY: the library vouches for its texts.
    let bytes = unsafe { std::slice::from_raw_parts(text.data.cast::<u8>(), text.len) };
    std::str::from_utf8(bytes).expect("the library's texts are UTF-8").chars().count()
}

impl Handles {
    unsafe fn call(&mut self, choices: &mut Choices<'_>) -> OrdvaktStatus {
        let what = choices.byte();
        let error = &raw mut self.error;
        let wrong = what & 0x80 != 0;
        // SAFETY: handles are NULL or alive; results go to places of this function.
        unsafe {
            match what & 0x1f {
                0 | 1 => {
                    let slot = choices.slot();
                    ordvakt_moderator_free(std::mem::replace(&mut self.moderators[slot], ptr::null_mut()));
                    let (id, length) = choices.policy();
                    let out = if wrong { ptr::null_mut() } else { &raw mut self.moderators[slot] };
                    ordvakt_moderator_new(id, length, out, error)
                }
                2..=6 => {
                    let (from, slot) = (choices.slot(), choices.slot());
                    ordvakt_verdict_free(std::mem::replace(&mut self.verdicts[slot], ptr::null_mut()));
                    let (text, length) = choices.text();
                    let (post, post_length) = if wrong { choices.text() } else { (ptr::null(), 0) };
                    let out = &raw mut self.verdicts[slot];
                    ordvakt_moderator_screen(
                        self.moderators[from],
                        text,
                        length,
                        post,
                        post_length,
                        out,
                        error,
                    )
                }
                7 | 8 => self.batch(choices, wrong),
                9 => {
                    let slot = choices.slot();
                    ordvakt_builder_free(std::mem::replace(&mut self.builders[slot], ptr::null_mut()));
                    let out = if wrong { ptr::null_mut() } else { &raw mut self.builders[slot] };
                    let status = ordvakt_builder_new(out);
                    // The built-in lists take seconds to compile, a handful of rows takes none.
                    ordvakt_builder_without_builtin(self.builders[slot]);
                    status
                }
                10 => {
                    let (id, length) = choices.policy();
                    ordvakt_builder_set_policy(self.builders[choices.slot()], id, length, error)
                }
                11 => {
                    let builder = self.builders[choices.slot()];
                    let ((file, file_length), (toml, toml_length)) = (choices.text(), choices.text());
                    ordvakt_builder_set_policy_toml(builder, file, file_length, toml, toml_length, error)
                }
                12 | 13 => {
                    const PATHS: [&str; 3] = ["sv/svordomar.tsv", "patterns/hot.toml", "allow/mine.tsv"];
                    let builder = self.builders[choices.slot()];
                    let (path, path_length) = match PATHS.get(usize::from(choices.byte()) % 4) {
                        Some(path) => (path.as_ptr().cast(), path.len()),
                        None => choices.text(),
                    };
                    let (text, length) = choices.text();
                    ordvakt_builder_add_source(builder, path, path_length, text, length, error)
                }
                14 => {
                    let year = u16::from(choices.byte()) * 40;
                    ordvakt_builder_set_reference_date(
                        self.builders[choices.slot()],
                        year,
                        choices.byte() & 15,
                        choices.byte() & 31,
                    )
                }
                15 => {
                    let limit = usize::from(choices.byte());
                    ordvakt_builder_set_max_bytes(self.builders[choices.slot()], limit)
                }
                16 => {
                    let (from, slot) = (choices.slot(), choices.slot());
                    ordvakt_moderator_free(std::mem::replace(&mut self.moderators[slot], ptr::null_mut()));
                    ordvakt_builder_build(self.builders[from], &raw mut self.moderators[slot], error)
                }
                17..=20 => self.read_verdict(choices),
                21..=23 => self.read_texts(choices),
                24 => {
                    let slot = choices.slot();
                    ordvakt_verdict_free(std::mem::replace(&mut self.verdicts[slot], ptr::null_mut()));
                    OrdvaktStatus::Ok
                }
                25 => {
                    let slot = choices.slot();
                    ordvakt_moderator_free(std::mem::replace(&mut self.moderators[slot], ptr::null_mut()));
                    OrdvaktStatus::Ok
                }
                _ => {
                    let mut out = OrdvaktText::default();
                    let moderator = self.moderators[choices.slot()];
                    let status = ordvakt_moderator_policy(moderator, &raw mut out);
                    touch(out);
                    ordvakt_moderator_ruleset(moderator, &raw mut out);
                    touch(out);
                    status
                }
            }
        }
    }

    unsafe fn batch(&mut self, choices: &mut Choices<'_>, wrong: bool) -> OrdvaktStatus {
        let moderator = self.moderators[choices.slot()];
        let mut comments = Vec::new();
        for _ in 0..choices.byte() & 3 {
            let (data, len) = choices.text();
            let text = OrdvaktText { data, len };
            let (data, len) = choices.text();
            let post = OrdvaktText { data, len };
            let none = OrdvaktText::default();
            let author_role = u32::from(choices.byte() & 3);
            comments.push(OrdvaktComment { text, post, parent: none, author: none, author_role });
        }
        let mut out = vec![ptr::null_mut(); comments.len()];
        let size = if wrong { usize::from(choices.byte()) } else { size_of::<OrdvaktComment>() };
        let threads = usize::from(choices.byte() & 3);
        let error = &raw mut self.error;
        // SAFETY: `out` has room for as many verdicts as there are comments.
        unsafe {
            let status = ordvakt_moderator_screen_batch(
                moderator,
                comments.as_ptr(),
                comments.len(),
                size,
                threads,
                out.as_mut_ptr(),
                error,
            );
            for verdict in out {
                ordvakt_verdict_free(verdict);
            }
            status
        }
    }

    unsafe fn read_verdict(&mut self, choices: &mut Choices<'_>) -> OrdvaktStatus {
        let verdict = self.verdicts[choices.slot()];
        let (index, lang) = (usize::from(choices.byte()), u32::from(choices.byte() & 3));
        let mut summary = std::mem::MaybeUninit::<OrdvaktSummary>::zeroed();
        let mut finding = std::mem::MaybeUninit::<OrdvaktFinding>::zeroed();
        let mut duty = std::mem::MaybeUninit::<OrdvaktDuty>::zeroed();
        // SAFETY: the places are as large as is said; all their bytes are zero before.
        unsafe {
            let status = ordvakt_verdict_summary(verdict, summary.as_mut_ptr(), size_of::<OrdvaktSummary>());
            if status != OrdvaktStatus::Ok {
                return status;
            }
            let summary = summary.assume_init_read();
            for text in [summary.action_id, summary.language, summary.policy, summary.ruleset] {
                touch(text);
            }
            let within = index % (summary.finding_count + 1);
            let size = size_of::<OrdvaktFinding>();
            if ordvakt_verdict_finding(verdict, within, lang, finding.as_mut_ptr(), size) == OrdvaktStatus::Ok
            {
                let finding = finding.assume_init_read();
                let texts =
                    [finding.rule, finding.matched, finding.reason, finding.statute, finding.citation];
                for text in texts {
                    touch(text);
                }
                let (mut start, mut end) = (0, 0);
                let (start, end) = (&raw mut start, &raw mut end);
                assert_eq!(
                    ordvakt_verdict_convert(verdict, finding.start, finding.end, lang % 3, start, end),
                    OrdvaktStatus::Ok,
                    "a finding lies in its comment"
                );
            }
            ordvakt_verdict_note(verdict, index, lang, finding.as_mut_ptr(), size);
            let (mut start, mut end) = (0, 0);
            let far = u32::from(choices.byte()) * 3;
            ordvakt_verdict_convert(verdict, index as u32, far, lang, &raw mut start, &raw mut end);
            ordvakt_verdict_duty(verdict, index & 7, lang, duty.as_mut_ptr(), size_of::<OrdvaktDuty>())
        }
    }

    unsafe fn read_texts(&mut self, choices: &mut Choices<'_>) -> OrdvaktStatus {
        let verdict = self.verdicts[choices.slot()];
        let (lang, offsets) = (u32::from(choices.byte() & 3), u32::from(choices.byte() & 3));
        let mut text = OrdvaktText::default();
        // SAFETY: handles are NULL or alive.
        unsafe {
            let status = ordvakt_verdict_json(verdict, lang, offsets, &raw mut text);
            touch(text);
            for index in 0..4 {
                ordvakt_verdict_category(verdict, index, &raw mut text);
                touch(text);
                ordvakt_verdict_signal(verdict, index, &raw mut text);
                touch(text);
            }
            ordvakt_verdict_redact(verdict, &raw mut text);
            touch(text);
            status
        }
    }

    /// Reads all that the last error says and frees it.
    unsafe fn look_at_error(&mut self) {
        let error = std::mem::replace(&mut self.error, ptr::null_mut());
        let mut text = OrdvaktText::default();
        let mut diagnostic = std::mem::MaybeUninit::<OrdvaktDiagnostic>::zeroed();
        // SAFETY: the error is NULL or alive until it is freed here.
        unsafe {
            ordvakt_error_message(error, &raw mut text);
            touch(text);
            for index in 0..ordvakt_error_diagnostic_count(error) {
                let size = size_of::<OrdvaktDiagnostic>();
                ordvakt_error_diagnostic(error, index, diagnostic.as_mut_ptr(), size);
                let diagnostic = diagnostic.assume_init_read();
                for text in [diagnostic.file, diagnostic.message, diagnostic.hint] {
                    touch(text);
                }
            }
            ordvakt_error_free(error);
        }
    }
}
