//! Words vote for languages; an allowed one has the benefit of every doubt.
#![expect(clippy::cast_precision_loss, reason = "points of a few dozen words are small")]

use smallvec::SmallVec;

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
/// What it costs to begin a stretch in a language that is not allowed, in log-odds: single words seldom earn it.
const STRETCH: f32 = 6.0;
/// Fewer voting words than this tell no share.
const TELLING: u32 = 3;
/// The same for a smaller share of the letters in words that speak for another language.
const VOTED: f32 = 0.12;
/// Words of three letters or more that vote, and words that vote at all; what a comment is in shows before that.
const VOTERS: u32 = 48;
const VOTES: usize = 64;
/// Before any points: far below all sums of points.
const NOWHERE: i32 = i32::MIN / 2;
/// So many times what is needed is far.
const AHEAD: f32 = 2.0;

/// The margin that so many words need before a comment is said to be in a language that is not allowed, in log-odds.
fn needed(words: u32) -> f32 {
    let last = NEEDED[NEEDED.len() - 1];
    SENSITIVITY * NEEDED.get(words as usize).copied().unwrap_or(last)
}

/// The tokens that spoke for another language, in the order of the text.
pub(crate) type Voters = SmallVec<[u32; 8]>;

/// A vote that was counted.
#[derive(Clone, Copy, Debug)]
struct Vote {
    letters: u32,
    /// The least that the word gives any class.
    least: i16,
    points: Points,
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
    /// The votes, for whoever asks how the comment is made up.
    votes: SmallVec<[Vote; VOTES]>,
    /// Letters of the words that speak more for some other class than for any allowed one, and those words.
    other_letters: u32,
    voters: Voters,
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
}

/// What stands in a language that is not allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Foreign {
    pub(crate) code: &'static str,
    /// Its share of the letters, 0 to 1.
    pub(crate) share: f32,
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
            votes: SmallVec::new(),
            other_letters: 0,
            voters: Voters::new(),
            words: 0,
            letters: 0,
        }
    }

    fn is_allowed(&self, class: usize) -> bool {
        self.allowed >> class & 1 != 0
    }

    /// Whether there are votes enough.
    pub(crate) fn is_full(&self) -> bool {
        self.words == VOTERS || self.votes.len() == VOTES
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
            self.voters.push(token);
        }
        self.votes.push(Vote { letters, least, points: *points });
    }

    /// What stands in languages that are not allowed: by the best way to read the comment as stretches, some in allowed
    /// languages and some in others.
    pub(crate) fn foreign(&self) -> Option<Foreign> {
        if self.words < TELLING || self.voted() < VOTED {
            return None;
        }
        let entry = (STRETCH * self.scale) as i32;
        // Points of the best way that ends in an allowed language, and in each other one; its letters in others; the last of these.
        let (mut inside, mut inside_letters, mut last) = (0, 0, None);
        let mut outside = [NOWHERE; CLASSES];
        let mut letters = [0; CLASSES];
        for vote in &self.votes {
            let (mut best, mut best_letters, mut best_last) = (inside, inside_letters, last);
            let mut allowed = vote.least;
            for class in 0..CLASSES {
                let points = vote.points[class].max(vote.least);
                if self.is_allowed(class) {
                    allowed = allowed.max(points);
                    continue;
                }
                if outside[class] > best {
                    (best, best_letters, best_last) = (outside[class], letters[class], Some(class));
                }
                if outside[class] < inside - entry {
                    (outside[class], letters[class]) = (inside - entry, inside_letters);
                }
                outside[class] += i32::from(points);
                letters[class] += vote.letters;
            }
            (inside, inside_letters, last) = (best + i32::from(allowed), best_letters, best_last);
        }
        let ends = (0..CLASSES).filter(|class| outside[*class] > inside).max_by_key(|class| outside[*class]);
        let class = ends.or(last)?;
        let share = ends.map_or(inside_letters, |class| letters[class]) as f32 / self.letters as f32;
        Some(Foreign { code: CODES[class], share })
    }

    /// The tokens of the words that spoke more for another language than for any allowed one.
    pub(crate) fn voters(self) -> Voters {
        self.voters
    }

    /// The share of the letters that such words make.
    pub(crate) fn voted(&self) -> f32 {
        self.other_letters as f32 / self.letters.max(1) as f32
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
            (enough && lead >= 1.0 && !self.voters.is_empty()).then_some(Other { class, lead })
        });
        Outcome { best, confidence: rest.recip(), other }
    }
}
