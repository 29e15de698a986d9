//! The copy that may be handed out shows no personal data anywhere: not in its text, not in an attribute.

mod common;

use common::{Said, html, texts};
use ordvakt::Lang;
use scraper::Html;

#[test]
fn personal_data_are_gone_from_every_byte() {
    let first = Said {
        id: "robin@example.com",
        text: "Ring mig på 070-174 06 05 eller robin@example.com, när öppnar badhuset?",
        post: Some("Inlägg av Åsa Exempel, 070-174 06 06"),
        parent: Some("Svar till Åsa Exempel"),
        author: Some("Robin Påhitt"),
        staff: false,
        time: Some("skrevs av Robin Påhitt"),
    };
    let comments = [
        first,
        Said {
            id: "2",
            text: "Robin Påhitt är en idiot, Robin Påhitts väg är dålig",
            author: Some("Åsa Exempel"),
            ..Said::default()
        },
        Said {
            id: "3", text: "Håller med @Kim87 och Åsa Exempel", author: Some("Kim87"), ..Said::default()
        },
        Said {
            id: "4",
            text: "Vi tittar på det",
            author: Some("Exempelstads kommun"),
            staff: true,
            parent: Some("2"),
            ..Said::default()
        },
        Said { id: "5", text: "Tack!", author: Some("Robin Påhitt"), ..Said::default() },
    ];
    for lang in [Lang::Sv, Lang::En] {
        let open = html(&comments, lang, false);
        let page = html(&comments, lang, true);
        for secret in [
            "070",
            "174",
            "robin",
            "Robin",
            "example.com",
            "Åsa",
            "Exempel",
            "Kim87",
            "Påhitt",
            "Inlägg av",
            "Svar till",
        ] {
            assert!(open.contains(secret) || matches!(secret, "Svar till"), "{secret} is there to be masked");
            assert!(!page.contains(secret), "{secret}");
        }
    }
    let page = Html::parse_document(&html(&comments, Lang::Sv, true));
    assert_eq!(texts(&page, "#k5 .author, #k1 .author"), ["Skribent 1", "Skribent 1"]);
    assert_eq!(texts(&page, "#k4 .role"), ["kommunen"]);
    assert_eq!(texts(&page, "#k3 .text"), ["Håller med [maskat] och [maskat]"]);
    assert_eq!(texts(&page, ".question .text").concat().matches("[maskat]").count(), 2);
    assert_eq!(texts(&page, ".handed-out").len(), 1);
}

#[test]
fn what_the_policy_lets_stand_is_masked_all_the_same() {
    let policy = ordvakt::builtin_policy("uppvidinge").unwrap();
    let moderator = ordvakt::Moderator::builtin().with_policy(policy);
    let said = Said { id: "1", text: "Robin nås på 070-174 06 05", ..Said::default() };
    let entry = common::entry(&moderator, said, Lang::Sv, ordvakt::Offsets::CodePoint);
    assert!(entry.report.findings.is_empty(), "it is no finding there");
    let settings = ordvakt_report::Settings { lang: Lang::Sv, redact: true };
    let mut page = ordvakt_report::Page::new(&moderator, settings);
    page.push(&entry).unwrap();
    let mut out = Vec::new();
    page.write(&mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    assert_eq!(texts(&Html::parse_document(&page), ".text"), ["Robin nås på [maskat]"]);
}

#[test]
fn the_name_of_a_rule_may_be_the_secret() {
    let lists = "skyddatnamn\tword\t\tsevere\n";
    let moderator = ordvakt::Moderator::builder().source("sv/sekretess.tsv", lists).build().unwrap();
    let said = Said { id: "1", text: "Hon heter skyddatnamn och bor här", ..Said::default() };
    let page = |redact| {
        let settings = ordvakt_report::Settings { lang: Lang::Sv, redact };
        let mut page = ordvakt_report::Page::new(&moderator, settings);
        page.push(&common::entry(&moderator, said, Lang::Sv, ordvakt::Offsets::CodePoint)).unwrap();
        let mut out = Vec::new();
        page.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    assert!(page(false).contains("sekretess/skyddatnamn"));
    assert!(!page(true).contains("skyddatnamn"));
}
