//! The command line.

mod bench;
mod evidence;
mod rules;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

pub(crate) use bench::BenchArgs;
pub(crate) use evidence::{CardArg, DecideArgs, EvidenceCommand, StatementArgs, WhichArgs};
pub(crate) use rules::RulesArgs;

/// Screens comments under a municipality's posts against its own published rules.
#[derive(Debug, Parser)]
#[command(name = "ordvakt", version, arg_required_else_help = true, subcommand_required = true)]
#[command(after_help = "\
Examples:
  ordvakt screen kommentarer.csv --policy kungalv
  ordvakt screen export.jsonl --format csv --output granskat.csv
  ordvakt explain \"Tack för snöröjningen!\"
  ordvakt policies kungalv

Exit status: 0 fine, 1 findings at or above --fail-on, 2 bad usage or input.
It recommends; a person decides. Nothing leaves the computer.")]
pub(crate) struct Cli {
    /// When to colour: `auto` follows the terminal and `NO_COLOR`.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Screens the comments of files or of the standard input.
    Screen(ScreenArgs),
    /// Says why one comment gets the verdict it gets.
    Explain(ExplainArgs),
    /// Records what a person decided about a comment, beside what was recommended.
    Decide(DecideArgs),
    /// Checks, shows, counts and erases what `screen --evidence` has preserved and `decide` recorded.
    #[command(subcommand)]
    Evidence(EvidenceCommand),
    /// Writes the notice, reply, referral or invitation that goes with a decision.
    Statement(StatementArgs),
    /// Lists the built-in policies, or shows one.
    Policies(PoliciesArgs),
    /// Lists the categories of prohibited content, and the signals.
    Categories(CategoriesArgs),
    /// Checks and tidies lists of your own.
    #[command(subcommand)]
    Lists(ListsCommand),
    /// Checks a policy of your own.
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Measures how fast comments are screened on this machine.
    Bench(BenchArgs),
    /// Prints a completion script for a shell.
    #[command(after_help = "\
Examples:
  ordvakt completions bash > ~/.local/share/bash-completion/completions/ordvakt
  ordvakt completions fish > ~/.config/fish/completions/ordvakt.fish")]
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
}

/// Where the parts of a comment stand in the input.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Columns (name or number; fields in JSON)")]
pub(crate) struct ColumnArgs {
    /// The comment itself.
    #[arg(long, value_name = "COL")]
    pub(crate) text: Option<String>,
    /// The post it stands under.
    #[arg(long, value_name = "COL")]
    pub(crate) post: Option<String>,
    /// Its id; the line number where there is none.
    #[arg(long, value_name = "COL")]
    pub(crate) id: Option<String>,
    /// Who wrote it.
    #[arg(long, value_name = "COL")]
    pub(crate) author: Option<String>,
    /// When it was written.
    #[arg(long, value_name = "COL")]
    pub(crate) time: Option<String>,
}

