//! From files to the compiled table.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::bits::WordBits;
use crate::diagnostic::Diagnostics;
use crate::emit::Emitter;
use crate::image::{Entry, Image, Meta, Pattern, RegexRow, Rule};
use crate::inflect::Paradigms;
use crate::item::{ItemSource, Unit};
use crate::layout::{GLUE_GROUPS, glue};
use crate::lexeme::Lexeme;
use crate::limits::{MOST_USES, fits};
use crate::numbers::NumberTablesReader;
use crate::parties::{self, Parties, REFERENCE_YEAR, Years};
use crate::pattern::{PatternSource, Subject, read_patterns};
use crate::rarity;
use crate::row::{AllowRow, Row, read_allow, read_rows};
use crate::rule::{list_entry, pattern_rule};
use crate::source::{Content, Source, content_of};
use crate::subjects::Subjects;
use crate::table::WordTable;
use crate::toml_walk::Doc;

/// Groups of subject words: code reads them, whether or not a pattern does.
pub(crate) const TOPIC: &str = "topic-";

/// Reserved groups whose words keep to themselves: no variant of one is like it.
const SILENT: [&str; 6] = ["common", "common-en", "swedish", "english", "first-name", "surname"];

/// A row with what it stands for.
pub(crate) struct Read {
    pub(crate) label: String,
    pub(crate) row: Row,
    pub(crate) lexeme: Lexeme,
}

/// Everything read, nothing compiled.
#[derive(Default)]
struct Library {
    lists: Vec<(Subject, Read)>,
    groups: BTreeMap<String, Vec<Read>>,
    allow: Vec<(String, AllowRow)>,
    patterns: Vec<(usize, PatternSource)>,
    tables: BTreeMap<String, Vec<Vec<String>>>,
    parties: Parties,
    frequencies: BTreeMap<String, u32>,
    numbers: NumberTablesReader,
}

/// A pattern's own examples: what it must hit and what it must miss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examples {
    /// Rule id.
    pub rule: String,
    /// Where the pattern stands: `file:line`.
    pub place: String,
    /// Texts that must be hit.
    pub hits: Vec<String>,
    /// Texts that must not.
    pub misses: Vec<String>,
}

/// Reads and compiles files, as of the [`REFERENCE_YEAR`]; every problem of every file comes back at once.
pub fn compile(sources: &[Source]) -> Result<Image, Diagnostics> {
    compile_as_of(sources, REFERENCE_YEAR)
}

/// The same as of a year: rows of tables that do not hold in it are left out.
pub fn compile_as_of(sources: &[Source], year: u16) -> Result<Image, Diagnostics> {
    compile_only(sources, year, Subjects::ALL)
}

/// The same for some categories and signals only: list rows and patterns of others are checked and then left out.
pub fn compile_only(sources: &[Source], year: u16, subjects: Subjects) -> Result<Image, Diagnostics> {
    let mut out = Diagnostics::new();
    // In an order of their own, so that the order of folders changes nothing; files for the same place stay as they were given.
    let mut sources = sources.to_vec();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let sources = &*sources;
    let mut library = read(sources, year, &mut out);
    let mut meta = crate::policy_read::read_all(sources, &mut out);
    meta.subjects = subjects;
    meta.numbers = std::mem::take(&mut library.numbers).finish();
    meta.tables = library.tables.iter().map(|(name, rows)| (name.clone(), rows.clone())).collect();
    meta.years = library.parties.years;
    let words = lay_out(sources, &library, &mut meta, &mut out);
    meta.digest = digest(&words, &meta);
    out.into_result(Image { words, meta })
}

/// The examples of every pattern.
pub fn examples(sources: &[Source]) -> Result<Vec<Examples>, Diagnostics> {
    let mut out = Diagnostics::new();
    let library = read(sources, REFERENCE_YEAR, &mut out);
    let examples = library
        .patterns
        .into_iter()
        .map(|(source, pattern)| Examples {
            rule: format!("{}/{}", pattern.subject.as_str(), pattern.id),
            place: format!("{}:{}", sources[source].label, pattern.place.0),
            hits: pattern.hits,
            misses: pattern.misses,
        })
        .collect();
    out.into_result(examples)
}

