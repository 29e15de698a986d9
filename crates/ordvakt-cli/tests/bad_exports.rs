//! Exports that are broken, locked, empty or something else: named, and what can be read of them is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper that fails is a test that fails"
)]

mod common;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use common::{Folder, Run, run, run_on};

fn export(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports").join(name)).unwrap()
}

fn refused(name: &str, bytes: impl AsRef<[u8]>) -> Run {
    let folder = Folder::new();
    let file = folder.write(name, bytes);
    let run = run(["screen", &file]);
    assert_eq!(run.status, 2, "{name}: {}", run.err);
    assert!(
        run.err.contains(&format!("error: {file}:")) && !run.err.contains("panicked"),
        "{name}: {}",
        run.err
    );
    run
}

fn says(name: &str, bytes: impl AsRef<[u8]>, expected: &str) {
    let run = refused(name, bytes);
    assert_eq!(run.out, "", "{name}");
    assert!(run.err.contains(expected), "{name}: {}", run.err);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Rows that do not pack into nothing.
fn many_rows() -> String {
    let rows = (0..20_000_u64).map(|n| format!("{n};hej {:x}\n", n.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
    format!("id;text\n{}", rows.collect::<String>())
}

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of sheets by their names, whose rows are given as XML.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let numbered = |part: &dyn Fn(usize, &str) -> String| -> String {
        sheets.iter().enumerate().map(|(n, (name, _))| part(n + 1, name)).collect()
    };
    let links = |links: String| format!("<Relationships xmlns=\"{package}\">{links}</Relationships>");
    let link = |n: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{n}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let named = numbered(&|n, name| format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"));
    let book = format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{named}</sheets></workbook>");
    let mut parts = vec![
        ("_rels/.rels".to_owned(), links(link(1, "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml".to_owned(), book),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            links(numbered(&|n, _| link(n, "worksheet", &format!("worksheets/sheet{n}.xml")))),
        ),
    ];
    for (n, (_, rows)) in sheets.iter().enumerate() {
        let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{}.xml", n + 1), sheet));
    }
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    zip(&parts)
}

/// A workbook of one sheet.
fn sheet(rows: &str) -> Vec<u8> {
    workbook(&[("Blad1", rows)])
}

fn cell(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn packed_data_that_is_cut_off_is_read_as_far_as_it_goes() {
    let rows = many_rows();
    for (name, packed) in
        [("a.csv.gz", gzip(rows.as_bytes())), ("a.csv.zst", zstd::encode_all(rows.as_bytes(), 3).unwrap())]
    {
        let run = refused(name, &packed[..packed.len() * 3 / 4]);
        let ids = run.column("id");
        assert!(ids.len() > 5_000 && ids.len() < 20_000, "{name}: {}", ids.len());
        assert_eq!(ids.last(), Some(&(ids.len() - 1).to_string()), "{name}");
        assert!(run.err.contains("data is cut off or broken"), "{name}: {}", run.err);
    }
}

#[test]
fn packed_twice_is_told() {
    says("a.gz", gzip(&gzip(b"hej\n")), "is packed twice; unpack it once");
}

#[test]
fn what_is_no_table_is_told() {
    says("a.xls", "<html><table><tr><td>hej</td></tr></table></html>", "is a page (HTML or XML)");
    says("a.bin", b"\x7fELF\0\0\0\0\0\0\n", "is neither text nor a format that is known");
    says("a.zip", zip(&[("a.csv", "id;text\n1;hej\n")]), "is a zip archive and no .xlsx workbook");
    says(
        "a.ods",
        zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
        "is an OpenDocument file",
    );
    let mut tar = vec![b'a'; 512];
    tar[257..262].copy_from_slice(b"ustar");
    says("a.tar.gz", gzip(&tar), "is an archive of files (tar)");
}

#[test]
fn locked_and_old_workbooks_are_told_apart() {
    let mut old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    old.resize(4096, 0);
    says("a.xls", &old, "is a workbook of the old form (.xls)");
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    says("a.xlsx", &old, "the workbook is behind a password; save it without one");
}

#[test]
fn empty_files_and_headers_alone_are_told() {
    for name in ["a.csv", "a.jsonl", "a.xlsx", "a.txt"] {
        says(name, "", "the file is empty");
    }
    says("a.csv", "Id;Kommentar\r\n", "there is a header and no comment below it");
    says("a.xlsx", sheet(""), "the workbook is empty");
    let header = format!("<row r=\"1\">{}</row>", cell("A1", "Kommentar"));
    says("a.xlsx", sheet(&header), "there is a header and no comment below it");
    // What says of itself that it is empty is no mistake.
    for input in ["[]", "{\"data\": []}", "{\"kind\": \"youtube#commentThreadListResponse\", \"items\": []}"]
    {
        let run = run_on(["screen"], input.as_bytes());
        assert_eq!((run.status, run.out.as_str()), (0, ""), "{input}: {}", run.err);
    }
}

#[test]
fn a_missing_column_is_named_in_every_format() {
    let rows = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\">{}</row>",
        cell("A1", "Nr"),
        cell("B1", "Vad"),
        cell("A2", "1")
    );
    says(
        "a.xlsx",
        sheet(&rows),
        "1: sheet `Blad1`: no column looks like the comments; name it with --text, there are `Nr`, `Vad`",
    );
    let folder = Folder::new();
    let file = folder.write("a.parquet", export("polars.parquet"));
    let run = run(["screen", &file, "--text", "Kommentar"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("no column `Kommentar` (--text); there are `comment_id`, `created_time`"),
        "{}",
        run.err
    );
}

#[test]
fn a_header_that_stands_twice_is_told() {
    let rows = "Id;Kommentar;Kommentar\n1;a;b\n";
    says(
        "a.csv",
        rows,
        "the comments could be in `Kommentar` (column 2), `Kommentar` (column 3); name the column with --text, or give its number",
    );
    let run = run_on(["screen", "--text", "3", "--format", "csv"], rows.as_bytes());
    assert_eq!((run.status, run.cells(7)), (0, vec!["b".to_owned()]), "{}", run.err);
    says("a.jsonl", "{\"comment\": \"a\", \"kommentar\": \"b\"}\n", "the comments could be in `comment`");
}

#[test]
fn two_encodings_in_one_file_are_read_each_as_what_it_is() {
    let mut bytes = encoding_rs::WINDOWS_1252.encode("id;text\n1;på ån\n").0.into_owned();
    bytes.extend("2;över bron\n".as_bytes());
    let run = run_on(["screen", "--format", "csv"], &bytes);
    assert_eq!((run.status, run.cells(7)), (0, vec!["på ån".to_owned(), "över bron".to_owned()]));
    assert!(run.err.contains("1 rows, line 3 first, are UTF-8 among Windows-1252"), "{}", run.err);
}

#[test]
fn broken_workbooks_and_tables_are_named() {
    for name in ["plain.xlsx", "titled.xlsx", "pandas.parquet", "polars.parquet"] {
        let whole = export(name);
        for cut in [4, 100, whole.len() / 2, whole.len() - 9] {
            refused(name, &whole[..cut]);
        }
    }
    let row = format!("<row r=\"1\">{}{}</row>", cell("A1", "Id"), cell("B1", "Text"));
    let good = format!("{row}<row r=\"2\">{}{}</row>", cell("A2", "1"), cell("B2", "hej"));
    let run = refused("a.xlsx", sheet(&format!("{good}<row r=\"3\"><c r=\"A3\"")));
    assert!(run.err.contains("Blad1"), "{}", run.err);
    // No sheet has so many columns; nothing must be made ready for them.
    let wide = format!("{good}<row r=\"3\">{}</row>", cell("ZZZZZ3", "x"));
    refused("a.xlsx", sheet(&wide));
    // A cell that unpacks to more than any sheet holds.
    let huge = format!("{good}<row r=\"3\">{}</row>", cell("B3", &"x".repeat(17 << 20)));
    says("a.xlsx", sheet(&huge), "is larger than what can be read");
}

#[test]
fn bytes_that_have_changed_break_a_file_and_not_the_tool() {
    for name in ["plain.xlsx", "pandas.parquet", "polars.parquet"] {
        let whole = export(name);
        let folder = Folder::new();
        for at in (0..whole.len()).step_by(whole.len() / 15) {
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            let run = run(["screen", &folder.write(name, &changed)]);
            assert!([0, 2].contains(&run.status), "{name} at {at}: {}", run.err);
            assert!(!run.err.contains("panicked"), "{name} at {at}: {}", run.err);
        }
    }
}

#[test]
fn a_comment_without_text_is_named_and_the_others_are_screened() {
    let page = r#"{"data": [
      {"id": "1", "message": "hej", "from": {"name": "Kim"}},
      {"id": "2", "from": {"name": "Kim"}, "comments": {"data": [{"id": "3", "message": "svar"}]}},
      {"id": "4", "message": "då"}]}"#;
    let run = run_on(["screen"], page.as_bytes());
    assert_eq!((run.status, run.column("id").join(" ")), (2, "1 3 4".to_owned()), "{}", run.err);
    assert!(run.err.contains("<stdin>:1:1: comment 2: no column looks like the comments"), "{}", run.err);
}

#[test]
fn answers_that_are_not_in_the_file_are_counted() {
    let page = r#"{"items": [{"id": "1", "snippet": {"totalReplyCount": 7, "topLevelComment": {"id": "1", "snippet":
      {"textOriginal": "hej"}}}}], "nextPageToken": "x"}"#;
    let run = run_on(["screen"], page.as_bytes());
    assert_eq!((run.status, run.column("id")), (0, vec!["1".to_owned()]), "{}", run.err);
    for said in ["7 answers are counted in the input", "the last page names a page after it"] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
}

