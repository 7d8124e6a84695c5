//! Filters as a reader meets them: values that are chosen, counted out, locked and taken away.

use super::{Dates, Query, Window};
use crate::ids::{DocId, PlaceId};
use crate::time::Month;
use std::collections::BTreeSet;

/// A property of items by which they can be narrowed down.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Facet {
    /// The cities they name.
    Places,
    /// When they are from.
    Dates,
    /// The documents they are part of.
    Documents,
    /// What kind of text they are.
    Kinds,
}

/// What kind of text an item is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A document of its own.
    Article,
    /// One of the items of a live blog.
    BlogItem,
}

/// One filter of a query, as a reader sees and removes it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Filter {
    /// Items that name this place.
    Place(PlaceId),
    /// Items that do not name this place.
    NotPlace(PlaceId),
    /// Items that name no place.
    Placeless,
    /// Items that name one.
    Placed,
    /// Items that name a place in this part of the map.
    Window(Window),
    /// Items of these dates.
    Dates(Dates),
    /// Items without a month, beside those of the dates.
    Undated,
    /// Items with a month.
    Dated,
    /// Items of other months or none.
    NotMonth(Month),
    /// Items of this document.
    Document(DocId),
    /// Items of other documents.
    NotDocument(DocId),
    /// Items of this kind.
    Kind(Kind),
}

/// What a query says about one value of a facet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Choice {
    /// Nothing.
    #[default]
    Free,
    /// Items with it are asked for.
    Chosen,
    /// Items with it are left out.
    Excluded,
}

impl Facet {
    /// Every facet, in the order of the page.
    pub const ALL: [Facet; 4] = [Facet::Places, Facet::Dates, Facet::Documents, Facet::Kinds];
}

impl Kind {
    /// Every kind, in the order of the page.
    pub const ALL: [Kind; 2] = [Kind::Article, Kind::BlogItem];
}

impl Filter {
    /// The filter that leaves out what this one asks for; `None` where there is none. Of the two
    /// kinds of text, leaving out one is asking for the other.
    pub fn opposite(self) -> Option<Filter> {
        Some(match self {
            Filter::Place(place) => Filter::NotPlace(place),
            Filter::NotPlace(place) => Filter::Place(place),
            Filter::Placeless => Filter::Placed,
            Filter::Placed => Filter::Placeless,
            Filter::Dates(dates) => Filter::NotMonth(dates.only_month()?),
            Filter::NotMonth(month) => Filter::Dates(Dates::only(month)),
            Filter::Undated => Filter::Dated,
            Filter::Dated => Filter::Undated,
            Filter::Document(doc) => Filter::NotDocument(doc),
            Filter::NotDocument(doc) => Filter::Document(doc),
            Filter::Kind(Kind::Article) => Filter::Kind(Kind::BlogItem),
            Filter::Kind(Kind::BlogItem) => Filter::Kind(Kind::Article),
            Filter::Window(_) => return None,
        })
    }

    /// Whether it leaves a value out.
    fn leaves_out(self) -> bool {
        let out =
            matches!(self, Filter::NotPlace(_) | Filter::NotMonth(_) | Filter::NotDocument(_));
        out || matches!(self, Filter::Placed | Filter::Dated)
    }

    /// The facet that it narrows.
    pub fn facet(self) -> Facet {
        match self {
            Filter::Place(_) | Filter::NotPlace(_) => Facet::Places,
            Filter::Placeless | Filter::Placed | Filter::Window(_) => Facet::Places,
            Filter::Dates(_) | Filter::Undated | Filter::Dated => Facet::Dates,
            Filter::NotMonth(_) => Facet::Dates,
            Filter::Document(_) | Filter::NotDocument(_) => Facet::Documents,
            Filter::Kind(_) => Facet::Kinds,
        }
    }
}

impl Choice {
    /// What two questions say about a value together: leaving out goes before asking.
    pub(crate) fn and(self, other: Choice) -> Choice {
        self.max(other)
    }

    /// The filter by which a query says so.
    fn filter(self, chosen: Filter, excluded: Filter) -> Option<Filter> {
        match self {
            Choice::Free => None,
            Choice::Chosen => Some(chosen),
            Choice::Excluded => Some(excluded),
        }
    }

    /// What two sets say about a value: those asked for, and those left out.
    pub(crate) fn of<T: Ord>(value: T, chosen: &BTreeSet<T>, excluded: &BTreeSet<T>) -> Choice {
        match (excluded.contains(&value), chosen.contains(&value)) {
            (true, _) => Choice::Excluded,
            (_, true) => Choice::Chosen,
            _ => Choice::Free,
        }
    }
}

