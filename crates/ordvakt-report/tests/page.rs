//! What the page says, and where.

mod common;

use common::{Said, all, entry, html, moderator, texts};
use ordvakt::{Lang, Offsets};
use ordvakt_report::{Page, Settings};
use scraper::Html;

const PHONE: &str = "070-174 06 05";

fn sample() -> [Said<'static>; 5] {
    [
        Said {
            id: "a", text: "Tack för snöröjningen!", time: Some("2026-02-04 08:00"), ..Said::default()
        },
        Said { id: "b", text: "När öppnar badhuset?", time: Some("2026-02-03 09:00"), ..Said::default() },
        Said {
            id: "c", text: "Robin nås på 070-174 06 05", author: Some("Åsa Exempel"), ..Said::default()
        },
        Said { id: "d", text: "Vilken jävla väg", time: Some("2026-02-03T23:30:00Z"), ..Said::default() },
        Said { id: "e", text: "När öppnar simhallen?", time: Some("2026-02-02 09:00"), ..Said::default() },
    ]
}

#[test]
fn comments_stand_under_what_they_need_in_the_order_of_the_input() {
    let page = Html::parse_document(&html(&sample(), Lang::Sv, false));
    let part = |id: &str| texts(&page, &format!("#{id} tbody bdi:first-child"));
    assert_eq!(part("s-remove"), ["d"]);
    assert_eq!(part("s-hide"), ["c", "Åsa Exempel"]);
    assert_eq!(part("s-noted"), ["b", "e"]);
    assert_eq!(part("s-clean"), ["a"]);
    assert!(all(&page, "#s-urgent, #s-review").is_empty(), "there are no empty sections");
    assert_eq!(texts(&page, ".part h3 .count"), ["1", "1", "2", "1"]);
    assert_eq!(texts(&page, ".figures .count"), ["5", "0", "1", "1", "0", "2", "0"]);
}

#[test]
fn a_finding_is_marked_quoted_and_grounded() {
    let page = Html::parse_document(&html(&sample(), Lang::Sv, false));
    assert_eq!(texts(&page, "#s-hide mark"), [PHONE]);
    assert_eq!(texts(&page, "#s-hide .grounds q"), [PHONE]);
    let reason = texts(&page, "#s-hide .grounds li").concat();
    for said in [
        "Innehåller ett telefonnummer.",
        "Egen riktlinje",
        "Sociala medier, Regler",
        "personuppgifter/telefon",
    ] {
        assert!(reason.contains(said), "{said} in {reason}");
    }
    assert!(texts(&page, "#s-hide .duties").concat().contains("Spara innehållet innan det tas bort."));
    let english = Html::parse_document(&html(&sample(), Lang::En, false));
    assert_eq!(all(&english, "html[lang=en]").len(), 1);
    assert!(texts(&english, "#s-hide .grounds li").concat().contains("Own guideline"));
}

#[test]
fn positions_of_every_unit_mark_the_same_words() {
    let moderator = moderator();
    let said = Said { id: "1", text: "👩‍👧 åäö: ring 070-174 06 05!", ..Said::default() };
    let pages = [Offsets::Byte, Offsets::CodePoint, Offsets::Utf16].map(|offsets| {
        let mut page = Page::new(&moderator, Settings::default());
        page.push(&entry(&moderator, said, Lang::Sv, offsets)).unwrap();
        let mut out = Vec::new();
        page.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    });
    assert_eq!(texts(&Html::parse_document(&pages[0]), "tbody mark"), [PHONE]);
    assert_eq!(pages[0], pages[1]);
    assert_eq!(pages[0], pages[2]);
}

#[test]
fn days_are_swedish_and_comments_without_time_are_told() {
    let page = Html::parse_document(&html(&sample(), Lang::Sv, false));
    assert_eq!(texts(&page, ".numbers tbody th"), ["2026-02-02", "2026-02-03", "2026-02-04"]);
    assert_eq!(texts(&page, ".numbers tbody td:last-child"), ["1", "1", "2"]);
    assert!(texts(&page, "#by-time-note").concat().contains("1 kommentarer saknar läsbar tid"));
    assert_eq!(all(&page, ".times g rect.remove").len(), 1);
}

