//! Which language a comment is in, and whether the policy allows it.
//!
//! Words that the lists know as Swedish or English settle most comments at once. What they leave undecided is told by its
//! script or by a model of character groups, whose words vote: every doubt counts for the languages that are allowed.

mod ballot;
mod classes;
mod features;
mod form;
mod glance;
mod judge;
mod kin;
mod known;
mod model;
mod rules;
mod script;
#[cfg(test)]
mod tests;
mod trained;

use ordvakt_rules::Policy;
use smallvec::SmallVec;

use self::ballot::Voters;
use self::classes::{OTHER, class_of};
use self::judge::{Judgement, Words};
pub(crate) use self::rules::RULES;
use self::rules::rule_index;
pub(crate) use self::trained::Trained;
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::verdict::{Basis, Finding, Language};
use crate::view::View;

fn primary(code: &str) -> &str {
    code.split('-').next().unwrap_or_default()
}

/// Bit by class: may comments be in it?
fn allowed(policy: &Policy) -> u32 {
    if policy.languages.is_empty() {
        return u32::MAX;
    }
    policy.languages.iter().chain(&policy.welcome).fold(0, |mask, code| {
        let latin_arabic = code.eq_ignore_ascii_case("ar-Latn");
        let code = primary(code);
        // Whoever allows a language that has no class of its own allows what cannot be told from it.
        let class = if latin_arabic { class_of("ar-Latn") } else { class_of(code) };
        mask | 1 << class.unwrap_or(OTHER)
    })
}

/// Whether comments may be in a language told by its script.
fn accepts(policy: &Policy, code: &str) -> bool {
    policy.languages.is_empty()
        || policy
            .languages
            .iter()
            .chain(&policy.welcome)
            .any(|known| primary(known).eq_ignore_ascii_case(code))
}

/// Words that a finding names; more would only fill the page.
const NAMED: usize = 24;

/// What a comment's language is, and which words say so.
pub(crate) struct Identified {
    pub(crate) language: Language,
    /// The tokens of the words that spoke for a language that the policy does not allow, each word once; none if the comment is
    /// not mainly in such a language.
    pub(crate) voters: Voters,
}

impl Identified {
    /// Nobody asked.
    pub(crate) fn untold() -> Self {
        let language = Language { code: "und", confidence: 0.0, other: None, share: 0.0 };
        Self { language, voters: Voters::new() }
    }
}

/// Tells the language, and adds a finding where the policy does not allow it. The span of that finding counts bytes of the
/// folded text.
pub(crate) fn identify(
    view: &View<'_>,
    policy: &Policy,
    trained: &Trained,
    findings: &mut SmallVec<[Finding; 2]>,
    lexicon: &Lexicon,
) -> Identified {
    let words = Words { text: view.text, tokens: view.tokens, bits: view.bits };
    let judged = words.judge(|| allowed(policy), |code| accepts(policy, code), || trained.model());
    let Judgement { code, confidence, other, foreign, mut voters } = judged;
    if let Some(sure) = other
        && let (Some(first), Some(last)) = (voters.first(), voters.last())
        && let Some(index) = rule_index(code)
        && let Some(rule) = RULES.get(index)
        // The rules of languages stand near the end of all rules.
        && let Some(number) = lexicon.meta.rules.iter().rposition(|known| known.id == rule.id)
    {
        findings.push(Finding {
            rule: number as u32,
            category: rule.category,
            severity: rule.severity,
            confidence: sure.min(rule.confidence),
            span: Span { start: view.token(*first).start, end: view.token(*last).end },
            disguised: false,
            basis: Basis::Own,
        });
        once(&words, &mut voters);
    } else {
        voters.clear();
    }
    let share = foreign.map_or(0.0, |foreign| foreign.share);
    let language = Language { code, confidence, other: foreign.map(|foreign| foreign.code), share };
    Identified { language, voters }
}

/// Keeps the first token of every word.
fn once(words: &Words<'_>, voters: &mut Voters) {
    let word = |token: u32| words.tokens.get(token as usize).map(|token| words.of(*token));
    let mut kept = Voters::new();
    for token in voters.iter() {
        let is_new = !kept.iter().any(|other| word(*other) == word(*token));
        if is_new && kept.len() < NAMED {
            kept.push(*token);
        }
    }
    *voters = kept;
}
