//! Rows of cells that some library reads, given on as if they had stood in a file of columns.

use std::io;

use ::csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use super::columns::HEADER_ROWS;
use super::outlet::{Outlet, Stop};
use super::{Batch, Columns, Form, Item};

/// Between cells; any would do.
const DELIMITER: u8 = b';';

/// How many bytes of rows are given on at once, and how many rows.
const BATCH_BYTES: usize = 256 << 10;
const BATCH_ROWS: usize = 4096;

/// Takes rows and gives on batches.
pub(super) struct Table<'t, 'e> {
    outlet: &'t mut Outlet<'e>,
    /// The part of the input that this is, where there are several.
    part: Option<String>,
    /// What the header's place is called: `columns`, or the sheet's name.
    title: String,
    /// Rows seen while the header is awaited.
    first: Option<Vec<(u64, Vec<String>)>>,
    writer: Writer<Vec<u8>>,
    items: Vec<Item>,
    /// How many columns the header has.
    width: usize,
    /// Comments given on.
    count: u64,
}

impl<'t, 'e> Table<'t, 'e> {
    pub(super) fn new(outlet: &'t mut Outlet<'e>, title: String, part: Option<String>) -> Self {
        let first = Some(Vec::new());
        Self { outlet, part, title, first, writer: writer(), items: Vec::new(), width: 0, count: 0 }
    }

    /// A table whose columns are known already.
    #[cfg(feature = "parquet")]
    pub(super) fn with_columns(outlet: &'t mut Outlet<'e>, columns: Columns) -> Result<Self, Stop> {
        let mut table = Self::new(outlet, "columns".to_owned(), None);
        table.first = None;
        table.begin(columns)?;
        Ok(table)
    }

    /// Names something that cannot be read, while the rest can.
    #[cfg(feature = "parquet")]
    pub(super) fn issue(&mut self, message: String) -> Result<(), Stop> {
        self.outlet.issue(0, 0, message)
    }

    /// Takes a row; `number` is what it is called in messages, and its id where it has none.
    pub(super) fn row(&mut self, number: u64, cells: Vec<String>) -> Result<(), Stop> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        let Some(first) = &mut self.first else { return self.push(number, cells) };
        first.push((number, cells));
        if first.len() >= 4 * HEADER_ROWS {
            self.take_header()?;
        }
        Ok(())
    }

    /// Gives on what is left. Returns how many comments there were.
    pub(super) fn finish(mut self) -> Result<u64, Stop> {
        self.take_header()?;
        self.flush()?;
        Ok(self.count)
    }

    fn take_header(&mut self) -> Result<(), Stop> {
        let Some(first) = self.first.take() else { return Ok(()) };
        let (numbers, rows): (Vec<u64>, Vec<Vec<String>>) = first.into_iter().unzip();
        if rows.is_empty() {
            return Ok(());
        }
        let trimmed: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
        let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
        let (at, columns) = Columns::find_below_titles(&trimmed, &self.outlet.settings.columns)
            .map_err(|(at, message)| Stop::Issue { line: number(at), column: 0, message })?;
        if at > 0 {
            let header = number(at);
            self.outlet.note(&format!("the header is row {header}; what stands above it was left out"))?;
        }
        self.begin(columns)?;
        let below = numbers.into_iter().zip(rows).skip(at + 1);
        below.into_iter().try_for_each(|(number, row)| self.push(number, row))
    }

    fn begin(&mut self, columns: Columns) -> Result<(), Stop> {
        self.outlet.note(&format!("{}: {}", self.title, columns.summary()))?;
        self.width = columns.count();
        self.outlet.begin(self.part.as_deref(), Form::Csv { delimiter: DELIMITER, columns })
    }

    fn push(&mut self, number: u64, mut cells: Vec<String>) -> Result<(), Stop> {
        // Empty cells at the end are often not there, and what stands beside the table belongs to none of its columns.
        cells.resize(self.width, String::new());
        let start = self.writer.get_ref().len();
        self.writer.write_record(&cells).map_err(io::Error::from)?;
        self.writer.flush()?;
        let end = self.writer.get_ref().len().saturating_sub(1);
        self.items.push(Item { range: start..end, line: number, column: 1, number });
        self.count += 1;
        if end > BATCH_BYTES || self.items.len() >= BATCH_ROWS {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Stop> {
        if self.items.is_empty() {
            return Ok(());
        }
        let writer = std::mem::replace(&mut self.writer, writer());
        let bytes = writer.into_inner().map_err(|error| Stop::from(error.into_error()))?;
        self.outlet.batch(Batch { bytes, offset: 0, items: std::mem::take(&mut self.items) }, 0)
    }
}

fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new()
        .delimiter(DELIMITER)
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::Any(b'\n'))
        .flexible(true)
        .from_writer(Vec::new())
}
