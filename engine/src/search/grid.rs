//! Places against months: how many items name which city when, zeros and all.

use super::filters::{Filters, Of};
use super::plan::Plan;
use super::score;
use crate::archive::Archive;
use crate::ids::{ItemId, PlaceId};
use crate::query::Query;
use crate::time::{Month, Period};

/// A table of counts over the items that pass all filters but those on places and dates, so that
/// choosing a cell leaves the others to compare with. What is left out stays left out.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Grid {
    /// Every month from the first to the last of the atlas.
    pub months: Vec<GridMonth>,
    /// The places asked for, in the order asked for.
    pub rows: Vec<GridRow>,
}

/// A month of a grid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GridMonth {
    /// The month.
    pub month: Month,
    /// Items counted over: a zero below a small number says little, one below 0 nothing.
    pub items: u32,
}

/// A place of a grid.
#[derive(Clone, PartialEq, Debug)]
pub struct GridRow {
    /// The place.
    pub place: PlaceId,
    /// Items that name it, for each month.
    pub counts: Vec<u32>,
}

/// The grid of those places under a query.
pub fn grid(archive: &Archive, query: &Query, places: &[PlaceId]) -> Grid {
    let Some((first, last)) = archive.months() else { return Grid::default() };
    let plan = Plan::new(archive, query);
    let matches = score::evaluate(archive, &plan).matches;
    let filters = Filters::new(archive, query, &plan, &matches);
    let column = |item: ItemId| {
        let month = archive.item(item).date.and_then(Period::month)?;
        let counted = filters.pass_but(item, Of::PLACES.and(Of::DATES));
        counted.then(|| (month.number() - first.number()) as usize)
    };
    let count = |items: &mut dyn Iterator<Item = ItemId>| {
        let mut counts = vec![0; (last.number() - first.number()) as usize + 1];
        items.filter_map(column).for_each(|column| counts[column] += 1);
        counts
    };
    let totals: Vec<u32> = count(&mut (0..archive.item_count()).map(ItemId));
    let months = std::iter::successors(Some(first), |month| Some(month.next()));
    let row = |&place: &PlaceId| {
        let counts = count(&mut archive.place_postings(place).map(|posting| posting.item));
        GridRow { place, counts }
    };
    Grid {
        months: months.zip(totals).map(|(month, items)| GridMonth { month, items }).collect(),
        rows: places.iter().map(row).collect(),
    }
}
