//! Comments as one HTML page.

use std::fmt::Display;

use ordvakt::{AuthorRole, Comment, Offsets};
use ordvakt_report::{Entry, Page, Settings};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyMapping, PyString};

use crate::columns;
use crate::errors::ordvakt_error;
use crate::moderator::Moderator;

/// Comments between two looks for Ctrl-C.
const STRETCH: usize = 1 << 10;

/// A comment as Python gives it.
struct Given {
    text: PyBackedStr,
    id: Option<String>,
    post: Option<PyBackedStr>,
    parent: Option<String>,
    author: Option<PyBackedStr>,
    author_role: AuthorRole,
    time: Option<String>,
}

impl Given {
    fn new(comment: &Bound<'_, PyAny>) -> PyResult<Self> {
        if comment.is_instance_of::<PyString>() {
            let text = comment.extract()?;
            let author_role = AuthorRole::default();
            return Ok(Self {
                text,
                id: None,
                post: None,
                parent: None,
                author: None,
                author_role,
                time: None,
            });
        }
        let fields = comment
            .cast::<PyMapping>()
            .map_err(|_| PyTypeError::new_err("a comment must be a mapping with a text, or a str"))?;
        let field = |name: &str| -> PyResult<Option<Bound<'_, PyAny>>> {
            Ok(if fields.contains(name)? { Some(fields.get_item(name)?) } else { None }
                .filter(|value| !value.is_none()))
        };
        let text = |name| field(name)?.map(|value| value.extract::<PyBackedStr>()).transpose();
        // Ids are numbers, and times datetimes, as often as they are text.
        let said = |name| -> PyResult<Option<String>> {
            field(name)?.map(|value| Ok(value.str()?.to_str()?.to_owned())).transpose()
        };
        let role = text("author_role")?;
        Ok(Self {
            text: text("text")?.ok_or_else(|| PyValueError::new_err("the comment has no text"))?,
            id: said("id")?,
            post: text("post")?,
            parent: said("parent")?,
            author: text("author")?,
            author_role: match role.as_deref() {
                Some(role) => columns::parse_role(role).map_err(PyValueError::new_err)?,
                None => AuthorRole::default(),
            },
            time: said("time")?,
        })
    }
}

/// Screens comments and shows them on one HTML page that needs nothing but itself, in the moderator's language.
///
/// ``comments`` are texts, or mappings with a ``text`` and, where known, ``id`` (default: its number), ``post``,
/// ``parent`` (the id or the text of the comment it answers), ``author``, ``author_role`` and ``time`` (a ``datetime`` or
/// ISO 8601); other keys are left out. ``redact`` makes the copy that may be handed out: what was found of personal and
/// sensitive data is masked, authors are numbered, ids and posts left out.
///
/// >>> page = ordvakt.html_report(ordvakt.Moderator("kungalv"), [{"id": 17, "text": "När öppnar badhuset?"}])
/// >>> "När öppnar badhuset?" in page
/// True
#[pyfunction]
#[pyo3(signature = (moderator, comments, *, redact = false))]
pub(crate) fn html_report(
    py: Python<'_>,
    moderator: &Moderator,
    comments: &Bound<'_, PyAny>,
    redact: bool,
) -> PyResult<String> {
    if comments.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err("comments must be several, not one str"));
    }
    let failed = |error: &dyn Display| ordvakt_error(py, &error.to_string());
    let lang = moderator.lang;
    let mut page = Page::new(&moderator.inner, Settings { lang, redact });
    for (index, comment) in comments.try_iter()?.enumerate() {
        let given = Given::new(&comment?).inspect_err(|error| {
            // The note is a courtesy (Python 3.11); without it the error stands as it is.
            let _ = error.value(py).call_method1("add_note", (format!("in comments[{index}]"),));
        })?;
        let comment = Comment {
            text: &given.text,
            post: given.post.as_deref(),
            parent: given.parent.as_deref(),
            author: given.author.as_deref(),
            author_role: given.author_role,
        };
        let pushed = py.detach(|| {
            let report = moderator.inner.screen(comment).report(comment.text, lang, Offsets::Byte);
            let id = given.id.clone().unwrap_or_else(|| (index + 1).to_string());
            page.push(&Entry::new(&id, &comment, given.time.as_deref(), report))
        });
        pushed.map_err(|error| failed(&error))?;
        if index % STRETCH == 0 {
            py.check_signals()?;
        }
    }
    let mut html = Vec::new();
    py.detach(|| page.write(&mut html)).map_err(|error| failed(&error))?;
    String::from_utf8(html).map_err(|error| failed(&error))
}
