//! What is written, and how.

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::Stdio;

use common::{Folder, run, run_on, tool};

fn many(count: usize) -> String {
    let lines = (0..count).map(|n| {
        let text = match n % 5 {
            0 => "Tack för hjälpen!",
            1 => "Vilken krumelurka till beslut",
            2 => "När öppnar badet?",
            3 => "Mitt nummer är hemlebeta, hör av dig",
            _ => "Det var en gång, \\n en rad till",
        };
        format!("{{\"id\": \"k{n}\", \"text\": \"{text}\", \"nr\": {n}}}\n")
    });
    lines.collect()
}

#[test]
fn rows_come_in_the_order_of_the_input() {
    let run = run_on(["screen", "--threads", "4"], many(5_000).as_bytes());
    let expected: Vec<String> = (0..5_000).map(|n| format!("k{n}")).collect();
    assert_eq!(run.column("id"), expected);
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let folder = Folder::new();
    let lists = folder.lists();
    // The first is more than is read at once.
    for (format, count) in [("jsonl", 2_000), ("csv", 200), ("table", 200), ("html", 200)] {
        let input = format!("{}{{\n{}", many(count), many(count));
        let with = |threads: &str| {
            let args = [
                "screen",
                "--lists",
                &lists,
                "--no-builtin",
                "--format",
                format,
                "--keep",
                "--threads",
                threads,
            ];
            let run = run_on(args, input.as_bytes());
            (run.status, run.out, run.err)
        };
        let one = with("1");
        assert_eq!(one.0, 2);
        assert!(one.1.contains("krumelurka"), "{format}");
        assert_eq!(with("2"), one, "{format}");
        assert_eq!(with("7"), one, "{format}");
    }
}

#[test]
fn json_rows_have_the_shape_of_the_contract() {
    let folder = Folder::new();
    let run =
        run_on(["screen", "--lists", &folder.lists(), "--no-builtin"], "åh 🎈 krumelurka!\n".as_bytes());
    let row = &run.rows()[0];
    for field in [
        "id",
        "action",
        "categories",
        "findings",
        "signals",
        "language",
        "duties",
        "notes",
        "truncated",
        "policy",
        "ruleset",
        "offsets",
    ] {
        assert!(row.get(field).is_some(), "{field}: {row}");
    }
    let finding = &row["findings"][0];
    assert_eq!((row["offsets"].as_str(), row["policy"].as_str()), (Some("codepoint"), Some("alla")));
    assert_eq!((finding["start"].as_u64(), finding["end"].as_u64()), (Some(5), Some(15)));
    assert_eq!(
        (finding["matched"].as_str(), finding["category"].as_str()),
        (Some("krumelurka"), Some("svordomar"))
    );
}

#[test]
fn other_fields_are_kept_as_they_stood() {
    let input = "{\"text\": \"hej\", \"nr\": 1.50, \"action\": \"x\", \"mer\": {\"a\": [1,\"å\"]}}\n";
    let kept = run_on(["screen", "--keep"], input.as_bytes());
    assert!(kept.out.ends_with(",\"nr\":1.50,\"mer\":{\"a\": [1,\"å\"]}}\n"), "{}", kept.out);
    assert!(kept.err.contains("field `action` is not kept"), "{}", kept.err);
    assert!(run_on(["screen"], input.as_bytes()).rows()[0].get("nr").is_none());
    let rows = run_on(["screen", "--keep", "--format", "csv"], "id;text;likes\n1;hej;5\n".as_bytes());
    let lines: Vec<&str> = rows.out.lines().collect();
    assert!(lines[0].ends_with(",text,likes") && lines[1].ends_with(",hej,5"), "{}", rows.out);
    let array = run_on(["screen", "--keep"], b"[{\"text\": \"hej\", \"mer\": {\n\"a\":\r\n1}}]");
    assert_eq!(array.rows()[0]["mer"]["a"], 1);
}

#[test]
fn cells_that_look_like_formulas_are_defused() {
    let run = run_on(
        ["screen", "--format", "csv"],
        b"{\"id\": \"@id\", \"text\": \"=HYPERLINK(1)\"}\n{\"text\": \"+1 h\xc3\xa5ller med\"}\n",
    );
    assert_eq!(run.cells(0), ["'@id", "2"]);
    assert_eq!(run.cells(7), ["'=HYPERLINK(1)", "'+1 håller med"]);
}

