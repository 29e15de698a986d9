//! The tokenizer: one pass over the folded text, chunk by chunk (a chunk is a run without white space).

use std::ops::Range;

use crate::block::{self, Block};
use crate::case::Capitals;
use crate::chars::{Kind, kind};
use crate::chunk;
use crate::eight::is_stretched;
use crate::fold::Folded;
use crate::gap::gap;
use crate::scan::scan;
use crate::sentence::Division;
use crate::token::{Class, Gap, Sentence, Token};

/// Tokens and sentences of one folded text. Reusable: tokenizing again refills it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    list: Vec<Token>,
    sentences: Vec<Sentence>,
    tail: Gap,
    any: Class,
    gaps: Gap,
}

impl Tokens {
    /// Tokenizes the text of `folded`, which is the fold of `original`.
    pub fn tokenize(&mut self, original: &str, folded: &Folded) {
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method is not general enough over the life of the text"
        )]
        self.read(original, folded, |pass, at| pass.block(at));
    }

    /// The same, without looking at blocks.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn tokenize_by_chunks(&mut self, original: &str, folded: &Folded) {
        self.read(original, folded, |pass, at| match pass.text.as_bytes().get(at) {
            Some(&byte) if kind(byte) != Kind::Space => pass.chunk(at),
            _ => at + 1,
        });
    }

    /// Goes through a text by steps, each of which is told where to begin and tells where it ended.
    #[inline]
    fn read(&mut self, original: &str, folded: &Folded, step: impl Fn(&mut Pass, usize) -> usize) {
        self.list.clear();
        self.sentences.clear();
        let text = folded.text();
        let mut pass = Pass {
            original,
            folded,
            text,
            list: &mut self.list,
            capitals: Capitals::new(original, folded),
            division: Division::new(&mut self.sentences),
            before: 0,
            any: Class::NONE,
            gaps: Gap::NONE,
        };
        let mut at = 0;
        while at < text.len() {
            at = step(&mut pass, at);
        }
        self.any = pass.any;
        self.tail = gap(original, folded, pass.before, text.len());
        self.gaps = pass.gaps | self.tail;
        pass.division.finish(pass.list.len(), self.tail);
    }

    /// The tokens, in order, without overlap.
    pub fn tokens(&self) -> &[Token] {
        &self.list
    }

    /// The sentences, which share out the tokens among them.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// What stands after the last token.
    pub fn tail(&self) -> Gap {
        self.tail
    }

    /// The classes of all tokens together.
    pub fn any(&self) -> Class {
        self.any
    }

    /// What stands before any token or after the last, together.
    pub fn gaps(&self) -> Gap {
        self.gaps
    }
}

/// A text on its way to tokens.
struct Pass<'a> {
    original: &'a str,
    folded: &'a Folded,
    text: &'a str,
    list: &'a mut Vec<Token>,
    capitals: Capitals<'a>,
    division: Division<'a>,
    /// Where the last token ends.
    before: usize,
    any: Class,
    gaps: Gap,
}

