//! Readings of disguised words: what a reader sees in `k.u.l`, `d0d4` or `käääften`.

use crate::chars::is_letter;
use crate::compat::{is_regional, regional_letter};
use crate::fold::Folded;
use crate::lookalike::{Look, emoji, hides, leet, plain, second_look};
use crate::slug::squeeze_onto;
use crate::token::{Class, Gap, Token};

mod word;

/// How a reading was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReadingKind {
    /// Digits and symbols read as the letters they resemble, or a number left out behind a word.
    Leet,
    /// Letters or pieces put together over what stood between them.
    Spaced,
    /// Every run of the same letter cut to one letter, as [`squeeze`](crate::squeeze) does; compare with squeezed words.
    Stretched,
    /// `*` stands for each hidden letter.
    Starred,
    /// Letters of other scripts, with marks, or upside down read as the plain letters they resemble.
    Homoglyph,
    /// Emoji read as letters.
    Emoji,
}

/// A reading of a run of tokens; its text is what [`Readings::iter`] gives with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Index of the first token read.
    pub first: u32,
    /// One past the index of the last token read.
    pub last: u32,
    /// How it was found.
    pub kind: ReadingKind,
    start: u32,
    end: u32,
}

/// Readings of one comment. Reusable: reading again refills it. A token run gets at most five, and their texts together
/// are at most a few times as long as the comment.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    arena: String,
    list: Vec<Reading>,
    work: String,
}

/// Longer runs of symbols and letters are no words.
const LONGEST_CHUNK: u32 = 160;

/// Most readings of one run.
const MOST: usize = 5;

/// Classes without which a token has no reading of its own.
const TELLING: Class = Class(
    Class::SYMBOLS.0
        | Class::MIXED.0
        | Class::STRETCHED.0
        | Class::SINGLE.0
        | Class::OTHER_SCRIPT.0
        | Class::SCRIPTS_MIXED.0
        | Class::ACCENTED.0,
);

fn slice<'a>(text: &'a str, token: &Token) -> &'a str {
    text.get(token.start as usize..token.end as usize).unwrap_or_default()
}

/// Whether some letter stands three times in a row.
fn is_stretched(text: &str) -> bool {
    let mut before = (None, None);
    text.chars().any(|c| {
        let stretched = is_letter(c) && before == (Some(c), Some(c));
        before = (before.1, Some(c));
        stretched
    })
}

fn is_vowel(text: &str) -> bool {
    matches!(text, "a" | "e" | "i" | "o" | "u" | "y" | "å" | "ä" | "ö")
}

impl Readings {
    /// Finds the readings of `tokens`, which are those of `folded`.
    pub fn read(&mut self, folded: &Folded, tokens: &[Token]) {
        self.clear();
        let text = folded.text();
        let mut run_end = 0;
        let mut chunk_end = 0;
        for (here, token) in tokens.iter().enumerate() {
            if !token.class.has(TELLING) {
                continue;
            }
            let mut spaced = here..here;
            if token.class.has(Class::SINGLE) && here >= run_end {
                spaced = here..run(tokens, here);
                run_end = spaced.end;
                self.spaced(text, tokens, spaced.start, spaced.end);
            }
            if token.class.has(Class::SYMBOLS) && here >= chunk_end {
                chunk_end = chunk(tokens, here);
                let same = spaced.start == here && spaced.end >= chunk_end && spaced.len() > 2;
                self.chunk(text, tokens, here, chunk_end, same);
            }
            self.token(text, tokens, here);
        }
    }

    /// Forgets the readings.
    pub fn clear(&mut self) {
        self.arena.clear();
        self.list.clear();
    }

    /// The readings with their texts, roughly in the order of their tokens.
    pub fn iter(&self) -> impl Iterator<Item = (&Reading, &str)> {
        self.list.iter().map(|reading| {
            (reading, self.arena.get(reading.start as usize..reading.end as usize).unwrap_or_default())
        })
    }