/// SHA-256 of what was compiled: not of comments, notes, names of folders or the order of files, which change no verdict.
fn digest(words: &WordTable, meta: &Meta) -> String {
    // A moderator adds the one policy it screens under.
    let regexes = meta.regexes.iter().map(|row| RegexRow { place: String::new(), line: 0, ..row.clone() });
    let bare = Meta {
        policies: Vec::new(),
        templates: Vec::new(),
        years: Years::default(),
        digest: String::new(),
        regexes: regexes.collect(),
        ..meta.clone()
    };
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    hash.update(words.bytes());
    // Memory takes any bytes.
    hash.update(postcard::to_stdvec(&bare).unwrap_or_default());
    hash.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

fn read(sources: &[Source], year: u16, out: &mut Diagnostics) -> Library {
    let mut paradigms = Paradigms::default();
    for source in sources {
        if content_of(&source.path) == Ok(Content::Inflection) {
            paradigms.read(&source.label, &source.text, out);
        }
    }
    let mut library = Library::default();
    for (index, source) in sources.iter().enumerate() {
        if !fits(&source.label, &source.text, out) {
            continue;
        }
        let content = match content_of(&source.path) {
            Ok(content) => content,
            Err((message, hint)) => {
                out.add(&source.label, 0, 0, message, Some(hint));
                continue;
            }
        };
        match content {
            Content::List(subject) => {
                let rows = read_lexemes(source, true, &paradigms, out);
                library.lists.extend(rows.into_iter().map(|read| (subject, read)));
            }
            Content::Group(name) => {
                let rows = read_lexemes(source, false, &paradigms, out);
                library.groups.entry(name.to_owned()).or_default().extend(rows);
            }
            Content::Allow => {
                let rows = read_allow(&source.label, &source.text, out);
                library.allow.extend(rows.into_iter().map(|row| (source.label.clone(), row)));
            }
            Content::Patterns(subject) => {
                let doc = Doc::new(&source.label, &source.text);
                library
                    .patterns
                    .extend(read_patterns(&doc, subject, out).into_iter().map(|pattern| (index, pattern)));
            }
            Content::Table(rarity::TABLE) => {
                library.frequencies.extend(rarity::read_frequencies(&source.label, &source.text, out));
            }
            Content::Table(parties::TABLE) => library.parties.read(source, year, &paradigms, out),
            Content::Table(name) if library.numbers.read(name, source, out) => {}
            Content::Table(name) => {
                let rows = crate::host_rows::read(source, out);
                library.tables.entry(name.to_owned()).or_default().extend(rows);
            }
            Content::Inflection
            | Content::Policy
            | Content::Statutes
            | Content::Categories
            | Content::Statements
            | Content::Ignored => {}
        }
    }
    library.parties.check(out);
    for (group, read) in std::mem::take(&mut library.parties.rows) {
        library.groups.entry(group.to_owned()).or_default().push(read);
    }
    let sites = std::mem::take(&mut library.parties.sites);
    let sites = sites.into_iter().map(|site| vec![site, crate::host_rows::PARTY.to_owned()]);
    library.tables.entry(crate::host_rows::TABLE.to_owned()).or_default().extend(sites);
    library
}

fn read_lexemes(source: &Source, is_list: bool, paradigms: &Paradigms, out: &mut Diagnostics) -> Vec<Read> {
    let mut reads = Vec::new();
    for row in read_rows(&source.label, &source.text, is_list, out) {
        if row.kind.has(crate::row::Kind::REGEX) {
            reads.push(Read { label: source.label.clone(), row, lexeme: Lexeme::default() });
            continue;
        }
        match Lexeme::of(&row, paradigms) {
            Ok(lexeme) => reads.push(Read { label: source.label.clone(), row, lexeme }),
            Err((column, message, hint)) => {
                let line = source.text.lines().nth(row.line as usize - 1).unwrap_or("");
                let before: usize =
                    line.split('\t').take(column).map(|field| field.chars().count() + 1).sum();
                out.add(&source.label, row.line, before as u32 + 1, message, hint.as_deref());
            }
        }
    }
    reads
}

/// Rows of a group and of the groups it includes.
fn flatten<'a>(
    library: &'a Library,
    name: &str,
    seen: &mut BTreeSet<String>,
    rows: &mut Vec<&'a Read>,
    out: &mut Diagnostics,
) {
    if !seen.insert(name.to_owned()) {
        return;
    }
    for read in library.groups.get(name).into_iter().flatten() {
        match &read.lexeme.include {
            None => rows.push(read),
            Some(other) if library.groups.contains_key(other) => flatten(library, other, seen, rows, out),
            Some(other) => {
                out.add(
                    &read.label,
                    read.row.line,
                    1,
                    format!("no group `@{other}`"),
                    Some("a group is a file groups/<language>/<group>.tsv"),
                );
            }
        }
    }
}

