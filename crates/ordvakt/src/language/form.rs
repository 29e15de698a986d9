//! Where everything stands in a model file.
//!
//! The trainer shares this file, so that what it writes is what is read.

use std::ops::Range;

/// First bytes of every model file.
pub(crate) const MAGIC: &[u8; 6] = b"OVLANG";
/// The version of the form, in two digits behind the magic.
pub(crate) const VERSION: &[u8; 2] = b"03";
/// Points that make one unit of log-odds: a 32-bit float, little endian.
pub(crate) const SCALE: Range<usize> = 8..12;
/// SHA-256 of the scale and of all weights.
pub(crate) const DIGEST: Range<usize> = 32..64;
/// Length of what stands before the weights; bytes that are not named here are zero.
pub(crate) const HEADER: usize = 64;
