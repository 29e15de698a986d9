//! `ordvakt bench`: how fast this build screens on this machine, against a bare automaton in the same run.
#![allow(clippy::cast_precision_loss, reason = "figures for people need no more digits")]

mod figures;
mod machine;
mod page;

use std::num::NonZeroUsize;
use std::thread;

use ordvakt::{Moderator, measure};

use crate::args::BenchArgs;
use crate::color::{self, ERROR, NOTE};
use crate::error::Failure;
use crate::input::{Event, Settings, read_all};
use crate::{Status, print, rules};

const SEED: u64 = 20;

/// Runs the command.
pub(crate) fn run(args: BenchArgs) -> Result<Status, Failure> {
    let moderator = rules::moderator(&args.rules)?;
    let most = args.comments as usize;
    let (comments, issues, source) = match &args.file {
        Some(path) => {
            let settings = Settings {
                files: vec![path.clone()],
                format: args.input_format,
                columns: args.columns,
                keep: false,
            };
            let (comments, issues) = read(&settings, most);
            if comments.is_empty() {
                return Err(Failure::new(format!("no comments in `{}`", path.display())));
            }
            (comments, issues, path.display().to_string())
        }
        None => (built_in(most), 0, "built-in comments".to_owned()),
    };
    let threads = args
        .threads
        .map_or_else(|| thread::available_parallelism().map_or(1, NonZeroUsize::get), usize::from);
    let figures = figures::measure(&moderator, &comments, threads, usize::from(args.rounds))?;
    let report = page::Report::new(&moderator, source, &figures);
    let text = if args.format == crate::args::TextFormat::Json { report.json() } else { report.text() };
    print(text.as_bytes())?;
    Ok(if issues > 0 { Status::Wrong } else { Status::Fine })
}

/// The first comments of a file, and how many rows could not be read.
fn read(settings: &Settings, most: usize) -> (Vec<String>, usize) {
    let (mut comments, mut issues, mut current) = (Vec::new(), 0, None);
    read_all(settings, |event| {
        match event {
            Event::Note(note) => color::tell(NOTE, "note", &note),
            Event::Source(source) => current = Some(source),
            Event::Batch(batch, _) => {
                let records = current
                    .iter()
                    .flat_map(|source| batch.items.iter().map(|item| source.record(&batch, item)));
                for record in records {
                    match record {
                        Ok(record) => comments.push(record.text.into_owned()),
                        Err(issue) => {
                            issues += 1;
                            color::tell(ERROR, "error", &issue.to_string());
                        }
                    }
                }
            }
            Event::Issue(issue) | Event::Cut(issue) => {
                issues += 1;
                color::tell(ERROR, "error", &issue.to_string());
            }
            Event::End => {}
        }
        comments.len() < most
    });
    comments.truncate(most);
    (comments, issues)
}

/// Comments made of ordinary sentences, a word of the lists in 6 of 100.
fn built_in(count: usize) -> Vec<String> {
    measure::corpus(&measure::ordinary_sentences(), count, SEED)
}

/// What is measured is a moderator's own work.
fn screen(moderator: &Moderator, scratch: &mut ordvakt::Scratch, text: &str) -> usize {
    moderator.screen_with(scratch, &text.into()).findings().len()
}
