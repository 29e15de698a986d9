//! Whom words are aimed at: the addressee, a person, a group, an authority, a thing or the writer.
//!
//! The resolver reads the clause as a moderator would: whose idiot (`din`), who is called one (`du är`, `rektorn är`), whom the
//! words stand beside (`svinet till parkeringsvakt`), and whether anybody particular is meant at all (`vilka idioter`).

use ordvakt_rules::{Recognised as Kind, Target, Targets, WordBits};
use ordvakt_text::{Class, Gap};

use crate::view::{Spot, View};

/// Adjectives between a possessive and its noun: `din jävla feta gamla idiot`.
const ADJECTIVES: u32 = 4;

const PERSON: WordBits = WordBits::ADDRESSEE
    .or(WordBits::THIRD_PERSON)
    .or(WordBits::ROLE)
    .or(WordBits::OFFICIAL_TITLE)
    .or(WordBits::RELATION);

const PREPOSITIONS: &[&str] = &[
    "i", "på", "pa", "av", "för", "om", "till", "från", "med", "mot", "hos", "vid", "of", "in", "at", "for",
    "from", "by",
];

/// Swedish and English nouns in the definite singular: somebody particular is meant.
fn definite_singular(word: &str) -> bool {
    word.chars().count() >= 5
        && ["et", "en", "an", "ot", "ns", "ets", "ens"].iter().any(|ending| word.ends_with(ending))
}

fn set(target: Target) -> Targets {
    [target].into_iter().collect()
}

/// Whether the words are about the writer.
pub(crate) fn is_own(view: &View<'_>, spot: Spot) -> bool {
    targets_of(view, spot).contains(Target::Own)
}

/// Whom the words at a spot may be aimed at; empty where nobody can be told.
pub(crate) fn targets_of(view: &View<'_>, spot: Spot) -> Targets {
    let sentence = view.sentence_of(spot.first);
    let (clause_first, clause_last) = view.clause_of(spot.first);
    if let Some(target) = before(view, spot, sentence.first) {
        return set(target);
    }
    if let Some(targets) = beside(view, spot, sentence.last) {
        return targets;
    }
    if let Some(target) = by_copula(view, spot, clause_first, clause_last) {
        return set(target);
    }
    if indefinite(view, spot, clause_first) {
        return Targets::default();
    }
    if let Some(target) = vocative(view, spot, sentence.first, sentence.last, (clause_first, clause_last)) {
        return set(target);
    }
    let nearest = nearest(view, spot, clause_first, clause_last);
    if !nearest.is_empty() {
        return nearest;
    }
    let demonstrative = spot.first > clause_first && is_demonstrative(view.letters(spot.first - 1));
    if demonstrative || definite_singular(view.letters(spot.last - 1)) {
        return set(Target::Person);
    }
    Targets::default()
}

/// `din idiot`, `du gamla idiot`, `jag idiot`, `den där idioten`.
fn before(view: &View<'_>, spot: Spot, first: u32) -> Option<Target> {
    let from = spot.first.saturating_sub(ADJECTIVES).max(first);
    for index in (from..spot.first).rev() {
        let bits = view.bits(index);
        let word = view.letters(index);
        // A subject pronoun further away has a verb between: `jag hatar …`.
        let owns = is_possessive(word) || spot.first - index <= if word == "jag" { 1 } else { 2 };
        if bits.has(WordBits::ADDRESSEE) && owns {
            return Some(Target::Person);
        }
        if bits.has(WordBits::SELF) && owns {
            return Some(Target::Own);
        }
        // Another clause, a verb or a determiner ends the noun phrase.
        if view.gap(index + 1).has(Gap::COMMA | Gap::PERIOD | Gap::COLON)
            || bits.has(WordBits::COPULA.or(WordBits::INDEFINITE))
        {
            return None;
        }
    }
    None
}

fn is_possessive(word: &str) -> bool {
    matches!(
        word,
        "din"
            | "ditt"
            | "dina"
            | "er"
            | "ert"
            | "era"
            | "min"
            | "mitt"
            | "mina"
            | "vår"
            | "vårt"
            | "våra"
            | "your"
            | "ur"
            | "my"
            | "our"
    )
}

