//! Decisions beside recommendations.

use ordvakt::Action;

use crate::content::{Decided, Outcome, Preserved};
use crate::error::Error;

/// What a person decides about a recorded comment.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'a> {
    /// What is done with the comment.
    pub action: Action,
    /// Who decides.
    pub by: &'a str,
    /// Why; needed where it is not what was recommended.
    pub why: Option<&'a str>,
    /// Rules held to be wrong about this comment, where others of its findings are right. Empty: the decision speaks of all.
    pub rules: &'a [&'a str],
}

impl Decision<'_> {
    /// Held against what was recommended.
    pub(crate) fn about(&self, comment: u64, preserved: &Preserved) -> Result<Decided, Error> {
        let by = self.by.trim();
        if by.is_empty() {
            return Err(Error::Invalid("a decision needs somebody who decides: `by` is empty".to_owned()));
        }
        let recommended = preserved.verdict.action.clone();
        let outcome =
            if self.action.as_str() == recommended { Outcome::Accepted } else { Outcome::Overridden };
        let why = self.why.map(str::trim).filter(|why| !why.is_empty());
        if outcome == Outcome::Overridden && why.is_none() {
            return Err(Error::Invalid(format!(
                "`{recommended}` was recommended, `{}` is decided: say why",
                self.action
            )));
        }
        let known = preserved.rules();
        if let Some(rule) = self.rules.iter().find(|rule| !known.contains(*rule)) {
            let list = if known.is_empty() { "none did".to_owned() } else { known.join(", ") };
            return Err(Error::Invalid(format!(
                "rule `{rule}` found nothing in this comment; those that did: {list}"
            )));
        }
        Ok(Decided {
            number: 0,
            time: String::new(),
            comment,
            recommended,
            action: self.action.as_str().to_owned(),
            outcome,
            by: by.to_owned(),
            why: why.map(str::to_owned),
            rules: self.rules.iter().map(|rule| (*rule).to_owned()).collect(),
        })
    }
}
