//! Many comments over several threads, in order.

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use ordvakt::{Comment, Moderator, Scratch, Verdict};

/// Comments a thread takes at a time: enough to forget the counter, few enough to share out evenly.
const CHUNK: usize = 64;

/// Screens `comments` with up to `threads` threads, the calling one included; the order is kept.
pub(crate) fn screen(moderator: &Moderator, comments: &[Comment<'_>], threads: NonZeroUsize) -> Vec<Verdict> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut scratch = Scratch::new();
        let mut done = Vec::new();
        loop {
            let start = next.fetch_add(CHUNK, Ordering::Relaxed);
            let Some(rest) = comments.get(start..).filter(|rest| !rest.is_empty()) else {
                return done;
            };
            let chunk = &rest[..rest.len().min(CHUNK)];
            let verdicts: Vec<Verdict> =
                chunk.iter().map(|comment| moderator.screen_with(&mut scratch, comment)).collect();
            done.push((start, verdicts));
        }
    };
    let helpers = threads.get().min(comments.len().div_ceil(CHUNK)).saturating_sub(1);
    let mut chunks = std::thread::scope(|scope| {
        // Where the system grants no more threads, those there are do all the work.
        let spawned: Vec<_> =
            (0..helpers).map_while(|_| std::thread::Builder::new().spawn_scoped(scope, work).ok()).collect();
        let mut chunks = work();
        for thread in spawned {
            chunks.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        chunks
    });
    chunks.sort_unstable_by_key(|(start, _)| *start);
    chunks.into_iter().flat_map(|(_, verdicts)| verdicts).collect()
}
