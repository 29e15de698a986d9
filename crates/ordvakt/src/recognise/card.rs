//! Payment cards (`betalkort`).

use ordvakt_rules::WordBits;

use super::number::{Between, Run, luhn, value};
use super::view::View;
use super::{Kind, Recognised};

/// Finds a card number that is a whole run of digits.
pub(super) fn find(view: &View, run: &Run, found: &mut Vec<Recognised>) {
    let even = |groups: usize| {
        (1..groups).all(|group| run.before(group) == run.before(1))
            && (groups == 1 || matches!(run.before(1), Between::Space | Between::Hyphen | Between::Period))
    };
    let grouped = |groups: usize| {
        groups == 1 || run.length(0) == 4 && (1..groups).all(|group| matches!(run.length(group), 3..=6))
    };
    let Some(groups) = (1..=run.groups().len().min(5)).rev().find(|&groups| {
        even(groups) && grouped(groups) && issued(run.digits(groups)) && luhn(run.digits(groups))
    }) else {
        return;
    };
    let counted =
        view.before(run.token, 30).take(3).any(|other| view.bits(other).has(WordBits::KEY_NOT_PERSONAL));
    if counted || run.groups().len() > groups && matches!(run.before(groups), Between::Hyphen) {
        return;
    }
    found.push(view.found(Kind::Card, run.token, run.last(groups), 0.97));
}

/// Whether an issuer's range and length fit.
fn issued(digits: &[u8]) -> bool {
    let head = |length: usize| digits.get(..length).map_or(0, value);
    match digits.len() {
        13 => head(1) == 4,
        14 => matches!(head(2), 36 | 38) || matches!(head(3), 300..=305),
        15 => matches!(head(2), 34 | 37),
        16 => {
            head(1) == 4
                || matches!(head(2), 51..=55 | 65)
                || matches!(head(4), 2221..=2720 | 6011 | 3528..=3589)
                || matches!(head(3), 644..=649)
        }
        19 => head(1) == 4 || head(4) == 6011 || head(2) == 65,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::spans;

    #[test]
    fn issuers_test_cards_are_found() {
        for card in ["4111 1111 1111 1111", "4111111111111111", "5555-5555-5555-4444", "378282246310005"] {
            assert_eq!(spans(&format!("betalade med {card} igår"), Kind::Card), [card]);
        }
    }

    #[test]
    fn other_long_numbers_are_no_cards() {
        for text in [
            "4111 1111 1111 1112",
            "OCR 4111 1111 1111 1111",
            "kollinummer 00373325380012345678",
            "EAN 7310865004703",
        ] {
            assert!(spans(text, Kind::Card).is_empty(), "{text}");
        }
    }
}
