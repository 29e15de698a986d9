//! What counts where recognisers disagree.

use super::{Kind, Recognised};

/// The higher, the surer: checksums and unmistakable forms before looser ones.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Card | Kind::Iban | Kind::BankAccount | Kind::Email | Kind::Ip | Kind::Coordinate => 7,
        Kind::PersonalNumber => 6,
        Kind::Passport => 5,
        Kind::Phone | Kind::BirthDate => 4,
        Kind::Giro | Kind::CaseNumber | Kind::SocialAccount => 3,
        Kind::Address | Kind::Property => 2,
        Kind::Vehicle => 1,
        Kind::Name => 0,
    }
}

/// Moves the best of what overlaps to `out`, in order of position.
pub(super) fn resolve(found: &mut Vec<Recognised>, out: &mut Vec<Recognised>) {
    // An announced giro number is one even where its digits could be a telephone number.
    found.sort_by_key(|one| {
        (std::cmp::Reverse(rank(one.kind)), u8::from(one.note), one.start, std::cmp::Reverse(one.end))
    });
    for one in found.drain(..) {
        if out.iter().all(|kept| one.end <= kept.start || kept.end <= one.start) {
            out.push(one);
        }
    }
    out.sort_by_key(|one| one.start);
}
