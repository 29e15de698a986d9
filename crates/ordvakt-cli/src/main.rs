//! The command-line tool `ordvakt`: screens comments against municipalities' own rules.
#![forbid(unsafe_code)]

mod args;
mod color;
mod diagnostics;
mod error;
mod explain;
mod input;
mod lists;
mod output;
mod policies;
mod rules;
mod screen;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use args::{Cli, Command, PolicyCommand};
use error::Failure;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Fine,
    /// Something at or above `--fail-on`.
    Findings,
    /// Bad usage or input.
    Wrong,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Fine => 0,
            Status::Findings => 1,
            Status::Wrong => 2,
        })
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    color::choose(cli.color);
    let status = run(cli.command).unwrap_or_else(|failure| match failure {
        Failure::Told(message) => {
            color::tell(color::ERROR, "error", &message);
            Status::Wrong
        }
        Failure::Diagnosed(page) => {
            color::show(&page);
            Status::Wrong
        }
        Failure::Closed => Status::Fine,
    });
    status.into()
}

fn run(command: Command) -> Result<Status, Failure> {
    match command {
        Command::Screen(args) => screen::run(args),
        Command::Explain(args) => explain::run(&args),
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
