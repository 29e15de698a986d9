//! Findings and duties as Python sees them.

use ordvakt::{DutyReport, FindingReport};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PySlice, PyTuple};
use serde::{Deserialize, Serialize};

use crate::positions::positions;

/// One thing in a comment that breaks a rule (or, among the notes, nearly does).
#[pyclass(frozen, module = "ordvakt")]
#[derive(PartialEq, Serialize, Deserialize)]
pub(crate) struct Finding {
    content: FindingReport,
    bytes: (u32, u32),
    utf16: (u32, u32),
}

impl Finding {
    /// Findings with their positions in every unit of `text`.
    pub(crate) fn all(contents: &[FindingReport], text: &str) -> Vec<Self> {
        let mut indices: Vec<u32> =
            contents.iter().flat_map(|content| [content.start, content.end]).collect();
        indices.sort_unstable();
        indices.dedup();
        let places = positions(text, &indices);
        let place = |index: u32| {
            indices.binary_search(&index).ok().and_then(|at| places.get(at)).copied().unwrap_or_default()
        };
        contents
            .iter()
            .map(|content| {
                let (start, end) = (place(content.start), place(content.end));
                Self {
                    content: content.clone(),
                    bytes: (start.byte, end.byte),
                    utf16: (start.utf16, end.utf16),
                }
            })
            .collect()
    }
}

#[pymethods]
impl Finding {
    /// The rule's id, ``category/name``; stable from version to version.
    #[getter]
    fn rule(&self) -> &str {
        &self.content.rule
    }

    /// The category's id.
    #[getter]
    fn category(&self) -> &str {
        self.content.category
    }

    /// ``mild``, ``moderate``, ``severe`` or ``critical``.
    #[getter]
    fn severity(&self) -> &str {
        self.content.severity
    }

    /// How sure, 0 to 1, two decimals.
    #[getter]
    fn confidence(&self) -> f64 {
        self.content.confidence
    }

    /// Index of the first character in the screened ``str``.
    #[getter]
    fn start(&self) -> u32 {
        self.content.start
    }

    /// Index one past the last character.
    #[getter]
    fn end(&self) -> u32 {
        self.content.end
    }

    /// ``slice(start, end)``: ``text[finding.span] == finding.matched``.
    #[getter]
    fn span<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PySlice>> {
        Ok(PySlice::new(py, self.content.start.try_into()?, self.content.end.try_into()?, 1))
    }

    /// Start and end in bytes of the text as UTF-8.
    #[getter]
    fn byte_span(&self) -> (u32, u32) {
        self.bytes
    }

    /// Start and end in UTF-16 code units, as JavaScript, Java and C# count.
    #[getter]
    fn utf16_span(&self) -> (u32, u32) {
        self.utf16
    }

    /// The text between start and end.
    #[getter]
    fn matched(&self) -> &str {
        &self.content.matched
    }

    /// Whether the words were disguised.
    #[getter]
    fn disguised(&self) -> bool {
        self.content.disguised
    }

    /// Why, in the moderator's language.
    #[getter]
    fn reason(&self) -> &str {
        &self.content.reason
    }

    /// ``law`` where the words may meet a statute, otherwise ``own``: the municipality's guideline.
    #[getter]
    fn basis(&self) -> &str {
        self.content.basis
    }

    /// The statute, where the basis is the law.
    #[getter]
    fn statute(&self) -> Option<&str> {
        self.content.statute.as_deref()
    }

    /// Document and section that forbid it; ``None`` where the policy has no rule for it (notes).
    #[getter]
    fn citation(&self) -> Option<&str> {
        self.content.citation.as_deref()
    }

    /// Where it says that the comment is in another language: the words that spoke for that, each once.
    ///
    /// >>> ordvakt.Moderator().screen("Milloin uimahalli aukeaa?").findings[0].words
    /// ('Milloin', 'uimahalli', 'aukeaa')
    #[getter]
    fn words<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.content.words)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self == other
    }

    fn __hash__(&self) -> u64 {
        let start = u64::from(self.content.start);
        self.content
            .rule
            .bytes()
            .fold(start, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)))
    }

    fn __repr__(&self) -> String {
        let content = &self.content;
        format!("<Finding {}@{}..{} {:?}>", content.rule, content.start, content.end, content.matched)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let restore = slf.py().import("ordvakt._ordvakt")?.getattr("_restore_finding")?;
        Ok((restore, (to_state(slf.get())?,)))
    }
}

/// Something the document asks the municipality to do.
#[pyclass(frozen, module = "ordvakt")]
#[derive(PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Duty {
    content: DutyReport,
}

impl From<&DutyReport> for Duty {
    fn from(content: &DutyReport) -> Self {
        Self { content: content.clone() }
    }
}

#[pymethods]
impl Duty {
    /// The duty's id, such as ``preserve_content``.
    #[getter]
    fn id(&self) -> &str {
        &self.content.id
    }

    /// In relation to what: ``before_removal``, ``after_removal``, ``on_receipt``.
    #[getter]
    fn when(&self) -> &str {
        &self.content.when
    }

    /// Time limit: an ISO 8601 duration, or the document's own word.
    #[getter]
    fn within(&self) -> Option<&str> {
        self.content.within.as_deref()
    }

    /// Whether the limit binds.
    #[getter]
    fn strict(&self) -> bool {
        self.content.strict
    }

    /// From when the limit runs: ``publication``, ``discovery``, ``receipt``.
    #[getter]
    fn from_(&self) -> Option<&str> {
        self.content.from.as_deref()
    }

    /// What to do, in the moderator's language.
    #[getter]
    fn text(&self) -> &str {
        &self.content.text
    }

    /// Document and section.
    #[getter]
    fn citation(&self) -> &str {
        &self.content.citation
    }

    fn __eq__(&self, other: &Self) -> bool {
        self == other
    }

    fn __hash__(&self) -> u64 {
        self.content.id.bytes().fold(0, |hash: u64, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)))
    }

    fn __repr__(&self) -> String {
        format!("<Duty {} {}>", self.content.id, self.content.when)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let restore = slf.py().import("ordvakt._ordvakt")?.getattr("_restore_duty")?;
        Ok((restore, (to_state(slf.get())?,)))
    }
}

/// Unpickles a finding.
#[pyfunction]
pub(crate) fn _restore_finding(state: &str) -> PyResult<Finding> {
    from_state(state)
}

/// Unpickles a duty.
#[pyfunction]
pub(crate) fn _restore_duty(state: &str) -> PyResult<Duty> {
    from_state(state)
}

fn to_state(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// A value of what `to_state` wrote.
pub(crate) fn from_state<'a, T: Deserialize<'a>>(state: &'a str) -> PyResult<T> {
    serde_json::from_str(state)
        .map_err(|error| PyValueError::new_err(format!("not a pickle of this version of ordvakt: {error}")))
}
