//! Comments that stand inside one another: pages of the Graph API (Facebook, Instagram), of `YouTube`'s `commentThreads`,
//! what Meta gives to account owners, and lists in objects.

use std::borrow::Cow;

use aho_corasick::AhoCorasick;
use serde_json::value::RawValue;

use super::headers::{self, PARENT, PARTS, POST, TEXT, plain};
use super::json::Fields;
use super::object::{Object, REPLIES, object, scalar};
use super::outlet::{Outlet, Stop};
use super::shapes::{goes_on, is_post, of_meta_export, of_youtube, without_tags};
use super::{Batch, Columns, Item};
use crate::args::ColumnArgs;

/// How deep answers to answers are followed. No platform has more than two levels.
const DEEPEST: u32 = 32;

/// Fields without which nothing is nested.
const HINTS: [&str; 11] = [
    "\"comments\"",
    "\"replies\"",
    "\"answers\"",
    "\"svar\"",
    "\"children\"",
    "\"comment\"",
    "\"snippet\"",
    "\"string_map_data\"",
    "\"from\"",
    "\"data\"",
    "\"items\"",
];

/// Fields that hold the text of a post, the surest first.
const OF_POST_TEXT: [&str; 4] = ["message", "caption", "text", "title"];

/// Lays comments beside each other that stand inside one another.
pub(super) struct Walk {
    fields: Fields,
    wanted: ColumnArgs,
    keep: bool,
    /// Every object is taken apart, not only those that look nested.
    all: bool,
    hints: Option<AhoCorasick>,
    columns: Option<Columns>,
    /// Headers that the comments have been found under.
    told: Vec<String>,
    counts: Counts,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    comments: u64,
    replies: u64,
    posts: u64,
    /// Answers that are counted in the input and not in it.
    missing: u64,
    /// The last page names another.
    more: bool,
    /// So does a list of answers.
    more_inside: bool,
}

/// What an object stands in.
#[derive(Clone, Copy, Default)]
struct Place<'p> {
    post: Option<&'p str>,
    parent: Option<&'p str>,
    depth: u32,
    line: u64,
    column: u64,
}

/// What has been laid out of a batch.
struct Flat<'o, 'e> {
    /// Where the bytes will stand in the batch.
    start: usize,
    bytes: Vec<u8>,
    items: Vec<Item>,
    outlet: &'o mut Outlet<'e>,
}

