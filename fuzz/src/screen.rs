//! Screening under every policy.

use std::cell::RefCell;
use std::sync::LazyLock;

use ordvakt::{Comment, Lang, Moderator, Offsets, Scratch, Verdict, builtin_policy, builtin_policy_ids};

/// One a built-in policy.
static MODERATORS: LazyLock<Vec<Moderator>> = LazyLock::new(|| {
    let under = |id: &&str| builtin_policy(id).map(|policy| Moderator::builtin().with_policy(policy));
    builtin_policy_ids().iter().filter_map(under).collect()
});

thread_local! {
    /// Buffers that every input before this one has been through.
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::new());
}

/// The comment, and before a NUL the post it stands under.
pub fn run(data: &[u8]) {
    let given = String::from_utf8_lossy(data);
    let (post, text) = given.split_once('\0').map_or((None, &*given), |(post, text)| (Some(post), text));
    let comment = Comment { post, ..Comment::from(text) };
    SCRATCH.with_borrow_mut(|scratch| {
        for moderator in MODERATORS.iter() {
            let verdict = moderator.screen_with(scratch, &comment);
            check(&verdict, text);
        }
    });
    let Some(alla) = MODERATORS.first() else { return };
    let fresh = whole(&alla.screen(comment), text);
    let used = SCRATCH.with_borrow_mut(|scratch| whole(&alla.screen_with(scratch, &comment), text));
    assert_eq!(fresh, used, "buffers keep something");
    let explanation = alla.explain(comment, Lang::En);
    assert_eq!(
        explanation.verdict.findings.len(),
        alla.screen(comment).findings().len(),
        "explained otherwise"
    );
}

fn whole(verdict: &Verdict, text: &str) -> String {
    verdict.to_json(text, Lang::Sv, Offsets::Byte)
}

fn check(verdict: &Verdict, text: &str) {
    let found = || verdict.findings().iter().chain(verdict.notes());
    for finding in found() {
        let range = finding.span.range();
        assert!(range.start < range.end && text.get(range).is_some(), "{:?}", finding.span);
        assert!((0.0..=1.0).contains(&finding.confidence));
        assert!(!verdict.rule_id(finding).is_empty() && !verdict.reason(finding, Lang::Sv).is_empty());
        for unit in [Offsets::CodePoint, Offsets::Utf16] {
            let (start, end) = finding.span.to(text, unit);
            assert!(start < end && end <= finding.span.end);
        }
    }
    assert!(verdict.findings().is_sorted_by_key(|finding| (finding.span.start, finding.span.end)));
    let redacted = verdict.redact(text);
    assert_eq!(redacted.chars().count(), text.chars().count(), "redaction moves positions");
    let read: serde_json::Value = serde_json::from_str(&whole(verdict, text)).expect("a verdict is JSON");
    assert_eq!(read["findings"].as_array().map(Vec::len), Some(verdict.findings().len()));
}
