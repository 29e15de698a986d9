//! Languages, from the policy's allowed set to what a verdict says of them.

#![allow(clippy::panic, reason = "a helper that fails is a failed test")]

use ordvakt::{Action, Builder, Category, Lang, Moderator, Offsets, builtin_policy, parse_policy};

const FINNISH: &str = "Milloin uimahalli aukeaa, olemme odottaneet pitkään";
const POLISH: &str = "Kiedy otworzycie basen, czekamy już trzy tygodnie";

/// A policy that removes comments in other languages than Swedish, English and those welcome.
fn strict(welcome: &str) -> Moderator {
    let toml = format!(
        "title = {{ sv = \"Prov\", en = \"Trial\" }}\nextends = \"uppvidinge\"\nwelcome = [{welcome}]\n\n\
         [[rule]]\ncategory = \"annat_sprak\"\naction = \"remove\"\ncitation = \"1 §\"\n"
    );
    let policy = parse_policy("prov.toml", &toml).unwrap_or_else(|error| panic!("{error}"));
    Moderator::builtin().with_policy(policy)
}

fn in_other_languages(moderator: &Moderator, text: &str) -> bool {
    moderator.screen(text).categories().any(|category| category == Category::AnnatSprak)
}

#[test]
fn the_policy_says_which_languages_are_welcome() {
    let (nobody, poles) = (strict(""), strict("\"pl\""));
    assert!(in_other_languages(&nobody, POLISH) && in_other_languages(&nobody, FINNISH));
    assert!(!in_other_languages(&poles, POLISH) && in_other_languages(&poles, FINNISH));
    let verdict = poles.screen(POLISH);
    assert_eq!((verdict.language().code, verdict.language().other), ("pl", None));
    assert!(verdict.language().share.abs() < f32::EPSILON && verdict.voters().is_empty());
}

#[test]
fn a_policy_without_a_rule_on_languages_names_no_words() {
    let policy = builtin_policy("kungalv").unwrap_or_else(|| panic!("no policy"));
    let verdict = Moderator::builtin().with_policy(policy).screen(POLISH);
    assert!(verdict.findings().is_empty() && verdict.voters().is_empty());
    assert_eq!(verdict.language().other, Some("pl"));
}

#[test]
fn minority_languages_are_never_more_than_reviewed_and_the_reason_says_why() {
    let moderator = strict("");
    for (text, code) in [
        (FINNISH, "fi"),
        ("Met halvama ette lapset saava puhua meänkieltä koulussa", "fit"),
        ("Mii háliidit ahte mánát ožžot hállat sámegiela skuvllas", "se"),
        ("Guktie gåarede, mijjieh edtjebe båetedh jïh maahtah saemiesth", "sma"),
        ("Me kamav te phučav kana phuterel pes e skola amare čhavenge", "rom"),
        ("ווען עפֿנט זיך דער באַסיין אין שטאָט", "yi"),
    ] {
        let verdict = moderator.screen(text);
        assert_eq!((verdict.language().code, verdict.action()), (code, Action::Review), "{text}");
        let [finding] = verdict.findings() else { panic!("{:?}", verdict.findings()) };
        assert!(verdict.reason(finding, Lang::Sv).contains("2009:724"), "{text}");
        assert!(verdict.reason(finding, Lang::En).contains("must protect and promote"), "{text}");
    }
    assert_eq!(moderator.screen(POLISH).action(), Action::Remove, "Polish has no such standing");
}

#[test]
fn a_finding_names_each_word_that_spoke_once() {
    let text = "Hej! Milloin uimahalli aukeaa, milloin kirjasto aukeaa, olemme odottaneet pitkään";
    let report = Moderator::builtin().screen(text).report(text, Lang::Sv, Offsets::CodePoint);
    let [finding] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    let words = ["Milloin", "uimahalli", "aukeaa", "kirjasto", "olemme", "odottaneet", "pitkään"];
    assert_eq!(finding.words, words);
    assert_eq!(report.language.other, Some("fi"));
    assert!(report.language.share > 0.9, "{}", report.language.share);
    let idiot = "Vilken idiot du är";
    let report = Moderator::builtin().screen(idiot).report(idiot, Lang::Sv, Offsets::CodePoint);
    assert!(report.findings.iter().all(|finding| finding.words.is_empty()));
}

#[test]
fn an_explanation_says_the_share_and_the_words() {
    let explained = |text| Moderator::builtin().explain(text, Lang::En).to_string();
    let page = explained("Hej! Missä voi ostaa bussikortin täällä kylässä?");
    assert!(page.contains("\n  words    Missä, voi, ostaa, bussikortin, täällä, kylässä\n"), "{page}");
    assert!(page.contains(" % in fi\n"), "{page}");
    let page = explained("Tack för fin plogning!");
    assert!(!page.contains(" % in "), "{page}");
}

#[test]
fn personal_data_is_no_word_that_speaks() {
    let text =
        "Soita minulle heti tänään, asun osoitteessa: matti.virtanen@example.com, kiitos paljon avusta";
    let verdict = Moderator::builtin().screen(text);
    assert!(verdict.categories().any(|category| category == Category::Personuppgifter));
    assert!(!verdict.voters().is_empty());
    for voter in verdict.voters() {
        assert!(!"matti.virtanen@example.com".contains(voter.of(text)), "{}", voter.of(text));
    }
}

/// A model of the right form without any weights: it tells no language.
fn blank() -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let weights = vec![0; (32 << 15) + (2 << 14)];
    let scale = 10.0_f32.to_le_bytes();
    let digest = Sha256::new().chain_update(scale).chain_update(&weights).finalize();
    [&b"OVLANG03"[..], &scale, &[0; 20], &digest, &weights].concat()
}

#[test]
fn another_model_answers_instead_of_the_built_in_one_and_is_in_the_ruleset() {
    let own = Builder::default().language_model("blank.bin", blank()).build();
    let own = own.unwrap_or_else(|error| panic!("{error}"));
    let built_in = Moderator::builtin();
    assert!(in_other_languages(&built_in, FINNISH) && !in_other_languages(&own, FINNISH));
    assert_ne!(own.ruleset(), built_in.ruleset());
    let policy = builtin_policy("uppvidinge").unwrap_or_else(|| panic!("no policy"));
    let (own, built_in) = (own.with_policy(policy.clone()), built_in.with_policy(policy));
    assert!(!in_other_languages(&own, FINNISH), "a change of policy keeps the model");
    assert_ne!(own.ruleset(), built_in.ruleset());
}

#[test]
fn a_wrong_model_and_wrong_lists_are_told_together() {
    let wrong = Builder::default()
        .language_model("damaged.bin", &b"OVLANG03 and no more"[..])
        .source("sv/svordomar.tsv", "tokstolle\tnonsense\n")
        .build();
    let wrong = wrong.err().unwrap_or_else(|| panic!("it was built"));
    let files: Vec<&str> = wrong.diagnostics().iter().map(|one| one.file.as_str()).collect();
    assert!(files.contains(&"damaged.bin") && files.contains(&"sv/svordomar.tsv"), "{wrong}");
    let alone = Builder::default().language_model("text.bin", &b"hej"[..]).build();
    let alone = alone.err().unwrap_or_else(|| panic!("it was built")).to_string();
    assert_eq!(
        alone,
        "text.bin: this is no language model: it does not begin with `OVLANG` (hint: give the file `model.bin` that the \
         trainer `train_language` wrote)"
    );
}
