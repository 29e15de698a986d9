//! The tool on files in every form it reads.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The ending of the file.
const ENDINGS: [&str; 6] = ["jsonl", "json", "csv", "tsv", "txt", "dat"];
/// The form of the output.
const FORMATS: [&str; 3] = ["jsonl", "csv", "table"];

/// A folder of this process's own.
static FOLDER: LazyLock<PathBuf> =
    LazyLock::new(|| std::env::temp_dir().join(format!("ordvakt-fuzz-{}", std::process::id())));

/// The first byte chooses the forms of input and output and some options; the rest is the file.
pub fn run(data: &[u8]) {
    let Some((choice, rest)) = data.split_first() else { return };
    let choice = usize::from(*choice);
    fs::create_dir_all(&*FOLDER).expect("a folder for files");
    let file = FOLDER.join("in").with_extension(ENDINGS[choice % ENDINGS.len()]);
    let output = FOLDER.join("out");
    fs::write(&file, rest).expect("the file is written");
    let _ = fs::remove_file(&output);
    let format = FORMATS[choice / 6 % FORMATS.len()];
    let mut arguments = vec!["ordvakt", "screen", "--threads", "1", "--format", format];
    arguments.extend((choice / 18 % 2 == 1).then_some("--keep"));
    arguments.extend((choice / 36 % 2 == 1).then_some("--redact"));
    arguments.extend((choice / 72 % 2 == 1).then_some("--strict"));
    let mut arguments: Vec<OsString> = arguments.into_iter().map(OsString::from).collect();
    arguments.extend(["--output".into(), output.clone().into(), file.into()]);
    match ordvakt_cli::run(arguments) {
        0 => assert!(output.exists(), "all is well and there is no output"),
        2 => {}
        status => panic!("status {status}"),
    }
    if output.exists() {
        check(&output, format);
    }
    fs::remove_dir_all(&*FOLDER).expect("the folder is emptied");
}

fn check(output: &Path, format: &str) {
    let written = fs::read_to_string(output).expect("the output is UTF-8");
    assert!(written.is_empty() || written.ends_with('\n'), "the last line is whole");
    if format == "jsonl" {
        for line in written.lines() {
            let verdict: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            assert!(verdict["id"].is_string() && verdict["action"].is_string(), "{line}");
        }
    }
    if format == "table" {
        let raw = |letter: char| letter.is_control() && letter != '\n';
        assert!(!written.contains(raw), "a control character reaches the terminal");
    }
}
