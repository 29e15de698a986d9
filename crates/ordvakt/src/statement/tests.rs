use super::*;
use crate::builtin_policy;

fn under(policy: &str) -> Moderator {
    Moderator::builtin().with_policy(builtin_policy(policy).unwrap())
}

fn every(verdict: &Verdict) -> Vec<String> {
    let mut all = Vec::new();
    for kind in StatementKind::ALL.iter().copied() {
        for lang in [Lang::Sv, Lang::En] {
            for action in Action::ALL.iter().copied() {
                all.push(verdict.statement(&Statement {
                    kind,
                    lang,
                    action: Some(action),
                    ..Statement::default()
                }));
            }
        }
    }
    all
}

#[test]
fn every_template_is_there_and_every_slot_is_used() {
    for (id, slots) in Template::SLOTS {
        let template = BUILTIN.meta.templates.iter().find(|template| template.id == *id);
        let template = template.unwrap_or_else(|| panic!("no template `{id}`"));
        for text in [&template.text.sv, &template.text.en] {
            for slot in *slots {
                assert!(text.contains(&format!("{{{slot}}}")), "{id} leaves {slot} out");
            }
        }
    }
    assert_eq!(BUILTIN.meta.templates.len(), Template::SLOTS.len());
}

#[test]
fn a_notice_names_rule_document_ground_and_how_to_object() {
    let asked =
        Statement { action: Some(Action::Remove), contact: Some("info@example.com"), ..Statement::default() };
    let notice = under("kungalv").screen("Vilka jävla vägar!").statement(&asked);
    for part in [
        "Vi har tagit bort din kommentar.",
        "Svordomar",
        "kommunens egna regler; Sociala medier, Regler",
        "En människa beslutar.",
        "Skriv till info@example.com",
    ] {
        assert!(notice.contains(part), "{part} in {notice}");
    }
    let law = under("bbs").screen("Jag ska döda dig!").statement(&asked);
    assert!(law.contains("Grund: lagen (BrB 4:5)"), "{law}");
}

#[test]
fn other_kinds_say_what_they_are_for() {
    let verdict = under("kungalv").screen("Vilka jävla vägar!");
    let say = |kind, action| {
        verdict.statement(&Statement {
            kind,
            lang: Lang::En,
            action: Some(action),
            channel: Some("08-000"),
            ..Statement::default()
        })
    };
    assert!(
        say(StatementKind::Reply, Action::Hide).starts_with("We have hidden a comment here.\n\nThis is why:")
    );
    let referral = say(StatementKind::Referral, Action::Review);
    assert!(referral.contains("contact us through 08-000") && !referral.contains("We remove"), "{referral}");
    assert!(say(StatementKind::Referral, Action::Remove).ends_with("for your own sake."));
    let back = say(StatementKind::WelcomeBack, Action::Remove);
    assert!(
        back.contains("no swearing")
            && back.contains("Sociala medier, Regler")
            && back.contains("do come back"),
        "{back}"
    );
    // What a person removes though nothing was found breaks the document, and nothing else is claimed.
    let silent = under("kungalv").screen("Tack!");
    let asked = Statement { action: Some(Action::Remove), ..Statement::default() };
    assert!(
        silent
            .statement(&asked)
            .contains("Den följer inte våra regler för kommentarer (Sociala medier, Regler")
    );
    assert!(
        silent
            .statement(&Statement::default())
            .contains("Vi har inte funnit att den bryter mot våra regler.")
    );
}

#[test]
fn nothing_of_the_comment_is_repeated() {
    for policy in ["alla", "kungalv", "bbs", "uppvidinge"] {
        let moderator = under(policy);
        for text in [
            "Din jävla klantskalle Testsson, ring 070-174 06 05 eller test@example.com",
            "Jag ska döda dig, 811218-9876!",
            "Köp billiga skor på exempelskor.example nu, 50 % rabatt!",
        ] {
            let verdict = moderator.screen(text);
            let report = verdict.report(text, Lang::Sv, crate::Offsets::Byte);
            for statement in every(&verdict) {
                for finding in report.findings.iter().chain(&report.notes) {
                    assert!(!statement.contains(&finding.matched), "{}: {statement}", finding.matched);
                }
            }
        }
    }
}

#[test]
fn a_report_and_its_verdict_say_the_same() {
    let text = "Vilka jävla vägar!";
    let verdict = under("uppvidinge").screen(text);
    let report = verdict.report(text, Lang::Sv, crate::Offsets::Byte);
    for kind in StatementKind::ALL.iter().copied() {
        let asked = Statement { kind, ..Statement::default() };
        assert_eq!(report.statement(&asked), verdict.statement(&asked));
    }
}

#[test]
fn a_municipality_may_use_its_own_words() {
    let own =
        "[[template]]\nid = \"notice_hide\"\ntext = { sv = \"Dold {tills vidare}.\", en = \"Hidden.\" }\n";
    let build = |text: &str| Moderator::builder().source("statements.toml", text).build();
    let error = build(own).unwrap_err().to_string();
    assert!(error.contains("statements.toml:3:8: nothing fills in `{tills vidare}`"), "{error}");
    let moderator = build(&own.replace(" {tills vidare}", "")).unwrap();
    let asked = Statement { action: Some(Action::Hide), ..Statement::default() };
    let notice = moderator.screen("Vilka jävla vägar!").statement(&asked);
    assert!(notice.starts_with("Dold.\n\nSkälet är detta:"), "{notice}");
}

#[test]
fn what_is_filled_in_is_left_alone() {
    let asked = Statement { contact: Some("{why} {"), ..Statement::default() };
    assert!(under("bbs").screen("Tack!").statement(&asked).contains("Skriv till {why} {, berätta"));
}
