//! What cannot be read is named, and nothing else is lost.

mod common;

use common::{Folder, run, run_on};

#[test]
fn a_broken_line_is_named_and_the_rest_screened() {
    let folder = Folder::new();
    let file =
        folder.write("in.jsonl", "{\"text\": \"a\"}\n{\"text\": \"å\", \"id\": }\n{\"text\": \"c\"}\n");
    let run = run(["screen", &file]);
    assert_eq!(run.status, 2);
    assert_eq!(run.column("id"), ["1", "3"]);
    assert!(run.err.contains(&format!("error: {file}:2:21: expected value")), "{}", run.err);
}

#[test]
fn strict_stops_at_once_and_leaves_the_old_file() {
    let folder = Folder::new();
    let file = folder.write("in.jsonl", "{\"text\": \"a\"}\n{\n{\"text\": \"c\"}\n");
    let to_pipe = run(["screen", "--strict", &file]);
    assert_eq!((to_pipe.status, to_pipe.column("id")), (2, vec!["1".to_owned()]));
    let output = folder.write("ut.jsonl", "gammalt");
    assert_eq!(run(["screen", "--strict", &file, "--output", &output]).status, 2);
    assert_eq!(std::fs::read_to_string(&output).unwrap(), "gammalt");
    assert_eq!(folder.names(), ["in.jsonl", "ut.jsonl"]);
}

#[test]
fn bytes_that_are_no_utf_8_are_named_by_line_and_offset() {
    let folder = Folder::new();
    let file = folder.write("in.jsonl", b"{\"text\": \"a\"}\n{\"text\": \"b\xe5\"}\n{\"text\": \"c\"}\n");
    let run = run(["screen", &file]);
    assert_eq!((run.status, run.column("id")), (2, vec!["1".to_owned(), "3".to_owned()]));
    let expected = format!("{file}:2:12: not valid UTF-8: byte 0xE5 at byte 25 of the file");
    assert!(run.err.contains(&expected), "{}", run.err);
}

#[test]
fn text_that_is_utf_8_before_it_is_not_is_broken_and_not_windows_1252() {
    let run = run_on(["screen", "--input-format", "text"], b"bl\xc3\xa5b\xc3\xa4r\nsm\xf6r\nbr\xc3\xb6d\n");
    assert_eq!((run.status, run.column("id")), (2, vec!["1".to_owned(), "3".to_owned()]));
    assert!(run.err.contains("<stdin>:2:3: not valid UTF-8"), "{}", run.err);
}

#[test]
fn errors_in_an_array_have_their_own_line_and_column() {
    let input = "[\n  {\"text\": \"a\"}, {\"text\": å},\n  {\"text\":\n   5},\n  {\"text\": \"d\"}\n]";
    let run = run_on(["screen"], input.as_bytes());
    assert_eq!((run.status, run.column("id")), (2, vec!["1".to_owned(), "4".to_owned()]));
    assert!(run.err.contains("<stdin>:2:27: expected value"), "{}", run.err);
    assert!(run.err.contains("<stdin>:4:4: invalid type: integer `5`, expected a string"), "{}", run.err);
}

#[test]
fn an_array_cut_off_is_an_error() {
    let run = run_on(["screen"], b"[{\"text\": \"a\"},\n {\"text\": \"b");
    assert_eq!((run.status, run.column("id")), (2, vec!["1".to_owned()]));
    assert!(run.err.contains("<stdin>:2:12: EOF while parsing a string"), "{}", run.err);
}

