//! The command-line tool `ordvakt`: screens comments against municipalities' own rules.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    // What a panic says may quote a comment, and the standard error may be a log.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" at {place}"));
        eprintln!("error: a defect in ordvakt{place}; please report it");
    }));
    ExitCode::from(ordvakt_cli::run(std::env::args_os()))
}
