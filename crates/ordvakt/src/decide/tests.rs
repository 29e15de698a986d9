use ordvakt_rules::{Bilingual, Clause, Document, Duty, Signal};

use super::*;
use crate::span::Span;

/// A finding to be: category, severity, confidence, statute, tags.
type Given<'a> = (Category, Severity, f32, Option<&'a str>, &'a [&'a str]);

fn statute(id: &str, bbs: bool) -> Statute {
    Statute {
        id: id.to_owned(),
        act: String::new(),
        section: String::new(),
        title: Bilingual::default(),
        valid_from: "2020-01-01".to_owned(),
        bbs,
        categories: Vec::new(),
    }
}

fn rule(category: Category, action: Action, scope: Scope) -> PolicyRule {
    let citation = format!("om {category}");
    PolicyRule { category, action, scope, clause: Clause::Named, citation, law_citation: None }
}

fn policy(rules: Vec<PolicyRule>) -> Policy {
    Policy {
        id: "prov".to_owned(),
        title: Bilingual::default(),
        document: Document::default(),
        extends: Vec::new(),
        languages: vec!["sv".to_owned(), "en".to_owned()],
        welcome: vec!["fi".to_owned()],
        max_action: Action::Remove,
        rules,
        duties: Vec::new(),
        allow: Vec::new(),
    }
}

fn duty(id: &str, condition: Condition) -> Duty {
    Duty {
        id: id.to_owned(),
        when: "on_receipt".to_owned(),
        within: None,
        strict: false,
        from: None,
        citation: "prov".to_owned(),
        condition,
        text: Bilingual::default(),
    }
}

