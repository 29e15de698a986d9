//! Where the values of JSON begin and end in a stream.

use super::{Fault, Item, Scan};

/// What stands around the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    /// Nothing seen yet.
    Unknown,
    /// `[`, not yet closed.
    Array,
    /// One value after the other.
    Sequence,
    /// `]` seen.
    Closed,
}

/// What the scanner is inside of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Nothing,
    /// A number, `true` or the like.
    Scalar,
    /// A list or an object, so deep.
    Nested(u32),
    /// A string, in a list or an object so deep.
    String(u32),
    /// Behind a backslash in a string.
    Escape(u32),
}

/// Finds the elements of an array, or values one after the other.
#[derive(Debug)]
pub(super) struct Values {
    around: Around,
    inside: Inside,
    /// Where the value began: byte, line, column.
    start: (usize, u64, u64),
    seen: usize,
    line: u64,
    column: u64,
    count: u64,
}

impl Default for Values {
    fn default() -> Self {
        Self {
            around: Around::Unknown,
            inside: Inside::Nothing,
            start: (0, 1, 1),
            seen: 0,
            line: 1,
            column: 1,
            count: 0,
        }
    }
}

impl Values {
    fn push(&mut self, end: usize, items: &mut Vec<Item>) {
        self.count += 1;
        self.inside = Inside::Nothing;
        let (start, line, column) = self.start;
        items.push(Item { range: start..end, line, column, number: self.count });
    }

    fn between(&mut self, at: usize, byte: u8) -> Result<(), Fault> {
        let opened = |inside, values: &mut Self| {
            values.start = (at, values.line, values.column);
            values.inside = inside;
        };
        match (self.around, byte) {
            (_, b' ' | b'\t' | b'\r' | b'\n') | (Around::Array, b',') => {}
            (Around::Unknown, b'[') => self.around = Around::Array,
            (Around::Array, b']') => self.around = Around::Closed,
            (Around::Closed, _) => return Err(self.fault("nothing may follow the array")),
            (around, _) => {
                if around == Around::Unknown {
                    self.around = Around::Sequence;
                }
                match byte {
                    b'{' | b'[' => opened(Inside::Nested(1), self),
                    b'"' => opened(Inside::String(0), self),
                    _ => opened(Inside::Scalar, self),
                }
            }
        }
        Ok(())
    }

    fn fault(&self, message: &str) -> Fault {
        Fault { line: self.line, column: self.column, message: message.to_owned() }
    }
}

impl Scan for Values {
    fn scan(&mut self, bytes: &[u8], last: bool, items: &mut Vec<Item>) -> Result<usize, Fault> {
        for (at, &byte) in bytes.iter().enumerate().skip(self.seen) {
            match self.inside {
                Inside::Nothing => self.between(at, byte)?,
                Inside::Scalar => {
                    if matches!(byte, b',' | b']' | b'{' | b' ' | b'\t' | b'\r' | b'\n') {
                        self.push(at, items);
                        self.between(at, byte)?;
                    }
                }
                Inside::Escape(depth) => self.inside = Inside::String(depth),
                Inside::String(depth) => match byte {
                    b'\\' => self.inside = Inside::Escape(depth),
                    b'"' if depth == 0 => self.push(at + 1, items),
                    b'"' => self.inside = Inside::Nested(depth),
                    _ => {}
                },
                Inside::Nested(depth) => match byte {
                    b'"' => self.inside = Inside::String(depth),
                    b'{' | b'[' => self.inside = Inside::Nested(depth + 1),
                    b'}' | b']' if depth == 1 => self.push(at + 1, items),
                    b'}' | b']' => self.inside = Inside::Nested(depth - 1),
                    _ => {}
                },
            }
            if byte == b'\n' {
                self.line += 1;
                self.column = 1;
            } else if byte & 0xC0 != 0x80 {
                self.column += 1;
            }
        }
        if last {
            // What was cut off is given too: reading it as JSON says best what is missing.
            if self.inside != Inside::Nothing {
                self.push(bytes.len(), items);
            } else if self.around == Around::Array {
                return Err(self.fault("the array is never closed with `]`"));
            }
            return Ok(bytes.len());
        }
        let done = if self.inside == Inside::Nothing { bytes.len() } else { self.start.0 };
        self.start.0 -= done.min(self.start.0);
        self.seen = bytes.len() - done;
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::scan_in_steps;
    use super::*;

    #[test]
    fn elements_are_the_same_however_they_arrive() {
        let input = r#" [ {"text":"a ] } \" \\"}, [1, {"x": "]"}],
            "lös\"text", 12.5, null , {"b":
            {}}] "#;
        let expected = [
            (r#"{"text":"a ] } \" \\"}"#, 1),
            (r#"[1, {"x": "]"}]"#, 1),
            (r#""lös\"text""#, 2),
            ("12.5", 2),
            ("null", 2),
            ("{\"b\":\n            {}}", 2),
        ];
        let expected: Vec<_> = expected.iter().map(|(text, line)| ((*text).to_owned(), *line)).collect();
        for step in 1..input.len() {
            let found = scan_in_steps(Values::default(), input.as_bytes(), step).unwrap();
            assert_eq!(found, expected, "step {step}");
        }
    }

    #[test]
    fn objects_without_an_array_are_a_sequence() {
        let found = scan_in_steps(Values::default(), b"{\"text\":\"a\"}\n{\"text\":\n\"b\"}", 5).unwrap();
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn an_array_that_ends_too_early_or_too_late_is_an_error() {
        let open = scan_in_steps(Values::default(), b"[{},", 2).unwrap_err();
        assert_eq!(open.message, "the array is never closed with `]`");
        let late = scan_in_steps(Values::default(), b"[{}]\nx", 9).unwrap_err();
        assert_eq!((late.line, late.column), (2, 1));
    }
}
