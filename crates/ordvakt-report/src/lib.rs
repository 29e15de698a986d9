//! Screened comments as one HTML page that needs nothing but itself: charts, the oldest question, and a table with every finding
//! where it stands, why and on which ground.
//!
//! Comments are pushed one by one and kept aside on the disk once they are many, so that memory stays flat; the page is written
//! when all are known.
//!
//! ```
//! use ordvakt::{Comment, Lang, Moderator, Offsets};
//! use ordvakt_report::{Entry, Page, Settings};
//!
//! let moderator = Moderator::builtin();
//! let mut page = Page::new(&moderator, Settings { lang: Lang::En, redact: false });
//! let comment = Comment::from("När öppnar badhuset?");
//! let report = moderator.screen(comment).report(comment.text, Lang::En, Offsets::CodePoint);
//! page.push(&Entry::new("17", &comment, Some("2026-02-03T10:15:00+01:00"), report))?;
//! let mut html = Vec::new();
//! page.write(&mut html)?;
//! assert!(String::from_utf8(html)?.contains("När öppnar badhuset?"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod assets;
mod charts;
mod entry;
mod mask;
mod moment;
mod page;
mod pieces;
mod questions;
mod row;
mod section;
mod shown;
mod tally;
mod words;

pub use entry::Entry;
pub use page::{Page, Settings};
