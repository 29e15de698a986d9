//! The border: pointers become references here and nowhere else.
//!
//! The functions are unsafe because they trust what the header asks of callers: that a pointer that is not NULL points at what its type
//! says, for the length given, for as long as the call lasts.

use std::any::Any;
use std::ffi::c_char;
use std::mem::size_of;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::slice;

use crate::error::OrdvaktError;
use crate::status::OrdvaktStatus;
use crate::text::OrdvaktText;

pub(crate) type Outcome<T> = Result<T, OrdvaktError>;

/// Runs the body of an exported function: a panic stays inside, an error goes to `error` unless that is NULL.
pub(crate) unsafe fn guard(
    error: *mut *mut OrdvaktError,
    body: impl FnOnce() -> Outcome<()>,
) -> OrdvaktStatus {
    let outcome = catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|panic| Err(panicked(&*panic)));
    match outcome {
        Ok(()) => OrdvaktStatus::Ok,
        Err(failure) => {
            let status = failure.status();
            if !error.is_null() {
                // SAFETY: a pointer that is not NULL is writable, by the header.
                unsafe { error.write(Box::into_raw(Box::new(failure))) };
            }
            status
        }
    }
}

/// `guard` for functions without an `OrdvaktError **`.
pub(crate) fn guard_status(body: impl FnOnce() -> Outcome<()>) -> OrdvaktStatus {
    // SAFETY: NULL is never written to.
    unsafe { guard(ptr::null_mut(), body) }
}

fn panicked(panic: &(dyn Any + Send)) -> OrdvaktError {
    // A message made while running may quote a comment.
    let message = panic.downcast_ref::<&str>().copied().unwrap_or("what it says may quote a comment");
    OrdvaktError::new(OrdvaktStatus::Panic, format!("defect in ordvakt: {message}"))
}

/// A handle or struct that the caller lends.
pub(crate) unsafe fn borrow<'a, T>(pointer: *const T, name: &str) -> Outcome<&'a T> {
    // SAFETY: by the header, a pointer that is not NULL points at a living T for the length of the call.
    unsafe { pointer.as_ref() }.ok_or_else(|| null(name))
}

/// A handle that the caller lends for changing.
pub(crate) unsafe fn borrow_mut<'a, T>(pointer: *mut T, name: &str) -> Outcome<&'a mut T> {
    // SAFETY: as for `borrow`; the header forbids other threads to use it meanwhile.
    unsafe { pointer.as_mut() }.ok_or_else(|| null(name))
}

/// A place for one result.
pub(crate) struct Out<T>(*mut T);

impl<T> Out<T> {
    pub(crate) unsafe fn new(pointer: *mut T, name: &str) -> Outcome<Self> {
        if pointer.is_null() { Err(null(name)) } else { Ok(Self(pointer)) }
    }

    pub(crate) fn set(self, value: T) {
        // SAFETY: whoever made this vouched for a writable pointer.
        unsafe { self.0.write(value) };
    }
}

/// A place for a handle, which then belongs to the caller.
impl<T> Out<*mut T> {
    pub(crate) fn give(self, value: T) {
        self.set(Box::into_raw(Box::new(value)));
    }
}

/// A place for as many handles as there are values.
pub(crate) struct OutArray<T>(*mut *mut T);

impl<T> OutArray<T> {
    pub(crate) unsafe fn new(pointer: *mut *mut T, name: &str) -> Outcome<Self> {
        if pointer.is_null() { Err(null(name)) } else { Ok(Self(pointer)) }
    }

    pub(crate) fn give(self, values: Vec<T>) {
        for (index, value) in values.into_iter().enumerate() {
            // SAFETY: whoever made this vouched for room for one pointer a value.
            unsafe { self.0.add(index).write(Box::into_raw(Box::new(value))) };
        }
    }
}

/// Ends a handle; NULL is nothing.
pub(crate) unsafe fn free<T>(handle: *mut T) {
    if !handle.is_null() {
        // A panic while freeing leaves nothing to report to, and the memory is lost either way.
        let _ = guard_status(|| {
            // SAFETY: the handle came from `Box::into_raw` and, by the header, is freed once.
            drop(unsafe { Box::from_raw(handle) });
            Ok(())
        });
    }
}

/// Bytes that must be there.
pub(crate) unsafe fn bytes_of<'a>(data: *const u8, len: usize, name: &str) -> Outcome<&'a [u8]> {
    if data.is_null() {
        return Err(null(name));
    }
    if len > isize::MAX as usize {
        let message = format!("length of {name} is larger than memory");
        return Err(OrdvaktError::new(OrdvaktStatus::InvalidSize, message));
    }
    // SAFETY: by the header, `data` points at `len` bytes that nobody changes during the call.
    Ok(unsafe { slice::from_raw_parts(data, len) })
}

/// A text that must be there.
pub(crate) unsafe fn text<'a>(data: *const c_char, len: usize, name: &str) -> Outcome<&'a str> {
    // SAFETY: the same promise of the caller.
    let bytes = unsafe { bytes_of(data.cast::<u8>(), len, name) }?;
    std::str::from_utf8(bytes).map_err(|error| {
        let message = format!("{name} is not UTF-8 at byte {}", error.valid_up_to());
        OrdvaktError::new(OrdvaktStatus::InvalidUtf8, message)
    })
}

/// A text that may be left out: NULL with length 0.
pub(crate) unsafe fn optional_text<'a>(
    data: *const c_char,
    len: usize,
    name: &str,
) -> Outcome<Option<&'a str>> {
    if data.is_null() && len == 0 {
        return Ok(None);
    }
    // SAFETY: the same promise of the caller.
    unsafe { text(data, len, name) }.map(Some)
}