/// `svinet till parkeringsvakt`, `idioten på bygglov`, `mongot som skrev`, `idiot Forsmark`, `ni i nämnden`.
fn beside(view: &View<'_>, spot: Spot, last: u32) -> Option<Targets> {
    if spot.last >= last || view.gap(spot.last).has(Gap::COMMA | Gap::PERIOD | Gap::COLON | Gap::SEMICOLON) {
        return None;
    }
    let next = view.letters(spot.last);
    if matches!(next, "till" | "of") && spot.last + 1 < last {
        let named = (spot.last + 1..last.min(spot.last + 4)).any(|index| {
            view.bits(index).has(WordBits::ROLE.or(WordBits::OFFICIAL_TITLE))
                || view.kind_at(Kind::Name, index).is_some()
        });
        if named {
            return Some(set(Target::Person));
        }
    }
    let definite = definite_singular(view.letters(spot.last - 1));
    if definite && matches!(next, "som" | "på" | "i" | "där" | "här" | "hos") {
        return Some(set(Target::Person));
    }
    let vocative =
        view.bits(spot.last).has(WordBits::ADDRESSEE) || view.kind_at(Kind::Name, spot.last).is_some();
    vocative.then(|| set(Target::Person))
}

/// `rektorn är en idiot`, `vilken idiot du är`, `är du en idiot`: the subject of the nearest copula.
fn by_copula(view: &View<'_>, spot: Spot, first: u32, last: u32) -> Option<Target> {
    let is_copula = |index: &u32| view.bits(*index).has(WordBits::COPULA);
    if let Some(copula) = (first..spot.first).rev().find(is_copula) {
        return subject(view, first, copula)
            .or_else(|| subject(view, copula + 1, spot.first))
            .or(Some(Target::Thing));
    }
    let copula = (spot.last..last).find(is_copula)?;
    subject(view, spot.last, copula).or_else(|| subject(view, copula + 1, last))
}

/// The one spoken of in a range: a person before a group before an authority, attributes after prepositions left out.
fn subject(view: &View<'_>, first: u32, last: u32) -> Option<Target> {
    let mut best: Option<Target> = None;
    for index in first..last {
        if index > first && PREPOSITIONS.contains(&view.letters(index - 1)) {
            continue;
        }
        let found = target_at(view, index);
        if found == Some(Target::Person) {
            return found;
        }
        best = best.or(found);
    }
    best
}

fn target_at(view: &View<'_>, index: u32) -> Option<Target> {
    let bits = view.bits(index);
    let class = view.token(index).class;
    if bits.has(PERSON) || class.has(Class::MENTION) || view.kind_at(Kind::Name, index).is_some() {
        Some(Target::Person)
    } else if bits.has(WordBits::SELF) {
        Some(Target::Own)
    } else if bits.has(WordBits::PROTECTED_GROUP) {
        Some(Target::Group)
    } else if bits.has(WordBits::PERSON_NOUN) && is_particular(view, index) {
        Some(Target::Person)
    } else if bits.has(WordBits::AUTHORITY) {
        Some(Target::Authority)
    } else if bits.has(WordBits::THING) {
        Some(Target::Thing)
    } else {
        None
    }
}

/// `den mannen`, `människan`, `that guy`: one that both sides know.
fn is_particular(view: &View<'_>, index: u32) -> bool {
    definite_singular(view.letters(index)) || index > 0 && is_demonstrative(view.letters(index - 1))
}

fn is_demonstrative(word: &str) -> bool {
    matches!(word, "den" | "det" | "denne" | "denna" | "där" | "här" | "that" | "this" | "the")
}

/// `vilka idioter`, `någon idiot`, `some idiot`: nobody particular.
fn indefinite(view: &View<'_>, spot: Spot, first: u32) -> bool {
    (spot.first.saturating_sub(3).max(first)..spot.first)
        .any(|index| view.bits(index).has(WordBits::INDEFINITE))
}

/// `Idiot!`, `@Kalle …, idiot`, `Idiot, du …`: called out to somebody.
fn vocative(view: &View<'_>, spot: Spot, first: u32, last: u32, clause: (u32, u32)) -> Option<Target> {
    let alone = spot.first.saturating_sub(clause.0) <= 2 && clause.1.saturating_sub(spot.last) <= 1;
    let called = (first..last).any(|index| {
        view.bits(index).has(WordBits::ADDRESSEE) || view.token(index).class.has(Class::MENTION)
    });
    let named_at_edge =
        view.kind_at(Kind::Name, first).is_some_and(|name| view.gap(name.last).has(Gap::COMMA));
    (alone && (called || named_at_edge || last - first <= 3)).then_some(Target::Person)
}

/// Without a verb to tell: whoever the clause names.
fn nearest(view: &View<'_>, spot: Spot, first: u32, last: u32) -> Targets {
    (first..last)
        .filter(|index| *index < spot.first || *index >= spot.last)
        .filter_map(|index| target_at(view, index))
        .filter(|target| *target != Target::Own)
        .collect()
}
