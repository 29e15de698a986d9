//! Links as people and fraudsters write them.

use std::path::Path;
use std::sync::LazyLock;

use ordvakt_rules::Recognised as Kind;
use ordvakt_text::{Folded, Tokens};

use super::{Hosts, Link};

static HOSTS: LazyLock<Hosts> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../wordlists/tables/hosts.tsv");
    let table = std::fs::read_to_string(path).unwrap();
    let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    Hosts::new(&[(
        "hosts".to_owned(),
        rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect(),
    )])
});

fn links_by(hosts: &Hosts, text: &str) -> (Vec<Link>, Vec<String>) {
    let mut folded = Folded::new();
    folded.fold(text);
    let mut tokens = Tokens::default();
    tokens.tokenize(text, &folded);
    let mut links = Vec::new();
    hosts.find(folded.text(), tokens.tokens(), tokens.any(), &mut links);
    let spans = links.iter().map(|link| {
        let first = tokens.tokens()[link.first as usize].start as usize;
        let last = tokens.tokens()[link.last as usize - 1].end as usize;
        folded.text()[first..last].to_owned()
    });
    let spans = spans.collect();
    (links, spans)
}

fn answers(text: &str, kind: Kind) -> bool {
    links_by(&HOSTS, text).0.iter().any(|link| link.answers(kind))
}

#[track_caller]
fn all(kind: Kind, texts: &[&str]) {
    for text in texts {
        assert!(answers(text, kind), "{kind:?} is not found in `{text}`");
    }
}

#[track_caller]
fn none(kinds: &[Kind], texts: &[&str]) {
    for text in texts {
        for kind in kinds {
            assert!(!answers(text, *kind), "{kind:?} is found in `{text}`");
        }
    }
}

const HARMFUL: [Kind; 9] = [
    Kind::LinkScam,
    Kind::LinkLookalike,
    Kind::LinkDeceptive,
    Kind::LinkMismatch,
    Kind::LinkPorn,
    Kind::LinkPirate,
    Kind::LinkGore,
    Kind::LinkHate,
    Kind::LinkDrugs,
];

#[test]
fn forms_of_the_same_address() {
    let texts = [
        "läs på https://www.nordfront.se/artikel",
        "läs på nordfront.se",
        "läs på hxxps://nordfront[.]se/artikel",
        "läs på nordfront[.]se/artikel",
        "läs på nordfront(.)se",
        "läs på nordfront{.}se",
        "läs på nordfront (punkt) se",
        "läs på nordfront[dot]se",
        "läs på nordfront punkt se",
        "läs på nordfront prick se slash artikel",
        "läs på nordfront dot se snedstreck artikel",
        "läs på www punkt nordfront punkt se",
        "läs på www . nordfront . se / artikel",
        "läs på nordfront . se/artikel",
        "läs på n0rdfr0nt punkt se",
        "läs på nоrdfrоnt.se",
        "läs på n o r d f r o n t . s e",
        "läs på nordfront 👉 . 👈 se",
        "läs på nordfront【.】se",
        "läs på nord front punkt se",
        "läs på https://www.google.com/url?q=https%3A%2F%2Fnordfront.se%2Fx",
    ];
    all(Kind::LinkHate, &texts);
}

#[test]
fn spans_cover_the_whole_address() {
    for (text, span) in [
        ("gå till exempel punkt se snedstreck sida nu", "exempel punkt se snedstreck sida"),
        ("se www dot min-sida dot com", "www dot min-sida dot com"),
        ("se en-sida (dot) example / live, gratis", "en-sida (dot) example / live"),
        ("se e x e m p e l . c o m, i dag", "e x e m p e l . c o m"),
        ("se exempel dot co dot uk", "exempel dot co dot uk"),
        ("se 203.0.113.7/login i dag", "203.0.113.7/login"),
    ] {
        assert_eq!(links_by(&HOSTS, text).1, [span], "{text}");
    }
}

#[test]
fn a_link_over_a_full_stop_stands_in_both_sentences() {
    let (links, spans) = links_by(&HOSTS, "se xxx-filmer . example / live, gratis");
    assert_eq!(spans, ["xxx-filmer", "example / live"]);
    assert!(links[0].answers(Kind::LinkPorn) && !links[1].answers(Kind::LinkPorn));
    assert!(links.iter().all(|link| link.answers(Kind::LinkDisguised)));
}

