//! The bytes of an input: of a file or the standard input, unpacked, and made UTF-8 where they are UTF-16.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{CoderResult, Decoder, Encoding};
use flate2::read::MultiGzDecoder;

use super::is_stdin;
use super::outlet::Stop;
use crate::error::plain;

/// How much is read at once. With a pipe a batch is what has come so far, so that nobody waits for a block to fill.
const BLOCK: usize = 256 << 10;

/// What tells formats apart stands in the first bytes.
const HEAD: usize = 8;

/// A file that can only be read from its end is laid on the disk first where it comes packed or through a pipe, up to this many
/// bytes: a packed file may unpack to more than any disk holds.
const LARGEST: u64 = 1 << 30;

/// How an input is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// The bytes of an input.
pub(super) struct Stream {
    reader: Box<dyn Read + Send>,
    pub(super) packing: Option<Packing>,
    /// Read ahead and not yet given.
    head: Vec<u8>,
    decoder: Option<Decoder>,
    /// Whether something was not valid UTF-16.
    pub(super) malformed: bool,
    /// Bytes of the file read so far, and those already told.
    taken: Arc<AtomicU64>,
    told: u64,
}

impl Stream {
    /// Opens an input and reads its first bytes.
    pub(super) fn open(path: &Path) -> Result<Self, Stop> {
        let taken = Arc::new(AtomicU64::new(0));
        let inner: Box<dyn Read + Send> =
            if is_stdin(path) { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
        let mut stream = Self {
            reader: Box::new(Counted { inner, taken: Arc::clone(&taken) }),
            packing: None,
            head: Vec::new(),
            decoder: None,
            malformed: false,
            taken,
            told: 0,
        };
        stream.read_head()?;
        if let Some(packing) = Packing::of(&stream.head) {
            stream.unpack(packing)?;
        }
        Ok(stream)
    }

    fn unpack(&mut self, packing: Packing) -> Result<(), Stop> {
        let packed = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        let packed = Cursor::new(std::mem::take(&mut self.head)).chain(packed);
        self.reader = match packing {
            Packing::Gzip => Box::new(MultiGzDecoder::new(packed)),
            Packing::Zstd => Box::new(zstd::Decoder::new(packed)?),
        };
        self.packing = Some(packing);
        self.read_head()?;
        if Packing::of(&self.head).is_some() {
            return Err(Stop::whole("is packed twice; unpack it once"));
        }
        Ok(())
    }

    fn read_head(&mut self) -> Result<(), Stop> {
        let mut head = Vec::new();
        // Whoever types a short line waits for its answer.
        while head.len() < HEAD && !head.contains(&b'\n') && self.read_raw(&mut head)? > 0 {}
        self.head = head;
        Ok(())
    }

    /// The first bytes, unpacked.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// From here on the bytes are of this encoding; the first `mark` of them say so and are left out.
    pub(super) fn decode_as(&mut self, encoding: &'static Encoding, mark: usize) {
        self.head.drain(..mark.min(self.head.len()));
        self.decoder = Some(encoding.new_decoder_without_bom_handling());
    }

    /// Leaves out the first bytes.
    pub(super) fn skip(&mut self, count: usize) {
        self.head.drain(..count.min(self.head.len()));
    }

    /// How many bytes of the file have been read since this was asked last.
    pub(super) fn progress(&mut self) -> u64 {
        let taken = self.taken.load(Ordering::Relaxed);
        taken - std::mem::replace(&mut self.told, taken)
    }

    /// Appends what can be read at once. Returns whether there is more to come.
    pub(super) fn read_block(&mut self, buffer: &mut Vec<u8>) -> Result<bool, Stop> {
        let start = buffer.len();
        let more = if self.head.is_empty() {
            self.read_raw(buffer)? > 0
        } else {
            buffer.append(&mut self.head);
            true
        };
        if self.decoder.is_some() {
            let raw = buffer.split_off(start);
            self.decode(&raw, !more, buffer);
        }
        Ok(more)
    }

    fn read_raw(&mut self, buffer: &mut Vec<u8>) -> Result<usize, Stop> {
        let start = buffer.len();
        buffer.resize(start + BLOCK, 0);
        let count = loop {
            match self.reader.read(&mut buffer[start..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        buffer.truncate(start + count.as_ref().map_or(0, |count| *count));
        count.map_err(|error| self.failure(error))
    }

    fn failure(&self, error: io::Error) -> Stop {
        match self.packing {
            None => error.into(),
            Some(packing) => Stop::whole(format!(
                "the {} data is cut off or broken ({}); only what stands before it was read",
                packing.name(),
                plain(&error)
            )),
        }
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
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if last {
            // A finished decoder must not be asked again.
            self.decoder = None;
        }
    }

    /// The input as a file that can be read from its end. What comes packed or through a pipe is laid in a temporary file
    /// without a name, which is gone with the process.
    pub(super) fn into_file(mut self, path: &Path) -> Result<File, Stop> {
        if self.packing.is_none() && !is_stdin(path) {
            let file = File::open(path)?;
            if file.metadata()?.is_file() {
                return Ok(file);
            }
        }
        let mut file = tempfile::tempfile()?;
        let head = Cursor::new(std::mem::take(&mut self.head));
        let reader = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        let copied = io::copy(&mut head.chain(reader).take(LARGEST + 1), &mut file)
            .map_err(|error| self.failure(error))?;
        if copied > LARGEST {
            return Err(Stop::whole("unpacks to more than 1 GiB; split it"));
        }
        file.rewind()?;
        Ok(file)
    }
}

/// Counts the bytes that are read.
struct Counted {
    inner: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