impl ColumnArgs {
    /// The text as it is named, and of the other parts those that are there.
    pub(crate) fn only_optional(&self, there: impl Fn(&str) -> bool) -> Self {
        let only = |name: &Option<String>| name.clone().filter(|name| there(name));
        Self {
            text: self.text.clone(),
            post: only(&self.post),
            id: only(&self.id),
            author: only(&self.author),
            time: only(&self.time),
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Input is JSON Lines, JSON, CSV, TSV, an Excel workbook (.xlsx), Parquet or one comment a line; JSON may be pages of the Graph API \
(Facebook, Instagram) or of YouTube's commentThreads, with answers inside, or what Meta gives to account owners. All may be \
packed with gzip or zstd. Format, encoding (UTF-8, UTF-16, Windows-1252), delimiter and columns are told from the content, \
columns by their Swedish or English headers; what was guessed is said on the standard error, and the options overrule it. A \
row that cannot be read is reported with file, line and column, the rest is screened, and the exit status is 2.

Without an id the line number is the id (the position in a JSON array); with several files it is FILE:NUMBER.

Output is a table if the standard output is a terminal, otherwise JSON Lines. The table shows the comments that need something \
and counts the others; jsonl, csv and parquet have one row a comment, in the order of the input. The page of html \
needs nothing but itself; with --redact it is the copy that may be handed out: authors are numbered, ids and posts left out.

Examples:
  ordvakt screen kommentarer.csv --policy kungalv
  ordvakt screen export.xlsx --text Meddelande --format csv --excel --output granskat.csv
  ordvakt screen comments-*.json.gz --format parquet --output granskat.parquet
  cat export.jsonl | ordvakt screen - --keep | jq 'select(.action != \"publish\")'
  ordvakt screen nya.txt --fail-on hide && echo inget att dölja
  ordvakt screen export.jsonl --redact --output delbart.jsonl
  ordvakt screen export.csv --policy kungalv --format html --output rapport.html")]
pub(crate) struct ScreenArgs {
    /// Files to read; `-` or none is the standard input.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) rules: RulesArgs,

    /// The form of the input; `auto` goes by the file's ending, then by its content.
    #[arg(long, value_enum, default_value_t = InputFormat::Auto, value_name = "FORMAT", help_heading = "Input")]
    pub(crate) input_format: InputFormat,

    /// Stop at the first row that cannot be read.
    #[arg(long, help_heading = "Input")]
    pub(crate) strict: bool,

    /// The form of the output [default: table on a terminal, otherwise jsonl].
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<OutputFormat>,

    /// Write to a file, which appears only when it is complete.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// Write CSV as Excel opens it in Sweden: semicolons, a byte order mark, nothing that it would calculate or round.
    #[arg(long, help_heading = "Output")]
    pub(crate) excel: bool,

    /// Black out what was found of personal and sensitive data.
    #[arg(long, help_heading = "Output")]
    pub(crate) redact: bool,

    /// Pass the input's other fields and columns through, as they are.
    #[arg(long, help_heading = "Output")]
    pub(crate) keep: bool,

    /// Preserve in this folder what the policy's duties ask to preserve before anything is removed: the content of what is
    /// recommended to be hidden or removed, the author where the rules ask for that.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) evidence: Option<PathBuf>,

    /// Exit with status 1 if any comment is recommended this or more.
    #[arg(long, value_enum, value_name = "ACTION")]
    pub(crate) fail_on: Option<ActionArg>,

    /// How many threads screen [default: one a core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,

    // Last, since its heading holds for all that follows.
    #[command(flatten)]
    pub(crate) columns: ColumnArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ordvakt explain \"Du är en idiot\" --policy kungalv
  ordvakt explain \"Du är en idiot\" --format json --lang en
  echo \"Du är en idiot\" | ordvakt explain -")]
pub(crate) struct ExplainArgs {
    /// The comment; `-` reads it from the standard input.
    pub(crate) text: String,

    #[command(flatten)]
    pub(crate) rules: RulesArgs,

    /// The post it stands under.
    #[arg(long)]
    pub(crate) post: Option<String>,

    /// The form of the output.
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
    pub(crate) format: TextFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ordvakt policies
  ordvakt policies kungalv --lang en
  ordvakt policies kungalv --public > regler.md")]
pub(crate) struct PoliciesArgs {
    /// A built-in policy by its name, or a policy file (`*.toml`).
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// Its rules as a text to publish on the municipality's page.
    #[arg(long, requires = "name")]
    pub(crate) public: bool,

    /// The language of the text.
    #[arg(long, value_enum, default_value_t = LangArg::Sv)]
    pub(crate) lang: LangArg,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ordvakt categories
  ordvakt categories --lang en")]
pub(crate) struct CategoriesArgs {
    /// The language of the titles.
    #[arg(long, value_enum, default_value_t = LangArg::Sv)]
    pub(crate) lang: LangArg,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ListsCommand {
    /// Says everything that is wrong with the lists and patterns of a folder, or with the built-in ones.
    #[command(after_help = "\
Examples:
  ordvakt lists check
  ordvakt lists check mina-listor")]
    Check {
        /// A folder laid out as the built-in lists are (`sv/svordomar.tsv`, `patterns/hot.toml`); none for the built-in ones.
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: Option<PathBuf>,
    },
    /// Sorts and tidies the lists of a folder.
    #[command(after_help = "\
Examples:
  ordvakt lists format mina-listor
  ordvakt lists format --check mina-listor")]
    Format {
        /// The folder.
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
        /// Change nothing; exit with status 2 if a file is not tidy.
        #[arg(long)]
        check: bool,
    },
    /// Says which ordinary words a list would hit; exits with status 1 if there are any.
    #[command(after_help = "\
Examples:
  ordvakt lists collide mina-listor/sv/svordomar.tsv
  ordvakt lists collide mina-listor/sv/svordomar.tsv --words ortnamn.txt")]
    Collide {
        /// The list, inside a folder laid out as the built-in lists are.
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Ordinary words, one a line, instead of the built-in ones.
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        words: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    /// Says everything that is wrong with a policy file.
    #[command(after_help = "\
Examples:
  ordvakt policy check min-kommun.toml")]
    Check {
        /// The policy file.
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    Sv,
    En,
}

impl From<LangArg> for ordvakt::Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Sv => Self::Sv,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    Auto,
    /// One JSON object a line.
    Jsonl,
    /// An array of JSON objects.
    Json,
    /// Columns by `;`, `,` or tab, with a header.
    Csv,
    /// Columns by tab, with a header.
    Tsv,
    /// One comment a line.
    Text,
    /// An Excel workbook.
    Xlsx,
    /// Apache Parquet.
    Parquet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// For people.
    Table,
    /// One JSON object a comment.
    Jsonl,
    /// One row a comment, for spreadsheets.
    Csv,
    /// One row a comment, for data frames.
    Parquet,
    /// One page to open in a browser, to print or to hand out.
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ActionArg {
    Publish,
    Review,
    Hide,
    Remove,
}

impl From<ActionArg> for ordvakt::Action {
    fn from(action: ActionArg) -> Self {
        match action {
            ActionArg::Publish => Self::Publish,
            ActionArg::Review => Self::Review,
            ActionArg::Hide => Self::Hide,
            ActionArg::Remove => Self::Remove,
        }
    }
}
