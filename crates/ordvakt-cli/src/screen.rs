//! `ordvakt screen`: one thread reads, many screen, one writes; in the order of the input, and in flat memory.

use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use indicatif::{ProgressBar, ProgressStyle};
use ordvakt::{Comment, Moderator, Scratch};
use rayon::ThreadPool;
use rayon::prelude::*;

use crate::args::{OutputFormat, ScreenArgs};
use crate::color::{self, ERROR, NOTE};
use crate::error::{Failure, Issue};
use crate::input::{Batch, Event, Form, Item, Settings, Source, is_stdin, read_all};
use crate::output::{FIELDS, Layout, Rows, Sink, Target, Totals};
use crate::preserve::{Kept, Preserver};
use crate::{Status, rules};

/// How many comments a worker takes at a time.
const PIECE: usize = 64;

/// How many batches wait between two threads: while one is worked on, the next is ready.
const WAITING: usize = 2;

/// Runs the command.
pub(crate) fn run(args: ScreenArgs) -> Result<Status, Failure> {
    let mut files = args.files;
    if files.is_empty() {
        files.push("-".into());
    }
    // A file that is not there should be told before an hour of screening, not after.
    for path in files.iter().filter(|path| !is_stdin(path)) {
        File::open(path).map_err(|error| Failure::file(path, "read", &error))?;
    }
    if files.iter().any(|path| is_stdin(path)) && io::stdin().is_terminal() {
        color::tell(NOTE, "note", "reading comments from the standard input");
    }
    let moderator = rules::moderator(&args.rules)?;
    let evidence = args.evidence.as_deref().map(Preserver::open).transpose()?;
    let target = Target::open(args.output.as_deref())?;
    let to_terminal = args.output.is_none() && io::stdout().is_terminal();
    let format = format(args.format, args.excel, to_terminal)?;
    let layout = Layout {
        format,
        lang: args.rules.lang.into(),
        excel: args.excel,
        redact: args.redact,
        color: target.is_colored(),
        policy: moderator.policy().id.clone(),
    };
    let progress = progress(&files, to_terminal);
    let sink = Sink::new(target, layout.clone(), &moderator);
    let screening = Screening {
        moderator,
        layout,
        qualify: files.len() > 1,
        strict: args.strict,
        preserve: evidence.is_some(),
        scratches: Vec::new(),
    };
    let settings = Settings { files, format: args.input_format, columns: args.columns, keep: args.keep };

    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads.map_or(0, usize::from))
        .build()
        .map_err(|error| Failure::new(format!("cannot start threads: {error}")))?;

    // Neither thread is joined: when writing ends early, the reader may be waiting for input that never comes.
    let (to_workers, events) = sync_channel(WAITING);
    thread::spawn(move || read_all(&settings, |event| to_workers.send(event).is_ok()));
    let (to_writer, done) = sync_channel(WAITING);
    thread::spawn(move || screening.run(&pool, &events, &to_writer));
    let writer = Writer {
        sink,
        format,
        evidence,
        progress,
        strict: args.strict,
        totals: Totals::default(),
        issues: 0,
    };
    let (totals, issues) = writer.run(&done)?;
    Ok(if issues > 0 {
        Status::Wrong
    } else if args.fail_on.is_some_and(|action| totals.reach(action.into())) {
        Status::Findings
    } else {
        Status::Fine
    })
}

/// The form of the output.
fn format(wanted: Option<OutputFormat>, excel: bool, to_terminal: bool) -> Result<OutputFormat, Failure> {
    let usual = match (excel, to_terminal) {
        (true, _) => OutputFormat::Csv,
        (false, true) => OutputFormat::Table,
        (false, false) => OutputFormat::Jsonl,
    };
    let format = wanted.unwrap_or(usual);
    if excel && format != OutputFormat::Csv {
        return Err(Failure::new("--excel is a way to write CSV; leave --format out, or give csv"));
    }
    if format == OutputFormat::Parquet {
        if !cfg!(feature = "parquet") {
            return Err(Failure::new("this build of the tool has no Parquet; csv and jsonl it has"));
        }
        if to_terminal {
            return Err(Failure::new("Parquet is nothing to look at; write it to a file with --output"));
        }
    }
    Ok(format)
}

