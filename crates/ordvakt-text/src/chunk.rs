//! A closer look at chunks with symbols inside: addresses, mentions, hashtags, and symbols that disguise.

use std::ops::Range;

use crate::chars::{Script, char_at, is_letter, script};
use crate::fold::Folded;
use crate::hosts;
use crate::lookalike::{Look, leet};
use crate::scan::scan;
use crate::sentence::is_dotted_abbreviation;
use crate::token::{Class, Token};

/// Replaces the tokens from `first`, all of one chunk, by better ones and marks those that symbols disguise.
pub(crate) fn refine(
    original: &str,
    folded: &Folded,
    chunk: Range<usize>,
    first: usize,
    tokens: &mut Vec<Token>,
) {
    let text = folded.text();
    let bytes = &text.as_bytes()[..chunk.end];
    if bytes[chunk.clone()].iter().any(|byte| matches!(byte, b'.' | b'@' | b'#' | b':')) {
        tokens.truncate(first);
        addresses(original, folded, chunk.clone(), tokens);
    }
    let special = Class::LINK | Class::EMAIL;
    let own = &mut tokens[first..];
    if own.iter().any(|token| token.class.has(special)) {
        return;
    }
    let mark = if is_disguise(text, &chunk, own) {
        Class::SYMBOLS
    } else if is_broken(text, own) {
        Class::BROKEN
    } else {
        return;
    };
    for token in own {
        token.class |= mark;
    }
}

/// Whether words stand with nothing but one symbol between each and the next.
fn is_broken(text: &str, tokens: &[Token]) -> bool {
    (2..=4).contains(&tokens.len())
        && tokens.iter().all(|token| token.class.has(Class::WORD))
        && tokens.windows(2).all(|pair| {
            let between = text.get(pair[0].end as usize..pair[1].start as usize).unwrap_or_default();
            between.chars().count() == 1 && !between.contains(['"', '\'', '&', '+'])
        })
}

/// Whether the original has a capital at a folded position.
fn capital(original: &str, folded: &Folded, at: usize) -> bool {
    let (start, _) = folded.original_range(at as u32, at as u32 + 1);
    char_at(original, start as usize).is_some_and(char::is_uppercase)
}

/// Tokens of a chunk that may hold addresses. Every run of host characters is looked at once.
fn addresses(original: &str, folded: &Folded, chunk: Range<usize>, tokens: &mut Vec<Token>) {
    let text = folded.text();
    let limit = chunk.end;
    let bytes = &text.as_bytes()[..limit];
    let mut at = chunk.start;
    let mut pending = chunk.start;
    let mut after_letter = false;
    while let Some(c) = text.get(at..limit).and_then(|rest| rest.chars().next()) {
        let found = match c {
            '#' if !after_letter => {
                let end = hosts::run_end(text, at + 1, limit, b"_");
                text[at + 1..end].chars().any(is_letter).then_some((at, end, Class::HASHTAG))
            }
            '@' if !after_letter => {
                let run = hosts::run_end(text, at + 1, limit, b"_.");
                let end = at + text[at..run].trim_end_matches('.').len();
                text[at + 1..end]
                    .starts_with(|c: char| c.is_alphanumeric())
                    .then_some((at, end, Class::MENTION))
                    .filter(|_| text[at + 1..end].chars().nth(1).is_some())
            }
            _ if is_letter(c) || c.is_numeric() => {
                let end = hosts::run_end(text, at, limit, b"._+%-");
                let found = address(original, folded, at..end, limit);
                if found.is_none() {
                    after_letter = !matches!(bytes[end - 1], b'.' | b'-' | b'+' | b'%');
                    at = end;
                    continue;
                }
                found
            }
            _ => None,
        };
        let Some((start, end, class)) = found else {
            after_letter = is_letter(c) || c.is_numeric();
            at += c.len_utf8();
            continue;
        };
        scan(text, pending, start, tokens);
        let mut token = Token { start: start as u32, end: end as u32, class, ..Token::default() };
        if text[start..end].chars().any(|c| !c.is_ascii() && is_letter(c) && script(c) == Script::Alike) {
            token.class |= Class::OTHER_SCRIPT | Class::SCRIPTS_MIXED;
        }
        tokens.push(token);
        (at, pending, after_letter) = (end, end, true);
    }
    scan(text, pending, limit, tokens);
}

