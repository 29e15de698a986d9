//! What the fold makes of what people write.

use ordvakt_text::{Folded, fold_str};

fn range(original: &str, word: &str) -> String {
    let mut folded = Folded::new();
    folded.fold(original);
    let Some(start) = folded.text().find(word) else { return format!("no {word} in {}", folded.text()) };
    let (start, end) = folded.original_range(start as u32, (start + word.len()) as u32);
    original[start as usize..end as usize].to_owned()
}

#[test]
fn letters_stay_letters() {
    for (original, folded) in [
        ("ÅÄÖ åäö ÉéÜüØøÆæß", "åäö åäö ééüüøøææß"),
        ("a\u{30A}a\u{308}o\u{308} A\u{30A}A\u{308}O\u{308}", "åäö åäö"),
        ("ПРИВЕТ Σοφία", "привет σοφία"),
        ("İ", "i"),
    ] {
        assert_eq!(fold_str(original), folded);
    }
}

#[test]
fn styled_and_invisible_characters_fold() {
    for original in [
        "ＨＥＬＧ",
        "ⓗⓔⓛⓖ",
        "𝐡𝐞𝐥𝐠",
        "𝗛𝗲𝗹𝗴",
        "ʜᴇʟɢ",
        "h\u{336}e\u{336}l\u{336}g\u{336}",
        "h\u{200B}e\u{AD}l\u{2060}g",
        "\u{202E}helg\u{202C}",
        "🇭🇪🇱🇬",
        "⒣⒠⒧⒢",
        "🅷🅴🅻🅶",
        "ʰᵉˡᵍ",
        "he\u{FE0F}lg",
        "&#104;elg",
    ] {
        assert_eq!(fold_str(original), "helg", "{original}");
    }
}

#[test]
fn punctuation_and_space_become_plain() {
    assert_eq!(fold_str("”ja” – “nej” »kanske« ’så’"), "\"ja\" - \"nej\" \"kanske\" 'så'");
    assert_eq!(fold_str("5\u{A0}000\u{202F}kr\u{2003}nu"), "5 000 kr nu");
    assert_eq!(fold_str("en\r\ntvå\rtre\u{2028}fyra"), "en\ntvå\ntre\nfyra");
    assert_eq!(fold_str("vänta…"), "vänta...");
}

#[test]
fn exports_are_repaired() {
    assert_eq!(
        fold_str("&Aring;k b&aring;t &amp; f&#228;rja &lt;3 &QUOT; & s&#xE5;"),
        "åk båt & färja <3 &quot; & så"
    );
    assert_eq!(fold_str("Ã…k bÃ¥t till SkÃ¤rgÃ¥rden i Ã–stersjÃ¶n"), "åk båt till skärgården i östersjön");
    assert_eq!(fold_str("Ã\u{85}k â€œbÃ¥tâ€\u{9D} â€“ itâ€™s fun"), "åk \"båt\" - it's fun");
    assert_eq!(fold_str("São Paulo, âge, Ã"), "são paulo, âge, ã");
}

#[test]
fn flags_stay_and_spelt_words_do_not() {
    assert_eq!(fold_str("🇸🇪🇳🇴"), "🇸🇪🇳🇴");
    assert_eq!(fold_str("🇸 🇪"), "s e");
    assert_eq!(fold_str("👍🏽 ❤\u{FE0F} 0\u{FE0F}\u{20E3}"), "👍 ❤ 0");
}

#[test]
fn ranges_cover_what_was_written() {
    assert_eq!(range("den f&auml;rgen", "färgen"), "f&auml;rgen");
    assert_eq!(range("så h\u{200B}e\u{200B}lg då", "helg"), "h\u{200B}e\u{200B}lg");
    assert_eq!(range("\u{200B}helg\u{200B} då", "helg"), "helg");
    assert_eq!(range("en h\u{336}e\u{336}lg\u{336}!", "helg"), "h\u{336}e\u{336}lg\u{336}");
    assert_eq!(range("ﬁn dag", "in"), "ﬁn");
    assert_eq!(range("BÅT OCH ÖL", "öl"), "ÖL");
}

#[test]
fn positions_beyond_the_end_mean_the_end() {
    let mut folded = Folded::new();
    folded.fold("Hej\u{200B}");
    assert_eq!(folded.original_range(1, 999), (1, 3));
    assert_eq!(folded.original_range(500, 999), (6, 6));
    assert_eq!(folded.original_range(3, 1), (6, 6));
    assert_eq!(folded.folded_position(999), 3);
    folded.fold("");
    assert_eq!((folded.text(), folded.original_range(0, 5)), ("", (0, 0)));
}

#[test]
fn identical_length_is_noticed() {
    let mut folded = Folded::new();
    folded.fold("KAFFE på Ön");
    assert!(folded.is_identical_length());
    folded.fold("KAFFE på\u{A0}Ön");
    assert!(!folded.is_identical_length());
}
