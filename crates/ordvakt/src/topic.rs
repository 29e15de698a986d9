//! Whether a comment is about another subject than the post it stands under.
//!
//! Only positive evidence counts: words of a subject domain that the post does not touch, and no word in common. A comment that
//! names nothing, thanks, tags or asks is on the subject.

use ordvakt_rules::{Category, Severity, WordBits};
use ordvakt_text::Class;

use crate::lexicon::Lexicon;
use crate::recognise::RecogniserRule;
use crate::scratch::Scratch;
use crate::view::View;

/// Groups of subjects that are hardly ever a municipality's own begin so.
const ELSEWHERE: &str = "@topic-else-";

/// Votes a comment needs for other subjects; a word of a subject that is nobody's business here has two.
const VOTES: u32 = 2;
/// Shorter comments say too little to be about anything.
const SHORTEST: usize = 3;
/// Words that begin with so many equal letters are taken for relatives.
const RELATED: usize = 5;

/// The rule behind a finding of this module.
pub(crate) const RULE: RecogniserRule = RecogniserRule {
    id: "utanfor_amnet/annat-amne",
    category: Category::UtanforAmnet,
    severity: Severity::Mild,
    confidence: 0.7,
    why_sv: "Handlar om något annat än inlägget.",
    why_en: "Is about something else than the post.",
};

/// A subject domain: its feature, and whether it is elsewhere's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Domain {
    feature: u32,
    elsewhere: bool,
}

/// The domains of a lexicon, at most 64.
pub(crate) fn domains(topics: &[(String, u32)]) -> Vec<Domain> {
    let domain = |(name, feature): &(String, u32)| Domain {
        feature: *feature,
        elsewhere: name.starts_with(ELSEWHERE),
    };
    topics.iter().map(domain).take(64).collect()
}

/// What is remembered of the post, as long as comments stand under the same one.
#[derive(Default)]
pub(crate) struct Post {
    text: String,
    domains: u64,
    words: Vec<String>,
}

/// The first and one past the last token that speak of another subject; `None` where nothing shows that.
pub(crate) fn other_subject(lexicon: &Lexicon, scratch: &mut Scratch, post: &str) -> Option<(u32, u32)> {
    if lexicon.domains.is_empty() || scratch.tokens.tokens().len() < SHORTEST {
        return None;
    }
    if scratch.post.text != post {
        remember(lexicon, scratch, post);
    }
    let view = scratch.view(lexicon);
    let mut votes = 0;
    let (mut first, mut last) = (u32::MAX, 0);
    for index in 0..view.tokens.len() as u32 {
        let here = domains_at(&view, index);
        if here & scratch.post.domains != 0
            || scratch.post.words.iter().any(|word| related(word, view.letters(index)))
        {
            return None;
        }
        if here != 0 {
            let elsewhere = lexicon
                .domains
                .iter()
                .enumerate()
                .any(|(bit, domain)| here & 1 << bit != 0 && domain.elsewhere);
            votes += if elsewhere { 2 } else { 1 };
            first = first.min(index);
            last = index + 1;
        }
    }
    let known = scratch.post.domains != 0 || !scratch.post.words.is_empty();
    (known && votes >= VOTES).then_some((first, last))
}

fn remember(lexicon: &Lexicon, scratch: &mut Scratch, post: &str) {
    let mut inner = scratch.inner.take().unwrap_or_default();
    inner.folded.fold(post);
    inner.tokens.tokenize(post, &inner.folded);
    lexicon.scan(&mut inner);
    let view = inner.view(lexicon);
    let range = 0..view.tokens.len() as u32;
    scratch.post.domains = range.clone().fold(0, |bits, index| bits | domains_at(&view, index));
    scratch.post.words =
        range.filter(|index| is_content(&view, *index)).map(|index| view.letters(index).to_owned()).collect();
    post.clone_into(&mut scratch.post.text);
    scratch.inner = Some(inner);
}

fn domains_at(view: &View<'_>, index: u32) -> u64 {
    let mut bits = 0;
    view.features(index, index + 1, |feature| {
        for (bit, domain) in view.lexicon.domains.iter().enumerate() {
            if domain.feature == feature {
                bits |= 1 << bit;
            }
        }
    });
    bits
}

fn is_content(view: &View<'_>, index: u32) -> bool {
    let function = WordBits::COPULA
        .or(WordBits::QUESTION_WORD)
        .or(WordBits::ADDRESSEE)
        .or(WordBits::SELF)
        .or(WordBits::CONJUNCTION);
    view.token(index).class.has(Class::WORD)
        && view.letters(index).chars().count() >= RELATED
        && !view.bits(index).has(function)
}

/// Whether two words share their first letters, or one is in the other.
fn related(one: &str, other: &str) -> bool {
    if other.chars().count() < RELATED {
        return false;
    }
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count() >= RELATED
        || one.contains(other)
        || other.contains(one)
}
