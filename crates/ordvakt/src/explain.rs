//! Shows the whole way of a comment through the engine: fold, readings, matches, context, the policy's answer.

use std::fmt;
use std::sync::Arc;

use ordvakt_rules::{Category, Context, Contexts, Lang, Rule, Signal, Target, Targets};
use ordvakt_text::{Folded, fold_str};
use serde::Serialize;

use crate::candidate::{Candidate, Manner, Origin};
use crate::comment::Comment;
use crate::context::{contexts_of, targets_of};
use crate::moderator::Moderator;
use crate::report::{LanguageReport, Report};
use crate::scratch::Scratch;
use crate::screen::{collect, confirmed, prepare};
use crate::span::Offsets;
use crate::view::{Spot, View};

/// One place where a rule might have applied, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Considered {
    /// Rule id.
    pub rule: String,
    /// The words, folded.
    pub matched: String,
    /// `plain`, `derived` (compound, without dots, wrongly split) or `disguised`.
    pub manner: &'static str,
    /// Whom the words are aimed at.
    pub targets: Vec<&'static str>,
    /// The contexts around them.
    pub contexts: Vec<&'static str>,
    /// Whether it became a finding (before the policy looked at it).
    pub holds: bool,
    /// Why not.
    pub silenced_by: Option<String>,
}

/// A reading of a disguised word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadAs {
    /// The words as they stand, folded.
    pub written: String,
    /// What they are read as.
    pub read: String,
    /// By which undoing: leet, spaced, stretched, starred, homoglyph, emoji; glued or broken where the comment is read as if it had
    /// been written so, also in `folded`.
    pub kind: String,
}

/// Everything the engine saw in one comment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The folded text.
    pub folded: String,
    /// The words of each sentence.
    pub sentences: Vec<Vec<String>>,
    /// Readings of what looked disguised.
    pub readings: Vec<ReadAs>,
    /// Where rules might have applied.
    pub considered: Vec<Considered>,
    /// The verdict.
    pub verdict: Report,
}

impl Moderator {
    /// Explains what the engine sees in a comment and why it says what it says; texts in `lang`.
    pub fn explain<'a>(&self, comment: impl Into<Comment<'a>>, lang: Lang) -> Explanation {
        let comment = comment.into();
        let mut scratch = Scratch::new();
        let verdict = self.screen_with(&mut scratch, &comment).report(comment.text, lang, Offsets::CodePoint);
        let inner = Arc::clone(&self.inner);
        prepare(&inner, &mut scratch, comment.text);
        collect(&inner.lexicon, &mut scratch);
        let view = scratch.view(&inner.lexicon);
        let between = |first: u32, last: u32| {
            let (start, end) = (view.token(first).start, view.token(last.saturating_sub(1)).end);
            view.text.get(start as usize..end as usize).unwrap_or("").to_owned()
        };
        let sentences = view.sentences.iter().map(|sentence| {
            (sentence.first..sentence.last).map(|index| view.letters(index).to_owned()).collect()
        });
        let readings = scratch.readings.iter().map(|(reading, read)| ReadAs {
            written: between(reading.first, reading.last),
            read: read.to_owned(),
            kind: format!("{:?}", reading.kind).to_lowercase(),
        });
        let considered = scratch.candidates.iter().map(|candidate| {
            let spot = Spot { first: candidate.first, last: candidate.last, how: candidate.how };
            let targets = targets_of(&view, spot);
            let every: Contexts = Context::ALL.iter().copied().collect();
            let contexts = contexts_of(&view, spot, every);
            let holds = confirmed(&inner.lexicon, &view, candidate).is_some();
            Considered {
                rule: inner.rule_id(candidate.rule).to_owned(),
                matched: between(candidate.first, candidate.last),
                manner: match candidate.how {
                    Manner::Plain => "plain",
                    Manner::Derived => "derived",
                    Manner::Disguised => "disguised",
                },
                targets: targets.iter().map(Target::as_str).collect(),
                contexts: contexts.iter().map(Context::as_str).collect(),
                holds,
                silenced_by: (!holds).then(|| silencer(self, candidate, targets, contexts)),
            }
        });
        Explanation {
            folded: view.text.to_owned(),
            sentences: sentences.collect(),
            readings: mended(&view, &scratch.folded, comment.text).into_iter().chain(readings).collect(),
            considered: considered.collect(),
            verdict,
        }
    }
}

