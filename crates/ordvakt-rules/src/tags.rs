//! One byte a slot of a hash table, eight of which are looked at together.

/// Tags that are looked at together.
pub(crate) const GROUP: usize = size_of::<u64>();

/// One in every byte.
const ONES: u64 = u64::MAX / 0xff;

/// The tag of a hash, never zero; its bits are not those that choose the slot.
#[inline]
pub(crate) const fn tag(hash: u64) -> u8 {
    hash as u8 | 1
}

/// The highest bit of every byte that is zero; above the lowest of them, perhaps that of others too.
#[inline]
const fn zeros(bytes: u64) -> u64 {
    bytes.wrapping_sub(ONES) & !bytes & ONES << 7
}

/// What eight tags say of one that is sought.
#[derive(Clone)]
pub(crate) struct Group {
    /// Bits of the bytes that are the tag sought, perhaps of others, none behind the first free slot.
    alike: u64,
    /// Whether a slot is free: nothing behind it belongs to the same run.
    pub(crate) ends: bool,
}

impl Group {
    /// Looks at the tags from a slot on; `None` where there are fewer than [`GROUP`].
    #[inline]
    pub(crate) fn read(tags: &[u8], at: usize, sought: u8) -> Option<Self> {
        let tags = u64::from_le_bytes(*tags.get(at..)?.first_chunk()?);
        let free = zeros(tags);
        let before_free = (free & free.wrapping_neg()).wrapping_sub(1);
        Some(Self { alike: zeros(tags ^ (ONES * u64::from(sought))) & before_free, ends: free != 0 })
    }
}

impl Iterator for Group {
    type Item = usize;

    /// How far from the first tag the next one that may be sought lies.
    #[inline]
    fn next(&mut self) -> Option<usize> {
        if self.alike == 0 {
            return None;
        }
        let next = self.alike.trailing_zeros() as usize / 8;
        self.alike &= self.alike - 1;
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sought_is_among_what_is_told() {
        let tags = [9, 7, 7, 0, 7, 1, 1, 1, 7, 9];
        let mut group = Group::read(&tags, 0, 7).unwrap();
        assert!(group.ends && group.by_ref().eq([1, 2]));
        let group = Group::read(&tags, 1, 5).unwrap();
        assert!(group.ends && group.count() == 0);
        assert!(Group::read(&tags, 2, 7).unwrap().eq([0]));
        assert!(Group::read(&tags, 3, 7).is_none() && Group::read(&[], 0, 7).is_none());
        let full = Group::read(&[3; GROUP], 0, 3).unwrap();
        assert!(!full.ends && full.count() == GROUP);
    }
}
