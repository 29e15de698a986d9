//! Numbers of somebody's case or file (`arendenummer`).

use ordvakt_rules::WordBits;
use ordvakt_text::Class;

use super::view::View;
use super::{Kind, Recognised};

/// Beginnings of words whose numbers always belong to a person.
const PERSONAL: &[&str] =
    &["journal", "dossier", "patient", "polisanmäl", "polisärende", "anmälningsnummer", "akt"];

/// Finds a number with its last token here: `23-899659`, `JN-79258`, `SN 2019/630`, `K123456-22`.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let letters = |at: u32| {
        view.class(at).has(Class::WORD)
            && (1..=4).contains(&view.word(at).len())
            && view.class(at).has(Class::UPPER_FIRST)
    };
    let joint = |at: u32| view.slice(view.end(at), view.start(at + 1));
    let digits = |at: u32| view.class(at).has(Class(Class::NUMBER.0 | Class::MIXED.0));
    let before = index.checked_sub(1);
    let lettered = before.filter(|&before| letters(before) && matches!(joint(before), "-" | " "));
    // A number that continues another one was taken from its first token.
    if before.is_some_and(|before| digits(before) && matches!(joint(before), "-" | "/" | ":")) {
        return;
    }
    let mut last = index + 1;
    while digits(last) && matches!(joint(last - 1), "-" | "/" | ":") && last < index + 3 {
        last += 1;
    }
    let first = lettered.unwrap_or(index);
    let length: usize = (index..last).map(|at| view.word(at).len()).sum();
    if !(5..=16).contains(&length) {
        return;
    }
    let key = |at: u32| view.bits(at).has(WordBits::KEY_CASE) || is_personal(view, at);
    let Some(word) = view.before(first, 26).take(4).find(|&at| key(at)) else { return };
    let owner = WordBits::KEY_PRIVATE.or(WordBits::RELATION).or(WordBits::THIRD_PERSON);
    let mine = view.known_in_sentence(index, WordBits::SELF) || view.known_in_sentence(index, owner);
    // `BN 2024-117` is a board's diary, which is public.
    let year = view.word(index).get(..2).is_some_and(|century| matches!(century, "19" | "20"))
        && view.word(index).len() == 4;
    if is_personal(view, word) || mine && !(lettered.is_some() && year) {
        found.push(view.found(Kind::CaseNumber, first, last, 0.85));
    }
}

fn is_personal(view: &View, index: u32) -> bool {
    let word = view.word(index);
    PERSONAL.iter().any(|stem| word.starts_with(stem))
        && !matches!(word, "aktuell" | "aktuellt" | "aktuella" | "aktiv" | "aktivitet" | "akta" | "aktie")
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::spans;

    #[test]
    fn cases_with_an_owner() {
        assert_eq!(spans("Ärende 23-899659 gäller min son", Kind::CaseNumber), ["23-899659"]);
        assert_eq!(spans("min sons ärendenummer JN-66741, svara", Kind::CaseNumber), ["jn-66741"]);
        assert_eq!(spans("Polisanmälan SN 2019/630 är gjord", Kind::CaseNumber), ["sn 2019/630"]);
    }

    #[test]
    fn matters_of_the_municipality() {
        for text in [
            "Diarienummer MBN 2025:960",
            "dnr KS 2019/2086",
            "Enligt 2017:725",
            "dokument M2021/00123",
            "protokollet § 145/2023",
        ] {
            assert!(spans(text, Kind::CaseNumber).is_empty(), "{text}");
        }
    }
}
