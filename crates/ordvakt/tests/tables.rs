//! Tables of the user's own come before the built-in ones, and what is wrong in them is told.

use ordvakt::{LoadError, Moderator};

fn with(path: &str, text: &str) -> Result<Moderator, LoadError> {
    Moderator::builder().source(path, text).build()
}

fn rules(moderator: &Moderator, text: &str) -> Vec<String> {
    let verdict = moderator.screen(text);
    verdict.findings().iter().map(|finding| verdict.rule_id(finding).to_owned()).collect()
}

#[test]
fn a_series_of_numbers_may_belong_to_an_office() {
    let text = "Nås på 031-390 06 24";
    assert_eq!(rules(&Moderator::builtin(), text), ["personuppgifter/telefon"]);
    let own = with("tables/phone-plan.tsv", "313900\tservice\t9\tour own series\n").expect("it compiles");
    assert_eq!(rules(&own, text), [""; 0]);
    assert_eq!(rules(&own, "Nås på 040-628 04 24"), ["personuppgifter/telefon"]);
}

#[test]
fn mailboxes_of_ones_own() {
    let text = "Mejla simskolan@example.org";
    assert_eq!(rules(&Moderator::builtin(), text), ["personuppgifter/epost"]);
    let own = with("tables/mailboxes.tsv", "simskolan\n").expect("it compiles");
    assert_eq!(rules(&own, text), [""; 0]);
}

#[test]
fn numbers_are_recognised_without_the_built_in_lists() {
    let alone = Moderator::builder().without_builtin().build().expect("it compiles");
    assert_eq!(rules(&alone, "Nås på 031-390 06 24"), ["personuppgifter/telefon"]);
}

#[test]
fn mistakes_are_told_with_their_place() {
    for (path, text, told) in [
        ("tables/phone-plan.tsv", "313900\tkontor\t9\n", "tables/phone-plan.tsv:1:8: unknown kind `kontor`"),
        ("tables/clearing.tsv", "912\tten\n", "tables/clearing.tsv:1:1: `912` is no range"),
        ("tables/area-codes.tsv", "31\n", "`area-codes` is no table"),
    ] {
        let wrong = with(path, text).expect_err(told).to_string();
        assert!(wrong.contains(told), "{wrong}");
    }
}
