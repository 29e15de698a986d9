//! The fast fold held to the obvious one.

use proptest::prelude::*;

use super::check;
use crate::fold::{Folded, fold_str};

/// What goes wrong together: capitals, marks, invisible characters, entities, wrong encodings, flags, lookalikes.
const FRAGMENTS: [&str; 58] = [
    "a",
    "B",
    "hej",
    "Du är ",
    "ÅÄÖ",
    "å",
    "é",
    "ß",
    "×",
    "÷",
    "İ",
    "ŉ",
    "\u{301}",
    "\u{308}",
    "\u{30A}",
    "\u{336}",
    "\u{20E3}",
    "\u{200B}",
    "\u{200D}",
    "\u{FE0F}",
    "\u{AD}",
    "\u{A0}",
    "\u{2003}",
    "\r",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "&auml;",
    "&Aring;",
    "&amp;",
    "&shy;",
    "&#776;",
    "&",
    ";",
    "Ã¥",
    "Ã",
    "â€™",
    "â",
    "€",
    "ðŸ˜€",
    "ﬁ",
    "ｆ",
    "Ａ",
    "𝐚",
    "Ⓐ",
    "🅱",
    "½",
    "🇸",
    "🇪",
    "👍🏽",
    "👩‍💻",
    "И",
    "и",
    "σ",
    "م",
    "\u{64B}",
    "ﾊﾞ",
];

fn texts() -> impl Strategy<Value = String> {
    let fragments = prop::collection::vec(prop::sample::select(&FRAGMENTS[..]), 0..40);
    prop_oneof![3 => fragments.prop_map(|parts| parts.concat()), 1 => ".{0,80}"]
}

/// Text in which nothing is decoded, so that folding twice is folding once.
fn undecodable(text: &str) -> String {
    text.replace(['&', 'Ã', 'ã', 'Â', 'â', 'ð', 'Ð'], "")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_the_obvious_way(original in texts()) {
        check(&original);
    }

    #[test]
    fn ranges_lie_on_borders_and_positions_never_decrease(original in texts(), a in 0_u32..200, b in 0_u32..200) {
        let mut folded = Folded::new();
        folded.fold(&original);
        let (start, end) = folded.original_range(a.min(b), a.max(b));
        prop_assert!(start <= end && end as usize <= original.len());
        prop_assert!(original.is_char_boundary(start as usize) && original.is_char_boundary(end as usize));
        let mut before = 0;
        for position in 0..=original.len() as u32 + 2 {
            let found = folded.folded_position(position);
            prop_assert!(found >= before && found as usize <= folded.text().len());
            before = found;
        }
    }

    #[test]
    fn folding_twice_is_folding_once(original in texts()) {
        let once = fold_str(&undecodable(&original));
        prop_assert_eq!(fold_str(&once), once);
    }
}

#[test]
fn every_character_folds_to_something_stable() {
    // Ideographs and private characters are alike; a sample of them does.
    let dense = ('\0'..'\u{3400}').chain('\u{A000}'..'\u{AC00}').chain('\u{F900}'..'\u{20000}');
    let sample = ('\u{3400}'..=char::MAX).step_by(97);
    for c in dense.chain(sample).filter(|c| !"ÃãÂâðÐ".contains(*c)) {
        let once = fold_str(&format!("a{c}b"));
        assert_eq!(fold_str(&once), once, "{c:?} {:x}", c as u32);
        // Blocks take all of these bytes for white space.
        assert!(!once.contains(|c: char| c < ' ' && !matches!(c, '\n' | '\t')), "{c:?} {:x}", c as u32);
        check(&format!("a{c}"));
    }
}

#[test]
fn plain_text_of_every_length_agrees() {
    let text =
        "Åsa och Örjan åt ärtsoppa i Överkalix, ÄVEN på torsdagar – och DET var gott med pannkakor efteråt.";
    for (end, _) in text.char_indices() {
        check(&text[..end]);
        check(&text[end..]);
    }
}

#[test]
fn floods_stay_small() {
    for flood in ["\u{200B}", "\u{301}", "\u{336}", "\u{200B}\u{336}", "\u{FE0F}", "&shy;", "\u{AD}\u{200D}"]
    {
        let original = format!("x{}y", flood.repeat(20_000));
        let mut folded = Folded::new();
        folded.fold(&original);
        assert_eq!(folded.text(), "xy");
        assert!(folded.edits().len() <= 2, "{} edits for {flood:?}", folded.edits().len());
        assert_eq!(folded.original_range(0, 2), (0, original.len() as u32));
    }
}

/// What fuzzing is given and what it has found, run again.
#[test]
fn the_corpus_of_fuzzing_agrees() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/fold");
    let files = folder.read_dir().expect("a corpus");
    let texts = files.map(|file| std::fs::read(file.expect("a file").path()).expect("a file"));
    let texts: Vec<String> = texts.map(|data| String::from_utf8_lossy(&data).into_owned()).collect();
    assert!(!texts.is_empty());
    for text in texts {
        check(&text);
        crate::twin::check(&text);
    }
}