#[test]
fn full_stops_are_no_dots() {
    for text in [
        "De är dumma. Punkt. Se till att de slutar",
        "Bra jobbat. Se nästa sida. Top!",
        "Bra jobbat . Se nästa sida",
        "Vi ses t. ex. i dag kl. 9. 30",
        "Version 1.2.3.4 är ute",
        "Kul ❤️ se där",
        "en prick på kartan, slash och burn",
        "Han sa f. d. chef",
        "kaffe,te,bulle och kultur • info",
    ] {
        assert_eq!(links_by(&HOSTS, text).1, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn numbers_as_hosts() {
    all(Kind::LinkIp, &["http://203.0.113.7/x", "203.0.113.7/x", "http://3405803783/x", "http://0xcb007107"]);
    all(Kind::LinkDeceptive, &["http://3405803783/x", "http://0313.0.0161.7/x"]);
    all(Kind::LinkScam, &["http://203.0.113.7/login"]);
    none(&[Kind::LinkIp, Kind::LinkScam], &["http://192.168.1.1/login", "http://127.0.0.1:8080/login"]);
}

#[test]
fn look_alikes_of_known_names() {
    all(
        Kind::LinkLookalike,
        &[
            "https://bankid-support.example",
            "https://bankld.se",
            "https://bank1d.nu/x",
            "p0stnord.com",
            "https://pоstnord.se",
            "https://post-nord-se.example",
            "skattevreket.se",
            "https://svvedbank.se",
            "https://nordéa.se",
            "https://swlsh.nu",
            "polisen-boter.example",
            "https://1177-bokning.example",
            "https://xn--skatteverkt-8bb.se/x",
            "kiruna-komrnun.example",
            "kungalv-kommun.top",
            "kirunakommun.xyz",
            "https://skatteverket.xyz",
            "https://dagens-nyheter.example/kungen",
        ],
    );
    all(
        Kind::LinkLookalike,
        &[
            "https://postnord.paket-info.com",
            "https://1177.se-bokning.com",
            "https://kungalv-kommun-bidrag.com",
        ],
    );
    all(Kind::LinkPorn, &["pornhub,com", "porn hub . com", "xvideos。com", "xvideos•com"]);
    all(Kind::LinkScam, &["seb-login.com", "kungalv-aterbetalning.example", "https://bankid-verify.example"]);
}

#[test]
fn known_names_elsewhere_are_no_look_alikes() {
    none(
        &HARMFUL,
        &[
            "https://www.bankid.com/hjalp",
            "https://login.swedbank.se",
            "https://kirunakommun.varbi.com",
            "https://polisen.varbi.com/jobb",
            "https://sebgroup.com",
            "https://www.amazon.de",
            "https://ikea.co.uk",
            "https://svenskfotboll.se/kungalv",
            "https://kommunal.se",
            "https://pitea-simsallskap.se",
            "https://malmö.se",
            "https://försäkringskassan.se",
            "https://sebastian.example",
            "https://musikalica.se",
            "https://policen.se",
            "https://pitea-ibf.se/login",
            "https://program.kiruna.app/login",
            "https://foreningen.xyz/login",
            "https://goo.gl/maps/vinst",
        ],
    );
}

#[test]
fn hidden_targets() {
    all(
        Kind::LinkDeceptive,
        &[
            "https://polisen.se@evil.example/",
            "polisen.se@evil.example/bot",
            "polisen.se@evil.example",
            "https://www.skatteverket.se.inlogg.example/x",
        ],
    );
    none(
        &[Kind::LinkDeceptive],
        &["https://medium.com/@nagon", "anna.berg@evil.example", "https://mastodon.social/@nagon"],
    );
}

#[test]
fn words_that_promise_another_host() {
    all(
        Kind::LinkMismatch,
        &[
            "[skatteverket.se](https://evil.example/x)",
            "[Skatteverket](https://evil.example/x)",
            "[https://www.1177.se/boka](https://evil.example)",
            "[Boka tid på 1177.se](https://evil.example)",
            "<a href=\"https://evil.example/x\">skatteverket.se</a>",
            "[url=https://evil.example]polisen.se[/url]",
            "<https://evil.example|polisen.se>",
            "polisen.se (https://evil.example/x)",
        ],
    );
    none(
        &[Kind::LinkMismatch],
        &[
            "[polisen.se](https://polisen.se/aktuellt)",
            "[exempel.se](https://www.exempel.se/sida)",
            "[programmet](https://forening.example/program)",
            "<a href=\"https://www.forening.example/x\">forening.example</a>",
            "[exempel.se](https://www.svt.se/nyheter)",
            "Läs på polisen.se, https://tidning.example",
            "(https://forening.example/x)",
        ],
    );
}

#[test]
fn bait_needs_company() {
    all(
        Kind::LinkScam,
        &[
            "bit.ly/vinn500",
            "https://verify-wallet.com",
            "vinst-nu.top",
            "💸👉 vinst-nu 🔴 example 🔴 skynda",
        ],
    );
    all(Kind::LinkBait, &["https://forening.se/login", "https://tavling.se/vinnare"]);
    none(&HARMFUL, &["https://forening.se/login", "https://tavling.se/vinnare", "bit.ly/stadag"]);
}

#[test]
fn headlines_tell_of_things() {
    none(
        &HARMFUL,
        &[
            "https://lokalbladet.example/polisen-hittade-kokain-i-bilen",
            "https://lokalbladet.example/nyheter/kokain-beslag",
            "https://lokalbladet.example/sa-soker-du-elstod-och-aterbetalning",
        ],
    );
    all(Kind::LinkDrugs, &["https://butiken.example/kokain"]);
}

#[test]
fn ordinary_links_stay_silent() {
    let texts = [
        "https://www.kungalv.se/evenemang",
        "youtube.com/kungalvskommun",
        "https://www.openstreetmap.org/way/1234",
        "https://maps.app.goo.gl/AbCdEf",
        "forms.example/stadag2024",
        "felanmalan.example",
        "https://www.laget.se/KirunaFF",
        "https://www.nsd.se/artikel/stadsflytten",
        "https://bygdegarden.nu/kalender",
        "https://github.io",
    ];
    none(&HARMFUL, &texts);
    none(&[Kind::LinkUnknown], &["https://www.kiruna.se/bad", "kungälv.se/bad", "svt.se"]);
    all(Kind::LinkUnknown, &["https://bygdegarden.nu/kalender", "https://sites.google.com/x"]);
}

#[test]
fn users_add_rows_of_their_own() {
    let row = |fields: &[&str]| fields.iter().map(|field| (*field).to_owned()).collect();
    let rows = vec![
        row(&["*fantasifirman", "brand", "fantasifirman.se"]),
        row(&["elaksida.se", "scam"]),
        row(&["", "scam"]),
        row(&["*", "brand"]),
        row(&["ensam"]),
    ];
    let hosts = Hosts::new(&[("hosts".to_owned(), rows)]);
    let known = |text: &str, kind| links_by(&hosts, text).0.iter().any(|link| link.answers(kind));
    assert!(known("https://fantasifirman-kundtjanst.se", Kind::LinkLookalike));
    assert!(!known("https://www.fantasifirman.se", Kind::LinkUnknown));
    assert!(known("www.elaksida.se", Kind::LinkScam));
}

#[test]
fn hostile_input_is_no_panic() {
    let texts = [
        "https://".to_owned() + &"a.".repeat(30_000) + "se",
        "a . ".repeat(30_000) + "com",
        "punkt se ".repeat(20_000),
        "[a](".repeat(20_000),
        "<a href=\"https://x.example\">".repeat(4_000),
        "https://x.example/https://".repeat(4_000),
        "a-".repeat(30_000) + " . com",
        "🔴 com ".repeat(20_000),
        "x . ly / ".repeat(10_000),
        "http://[".repeat(10_000),
        "polisen.se@".repeat(10_000),
        "xn--".repeat(20_000) + ".com",
        "http://xn--".to_owned() + &"9".repeat(200) + ".se",
    ];
    for text in &texts {
        for link in links_by(&HOSTS, text).0 {
            assert!(link.first < link.last);
        }
    }
}
