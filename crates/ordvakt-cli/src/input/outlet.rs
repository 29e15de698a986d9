//! Where what is read of one input goes.

use std::io;

use super::{Batch, Event, Form, Settings, Source};
use crate::error::{Issue, plain};

/// Why reading an input ends before its end.
pub(super) enum Stop {
    /// Nobody wants more.
    Enough,
    /// The rest cannot be read. `line` and `column` are 0 where there is none.
    Issue { line: u64, column: u64, message: String },
}

impl Stop {
    /// The whole input is meant.
    pub(super) fn whole(message: impl Into<String>) -> Self {
        Self::Issue { line: 0, column: 0, message: message.into() }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::whole(format!("cannot be read: {}", plain(&error)))
    }
}

/// Sends on what is read of one input, under its name.
pub(super) struct Outlet<'e> {
    /// The file as the user named it.
    pub(super) name: String,
    pub(super) settings: &'e Settings,
    send: &'e mut dyn FnMut(Event) -> bool,
}

impl<'e> Outlet<'e> {
    pub(super) fn new(name: String, settings: &'e Settings, send: &'e mut dyn FnMut(Event) -> bool) -> Self {
        Self { name, settings, send }
    }

    fn send(&mut self, event: Event) -> Result<(), Stop> {
        if (self.send)(event) { Ok(()) } else { Err(Stop::Enough) }
    }

    /// Says what was guessed.
    pub(super) fn note(&mut self, text: &str) -> Result<(), Stop> {
        let note = format!("{}: {text}", self.name);
        self.send(Event::Note(note))
    }

    /// Begins a source: its name is that of the input, and that of the part of it where there are several.
    pub(super) fn begin(&mut self, part: Option<&str>, form: Form) -> Result<(), Stop> {
        let name = part.map_or_else(|| self.name.clone(), |part| format!("{}[{part}]", self.name));
        let source = Source { name, part: part.is_some(), form, keep: self.settings.keep };
        self.send(Event::Source(source.into()))
    }

    /// Sends comments, and how many bytes of the file they took.
    pub(super) fn batch(&mut self, batch: Batch, bytes: u64) -> Result<(), Stop> {
        self.send(Event::Batch(batch, bytes))
    }

    /// Names what ends an input before its end.
    pub(super) fn cut(&mut self, line: u64, column: u64, message: String) -> Result<(), Stop> {
        let file = self.name.clone();
        self.send(Event::Cut(Issue { file, line, column, message }))
    }

    /// Names something that cannot be read, while the rest can.
    pub(super) fn issue(&mut self, line: u64, column: u64, message: String) -> Result<(), Stop> {
        let file = self.name.clone();
        self.send(Event::Issue(Issue { file, line, column, message }))
    }
}
