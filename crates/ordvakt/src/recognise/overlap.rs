//! What counts where recognisers disagree.

use super::{Kind, Recognised};

/// The higher, the surer: checksums and unmistakable forms before looser ones.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Card | Kind::Iban | Kind::BankAccount | Kind::Email | Kind::Ip | Kind::Coordinate => 7,
        Kind::PersonalNumber => 6,
        Kind::Passport | Kind::ReserveNumber => 5,
        Kind::Phone | Kind::BirthDate => 4,
        Kind::Giro | Kind::CaseNumber | Kind::SocialAccount => 3,
        Kind::Address | Kind::Property => 2,
        Kind::Vehicle => 1,
        Kind::Name => 0,
    }
}

/// Moves the best of what overlaps to `out`, in order of position. `merged` is room to work in.
pub(super) fn resolve(found: &mut Vec<Recognised>, merged: &mut Vec<Recognised>, out: &mut Vec<Recognised>) {
    // An announced giro number is one even where its digits could be a telephone number.
    found.sort_by_key(|one| {
        (std::cmp::Reverse(rank(one.kind)), u8::from(one.note), one.start, std::cmp::Reverse(one.end))
    });
    // Each rank is in order of position, and so is what has been kept: the two are gone through side by side.
    for rank_alone in
        found.chunk_by(|one, other| (rank(one.kind), one.note) == (rank(other.kind), other.note))
    {
        merged.clear();
        let mut kept = out.iter().peekable();
        for one in rank_alone {
            while let Some(before) = kept.next_if(|kept| kept.end <= one.start) {
                merged.push(*before);
            }
            let behind = merged.last().is_none_or(|last| last.end <= one.start);
            if behind && kept.peek().is_none_or(|next| one.end <= next.start) {
                merged.push(*one);
            }
        }
        merged.extend(kept);
        std::mem::swap(out, merged);
    }
    found.clear();
}
