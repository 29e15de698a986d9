//! Comments that stand inside one another: pages of the Graph API (Facebook, Instagram), of `YouTube`'s `commentThreads`,
//! what Meta gives to account owners, and lists in objects.

use std::borrow::Cow;

use aho_corasick::AhoCorasick;
use chrono::{DateTime, SecondsFormat};
use serde_json::value::RawValue;

use super::headers::{self, PARENT, PARTS, POST, TEXT, TIME, plain};
use super::json::Fields;
use super::object::{Object, REPLIES, object, scalar};
use super::outlet::{Outlet, Stop};
use super::{Batch, Columns, Item};
use crate::args::ColumnArgs;

/// How deep answers to answers are followed. No platform has more than two levels.
const DEEPEST: u32 = 32;

/// Fields without which nothing is nested.
const HINTS: [&str; 7] = [
    "\"comments\"",
    "\"replies\"",
    "\"snippet\"",
    "\"string_map_data\"",
    "\"from\"",
    "\"data\"",
    "\"items\"",
];

/// Fields that posts have and comments have not.
const OF_POSTS: [&str; 8] = [
    "caption",
    "media_type",
    "media_product_type",
    "story",
    "status_type",
    "shares",
    "full_picture",
    "attachments",
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
        let Counts { comments, replies, posts, missing, more } = self.counts;
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
            self.counts.more = object.get("nextPageToken").is_some()
                || object.object("paging").is_some_and(|paging| paging.get("next").is_some());
            let title = object.scalars().find(|(name, _)| headers::is(POST, name)).map(|(_, title)| title);
            let place = Place { post: title.as_deref().or(place.post), ..place };
            return self.list(&listed, place, flat);
        }
        let replies = object.replies();
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
        let objects: Vec<Object<'_>> = listed.iter().filter_map(|value| object(value)).collect();
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

/// Whether an object is a post and not a comment. In the Graph API both may have comments; a comment's id begins with that of
/// its post.
fn is_post(object: &Object<'_>, replies: &[&RawValue]) -> bool {
    let first_reply = || replies.first().and_then(|reply| self::object(reply)?.text("id"));
    let own = || object.text("id").and_then(|id| Some(id.split_once('_')?.1.to_owned()));
    OF_POSTS.iter().any(|name| object.get(name).is_some())
        || first_reply()
            .zip(own())
            .is_some_and(|(reply, own)| reply.split_once('_').is_some_and(|(post, _)| post == own))
}

fn of_youtube(comment: &Object<'_>, snippet: &Object<'_>) -> Vec<(String, String)> {
    // The comment's own id, and not that of the video or channel.
    let id = comment.text("id").map(|id| ("id".to_owned(), id));
    id.into_iter().chain(snippet.scalars().filter(|(name, _)| name != "id")).collect()
}

/// A comment in what Meta gives to account owners: Instagram's `string_map_data`, whose names are in the owner's language, and
/// Facebook's `comment`.
fn of_meta_export(object: &Object<'_>) -> Option<Vec<(String, String)>> {
    let mut values: Vec<(String, String)> = Vec::new();
    if let Some(map) = object.object("string_map_data") {
        for (name, value) in map.fields() {
            let value = self::object(value)?;
            let value = value.text("value").or_else(|| value.text("timestamp"))?;
            values.push((repaired(name.to_owned()), value));
        }
    } else {
        values.extend(object.object("comment")?.scalars());
    }
    for (name, value) in &mut values {
        *value = if headers::is(TIME, name) { iso_time(value) } else { repaired(std::mem::take(value)) };
    }
    Some(values)
}

/// Meta writes each byte of UTF-8 as a character of its own (`Ã¥` for `å`).
fn repaired(text: String) -> String {
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or(text)
}

/// Seconds since 1970 as ISO 8601.
fn iso_time(seconds: &str) -> String {
    let time = seconds.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    time.map_or_else(|| seconds.to_owned(), |time| time.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// The text of `YouTube`'s `textDisplay`: line breaks instead of `<br>`, no other tags, characters instead of entities.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let Some((tag, after)) = tag.split_once('>') else {
            rest = &rest[before.len()..];
            break;
        };
        if tag.trim_end_matches(['/', ' ']).eq_ignore_ascii_case("br") {
            text.push('\n');
        }
        rest = after;
    }
    text.push_str(rest);
    quick_xml::escape::unescape(&text).map_or_else(|_| text.clone(), Cow::into_owned)
}
