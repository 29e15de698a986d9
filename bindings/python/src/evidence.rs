//! Evidence as Python sees it: a thin class over the folder; what is read comes as plain data.

use std::path::PathBuf;

use ordvakt::AuthorRole;
use ordvakt_evidence::{CardFormat, Cards, Decision, Digest, Error, Material, verify};
use pyo3::exceptions::{PyLookupError, PyTimeoutError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde_json::json;

use crate::arguments::{parse_lang, parse_role};
use crate::errors::{ordvakt_error, os_error};
use crate::verdict::{Verdict, parse_action, to_json};

/// The number of a record, or the id of a comment.
#[derive(FromPyObject)]
enum Which {
    Number(u64),
    Id(String),
}

impl Which {
    fn get(&self) -> ordvakt_evidence::Which<'_> {
        match self {
            Self::Number(number) => ordvakt_evidence::Which::Number(*number),
            Self::Id(id) => ordvakt_evidence::Which::Id(id),
        }
    }
}

/// One of them or several.
#[derive(FromPyObject)]
enum Comments {
    One(Which),
    Several(Vec<Which>),
}

/// A comment's circumstances, as the methods take them.
#[derive(Default)]
struct Circumstances {
    id: String,
    post: Option<String>,
    parent: Option<String>,
    author: Option<String>,
    author_role: AuthorRole,
    time: Option<String>,
    link: Option<String>,
}

impl Circumstances {
    fn material<'a>(&'a self, text: &'a str) -> Material<'a> {
        Material {
            id: &self.id,
            text,
            post: self.post.as_deref(),
            parent: self.parent.as_deref(),
            author: self.author.as_deref(),
            author_role: self.author_role,
            time: self.time.as_deref(),
            link: self.link.as_deref(),
        }
    }
}

fn raise(py: Python<'_>, error: Error) -> PyErr {
    match error {
        Error::File { path, source, .. } => os_error(&source, &path),
        Error::Busy(_) => PyTimeoutError::new_err(error.to_string()),
        Error::Unknown(message) => PyLookupError::new_err(message),
        Error::Invalid(message) => PyValueError::new_err(message),
        other => ordvakt_error(py, &other.to_string()),
    }
}

fn plain<'py>(py: Python<'py>, value: &impl serde::Serialize) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (to_json(value)?,))
}

/// A folder of evidence: what removed comments said, what was recommended, who decided what and why.
///
/// Records are only ever added, each with the digest of the one before it; what is personal lies in files of its own, so
/// that it can be erased and the chain stays valid. Whatever a method returns is on the disk. Threads may share it, and other
/// programs may write in the same folder.
///
/// >>> import tempfile
/// >>> evidence = ordvakt.Evidence(tempfile.mkdtemp())
/// >>> verdict = ordvakt.Moderator("kungalv").screen("Vilka jävla vägar!")
/// >>> evidence.preserve(verdict, "17")
/// 1
/// >>> evidence.decide("17", "publish", by="Anna A", why="Riktar sig mot vägarna")
/// 2
/// >>> evidence.statistics()["rules"][0]["rule"]
/// 'svordomar/javla'
/// >>> evidence.verify()["flaws"]
/// []
#[pyclass(frozen, module = "ordvakt")]
pub(crate) struct Evidence {
    inner: ordvakt_evidence::Evidence,
}

impl Evidence {
    /// Works without the interpreter's lock: the disk is slow.
    fn away<T: Send>(
        &self,
        py: Python<'_>,
        work: impl Send + FnOnce(&ordvakt_evidence::Evidence) -> Result<T, Error>,
    ) -> PyResult<T> {
        py.detach(|| work(&self.inner)).map_err(|error| raise(py, error))
    }
}

#[pymethods]
#[allow(clippy::too_many_arguments, reason = "Python's are named")]
impl Evidence {
    #[new]
    #[pyo3(signature = (folder, *, create = true))]
    fn new(py: Python<'_>, folder: PathBuf, create: bool) -> PyResult<Self> {
        let opened = py.detach(|| {
            if create {
                ordvakt_evidence::Evidence::open(folder)
            } else {
                ordvakt_evidence::Evidence::existing(folder)
            }
        });
        opened.map(|inner| Self { inner }).map_err(|error| raise(py, error))
    }

    /// The folder.
    #[getter]
    fn folder(&self) -> String {
        self.inner.dir().display().to_string()
    }

    /// The end of the chain, ``sha256:…``. Kept elsewhere, it shows later that nothing before it was changed or removed.
    #[getter]
    fn head(&self, py: Python<'_>) -> PyResult<String> {
        self.away(py, ordvakt_evidence::Evidence::head).map(|head| head.digest.to_string())
    }

    /// Records a comment and its verdict, author and all; the number of its record. Where the same is recorded already, that
    /// record's number.
    #[pyo3(signature = (verdict, id, *, post = None, parent = None, author = None, author_role = None, time = None, link = None))]
    fn record(
        &self,
        py: Python<'_>,
        verdict: &Verdict,
        id: String,
        post: Option<String>,
        parent: Option<String>,
        author: Option<String>,
        author_role: Option<&str>,
        time: Option<String>,
        link: Option<String>,
    ) -> PyResult<u64> {
        let author_role = parse_role(author_role)?;
        let known = Circumstances { id, post, parent, author, author_role, time, link };
        let (text, report): (&str, _) = (verdict.text(), verdict.content());
        self.away(py, |evidence| evidence.record(&known.material(text), report)).map(|receipt| receipt.number)
    }

