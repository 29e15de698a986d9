//! Opens inputs one after the other and cuts them into batches.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::Decoder;

use super::detect::{self, Decoding};
use super::{Batch, Columns, Form, Item, Scan, Source, csv, json, text};
use crate::args::{ColumnArgs, InputFormat};
use crate::error::{Issue, plain};

/// How much is read at once. With a pipe a batch is what has come so far, so that nobody waits for a block to fill.
const BLOCK: usize = 256 << 10;

/// How much is looked at to tell a format.
const SAMPLE: usize = 64 << 10;

/// What the user said about the input.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) format: InputFormat,
    pub(crate) columns: ColumnArgs,
    pub(crate) keep: bool,
}

/// What reading brings forth, in order.
pub(crate) enum Event {
    /// Something was guessed.
    Note(String),
    /// A new input begins.
    Source(Arc<Source>),
    /// Comments of the last input, and how many bytes of the file they took.
    Batch(Batch, u64),
    /// Something that cannot be read.
    Issue(Issue),
    /// Every input has been read.
    End,
}

/// The receiver of events wants no more of them.
struct Enough;

/// Reads every input to its end, or until `send` returns false.
pub(crate) fn read_all(settings: &Settings, mut send: impl FnMut(Event) -> bool) {
    for path in &settings.files {
        let mut send = |event| if send(event) { Ok(()) } else { Err(Enough) };
        if read_one(path, settings, &mut send).is_err() {
            return;
        }
    }
    send(Event::End);
}

/// Whether a path stands for the standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn read_one(
    path: &Path,
    settings: &Settings,
    send: &mut impl FnMut(Event) -> Result<(), Enough>,
) -> Result<(), Enough> {
    let name = if is_stdin(path) { "<stdin>".to_owned() } else { path.display().to_string() };
    let mut reading = Reading {
        name,
        settings,
        stream: Stream::default(),
        rest: Vec::new(),
        offset: 0,
        decoding: None,
        source: None,
        header: None,
    };
    let result = reading.run(path, send);
    match result {
        Err(Stop::Enough) => Err(Enough),
        Err(Stop::Issue { line, column, message }) => {
            send(Event::Issue(Issue { file: reading.name, line, column, message }))
        }
        Ok(()) => Ok(()),
    }
}

enum Stop {
    Enough,
    Issue { line: u64, column: u64, message: String },
}

impl From<Enough> for Stop {
    fn from(_: Enough) -> Self {
        Self::Enough
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Issue { line: 0, column: 0, message: format!("cannot be read: {}", plain(&error)) }
    }
}

struct Reading<'s> {
    name: String,
    settings: &'s Settings,
    stream: Stream,
    /// Read and not yet given on.
    rest: Vec<u8>,
    /// Where `rest` begins in the file.
    offset: u64,
    /// Set where the file may be Windows-1252.
    decoding: Option<Decoding>,
    source: Option<Arc<Source>>,
    /// Set as long as the header is awaited: the delimiter.
    header: Option<u8>,
}

