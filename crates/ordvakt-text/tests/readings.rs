//! What readers see in disguised words.

use ordvakt_text::{Folded, ReadingKind, Readings, Tokens};
use proptest::prelude::*;

fn readings(original: &str) -> Vec<(ReadingKind, String)> {
    let mut folded = Folded::new();
    let mut tokens = Tokens::default();
    let mut readings = Readings::default();
    folded.fold(original);
    tokens.tokenize(original, &folded);
    readings.read(&folded, tokens.tokens());
    assert_eq!(readings.is_empty(), readings.iter().next().is_none());
    readings.iter().map(|(reading, text)| (reading.kind, text.to_owned())).collect()
}

fn assert_reads(original: &str, kind: ReadingKind, expected: &str) {
    let all = readings(original);
    assert!(all.contains(&(kind, expected.to_owned())), "{original}: {all:?}");
}

#[test]
fn digits_and_symbols_as_letters() {
    for (original, expected) in [
        ("en 5n0b0ll", "snoboll"),
        ("1d10t", "idiot"),
        ("b1l", "bil"),
        ("b1l", "bll"),
        ("$nö", "snö"),
        ("b@d", "bad"),
        ("@nka", "anka"),
        ("h4k4n", "hakan"),
        ("b|l", "bil"),
        ("sn!gel", "snigel"),
        ("kla$", "klas"),
        ("bå+", "båt"),
        ("₭₳ll", "kall"),
        ("b❗l", "bll"),
        ("anka77", "anka"),
        ("sn0", "snö"),
    ] {
        assert_reads(original, ReadingKind::Leet, expected);
    }
}

#[test]
fn letters_one_by_one() {
    for (original, expected) in [
        ("en s n ö b o l l här", "snöboll"),
        ("s.n.ö.b.o.l.l", "snöboll"),
        ("S-N-Ö", "snö"),
        ("S_N_Ö", "snö"),
        ("s,n,ö", "snö"),
        ("s/n/ö", "snö"),
        ("s\nn\nö", "snö"),
        ("s💩n💩ö", "snö"),
        ("\"s\" \"n\" \"ö\"", "snö"),
        ("b i  t å g", "bi"),
        ("t å g  n u", "tåg"),
        ("kom i s n ö b o l l", "snöboll"),
        ("g å hem", "gå"),
        ("sn.ögub.bar", "snögubbar"),
        ("s.n.0.w", "snow"),
        ("ѕ n ö", "snö"),
    ] {
        assert_reads(original, ReadingKind::Spaced, expected);
    }
}

#[test]
fn stretched_letters() {
    assert_reads("kaaalt", ReadingKind::Stretched, "kalt");
    assert_reads("KÄÄÄLLAREN", ReadingKind::Stretched, "kälaren");
    assert_reads("k4444lt", ReadingKind::Stretched, "kalt");
    assert_reads("s n ö ö ö", ReadingKind::Stretched, "snö");
}

#[test]
fn hidden_letters() {
    for (original, expected) in [
        ("kn*ll", "kn*ll"),
        ("s**ö", "s**ö"),
        ("k#ll", "k*ll"),
        ("k_ll", "k*ll"),
        ("k★ll", "k*ll"),
        ("r-mer", "r*mer"),
        ("h@lg", "h*lg"),
        ("sn*b0ll", "sn*boll"),
        ("k^ll", "k*ll"),
        ("k--l", "k**l"),
        ("t6tig", "t*tig"),
    ] {
        assert_reads(original, ReadingKind::Starred, expected);
    }
}

#[test]
fn lookalike_letters() {
    for (original, expected) in [
        ("en bаll här", "ball"),
        ("gå τα den", "ta"),
        ("hélgén", "helgen"),
        ("ʇɐʞ", "kat"),
        ("smør", "smör"),
        ("се kommun.se på wеbb.com", "webb.com"),
        ("ᗷOᒪᒪ", "boll"),
        ("千ㄩㄥ", "ful"),
        ("ⲃⲟⳑⳑ", "boll"),
        ("sμr", "smr"),
        ("sμr", "sur"),
        ("bĸɗ", "bkd"),
        ("ɐnka", "anka"),
        ("ʇǝɓol", "loget"),
    ] {
        assert_reads(original, ReadingKind::Homoglyph, expected);
    }
}

