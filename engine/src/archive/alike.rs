//! Near-duplicates: the items that fold under another.
//!
//! One stream of bits: how many; for each the items between it and the one before, and those
//! between the one it folds under and itself.

use super::bits::{BitReader, BitWriter, rice_parameter};
use crate::ids::ItemId;

/// Writes which items fold, ascending, each with the one it folds under, of so many items.
pub(super) fn write(folds: &[(ItemId, ItemId)], items: usize) -> Vec<u8> {
    let mut stream = BitWriter::default();
    stream.delta(folds.len() as u32);
    let k = rice_parameter(folds.len() as u32, items as u32);
    let mut next = 0;
    for (item, under) in folds {
        stream.rice(item.0 - next, k);
        stream.delta(item.0 - under.0 - 1);
        next = item.0 + 1;
    }
    stream.finish()
}

/// What stands for no item.
const NONE: u32 = u32::MAX;

/// The near-duplicates, unfolded.
#[derive(Default)]
pub(super) struct Alike {
    /// For every item the first of those it is alike to, itself perhaps; nothing where no two are.
    first: Vec<u32>,
}

impl Alike {
    /// Unfolds them; `None` where these are none.
    pub fn open(bits: &[u8], items: u32) -> Option<Alike> {
        let mut reader = BitReader::new(bits, 0);
        let count = reader.delta();
        (count <= items).then_some(())?;
        let k = rice_parameter(count, items);
        let mut first = vec![NONE; if count > 0 { items as usize } else { 0 }];
        let mut next = 0u32;
        for _ in 0..count {
            let item = next.checked_add(reader.rice(k)).filter(|item| *item < items)?;
            let under = item.checked_sub(reader.delta().checked_add(1)?)?;
            // What another folds under folds under none.
            let free = first[under as usize] == NONE || first[under as usize] == under;
            (free && !reader.is_past_end()).then_some(())?;
            first[under as usize] = under;
            first[item as usize] = under;
            next = item + 1;
        }
        Some(Alike { first })
    }

    /// Whether any two items are alike.
    pub fn has_any(&self) -> bool {
        !self.first.is_empty()
    }

    /// The first of the items that an item is alike to, itself perhaps; `None` for one that is alike
    /// to no other.
    #[inline]
    pub fn first(&self, item: ItemId) -> Option<ItemId> {
        self.first.get(item.index()).filter(|first| **first != NONE).map(|first| ItemId(*first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let folds = [(3, 1), (4, 0), (5, 1), (900, 6)].map(|(item, of)| (ItemId(item), ItemId(of)));
        let alike = Alike::open(&write(&folds, 1000), 1000).unwrap();
        for item in (0..1000).map(ItemId) {
            let under = folds.iter().find(|(folded, _)| *folded == item).map(|(_, under)| *under);
            let is_first = folds.iter().any(|(_, under)| *under == item);
            assert_eq!(alike.first(item), under.or(is_first.then_some(item)));
        }
        assert!(!Alike::open(&write(&[], 1000), 1000).unwrap().has_any());
    }

    #[test]
    fn what_folds_has_nothing_under_it() {
        let chain = [(1, 0), (2, 1)].map(|(item, of)| (ItemId(item), ItemId(of)));
        assert!(Alike::open(&write(&chain, 9), 9).is_none());
    }
}
