//! Which items name which places, counted from the mentions.

use super::documents::{Documents, MentionRecord};
use super::places::Places;
use super::rows::Rows;
use crate::ids::{DocId, ItemId, PlaceId};
use crate::place::PlaceKind;

/// What is counted.
pub(super) struct Named {
    /// The places that count for each item.
    pub item_places: Rows<PlaceId>,
    /// The items that each place counts for, ascending.
    pub place_items: Rows<Naming>,
    /// Of regions and countries the items that name it itself, ascending; of cities none.
    pub items_naming: Rows<ItemId>,
}

impl Named {
    /// Counts the mentions of all documents; `mentions` tells those of one.
    pub fn count(
        documents: &Documents,
        places: &Places,
        mut mentions: impl FnMut(DocId) -> Vec<MentionRecord>,
    ) -> Named {
        let mut counts = Counts {
            places,
            of_items: Rows::default(),
            last: vec![0; places.len() as usize],
            naming: Vec::new(),
            around: Vec::new(),
        };
        for doc in (0..documents.documents.len() as u32).map(DocId) {
            let items = documents.documents[doc.index()].items.clone();
            let found = mentions(doc);
            let mut rest = found.iter().filter(|found| found.counts).peekable();
            for item in items.map(ItemId) {
                // Mentions stand in the order of the text.
                let end = documents.items[item.index()].span.end as usize;
                while let Some(found) = rest.next_if(|found| found.mention.span.end <= end) {
                    counts.add(found.mention.place, 1);
                }
                counts.end_item(item);
            }
        }
        counts.finish()
    }
}

/// An item that names a place, and how often: the lowest bits tell the mentions, the others the
/// item.
#[derive(Clone, Copy)]
pub(super) struct Naming(u32);

impl Naming {
    const MENTIONS_BITS: u32 = 8;
    /// More mentions count as so many: a score hardly tells them apart.
    const MOST: u32 = (1 << Naming::MENTIONS_BITS) - 1;
    /// Items of an archive, at most.
    pub const ITEMS: u32 = u32::MAX >> Naming::MENTIONS_BITS;

    fn new(item: ItemId, mentions: u32) -> Naming {
        Naming(item.0 << Naming::MENTIONS_BITS | mentions.min(Naming::MOST))
    }

    #[inline]
    pub fn item(self) -> ItemId {
        ItemId(self.0 >> Naming::MENTIONS_BITS)
    }

    #[inline]
    pub fn mentions(self) -> u32 {
        self.0 & Naming::MOST
    }
}

/// The counts as they grow.
struct Counts<'c> {
    places: &'c Places,
    /// For every item that is done, and the one that is not, the places that count for it with
    /// their mentions.
    of_items: Rows<(PlaceId, u32)>,
    /// For every place where it stands in the row of an item, the last that has it.
    last: Vec<u32>,
    /// Regions and countries with the items that name them, ascending by item, each pair once.
    naming: Vec<(PlaceId, ItemId)>,
    /// What the places of an item lie in, with their mentions.
    around: Vec<(PlaceId, u32)>,
}

impl Counts<'_> {
    /// Counts mentions of a place.
    fn add(&mut self, place: PlaceId, mentions: u32) {
        let last = &mut self.last[place.index()];
        let row = self.of_items.open_row();
        match row.get_mut(*last as usize) {
            Some((other, count)) if *other == place => *count += mentions,
            _ => {
                *last = row.len() as u32;
                self.of_items.push((place, mentions));
            }
        }
    }

    /// Counts the mentions of an item, so far those of each place alone, also for what that lies
    /// in.
    fn end_item(&mut self, item: ItemId) {
        let places = self.places;
        for nth in 0..self.of_items.open_row().len() {
            let (place, mentions) = self.of_items.open_row()[nth];
            if places.kind(place) != PlaceKind::City {
                self.naming.push((place, item));
            }
            places.around(place).for_each(|around| self.around.push((around, mentions)));
        }
        while let Some((place, mentions)) = self.around.pop() {
            self.add(place, mentions);
        }
        self.of_items.end_row();
    }

    fn finish(self) -> Named {
        let places = self.places.len() as usize;
        let items = (0..).map(ItemId).zip(self.of_items.iter());
        let named = items.flat_map(|(item, named)| named.iter().map(move |of| (item, of)));
        let of_places =
            named.map(|(item, &(place, count))| (place.index(), Naming::new(item, count)));
        let naming = self.naming.iter().map(|&(place, item)| (place.index(), item));
        Named {
            place_items: Rows::grouped(places, of_places),
            items_naming: Rows::grouped(places, naming),
            item_places: self.of_items.map(|(place, _)| place),
        }
    }
}
