//! What is wrong with a list, pattern or policy, and where.

use std::fmt;

use serde::Serialize;

use crate::limits::MOST_DIAGNOSTICS;

/// One thing wrong in one place of one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Diagnostic {
    /// The file as it was named to the reader.
    pub file: String,
    /// Line, counted from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Column in code points, counted from 1; 0 where the whole line is meant.
    pub column: u32,
    /// One lower-case sentence without full stop; what the user wrote in backticks.
    pub message: String,
    /// What would mend it, where that can be said.
    pub hint: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        write!(f, ": {}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " (hint: {hint})"),
            None => Ok(()),
        }
    }
}

/// Every diagnostic of a load, in the order of files and lines; never empty when an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// None so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one. Beyond a thousand, which nobody reads, they are left out, and the last one says so.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        if self.is_full() {
            return;
        }
        if self.0.len() + 1 == MOST_DIAGNOSTICS {
            "more is wrong than is told here".clone_into(&mut diagnostic.message);
            diagnostic.hint = Some("mend what is told and check again".to_owned());
        }
        self.0.push(diagnostic);
    }

    /// Whether no more will be told.
    pub(crate) fn is_full(&self) -> bool {
        self.0.len() >= MOST_DIAGNOSTICS
    }

    /// Adds one at a place.
    pub fn add(
        &mut self,
        file: &str,
        line: u32,
        column: u32,
        message: impl Into<String>,
        hint: Option<&str>,
    ) {
        self.push(Diagnostic {
            file: file.to_owned(),
            line,
            column,
            message: message.into(),
            hint: hint.map(str::to_owned),
        });
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Adds all of another.
    pub fn extend(&mut self, other: Diagnostics) {
        other.0.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// `Ok(value)` if nothing is wrong, otherwise all of it, sorted by place.
    pub fn into_result<T>(mut self, value: T) -> Result<T, Diagnostics> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort();
        self.0.dedup();
        Err(self)
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, diagnostic) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
