//! Many comments over several threads, in order.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::comment::Comment;
use crate::moderator::Moderator;
use crate::scratch::Scratch;
use crate::verdict::Verdict;

/// Comments a thread takes at a time: enough to forget the counter, few enough to share out evenly.
const CHUNK: usize = 64;

/// The engine itself broke down over one comment. Never expected; the other comments are not touched by it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("defect in ordvakt: {message}")]
pub struct Defect {
    message: String,
}

impl Defect {
    fn new(panic: &(dyn Any + Send)) -> Self {
        // A message made while running may quote the comment.
        let message = panic.downcast_ref::<&str>().copied().unwrap_or("what it says may quote the comment");
        Self { message: message.to_owned() }
    }
}

impl Moderator {
    /// Screens many comments over up to `threads` threads, the calling one included (`None`: one a processor).
    ///
    /// The answers stand in the order of the comments and do not depend on the number of threads. Where panics unwind, a
    /// defect of the engine fails its own comment only.
    ///
    /// ```
    /// use ordvakt::{Action, Comment, Moderator};
    ///
    /// let comments = ["Tack för fin plogning!", "Vilka jävla vägar ni har!"].map(Comment::from);
    /// let verdicts = Moderator::builtin().screen_all(&comments, None).into_iter().collect::<Result<Vec<_>, _>>()?;
    /// assert_eq!(verdicts[0].action(), Action::Publish);
    /// assert_eq!(verdicts[1].action(), Action::Review);
    /// # Ok::<(), ordvakt::Defect>(())
    /// ```
    pub fn screen_all(
        &self,
        comments: &[Comment<'_>],
        threads: Option<NonZeroUsize>,
    ) -> Vec<Result<Verdict, Defect>> {
        each(comments, threads, |scratch, comment| self.screen_with(scratch, comment))
    }
}

/// What `work` makes of each item, in order.
fn each<T: Sync, R: Send>(
    items: &[T],
    threads: Option<NonZeroUsize>,
    work: impl Fn(&mut Scratch, &T) -> R + Sync,
) -> Vec<Result<R, Defect>> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut scratch = Scratch::new();
        let mut done = Vec::new();
        loop {
            let start = next.fetch_add(CHUNK, Ordering::Relaxed);
            let Some(rest) = items.get(start..).filter(|rest| !rest.is_empty()) else {
                return done;
            };
            let chunk = rest.iter().take(CHUNK).map(|item| {
                catch_unwind(AssertUnwindSafe(|| work(&mut scratch, item))).map_err(|panic| {
                    // What the panic left half done must not reach the next comment.
                    scratch = Scratch::new();
                    Defect::new(&*panic)
                })
            });
            done.push((start, chunk.collect::<Vec<_>>()));
        }
    };
    let threads = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let helpers = threads.min(items.len().div_ceil(CHUNK)).saturating_sub(1);
    let mut chunks = thread::scope(|scope| {
        // Where the system grants no more threads, those there are do all the work.
        let spawned: Vec<_> =
            (0..helpers).map_while(|_| thread::Builder::new().spawn_scoped(scope, run).ok()).collect();
        let mut chunks = run();
        for helper in spawned {
            chunks.extend(helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        chunks
    });
    chunks.sort_unstable_by_key(|(start, _)| *start);
    chunks.into_iter().flat_map(|(_, done)| done).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threads(number: usize) -> Option<NonZeroUsize> {
        NonZeroUsize::new(number)
    }

    #[test]
    fn order_is_kept_with_any_number_of_threads() {
        let items: Vec<usize> = (0..1000).collect();
        for number in [0, 1, 2, 7, 64] {
            let done = each(&items, threads(number), |_, item| item * 2);
            assert!(done.into_iter().eq(items.iter().map(|item| Ok(item * 2))), "{number} threads");
        }
        assert!(each(&[], threads(4), |_, item: &usize| *item).is_empty());
    }

    #[test]
    fn a_panic_fails_its_own_comment_only() {
        let moderator = Moderator::builtin();
        let texts = ["Vilka jävla vägar!", "boom", "Vilka jävla vägar!"];
        for number in [1, 2] {
            let done = each(&texts, threads(number), |scratch, text| {
                let verdict = moderator.screen_with(scratch, &Comment::from(*text));
                assert_ne!(*text, "boom", "no such comment");
                verdict.findings().to_vec()
            });
            let alone = moderator.screen(texts[0]).findings().to_vec();
            assert!(!alone.is_empty());
            assert_eq!(done[0], Ok(alone.clone()));
            let defect = done[1].as_ref().unwrap_err().to_string();
            assert!(defect.starts_with("defect in ordvakt:") && !defect.contains("boom"), "{defect}");
            assert_eq!(done[2], Ok(alone));
        }
    }

    #[test]
    fn many_at_once_get_what_each_gets_alone() {
        let moderator = Moderator::builtin();
        let texts: Vec<String> = (0..300).map(|number| format!("{number} jävla hål i gatan")).collect();
        let comments: Vec<Comment<'_>> = texts.iter().map(Comment::from).collect();
        let report =
            |verdict: &Verdict, text: &str| verdict.to_json(text, crate::Lang::Sv, crate::Offsets::Byte);
        let alone: Vec<String> = texts.iter().map(|text| report(&moderator.screen(text), text)).collect();
        let together = moderator.screen_all(&comments, threads(3));
        let together: Vec<String> = together
            .iter()
            .zip(&texts)
            .map(|(verdict, text)| report(verdict.as_ref().unwrap(), text))
            .collect();
        assert_eq!(together, alone);
    }
}
