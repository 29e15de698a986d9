//! The built-in policies, held against what the documents say, written down here independently.

#![allow(clippy::panic, reason = "a helper that fails is a failed test")]

use ordvakt::{
    Action, Category, Clause, DocumentStatus, Lang, Policy, Scope, builtin_policy, builtin_policy_ids,
    describe_policy, parse_policy, public_rules,
};

fn policy(id: &str) -> Policy {
    builtin_policy(id).unwrap_or_else(|| panic!("no policy {id}"))
}

/// Category by category: Kiruna, Uppvidinge, Kungälv, Piteå, Katrineholm, the statutory minimum.
///
/// `named`, `general` (clause) and `law` (by reference to it) say how the document reaches the category, `named+law`
/// that it does so in both ways; after `/` the scope, where it is not everything; `-` it does not.
const TABLE: &str = "
hets_mot_folkgrupp   named                named+law        named           named               named           law/bbs
sexism               named                named            named           named               named           -
trakasserier         named                named            named           named               named           -
fortal               named                named            named           named               named           -
personangrepp        named                named            named           named               named           -
hot                  general/against_law  named+law        general         law/against_law     general         law/bbs
uppmaning_till_brott named                named+law        named           named               named           law/bbs
valdsskildring       named/unlawful       law/against_law  named           named/unlawful      named/unlawful  law/bbs
pornografi           named                named            named           named               named           law/bbs
barnpornografi       named                law/against_law  named           named               named           law/bbs
upphovsratt          named                law/against_law  named/unlawful  named/unlawful      named/unlawful  law/bbs
reklam               named                named/private_companies named    named/unless_agreed named           -
sekretess            named                named+law        named           named               general         law/bbs
personuppgifter      general/against_law  named/offensive  named           named/offensive     general         -
partipolitik         named                -                named           -                   -               -
svordomar            -                    named            named           named               named           -
annat_sprak          -                    named            -               -                   -               -
skadliga_lankar      -                    named            -               -                   -               -
utanfor_amnet        -                    named            -               -                   -               -
";

const COLUMNS: [&str; 6] = ["kiruna", "uppvidinge", "kungalv", "pitea", "katrineholm", "bbs"];

fn cell(policy: &Policy, category: Category) -> String {
    let Some(rule) = policy.rule(category) else { return "-".to_owned() };
    let clause = match rule.clause {
        Clause::Named if rule.law_citation.is_some() => "named+law",
        Clause::Named => "named",
        Clause::General => "general",
        Clause::Statutory => "law",
        _ => "?",
    };
    if rule.scope == Scope::Any { clause.to_owned() } else { format!("{clause}/{}", rule.scope.as_str()) }
}

#[test]
fn every_category_stands_as_in_the_documents() {
    let policies = COLUMNS.map(policy);
    let rows: Vec<Vec<&str>> = TABLE.trim().lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows.len(), Category::ALL.len());
    for (row, category) in rows.iter().zip(Category::ALL) {
        assert_eq!(row[0], category.as_str());
        for (policy, expected) in policies.iter().zip(&row[1..]) {
            assert_eq!(cell(policy, *category), *expected, "{category} in {}", policy.id);
        }
    }
}

#[test]
fn what_may_need_removal_is_left_to_a_person() {
    let action = |id: &str, category| policy(id).rule(category).map(|rule| rule.action);
    for category in [Category::Reklam, Category::Partipolitik] {
        assert_eq!(action("kungalv", category), Some(Action::Review));
    }
    for category in [Category::Sekretess, Category::Personuppgifter] {
        assert_eq!(action("kungalv", category), Some(Action::Hide));
    }
    assert_eq!(action("kungalv", Category::Svordomar), Some(Action::Remove));
    assert_eq!(action("pitea", Category::Reklam), Some(Action::Review));
    assert_eq!(action("pitea", Category::Sekretess), Some(Action::Remove));
    assert_eq!(action("kiruna", Category::Partipolitik), Some(Action::Remove));
}

