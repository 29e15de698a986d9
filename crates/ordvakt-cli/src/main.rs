//! The command-line tool `ordvakt`: screens comments against municipalities' own rules.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(ordvakt_cli::run(std::env::args_os()))
}