    /// Whether nothing is disguised.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Adds what `self.work` holds as a reading of `tokens[first..last]`, unless it says nothing new.
    fn add(&mut self, text: &str, tokens: &[Token], first: usize, last: usize, kind: ReadingKind) {
        if self.work.is_empty() || (last == first + 1 && self.work == slice(text, &tokens[first])) {
            return;
        }
        let start = self.arena.len();
        let mut kind = kind;
        if kind != ReadingKind::Starred && (kind == ReadingKind::Stretched || is_stretched(&self.work)) {
            kind = ReadingKind::Stretched;
            squeeze_onto(&self.work, &mut self.arena);
        } else {
            self.arena.push_str(&self.work);
        }
        let (older, new) = self.arena.split_at(start);
        // Squeezing can lead back to the word.
        let mut own = if last == first + 1 && new == slice(text, &tokens[first]) { MOST } else { 0 };
        for reading in self.list.iter().rev().take(MOST) {
            if (reading.first, reading.last) == (first as u32, last as u32) {
                own += 1;
                if older.get(reading.start as usize..reading.end as usize) == Some(new) {
                    own = MOST;
                }
            }
        }
        if own >= MOST {
            self.arena.truncate(start);
            return;
        }
        let end = self.arena.len() as u32;
        self.list.push(Reading { first: first as u32, last: last as u32, kind, start: start as u32, end });
    }

    /// Letters that stand one by one.
    fn spaced(&mut self, text: &str, tokens: &[Token], first: usize, last: usize) {
        let letters =
            |from: usize, to: usize| tokens[from..to].iter().filter(|token| !token.class.has(Class::EMOJI));
        let count = letters(first, last).count();
        if !letters(first, last).any(|token| token.class.has(Class::WORD)) || count < 2 {
            return;
        }
        if count == 2 {
            // `d ö`; but most pairs are ordinary (`i å`, `s k`).
            let (left, right) = (slice(text, &tokens[first]), slice(text, &tokens[last - 1]));
            if is_vowel(left) || !is_vowel(right) || tokens[last - 1].gap != Gap::SPACE {
                return;
            }
        }
        let digits = letters(first, last).any(|token| token.class.has(Class::NUMBER));
        let open = tokens[first + 1].gap == Gap::SPACE && count > 3;
        let early = open && matches!(slice(text, &tokens[first]), "a" | "e" | "i" | "o" | "å");
        let late = open && matches!(slice(text, &tokens[last - 1]), "i" | "o" | "å");
        // A word of one letter may stand before or after the spelt-out word.
        let spans = [
            Some((first, last)),
            early.then_some((first + 1, last)),
            late.then_some((first, last - 1)),
            (early && late && count > 4).then_some((first + 1, last - 1)),
        ];
        for (from, to) in spans.into_iter().flatten() {
            for look in [Look::First, Look::Second] {
                self.work.clear();
                let mut ones = false;
                for token in letters(from, to) {
                    for c in slice(text, token).chars() {
                        ones |= c == '1';
                        let plain = plain(c);
                        self.work.push(if digits { leet(plain, look).unwrap_or(plain) } else { plain });
                    }
                }
                self.add(text, tokens, from, to, ReadingKind::Spaced);
                if !ones {
                    break;
                }
            }
        }
    }

    /// A chunk in which symbols stand among letters; `joined` if its letters are already read together.
    fn chunk(&mut self, text: &str, tokens: &[Token], first: usize, last: usize, joined: bool) {
        let (start, end) = (tokens[first].start, tokens[last - 1].end);
        if end - start > LONGEST_CHUNK {
            return;
        }
        let leading = |c: char| c == '*' || !c.is_ascii_digit() && leet(c, Look::First).is_some();
        let before = text[..start as usize].trim_end_matches(leading).len();
        let before = before.max((start as usize).saturating_sub(12));
        let rest = &text[end as usize..];
        let after = end as usize + rest.len() - rest.trim_start_matches(['$', '@', '|', '*', '#', '+']).len();
        let Some(whole) = text.get(before..after.min(end as usize + 4)) else { return };
        let letters = whole.chars().filter(|&c| is_letter(c)).count();
        if letters == 0 {
            return;
        }
        if last > first + 1 && !joined {
            self.work.clear();
            self.work.extend(whole.chars().filter(|&c| is_letter(c)).map(plain));
            self.add(text, tokens, first, last, ReadingKind::Spaced);
        }
        if tokens[first..last].iter().any(|token| token.class.has(Class::EMOJI)) {
            self.emoji(text, tokens, first, last, whole);
        }
        self.leet(text, tokens, first, last, whole);
        let read =
            |c: char| is_letter(c) || c.is_ascii_digit() || !hides(c) && leet(c, Look::First).is_some();
        let inner = whole.chars().filter(|&c| !read(c)).count();
        let hidden = whole.chars().filter(|&c| hides(c)).count();
        // Periods and hyphens part letters rather than hide them, unless there is just one, or two hyphens side by side.
        let parting = hidden > 1 && whole.contains(['.', '-']) && !(hidden == 2 && whole.contains("--"));
        // The sign of a mention hides nothing.
        let named = hidden == 1 && tokens[first].class.has(Class::MENTION);
        let hides_letters = hidden > 0 && hidden == inner && hidden <= 3 && hidden <= letters;
        if letters >= 2 && hides_letters && !parting && !named {
            self.work.clear();
            for c in whole.chars() {
                let star = hides(c).then_some('*');
                self.work.push(star.or_else(|| leet(c, Look::First)).unwrap_or_else(|| plain(c)));
            }
            self.add(text, tokens, first, last, ReadingKind::Starred);
        }
    }

