//! The command-line tool as a program.

use std::env;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

/// Runs the tool with `input` on its standard input.
pub fn run(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(&*TOOL);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", TOOL.display()));
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        // A tool that stops early closes the pipe; its status and message tell why.
        scope.spawn(move || stdin.map(|mut pipe| pipe.write_all(input.as_bytes())));
        child.wait_with_output().unwrap_or_else(|error| panic!("{}: {error}", TOOL.display()))
    })
}

/// `ORDVAKT_TOOL`, or the one built beside these tests: a test cannot depend on another package's program, so it is built here.
static TOOL: LazyLock<PathBuf> = LazyLock::new(|| {
    if let Some(tool) = env::var_os("ORDVAKT_TOOL") {
        return PathBuf::from(tool);
    }
    let test = env::current_exe().unwrap_or_default();
    let (Some(profile), Some(target)) = (test.ancestors().nth(2), test.ancestors().nth(3)) else {
        panic!("{} lies in no target folder", test.display())
    };
    let name = profile.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args([
            "build",
            "--quiet",
            "--package",
            "ordvakt-cli",
            "--profile",
            if name == "debug" { "dev" } else { &name },
        ])
        .arg("--manifest-path")
        .arg(crate::here("../Cargo.toml"))
        .arg("--target-dir")
        .arg(target)
        .status();
    assert!(status.is_ok_and(|status| status.success()), "the tool does not build");
    profile.join("ordvakt")
});
