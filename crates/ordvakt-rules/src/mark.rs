//! Bits that stand for features: a glance at them tells what cannot be there.

/// Two bits of every feature in a set, which it shares with few others: where either is not set, the feature is not in the set;
/// where both are, it may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The first bits.
    pub first: u64,
    /// The second bits, drawn independently of the first.
    pub second: u64,
}

impl Marks {
    /// Of no feature.
    pub const NONE: Self = Self { first: 0, second: 0 };
    /// Of anything, also of what is no feature.
    pub const ANYTHING: Self = Self { first: u64::MAX, second: u64::MAX };

    /// Of one feature.
    #[inline]
    pub const fn of(feature: u32) -> Self {
        let (first, second) = mark_bits(feature);
        Self { first: 1 << first, second: 1 << second }
    }

    /// Of both sets.
    #[inline]
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self { first: self.first | other.first, second: self.second | other.second }
    }

    /// Whether what is sought, one feature or any of several, may be in the set.
    #[inline]
    pub const fn may_hold(self, sought: Self) -> bool {
        self.first & sought.first != 0 && self.second & sought.second != 0 || sought.first == u64::MAX
    }
}

/// The numbers of the first and the second bit of a feature, 0 to 63.
#[inline]
pub const fn mark_bits(feature: u32) -> (u8, u8) {
    let spread = feature.wrapping_mul(0x9e37_79b9);
    ((spread >> 26) as u8, (spread >> 20 & 63) as u8)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_bit_is_used_and_few_features_share_both() {
        let pairs: BTreeSet<(u8, u8)> = (0..4096).map(mark_bits).collect();
        assert!(pairs.len() > 2000, "{}", pairs.len());
        let all = (0..4096).map(Marks::of).fold(Marks::NONE, Marks::or);
        assert_eq!(all, Marks::ANYTHING);
    }

    #[test]
    fn a_set_may_hold_what_is_in_it() {
        let set = [7, 800, 31_000].map(Marks::of).into_iter().fold(Marks::NONE, Marks::or);
        assert!([7, 800, 31_000].into_iter().all(|feature| set.may_hold(Marks::of(feature))));
        let wrong = (0..10_000).filter(|feature| set.may_hold(Marks::of(*feature))).count();
        assert!(wrong < 100, "{wrong}");
        assert!(!Marks::NONE.may_hold(Marks::of(7)) && Marks::NONE.may_hold(Marks::ANYTHING));
    }
}
