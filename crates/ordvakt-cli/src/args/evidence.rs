//! The command line of evidence and decisions.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand, ValueEnum, ValueHint};
use ordvakt::StatementKind;
use ordvakt_evidence::Digest;

use super::{ActionArg, LangArg, RulesArgs, TextFormat};

/// Which recorded comment is meant.
#[derive(Debug, Args)]
pub(crate) struct WhichArgs {
    /// The id of a comment.
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// The number of its record instead.
    #[arg(long, value_name = "N", conflicts_with = "id")]
    pub(crate) number: Option<u64>,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").args(["accept", "action"]).required(true))]
#[command(group = ArgGroup::new("which").args(["id", "number"]).required(true))]
#[command(after_help = "\
The decision stands beside the recommendation, which stays as it was. Several may be made; the latest counts.

Examples:
  ordvakt decide bevis 17 --accept --by \"Anna A\"
  ordvakt decide bevis 17 --action publish --by \"Anna A\" --why \"Riktar sig mot vägarna, inte mot någon\"
  ordvakt decide bevis 17 --accept --by \"Anna A\" --wrong-rule svordomar/javla")]
pub(crate) struct DecideArgs {
    /// The folder of evidence.
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) dir: PathBuf,

    #[command(flatten)]
    pub(crate) which: WhichArgs,

    /// Do what is recommended.
    #[arg(long)]
    pub(crate) accept: bool,

    /// Do this.
    #[arg(long, value_enum)]
    pub(crate) action: Option<ActionArg>,

    /// Who decides.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,

    /// Why; needed where it is not what is recommended.
    #[arg(long, value_name = "TEXT")]
    pub(crate) why: Option<String>,

    /// A rule that should not have found anything here, where others were right; may be given several times.
    #[arg(long, value_name = "RULE")]
    pub(crate) wrong_rule: Vec<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
A statement names the rule, the document with its section, the ground and how to object. It never repeats the comment. The words
are data: `statements.toml` in a folder of --lists replaces those it names.

Examples:
  ordvakt statement notice \"Vilka jävla vägar!\" --policy kungalv --action hide --contact info@example.com
  ordvakt statement welcome-back --evidence bevis 17
  ordvakt statement referral \"Min ansökan har legat i ett år\" --channel \"kontaktcenter, 08-46500400\"")]
pub(crate) struct StatementArgs {
    /// To whom, and of what.
    #[arg(value_enum)]
    pub(crate) kind: StatementArg,

    /// The comment, or with --evidence its id; `-` or none reads the comment from the standard input.
    #[arg(value_name = "TEXT|ID")]
    pub(crate) comment: Option<String>,

    /// The number of a record of --evidence instead.
    #[arg(long, value_name = "N", conflicts_with = "comment", requires = "evidence")]
    pub(crate) number: Option<u64>,

    /// Take a recorded comment of this folder, and what was decided about it.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) evidence: Option<PathBuf>,

    /// What was decided [default: what is recorded, otherwise what is recommended].
    #[arg(long, value_enum)]
    pub(crate) action: Option<ActionArg>,

    /// Whom to write to with objections.
    #[arg(long, value_name = "TEXT")]
    pub(crate) contact: Option<String>,

    /// Where to turn with an individual case.
    #[arg(long, value_name = "TEXT")]
    pub(crate) channel: Option<String>,

