//! Reading policies: what is taken over, and that every problem is reported with its place.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a failed test")]

use ordvakt_rules::{
    Action, Category, Diagnostics, Policy, Scope, read_categories, read_policies, read_policy, read_statutes,
};

const BASE: &str = r#"title = "Grund"
languages = ["sv"]
welcome = ["fi"]
allow = ["kommun@example.se"]

[[rule]]
category = "hot"
action = "remove"
scope = "unlawful"
citation = "Grund, 1"

[[rule]]
category = "svordomar"
action = "hide"
citation = "Grund, 2"

[[rule]]
category = "reklam"
action = "remove"
scope = "private_companies"
citation = "Grund, 3"

[[duty]]
id = "remove"
when = "on_receipt"
within = "PT24H"
strict = true
from = "discovery"
citation = "Grund, 4"
condition = { action = "remove" }
text = { sv = "Ta bort.", en = "Remove." }

[[duty]]
id = "answer"
when = "on_receipt"
citation = "Grund, 5"
condition = { signals = ["fraga"] }
text = "Svara."
"#;

fn base() -> Policy {
    read_policy("grund.toml", BASE, &|_| None).unwrap()
}

fn known(id: &str) -> Option<Policy> {
    match id {
        "grund" => Some(base()),
        "bbs" => Some(Policy { id: "bbs".to_owned(), ..base() }),
        _ => None,
    }
}

fn places(wrong: &Diagnostics) -> Vec<(u32, u32, &str)> {
    wrong.iter().map(|diagnostic| (diagnostic.line, diagnostic.column, diagnostic.message.as_str())).collect()
}

fn hints(wrong: &Diagnostics) -> Vec<&str> {
    wrong.iter().map(|diagnostic| diagnostic.hint.as_deref().unwrap_or_default()).collect()
}

#[test]
fn a_child_takes_over_what_it_does_not_restate() {
    let text = r#"title = { sv = "Barn", en = "Child" }
extends = "grund"
drop = ["reklam"]
allow = ["0980-319200"]

[[rule]]
category = "hot"
action = "hide"
citation = "Barn, 1"

[[rule]]
category = "partipolitik"
action = "review"
clause = "general"
citation = "Barn, 2"

[[duty]]
id = "answer"
when = "on_receipt"
within = "P1BD"
citation = "Barn, 3"
condition = { signals = ["fraga"] }
text = { sv = "Svara inom en arbetsdag.", en = "Answer within a working day." }
"#;
    let child = read_policy("lists/policies/Barn.toml", text, &known).unwrap();
    assert_eq!(child.id, "barn");
    assert_eq!(child.extends, ["grund"]);
    assert_eq!((child.languages, child.welcome), (vec!["sv".to_owned()], vec!["fi".to_owned()]));
    assert_eq!(child.allow, ["kommun@example.se", "0980-319200"]);
    let rules: Vec<_> = child
        .rules
        .iter()
        .map(|rule| (rule.category, rule.action, rule.scope, rule.citation.as_str()))
        .collect();
    assert_eq!(
        rules,
        [
            (Category::Hot, Action::Hide, Scope::Any, "Barn, 1"),
            (Category::Partipolitik, Action::Review, Scope::Any, "Barn, 2"),
            (Category::Svordomar, Action::Hide, Scope::Any, "Grund, 2"),
        ]
    );
    let duties: Vec<_> = child
        .duties
        .iter()
        .map(|duty| (duty.id.as_str(), duty.within.as_deref(), duty.citation.as_str()))
        .collect();
    assert_eq!(duties, [("remove", Some("PT24H"), "Grund, 4"), ("answer", Some("P1BD"), "Barn, 3")]);
}