#[test]
fn redacted_output_holds_nothing_of_what_was_found() {
    let folder = Folder::new();
    let lists = folder.lists();
    for format in ["jsonl", "csv", "table"] {
        let args = ["screen", "--lists", &lists, "--no-builtin", "--format", format];
        let input = "Säg krumelurka till hemlebeta\n".as_bytes();
        assert!(run_on(args, input).out.contains("hemlebeta"), "{format}");
        let redacted = run_on(args.iter().chain(&["--redact"]), input);
        let shown = redacted.out.replace("personuppgifter/hemlebeta", "");
        assert!(!shown.contains("hemlebeta") && shown.contains("█████████"), "{format}: {}", redacted.out);
        assert!(shown.contains("krumelurka"), "{format}: {}", redacted.out);
    }
}

#[test]
fn redaction_does_not_ask_the_policy() {
    let args = ["screen", "--policy", "bbs", "--redact", "--keep"];
    let run = run_on(args, b"{\"text\": \"N\xc3\xa5 mig p\xc3\xa5 070-174 06 05\"}\n");
    assert_eq!(run.column("action"), ["publish"]);
    assert!(!run.out.contains("174 06"), "{}", run.out);
}

#[test]
fn only_some_categories_are_screened_for() {
    let text = b"Ring 070-174 06 05 din idiot\n";
    let run = run_on(["screen", "--only", "personuppgifter,sekretess"], text);
    assert_eq!(run.rows()[0]["categories"], serde_json::json!(["personuppgifter"]), "{}", run.err);
    let wrong = run_on(["screen", "--only", "hotell"], text);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("hotell") && wrong.err.contains("personuppgifter"), "{}", wrong.err);
}

#[test]
fn fail_on_looks_at_the_recommendation() {
    let folder = Folder::new();
    let lists = folder.lists();
    let status = |action: &str, text: &[u8]| {
        run_on(["screen", "--lists", &lists, "--no-builtin", "--fail-on", action], text).status
    };
    assert_eq!(status("review", b"en krumelurka\n"), 1);
    assert_eq!(status("review", b"hej\n"), 0);
    assert_eq!(status("publish", b"hej\n"), 1);
    // The policy `alla` never recommends more than review.
    assert_eq!(status("hide", b"en krumelurka\n"), 0);
    assert_eq!(run_on(["screen", "--lists", &lists, "--no-builtin"], b"en krumelurka\n").status, 0);
}

#[test]
fn the_table_shows_what_needs_something_and_counts_the_rest() {
    let folder = Folder::new();
    let args = ["screen", "--lists", &folder.lists(), "--no-builtin", "--format", "table", "--lang", "en"];
    let input =
        "{\"text\": \"Tack!\"}\n{\"text\": \"En krumelurka\\u001b[2J\", \"author\": \"Kim\\u0007\"}\n";
    let plain = run_on(args, input.as_bytes());
    assert!(
        plain.out.contains("»krumelurka«") && plain.out.contains("2 comments (alla): publish 1, review 1"),
        "{}",
        plain.out
    );
    assert!(!plain.out.contains("Tack!") && !plain.out.contains(['\x1b', '\x07']), "{:?}", plain.out);
    let colored = run_on(args.iter().chain(&["--color", "always"]), input.as_bytes());
    assert!(colored.out.contains("\x1b[") && !colored.out.contains("\x1b[2J"), "{:?}", colored.out);
    let mut command = tool(args);
    command.env("NO_COLOR", "1").stdin(Stdio::null());
    assert!(!command.output().unwrap().stdout.contains(&0x1b));
}

#[test]
fn a_file_appears_complete_and_replaces_the_old_one() {
    let folder = Folder::new();
    let input = folder.write("in.jsonl", many(3_000));
    let output = folder.write("ut.jsonl", "gammalt");
    let run = run(["screen", &input, "--output", &output]);
    assert_eq!((run.status, run.out.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(&output).unwrap().lines().count(), 3_000);
    assert_eq!(folder.names(), ["in.jsonl", "ut.jsonl"]);
}

#[test]
fn a_page_appears_complete_or_not_at_all() {
    let folder = Folder::new();
    let lists = folder.lists();
    let output = folder.write("sida.html", "gammalt");
    let args = ["screen", "--lists", &lists, "--no-builtin", "--format", "html", "--output", &output];
    let broken = format!("{}{{\n", many(300));
    assert_eq!(run_on(args.iter().chain(&["--strict"]), broken.as_bytes()).status, 2);
    assert_eq!(fs::read_to_string(&output).unwrap(), "gammalt");
    let input = "{\"text\": \"Säg krumelurka till hemlebeta, <b>hej</b>\", \"author\": \"Åsa Exempel\"}\n";
    let page = |more: &[&str]| {
        let run = run_on(args.iter().chain(more), input.as_bytes());
        assert_eq!((run.status, run.out.as_str()), (0, ""));
        fs::read_to_string(&output).unwrap()
    };
    let open = page(&[]);
    assert!(open.starts_with("<!DOCTYPE html>\n<html lang=\"sv\">") && open.ends_with("</html>\n"));
    for shown in
        ["krumelurka</mark>", "hemlebeta</mark>", "&lt;b&gt;hej", "Åsa Exempel", "svordomar/krumelurka"]
    {
        assert!(open.contains(shown), "{shown}");
    }
    let redacted = page(&["--redact", "--lang", "en"]);
    assert!(redacted.contains("<html lang=\"en\">") && redacted.contains("[masked]"));
    assert!(!redacted.contains("hemlebeta") && !redacted.contains("Exempel"));
}

#[test]
fn while_it_is_written_the_old_file_stays() {
    let folder = Folder::new();
    let output = folder.write("ut.jsonl", "gammalt");
    let mut child = tool(["screen", "-", "--output", &output])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"{\"text\": \"hej\"}\n").unwrap();
    // The note on the format is written after the output was opened.
    let mut note = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut note).unwrap();
    assert_eq!(fs::read_to_string(&output).unwrap(), "gammalt");
    let names = folder.names();
    assert!(names.iter().all(|name| name == "ut.jsonl" || name.ends_with(".part")), "{names:?}");
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(fs::read_to_string(&output).unwrap().starts_with("{\"id\":\"1\""));
    assert_eq!(folder.names(), ["ut.jsonl"]);
}

