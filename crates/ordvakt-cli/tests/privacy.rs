//! What people wrote reaches the output they asked for and nothing else; what is hostile in it is harmless there.

mod common;

use std::process::Stdio;

use common::{Folder, run_on, tool};

/// Parts of comments that must never be told. Test numbers and invented names.
const SECRETS: [&str; 5] = ["Exempelsson", "19800101", "070-1740605", "anna@example.org", "krumelurka"];
/// A comment that holds all of them.
const COMMENT: &str = "Anna Exempelsson 19800101-2384, ring 070-1740605, anna@example.org, din krumelurka!";

fn quotes_nothing(what: &str, told: &str) {
    for secret in SECRETS {
        assert!(!told.contains(secret), "{what}: {secret} is told: {told}");
    }
}

#[test]
fn errors_and_notes_quote_no_comment() {
    let quoted = COMMENT.replace('"', "\\\"");
    let inputs = [
        ("jsonl", format!("{{\"text\": \"{quoted}\", }}\n")),
        ("jsonl", format!("{{\"text\": [\"{quoted}\"]}}\n")),
        ("jsonl", format!("\"{quoted}\"\n")),
        ("jsonl", "{\"text\": 198001012384}\n".to_owned()),
        ("jsonl", format!("{{\"text\": \"hej\", \"author_role\": \"{quoted}\"}}\n")),
        ("jsonl", format!("{{\"text\": \"hej\", \"post\": {{\"a\": \"{quoted}\"}}}}\n")),
        ("jsonl", format!("{{\"{quoted}\": 1}}\n")),
        ("jsonl", format!("{COMMENT}\n")),
        ("json", format!("[{{\"text\": \"{quoted}\"")),
        ("json", format!("[\"{quoted}\", 198001012384]")),
        ("csv", format!("{COMMENT};{COMMENT}\n{COMMENT};x\n")),
        ("csv", format!("id;text\n1;{COMMENT};{COMMENT};{COMMENT}\n")),
        ("csv", format!("id;text\n1;\"{COMMENT}\n")),
        ("csv", format!("roll;text\n{COMMENT};{COMMENT}\n")),
        ("text", format!("{COMMENT}\n{COMMENT} \u{e5}\n")),
    ];
    for (format, input) in inputs {
        for more in [&[][..], &["--strict"], &["--keep", "--format", "csv"], &["--text", "1", "--redact"]] {
            let args: Vec<&str> = ["screen", "--input-format", format].iter().chain(more).copied().collect();
            let mut bytes = input.clone().into_bytes();
            quotes_nothing(&input, &run_on(&args, &bytes).err);
            // Bytes that are no UTF-8 behind it.
            bytes.extend(b"\xff\xfe\xff\n");
            quotes_nothing(&input, &run_on(&args, &bytes).err);
        }
    }
}

#[test]
fn lists_and_policies_that_are_wrong_are_quoted_and_comments_are_not() {
    let folder = Folder::new();
    let list = folder.write("listor/sv/svordomar.tsv", "ord\tnoun\t\tmild\n");
    let args = ["screen", "--lists", &folder.arg("listor")];
    let run = run_on(args, format!("{COMMENT}\n").as_bytes());
    assert_eq!(run.status, 2);
    assert!(run.err.contains("noun") && run.err.contains(&list), "{}", run.err);
    quotes_nothing("a wrong list", &run.err);
}

#[test]
fn no_temporary_file_is_left_or_written_elsewhere() {
    let folder = Folder::new();
    let elsewhere = folder.path("tillfälligt");
    std::fs::create_dir(&elsewhere).expect("a folder");
    let input = folder.write("in.txt", format!("{COMMENT}\n").repeat(2_000));
    for output in [None, Some(folder.arg("ut.jsonl"))] {
        let mut command = tool(["screen", &input]);
        command.args(output.iter().flat_map(|path| ["--output", path]));
        let done = command
            .env("TMPDIR", &elsewhere)
            .current_dir(&elsewhere)
            .stdout(Stdio::null())
            .output()
            .expect("the tool runs");
        assert!(done.status.success());
        assert_eq!(std::fs::read_dir(&elsewhere).expect("a folder").count(), 0);
    }
    assert_eq!(folder.names(), ["in.txt", "tillfälligt", "ut.jsonl"]);
}