#[test]
fn a_grandchild_names_its_whole_line() {
    let files = [
        ("c.toml", "title = \"C\"\nextends = \"b\"\n"),
        ("a.toml", BASE),
        ("b.toml", "title = \"B\"\nextends = \"a\"\nmax_action = \"review\"\n"),
    ];
    let policies = read_policies(&files).unwrap();
    let lines: Vec<_> =
        policies.iter().map(|policy| (policy.id.as_str(), policy.extends.join(" "))).collect();
    assert_eq!(lines, [("a", String::new()), ("b", "a".to_owned()), ("c", "b a".to_owned())]);
    assert_eq!(policies[2].max_action, Action::Review);
    assert_eq!(policies[2].rules, policies[0].rules);
}

#[test]
fn all_problems_come_at_once_with_their_places() {
    let text = r#"title = { sv = "Fel" }
extends = "bss"
languages = ["sv", "swe", "sv_SE"]
colour = "blue"

[[rule]]
category = "hott"
action = "remove"
citation = "1"

[[rule]]
category = "hot"
action = "delete"
citation = "1"

[[rule]]
category = "reklam"
action = "remove"

[[rule]]
category = "svordomar"
action = "hide"
citation = "1"

[[rule]]
category = "svordomar"
action = "hide"
citation = "1"
skope = "any"

[[duty]]
id = "remove"
when = "on_receipt"
condition = { action = "remove" }
text = "Ta bort."

[[duty]]
id = "anwser"
when = "sometime"
within = "24H"
citation = "1"
condition = { signals = ["fråga"] }
text = "Svara."

[[duty]]
id = "answer"
when = "on_receipt"
strict = true
citation = "1"
condition = { roles = ["outside"] }
text = "Svara."
"#;
    let wrong = read_policy("fel.toml", text, &known).unwrap_err();
    assert_eq!(
        places(&wrong),
        [
            (1, 9, "`en` is missing"),
            (2, 11, "unknown policy `bss`"),
            (3, 20, "`swe` is no language code"),
            (3, 27, "`sv_SE` is no language code"),
            (4, 1, "unknown key `colour`"),
            (7, 12, "unknown category `hott`"),
            (13, 10, "unknown action `delete`"),
            (16, 1, "`citation` is missing"),
            (25, 1, "a second rule for `svordomar`"),
            (29, 1, "unknown key `skope`"),
            (31, 1, "`citation` is missing"),
            (38, 6, "unknown duty `anwser`"),
            (39, 8, "unknown `when` `sometime`"),
            (40, 10, "`24H` is no time limit"),
            (42, 26, "unknown signal `fråga`"),
            (48, 10, "`strict` without a limit"),
            (50, 13, "the duty would arise for every comment"),
        ]
    );
    let hints = hints(&wrong);
    assert_eq!(hints[1], "did you mean `bbs`? known are `bbs`");
    assert_eq!(hints[2], "`sv`");
    assert!(hints[5].starts_with("did you mean `hot`? known are `hets_mot_folkgrupp`, `sexism`"));
    assert_eq!(hints[6], "known are `publish`, `review`, `hide`, `remove`");
    assert_eq!(hints[8], "its first rule is on line 20");
    assert_eq!(hints[11], "did you mean `answer`?");
    assert!(wrong.to_string().contains("fel.toml:7:12: unknown category `hott` (hint: did you mean `hot`?"));
}

#[test]
fn syntax_errors_are_diagnostics_with_places() {
    let wrong = read_policy("fel.toml", "title = \"A\"\nmax_action = \n[[rule]\n", &known).unwrap_err();
    let lines: Vec<u32> = wrong.iter().map(|diagnostic| diagnostic.line).collect();
    assert!(lines.contains(&2) && lines.contains(&3), "{wrong}");
    assert!(wrong.iter().all(|diagnostic| diagnostic.column > 0 && diagnostic.file == "fel.toml"), "{wrong}");
    assert!(read_policy("tom.toml", "", &known).unwrap_err().to_string().contains("`title` is missing"));
}