/// A bar on the standard error where somebody looks at it and no table runs through it.
fn progress(files: &[std::path::PathBuf], to_terminal: bool) -> ProgressBar {
    if to_terminal || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let sizes = files.iter().map(|path| std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file));
    let bytes: Option<u64> = sizes.map(|size| size.map(|size| size.len())).sum();
    let (bar, template) = match bytes {
        Some(bytes) => (ProgressBar::new(bytes), "{bar:30} {percent}% {bytes_per_sec} {eta}"),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes} {bytes_per_sec}"),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// What goes to the writer, in order.
enum Done {
    Note(String),
    Source(Arc<Source>),
    Issue(Issue),
    /// Screened comments, and how many bytes of input they took.
    Pieces(Vec<Piece>, u64),
    /// All has been read and screened.
    End,
}

/// Some comments of a batch, written out.
#[derive(Default)]
struct Piece {
    rows: Rows,
    issues: Vec<Issue>,
    totals: Totals,
    /// To be preserved before it is written.
    kept: Vec<Kept>,
    /// Names of fields that could not be kept.
    dropped: Vec<String>,
}

struct Screening {
    moderator: Moderator,
    layout: Layout,
    /// Whether ids made from line numbers need the file's name.
    qualify: bool,
    strict: bool,
    /// Whether comments are collected for evidence.
    preserve: bool,
    /// One a worker; a lock is only ever taken by its own.
    scratches: Vec<Mutex<Scratch>>,
}

impl Screening {
    fn run(mut self, pool: &ThreadPool, events: &Receiver<Event>, done: &SyncSender<Done>) {
        self.scratches.resize_with(pool.current_num_threads(), Mutex::default);
        let mut current: Option<Arc<Source>> = None;
        let mut columns: Option<Vec<String>> = None;
        for event in events {
            let next = match event {
                Event::Note(note) => Done::Note(note),
                Event::Issue(issue) => Done::Issue(issue),
                Event::End => Done::End,
                Event::Source(source) => {
                    current = Some(Arc::clone(&source));
                    columns.get_or_insert_with(|| {
                        source.kept_columns().into_iter().map(str::to_owned).collect()
                    });
                    Done::Source(source)
                }
                Event::Batch(batch, bytes) => {
                    let (Some(source), Some(columns)) = (&current, &columns) else { continue };
                    Done::Pieces(pool.install(|| self.batch(source, &batch, columns)), bytes)
                }
            };
            if done.send(next).is_err() {
                // The writer has stopped and says why.
                break;
            }
        }
    }

    fn batch(&self, source: &Source, batch: &Batch, columns: &[String]) -> Vec<Piece> {
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        batch
            .items
            .par_chunks(PIECE)
            .map(|items| {
                let worker = rayon::current_thread_index().unwrap_or_default();
                match self.scratches.get(worker) {
                    // Buffers hold nothing between comments, so those of a worker that failed are as good.
                    Some(scratch) => {
                        let mut scratch = scratch.lock().unwrap_or_else(PoisonError::into_inner);
                        self.piece(source, batch, items, &columns, &mut scratch)
                    }
                    None => self.piece(source, batch, items, &columns, &mut Scratch::new()),
                }
            })
            .collect()
    }

