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

impl Offsets {
    fn count(self, part: &str) -> u32 {
        (match self {
            Self::Byte => part.len(),
            Self::CodePoint => part.chars().count(),
            Self::Utf16 => part.encode_utf16().count(),
        }) as u32
    }

    /// Many spans of one text counted in this unit, in the order given; the text is gone through once.
    pub fn convert(self, text: &str, spans: &[Span]) -> Vec<(u32, u32)> {
        let mut borders: Vec<u32> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
        borders.sort_unstable();
        borders.dedup();
        let (mut at, mut counted) = (0, 0);
        let counts: Vec<u32> = borders
            .iter()
            .map(|border| {
                counted += self.count(text.get(at..*border as usize).unwrap_or(""));
                at = *border as usize;
                counted
            })
            .collect();
        let count = |border: u32| {
            borders.binary_search(&border).ok().and_then(|index| counts.get(index)).copied().unwrap_or(0)
        };
        spans.iter().map(|span| (count(span.start), count(span.end))).collect()
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
        let start = unit.count(text.get(..self.start as usize).unwrap_or(text));
        (start, start + unit.count(self.of(text)))
    }

    /// Whether two spans share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}