/// Duties in their order: id, moment, limit (`!` binds, `~` preferably), what raises them.
fn duties(id: &str) -> Vec<String> {
    let policy = policy(id);
    let line = |duty: &ordvakt::Duty| {
        let mark = if duty.strict { "!" } else { "~" };
        let limit = duty.within.as_ref().map(|within| format!(" {mark}{within}")).unwrap_or_default();
        let condition = &duty.condition;
        let mut raised: Vec<String> = condition.signals.iter().map(ToString::to_string).collect();
        raised.extend(condition.action.map(|action| format!(">={action}")));
        raised.extend(condition.categories.iter().take(2).map(ToString::to_string));
        raised.extend(condition.law.then(|| "law".to_owned()));
        raised.extend(condition.roles.iter().cloned());
        raised.extend(condition.direct_message.then(|| "message".to_owned()));
        format!("{} {}{limit}: {}", duty.id, duty.when, raised.join(" "))
    };
    policy.duties.iter().map(line).collect()
}

const ALERT: &str = "alert_person on_receipt !omgående: akut";

#[test]
fn duties_stand_in_the_documents_order_with_their_limits() {
    assert_eq!(
        duties("kiruna"),
        [
            ALERT,
            "register on_receipt: enskilt_arende",
            "remove on_receipt: >=remove",
            "answer on_receipt !P1BD: fraga",
            "forward on_receipt: fraga enskilt_arende",
        ]
    );
    assert_eq!(
        duties("uppvidinge"),
        [
            ALERT,
            "preserve_content before_removal: >=review",
            "register before_removal: >=review",
            "remove on_receipt: >=remove",
            "notify_author after_removal: >=review personuppgifter sekretess",
            "consider_blocking after_removal: >=remove hets_mot_folkgrupp hot law outside",
            "answer on_receipt !snarast: fraga",
            "ask_rephrase on_receipt: >=review svordomar",
            "register on_receipt: enskilt_arende",
            "handle on_receipt: enskilt_arende",
            "refer_channel on_receipt: enskilt_arende",
            "remove after_handling: enskilt_arende",
        ]
    );
    assert_eq!(
        duties("kungalv"),
        [
            ALERT,
            "preserve_content before_removal: >=review",
            "remove on_receipt !skyndsamt: >=remove",
            "remove on_receipt ~PT24H: >=remove",
            "answer on_receipt !snarast: fraga",
            "forward on_receipt: fraga enskilt_arende",
        ]
    );
    assert_eq!(
        duties("pitea"),
        [
            ALERT,
            "register on_receipt: message",
            "remove on_receipt: >=remove",
            "remove on_receipt !skyndsamt: >=review personuppgifter",
        ]
    );
    assert_eq!(
        duties("katrineholm"),
        [
            ALERT,
            "register on_receipt: message",
            "preserve_content before_removal: >=review",
            "preserve_author before_removal: >=review",
            "remove on_receipt !skyndsamt: >=remove",
            "answer on_receipt !omgående: fraga",
            "forward on_receipt: fraga enskilt_arende",
        ]
    );
    assert_eq!(duties("bbs"), [ALERT, "remove on_receipt: >=remove law"]);
}

#[test]
fn somebody_is_alerted_under_every_policy() {
    for id in builtin_policy_ids() {
        assert!(duties(id).iter().any(|duty| duty == ALERT), "{id}");
    }
}

