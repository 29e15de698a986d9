//! Words made whole before they are screened: glued to their neighbours (`därtanten`), broken by a symbol (`tok/ig`) or by spaces
//! (`ko rkad`), spelt out (`t-o-k-i-g`). A comment that holds any is read once more, as if it had been written so.

use ordvakt_rules::{Fact, How, WordBits};
use ordvakt_text::{Class, Gap, Mend, Mended, ReadingKind, Token};

use crate::candidate::{Candidate, Manner};
use crate::derive::ORDINARY;
use crate::lexicon::Lexicon;
use crate::scan::{DISGUISED, opens_sentence};
use crate::scratch::Scratch;
use crate::view::View;

/// Most bytes of a glued word; longer runs of letters are no words.
const LONGEST_GLUED: usize = 40;
/// Most words that lose the space to one of their neighbours, one after the other.
const MOST_GLUED: u32 = 3;
/// Most pieces of a word with spaces inside, and most bytes of all of them with the spaces.
const MOST_PIECES: usize = 4;
const LONGEST_PARTED: u32 = 20;
/// More unknown words than this, more than a third of all, are no pieces: the comment is in a language that the table has not.
const FEW_PIECES: usize = 4;
/// Unknown words of a comment that are tried as pieces.
const PIECES_LOOKED_AT: usize = 32;
/// Fewest letters of the word that is hidden.
const SHORTEST_HIDDEN: usize = 4;
/// Fewest letters of a word with a star in it that lacks none.
const SHORTEST_STARRED: usize = 5;

impl Lexicon {
    /// Makes the words of a scanned comment whole; whether there were any, so that it must be read again.
    pub(crate) fn mend(&self, scratch: &mut Scratch) -> bool {
        let any = scratch.tokens.any();
        let read = any.has(DISGUISED) && !scratch.readings.is_empty();
        let unknown = !scratch.finds.glued.is_empty() || !scratch.finds.pieces.is_empty();
        if !unknown && !any.has(Class::BROKEN) && !read {
            return false;
        }
        let mut mends = std::mem::take(&mut scratch.mends);
        mends.clear();
        self.find_glued(scratch, &mut mends);
        self.find_parted(scratch, &mut mends);
        if any.has(Class::BROKEN) {
            self.find_broken(scratch, &mut mends);
        }
        if read {
            self.find_spelt(scratch, &mut mends);
        }
        mends.sort_unstable();
        if !mends.is_empty() {
            scratch.folded.mend(&mends);
        }
        scratch.mends = mends;
        let mended = !scratch.folded.mended().is_empty();
        if mended {
            // They tell of tokens that are there no more.
            scratch.readings.clear();
        }
        mended
    }

    fn find_glued(&self, scratch: &Scratch, mends: &mut Vec<Mend>) {
        let (text, tokens) = (scratch.folded.text(), scratch.tokens.tokens());
        for &index in &scratch.finds.glued {
            let Some(token) = tokens.get(index as usize) else { continue };
            let named = token.class.has(Class::UPPER_FIRST) && !token.class.has(Class::UPPER_ALL);
            if !token.class.has(Class::WORD) || named && !opens_sentence(tokens, index) {
                continue;
            }
            let letters = letters(text, token);
            if letters.len() > LONGEST_GLUED || self.unglue(letters, token.start, MOST_GLUED, mends) {
                continue;
            }
            let bits = index.checked_sub(1).and_then(|before| scratch.finds.bits.get(before as usize));
            if bits.is_some_and(|bits| bits.has(WordBits::COPULA)) {
                let telling = |cut: &usize| self.is_telling(letters.get(*cut..).unwrap_or(""));
                let cut = self.glue.beginnings_after_copula(letters).find(telling);
                mends.extend(cut.map(|cut| space(token.start + cut as u32)));
            }
        }
    }

