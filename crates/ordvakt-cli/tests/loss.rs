//! Whatever goes wrong: no file that looks whole and is not, no row twice or missing, and a status that tells.
#![cfg(unix)]
#![allow(clippy::expect_used, reason = "a helper that fails is a failed test")]

mod common;

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, Stdio};

use common::{Folder, run, run_on, tool};

/// Enough for several blocks of reading.
fn many(count: usize) -> String {
    (0..count).fold(String::new(), |mut lines, n| {
        let _ = writeln!(lines, "{{\"id\":\"k{n}\",\"text\":\"Vilken krumelurka till beslut nummer {n}\"}}");
        lines
    })
}

/// The tool at work on an input that does not end, with something already written.
fn at_work(folder: &Folder, output: &str) -> Child {
    let args = ["screen", "-", "--input-format", "jsonl", "--lists", &folder.lists(), "--no-builtin"];
    let mut child = tool(args.iter().chain(&["--output", output]))
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the tool starts");
    let stdin = child.stdin.as_mut().expect("a pipe");
    // More than pipe and threads hold, so that much of it has been written.
    stdin.write_all(many(50_000).as_bytes()).expect("the tool reads");
    child
}

#[test]
fn killed_it_leaves_the_old_file_and_nothing_else() {
    // Interrupts and hang-ups are ignored by what a shell starts in the background.
    for signal in ["KILL", "TERM"] {
        let folder = Folder::new();
        let output = folder.write("ut.jsonl", "gammalt");
        let mut child = at_work(&folder, &output);
        let killed = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
        assert!(killed.expect("a program to kill with").success());
        let status = child.wait().expect("it ends");
        assert!(status.signal().is_some(), "{signal}: {status}");
        assert_eq!(fs::read_to_string(&output).expect("the old file"), "gammalt", "{signal}");
        // Where the system has no files without names, what is left is called so that nobody takes it for whole.
        let names = folder.names();
        let named = |name: &String| name == "listor" || name == "ut.jsonl" || name.ends_with(".part");
        assert!(names.iter().all(named), "{signal}: {names:?}");
        #[cfg(target_os = "linux")]
        assert_eq!(names, ["listor", "ut.jsonl"], "{signal}");
    }
}

#[test]
fn a_full_disk_is_told_and_the_old_file_stays() {
    let folder = Folder::new();
    let input = folder.write("in.jsonl", many(5_000));
    let output = folder.write("ut.jsonl", "gammalt");
    // Files may grow to some blocks of 512 or 1024 bytes; writing more fails as on a full disk.
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$@\"";
    let done = Command::new("sh")
        .args(["-c", script, "sh", env!("CARGO_BIN_EXE_ordvakt"), "screen", &input, "--output", &output])
        .output()
        .expect("a shell");
    let told = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2), "{told}");
    assert!(told.contains(&format!("cannot write `{output}`")), "{told}");
    assert_eq!(fs::read_to_string(&output).expect("the old file"), "gammalt");
    assert_eq!(folder.names(), ["in.jsonl", "ut.jsonl"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_told() {
    let folder = Folder::new();
    let input = folder.write("in.jsonl", many(2_000));
    let named = run(["screen", &input, "--output", "/dev/full"]);
    assert_eq!(named.status, 2);
    assert!(named.err.contains("cannot write `/dev/full`: No space left on device"), "{}", named.err);
    for args in [vec!["screen", &input], vec!["policies", "kungalv"], vec!["categories"]] {
        let full = File::options().write(true).open("/dev/full").expect("the device");
        let done = tool(&args).stdout(full).output().expect("the tool runs");
        let told = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{args:?}: {told}");
        assert!(told.contains("cannot write to the standard output"), "{args:?}: {told}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_input_that_cannot_be_read_is_told_and_gives_no_file() {
    let folder = Folder::new();
    let there = folder.write("in.jsonl", many(100));
    let output = folder.arg("ut.jsonl");
    // A file that opens and cannot be read: no page of this process stands at its beginning.
    let broken = "/proc/self/mem";
    let run = run(["screen", &there, broken, "--input-format", "text", "--output", &output]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("/proc/self/mem: cannot be read"), "{}", run.err);
    assert_eq!(folder.names(), ["in.jsonl"], "half of what was asked for looks like all of it");
}

#[test]
fn an_array_that_breaks_off_gives_no_file() {
    let folder = Folder::new();
    let cut = format!("[{}", many(1_000).trim_end().replace('\n', ",\n"));
    let input = folder.write("in.json", cut);
    let output = folder.write("ut.jsonl", "gammalt");
    let run = run(["screen", &input, "--output", &output]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("the array is never closed"), "{}", run.err);
    assert_eq!(fs::read_to_string(&output).expect("the old file"), "gammalt");
}

#[test]
fn no_row_is_missing_or_there_twice_wherever_blocks_end() {
    let folder = Folder::new();
    let lists = folder.lists();
    let screen = |name: &str, input: &str| {
        let file = folder.write(name, input);
        let run = run(["screen", &file, "--lists", &lists, "--no-builtin", "--threads", "3", "--id", "id"]);
        assert_eq!(run.status, 0, "{name}: {}", run.err);
        run.column("id")
    };
    // Rows of every length up to more than a block, so that blocks end everywhere in them.
    let length = |n: usize| if n.is_multiple_of(97) { 300_000 } else { n * 37 % 1_900 };
    let texts: Vec<String> = (0..600).map(|n| format!("å{}", "x\"y ".repeat(length(n) / 4))).collect();
    let expected: Vec<String> = (0..texts.len()).map(|n| format!("k{n}")).collect();
    let rows = |row: &dyn Fn(usize, &str) -> String| -> Vec<String> {
        texts.iter().enumerate().map(|(n, text)| row(n, text)).collect()
    };
    let object =
        |n: usize, text: &str| serde_json::json!({ "id": format!("k{n}"), "text": text }).to_string();
    let cell = |n: usize, text: &str| format!("k{n};\"{}\r\n\"\r\n", text.replace('"', "\"\""));
    assert_eq!(screen("a.jsonl", &(rows(&object).join("\n") + "\n")), expected);
    assert_eq!(screen("a.json", &format!("[{}]", rows(&object).join(",\n"))), expected);
    assert_eq!(screen("a.csv", &format!("id;text\r\n{}", rows(&cell).concat())), expected);
}

#[test]
fn a_reader_that_stops_is_no_success() {
    let folder = Folder::new();
    let input = folder.write("in.jsonl", many(30_000));
    let mut child = tool(["screen", &input, "--fail-on", "publish"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tool starts");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut first).expect("a row");
    let mut told = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("nothing");
    assert_eq!((child.wait().expect("it ends").code(), told.as_str()), (Some(2), ""));
}

#[test]
fn a_row_without_end_is_refused() {
    let mut child = tool(["screen", "-", "--input-format", "text"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tool starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let block = vec![b'x'; 1 << 20];
    // The tool closes the pipe when it has had enough; otherwise it would take all of this into memory.
    let taken = (0..1_000).take_while(|_| stdin.write_all(&block).is_ok()).count();
    drop(stdin);
    assert!(taken < 300, "{taken} MiB were taken");
    let done = child.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2), "{told}");
    assert!(told.contains("longer than 128 MiB"), "{told}");
}

#[test]
fn what_is_screened_is_what_was_given() {
    let run = run_on(["screen", "--format", "csv"], many(3_000).as_bytes());
    let expected: Vec<String> =
        (0..3_000).map(|n| format!("Vilken krumelurka till beslut nummer {n}")).collect();
    assert_eq!(run.cells(7), expected);
}
