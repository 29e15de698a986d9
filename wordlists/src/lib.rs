//! The lists, patterns, tables and policies of Ordvakt: compiled into one table, and as the files they were compiled from.
//!
//! The format of the files stands in the README beside them.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

/// Everything else, compiled: second part of `ordvakt_rules::Image::from_parts`.
pub static META: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/meta.bin"));

/// The files themselves, path and text, so that users' lists can be compiled together with them.
pub static SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// Begins where a line of the processor's memory does, so that no row of weights and no word lies across two.
#[repr(C, align(64))]
struct Aligned<B: ?Sized>(B);

static TABLE: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/words.bin")));

/// The compiled words: first part of `ordvakt_rules::Image::from_parts`.
pub static WORDS: &[u8] = &TABLE.0;

static MODEL: &Aligned<[u8]> = &Aligned(*include_bytes!("../language/model.bin"));

/// The trained weights that tell languages apart.
pub static LANGUAGE: &[u8] = &MODEL.0;