#[test]
fn documents_have_the_status_they_have() {
    let status = |id| policy(id).document.status;
    assert_eq!(status("kiruna"), DocumentStatus::Adopted);
    assert_eq!(status("uppvidinge"), DocumentStatus::Adopted);
    assert_eq!(status("pitea"), DocumentStatus::Adopted);
    assert_eq!(status("kungalv"), DocumentStatus::Draft);
    assert_eq!(status("katrineholm"), DocumentStatus::Proposal);
    assert_eq!(status("bbs"), DocumentStatus::Statute);
    assert_eq!(status("alla"), DocumentStatus::None);
    let date = |id| policy(id).document.date;
    assert_eq!(date("uppvidinge"), "2016-02-09, rev. 2020-09-16");
    assert_eq!((date("kungalv"), date("pitea")), ("2023-XX-XX".to_owned(), "2011-01-03".to_owned()));
    for rule in policy("kungalv").rules {
        assert!(
            rule.citation.contains("utkast"),
            "cited without saying that it is a draft: {}",
            rule.citation
        );
    }
}

#[test]
fn all_extend_the_statutory_minimum() {
    assert_eq!(
        builtin_policy_ids(),
        ["alla", "bbs", "katrineholm", "kiruna", "kungalv", "pitea", "uppvidinge"]
    );
    let minimum = policy("bbs");
    assert!(minimum.extends.is_empty());
    for id in builtin_policy_ids().into_iter().filter(|id| *id != "bbs") {
        let policy = policy(id);
        assert_eq!(policy.extends, ["bbs"], "{id}");
        assert!(minimum.rules.iter().all(|rule| policy.rule(rule.category).is_some()), "{id}");
    }
}

#[test]
fn alla_names_everything_and_only_asks_for_review() {
    let alla = policy("alla");
    assert_eq!(alla.max_action, Action::Review);
    assert_eq!(alla.languages, ["sv", "en"]);
    assert!(alla.welcome.is_empty());
    let categories: Vec<Category> = alla.rules.iter().map(|rule| rule.category).collect();
    assert_eq!(categories, Category::ALL);
    for rule in &alla.rules {
        assert_eq!((rule.scope, rule.action), (Scope::Any, Action::Review), "{}", rule.category);
        for (id, name) in [("kiruna", "Kiruna"), ("uppvidinge", "Uppvidinge"), ("pitea", "Piteå")] {
            let named = policy(id).rule(rule.category).is_some();
            assert_eq!(rule.citation.contains(name), named, "{}: {}", rule.category, rule.citation);
        }
    }
}

#[test]
fn minority_languages_are_welcome_where_the_law_says_so() {
    assert_eq!(policy("kiruna").welcome, ["fi", "fit", "se"]);
    assert_eq!(policy("pitea").welcome, ["se", "smj", "sma", "sje"]);
    for id in ["uppvidinge", "kungalv", "katrineholm"] {
        assert!(policy(id).welcome.is_empty(), "{id}");
    }
}

#[test]
fn everything_is_cited_in_words_of_both_languages() {
    for id in builtin_policy_ids() {
        let policy = policy(id);
        assert!(policy.rules.iter().all(|rule| rule.citation.len() > 10), "{id}");
        for duty in &policy.duties {
            assert!(duty.citation.len() > 10, "{id}: {}", duty.id);
            assert!(
                !duty.text.sv.is_empty() && !duty.text.en.is_empty() && duty.text.sv != duty.text.en,
                "{id}"
            );
        }
        // Secrecy law binds staff, not those who write: it is nobody's ground.
        let text = describe_policy(&policy, Lang::Sv) + &describe_policy(&policy, Lang::En);
        assert!(!text.contains("OSL") && !text.contains("2009:400"), "{id}");
    }
}

