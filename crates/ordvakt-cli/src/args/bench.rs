//! Arguments of `ordvakt bench`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{ColumnArgs, InputFormat, RulesArgs, TextFormat};

#[derive(Debug, Args)]
#[command(after_help = "\
Figures of different machines cannot be compared; the column R can: times the speed of a bare Aho-Corasick automaton over 20,000 \
words on the same comments. Everything is taken in turn, and the best round counts. The built-in comments are made of \
the project's own ordinary sentences, and one in sixteen gets a word of the lists; an export of your own tells more.

Examples:
  ordvakt bench
  ordvakt bench kommentarer.csv --policy kungalv
  ordvakt bench export.jsonl --format json > figures.json")]
#[command(mut_arg("lang", |lang| lang.hide(true)))]
pub(crate) struct BenchArgs {
    /// A file of comments; without one, built-in comments.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) rules: RulesArgs,

    /// The form of the input; `auto` goes by the file's ending, then by its content.
    #[arg(long, value_enum, default_value_t = InputFormat::Auto, value_name = "FORMAT")]
    pub(crate) input_format: InputFormat,

    /// How many comments at most.
    #[arg(long, default_value_t = 40_000, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) comments: u32,

    /// How many rounds; the best counts.
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) rounds: u16,

    /// How many threads screen in the measure of all cores [default: one a core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,

    /// The form of the output.
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
    pub(crate) format: TextFormat,

    // Last, since its heading holds for all that follows.
    #[command(flatten)]
    pub(crate) columns: ColumnArgs,
}
