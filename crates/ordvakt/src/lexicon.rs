//! The compiled lists, ready to match.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use ordvakt_rules::{
    Bilingual, Category, CategoryText, Image, Lang, Meta, Recognised, Rule, RuleStart, Starts, Step, Subject,
    Subjects, WordTable,
};
use regex_automata::meta::{BuildError, Regex};
use rustc_hash::FxHashSet;

use crate::error::LoadError;
use crate::glue::Glue;
use crate::links::Hosts;
use crate::openings::Openings;
use crate::recognise;
use crate::topic::{self, Domains};

/// Size limit of one user regex, compiled, in bytes.
const REGEX_SIZE_LIMIT: usize = 1 << 20;
/// What searching with one regex may keep for the next search, in bytes.
const REGEX_CACHE: usize = 1 << 18;
/// Most rows that are regexes: each may be searched for in the whole comment.
const MOST_REGEXES: usize = 256;

/// Words, patterns and everything they need at run time; shared by all moderators made from it.
pub(crate) struct Lexicon {
    pub(crate) words: WordTable,
    pub(crate) meta: Meta,
    /// What begins at each feature.
    pub(crate) openings: Openings,
    /// Parts of compounds, searched in words that nobody listed.
    pub(crate) parts: Option<AhoCorasick>,
    /// Small ordinary words, which lose the space beside them, as [`ordvakt_rules::small_word`] numbers them.
    pub(crate) small_words: FxHashSet<u64>,
    /// Words that nothing is compounded with.
    pub(crate) glue: Glue,
    /// Literals of the regex rows, in their order.
    pub(crate) literals: Option<AhoCorasick>,
    /// The same, to tell whether any of them is there: most comments hold none, and this kind of search leaps over them.
    pub(crate) any_literal: Option<AhoCorasick>,
    pub(crate) regexes: Vec<Regex>,
    /// By recognised kind: the patterns that start from it.
    pub(crate) kind_patterns: Vec<Vec<u32>>,
    /// The kinds that patterns start from.
    pub(crate) kinds: Vec<Recognised>,
    /// Hosts that links are judged by.
    pub(crate) hosts: Hosts,
    /// Subject domains, for comments that stray from the post.
    pub(crate) domains: Domains,
    /// Index of the rule for comments on another subject.
    pub(crate) topic_rule: u32,
    /// What any rule asks the recognisers for.
    pub(crate) sought: Sought,
    /// Index of the first rule of the recognisers in `meta.rules`; they follow in the order of [`recognise::RULES`].
    pub(crate) first_recogniser_rule: u32,
}

/// What rules ask the recognisers for; what nobody asks for is not looked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sought {
    /// Names, numbers, addresses.
    pub(crate) data: bool,
    pub(crate) links: bool,
}

impl Sought {
    fn by(meta: &Meta) -> Self {
        let mut sought = Self {
            data: meta.subjects.has(Category::Personuppgifter),
            links: meta.subjects == Subjects::ALL,
        };
        let wanted = meta.patterns.iter().filter(|pattern| meta.wants(pattern.rule));
        let items = wanted.flat_map(|one| one.all.iter().chain(&one.any).chain(&one.none));
        let in_items = items.flat_map(|item| {
            let steps = item.sequences.iter().flatten().copied().filter_map(kind_of);
            item.kinds.iter().copied().chain(steps)
        });
        for kind in in_items.chain(meta.steps.iter().copied().filter_map(kind_of)) {
            match kind {
                Recognised::Name | Recognised::Email | Recognised::Phone => sought.data = true,
                Recognised::Mention
                | Recognised::Hashtag
                | Recognised::Number
                | Recognised::Price
                | Recognised::Percent
                | Recognised::Emoji
                | Recognised::Capital => {}
                _ => sought.links = true,
            }
        }
        sought
    }
}

fn kind_of(step: Step) -> Option<Recognised> {
    match step {
        Step::Kind(kind) => Some(kind),
        _ => None,
    }
}

