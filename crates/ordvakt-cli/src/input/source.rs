//! Opens inputs one after the other and finds out what they are.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::detect::{self, Container};
use super::outlet::{Outlet, Stop};
use super::stream::Stream;
use super::{Batch, Source, bytes, workbook};
use crate::args::{ColumnArgs, InputFormat};
use crate::error::Issue;

/// How much of an old Office document is looked through.
const LARGEST_COMPOUND: usize = 64 << 20;

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
    /// The rest of an input cannot be read.
    Cut(Issue),
    /// Every input has been read.
    End,
}

/// Reads every input to its end, or until `send` returns false.
pub(crate) fn read_all(settings: &Settings, mut send: impl FnMut(Event) -> bool) {
    for path in &settings.files {
        let name = if is_stdin(path) { "<stdin>".to_owned() } else { path.display().to_string() };
        let mut outlet = Outlet::new(name, settings, &mut send);
        let sent = match read_one(path, &mut outlet) {
            Ok(()) => Ok(()),
            Err(Stop::Enough) => Err(Stop::Enough),
            Err(Stop::Issue { line, column, message }) => outlet.cut(line, column, message),
        };
        if sent.is_err() {
            return;
        }
    }
    send(Event::End);
}

/// Whether a path stands for the standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn read_one(path: &Path, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    let stream = Stream::open(path)?;
    if let Some(packing) = stream.packing {
        outlet.note(&format!("unpacked from {}", packing.name()))?;
    }
    if stream.head().is_empty() {
        // Nothing in is nothing out; a file without a byte is more likely an export that failed.
        return if is_stdin(path) { outlet.note("is empty") } else { Err(Stop::whole("the file is empty")) };
    }
    let wanted = outlet.settings.format;
    match (detect::container(stream.head()), wanted) {
        (Some(Container::Workbook), InputFormat::Auto | InputFormat::Xlsx) => {
            workbook::read(stream.into_file(path)?, outlet)
        }
        (Some(Container::Parquet), InputFormat::Auto | InputFormat::Parquet) => {
            read_parquet(stream, path, outlet)
        }
        (Some(Container::Compound), _) => Err(Stop::whole(refuse_compound(stream)?)),
        (Some(container), _) => Err(Stop::whole(container.refusal(wanted))),
        (None, InputFormat::Xlsx) => Err(Stop::whole("is no .xlsx workbook")),
        (None, InputFormat::Parquet) => Err(Stop::whole("is no Parquet file")),
        (None, _) => bytes::read(stream, path, outlet),
    }
}

/// Why a compound file is not read: a workbook behind a password is one, and so is a workbook of before 2007.
fn refuse_compound(mut stream: Stream) -> Result<&'static str, Stop> {
    // The name of the stream that holds what is encrypted.
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut bytes = Vec::new();
    while bytes.len() < LARGEST_COMPOUND && stream.read_block(&mut bytes)? {}
    Ok(if bytes.windows(encrypted.len()).any(|window| window == encrypted) {
        "the workbook is behind a password; save it without one"
    } else {
        "is a workbook of the old form (.xls), or another old Office document; save it as .xlsx or CSV"
    })
}

#[cfg(feature = "parquet")]
fn read_parquet(stream: Stream, path: &Path, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
    super::parquet::read(stream.into_file(path)?, outlet)
}

#[cfg(not(feature = "parquet"))]
fn read_parquet(_: Stream, _: &Path, _: &mut Outlet<'_>) -> Result<(), Stop> {
    Err(Stop::whole("is a Parquet file, which this build of the tool cannot read"))
}
