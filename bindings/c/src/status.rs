//! What a call came to.

use std::ffi::{CStr, c_char};

/// What a call came to. The library only ever returns it and never takes it.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrdvaktStatus {
    /// Done; the outputs are written.
    Ok = 0,
    /// A pointer was NULL that must not be.
    NullPointer = 1,
    /// A text was not UTF-8.
    InvalidUtf8 = 2,
    /// A number or name that means nothing here, such as an unknown author role.
    InvalidArgument = 3,
    /// The size of a struct is none this library knows, or a length is larger than memory.
    InvalidSize = 4,
    /// No finding, note, duty, category, signal, diagnostic or text at that place.
    OutOfRange = 5,
    /// Lists or a policy could not be loaded; the error has the diagnostics.
    Load = 6,
    /// A defect of this library. Only this call failed; everything else goes on working.
    Panic = 7,
    /// Evidence could not be read or written, is damaged, or is busy for too long.
    Evidence = 8,
}

/// What a status means, in English: a constant, NUL-terminated text. Never NULL, also for unknown numbers.
///
/// Thread-safe.
#[unsafe(no_mangle)]
pub extern "C" fn ordvakt_status_text(status: u32) -> *const c_char {
    const TEXTS: [&CStr; 9] = [
        c"done",
        c"a pointer was NULL that must not be",
        c"a text was not UTF-8",
        c"a number or name that means nothing here",
        c"a size that this library does not know",
        c"nothing at that place",
        c"lists or a policy could not be loaded",
        c"a defect of the library; only this call failed",
        c"evidence could not be read or written, or is damaged",
    ];
    TEXTS.get(status as usize).unwrap_or(&c"unknown status").as_ptr()
}

/// The version of the library that is loaded, such as `0.1.0`: a constant, NUL-terminated text. `ORDVAKT_VERSION` is
/// the version of the header.
///
/// Thread-safe.
#[unsafe(no_mangle)]
pub extern "C" fn ordvakt_version() -> *const c_char {
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");
    CStr::from_bytes_with_nul(VERSION.as_bytes()).unwrap_or_default().as_ptr()
}
