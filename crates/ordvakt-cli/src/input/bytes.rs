//! Reads formats that are scanned as they come: columns, JSON and lines. However long the input, memory stays flat.

use std::path::Path;

use super::columns::HEADER_ROWS;
use super::detect::{self, Decoding};
use super::json::Fields;
use super::nested::Walk;
use super::object::Object;
use super::outlet::{Outlet, Stop};
use super::stream::Stream;
use super::values::Values;
use super::{Batch, Columns, Form, Item, Scan, csv, text};
use crate::args::{ColumnArgs, InputFormat};

/// How much is looked at to tell a format.
const SAMPLE: usize = 64 << 10;

/// How many objects are looked at to tell their fields.
const FIRST_OBJECTS: usize = 50;

/// The longest comment, row or JSON value in bytes, with all that stands beside the text in it.
const LONGEST: usize = 128 << 20;

/// Reads an input to its end.
pub(super) fn read(stream: Stream, path: &Path, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    Reading { stream, rest: Vec::new(), offset: 0, decoding: None, awaited: Awaited::Nothing, empty: true }
        .run(path, outlet)
}

/// What has to be understood before the first comment can be given on.
enum Awaited {
    Nothing,
    /// A header, with this delimiter.
    Header(u8),
    /// The names of the fields of JSON.
    Fields,
    /// Known; comments may stand inside one another.
    Nested(Box<Walk>),
}

struct Reading {
    stream: Stream,
    /// Read and not yet given on.
    rest: Vec<u8>,
    /// Where `rest` begins in the file.
    offset: u64,
    /// Set where the file may be Windows-1252.
    decoding: Option<Decoding>,
    awaited: Awaited,
    /// Nothing but a header has come.
    empty: bool,
}

impl Reading {
    fn run(&mut self, path: &Path, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
        let utf16 = self.find_encoding();
        let mut last = self.read_sample()?;
        let mut scanner = self.prepare(path, utf16, outlet)?;
        loop {
            let mut items = Vec::new();
            match scanner.scan(&self.rest, last, &mut items) {
                Ok(done) => self.deliver(done, items, outlet)?,
                Err(fault) => {
                    self.deliver(self.rest.len(), items, outlet)?;
                    return Err(Stop::Issue {
                        line: fault.line,
                        column: fault.column,
                        message: fault.message,
                    });
                }
            }
            if self.rest.len() > LONGEST {
                let message = "a comment is longer than 128 MiB; nothing from it on was read";
                return Err(Stop::whole(message));
            }
            if last {
                break;
            }
            last = !self.stream.read_block(&mut self.rest)?;
        }
        if self.stream.malformed {
            let message = "some characters are not valid UTF-16; they were read as \u{FFFD}";
            outlet.issue(0, 0, message.to_owned())?;
        }
        self.finish(outlet)
    }

    /// Says what the whole was, and whether there was anything in it.
    fn finish(&mut self, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
        if let Some(note) = self.decoding.as_ref().and_then(Decoding::mixed) {
            outlet.note(&note)?;
        }
        match &self.awaited {
            Awaited::Header(_) => Err(Stop::whole("there is no header; the file is empty")),
            Awaited::Nested(walk) => walk.notes().iter().try_for_each(|note| outlet.note(note)),
            Awaited::Nothing if self.empty => Err(Stop::whole("there is a header and no comment below it")),
            _ => Ok(()),
        }
    }

    /// Takes the byte order mark off. Returns whether the input is UTF-16.
    fn find_encoding(&mut self) -> bool {
        let (mark, encoding) = detect::encoding(self.stream.head());
        match encoding {
            Some(encoding) => self.stream.decode_as(encoding, mark),
            None => self.stream.skip(mark),
        }
        self.offset = mark as u64;
        encoding.is_some()
    }

