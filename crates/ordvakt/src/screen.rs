//! One comment through the house: fold, tokens, words, rules, context, policy.

use std::sync::Arc;

use ordvakt_rules::{Category, RuleStart, Subject};
use ordvakt_text::Class;
use smallvec::SmallVec;

use crate::candidate::{Candidate, Event, Manner, Origin};
use crate::comment::Comment;
use crate::context::{contexts_of, targets_of};
use crate::decide::{Facts, RuleFacts, decide};
use crate::language::Identified;
use crate::lexicon::Lexicon;
use crate::mend::manner_of_mends;
use crate::moderator::Inner;
use crate::scratch::Scratch;
use crate::span::Span;
use crate::verdict::{Basis, Finding, Verdict};
use crate::view::{Spot, View, class_of};

/// What disguise and derivation take from a rule's confidence.
const DERIVED: f32 = 0.03;
const DISGUISED: f32 = 0.05;
/// The most for the writer's own data: never more than review.
const OWN_DATA: f32 = 0.75;
/// Findings below this are notes.
pub(crate) const NOTE_BELOW: f32 = 0.5;

/// So many findings back an overlapping one of the same rule is looked for.
const TWINS: usize = 32;

pub(crate) type Findings = SmallVec<[Finding; 2]>;

/// Screens one comment.
pub(crate) fn screen(inner: &Arc<Inner>, scratch: &mut Scratch, comment: &Comment<'_>) -> Verdict {
    let (text, truncated) = limited(comment.text, inner.max_bytes);
    let lexicon = &*inner.lexicon;
    prepare(inner, scratch, text);
    collect(lexicon, scratch);

    let on_subjects = lexicon.meta.subjects.has(Category::UtanforAmnet);
    let post = comment.post.filter(|_| on_subjects);
    let other_subject = post.and_then(|post| crate::topic::other_subject(lexicon, scratch, post));
    let mut findings = Findings::new();
    let mut notes: SmallVec<[Finding; 1]> = SmallVec::new();
    let mut signals = 0u8;
    let mut fired = std::mem::take(&mut scratch.fired);
    fired.clear();
    let view = scratch.view(lexicon);
    for candidate in &scratch.candidates {
        let Some(confidence) = confirmed(lexicon, &view, candidate) else { continue };
        let Some(rule) = lexicon.rule(candidate.rule) else { continue };
        fired.push(candidate.rule);
        match rule.subject {
            Subject::Signal(signal) => signals |= 1 << signal as u8,
            Subject::Category(category) => findings.push(Finding {
                rule: candidate.rule,
                category,
                severity: rule.severity,
                confidence,
                span: span_of(scratch, &view, candidate.first, candidate.last),
                disguised: candidate.how == Manner::Disguised,
                basis: Basis::Own,
            }),
        }
    }
    let personal = lexicon.meta.subjects.has(Category::Personuppgifter);
    for found in scratch.recognised.iter().filter(|found| personal && found.personal) {
        let index = lexicon.first_recogniser_rule + found.rule() as u32;
        if inner.own.has(view.text.get(found.start as usize..found.end as usize).unwrap_or("")) {
            continue;
        }
        let Some(rule) = lexicon.rule(index) else { continue };
        let Subject::Category(category) = rule.subject else { continue };
        let most = if found.own { OWN_DATA } else { rule.confidence };
        let (start, end) = scratch.folded.original_range(found.start, found.end);
        let finding = Finding {
            rule: index,
            category,
            severity: rule.severity,
            confidence: found.confidence.min(most),
            span: Span { start, end },
            disguised: false,
            basis: Basis::Own,
        };
        if found.note { notes.push(finding) } else { findings.push(finding) }
    }
    if let Some((first, last)) = other_subject.filter(|_| findings.is_empty())
        && let Some(rule) = lexicon.rule(lexicon.topic_rule)
    {
        findings.push(Finding {
            rule: lexicon.topic_rule,
            category: Category::UtanforAmnet,
            severity: rule.severity,
            confidence: rule.confidence,
            span: span_of(scratch, &view, first, last),
            disguised: false,
            basis: Basis::Own,
        });
    }
    let before = findings.len();
    let identified = if lexicon.meta.subjects.has(Category::AnnatSprak) {
        crate::language::identify(&view, &inner.policy, &inner.trained, &mut findings, lexicon)
    } else {
        Identified::untold()
    };
    let mut voters: SmallVec<[Span; 2]> =
        identified.voters.iter().map(|token| span_of(scratch, &view, *token, *token + 1)).collect();
    for finding in &mut findings[before..] {
        let (start, end) = scratch.folded.original_range(finding.span.start, finding.span.end);
        finding.span = Span { start, end };
    }
    tidy(lexicon, &mut findings);
    let private = findings.iter().chain(&notes).filter(|finding| is_private(finding.category));
    let private: SmallVec<[Span; 2]> = private.map(|finding| finding.span).collect();
    notes.extend(findings.iter().filter(|finding| finding.confidence < NOTE_BELOW).cloned());
    findings.retain(|finding| finding.confidence >= NOTE_BELOW);

    notes.retain(|note| inner.policy.rule(note.category).is_some());
    let rule_facts = |finding: &Finding| -> RuleFacts<'_> {
        let rule = lexicon.rule(finding.rule);
        let statute = rule.and_then(|rule| lexicon.meta.statutes.get(usize::from(rule.statute?)));
        RuleFacts { statute, tags: rule.map_or(&[], |rule| rule.tags.as_slice()) }
    };
    voters.retain(|voter| !private.iter().any(|span| span.overlaps(*voter)));
    let language = identified.language;
    let facts = Facts { author_role: comment.author_role, language: language.code, rule: &rule_facts };
    let outcome = decide(&inner.policy, &facts, &mut findings, signals);
    if !findings.iter().chain(&notes).any(|finding| finding.category == Category::AnnatSprak) {
        voters.clear();
    }
    scratch.fired = fired;
    Verdict {
        inner: Arc::clone(inner),
        action: outcome.action,
        findings,
        notes,
        signals,
        language,
        voters,
        duties: outcome.duties,
        private,
        truncated,
    }
}

