//! Output for spreadsheets and data frames.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper that fails is a test that fails"
)]

mod common;

use std::fs;

use common::{Folder, run, run_on};

const INPUT: &str = "{\"id\": \"17841405309211844\", \"text\": \"=HYPERLINK(1); krumelurka\", \"nr\": 7}\n\
                     {\"id\": \"2\", \"text\": \"Tack för\\nplogningen – bra!\"}\n";

#[test]
fn excel_in_sweden_opens_csv_right() {
    let run = run_on(["screen", "--excel"], INPUT.as_bytes());
    assert_eq!(run.status, 0, "{}", run.err);
    let text = run.out.strip_prefix('\u{FEFF}').expect("a mark");
    let mut rows = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    // The id would be rounded and the text calculated.
    assert_eq!((&rows[0][0], &rows[0][7]), ("'17841405309211844", "'=HYPERLINK(1); krumelurka"));
    assert_eq!((&rows[1][0], &rows[1][7]), ("2", "Tack för\nplogningen – bra!"));
    assert!(text.starts_with("id;action;categories;") && text.ends_with("\r\n"), "{text:?}");
    assert_eq!(text.matches("\r\n").count(), 3, "{text:?}");
}

#[test]
fn no_cell_begins_like_a_formula_whatever_column_it_is_from() {
    let input = "id;text;=kolumn\n=1;+1;-1\n@a;\u{FF1D}1;\"\t=1\"\n";
    for more in [&["--format", "csv"][..], &["--excel"]] {
        let run = run_on(["screen", "--keep", "--input-format", "csv"].iter().chain(more), input.as_bytes());
        assert_eq!(run.status, 0, "{}", run.err);
        let delimiter = if more.len() == 1 { b';' } else { b',' };
        let text = run.out.trim_start_matches('\u{FEFF}');
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
        for row in reader.records() {
            for cell in &row.unwrap() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{FF1D}']),
                    "{cell:?}: {}",
                    run.out
                );
            }
        }
    }
}

#[test]
fn excel_is_a_way_to_write_csv() {
    let run = run_on(["screen", "--excel", "--format", "jsonl"], INPUT.as_bytes());
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("--excel is a way to write CSV"), "{}", run.err);
}

#[cfg(feature = "parquet")]
mod parquet {
    use super::*;

    use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
    use ::parquet::record::{Field, Row};

    fn rows(file: &str) -> Vec<Row> {
        let reader = SerializedFileReader::new(fs::File::open(file).unwrap()).unwrap();
        reader.get_row_iter(None).unwrap().map(Result::unwrap).collect()
    }

    fn field<'r>(row: &'r Row, name: &str) -> &'r Field {
        row.get_column_iter().find(|(there, _)| *there == name).map(|(_, field)| field).expect(name)
    }

    fn text(row: &Row, name: &str) -> String {
        match field(row, name) {
            Field::Str(text) => text.clone(),
            other => panic!("{name}: {other}"),
        }
    }

    fn list(row: &Row, name: &str) -> Vec<Field> {
        match field(row, name) {
            Field::ListInternal(list) => list.elements().to_vec(),
            other => panic!("{name}: {other}"),
        }
    }

    #[test]
    fn rows_are_those_of_json() {
        let folder = Folder::new();
        let lists = folder.lists();
        let input = folder.write(
            "in.csv",
            "id;text;betyg;action\n1;En krumelurka till;5;x\n2;Tack!;;y\n3;krumelurka och hemlebeta;1;z\n",
        );
        let output = folder.arg("ut.parquet");
        let args = ["screen", &input, "--lists", &lists, "--no-builtin", "--keep"];
        let json = run(args).rows();
        let written = run(args.iter().copied().chain(["--format", "parquet", "--output", &output]));
        assert_eq!((written.status, written.out.as_str()), (0, ""), "{}", written.err);
        let rows = rows(&output);
        assert_eq!(rows.len(), json.len());
        for (row, json) in rows.iter().zip(&json) {
            for name in ["id", "action", "policy", "ruleset"] {
                assert_eq!(text(row, name), json[name].as_str().unwrap());
            }
            let categories: Vec<String> = list(row, "categories").iter().map(ToString::to_string).collect();
            let expected: Vec<String> =
                json["categories"].as_array().unwrap().iter().map(ToString::to_string).collect();
            assert_eq!(categories, expected);
            let findings = list(row, "findings");
            assert_eq!(findings.len(), json["findings"].as_array().unwrap().len());
            for (finding, json) in findings.iter().zip(json["findings"].as_array().unwrap()) {
                let Field::Group(finding) = finding else { panic!("{finding}") };
                for name in ["rule", "category", "severity", "matched", "reason", "basis"] {
                    assert_eq!(text(finding, name), json[name].as_str().unwrap(), "{name}");
                }
                assert_eq!(field(finding, "start").to_string(), json["start"].to_string());
                assert_eq!(
                    *field(finding, "confidence"),
                    Field::Double(json["confidence"].as_f64().unwrap())
                );
            }
        }
        let texts: Vec<String> = rows.iter().map(|row| text(row, "text")).collect();
        assert_eq!(texts, ["En krumelurka till", "Tack!", "krumelurka och hemlebeta"]);
        // A kept column of a name that is taken gets another.
        assert_eq!((text(&rows[0], "betyg"), text(&rows[2], "action_")), ("5".to_owned(), "z".to_owned()));
        assert_eq!(*field(&rows[1], "betyg"), Field::Null);
    }

    #[test]
    fn redacted_rows_hold_nothing_of_what_was_found() {
        let folder = Folder::new();
        let output = folder.arg("ut.parquet");
        let lists = folder.lists();
        let args = [
            "screen",
            "--lists",
            &lists,
            "--no-builtin",
            "--redact",
            "--format",
            "parquet",
            "--output",
            &output,
        ];
        assert_eq!(run_on(args, "Säg till hemlebeta\n".as_bytes()).status, 0);
        let row = &rows(&output)[0];
        assert_eq!(text(row, "text"), "Säg till █████████");
        assert!(!row.to_string().replace("personuppgifter/hemlebeta", "").contains("hemlebeta"), "{row}");
    }

    #[test]
    fn the_file_is_whole_or_not_there() {
        let folder = Folder::new();
        let output = folder.arg("ut.parquet");
        let broken = run_on(
            ["screen", "--strict", "--format", "parquet", "--output", &output],
            b"{\"text\": \"a\"}\n{\n",
        );
        assert_eq!(broken.status, 2);
        assert!(folder.names().is_empty(), "{:?}", folder.names());
        let nothing = run_on(["screen", "--format", "parquet", "--output", &output], b"");
        assert_eq!(nothing.status, 0, "{}", nothing.err);
        assert!(rows(&output).is_empty());
    }

    #[test]
    fn threads_and_where_it_goes_change_no_byte() {
        let folder = Folder::new();
        let input = folder.write("in.jsonl", INPUT.repeat(300));
        let with = |threads: &str| {
            let output = folder.arg(&format!("ut-{threads}.parquet"));
            let run =
                run(["screen", &input, "--threads", threads, "--format", "parquet", "--output", &output]);
            assert_eq!(run.status, 0, "{}", run.err);
            fs::read(output).unwrap()
        };
        let one = with("1");
        assert_eq!(with("5"), one);
        let piped = common::tool(["screen", &input, "--format", "parquet"]).output().unwrap();
        assert_eq!(piped.stdout, one);
    }
}
