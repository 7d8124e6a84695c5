//! Filters, and counts over the filters of the *other* facets: choosing one city does not empty
//! the list of cities.

use super::plan::Plan;
use super::score::Match;
use crate::archive::Archive;
use crate::ids::{ItemId, PlaceId};
use crate::outcome::{CityCount, MonthCount, Outcome};
use crate::query::{Dates, Query};
use crate::time::{Month, Period};
use std::cmp::Reverse;

/// Which items pass which facet's filter.
pub(super) struct Filters<'f, 'a> {
    archive: &'f Archive<'a>,
    plan: &'f Plan<'a>,
    dates: [Dates; 2],
    months: Vec<Option<Month>>,
    text: Vec<bool>,
    date: Vec<bool>,
    place: Vec<bool>,
    placeless: Vec<bool>,
}

impl<'f, 'a> Filters<'f, 'a> {
    pub fn new(
        archive: &'f Archive<'a>,
        query: &Query,
        plan: &'f Plan<'a>,
        matches: &[Match],
    ) -> Filters<'f, 'a> {
        let count = archive.item_count() as usize;
        let item_dates: Vec<Option<Period>> = archive.items().map(|(_, item)| item.date).collect();
        let dates = [query.dates, plan.dates];
        let mut text = vec![false; count];
        matches.iter().for_each(|found| text[found.item.index()] = true);
        let mut placeless = vec![true; count];
        for (place, _) in archive.places() {
            archive.place_postings(place).for_each(|p| placeless[p.item.index()] = false);
        }
        let mut place = vec![!plan.filters_places; count];
        for &chosen in &plan.places {
            archive.place_postings(chosen).for_each(|p| place[p.item.index()] = true);
        }
        if query.placeless {
            placeless.iter().zip(&mut place).for_each(|(&none, passes)| *passes |= none);
        }
        Filters {
            archive,
            plan,
            dates,
            months: item_dates.iter().map(|date| date.and_then(Period::month)).collect(),
            text,
            date: item_dates.iter().map(|date| dates.iter().all(|d| d.take_in(*date))).collect(),
            place,
            placeless,
        }
    }

    /// Whether an item passes every filter.
    pub fn pass(&self, item: ItemId) -> bool {
        let at = item.index();
        self.text[at] && self.date[at] && self.place[at]
    }

    /// An outcome with the counts of all facets and nothing else.
    pub fn counts(&self) -> Outcome {
        let undated = (0..self.text.len()).filter(|&at| self.months[at].is_none());
        let placeless = (0..self.text.len()).filter(|&at| self.placeless[at]);
        Outcome {
            cities: self.cities(),
            months: self.month_counts(),
            undated: undated.filter(|&at| self.text[at] && self.place[at]).count() as u32,
            placeless: placeless.filter(|&at| self.text[at] && self.date[at]).count() as u32,
            ..Outcome::default()
        }
    }

    fn cities(&self) -> Vec<CityCount> {
        let count = |place| {
            let items = self.archive.place_postings(place).map(|posting| posting.item.index());
            items.filter(|&at| self.text[at] && self.date[at]).count() as u32
        };
        let ids = (0..self.archive.place_count()).map(PlaceId);
        let all = ids.map(|place| CityCount {
            place,
            count: count(place),
            chosen: self.plan.places.contains(&place),
        });
        let mut cities: Vec<CityCount> = all.filter(|city| city.count > 0 || city.chosen).collect();
        cities.sort_by_key(|city| (Reverse(city.count), self.archive.place_name(city.place)));
        cities
    }

    fn month_counts(&self) -> Vec<MonthCount> {
        let Some((first, last)) = self.archive.months() else { return Vec::new() };
        let months = std::iter::successors(Some(first), |month| Some(month.next()));
        let months = months.take_while(|month| *month <= last);
        let chosen = |month| self.dates.iter().all(|d| d.take_in(Some(Period::Month(month))));
        let mut counts: Vec<MonthCount> = months
            .map(|month| MonthCount { month, count: 0, total: 0, chosen: chosen(month) })
            .collect();
        for (at, month) in self.months.iter().enumerate() {
            let Some(month) = month else { continue };
            let bin = &mut counts[(month.number() - first.number()) as usize];
            bin.total += 1;
            bin.count += u32::from(self.text[at] && self.place[at]);
        }
        counts
    }
}
