//! Arguments that say which rules to screen under.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use ordvakt::Subject;

use super::LangArg;

/// Which rules to screen under.
#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    /// A built-in policy by its name, or a policy file of your own (`*.toml`).
    #[arg(long, default_value = "alla", value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    pub(crate) policy: String,

    /// A folder with lists and patterns of your own; may be given several times.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) lists: Vec<PathBuf>,

    /// Leave the built-in lists and patterns out; only those of --lists count.
    #[arg(long, requires = "lists")]
    pub(crate) no_builtin: bool,

    /// Another language model than the built-in one, as the trainer wrote it (`model.bin`).
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) language_model: Option<PathBuf>,

    /// Screen for these categories and signals only, separated by commas.
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',', value_parser = parse_subject)]
    pub(crate) only: Vec<Subject>,

    /// The language of reasons.
    #[arg(long, value_enum, default_value_t = LangArg::Sv)]
    pub(crate) lang: LangArg,
}

fn parse_subject(id: &str) -> Result<Subject, String> {
    id.parse().map_err(|_| {
        let categories = ordvakt::Category::ALL.iter().map(|category| category.as_str());
        let signals = ordvakt::Signal::ALL.iter().map(|signal| signal.as_str());
        format!("one of {}", categories.chain(signals).collect::<Vec<_>>().join(", "))
    })
}