#[test]
fn circles_and_doubles_are_refused() {
    let files = [
        ("a.toml", "title = \"A\"\nextends = \"b\"\n"),
        ("b.toml", "title = \"B\"\nextends = \"a\"\n"),
        ("c.toml", "title = \"C\"\nextends = \"c\"\n"),
        ("x/c.toml", "title = \"C\"\n"),
    ];
    let wrong = read_policies(&files).unwrap_err().to_string();
    for part in [
        "a.toml:2:11: `extends` goes in a circle through `b`",
        "b.toml:2:11: `extends` goes in a circle through `a`",
        "x/c.toml: a second policy `c`",
    ] {
        assert!(wrong.contains(part), "{wrong}");
    }
    let wrong = read_policy("grund.toml", "title = \"A\"\nextends = \"grund\"\n", &known).unwrap_err();
    assert_eq!(places(&wrong), [(2, 11, "`grund` extends itself")]);
    let other = |id: &str| {
        known("grund").map(|policy| Policy { id: id.to_owned(), extends: vec!["min".to_owned()], ..policy })
    };
    let wrong = read_policy("min.toml", "title = \"A\"\nextends = \"annan\"\n", &other).unwrap_err();
    assert_eq!(places(&wrong), [(2, 11, "`annan` extends `min`: that is a circle")]);
}

#[test]
fn dropping_and_scopes_must_make_sense() {
    let text = r#"title = "A"
extends = "grund"
drop = ["sexism", "hot"]

[[rule]]
category = "hot"
action = "remove"
scope = "offensive"
citation = "1"
"#;
    let wrong = read_policy("a.toml", text, &known).unwrap_err();
    assert_eq!(
        places(&wrong),
        [
            (3, 9, "`grund` has no rule for `sexism`"),
            (8, 9, "scope `offensive` has a meaning for `personuppgifter` only")
        ]
    );
    let wrong = read_policy("a.toml", "title = \"A\"\ndrop = [\"hot\"]\n", &known).unwrap_err();
    assert_eq!(places(&wrong), [(2, 9, "nothing is extended, so nothing can be dropped")]);
}

#[test]
fn wrong_types_are_named() {
    let text = "title = 3\nlanguages = \"sv\"\nallow = [1]\nrule = 4\nmax_action = true\n";
    let wrong = read_policy("a.toml", text, &known).unwrap_err();
    let lines: Vec<u32> = wrong.iter().map(|diagnostic| diagnostic.line).collect();
    assert_eq!(lines, [1, 3, 4, 5], "{wrong}");
}

#[test]
fn a_policy_survives_the_compiled_form() {
    let policy = base();
    let bytes = postcard::to_stdvec(&policy).unwrap();
    assert_eq!(postcard::from_bytes::<Policy>(&bytes).unwrap(), policy);
}

#[test]
fn languages_are_compared_by_their_first_part() {
    let policy = base();
    assert!(
        policy.accepts_language("sv") && policy.accepts_language("fi") && policy.accepts_language("sv-FI")
    );
    assert!(!policy.accepts_language("fit") && !policy.accepts_language("en"));
}

#[test]
fn statutes_and_texts_report_their_problems_too() {
    let text = r#"[[statute]]
id = "BrB 4:5"
act = "Brottsbalken"
section = "4 kap. 5 §"
title = { sv = "Olaga hot", en = "Unlawful threat" }
valid_from = "2019"
categories = ["hott"]

[[statute]]
id = "BrB 5:1"
title = { sv = "Förtal", en = "Defamation" }
valid_from = "1965-01-01"
"#;
    let wrong = read_statutes("statutes.toml", text).unwrap_err();
    assert_eq!(
        places(&wrong),
        [
            (6, 14, "`2019` is no date"),
            (7, 15, "unknown category `hott`"),
            (9, 1, "`act` is missing"),
            (9, 1, "`section` is missing"),
        ]
    );
    let text =
        "[[category]]\nid = \"akutt\"\ntitle = \"A\"\ndescription = \"A\"\nreason = \"A\"\npublic = \"A\"\n";
    let wrong = read_categories("categories.toml", text).unwrap_err();
    assert_eq!(places(&wrong), [(2, 6, "unknown category or signal `akutt`")]);
    assert!(hints(&wrong)[0].starts_with("did you mean `akut`?"));
}
