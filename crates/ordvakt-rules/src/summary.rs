//! What the facts of a word come to: it lies before them, so that most need not be gone through.

use crate::fact::Fact;
use crate::mark::Marks;

/// What the facts of a word come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// From how many of them something starts; they stand before all others.
    pub starting: u32,
    /// The marks of their features.
    pub marks: Marks,
}

impl Summary {
    /// Length in facts.
    pub(crate) const FACTS: usize = 5;

    /// Of facts as they lie in the table, in its order.
    pub fn of(facts: &[[u8; 4]]) -> Self {
        let facts = facts.iter().map(|bytes| Fact::from_bytes(*bytes));
        facts.fold(Self::default(), |Self { starting, marks }, fact| Self {
            starting: starting + u32::from(fact.starts_anything()),
            marks: marks.or(Marks::of(fact.feature())),
        })
    }

    /// As it lies in the table.
    pub(crate) fn to_bytes(self) -> [u8; 4 * Self::FACTS] {
        let mut bytes = [0; 4 * Self::FACTS];
        bytes[..4].copy_from_slice(&self.starting.to_le_bytes());
        bytes[4..12].copy_from_slice(&self.marks.first.to_le_bytes());
        bytes[12..].copy_from_slice(&self.marks.second.to_le_bytes());
        bytes
    }

    /// What lies in the table.
    #[inline]
    pub(crate) fn from_facts(facts: &[[u8; 4]; Self::FACTS]) -> Self {
        let [starting, first @ .., second_low, second_high] = facts.map(u32::from_le_bytes);
        let both = |low: u32, high: u32| u64::from(high) << 32 | u64::from(low);
        Self {
            starting,
            marks: Marks { first: both(first[0], first[1]), second: both(second_low, second_high) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{CaseRule, How};

    #[test]
    fn it_reads_what_it_wrote() {
        let fact = |feature| Fact::new(feature, How::Exact, CaseRule::Any);
        let facts = [Fact(fact(7).0 | Fact::STARTS_RULE), fact(3), fact(40_000)].map(Fact::to_bytes);
        let summary = Summary::of(&facts);
        assert_eq!(summary.starting, 1);
        assert!([3, 7, 40_000].into_iter().all(|feature| summary.marks.may_hold(Marks::of(feature))));
        let bytes = summary.to_bytes();
        let (units, rest) = bytes.as_chunks::<4>();
        assert!(rest.is_empty());
        assert_eq!(Summary::from_facts(units.try_into().unwrap()), summary);
    }
}
