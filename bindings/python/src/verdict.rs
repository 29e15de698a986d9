//! Verdicts as Python sees them.

use std::borrow::Cow;
use std::sync::OnceLock;

use ordvakt::{Lang, Offsets, Report};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use crate::arguments::{lang_id, parse_lang};
use crate::finding::{Duty, Finding, from_state};
use crate::{html, letter};

/// What unpickles a verdict, and what it takes.
type Reduced<'py> = (Bound<'py, PyAny>, (Bound<'py, PyAny>, String));

/// Where a verdict came from.
#[allow(clippy::large_enum_variant, reason = "nearly all are screened: a box would cost each an allocation")]
enum Origin {
    /// Screened in this process.
    Screened(ordvakt::Verdict),
    /// Unpickled.
    Restored(Box<Restored>),
}

/// What an unpickled verdict keeps besides its content.
struct Restored {
    /// What it says in the other language.
    other: Report,
    redacted: String,
}

/// A pickled verdict.
#[derive(Serialize, Deserialize)]
struct State {
    lang: String,
    /// In the verdict's own language.
    own: Report,
    /// In the other one.
    other: Report,
    redacted: String,
}

fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Sv => Lang::En,
        Lang::En => Lang::Sv,
    }
}

/// The action of an id.
pub(crate) fn parse_action(id: &str) -> PyResult<ordvakt::Action> {
    id.parse().map_err(|_| {
        PyValueError::new_err(format!("action must be 'publish', 'review', 'hide' or 'remove', not {id:?}"))
    })
}

pub(crate) fn to_json(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))
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
    lang: Lang,
    origin: Origin,
    // Most verdicts of a batch are never looked into, so texts are rendered and objects made at the first question.
    content: OnceLock<Report>,
    findings: PyOnceLock<Py<PyTuple>>,
    notes: PyOnceLock<Py<PyTuple>>,
    duties: PyOnceLock<Py<PyTuple>>,
}

impl Verdict {
    pub(crate) fn new(text: PyBackedStr, verdict: ordvakt::Verdict, lang: Lang) -> Self {
        Self::from_origin(text, lang, Origin::Screened(verdict))
    }

    fn from_origin(text: PyBackedStr, lang: Lang, origin: Origin) -> Self {
        Self {
            text,
            lang,
            origin,
            content: OnceLock::new(),
            findings: PyOnceLock::new(),
            notes: PyOnceLock::new(),
            duties: PyOnceLock::new(),
        }
    }

    pub(crate) fn content(&self) -> &Report {
        self.content.get_or_init(|| match &self.origin {
            Origin::Screened(verdict) => verdict.report(&self.text, self.lang, Offsets::CodePoint),
            // INVARIANT: unpickling sets the content at once.
            Origin::Restored(kept) => kept.other.clone(),
        })
    }

    /// The same in the language asked for; without one, in the moderator's.
    fn content_in(&self, lang: Option<&str>) -> PyResult<(Lang, Cow<'_, Report>)> {
        let lang = lang.map_or(Ok(self.lang), parse_lang)?;
        let report = match &self.origin {
            _ if lang == self.lang => Cow::Borrowed(self.content()),
            Origin::Screened(verdict) => Cow::Owned(verdict.report(&self.text, lang, Offsets::CodePoint)),
            Origin::Restored(kept) => Cow::Borrowed(&kept.other),
        };
        Ok((lang, report))
    }
}

#[pymethods]
impl Verdict {
    /// The comment that was screened.
    #[getter]
    pub(crate) fn text(&self) -> &PyBackedStr {
        &self.text
    }

    /// What is recommended: ``publish``, ``review``, ``hide`` or ``remove``. A person decides.
    #[getter]
    fn action(&self) -> &str {
        match &self.origin {
            Origin::Screened(verdict) => verdict.action().as_str(),
            Origin::Restored(_) => self.content().action,
        }
    }

