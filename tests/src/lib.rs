//! The cases every door to the engine is held to: their loader, the doors, and the one comparer.
//!
//! `README.md` beside this package specifies the files.
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![allow(
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a case that cannot be read or run is a failed test"
)]

pub mod case;
pub mod compare;
pub mod implementation;
pub mod labelled;
pub mod ratchet;
pub mod tool;

use std::path::PathBuf;

/// A file or folder of this package.
pub fn here(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file of this package.
pub fn read(path: &str) -> String {
    let path = here(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
