//! Which language a comment is in, and whether the policy allows it.
//!
//! Words that the lists know as Swedish or English settle most comments at once. What they leave undecided is told by its
//! script or by a model of character groups, whose words vote: every doubt counts for the languages that are allowed.

mod ballot;
mod classes;
mod features;
mod judge;
mod kin;
mod known;
mod model;
mod rules;
mod script;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use ordvakt_rules::Policy;
use smallvec::SmallVec;

use self::classes::{OTHER, class_of};
use self::judge::{Judgement, Words};
use self::model::Model;
pub(crate) use self::rules::RULES;
use self::rules::rule_index;
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::verdict::{Basis, Finding, Language};
use crate::view::View;

fn model() -> Option<Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    *MODEL.get_or_init(|| Model::read(ordvakt_wordlists::LANGUAGE))
}

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

/// Tells the language, and adds a finding where the policy does not allow it. The span of that finding counts bytes of the
/// folded text.
pub(crate) fn identify(
    view: &View<'_>,
    policy: &Policy,
    findings: &mut SmallVec<[Finding; 2]>,
    lexicon: &Lexicon,
) -> Language {
    let words = Words { text: view.text, tokens: view.tokens, bits: view.bits };
    let judgement = words.judge(|| allowed(policy), |code| accepts(policy, code), model);
    let Judgement { code, confidence, other } = judgement;
    if let Some(stretch) = other
        && let Some(index) = rule_index(code)
        && let Some(rule) = RULES.get(index)
        // The rules of languages stand near the end of all rules.
        && let Some(number) = lexicon.meta.rules.iter().rposition(|known| known.id == rule.id)
    {
        findings.push(Finding {
            rule: number as u32,
            category: rule.category,
            severity: rule.severity,
            confidence: stretch.confidence.min(rule.confidence),
            span: Span { start: view.token(stretch.first).start, end: view.token(stretch.last).end },
            disguised: false,
            basis: Basis::Own,
        });
    }
    Language { code, confidence }
}