impl Walk {
    /// `all` says that nested objects have been seen already.
    pub(super) fn new(fields: Fields, all: bool, outlet: &Outlet<'_>) -> Self {
        Self {
            fields,
            wanted: outlet.settings.columns.clone(),
            keep: outlet.settings.keep,
            all,
            // Without hints every object is looked at.
            hints: AhoCorasick::new(HINTS).ok(),
            columns: None,
            told: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// Puts the comments inside the items of a batch in their place.
    pub(super) fn flatten(&mut self, batch: &mut Batch, outlet: &mut Outlet<'_>) -> Result<(), Stop> {
        if !self.all && self.hints.as_ref().is_some_and(|hints| !hints.is_match(&batch.bytes)) {
            return Ok(());
        }
        // Laid out behind what was read, so that places in the file stay what they are.
        let mut flat = Flat { start: batch.bytes.len(), bytes: Vec::new(), items: Vec::new(), outlet };
        for item in std::mem::take(&mut batch.items) {
            let text = batch.bytes.get(item.range.clone()).and_then(|bytes| std::str::from_utf8(bytes).ok());
            let object = text.and_then(|text| Object::parse(text).ok());
            match object.filter(|object| self.all || object.is_nested()) {
                Some(object) => {
                    let place = Place { line: item.line, column: item.column, ..Place::default() };
                    self.element(&object, place, false, &mut flat)?;
                }
                // What is broken is named by whoever reads it.
                None => flat.items.push(item),
            }
        }
        batch.bytes.append(&mut flat.bytes);
        batch.items = flat.items;
        Ok(())
    }

    /// What the whole input was.
    pub(super) fn notes(&self) -> Vec<String> {
        let Counts { comments, replies, posts, missing, more, more_inside } = self.counts;
        let mut notes = Vec::new();
        if !self.told.is_empty() || posts > 0 {
            notes.push(format!("{posts} posts, {comments} comments, of which {replies} answer others"));
        }
        if missing > 0 {
            notes.push(format!(
                "{missing} answers are counted in the input and do not stand in it; export them too"
            ));
        }
        if more {
            notes.push("the last page names a page after it; it may not be all".to_owned());
        }
        if more_inside {
            notes.push(
                "a list of comments or answers names a page after it, which is not in the input".to_owned(),
            );
        }
        notes
    }

    /// Lays out what an object holds: a comment with its answers, a post with its comments, or a page of either.
    fn element(
        &mut self,
        object: &Object<'_>,
        place: Place<'_>,
        post: bool,
        flat: &mut Flat<'_, '_>,
    ) -> Result<(), Stop> {
        if place.depth > DEEPEST {
            let message = format!("comments inside comments more than {DEEPEST} deep are not read");
            return flat.outlet.issue(place.line, place.column, message);
        }
        if let Some(snippet) = object.object("snippet") {
            return self.youtube(object, &snippet, place, flat);
        }
        if let Some(values) = of_meta_export(object) {
            return self.comment(object, &values, &[], place, flat);
        }
        if let Some(listed) = object.wrapped() {
            self.counts.more = goes_on(object);
            let title = object.scalars().find(|(name, _)| headers::is(POST, name)).map(|(_, title)| title);
            let place = Place { post: title.as_deref().or(place.post), ..place };
            return self.list(&listed, place, flat);
        }
        let replies = object.replies();
        let counted = object.text("comment_count").and_then(|count| count.parse().ok()).unwrap_or(0);
        self.counts.missing += u64::saturating_sub(counted, replies.len() as u64);
        self.counts.more_inside |=
            REPLIES.iter().any(|name| object.object(name).is_some_and(|list| goes_on(&list)));
        if post || is_post(object, &replies) {
            let text = OF_POST_TEXT.iter().find_map(|name| object.text(name));
            self.counts.posts += 1;
            let place = Place { post: text.as_deref().or(place.post), parent: None, ..place };
            return self.list(&replies, place, flat);
        }
        let mut values: Vec<(String, String)> = Vec::new();
        for (name, value) in object.fields().filter(|(name, _)| !REPLIES.contains(name)) {
            match self::object(value) {
                Some(inner) => {
                    values.extend(inner.scalars().map(|(inner, value)| (format!("{name}.{inner}"), value)));
                }
                None => values.extend(scalar(value).map(|value| (name.to_owned(), value))),
            }
        }
        self.comment(object, &values, &replies, place, flat)
    }

    fn list(&mut self, listed: &[&RawValue], place: Place<'_>, flat: &mut Flat<'_, '_>) -> Result<(), Stop> {
        let mut objects = Vec::new();
        for value in listed {
            match Object::parse(value.get()) {
                Ok(object) => objects.push(object),
                Err(error) => {
                    self.counts.comments += 1;
                    let message = format!("comment {}: {error}", self.counts.comments);
                    flat.outlet.issue(place.line, place.column, message)?;
                }
            }
        }
        // A post nobody has commented on yet looks like a comment, but not beside other posts.
        let posts = objects.iter().any(|object| is_post(object, &object.replies()));
        let place = Place { depth: place.depth + 1, ..place };
        objects.iter().try_for_each(|object| self.element(object, place, posts, flat))
    }

    /// A thread, or a comment, of `YouTube`.
    fn youtube(
        &mut self,
        object: &Object<'_>,
        snippet: &Object<'_>,
        place: Place<'_>,
        flat: &mut Flat<'_, '_>,
    ) -> Result<(), Stop> {
        let replies = object.replies();
        if let Some(first) = snippet.object("topLevelComment") {
            let counted: u64 =
                snippet.text("totalReplyCount").and_then(|count| count.parse().ok()).unwrap_or(0);
            self.counts.missing += counted.saturating_sub(replies.len() as u64);
            let Some(inner) = first.object("snippet") else {
                let message = "a thread without the text of its comment; ask for `part=snippet,replies`";
                return flat.outlet.issue(place.line, place.column, message.to_owned());
            };
            return self.comment(&inner, &of_youtube(&first, &inner), &replies, place, flat);
        }
        self.comment(snippet, &of_youtube(object, snippet), &replies, place, flat)
    }

    /// Lays out a comment and what answers it.
    fn comment(
        &mut self,
        object: &Object<'_>,
        values: &[(String, String)],
        replies: &[&RawValue],
        place: Place<'_>,
        flat: &mut Flat<'_, '_>,
    ) -> Result<(), Stop> {
        self.counts.comments += 1;
        self.counts.replies += u64::from(place.parent.is_some());
        let header = || values.iter().map(|(name, _)| name.as_str());
        if !self.columns.as_ref().is_some_and(|columns| columns.fit(header())) {
            let wanted = self.wanted.only_optional(|name| header().any(|there| there == name));
            match Columns::find(header().map(str::to_owned).collect(), &wanted, &[]) {
                Ok(columns) => self.columns = Some(columns),
                Err(message) => {
                    let message = format!("comment {}: {message}", self.counts.comments);
                    flat.outlet.issue(place.line, place.column, message)?;
                    return self.list(replies, place, flat);
                }
            }
        }
        let Some(columns) = &self.columns else { return Ok(()) };
        let text_name = columns.name(TEXT).unwrap_or_default();
        if !self.told.iter().any(|told| told == text_name) {
            flat.outlet.note(&format!("comments inside objects: {}", columns.summary()))?;
            self.told.push(text_name.to_owned());
        }
        let (text, line) = self.line(columns, object, values, place);
        let start = flat.start + flat.bytes.len();
        flat.bytes.extend_from_slice(&line);
        let range = start..flat.start + flat.bytes.len();
        flat.items.push(Item { range, line: place.line, column: place.column, number: self.counts.comments });
        self.list(replies, Place { parent: Some(&text), ..place }, flat)
    }

    /// A comment as one flat object under the names of the contract, and its text.
    fn line(
        &self,
        columns: &Columns,
        object: &Object<'_>,
        values: &[(String, String)],
        place: Place<'_>,
    ) -> (String, Vec<u8>) {
        let mut parts: [Option<Cow<'_, str>>; PARTS.len()] = Default::default();
        parts[POST] = place.post.map(Cow::Borrowed);
        parts[PARENT] = place.parent.map(Cow::Borrowed);
        let mut used = Vec::new();
        for (column, (name, value)) in values.iter().enumerate() {
            if let Some(part) = columns.part(column) {
                used.push(name.split('.').next().unwrap_or(name));
                let html = part == TEXT && plain(name) == "textdisplay";
                parts[part] = Some(if html { Cow::Owned(without_tags(value)) } else { Cow::Borrowed(value) });
            }
        }
        let mut line = Vec::new();
        for (part, value) in parts.iter().enumerate() {
            if let Some(value) = value {
                field(&mut line, self.fields.name(part));
                // Memory takes any string.
                let _ = serde_json::to_writer(&mut line, value);
            }
        }
        if self.keep {
            let named = |name: &str| (0..PARTS.len()).any(|part| self.fields.name(part) == name);
            let others = object.fields();
            for (name, value) in others.filter(|(name, _)| !used.contains(name) && !REPLIES.contains(name)) {
                if !named(name) {
                    field(&mut line, name);
                    line.extend_from_slice(value.get().as_bytes());
                }
            }
        }
        line.push(b'}');
        let text = parts.into_iter().next().flatten().map_or_else(String::new, Cow::into_owned);
        (text, line)
    }
}

/// Begins a field of an object.
fn field(line: &mut Vec<u8>, name: &str) {
    line.push(if line.is_empty() { b'{' } else { b',' });
    let _ = serde_json::to_writer(&mut *line, name);
    line.push(b':');
}

#[cfg(test)]
mod tests {
    use super::super::{Event, Settings, Source};
    use super::*;
    use crate::args::InputFormat;

    #[test]
    fn a_comment_knows_its_post_and_what_it_answers() {
        let page = r#"{"id": "1_2", "message": "Nytt bad", "comments": {"data": [
            {"id": "2_3", "message": "När?", "comments": {"data": [{"id": "2_4", "message": "I maj", "from": {"name": "Kim"}}]}},
            {"id": "2_5", "message": "Tack"}]}}"#;
        let settings = Settings {
            files: Vec::new(),
            format: InputFormat::Auto,
            columns: ColumnArgs::default(),
            keep: false,
        };
        let mut send = |_: Event| true;
        let mut outlet = Outlet::new("a.json".to_owned(), &settings, &mut send);
        let fields = Fields::new(&settings.columns);
        let item = Item { range: 0..page.len(), line: 1, column: 1, number: 1 };
        let mut batch = Batch { bytes: page.into(), offset: 0, items: vec![item] };
        assert!(Walk::new(fields.clone(), true, &outlet).flatten(&mut batch, &mut outlet).is_ok());
        let source =
            Source { name: String::new(), part: false, form: super::super::Form::Json(fields), keep: false };
        let found: Vec<_> = batch
            .items
            .iter()
            .map(|item| {
                let record = source.record(&batch, item).unwrap();
                [Some(record.text), record.post, record.parent, record.author]
                    .map(|part| part.map(Cow::into_owned))
            })
            .collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            found,
            [
                [some("När?"), some("Nytt bad"), None, None],
                [some("I maj"), some("Nytt bad"), some("När?"), some("Kim")],
                [some("Tack"), some("Nytt bad"), None, None],
            ]
        );
    }
}
