//! What is written of every exact case is what the schema says, and nothing besides.

use boon::{Compiler, Schemas};
use ordvakt::{Comment, Lang, Offsets};
use ordvakt_tests::case;
use ordvakt_tests::implementation::moderator;
use serde_json::{Value, json};

/// Where the compiler finds the schema.
const PLACE: &str = "verdict.schema.json";

/// The schema without leave for fields that it does not name.
fn strict(mut schema: Value) -> Value {
    match &mut schema {
        Value::Array(parts) => parts.iter_mut().for_each(|part| *part = strict(part.take())),
        Value::Object(parts) => {
            parts.values_mut().for_each(|part| *part = strict(part.take()));
            if parts.contains_key("properties") {
                parts.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        _ => {}
    }
    schema
}

#[test]
fn every_case_follows_the_schema() {
    let schema: Value = serde_json::from_str(ordvakt::VERDICT_SCHEMA).expect("the schema is JSON");
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.add_resource(PLACE, strict(schema)).expect("the schema has a place");
    let schema = compiler.compile(PLACE, &mut schemas).expect("the schema is one");
    let spoilt = json!({ "action": "burn" });
    assert!(schemas.validate(&spoilt, schema).is_err(), "the schema refuses what is wrong");
    for case in case::load() {
        let comment = Comment { post: case.post.as_deref(), ..Comment::from(&case.text) };
        let verdict = moderator(&case.policy).screen(comment);
        for (lang, offsets) in [(Lang::Sv, Offsets::CodePoint), (Lang::En, Offsets::Utf16)] {
            let written: Value =
                serde_json::from_str(&verdict.to_json(&case.text, lang, offsets)).expect("a verdict is JSON");
            if let Err(wrong) = schemas.validate(&written, schema) {
                panic!("{}: {wrong:#}", case.id);
            }
        }
    }
}