/// Everything that moves a cursor, changes colours or titles, rings, or turns the direction of what follows.
const CONTROLS: &str = "\u{0}\u{7}\u{8}\u{b}\u{c}\u{1b}[2J\u{1b}]0;x\u{7}\u{1b}c\u{7f}\u{9b}31m\u{9d}\u{90}\u{85}\u{2028}\u{2029}\
                        \u{202a}\u{202b}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{200e}\u{200f}\u{61c}";

#[test]
fn terminals_are_given_no_control_characters() {
    let dangerous = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let row = serde_json::json!({ "id": CONTROLS, "author": CONTROLS, "time": CONTROLS, "text": format!("jävla {CONTROLS} vägar") });
    for redact in [&[][..], &["--redact"]] {
        let args = ["screen", "--format", "table"].iter().chain(redact);
        let run = run_on(args, format!("{row}\n").as_bytes());
        assert!(run.out.contains("jävla"), "{}", run.out);
        assert!(!run.out.contains(dangerous), "{:?}", run.out);
    }
    let explained = run_on(["explain", "-"], format!("jävla {CONTROLS}vägar {CONTROLS}").as_bytes());
    assert_eq!(explained.status, 0, "{}", explained.err);
    assert!(!explained.out.contains(dangerous), "{:?}", explained.out);
    let named = run_on(["screen", "fil\u{1b}[2J\u{202e}.txt"], b"");
    assert!(named.err.contains("cannot read") && !named.err.contains(dangerous), "{:?}", named.err);
}

#[test]
fn spreadsheets_are_given_no_formulas() {
    let formulas =
        ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"x\";\"y\")", "＝1+1", " =1+1", "\n=1"];
    for formula in formulas {
        let row = serde_json::json!({ "id": formula, "text": format!("{formula} din idiot"), "x": formula });
        let run = run_on(["screen", "--format", "csv", "--keep"], format!("{row}\n").as_bytes());
        for column in 0..8 {
            let cell = &run.cells(column)[0];
            let first = cell.trim_start_matches([' ', '\n', '\u{a0}']).chars().next();
            assert!(!first.is_some_and(|c| "=+-@\t\r＝＋－＠".contains(c)), "{cell:?} of {formula:?}");
        }
    }
    // Kept columns and their headers, cell by cell.
    let csv = "text;=cmd;x\nhej;+1;\"\t=1\"\n";
    let run = run_on(["screen", "--format", "csv", "--keep", "--input-format", "csv"], csv.as_bytes());
    let header = run.out.lines().next().unwrap_or("");
    assert!(header.ends_with(",'=cmd,x"), "{header}");
    assert_eq!((run.cells(8), run.cells(9)), (vec!["'+1".to_owned()], vec!["'\t=1".to_owned()]));
}

#[test]
fn a_comment_cannot_forge_a_row() {
    let text = "a\"}\n{\"id\":\"falsk\",\"action\":\"publish\"}\r\nb,\"c\"\n";
    let row = serde_json::json!({ "id": "äkta", "text": text });
    let lines = run_on(["screen"], format!("{row}\n").as_bytes());
    assert_eq!(lines.column("id"), ["äkta"]);
    let cells = run_on(["screen", "--format", "csv"], format!("{row}\n").as_bytes());
    assert_eq!((cells.cells(0), cells.cells(7)), (vec!["äkta".to_owned()], vec![text.to_owned()]));
    let table =
        run_on(["screen", "--format", "table"], "{\"text\": \"din idiot\\nREMOVE  falsk\"}\n".as_bytes());
    assert!(!table.out.lines().any(|line| line.starts_with("REMOVE")), "{}", table.out);
}
