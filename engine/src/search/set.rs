//! Sets of items.

use crate::archive::Archive;
use crate::ids::ItemId;

/// A bit for every item.
pub(super) struct ItemSet(Vec<u64>);

impl ItemSet {
    /// The empty set over the items of an archive.
    pub fn new(archive: &Archive) -> ItemSet {
        ItemSet(vec![0; (archive.item_count() as usize).div_ceil(64)])
    }

    #[inline]
    pub fn add(&mut self, item: ItemId) {
        self.0[item.index() / 64] |= 1 << (item.index() % 64);
    }

    /// Whether an item is in it.
    pub fn has(&self, item: ItemId) -> bool {
        self.0[item.index() / 64] & (1 << (item.index() % 64)) != 0
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        self.0.fill(0);
    }

    /// What is in both.
    pub fn and(mut self, other: ItemSet) -> ItemSet {
        self.0.iter_mut().zip(other.0).for_each(|(one, other)| *one &= other);
        self
    }

    /// The number of its items.
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Its items, ascending.
    pub fn iter(&self) -> impl Iterator<Item = ItemId> + '_ {
        self.0.iter().enumerate().flat_map(|(at, &word)| {
            let rest = |word: &u64| Some(word & (word - 1)).filter(|&word| word != 0);
            let words = std::iter::successors(Some(word).filter(|&word| word != 0), rest);
            words.map(move |word| ItemId((64 * at) as u32 + word.trailing_zeros()))
        })
    }
}
