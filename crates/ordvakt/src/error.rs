//! The only thing that can fail: loading.

use ordvakt_rules::Diagnostics;

/// Why lists, patterns or a policy could not be loaded; holds every diagnostic, not the first.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{diagnostics}")]
pub struct LoadError {
    pub(crate) diagnostics: Diagnostics,
}

impl LoadError {
    /// Everything that is wrong, by file and line.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

impl From<Diagnostics> for LoadError {
    fn from(diagnostics: Diagnostics) -> Self {
        Self { diagnostics }
    }
}
