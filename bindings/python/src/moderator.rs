//! The moderator as Python sees it.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use ordvakt::{AuthorRole, Builder, Comment, Lang};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyDict, PyMapping, PyString, PyTuple};

use crate::batch;
use crate::errors::{load_error, os_error};
use crate::policy::{Policy, builtin};
use crate::verdict::Verdict;

/// Comments screened between two looks for Ctrl-C.
const STRETCH: usize = 1 << 14;

/// Screens comments under one policy. Compiled once, immutable, safe to share between threads.
///
/// ``policy`` is the id of a built-in policy or a ``Policy``; ``lists`` adds lists of your own, as several folders or as
/// a mapping of paths inside such a folder (``sv/svordomar.tsv``) to their texts; ``lang`` is the language of reasons
/// and duties, ``sv`` or ``en``; ``reference_date`` is the day that two-digit years and ages are counted from;
/// comments are screened up to ``max_bytes`` bytes of UTF-8.
///
/// >>> moderator = ordvakt.Moderator("kungalv", lang="en")
/// >>> moderator.policy.id
/// 'kungalv'
#[pyclass(frozen, module = "ordvakt")]
pub(crate) struct Moderator {
    inner: ordvakt::Moderator,
    lang: Lang,
    sources: Arc<[(String, String)]>,
    reference_date: Option<(u16, u8, u8)>,
    max_bytes: Option<usize>,
}

/// Adds one of the user's own lists: a folder, or a path inside such a folder with its text.
fn add_list(builder: Builder, given: &Bound<'_, PyAny>) -> PyResult<Builder> {
    if let Ok((path, text)) = given.extract::<(PyBackedStr, PyBackedStr)>() {
        return Ok(builder.source(&path, &text));
    }
    let folder: PathBuf = given.extract()?;
    builder.lists_dir(&folder).map_err(|error| os_error(&error, &folder))
}

fn add_lists(mut builder: Builder, given: &Bound<'_, PyAny>) -> PyResult<Builder> {
    if given.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err("lists must be folders in a list, or a mapping of paths to texts"));
    }
    let items = match given.cast::<PyMapping>() {
        Ok(mapping) => mapping.items()?.into_any(),
        Err(_) => given.clone(),
    };
    for item in items.try_iter()? {
        builder = add_list(builder, &item?)?;
    }
    Ok(builder)
}

/// `sv` or `en`.
pub(crate) fn parse_lang(lang: &str) -> PyResult<Lang> {
    match lang {
        "sv" => Ok(Lang::Sv),
        "en" => Ok(Lang::En),
        _ => Err(PyValueError::new_err(format!("lang must be 'sv' or 'en', not {lang:?}"))),
    }
}

fn parse_role(role: Option<&str>) -> PyResult<AuthorRole> {
    role.map_or(Ok(AuthorRole::Outside), |name| {
        AuthorRole::parse(name).ok_or_else(|| {
            PyValueError::new_err(format!(
                "author_role must be 'outside', 'staff' or 'elected', not {name:?}"
            ))
        })
    })
}

fn policy_of(given: &Bound<'_, PyAny>) -> PyResult<ordvakt::Policy> {
    match given.cast::<Policy>() {
        Ok(policy) => Ok(policy.get().inner.clone()),
        Err(_) => builtin(given.py(), given.extract()?),
    }
}

fn date_of(given: &Bound<'_, PyAny>) -> PyResult<(u16, u8, u8)> {
    let part = |name| given.getattr(name);
    Ok((part("year")?.extract()?, part("month")?.extract()?, part("day")?.extract()?))
}