impl Lexicon {
    pub(crate) fn new(image: Image) -> Result<Self, LoadError> {
        let Image { words, mut meta } = image;
        let mut wrong = ordvakt_rules::Diagnostics::new();
        let parts = automaton(meta.parts.iter().map(|part| part.text.as_str()), MatchKind::Standard);
        let literals = automaton(meta.regexes.iter().map(|row| row.literal.as_str()), MatchKind::Standard);
        let any_literal =
            automaton(meta.regexes.iter().map(|row| row.literal.as_str()), MatchKind::LeftmostFirst);
        let mut regexes = Vec::new();
        if let Some(row) = meta.regexes.get(MOST_REGEXES) {
            let message =
                format!("{} rows are regexes, at most {MOST_REGEXES} are possible", meta.regexes.len());
            wrong.add(&row.place, row.line, 1, message, Some("words and patterns cost less and say more"));
        }
        for row in meta.regexes.iter().take(MOST_REGEXES) {
            let config = Regex::config()
                .nfa_size_limit(Some(REGEX_SIZE_LIMIT))
                .onepass_size_limit(Some(REGEX_SIZE_LIMIT))
                .dfa_size_limit(Some(REGEX_SIZE_LIMIT))
                .hybrid_cache_capacity(REGEX_CACHE);
            match Regex::builder().configure(config).build(&row.pattern) {
                Ok(regex) => regexes.push(regex),
                Err(error) => {
                    let message = format!("regex `{}` cannot be used: {}", row.pattern, regex_fault(&error));
                    wrong.add(&row.place, row.line, 1, message, Some("a smaller or simpler expression"));
                }
            }
        }
        wrong.into_result(())?;
        let small_words = std::mem::take(&mut meta.small_words).into_iter().collect();
        let glue = Glue::new(std::mem::take(&mut meta.glue));
        let mut kind_patterns = vec![Vec::new(); Recognised::ALL.len()];
        for (kind, pattern) in &meta.kind_triggers {
            kind_patterns[*kind as usize].push(*pattern);
        }
        let starts = |kind: &Recognised| kind_patterns.get(*kind as usize).is_some_and(|all| !all.is_empty());
        let kinds = Recognised::ALL.iter().copied().filter(starts).collect();
        let first_recogniser_rule = meta.rules.len() as u32;
        meta.rules.extend(recognise::RULES.iter().map(recogniser_rule));
        let topic_rule = meta.rules.len() as u32;
        meta.rules.push(recogniser_rule(&topic::RULE));
        meta.rules.extend(crate::language::RULES.iter().map(recogniser_rule));
        let domains = Domains::new(&meta.topics);
        let hosts = Hosts::new(&meta.tables);
        let sought = Sought::by(&meta);
        let openings = Openings::new(&meta);
        // They stand in the openings now.
        meta.phrase_starts = Vec::new();
        Ok(Self {
            words,
            meta,
            openings,
            parts,
            small_words,
            glue,
            literals,
            any_literal,
            regexes,
            kind_patterns,
            kinds,
            hosts,
            domains,
            topic_rule,
            sought,
            first_recogniser_rule,
        })
    }

    pub(crate) fn rule(&self, index: u32) -> Option<&Rule> {
        self.meta.rules.get(index as usize)
    }

    /// How many features there are.
    pub(crate) fn features(&self) -> usize {
        self.meta.starts.len().saturating_sub(1)
    }

    /// Where what starts from a feature begins and ends.
    #[inline]
    fn starts(&self, feature: u32) -> [Starts; 2] {
        let at = feature as usize;
        match self.meta.starts.get(at..at + 2) {
            Some(&[begin, end]) => [begin, end],
            _ => [Starts::default(); 2],
        }
    }

    /// List rows and patterns that start from a feature.
    #[inline]
    pub(crate) fn rule_starts(&self, feature: u32) -> &[RuleStart] {
        let [begin, end] = self.starts(feature);
        self.meta.rule_starts.get(begin.rules as usize..end.rules as usize).unwrap_or(&[])
    }

    /// Nothing to match.
    pub(crate) fn empty() -> Self {
        Self {
            words: WordTable::default(),
            meta: Meta::default(),
            openings: Openings::default(),
            parts: None,
            small_words: FxHashSet::default(),
            glue: Glue::default(),
            literals: None,
            any_literal: None,
            regexes: Vec::new(),
            kind_patterns: Vec::new(),
            kinds: Vec::new(),
            hosts: Hosts::default(),
            domains: Domains::default(),
            topic_rule: 0,
            sought: Sought::default(),
            first_recogniser_rule: 0,
        }
    }

    /// The texts of a category or signal.
    pub(crate) fn text(&self, id: &str) -> Option<&CategoryText> {
        self.meta.categories.iter().find(|text| text.id == id)
    }

    /// Why a rule finds what it finds.
    pub(crate) fn reason(&self, rule: u32, lang: Lang) -> &str {
        let Some(rule) = self.rule(rule) else { return "" };
        if let Some(why) = &rule.why {
            return why.get(lang);
        }
        self.text(rule.subject.as_str()).map_or("", |text| text.reason.get(lang))
    }
}

/// What is wrong with a regex, in one line.
fn regex_fault(error: &BuildError) -> String {
    match (error.size_limit(), error.syntax_error()) {
        (Some(limit), _) => format!("compiled it takes more than {limit} bytes"),
        // The library draws the expression with marks under it; the last line says what is wrong.
        (None, Some(syntax)) => {
            let drawn = syntax.to_string();
            let last = drawn.lines().last().unwrap_or("");
            last.strip_prefix("error: ").unwrap_or(last).to_owned()
        }
        (None, None) => error.to_string(),
    }
}

fn automaton<'a>(texts: impl Iterator<Item = &'a str>, matches: MatchKind) -> Option<AhoCorasick> {
    let texts: Vec<&str> = texts.collect();
    if texts.is_empty() {
        return None;
    }
    AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).match_kind(matches).build(texts).ok()
}

fn recogniser_rule(rule: &recognise::RecogniserRule) -> Rule {
    Rule {
        id: rule.id.to_owned(),
        subject: Subject::Category(rule.category),
        severity: rule.severity,
        confidence: rule.confidence,
        statute: None,
        why: Some(Bilingual { sv: rule.why_sv.to_owned(), en: rule.why_en.to_owned() }),
        tags: Vec::new(),
    }
}
