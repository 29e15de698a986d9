//! The exports in `tests/exports` hold the same comments, each in the form another program gives them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper that fails is a test that fails"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::{Run, run, run_on};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports")
}

fn exports() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.ends_with(".py") && (cfg!(feature = "parquet") || !name.ends_with(".parquet")));
    names.sort();
    names
}

fn screened(name: &str, more: &[&str]) -> Run {
    let path = folder().join(name).display().to_string();
    let mut args = vec!["screen", path.as_str(), "--policy", "uppvidinge"];
    args.extend(more);
    run(args)
}

/// The verdicts, without ids where the format has none.
fn verdicts(run: &Run, with_ids: bool) -> Vec<Value> {
    let mut rows = run.rows();
    if !with_ids {
        for row in &mut rows {
            row["id"] = Value::Null;
        }
    }
    rows
}

/// What Meta gives to account owners has no ids.
fn has_ids(name: &str) -> bool {
    !name.contains("-account")
}

#[test]
fn every_export_gets_the_same_verdicts_without_options() {
    let contract = screened("contract.jsonl", &[]);
    assert_eq!((contract.status, contract.err.as_str()), (0, ""), "the contract is no guess");
    assert_eq!(
        contract.column("id"),
        ["900_1", "900_2", "900_3", "900_4", "900_5", "900_6", "900_7", "900_8"]
    );
    let found: BTreeSet<String> = contract.column("action").into_iter().collect();
    assert!(found.len() > 1, "the comments must not all be judged alike: {found:?}");
    for name in exports() {
        let run = screened(&name, &[]);
        assert_eq!(run.status, 0, "{name}: {}", run.err);
        let with_ids = has_ids(&name);
        assert_eq!(verdicts(&run, with_ids), verdicts(&contract, with_ids), "{name}: {}", run.err);
    }
}

#[test]
fn what_comes_through_a_pipe_is_told_by_its_content() {
    let contract = screened("contract.jsonl", &[]);
    for name in exports() {
        let run = run_on(["screen", "--policy", "uppvidinge"], &fs::read(folder().join(&name)).unwrap());
        let with_ids = has_ids(&name);
        assert_eq!(verdicts(&run, with_ids), verdicts(&contract, with_ids), "{name}: {}", run.err);
    }
}

#[test]
fn guesses_are_printed() {
    for (name, said) in [
        ("excel-sv.csv", &["columns by `;`: text `Kommentar`, post `Inlägg`, id `Id`", "Windows-1252"][..]),
        ("unicode-text.txt", &["columns by tab", "read as UTF-16", "parent `Svar på`"]),
        ("titled.csv", &["the header is line 3; what stands above it was left out"]),
        ("comma.csv.gz", &["unpacked from gzip"]),
        ("semicolon.csv.zst", &["unpacked from zstd"]),
        (
            "titled.xlsx",
            &[
                "hidden sheets were not read: `Mallar`",
                "sheet `Om` was not read: no column looks like the comments",
                "the header is row 3",
                "columns of sheet `Kommentarer`: text `Kommentar`",
                "time `Tid`",
            ],
        ),
        ("own-names.jsonl", &["fields: text `message`, post `topic`, id `commentId`, author `author_name`"]),
        (
            "facebook-comments.json",
            &["text `message`, id `id`, author `from.name`, time `created_time`", "2 answer others"],
        ),
        ("facebook-feed.json", &["2 posts, 8 comments", "the last page names a page after it"]),
        (
            "instagram-media.json",
            &["text `text`, id `id`, author `username`, time `timestamp`", "1 posts, 8 comments"],
        ),
        ("instagram-account.json", &["text `Comment`, time `Time`"]),
        (
            "youtube-threads.json",
            &["text `textOriginal`", "author `authorDisplayName`", "time `publishedAt`"],
        ),
        ("youtube-display.json", &["text `textDisplay`"]),
        ("polars.parquet", &["columns: text `comment_text`, post `post_message`, id `comment_id`"]),
    ] {
        let run = screened(name, &[]);
        for said in said {
            assert!(run.err.contains(said), "{name}: {said}: {}", run.err);
        }
    }
}

#[test]
fn guesses_can_be_overruled() {
    for name in ["excel-sv.csv", "plain.xlsx", "titled.xlsx"] {
        let run = screened(name, &["--text", "Författare", "--id", "Tid", "--format", "csv"]);
        assert_eq!(run.status, 0, "{name}: {}", run.err);
        assert_eq!(run.cells(7)[1], "Bosse på backen", "{name}");
        assert!(run.cells(0)[1].starts_with("2025-02-03T08:20"), "{name}: {:?}", run.cells(0));
    }
    let run = screened("pandas.parquet", &["--text", "author_name", "--format", "csv"]);
    assert_eq!(run.cells(7)[1], "Bosse på backen", "{}", run.err);
    let run = screened("facebook-comments.json", &["--text", "from.name", "--format", "csv"]);
    assert_eq!(run.cells(7)[1], "Bosse på backen", "{}", run.err);
}

#[test]
fn other_columns_and_fields_are_kept_from_every_form() {
    let likes = |run: &Run, field: &str| -> Vec<String> {
        run.rows().iter().map(|row| row[field].to_string()).collect()
    };
    for (name, field, quoted) in [
        ("excel-sv.csv", "Gilla-markeringar", true),
        ("plain.xlsx", "Gilla-markeringar", true),
        ("pandas.parquet", "like_count", true),
    ] {
        let run = screened(name, &["--keep"]);
        let expected: Vec<String> =
            (0..8).map(|n| if quoted { format!("\"{n}\"") } else { n.to_string() }).collect();
        assert_eq!(likes(&run, field), expected, "{name}: {}", run.err);
    }
    for (name, field) in [("facebook-comments.json", "like_count"), ("youtube-threads.json", "likeCount")] {
        assert_eq!(likes(&screened(name, &["--keep"]), field), ["0"; 8], "{name}");
    }
}

#[test]
fn an_output_can_be_read_again() {
    // The table of verdicts has ids and texts under names of its own.
    let folder = common::Folder::new();
    for format in ["parquet", "csv"] {
        let output = folder.arg(&format!("ut.{format}"));
        assert_eq!(screened("plain.xlsx", &["--format", format, "--output", &output]).status, 0);
        let again = run(["screen", &output, "--policy", "uppvidinge"]);
        assert_eq!(again.status, 0, "{}", again.err);
        assert_eq!(again.column("id"), screened("contract.jsonl", &[]).column("id"), "{format}");
        if format == "parquet" {
            assert_eq!(again.column("action"), screened("contract.jsonl", &[]).column("action"));
        }
    }
}
