//! Why a call failed.

use std::mem::size_of;

use ordvakt::{Diagnostic, LoadError};

use crate::abi::{Growing, Out, OutStruct, borrow, free, guard_status};
use crate::status::OrdvaktStatus;
use crate::text::OrdvaktText;

/// Why a call failed: a status, a message and, for loads, every diagnostic.
///
/// Written by calls that fail, where the caller gave a place for it; freed by `ordvakt_error_free`. Never changes, so
/// threads may share it. Outlives everything else.
#[derive(Debug)]
pub struct OrdvaktError {
    status: OrdvaktStatus,
    message: String,
    diagnostics: Vec<Diagnostic>,
}

impl OrdvaktError {
    pub(crate) fn new(status: OrdvaktStatus, message: String) -> Self {
        Self { status, message, diagnostics: Vec::new() }
    }

    pub(crate) fn out_of_range(what: &str, index: usize) -> Self {
        Self::new(OrdvaktStatus::OutOfRange, format!("no {what} {index}"))
    }

    /// The same error, about one of several comments.
    pub(crate) fn of_comment(mut self, index: usize) -> Self {
        self.message = format!("comment {index}: {}", self.message);
        self
    }

    pub(crate) fn status(&self) -> OrdvaktStatus {
        self.status
    }

    #[cfg(test)]
    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

impl From<LoadError> for OrdvaktError {
    fn from(error: LoadError) -> Self {
        Self {
            status: OrdvaktStatus::Load,
            message: error.to_string(),
            diagnostics: error.diagnostics().iter().cloned().collect(),
        }
    }
}

/// One thing wrong in one place of one file. The texts are valid as long as the error.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OrdvaktDiagnostic {
    /// The file as it was named to the library.
    pub file: OrdvaktText,
    /// What is wrong.
    pub message: OrdvaktText,
    /// What would mend it; no text where that cannot be said.
    pub hint: OrdvaktText,
    /// Line, counted from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Column in code points, counted from 1; 0 where the whole line is meant.
    pub column: u32,
}

// SAFETY: texts and numbers, for all of which zero is a value.
unsafe impl Growing for OrdvaktDiagnostic {
    const FIRST_SIZE: usize = size_of::<Self>();
    const NAME: &'static str = "OrdvaktDiagnostic";
}

/// The status that the failed call returned; `ORDVAKT_STATUS_NULL_POINTER` for NULL.
///
/// Thread-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_error_status(error: *const OrdvaktError) -> OrdvaktStatus {
    let mut found = OrdvaktStatus::NullPointer;
    let asked = guard_status(|| {
        // SAFETY: the caller vouches for the pointer.
        found = unsafe { borrow(error, "error") }?.status;
        Ok(())
    });
    if asked == OrdvaktStatus::Ok { found } else { asked }
}

/// What went wrong, in English; valid as long as the error.
///
/// Thread-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_error_message(
    error: *const OrdvaktError,
    out: *mut OrdvaktText,
) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (error, out) = unsafe { (borrow(error, "error")?, Out::new(out, "out")?) };
        out.set(error.message.as_str().into());
        Ok(())
    })
}

/// How many diagnostics an error has; 0 for NULL and for errors that are not about a load.
///
/// Thread-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_error_diagnostic_count(error: *const OrdvaktError) -> usize {
    let mut count = 0;
    let _ = guard_status(|| {
        // SAFETY: the caller vouches for the pointer.
        count = unsafe { borrow(error, "error") }?.diagnostics.len();
        Ok(())
    });
    count
}

/// Diagnostic `index` of an error, counted from 0, in the order of files and lines; valid as long as the error.
/// `size` is `sizeof(OrdvaktDiagnostic)`.
///
/// Thread-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_error_diagnostic(
    error: *const OrdvaktError,
    index: usize,
    out: *mut OrdvaktDiagnostic,
    size: usize,
) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (error, out) = unsafe { (borrow(error, "error")?, OutStruct::new(out, size, "out")?) };
        let diagnostic =
            error.diagnostics.get(index).ok_or_else(|| OrdvaktError::out_of_range("diagnostic", index))?;
        out.set(&OrdvaktDiagnostic {
            file: diagnostic.file.as_str().into(),
            message: diagnostic.message.as_str().into(),
            hint: diagnostic.hint.as_deref().into(),
            line: diagnostic.line,
            column: diagnostic.column,
        });
        Ok(())
    })
}

/// Frees an error; NULL is nothing.
///
/// Thread-safe; no other thread may still use the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_error_free(error: *mut OrdvaktError) {
    // SAFETY: the caller gives the error back.
    unsafe { free(error) };
}
