//! What may begin where a feature stands, laid out so that one look at the words around it rules most of it out.

use ordvakt_rules::{Marks, Meta, PhraseStart, Step, mark_bits};

/// Most phrases that are ruled out by one look.
const BLOCK: usize = 8;

/// By feature: the phrases that start from it and need not wait for others, and what else begins there.
#[derive(Debug, Default)]
pub(crate) struct Openings {
    /// Where the blocks of a feature begin; they end where those of the next begin.
    first: Vec<u32>,
    blocks: Vec<Block>,
    phrases: Vec<Opening>,
    /// Where the phrases of a feature begin that wait for others; they end where those of the next begin.
    first_late: Vec<u32>,
    late: Vec<Late>,
    begins: Vec<Begins>,
}

/// Phrases that start from one feature and ask for another at the same distance from it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    /// The first marks of what they ask for.
    pub(crate) marks: u64,
    first: u32,
    count: u8,
    /// So many words further on, or further back; or [`PhraseStart::ANYWHERE`].
    pub(crate) offset: i8,
}

/// A phrase that starts from a feature.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening {
    pub(crate) phrase: u32,
    /// The feature it asks for.
    pub(crate) other: u32,
    /// The number of its first mark.
    pub(crate) other_bit: u8,
    /// The number of the second mark of a third feature, which may be the other once more.
    pub(crate) third_bit: u8,
    /// So many words further on, or further back.
    pub(crate) third_offset: i8,
}

/// A phrase that waits for others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Late {
    pub(crate) phrase: u32,
    /// A feature that must stand somewhere in the comment.
    pub(crate) other: u32,
    /// The marks of what must begin where the event ends.
    pub(crate) next: Marks,
}

/// What begins where a feature stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Begins(u8);

impl Begins {
    /// Phrases that need not wait for others.
    pub(crate) const PHRASES: Self = Self(1);
    /// Phrases that wait for others.
    pub(crate) const LATE: Self = Self(2);
    /// List rows and patterns.
    pub(crate) const RULES: Self = Self(4);

    /// Whether any of these begin.
    #[inline]
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Openings {
    /// Lays out what begins at every feature.
    pub(crate) fn new(meta: &Meta) -> Self {
        let mut openings = Self::default();
        openings.phrases.reserve(meta.phrase_starts.len());
        for ends in meta.starts.windows(2) {
            let &[begin, end] = ends else { continue };
            let begins = |any: bool, what: Begins| if any { what.0 } else { 0 };
            openings.begins.push(Begins(
                begins(begin.phrases < begin.late, Begins::PHRASES)
                    | begins(begin.late < end.phrases, Begins::LATE)
                    | begins(begin.rules < end.rules, Begins::RULES),
            ));
            openings.first.push(openings.blocks.len() as u32);
            openings.first_late.push(openings.late.len() as u32);
            let late = meta.phrase_starts.get(begin.late as usize..end.phrases as usize).unwrap_or(&[]);
            openings.late.extend(late.iter().map(|start| Late {
                phrase: start.phrase,
                other: start.other,
                next: next(meta, start.phrase),
            }));
            let starts = meta.phrase_starts.get(begin.phrases as usize..begin.late as usize).unwrap_or(&[]);
            for alike in starts.chunk_by(|a, b| a.offset == b.offset) {
                alike.chunks(BLOCK).for_each(|starts| openings.add(starts));
            }
        }
        openings.first.push(openings.blocks.len() as u32);
        openings.first_late.push(openings.late.len() as u32);
        openings
    }

    fn add(&mut self, starts: &[PhraseStart]) {
        self.blocks.push(Block {
            marks: starts.iter().fold(0, |marks, start| marks | Marks::of(start.other).first),
            first: self.phrases.len() as u32,
            count: starts.len() as u8,
            offset: starts.first().map_or(0, |start| start.offset),
        });
        self.phrases.extend(starts.iter().map(|start| Opening {
            phrase: start.phrase,
            other: start.other,
            other_bit: mark_bits(start.other).0,
            third_bit: mark_bits(start.third).1,
            third_offset: start.third_offset,
        }));
    }

    /// What begins where a feature stands.
    #[inline]
    pub(crate) fn begins(&self, feature: u32) -> Begins {
        self.begins.get(feature as usize).copied().unwrap_or_default()
    }

    /// The phrases that start from a feature and need not wait, by what they ask for.
    #[inline]
    pub(crate) fn blocks(&self, feature: u32) -> &[Block] {
        between(&self.first, &self.blocks, feature)
    }

    /// The phrases that start from a feature and wait for others.
    #[inline]
    pub(crate) fn late(&self, feature: u32) -> &[Late] {
        between(&self.first_late, &self.late, feature)
    }

    /// The phrases of a block.
    #[inline]
    pub(crate) fn phrases(&self, block: &Block) -> &[Opening] {
        let at = block.first as usize;
        self.phrases.get(at..at + usize::from(block.count)).unwrap_or(&[])
    }
}

/// The marks of the step after the one that a phrase starts from.
fn next(meta: &Meta, phrase: u32) -> Marks {
    let step = meta.phrases.get(phrase as usize).and_then(|phrase| {
        let after = phrase.trigger + 1;
        meta.steps.get(phrase.steps as usize + usize::from(after)).filter(|_| after < phrase.step_count)
    });
    match step {
        Some(Step::Feature(feature)) => Marks::of(*feature),
        _ => Marks::ANYTHING,
    }
}

/// What lies from where a feature begins to where the next does.
#[inline]
fn between<'a, T>(first: &[u32], all: &'a [T], feature: u32) -> &'a [T] {
    let at = feature as usize;
    match first.get(at..at + 2) {
        Some(&[begin, end]) => all.get(begin as usize..end as usize).unwrap_or(&[]),
        _ => &[],
    }
}
