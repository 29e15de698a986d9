//! A JSON object whose values have not been read yet.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::headers::{self, PARTS, TEXT};
use super::json::TextVisitor;

/// A string, borrowed where it holds no escapes.
pub(super) struct Word<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Word<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor { numbers: false }).map(Word)
    }
}

/// Names and values, in the order they stand in.
pub(super) struct Object<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Object<'a> {
    pub(super) fn parse(json: &'a str) -> serde_json::Result<Self> {
        serde_json::from_str(json)
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), *value))
    }

    /// A value; the last of those with the same name.
    pub(super) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().rev().find(|(there, _)| there == name).map(|(_, value)| *value)
    }

    /// A string or a number.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.get(name).and_then(scalar)
    }

    /// An object.
    pub(super) fn object(&self, name: &str) -> Option<Self> {
        self.get(name).and_then(object)
    }

    /// A list that holds nothing but objects.
    pub(super) fn list(&self, name: &str) -> Option<Vec<&'a RawValue>> {
        self.get(name).and_then(list)
    }

    /// The fields that hold a string or a number.
    pub(super) fn scalars(&self) -> impl Iterator<Item = (String, String)> {
        self.fields().filter_map(|(name, value)| Some((name.to_owned(), scalar(value)?)))
    }

    /// The comments that answer this one, or stand under this post.
    pub(super) fn replies(&self) -> Vec<&'a RawValue> {
        let lists = REPLIES.iter().filter_map(|name| inside(self.get(name)?));
        lists.filter(|listed| holds_comments(listed)).flatten().collect()
    }

    /// The elements of a page, or of the only list of objects where there is no comment beside it.
    pub(super) fn wrapped(&self) -> Option<Vec<&'a RawValue>> {
        let texts: Vec<String> =
            self.scalars().map(|(name, _)| name).filter(|name| headers::is(TEXT, name)).collect();
        if let Some(listed) = PAGES.iter().find_map(|name| self.list(name)) {
            // What a service says of its answer (`message`) is no comment, but what the contract calls a text is.
            let page =
                texts.is_empty() || !texts.iter().any(|name| name == PARTS[TEXT]) && holds_comments(&listed);
            return page.then_some(listed);
        }
        let mut lists =
            self.fields().filter_map(|(_, value)| list(value)).filter(|listed| !listed.is_empty());
        let only = lists.next().filter(|_| lists.next().is_none());
        if texts.is_empty() { only } else { None }
    }

    /// Whether this is a comment, or something that holds one.
    fn is_comment(&self) -> bool {
        self.scalars().any(|(name, _)| headers::is(TEXT, &name))
            || OBJECTS.iter().any(|name| self.object(name).is_some())
            || PAGES.iter().any(|name| self.list(name).is_some())
    }

    /// Whether comments stand inside this object, or its parts inside other objects.
    pub(super) fn is_nested(&self) -> bool {
        let object_inside = OBJECTS.iter().any(|name| self.object(name).is_some());
        object_inside || !self.replies().is_empty() || self.wrapped().is_some()
    }
}

/// Fields that hold answers.
pub(super) const REPLIES: [&str; 5] = ["comments", "replies", "answers", "svar", "children"];

/// Fields that hold the elements of a page.
const PAGES: [&str; 3] = ["data", "items", "comments_v2"];

/// Fields that hold the parts of a comment.
const OBJECTS: [&str; 4] = ["snippet", "string_map_data", "from", "comment"];

/// The elements of a list of answers: the list itself, or one level down.
fn inside(value: &RawValue) -> Option<Vec<&RawValue>> {
    list(value).or_else(|| {
        let inner = object(value)?;
        ["data", "comments"].iter().find_map(|name| inner.list(name))
    })
}

fn holds_comments(listed: &[&RawValue]) -> bool {
    listed.first().is_some_and(|first| object(first).is_none_or(|first| first.is_comment()))
}

fn list(value: &RawValue) -> Option<Vec<&RawValue>> {
    let listed: Vec<&RawValue> =
        value.get().starts_with('[').then(|| serde_json::from_str(value.get()).ok())??;
    listed.iter().all(|element| element.get().starts_with('{')).then_some(listed)
}

/// An object whose names can be read.
pub(super) fn object(value: &RawValue) -> Option<Object<'_>> {
    value.get().starts_with('{').then(|| Object::parse(value.get()).ok())?
}

/// A string, or a number as it stands.
pub(super) fn scalar(value: &RawValue) -> Option<String> {
    match value.get().as_bytes().first()? {
        b'"' => serde_json::from_str(value.get()).ok(),
        b'-' | b'0'..=b'9' => Some(value.get().to_owned()),
        _ => None,
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some(Word(name)) = map.next_key()? {
                    fields.push((name, map.next_value::<&RawValue>()?));
                }
                Ok(Object(fields))
            }
        }

        deserializer.deserialize_map(Fields)
    }
}
