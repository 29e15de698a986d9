//! E-mail addresses, plain and disguised (`epost`).

use ordvakt_text::{Class, Gap};

use super::view::View;
use super::{Kind, Recognised};

/// Last parts of hosts that are read in addresses written as words.
const ENDINGS: &[&str] = &[
    "com", "se", "nu", "net", "org", "fi", "no", "dk", "eu", "de", "info", "io", "me", "example", "test",
    "invalid", "uk",
];

/// Most tokens that either side of an address written apart is put together from.
const MOST_TOKENS: u32 = 64;

/// Whether an address belongs to an office.
fn functional(view: &View, address: &str) -> bool {
    let local = address.split('@').next().unwrap_or("");
    let first = local.split(['.', '-', '_', '+']).find(|part| !part.is_empty()).unwrap_or("");
    view.numbers.is_mailbox(local) || view.numbers.is_mailbox(first)
}

/// Pushes the address of an e-mail token.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let mut one = view.found(Kind::Email, index, index + 1, 0.97);
    one.personal = !functional(view, view.word(index));
    found.push(one);
}

/// Whether a token can be part of an address written apart.
fn is_label(view: &View, index: u32) -> bool {
    view.class(index).has(Class(Class::WORD.0 | Class::NUMBER.0 | Class::MIXED.0 | Class::LINK.0))
}

/// The first token of a local part that ends before `at`: labels joined by periods, hyphens or underscores.
fn local_start(view: &View, at: u32) -> Option<u32> {
    let mut first = at.checked_sub(1).filter(|&first| is_label(view, first))?;
    let least = at.saturating_sub(MOST_TOKENS);
    while let Some(previous) = first.checked_sub(1).filter(|previous| *previous >= least) {
        let joint = view.slice(view.end(previous), view.start(first));
        if is_label(view, previous) && matches!(joint, "." | "-" | "_" | "+") {
            first = previous;
        } else if is_dot(view.word(previous))
            && previous > 0
            && is_label(view, previous - 1)
            && (joint == " " || is_bracketed(joint))
        {
            first = previous - 1;
        } else {
            break;
        }
    }
    Some(first)
}

fn is_dot(word: &str) -> bool {
    matches!(word, "punkt" | "dot" | "prick" | "punk")
}

/// The token after a host that begins at `at`: labels joined by periods or the word for one, with a known ending.
fn host_end(view: &View, at: u32) -> Option<u32> {
    if view.class(at).has(Class::LINK) {
        let word = view.word(at);
        return (!word.contains('/')).then_some(at + 1);
    }
    let mut index = at;
    let mut ends = None;
    while is_label(view, index) && index < at + MOST_TOKENS {
        let next = index + 1;
        let joint = view.slice(view.end(index), view.start(next));
        let label =
            if joint == "." || matches!(joint, " . " | ". " | " .") && ENDINGS.contains(&view.word(next)) {
                next
            } else if joint == "-" {
                index = next;
                continue;
            } else if is_dot(view.word(next)) {
                next + 1
            } else {
                break;
            };
        if !is_label(view, label) {
            break;
        }
        if ENDINGS.contains(&view.word(label)) || view.class(label).has(Class::LINK) {
            ends = Some(label + 1);
        }
        index = label;
    }
    ends
}

/// Whether a joint is nothing but spaces and the brackets around a word.
fn is_bracketed(joint: &str) -> bool {
    !joint.is_empty()
        && joint.len() <= 4
        && joint
            .bytes()
            .all(|byte| matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}' | b' ' | b'<' | b'>' | b'*'))
}

/// Finds an address whose `@` is written as a word: `(at)`, `[at]`, `snabel-a`.
pub(super) fn find_disguised(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let word = view.word(index);
    let last = match word {
        "at" | "snabela" | "snabel" | "alfakrull" | "ät" => {
            let split = word == "snabel" && view.word(index + 1) == "a";
            if word == "snabel" && !split {
                return;
            }
            index + 1 + u32::from(split)
        }
        _ => return,
    };
    let before = view.slice(view.end(index.saturating_sub(1)), view.start(index));
    let after = view.slice(view.end(last - 1), view.start(last));
    let bracketed = before.contains(['(', '[', '{', '<']) && after.contains([')', ']', '}', '>']);
    if index == 0 || !is_bracketed(before) || !is_bracketed(after) {
        return;
    }
    let Some(host) = host_end(view, last) else { return };
    let Some(first) = local_start(view, index) else { return };
    // `look at example.com` says at too: a bare `at` needs a host in words or a local part in several labels.
    let spelled = (last..host).any(|other| is_dot(view.word(other)));
    if word == "at" && !bracketed && !spelled && first + 1 == index {
        return;
    }
    push(view, first, host, found);
}

/// Finds an address with spaces around its `@`, or whose host the tokenizer took for a mention.
pub(super) fn find_split(view: &View, index: u32, found: &mut Vec<Recognised>) {
    if view.class(index).has(Class::LINK) {
        if view.gap(index).has(Gap::AT) && index > 0 && !view.word(index).contains('/') {
            let joint = view.slice(view.end(index - 1), view.start(index));
            let alone = matches!(joint.trim_matches(['(', ')', '[', ']']), " @ " | "@" | "@ " | " @");
            if let Some(first) = local_start(view, index).filter(|_| alone) {
                push(view, first, index + 1, found);
            }
        }
        return;
    }
    // `anna @example punkt com`
    let next = index + 1;
    let spelled = is_dot(view.word(next)) && ENDINGS.contains(&view.word(next + 1));
    if let Some(first) = local_start(view, index).filter(|_| spelled && view.gap(index).has(Gap::SPACE)) {
        push(view, first, next + 2, found);
    }
}

fn push(view: &View, first: u32, last: u32, found: &mut Vec<Recognised>) {
    let mut one = view.found(Kind::Email, first, last, 0.92);
    one.personal = !functional(view, view.slice(one.start, view.end(first)));
    found.push(one);
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::{found, spans};

    #[test]
    fn plain_addresses() {
        assert_eq!(spans("mejla anna.lind+fb@example.org.", Kind::Email), ["anna.lind+fb@example.org"]);
        assert_eq!(spans("Mejla Åsa.Öberg@Example.COM nu", Kind::Email), ["åsa.öberg@example.com"]);
    }

    #[test]
    fn disguised_addresses() {
        for written in [
            "anna.lind(at)example.net",
            "anna.lind [at] example.net",
            "anna lind snabel-a example punkt com",
            "anna.lind at example dot com",
            "anna(at)example(dot)com",
        ] {
            let expected = written.trim_start_matches("anna lind ").replace("snabel", "lind snabel");
            let expected = if written.contains("snabel") { expected } else { written.to_owned() };
            assert_eq!(spans(&format!("nås via {written} tack"), Kind::Email), [expected], "{written}");
        }
    }

    #[test]
    fn offices_have_addresses_too() {
        for text in [
            "info@example.org",
            "no-reply@example.org",
            "bygglov.norr@example.org",
            "registrator (at) example.org",
        ] {
            assert!(found(text, Kind::Email).iter().all(|one| !one.personal), "{text}");
        }
    }

    #[test]
    fn talk_of_places_is_no_address() {
        for text in ["look at example.com for more", "vi ses @ kl 7", "10 st @ 25 kr", "we met at school dot"]
        {
            assert!(spans(text, Kind::Email).is_empty(), "{text}");
        }
    }
}
