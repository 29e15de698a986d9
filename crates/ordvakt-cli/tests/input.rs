//! What is read, and how it is understood.

mod common;

use common::{Folder, run, run_on, sample};

fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

fn windows(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

/// The texts the tool has read, by its CSV output.
fn texts(args: &[&str], input: &[u8]) -> Vec<String> {
    let run = run_on(["screen", "--format", "csv"].iter().chain(args), input);
    assert_eq!(run.status, 0, "{}", run.err);
    run.cells(7)
}

#[test]
fn every_format_gives_the_same_comments() {
    let expected = ["Hej på er", "Två\nrader; \"citat\", tabb"];
    let json = r#"{"text": "Hej på er"}
{"text": "Två\nrader; \"citat\", tabb"}"#;
    assert_eq!(texts(&[], json.as_bytes()), expected, "jsonl");
    let array = "[ {\"text\": \"Hej på er\"},\n{\"text\":\n \"Två\\nrader; \\\"citat\\\", tabb\"}\n]\n";
    assert_eq!(texts(&[], array.as_bytes()), expected, "json");
    for (delimiter, name) in [(';', "semicolon"), (',', "comma"), ('\t', "tab")] {
        let rows = format!(
            "id{delimiter}text\r\n1{delimiter}Hej på er\r\n2{delimiter}\"Två\nrader; \"\"citat\"\", tabb\"\r\n"
        );
        assert_eq!(texts(&[], rows.as_bytes()), expected, "{name}");
    }
    assert_eq!(texts(&[], "Hej på er\r\n\r\nTack".as_bytes()), ["Hej på er", "Tack"], "text");
}

#[test]
fn the_ending_decides_before_the_content() {
    let folder = Folder::new();
    let file = folder.write("rader.txt", "{\"text\": \"hej\"}\n");
    assert_eq!(texts(&[&file], b""), ["{\"text\": \"hej\"}"]);
    assert_eq!(texts(&[&file, "--input-format", "jsonl"], b""), ["hej"]);
}

#[test]
fn windows_1252_is_read_and_said() {
    let folder = Folder::new();
    let file = folder.write("export.csv", windows("Id;Författare;Kommentar\r\n1;Åsa;Räksmörgås på ån\r\n"));
    let run = run(["screen", "--format", "csv", &file]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("Räksmörgås på ån"), "{}", run.out);
    assert!(run.err.contains("Windows-1252"), "{}", run.err);
    assert!(run.err.contains("author `Författare`"), "{}", run.err);
}

#[test]
fn windows_1252_is_noticed_late() {
    // More than is read at once before the first letter outside ASCII.
    let mut bytes = format!("id;text\n{}", "1;en rad utan prickar\n".repeat(20_000)).into_bytes();
    bytes.extend(windows("sist;på slutet\n"));
    let found = texts(&["--input-format", "csv"], &bytes);
    assert_eq!(found.len(), 20_001);
    assert_eq!(found.last().map(String::as_str), Some("på slutet"));
}

#[test]
fn utf_16_and_byte_order_marks_are_read() {
    assert_eq!(texts(&["--input-format", "tsv"], &utf16("id\ttext\r\n1\tblåbär 🫐\r\n")), ["blåbär 🫐"]);
    assert_eq!(texts(&[], &utf16("{\"text\": \"blåbär\"}\n")), ["blåbär"]);
    assert_eq!(texts(&[], "\u{feff}text;id\nblåbär;1\n".as_bytes()), ["blåbär"]);
    assert_eq!(texts(&[], "\u{feff}{\"text\": \"blåbär\"}".as_bytes()), ["blåbär"]);
}

#[test]
fn a_spreadsheet_may_name_its_delimiter() {
    assert_eq!(texts(&["--input-format", "csv"], b"sep=|\nid|text\n1|a;b,c\n"), ["a;b,c"]);
}

#[test]
fn the_sample_export_is_understood() {
    let run = run(["screen".as_ref(), sample().as_os_str()]);
    assert_eq!(run.status, 0, "{}", run.err);
    let ids = run.column("id");
    assert_eq!(ids.len(), 40);
    assert_eq!((ids[0].as_str(), ids[39].as_str()), ("1001", "1040"));
    for guess in [
        "columns by `;`",
        "text `Kommentar`",
        "post `Inlägg`",
        "id `Id`",
        "author `Författare`",
        "time `Tid`",
    ] {
        assert!(run.err.contains(guess), "{guess}: {}", run.err);
    }
}

#[test]
fn columns_can_be_named_by_header_or_number() {
    let rows = b"a;b;c\nett;tv\xc3\xa5;tre\n";
    assert_eq!(texts(&["--input-format", "csv", "--text", "B"], rows), ["två"]);
    assert_eq!(texts(&["--input-format", "csv", "--text", "3", "--id", "a"], rows), ["tre"]);
    assert_eq!(texts(&["--text", "meddelande"], br#"{"meddelande": "hej"}"#), ["hej"]);
}

#[test]
fn ids_are_given_or_the_line() {
    let run_ids = |args: &[&str], input: &[u8]| run_on(["screen"].iter().chain(args), input).column("id");
    assert_eq!(
        run_ids(&[], b"{\"text\":\"a\",\"id\":7}\n\n{\"text\":\"b\"}\n{\"text\":\"c\",\"id\":\"x\"}"),
        ["7", "3", "x"]
    );
    assert_eq!(run_ids(&[], b"[{\"text\":\"a\"}, {\"text\":\"b\"}]"), ["1", "2"]);
    assert_eq!(run_ids(&["--input-format", "csv"], b"text\n\"a\nb\"\nc\n"), ["2", "4"]);
    let folder = Folder::new();
    let (one, two) = (folder.write("a.txt", "hej\n"), folder.write("b.txt", "hopp\n"));
    assert_eq!(run_ids(&[&one, &two], b""), [format!("{one}:1"), format!("{two}:1")]);
}

#[test]
fn a_line_longer_than_a_read_is_one_comment() {
    let picture = "iVBORw0KGgo".repeat(100_000);
    let input = format!("{{\"bild\": \"{picture}\", \"text\": \"lång\"}}\n{{\"text\": \"kort\"}}\n");
    assert_eq!(texts(&["--input-format", "jsonl"], input.as_bytes()), ["lång", "kort"]);
    let rows = format!("bild;text\n\"{picture}\";lång\n;kort\n");
    assert_eq!(texts(&["--input-format", "csv"], rows.as_bytes()), ["lång", "kort"]);
}

#[test]
fn nothing_in_is_nothing_out() {
    let run = run_on(["screen"], b"");
    assert_eq!((run.status, run.out.as_str()), (0, ""));
    let folder = Folder::new();
    let run = common::run(["screen", &folder.write("tom.json", "[]")]);
    assert_eq!((run.status, run.out.as_str()), (0, ""));
}
