//! Everything compiled: the table of words, and the rest as plain values, in as few lists as can be, so that reading them at
//! start costs little.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::numbers::NumberTables;
use crate::pattern::{Subject, Within};
use crate::policy::{Bilingual, CategoryText, Policy, Statute, Template};
use crate::severity::Severity;
use crate::subjects::Subjects;
use crate::table::WordTable;
use crate::target::{Contexts, Targets};

/// One thing that stands at one place of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Step {
    /// A word or phrase with this feature.
    Feature(u32),
    /// Something recognised.
    Kind(crate::item::Recognised),
    /// Up to so many words.
    Gap(u8),
    /// The start of the sentence.
    Start,
    /// The end of the sentence.
    End,
}

/// An item of a pattern: any of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Single features.
    pub features: Vec<u32>,
    /// Single recognised kinds.
    pub kinds: Vec<crate::item::Recognised>,
    /// Sequences of more than one step.
    pub sequences: Vec<Vec<Step>>,
}

/// A compiled pattern.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pattern {
    /// Index of its rule.
    pub rule: u32,
    /// Every one of these, rarest first unless ordered.
    pub all: Vec<Item>,
    /// At least one of these.
    pub any: Vec<Item>,
    /// None of these.
    pub none: Vec<Item>,
    /// How far apart.
    pub within: Within,
    /// Whether `all` stand in this order.
    pub order: bool,
    /// Whom it must be aimed at.
    pub targets: Targets,
    /// Contexts that silence it.
    pub unless: Contexts,
    /// Contexts that it asks for.
    pub when: Contexts,
}

/// A list row: a word or phrase that is a finding by itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Index of its rule.
    pub rule: u32,
    /// Whom it must be aimed at.
    pub targets: Targets,
    /// Contexts that silence it.
    pub unless: Contexts,
}

/// What a rule says, whoever found it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule {
    /// `category/name`
    pub id: String,
    /// Category or signal.
    pub subject: Subject,
    /// How grave.
    pub severity: Severity,
    /// How sure, before disguise and derivation take from it.
    pub confidence: f32,
    /// Index of its statute.
    pub statute: Option<u16>,
    /// Its own reason; the category's where it has none.
    pub why: Option<Bilingual>,
    /// Labels that scopes of policies read.
    pub tags: Vec<String>,
}

/// Words side by side. Its steps and what it is stand in [`Meta::steps`] and [`Meta::emits`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Phrase {
    /// Where its steps begin.
    pub steps: u32,
    /// How many there are.
    pub step_count: u8,
    /// Index of the step it starts from.
    pub trigger: u8,
    /// How many features it emits, once found.
    pub emit_count: u8,
    /// What kind of phrase it is.
    pub shape: Shape,
    /// Where they begin.
    pub emits: u32,
}

/// What a phrase is made of and good for; bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape(pub u8);

impl Shape {
    /// It is on the allow list: everything inside is silent.
    pub const ALLOW: Self = Self(1);
    /// It is a compound wrongly split.
    pub const SPLIT: Self = Self(2);
    /// A step of it may be a phrase itself, longer than a word.
    pub const LATE: Self = Self(4);
    /// Nothing but words, one token each.
    pub const WORDS: Self = Self(8);

    /// Whether it has a property.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Where a part must stand in a longer word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// At its beginning; the rest must be a word.
    First,
    /// At its beginning; the rest may be anything.
    Begins,
    /// At its end: the rest of the word from here is looked up among the tails.
    Last,
    /// Anywhere.
    Anywhere,
}

/// A part of longer words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    /// The letters.
    pub text: String,
    /// Where they must stand.
    pub place: Place,
    /// What the word then is (none for `Last`: its tails know).
    pub emits: Vec<u32>,
    /// Whether an s may follow (`First`).
    pub linking_s: bool,
}

/// A regular expression row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegexRow {
    /// Over folded text.
    pub pattern: String,
    /// Text that every match contains.
    pub literal: String,
    /// What a match is.
    pub emits: Vec<u32>,
    /// The file of the row.
    pub place: String,
    /// Its line.
    pub line: u32,
}

