//! What holds for every text.

use ordvakt::{Category, Comment, Moderator, Offsets, Scratch, Verdict};
use ordvakt_tests::implementation::outcome_of;
use ordvakt_tests::labelled;
use proptest::prelude::*;

/// Pieces that comments and attempts to hide in them are made of.
const PIECES: &[&str] = &[
    "jävla",
    "JÄVLA",
    "j4vla",
    "j ä v l a",
    "jääävla",
    "j*vla",
    "du är en",
    "idiot",
    "id1ot",
    "i.d.i.o.t",
    "inte",
    "Han skrev att",
    "\"",
    "”",
    "’",
    "om",
    "?",
    "!",
    ".",
    ",",
    "…",
    "\n",
    "\u{2028}",
    " ",
    "\u{a0}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "\u{ad}",
    "å",
    "a\u{30a}",
    "A\u{308}",
    "ﬁ",
    "ｆａｎ",
    "ｉｄｉｏｔ",
    "&#106;",
    "&auml;",
    "&amp;",
    "Ã¤",
    "фan",
    "🖕",
    "👩‍👩‍👧",
    "🏳️‍🌈",
    "1️⃣",
    "§",
    "İ",
    "ß",
    "ẞ",
    "070-1740605",
    "08-465 004 00",
    "19800101-2384",
    "anna@example.org",
    "anna (at) example punkt org",
    "@anna",
    "#kiruna",
    "https://example.org/a?b=c",
    "www.example.com",
    "Storgatan 4",
    "Anna Exempelsson",
    "ABC 123",
    "\0",
    "\u{10ffff}",
    "𝐟𝐚𝐧",
    "🇸🇪",
    "ska döda dig",
    "slå ihjäl tiden",
    "mörda",
    "horunge",
    "skit",
    "ordet",
    "rösta på",
    "köp nu",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-zåäö]{1,12}",
        1 => Just(" ".to_owned()),
    ];
    prop_oneof![
        8 => proptest::collection::vec((piece, any::<bool>()), 0..24)
            .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| if space { piece + " " } else { piece }).collect()),
        1 => any::<String>(),
    ]
}

fn whole(verdict: &Verdict, text: &str) -> String {
    verdict.to_json(text, ordvakt::Lang::Sv, Offsets::Byte)
}

fn check(verdict: &Verdict, text: &str) -> Result<(), TestCaseError> {
    for finding in verdict.findings().iter().chain(verdict.notes()) {
        let range = finding.span.range();
        prop_assert!(range.start < range.end, "{finding:?} covers nothing");
        prop_assert!(text.get(range).is_some(), "{finding:?} is outside or inside a character");
        prop_assert!((0.0..=1.0).contains(&finding.confidence), "{finding:?}");
        prop_assert!(!verdict.rule_id(finding).is_empty());
        prop_assert!(!verdict.reason(finding, ordvakt::Lang::Sv).is_empty());
    }
    let keys = verdict.findings().iter().map(|one| (one.span.start, one.span.end, verdict.rule_id(one)));
    let keys: Vec<_> = keys.collect();
    prop_assert!(keys.is_sorted(), "{keys:?}");
    prop_assert!(!verdict.truncated());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_in_the_text_and_buffers_keep_nothing(texts in proptest::collection::vec(texts(), 1..4)) {
        let moderator = Moderator::builtin();
        let mut scratch = Scratch::new();
        for text in &texts {
            let verdict = moderator.screen_with(&mut scratch, &Comment::from(text));
            check(&verdict, text)?;
            prop_assert_eq!(whole(&verdict, text), whole(&moderator.screen(text), text));
        }
    }

    #[test]
    fn positions_in_other_units_cover_the_same_words(text in texts()) {
        let verdict = Moderator::builtin().screen(&text);
        let report = verdict.report(&text, ordvakt::Lang::Sv, Offsets::CodePoint);
        let letters: Vec<char> = text.chars().collect();
        let units: Vec<u16> = text.encode_utf16().collect();
        for (finding, shown) in verdict.findings().iter().zip(&report.findings) {
            let (start, end) = (shown.start as usize, shown.end as usize);
            prop_assert_eq!(letters[start..end].iter().collect::<String>(), finding.span.of(&text));
            let (start, end) = finding.span.to(&text, Offsets::Utf16);
            prop_assert_eq!(String::from_utf16_lossy(&units[start as usize..end as usize]), finding.span.of(&text));
        }
    }

    #[test]
    fn what_is_cut_is_screened_as_if_it_were_all(text in texts(), limit in 0usize..200) {
        let limited = Moderator::builder().max_bytes(limit).build().map_err(|error| TestCaseError::fail(error.to_string()))?;
        let verdict = limited.screen(&text);
        let end = (0..=limit.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        prop_assert_eq!(verdict.truncated(), text.len() > limit);
        prop_assert_eq!(outcome_of(&verdict), outcome_of(&Moderator::builtin().screen(&text[..end])));
    }
}

/// One moderator, many threads: nothing in it changes.
#[test]
fn threads_agree() {
    let moderator = Moderator::builtin();
    let texts: Vec<String> = PIECES.windows(6).map(|pieces| pieces.join(" ")).collect();
    let expected: Vec<_> = texts.iter().map(|text| whole(&moderator.screen(text), text)).collect();
    std::thread::scope(|scope| {
        for offset in 0..32 {
            let (moderator, texts, expected) = (moderator.clone(), &texts, &expected);
            scope.spawn(move || {
                let mut scratch = Scratch::new();
                for step in 0..texts.len() {
                    let at = (step + offset * 7) % texts.len();
                    let verdict = moderator.screen_with(&mut scratch, &Comment::from(&texts[at]));
                    assert_eq!(whole(&verdict, &texts[at]), expected[at]);
                }
            });
        }
    });
}

#[test]
fn what_was_recognised_in_a_comment_is_forgotten_in_the_next() {
    let moderator = Moderator::builtin();
    let before = "Anna Svensson och Kalle Nilsson ringde 070-174 06 05 från example.com, Anna Svensson igen";
    let mut scratch = Scratch::new();
    for case in labelled::load("municipal.jsonl") {
        let text = case.text.as_str();
        let _ = moderator.screen_with(&mut scratch, &before.into());
        let after = moderator.screen_with(&mut scratch, &text.into());
        let alone = moderator.screen_with(&mut Scratch::new(), &text.into());
        assert_eq!(whole(&after, text), whole(&alone, text), "{text}");
    }
    // A phrase of a group that asks for a name.
    let alone = moderator.screen("Jag ska ge Anna Svensson stryk");
    assert!(alone.findings().iter().any(|finding| finding.category == Category::Hot), "{alone:?}");
}
