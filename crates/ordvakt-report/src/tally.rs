//! Counts over all comments.

use std::collections::BTreeMap;

use jiff::civil::Date;
use ordvakt::{Action, Category, DutyReport, Signal};

use crate::entry::Entry;
use crate::moment::Moment;

/// How many comments are recommended each action, in the order of [`Action::ALL`].
pub(crate) type ByAction = [u64; Action::ALL.len()];

/// What is counted as comments come.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) comments: u64,
    pub(crate) actions: ByAction,
    pub(crate) categories: [u64; Category::ALL.len()],
    pub(crate) signals: [u64; Signal::ALL.len()],
    pub(crate) days: BTreeMap<Date, ByAction>,
    /// Comments whose time could not be read, or that have none.
    pub(crate) timeless: u64,
    /// What the document asks for, in the order of first need, and for how many comments.
    pub(crate) duties: Vec<(DutyReport, u64)>,
    first: Option<Moment>,
    last: Option<Moment>,
}

impl Tally {
    /// Counts a comment.
    pub(crate) fn count(&mut self, entry: &Entry, moment: Option<&Moment>) {
        self.comments += 1;
        let action = entry.action() as usize;
        self.actions[action] += 1;
        for (category, count) in Category::ALL.iter().zip(&mut self.categories) {
            *count += u64::from(entry.report.categories.contains(&category.as_str()));
        }
        for (signal, count) in Signal::ALL.iter().zip(&mut self.signals) {
            *count += u64::from(entry.signals(*signal));
        }
        for duty in &entry.report.duties {
            match self.duties.iter_mut().find(|(known, _)| known == duty) {
                Some((_, count)) => *count += 1,
                None => self.duties.push((duty.clone(), 1)),
            }
        }
        let Some(moment) = moment else {
            self.timeless += 1;
            return;
        };
        self.days.entry(moment.day()).or_default()[action] += 1;
        if self.first.as_ref().is_none_or(|first| moment < first) {
            self.first = Some(moment.clone());
        }
        if self.last.as_ref().is_none_or(|last| moment > last) {
            self.last = Some(moment.clone());
        }
    }

    /// The first and the last day that comments were written.
    pub(crate) fn period(&self) -> Option<(Date, Date)> {
        Some((self.first.as_ref()?.day(), self.last.as_ref()?.day()))
    }

    /// How many comments are recommended an action.
    pub(crate) fn of_action(&self, action: Action) -> u64 {
        self.actions.get(action as usize).copied().unwrap_or_default()
    }

    /// How many comments give a signal.
    pub(crate) fn of_signal(&self, signal: Signal) -> u64 {
        Signal::ALL
            .iter()
            .zip(self.signals)
            .find(|(known, _)| **known == signal)
            .map_or(0, |(_, count)| count)
    }
}
