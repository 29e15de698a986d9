//! The fold written the obvious way, character by character, to compare the fast one with.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

use crate::compat::{Fate, fate, is_flag, is_general_mark, is_regional, regional_letter};
use crate::fold::{Folded, fold_str};
use crate::{entity, mojibake};
use proptest::prelude::*;

/// A folded character and the original bytes that it stands for.
type Piece = (char, usize, usize);

#[derive(Default)]
struct Naive {
    pieces: Vec<Piece>,
}

impl Naive {
    fn fold(original: &str) -> Vec<Piece> {
        let mut naive = Self::default();
        let mut at = 0;
        while let Some(c) = original[at..].chars().next() {
            let rest = &original[at..];
            let mut end = at + c.len_utf8();
            let decoded = if c == '&' { entity::decode(rest) } else { mojibake::repair(rest) };
            if let Some((decoded, length)) = decoded {
                end = at + length;
                naive.push(decoded, at, end);
            } else if c == '\r' && rest.starts_with("\r\n") {
                // The line feed stands for both.
            } else if is_regional(c) {
                let run: Vec<char> = rest.chars().take_while(|&c| is_regional(c)).collect();
                let flags = run.chunks(2).all(|pair| matches!(pair, [a, b] if is_flag(*a, *b)));
                for (offset, &c) in run.iter().enumerate() {
                    let start = at + 4 * offset;
                    let shown = if flags { c } else { regional_letter(c) };
                    naive.pieces.push((shown, start, start + 4));
                }
                end = at + 4 * run.len();
            } else {
                naive.push(c, at, end);
            }
            at = end;
        }
        naive.pieces
    }

    fn push(&mut self, c: char, at: usize, end: usize) {
        match fate(c) {
            Fate::Vanish => {}
            Fate::Attach => self.attach(None, at, end),
            Fate::Mark => self.attach(Some(c), at, end),
            Fate::Stay => self.pieces.push((c, at, end)),
            Fate::Lower(other) | Fate::Become(other) => self.pieces.push((other, at, end)),
            Fate::Expand => {
                let form: Vec<char> = std::iter::once(c).nfkc().collect();
                if fate(form[0]) == Fate::Mark {
                    self.attach(Some(form[0]), at, end);
                } else {
                    for part in form {
                        self.part(part, at, end);
                    }
                }
            }
        }
    }

    fn part(&mut self, c: char, at: usize, end: usize) {
        match fate(c) {
            Fate::Vanish | Fate::Attach => {}
            Fate::Expand => {
                for part in std::iter::once(c).nfkc() {
                    self.part(part, at, end);
                }
            }
            Fate::Mark => self.attach(Some(c), at, end),
            Fate::Stay => self.pieces.push((c, at, end)),
            Fate::Lower(other) | Fate::Become(other) => self.pieces.push((other, at, end)),
        }
    }

    fn attach(&mut self, mark: Option<char>, at: usize, end: usize) {
        let Some(&(base, from, to)) = self.pieces.last() else { return };
        let composed = mark.and_then(|mark| compose(base, mark));
        if let (Some(mark), None) = (mark, composed)
            && !is_general_mark(mark)
        {
            return self.pieces.push((mark, at, end));
        }
        // Several letters of one character share its range, so they grow together.
        for piece in self.pieces.iter_mut().rev().take_while(|piece| (piece.1, piece.2) == (from, to)) {
            piece.2 = end;
        }
        if let Some(last) = self.pieces.last_mut() {
            last.0 = composed.unwrap_or(base);
        }
    }
}

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

fn check(original: &str) {
    let mut folded = Folded::new();
    folded.fold("something LONGER that stood in the b&uuml;ffer before");
    folded.fold(original);
    let pieces = Naive::fold(original);
    assert_eq!(folded.text(), pieces.iter().map(|piece| piece.0).collect::<String>(), "{original:?}");
    let mut at = 0;
    for &(c, start, end) in &pieces {
        let next = at + c.len_utf8() as u32;
        assert_eq!(
            folded.original_range(at, next),
            (start as u32, end as u32),
            "{c:?} at {at} of {original:?}"
        );
        at = next;
    }
    if folded.is_identical_length() {
        assert_eq!(folded.text().len(), original.len());
    }
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
