//! What is recorded, decided, counted, printed and erased.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;

use std::fs;
use std::path::Path;

use common::{material, place, record, report, report_under};
use ordvakt::{Action, Lang};
use ordvakt_evidence::{CardFormat, Cards, Decision, Evidence, Outcome, Which, verify};

const SWEARING: &str = "Vilka jävla vägar ni har!";

fn decided<'a>(action: Action, why: &'a str, rules: &'a [&'a str]) -> Decision<'a> {
    Decision { action, by: "Anna A", why: Some(why).filter(|why| !why.is_empty()), rules }
}

#[test]
fn the_same_is_recorded_once() {
    let (_place, dir) = place();
    let evidence = Evidence::open(&dir).unwrap();
    let report = report(SWEARING);
    let comment = material("17", SWEARING);
    let receipts = evidence.record_all(&[(comment, &report), (comment, &report)]).unwrap();
    assert_eq!(
        receipts.iter().map(|receipt| (receipt.number, receipt.new)).collect::<Vec<_>>(),
        [(1, true), (1, false)]
    );
    assert!(!Evidence::open(&dir).unwrap().record(&comment, &report).unwrap().new);
    // Another verdict is another record of the same comment, and the later one is meant by its id.
    let other = report_under("kungalv", SWEARING);
    assert_eq!(evidence.record(&comment, &other).unwrap().number, 2);
    assert_eq!(evidence.case(Which::Id("17")).unwrap().number, 2);
    // Another text under the same id is another comment, which only a number can name.
    record(&evidence, "17", "Vilken skit!");
    let error = evidence.case(Which::Id("17")).unwrap_err().to_string();
    assert!(error.contains("give the number of a record: 1, 2, 3"), "{error}");
    // Erasing one takes all records of that comment and none of the other.
    let erased = evidence.erase(&[Which::Number(1)], "Cia C", "Gallringsplan 4.2").unwrap();
    assert_eq!(erased.erased, [1, 2]);
    assert_eq!(evidence.case(Which::Id("17")).unwrap().number, 3);
}

#[test]
fn what_the_duties_ask_for_is_preserved_and_no_more() {
    let (_place, dir) = place();
    let evidence = Evidence::open(&dir).unwrap();
    let author = |policy: &str, id: &str| {
        let receipt = evidence.preserve(&material(id, SWEARING), &report_under(policy, SWEARING)).unwrap();
        receipt.map(|receipt| evidence.case(Which::Number(receipt.number)).unwrap().preserved.unwrap().author)
    };
    assert_eq!(author("katrineholm", "1"), Some(Some("Test Testsson".to_owned())));
    assert_eq!(author("kungalv", "2"), Some(None));
    assert_eq!(author("alla", "3"), None);
    let content = fs::read_to_string(dir.join("content/2.json")).unwrap();
    assert!(content.contains(SWEARING) && !content.contains("Testsson"), "{content}");
}

#[test]
fn decisions_stand_beside_the_recommendation_and_the_last_counts() {
    let (_place, dir) = place();
    let evidence = Evidence::open(&dir).unwrap();
    record(&evidence, "17", SWEARING);
    let decide = |decision: &Decision<'_>| evidence.decide(Which::Id("17"), decision);
    for (decision, told) in [
        (decided(Action::Publish, "", &[]), "`remove` was recommended, `publish` is decided: say why"),
        (decided(Action::Remove, "", &["hot/kill-you"]), "those that did: svordomar/javla"),
        (Decision { by: " ", ..decided(Action::Remove, "", &[]) }, "`by` is empty"),
    ] {
        let error = decide(&decision).unwrap_err().to_string();
        assert!(error.contains(told), "{error}");
    }
    assert!(evidence.decide(Which::Id("18"), &decided(Action::Remove, "", &[])).is_err());
    assert!(evidence.decide(Which::Number(9), &decided(Action::Remove, "", &[])).is_err());
    assert_eq!(evidence.head().unwrap().number, 1);

    decide(&decided(Action::Publish, "Riktar sig mot vägarna", &[])).unwrap();
    decide(&decided(Action::Remove, "", &[])).unwrap();
    assert!(evidence.decide(Which::Number(2), &decided(Action::Remove, "", &[])).is_err());
    let case = evidence.case(Which::Id("17")).unwrap();
    let outcomes: Vec<_> =
        case.decisions.iter().map(|decision| (decision.number, decision.outcome)).collect();
    assert_eq!(outcomes, [(2, Outcome::Overridden), (3, Outcome::Accepted)]);
    assert_eq!(case.decided().unwrap().recommended, "remove");
    assert_eq!(evidence.cases().unwrap(), [case]);
}