impl Query {
    /// The filters beside the words, one for each chip: facet by facet.
    pub fn filters(&self) -> Vec<Filter> {
        let mut filters = Vec::new();
        filters.extend(self.places.iter().map(|&place| Filter::Place(place)));
        filters.extend(self.not_places.iter().map(|&place| Filter::NotPlace(place)));
        filters.extend(self.placeless.filter(Filter::Placeless, Filter::Placed));
        filters.extend(self.window.map(Filter::Window));
        filters.extend((!self.dates.is_any()).then_some(Filter::Dates(self.dates)));
        filters.extend(self.undated.filter(Filter::Undated, Filter::Dated));
        filters.extend(self.not_months.iter().map(|&month| Filter::NotMonth(month)));
        filters.extend(self.documents.iter().map(|&doc| Filter::Document(doc)));
        filters.extend(self.not_documents.iter().map(|&doc| Filter::NotDocument(doc)));
        filters.extend(self.kind.map(Filter::Kind));
        filters
    }

    /// The filters of one facet.
    pub fn filters_of(&self, facet: Facet) -> impl Iterator<Item = Filter> {
        self.filters().into_iter().filter(move |filter| filter.facet() == facet)
    }

    /// Whether a filter is among them.
    pub fn has(&self, filter: Filter) -> bool {
        self.filters_of(filter.facet()).any(|other| other == filter)
    }

    /// Asks for a filter beside those there are. A value is never both chosen and left out, and
    /// of dates, of kinds and of windows there is one.
    pub fn add(&mut self, filter: Filter) {
        match filter {
            Filter::Place(place) => choose(place, &mut self.places, &mut self.not_places),
            Filter::NotPlace(place) => choose(place, &mut self.not_places, &mut self.places),
            Filter::Placeless => self.placeless = Choice::Chosen,
            Filter::Placed => self.placeless = Choice::Excluded,
            Filter::Window(window) => self.window = Some(window),
            Filter::Dates(dates) => {
                self.not_months.retain(|month| Some(*month) != dates.only_month());
                self.dates = dates;
            }
            Filter::Undated => self.undated = Choice::Chosen,
            Filter::Dated => self.undated = Choice::Excluded,
            Filter::NotMonth(month) => {
                if self.dates == Dates::only(month) {
                    self.dates = Dates::default();
                }
                self.remove(filter);
                self.not_months.push(month);
            }
            Filter::Document(doc) => choose(doc, &mut self.documents, &mut self.not_documents),
            Filter::NotDocument(doc) => choose(doc, &mut self.not_documents, &mut self.documents),
            Filter::Kind(kind) => self.kind = Some(kind),
        }
    }

    /// Takes a filter away; what is not there stays away.
    pub fn remove(&mut self, filter: Filter) {
        match filter {
            _ if !self.has(filter) => {}
            Filter::Place(place) => drop(self.places.remove(&place)),
            Filter::NotPlace(place) => drop(self.not_places.remove(&place)),
            Filter::Placeless | Filter::Placed => self.placeless = Choice::Free,
            Filter::Window(_) => self.window = None,
            Filter::Dates(_) => self.dates = Dates::default(),
            Filter::Undated | Filter::Dated => self.undated = Choice::Free,
            Filter::NotMonth(month) => self.not_months.retain(|other| *other != month),
            Filter::Document(doc) => drop(self.documents.remove(&doc)),
            Filter::NotDocument(doc) => drop(self.not_documents.remove(&doc)),
            Filter::Kind(_) => self.kind = None,
        }
    }

    /// Asks for a filter; once more: no longer.
    pub fn toggle(&mut self, filter: Filter) {
        if self.has(filter) {
            self.remove(filter);
        } else {
            self.add(filter);
        }
    }

    /// The same question without one of its filters.
    pub fn without(&self, filter: Filter) -> Query {
        let mut query = self.clone();
        query.remove(filter);
        query
    }

    /// Takes away the filters of a facet, locked or not.
    pub fn clear_facet(&mut self, facet: Facet) {
        let gone: Vec<Filter> = self.filters_of(facet).collect();
        gone.into_iter().for_each(|filter| self.remove(filter));
    }

