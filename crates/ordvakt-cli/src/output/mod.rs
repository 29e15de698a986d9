//! Writes verdicts: for people, for programs, for spreadsheets.

mod csv;
mod html;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod redact;
mod sink;
mod table;
mod target;

use std::borrow::Cow;

use ordvakt::{Action, Category, Lang, Signal, Verdict};

pub(crate) use jsonl::FIELDS;
#[cfg(feature = "parquet")]
use parquet::Encoder;
pub(crate) use sink::Sink;
pub(crate) use target::Target;

use crate::args::OutputFormat;
use crate::input::{Record, Source};

/// How verdicts are written.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) format: OutputFormat,
    pub(crate) lang: Lang,
    /// CSV as Excel opens it in Sweden.
    pub(crate) excel: bool,
    /// Black out personal and sensitive data.
    pub(crate) redact: bool,
    /// Colour the table.
    pub(crate) color: bool,
    /// Id of the policy.
    pub(crate) policy: String,
}

impl Layout {
    /// What stands before the first comment.
    pub(crate) fn header(&self, source: &Source) -> Vec<u8> {
        match self.format {
            OutputFormat::Csv => csv::header(&source.kept_columns(), self.excel),
            OutputFormat::Table | OutputFormat::Jsonl | OutputFormat::Parquet | OutputFormat::Html => {
                Vec::new()
            }
        }
    }

    /// Appends one comment. `columns` are the kept columns of the header.
    pub(crate) fn row(
        &self,
        out: &mut Rows,
        columns: &[&str],
        id: &str,
        record: &Record<'_>,
        verdict: &Verdict,
    ) {
        let text: Cow<'_, str> =
            if self.redact { verdict.redact(&record.text).into() } else { (&*record.text).into() };
        match self.format {
            OutputFormat::Table => table::row(self, &mut out.bytes, id, &text, record, verdict),
            // The page masks by itself, since it knows everybody who wrote.
            OutputFormat::Html => out.entries.push(html::entry(self.lang, id, record, verdict)),
            OutputFormat::Jsonl | OutputFormat::Csv | OutputFormat::Parquet => {
                let mut report = verdict.report(&record.text, self.lang, ordvakt::Offsets::CodePoint);
                if self.redact {
                    redact::report(&mut report, &text);
                }
                let severity = verdict.max_severity();
                if self.format == OutputFormat::Csv {
                    csv::row(&mut out.bytes, columns, id, &report, severity, &text, record, self.excel);
                    return;
                }
                report.id = Some(id.to_owned());
                #[cfg(feature = "parquet")]
                if self.format == OutputFormat::Parquet {
                    out.table.push(parquet::Row::new(columns, report, severity, &text, record));
                    return;
                }
                jsonl::row(&mut out.bytes, &report, record);
            }
        }
    }

    /// What stands behind the last comment.
    pub(crate) fn summary(&self, totals: &Totals) -> Vec<u8> {
        match self.format {
            OutputFormat::Table => table::summary(self, totals),
            OutputFormat::Jsonl | OutputFormat::Csv | OutputFormat::Parquet | OutputFormat::Html => {
                Vec::new()
            }
        }
    }
}

/// Some comments as they are written.
#[derive(Default)]
pub(crate) struct Rows {
    /// Written out.
    pub(crate) bytes: Vec<u8>,
    /// For Parquet, which is written by columns.
    #[cfg(feature = "parquet")]
    pub(crate) table: Vec<parquet::Row>,
    /// For a page, which is written when all are known.
    pub(crate) entries: Vec<ordvakt_report::Entry>,
}

/// Counts over all comments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) comments: u64,
    pub(crate) truncated: u64,
    actions: [u64; Action::ALL.len()],
    categories: [u64; Category::ALL.len()],
    signals: [u64; Signal::ALL.len()],
}

impl Totals {
    /// Counts one verdict.
    pub(crate) fn count(&mut self, verdict: &Verdict) {
        self.comments += 1;
        self.truncated += u64::from(verdict.truncated());
        self.actions[verdict.action() as usize] += 1;
        for category in verdict.categories() {
            self.categories[category as usize] += 1;
        }
        for signal in verdict.signals() {
            self.signals[signal as usize] += 1;
        }
    }

    /// Adds the counts of other comments.
    pub(crate) fn add(&mut self, other: &Self) {
        self.comments += other.comments;
        self.truncated += other.truncated;
        let ours = self.actions.iter_mut().chain(&mut self.categories).chain(&mut self.signals);
        let theirs = other.actions.iter().chain(&other.categories).chain(&other.signals);
        for (ours, theirs) in ours.zip(theirs) {
            *ours += theirs;
        }
    }

    /// Whether any comment is recommended this or more.
    pub(crate) fn reach(&self, action: Action) -> bool {
        self.actions[action as usize..].iter().any(|count| *count > 0)
    }
}
