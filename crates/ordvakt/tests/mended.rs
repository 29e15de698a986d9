//! Words glued to their neighbours or broken by a symbol are read as if they had been written whole.

use std::sync::LazyLock;

use ordvakt::{Builder, Lang, Moderator};

/// Finds what is said of the dull, and nothing else that these texts hold.
static MODERATOR: LazyLock<Moderator> = LazyLock::new(|| {
    let pattern = "[[pattern]]\nid = \"dull\"\nall = [\"är så tråkmånsig\"]\nseverity = \"mild\"\n\
                   hits = [\"Du är så tråkmånsig.\"]\nmisses = [\"Tråkmånsig är du.\"]\n";
    let built = Builder::default().source("patterns/personangrepp/dull.toml", pattern).build();
    let Ok(moderator) = built else { unreachable!("the pattern reads") };
    moderator
});

#[test]
fn what_is_said_is_found_where_it_was_written() {
    for (text, matched) in [
        ("Hon ärså tråkmånsig.", None),
        ("Hon är såtråkmånsig.", Some("är såtråkmånsig")),
        ("Hon ärsåtråkmånsig.", Some("ärsåtråkmånsig")),
        ("Hon är så tråk/månsig.", Some("är så tråk/månsig")),
        ("Hon är så t-r-å-k-m-å-n-s-i-g.", Some("är så t-r-å-k-m-å-n-s-i-g")),
        ("Hon är så tråk·mån·sig.", Some("är så tråk·mån·sig")),
        ("Hon är så tråkmåns-ig.", Some("är så tråkmåns-ig")),
    ] {
        let verdict = MODERATOR.screen(text);
        let found: Vec<&str> = verdict.findings().iter().map(|finding| finding.span.of(text)).collect();
        assert_eq!(found, matched.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn a_broken_word_is_a_disguise_and_a_glued_one_is_not() {
    for (text, disguised) in
        [("Hon är så tråkmånsig", false), ("Hon är såtråkmånsig", false), ("Hon är så tråk/månsig", true)]
    {
        let verdict = MODERATOR.screen(text);
        assert_eq!(verdict.findings()[0].disguised, disguised, "{text}");
    }
}

#[test]
fn the_explanation_tells_how_it_was_read() {
    let explanation = MODERATOR.explain("Hon är så TRÅK/MÅNSIG, såtråkmånsig!", Lang::Sv);
    let read: Vec<(&str, &str, &str)> = explanation
        .readings
        .iter()
        .map(|one| (one.written.as_str(), one.read.as_str(), one.kind.as_str()))
        .collect();
    assert!(read.contains(&("tråk/månsig", "tråkmånsig", "broken")), "{read:?}");
    assert!(read.contains(&("såtråkmånsig", "så tråkmånsig", "glued")), "{read:?}");
}

#[test]
fn ordinary_writing_is_left_as_it_is() {
    for text in [
        "Ring och/eller mejla",
        "Vi har Netflix-konto och e-post",
        "Kom hit.Sen går vi",
        "Mannen heter Attilsson och Sånila",
        "Var/dag för sig",
        "Bl.a. p.g.a. t.ex. detta",
    ] {
        let explanation = Moderator::builtin().explain(text, Lang::Sv);
        assert_eq!(explanation.folded, text.to_lowercase(), "{text}");
    }
}
