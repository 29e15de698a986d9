//! Rows of lists, groups and allow files: tab-separated, one entry a line.

use crate::diagnostic::Diagnostics;
use crate::limits::MOST_ENTRY;
use crate::severity::Severity;
use crate::target::{Context, Contexts, Target, Targets};

/// How an entry matches. The bits may be joined (`word+last`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kind(u8);

impl Kind {
    pub(crate) const WORD: Self = Self(1);
    pub(crate) const FIRST: Self = Self(2);
    pub(crate) const LAST: Self = Self(4);
    pub(crate) const STEM: Self = Self(8);
    pub(crate) const REGEX: Self = Self(16);

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::WORD);
        }
        text.split('+').try_fold(Self(0), |kind, part| {
            let bit = match part.trim() {
                "word" => Self::WORD,
                "first" => Self::FIRST,
                "last" => Self::LAST,
                "stem" => Self::STEM,
                "regex" => Self::REGEX,
                other => return Err(other.to_owned()),
            };
            Ok(Self(kind.0 | bit.0))
        })
    }
}

/// Which capitals a word must or must not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Case {
    #[default]
    Any,
    /// Not capitalised inside a sentence.
    Lower,
    /// Only in capitals.
    Upper,
    /// Only capitalised.
    Capital,
}

/// One row, read and checked by itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) line: u32,
    pub(crate) entry: String,
    pub(crate) kind: Kind,
    pub(crate) inflection: String,
    pub(crate) severity: Option<Severity>,
    pub(crate) targets: Targets,
    pub(crate) unless: Contexts,
    pub(crate) always: bool,
    pub(crate) confidence: Option<f32>,
    pub(crate) case: Case,
    pub(crate) plain: bool,
    pub(crate) literal: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) linking_s: bool,
    /// Also with one slip of the fingers, where no ordinary word results.
    pub(crate) typos: bool,
}

/// The columns of a row and their places, comments and blank lines left out.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index as u32 + 1, line.strip_prefix('\u{feff}').unwrap_or(line)))
        .filter(|(_, line)| !line.trim().is_empty() && !is_comment(line))
}

/// `# …`, `#! …` or `#` alone; `#name` is a unit of a phrase.
fn is_comment(line: &str) -> bool {
    line.strip_prefix('#').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '!', '#', '\t']))
}

pub(crate) fn column_of(line: &str, index: usize) -> u32 {
    let before: usize = line.split('\t').take(index).map(|field| field.chars().count() + 1).sum();
    before as u32 + 1
}

pub(crate) fn field<'a>(fields: &[&'a str], index: usize) -> &'a str {
    match fields.get(index).map_or("", |field| field.trim()) {
        "-" => "",
        text => text,
    }
}

/// Flags for every row of a file: a line `#! flag flag`.
fn common_flags(file: &str, text: &str, out: &mut Diagnostics) -> Row {
    let mut common = Row::default();
    for (index, line) in text.lines().enumerate() {
        for flag in line.strip_prefix("#!").unwrap_or("").split_whitespace() {
            if let Err((message, hint)) = read_flag(&mut common, flag) {
                out.add(file, index as u32 + 1, 1, message, Some(hint));
            }
        }
    }
    common
}

/// Reads a list (`is_list`) or a group.
pub(crate) fn read_rows(file: &str, text: &str, is_list: bool, out: &mut Diagnostics) -> Vec<Row> {
    let mut rows = Vec::new();
    let common = common_flags(file, text, out);
    for (number, line) in lines(text) {
        let fields: Vec<&str> = line.split('\t').collect();
        let mut row = Row { line: number, entry: field(&fields, 0).to_owned(), ..common.clone() };
        let mut wrong = |column: usize, message: String, hint: Option<&str>| {
            out.add(file, number, column_of(line, column), message, hint);
        };
        if row.entry.is_empty() {
            wrong(
                0,
                "the entry is empty".to_owned(),
                Some("entry ⇥ kind ⇥ inflection ⇥ severity ⇥ flags ⇥ note"),
            );
            continue;
        }
        if let Some(message) = too_long(&row.entry) {
            wrong(0, message, Some("a pattern, or several rows"));
            continue;
        }
        if fields.len() > 6 {
            wrong(6, format!("{} columns, at most 6 are wanted", fields.len()), None);
        }
        match Kind::parse(field(&fields, 1)) {
            Ok(kind) => row.kind = kind,
            Err(kind) => wrong(
                1,
                format!("unknown kind `{kind}`"),
                Some("word, first, last, stem, regex, joined by +"),
            ),
        }
        field(&fields, 2).clone_into(&mut row.inflection);
        let severity = field(&fields, 3);
        if is_list {
            match severity.parse() {
                Ok(severity) => row.severity = Some(severity),
                Err(_) if severity.is_empty() => {
                    wrong(
                        3,
                        "a list row needs a severity".to_owned(),
                        Some("mild, moderate, severe or critical"),
                    );
                }
                Err(_) => wrong(
                    3,
                    format!("unknown severity `{severity}`"),
                    Some("mild, moderate, severe or critical"),
                ),
            }
        } else if !severity.is_empty() {
            wrong(
                3,
                "a group row has no severity".to_owned(),
                Some("patterns say how grave their words are"),
            );
        }
        for flag in field(&fields, 4).split_whitespace() {
            if let Err((message, hint)) = read_flag(&mut row, flag) {
                wrong(4, message, Some(hint));
            }
        }
        if row.kind.has(Kind::REGEX) && row.literal.as_ref().is_none_or(|literal| literal.chars().count() < 3)
        {
            wrong(
                4,
                "a regex needs `literal=` with at least three letters".to_owned(),
                Some("text that every match contains"),
            );
        }
        rows.push(row);
    }
    rows
}

