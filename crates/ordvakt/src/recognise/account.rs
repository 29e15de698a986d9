//! Swedish bank accounts (`bankkonto`) and giro numbers (`giro`).

use ordvakt_rules::{AccountCheck, WordBits};

use super::number::{Between, Run, luhn, value};
use super::view::View;
use super::{Kind, Recognised};

/// Finds an account or a giro number that begins with a run of digits.
pub(super) fn find(view: &View, run: &Run, found: &mut Vec<Recognised>) {
    giro(view, run, found);
    let near = view.known_before(run.token, 45, WordBits::KEY_ACCOUNT)
        || view.before(run.token, 8).any(|at| view.word(at) == "till");
    let counted = view.before(run.token, 25).take(2).any(|at| view.bits(at).has(WordBits::KEY_NOT_PERSONAL));
    let best = (1..=run.groups().len()).rev().find_map(|groups| {
        let check = kept(view, run.digits(groups))?;
        let separate = run.length(0) == 4 || run.length(0) == 5;
        let solid = check == AccountCheck::Person && separate;
        (near || solid && !counted).then_some((groups, solid))
    });
    let Some((groups, solid)) = best else { return };
    found.push(view.found(Kind::BankAccount, run.token, run.last(groups), if solid { 0.95 } else { 0.92 }));
}

/// The check that the digits of clearing and account pass.
fn kept(view: &View, digits: &[u8]) -> Option<AccountCheck> {
    let clearing = value(digits.get(..4)?);
    let check = view.numbers.check(clearing)?;
    let account = digits.get(4..)?;
    let fits = match check {
        AccountCheck::Short => account.len() == 7 && eleven(digits.get(1..)?),
        AccountCheck::Whole => account.len() == 7 && eleven(digits),
        AccountCheck::Nine => (8..=9).contains(&account.len()) && eleven(account),
        AccountCheck::Person => account.len() == 10 && luhn(account),
        // Five-digit clearing numbers of savings banks have their own check digit.
        AccountCheck::Ten => {
            let plain = (6..=10).contains(&account.len()) && luhn(account);
            // Their older accounts need not keep the check of the rest.
            let long = (8000..9000).contains(&clearing)
                && (8..=11).contains(&account.len())
                && luhn(digits.get(..5)?);
            plain || long
        }
    };
    fits.then_some(check)
}

/// Weights 1 to 10 from the right, over again, modulo 11.
fn eleven(digits: &[u8]) -> bool {
    let weighed =
        digits.iter().rev().enumerate().map(|(place, digit)| (place as u32 % 10 + 1) * u32::from(*digit));
    weighed.sum::<u32>().is_multiple_of(11)
}

/// `991-2346`, `5555-5551`, `12 34 56-7`: personal only when somebody's own.
fn giro(view: &View, run: &Run, found: &mut Vec<Recognised>) {
    if !view.known_before(run.token, 45, WordBits::KEY_GIRO) {
        return;
    }
    let shape = |groups: usize| {
        let joint = run.before(groups - 1);
        let dashed = joint == Between::Hyphen && matches!(run.length(groups - 1), 1 | 4);
        groups == 1 || dashed && (1..groups - 1).all(|group| run.before(group) == Between::Space)
    };
    let fits = |groups: &usize| {
        let digits = run.digits(*groups);
        (2..=8).contains(&digits.len()) && shape(*groups) && luhn(digits)
    };
    let Some(groups) = (1..=run.groups().len().min(5)).rev().find(fits) else { return };
    if run.digits(groups).len() < 6 {
        return;
    }
    let mut one = view.found(Kind::Giro, run.token, run.last(groups), 0.9);
    let ties = WordBits::KEY_PRIVATE.or(WordBits::RELATION);
    one.personal = view.known_before(run.token, 45, ties);
    found.push(one);
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::testing::{found, spans};

    #[test]
    fn accounts_by_range_and_check() {
        assert_eq!(spans("mitt konto 3782 871211-2393", Kind::BankAccount), ["3782 871211-2393"]);
        assert_eq!(spans("kontonummer 9590 200 00 00, tack", Kind::BankAccount), ["9590 200 00 00"]);
        assert!(spans("kontonummer 9590 200 00 01, tack", Kind::BankAccount).is_empty());
        assert!(spans("det var 9590 200 00 00 en gång", Kind::BankAccount).is_empty());
    }

    #[test]
    fn a_giro_number_is_personal_only_with_an_owner() {
        let personal = |text| found(text, Kind::Giro).first().map(|one| one.personal);
        assert_eq!(personal("mitt plusgiro är 991-2346"), Some(true));
        assert_eq!(personal("Kommunens bankgiro 991-2346 står på fakturan"), Some(false));
        assert_eq!(personal("Kommunens bankgiro 991-2347"), None);
    }
}
