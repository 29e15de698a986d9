//! The compiled, immutable thing that screens.

use std::sync::Arc;

use ordvakt_rules::{Action, Lang, Policy};
use smallvec::SmallVec;

use crate::comment::Comment;
use crate::error::LoadError;
use crate::scratch::Scratch;
use crate::verdict::{Language, Verdict};

/// What a moderator and its verdicts share.
pub(crate) struct Inner {
    pub(crate) policy: Policy,
    pub(crate) digest: String,
}

impl Inner {
    pub(crate) fn rule_id(&self, _rule: u32) -> &str {
        ""
    }

    pub(crate) fn reason(&self, _rule: u32, _lang: Lang) -> &str {
        ""
    }

    pub(crate) fn statute(&self, _rule: u32) -> Option<&str> {
        None
    }
}

/// Screens comments under one policy. Compiled, immutable, cheap to clone, safe to share between threads.
#[derive(Clone)]
pub struct Moderator {
    inner: Arc<Inner>,
}

impl Moderator {
    /// The built-in lists under the policy `alla`.
    pub fn builtin() -> Self {
        Self {
            inner: Arc::new(Inner {
                policy: Policy {
                    id: "alla".to_owned(),
                    title: Default::default(),
                    document: Default::default(),
                    extends: Vec::new(),
                    languages: Vec::new(),
                    welcome: Vec::new(),
                    max_action: Action::Review,
                    rules: Vec::new(),
                    duties: Vec::new(),
                    allow: Vec::new(),
                },
                digest: "sha256:0".to_owned(),
            }),
        }
    }

    /// A builder for anything else.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The same lexicon under another policy.
    pub fn with_policy(&self, policy: Policy) -> Self {
        Self { inner: Arc::new(Inner { policy, digest: self.inner.digest.clone() }) }
    }

    /// The policy it screens under.
    pub fn policy(&self) -> &Policy {
        &self.inner.policy
    }

    /// Digest of everything that can change a verdict: `sha256:…`.
    pub fn ruleset(&self) -> &str {
        &self.inner.digest
    }

    /// Screens one comment. Never fails.
    pub fn screen<'a>(&self, comment: impl Into<Comment<'a>>) -> Verdict {
        self.screen_with(&mut Scratch::new(), &comment.into())
    }

    /// Screens one comment with buffers the caller keeps: no allocation in steady state.
    pub fn screen_with(&self, _scratch: &mut Scratch, _comment: &Comment<'_>) -> Verdict {
        Verdict {
            inner: Arc::clone(&self.inner),
            action: Action::Publish,
            findings: SmallVec::new(),
            notes: SmallVec::new(),
            signals: 0,
            language: Language { code: "und", confidence: 0.0 },
            duties: SmallVec::new(),
            truncated: false,
        }
    }
}

/// Assembles lists and a policy into a [`Moderator`].
#[derive(Clone, Debug, Default)]
pub struct Builder {
    policy: Option<Policy>,
}

impl Builder {
    /// The policy to screen under; `alla` where none is given.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// A file of the user's own, by its path inside a lists folder (`sv/svordomar.tsv`, `patterns/hot.toml`) and its text.
    #[must_use]
    pub fn source(self, _path: &str, _text: &str) -> Self {
        self
    }

    /// Every file of a lists folder of the user's own.
    pub fn lists_dir(self, _folder: &std::path::Path) -> std::io::Result<Self> {
        Ok(self)
    }

    /// The day that two-digit years and ages are counted from (`2026-01-31`).
    #[must_use]
    pub fn reference_date(self, _year: i32, _month: u8, _day: u8) -> Self {
        self
    }

    /// Comments are screened up to this many bytes (default 1 MiB).
    #[must_use]
    pub fn max_bytes(self, _bytes: usize) -> Self {
        self
    }

    /// Compiles everything.
    pub fn build(self) -> Result<Moderator, LoadError> {
        Ok(Moderator::builtin())
    }
}
