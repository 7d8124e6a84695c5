//! Filters, and counts over the filters of the *other* facets: choosing one city does not empty
//! the list of cities.

use super::plan::Plan;
use super::score::Match;
use crate::archive::Archive;
use crate::ids::{ItemId, PlaceId};
use crate::outcome::{CityCount, MonthCount, Outcome};
use crate::query::{Dates, Query};
use crate::time::Period;
use std::cmp::Reverse;

/// Which items pass which facet's filter.
pub(super) struct Filters<'f, 'a> {
    archive: &'f Archive<'a>,
    plan: &'f Plan,
    dates: [Dates; 2],
    text: Vec<bool>,
    date: Vec<bool>,
    place: Vec<bool>,
}

impl<'f, 'a> Filters<'f, 'a> {
    pub fn new(
        archive: &'f Archive<'a>,
        query: &Query,
        plan: &'f Plan,
        matches: &[Match],
    ) -> Filters<'f, 'a> {
        let count = archive.item_count() as usize;
        let dates = [query.dates, plan.dates];
        let mut text = vec![false; count];
        matches.iter().for_each(|found| text[found.item.index()] = true);
        let mut place = vec![!plan.filters_places; count];
        for &chosen in &plan.places {
            archive.place_items(chosen).iter().for_each(|(item, _)| place[item.index()] = true);
        }
        let items = || (0..count as u32).map(ItemId);
        if query.placeless {
            let none = items().filter(|&item| archive.item_places(item).is_empty());
            none.for_each(|item| place[item.index()] = true);
        }
        let mut date = vec![true; count];
        if dates != [Dates::Any; 2] {
            let takes = |item| dates.iter().all(|dates| dates.take_in(archive.item_date(item)));
            items().for_each(|item| date[item.index()] = takes(item));
        }
        Filters { archive, plan, dates, text, date, place }
    }

    /// Whether an item passes every filter.
    pub fn pass(&self, item: ItemId) -> bool {
        let at = item.index();
        self.text[at] && self.date[at] && self.place[at]
    }

    /// An outcome with the counts of all facets and nothing else.
    pub fn counts(&self) -> Outcome {
        let mut outcome = self.month_counts();
        let mut counts = vec![0; self.archive.place_count() as usize];
        for item in self.items().filter(|item| self.text[item.index()] && self.date[item.index()]) {
            let places = self.archive.item_places(item);
            places.iter().for_each(|(place, _)| counts[place.index()] += 1);
            outcome.placeless += u32::from(places.is_empty());
        }
        outcome.cities = self.cities(&counts);
        outcome
    }

    fn items(&self) -> impl Iterator<Item = ItemId> + use<> {
        (0..self.text.len() as u32).map(ItemId)
    }

    fn cities(&self, counts: &[u32]) -> Vec<CityCount> {
        let all = (0..).map(PlaceId).zip(counts).map(|(place, &count)| CityCount {
            place,
            count,
            chosen: self.plan.places.contains(&place),
        });
        let mut cities: Vec<CityCount> = all.filter(|city| city.count > 0 || city.chosen).collect();
        cities.sort_by_key(|city| (Reverse(city.count), self.archive.place_rank(city.place)));
        cities
    }

    /// An outcome with the counts of months and of what has none.
    fn month_counts(&self) -> Outcome {
        let mut outcome = Outcome::default();
        let span = self.archive.months();
        if let Some((first, last)) = span {
            let months = std::iter::successors(Some(first), |month| Some(month.next()));
            let months = months.take_while(|month| *month <= last);
            let chosen = |month| self.dates.iter().all(|d| d.take_in(Some(Period::Month(month))));
            let bin = |month| MonthCount { month, count: 0, total: 0, chosen: chosen(month) };
            outcome.months = months.map(bin).collect();
        }
        for item in self.items() {
            let here = u32::from(self.text[item.index()] && self.place[item.index()]);
            match self.archive.item_month(item).zip(span) {
                Some((month, (first, _))) => {
                    let bin = &mut outcome.months[(month.number() - first.number()) as usize];
                    bin.total += 1;
                    bin.count += here;
                }
                None => outcome.undated += here,
            }
        }
        outcome
    }
}
