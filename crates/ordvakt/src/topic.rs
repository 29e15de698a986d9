//! Whether a comment is about another subject than the post it stands under.
//!
//! Only positive evidence counts: words of a subject domain that the post does not touch, and no word in common. A comment that
//! names nothing, thanks, tags or asks is on the subject.

use ordvakt_rules::{Category, Severity, WordBits};
use ordvakt_text::Class;
use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;
use crate::recognise::RecogniserRule;
use crate::scratch::Scratch;
use crate::view::View;

/// Groups of subjects that are hardly ever a municipality's own begin so.
const ELSEWHERE: &str = "@topic-else-";

/// Votes a comment needs for other subjects; a word of a subject that is nobody's business here has two.
const VOTES: u32 = 2;
/// Votes it needs where the lists do not know what the post is about: only what is nobody's business under any post counts then.
const VOTES_UNKNOWN: u32 = 4;
/// Shorter comments say too little to be about anything.
const SHORTEST: usize = 3;
/// Words that share so many letters side by side are taken for relatives.
const RELATED: usize = 5;

/// So much of a post is read, in bytes, and so many of its words are remembered: every word of the comment is held against each.
const MOST_OF_POST: usize = 64 << 10;
const MOST_WORDS: usize = 256;

/// The rule behind a finding of this module.
pub(crate) const RULE: RecogniserRule = RecogniserRule {
    id: "utanfor_amnet/annat-amne",
    category: Category::UtanforAmnet,
    severity: Severity::Mild,
    confidence: 0.7,
    why_sv: "Handlar om något annat än inlägget.",
    why_en: "Is about something else than the post.",
};

/// The subject domains of a lexicon, a bit each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Domains {
    /// By feature.
    bits: FxHashMap<u32, u64>,
    /// Those that are elsewhere's.
    elsewhere: u64,
}

impl Domains {
    /// At most 64 of the named groups.
    pub(crate) fn new(topics: &[(String, u32)]) -> Self {
        let mut domains = Self::default();
        for (bit, (name, feature)) in topics.iter().enumerate().take(64) {
            *domains.bits.entry(*feature).or_default() |= 1 << bit;
            if name.starts_with(ELSEWHERE) {
                domains.elsewhere |= 1 << bit;
            }
        }
        domains
    }
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
    if lexicon.domains.bits.is_empty() || scratch.tokens.tokens().len() < SHORTEST {
        return None;
    }
    if scratch.post.text != post {
        remember(lexicon, scratch, post);
    }
    let view = scratch.view(lexicon);
    let known = scratch.post.domains != 0;
    let mut votes = 0;
    let (mut first, mut last) = (u32::MAX, 0);
    for index in 0..view.tokens.len() as u32 {
        let here = domains_at(&view, index);
        if here & scratch.post.domains != 0 {
            return None;
        }
        let elsewhere = here & lexicon.domains.elsewhere != 0;
        if !elsewhere && (here == 0 || !known) {
            continue;
        }
        votes += if elsewhere { 2 } else { 1 };
        first = first.min(index);
        last = index + 1;
    }
    if votes < if known { VOTES } else { VOTES_UNKNOWN } || scratch.post.words.is_empty() && !known {
        return None;
    }
    let relative = |index| scratch.post.words.iter().any(|word| related(word, view.letters(index)));
    (!(0..view.tokens.len() as u32).any(relative)).then_some((first, last))
}

fn remember(lexicon: &Lexicon, scratch: &mut Scratch, post: &str) {
    let mut inner = scratch.inner.take().unwrap_or_default();
    let (read, _) = crate::screen::limited(post, MOST_OF_POST);
    inner.folded.fold(read);
    inner.tokens.tokenize(read, &inner.folded);
    lexicon.scan(&mut inner);
    lexicon.scan_rest(&mut inner);
    lexicon.match_phrases(&mut inner);
    let view = inner.view(lexicon);
    let range = 0..view.tokens.len() as u32;
    scratch.post.domains = range.clone().fold(0, |bits, index| bits | domains_at(&view, index));
    let content = range.filter(|index| is_content(&view, *index)).take(MOST_WORDS);
    scratch.post.words = content.map(|index| view.letters(index).to_owned()).collect();
    post.clone_into(&mut scratch.post.text);
    scratch.inner = Some(inner);
}

fn domains_at(view: &View<'_>, index: u32) -> u64 {
    let mut bits = 0;
    view.features(index, index + 1, |feature| {
        bits |= view.lexicon.domains.bits.get(&feature).copied().unwrap_or(0);
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

/// Whether two words have so many letters side by side in common that they may be of one matter: `vildsvinsjakt` and `skyddsjakten`.
fn related(one: &str, other: &str) -> bool {
    let starts = one.char_indices().map(|(at, _)| at);
    let ends = one.char_indices().skip(RELATED - 1).map(|(at, letter)| at + letter.len_utf8());
    starts.zip(ends).any(|(start, end)| one.get(start..end).is_some_and(|piece| other.contains(piece)))
}