/// Whether what is found is nobody else's business.
fn is_private(category: Category) -> bool {
    matches!(category, Category::Personuppgifter | Category::Sekretess)
}

/// The text up to the limit, on a character border, and whether anything was cut.
pub(crate) fn limited(text: &str, max_bytes: usize) -> (&str, bool) {
    if text.len() <= max_bytes {
        return (text, false);
    }
    let end = (0..=max_bytes).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    (&text[..end], true)
}

/// Folds, tokenises, looks up and recognises.
pub(crate) fn prepare(inner: &Inner, scratch: &mut Scratch, text: &str) {
    scratch.folded.fold(text);
    scratch.tokens.tokenize(text, &scratch.folded);
    find_words(&inner.lexicon, scratch, text);
    recognise(inner, scratch);
    // Phrases may ask for what is recognised, so that they come last.
    inner.lexicon.match_phrases(scratch);
}

/// Looks the words up, again where some had to be mended.
pub(crate) fn find_words(lexicon: &Lexicon, scratch: &mut Scratch, text: &str) {
    lexicon.scan(scratch);
    if lexicon.mend(scratch) {
        scratch.tokens.tokenize(text, &scratch.folded);
        lexicon.scan(scratch);
    }
    lexicon.scan_rest(scratch);
}

/// Recognises links, names, numbers and addresses, as far as any rule asks for them.
pub(crate) fn recognise(inner: &Inner, scratch: &mut Scratch) {
    find_links(&inner.lexicon, scratch);
    find_data(inner, scratch);
    let Scratch { tokens, links, recognised, begun, .. } = scratch;
    begun.clear();
    if links.is_empty() && recognised.is_empty() {
        return;
    }
    begun.resize(tokens.tokens().len(), false);
    for first in links.iter().map(|link| link.first).chain(recognised.iter().map(|found| found.first)) {
        if let Some(begun) = begun.get_mut(first as usize) {
            *begun = true;
        }
    }
}

/// Reads the links.
fn find_links(lexicon: &Lexicon, scratch: &mut Scratch) {
    scratch.links.clear();
    if lexicon.sought.links {
        let any = scratch.tokens.any();
        lexicon.hosts.find(scratch.folded.text(), scratch.tokens.tokens(), any, &mut scratch.links);
    }
}

/// Recognises names, numbers and addresses.
fn find_data(inner: &Inner, scratch: &mut Scratch) {
    scratch.recognised.clear();
    if !inner.lexicon.sought.data {
        return;
    }
    let view = crate::recognise::View {
        text: scratch.folded.text(),
        tokens: scratch.tokens.tokens(),
        bits: &scratch.finds.bits,
        numbers: &inner.lexicon.meta.numbers,
        today: inner.reference_date,
    };
    crate::recognise::run(&view, &mut scratch.recognise, &mut scratch.recognised);
}

