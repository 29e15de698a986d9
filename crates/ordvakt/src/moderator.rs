//! The compiled, immutable thing that screens.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use ordvakt_rules::{Image, Lang, Policy};
use sha2::{Digest, Sha256};

use crate::builder::Builder;
use crate::comment::Comment;
use crate::language::Trained;
use crate::lexicon::Lexicon;
use crate::own::Own;
use crate::recognise::Date;
use crate::scratch::Scratch;
use crate::verdict::Verdict;

/// Comments are screened up to this many bytes unless the builder says otherwise.
pub(crate) const MAX_BYTES: usize = 1 << 20;

/// The day that two-digit years are counted from unless the builder says otherwise; fixed, so that the same input gives the
/// same bytes for ever.
pub(crate) const REFERENCE_DATE: Date = Date { year: ordvakt_rules::REFERENCE_YEAR, month: 12, day: 31 };

/// The built-in lexicon, made once for all moderators.
pub(crate) static BUILTIN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    let image = Image::from_parts(Cow::Borrowed(ordvakt_wordlists::WORDS), ordvakt_wordlists::META)
        .unwrap_or_default();
    // INVARIANT: the build checked these very bytes; an empty lexicon can stand only for a broken build, which tests catch.
    Arc::new(Lexicon::new(image).unwrap_or_else(|_| Lexicon::empty()))
});

/// What a moderator and its verdicts share.
pub(crate) struct Inner {
    pub(crate) lexicon: Arc<Lexicon>,
    pub(crate) trained: Trained,
    pub(crate) policy: Policy,
    pub(crate) digest: String,
    pub(crate) reference_date: Date,
    pub(crate) max_bytes: usize,
    /// The municipality's own numbers, mailboxes and addresses.
    pub(crate) own: Own,
}

impl Inner {
    pub(crate) fn new(
        lexicon: Arc<Lexicon>,
        trained: Trained,
        policy: Policy,
        reference_date: Date,
        max_bytes: usize,
    ) -> Self {
        let mut hash = Sha256::new();
        hash.update(&lexicon.meta.digest);
        hash.update(trained.digest());
        hash.update(serde_json::to_string(&policy).unwrap_or_default());
        hash.update(format!("{reference_date:?} {max_bytes}"));
        let digest =
            hash.finalize().iter().fold("sha256:".to_owned(), |hex, byte| hex + &format!("{byte:02x}"));
        let own = Own::new(&policy.allow);
        Self { lexicon, trained, policy, digest, reference_date, max_bytes, own }
    }

    pub(crate) fn rule_id(&self, rule: u32) -> &str {
        self.lexicon.rule(rule).map_or("", |rule| rule.id.as_str())
    }

    pub(crate) fn reason(&self, rule: u32, lang: Lang) -> &str {
        self.lexicon.reason(rule, lang)
    }

    pub(crate) fn statute(&self, rule: u32) -> Option<&str> {
        let index = self.lexicon.rule(rule)?.statute?;
        self.lexicon.meta.statutes.get(usize::from(index)).map(|statute| statute.id.as_str())
    }
}

/// Screens comments under one policy. Compiled, immutable, cheap to clone, safe to share between threads.
///
/// ```
/// let moderator = ordvakt::Moderator::builtin();
/// let verdict = moderator.screen("Tack för fin plogning!");
/// assert_eq!(verdict.action(), ordvakt::Action::Publish);
/// ```
#[derive(Clone)]
pub struct Moderator {
    pub(crate) inner: Arc<Inner>,
}

impl Moderator {
    /// The built-in lists under the policy `alla`, which reports everything and recommends no more than review.
    pub fn builtin() -> Self {
        static ALLA: LazyLock<Moderator> = LazyLock::new(|| {
            let policy = crate::policies::builtin_policy("alla").unwrap_or_else(crate::policies::nothing);
            let (lexicon, trained) = (Arc::clone(&BUILTIN), Trained::default());
            Moderator { inner: Arc::new(Inner::new(lexicon, trained, policy, REFERENCE_DATE, MAX_BYTES)) }
        });
        ALLA.clone()
    }

    /// A builder for other policies, the user's own lists, another reference date or limit.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The same lexicon under another policy; nothing is compiled anew.
    #[must_use]
    pub fn with_policy(&self, policy: Policy) -> Self {
        let Inner { lexicon, trained, reference_date, max_bytes, .. } = &*self.inner;
        let (lexicon, trained) = (Arc::clone(lexicon), trained.clone());
        Self { inner: Arc::new(Inner::new(lexicon, trained, policy, *reference_date, *max_bytes)) }
    }

    /// The policy it screens under.
    pub fn policy(&self) -> &Policy {
        &self.inner.policy
    }

    /// Digest of everything that can change a verdict: `sha256:` and 64 hexadecimal digits.
    pub fn ruleset(&self) -> &str {
        &self.inner.digest
    }

    /// Screens one comment. Never fails.
    pub fn screen<'a>(&self, comment: impl Into<Comment<'a>>) -> Verdict {
        self.screen_with(&mut Scratch::new(), &comment.into())
    }

    /// Screens one comment with buffers the caller keeps: no allocation in steady state.
    pub fn screen_with(&self, scratch: &mut Scratch, comment: &Comment<'_>) -> Verdict {
        crate::screen::screen(&self.inner, scratch, comment)
    }
}

impl std::fmt::Debug for Moderator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Moderator")
            .field("policy", &self.inner.policy.id)
            .field("ruleset", &self.inner.digest)
            .finish_non_exhaustive()
    }
}
