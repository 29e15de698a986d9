//! Screening.

use std::ffi::c_char;
use std::mem::size_of;
use std::num::NonZeroUsize;

use ordvakt::{AuthorRole, Comment, Moderator};

use crate::abi::{
    Growing, Out, OutArray, Outcome, borrow, free, guard, guard_status, optional_text, optional_text_of,
    read_all, text, text_of,
};
use crate::builder::builtin;
use crate::error::OrdvaktError;
use crate::status::OrdvaktStatus;
use crate::text::OrdvaktText;
use crate::verdict::OrdvaktVerdict;

/// Screens comments under one policy.
///
/// Freed by `ordvakt_moderator_free`, before or after its verdicts. Never changes, so threads may share it.
pub struct OrdvaktModerator {
    inner: Moderator,
}

impl OrdvaktModerator {
    pub(crate) fn new(inner: Moderator) -> Self {
        Self { inner }
    }
}

/// The author is anybody from the public.
pub const ORDVAKT_ROLE_OUTSIDE: u32 = 0;
/// The author is employed by the municipality.
pub const ORDVAKT_ROLE_STAFF: u32 = 1;
/// The author is elected to office in the municipality.
pub const ORDVAKT_ROLE_ELECTED: u32 = 2;

/// A comment and what is known about it. All bytes zero, then `text` set, is enough.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OrdvaktComment {
    /// The comment itself.
    pub text: OrdvaktText,
    /// The post it stands under, or its topic; may be left out.
    pub post: OrdvaktText,
    /// The comment it answers; may be left out.
    pub parent: OrdvaktText,
    /// The author's name as the platform shows it; may be left out.
    pub author: OrdvaktText,
    /// One of `ORDVAKT_ROLE_…`.
    pub author_role: u32,
}

// SAFETY: texts and numbers, for all of which zero is a value.
unsafe impl Growing for OrdvaktComment {
    const FIRST_SIZE: usize = size_of::<Self>();
    const NAME: &'static str = "OrdvaktComment";
}

/// The role of a number that C gives.
pub(crate) fn role(given: u32) -> Outcome<AuthorRole> {
    match given {
        ORDVAKT_ROLE_OUTSIDE => Ok(AuthorRole::Outside),
        ORDVAKT_ROLE_STAFF => Ok(AuthorRole::Staff),
        ORDVAKT_ROLE_ELECTED => Ok(AuthorRole::Elected),
        other => {
            let message = format!("author_role {other} is none of ORDVAKT_ROLE_…");
            Err(OrdvaktError::new(OrdvaktStatus::InvalidArgument, message))
        }
    }
}

unsafe fn comment<'a>(given: &OrdvaktComment) -> Outcome<Comment<'a>> {
    let author_role = role(given.author_role)?;
    // SAFETY: the caller vouches for the texts.
    unsafe {
        Ok(Comment {
            text: text_of(given.text, "text")?,
            post: optional_text_of(given.post, "post")?,
            parent: optional_text_of(given.parent, "parent")?,
            author: optional_text_of(given.author, "author")?,
            author_role,
        })
    }
}

/// A moderator with the built-in lists under the built-in policy of that id; NULL with length 0 is `alla`.
///
/// Thread-safe. `*out` belongs to the caller; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_moderator_new(
    policy: *const c_char,
    policy_len: usize,
    out: *mut *mut OrdvaktModerator,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let (policy, out) = (optional_text(policy, policy_len, "policy")?, Out::new(out, "out")?);
            let moderator = match policy {
                Some(id) => Moderator::builtin().with_policy(builtin(id)?),
                None => Moderator::builtin(),
            };
            out.give(OrdvaktModerator::new(moderator));
            Ok(())
        })
    }
}

/// Screens one comment. `post` is what it stands under; NULL with length 0 where that is not known.
///
/// Thread-safe, also for one moderator. The texts are copied where needed; `*out` belongs to the caller and does not
/// need the moderator; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_moderator_screen(
    moderator: *const OrdvaktModerator,
    comment: *const c_char,
    comment_len: usize,
    post: *const c_char,
    post_len: usize,
    out: *mut *mut OrdvaktVerdict,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let moderator = borrow(moderator, "moderator")?;
            let comment = Comment {
                text: text(comment, comment_len, "comment")?,
                post: optional_text(post, post_len, "post")?,
                ..Comment::default()
            };
            let out = Out::new(out, "out")?;
            out.give(OrdvaktVerdict::new(moderator.inner.screen(comment), comment.text));
            Ok(())
        })
    }
}

/// Screens `count` comments over up to `threads` threads; 0 is one a processor. `comment_size` is
/// `sizeof(OrdvaktComment)`. `out` has room for `count` pointers, which are written in the order of the comments; where
/// one comment fails, nothing is written and the error names it.
///
/// Thread-safe, also for one moderator. The texts are copied where needed; each verdict belongs to the caller and does
/// not need the moderator; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_moderator_screen_batch(
    moderator: *const OrdvaktModerator,
    comments: *const OrdvaktComment,
    count: usize,
    comment_size: usize,
    threads: usize,
    out: *mut *mut OrdvaktVerdict,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let moderator = borrow(moderator, "moderator")?;
            let given = read_all(comments, count, comment_size, "comments")?;
            let out = OutArray::new(out, "out")?;
            let comments = given
                .iter()
                .enumerate()
                .map(|(index, given)| comment(given).map_err(|error| error.of_comment(index)))
                .collect::<Outcome<Vec<Comment<'_>>>>()?;
            let results = moderator.inner.screen_all(&comments, NonZeroUsize::new(threads));
            let verdicts = results
                .into_iter()
                .zip(&comments)
                .enumerate()
                .map(|(index, (result, comment))| match result {
                    Ok(verdict) => Ok(OrdvaktVerdict::new(verdict, comment.text)),
                    Err(defect) => {
                        Err(OrdvaktError::new(OrdvaktStatus::Panic, defect.to_string()).of_comment(index))
                    }
                })
                .collect::<Outcome<Vec<_>>>()?;
            out.give(verdicts);
            Ok(())
        })
    }
}

/// The id of the policy it screens under; valid as long as the moderator.
///
/// Thread-safe, also for one moderator.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_moderator_policy(
    moderator: *const OrdvaktModerator,
    out: *mut OrdvaktText,
) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (moderator, out) = unsafe { (borrow(moderator, "moderator")?, Out::new(out, "out")?) };
        out.set(moderator.inner.policy().id.as_str().into());
        Ok(())
    })
}

/// Digest of everything that can change a verdict, `sha256:…`; valid as long as the moderator.
///
/// Thread-safe, also for one moderator.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_moderator_ruleset(
    moderator: *const OrdvaktModerator,
    out: *mut OrdvaktText,
) -> OrdvaktStatus {
    guard_status(|| {
        // SAFETY: the caller vouches for the pointers.
        let (moderator, out) = unsafe { (borrow(moderator, "moderator")?, Out::new(out, "out")?) };
        out.set(moderator.inner.ruleset().into());
        Ok(())
    })
}

/// Frees a moderator; NULL is nothing.
///
/// Thread-safe; no other thread may still use the moderator.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_moderator_free(moderator: *mut OrdvaktModerator) {
    // SAFETY: the caller gives the moderator back.
    unsafe { free(moderator) };
}