impl Reading<'_> {
    fn run(&mut self, path: &Path, send: &mut impl FnMut(Event) -> Result<(), Enough>) -> Result<(), Stop> {
        self.stream.open(path)?;
        let mut last = self.read_sample()?;
        let mut scanner = self.prepare(path, send)?;
        loop {
            let mut items = Vec::new();
            match scanner.scan(&self.rest, last, &mut items) {
                Ok(done) => self.deliver(done, items, send)?,
                Err(fault) => {
                    self.deliver(self.rest.len(), items, send)?;
                    return Err(Stop::Issue {
                        line: fault.line,
                        column: fault.column,
                        message: fault.message,
                    });
                }
            }
            if last {
                break;
            }
            last = self.stream.read_block(&mut self.rest)? == 0;
        }
        if self.stream.malformed {
            let message = "some characters are not valid UTF-16; they were read as \u{FFFD}".to_owned();
            return Err(Stop::Issue { line: 0, column: 0, message });
        }
        Ok(())
    }

    /// Reads until the first line is there. Returns whether that was all.
    fn read_sample(&mut self) -> io::Result<bool> {
        let mut marked = false;
        loop {
            if self.stream.read_block(&mut self.rest)? == 0 {
                return Ok(true);
            }
            if !marked && self.rest.len() >= 3 {
                marked = true;
                let (length, encoding) = detect::byte_order_mark(&self.rest);
                self.rest.drain(..length);
                self.offset = length as u64;
                if let Some(encoding) = encoding {
                    let raw = std::mem::take(&mut self.rest);
                    self.stream.decoder = Some(encoding.new_decoder_without_bom_handling());
                    self.stream.utf16 = true;
                    self.stream.decode(&raw, false, &mut self.rest);
                }
            }
            let text = self.rest.trim_ascii_start();
            if text.len() >= SAMPLE || text.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
                return Ok(false);
            }
        }
    }

    /// Finds out what the input is.
    fn prepare(
        &mut self,
        path: &Path,
        send: &mut impl FnMut(Event) -> Result<(), Enough>,
    ) -> Result<Box<dyn Scan>, Stop> {
        let mut format = self.settings.format;
        if format == InputFormat::Auto {
            format = detect::format_of_ending(path).unwrap_or(InputFormat::Auto);
        }
        if format == InputFormat::Auto {
            format = detect::format_of_content(&self.rest);
            let shown = match format {
                InputFormat::Jsonl => "JSON Lines",
                InputFormat::Json => "JSON",
                InputFormat::Csv => "CSV",
                InputFormat::Tsv => "TSV",
                _ => "text, one comment a line",
            };
            send(Event::Note(format!("{}: read as {shown}", self.name)))?;
        }
        if self.stream.utf16 {
            send(Event::Note(format!("{}: read as UTF-16", self.name)))?;
        } else if !matches!(format, InputFormat::Json | InputFormat::Jsonl) {
            self.decoding = Some(Decoding::default());
        }
        let fields = || Form::Json(json::Fields::new(&self.settings.columns));
        let scanner: Box<dyn Scan> = match format {
            InputFormat::Json => {
                self.begin(fields(), send)?;
                Box::new(json::Values::default())
            }
            InputFormat::Jsonl => {
                self.begin(fields(), send)?;
                Box::new(text::Lines::default())
            }
            InputFormat::Csv | InputFormat::Tsv => {
                let tab = format == InputFormat::Tsv;
                let delimiter = if tab { b'\t' } else { detect::delimiter(&self.rest) };
                self.header = Some(delimiter);
                Box::new(csv::Rows::new(delimiter))
            }
            InputFormat::Text | InputFormat::Auto => {
                self.begin(Form::Text, send)?;
                Box::new(text::Lines::default())
            }
        };
        Ok(scanner)
    }

    fn begin(
        &mut self,
        form: Form,
        send: &mut impl FnMut(Event) -> Result<(), Enough>,
    ) -> Result<(), Enough> {
        let source = Arc::new(Source { name: self.name.clone(), form, keep: self.settings.keep });
        self.source = Some(Arc::clone(&source));
        send(Event::Source(source))
    }

    /// Gives on the first `done` bytes of the rest with the items in them.
    fn deliver(
        &mut self,
        done: usize,
        items: Vec<Item>,
        send: &mut impl FnMut(Event) -> Result<(), Enough>,
    ) -> Result<(), Stop> {
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
            let text = format!("{}: read as Windows-1252, since line {line} is not UTF-8", self.name);
            send(Event::Note(text))?;
        }
        if let Some(delimiter) = self.header {
            self.take_header(&mut batch, delimiter, send)?;
        }
        Ok(send(Event::Batch(batch, done as u64))?)
    }

    fn take_header(
        &mut self,
        batch: &mut Batch,
        delimiter: u8,
        send: &mut impl FnMut(Event) -> Result<(), Enough>,
    ) -> Result<(), Stop> {
        while let Some(item) = batch.items.first().cloned() {
            batch.items.remove(0);
            let bytes = &batch.bytes[item.range];
            if item.line == 1 && detect::names_delimiter(bytes) == Some(delimiter) {
                continue;
            }
            let row = String::from_utf8_lossy(bytes);
            let header = csv::cells(&row, delimiter).map(|cell| cell.trim().to_owned()).collect();
            let columns = Columns::find(header, &self.settings.columns).map_err(|message| Stop::Issue {
                line: item.line,
                column: 0,
                message,
            })?;
            let by = match delimiter {
                b'\t' => "tab".to_owned(),
                _ => format!("`{}`", char::from(delimiter)),
            };
            send(Event::Note(format!("{}: columns by {by}: {}", self.name, columns.summary())))?;
            self.header = None;
            self.begin(Form::Csv { delimiter, columns }, send)?;
            break;
        }
        Ok(())
    }
}

/// The bytes of a file, made UTF-8 where they are UTF-16.
#[derive(Default)]
struct Stream {
    reader: Option<Box<dyn Read + Send>>,
    decoder: Option<Decoder>,
    utf16: bool,
    /// Whether something was not valid UTF-16.
    malformed: bool,
}

impl Stream {
    fn open(&mut self, path: &Path) -> io::Result<()> {
        self.reader = Some(if is_stdin(path) { Box::new(io::stdin()) } else { Box::new(File::open(path)?) });
        Ok(())
    }

    /// Appends what can be read at once. Returns how many bytes the file gave, 0 at its end.
    fn read_block(&mut self, buffer: &mut Vec<u8>) -> io::Result<usize> {
        let Some(reader) = &mut self.reader else { return Ok(0) };
        let start = buffer.len();
        buffer.resize(start + BLOCK, 0);
        let count = loop {
            match reader.read(&mut buffer[start..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        buffer.truncate(start + count.as_ref().map_or(0, |count| *count));
        let count = count?;
        if self.decoder.is_some() {
            let raw = buffer.split_off(start);
            self.decode(&raw, count == 0, buffer);
        }
        Ok(count)
    }

    fn decode(&mut self, raw: &[u8], last: bool, buffer: &mut Vec<u8>) {
        let Some(decoder) = &mut self.decoder else { return };
        let mut rest = raw;
        loop {
            let start = buffer.len();
            buffer.resize(start + rest.len() * 3 / 2 + 16, 0);
            let (result, read, written, malformed) = decoder.decode_to_utf8(rest, &mut buffer[start..], last);
            buffer.truncate(start + written);
            self.malformed |= malformed;
            rest = &rest[read..];
            if result == encoding_rs::CoderResult::InputEmpty {
                break;
            }
        }
        if last {
            // A finished decoder must not be asked again.
            self.decoder = None;
        }
    }
}