#[test]
fn input_may_be_its_own_output() {
    let folder = Folder::new();
    let file = folder.write("a.jsonl", many(2_000));
    assert_eq!(run(["screen", &file, "--output", &file]).status, 0);
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 2_000);
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let folder = Folder::new();
    let output = folder.arg("finns/inte.jsonl");
    let run = run_on(["screen", "--output", &output], b"hej\n");
    assert_eq!(run.status, 2);
    assert!(run.err.contains(&format!("cannot write `{output}`")), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_new_file_has_ordinary_permissions_and_an_old_one_keeps_its() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let mode = |name: &str| fs::metadata(folder.path(name)).unwrap().permissions().mode() & 0o777;
    folder.write("vanlig", "");
    assert_eq!(run_on(["screen", "--output", &folder.arg("ny")], b"hej\n").status, 0);
    assert_eq!(mode("ny"), mode("vanlig"));
    fs::set_permissions(folder.path("vanlig"), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(run_on(["screen", "--output", &folder.arg("vanlig")], b"hej\n").status, 0);
    assert_eq!(mode("vanlig"), 0o640);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = Folder::new();
    let input = folder.write("in.jsonl", many(20_000));
    let mut child = tool(["screen", &input]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.contains("\"id\":\"k0\""));
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(
        (child.wait().unwrap().code(), err.as_str()),
        (Some(2), ""),
        "quiet, and not as if all was read"
    );
}

#[test]
fn a_closed_pipe_ends_the_tool_while_more_input_is_awaited() {
    let mut child = tool(["screen", "--input-format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(many(100).as_bytes()).unwrap();
    // The pipe stays open: the tool must not wait for its end.
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(2));
    drop(stdin);
}

#[test]
fn rows_are_written_as_they_come() {
    let mut child = tool(["screen", "--input-format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for n in 0..3 {
        writeln!(stdin, "{{\"id\": {n}, \"text\": \"hej\"}}").unwrap();
        let mut row = String::new();
        stdout.read_line(&mut row).unwrap();
        assert!(row.starts_with(&format!("{{\"id\":\"{n}\"")), "{row}");
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn bench_tells_its_figures() {
    let few = ["bench", "--comments", "20", "--rounds", "1", "--threads", "2"];
    let page = run_on(few, b"");
    for told in ["sha256:", "comments/s", "bare automaton", "whole verdict, 2 threads", "recognisers", "p99"]
    {
        assert!(page.out.contains(told), "{told} in {}{}", page.out, page.err);
    }
    let text = "text;likes\nTack för hjälpen!;1\nRing 070-174 06 05;2\n".as_bytes();
    let args = ["bench", "-", "--input-format", "csv", "--rounds", "1", "--format", "json"];
    let json: serde_json::Value = serde_json::from_str(&run_on(args, text).out).expect("JSON");
    assert_eq!((&json["comments"], &json["found"]), (&2.into(), &1.into()));
    assert!(json["one_core"]["comments_per_second"].as_f64() > Some(0.0), "{json}");
    assert_eq!(json["stages"].as_array().map(Vec::len), Some(7));
    let nothing = run_on(["bench", "-", "--input-format", "text"], b"");
    assert_eq!(nothing.status, 2);
    assert!(nothing.err.contains("no comments"), "{}", nothing.err);
}