#[test]
fn a_page_says_what_a_policy_holds() {
    let page = describe_policy(&policy("kungalv"), Lang::Sv);
    for part in [
        "kungalv – Kungälvs kommun (utkast)",
        "dokument: Sociala medier, Regler, 2023-XX-XX (utkast, inte beslutat)",
        "hot – Hot\n  ta bort; allt; generalklausul",
        "lagrum: BrB 4:5 (Olaga hot)",
        "3. Ta bort skyndsamt. (när kommentaren kommer, skyndsamt, räknat från upptäckten)",
        "4. Ta bort helst inom 24 timmar. (när kommentaren kommer, helst inom 24 timmar, räknat från upptäckten)",
    ] {
        assert!(page.contains(part), "`{part}` is missing from\n{page}");
    }
    let page = describe_policy(&policy("kiruna"), Lang::En);
    for part in [
        "welcome languages: fi, fit, se",
        "within 1 working day, counted from receipt",
        "what breaks the law; unclear cases are reviewed; general clause",
    ] {
        assert!(page.contains(part), "`{part}` is missing from\n{page}");
    }
    let page = describe_policy(&policy("uppvidinge"), Lang::Sv);
    assert!(page.contains("  enligt lag: Riktlinjer för sociala medier (Uppvidinge kommun"), "{page}");
}

#[test]
fn rules_for_publication_tell_visitors_what_they_need() {
    let page = public_rules(&policy("pitea"), Lang::Sv);
    for part in [
        "# Regler för kommentarer",
        "Sidan drivs av **Piteå kommun**",
        "allmän handling",
        "- **Hot**",
        "- **Reklam och kommersiella budskap** (om inget annat sägs).",
        "Du är välkommen att skriva även på nordsamiska",
        "1998:112",
        "Reglerna bygger på: Anvisningar för sociala medier, 2011-01-03 (gällande).",
    ] {
        assert!(page.contains(part), "`{part}` is missing from\n{page}");
    }
    assert!(!page.contains("Annat språk") && !page.contains("Utanför ämnet"), "{page}");
    let page = public_rules(&policy("kungalv"), Lang::En);
    assert!(page.contains("public document") && page.contains("draft, not decided"), "{page}");
}

#[test]
fn every_category_has_words_for_visitors() {
    for lang in [Lang::Sv, Lang::En] {
        let page = public_rules(&policy("alla"), lang);
        let lines: Vec<&str> = page.lines().filter(|line| line.starts_with("- **")).collect();
        assert_eq!(lines.len(), Category::ALL.len());
        for (line, category) in lines.iter().zip(Category::ALL) {
            let (name, sentence) = line.trim_start_matches("- **").split_once("**. ").unwrap_or((line, ""));
            assert_ne!(name, category.as_str(), "no title");
            assert!(sentence.ends_with('.') && sentence.len() > 20, "{category}: {line}");
        }
    }
}

#[test]
fn another_municipality_extends_a_built_in_policy() {
    let text = "title = { sv = \"Exempelby\", en = \"Exampleton\" }\nextends = \"katrineholm\"\nwelcome = [\"fi\"]\n\
                drop = [\"svordomar\"]\n\n[[rule]]\ncategory = \"partipolitik\"\naction = \"review\"\ncitation = \"Våra regler, 3\"\n";
    let own = parse_policy("exempelby.toml", text).unwrap();
    assert_eq!((own.id.as_str(), own.extends.join(" ")), ("exempelby", "katrineholm bbs".to_owned()));
    assert!(own.rule(Category::Svordomar).is_none());
    assert_eq!(own.rule(Category::Partipolitik).unwrap().citation, "Våra regler, 3");
    assert_eq!(own.rule(Category::Hot), policy("katrineholm").rule(Category::Hot));
    assert_eq!(own.duties, policy("katrineholm").duties);
}

#[test]
fn a_bad_policy_is_refused_with_every_reason() {
    let wrong =
        parse_policy("exempelby.toml", "title = \"A\"\nextends = \"kungelv\"\nlanguages = [\"svenska\"]\n")
            .unwrap_err();
    let text = wrong.to_string();
    assert!(
        text.contains("exempelby.toml:2:11: unknown policy `kungelv` (hint: did you mean `kungalv`?"),
        "{text}"
    );
    assert!(text.contains("exempelby.toml:3:14: `svenska` is no language code (hint: `sv`)"), "{text}");
    assert_eq!(wrong.diagnostics().len(), 2);
}