/// A phrase that starts from a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PhraseStart {
    /// Its number.
    pub phrase: u32,
    /// The rarest of its other features, which must be there too; its own where it has no other.
    pub other: u32,
    /// So many words further on, or further back; [`PhraseStart::ANYWHERE`] where that is not fixed.
    pub offset: i8,
    /// A third feature, which must stand at a fixed distance too, or the other once more.
    pub third: u32,
    /// Its distance in words; that of the other if it is the other.
    pub third_offset: i8,
}

impl PhraseStart {
    /// The other feature stands anywhere in the comment.
    pub const ANYWHERE: i8 = i8::MIN;
}

/// A rule that starts from a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RuleStart {
    /// This list row.
    Entry(u32),
    /// This pattern.
    Pattern(u32),
}

/// Where the starts of a feature begin; they end where those of the next feature begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Starts {
    /// Phrases.
    pub phrases: u32,
    /// Phrases that wait for others.
    pub late: u32,
    /// List rows and patterns.
    pub rules: u32,
}

/// Everything but the words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Meta {
    /// All rules, sorted by id.
    pub rules: Vec<Rule>,
    /// List rows.
    pub entries: Vec<Entry>,
    /// Patterns.
    pub patterns: Vec<Pattern>,
    /// Phrases of lists, groups and allow files.
    pub phrases: Vec<Phrase>,
    /// The steps of all phrases.
    pub steps: Vec<Step>,
    /// What all phrases emit.
    pub emits: Vec<u32>,
    /// Parts of compounds.
    pub parts: Vec<Part>,
    /// Regular expressions of lists.
    pub regexes: Vec<RegexRow>,
    /// By feature, and one more: where what starts from it begins.
    pub starts: Vec<Starts>,
    /// Phrases by the feature they start from, then those that wait, feature by feature.
    pub phrase_starts: Vec<PhraseStart>,
    /// List rows and patterns by the feature they start from.
    pub rule_starts: Vec<RuleStart>,
    /// Triggers of kinds: patterns that start from something recognised.
    pub kind_triggers: Vec<(crate::item::Recognised, u32)>,
    /// Small ordinary words, which lose the space beside them: their bytes as a number, the first lowest. In order.
    pub small_words: Vec<u64>,
    /// Words that lose the space after them, those that lose the one before them, and those that lose the one after them behind a
    /// copula; numbered as `small_words`, in order.
    pub glue: [Vec<u64>; 3],
    /// The groups of subject words and their features.
    pub topics: Vec<(String, u32)>,
    /// Policies, complete.
    pub policies: Vec<Policy>,
    /// Statutes.
    pub statutes: Vec<Statute>,
    /// Texts of categories and signals.
    pub categories: Vec<CategoryText>,
    /// Texts to people about decisions.
    pub templates: Vec<Template>,
    /// What it was compiled for.
    pub subjects: Subjects,
    /// Telephone numbers, clearing numbers and mailboxes.
    pub numbers: NumberTables,
    /// Tables by name: rows of columns.
    pub tables: Vec<(String, Vec<Vec<String>>)>,
    /// The years in which the same rows of tables hold as in the year it was compiled for.
    pub years: crate::parties::Years,
    /// SHA-256 of all of this that can change a verdict, words included, policies left out.
    pub digest: String,
}

/// Words and everything else.
#[derive(Clone, Debug, Default)]
pub struct Image {
    /// The words.
    pub words: WordTable,
    /// The rest.
    pub meta: Meta,
}

impl Image {
    /// From the two parts that [`Image::to_parts`] wrote; `None` if they are of another version.
    pub fn from_parts(words: Cow<'static, [u8]>, meta: &[u8]) -> Option<Self> {
        Some(Self { words: WordTable::new(words)?, meta: postcard::from_bytes(meta).ok()? })
    }

    /// The two parts as bytes: the table and the rest.
    pub fn to_parts(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        Some((self.words.bytes().to_vec(), postcard::to_stdvec(&self.meta).ok()?))
    }
}
