//! From screening to preserved, decided, counted, printed and erased.

mod common;

use std::fs;

use common::{Folder, Run, run, run_on};

const INPUT: &str = r#"{"id": "a", "text": "Tack för hjälpen!", "author": "Test Ett"}
{"id": "b", "text": "Vilka jävla vägar ni har!", "author": "Test Två", "post": "Vägarna", "time": "2026-11-20"}
{"id": "c", "text": "Fan, ring 070-174 06 05!", "author": "Test Tre"}
"#;

fn screened(folder: &Folder, policy: &str) -> Run {
    run_on(["screen", "--policy", policy, "--evidence", &folder.arg("bevis")], INPUT.as_bytes())
}

fn words(command: &str, folder: &Folder) -> Run {
    run(command
        .split(' ')
        .map(|word| if word == "DIR" { folder.arg("bevis") } else { word.replace('+', " ") }))
}

#[test]
fn what_the_duties_ask_for_is_preserved() {
    let folder = Folder::new();
    let screen = screened(&folder, "katrineholm");
    assert_eq!(screen.status, 0, "{}", screen.err);
    assert_eq!(screen.rows().len(), 3);
    assert!(
        screen.err.contains("2 comments preserved in") && screen.err.contains("head sha256:"),
        "{}",
        screen.err
    );
    let rows = words("evidence show DIR --format json", &folder).rows();
    let ids: Vec<_> = rows.iter().map(|row| row["preserved"]["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["b", "c"]);
    assert_eq!(rows[0]["preserved"]["author"], "Test Två");
    assert_eq!(rows[0]["preserved"]["post"], "Vägarna");
    assert_eq!(rows[0]["preserved"]["verdict"]["action"], "remove");
    // Again: nothing new, and the same output.
    let again = screened(&folder, "katrineholm");
    assert!(
        again.err.contains("0 comments preserved") && again.err.contains("2 were there already"),
        "{}",
        again.err
    );
    assert_eq!(again.out, screen.out);

    let kungalv = Folder::new();
    assert_eq!(screened(&kungalv, "kungalv").status, 0);
    let rows = words("evidence show DIR --format json", &kungalv).rows();
    assert_eq!((rows.len(), &rows[0]["preserved"]["author"]), (2, &serde_json::Value::Null));
    // A policy that nobody adopted asks for nothing.
    let alla = Folder::new();
    assert!(screened(&alla, "alla").err.contains("0 comments preserved"));
}

#[test]
fn decisions_are_recorded_shown_counted_and_printed() {
    let folder = Folder::new();
    screened(&folder, "katrineholm");
    let decided = words("decide DIR b --action publish --by Anna+A --why Gäller+vägarna", &folder);
    assert_eq!((decided.status, decided.out.as_str()), (0, "record 3: publish, Anna A\n"), "{}", decided.err);
    assert_eq!(words("decide DIR --number 2 --accept --by Bo+B", &folder).out, "record 4: remove, Bo B\n");

    let list = words("evidence show DIR", &folder).out;
    assert!(list.lines().any(|line| line.ends_with("b  remove → publish (Anna A)")), "{list}");
    let card = words("evidence show DIR b --lang en", &folder).out;
    assert!(card.contains("- Decided by: Anna A") && card.contains("Vilka jävla vägar"), "{card}");
    assert_eq!(words("evidence cards DIR", &folder).out.matches("# Ärendekort").count(), 2);

    let output = folder.arg("kort.csv");
    let cards =
        run(["evidence", "cards", &folder.arg("bevis"), "--format", "csv", "--excel", "--output", &output]);
    assert_eq!((cards.status, cards.out.as_str()), (0, ""), "{}", cards.err);
    let csv = fs::read_to_string(&output).unwrap();
    assert!(csv.starts_with("\u{FEFF}post;kommentar;") && csv.contains(";Anna A;"), "{csv}");

    let statistics = words("evidence statistics DIR --format json", &folder).rows();
    assert_eq!((&statistics[0]["decided"], &statistics[0]["overridden"]), (&2.into(), &1.into()));
    assert_eq!(statistics[0]["rules"][0]["rule"], "svordomar/javla");
    let table = words("evidence statistics DIR", &folder).out;
    assert!(
        table.lines().any(|line| line.starts_with("svordomar/javla") && line.ends_with("100 %")),
        "{table}"
    );
}

#[test]
fn what_is_wrong_is_said_and_nothing_recorded() {
    let folder = Folder::new();
    screened(&folder, "katrineholm");
    for (command, told) in [
        ("decide DIR b --action publish --by Anna", "say why"),
        ("decide DIR x --accept --by Anna", "no comment with the id `x`"),
        ("decide DIR --number 7 --accept --by Anna", "there is no record 7"),
        ("decide DIR b --accept --by Anna --wrong-rule hot/kill-you", "those that did: svordomar/javla"),
        ("decide DIR b --by Anna", "--accept"),
        ("decide DIR --accept --by Anna", "<ID"),
        ("decide borta b --accept --by Anna", "no records"),
        ("evidence erase DIR --by Anna --why Plan", "required"),
        ("evidence erase DIR --before 2024-1-1 --by Anna --why Plan", "write it as `2024-01-31`"),
        ("evidence cards DIR --excel", "--format csv"),
        ("evidence verify borta", "no records"),
        ("evidence verify DIR --head 1234", "64 hexadecimal digits"),
        ("evidence show DIR 17 --number 3", "cannot be used with"),
    ] {
        let run = words(command, &folder);
        assert!(run.status == 2 && run.err.contains(told), "{command}: {} {}", run.status, run.err);
    }
    let strange = Folder::new();
    strange.write("bevis/brev.txt", "Hej");
    let screen = screened(&strange, "katrineholm");
    assert!(screen.status == 2 && screen.out.is_empty() && screen.err.contains("brev.txt"), "{}", screen.err);
    assert!(words("evidence verify DIR", &folder).out.contains("2 records:"));
    assert!(!std::path::Path::new("borta").exists());
}

#[test]
fn a_kept_head_shows_what_was_cut_off() {
    let folder = Folder::new();
    screened(&folder, "katrineholm");
    words("decide DIR b --accept --by Anna", &folder);
    let sound = words("evidence verify DIR", &folder);
    assert_eq!(sound.status, 0, "{}", sound.err);
    let head = sound.out.lines().find_map(|line| line.strip_prefix("head ")).unwrap().to_owned();
    assert_eq!(words(&format!("evidence verify DIR --head {head}"), &folder).status, 0);
    let records = folder.path("bevis/records.jsonl");
    let whole = fs::read_to_string(&records).unwrap();
    fs::write(&records, whole.split_inclusive('\n').take(2).collect::<String>()).unwrap();
    let cut = words(&format!("evidence verify DIR --head {head}"), &folder);
    assert!(cut.status == 1 && cut.err.contains("record 3 is missing"), "{}", cut.err);
    assert!(cut.out.ends_with("2 things are not as they were recorded\n"), "{}", cut.out);
    // Nothing is added to it, and no row is written that was to be preserved first.
    let screen = run_on(
        ["screen", "--policy", "katrineholm", "--evidence", &folder.arg("bevis")],
        INPUT.replace("Vilka", "Era").as_bytes(),
    );
    assert!(
        screen.status == 2 && screen.out.is_empty() && screen.err.contains("records.jsonl:"),
        "{}",
        screen.err
    );
    fs::write(&records, whole).unwrap();
    assert_eq!(words("evidence verify DIR", &folder).status, 0);
}

#[test]
fn what_is_erased_is_gone() {
    let folder = Folder::new();
    screened(&folder, "katrineholm");
    words("decide DIR c --accept --by Anna", &folder);
    let erased = words("evidence erase DIR c --by Cia+C --why Plan+4.2", &folder);
    assert_eq!(erased.out, "record 4: the contents of 2, 3 are erased\n", "{}", erased.err);
    assert!(words("evidence show DIR", &folder).out.contains("by Cia C"));
    let early = words("evidence erase DIR --before 2020-01-01 --by Cia --why Plan", &folder);
    assert_eq!((early.status, early.out.as_str()), (0, "nothing was recorded before 2020-01-01\n"));
    let late = words("evidence erase DIR --before 2999-01-01 --by Cia --why Plan", &folder);
    assert_eq!(late.out, "record 5: the contents of 1 are erased\n", "{}", late.err);
    assert_eq!(folder.names(), ["bevis"]);
    let left: Vec<_> = fs::read_dir(folder.path("bevis/content")).unwrap().collect();
    assert_eq!(left.len(), 2);
    assert_eq!(words("evidence verify DIR", &folder).status, 0);
}

#[test]
fn statements_speak_of_a_comment_or_of_what_is_recorded() {
    let folder = Folder::new();
    let notice = run([
        "statement",
        "notice",
        "Vilka jävla vägar!",
        "--policy",
        "kungalv",
        "--contact",
        "info@example.com",
    ]);
    assert!(
        notice.out.starts_with("Vi har tagit bort din kommentar.\n\nSkälet är detta:\n- Svordomar"),
        "{}",
        notice.err
    );
    assert!(
        notice.out.contains("Skriv till info@example.com") && !notice.out.contains("jävla"),
        "{}",
        notice.out
    );
    let piped = run_on(
        ["statement", "notice", "--policy", "kungalv", "--contact", "info@example.com"],
        "Vilka jävla vägar!\n".as_bytes(),
    );
    assert_eq!(piped.out, notice.out);

    screened(&folder, "katrineholm");
    words("decide DIR c --action hide --by Anna --why Numret+räcker --wrong-rule svordomar/fan", &folder);
    let told = words("statement notice c --evidence DIR --lang en", &folder).out;
    assert!(told.starts_with("We have hidden your comment."), "{told}");
    assert!(
        told.contains("Förslag till riktlinjer")
            && told.contains("Personal data")
            && !told.contains("Swearing"),
        "{told}"
    );
    assert_eq!(words("statement notice --number 2 --evidence DIR --lang en", &folder).out, told);
    assert!(words("statement welcome-back b --evidence DIR", &folder).out.contains("kom gärna tillbaka"));
    let referral = words("statement referral Hej --channel kontaktcenter", &folder).out;
    assert!(referral.contains("genom kontaktcenter"), "{referral}");
    for (command, told) in [
        ("statement letter Hej", "notice"),
        ("statement notice x --evidence DIR", "no comment with the id `x`"),
        ("statement notice --number 2", "--evidence"),
        ("statement notice Hej --policy ankeborg", "unknown policy"),
    ] {
        let run = words(command, &folder);
        assert!(run.status == 2 && run.err.contains(told), "{command}: {}", run.err);
    }
}

/// The size that a file may have is the room that is left.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let folder = Folder::new();
    screened(&folder, "katrineholm");
    let lines =
        (0..40).map(|n| format!("{{\"id\": \"k{n}\", \"text\": \"Vilka jävla vägar, nummer {n}!\"}}"));
    let many = lines.collect::<Vec<_>>().join("\n");
    let input = folder.write("mer.jsonl", many);
    let command = format!(
        "trap '' XFSZ; ulimit -f 8; exec '{}' screen --policy katrineholm --evidence '{}' '{input}'",
        env!("CARGO_BIN_EXE_ordvakt"),
        folder.arg("bevis"),
    );
    let output = std::process::Command::new("sh").args(["-c", &command]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && told.contains("cannot write"), "{told}");
    assert!(output.stdout.is_empty(), "rows of comments that are not preserved");
    let found = words("evidence verify DIR", &folder);
    assert_eq!((found.status, found.err.as_str()), (0, ""), "{}", found.out);
    assert!(found.out.starts_with("2 records:"), "{}", found.out);
    let again = run(["screen", "--policy", "katrineholm", "--evidence", &folder.arg("bevis"), &input]);
    assert!(again.err.contains("40 comments preserved"), "{}", again.err);
}
