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