/// `text` of an `OrdvaktText`.
pub(crate) unsafe fn text_of<'a>(given: OrdvaktText, name: &str) -> Outcome<&'a str> {
    // SAFETY: the same promise of the caller.
    unsafe { text(given.data, given.len, name) }
}

/// `optional_text` of an `OrdvaktText`.
pub(crate) unsafe fn optional_text_of<'a>(given: OrdvaktText, name: &str) -> Outcome<Option<&'a str>> {
    // SAFETY: the same promise of the caller.
    unsafe { optional_text(given.data, given.len, name) }
}

/// A struct that may grow at its end: programs say the size they were compiled with.
///
/// # Safety
/// Only for `repr(C)` structs for which all bytes zero is a value. New fields begin past the old size, never in its padding: programs
/// leave garbage there.
pub(crate) unsafe trait Growing: Copy {
    /// The size in the first version that had the struct.
    const FIRST_SIZE: usize;
    /// Its name in C.
    const NAME: &'static str;
}

fn check_size<T: Growing>(size: usize) -> Outcome<()> {
    if (T::FIRST_SIZE..=size_of::<T>()).contains(&size) {
        return Ok(());
    }
    let message = format!("{size} is no size of {}; give sizeof({0})", T::NAME);
    Err(OrdvaktError::new(OrdvaktStatus::InvalidSize, message))
}

/// Copies of `count` structs of `size` bytes each; fields the program does not know are zero.
pub(crate) unsafe fn read_all<T: Growing>(
    first: *const T,
    count: usize,
    size: usize,
    name: &str,
) -> Outcome<Vec<T>> {
    check_size::<T>(size)?;
    if count == 0 {
        return Ok(Vec::new());
    }
    if first.is_null() {
        return Err(null(name));
    }
    if count.checked_mul(size).is_none_or(|bytes| bytes > isize::MAX as usize) {
        let message = format!("{count} {name} are larger than memory");
        return Err(OrdvaktError::new(OrdvaktStatus::InvalidSize, message));
    }
    let read = |index: usize| {
        // SAFETY: `Growing` allows zero for what is not copied; the caller vouches for `count` structs of `size` bytes,
        // and `size` is at most that of T.
        unsafe {
            let mut value = std::mem::zeroed::<T>();
            let source = first.cast::<u8>().add(index * size);
            ptr::copy_nonoverlapping(source, (&raw mut value).cast::<u8>(), size);
            value
        }
    };
    Ok((0..count).map(read).collect())
}

/// A copy of one struct of `size` bytes; fields the program does not know are zero.
pub(crate) unsafe fn read_one<T: Growing>(given: *const T, size: usize, name: &str) -> Outcome<T> {
    // SAFETY: the same promise of the caller, for one struct.
    let mut read = unsafe { read_all(given, 1, size, name) }?;
    read.pop().ok_or_else(|| null(name))
}

/// `count` texts; NULL with count 0 for none.
pub(crate) unsafe fn texts<'a>(first: *const OrdvaktText, count: usize, name: &str) -> Outcome<Vec<&'a str>> {
    if count == 0 {
        return Ok(Vec::new());
    }
    if first.is_null() {
        return Err(null(name));
    }
    if count.checked_mul(size_of::<OrdvaktText>()).is_none_or(|bytes| bytes > isize::MAX as usize) {
        let message = format!("{count} {name} are larger than memory");
        return Err(OrdvaktError::new(OrdvaktStatus::InvalidSize, message));
    }
    // SAFETY: by the header, `first` points at `count` texts that nobody changes during the call.
    let given = unsafe { slice::from_raw_parts(first, count) };
    // SAFETY: the caller vouches for each of them.
    given.iter().map(|text| unsafe { text_of(*text, name) }).collect()
}

/// A place for a struct of `size` bytes.
pub(crate) struct OutStruct<T>(*mut T, usize);

impl<T: Growing> OutStruct<T> {
    pub(crate) unsafe fn new(pointer: *mut T, size: usize, name: &str) -> Outcome<Self> {
        if pointer.is_null() {
            return Err(null(name));
        }
        check_size::<T>(size)?;
        Ok(Self(pointer, size))
    }

    /// Writes the fields that the program knows.
    pub(crate) fn set(self, value: &T) {
        // SAFETY: whoever made this vouched for `size` writable bytes, which are at most those of T.
        unsafe {
            ptr::copy_nonoverlapping(ptr::from_ref(value).cast::<u8>(), self.0.cast::<u8>(), self.1);
        }
    }
}

fn null(name: &str) -> OrdvaktError {
    OrdvaktError::new(OrdvaktStatus::NullPointer, format!("{name} is NULL"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_fails_one_call() {
        let mut error: *mut OrdvaktError = ptr::null_mut();
        // SAFETY: `error` is writable.
        let status =
            unsafe { guard(&raw mut error, || panic!("about {}", std::hint::black_box("a comment"))) };
        assert_eq!(status, OrdvaktStatus::Panic);
        // SAFETY: a failure writes an error, which is freed once.
        let error = unsafe { Box::from_raw(error) };
        assert!(error.message().starts_with("defect in ordvakt: "), "{}", error.message());
        assert!(!error.message().contains("about a comment"), "a comment reaches the caller's log");
        assert_eq!(guard_status(|| Ok(())), OrdvaktStatus::Ok);
    }

    #[test]
    fn success_leaves_the_error_alone() {
        let mut error = ptr::without_provenance_mut::<OrdvaktError>(8);
        // SAFETY: `error` is writable.
        let status = unsafe { guard(&raw mut error, || Ok(())) };
        assert_eq!((status, error.addr()), (OrdvaktStatus::Ok, 8));
    }
}
