//! JSON: where values begin and end in a stream, and comments from objects.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::columns::role;
use super::{Fault, Item, Kept, Record, Scan};
use crate::args::ColumnArgs;

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

/// The names of fields, in the order text, post, id, author, time, parent, `author_role`.
#[derive(Debug)]
pub(crate) struct Fields([String; 7]);

impl Fields {
    pub(super) fn new(wanted: &ColumnArgs) -> Self {
        let name =
            |given: &Option<String>, default: &str| given.clone().unwrap_or_else(|| default.to_owned());
        Self([
            name(&wanted.text, "text"),
            name(&wanted.post, "post"),
            name(&wanted.id, "id"),
            name(&wanted.author, "author"),
            name(&wanted.time, "time"),
            "parent".to_owned(),
            "author_role".to_owned(),
        ])
    }
}

/// The comment of a JSON object. An error is a byte of `text` and one sentence.
pub(super) fn record<'a>(text: &'a str, fields: &Fields, keep: bool) -> Result<Record<'a>, (usize, String)> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let result =
        Reader { fields, keep }.deserialize(&mut reader).and_then(|record| reader.end().map(|()| record));
    result.map_err(|error| {
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        (byte_of(text, error.line(), error.column()), message.to_owned())
    })
}

/// The byte that an error's line and column (in bytes, from 1) point at.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

struct Reader<'f> {
    fields: &'f Fields,
    keep: bool,
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Record<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Record<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a comment")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<'de>, A::Error> {
        use serde::de::Error;
        let mut record = Record::default();
        let mut text = None;
        let mut others = Vec::new();
        while let Some(Word(name)) = map.next_key()? {
            match self.fields.0.iter().position(|field| *field == name) {
                Some(0) => text = Some(map.next_value::<Word<'_>>()?.0),
                Some(1) => record.post = optional(&mut map)?,
                Some(2) => record.id = map.next_value::<Option<Id<'_>>>()?.map(|id| id.0),
                Some(3) => record.author = optional(&mut map)?,
                Some(4) => record.time = map.next_value::<Option<Id<'_>>>()?.map(|time| time.0),
                Some(5) => record.parent = optional(&mut map)?,
                Some(_) => {
                    if let Some(name) = optional(&mut map)? {
                        record.author_role = role(&name).map_err(A::Error::custom)?;
                    }
                }
                None if self.keep => record.kept.push((name, Kept::Json(map.next_value::<&RawValue>()?))),
                None => {
                    map.next_value::<IgnoredAny>()?;
                    others.push(name);
                }
            }
        }
        record.text = text.ok_or_else(|| {
            let kept = record.kept.iter().map(|(name, _)| name);
            let there: Vec<_> = others.iter().chain(kept).map(|name| format!("`{name}`")).collect();
            let there = if there.is_empty() { "no others".to_owned() } else { there.join(", ") };
            A::Error::custom(format!(
                "no field `{}`; name it with --text, there are {there}",
                self.fields.0[0]
            ))
        })?;
        Ok(record)
    }
}

fn optional<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Cow<'de, str>>, A::Error> {
    Ok(map.next_value::<Option<Word<'de>>>()?.map(|word| word.0))
}

/// A string, borrowed where it holds no escapes.
struct Word<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Word<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor { numbers: false }).map(Word)
    }
}

/// A string or a number.
struct Id<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Id<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor { numbers: true }).map(Id)
    }
}

struct TextVisitor {
    numbers: bool,
}

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.numbers { "a string or a number" } else { "a string" })
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    // Only an id is asked for in a way that lets numbers come here.
    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
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

    #[test]
    fn fields_are_read_and_others_kept_as_they_stood() {
        let fields = Fields::new(&ColumnArgs::default());
        let record =
            record(r#"{"id": 17, "text": "h\u00e5j", "post": null, "n": 1.50, "o": {"a":1}}"#, &fields, true);
        let record = record.unwrap();
        assert_eq!((record.id.as_deref(), &*record.text, record.post), (Some("17"), "håj", None));
        let kept: Vec<String> = record
            .kept
            .iter()
            .map(|(name, value)| match value {
                Kept::Json(raw) => format!("{name}={}", raw.get()),
                Kept::Cell(cell) => format!("{name}={cell}"),
            })
            .collect();
        assert_eq!(kept, ["n=1.50", "o={\"a\":1}"]);
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        let fields = Fields::new(&ColumnArgs::default());
        let (_, message) = record(r#"{"body": "hej", "nr": 2}"#, &fields, false).unwrap_err();
        assert_eq!(message, "no field `text`; name it with --text, there are `body`, `nr`");
        let (at, message) = record(r#"{"text": 5}"#, &fields, false).unwrap_err();
        assert_eq!((at, message.as_str()), (9, "invalid type: integer `5`, expected a string"));
        let (_, message) = record(r#"{"text": "", "author_role": "kung"}"#, &fields, false).unwrap_err();
        assert!(message.contains("`kung`"), "{message}");
    }
}
