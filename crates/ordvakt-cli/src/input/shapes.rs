//! What comments look like on the platforms they are exported from.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat};
use serde_json::value::RawValue;

use super::headers::{self, TIME};
use super::object::{self, Object};

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

/// Whether a page names another after it.
pub(super) fn goes_on(page: &Object<'_>) -> bool {
    page.get("nextPageToken").is_some()
        || page.object("paging").is_some_and(|paging| paging.get("next").is_some())
}

/// Whether an object is a post and not a comment. In the Graph API both may have comments; a comment's id begins with that of
/// its post.
pub(super) fn is_post(object: &Object<'_>, replies: &[&RawValue]) -> bool {
    let first_reply = || replies.first().and_then(|reply| object::object(reply)?.text("id"));
    let own = || object.text("id").and_then(|id| Some(id.split_once('_')?.1.to_owned()));
    object.get("comments").is_some()
        && !replies.is_empty()
        && OF_POSTS.iter().any(|name| object.get(name).is_some())
        || first_reply()
            .zip(own())
            .is_some_and(|(reply, own)| reply.split_once('_').is_some_and(|(post, _)| post == own))
}

pub(super) fn of_youtube(comment: &Object<'_>, snippet: &Object<'_>) -> Vec<(String, String)> {
    // The comment's own id, and not that of the video or channel.
    let id = comment.text("id").map(|id| ("id".to_owned(), id));
    id.into_iter().chain(snippet.scalars().filter(|(name, _)| name != "id")).collect()
}

/// A comment in what Meta gives to account owners: Instagram's `string_map_data`, whose names are in the owner's language, and
/// Facebook's `comment`.
pub(super) fn of_meta_export(object: &Object<'_>) -> Option<Vec<(String, String)>> {
    let mut values: Vec<(String, String)> = Vec::new();
    if let Some(map) = object.object("string_map_data") {
        for (name, value) in map.fields() {
            let value = object::object(value)?;
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
pub(super) fn without_tags(html: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_meta_writes_byte_by_byte_is_repaired_and_nothing_else() {
        let text = "Räksmörgås 🫐";
        assert_eq!(repaired(text.bytes().map(char::from).collect()), text);
        for right in ["Räksmörgås", "plain", "blåbär 🫐", "Ã"] {
            assert_eq!(repaired(right.to_owned()), right);
        }
    }

    #[test]
    fn html_becomes_text() {
        for (html, text) in [
            ("a<br>b<br />c", "a\nb\nc"),
            ("&quot;hej&quot; &amp; du &#39;då&#39;", "\"hej\" & du 'då'"),
            ("<a href=\"https://example.com\">https://example.com</a> <b>nu</b>", "https://example.com nu"),
            ("1 < 2", "1 < 2"),
            ("&okänt; <3", "&okänt; <3"),
        ] {
            assert_eq!(without_tags(html), text);
        }
    }

    #[test]
    fn seconds_become_a_time() {
        assert_eq!(iso_time("1738570320"), "2025-02-03T08:12:00Z");
        assert_eq!(iso_time("i går"), "i går");
    }
}
