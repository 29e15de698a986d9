//! The moderator as Python sees it.

use std::num::NonZeroUsize;
use std::sync::Arc;

use ordvakt::{Comment, Lang, Subject};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyBytes, PyDict, PyTuple};

use crate::arguments::{
    add_lists, date_of, extract_all, lang_id, parse_lang, parse_role, parse_threads, policy_of, readable,
    set_language_model, subjects_of,
};
use crate::capsule::arrays;
use crate::columns::{Columns, Names, Row, Unsuited};
use crate::errors::{load_error, ordvakt_error};
use crate::policy::Policy;
use crate::table::{self, Table};
use crate::verdict::Verdict;

/// Comments screened between two looks for Ctrl-C.
const STRETCH: usize = 1 << 14;

/// Bytes of comments after which a stretch of a table ends early.
const STRETCH_BYTES: usize = 1 << 24;

/// Screens comments under one policy. Compiled once, immutable, safe to share between threads.
///
/// ``policy`` is the id of a built-in policy or a ``Policy``; ``lists`` adds lists of your own, as several folders or as
/// a mapping of paths inside such a folder (``sv/svordomar.tsv``) to their texts; without ``builtin`` only they count,
/// and must hold what they refer to; ``lang`` is the language of reasons and duties, ``sv`` or ``en``;
/// ``only`` names the categories and signals to screen for, and nothing else is matched;
/// ``reference_date`` is the day that two-digit years and ages are counted from;
/// comments are screened up to ``max_bytes`` bytes of UTF-8; ``language_model`` is the path of another language model than
/// the built-in one, or its ``bytes``.
///
/// >>> moderator = ordvakt.Moderator("kungalv", lang="en")
/// >>> moderator.policy.id
/// 'kungalv'
#[pyclass(frozen, module = "ordvakt")]
pub(crate) struct Moderator {
    pub(crate) inner: ordvakt::Moderator,
    pub(crate) lang: Lang,
    sources: Arc<[(String, String)]>,
    builtin: bool,
    only: Option<Vec<Subject>>,
    reference_date: Option<(u16, u8, u8)>,
    max_bytes: Option<usize>,
    language_model: Option<Arc<[u8]>>,
}

impl Moderator {
    fn verdict(&self, text: PyBackedStr, verdict: ordvakt::Verdict) -> Verdict {
        Verdict::new(text, verdict, self.lang)
    }

    /// Screens `count` rows into `table`, some at a time.
    fn fill<'a>(
        &self,
        py: Python<'_>,
        table: &mut Table,
        count: usize,
        row: &(impl Fn(usize) -> Row<'a> + Sync),
        threads: Option<NonZeroUsize>,
    ) -> PyResult<()> {
        let mut done = 0;
        while done < count {
            let batch = py.detach(|| {
                let (mut rows, mut comments, mut bytes) = (Vec::new(), Vec::new(), 0);
                while done + rows.len() < count && rows.len() < STRETCH && bytes < STRETCH_BYTES {
                    let row = row(done + rows.len());
                    if let Row::Given(comment) = &row {
                        bytes += comment.text.len();
                        comments.push(*comment);
                    }
                    rows.push(row);
                }
                done += rows.len();
                let verdicts = self.inner.screen_all(&comments, threads);
                table::batch(table.schema(), &rows, verdicts, self.lang)
            });
            table.push(batch.map_err(|error| ordvakt_error(py, &error.to_string()))?);
            py.check_signals()?;
        }
        Ok(())
    }
}