#[pymethods]
impl Moderator {
    #[new]
    #[pyo3(
        signature = (policy = None, *, lists = None, lang = "sv", reference_date = None, max_bytes = None),
        text_signature = "(policy='alla', *, lists=None, lang='sv', reference_date=None, max_bytes=None)"
    )]
    fn new(
        py: Python<'_>,
        policy: Option<&Bound<'_, PyAny>>,
        lists: Option<&Bound<'_, PyAny>>,
        lang: &str,
        reference_date: Option<&Bound<'_, PyAny>>,
        max_bytes: Option<usize>,
    ) -> PyResult<Self> {
        let lang = parse_lang(lang)?;
        let mut builder = ordvakt::Moderator::builder();
        if let Some(given) = policy {
            builder = builder.policy(policy_of(given)?);
        }
        if let Some(given) = lists {
            builder = add_lists(builder, given)?;
        }
        let reference_date = reference_date.map(date_of).transpose()?;
        if let Some((year, month, day)) = reference_date {
            builder = builder.reference_date(year, month, day);
        }
        if let Some(bytes) = max_bytes {
            builder = builder.max_bytes(bytes);
        }
        let sources =
            builder.sources().iter().map(|source| (source.path.clone(), source.text.clone())).collect();
        let inner = py.detach(|| builder.build()).map_err(|error| load_error(py, error.diagnostics()))?;
        Ok(Self { inner, lang, sources, reference_date, max_bytes })
    }

    /// The policy it screens under.
    #[getter]
    fn policy(&self) -> Policy {
        Policy { inner: self.inner.policy().clone() }
    }

    /// Digest of everything that can change a verdict: ``sha256:…``.
    #[getter]
    fn ruleset(&self) -> &str {
        self.inner.ruleset()
    }

    /// The language of reasons and duties, ``sv`` or ``en``.
    #[getter]
    fn lang(&self) -> &'static str {
        match self.lang {
            Lang::Sv => "sv",
            Lang::En => "en",
        }
    }

    /// The same lists under another policy, without compiling them again.
    fn with_policy(&self, policy: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self {
            inner: self.inner.with_policy(policy_of(policy)?),
            lang: self.lang,
            sources: Arc::clone(&self.sources),
            reference_date: self.reference_date,
            max_bytes: self.max_bytes,
        })
    }

    /// Screens one comment; other threads run meanwhile.
    ///
    /// ``post`` is what the comment stands under, ``parent`` the comment it answers, ``author`` its author's name as
    /// the platform shows it, ``author_role`` ``outside``, ``staff`` or ``elected``. ``UnicodeEncodeError`` (a
    /// ``ValueError``) names the position of a lone surrogate.
    ///
    /// >>> ordvakt.Moderator().screen("När öppnar badhuset?").action
    /// 'publish'
    #[pyo3(signature = (text, post = None, *, parent = None, author = None, author_role = None))]
    fn screen(
        &self,
        py: Python<'_>,
        text: PyBackedStr,
        post: Option<&str>,
        parent: Option<&str>,
        author: Option<&str>,
        author_role: Option<&str>,
    ) -> PyResult<Verdict> {
        let comment = Comment { text: &text, post, parent, author, author_role: parse_role(author_role)? };
        let verdict = py.detach(|| self.inner.screen(comment));
        Ok(Verdict::new(text, verdict, self.lang))
    }

    /// Screens many comments over ``threads`` threads (``None``: one a processor); the order is kept.
    ///
    /// ``posts`` are what the comments stand under, one a comment.
    ///
    /// >>> [verdict.action for verdict in ordvakt.Moderator().screen_batch(["Tack!", "Fint väder idag."])]
    /// ['publish', 'publish']
    #[pyo3(signature = (texts, posts = None, *, threads = None))]
    fn screen_batch(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        posts: Option<&Bound<'_, PyAny>>,
        threads: Option<usize>,
    ) -> PyResult<Vec<Verdict>> {
        let threads = match threads {
            None => std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            Some(threads) => NonZeroUsize::new(threads)
                .ok_or_else(|| PyValueError::new_err("threads must be at least 1"))?,
        };
        let texts: Vec<PyBackedStr> = extract_all(texts, "texts")?;
        let posts: Vec<Option<PyBackedStr>> = match posts {
            Some(posts) => extract_all(posts, "posts")?,
            None => (0..texts.len()).map(|_| None).collect(),
        };
        if posts.len() != texts.len() {
            let message = format!("{} posts for {} texts", posts.len(), texts.len());
            return Err(PyValueError::new_err(message));
        }
        let comments: Vec<Comment<'_>> = texts
            .iter()
            .zip(&posts)
            .map(|(text, post)| Comment { post: post.as_deref(), ..Comment::from(&**text) })
            .collect();
        let mut verdicts = Vec::with_capacity(comments.len());
        for stretch in comments.chunks(STRETCH) {
            verdicts.extend(py.detach(|| batch::screen(&self.inner, stretch, threads)));
            py.check_signals()?;
        }
        drop(comments);
        Ok(texts
            .into_iter()
            .zip(verdicts)
            .map(|(text, verdict)| Verdict::new(text, verdict, self.lang))
            .collect())
    }

    fn __repr__(&self) -> String {
        format!("<Moderator {} {}>", self.inner.policy().id, self.inner.ruleset())
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        let named = PyDict::new(py);
        named.set_item("lang", self.lang())?;
        // The texts and not the folders: what is unpickled elsewhere gives the same verdicts.
        named.set_item("lists", PyTuple::new(py, self.sources.iter().cloned())?)?;
        named.set_item("max_bytes", self.max_bytes)?;
        if let Some(date) = self.reference_date {
            named.set_item("reference_date", py.import("datetime")?.getattr("date")?.call1(date)?)?;
        }
        Ok((PyTuple::new(py, [self.policy()])?, named))
    }
}

/// Every item of an iterable, which is not itself a `str`; errors name the item.
fn extract_all<'py, T>(items: &Bound<'py, PyAny>, name: &str) -> PyResult<Vec<T>>
where
    T: for<'a> FromPyObject<'a, 'py, Error = PyErr>,
{
    if items.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err(format!("{name} must be several str, not one")));
    }
    let py = items.py();
    items
        .try_iter()?
        .enumerate()
        .map(|(index, item)| {
            item?.extract::<T>().inspect_err(|error| {
                // The note is a courtesy (Python 3.11); without it the error stands as it is.
                let _ = error.value(py).call_method1("add_note", (format!("in {name}[{index}]"),));
            })
        })
        .collect()
}
