//! Words glued to their neighbours or broken by a symbol or a space are read as if they had been written whole.

use std::sync::LazyLock;

use ordvakt::{Builder, Lang, Moderator};

/// Finds what is said of the dull, and nothing else that these texts hold.
static MODERATOR: LazyLock<Moderator> = LazyLock::new(|| {
    let pattern = "[[pattern]]\nid = \"dull\"\nall = [\"är så gnetmånsig\"]\nseverity = \"mild\"\n\
                   hits = [\"Du är så gnetmånsig.\"]\nmisses = [\"Gnetmånsig är du.\"]\n";
    let built = Builder::default().source("patterns/personangrepp/dull.toml", pattern).build();
    let Ok(moderator) = built else { unreachable!("the pattern reads") };
    moderator
});

#[test]
fn what_is_said_is_found_where_it_was_written() {
    for (text, matched) in [
        ("Hon ärså gnetmånsig.", None),
        ("Hon är sågnetmånsig.", Some("är sågnetmånsig")),
        ("Hon ärsågnetmånsig.", Some("ärsågnetmånsig")),
        ("Hon är så gnet/månsig.", Some("är så gnet/månsig")),
        ("Hon är så g-n-e-t-m-å-n-s-i-g.", Some("är så g-n-e-t-m-å-n-s-i-g")),
        ("Hon är så gnet·mån·sig.", Some("är så gnet·mån·sig")),
        ("Hon är så gnetmåns-ig.", Some("är så gnetmåns-ig")),
        ("Hon är så gnet månsig.", Some("är så gnet månsig")),
        ("Hon är så gn et mån sig.", Some("är så gn et mån sig")),
        ("HON ÄR SÅ GNETM ÅNSIG.", Some("ÄR SÅ GNETM ÅNSIG")),
        ("Hon är så gnet Månsig.", None),
        ("Hon är så gnet, månsig.", None),
    ] {
        let verdict = MODERATOR.screen(text);
        let found: Vec<&str> = verdict.findings().iter().map(|finding| finding.span.of(text)).collect();
        assert_eq!(found, matched.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn a_broken_word_is_a_disguise_and_a_glued_one_is_not() {
    for (text, disguised) in
        [("Hon är så gnetmånsig", false), ("Hon är sågnetmånsig", false), ("Hon är så gnet/månsig", true)]
    {
        let verdict = MODERATOR.screen(text);
        assert_eq!(verdict.findings()[0].disguised, disguised, "{text}");
    }
}

#[test]
fn the_explanation_tells_how_it_was_read() {
    let explanation = MODERATOR.explain("Hon är så GNET/MÅNSIG, sågnetmånsig!", Lang::Sv);
    let read: Vec<(&str, &str, &str)> = explanation
        .readings
        .iter()
        .map(|one| (one.written.as_str(), one.read.as_str(), one.kind.as_str()))
        .collect();
    assert!(read.contains(&("gnet/månsig", "gnetmånsig", "broken")), "{read:?}");
    assert!(read.contains(&("sågnetmånsig", "så gnetmånsig", "glued")), "{read:?}");
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
        "Mvh Ann i Ås, tel o sms funkar",
    ] {
        let explanation = Moderator::builtin().explain(text, Lang::Sv);
        assert_eq!(explanation.folded, text.to_lowercase(), "{text}");
    }
}
