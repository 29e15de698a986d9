//! Policies as Python sees them.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::errors::{load_error, load_error_about, os_error};
use crate::finding::from_state;

/// What a municipality forbids in comments, on which ground, and what it then must do.
///
/// >>> ordvakt.Policy.builtin("alla").id
/// 'alla'
#[pyclass(frozen, eq, module = "ordvakt")]
#[derive(Clone, PartialEq)]
pub(crate) struct Policy {
    pub(crate) inner: ordvakt::Policy,
}

/// The built-in policy of that id.
pub(crate) fn builtin(py: Python<'_>, id: &str) -> PyResult<ordvakt::Policy> {
    ordvakt::builtin_policy(id).ok_or_else(|| {
        let known = ordvakt::builtin_policy_ids().join(", ");
        let hint = format!("one of {known}; a file of your own is read by Policy.load(path)");
        load_error_about(py, id, format!("no built-in policy `{id}`"), Some(hint))
    })
}

fn parse(py: Python<'_>, file: &str, toml: &str) -> PyResult<Policy> {
    match ordvakt::parse_policy(file, toml) {
        Ok(inner) => Ok(Policy { inner }),
        Err(error) => Err(load_error(py, error.diagnostics())),
    }
}

#[pymethods]
impl Policy {
    /// Unpickles: the policy that ``to_json`` wrote.
    #[new]
    fn new(json: &str) -> PyResult<Self> {
        Ok(Self { inner: from_state(json)? })
    }

    /// A built-in policy by its id; ``LoadError`` where there is none.
    #[classmethod]
    #[pyo3(name = "builtin")]
    fn of_builtin(class: &Bound<'_, PyType>, name: &str) -> PyResult<Self> {
        Ok(Self { inner: builtin(class.py(), name)? })
    }

    /// A policy from a TOML file, which may extend a built-in one.
    #[classmethod]
    fn load(class: &Bound<'_, PyType>, path: PathBuf) -> PyResult<Self> {
        let py = class.py();
        let bytes = std::fs::read(&path).map_err(|error| os_error(&error, &path))?;
        let file = path.to_string_lossy();
        let toml = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            load_error_about(
                py,
                &file,
                format!("byte {at} is not UTF-8"),
                Some("save it as UTF-8".to_owned()),
            )
        })?;
        parse(py, &file, &toml)
    }

    /// A policy from TOML text; ``file`` is how diagnostics name it and, without ending, its id.
    #[classmethod]
    #[pyo3(signature = (toml, file = "policy.toml"))]
    fn from_toml(class: &Bound<'_, PyType>, toml: &str, file: &str) -> PyResult<Self> {
        parse(class.py(), file, toml)
    }

    /// Its id.
    #[getter]
    fn id(&self) -> &str {
        &self.inner.id
    }

    /// Its name for people, in Swedish (``sv``) or English (``en``).
    #[pyo3(signature = (lang = "sv"))]
    fn title(&self, lang: &str) -> PyResult<&str> {
        Ok(self.inner.title.get(crate::arguments::parse_lang(lang)?))
    }

    /// Ids of the policies it extends, nearest first.
    #[getter]
    fn extends<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.inner.extends)
    }

    /// Ids of the categories it forbids, in its order.
    #[getter]
    fn categories<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.inner.rules.iter().map(|rule| rule.category.as_str()))
    }

    /// Languages that comments may be written in (BCP 47); empty: any.
    #[getter]
    fn languages<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.inner.languages)
    }

    /// The most it ever recommends.
    #[getter]
    fn max_action(&self) -> &str {
        self.inner.max_action.as_str()
    }

    /// Everything it says, everything it extends included, as JSON.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&self.inner)
            .map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))
    }

    /// The same as a ``dict``.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json()?,))
    }

    fn __hash__(&self) -> u64 {
        self.inner.id.bytes().fold(0, |hash: u64, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)))
    }

    fn __repr__(&self) -> String {
        format!("<Policy {}>", self.inner.id)
    }

    fn __getnewargs__(&self) -> PyResult<(String,)> {
        Ok((self.to_json()?,))
    }
}