fn lay_out(sources: &[Source], library: &Library, meta: &mut Meta, out: &mut Diagnostics) -> WordTable {
    let mut lemmas: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let every = library.lists.iter().map(|(_, read)| read).chain(library.groups.values().flatten());
    for read in every {
        if let Some(entry) = read.lexeme.forms.first() {
            lemmas.entry(entry).or_default().extend(read.lexeme.forms.iter().map(String::as_str));
        }
    }
    let mut emitter = Emitter::new(lemmas);
    let mut groups: BTreeMap<&str, Vec<&Read>> = BTreeMap::new();
    for name in library.groups.keys() {
        let mut rows = Vec::new();
        flatten(library, name, &mut BTreeSet::new(), &mut rows, out);
        groups.insert(name, rows);
    }
    for (name, rows) in &groups {
        if let Some(bit) = WordBits::of_group(name) {
            let silent = SILENT.contains(name);
            for read in rows {
                emitter.bits(read, bit, silent);
            }
        }
    }
    for (label, row) in &library.allow {
        emitter.allow(label, row, out);
    }
    for name in groups.keys().filter(|name| name.starts_with(TOPIC)) {
        emitter.group(name, &groups);
    }
    meta.glue = GLUE_GROUPS.map(|name| glue(groups.get(name).map_or(&[], Vec::as_slice), out));
    let mut rules: BTreeMap<String, Rule> = BTreeMap::new();
    let mut entries: Vec<(String, Entry)> = Vec::new();
    for (subject, read) in &library.lists {
        let Some(entry) = list_entry(*subject, read, &mut rules, out) else { continue };
        let number = entries.len() as u32;
        entries.push(entry);
        emitter.entry(read, number, out);
    }
    let mut patterns: Vec<(String, Pattern)> = Vec::new();
    for (source, pattern) in &library.patterns {
        let doc = Doc::new(&sources[*source].label, &sources[*source].text);
        let Some(rule) = pattern_rule(&doc, pattern, &rules, meta, out) else { continue };
        let mut items = |items: &[(ItemSource, std::ops::Range<usize>)], out: &mut Diagnostics| {
            let mut compiled = Vec::new();
            for (item, span) in items {
                for unit in item.iter().flatten() {
                    if let Unit::Group(name) = unit
                        && !groups.contains_key(name.as_str())
                    {
                        let hint = format!("write wordlists/groups/sv/{name}.tsv");
                        doc.report(out, span, format!("no group `@{name}`"), Some(&hint));
                    }
                }
                match emitter.item(item, &groups) {
                    Ok(item) => compiled.push(item),
                    Err(message) => {
                        doc.report(
                            out,
                            span,
                            message,
                            Some("a lemma is the entry of some list or group row"),
                        );
                    }
                }
            }
            compiled
        };
        let compiled = Pattern {
            rule: 0,
            all: items(&pattern.all, out),
            any: items(&pattern.any, out),
            none: items(&pattern.none, out),
            within: pattern.within,
            order: pattern.order,
            targets: pattern.targets,
            unless: pattern.unless,
            when: pattern.when,
        };
        patterns.push((rule.id.clone(), compiled));
        rules.insert(rule.id.clone(), rule);
    }
    if emitter.phrases.values().any(|uses| uses.len() > MOST_USES) {
        let label = sources.last().map_or("", |source| source.label.as_str());
        let message = format!("one phrase stands in more than {MOST_USES} rows, groups and patterns");
        out.add(label, 0, 0, message, Some("put it into one group that they share"));
    }
    meta.rules = rules.into_values().collect();
    let number = |id: &str, rules: &[Rule]| {
        rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).unwrap_or(0) as u32
    };
    meta.entries =
        entries.into_iter().map(|(id, entry)| Entry { rule: number(&id, &meta.rules), ..entry }).collect();
    meta.patterns = patterns
        .into_iter()
        .map(|(id, pattern)| Pattern { rule: number(&id, &meta.rules), ..pattern })
        .collect();
    emitter.finish(meta, &library.frequencies)
}