#[test]
fn a_format_that_the_file_has_not_is_told() {
    let folder = Folder::new();
    for (name, format, expected) in [
        ("plain.xlsx", "csv", "is an .xlsx workbook, not what --input-format csv stands for"),
        ("polars.parquet", "jsonl", "is a Parquet file, not what --input-format jsonl stands for"),
        ("comma.csv", "xlsx", "is no .xlsx workbook"),
        ("comma.csv", "parquet", "is no Parquet file"),
    ] {
        let run = run(["screen", &folder.write(name, export(name)), "--input-format", format]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{name}");
        assert!(run.err.contains(expected), "{name}: {}", run.err);
    }
}

#[test]
fn a_sheet_whose_columns_are_unclear_is_not_left_out_in_silence() {
    let one = |text: &str| {
        format!("<row r=\"1\">{}</row><row r=\"2\">{}</row>", cell("A1", "Text"), cell("A2", text))
    };
    let two = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\">{}</row>",
        cell("A1", "Text"),
        cell("B1", "Kommentar"),
        cell("A2", "x")
    );
    let bytes = workbook(&[("A", &one("hej")), ("B", &two), ("C", &one("tack"))]);
    let run = refused("a.xlsx", bytes);
    let ids = run.column("id");
    assert!(ids.len() == 2 && ids[0].ends_with("a.xlsx[A]:2") && ids[1].ends_with("a.xlsx[C]:2"), "{ids:?}");
    assert!(
        run.err.contains("sheet `B` was not read: the comments could be in `Text` (column 1)"),
        "{}",
        run.err
    );
}