    /// Records what the policy's duties ask to preserve: the content of what is recommended to be hidden or removed, the author
    /// where the rules ask for that. ``None`` where they ask for nothing.
    #[pyo3(signature = (verdict, id, *, post = None, parent = None, author = None, author_role = None, time = None, link = None))]
    fn preserve(
        &self,
        py: Python<'_>,
        verdict: &Verdict,
        id: String,
        post: Option<String>,
        parent: Option<String>,
        author: Option<String>,
        author_role: Option<&str>,
        time: Option<String>,
        link: Option<String>,
    ) -> PyResult<Option<u64>> {
        let author_role = parse_role(author_role)?;
        let known = Circumstances { id, post, parent, author, author_role, time, link };
        let (text, report): (&str, _) = (verdict.text(), verdict.content());
        let receipt = self.away(py, |evidence| evidence.preserve(&known.material(text), report))?;
        Ok(receipt.map(|receipt| receipt.number))
    }

    /// Records what a person decided about a comment, named by its id or by the number of its record. ``why`` is needed where it
    /// is not what was recommended; ``wrong_rules`` are those that should not have found anything. Several decisions may be
    /// made; the latest counts.
    #[pyo3(signature = (comment, action, *, by, why = None, wrong_rules = Vec::new()))]
    fn decide(
        &self,
        py: Python<'_>,
        comment: Which,
        action: &str,
        by: &str,
        why: Option<&str>,
        wrong_rules: Vec<String>,
    ) -> PyResult<u64> {
        let action = parse_action(action)?;
        let rules: Vec<&str> = wrong_rules.iter().map(String::as_str).collect();
        let decision = Decision { action, by, why, rules: &rules };
        self.away(py, |evidence| evidence.decide(comment.get(), &decision)).map(|receipt| receipt.number)
    }

    /// Erases comments and the decisions about them for good (gallring); the chain stays valid. What it returns names the
    /// record that says so, the records whose content is gone, and files that were set aside and cannot be read.
    #[pyo3(signature = (comments, *, by, why))]
    fn erase<'py>(
        &self,
        py: Python<'py>,
        comments: Comments,
        by: &str,
        why: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let comments = match comments {
            Comments::One(one) => vec![one],
            Comments::Several(several) => several,
        };
        let which: Vec<_> = comments.iter().map(Which::get).collect();
        let erased = self.away(py, |evidence| evidence.erase(&which, by, why))?;
        plain(
            py,
            &json!({ "number": erased.number, "erased": erased.erased, "unreadable": erased.unreadable }),
        )
    }

    /// A recorded comment with what was recommended and decided.
    fn case<'py>(&self, py: Python<'py>, comment: Which) -> PyResult<Bound<'py, PyAny>> {
        let case = self.away(py, |evidence| evidence.case(comment.get()))?;
        plain(py, &case)
    }

    /// Every recorded comment, oldest first; of those that are erased, when and why.
    fn cases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let cases = self.away(py, ordvakt_evidence::Evidence::cases)?;
        plain(py, &cases)
    }

    /// How often people decided otherwise than recommended, rule by rule, the most often overruled first.
    fn statistics<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let statistics = self.away(py, ordvakt_evidence::Evidence::statistics)?;
        plain(py, &statistics)
    }

    /// Holds everything against its digests, and the chain against heads that were kept elsewhere. ``flaws`` is empty where
    /// everything is as it was recorded.
    #[pyo3(signature = (heads = Vec::new()))]
    fn verify<'py>(&self, py: Python<'py>, heads: Vec<String>) -> PyResult<Bound<'py, PyAny>> {
        let heads: Vec<Digest> = heads
            .iter()
            .map(|head| head.parse())
            .collect::<Result<_, String>>()
            .map_err(PyValueError::new_err)?;
        let found = self.away(py, |evidence| verify(evidence.dir(), &heads))?;
        plain(py, &found)
    }

    /// Case cards for registration, one for each decision: ``markdown``, ``csv``, or ``excel`` for CSV as Swedish spreadsheets
    /// open it.
    #[pyo3(signature = (comment = None, *, format = "markdown", lang = "sv", undecided = false))]
    fn cards(
        &self,
        py: Python<'_>,
        comment: Option<Which>,
        format: &str,
        lang: &str,
        undecided: bool,
    ) -> PyResult<String> {
        let format = match format {
            "markdown" => CardFormat::Markdown,
            "csv" => CardFormat::Csv,
            "excel" => CardFormat::ExcelCsv,
            other => {
                let message = format!("format must be 'markdown', 'csv' or 'excel', not {other:?}");
                return Err(PyValueError::new_err(message));
            }
        };
        let cards = Cards { format, lang: parse_lang(lang)?, undecided };
        self.away(py, |evidence| {
            let cases = match &comment {
                Some(comment) => vec![evidence.case(comment.get())?],
                None => evidence.cases()?,
            };
            cards.render(&cases)
        })
    }

    /// What was put right since the last question: what a writer that was stopped had left.
    fn notices<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.inner.notices().iter().map(ToString::to_string))
    }

    fn __repr__(&self) -> String {
        format!("<Evidence {}>", self.inner.dir().display())
    }
}