    fn piece(
        &self,
        source: &Source,
        batch: &Batch,
        items: &[Item],
        columns: &[&str],
        scratch: &mut Scratch,
    ) -> Piece {
        let mut piece = Piece::default();
        for item in items {
            let mut record = match source.record(batch, item) {
                Ok(record) => record,
                Err(issue) => {
                    piece.issues.push(issue);
                    if self.strict {
                        break;
                    }
                    continue;
                }
            };
            if self.layout.format == OutputFormat::Jsonl {
                record.kept.retain(|(name, _)| {
                    let free = !FIELDS.contains(&name.as_ref());
                    if !free && !piece.dropped.iter().any(|dropped| dropped == name) {
                        piece.dropped.push(name.clone().into_owned());
                    }
                    free
                });
            }
            let comment = Comment {
                text: &record.text,
                post: record.post.as_deref(),
                parent: record.parent.as_deref(),
                author: record.author.as_deref(),
                author_role: record.author_role,
            };
            let verdict = self.moderator.screen_with(scratch, &comment);
            piece.totals.count(&verdict);
            let id = match &record.id {
                Some(id) => id.clone().into_owned(),
                None if self.qualify || source.part => format!("{}:{}", source.name, item.number),
                None => item.number.to_string(),
            };
            if self.preserve {
                piece.kept.extend(Kept::of(&id, &record, &verdict, self.layout.lang));
            }
            self.layout.row(&mut piece.rows, columns, &id, &record, &verdict);
        }
        piece
    }
}

struct Writer {
    sink: Sink,
    format: OutputFormat,
    evidence: Option<Preserver>,
    progress: ProgressBar,
    strict: bool,
    totals: Totals,
    issues: u64,
}

impl Writer {
    /// Writes all that comes; returns the counts and how many rows could not be read.
    fn run(mut self, done: &Receiver<Done>) -> Result<(Totals, u64), Failure> {
        match self.write_all(done) {
            // Nobody reads on: what has been found so far counts.
            Err(Failure::Closed) => return Ok((self.totals, self.issues)),
            Err(failure) => return Err(failure),
            Ok(()) => {}
        }
        self.progress.finish_and_clear();
        if let Some(evidence) = &self.evidence {
            evidence.tell()?;
        }
        // Neither half a file nor an empty one should look like an answer.
        let nothing_read = self.totals.comments == 0 && self.issues > 0;
        let stopped = self.strict && self.issues > 0;
        if !nothing_read && !stopped {
            self.sink.complete()?;
        }
        Ok((self.totals, self.issues))
    }

    fn write_all(&mut self, done: &Receiver<Done>) -> Result<(), Failure> {
        let mut dropped: Vec<String> = Vec::new();
        for next in done {
            match next {
                Done::Note(note) => self.progress.suspend(|| color::tell(NOTE, "note", &note)),
                Done::Issue(issue) => self.issue(&issue),
                Done::End => return self.sink.end(&self.totals),
                Done::Source(source) => {
                    self.sink.begin(&source)?;
                    if source.keep
                        && matches!(self.format, OutputFormat::Csv | OutputFormat::Parquet)
                        && matches!(source.form, Form::Json(_))
                    {
                        let note = format!(
                            "{}: other fields of JSON are kept with --format jsonl only",
                            source.name
                        );
                        self.progress.suspend(|| color::tell(NOTE, "note", &note));
                    }
                }
                Done::Pieces(pieces, bytes) => {
                    if let Some(evidence) = &mut self.evidence {
                        evidence.preserve(pieces.iter().flat_map(|piece| &piece.kept))?;
                    }
                    for piece in pieces {
                        self.totals.add(&piece.totals);
                        self.sink.push(piece.rows)?;
                        for issue in &piece.issues {
                            self.issue(issue);
                        }
                        for name in piece.dropped {
                            if !dropped.contains(&name) {
                                let note =
                                    format!("field `{name}` is not kept: the output has one of that name");
                                self.progress.suspend(|| color::tell(NOTE, "note", &note));
                                dropped.push(name);
                            }
                        }
                        if self.strict && self.issues > 0 {
                            break;
                        }
                    }
                    self.sink.flush()?;
                    self.progress.inc(bytes);
                }
            }
            if self.strict && self.issues > 0 {
                return Ok(());
            }
        }
        // Without an end a thread has died, and what is there must not pass for the whole.
        Err(Failure::new("screening ended before the input did"))
    }

    fn issue(&mut self, issue: &Issue) {
        self.issues += 1;
        self.progress.suspend(|| color::tell(ERROR, "error", &issue.to_string()));
    }
}
