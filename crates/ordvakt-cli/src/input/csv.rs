//! Rows of columns, as spreadsheets write them: quoted cells may hold delimiters, doubled quotes and line breaks.

use std::borrow::Cow;

use super::{Fault, Item, Scan};

/// A row longer than this is taken for a quote that somebody forgot to close.
const LONGEST_ROW: usize = 64 << 20;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// At the first character of a cell.
    #[default]
    CellStart,
    /// In a cell without quotes, or behind its closing quote.
    Plain,
    /// Between quotes.
    Quoted,
    /// Behind a quote that closes the cell, or is the first of two.
    QuoteInQuoted,
}

impl State {
    fn next(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::Quoted, b'"') => Self::QuoteInQuoted,
            (Self::CellStart | Self::QuoteInQuoted, b'"') | (Self::Quoted, _) => Self::Quoted,
            _ if byte == delimiter => Self::CellStart,
            _ => Self::Plain,
        }
    }
}

/// Finds rows.
#[derive(Debug)]
pub(super) struct Rows {
    delimiter: u8,
    state: State,
    /// Bytes of the unfinished row already looked at.
    seen: usize,
    /// The line under the scanner.
    line: u64,
    /// The line the unfinished row began on.
    row_line: u64,
    /// Where the quote now open stands.
    quote: (u64, u64),
    /// Column of the next character.
    column: u64,
    after_return: bool,
}

impl Rows {
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            state: State::CellStart,
            seen: 0,
            line: 1,
            row_line: 1,
            quote: (0, 0),
            column: 1,
            after_return: false,
        }
    }

    fn unclosed(&self) -> Fault {
        Fault {
            line: self.quote.0,
            column: self.quote.1,
            message: "the quote opened here is never closed; nothing from this row on was screened"
                .to_owned(),
        }
    }
}

impl Scan for Rows {
    fn scan(&mut self, bytes: &[u8], last: bool, items: &mut Vec<Item>) -> Result<usize, Fault> {
        let mut start = 0;
        for (at, &byte) in bytes.iter().enumerate().skip(self.seen) {
            let row_ends = matches!(byte, b'\n' | b'\r') && self.state != State::Quoted;
            if row_ends {
                if start < at {
                    items.push(Item {
                        range: start..at,
                        line: self.row_line,
                        column: 1,
                        number: self.row_line,
                    });
                }
                start = at + 1;
                self.state = State::CellStart;
            } else {
                let before = self.state;
                self.state = before.next(byte, self.delimiter);
                if before == State::CellStart && self.state == State::Quoted {
                    self.quote = (self.line, self.column);
                }
            }
            // A line ends with \n, \r or both.
            let second_half = byte == b'\n' && self.after_return;
            self.after_return = byte == b'\r';
            if matches!(byte, b'\n' | b'\r') {
                self.line += u64::from(!second_half);
                self.column = 1;
            } else if byte & 0xC0 != 0x80 {
                self.column += 1;
            }
            if row_ends {
                self.row_line = self.line;
            }
        }
        if bytes.len() - start > LONGEST_ROW && self.state == State::Quoted {
            return Err(self.unclosed());
        }
        if last && start < bytes.len() {
            if self.state == State::Quoted {
                return Err(self.unclosed());
            }
            items.push(Item {
                range: start..bytes.len(),
                line: self.row_line,
                column: 1,
                number: self.row_line,
            });
            start = bytes.len();
        }
        self.seen = bytes.len() - start;
        Ok(start)
    }
}

/// The cells of a row.
pub(super) fn cells(row: &str, delimiter: u8) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = Some(row);
    std::iter::from_fn(move || {
        let row = rest?;
        let mut state = State::CellStart;
        let mut end = row.len();
        for (at, byte) in row.bytes().enumerate() {
            if byte == delimiter && state != State::Quoted {
                end = at;
                break;
            }
            state = state.next(byte, delimiter);
        }
        rest = row.get(end + 1..);
        Some(unquoted(&row[..end]))
    })
}

fn unquoted(cell: &str) -> Cow<'_, str> {
    let Some(inner) = cell.strip_prefix('"') else { return Cow::Borrowed(cell) };
    if let Some(plain) = inner.strip_suffix('"')
        && !plain.contains('"')
    {
        return Cow::Borrowed(plain);
    }
    let mut text = String::with_capacity(inner.len());
    let mut state = State::Quoted;
    for c in inner.chars() {
        // Only quotes change the state of a cell that is already cut out.
        let next = match (state, c) {
            (State::Quoted, '"') => State::QuoteInQuoted,
            (State::QuoteInQuoted, '"') | (State::Quoted, _) => State::Quoted,
            _ => State::Plain,
        };
        if next != State::QuoteInQuoted {
            text.push(c);
        }
        state = next;
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::scan_in_steps;
    use super::*;

    const TRICKY: &[&str] = &[
        "a;b;c\r\n1;2;3\r\n",
        "a;b\n\"två\nrader\";\"med \"\"citat\"\" och ; tecken\"\n",
        "\"a\"b;c\n\"a\" \"b\";c\"d\"\n;;\n\n\n\"\";x",
        "a;\"b\"\r\"c\r\nd\";e\r\r\n\"\"\"\";\"\"\"x\"\"\"",
        "å;\"ä\";ö\n\"slut\"",
        "a;",
    ];

    #[test]
    fn rows_and_cells_are_those_of_the_csv_crate() {
        for input in TRICKY {
            let expected: Vec<Vec<String>> = ::csv::ReaderBuilder::new()
                .delimiter(b';')
                .has_headers(false)
                .flexible(true)
                .from_reader(input.as_bytes())
                .records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                .collect();
            for step in 1..=input.len() {
                let rows = scan_in_steps(Rows::new(b';'), input.as_bytes(), step).unwrap();
                let found: Vec<Vec<String>> =
                    rows.iter().map(|(row, _)| cells(row, b';').map(Cow::into_owned).collect()).collect();
                assert_eq!(found, expected, "{input:?} in steps of {step}");
            }
        }
    }

    #[test]
    fn rows_know_their_lines() {
        let rows = scan_in_steps(Rows::new(b','), b"h\n\"a\r\nb\"\r\n\r\nc\rd", 3).unwrap();
        let lines: Vec<u64> = rows.iter().map(|(_, line)| *line).collect();
        assert_eq!(lines, [1, 2, 5, 6]);
    }

    #[test]
    fn an_open_quote_is_named() {
        let fault = scan_in_steps(Rows::new(b';'), "a;b\nå;\"aldrig\nstängd".as_bytes(), 4).unwrap_err();
        assert_eq!((fault.line, fault.column), (2, 3));
    }
}
