//! Comments from JSON objects.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::columns::{listed, role};
use super::headers::{self, PARTS, TEXT};
use super::object::{Object, Word};
use super::{Columns, Kept, Record};
use crate::args::ColumnArgs;

/// The names of fields, in the order of [`PARTS`].
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    names: [String; PARTS.len()],
    /// What was guessed, where something was.
    guess: Option<String>,
}

impl Fields {
    /// The names of the contract, but for those the user gave.
    pub(super) fn new(wanted: &ColumnArgs) -> Self {
        let mut names = PARTS.map(str::to_owned);
        for (name, given) in names.iter_mut().zip(given(wanted)) {
            if let Some(given) = given {
                name.clone_from(given);
            }
        }
        Self { names, guess: None }
    }

    /// Finds the names in the first objects: those the user gave, those of the contract, the rest by guess. An error is one
    /// sentence.
    pub(super) fn find(objects: &[Object<'_>], wanted: &ColumnArgs) -> Result<Self, String> {
        let mut fields = Self::new(wanted);
        let (header, sample) = table(objects);
        let has_text = match &wanted.text {
            Some(name) => header.contains(name),
            None => header.iter().any(|name| headers::is(TEXT, name)),
        };
        // Who keeps to the contract means its other names too, and what else there is to be passed through. Without a text every
        // object says for itself what it lacks.
        if !has_text || wanted.text.is_none() && header.iter().any(|name| name == PARTS[TEXT]) {
            return Ok(fields);
        }
        let wanted = wanted.only_optional(|name| header.iter().any(|there| there == name));
        let columns = Columns::find(header.clone(), &wanted, &sample)?;
        let mut guessed = false;
        for (part, name) in fields.names.iter_mut().enumerate() {
            if !header.contains(name)
                && let Some(found) = columns.name(part)
            {
                found.clone_into(name);
                guessed = true;
            }
        }
        fields.guess = guessed.then(|| format!("fields: {}", columns.summary()));
        Ok(fields)
    }

    /// What was guessed, where something was.
    pub(super) fn guess(&self) -> Option<&str> {
        self.guess.as_deref()
    }

    /// The name of a part.
    pub(super) fn name(&self, part: usize) -> &str {
        self.names.get(part).map_or("", String::as_str)
    }
}

fn given(wanted: &ColumnArgs) -> [Option<&String>; 5] {
    [&wanted.text, &wanted.post, &wanted.id, &wanted.author, &wanted.time].map(Option::as_ref)
}

/// Objects as a table: the names of all fields that hold a string or a number, and the values.
fn table(objects: &[Object<'_>]) -> (Vec<String>, Vec<Vec<String>>) {
    let mut header: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for object in objects {
        let mut row = vec![String::new(); header.len()];
        for (name, value) in object.scalars() {
            if let Some(column) = header.iter().position(|there| *there == name) {
                row[column] = value;
            } else {
                header.push(name);
                row.push(value);
            }
        }
        rows.push(row);
    }
    (header, rows)
}

/// The comment of a JSON object. An error is a byte of `text` and one sentence.
pub(super) fn record<'a>(text: &'a str, fields: &Fields, keep: bool) -> Result<Record<'a>, (usize, String)> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let result =
        Reader { fields, keep }.deserialize(&mut reader).and_then(|record| reader.end().map(|()| record));
    result.map_err(|error| {
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        (byte_of(text, error.line(), error.column()), without_value(message))
    })
}

/// A message without the value that it quotes, which may be a comment or somebody's number.
fn without_value(message: &str) -> String {
    let quoted = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    let Some((value, expected)) = quoted.and_then(|rest| rest.rsplit_once(", expected ")) else {
        return message.to_owned();
    };
    let kind = value.split([' ', '`', '"']).next().unwrap_or("");
    format!("invalid type: {kind}, expected {expected}")
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
            match self.fields.names.iter().position(|field| *field == name) {
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
            let there: Vec<_> = others.iter().chain(kept).collect();
            let there = if there.is_empty() { "no others".to_owned() } else { listed(&there) };
            A::Error::custom(format!(
                "no field `{}`; name it with --text, there are {there}",
                self.fields.names[TEXT]
            ))
        })?;
        Ok(record)
    }
}

fn optional<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Cow<'de, str>>, A::Error> {
    Ok(map.next_value::<Option<Word<'de>>>()?.map(|word| word.0))
}

/// A string or a number.
struct Id<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Id<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor { numbers: true }).map(Id)
    }
}

pub(super) struct TextVisitor {
    pub(super) numbers: bool,
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
    use super::*;

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
        assert_eq!((at, message.as_str()), (9, "invalid type: integer, expected a string"));
        let (_, message) = record(r#"{"text": "", "author_role": "kung"}"#, &fields, false).unwrap_err();
        assert!(message.contains("known are") && !message.contains("kung"), "{message}");
        let (_, message) = record("\"Anna, expected \\\"19800101-2384\"", &fields, false).unwrap_err();
        assert_eq!(message, "invalid type: string, expected an object with a comment");
    }
}