/// Turns events into candidates.
pub(crate) fn collect(lexicon: &Lexicon, scratch: &mut Scratch) {
    scratch.candidates.clear();
    scratch.tried.clear();
    let mut candidates = std::mem::take(&mut scratch.candidates);
    let mut tried = std::mem::take(&mut scratch.tried);
    let mut windows = std::mem::take(&mut scratch.windows);
    windows.begin(lexicon.meta.patterns.len());
    // From left to right, so that what a sentence holds is gathered once.
    scratch.finds.rule_events.sort_unstable_by_key(|event| (event.first, event.last, event.feature));
    let view = scratch.view(lexicon);
    let mut tried_at = u32::MAX;
    let mut attempt = |number: u32, event: &Event, candidates: &mut Vec<Candidate>| {
        if tried_at != event.first {
            tried.clear();
            tried_at = event.first;
        }
        if !tried.contains(&number) {
            tried.push(number);
            lexicon.try_pattern(number, event, &view, &mut windows, candidates);
        }
    };
    for event in &scratch.finds.rule_events {
        if (event.first..event.last).all(|token| scratch.masked.get(token as usize) == Some(&true)) {
            continue;
        }
        for start in lexicon.rule_starts(event.feature) {
            match start {
                RuleStart::Entry(number) => {
                    let Some(entry) = lexicon.meta.entries.get(*number as usize) else { continue };
                    let Event { first, last, how, .. } = *event;
                    let source = Origin::Entry(*number);
                    candidates.push(Candidate { rule: entry.rule, first, last, how, source });
                }
                RuleStart::Pattern(number) => attempt(*number, event, &mut candidates),
            }
        }
    }
    kind_events(&view, scratch.tokens.any(), &mut |kind, event| {
        for number in lexicon.kind_patterns.get(kind).into_iter().flatten() {
            attempt(*number, &event, &mut candidates);
        }
    });
    for candidate in &mut candidates {
        candidate.how = candidate.how.max(manner_of_mends(scratch.folded.mended(), &view, candidate));
    }
    scratch.candidates = candidates;
    scratch.tried = tried;
    scratch.windows = windows;
}

/// Calls `with` for every recognised kind that stands in the comment and that patterns start from.
fn kind_events(view: &View<'_>, any: Class, with: &mut dyn FnMut(usize, Event)) {
    for kind in &view.lexicon.kinds {
        if !possible(*kind, view, any) {
            continue;
        }
        for index in view.kind_starts(*kind) {
            if let Some(spot) = view.kind_at(*kind, index) {
                let event = Event { feature: u32::MAX, first: spot.first, last: spot.last, how: spot.how };
                with(*kind as usize, event);
            }
        }
    }
}

/// Whether a kind may stand in a comment at all.
fn possible(kind: ordvakt_rules::Recognised, view: &View<'_>, any: Class) -> bool {
    use ordvakt_rules::Recognised as Kind;
    match kind {
        _ if class_of(kind) != Class::NONE => any.has(class_of(kind)),
        Kind::Name | Kind::Email | Kind::Phone => !view.recognised.is_empty(),
        _ => !view.links.is_empty(),
    }
}

/// The confidence of a candidate that its target and context allow; `None` if they do not.
pub(crate) fn confirmed(lexicon: &Lexicon, view: &View<'_>, candidate: &Candidate) -> Option<f32> {
    let spot = Spot { first: candidate.first, last: candidate.last, how: candidate.how };
    let (targets, unless, when) = match candidate.source {
        Origin::Entry(number) => {
            let entry = lexicon.meta.entries.get(number as usize)?;
            (entry.targets, entry.unless, ordvakt_rules::Contexts::default())
        }
        Origin::Pattern(number) => {
            let pattern = lexicon.meta.patterns.get(number as usize)?;
            (pattern.targets, pattern.unless, pattern.when)
        }
    };
    if !targets.is_empty() && !targets_of(view, spot).meets(targets) {
        return None;
    }
    if !unless.is_empty() && !contexts_of(view, spot, unless).is_empty() {
        return None;
    }
    if !when.is_empty() && !contexts_of(view, spot, when).covers(when) {
        return None;
    }
    let confidence = lexicon.rule(candidate.rule)?.confidence;
    Some(match candidate.how {
        Manner::Plain => confidence,
        Manner::Derived => confidence - DERIVED,
        Manner::Disguised => confidence - DISGUISED,
    })
}

pub(crate) fn span_of(scratch: &Scratch, view: &View<'_>, first: u32, last: u32) -> Span {
    let start = view.token(first).start;
    let end = view.token(last.saturating_sub(1)).end;
    let (start, end) = scratch.folded.original_range(start, end);
    Span { start, end }
}

/// Sorts by start, end and rule id; of one rule, overlapping findings become the surest.
fn tidy(lexicon: &Lexicon, findings: &mut Findings) {
    let id = |finding: &Finding| lexicon.rule(finding.rule).map_or("", |rule| rule.id.as_str());
    findings.sort_by(|a, b| {
        (a.span.start, a.span.end, id(a))
            .cmp(&(b.span.start, b.span.end, id(b)))
            .then(b.confidence.total_cmp(&a.confidence))
    });
    let mut kept = Findings::new();
    for finding in findings.drain(..) {
        let is_twin = |other: &Finding| other.rule == finding.rule && other.span.overlaps(finding.span);
        let reach = kept.len().saturating_sub(TWINS);
        let twin = kept.iter().enumerate().skip(reach).rev().find(|(_, other)| is_twin(other));
        match twin {
            Some((_, other)) if other.confidence >= finding.confidence => continue,
            // It stands further on than its twin, perhaps behind findings of other rules.
            Some((at, _)) => drop(kept.remove(at)),
            None => {}
        }
        kept.push(finding);
    }
    *findings = kept;
}
