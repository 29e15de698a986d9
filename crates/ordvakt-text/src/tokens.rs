//! The tokenizer: one pass over the folded text, chunk by chunk (a chunk is a run without white space).

use crate::case::Capitals;
use crate::chars::{Kind, Script, char_at, is_emoji, is_letter, kind, script};
use crate::chunk;
use crate::compat::is_regional;
use crate::eight::plain_word;
use crate::fold::Folded;
use crate::gap::gap;
use crate::sentence;
use crate::token::{Class, Gap, Sentence, Token};

/// Tokens and sentences of one folded text. Reusable: tokenizing again refills it.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    list: Vec<Token>,
    sentences: Vec<Sentence>,
    tail: Gap,
    any: Class,
}

/// Where a scan stopped and whether the chunk needs a closer look.
pub(crate) struct Scanned {
    pub(crate) end: usize,
    /// A token stands after a symbol in the chunk, or the chunk ends in a masking symbol.
    pub(crate) suspicious: bool,
}

impl Tokens {
    /// Tokenizes the text of `folded`, which is the fold of `original`.
    pub fn tokenize(&mut self, original: &str, folded: &Folded) {
        self.list.clear();
        self.sentences.clear();
        let text = folded.text();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if kind(bytes[at]) == Kind::Space {
                at += 1;
                continue;
            }
            let first = self.list.len();
            let start = at;
            // Most chunks are one plain word.
            if let Some((end, class)) = plain_word(folded.padded(), at) {
                self.list.push(Token { start: at as u32, end: end as u32, class, ..Token::default() });
                at = end;
                if bytes.get(at).is_none_or(|&byte| kind(byte) == Kind::Space) {
                    continue;
                }
            }
            let scanned = scan(text, at, bytes.len(), &mut self.list);
            at = scanned.end;
            if scanned.suspicious {
                chunk::refine(original, folded, start..at, first, &mut self.list);
            }
        }
        self.any = Class::NONE;
        let mut capitals = Capitals::new(original, folded);
        let mut before = 0;
        for token in &mut self.list {
            token.class |= capitals.class(token);
            token.gap = gap(original, folded, before, token.start as usize);
            self.any |= token.class;
            before = token.end as usize;
        }
        self.tail = gap(original, folded, before, bytes.len());
        sentence::divide(text, &mut self.list, self.tail, &mut self.sentences);
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

/// Appends the words, numbers and emoji of `text[from..limit]` up to white space.
pub(crate) fn scan(text: &str, from: usize, limit: usize, tokens: &mut Vec<Token>) -> Scanned {
    let bytes = &text.as_bytes()[..limit];
    let mut at = from;
    let mut symbol = false;
    let mut mask = false;
    let mut suspicious = false;
    while let Some(&byte) = bytes.get(at) {
        match kind(byte) {
            Kind::Space => break,
            Kind::Letter | Kind::Digit | Kind::Latin | Kind::Other => {
                if let Some((end, class)) = plain_word(bytes, at).or_else(|| word(text, at, limit)) {
                    tokens.push(Token { start: at as u32, end: end as u32, class, ..Token::default() });
                    at = end;
                    suspicious |= symbol;
                    mask = false;
                    continue;
                }
                let Some(c) = char_at(text, at) else { break };
                let mut end = at + c.len_utf8();
                symbol = true;
                if is_emoji(c) {
                    if is_regional(c) {
                        end += char_at(text, end).filter(|&c| is_regional(c)).map_or(0, char::len_utf8);
                    }
                    suspicious |= mask;
                    tokens.push(Token {
                        start: at as u32,
                        end: end as u32,
                        class: Class::EMOJI,
                        ..Token::default()
                    });
                } else {
                    mask = true;
                }
                at = end;
            }
            Kind::Apostrophe | Kind::Wrapper => at += 1,
            Kind::Mask => {
                (symbol, mask) = (true, true);
                at += 1;
            }
            Kind::Symbol => {
                symbol = true;
                at += 1;
            }
        }
    }
    Scanned { end: at, suspicious: suspicious || mask }
}

/// The word or number that begins at a position, if one does: where it ends and what it is.
fn word(text: &str, start: usize, limit: usize) -> Option<(usize, Class)> {
    const LATIN: u8 = 1;
    const ALIKE: u8 = 2;
    const OTHER: u8 = 4;
    let bytes = &text.as_bytes()[..limit];
    let mut at = start;
    let mut scripts = 0;
    let mut letters = 0_u32;
    let mut digits = 0_u32;
    let mut class = Class::NONE;
    let mut window = 0_u32;
    while let Some(&byte) = bytes.get(at) {
        match kind(byte) {
            Kind::Letter => {
                letters += 1;
                scripts |= LATIN;
                window = (window << 8) | u32::from(byte);
                if window & 0xFF_FFFF == u32::from(byte) * 0x01_0101 {
                    class |= Class::STRETCHED;
                }
                at += 1;
            }
            Kind::Digit => {
                digits += 1;
                window = 0;
                at += 1;
            }
            Kind::Latin => {
                let second = bytes.get(at + 1).copied().unwrap_or_default();
                if matches!(second, 0xB7 | 0x97) {
                    break;
                }
                letters += 1;
                scripts |= LATIN;
                window = 0;
                if !matches!(second, 0xA4 | 0xA5 | 0xB6) {
                    class |= Class::ACCENTED;
                }
                if at >= start + 4 && is_run(&bytes[at - 4..at + 2], 2) {
                    class |= Class::STRETCHED;
                }
                at += 2;
            }
            Kind::Other => {
                let Some(c) = char_at(text, at) else { break };
                let width = c.len_utf8();
                if is_letter(c) {
                    letters += 1;
                    match script(c) {
                        Script::Latin => {
                            scripts |= LATIN;
                            class |= Class::ACCENTED;
                        }
                        Script::Alike => scripts |= ALIKE,
                        Script::Other => scripts |= OTHER,
                    }
                    if at >= start + 2 * width && is_run(&bytes[at - 2 * width..at + width], width) {
                        class |= Class::STRETCHED;
                    }
                } else if c.is_numeric() {
                    digits += 1;
                } else {
                    break;
                }
                window = 0;
                at += width;
            }
            Kind::Apostrophe if letters > 0 && at > start && continues(text, at + 1, limit) => {
                window = 0;
                at += 1;
            }
            _ => break,
        }
    }
    if at == start {
        return None;
    }
    class |= match (letters, digits) {
        (0, _) => Class::NUMBER,
        (_, 0) => Class::WORD,
        _ => Class::MIXED,
    };
    if letters + digits == 1 {
        class |= Class::SINGLE;
    }
    if scripts & (ALIKE | OTHER) != 0 {
        class |= Class::OTHER_SCRIPT;
    }
    if scripts & (LATIN | ALIKE) == LATIN | ALIKE {
        class |= Class::SCRIPTS_MIXED;
    }
    Some((at, class))
}

/// Whether three characters of `width` bytes each are the same.
fn is_run(bytes: &[u8], width: usize) -> bool {
    bytes.len() == 3 * width
        && bytes[..width] == bytes[width..2 * width]
        && bytes[..width] == bytes[2 * width..]
}

/// Whether a letter stands at a position.
fn continues(text: &str, at: usize, limit: usize) -> bool {
    at < limit && char_at(text, at).is_some_and(is_letter)
}