/// What is said of an entry that is longer than entries may be.
fn too_long(entry: &str) -> Option<String> {
    let length = entry.chars().count();
    (length > MOST_ENTRY)
        .then(|| format!("the entry has {length} characters, at most {MOST_ENTRY} are possible"))
}

pub(crate) type FlagError = (String, &'static str);

pub(crate) fn read_flag(row: &mut Row, flag: &str) -> Result<(), FlagError> {
    let (name, value) = flag.split_once('=').map_or((flag, ""), |(name, value)| (name, value));
    match name {
        "always" => row.always = true,
        "plain" => row.plain = true,
        "s" => row.linking_s = true,
        "typos" => row.typos = true,
        "target" => {
            for target in value.split('|') {
                let target: Target = target.parse().map_err(|_| {
                    (format!("unknown target `{target}`"), "self, person, group, authority, thing")
                })?;
                row.targets.insert(target);
            }
        }
        "unless" => {
            for context in value.split(',') {
                let context: Context =
                    context.parse().map_err(|_| (format!("unknown context `{context}`"), Context::KNOWN))?;
                row.unless.insert(context);
            }
        }
        "conf" => {
            let confidence = value.parse::<f32>().ok().filter(|confidence| (0.0..=1.0).contains(confidence));
            row.confidence = Some(
                confidence.ok_or_else(|| (format!("`{value}` is no confidence"), "a number from 0 to 1"))?,
            );
        }
        "case" => {
            row.case = match value {
                "lower" => Case::Lower,
                "upper" => Case::Upper,
                "capital" => Case::Capital,
                _ => return Err((format!("unknown case `{value}`"), "lower, upper or capital")),
            }
        }
        "literal" => row.literal = Some(value.to_owned()),
        "id" => row.id = Some(value.to_owned()),
        _ => {
            return Err((
                format!("unknown flag `{flag}`"),
                "target=, unless=, always, conf=, case=, plain, literal=, id=, s, typos",
            ));
        }
    }
    Ok(())
}

/// One allow row: what must not hit, and why.
#[derive(Clone, Debug)]
pub(crate) struct AllowRow {
    pub(crate) line: u32,
    pub(crate) entry: String,
}

/// Reads an allow file.
pub(crate) fn read_allow(file: &str, text: &str, out: &mut Diagnostics) -> Vec<AllowRow> {
    let mut rows = Vec::new();
    for (number, line) in lines(text) {
        let fields: Vec<&str> = line.split('\t').collect();
        let entry = field(&fields, 0);
        if entry.is_empty() {
            out.add(file, number, 1, "the word is empty", Some("word ⇥ reason"));
        } else if field(&fields, 1).is_empty() {
            let column = entry.chars().count() as u32 + 1;
            out.add(
                file,
                number,
                column,
                format!("`{entry}` has no reason"),
                Some("say why it must not hit"),
            );
        } else if let Some(message) = too_long(entry) {
            out.add(file, number, 1, message, Some("several rows"));
        } else {
            rows.push(AllowRow { line: number, entry: entry.to_owned() });
        }
    }
    rows
}

/// Puts a list, group or allow file in order: comments at the head stay, rows are sorted, columns trimmed, empty ends cut.
pub fn format_rows(text: &str) -> String {
    let mut head = Vec::new();
    let mut rows: Vec<String> = Vec::new();
    for line in text.lines().map(|line| line.strip_prefix('\u{feff}').unwrap_or(line)) {
        if is_comment(line) {
            head.push(line.trim_end().to_owned());
        } else if !line.trim().is_empty() {
            let row: Vec<&str> = line.split('\t').map(str::trim).collect();
            rows.push(row.join("\t").trim_end_matches(['\t', '-']).to_owned());
        }
    }
    rows.sort_by(|a, b| a.split('\t').next().cmp(&b.split('\t').next()).then_with(|| a.cmp(b)));
    rows.dedup();
    head.into_iter().chain(rows).map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_of_a_file_is_told_with_its_place() {
        let mut out = Diagnostics::new();
        let text = "# head\nbra\tword\t\tmild\nfel\tnoun\t\tgrave\tcase=up zz\n\tword\n";
        read_rows("x.tsv", text, true, &mut out);
        let told: Vec<(u32, u32)> = out.iter().map(|one| (one.line, one.column)).collect();
        assert_eq!(told, [(3, 5), (3, 11), (3, 17), (3, 17), (4, 1)]);
    }

    #[test]
    fn a_group_row_may_be_the_entry_alone() {
        let mut out = Diagnostics::new();
        let rows = read_rows("g.tsv", "hus\n", false, &mut out);
        assert!(out.is_empty());
        assert!(rows[0].kind.has(Kind::WORD) && rows[0].severity.is_none());
    }

    #[test]
    fn an_allow_row_needs_a_reason() {
        let mut out = Diagnostics::new();
        assert!(read_allow("a.tsv", "fanny\n", &mut out).is_empty());
        assert_eq!(out.iter().next().map(|one| (one.line, one.column)), Some((1, 6)));
    }

    #[test]
    fn formatting_sorts_and_is_stable() {
        let tidy = format_rows("# c\nb\tword\t\t\t\n a \t word\n");
        assert_eq!(tidy, "# c\na\tword\nb\tword\n");
        assert_eq!(format_rows(&tidy), tidy);
    }
}
