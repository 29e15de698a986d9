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
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    list: Vec<Token>,
    sentences: Vec<Sentence>,
    tail: Gap,
    any: Class,
}

impl Tokens {
    /// Tokenizes the text of `folded`, which is the fold of `original`.
    pub fn tokenize(&mut self, original: &str, folded: &Folded) {
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
            at = pass.block(at);
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
        let quiet = (ends & white) << 1;
        let simple = shift.is_some()
            && !stretched
            && changed & letters & !chunks == 0
            && self.division.has_room(self.list.len() + block::SIZE);
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
            if simple && quiet >> first & 1 != 0 && text[first - 1] == b' ' && white >> last & 1 != 0 {
                let wide = text[first] >> 7;
                let mut class = Class::WORD;
                class.0 |= u32::from(last - first == 1 + usize::from(wide)) * Class::SINGLE.0;
                class.0 |= (changed >> first & 1) as u32 * Class::UPPER_FIRST.0;
                self.any |= class;
                self.before = end;
                let (sentence, clause) = self.division.current();
                self.list.push(Token {
                    start: start as u32,
                    end: end as u32,
                    class,
                    gap: Gap::SPACE,
                    sentence,
                    clause,
                });
            } else if white >> last & 1 != 0 || self.closing(end) > end {
                let changed = changed >> first & ((1 << (last - first)) - 1);
                self.word(start, end, shift, changed, stretched);
            } else {
                self.chunk(start);
            }
        }
        base + limit
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

    /// Adds a plain word, alone in its chunk but for symbols after it. `changed` are those of its bytes that the original
    /// has otherwise, if it stands there `shift` bytes further on.
    fn word(&mut self, start: usize, end: usize, shift: Option<u32>, changed: u64, stretched: bool) {
        let mut token =
            Token { start: start as u32, end: end as u32, class: Class::WORD, ..Token::default() };
        let bytes = self.text.as_bytes();
        let wide = bytes.get(start).is_some_and(|&byte| byte >= 0x80);
        if end - start == 1 + usize::from(wide) {
            token.class |= Class::SINGLE;
        }
        if stretched && is_stretched(bytes, start, end) {
            token.class |= Class::STRETCHED;
        }
        if shift.is_none() {
            token.class |= self.capitals.class(&token);
        } else if changed == 1 << u32::from(wide) {
            token.class |= Class::UPPER_FIRST;
        } else if changed != 0 {
            token.class |= self.capitals.class(&token);
        }
        self.any |= token.class;
        let quiet = start == self.before + 1 && bytes.get(self.before) == Some(&b' ');
        token.gap = if quiet { Gap::SPACE } else { gap(self.original, self.folded, self.before, start) };
        self.before = end;
        let index = self.list.len();
        self.list.push(token);
        self.division.place(self.text, self.list, index);
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