    fn emoji(&mut self, text: &str, tokens: &[Token], first: usize, last: usize, whole: &str) {
        let mut spelt = false;
        self.work.clear();
        for c in whole.chars() {
            if let Some(letters) = emoji(c) {
                spelt = true;
                self.work.push_str(letters);
            } else if is_regional(c) {
                // Two of them show a flag, and its letters to whom the font lacks it.
                spelt = true;
                self.work.push(regional_letter(c));
            } else if is_letter(c) {
                self.work.push(plain(c));
            }
        }
        if spelt {
            self.add(text, tokens, first, last, ReadingKind::Emoji);
        }
    }

    /// Digits and symbols read as letters, what is like two letters as the one and then as the other (`1`: `i`, `l`; `0`: `o`, `ö`).
    fn leet(&mut self, text: &str, tokens: &[Token], first: usize, last: usize, whole: &str) {
        if !whole.chars().any(is_letter) && !whole.contains(['@', '$']) {
            return;
        }
        let [mut second, mut dotted] = [false; 2];
        for look in [Look::First, Look::Second, Look::Dotted] {
            if look == Look::Second && !second || look == Look::Dotted && !dotted {
                continue;
            }
            let [mut spelt, mut starred] = [false; 2];
            self.work.clear();
            let mut rest = whole;
            while let Some(c) = rest.chars().next() {
                // Two parentheses side by side draw an `o`.
                let round = rest.starts_with("()");
                rest = rest.get(if round { 2 } else { c.len_utf8() }..).unwrap_or_default();
                if let Some(letter) = if round { Some('o') } else { leet(c, look) } {
                    spelt = true;
                    second |= leet(c, Look::Second) != leet(c, Look::First);
                    dotted |= leet(c, Look::Dotted) != leet(c, Look::First);
                    self.work.push(letter);
                } else if c.is_alphanumeric() || is_letter(c) {
                    let other = second_look(c);
                    second |= other.is_some();
                    self.work.push(other.filter(|_| look == Look::Second).unwrap_or_else(|| plain(c)));
                } else if c == '*' {
                    starred = true;
                    self.work.push(c);
                }
            }
            if spelt {
                let kind = if starred { ReadingKind::Starred } else { ReadingKind::Leet };
                self.add(text, tokens, first, last, kind);
            }
        }
    }
}

/// The end of the run of single letters that begins at a token: all stand equally apart, or have emoji between them.
fn run(tokens: &[Token], first: usize) -> usize {
    let mut last = first + 1;
    let mut apart = None;
    loop {
        let mut next = last;
        while next - last < 2 && tokens.get(next).is_some_and(|token| token.class.has(Class::EMOJI)) {
            next += 1;
        }
        let Some(token) = tokens.get(next) else { return last };
        let gap = (token.gap, next - last);
        if !token.class.has(Class::SINGLE)
            || token.gap.has(Gap::WIDE)
            || apart.is_some_and(|apart| apart != gap)
        {
            return last;
        }
        if next == last && token.gap == Gap::NONE {
            return last;
        }
        apart = Some(gap);
        last = next + 1;
    }
}

/// The end of the disguised chunk that begins at a token.
fn chunk(tokens: &[Token], first: usize) -> usize {
    let more = tokens[first + 1..]
        .iter()
        .take_while(|token| token.class.has(Class::SYMBOLS) && !token.gap.has(Gap::SPACE | Gap::NEWLINE))
        .count();
    first + 1 + more
}
