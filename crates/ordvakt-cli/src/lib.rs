//! The command-line tool `ordvakt` as a function, for every program that offers it: the binary, and Python's `-m ordvakt`.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod args;
mod bench;
mod color;
mod decide;
mod diagnostics;
mod error;
mod evidence;
mod explain;
mod input;
mod lists;
mod output;
mod policies;
mod preserve;
mod rules;
mod screen;
mod statement;

use std::ffi::OsString;
use std::io::Write as _;

use clap::{CommandFactory as _, Parser as _};

use args::{Cli, Command, PolicyCommand};
use error::Failure;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Fine,
    /// Something at or above `--fail-on`.
    Findings,
    /// Bad usage or input, or not all of it was read and written.
    Wrong,
}

impl From<Status> for u8 {
    fn from(status: Status) -> Self {
        match status {
            Status::Fine => 0,
            Status::Findings => 1,
            Status::Wrong => 2,
        }
    }
}

/// Runs the tool on a command line, the program's name first; the exit status for the process.
///
/// It reads and writes the process's own standard streams. The process should end soon after: when the output is closed
/// early, a thread may still be waiting for input. The status is a number and no `ExitCode`, which another language's
/// process could not read.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let status = match Cli::try_parse_from(arguments) {
        Ok(cli) => obey(cli).into(),
        Err(page) => {
            // Help and version are such pages too, with status 0. Nobody is there to be told where the stream is closed.
            let _ = page.print();
            u8::try_from(page.exit_code()).unwrap_or(2)
        }
    };
    // Only a Rust program's own end would write what is still held back.
    let _ = std::io::stdout().flush();
    status
}

fn obey(cli: Cli) -> Status {
    color::choose(cli.color);
    run_command(cli.command).unwrap_or_else(|failure| match failure {
        Failure::Told(message) => {
            color::tell(color::ERROR, "error", &message);
            Status::Wrong
        }
        Failure::Diagnosed(page) => {
            color::show(&page);
            Status::Wrong
        }
        // Quietly, but not as if all had been read.
        Failure::Closed => Status::Wrong,
    })
}

fn run_command(command: Command) -> Result<Status, Failure> {
    match command {
        Command::Screen(args) => screen::run(args),
        Command::Explain(args) => explain::run(&args),
        Command::Decide(args) => decide::run(&args),
        Command::Evidence(command) => evidence::run(&command),
        Command::Statement(args) => statement::run(&args),
        Command::Bench(args) => bench::run(args),
        Command::Policies(args) => policies::list_or_show(&args),
        Command::Categories(args) => policies::categories(args.lang.into()),
        Command::Lists(command) => lists::run(command),
        Command::Policy(PolicyCommand::Check { file }) => policies::check(&file),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "ordvakt", &mut script);
            print(&script)
        }
    }
}

/// Writes to the standard output, with colours only where they are wanted.
fn print(text: &[u8]) -> Result<Status, Failure> {
    let mut stdout = anstream::AutoStream::auto(std::io::stdout());
    stdout.write_all(text)?;
    stdout.flush()?;
    Ok(Status::Fine)
}