/// The link or e-mail address that begins in a run of host characters.
fn address(
    original: &str,
    folded: &Folded,
    run: Range<usize>,
    limit: usize,
) -> Option<(usize, usize, Class)> {
    let text = folded.text();
    let rest = &text[run.end..limit];
    if rest.starts_with("://") && rest.len() > 3 {
        let letters = text[run.clone()].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        // Decided before the end is looked for, which costs as much as what trails behind it.
        if letters < 2 {
            return None;
        }
        let end = link_end(text, run.end + 3, limit);
        return (end > run.end + 3).then_some((run.end - letters, end, Class::LINK));
    }
    if rest.starts_with('@') {
        let end = hosts::run_end(text, run.end + 1, limit, b".-");
        let host = text[run.end + 1..end].trim_end_matches(['.', '-']);
        let local = text[run.clone()].trim_start_matches(['.', '-', '%']);
        return (!local.is_empty() && hosts::is_mail_host(host)).then_some((
            run.end - local.len(),
            run.end + 1 + host.len(),
            Class::EMAIL,
        ));
    }
    let port =
        rest.as_bytes().first() == Some(&b':') && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    let path = rest.starts_with('/') || (rest.starts_with('?') && rest.len() > 1);
    let host = hosts::host(text, run.clone(), port || path, |at| capital(original, folded, at))?;
    let end = if (port || path) && host == run.end { link_end(text, run.end, limit) } else { host };
    Some((run.start, end, Class::LINK))
}

/// The end of a link: that of the chunk, but for punctuation that belongs to the sentence.
fn link_end(text: &str, from: usize, limit: usize) -> usize {
    let trailing = ['.', ',', ';', ':', '!', '?', '"', '\'', ')', ']', '>', '}', '*', '_'];
    from + text[from..limit].trim_end_matches(trailing).len()
}

/// The length of a token's letters, cut at two: enough to tell single letters from words.
fn is_single(token: &Token) -> bool {
    token.class.has(Class::SINGLE) && token.class.has(Class::WORD)
}

fn is_letters(token: &Token) -> bool {
    token.class.has(Class::WORD | Class::MIXED)
}

/// Whether the symbols of a chunk stand as in disguised words, not as in ordinary writing.
fn is_disguise(text: &str, chunk: &Range<usize>, tokens: &[Token]) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    let leading = &text[chunk.start..first.start as usize];
    let trailing = &text[last.end as usize..chunk.end];
    let starred = leading.contains('*');
    let opens = |c: char| match c {
        '*' => true,
        // Alone it is a letter, with the other a bracket.
        '<' => !text[chunk.clone()].contains('>'),
        '@' | '+' => false,
        _ => !c.is_ascii_digit() && leet(c, Look::First).is_some(),
    };
    if is_letters(first) && leading.ends_with(opens) && !(starred && trailing.contains('*')) {
        return true;
    }
    if is_letters(last) && trailing.starts_with(['$', '@', '|', '*', '#', '+']) && !starred {
        return true;
    }
    if tokens.len() == 1 {
        return last.class.has(Class::MENTION);
    }
    // `t.ex`, `bl.a`: ordinary, whatever their letters.
    if is_dotted_abbreviation(&text[first.start as usize..last.end as usize]) {
        return false;
    }
    let pieces = tokens.len();
    let singles = tokens.iter().filter(|token| is_single(token)).count();
    tokens.windows(2).any(|pair| {
        let [left, right] = pair else { return false };
        if left.class.has(Class::EMOJI) || right.class.has(Class::EMOJI) {
            return pieces > 2 && is_letters(first) && is_letters(last);
        }
        let between = &text[left.end as usize..right.start as usize];
        if between.is_empty() || !is_letters(left) && !is_letters(right) {
            return false;
        }
        let numeric = left.class.has(Class::NUMBER) || right.class.has(Class::NUMBER);
        let single = is_single(left) || is_single(right);
        match between {
            "-" => !numeric && single,
            "." => !numeric && (single || pieces > 2),
            "/" | "," | ";" => !numeric && single && (singles > 1 || pieces > 2),
            ":" => !numeric && singles > 1 && pieces > 2,
            _ if between.contains(['"', '\'']) => singles > 2,
            _ if between.contains(['(', ')', '[', ']', ':', ',', ';', '<', '>', '=', '…']) => single,
            // Two hidden letters, not a dash between words.
            "--" => single && !numeric,
            _ if between.starts_with("..") || between.starts_with("--") => single && pieces > 2,
            "?" => single,
            "+" | "&" => singles < 2 || pieces > 2,
            _ => !numeric || between.contains(['*', '@', '$', '|']),
        }
    })
}