    /// Asks for one place in one month alone, or where there is no month; once more: for any.
    pub fn choose_cell(&mut self, place: PlaceId, month: Option<Month>) {
        let alone = self.is_cell(place, month);
        let cell = [Filter::Place(place), in_month(month)];
        let stays = |filter: &Filter| {
            filter.leaves_out() && cell.iter().all(|cell| cell.opposite() != Some(*filter))
        };
        let stay: Vec<Filter> = self.filters().into_iter().filter(stays).collect();
        self.clear_facet(Facet::Places);
        self.clear_facet(Facet::Dates);
        let cell = cell.into_iter().filter(|_| !alone);
        stay.into_iter().chain(cell).for_each(|filter| self.add(filter));
    }

    /// Whether one place in one month, or without a month, is asked for.
    pub fn is_cell(&self, place: PlaceId, month: Option<Month>) -> bool {
        let is_value = |filter: &Filter| {
            matches!(filter.facet(), Facet::Places | Facet::Dates) && !filter.leaves_out()
        };
        let filters = self.filters().into_iter().filter(is_value);
        filters.eq([Filter::Place(place), in_month(month)])
    }

    /// Keeps the filters of a facet when the others are cleared, or no longer.
    pub fn toggle_lock(&mut self, facet: Facet) {
        if !self.locked.remove(&facet) {
            self.locked.insert(facet);
        }
    }

    /// Takes away words and filters but those of locked facets; the order, the kind of places
    /// counted, and whether words count as typed, stay.
    pub fn clear(&mut self) {
        let locked = std::mem::take(&mut self.locked);
        let kept: Vec<Filter> =
            locked.iter().flat_map(|&facet| self.filters_of(facet).collect::<Vec<_>>()).collect();
        let Query { sort, exact, per, .. } = *self;
        *self = Query { sort, exact, per, locked, ..Query::default() };
        kept.into_iter().for_each(|filter| self.add(filter));
    }

    /// Whether [`Query::clear`] would take something away.
    pub fn can_clear(&self) -> bool {
        let loose = |filter: &Filter| !self.locked.contains(&filter.facet());
        !self.text.trim().is_empty() || self.filters().iter().any(loose)
    }
}

/// The filter of a month, or of what has none.
fn in_month(month: Option<Month>) -> Filter {
    month.map_or(Filter::Undated, |month| Filter::Dates(Dates::only(month)))
}

fn choose<T: Ord>(value: T, chosen: &mut BTreeSet<T>, other: &mut BTreeSet<T>) {
    other.remove(&value);
    chosen.insert(value);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::tests::period;

    fn full() -> Query {
        let mut query = Query { text: "aanval".into(), ..Query::default() };
        query.set_range(period("2022-03"), period("2022-06"));
        for filter in [
            Filter::Place(PlaceId(1)),
            Filter::Place(PlaceId(2)),
            Filter::NotPlace(PlaceId(3)),
            Filter::Placeless,
            Filter::Undated,
            Filter::NotMonth(Month::parse("2022-04").unwrap()),
            Filter::Window("46.00_22.00_52.00_40.00".parse().unwrap()),
            Filter::Document(DocId(0)),
            Filter::NotDocument(DocId(1)),
            Filter::Kind(Kind::BlogItem),
        ] {
            query.add(filter);
        }
        query
    }

    #[test]
    fn each_filter_can_be_taken_away_alone() {
        let query = full();
        assert_eq!(query.filters().len(), 11);
        for filter in query.filters() {
            let without = query.without(filter);
            assert!(!without.filters().contains(&filter));
            assert_eq!(without.filters().len(), 10);
        }
        let left = query.filters().into_iter().fold(query, |query, filter| query.without(filter));
        assert!(!left.has_filters());
        assert_eq!(left.text, "aanval");
    }

    #[test]
    fn a_value_is_chosen_or_left_out_but_not_both() {
        let mut query = Query::default();
        query.toggle(Filter::Place(PlaceId(3)));
        query.toggle(Filter::NotPlace(PlaceId(3)));
        assert_eq!(query.filters(), [Filter::NotPlace(PlaceId(3))]);
        query.toggle(Filter::Place(PlaceId(3)));
        assert_eq!(query.filters(), [Filter::Place(PlaceId(3))]);
        query.toggle(Filter::Place(PlaceId(3)));
        assert!(query.is_empty());
    }

    #[test]
    fn a_locked_facet_stays_when_the_rest_is_cleared() {
        let mut query = full();
        query.toggle_lock(Facet::Places);
        assert!(query.can_clear());
        query.clear();
        assert!(query.text.is_empty());
        assert_eq!(query.filters().len(), 5);
        assert!(!query.can_clear());
        query.clear_facet(Facet::Places);
        assert!(!query.has_filters());
        query.toggle_lock(Facet::Places);
        assert_eq!(query, Query::default());
    }
}
