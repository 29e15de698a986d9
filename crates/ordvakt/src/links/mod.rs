//! Web addresses in every form people write them, judged by tables of hosts and words; nothing is ever fetched.

mod address;
mod anchor;
mod brand;
mod find;
mod hosts;
mod judge;
mod skeleton;
mod spelled;
#[cfg(test)]
mod tests;

use ordvakt_rules::Recognised as Kind;

pub(crate) use hosts::Hosts;

/// What an address is known as: bits of [`Kind`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Kinds(u32);

impl Kinds {
    fn has(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u32 != 0
    }

    fn add(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u32;
    }

    fn without(self, kind: Kind) -> Self {
        Self(self.0 & !(1 << kind as u32))
    }
}

impl std::ops::BitOr for Kinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl From<Kind> for Kinds {
    fn from(kind: Kind) -> Self {
        Self(1 << kind as u32)
    }
}

/// A web address in a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// First token.
    pub(crate) first: u32,
    /// One past the last token.
    pub(crate) last: u32,
    kinds: Kinds,
}

impl Link {
    pub(crate) fn answers(self, kind: Kind) -> bool {
        self.kinds.has(kind)
    }
}
