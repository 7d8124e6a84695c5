//! Places against months: how many items name which place when, zeros and all.

use super::filters::{Filters, Of};
use super::plan::Plan;
use super::score;
use crate::archive::Archive;
use crate::ids::{ItemId, PlaceId};
use crate::query::Query;
use crate::sort;
use crate::time::Month;
use std::cmp::Reverse;

/// A table of counts over the items that pass all filters but those on places and dates, so that
/// choosing a cell leaves the others to compare with. What is left out stays left out.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Grid {
    /// Every month from the first to the last of the atlas, and the items without a month.
    pub columns: Vec<GridColumn>,
    /// The places that most items name, those first.
    pub rows: Vec<GridRow>,
    /// How many more places are named.
    pub more: usize,
}

/// A column of a grid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GridColumn {
    /// The month; `None`: items without one.
    pub month: Option<Month>,
    /// Items counted over: a zero below a small number says little, one below 0 nothing.
    pub items: u32,
}

/// A place of a grid.
#[derive(Clone, PartialEq, Debug)]
pub struct GridRow {
    /// The place.
    pub place: PlaceId,
    /// Items that it counts for, for each column.
    pub counts: Vec<u32>,
}

/// The grid of a query, of at most so many rows.
pub fn grid(archive: &Archive, query: &Query, limit: usize) -> Grid {
    let months = months(archive);
    let plan = Plan::new(archive, query);
    let matches = score::evaluate(archive, &plan).matches;
    let filters = Filters::new(archive, query, &plan, &matches);
    let column = |item: ItemId| {
        let month = archive.item_month(item);
        let column =
            month.zip(months.first()).map(|(month, first)| month.number() - first.number());
        column.map_or(months.len(), |column| column as usize)
    };
    let count = |items: &mut dyn Iterator<Item = ItemId>| {
        let mut counts = vec![0; months.len() + 1];
        let counted = items.filter(|item| filters.pass_but(*item, Of::PLACES.and(Of::DATES)));
        counted.for_each(|item| counts[column(item)] += 1);
        counts
    };
    let row = |place: PlaceId| {
        let counts = count(&mut archive.place_items(place));
        (counts.iter().sum::<u32>(), GridRow { place, counts })
    };
    let places = (0..archive.place_count()).map(PlaceId);
    let rows = places.filter(|&place| archive.place_kind(place) == query.per).map(row);
    let mut rows: Vec<(u32, GridRow)> = rows.filter(|(items, _)| *items > 0).collect();
    sort::by_key(&mut rows, |(items, row)| (Reverse(*items), row.place));
    let totals = count(&mut (0..archive.item_count()).map(ItemId));
    let months = months.iter().copied().map(Some).chain([None]);
    Grid {
        columns: months.zip(totals).map(|(month, items)| GridColumn { month, items }).collect(),
        more: rows.len().saturating_sub(limit),
        rows: rows.into_iter().take(limit).map(|(_, row)| row).collect(),
    }
}

/// Every month from the first to the last.
fn months(archive: &Archive) -> Vec<Month> {
    let Some((first, last)) = archive.months() else { return Vec::new() };
    let months = std::iter::successors(Some(first), |month| Some(month.next()));
    months.take_while(|month| *month <= last).collect()
}
