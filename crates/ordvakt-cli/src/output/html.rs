//! One page for all comments.

use ordvakt::{Comment, Lang, Moderator, Offsets, Verdict};
use ordvakt_report::{Entry, Page, Settings};

use super::Layout;
use crate::args::OutputFormat;
use crate::input::Record;

/// The page, where that is the form of the output.
pub(super) fn page(layout: &Layout, moderator: &Moderator) -> Option<Page> {
    let settings = Settings { lang: layout.lang, redact: layout.redact };
    (layout.format == OutputFormat::Html).then(|| Page::new(moderator, settings))
}

/// A comment as the page is given it.
pub(super) fn entry(lang: Lang, id: &str, record: &Record<'_>, verdict: &Verdict) -> Entry {
    let comment = Comment {
        text: &record.text,
        post: record.post.as_deref(),
        parent: record.parent.as_deref(),
        author: record.author.as_deref(),
        author_role: record.author_role,
    };
    let report = verdict.report(&record.text, lang, Offsets::Byte);
    Entry::new(id, &comment, record.time.as_deref(), report)
}
