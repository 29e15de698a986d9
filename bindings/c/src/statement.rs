//! What is written to people about a decision.

use std::mem::size_of;

use ordvakt::{Action, Statement, StatementKind};

use crate::abi::{Growing, Out, borrow, guard, optional_text_of, read_one};
use crate::error::OrdvaktError;
use crate::page::OrdvaktPage;
use crate::status::OrdvaktStatus;
use crate::text::OrdvaktText;
use crate::verdict::{LANGS, OrdvaktVerdict, choose};

/// To whoever wrote the comment: what was done with it, why, and how to object.
pub const ORDVAKT_STATEMENT_NOTICE: u32 = 0;
/// To everybody under the post: the same, of a comment.
pub const ORDVAKT_STATEMENT_REPLY: u32 = 1;
/// To whoever asks about an individual case: where to turn instead.
pub const ORDVAKT_STATEMENT_REFERRAL: u32 = 2;
/// To whoever wrote the comment: how to say it within the rules.
pub const ORDVAKT_STATEMENT_WELCOME_BACK: u32 = 3;

/// What is to be written. All bytes zero is a notice in Swedish of what is recommended.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OrdvaktStatement {
    /// Whom to write to with objections; may be left out.
    pub contact: OrdvaktText,
    /// Where to turn with an individual case; may be left out.
    pub channel: OrdvaktText,
    /// One of `ORDVAKT_STATEMENT_…`.
    pub kind: u32,
    /// One of `ORDVAKT_LANG_…`.
    pub lang: u32,
    /// What was decided, one of `ORDVAKT_ACTION_…`; counts where `decided` is true.
    pub action: u32,
    /// Whether `action` was decided; otherwise what is recommended counts.
    pub decided: bool,
}

// SAFETY: texts, numbers and a bool, for all of which zero is a value.
unsafe impl Growing for OrdvaktStatement {
    const FIRST_SIZE: usize = size_of::<Self>();
    const NAME: &'static str = "OrdvaktStatement";
}

/// Writes a statement. It names the rule, the document with its section, the ground and how to object, and never repeats the
/// comment. `size` is `sizeof(OrdvaktStatement)`.
///
/// Thread-safe, also for one verdict. `*out` belongs to the caller; `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ordvakt_verdict_statement(
    verdict: *const OrdvaktVerdict,
    asked: *const OrdvaktStatement,
    size: usize,
    out: *mut *mut OrdvaktPage,
    error: *mut *mut OrdvaktError,
) -> OrdvaktStatus {
    // SAFETY: the caller vouches for the pointers.
    unsafe {
        guard(error, || {
            let verdict = borrow(verdict, "verdict")?;
            let given = read_one(asked, size, "asked")?;
            let out = Out::new(out, "out")?;
            let action = choose(Action::ALL, given.action, "ACTION")?;
            let asked = Statement {
                kind: choose(StatementKind::ALL, given.kind, "STATEMENT")?,
                lang: choose(&LANGS, given.lang, "LANG")?,
                action: given.decided.then_some(action),
                contact: optional_text_of(given.contact, "contact")?,
                channel: optional_text_of(given.channel, "channel")?,
            };
            out.give(verdict.inner().statement(&asked).into());
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_engine() {
        assert_eq!(StatementKind::ALL[ORDVAKT_STATEMENT_NOTICE as usize], StatementKind::Notice);
        assert_eq!(StatementKind::ALL[ORDVAKT_STATEMENT_REPLY as usize], StatementKind::Reply);
        assert_eq!(StatementKind::ALL[ORDVAKT_STATEMENT_REFERRAL as usize], StatementKind::Referral);
        assert_eq!(StatementKind::ALL[ORDVAKT_STATEMENT_WELCOME_BACK as usize], StatementKind::WelcomeBack);
    }
}
