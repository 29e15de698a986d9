//! Texts that cross the border.

use std::ffi::c_char;
use std::ptr;

/// UTF-8 text by pointer and length; not NUL-terminated.
///
/// Given by the library: borrowed, and valid as long as the thing it was asked from; `data` is NULL where there is
/// no such text. Given to the library: read during the call only; `data` may be NULL where a text may be left out.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OrdvaktText {
    /// First byte.
    pub data: *const c_char,
    /// Bytes.
    pub len: usize,
}

impl OrdvaktText {
    pub(crate) const NONE: Self = Self { data: ptr::null(), len: 0 };
}

impl Default for OrdvaktText {
    fn default() -> Self {
        Self::NONE
    }
}

impl From<&str> for OrdvaktText {
    fn from(text: &str) -> Self {
        Self { data: text.as_ptr().cast(), len: text.len() }
    }
}

impl From<Option<&str>> for OrdvaktText {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::NONE, Self::from)
    }
}
