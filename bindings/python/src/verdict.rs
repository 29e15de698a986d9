//! Verdicts as Python sees them.

use std::sync::OnceLock;

use ordvakt::{Lang, Offsets};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;

use crate::content::Content;
use crate::finding::{Duty, Finding, from_state};

/// What unpickles a verdict, and what it takes.
type Reduced<'py> = (Bound<'py, PyAny>, (Bound<'py, PyAny>, String));

/// Where a verdict came from.
enum Origin {
    /// Screened in this process.
    Screened(ordvakt::Verdict, Lang),
    /// Unpickled from its JSON.
    Restored(String),
}

/// Everything said about one comment.
///
/// >>> verdict = ordvakt.Moderator().screen("Tack för den fina lekplatsen!")
/// >>> verdict.action
/// 'publish'
/// >>> verdict.findings
/// ()
#[pyclass(frozen, module = "ordvakt")]
pub(crate) struct Verdict {
    text: PyBackedStr,
    origin: Origin,
    // Most verdicts of a batch are never looked into, so texts are rendered and objects made at the first question.
    content: OnceLock<Content>,
    findings: PyOnceLock<Py<PyTuple>>,
    notes: PyOnceLock<Py<PyTuple>>,
    duties: PyOnceLock<Py<PyTuple>>,
}

impl Verdict {
    pub(crate) fn new(text: PyBackedStr, verdict: ordvakt::Verdict, lang: Lang) -> Self {
        Self::from_origin(text, Origin::Screened(verdict, lang))
    }

    fn from_origin(text: PyBackedStr, origin: Origin) -> Self {
        Self {
            text,
            origin,
            content: OnceLock::new(),
            findings: PyOnceLock::new(),
            notes: PyOnceLock::new(),
            duties: PyOnceLock::new(),
        }
    }

    fn content(&self) -> PyResult<&Content> {
        if let Some(content) = self.content.get() {
            return Ok(content);
        }
        let content = match &self.origin {
            Origin::Screened(verdict, lang) => verdict.report(&self.text, *lang, Offsets::CodePoint).into(),
            Origin::Restored(json) => from_state(json)?,
        };
        Ok(self.content.get_or_init(|| content))
    }

    fn json(&self) -> String {
        match &self.origin {
            Origin::Screened(verdict, lang) => verdict.to_json(&self.text, *lang, Offsets::CodePoint),
            Origin::Restored(json) => json.clone(),
        }
    }
}

#[pymethods]
impl Verdict {
    /// The comment that was screened.
    #[getter]
    fn text(&self) -> &PyBackedStr {
        &self.text
    }

    /// What is recommended: ``publish``, ``review``, ``hide`` or ``remove``. A person decides.
    #[getter]
    fn action(&self) -> PyResult<&str> {
        match &self.origin {
            Origin::Screened(verdict, _) => Ok(verdict.action().as_str()),
            Origin::Restored(_) => Ok(&self.content()?.action),
        }
    }

    /// Ids of the categories found, in the order of ``ordvakt.categories()``.
    #[getter]
    fn categories<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        match &self.origin {
            Origin::Screened(verdict, _) => {
                let ids: Vec<&str> = verdict.categories().map(ordvakt::Category::as_str).collect();
                PyTuple::new(py, ids)
            }
            Origin::Restored(_) => PyTuple::new(py, self.content()?.categories.iter().map(AsRef::as_ref)),
        }
    }

    /// What breaks a rule, by start, end and rule.
    #[getter]
    fn findings(&self, py: Python<'_>) -> PyResult<&Py<PyTuple>> {
        self.findings.get_or_try_init(py, || {
            PyTuple::new(py, Finding::all(&self.content()?.findings, &self.text)).map(Bound::unbind)
        })
    }

    /// Weaker observations: never a ground for anything.
    #[getter]
    fn notes(&self, py: Python<'_>) -> PyResult<&Py<PyTuple>> {
        self.notes.get_or_try_init(py, || {
            PyTuple::new(py, Finding::all(&self.content()?.notes, &self.text)).map(Bound::unbind)
        })
    }

    /// What the document then asks the municipality to do, in its order.
    #[getter]
    fn duties(&self, py: Python<'_>) -> PyResult<&Py<PyTuple>> {
        self.duties.get_or_try_init(py, || {
            PyTuple::new(py, self.content()?.duties.iter().map(Duty::from)).map(Bound::unbind)
        })
    }

    /// Ids of what the comment needs though it breaks no rule: ``fraga``, ``enskilt_arende``, ``akut``.
    #[getter]
    fn signals<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.content()?.signals.iter().map(AsRef::as_ref))
    }

    /// The language's BCP 47 code; ``und`` where it cannot be told.
    #[getter]
    fn language(&self) -> PyResult<&str> {
        Ok(&self.content()?.language.code)
    }

    /// How sure the language is, 0 to 1, two decimals.
    #[getter]
    fn language_confidence(&self) -> PyResult<f64> {
        Ok(self.content()?.language.confidence)
    }

    /// Whether the comment was longer than the limit and only its beginning screened.
    #[getter]
    fn truncated(&self) -> PyResult<bool> {
        Ok(self.content()?.truncated)
    }

    /// The policy's id.
    #[getter]
    fn policy(&self) -> PyResult<&str> {
        Ok(&self.content()?.policy)
    }

    /// Digest of everything that can change a verdict: ``sha256:…``.
    #[getter]
    fn ruleset(&self) -> PyResult<&str> {
        Ok(&self.content()?.ruleset)
    }

    /// The verdict as one line of JSON, the same object as the tool ``ordvakt`` writes.
    fn to_json(&self) -> String {
        self.json()
    }

    /// The same as a ``dict``.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.json(),))
    }

    /// The comment with personal and confidential data covered, notes included: every character but white space
    /// becomes ``█``, so positions stay.
    ///
    /// >>> ordvakt.Moderator().screen("Ring 070-174 06 05!").redact()
    /// 'Ring ███████ ██ ██!'
    fn redact(&self) -> PyResult<String> {
        if let Origin::Screened(verdict, _) = &self.origin {
            return Ok(verdict.redact(&self.text));
        }
        let content = self.content()?;
        let covered: Vec<_> = content
            .findings
            .iter()
            .chain(&content.notes)
            .filter(|finding| matches!(finding.category.as_ref(), "personuppgifter" | "sekretess"))
            .map(|finding| finding.start..finding.end)
            .collect();
        let cover = |(character, at): (char, u32)| {
            let inside = covered.iter().any(|range| range.contains(&at));
            if inside && !character.is_whitespace() { '█' } else { character }
        };
        Ok(self.text.chars().zip(0_u32..).map(cover).collect())
    }

    fn __eq__(&self, other: &Self) -> PyResult<bool> {
        Ok(*self.text == *other.text && self.content()? == other.content()?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.text.as_py_str().bind(py).hash()
    }

    fn __repr__(&self) -> PyResult<String> {
        let content = self.content()?;
        let rules: Vec<&str> = content.findings.iter().map(|finding| finding.rule.as_str()).collect();
        Ok(format!("<Verdict {} [{}]>", content.action, rules.join(", ")))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        let restore = slf.py().import("ordvakt._ordvakt")?.getattr("_restore_verdict")?;
        Ok((restore, (slf.getattr("text")?, slf.get().json())))
    }
}

/// Unpickles a verdict.
#[pyfunction]
pub(crate) fn _restore_verdict(text: PyBackedStr, state: String) -> PyResult<Verdict> {
    let verdict = Verdict::from_origin(text, Origin::Restored(state));
    verdict.content()?;
    Ok(verdict)
}