    /// Adds the spaces that are missing in a word that begins at a byte of the text; whether all its pieces are then words.
    fn unglue(&self, letters: &str, at: u32, most: u32, mends: &mut Vec<Mend>) -> bool {
        let Some(most) = most.checked_sub(1) else { return false };
        let beginnings = self.glue.beginnings(letters).map(|cut| (cut, letters.get(cut..), cut));
        let endings = self.glue.endings(letters).map(|cut| (cut, letters.get(..cut), 0));
        for (cut, rest, from) in beginnings.chain(endings) {
            let rest = rest.unwrap_or("");
            if self.is_telling(rest) || self.unglue(rest, at + from as u32, most, mends) {
                mends.push(space(at + cut as u32));
                return true;
            }
        }
        false
    }

    /// Whether a word, spelled right, may let a rule begin.
    fn is_telling(&self, word: &str) -> bool {
        let found = self.words.get(word.as_bytes()).filter(|found| found.has_facts());
        found.is_some_and(|found| {
            word.chars().count() >= SHORTEST_HIDDEN
                && self.words.facts(found).any(|fact| matches!(fact.how(), How::Exact | How::Stripped))
        })
    }

    /// Whether a word is one that somebody may want to hide: telling, and no ordinary one.
    fn is_hidden(&self, word: &str) -> bool {
        let Some(found) = self.words.get(word.as_bytes()).filter(|found| !found.is_allowed()) else {
            return false;
        };
        (!found.bits.has(ORDINARY) || found.bits.has(WordBits::PROTECTED_GROUP)) && self.is_telling(word)
    }

    fn find_broken(&self, scratch: &mut Scratch, mends: &mut Vec<Mend>) {
        let Scratch { folded, tokens, word, .. } = scratch;
        let (text, tokens) = (folded.text(), tokens.tokens());
        let mut first = 0;
        while let Some(length) = tokens.get(first..).map(chunk_length).filter(|length| *length > 0) {
            let chunk = &tokens[first..first + length];
            if chunk[0].class.has(Class::BROKEN) && self.is_broken(text, chunk, word) {
                take_away_between(chunk, mends);
            }
            first += length;
        }
    }

    /// Whether the pieces of a chunk make one word that no neighbours would make by accident.
    fn is_broken(&self, text: &str, chunk: &[Token], word: &mut String) -> bool {
        word.clear();
        word.extend(chunk.iter().map(|token| letters(text, token)));
        if !self.is_hidden(word) {
            return false;
        }
        let known = |token: &Token| self.words.get(letters(text, token).as_bytes()).is_some();
        // The space after a comma or period is easily forgotten.
        let capital = chunk[1..].iter().any(|token| token.class.has(Class::UPPER_FIRST));
        // Hyphens stand in ordinary compounds, and commas between ordinary words.
        let odd = chunk[1..].iter().all(|token| token.gap.has(Gap::SLASH | Gap::OTHER));
        odd || !capital && !chunk.iter().all(known)
    }

    /// Whether hyphens part letters from known words, as ordinary compounds have it (`p-vakt`).
    fn is_hyphened(&self, text: &str, run: &[Token]) -> bool {
        let mut words =
            run.iter().map(|token| letters(text, token)).filter(|word| word.chars().count() > 1).peekable();
        words.peek().is_some()
            && run.iter().skip(1).all(|token| token.gap == Gap::HYPHEN)
            && words.all(|word| self.words.get(word.as_bytes()).is_some())
    }

    /// Words with spaces inside, told by a piece that is no word.
    fn find_parted(&self, scratch: &mut Scratch, mends: &mut Vec<Mend>) {
        let Scratch { folded, tokens, finds, word, .. } = scratch;
        let (text, tokens) = (folded.text(), tokens.tokens());
        if finds.pieces.len() > FEW_PIECES && finds.pieces.len() * 3 > tokens.len() {
            return;
        }
        let mut done = 0;
        for index in finds.pieces.iter().take(PIECES_LOOKED_AT).map(|index| *index as usize) {
            if index < done {
                continue;
            }
            let earliest = (index + 1).saturating_sub(MOST_PIECES).max(done);
            let runs = (earliest..=index).flat_map(|first| {
                let latest = (first + MOST_PIECES).min(tokens.len());
                (index + 1..=latest).rev().map(move |last| (first, last))
            });
            let parted = runs
                .filter_map(|(first, last)| Some((first, last, tokens.get(first..last)?)))
                .find(|(.., run)| is_run(run) && self.is_parted(text, run, word));
            if let Some((_, last, run)) = parted {
                take_away_between(run, mends);
                done = last;
            }
        }
    }

