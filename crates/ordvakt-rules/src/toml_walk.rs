//! Walks a TOML document by hand, so that every problem is reported with its place, not only the first.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostics;
use crate::limits::fits;

/// A TOML text with the name diagnostics give it.
pub(crate) struct Doc<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
}

impl<'a> Doc<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text }
    }

    /// Line and column, from 1, of a byte position.
    pub(crate) fn place(&self, at: usize) -> (u32, u32) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line as u32, column as u32)
    }

    pub(crate) fn report(
        &self,
        out: &mut Diagnostics,
        span: &Range<usize>,
        message: impl Into<String>,
        hint: Option<&str>,
    ) {
        // A place is counted from the start of the file.
        if out.is_full() {
            return;
        }
        let (line, column) = self.place(span.start);
        out.add(self.file, line, column, message, hint);
    }

    /// The document's root table; syntax errors are reported and what could be read is returned.
    pub(crate) fn parse(&self, out: &mut Diagnostics) -> Spanned<DeTable<'a>> {
        let text = if fits(self.file, self.text, out) { self.text } else { "" };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let message = error.message().lines().next().unwrap_or("invalid TOML").to_owned();
            self.report(out, &error.span().unwrap_or(0..0), message, None);
        }
        table
    }
}

/// The fields of one table; what nobody asked for is reported by [`Fields::finish`].
pub(crate) struct Fields<'d, 't> {
    doc: &'d Doc<'d>,
    table: &'t DeTable<'t>,
    span: Range<usize>,
    asked: Vec<&'static str>,
}

impl<'d, 't> Fields<'d, 't> {
    pub(crate) fn new(doc: &'d Doc<'d>, table: &'t DeTable<'t>, span: Range<usize>) -> Self {
        Self { doc, table, span, asked: Vec::new() }
    }

    pub(crate) fn span(&self) -> &Range<usize> {
        &self.span
    }

    pub(crate) fn value(&mut self, name: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push(name);
        self.table.iter().find(|(key, _)| key.get_ref().as_ref() == name).map(|(_, value)| value)
    }

    fn wrong(&self, out: &mut Diagnostics, name: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let message = format!("`{name}` is {}, {wanted} is wanted", value.get_ref().type_str());
        self.doc.report(out, &value.span(), message, None);
    }

    pub(crate) fn str(
        &mut self,
        name: &'static str,
        out: &mut Diagnostics,
    ) -> Option<(&'t str, Range<usize>)> {
        let value = self.value(name)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(out, name, value, "a string");
        }
        text.map(|text| (text, value.span()))
    }

    pub(crate) fn required_str(
        &mut self,
        name: &'static str,
        out: &mut Diagnostics,
    ) -> Option<(&'t str, Range<usize>)> {
        if self.value(name).is_none() {
            self.doc.report(out, &self.span.clone(), format!("`{name}` is missing"), None);
        }
        self.str(name, out)
    }

    pub(crate) fn bool(&mut self, name: &'static str, out: &mut Diagnostics) -> Option<bool> {
        let value = self.value(name)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(out, name, value, "true or false");
        }
        flag
    }

    pub(crate) fn number(&mut self, name: &'static str, out: &mut Diagnostics) -> Option<f32> {
        let value = self.value(name)?;
        let number = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::Integer(integer) => integer.as_str().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong(out, name, value, "a number");
        }
        number
    }

    /// A list of strings; one string stands for a list of one.
    pub(crate) fn strings(
        &mut self,
        name: &'static str,
        out: &mut Diagnostics,
    ) -> Option<Vec<(&'t str, Range<usize>)>> {
        let value = self.value(name)?;
        match value.get_ref() {
            DeValue::String(text) => Some(vec![(text.as_ref(), value.span())]),
            DeValue::Array(items) => {
                let mut texts = Vec::new();
                for item in items {
                    match item.get_ref().as_str() {
                        Some(text) => texts.push((text, item.span())),
                        None => self.wrong(out, name, item, "a string"),
                    }
                }
                Some(texts)
            }
            _ => {
                self.wrong(out, name, value, "a list of strings");
                None
            }
        }
    }

    pub(crate) fn table(&mut self, name: &'static str, out: &mut Diagnostics) -> Option<Fields<'d, 't>> {
        let value = self.value(name)?;
        if let Some(table) = value.get_ref().as_table() {
            Some(Fields::new(self.doc, table, value.span()))
        } else {
            self.wrong(out, name, value, "a table");
            None
        }
    }

    pub(crate) fn tables(&mut self, name: &'static str, out: &mut Diagnostics) -> Vec<Fields<'d, 't>> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(out, name, value, "a list of tables");
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            match item.get_ref().as_table() {
                Some(table) => tables.push(Fields::new(self.doc, table, item.span())),
                None => self.wrong(out, name, item, "a table"),
            }
        }
        tables
    }

    /// Reports every key nobody asked for.
    pub(crate) fn finish(self, out: &mut Diagnostics) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if !self.asked.contains(&name) {
                let hint = format!("known here: {}", self.asked.join(", "));
                self.doc.report(out, &key.span(), format!("unknown key `{name}`"), Some(&hint));
            }
        }
    }
}
