//! What can be raised, and what it carries.

use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyTuple, PyType};

/// One thing wrong in one place of one file.
#[pyclass(frozen, eq, hash, module = "ordvakt")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Diagnostic {
    /// The file as it was named to the reader.
    #[pyo3(get)]
    file: String,
    /// Line, counted from 1; 0 where the whole file is meant.
    #[pyo3(get)]
    line: u32,
    /// Column in characters, counted from 1; 0 where the whole line is meant.
    #[pyo3(get)]
    column: u32,
    /// What is wrong.
    #[pyo3(get)]
    message: String,
    /// What would mend it, where that can be said.
    #[pyo3(get)]
    hint: Option<String>,
}

#[pymethods]
impl Diagnostic {
    #[new]
    #[pyo3(signature = (file, line, column, message, hint = None))]
    fn new(file: String, line: u32, column: u32, message: String, hint: Option<String>) -> Self {
        Self { file, line, column, message, hint }
    }

    fn __str__(&self) -> String {
        ordvakt::Diagnostic {
            file: self.file.clone(),
            line: self.line,
            column: self.column,
            message: self.message.clone(),
            hint: self.hint.clone(),
        }
        .to_string()
    }

    fn __repr__(&self) -> String {
        format!("<Diagnostic {self}>", self = self.__str__())
    }

    fn __getnewargs__(&self) -> (&str, u32, u32, &str, Option<&str>) {
        (&self.file, self.line, self.column, &self.message, self.hint.as_deref())
    }
}

impl From<&ordvakt::Diagnostic> for Diagnostic {
    fn from(diagnostic: &ordvakt::Diagnostic) -> Self {
        Self {
            file: diagnostic.file.clone(),
            line: diagnostic.line,
            column: diagnostic.column,
            message: diagnostic.message.clone(),
            hint: diagnostic.hint.clone(),
        }
    }
}

/// `ordvakt.LoadError` with every diagnostic.
pub(crate) fn load_error<'a>(
    py: Python<'_>,
    diagnostics: impl IntoIterator<Item = &'a ordvakt::Diagnostic>,
) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let raise = || {
        let diagnostics: Vec<Diagnostic> = diagnostics.into_iter().map(Diagnostic::from).collect();
        let class = CLASS.import(py, "ordvakt._errors", "LoadError")?;
        class.call1((PyTuple::new(py, diagnostics)?,))
    };
    raise().map_or_else(|error| error, PyErr::from_value)
}

/// `ordvakt.OrdvaktError`.
pub(crate) fn ordvakt_error(py: Python<'_>, message: &str) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let raise = || CLASS.import(py, "ordvakt._errors", "OrdvaktError")?.call1((message,));
    raise().map_or_else(|error| error, PyErr::from_value)
}

/// A load error about a whole file, or about something that has no place in one.
pub(crate) fn load_error_about(py: Python<'_>, file: &str, message: String, hint: Option<String>) -> PyErr {
    let diagnostic = ordvakt::Diagnostic { file: file.to_owned(), line: 0, column: 0, message, hint };
    load_error(py, [&diagnostic])
}

/// The `OSError` that Python itself would raise for the path.
pub(crate) fn os_error(error: &std::io::Error, path: &std::path::Path) -> PyErr {
    let message = error.to_string();
    match error.raw_os_error() {
        // With a number Python chooses the subclass: FileNotFoundError, PermissionError, …
        Some(number) => PyOSError::new_err((number, message, path.to_path_buf())),
        None => PyOSError::new_err(format!("{}: {message}", path.display())),
    }
}
