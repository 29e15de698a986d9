//! Positions in a comment.

use std::ops::Range;

/// A byte range in the original text, on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// The unit positions are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Offsets {
    /// UTF-8 bytes (Rust, C).
    Byte,
    /// Unicode code points (JSON, Python).
    #[default]
    CodePoint,
    /// UTF-16 code units (JavaScript, Java, C#).
    Utf16,
}

impl Offsets {
    /// The name used in verdicts: `byte`, `codepoint` or `utf16`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Byte => "byte",
            Self::CodePoint => "codepoint",
            Self::Utf16 => "utf16",
        }
    }
}

impl Span {
    /// The range as used for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text it covers; empty if the span is not of this text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The same span counted in another unit of the same text.
    pub fn to(self, text: &str, unit: Offsets) -> (u32, u32) {
        let count = |part: &str| match unit {
            Offsets::Byte => part.len(),
            Offsets::CodePoint => part.chars().count(),
            Offsets::Utf16 => part.encode_utf16().count(),
        } as u32;
        let start = count(text.get(..self.start as usize).unwrap_or(text));
        (start, start + count(self.of(text)))
    }

    /// Whether two spans share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}
