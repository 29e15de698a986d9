//! Writes what is screened, in the form asked for, to where it should go.

use std::io::{BufWriter, Write as _};

use ordvakt::Moderator;
use ordvakt_report::Page;

use super::{Layout, Rows, Target, Totals};
use crate::error::{Failure, plain};
use crate::input::Source;

/// An output that is being written.
pub(crate) struct Sink {
    target: Target,
    layout: Layout,
    /// The header has been written.
    headed: bool,
    /// For Parquet, from the first source on.
    #[cfg(feature = "parquet")]
    encoder: Option<super::Encoder>,
    /// For HTML, until the end.
    page: Option<Page>,
}

impl Sink {
    pub(crate) fn new(target: Target, layout: Layout, moderator: &Moderator) -> Self {
        Self {
            page: super::html::page(&layout, moderator),
            target,
            layout,
            headed: false,
            #[cfg(feature = "parquet")]
            encoder: None,
        }
    }

    /// Writes what stands before the first comment; the first source says which columns are kept.
    pub(crate) fn begin(&mut self, source: &Source) -> Result<(), Failure> {
        if self.headed {
            return Ok(());
        }
        self.headed = true;
        let header = self.layout.header(source);
        self.write(&header)?;
        self.begin_table(&source.kept_columns())
    }

    /// Writes comments.
    #[cfg_attr(
        not(feature = "parquet"),
        allow(clippy::needless_pass_by_value, reason = "Parquet keeps them")
    )]
    pub(crate) fn push(&mut self, rows: Rows) -> Result<(), Failure> {
        self.write(&rows.bytes)?;
        #[cfg(feature = "parquet")]
        if let Some(encoder) = &mut self.encoder {
            let bytes = encoder.push(rows.table)?;
            self.write(&bytes)?;
        }
        if let Some(page) = &mut self.page {
            let kept = rows.entries.iter().try_for_each(|entry| page.push(entry));
            kept.map_err(|error| Failure::new(plain(&error)))?;
        }
        Ok(())
    }

    /// Writes what stands behind the last comment.
    pub(crate) fn end(&mut self, totals: &Totals) -> Result<(), Failure> {
        let summary = self.layout.summary(totals);
        self.write(&summary)?;
        if !self.headed {
            self.begin_table(&[])?;
        }
        #[cfg(feature = "parquet")]
        if let Some(encoder) = self.encoder.take() {
            let bytes = encoder.finish()?;
            self.write(&bytes)?;
        }
        if let Some(page) = self.page.take() {
            let written = page.write(&mut BufWriter::new(&mut self.target));
            written.map_err(|error| self.target.failure(error))?;
        }
        self.flush()
    }

    /// Gives on what is held back.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.target.flush().map_err(|error| self.target.failure(error))
    }

    /// Makes a file appear, all of it.
    pub(crate) fn complete(self) -> Result<(), Failure> {
        self.target.complete()
    }

    #[cfg(feature = "parquet")]
    fn begin_table(&mut self, kept: &[&str]) -> Result<(), Failure> {
        if self.layout.format == crate::args::OutputFormat::Parquet {
            self.encoder = Some(super::Encoder::new(kept)?);
        }
        Ok(())
    }

    #[cfg(not(feature = "parquet"))]
    #[allow(clippy::unnecessary_wraps, clippy::unused_self, reason = "with Parquet it can fail")]
    fn begin_table(&mut self, _: &[&str]) -> Result<(), Failure> {
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.target.write_all(bytes).map_err(|error| self.target.failure(error))
    }
}
