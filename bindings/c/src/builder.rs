//! Lists, policy and limits on their way to a moderator.

use std::ffi::c_char;

use ordvakt::{Builder, Policy, Subject};

use crate::abi::{
    Out, Outcome, borrow, borrow_mut, bytes_of, free, guard, guard_status, optional_text, text,
};
use crate::error::OrdvaktError;
use crate::moderator::OrdvaktModerator;
use crate::status::OrdvaktStatus;

/// Lists, a policy and limits on their way to a moderator.
///
/// Freed by `ordvakt_builder_free`, before or after the moderators built from it. Not thread-safe: one thread at a
/// time.
#[derive(Default)]
pub struct OrdvaktBuilder {
    inner: Builder,
    only: Vec<Subject>,
}

/// The built-in policy of that id.
pub(crate) fn builtin(id: &str) -> Outcome<Policy> {
    ordvakt::builtin_policy(id).ok_or_else(|| {
        let known = ordvakt::builtin_policy_ids().join(", ");
        let message = format!("no built-in policy `{id}` (one of {known})");
        OrdvaktError::new(OrdvaktStatus::InvalidArgument, message)
    })
}

impl OrdvaktBuilder {
    fn change(&mut self, step: impl FnOnce(Builder) -> Builder) {
        self.inner = step(std::mem::take(&mut self.inner));
    }
}

/// A builder with the built-in lists and the policy `alla`.
///
/// Thread-safe. `*out` belongs to the caller.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_builder_new(out: *mut *mut OrdvaktBuilder) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointer.
        unsafe { Out::new(out, "out") }?.give(OrdvaktBuilder::default());
        Ok(())
    })
}

/// Leaves the built-in lists and patterns out: only the sources added count. They must then hold what they refer to, the
/// inflections included.
///
/// Not thread-safe for one builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_builder_without_builtin(builder: *mut OrdvaktBuilder) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointer.
        unsafe { borrow_mut(builder, "builder") }?.change(Builder::without_builtin);
        Ok(())
    })
}

/// Screens under the built-in policy of that id, such as `kungalv`.
///
/// Not thread-safe for one builder. On failure the builder is as before; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_builder_set_policy(
    builder: *mut OrdvaktBuilder,
    id: *const c_char,
    id_len: usize,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let builder = borrow_mut(builder, "builder")?;
            let policy = builtin(text(id, id_len, "id")?)?;
            builder.change(|inner| inner.policy(policy));
            Ok(())
        })
    }
}

/// Screens under a policy written in TOML, which may extend a built-in one. `file` is how diagnostics name it and,
/// without its ending, the policy's id.
///
/// Not thread-safe for one builder. On failure the builder is as before; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_builder_set_policy_toml(
    builder: *mut OrdvaktBuilder,
    file: *const c_char,
    file_len: usize,
    toml: *const c_char,
    toml_len: usize,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let builder = borrow_mut(builder, "builder")?;
            let policy = ordvakt::parse_policy(text(file, file_len, "file")?, text(toml, toml_len, "toml")?)?;
            builder.change(|inner| inner.policy(policy));
            Ok(())
        })
    }
}

/// Adds a file of your own, by its path inside a lists folder (`sv/svordomar.tsv`, `patterns/hot.toml`) and its text.
/// What is wrong in it is told when the moderator is built.
///
/// Not thread-safe for one builder. On failure the builder is as before; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_builder_add_source(
    builder: *mut OrdvaktBuilder,
    path: *const c_char,
    path_len: usize,
    content: *const c_char,
    content_len: usize,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let builder = borrow_mut(builder, "builder")?;
            let path = text(path, path_len, "path")?;
            let content = optional_text(content, content_len, "content")?.unwrap_or_default();
            builder.change(|inner| inner.source(path, content));
            Ok(())
        })
    }
}

/// Screens for this category or signal, such as `personuppgifter`, and those of earlier calls, and for nothing else: what
/// is not asked for is not matched. `ORDVAKT_STATUS_INVALID_ARGUMENT` where there is none of that id.
///
/// Not thread-safe for one builder. On failure the builder is as before; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_builder_only(
    builder: *mut OrdvaktBuilder,
    id: *const c_char,
    id_len: usize,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let builder = borrow_mut(builder, "builder")?;
            let subject = text(id, id_len, "id")?
                .parse::<Subject>()
                .map_err(|unknown| OrdvaktError::new(OrdvaktStatus::InvalidArgument, unknown.to_string()))?;
            builder.only.push(subject);
            let subjects = builder.only.clone();
            builder.change(|inner| inner.only(subjects));
            Ok(())
        })
    }
}

/// The day that two-digit years and ages are counted from. `ORDVAKT_STATUS_INVALID_ARGUMENT` where there is no such
/// day.
///
/// Not thread-safe for one builder. On failure the builder is as before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_builder_set_reference_date(
    builder: *mut OrdvaktBuilder,
    year: u16,
    month: u8,
    day: u8,
) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointer.
        let builder = unsafe { borrow_mut(builder, "builder") }?;
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
            2 => 28,
            _ => 0,
        };
        if !(1..=9999).contains(&year) || !(1..=days).contains(&day) {
            let message = format!("there is no day {year}-{month}-{day}");
            return Err(OrdvaktError::new(OrdvaktStatus::InvalidArgument, message));
        }
        builder.change(|inner| inner.reference_date(year, month, day));
        Ok(())
    })
}

/// Comments are screened up to this many bytes.
///
/// Not thread-safe for one builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_builder_set_max_bytes(
    builder: *mut OrdvaktBuilder,
    bytes: usize,
) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointer.
        unsafe { borrow_mut(builder, "builder") }?.change(|inner| inner.max_bytes(bytes));
        Ok(())
    })
}

/// Another language model than the built-in one: the bytes of a file that the trainer wrote, and how diagnostics name it. What
/// is wrong with it is told when the moderator is built. The bytes are copied.
///
/// Not thread-safe for one builder. On failure the builder is as before; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_builder_set_language_model(
    builder: *mut OrdvaktBuilder,
    file: *const c_char,
    file_len: usize,
    bytes: *const u8,
    bytes_len: usize,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let builder = borrow_mut(builder, "builder")?;
            let (file, bytes) = (text(file, file_len, "file")?, bytes_of(bytes, bytes_len, "bytes")?);
            builder.change(|inner| inner.language_model(file, bytes));
            Ok(())
        })
    }
}

/// Compiles a moderator. The builder stays as it is, for more. `ORDVAKT_STATUS_LOAD` where lists are wrong; the error
/// then has every diagnostic.
///
/// Not thread-safe for one builder. `*out` belongs to the caller and does not need the builder; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_builder_build(
    builder: *const OrdvaktBuilder,
    out: *mut *mut OrdvaktModerator,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let (builder, out) = (borrow(builder, "builder")?, Out::new(out, "out")?);
            out.give(OrdvaktModerator::new(builder.inner.clone().build()?));
            Ok(())
        })
    }
}

/// Frees a builder; NULL is nothing.
///
/// Thread-safe; no other thread may still use the builder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_builder_free(builder: *mut OrdvaktBuilder) {
    // SAFETY: the caller gives the builder back.
    unsafe { free(builder) };
}
