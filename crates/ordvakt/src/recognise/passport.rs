//! Numbers of passports, identity cards and driving licences (`passnummer`).

use ordvakt_rules::WordBits;
use ordvakt_text::Class;

use super::view::View;
use super::{Kind, Recognised};

/// Finds a number that is one token, after a word for the document.
pub(super) fn find(view: &View, index: u32, found: &mut Vec<Recognised>) {
    let word = view.word(index).as_bytes();
    let letters = word.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    let digits = word.len() - letters;
    let shape = matches!((letters, digits), (0 | 1, 8) | (2, 7));
    if !shape
        || !word.iter().skip(letters).all(u8::is_ascii_digit)
        || view.byte(view.end(index) as usize) == b'-'
    {
        return;
    }
    let announced = view
        .before(index, 40)
        .any(|other| view.bits(other).has(WordBits::KEY_PASSPORT) || is_document(view, other));
    let named = letters > 0
        || view.before(index, 40).any(|other| view.class(other).has(Class::WORD) && is_document(view, other));
    if announced && (named || view.known_before(index, 40, WordBits::KEY_PASSPORT)) {
        found.push(view.found(Kind::Passport, index, index + 1, 0.92));
    }
}

/// `id-kortet`, `idkort`, `passnumret`: written in several ways.
fn is_document(view: &View, index: u32) -> bool {
    let word = view.word(index);
    word.starts_with("passnum")
        || word.starts_with("körkort")
        || word.starts_with("idkort")
        || word.starts_with("kort") && index > 0 && view.word(index - 1) == "id"
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::spans;

    #[test]
    fn numbers_after_their_document() {
        assert_eq!(spans("passnummer 98765432", Kind::Passport), ["98765432"]);
        assert_eq!(spans("Mitt pass AA7654321 har gått ut", Kind::Passport), ["aa7654321"]);
        assert_eq!(spans("id-kort nr AA7654321", Kind::Passport), ["aa7654321"]);
    }

    #[test]
    fn other_numbers_of_eight_digits() {
        assert!(spans("Ni skrev 98765432 sist", Kind::Passport).is_empty());
        assert!(spans("pass AAA765432", Kind::Passport).is_empty());
    }
}