    /// Whether pieces make one such word, spelled right, from which a rule or phrase begins: pieces of two words side by side make
    /// a misspelled one now and then.
    fn is_parted(&self, text: &str, run: &[Token], word: &mut String) -> bool {
        word.clear();
        word.extend(run.iter().map(|token| letters(text, token)));
        let begins = |fact: Fact| fact.how() == How::Exact && fact.starts_anything();
        self.is_hidden(word)
            && self.words.get(word.as_bytes()).is_some_and(|found| self.words.facts(found).any(begins))
    }

    fn find_spelt(&self, scratch: &Scratch, mends: &mut Vec<Mend>) {
        let (text, tokens) = (scratch.folded.text(), scratch.tokens.tokens());
        let mut done = 0;
        for (reading, read) in scratch.readings.iter() {
            if reading.kind != ReadingKind::Spaced || reading.first < done {
                continue;
            }
            let Some(run) = tokens.get(reading.first as usize..reading.last as usize) else { continue };
            let pieces = run.iter().map(|token| letters(text, token));
            // A star may stand for a letter as well as between two.
            let hidden = read.chars().count() < SHORTEST_STARRED
                && run.len() < read.chars().count()
                && run.windows(2).any(|pair| pair[1].gap.has(Gap::OTHER));
            if run.len() > 1
                && !hidden
                && !self.is_hyphened(text, run)
                && pieces.flat_map(str::chars).eq(read.chars())
                && self.is_telling(read)
            {
                take_away_between(run, mends);
                done = reading.last;
            }
        }
    }
}

fn letters<'t>(text: &'t str, token: &Token) -> &'t str {
    text.get(token.start as usize..token.end as usize).unwrap_or("")
}

/// A space at a byte of the text.
fn space(at: u32) -> Mend {
    Mend { start: at, end: at }
}

/// Whether tokens may be pieces of one word: nothing but a space between them, and no capital after the first.
fn is_run(run: &[Token]) -> bool {
    let shouted = run.iter().all(|token| token.class.has(Class::UPPER_ALL));
    let plain = Class::WORD | Class::SINGLE;
    let length = run.last().map_or(0, |last| last.end) - run.first().map_or(0, |first| first.start);
    run.len() > 1
        && length <= LONGEST_PARTED
        && run.iter().all(|token| token.class.has(plain) && !token.class.has(Class::HASHTAG))
        && run
            .iter()
            .skip(1)
            .all(|token| token.gap == Gap::SPACE && (shouted || !token.class.has(Class::UPPER_FIRST)))
}

/// How many tokens from the first on stand without white space between them.
fn chunk_length(tokens: &[Token]) -> usize {
    let rest = tokens.iter().skip(1);
    tokens.len().min(1) + rest.take_while(|token| !token.gap.has(Gap::SPACE | Gap::NEWLINE)).count()
}

fn take_away_between(tokens: &[Token], mends: &mut Vec<Mend>) {
    mends.extend(tokens.windows(2).map(|pair| Mend { start: pair[0].end, end: pair[1].start }));
}

/// How surely the words of a candidate stand there as they are read, by what was mended inside them.
pub(crate) fn manner_of_mends(mended: &[Mended], view: &View<'_>, candidate: &Candidate) -> Manner {
    if mended.is_empty() {
        return Manner::Plain;
    }
    let (start, end) = (view.token(candidate.first).start, view.token(candidate.last.saturating_sub(1)).end);
    // The space before the first word counts too.
    let from = mended.partition_point(|one| one.at + 1 < start);
    let inside = mended.iter().skip(from).take_while(|one| one.at <= end);
    let manner = |one: &Mended| if one.space { Manner::Derived } else { Manner::Disguised };
    inside.map(manner).max().unwrap_or(Manner::Plain)
}
