use super::*;
use crate::Moderator;

#[test]
fn what_is_written_is_read_back() {
    let policy = crate::builtin_policy("kungalv").unwrap();
    let moderator = Moderator::builtin().with_policy(policy);
    let languages = [
        "Mitä kuuluu, hyvät ystävät?",
        "Когда откроется библиотека?",
        "图书馆什么时候开门？",
        "ᚠᚢᚦᚨᚱᚲ",
        "😀",
    ];
    let texts =
        ["Ring 070-174 06 05, era jävla idioter! När öppnar badhuset?", "Thank you so much for this!"];
    for text in texts.into_iter().chain(languages) {
        let report = moderator.screen(text).report(text, Lang::En, Offsets::Utf16);
        let json = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report, "{json}");
    }
}

#[test]
fn what_nobody_looked_at_is_black() {
    let moderator = Moderator::builder().max_bytes(7).build().unwrap();
    // The limit lies inside the å.
    let text = "Ring på åtta";
    assert_eq!(moderator.screen(text).redact(text), "Ring p█ ████");
}

#[test]
fn ids_that_nobody_knows_are_refused() {
    let json = Moderator::builtin().screen("Tack!").to_json("Tack!", Lang::Sv, Offsets::CodePoint);
    for (good, bad, message) in [
        ("\"publish\"", "\"burn\"", "unknown action `burn`"),
        ("codepoint", "furlong", "unknown unit `furlong`"),
        ("\"signals\":[]", "\"signals\":[\"lunch\"]", "unknown signal `lunch`"),
        ("\"categories\":[]", "\"categories\":[\"lunch\"]", "unknown category `lunch`"),
        ("\"code\":\"sv\"", "\"code\":\"tlh\"", "unknown language `tlh`"),
    ] {
        assert!(json.contains(good), "{good} in {json}");
        let error = serde_json::from_str::<Report>(&json.replace(good, bad)).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
}

/// `UPDATE=1 cargo test -p ordvakt schema` writes it.
#[test]
fn the_schema_is_that_of_the_types() {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Report>();
    schema.insert("$id".to_owned(), "urn:ordvakt:verdict:1".into());
    schema.insert("title".to_owned(), "Verdict of Ordvakt, version 1".into());
    if std::env::var_os("UPDATE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/verdict.schema.json");
        std::fs::write(path, serde_json::to_string_pretty(&schema).unwrap() + "\n").unwrap();
    }
    let committed: serde_json::Value = serde_json::from_str(VERDICT_SCHEMA).unwrap();
    assert!(committed == schema, "verdict.schema.json is stale: run again with UPDATE=1, then once more");
}
