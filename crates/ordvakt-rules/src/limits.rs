//! How much lists, patterns and policies may hold: enough for any list that people wrote, too little to exhaust a machine.

use crate::diagnostic::Diagnostics;

/// Most bytes of one file.
pub const MOST_FILE_BYTES: usize = 16 << 20;
/// Most characters of an entry of a list, a group or an allow file.
pub(crate) const MOST_ENTRY: usize = 200;
/// Most words, gaps and signs of one sequence.
pub(crate) const MOST_UNITS: usize = 32;
/// Most characters of an item of a pattern, its alternatives together.
pub(crate) const MOST_ITEM: usize = 16_384;
/// Most items of each of a pattern's `all`, `any` and `none`.
pub(crate) const MOST_ITEMS: usize = 256;
/// Most rows and patterns that one and the same phrase may stand in.
pub(crate) const MOST_USES: usize = u8::MAX as usize;
/// So many diagnostics are told of one load.
pub(crate) const MOST_DIAGNOSTICS: usize = 1_000;

/// Whether a file is small enough to be read; otherwise that is told.
pub(crate) fn fits(label: &str, text: &str, out: &mut Diagnostics) -> bool {
    let fits = text.len() <= MOST_FILE_BYTES;
    if !fits {
        let message = format!("the file has {} bytes, at most {MOST_FILE_BYTES} are read", text.len());
        out.add(label, 0, 0, message, Some("share it out over several files"));
    }
    fits
}
