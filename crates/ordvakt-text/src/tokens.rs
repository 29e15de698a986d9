//! The tokenizer: one pass over the folded text, chunk by chunk (a chunk is a run without white space).

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
}

impl Tokens {
    /// Tokenizes the text of `folded`, which is the fold of `original`.
    pub fn tokenize(&mut self, original: &str, folded: &Folded) {
        self.read(original, folded, |pass, at| pass.block(at));
    }

    /// The same, without looking at blocks.
    #[cfg(test)]
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
        };
        let mut at = 0;
        while at < text.len() {
            at = step(&mut pass, at);
        }
        self.any = pass.any;
        self.tail = gap(original, folded, pass.before, text.len());
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
}

impl Pass<'_> {
    /// Reads the chunks that lie within a block from `base`, where white space or a chunk begins; returns where the next
    /// block is to begin. Chunks of one plain word, which most are, are read off the block, others byte by byte.
    fn block(&mut self, base: usize) -> usize {
        let room: [u8; block::OVERHANG];
        let text = match rest(self.folded.padded(), base).first_chunk() {
            Some(text) => text,
            None => {
                room = padded(rest(self.folded.padded(), base));
                &room
            }
        };
        let shift = self.capitals.shift(base as u32, (base + block::SIZE) as u32);
        let written =
            rest(self.original.as_bytes(), (base as u32).wrapping_add(shift.unwrap_or_default()) as usize);
        let room: [u8; block::SIZE];
        let written = match written.first_chunk() {
            Some(written) => written,
            None => {
                room = padded(written);
                &room
            }
        };
        let Block { letters, white, changed, stretched } = Block::read(text, written);

        let mut chunks = !white & (white << 1 | 1);
        let mut limit = block::SIZE;
        // The last chunk may go on in the next block.
        if white >> (block::SIZE - 1) == 0 {
            limit = chunks.checked_ilog2().unwrap_or_default() as usize;
            if limit == 0 {
                return self.chunk(base);
            }
            chunks &= (1 << limit) - 1;
        }
        // Adding the first letters carries over to what follows the last ones.
        let mut ends = letters.wrapping_add(chunks & letters) & !letters;
        let simple = shift.is_some() && !stretched && changed & letters & !chunks == 0;
        while chunks != 0 {
            let first = chunks.trailing_zeros() as usize;
            chunks &= chunks - 1;
            let start = base + first;
            if letters >> first & 1 == 0 {
                self.chunk(start);
                continue;
            }
            let last = ends.trailing_zeros() as usize;
            ends &= ends.wrapping_sub(1);
            let end = base + last;
            if white >> last & 1 == 0 && self.closing(end) == end {
                self.chunk(start);
                continue;
            }
            let wide = text.get(first).is_some_and(|&byte| byte >= 0x80);
            let mut class = Class::WORD;
            class.0 |= u32::from(last - first == 1 + usize::from(wide)) * Class::SINGLE.0;
            if simple {
                class.0 |= (changed >> first & 1) as u32 * Class::UPPER_FIRST.0;
            } else {
                class |= self.unusual(start, end, shift.map(|_| changed >> first), stretched);
            }
            self.word(start, end, class);
        }
        base + limit
    }

    /// What else is true of a plain word where capitals stand inside words, letters are repeated or something is edited.
    /// `changed` are the bytes that the original has otherwise, if they are known.
    #[cold]
    fn unusual(&mut self, start: usize, end: usize, changed: Option<u64>, stretched: bool) -> Class {
        let mut class = Class::NONE;
        if stretched && is_stretched(self.text.as_bytes(), start, end) {
            class |= Class::STRETCHED;
        }
        if changed.is_none_or(|changed| changed.trailing_zeros() < (end - start) as u32) {
            let token = Token { start: start as u32, end: end as u32, ..Token::default() };
            class |= self.capitals.class(&token);
        }
        class
    }

    /// Where the symbols end that follow a plain word's end in its chunk; that end if more than symbols follow.
    fn closing(&self, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = end;
        while let Some(&byte) = bytes.get(at) {
            match kind(byte) {
                Kind::Space => break,
                Kind::Symbol | Kind::Wrapper => {}
                // Directly after the word it may belong to it.
                Kind::Apostrophe if at > end => {}
                _ => return end,
            }
            at += 1;
        }
        at
    }

    /// Adds a plain word, alone in its chunk but for symbols after it.
    #[inline]
    fn word(&mut self, start: usize, end: usize, class: Class) {
        let spaced = start == self.before + 1 && self.text.as_bytes().get(self.before) == Some(&b' ');
        let gap = if spaced { Gap::SPACE } else { gap(self.original, self.folded, self.before, start) };
        let index = self.list.len();
        let (sentence, clause) = self.division.current();
        self.list.push(Token { start: start as u32, end: end as u32, class, gap, sentence, clause });
        if !(spaced && self.division.has_room(index)) {
            self.division.place(self.text, self.list, index);
        }
        self.any |= class;
        self.before = end;
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
            token.gap = gap(self.original, self.folded, self.before, token.start as usize);
            self.any |= token.class;
            self.before = token.end as usize;
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
