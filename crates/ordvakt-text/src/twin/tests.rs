//! Blocks held to chunks.

use proptest::prelude::*;

use super::check;

/// What blocks read off and what they leave: plain words, capitals, repeated letters, symbols, white space, edits.
const FRAGMENTS: [&str; 46] = [
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\t",
    "\r\n",
    "a",
    "å",
    "Ö",
    "i",
    "I",
    "ni",
    "På",
    "och",
    "Hej",
    "NEJ",
    "iPhone",
    "ÄVEN",
    "Åsa",
    "kaaall",
    "ööö",
    "åäö",
    "Sjööö",
    "aaA",
    "kommunfullmäktigeledamöterna",
    "sammanträdesprotokollsjusteringsdagarnas",
    ".",
    ",",
    ", ",
    ". ",
    "!",
    "?!",
    "...",
    "'",
    "\"",
    "(",
    ")",
    "-",
    "*",
    "7",
    "é",
    "’",
    "👍🏽",
    "&auml;",
];

fn texts() -> impl Strategy<Value = String> {
    let fragments = prop::collection::vec(prop::sample::select(&FRAGMENTS[..]), 0..80);
    let words = prop::collection::vec(
        "([A-ZÅÄÖ]?[a-zåäö]{1,9}|[A-ZÅÄÖ]{2,4}|[a-zA-ZåäöÅÄÖ]{1,70})[.,!?]{0,2}",
        0..60,
    );
    prop_oneof![fragments.prop_map(|parts| parts.concat()), words.prop_map(|words| words.join(" "))]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_agree_with_chunks(original in texts()) {
        check(&original);
    }
}

#[test]
fn words_agree_wherever_a_block_ends() {
    for word in [
        "ö",
        "på",
        "Åre",
        "NÄR",
        "kööö",
        "iPhone",
        "bra!",
        "slut.Nu",
        "(ja)",
        "don't",
        "idé",
        "s\u{AD}å",
        "a\nb",
    ] {
        for before in 0..140 {
            let text = format!(
                "{}{word} och så vidare, åt alla håll. Ja",
                "x ".repeat(before / 2) + &" "[..before % 2]
            );
            check(&text);
            check(&format!("’{text}’"));
            check(&text.replace("x ", "yy"));
        }
    }
}

#[test]
fn long_sentences_are_cut_alike() {
    for words in [127, 128, 129, 260, 400] {
        check(&"ja ".repeat(words));
        check(&format!("Nej. {}", "de är ".repeat(words)));
        check(&"👍".repeat(words));
    }
}
