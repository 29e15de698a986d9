//! Comments that want to be more than text.

mod common;

use std::collections::BTreeSet;

use common::{Said, all, html, texts};
use ordvakt::Lang;
use scraper::Html;

const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "</script></style></title></td></tr></table><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "<!--",
    "]]>",
    "&lt;b&gt; &amp;amp; &#x3C;script&#x3E;",
    "{{ words }} {% include 'head.html' %} ${1} </p><p>",
    "javascript:alert(1) data:text/html,<script>alert(1)</script>",
];

fn elements(page: &str) -> BTreeSet<String> {
    let page = Html::parse_document(page);
    all(&page, "*")
        .iter()
        .flat_map(|element| {
            let name = element.value().name().to_owned();
            let attributes = element.value().attrs().map(|(attribute, _)| format!("{name} {attribute}"));
            attributes.chain([name.clone()]).collect::<Vec<_>>()
        })
        // The language a comment is told to be in is the engine's word and not the comment's.
        .filter(|name| name != "p lang")
        .collect()
}

fn with(text: &str) -> [Said<'_>; 2] {
    let everywhere = Said {
        id: text,
        text,
        post: Some(text),
        parent: Some(text),
        author: Some(text),
        staff: false,
        time: Some(text),
    };
    // One of them becomes the oldest question, which is quoted above the table.
    [everywhere, Said { text: "När öppnar badhuset?", ..everywhere }]
}

#[test]
fn a_comment_adds_no_element_and_no_attribute() {
    for redact in [false, true] {
        let plain = elements(&html(&with("Hej"), Lang::Sv, redact));
        for text in HOSTILE {
            assert_eq!(
                elements(&html(&with(text), Lang::Sv, redact)).difference(&plain).collect::<Vec<_>>(),
                [""; 0],
                "{text}"
            );
        }
    }
}

#[test]
fn what_is_shown_is_what_was_written() {
    for text in HOSTILE {
        let page = Html::parse_document(&html(&with(text), Lang::Sv, false));
        assert_eq!(texts(&page, "#k1 .text").first().map(String::as_str), Some(text));
        assert!(texts(&page, ".author bdi").iter().all(|author| author == text));
    }
}

#[test]
fn only_the_pages_own_script_and_style_run() {
    for text in HOSTILE {
        let html = html(&with(text), Lang::Sv, false);
        let page = Html::parse_document(&html);
        assert_eq!(all(&page, "script").len(), 1);
        assert_eq!(all(&page, "style").len(), 1);
        let policy = all(&page, "meta[http-equiv=Content-Security-Policy]");
        let policy = policy[0].attr("content").unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        let loading = ["src", "srcset", "action", "data", "background", "poster", "ping", "style"];
        for element in all(&page, "*") {
            for (name, value) in element.value().attrs() {
                assert!(!loading.contains(&name) && !name.starts_with("on"), "{name}={value}");
                assert!(name != "href" || value.starts_with('#') || value == "data:,", "{name}={value}");
            }
        }
    }
}

#[test]
fn characters_that_turn_writing_around_are_spelled_out() {
    let text = "Hej \u{202E}nehtoN\u{2066} då\0\u{1B}[31m";
    let html = html(&with(text), Lang::Sv, false);
    assert!(!html.contains(['\u{202E}', '\u{2066}', '\0', '\u{1B}']));
    let page = Html::parse_document(&html);
    assert_eq!(texts(&page, "#k1 .text .unseen"), ["U+202E", "U+2066", "U+0000", "U+001B"]);
}

#[test]
fn many_findings_make_a_page_of_fitting_size() {
    let text = "jävla ".repeat(5_000);
    let html = html(&[Said { id: "1", text: &text, ..Said::default() }], Lang::Sv, false);
    assert!(html.len() < 40 * text.len(), "{}", html.len());
}
