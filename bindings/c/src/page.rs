//! Texts that the library writes and the caller keeps.

use crate::abi::{Out, borrow, free, guard_status};
use crate::status::OrdvaktStatus;
use crate::text::OrdvaktText;

/// A text that was written for the caller: a statement, cards, JSON.
///
/// Freed by `ordvakt_page_free`; needs nothing that it came from. Never changes, so threads may share it.
pub struct OrdvaktPage {
    text: String,
}

impl From<String> for OrdvaktPage {
    fn from(text: String) -> Self {
        Self { text }
    }
}

/// The text of a page; valid as long as the page.
///
/// Thread-safe, also for one page.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_page_text(page: *const OrdvaktPage, out: *mut OrdvaktText) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (page, out) = unsafe { (borrow(page, "page")?, Out::new(out, "out")?) };
        out.set(page.text.as_str().into());
        Ok(())
    })
}

/// Frees a page; NULL is nothing.
///
/// Thread-safe; no other thread may still use the page.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_page_free(page: *mut OrdvaktPage) {
    // SAFETY: the caller gives the page back.
    unsafe { free(page) };
}
