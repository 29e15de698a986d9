//! What methods are given, read.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use ordvakt::{AuthorRole, Builder, Lang, Subject, UnknownId};
use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyBytes, PyMapping, PyString};

use crate::errors::os_error;
use crate::policy::{Policy, builtin};

/// Sets the language model, from a file or from its bytes, and gives these too.
pub(crate) fn set_language_model(
    builder: Builder,
    given: &Bound<'_, PyAny>,
) -> PyResult<(Builder, Arc<[u8]>)> {
    let (name, bytes): (String, Arc<[u8]>) = if let Ok(bytes) = given.cast::<PyBytes>() {
        ("language_model".to_owned(), bytes.as_bytes().into())
    } else {
        let path: PathBuf = given.extract()?;
        let bytes = std::fs::read(&path).map_err(|error| os_error(&error, &path))?;
        (path.to_string_lossy().into_owned(), bytes.into())
    };
    Ok((builder.language_model(&name, Arc::clone(&bytes)), bytes))
}

/// Adds one of the user's own lists: a folder, or a path inside such a folder with its text.
fn add_list(builder: Builder, given: &Bound<'_, PyAny>) -> PyResult<Builder> {
    if let Ok((path, text)) = given.extract::<(PyBackedStr, PyBackedStr)>() {
        return Ok(builder.source(&path, &text));
    }
    let folder: PathBuf = given.extract()?;
    builder.lists_dir(&folder).map_err(|error| os_error(&error, &folder))
}

/// Adds several of the user's own lists.
pub(crate) fn add_lists(mut builder: Builder, given: &Bound<'_, PyAny>) -> PyResult<Builder> {
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

/// The id of a language.
pub(crate) fn lang_id(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "sv",
        Lang::En => "en",
    }
}

/// `None` is outside.
pub(crate) fn parse_role(role: Option<&str>) -> PyResult<AuthorRole> {
    role.map_or(Ok(AuthorRole::default()), |name| {
        crate::columns::parse_role(name).map_err(PyValueError::new_err)
    })
}

/// `None` is one thread a processor.
pub(crate) fn parse_threads(threads: Option<usize>) -> PyResult<Option<NonZeroUsize>> {
    threads
        .map(|threads| {
            NonZeroUsize::new(threads).ok_or_else(|| PyValueError::new_err("threads must be at least 1"))
        })
        .transpose()
}

/// A policy, or the id of a built-in one.
pub(crate) fn policy_of(given: &Bound<'_, PyAny>) -> PyResult<ordvakt::Policy> {
    match given.cast::<Policy>() {
        Ok(policy) => Ok(policy.get().inner.clone()),
        Err(_) => builtin(given.py(), given.extract()?),
    }
}

/// Ids of categories and signals.
pub(crate) fn subjects_of(given: &Bound<'_, PyAny>) -> PyResult<Vec<Subject>> {
    let ids: Vec<PyBackedStr> = extract_all(given, "only")?;
    ids.iter()
        .map(|id| id.parse().map_err(|error: UnknownId| PyValueError::new_err(error.to_string())))
        .collect()
}

/// Year, month and day.
pub(crate) fn date_of(given: &Bound<'_, PyAny>) -> PyResult<(u16, u8, u8)> {
    let part = |name| given.getattr(name);
    Ok((part("year")?.extract()?, part("month")?.extract()?, part("day")?.extract()?))
}

/// Every item of an iterable, which is not itself a `str`; errors name the item.
pub(crate) fn extract_all<'py, T>(items: &Bound<'py, PyAny>, name: &str) -> PyResult<Vec<T>>
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

/// The texts of an iterable; what cannot be read says why, and `None` is no text.
pub(crate) fn readable(items: &Bound<'_, PyAny>) -> PyResult<Vec<Result<Option<PyBackedStr>, String>>> {
    if items.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err("source must be several str, not one"));
    }
    let py = items.py();
    items
        .try_iter()?
        .map(|item| match item?.extract::<Option<PyBackedStr>>() {
            Ok(text) => Ok(Ok(text)),
            Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(py) => {
                Ok(Err(error.value(py).to_string()))
            }
            Err(error) => Err(error),
        })
        .collect()
}