#[test]
fn a_bad_rule_shows() {
    let (_place, dir) = place();
    let evidence = Evidence::open(&dir).unwrap();
    let both = "Vilka jävla klantskallar";
    let rules =
        |text: &str| report(text).findings.iter().map(|finding| finding.rule.clone()).collect::<Vec<_>>();
    let [bad, good] = &rules(both)[..] else { panic!("two rules are needed: {:?}", rules(both)) };
    assert_eq!(rules(SWEARING), std::slice::from_ref(bad));
    for id in ["1", "2", "3"] {
        record(&evidence, id, SWEARING);
        evidence.decide(Which::Id(id), &decided(Action::Publish, "Ingen blir illa berörd", &[])).unwrap();
    }
    record(&evidence, "4", both);
    evidence.decide(Which::Id("4"), &decided(Action::Remove, "", &[bad.as_str()])).unwrap();
    record(&evidence, "5", SWEARING);
    // The last decision counts.
    evidence.decide(Which::Id("3"), &decided(Action::Remove, "", &[])).unwrap();

    let statistics = evidence.statistics().unwrap();
    assert_eq!(
        (statistics.comments, statistics.decided, statistics.accepted, statistics.overridden),
        (5, 4, 2, 2)
    );
    let row = |rule: &str| statistics.rules.iter().find(|row| row.rule == rule).unwrap().clone();
    let worst = &statistics.rules[0];
    assert_eq!(&worst.rule, bad);
    assert_eq!(
        (worst.comments, worst.decided, worst.accepted, worst.milder, worst.stricter),
        (5, 4, 1, 3, 0)
    );
    assert!((worst.share - 0.75).abs() < 1e-9);
    let fine = row(good);
    assert_eq!((fine.decided, fine.accepted, fine.milder), (1, 1, 0));

    // More than recommended is not the rule's fault.
    let mild = report_under("alla", SWEARING);
    evidence.record(&material("6", SWEARING), &mild).unwrap();
    evidence.decide(Which::Id("6"), &decided(Action::Remove, "Upprepat", &[])).unwrap();
    assert_eq!(evidence.statistics().unwrap().rules[0].stricter, 1);
    evidence.erase(&[Which::Id("1")], "Cia C", "Gallringsplan 4.2").unwrap();
    assert_eq!(evidence.statistics().unwrap().erased, 1);
}

/// Every file of a folder as one text.
fn everything(dir: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all += &everything(&path);
        } else {
            all += &String::from_utf8_lossy(&fs::read(&path).unwrap());
        }
    }
    all
}

#[test]
fn what_is_erased_is_gone_and_the_chain_holds() {
    let (_place, dir) = place();
    let evidence = Evidence::open(&dir).unwrap();
    let (text, id) = ("Fan vad du är dum, Test!", "facebook-4711");
    record(&evidence, id, text);
    record(&evidence, "other", SWEARING);
    evidence.decide(Which::Id(id), &decided(Action::Publish, "Test Testsson är tålig", &[])).unwrap();
    // As a writer that was stopped leaves it.
    fs::copy(dir.join("content/1.json"), dir.join("content/4.json")).unwrap();
    let heads: Vec<_> = [evidence.head().unwrap().digest].to_vec();
    for error in [
        evidence.erase(&[], "Cia C", "Plan"),
        evidence.erase(&[Which::Id("none")], "Cia C", "Plan"),
        evidence.erase(&[Which::Id(id)], "", "Plan"),
        evidence.erase(&[Which::Id(id)], "Cia C", " "),
    ] {
        error.unwrap_err();
    }
    let chain = fs::read_to_string(dir.join("records.jsonl")).unwrap();
    for personal in [id, "Test", "Anna", "dum"] {
        assert!(!chain.contains(personal), "{personal} in the chain");
    }
    let erased = evidence.erase(&[Which::Id(id)], "Cia C", "Gallringsplan 4.2").unwrap();
    assert_eq!((erased.number, erased.erased.as_slice()), (4, &[1, 3][..]));
    let left = everything(&dir);
    for gone in [id, "du är dum", "tålig"] {
        assert!(!left.contains(gone), "{gone} is left");
    }
    let found = verify(&dir, &heads).unwrap();
    assert!(found.is_sound() && found.remarks.is_empty(), "{found:?}");
    assert_eq!((found.comments, found.decisions, found.erased), (2, 1, 2));
    let case = evidence.case(Which::Number(1)).unwrap();
    assert_eq!((case.preserved, case.decisions.len()), (None, 0));
    assert_eq!(case.erased.unwrap().why, "Gallringsplan 4.2");
    let error = evidence.decide(Which::Number(1), &decided(Action::Remove, "", &[])).unwrap_err().to_string();
    assert!(error.contains("erased, by record 4"), "{error}");
    evidence.case(Which::Id("other")).unwrap();
}