#[test]
fn a_missing_column_names_those_there_are() {
    let folder = Folder::new();
    let file = folder.write("in.csv", "Nr;Vem;Vad\n1;a;b\n");
    let guessed = run(["screen", &file]);
    assert_eq!((guessed.status, guessed.out.as_str()), (2, ""));
    assert!(guessed.err.contains("name it with --text, there are `Nr`, `Vem`, `Vad`"), "{}", guessed.err);
    let named = run(["screen", &file, "--text", "Kommentar"]);
    assert_eq!(named.status, 2);
    let expected = format!("error: {file}:1: no column `Kommentar` (--text); there are `Nr`, `Vem`, `Vad`");
    assert!(named.err.contains(&expected), "{}", named.err);
    let field = run_on(["screen"], br#"{"ord": "hej", "nr": 1}"#);
    assert_eq!(field.status, 2);
    assert!(
        field.err.contains("no field `text`; name it with --text, there are `ord`, `nr`"),
        "{}",
        field.err
    );
}

#[test]
fn rows_of_another_length_are_named() {
    let run = run_on(["screen", "--input-format", "csv"], b"id;text\n1;a\n2;b;c\n3\n4;\"d\ne\"\n5;f\n");
    assert_eq!((run.status, run.column("id").join(" ")), (2, "1 4 5".to_owned()));
    assert!(run.err.contains("<stdin>:3: the row has 3 columns, the header 2"), "{}", run.err);
    assert!(run.err.contains("<stdin>:4: the row has 1 columns, the header 2"), "{}", run.err);
}

#[test]
fn an_open_quote_is_named_where_it_opens() {
    let run = run_on(["screen", "--input-format", "csv"], b"id;text\n1;a\n2;\"b\n3;c\n");
    assert_eq!((run.status, run.column("id").join(" ")), (2, "1".to_owned()));
    assert!(run.err.contains("<stdin>:3:3: the quote opened here is never closed"), "{}", run.err);
}

#[test]
fn unknown_roles_are_named() {
    let run = run_on(["screen"], br#"{"text": "hej", "author_role": "mayor"}"#);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("unknown author role `mayor`; known are `outside`, `staff` and `elected`"),
        "{}",
        run.err
    );
}

#[test]
fn a_file_that_is_not_there_is_told_before_any_work() {
    let folder = Folder::new();
    let there = folder.write("in.txt", "hej\n");
    let gone = folder.arg("borta.csv");
    let run = run(["screen", &there, &gone]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains(&format!("cannot read `{gone}`")), "{}", run.err);
}

#[test]
fn a_folder_is_no_input() {
    let folder = Folder::new();
    folder.write("in/a.txt", "hej\n");
    let run = run(["screen", &folder.arg("in")]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains(&folder.arg("in")), "{}", run.err);
}

#[test]
fn an_unknown_policy_names_the_known() {
    let run = run_on(["screen", "--policy", "ankeborg"], b"hej\n");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    for part in ["unknown policy `ankeborg`", "`alla`", "`kungalv`"] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
}

#[test]
fn control_characters_of_the_input_do_not_reach_the_terminal() {
    let run = run_on(["screen"], b"{\"\x1b[31m\": 1}\n{\"\\u001b]0;x\\u0007\": 1}\n");
    assert_eq!(run.status, 2);
    assert!(!run.err.contains(['\x1b', '\x07']), "{:?}", run.err);
}

#[test]
fn a_file_that_is_no_language_model_is_named_with_what_would_be_right() {
    let folder = Folder::new();
    let (comments, text) = (folder.write("in.txt", "Tack!\n"), folder.write("modell.bin", "hej"));
    let wrong = run(["screen", &comments, "--language-model", &text]);
    assert_eq!((wrong.status, wrong.out.as_str()), (2, ""));
    assert!(
        wrong.err.contains("this is no language model: it does not begin with `OVLANG`"),
        "{}",
        wrong.err
    );
    assert!(wrong.err.contains("modell.bin") && wrong.err.contains("train_language"), "{}", wrong.err);
    let missing = run(["screen", &comments, "--language-model", "saknas.bin"]);
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("cannot read `saknas.bin`"), "{}", missing.err);
}

#[test]
fn the_built_in_language_model_can_be_given_as_a_file() {
    let folder = Folder::new();
    let comments = folder.write("in.txt", "Milloin uimahalli aukeaa?\n");
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/../../wordlists/language/model.bin");
    let (given, built_in) =
        (run(["screen", &comments, "--language-model", model]), run(["screen", &comments]));
    assert_eq!((given.status, given.out), (0, built_in.out));
}
