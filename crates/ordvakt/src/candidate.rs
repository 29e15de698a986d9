//! What matching yields before context and policy have looked at it.

/// A feature at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    pub(crate) feature: u32,
    /// First token.
    pub(crate) first: u32,
    /// One past the last token.
    pub(crate) last: u32,
    pub(crate) how: Manner,
}

/// The occurrences of a comment, reachable by the token they start at.
#[derive(Debug, Default)]
pub(crate) struct Occurrences {
    list: Vec<Occurrence>,
    /// By occurrence: one more than the index of the one before it at the same token; 0 where there is none.
    before: Vec<u32>,
    /// By token: one more than the index of its latest occurrence; 0 where there is none.
    latest: Vec<u32>,
    /// Whether any covers several tokens.
    wide: bool,
}

impl Occurrences {
    /// None, for a comment of so many tokens.
    pub(crate) fn clear(&mut self, tokens: usize) {
        self.list.clear();
        self.before.clear();
        self.latest.clear();
        self.wide = false;
        self.latest.resize(tokens, 0);
    }

    /// Adds one, unless the same feature already stands at the same tokens; whether it was added.
    pub(crate) fn add(&mut self, one: Occurrence) -> bool {
        if self.at(one.first).any(|other| other.feature == one.feature && other.last == one.last) {
            return false;
        }
        let Some(latest) = self.latest.get_mut(one.first as usize) else { return false };
        self.wide |= one.last != one.first + 1;
        self.before.push(*latest);
        self.list.push(one);
        *latest = self.list.len() as u32;
        true
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Those added after the first `count`.
    pub(crate) fn since(&self, count: usize) -> impl Iterator<Item = &Occurrence> + '_ {
        self.list.iter().skip(count)
    }

    /// Whether any covers several tokens.
    pub(crate) fn any_wide(&self) -> bool {
        self.wide
    }

    /// Whether none starts at a token.
    #[inline]
    pub(crate) fn is_clear(&self, token: u32) -> bool {
        self.latest.get(token as usize).is_none_or(|latest| *latest == 0)
    }

    /// Those that start at a token, latest first.
    #[inline]
    pub(crate) fn at(&self, token: u32) -> impl Iterator<Item = &Occurrence> + '_ {
        let mut next = self.latest.get(token as usize).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let index = (next as usize).checked_sub(1)?;
            next = self.before.get(index).copied().unwrap_or(0);
            self.list.get(index)
        })
    }
}

/// How surely a feature was found; the worst of several counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Manner {
    /// As listed.
    #[default]
    Plain,
    /// Without dots, in a compound, wrongly split.
    Derived,
    /// Read through a disguise.
    Disguised,
}

/// A feature that starts something, waiting to be looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event {
    pub(crate) feature: u32,
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) how: Manner,
}

/// A rule that may apply at a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) rule: u32,
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) how: Manner,
    pub(crate) source: Origin,
}

/// What made a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A list row, by its index.
    Entry(u32),
    /// A pattern, by its index.
    Pattern(u32),
}
