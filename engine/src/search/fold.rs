//! Near-duplicates among the items found stand under one hit.

use super::score::Match;
use crate::archive::Archive;
use crate::ids::ItemId;
use std::collections::BTreeMap;

/// Items that stand under the hit of another.
#[derive(Default)]
pub(super) struct Folded {
    /// All that were found of each group of items that are alike, ascending, by the first of the
    /// group; the one whose hit it is among them.
    groups: BTreeMap<ItemId, Vec<ItemId>>,
}

impl Folded {
    /// Takes from `found` all of each group of items that are alike but the one whose key is least.
    pub fn take<K: Ord>(
        archive: &Archive,
        found: &mut Vec<Match>,
        key: impl Fn(&Match) -> K,
    ) -> Folded {
        let mut folded = Folded::default();
        if !archive.has_alike() {
            return folded;
        }
        let mut best: BTreeMap<ItemId, (K, ItemId)> = BTreeMap::new();
        for found in found.iter() {
            let Some(first) = archive.first_alike(found.item) else { continue };
            folded.groups.entry(first).or_default().push(found.item);
            let this = (key(found), found.item);
            match best.get_mut(&first) {
                Some(best) if *best <= this => {}
                Some(best) => *best = this,
                None => drop(best.insert(first, this)),
            }
        }
        found.retain(|found| {
            let first = archive.first_alike(found.item);
            first.is_none_or(|first| best[&first].1 == found.item)
        });
        folded
    }

    /// How many items stand under the hits of others.
    pub fn count(&self) -> u32 {
        self.groups.values().map(|group| group.len() as u32 - 1).sum()
    }

    /// The items that stand under the hit of this one.
    pub fn under(&self, archive: &Archive, item: ItemId) -> Vec<ItemId> {
        let group = archive.first_alike(item).and_then(|first| self.groups.get(&first));
        group.into_iter().flatten().copied().filter(|other| *other != item).collect()
    }
}
