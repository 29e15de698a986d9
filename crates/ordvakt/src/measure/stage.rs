//! The way of a comment in stages, so that the cost of each can be told by difference.

use crate::comment::Comment;
use crate::language::identify;
use crate::moderator::Moderator;
use crate::scratch::Scratch;
use crate::screen::{Findings, collect, confirmed, find_words, recognise};

/// A stage of screening, in the order of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The base fold.
    Fold,
    /// Words, sentences, clauses.
    Tokens,
    /// Look-up of words, readings of disguise, compounds.
    Match,
    /// Links, names, numbers and addresses.
    Recognisers,
    /// Phrases, patterns, their targets and contexts.
    Context,
    /// Which language it is.
    Language,
    /// What the policy makes of it: the whole verdict.
    Policy,
}

impl Stage {
    /// Every stage.
    pub const ALL: &'static [Self] = &[
        Self::Fold,
        Self::Tokens,
        Self::Match,
        Self::Recognisers,
        Self::Context,
        Self::Language,
        Self::Policy,
    ];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fold => "fold",
            Self::Tokens => "tokens",
            Self::Match => "match",
            Self::Recognisers => "recognisers",
            Self::Context => "context",
            Self::Language => "language",
            Self::Policy => "policy",
        }
    }
}

impl Moderator {
    /// Takes a comment through the stages up to one, that one included. The number depends on all of them, so that none can be
    /// left out.
    #[doc(hidden)]
    pub fn screen_to(&self, scratch: &mut Scratch, comment: &Comment<'_>, last: Stage) -> usize {
        let inner = &*self.inner;
        let lexicon = &*inner.lexicon;
        if last == Stage::Policy {
            return self.screen_with(scratch, comment).findings().len();
        }
        scratch.folded.fold(comment.text);
        if last == Stage::Fold {
            return scratch.folded.text().len();
        }
        scratch.tokens.tokenize(comment.text, &scratch.folded);
        if last == Stage::Tokens {
            return scratch.tokens.tokens().len();
        }
        find_words(lexicon, scratch, comment.text);
        if last == Stage::Match {
            return scratch.finds.openers().len();
        }
        recognise(inner, scratch);
        if last == Stage::Recognisers {
            return scratch.recognised.len();
        }
        lexicon.match_phrases(scratch);
        collect(lexicon, scratch);
        let view = scratch.view(lexicon);
        let confirmed =
            |candidate: &&crate::candidate::Candidate| confirmed(lexicon, &view, candidate).is_some();
        let held = scratch.candidates.iter().filter(confirmed).count();
        if last == Stage::Context {
            return held;
        }
        let mut findings = Findings::new();
        let identified = identify(&view, &inner.policy, &inner.trained, &mut findings, lexicon);
        held + identified.language.code.len() + findings.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_sees_what_the_one_before_left() {
        let (moderator, mut scratch) = (Moderator::builtin(), Scratch::new());
        let text = "Ring 070-174 06 05 din idiot";
        let mut to = |stage| moderator.screen_to(&mut scratch, &text.into(), stage);
        assert_eq!(to(Stage::Fold), text.len());
        assert_eq!(to(Stage::Tokens), 7);
        assert!(to(Stage::Match) > 0);
        assert_eq!(to(Stage::Recognisers), 1);
        assert!(to(Stage::Context) > 0);
        assert!(to(Stage::Language) > to(Stage::Context));
        assert_eq!(to(Stage::Policy), moderator.screen(text).findings().len());
    }
}
