//! What the table says of a word.

/// A fact about a word: it belongs to a group, is a form of a lemma, is a list entry, …
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact(pub u32);

/// How a word came by a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// As it is spelled in the list.
    Exact,
    /// Without the dots and rings of å, ä, ö.
    Stripped,
    /// Only where the word is the last part of a compound.
    Tail,
    /// As a compound with a listed part.
    Compound,
    /// With one slip of the fingers.
    Typo,
}

/// Which capitals a fact asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseRule {
    /// None.
    Any,
    /// Not capitalised inside a sentence.
    Lower,
    /// All capitals.
    Upper,
    /// A capital first.
    Capital,
}

impl Fact {
    /// Some phrase starts from it that waits for others.
    pub(crate) const STARTS_LATE: u32 = 1 << 3;
    /// Some phrase starts from it that need not wait.
    pub(crate) const STARTS_PHRASE: u32 = 1 << 4;
    /// Some list row or pattern starts from it.
    pub(crate) const STARTS_RULE: u32 = 1 << 5;

    pub(crate) fn new(feature: u32, how: How, case: CaseRule) -> Self {
        Self(feature << 8 | (case as u32) << 6 | how as u32)
    }

    /// The number of the group, lemma, entry or part.
    #[inline]
    pub const fn feature(self) -> u32 {
        self.0 >> 8
    }

    /// A fact as it lies in the table.
    #[inline]
    pub const fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(u32::from_le_bytes(bytes))
    }

    /// As it lies in the table.
    #[inline]
    pub const fn to_bytes(self) -> [u8; 4] {
        self.0.to_le_bytes()
    }

    /// Whether anything starts from it.
    #[inline]
    pub const fn starts_anything(self) -> bool {
        self.0 & (Self::STARTS_LATE | Self::STARTS_PHRASE | Self::STARTS_RULE) != 0
    }

    /// Whether any phrases start from it.
    #[inline]
    pub const fn starts_phrases(self) -> bool {
        self.0 & (Self::STARTS_LATE | Self::STARTS_PHRASE) != 0
    }

    /// Whether phrases start from it that wait for others.
    #[inline]
    pub const fn starts_late(self) -> bool {
        self.0 & Self::STARTS_LATE != 0
    }

    /// Whether phrases start from it that need not wait.
    #[inline]
    pub const fn starts_phrase(self) -> bool {
        self.0 & Self::STARTS_PHRASE != 0
    }

    /// Whether list rows or patterns start from it.
    #[inline]
    pub const fn starts_rule(self) -> bool {
        self.0 & Self::STARTS_RULE != 0
    }

    /// How the word came by it.
    #[inline]
    pub const fn how(self) -> How {
        match self.0 & 7 {
            0 => How::Exact,
            1 => How::Stripped,
            2 => How::Tail,
            3 => How::Compound,
            _ => How::Typo,
        }
    }

    /// Which capitals it asks for.
    #[inline]
    pub const fn case(self) -> CaseRule {
        match self.0 >> 6 & 3 {
            0 => CaseRule::Any,
            1 => CaseRule::Lower,
            2 => CaseRule::Upper,
            _ => CaseRule::Capital,
        }
    }
}