#[test]
fn the_oldest_question_is_the_oldest_without_an_answer() {
    let quote = |comments: &[Said<'_>]| {
        let page = Html::parse_document(&html(comments, Lang::Sv, false));
        (texts(&page, "#question").concat(), texts(&page, ".question blockquote").concat())
    };
    let mut comments = sample().to_vec();
    assert_eq!(quote(&comments), ("Äldsta frågan".to_owned(), "När öppnar simhallen?".to_owned()));
    let answer = Said { id: "f", text: "Klockan sex.", staff: true, ..Said::default() };
    // An answer that names nothing answers nobody.
    comments.push(answer);
    assert_eq!(quote(&comments).0, "Äldsta frågan");
    comments.push(Said { id: "g", parent: Some("e"), ..answer });
    assert_eq!(quote(&comments), ("Äldsta obesvarade frågan".to_owned(), "När öppnar badhuset?".to_owned()));
    // By its text, as nested exports tell it.
    comments.push(Said { id: "h", parent: Some("När öppnar badhuset?"), ..answer });
    assert_eq!(quote(&comments), ("Äldsta obesvarade frågan".to_owned(), String::new()));
}

#[test]
fn a_later_word_of_the_municipality_in_the_thread_answers_a_question_there() {
    let open = |time: &'static str| {
        let comments = [
            Said { id: "a", text: "Badhuset är fint.", ..Said::default() },
            Said {
                id: "b",
                parent: Some("a"),
                text: "När öppnar badhuset?",
                time: Some("2026-02-03 10:00"),
                ..Said::default()
            },
            Said {
                id: "c",
                parent: Some("a"),
                text: "Klockan sex.",
                staff: true,
                time: Some(time),
                ..Said::default()
            },
        ];
        let page = Html::parse_document(&html(&comments, Lang::Sv, false));
        texts(&page, ".figures li:nth-child(6)").concat().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(open("2026-02-03 09:00"), "1 Obesvarade frågor");
    assert_eq!(open("2026-02-03 11:00"), "0 Obesvarade frågor");
}

#[test]
fn the_same_comments_give_the_same_page() {
    assert_eq!(html(&sample(), Lang::Sv, true), html(&sample(), Lang::Sv, true));
    let nothing = html(&[], Lang::Sv, false);
    assert!(nothing.contains("Här finns inga kommentarer."));
}

#[test]
fn comments_that_do_not_fit_in_memory_are_all_there() {
    let moderator = moderator();
    let long = format!("Tack! {}", "Hela vägen är plogad. ".repeat(2_000));
    let said = Said { id: "1", text: &long, ..Said::default() };
    let entry = entry(&moderator, said, Lang::Sv, Offsets::Byte);
    let mut page = Page::new(&moderator, Settings::default());
    for _ in 0..120 {
        page.push(&entry).unwrap();
    }
    let mut out = Vec::new();
    page.write(&mut out).unwrap();
    let page = Html::parse_document(std::str::from_utf8(&out).unwrap());
    assert_eq!(texts(&page, "#s-clean .text"), vec![long; 120]);
}

#[test]
fn every_link_leads_somewhere_and_every_control_is_labelled() {
    let page = Html::parse_document(&html(&sample(), Lang::En, false));
    for link in all(&page, "a[href]") {
        let target = link.attr("href").unwrap();
        assert_eq!(
            all(&page, &format!("[id=\"{}\"]", target.strip_prefix('#').unwrap())).len(),
            1,
            "{target}"
        );
    }
    for id in all(&page, "[aria-labelledby], [aria-describedby]") {
        let named = id.attr("aria-labelledby").or(id.attr("aria-describedby")).unwrap();
        assert_eq!(all(&page, &format!("#{named}")).len(), 1, "{named}");
    }
    for control in all(&page, "select, input") {
        let id = control.attr("id").unwrap();
        assert_eq!(all(&page, &format!("label[for={id}]")).len(), 1, "{id}");
    }
}
