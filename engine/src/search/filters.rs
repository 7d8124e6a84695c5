//! Which items pass which filter.

use super::plan::Plan;
use super::score::Match;
use super::set::ItemSet;
use crate::archive::Archive;
use crate::ids::{ItemId, PlaceId};
use crate::place::Place;
use crate::query::{Choice, Kind, Query};

/// A set of filters, one bit for each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Of(u8);

impl Of {
    pub const NONE: Of = Of(0);
    pub const WORDS: Of = Of(1);
    pub const DATES: Of = Of(1 << 1);
    pub const PLACES: Of = Of(1 << 2);
    pub const NOT_PLACES: Of = Of(1 << 3);
    pub const DOCUMENTS: Of = Of(1 << 4);
    pub const NOT_DOCUMENTS: Of = Of(1 << 5);
    pub const KINDS: Of = Of(1 << 6);

    pub const fn and(self, other: Of) -> Of {
        Of(self.0 | other.0)
    }
}

/// For every item the filters that it does not pass.
pub(super) struct Filters {
    failed: Vec<Of>,
}

impl Filters {
    pub fn new(archive: &Archive, query: &Query, plan: &Plan, matches: &[Match]) -> Filters {
        let count = archive.item_count() as usize;
        let mut filters = Filters { failed: vec![Of::WORDS; count] };
        matches.iter().for_each(|found| filters.passes(found.item, Of::WORDS));
        filters.dates(archive, query, plan);
        filters.places(archive, query, plan);
        filters.documents(archive, query);
        filters
    }

    /// Whether an item passes every filter.
    pub fn pass(&self, item: ItemId) -> bool {
        self.pass_but(item, Of::NONE)
    }

    /// The items that pass every filter but those, ascending.
    pub fn passing_but(&self, but: Of) -> impl Iterator<Item = ItemId> + '_ {
        let passes = move |(_, failed): &(u32, &Of)| failed.0 & !but.0 == 0;
        (0..).zip(&self.failed).filter(passes).map(|(item, _)| ItemId(item))
    }

    /// Whether an item passes every filter but those.
    pub fn pass_but(&self, item: ItemId, but: Of) -> bool {
        self.failed[item.index()].0 & !but.0 == 0
    }

    fn fails(&mut self, item: ItemId, filter: Of) {
        self.failed[item.index()].0 |= filter.0;
    }

    fn passes(&mut self, item: ItemId, filter: Of) {
        self.failed[item.index()].0 &= !filter.0;
    }

    fn all_fail(&mut self, filter: Of) {
        self.failed.iter_mut().for_each(|failed| failed.0 |= filter.0);
    }

    fn dates(&mut self, archive: &Archive, query: &Query, plan: &Plan) {
        if query.not_months.is_empty() && !plan.asks_for_dates() {
            return;
        }
        let is_left_out =
            |item| archive.item_month(item).is_some_and(|month| query.not_months.contains(&month));
        for item in (0..archive.item_count()).map(ItemId) {
            if !plan.is_of_dates(archive.item_date(item)) || is_left_out(item) {
                self.fails(item, Of::DATES);
            }
        }
    }

    fn places(&mut self, archive: &Archive, query: &Query, plan: &Plan) {
        if plan.filters_places {
            self.all_fail(Of::PLACES);
        }
        if plan.placeless != Choice::Free {
            let items = (0..archive.item_count()).map(ItemId);
            let none = items.filter(|&item| !archive.names_any(item, query.per));
            none.for_each(|item| match plan.placeless {
                Choice::Excluded => self.fails(item, Of::NOT_PLACES),
                _ => self.passes(item, Of::PLACES),
            });
        }
        for &place in &plan.places {
            archive.place_items(place).for_each(|item| self.passes(item, Of::PLACES));
        }
        if let Some(window) = query.window {
            let lies = |(id, place): &(PlaceId, Place)| {
                archive.place_kind(*id) == query.per && window.holds(place.lat, place.lon)
            };
            let inside = archive.places().filter(lies).map(|(id, _)| id);
            let mut named = ItemSet::new(archive);
            inside.flat_map(|id| archive.place_items(id)).for_each(|item| named.add(item));
            let outside = (0..archive.item_count()).map(ItemId).filter(|item| !named.has(*item));
            outside.for_each(|item| self.fails(item, Of::PLACES));
        }
        for &place in &plan.not_places {
            archive.place_items(place).for_each(|item| self.fails(item, Of::NOT_PLACES));
        }
    }

    fn documents(&mut self, archive: &Archive, query: &Query) {
        if query.documents.is_empty() && query.not_documents.is_empty() && query.kind.is_none() {
            return;
        }
        for id in (0..archive.item_count()).map(ItemId) {
            let doc = archive.item_document(id);
            if !query.documents.is_empty() && !query.documents.contains(&doc) {
                self.fails(id, Of::DOCUMENTS);
            }
            if query.not_documents.contains(&doc) {
                self.fails(id, Of::NOT_DOCUMENTS);
            }
            if query.kind.is_some_and(|wanted| wanted != kind(archive, id)) {
                self.fails(id, Of::KINDS);
            }
        }
    }
}

/// The kind of an item: a document of several items is a live blog.
pub(super) fn kind(archive: &Archive, item: ItemId) -> Kind {
    if archive.is_alone(item) { Kind::Article } else { Kind::BlogItem }
}

/// How a value of a facet is counted: one that is left out by the items it takes away.
pub(super) fn counted_over(choice: Choice, other: Of, not: Of) -> Of {
    if choice == Choice::Excluded { other.and(not) } else { other }
}
