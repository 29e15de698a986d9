//! Names that people trust, and hosts made to look like theirs.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use super::address::Address;
use super::skeleton::{one_slip, plain, romanised, skeleton};

/// Last labels that Swedish readers meet every day; a known name under any other is suspect.
const FAMILIAR: [&str; 12] = ["ax", "com", "dk", "eu", "fi", "info", "io", "net", "no", "nu", "org", "se"];
/// Shorter names are too easily made by chance out of look-alike letters.
const SHORTEST_DISGUISED: usize = 5;
/// From this length on one slip of the fingers still shows the name.
const SHORTEST_MISSPELLED: usize = 8;
/// What a municipality's host says besides the place.
const MUNICIPALITY: &str = "kommun";

#[derive(Debug)]
struct Brand {
    word: String,
    /// Any host with this name in it is suspect, not only one that has it as a piece of its own.
    anywhere: bool,
    place: bool,
    /// No host is its own: a word such as `kommun`, which says nothing alone.
    generic: bool,
}

/// How a host resembles a known name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Not at all.
    None,
    /// The name is there, as honest hosts may have it too: it takes bait to make it a trap.
    Named,
    /// Made to be taken for it.
    Imitated,
}

/// Where an address has words that lure.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lure {
    /// Bait in the registered part of the host.
    pub(super) bait: bool,
    /// An errand in the host.
    pub(super) errand: bool,
    /// Bait in host or path.
    pub(super) anywhere: bool,
}

/// The names of the table.
#[derive(Default)]
pub(super) struct Brands {
    list: Vec<Brand>,
    by_skeleton: HashMap<String, usize>,
    anywhere: Option<AhoCorasick>,
    anywhere_numbers: Vec<usize>,
}

impl Brands {
    pub(super) fn add(&mut self, word: &str, anywhere: bool, place: bool, generic: bool) {
        self.by_skeleton.entry(skeleton(word)).or_insert(self.list.len());
        self.list.push(Brand { word: word.to_owned(), anywhere, place, generic });
    }

    /// Makes what was added ready to look up.
    pub(super) fn seal(&mut self) {
        let long = self.list.iter().enumerate().filter(|(_, brand)| brand.anywhere);
        let (numbers, words): (Vec<usize>, Vec<String>) =
            long.map(|(number, brand)| (number, skeleton(&brand.word))).unzip();
        self.anywhere = AhoCorasick::new(&words).ok().filter(|_| !words.is_empty());
        self.anywhere_numbers = numbers;
    }

    /// Whether a text is one of the names, as anchors have it (`Skatteverket`, `Kiruna kommun`).
    pub(super) fn is_name(&self, text: &str) -> bool {
        let text: String = plain(text).chars().filter(|letter| !letter.is_whitespace()).collect();
        let word = text.strip_suffix(MUNICIPALITY).filter(|rest| !rest.is_empty()).unwrap_or(&text);
        self.named(word)
            .is_some_and(|brand| brand.word == word && !brand.generic && (!brand.place || word != text))
    }

    fn named(&self, word: &str) -> Option<&Brand> {
        self.by_skeleton.get(&skeleton(word)).and_then(|number| self.list.get(*number))
    }

    /// How the host of an address that is not known resembles a known name.
    pub(super) fn likeness(&self, address: &Address, lure: Lure) -> Likeness {
        let registrable = address.registrable();
        let label = plain(registrable.split('.').next().unwrap_or(""));
        let suffix = address.suffix();
        let foreign = !FAMILIAR.contains(&suffix);
        // Known names trade in many countries: `ikea.de` imitates nobody.
        let country = suffix.rsplit('.').next().is_some_and(|last| last.len() == 2);
        let joined: String = label.chars().filter(|letter| !matches!(letter, '-' | '_')).collect();
        let pieces: Vec<&str> = label.split(['-', '_']).filter(|piece| !piece.is_empty()).collect();
        let alone = pieces.len() == 1;

        let mut likeness = Likeness::None;
        let mut place = false;
        let mut municipality = false;
        let mut note = |brand: &Brand, read: &str, whole: bool| {
            let disguised = read != brand.word && brand.word.len() >= SHORTEST_DISGUISED;
            if disguised
                && !(brand.place
                    && romanised(read) == read
                    && read.bytes().all(|byte| byte.is_ascii_alphabetic()))
            {
                likeness = Likeness::Imitated;
            } else if brand.place {
                place |= read == brand.word;
            } else if brand.generic {
                municipality |= read == brand.word && !whole;
            } else if read == brand.word {
                likeness = match likeness {
                    Likeness::None if foreign && !(whole && country) || brand.anywhere && !whole => {
                        Likeness::Imitated
                    }
                    Likeness::None => Likeness::Named,
                    other => other,
                };
            }
        };
        for piece in &pieces {
            for read in readings(piece) {
                if let Some(brand) = self.named(read) {
                    note(brand, read, alone && read == *piece);
                }
            }
        }
        if !alone && let Some(brand) = self.named(&joined) {
            note(brand, &joined, true);
        }
        if let Some(automaton) = &self.anywhere {
            let look = skeleton(&joined);
            // A skeleton is as long as its name but where two letters pass for one.
            for hit in automaton.find_overlapping_iter(look.as_str()) {
                let number = self.anywhere_numbers.get(hit.pattern().as_usize());
                let Some(brand) = number.and_then(|number| self.list.get(*number)) else { continue };
                let read = if joined.contains(&brand.word) { &brand.word } else { &joined };
                note(brand, read, look.len() == hit.len());
            }
        }
        for piece in pieces.iter().filter(|piece| piece.len() >= SHORTEST_MISSPELLED) {
            let near = |brand: &&Brand| {
                brand.anywhere
                    && brand.word.len() >= SHORTEST_MISSPELLED
                    && brand.word.as_bytes().first() == piece.as_bytes().first()
                    && one_slip(piece.as_bytes(), brand.word.as_bytes())
            };
            if self.list.iter().any(|brand| near(&brand)) {
                likeness = Likeness::Imitated;
            }
        }
        if likeness == Likeness::None && (place && lure.bait || municipality) {
            likeness = if foreign || place && (lure.bait || lure.errand) {
                Likeness::Imitated
            } else {
                Likeness::Named
            };
        }
        if likeness == Likeness::None && (lure.anywhere || lure.errand) {
            let below = address.host.strip_suffix(registrable).unwrap_or("");
            let named = |label: &str| {
                self.named(label).is_some_and(|brand| brand.word == label && !brand.generic && !brand.place)
            };
            if below.split('.').any(named) {
                likeness = Likeness::Named;
            }
        }
        likeness
    }
}

/// How a piece of a label may be read: as it is, without digits around it, without `kommun` behind it.
fn readings(piece: &str) -> impl Iterator<Item = &str> {
    let bare = piece.trim_matches(|letter: char| letter.is_ascii_digit());
    let place = piece.strip_suffix(MUNICIPALITY);
    let genitive = place.and_then(|place| place.strip_suffix('s'));
    let rest = [Some(bare).filter(|bare| *bare != piece), place, genitive, place.map(|_| MUNICIPALITY)];
    std::iter::once(piece).chain(rest.into_iter().flatten()).filter(|read| !read.is_empty())
}
