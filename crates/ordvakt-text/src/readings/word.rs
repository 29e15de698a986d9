//! Readings of one word by itself: other scripts, marks, digits, stretched letters, upside down.

use super::{LONGEST_CHUNK, ReadingKind, Readings, slice};
use crate::chars::{Script, is_letter, script};
use crate::lookalike::{plain, second_look, upside_down};
use crate::slug::squeeze_onto;
use crate::token::{Class, Token};

impl Readings {
    /// What one token says by itself.
    pub(super) fn token(&mut self, text: &str, tokens: &[Token], here: usize) {
        let token = &tokens[here];
        let own = slice(text, token);
        if token.class.has(Class::EMAIL | Class::NUMBER | Class::EMOJI) {
            return;
        }
        if token.class.has(Class::MIXED)
            && own.len() <= LONGEST_CHUNK as usize
            && !token.class.has(Class::SYMBOLS)
        {
            self.leet(text, tokens, here, here + 1, own);
            self.hiding_digit(text, tokens, here, own);
            self.numbered(text, tokens, here, own);
        }
        if token.class.has(Class::SCRIPTS_MIXED | Class::ACCENTED | Class::OTHER_SCRIPT) {
            self.lookalikes(text, tokens, here, own);
        }
        if token.class.has(Class::ACCENTED) {
            self.upside_down(text, tokens, here, own);
        }
        if token.class.has(Class::STRETCHED) {
            self.work.clear();
            squeeze_onto(own, &mut self.work);
            self.add(text, tokens, here, here + 1, ReadingKind::Stretched);
        }
    }

    /// A digit that is like no letter, or one among letters that make no word with what it is like, hides one: `kr8gen`, `ti6t`.
    fn hiding_digit(&mut self, text: &str, tokens: &[Token], here: usize, own: &str) {
        let Some((before, after)) = own.split_once(['2', '6', '8']) else { return };
        let letters = |part: &str| !part.is_empty() && part.chars().all(is_letter);
        if letters(before) && letters(after) && before.len() + after.len() > 2 {
            self.work.clear();
            self.work.extend(before.chars().map(plain));
            self.work.push('*');
            self.work.extend(after.chars().map(plain));
            self.add(text, tokens, here, here + 1, ReadingKind::Starred);
        }
    }

    /// A word with a number behind it, as names of accounts have it: `anka77`.
    fn numbered(&mut self, text: &str, tokens: &[Token], here: usize, own: &str) {
        let word = own.trim_end_matches(|c: char| c.is_ascii_digit());
        if word.len() < own.len() && word.chars().all(is_letter) && word.chars().nth(2).is_some() {
            self.work.clear();
            self.work.push_str(word);
            self.add(text, tokens, here, here + 1, ReadingKind::Leet);
        }
    }

    /// A word whose letters are all Latin or look so. What is Greek or Cyrillic throughout may be a word there, and must stand
    /// among Latin ones; other scripts spell no word by letters drawn like Latin.
    fn lookalikes(&mut self, text: &str, tokens: &[Token], here: usize, own: &str) {
        let class = tokens[here].class;
        let mut alone = class.has(Class::OTHER_SCRIPT) && !class.has(Class::SCRIPTS_MIXED);
        let mut other = None;
        self.work.clear();
        for c in own.chars() {
            let plain = plain(c);
            if !plain.is_ascii() && script(plain) != Script::Latin {
                return;
            }
            alone &= script(c) != Script::Other;
            other = other.or_else(|| second_look(c));
            self.work.push(plain);
        }
        if alone && !is_among_latin(tokens, here) {
            return;
        }
        self.add(text, tokens, here, here + 1, ReadingKind::Homoglyph);
        if other.is_some() {
            self.work.clear();
            self.work.extend(own.chars().map(|c| second_look(c).unwrap_or_else(|| plain(c))));
            self.add(text, tokens, here, here + 1, ReadingKind::Homoglyph);
        }
    }

    fn upside_down(&mut self, text: &str, tokens: &[Token], here: usize, own: &str) {
        let mut certain = false;
        self.work.clear();
        for c in own.chars().rev() {
            let Some((letter, only)) = upside_down(c) else { return };
            certain |= only;
            self.work.push(letter);
        }
        if certain {
            self.add(text, tokens, here, here + 1, ReadingKind::Homoglyph);
        }
    }
}

/// Whether a neighbouring word is Latin, so that a word all in another script stands out.
fn is_among_latin(tokens: &[Token], here: usize) -> bool {
    let latin = |token: &Token| token.class.has(Class::WORD) && !token.class.has(Class::OTHER_SCRIPT);
    let before = here.checked_sub(1).and_then(|before| tokens.get(before));
    before.is_some_and(latin) || tokens.get(here + 1).is_some_and(latin)
}