    /// Reads until the first line is there. Returns whether that was all.
    fn read_sample(&mut self) -> Result<bool, Stop> {
        loop {
            if !self.stream.read_block(&mut self.rest)? {
                return Ok(true);
            }
            let text = self.rest.trim_ascii_start();
            if text.len() >= SAMPLE || text.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
                return Ok(false);
            }
        }
    }

    /// Finds out what the input is.
    fn prepare(&mut self, path: &Path, utf16: bool, outlet: &mut Outlet<'_>) -> Result<Box<dyn Scan>, Stop> {
        if let Some(refusal) = detect::refusal(&self.rest) {
            return Err(Stop::whole(refusal));
        }
        let mut format = outlet.settings.format;
        if format == InputFormat::Auto {
            format = detect::format_of_ending(path).unwrap_or(InputFormat::Auto);
            if matches!(format, InputFormat::Json | InputFormat::Jsonl) {
                // Both are called by either ending.
                format = detect::json_format(&self.rest).unwrap_or(format);
            }
            if format == InputFormat::Text && detect::format_of_content(&self.rest) == InputFormat::Tsv {
                // What Excel calls text in Unicode.
                format = InputFormat::Tsv;
                outlet.note("read as TSV, by its header")?;
            }
        }
        if format == InputFormat::Auto {
            format = detect::format_of_content(&self.rest);
            outlet.note(&format!("read as {}", detect::name(format)))?;
        }
        if utf16 {
            outlet.note("read as UTF-16")?;
        } else if !matches!(format, InputFormat::Json | InputFormat::Jsonl) {
            self.decoding = Some(Decoding::default());
        }
        let scanner: Box<dyn Scan> = match format {
            InputFormat::Json | InputFormat::Jsonl => {
                self.awaited = Awaited::Fields;
                if format == InputFormat::Json {
                    Box::new(Values::default())
                } else {
                    Box::new(text::Lines::default())
                }
            }
            InputFormat::Csv | InputFormat::Tsv => {
                let tab = format == InputFormat::Tsv;
                let delimiter = if tab { b'\t' } else { detect::delimiter(&self.rest) };
                self.awaited = Awaited::Header(delimiter);
                Box::new(csv::Rows::new(delimiter))
            }
            _ => {
                self.empty = false;
                outlet.begin(None, Form::Text)?;
                Box::new(text::Lines::default())
            }
        };
        Ok(scanner)
    }

    /// Gives on the first `done` bytes of the rest with the items in them.
    fn deliver(&mut self, done: usize, items: Vec<Item>, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
        if items.is_empty() {
            self.rest.drain(..done);
            self.offset += done as u64;
            return Ok(());
        }
        let tail = self.rest.split_off(done);
        let bytes = std::mem::replace(&mut self.rest, tail);
        let mut batch = Batch { bytes, offset: self.offset, items };
        self.offset += done as u64;
        if let Some(line) = self.decoding.as_mut().and_then(|decoding| decoding.apply(&mut batch)) {
            outlet.note(&format!("read as Windows-1252, since line {line} is not UTF-8"))?;
        }
        match &self.awaited {
            Awaited::Header(delimiter) => take_header(&mut batch, *delimiter, outlet)?,
            Awaited::Fields => {
                let (fields, nested) = find_fields(&batch, outlet).map_err(Stop::whole)?;
                if let Some(guess) = fields.guess() {
                    outlet.note(guess)?;
                }
                self.awaited = Awaited::Nested(Box::new(Walk::new(fields.clone(), nested, outlet)));
                outlet.begin(None, Form::Json(fields))?;
            }
            Awaited::Nothing | Awaited::Nested(_) => {}
        }
        if let Awaited::Header(_) = self.awaited {
            self.awaited = Awaited::Nothing;
        }
        self.empty &= batch.items.is_empty();
        if let Awaited::Nested(walk) = &mut self.awaited {
            walk.flatten(&mut batch, outlet)?;
        }
        let progress = self.stream.progress();
        outlet.batch(batch, progress)
    }
}

/// Finds the names of fields in the first objects, and whether comments stand inside one another.
fn find_fields(batch: &Batch, outlet: &Outlet<'_>) -> Result<(Fields, bool), String> {
    let items = batch.items.iter().take(FIRST_OBJECTS).filter_map(|item| batch.bytes.get(item.range.clone()));
    let texts = items.filter_map(|bytes| std::str::from_utf8(bytes).ok());
    let objects: Vec<Object<'_>> = texts.filter_map(|text| Object::parse(text).ok()).collect();
    if objects.iter().any(Object::is_nested) {
        // What is taken out of them is given the names of the contract.
        return Ok((Fields::new(&ColumnArgs::default()), true));
    }
    Ok((Fields::find(&objects, &outlet.settings.columns)?, false))
}

/// Takes the header off the first rows, and what stands above it.
fn take_header(batch: &mut Batch, delimiter: u8, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    let first = batch.items.first().filter(|item| item.line == 1);
    if first.is_some_and(|item| detect::names_delimiter(&batch.bytes[item.range.clone()]) == Some(delimiter))
    {
        batch.items.remove(0);
    }
    let rows: Vec<Vec<String>> = batch
        .items
        .iter()
        .take(4 * HEADER_ROWS)
        .map(|item| {
            let row = String::from_utf8_lossy(&batch.bytes[item.range.clone()]);
            csv::cells(&row, delimiter).map(|cell| cell.trim().to_owned()).collect()
        })
        .collect();
    let line = |at: usize| batch.items.get(at).map_or(0, |item| item.line);
    let (at, columns) = Columns::find_below_titles(&rows, &outlet.settings.columns)
        .map_err(|(at, message)| Stop::Issue { line: line(at), column: 0, message })?;
    let by = match delimiter {
        b'\t' => "tab".to_owned(),
        _ => format!("`{}`", char::from(delimiter)),
    };
    if at > 0 {
        outlet.note(&format!("the header is line {}; what stands above it was left out", line(at)))?;
    }
    outlet.note(&format!("columns by {by}: {}", columns.summary()))?;
    batch.items.drain(..=at);
    outlet.begin(None, Form::Csv { delimiter, columns })
}
