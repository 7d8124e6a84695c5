//! Which items name which places, counted from the mentions.

use super::Rows;
use super::documents::{Documents, MentionRecord};
use super::places::Places;
use crate::ids::{DocId, ItemId, PlaceId};
use crate::place::PlaceKind;
use std::cmp::Reverse;

/// What is counted.
pub(super) struct Named {
    /// The places that count for each item, most mentions first, then by id.
    pub item_places: Rows<PlaceId>,
    /// The items that each place counts for, with its mentions, ascending.
    pub place_items: Rows<(ItemId, u32)>,
    /// Of regions and countries the items that name it itself, ascending; of cities none.
    pub items_naming: Rows<ItemId>,
}

/// The counts as they grow.
struct Counts<'c> {
    documents: &'c Documents<'c>,
    places: &'c Places,
    /// For every item the places that count for it with their mentions.
    of_items: Vec<Vec<(PlaceId, u32)>>,
    items_naming: Vec<Vec<ItemId>>,
}

impl Named {
    /// Counts the mentions of all documents; `mentions` tells those of one.
    pub fn count(
        documents: &Documents,
        places: &Places,
        mut mentions: impl FnMut(DocId) -> Vec<MentionRecord>,
    ) -> Named {
        let mut counts = Counts {
            documents,
            places,
            of_items: vec![Vec::new(); documents.items.len()],
            items_naming: vec![Vec::new(); places.len() as usize],
        };
        for doc in (0..documents.documents.len() as u32).map(DocId) {
            mentions(doc).iter().filter(|found| found.counts).for_each(|found| {
                counts.add(doc, found);
            });
        }
        counts.finish()
    }
}

impl Counts<'_> {
    /// Counts a mention for its place and for what that lies in.
    fn add(&mut self, doc: DocId, MentionRecord { mention, .. }: &MentionRecord) {
        let items = self.documents.documents[doc.index()].items.clone();
        let of_doc = &self.documents.items[items.start as usize..items.end as usize];
        let at = of_doc.partition_point(|item| (item.span.end as usize) < mention.span.end);
        if at == of_doc.len() {
            return;
        }
        let item = ItemId(items.start + at as u32);
        let named = &mut self.of_items[item.index()];
        for place in std::iter::once(mention.place).chain(self.places.around(mention.place)) {
            match named.iter_mut().find(|(other, _)| *other == place) {
                Some((_, count)) => *count += 1,
                None => named.push((place, 1)),
            }
        }
        let naming = &mut self.items_naming[mention.place.index()];
        if self.places.kind(mention.place) != PlaceKind::City && naming.last() != Some(&item) {
            naming.push(item);
        }
    }

    fn finish(mut self) -> Named {
        self.of_items.iter_mut().for_each(|named| named.sort_unstable());
        let mut place_items = vec![Vec::new(); self.items_naming.len()];
        for (item, named) in (0..).map(ItemId).zip(&self.of_items) {
            named.iter().for_each(|&(place, count)| place_items[place.index()].push((item, count)));
        }
        let most_first = |mut named: Vec<(PlaceId, u32)>| {
            named.sort_by_key(|(_, count)| Reverse(*count));
            named.into_iter().map(|(place, _)| place).collect()
        };
        Named {
            item_places: Rows::of(self.of_items.into_iter().map(most_first)),
            place_items: Rows::of(place_items.into_iter()),
            items_naming: Rows::of(self.items_naming.into_iter()),
        }
    }
}
