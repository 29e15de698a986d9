//! Evidence of what was moderated: what a comment said, what was recommended, who decided what and why.
//!
//! Before a comment is removed, municipalities' rules ask to preserve it; the public may later ask what was removed and on which
//! ground. [`Evidence`] is a folder that answers. Records are only ever added, each carries the SHA-256 of the one before it, and
//! whatever is personal lies in a file of its own beside the chain, with a salt: [`Evidence::erase`] deletes that file, and the
//! chain stays valid.
//!
//! ```
//! use ordvakt::{Action, Lang, Moderator, Offsets, builtin_policy};
//! use ordvakt_evidence::{Decision, Evidence, Material, Which, verify};
//!
//! # let place = tempfile::tempdir()?;
//! # let folder = place.path().join("evidence");
//! let policy = builtin_policy("kungalv").ok_or("no such policy")?;
//! let moderator = Moderator::builtin().with_policy(policy);
//! let text = "Vilka jävla vägar ni har!";
//! let report = moderator.screen(text).report(text, Lang::Sv, Offsets::CodePoint);
//!
//! let evidence = Evidence::open(&folder)?;
//! let comment = Material { id: "17", text, author: Some("Test Testsson"), ..Material::default() };
//! // What the policy's duties ask for: Kungälv's ask for the content, not for the author.
//! let receipt = evidence.preserve(&comment, &report)?.ok_or("nothing to preserve")?;
//! evidence.decide(
//!     Which::Id("17"),
//!     &Decision { action: Action::Publish, by: "Anna A", why: Some("Riktar sig mot vägarna"), rules: &[] },
//! )?;
//!
//! let case = evidence.case(Which::Number(receipt.number))?;
//! assert_eq!(case.preserved.as_ref().map(|comment| comment.text.as_str()), Some(text));
//! assert_eq!(evidence.statistics()?.rules[0].milder, 1);
//! assert!(verify(&folder, &[])?.is_sound());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The folder
//!
//! | file | holds |
//! |---|---|
//! | `records.jsonl` | the chain, one record a line: number, kind, the numbers it is about, time, digests; nothing personal, no ids of comments |
//! | `content/<number>.json` | what the record is about, and 32 random bytes; its SHA-256 stands in the record (`sha256sum` shows it) |
//! | `head.json` | number and digest of the last acknowledged record |
//! | `set-aside/` | what a writer that was stopped half-way had not yet answered for; reported when it is put there |
//! | `lock` | whoever holds its lock writes |
//!
//! A call that returns a [`Receipt`] has the content, the record and their folders on the disk. One writer works at a time; others
//! wait for up to [`PATIENCE`]. On Unix the folder is open to its owner only. It belongs on a local disk: network drives differ in what
//! their locks and their answers are worth.
//!
//! # What the chain shows
//!
//! [`verify`] finds every change, removal and change of order of records and contents, and records missing at the end. Somebody who may
//! write in the folder could make a whole new chain with everything that belongs to it; against that, keep the head ([`Head`]) somewhere
//! else from time to time and give it to [`verify`]. Contents are not encrypted.
//!
//! # The law
//!
//! This recommends and documents, and is no legal advice. What is preserved becomes a public document (tryckfrihetsförordningen 2 kap.)
//! and mostly personal data. What is to be registered, who may see it and when it is erased (gallring, arkivlagen 10 §) is for the
//! municipality to decide in its plan for documents; [`Evidence::erase`] carries that out and records who did it on which ground. Copies
//! elsewhere, backups among them, are not reached.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod append;
mod card;
mod chain;
mod content;
mod decide;
mod demand;
mod digest;
mod disk;
mod error;
mod evidence;
mod folder;
mod index;
mod lock;
mod reading;
mod recover;
mod statistics;
#[cfg(test)]
mod tests;
mod verify;

pub use card::{CardFormat, Cards};
pub use content::{Decided, Erasure, FindingRecord, Material, Outcome, Preserved, Ruling};
pub use decide::Decision;
pub use demand::{Demand, demand};
pub use digest::Digest;
pub use error::Error;
pub use evidence::{Erased, Evidence, Receipt};
pub use folder::Head;
pub use lock::PATIENCE;
pub use reading::{Case, Which};
pub use recover::Notice;
pub use statistics::{RuleStatistics, Statistics};
pub use verify::{Flaw, Verification, verify};
