//! Sets of categories and signals.

use serde::{Deserialize, Serialize};

use crate::category::{Category, Signal, UnknownId};
use crate::pattern::Subject;

/// A set of categories and signals; all of them by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Subjects(u32);

/// Signals take the bits from here on.
const SIGNALS: u32 = 24;

const fn bit(subject: Subject) -> u32 {
    match subject {
        Subject::Category(category) => category.bit(),
        Subject::Signal(signal) => 1 << (SIGNALS + signal as u32),
    }
}

impl Subjects {
    /// Every category and every signal.
    pub const ALL: Self = Self(u32::MAX);

    /// Whether a category or signal is in it.
    pub fn has(self, subject: impl Into<Subject>) -> bool {
        self.0 & bit(subject.into()) != 0
    }
}

impl Default for Subjects {
    fn default() -> Self {
        Self::ALL
    }
}

impl<S: Into<Subject>> FromIterator<S> for Subjects {
    fn from_iter<I: IntoIterator<Item = S>>(subjects: I) -> Self {
        Self(subjects.into_iter().fold(0, |bits, subject| bits | bit(subject.into())))
    }
}

impl From<Category> for Subject {
    fn from(category: Category) -> Self {
        Self::Category(category)
    }
}

impl From<Signal> for Subject {
    fn from(signal: Signal) -> Self {
        Self::Signal(signal)
    }
}

impl std::str::FromStr for Subject {
    type Err = UnknownId;

    fn from_str(id: &str) -> Result<Self, UnknownId> {
        Self::parse(id).ok_or_else(|| UnknownId { what: "category or signal", id: id.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_what_it_was_made_of() {
        let two: Subjects = [Category::Sekretess.into(), Subject::Signal(Signal::Akut)].into_iter().collect();
        assert!(two.has(Category::Sekretess) && two.has(Signal::Akut));
        assert!(!two.has(Category::Hot) && !two.has(Signal::Fraga));
        assert!(Category::ALL.iter().all(|category| Subjects::ALL.has(*category)));
        let every = Category::ALL
            .iter()
            .copied()
            .map(Subject::from)
            .chain(Signal::ALL.iter().copied().map(Subject::from));
        for one in every.clone() {
            let alone: Subjects = [one].into_iter().collect();
            assert_eq!(every.clone().filter(|other| alone.has(*other)).collect::<Vec<_>>(), [one]);
        }
        assert!("hot".parse::<Subject>().is_ok() && "hotell".parse::<Subject>().is_err());
    }
}
