//! Words vote for languages; an allowed one has the benefit of every doubt.
#![expect(clippy::cast_precision_loss, reason = "points of at most 48 words are small")]

use super::classes::CODES;
use super::features::CLASSES;
use super::model::Points;

/// The most that one word can take from a language, in log-odds.
const WORD_CAP: f32 = 12.0;
/// What it costs to change between allowed languages inside a comment, in log-odds.
const SWITCH: f32 = 2.5;
/// The margin needed by the number of voting words, the last for all longer comments; see [`needed`]. A few words say little;
/// with many, another language is far ahead or it is none.
const NEEDED: [f32; 11] = [f32::INFINITY, 13.0, 5.5, 2.7, 1.4, 1.0, 0.9, 1.1, 1.4, 1.9, 1.9];
/// Turns every threshold up or down together: 1 as measured, more flags fewer.
const SENSITIVITY: f32 = 1.0;
/// The least share of the letters that must stand in words of the other language, in percent.
const LETTERS: u32 = 35;
/// The same where it is far ahead.
const LETTERS_IF_AHEAD: u32 = 25;
/// The same for the relatives of Swedish, which share most of their words with it.
const LETTERS_OF_RELATIVES: u32 = 14;
/// So many times what is needed is far.
const AHEAD: f32 = 2.0;

/// The margin that so many words need before a comment is said to be in a language that is not allowed, in log-odds.
fn needed(words: u32) -> f32 {
    let last = NEEDED[NEEDED.len() - 1];
    SENSITIVITY * NEEDED.get(words as usize).copied().unwrap_or(last)
}

/// A count of votes.
#[derive(Clone, Debug)]
pub(crate) struct Ballot {
    /// Bit by class: may comments be in it?
    allowed: u32,
    /// The allowed classes, so many of them.
    list: [u8; CLASSES],
    listed: usize,
    cap: i16,
    switch: i32,
    scale: f32,
    totals: [i32; CLASSES],
    /// Best way through the allowed languages that ends in each of them.
    paths: [i32; CLASSES],
    /// Letters of the words that speak more for some other class than for any allowed one, and where those words stand.
    other_letters: u32,
    first: u32,
    last: u32,
    /// Words of three letters or more that voted: shorter ones have a say, but too many languages have them.
    pub(crate) words: u32,
    /// Their letters.
    pub(crate) letters: u32,
}

/// What the votes came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Outcome {
    /// The class with most points.
    pub(crate) best: usize,
    /// Its probability by the votes alone.
    pub(crate) confidence: f32,
    /// The other language, if the comment is in one that is not allowed.
    pub(crate) other: Option<Other>,
}

/// A language that is not allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Other {
    pub(crate) class: usize,
    /// How far it is ahead of everything allowed, as a multiple of what was needed.
    pub(crate) lead: f32,
    /// First and last voting token.
    pub(crate) first: u32,
    pub(crate) last: u32,
}

impl Ballot {
    /// No votes yet. `scale`: points that make one unit of log-odds.
    pub(crate) fn new(allowed: u32, scale: f32) -> Self {
        let mut list = [0; CLASSES];
        let mut listed = 0;
        for class in (0..CLASSES).filter(|class| allowed >> class & 1 != 0) {
            list[listed] = class as u8;
            listed += 1;
        }
        Self {
            allowed,
            list,
            listed,
            cap: (WORD_CAP * scale) as i16,
            switch: (SWITCH * scale) as i32,
            scale,
            totals: [0; CLASSES],
            paths: [0; CLASSES],
            other_letters: 0,
            first: u32::MAX,
            last: 0,
            words: 0,
            letters: 0,
        }
    }

    fn is_allowed(&self, class: usize) -> bool {
        self.allowed >> class & 1 != 0
    }

    /// Counts the vote of a word.
    pub(crate) fn add(&mut self, token: u32, letters: u32, points: &Points) {
        self.words += u32::from(letters > 2);
        self.letters += letters;
        let most = points.iter().copied().max().unwrap_or(0);
        let least = most.saturating_sub(self.cap);
        for (total, points) in self.totals.iter_mut().zip(points) {
            *total += i32::from((*points).max(least));
        }
        let mut best_allowed = i16::MIN;
        let mut best_path = i32::MIN;
        for class in &self.list[..self.listed] {
            best_allowed = best_allowed.max(points[usize::from(*class)]);
            best_path = best_path.max(self.paths[usize::from(*class)]);
        }
        for class in &self.list[..self.listed] {
            let path = &mut self.paths[usize::from(*class)];
            *path = (*path).max(best_path - self.switch) + i32::from(points[usize::from(*class)].max(least));
        }
        if most > best_allowed {
            self.other_letters += letters;
            self.first = self.first.min(token);
            self.last = token;
        }
    }

    /// Counts the votes. `written` is the number of letters of the comment, voting or not.
    pub(crate) fn outcome(&self, written: u32) -> Outcome {
        let mut best = 0;
        let mut best_other = None;
        let mut best_allowed = i32::MIN;
        for class in 0..CLASSES {
            if self.totals[class] > self.totals[best] {
                best = class;
            }
            if self.is_allowed(class) {
                best_allowed = best_allowed.max(self.paths[class]).max(self.totals[class]);
            } else if best_other.is_none_or(|other: usize| self.totals[class] > self.totals[other]) {
                best_other = Some(class);
            }
        }
        let rest: f32 =
            self.totals.iter().map(|total| ((total - self.totals[best]) as f32 / self.scale).exp()).sum();
        let other = best_other.and_then(|class| {
            // Neighbours share what speaks for them: two equally likely ones are twice as likely to be either.
            let together: f32 = (0..CLASSES)
                .filter(|one| !self.is_allowed(*one))
                .map(|one| ((self.totals[one] - self.totals[class]) as f32 / self.scale).exp())
                .sum();
            let margin = if best_allowed == i32::MIN {
                f32::INFINITY
            } else {
                (self.totals[class] - best_allowed) as f32 / self.scale + together.ln()
            };
            let lead = margin / needed(self.words);
            let share = match CODES[class] {
                "da" | "nb" | "nn" => LETTERS_OF_RELATIVES,
                _ if lead >= AHEAD => LETTERS_IF_AHEAD,
                _ => LETTERS,
            };
            let enough = self.other_letters * 100 >= written * share;
            let (first, last) = (self.first, self.last);
            (enough && lead >= 1.0 && first <= last).then_some(Other { class, lead, first, last })
        });
        Outcome { best, confidence: rest.recip(), other }
    }
}