#[test]
fn emoji_as_letters() {
    assert_reads("b⭕ll", ReadingKind::Emoji, "boll");
    assert_reads("b❌l", ReadingKind::Emoji, "bxl");
    assert_reads("va🇬🇬a", ReadingKind::Emoji, "vagga");
}

#[test]
fn ordinary_text_has_no_readings() {
    for text in [
        "Hej! Jag undrar när biblioteket i Haparanda öppnar på lördag, t.ex. kl. 10.30?",
        "Vi ses i IP-hallen och/eller på torget 😀👍 (om det går) – tack!",
        "Läs mer på https://kommun.example/a_b-c?x=1 eller mejla bygg.lov@kommun.example.",
        "привет как дела",
        "我们在公园里见面吧",
        "Kom hem--snart, sa han",
        "Ring 0980-319200 eller 070-174 06 05, 12-åring, EU:s 100%",
        "i å",
        "",
    ] {
        assert_eq!(readings(text), [], "{text}");
    }
}

#[test]
fn reading_again_forgets_the_text_before() {
    let mut folded = Folded::new();
    let mut tokens = Tokens::default();
    let mut readings = Readings::default();
    for (text, count) in [("kaaalt kn*ll", 3), ("kallt", 0)] {
        folded.fold(text);
        tokens.tokenize(text, &folded);
        readings.read(&folded, tokens.tokens());
        assert_eq!(readings.iter().count(), count);
    }
}

const FRAGMENTS: [&str; 34] = [
    "a", "b", "å", "hej", "aaa", " ", " ", "  ", "\n", ".", "-", "_", "*", "@", "$", "!", "|", "1", "0", "4",
    "👍", "⭕", "★", "а", "τ", "é", "ʇ", "\"", ",", "/", "(", "'", "#", ".se",
];

fn texts() -> impl Strategy<Value = String> {
    let fragments = prop::collection::vec(prop::sample::select(&FRAGMENTS[..]), 0..80);
    prop_oneof![4 => fragments.prop_map(|parts| parts.concat()), 1 => ".{0,80}"]
}

/// Checks that readings are few, short and about tokens that exist.
fn check(original: &str) -> Result<(), TestCaseError> {
    let mut folded = Folded::new();
    let mut tokens = Tokens::default();
    let mut readings = Readings::default();
    folded.fold(original);
    tokens.tokenize(original, &folded);
    readings.read(&folded, tokens.tokens());
    let mut length = 0;
    let mut runs = std::collections::BTreeMap::new();
    for (reading, text) in readings.iter() {
        prop_assert!(reading.first < reading.last && reading.last as usize <= tokens.tokens().len());
        prop_assert!(!text.is_empty());
        length += text.len();
        *runs.entry((reading.first, reading.last)).or_insert(0) += 1;
        if reading.last == reading.first + 1 {
            let token = &tokens.tokens()[reading.first as usize];
            prop_assert_ne!(text, &folded.text()[token.start as usize..token.end as usize]);
        }
    }
    prop_assert!(runs.values().all(|&count| count <= 5));
    prop_assert!(length <= 16 * folded.text().len() + 16, "{} bytes of readings", length);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn readings_are_few_and_about_tokens(original in texts()) {
        check(&original)?;
    }
}

#[test]
fn no_reading_is_the_word_itself() {
    for text in ["a@@", "a@@ ", "ä äää", "s$$ s"] {
        check(text).expect("a reading says something else");
    }
}

#[test]
fn floods_have_bounded_readings() {
    for flood in [
        "a ", "a.", "a*", "a@", "1a", "a1 ", "a👍", "1 a ", "i ", "å i ", "é", "а a ", "a-", "aaa", "$", "ʇ",
        "a..", "💩a ",
    ] {
        check(&flood.repeat(5_000)).expect("bounded");
    }
}