/// Weighs findings given as facts; the verdict as `action: category basis, …; duties`.
fn weigh(
    policy: &Policy,
    given: &[Given<'_>],
    signals: &[Signal],
    change: impl Fn(&mut Facts<'_>),
) -> String {
    let statutes = [statute("BrB 4:5", true), statute("BrB 5:1", false)];
    let tags: Vec<Vec<String>> =
        given.iter().map(|(_, _, _, _, tags)| tags.iter().map(|tag| (*tag).to_owned()).collect()).collect();
    let rule = |finding: &Finding| {
        let number = finding.rule as usize;
        let statute = given[number].3.map(|id| statutes.iter().find(|statute| statute.id == id).unwrap());
        RuleFacts { statute, tags: &tags[number] }
    };
    let mut findings: SmallVec<[Finding; 2]> = given
        .iter()
        .enumerate()
        .map(|(number, (category, severity, confidence, _, _))| Finding {
            rule: number as u32,
            category: *category,
            severity: *severity,
            confidence: *confidence,
            span: Span::default(),
            disguised: false,
            basis: Basis::Own,
        })
        .collect();
    let mut facts = Facts { author_role: AuthorRole::Outside, language: "sv", rule: &rule };
    change(&mut facts);
    let bits = signals.iter().fold(0, |bits, signal| bits | 1 << *signal as u8);
    let outcome = decide(policy, &facts, &mut findings, bits);
    let kept: Vec<String> =
        findings.iter().map(|finding| format!("{} {}", finding.category, finding.basis.as_str())).collect();
    let duties: Vec<&str> =
        outcome.duties.iter().map(|index| policy.duties[usize::from(*index)].id.as_str()).collect();
    format!("{}: {}; {}", outcome.action, kept.join(", "), duties.join(" "))
}

/// One rule, one finding.
fn one(action: Action, scope: Scope, given: Given<'_>) -> String {
    weigh(&policy(vec![rule(given.0, action, scope)]), &[given], &[], |_| ())
}

use Category::{AnnatSprak, Fortal, Hot, Personangrepp, Personuppgifter, Reklam, Svordomar, Upphovsratt};
use Severity::{Critical, Mild, Moderate, Severe};

const THREAT: Option<&str> = Some("BrB 4:5");

#[test]
fn nothing_found_is_published() {
    assert_eq!(weigh(&policy(Vec::new()), &[], &[], |_| ()), "publish: ; ");
}

#[test]
fn what_the_policy_does_not_forbid_is_left_out() {
    let policy = policy(vec![rule(Hot, Action::Remove, Scope::Any)]);
    let given = [(Svordomar, Mild, 0.9, None, &[][..]), (Hot, Severe, 0.9, None, &[])];
    assert_eq!(weigh(&policy, &given, &[], |_| ()), "remove: hot own; ");
    assert_eq!(weigh(&policy, &given[..1], &[], |_| ()), "publish: ; ");
}

#[test]
fn confidence_limits_the_action_and_the_report() {
    assert_eq!(one(Action::Remove, Scope::Any, (Hot, Severe, 0.8, None, &[])), "remove: hot own; ");
    assert_eq!(one(Action::Remove, Scope::Any, (Hot, Severe, 0.79, None, &[])), "review: hot own; ");
    assert_eq!(one(Action::Remove, Scope::Any, (Hot, Severe, 0.5, None, &[])), "review: hot own; ");
    assert_eq!(one(Action::Remove, Scope::Any, (Hot, Severe, 0.49, None, &[])), "publish: ; ");
}

#[test]
fn the_law_is_basis_only_in_a_plain_case() {
    assert_eq!(one(Action::Remove, Scope::Any, (Hot, Severe, 0.8, THREAT, &[])), "remove: hot law; ");
    assert_eq!(one(Action::Remove, Scope::Any, (Hot, Critical, 0.95, THREAT, &[])), "remove: hot law; ");
    assert_eq!(one(Action::Remove, Scope::Any, (Hot, Moderate, 0.95, THREAT, &[])), "remove: hot own; ");
    assert_eq!(one(Action::Remove, Scope::Any, (Hot, Severe, 0.79, THREAT, &[])), "review: hot own; ");
    assert_eq!(one(Action::Remove, Scope::Any, (Hot, Severe, 0.9, None, &[])), "remove: hot own; ");
}

#[test]
fn unlawful_keeps_only_plain_cases_with_a_statute() {
    assert_eq!(
        one(Action::Remove, Scope::Unlawful, (Upphovsratt, Severe, 0.9, THREAT, &[])),
        "remove: upphovsratt law; "
    );
    for weaker in [
        (Upphovsratt, Moderate, 0.9, THREAT, &[][..]),
        (Upphovsratt, Severe, 0.7, THREAT, &[]),
        (Upphovsratt, Severe, 0.9, None, &[]),
    ] {
        assert_eq!(one(Action::Remove, Scope::Unlawful, weaker), "publish: ; ");
    }
}

#[test]
fn the_statutory_minimum_asks_for_a_listed_statute() {
    assert_eq!(one(Action::Remove, Scope::Bbs, (Hot, Severe, 0.9, THREAT, &[])), "remove: hot law; ");
    assert_eq!(one(Action::Remove, Scope::Bbs, (Hot, Severe, 0.9, Some("BrB 5:1"), &[])), "publish: ; ");
    assert_eq!(one(Action::Remove, Scope::Bbs, (Hot, Moderate, 0.9, THREAT, &[])), "publish: ; ");
}

#[test]
fn what_only_the_law_forbids_goes_to_a_person_unless_plain() {
    assert_eq!(one(Action::Remove, Scope::AgainstLaw, (Hot, Severe, 0.9, THREAT, &[])), "remove: hot law; ");
    assert_eq!(one(Action::Remove, Scope::AgainstLaw, (Hot, Severe, 0.9, None, &[])), "review: hot own; ");
}

#[test]
fn personal_data_count_where_something_else_offends() {
    let rules = vec![rule(Personuppgifter, Action::Remove, Scope::Offensive)];
    let data = (Personuppgifter, Moderate, 0.9, None, &[][..]);
    let with = |other: Given<'_>| weigh(&policy(rules.clone()), &[data, other], &[], |_| ());
    assert_eq!(weigh(&policy(rules.clone()), &[data], &[], |_| ()), "publish: ; ");
    // The insult itself is not forbidden here, yet it makes the data offensive.
    assert_eq!(with((Personangrepp, Moderate, 0.9, None, &[])), "remove: personuppgifter own; ");
    assert_eq!(with((Personangrepp, Moderate, 0.6, None, &[])), "review: personuppgifter own; ");
    assert_eq!(with((Personangrepp, Moderate, 0.4, None, &[])), "publish: ; ");
    assert_eq!(with((Svordomar, Moderate, 0.9, None, &[])), "publish: ; ");
    assert_eq!(with((Svordomar, Moderate, 0.9, None, &["offensive"])), "remove: personuppgifter own; ");
    let marked = (Personuppgifter, Moderate, 0.9, None, &["offensive"][..]);
    assert_eq!(weigh(&policy(rules.clone()), &[marked], &[], |_| ()), "remove: personuppgifter own; ");
}

#[test]
fn ones_own_data_are_reviewed_at_most() {
    assert_eq!(
        one(Action::Remove, Scope::Any, (Personuppgifter, Moderate, 0.95, None, &["own"])),
        "review: personuppgifter own; "
    );
}

#[test]
fn advertising_of_companies_is_told_from_private_sales() {
    let ad = |tags: &'static [&'static str]| {
        one(Action::Remove, Scope::PrivateCompanies, (Reklam, Moderate, 0.9, None, tags))
    };
    assert_eq!(ad(&["company"]), "remove: reklam own; ");
    assert_eq!(ad(&["scam"]), "remove: reklam own; ");
    assert_eq!(ad(&["spam", "private-sale"]), "remove: reklam own; ");
    assert_eq!(ad(&["private-sale"]), "publish: ; ");
    assert_eq!(ad(&["association"]), "publish: ; ");
    assert_eq!(ad(&[]), "review: reklam own; ");
}

#[test]
fn what_may_have_been_agreed_is_reviewed() {
    assert_eq!(
        one(Action::Remove, Scope::UnlessAgreed, (Reklam, Moderate, 0.95, None, &["company"])),
        "review: reklam own; "
    );
}

#[test]
fn minority_languages_are_reviewed_and_welcome_ones_left_out() {
    let policy = policy(vec![rule(AnnatSprak, Action::Hide, Scope::Any)]);
    let given = [(AnnatSprak, Mild, 0.95, None, &[][..])];
    let written_in = |language: &'static str| weigh(&policy, &given, &[], |facts| facts.language = language);
    assert_eq!(written_in("de"), "hide: annat_sprak own; ");
    assert_eq!(written_in("und"), "hide: annat_sprak own; ");
    for minority in ["fit", "se", "sma", "smj", "rom", "yi", "se-NO"] {
        assert_eq!(written_in(minority), "review: annat_sprak own; ", "{minority}");
    }
    for accepted in ["sv", "en", "en-GB", "fi"] {
        assert_eq!(written_in(accepted), "publish: ; ", "{accepted}");
    }
}

#[test]
fn the_gravest_finding_decides_up_to_the_policys_most() {
    let rules = vec![rule(Hot, Action::Remove, Scope::Any), rule(Svordomar, Action::Review, Scope::Any)];
    let given = [(Svordomar, Mild, 0.9, None, &[][..]), (Hot, Severe, 0.9, THREAT, &[])];
    let mut policy = policy(rules);
    assert_eq!(weigh(&policy, &given, &[], |_| ()), "remove: svordomar own, hot law; ");
    policy.max_action = Action::Review;
    assert_eq!(weigh(&policy, &given, &[], |_| ()), "review: svordomar own, hot law; ");
}

#[test]
fn signals_raise_duties_and_never_the_action() {
    let mut policy = policy(Vec::new());
    policy.duties = vec![
        duty("alert_person", Condition { signals: vec![Signal::Akut], ..Condition::default() }),
        duty(
            "forward",
            Condition { signals: vec![Signal::Fraga, Signal::EnskiltArende], ..Condition::default() },
        ),
    ];
    assert_eq!(weigh(&policy, &[], &[Signal::Akut], |_| ()), "publish: ; alert_person");
    assert_eq!(weigh(&policy, &[], &[Signal::EnskiltArende], |_| ()), "publish: ; forward");
    assert_eq!(
        weigh(&policy, &[], &[Signal::Fraga, Signal::Akut], |_| ()),
        "publish: ; alert_person forward"
    );
    assert_eq!(weigh(&policy, &[], &[], |_| ()), "publish: ; ");
}

#[test]
fn everything_in_a_condition_must_hold() {
    let mut policy = policy(vec![
        rule(Hot, Action::Remove, Scope::Any),
        rule(Svordomar, Action::Review, Scope::Any),
        rule(Fortal, Action::Remove, Scope::Any),
    ]);
    policy.duties = vec![
        duty("preserve_content", Condition { action: Some(Action::Review), ..Condition::default() }),
        duty("remove", Condition { action: Some(Action::Remove), ..Condition::default() }),
        duty(
            "consider_blocking",
            Condition {
                categories: vec![Hot],
                law: true,
                roles: vec!["outside".to_owned()],
                ..Condition::default()
            },
        ),
        duty(
            "ask_rephrase",
            Condition { categories: vec![Svordomar], without: vec![Fortal, Hot], ..Condition::default() },
        ),
        duty("register", Condition { direct_message: true, ..Condition::default() }),
    ];
    let oath = (Svordomar, Mild, 0.9, None, &[][..]);
    let threat = (Hot, Severe, 0.9, THREAT, &[][..]);
    let slander = (Fortal, Severe, 0.9, Some("BrB 5:1"), &[][..]);
    let duties = |given: &[Given<'_>], change: fn(&mut Facts<'_>)| {
        weigh(&policy, given, &[], change).rsplit("; ").next().unwrap().to_owned()
    };
    assert_eq!(duties(&[oath], |_| ()), "preserve_content ask_rephrase");
    assert_eq!(duties(&[oath, threat], |_| ()), "preserve_content remove consider_blocking");
    assert_eq!(duties(&[threat], |facts| facts.author_role = AuthorRole::Staff), "preserve_content remove");
    // The law is the basis of the defamation, not of the threat.
    assert_eq!(duties(&[slander, (Hot, Moderate, 0.9, None, &[])], |_| ()), "preserve_content remove");
    // A comment is never a message to the page.
    assert_eq!(duties(&[], |_| ()), "");
}