impl Pass<'_> {
    /// Reads the chunks that lie within a block from `base`, where white space or a chunk begins; returns where the next
    /// block is to begin. Chunks of one plain word, which most are, are read off the block, others byte by byte.
    fn block(&mut self, base: usize) -> usize {
        let room: [u8; block::OVERHANG];
        let text = rest(self.folded.padded(), base);
        let text = if let Some(text) = text.first_chunk() {
            text
        } else {
            room = padded(text);
            &room
        };
        let (shift, until) = self.capitals.shift(base as u32);
        let written = rest(self.original.as_bytes(), (base as u32).wrapping_add(shift) as usize);
        let room: [u8; block::SIZE];
        let written = if let Some(written) = written.first_chunk() {
            written
        } else {
            room = padded(written);
            &room
        };
        let block = Block::read(text, written);
        let Block { letters, white, .. } = block;

        let mut chunks = !white & (white << 1 | 1);
        let mut limit = block::SIZE;
        // The last chunk may go on in the next block.
        if white >> (block::SIZE - 1) == 0 {
            limit = chunks.checked_ilog2().unwrap_or_default() as usize;
            chunks &= (1 << limit) - 1;
            if chunks == 0 {
                return self.chunk(base + limit);
            }
        }
        // Adding the first letters carries over to what follows the last ones.
        let mut ends = letters.wrapping_add(chunks & letters) & !letters;
        // Words directly after words, where the flags can be read off too and no sentence is cut.
        let mut quiet = ((ends & white) << 1 | u64::from(self.before == base) << 1) & letters;
        let mut known = u64::MAX;
        let until = (until as usize).saturating_sub(base);
        if until < block::SIZE {
            known = (1 << until) - 1;
            // An edit may stand in the last chunk that begins before it.
            let before = (chunks & known).checked_ilog2().unwrap_or_default();
            quiet &= (1 << before) - 1;
        }
        let simple = !block.stretched && block.changed & known & letters & !chunks == 0;
        if !simple || !self.division.has_room(self.list.len() + block::SIZE) {
            quiet = 0;
        }
        while chunks != 0 {
            let first = chunks.trailing_zeros() as usize;
            let begins_word = letters >> first & 1 != 0;
            let last = ends.trailing_zeros() as usize;
            let is_quiet = quiet >> first & 1 != 0 && text.get(first.wrapping_sub(1)) == Some(&b' ');
            if is_quiet && (white >> last & 1 != 0 || self.is_closed(base + last)) {
                let wide = text.get(first).is_some_and(|&byte| byte >= 0x80);
                let mut class = Class::WORD;
                class.0 |= u32::from(last - first == 1 + usize::from(wide)) * Class::SINGLE.0;
                class.0 |= (block.changed >> first & 1) as u32 * Class::UPPER_FIRST.0;
                self.push(base + first, base + last, class, Gap::SPACE);
            } else if begins_word {
                self.word(&block, base, first..last, known);
            } else {
                self.chunk(base + first);
            }
            chunks &= chunks - 1;
            if begins_word {
                ends &= ends.wrapping_sub(1);
            }
        }
        // With the space before it, so that the gap is seen.
        base + limit - 1
    }

    /// Adds the chunk that begins with a plain word at the positions `at` of a block from `base`. The original of `known`
    /// positions, all before the others, is what the block was read with.
    #[inline(never)]
    fn word(&mut self, block: &Block, base: usize, at: Range<usize>, known: u64) {
        let (start, end) = (base + at.start, base + at.end);
        if block.white >> at.end & 1 == 0 && !self.is_closed(end) {
            self.chunk(start);
            return;
        }
        let bytes = self.text.as_bytes();
        let wide = bytes.get(start).is_some_and(|&byte| byte >= 0x80);
        let mut class = Class::WORD;
        if at.len() == 1 + usize::from(wide) {
            class |= Class::SINGLE;
        }
        if block.stretched && is_stretched(bytes, start, end) {
            class |= Class::STRETCHED;
        }
        let whole = (1 << at.len()) - 1;
        let changed = block.changed >> at.start & whole;
        let known = known >> at.start & whole == whole;
        if known && changed == 1 << u32::from(wide) {
            class |= Class::UPPER_FIRST;
        } else if known && changed == whole {
            class |= Class::UPPER_FIRST | Class::UPPER_ALL;
        } else if !known || changed != 0 {
            let token = Token { start: start as u32, end: end as u32, ..Token::default() };
            class |= self.capitals.class(&token);
        }
        let gap = self.gap(start);
        let index = self.list.len();
        self.push(start, end, class, gap);
        if gap != Gap::SPACE || !self.division.has_room(index) {
            self.division.place(self.text, self.list, index);
        }
    }

    /// What stands between the last token and a position.
    #[inline]
    fn gap(&self, start: usize) -> Gap {
        if start == self.before + 1 && self.text.as_bytes().get(self.before) == Some(&b' ') {
            return Gap::SPACE;
        }
        gap(self.original, self.folded, self.before, start)
    }

    /// Adds a token to the clause before it.
    #[inline]
    fn push(&mut self, start: usize, end: usize, class: Class, gap: Gap) {
        let (sentence, clause) = self.division.current();
        self.list.push(Token { start: start as u32, end: end as u32, class, gap, sentence, clause });
        self.any |= class;
        self.gaps |= gap;
        self.before = end;
    }

    /// Whether nothing but symbols as in ordinary writing follows a plain word's end in its chunk.
    fn is_closed(&self, end: usize) -> bool {
        let after = self.text.as_bytes().get(end..).unwrap_or_default();
        for (at, &byte) in after.iter().enumerate() {
            match kind(byte) {
                Kind::Space => return true,
                Kind::Symbol | Kind::Wrapper => {}
                // Directly after the word it may belong to it.
                Kind::Apostrophe if at > 0 => {}
                _ => return false,
            }
        }
        true
    }

    /// Adds the tokens of the chunk that begins at a position; returns where it ends.
    fn chunk(&mut self, start: usize) -> usize {
        let first = self.list.len();
        let scanned = scan(self.text, start, self.text.len(), self.list);
        if scanned.suspicious {
            chunk::refine(self.original, self.folded, start..scanned.end, first, self.list);
        }
        for index in first..self.list.len() {
            let token = &mut self.list[index];
            token.class |= self.capitals.class(token);
            self.any |= token.class;
            let start = token.start as usize;
            let gap = self.gap(start);
            self.list[index].gap = gap;
            self.gaps |= gap;
            self.before = self.list[index].end as usize;
        }
        for index in first..self.list.len() {
            self.division.place(self.text, self.list, index);
        }
        scanned.end
    }
}

/// What stands from a position on.
#[inline]
fn rest(bytes: &[u8], at: usize) -> &[u8] {
    bytes.get(at..).unwrap_or_default()
}

/// Fewer bytes than wanted, and zeros after them.
#[inline]
fn padded<const LENGTH: usize>(bytes: &[u8]) -> [u8; LENGTH] {
    let mut room = [0; LENGTH];
    if let Some(room) = room.get_mut(..bytes.len()) {
        room.copy_from_slice(bytes);
    }
    room
}