#[pymethods]
impl Moderator {
    #[new]
    #[pyo3(
        signature = (
            policy = None, *, lists = None, builtin = true, lang = "sv", only = None, reference_date = None,
            max_bytes = None, language_model = None
        ),
        text_signature = "(policy='alla', *, lists=None, builtin=True, lang='sv', only=None, reference_date=None, max_bytes=None, language_model=None)"
    )]
    #[allow(clippy::too_many_arguments)] // one an option
    fn new(
        py: Python<'_>,
        policy: Option<&Bound<'_, PyAny>>,
        lists: Option<&Bound<'_, PyAny>>,
        builtin: bool,
        lang: &str,
        only: Option<&Bound<'_, PyAny>>,
        reference_date: Option<&Bound<'_, PyAny>>,
        max_bytes: Option<usize>,
        language_model: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let lang = parse_lang(lang)?;
        let mut builder = ordvakt::Moderator::builder();
        if !builtin {
            builder = builder.without_builtin();
        }
        if let Some(given) = policy {
            builder = builder.policy(policy_of(given)?);
        }
        if let Some(given) = lists {
            builder = add_lists(builder, given)?;
        }
        let only = only.map(subjects_of).transpose()?;
        if let Some(subjects) = &only {
            builder = builder.only(subjects.iter().copied());
        }
        let reference_date = reference_date.map(date_of).transpose()?;
        if let Some((year, month, day)) = reference_date {
            builder = builder.reference_date(year, month, day);
        }
        if let Some(bytes) = max_bytes {
            builder = builder.max_bytes(bytes);
        }
        let mut model = None;
        if let Some(given) = language_model {
            let (with, bytes) = set_language_model(builder, given)?;
            (builder, model) = (with, Some(bytes));
        }
        let sources =
            builder.sources().iter().map(|source| (source.path.clone(), source.text.clone())).collect();
        let inner = py.detach(|| builder.build()).map_err(|error| load_error(py, error.diagnostics()))?;
        Ok(Self { inner, lang, sources, builtin, only, reference_date, max_bytes, language_model: model })
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
        lang_id(self.lang)
    }

    /// The same lists under another policy, without compiling them again.
    fn with_policy(&self, policy: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self {
            inner: self.inner.with_policy(policy_of(policy)?),
            lang: self.lang,
            sources: Arc::clone(&self.sources),
            builtin: self.builtin,
            only: self.only.clone(),
            reference_date: self.reference_date,
            max_bytes: self.max_bytes,
            language_model: self.language_model.clone(),
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
        Ok(self.verdict(text, verdict))
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
        let threads = parse_threads(threads)?;
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
            for result in py.detach(|| self.inner.screen_all(stretch, threads)) {
                let index = verdicts.len();
                verdicts.push(
                    result.map_err(|defect| ordvakt_error(py, &format!("{defect}, in texts[{index}]")))?,
                );
            }
            py.check_signals()?;
        }
        drop(comments);
        Ok(texts.into_iter().zip(verdicts).map(|(text, verdict)| self.verdict(text, verdict)).collect())
    }

    /// Screens a table of comments and answers with columns, one row for each row, over ``threads`` threads (``None``:
    /// one a processor).
    ///
    /// ``source`` is anything with Arrow's stream or array interface (pyarrow, Polars, pandas, DuckDB) or an iterable
    /// of ``str`` and ``None``. ``text``, ``post``, ``parent``, ``author`` and ``author_role`` name its columns; where
    /// the source is itself one column, that is the text. A comment that cannot be read (a lone surrogate, a spoilt
    /// cell) is told in the column ``error`` and costs no other row.
    ///
    /// >>> import polars
    /// >>> comments = polars.DataFrame({"id": [1, 2], "text": ["Tack!", "Ring 070-174 06 05!"]})
    /// >>> verdicts = polars.DataFrame(ordvakt.Moderator().screen_table(comments))
    /// >>> comments.hstack(verdicts).select("id", "action").rows()
    /// [(1, 'publish'), (2, 'review')]
    #[pyo3(signature = (
        source, text = "text", *, post = None, parent = None, author = None, author_role = None, threads = None
    ))]
    #[allow(clippy::too_many_arguments)] // one a column, as in `screen`
    fn screen_table(
        &self,
        py: Python<'_>,
        source: &Bound<'_, PyAny>,
        text: &str,
        post: Option<String>,
        parent: Option<String>,
        author: Option<String>,
        author_role: Option<String>,
        threads: Option<usize>,
    ) -> PyResult<Table> {
        let threads = parse_threads(threads)?;
        let names = Names { text: text.to_owned(), post, parent, author, author_role };
        let mut table = Table::new(&self.inner.policy().id, self.inner.ruleset());
        let Some(arrays) = arrays(source)? else {
            if !names.only_text() {
                return Err(PyValueError::new_err("an iterable of str has no columns besides the text"));
            }
            let texts = readable(source)?;
            let row = |index: usize| match texts.get(index) {
                Some(Ok(Some(text))) => Row::Given(Comment::from(&**text)),
                Some(Err(why)) => Row::Refused(why.clone()),
                _ => Row::Absent,
            };
            self.fill(py, &mut table, texts.len(), &row, threads)?;
            return Ok(table);
        };
        let refuse = |unsuited| match unsuited {
            Unsuited::Request(message) => PyValueError::new_err(message),
            Unsuited::Type(message) => PyTypeError::new_err(message),
            Unsuited::Broken(error) => ordvakt_error(py, &format!("the source cannot be read: {error}")),
        };
        let mut arrays = arrays.map_err(|error| refuse(error.into()))?;
        // The producer may need the interpreter, in this thread or in others.
        while let Some(array) = py.detach(|| arrays.next()) {
            let columns = array
                .map_err(Unsuited::from)
                .and_then(|array| Columns::new(&*array, &names))
                .map_err(refuse)?;
            self.fill(py, &mut table, columns.rows(), &|index| columns.row(index), threads)?;
        }
        Ok(table)
    }

    fn __repr__(&self) -> String {
        format!("<Moderator {} {}>", self.inner.policy().id, self.inner.ruleset())
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        let named = PyDict::new(py);
        named.set_item("lang", self.lang())?;
        // The texts and not the folders: what is unpickled elsewhere gives the same verdicts.
        named.set_item("lists", PyTuple::new(py, self.sources.iter().cloned())?)?;
        named.set_item("builtin", self.builtin)?;
        if let Some(subjects) = &self.only {
            named.set_item("only", subjects.iter().map(|subject| subject.as_str()).collect::<Vec<_>>())?;
        }
        named.set_item("max_bytes", self.max_bytes)?;
        if let Some(model) = &self.language_model {
            named.set_item("language_model", PyBytes::new(py, model))?;
        }
        if let Some(date) = self.reference_date {
            named.set_item("reference_date", py.import("datetime")?.getattr("date")?.call1(date)?)?;
        }
        Ok((PyTuple::new(py, [self.policy()])?, named))
    }
}