    /// Ids of the categories found, in the order of ``ordvakt.categories()``.
    #[getter]
    fn categories<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        match &self.origin {
            Origin::Screened(verdict) => {
                let ids: Vec<&str> = verdict.categories().map(ordvakt::Category::as_str).collect();
                PyTuple::new(py, ids)
            }
            Origin::Restored(_) => PyTuple::new(py, &self.content().categories),
        }
    }

    /// What breaks a rule, by start, end and rule.
    #[getter]
    fn findings(&self, py: Python<'_>) -> PyResult<&Py<PyTuple>> {
        self.findings.get_or_try_init(py, || {
            PyTuple::new(py, Finding::all(&self.content().findings, &self.text)).map(Bound::unbind)
        })
    }

    /// Weaker observations: never a ground for anything.
    #[getter]
    fn notes(&self, py: Python<'_>) -> PyResult<&Py<PyTuple>> {
        self.notes.get_or_try_init(py, || {
            PyTuple::new(py, Finding::all(&self.content().notes, &self.text)).map(Bound::unbind)
        })
    }

    /// What the document then asks the municipality to do, in its order.
    #[getter]
    fn duties(&self, py: Python<'_>) -> PyResult<&Py<PyTuple>> {
        self.duties.get_or_try_init(py, || {
            PyTuple::new(py, self.content().duties.iter().map(Duty::from)).map(Bound::unbind)
        })
    }

    /// Ids of what the comment needs though it breaks no rule: ``fraga``, ``enskilt_arende``, ``akut``.
    #[getter]
    fn signals<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.content().signals)
    }

    /// The language's BCP 47 code; ``und`` where it cannot be told.
    #[getter]
    fn language(&self) -> &str {
        self.content().language.code
    }

    /// How sure the language is, 0 to 1, two decimals.
    #[getter]
    fn language_confidence(&self) -> f64 {
        self.content().language.confidence
    }

    /// The code of the language that the policy does not allow and that a part of the comment, or all of it, is in.
    #[getter]
    fn language_other(&self) -> Option<&str> {
        self.content().language.other
    }

    /// The share of the letters that stand in languages that the policy does not allow, 0 to 1, two decimals.
    #[getter]
    fn language_share(&self) -> f64 {
        self.content().language.share
    }

    /// Whether the comment was longer than the limit and only its beginning screened.
    #[getter]
    fn truncated(&self) -> bool {
        self.content().truncated
    }

    /// The policy's id.
    #[getter]
    fn policy(&self) -> &str {
        &self.content().policy
    }

    /// Digest of everything that can change a verdict: ``sha256:…``.
    #[getter]
    fn ruleset(&self) -> &str {
        &self.content().ruleset
    }

    /// The verdict as one line of JSON, the same object as the tool ``ordvakt`` writes.
    fn to_json(&self) -> PyResult<String> {
        to_json(self.content())
    }

    /// The same as a ``dict``.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json()?,))
    }

    /// The comment with personal and confidential data covered: every character but white space becomes ``█``, so
    /// positions stay. Notes are covered too, what the policy lets pass, and what lies beyond ``max_bytes``.
    ///
    /// >>> ordvakt.Moderator().screen("Ring 070-174 06 05!").redact()
    /// 'Ring ███████ ██ ██!'
    fn redact(&self) -> String {
        match &self.origin {
            Origin::Screened(verdict) => verdict.redact(&self.text),
            Origin::Restored(kept) => kept.redacted.clone(),
        }
    }

    /// The gravest finding's severity; ``None`` without findings.
    #[getter]
    fn max_severity(&self) -> Option<&str> {
        let severities = self.content().findings.iter().filter_map(|finding| finding.severity.parse().ok());
        severities.max().map(ordvakt::Severity::as_str)
    }

    /// The comment as HTML, escaped, with a ``mark`` around everything found: its class says the severity, its title
    /// the reason, its ``data-rules`` the rules.
    ///
    /// >>> ordvakt.Moderator(lang="en").screen("<b>070-174 06 05").highlight()
    /// '&lt;b&gt;<mark class="ordvakt ordvakt-moderate" data-rules="personuppgifter/telefon" title="...">070-174 06 05</mark>'
    fn highlight(&self) -> String {
        html::highlight(&self.text, &self.content().findings)
    }

    fn _repr_html_(&self) -> String {
        html::page(&self.text, self.content())
    }

    /// The verdict in sentences for whoever decides, in Swedish (``sv``) or English (``en``); ``None``: the
    /// moderator's language.
    ///
    /// >>> print(ordvakt.Moderator().screen("Tack!").explain("en"))
    /// Recommendation: publish (alla)
    #[pyo3(signature = (lang = None))]
    fn explain(&self, lang: Option<&str>) -> PyResult<String> {
        let (lang, report) = self.content_in(lang)?;
        Ok(letter::explanation(&report, lang))
    }

    /// What is written to people: a ``notice`` to whoever wrote the comment (what was done, which rule of which document it breaks,
    /// whether the ground is the law or the municipality's own rules, how to object), a ``reply`` to everybody under the post, a
    /// ``referral`` to another channel, or ``welcome_back``. It never repeats the comment.
    ///
    /// ``action`` is what a person decided, where that is not what was recommended; ``contact`` is whom to write to, ``channel``
    /// where to turn with an individual case.
    ///
    /// >>> print(ordvakt.Moderator("bbs").screen("Tack!").statement("en", contact="info@example.com"))
    /// Your comment stays.
    /// ...
    /// ...Write to info@example.com, ...
    #[pyo3(signature = (lang = None, *, kind = "notice", action = None, contact = None, channel = None))]
    fn statement(
        &self,
        lang: Option<&str>,
        kind: &str,
        action: Option<&str>,
        contact: Option<&str>,
        channel: Option<&str>,
    ) -> PyResult<String> {
        let lang = lang.map_or(Ok(self.lang), parse_lang)?;
        let asked = ordvakt::Statement {
            kind: kind.parse().map_err(PyValueError::new_err)?,
            lang,
            action: action.map(parse_action).transpose()?,
            contact,
            channel,
        };
        Ok(match &self.origin {
            Origin::Screened(verdict) => verdict.statement(&asked),
            Origin::Restored(kept) => kept.other.statement(&asked),
        })
    }

    fn __eq__(&self, other: &Self) -> bool {
        *self.text == *other.text && self.content() == other.content()
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.text.as_py_str().bind(py).hash()
    }

    fn __repr__(&self) -> String {
        let content = self.content();
        let rules: Vec<&str> = content.findings.iter().map(|finding| finding.rule.as_str()).collect();
        format!("<Verdict {} [{}]>", content.action, rules.join(", "))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        let restore = slf.py().import("ordvakt._ordvakt")?.getattr("_restore_verdict")?;
        let verdict = slf.get();
        let lang = lang_id(verdict.lang);
        let (_, foreign) = verdict.content_in(Some(lang_id(other(verdict.lang))))?;
        let state = State {
            lang: lang.to_owned(),
            own: verdict.content().clone(),
            other: foreign.into_owned(),
            redacted: verdict.redact(),
        };
        Ok((restore, (slf.getattr("text")?, to_json(&state)?)))
    }
}

/// Unpickles a verdict.
#[pyfunction]
pub(crate) fn _restore_verdict(text: PyBackedStr, state: &str) -> PyResult<Verdict> {
    let State { lang, own, other, redacted } = from_state(state)?;
    let verdict = Verdict::from_origin(
        text,
        parse_lang(&lang)?,
        Origin::Restored(Box::new(Restored { other, redacted })),
    );
    let _ = verdict.content.set(own);
    Ok(verdict)
}