#[test]
fn the_salts_differ_so_that_nobody_can_guess_what_is_erased() {
    let (_place, dir) = place();
    let evidence = Evidence::open(&dir).unwrap();
    record(&evidence, "1", "Fan!");
    evidence.erase(&[Which::Id("1")], "Cia C", "Plan").unwrap();
    record(&evidence, "1", "Fan!");
    let chain = fs::read_to_string(dir.join("records.jsonl")).unwrap();
    let contents: Vec<&str> = chain
        .lines()
        .map(|line| line.split("\"content\":\"").nth(1).unwrap().split('"').next().unwrap())
        .collect();
    assert_eq!(contents.len(), 3);
    assert_ne!(contents[0], contents[2]);
}

#[test]
fn cards_say_who_decided_what_on_which_ground() {
    let (_place, dir) = place();
    let evidence = Evidence::open(&dir).unwrap();
    let text = "Vilka jävla\n```\n# vägar; \"här\"";
    record(&evidence, "=17", text);
    evidence.decide(Which::Id("=17"), &decided(Action::Publish, "Riktar sig mot vägarna", &[])).unwrap();
    evidence.decide(Which::Id("=17"), &Decision { by: "Bo B", ..decided(Action::Remove, "", &[]) }).unwrap();
    record(&evidence, "18", "Fan!");
    record(&evidence, "19", "Skit!");
    evidence.erase(&[Which::Id("19")], "Cia C", "Gallringsplan 4.2").unwrap();
    let cases = evidence.cases().unwrap();

    let page = Cards::default().render(&cases).unwrap();
    for part in [
        "# Ärendekort, post 1",
        "- Författare: Test Testsson",
        "- Länk: https://social.example/post/1?comment=17",
        "````text\nVilka jävla\n```\n# vägar; \"här\"\n````",
        "## Rekommendation: ta bort",
        "- **Svordomar",
        "svordomar/javla",
        "Grund: kommunens egna regler; Förslag till riktlinjer",
        "## Beslut: publicera",
        "- Beslutat av: Anna A",
        "- Skäl: Riktar sig mot vägarna",
        "- Ersatt av ett senare beslut.",
        "## Beslut: ta bort",
        "- Gallrad: ",
    ] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    assert_eq!(page.matches("# Ärendekort").count(), 3);
    assert!(!page.contains("Fan!"));
    let all = Cards { undecided: true, lang: Lang::En, ..Cards::default() }.render(&cases).unwrap();
    assert!(all.contains("Fan!") && all.contains("## Decision: none yet"), "{all}");

    let csv = Cards { format: CardFormat::Csv, lang: Lang::En, ..Cards::default() }.render(&cases).unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| &rows[row][headings.iter().position(|own| own == name).unwrap()];
    assert_eq!(rows.len(), 3);
    assert_eq!(cell(0, "comment"), "'=17");
    assert_eq!(cell(0, "text"), text);
    assert_eq!(
        (cell(0, "decision"), cell(0, "in force"), cell(0, "decided by")),
        ("publish", "no", "Anna A")
    );
    assert_eq!((cell(1, "decision"), cell(1, "in force"), cell(1, "decided by")), ("remove", "yes", "Bo B"));
    assert_eq!((cell(2, "text"), cell(2, "erased").is_empty()), ("", false));
    let excel = Cards { format: CardFormat::ExcelCsv, ..Cards::default() }.render(&cases).unwrap();
    assert!(excel.starts_with("\u{FEFF}post;kommentar;") && excel.contains("\r\n"), "{excel}");
}