    #[command(flatten)]
    pub(crate) rules: RulesArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatementArg {
    /// To whoever wrote the comment: what was done with it, why, and how to object.
    Notice,
    /// To everybody under the post: the same, of a comment.
    Reply,
    /// To whoever asks about an individual case: where to turn instead.
    Referral,
    /// To whoever wrote the comment: how to say it within the rules.
    WelcomeBack,
}

impl From<StatementArg> for StatementKind {
    fn from(kind: StatementArg) -> Self {
        match kind {
            StatementArg::Notice => Self::Notice,
            StatementArg::Reply => Self::Reply,
            StatementArg::Referral => Self::Referral,
            StatementArg::WelcomeBack => Self::WelcomeBack,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum EvidenceCommand {
    /// Says whether everything is as it was recorded; exits with status 1 if it is not.
    #[command(after_help = "\
What is said to be the head stands for everything recorded until then. Keep it somewhere else, and give it with --head another
time: then nobody can have cut the records off or made others instead.

Examples:
  ordvakt evidence verify bevis
  ordvakt evidence verify bevis --head sha256:9f2c…")]
    Verify {
        /// The folder of evidence.
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        dir: PathBuf,
        /// A head that was kept elsewhere; may be given several times.
        #[arg(long, value_name = "DIGEST")]
        head: Vec<Digest>,
    },
    /// Lists what is recorded, or shows one case.
    #[command(after_help = "\
Examples:
  ordvakt evidence show bevis
  ordvakt evidence show bevis 17
  ordvakt evidence show bevis --format json | jq 'select(.decisions == [])'")]
    Show {
        /// The folder of evidence.
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        dir: PathBuf,
        #[command(flatten)]
        which: WhichArgs,
        /// The form of the output: for people, or one JSON object a case.
        #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
        format: TextFormat,
        /// The language of headings.
        #[arg(long, value_enum, default_value_t = LangArg::Sv)]
        lang: LangArg,
    },
    /// Erases comments and the decisions about them for good (gallring); the chain of records stays valid.
    #[command(after_help = "\
What may be erased, and when, stands in the municipality's plan for documents. Copies elsewhere, such as backups, are not reached.
Take statistics first: they count what is there.

Examples:
  ordvakt evidence erase bevis 17 --by \"Cia C\" --why \"Dokumenthanteringsplan 4.2\"
  ordvakt evidence erase bevis --before 2024-01-01 --by \"Cia C\" --why \"Dokumenthanteringsplan 4.2\"")]
    #[command(group = ArgGroup::new("which").args(["id", "number", "before"]).required(true).multiple(true))]
    Erase {
        /// The folder of evidence.
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        dir: PathBuf,
        /// Ids of comments.
        #[arg(value_name = "ID")]
        id: Vec<String>,
        /// The number of a record; may be given several times.
        #[arg(long, value_name = "N")]
        number: Vec<u64>,
        /// Everything that was recorded before a day.
        #[arg(long, value_name = "YYYY-MM-DD")]
        before: Option<String>,
        /// Who answers for it.
        #[arg(long, value_name = "NAME")]
        by: String,
        /// On which ground: the plan's section, a decision.
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
    /// Prints a case card for each decision, for registration.
    #[command(after_help = "\
Examples:
  ordvakt evidence cards bevis > ärenden.md
  ordvakt evidence cards bevis 17
  ordvakt evidence cards bevis --format csv --excel --output ärenden.csv")]
    Cards {
        /// The folder of evidence.
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        dir: PathBuf,
        #[command(flatten)]
        which: WhichArgs,
        /// The form of the cards.
        #[arg(long, value_enum, default_value_t = CardArg::Markdown, value_name = "FORMAT")]
        format: CardArg,
        /// Write CSV as Excel opens it in Sweden: semicolons and a byte order mark.
        #[arg(long)]
        excel: bool,
        /// Cards also for what nobody has decided yet.
        #[arg(long)]
        undecided: bool,
        /// Write to a file, which appears only when it is complete.
        #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
        /// The language of headings.
        #[arg(long, value_enum, default_value_t = LangArg::Sv)]
        lang: LangArg,
    },
    /// Counts how often people decided otherwise than recommended, rule by rule.
    #[command(after_help = "\
A rule that people often overrule is a bad one here: change it in lists of your own, or report it.

Examples:
  ordvakt evidence statistics bevis
  ordvakt evidence statistics bevis --format json")]
    Statistics {
        /// The folder of evidence.
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        dir: PathBuf,
        /// The form of the output.
        #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
        format: TextFormat,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CardArg {
    /// Pages for people.
    Markdown,
    /// One row a card.
    Csv,
}
