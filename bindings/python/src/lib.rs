//! Ordvakt for Python: texts in, frozen verdicts out, positions as `str` indices.
//!
//! Every class is frozen and every method takes `&self`: nothing here can be "already borrowed", with the GIL or without it.

#![allow(clippy::doc_link_with_quotes, clippy::doc_markdown)] // documentation is Python's, and its examples have lists of strings
#![allow(clippy::needless_pass_by_value)] // PyO3 hands arguments over by value
#![allow(clippy::unsafe_derive_deserialize)] // the unsafe methods are those PyO3 writes

mod arguments;
mod capsule;
mod columns;
mod errors;
mod evidence;
mod finding;
mod html;
mod letter;
mod moderator;
mod policy;
mod positions;
mod report;
mod table;
mod table_state;
mod verdict;

/// The compiled half of the package `ordvakt`.
#[pyo3::pymodule(gil_used = false)]
mod _ordvakt {
    use std::ffi::OsString;
    use std::panic::catch_unwind;

    use pyo3::prelude::*;
    use pyo3::types::PyTuple;

    #[pymodule_export]
    use crate::errors::Diagnostic;
    #[pymodule_export]
    use crate::evidence::Evidence;
    #[pymodule_export]
    use crate::finding::{_restore_duty, _restore_finding, Duty, Finding};
    #[pymodule_export]
    use crate::moderator::Moderator;
    #[pymodule_export]
    use crate::policy::Policy;
    #[pymodule_export]
    use crate::report::html_report;
    #[pymodule_export]
    use crate::table::{_restore_table, Table};
    #[pymodule_export]
    use crate::verdict::{_restore_verdict, Verdict};

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "Python's own name for it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// The ids of the built-in policies.
    ///
    /// >>> "alla" in ordvakt.policies()
    /// True
    #[pyfunction]
    fn policies(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, ordvakt::builtin_policy_ids())
    }

    /// The JSON Schema (2020-12) of ``Verdict.to_json``, as a ``dict``; the same for the tool, Rust and C.
    ///
    /// >>> ordvakt.verdict_schema()["$id"]
    /// 'urn:ordvakt:verdict:1'
    #[pyfunction]
    fn verdict_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        py.import("json")?.call_method1("loads", (ordvakt::VERDICT_SCHEMA,))
    }

    /// Runs the tool on a command line, the program's name first; its exit status.
    #[pyfunction]
    fn _run_tool(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
        // The status a Rust program ends with on a fault of its own; what happened is on the standard error by then.
        py.detach(|| catch_unwind(|| ordvakt_cli::run(arguments)).unwrap_or(101))
    }

    /// The ids of the categories a policy may forbid, in the order of the documentation.
    ///
    /// >>> len(ordvakt.categories())
    /// 19
    /// >>> ordvakt.categories()[5]
    /// 'hot'
    #[pyfunction]
    fn categories(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, ordvakt::Category::ALL.iter().map(|category| category.as_str()))
    }
}