/// Words that were made whole before they were screened.
fn mended(view: &View<'_>, folded: &Folded, original: &str) -> Vec<ReadAs> {
    let mut words: Vec<(usize, usize, bool)> = Vec::new();
    for one in folded.mended() {
        let first = view.tokens.partition_point(|token| token.end < one.at);
        let last = first + if one.space { 2 } else { 1 };
        match words.last_mut() {
            Some(before) if first < before.1 => *before = (before.0, last, before.2 | one.space),
            _ => words.push((first, last, one.space)),
        }
    }
    let read_as = |(first, last, glued): (usize, usize, bool)| {
        let (start, end) = (view.tokens.get(first)?.start, view.tokens.get(last - 1)?.end);
        let (from, until) = folded.original_range(start, end);
        Some(ReadAs {
            written: fold_str(original.get(from as usize..until as usize)?),
            read: view.text.get(start as usize..end as usize)?.to_owned(),
            kind: if glued { "glued" } else { "broken" }.to_owned(),
        })
    };
    words.into_iter().filter_map(read_as).collect()
}

fn silencer(moderator: &Moderator, candidate: &Candidate, targets: Targets, contexts: Contexts) -> String {
    let meta = &moderator.inner.lexicon.meta;
    let (wanted, unless, when) = match candidate.source {
        Origin::Entry(number) => meta
            .entries
            .get(number as usize)
            .map_or_else(Default::default, |entry| (entry.targets, entry.unless, Contexts::default())),
        Origin::Pattern(number) => meta
            .patterns
            .get(number as usize)
            .map_or_else(Default::default, |pattern| (pattern.targets, pattern.unless, pattern.when)),
    };
    if !wanted.is_empty() && !targets.meets(wanted) {
        let wanted: Vec<&str> = wanted.iter().map(Target::as_str).collect();
        return format!("not aimed at: {}", wanted.join(", "));
    }
    let meets: Vec<&str> =
        unless.iter().filter(|context| contexts.contains(*context)).map(Context::as_str).collect();
    if !meets.is_empty() {
        return meets.join(", ");
    }
    let lacks: Vec<&str> =
        when.iter().filter(|context| !contexts.contains(*context)).map(Context::as_str).collect();
    format!("lacks: {}", lacks.join(", "))
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "folded     {}", self.folded)?;
        for sentence in &self.sentences {
            writeln!(f, "words      {}", sentence.join(" · "))?;
        }
        for reading in &self.readings {
            writeln!(f, "reading    {} → {} ({})", reading.written, reading.read, reading.kind)?;
        }
        for one in &self.considered {
            let Considered { rule, matched, manner, .. } = one;
            writeln!(f, "match      {matched} → {rule} ({manner})")?;
            if !one.targets.is_empty() {
                writeln!(f, "  target   {}", one.targets.join(", "))?;
            }
            if !one.contexts.is_empty() {
                writeln!(f, "  context  {}", one.contexts.join(", "))?;
            }
            match &one.silenced_by {
                Some(why) => writeln!(f, "  silent   {why}")?,
                None => writeln!(f, "  holds")?,
            }
        }
        let verdict = &self.verdict;
        let LanguageReport { code, confidence, other, share } = verdict.language;
        write!(f, "language   {code} ({confidence:.2})")?;
        if let Some(other) = other {
            write!(f, ", {:.0} % in {other}", share * 100.0)?;
        }
        writeln!(f)?;
        for finding in &verdict.findings {
            let citation = finding.citation.as_deref().unwrap_or("");
            writeln!(
                f,
                "finding    {} {} {:.2}: {} [{}] {citation}",
                finding.rule, finding.severity, finding.confidence, finding.reason, finding.basis
            )?;
            if !finding.words.is_empty() {
                writeln!(f, "  words    {}", finding.words.join(", "))?;
            }
        }
        for note in &verdict.notes {
            writeln!(f, "note       {} {:.2}: {}", note.rule, note.confidence, note.reason)?;
        }
        if !verdict.signals.is_empty() {
            writeln!(f, "signals    {}", verdict.signals.join(", "))?;
        }
        for duty in &verdict.duties {
            writeln!(f, "duty       {}: {} ({})", duty.id, duty.text, duty.citation)?;
        }
        write!(f, "policy     {} → {}", verdict.policy, verdict.action)
    }
}

impl Moderator {
    /// The rules there are, by id.
    pub fn rules(&self) -> impl Iterator<Item = (&str, &Rule)> {
        self.inner.lexicon.meta.rules.iter().map(|rule| (rule.id.as_str(), rule))
    }

    /// The name of a category.
    pub fn category_title(&self, category: Category, lang: Lang) -> &str {
        self.inner.lexicon.text(category.as_str()).map_or("", |text| text.title.get(lang))
    }

    /// What a category means, in one sentence.
    pub fn category_description(&self, category: Category, lang: Lang) -> &str {
        self.inner.lexicon.text(category.as_str()).map_or("", |text| text.description.get(lang))
    }

    /// The name of a signal.
    pub fn signal_title(&self, signal: Signal, lang: Lang) -> &str {
        self.inner.lexicon.text(signal.as_str()).map_or("", |text| text.title.get(lang))
    }

    /// What a signal means, in one sentence.
    pub fn signal_description(&self, signal: Signal, lang: Lang) -> &str {
        self.inner.lexicon.text(signal.as_str()).map_or("", |text| text.description.get(lang))
    }
}
