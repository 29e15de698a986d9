//! Which questions the municipality has answered, as far as the comments tell.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};

use ordvakt::{AuthorRole, Signal};

use crate::entry::Entry;
use crate::moment::Moment;
use crate::section::Section;

/// Where a question is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) number: u64,
    pub(crate) section: Section,
    pub(crate) at: u64,
}

/// A question from outside.
#[derive(Debug)]
struct Question {
    place: Place,
    moment: Option<Moment>,
    /// Digests of its id and its text: an answer names one of them.
    names: [u64; 2],
    /// Digest of what it answers itself.
    parent: Option<u64>,
}

/// The questions and the municipality's answers.
#[derive(Debug, Default)]
pub(crate) struct Questions {
    asked: Vec<Question>,
    /// What the municipality has answered.
    answered: HashSet<u64>,
    /// The municipality's last word in each thread: platforms hang an answer to an answer on the first comment.
    threads: HashMap<u64, Moment>,
    /// Only equality counts, so the keys may differ from run to run.
    keys: RandomState,
}

/// What the comments tell about questions.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answers {
    /// How many there are.
    pub(crate) asked: u64,
    /// How many of them lack an answer; `None` where no comment of the municipality says what it answers.
    pub(crate) open: Option<u64>,
    /// The oldest of those without an answer, or of all where answers are not told.
    pub(crate) oldest: Option<Place>,
}

impl Questions {
    /// Takes note of a question or of an answer.
    pub(crate) fn note(&mut self, entry: &Entry, moment: Option<&Moment>, place: Place) {
        let parent = entry.parent.as_deref().map(str::trim).filter(|parent| !parent.is_empty());
        let parent = parent.map(|parent| self.keys.hash_one(parent));
        if entry.author_role == AuthorRole::Staff {
            if let Some(parent) = parent {
                self.answered.insert(parent);
                if let Some(moment) = moment {
                    let last = self.threads.entry(parent).or_insert_with(|| moment.clone());
                    *last = last.clone().max(moment.clone());
                }
            }
        } else if entry.signals(Signal::Fraga) {
            let names = [&entry.id, &entry.text].map(|name| self.keys.hash_one(name.trim()));
            self.asked.push(Question { place, moment: moment.cloned(), names, parent });
        }
    }

    /// What is known when all comments have been seen.
    pub(crate) fn answers(&self) -> Answers {
        let told = !self.answered.is_empty();
        let open: Vec<&Question> = self.asked.iter().filter(|question| !self.is_answered(question)).collect();
        // Among those without a time the first of the input counts as the oldest.
        let oldest = open.iter().min_by_key(|question| {
            (question.moment.is_none(), question.moment.clone(), question.place.number)
        });
        Answers {
            asked: self.asked.len() as u64,
            open: told.then_some(open.len() as u64),
            oldest: oldest.map(|question| question.place),
        }
    }

    fn is_answered(&self, question: &Question) -> bool {
        question.names.iter().any(|name| self.answered.contains(name))
            || question.parent.is_some_and(|thread| {
                let last = self.threads.get(&thread);
                question.moment.as_ref().zip(last).is_some_and(|(asked, last)| last > asked)
            })
    }
}
