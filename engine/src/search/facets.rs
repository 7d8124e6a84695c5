//! Counts over the filters of the *other* facets: choosing one city does not empty the list of
//! cities. What is left out is left out of every count but its own, which tells what it takes away.

use super::filters::{Filters, Of, counted_over, kinds, placeless};
use super::plan::Plan;
use crate::archive::Archive;
use crate::ids::{DocId, ItemId, PlaceId};
use crate::outcome::{CityCount, DocumentCount, KindCount, MonthCount, Outcome, Precision};
use crate::query::{Choice, Kind, Query};
use crate::time::{Month, Period};
use std::cmp::Reverse;

/// An outcome with the counts of all facets and nothing else.
pub(super) fn counts(archive: &Archive, query: &Query, plan: &Plan, filters: &Filters) -> Outcome {
    let placeless = placeless(archive).filter(|&item| filters.pass_but(item, Of::PLACES));
    let mut outcome = Outcome {
        cities: cities(archive, plan, filters),
        months: empty_months(archive, query, plan),
        placeless: placeless.count() as u32,
        by_document: documents(archive, query, filters),
        kinds: kind_counts(archive, filters),
        ..Outcome::default()
    };
    count_dates(archive, filters, &mut outcome);
    outcome
}

fn cities(archive: &Archive, plan: &Plan, filters: &Filters) -> Vec<CityCount> {
    let count = |place| {
        let choice = Choice::of(place, &plan.places, &plan.not_places);
        let over = counted_over(choice, Of::PLACES, Of::NOT_PLACES);
        let items = archive.place_postings(place);
        let count = items.filter(|posting| filters.pass_but(posting.item, over)).count() as u32;
        CityCount { place, count, choice }
    };
    let all = (0..archive.place_count()).map(PlaceId).map(count);
    let shown = |city: &CityCount| city.count > 0 || city.choice != Choice::Free;
    let mut cities: Vec<CityCount> = all.filter(shown).collect();
    cities.sort_by_key(|city| (Reverse(city.count), archive.place_name(city.place)));
    cities
}

fn documents(archive: &Archive, query: &Query, filters: &Filters) -> Vec<DocumentCount> {
    let count = |doc| {
        let choice = Choice::of(doc, &query.documents, &query.not_documents);
        DocumentCount { doc, count: 0, choice }
    };
    let mut documents: Vec<DocumentCount> =
        (0..archive.document_count()).map(DocId).map(count).collect();
    for item in (0..archive.item_count()).map(ItemId) {
        let document = &mut documents[archive.item_document(item).index()];
        let over = counted_over(document.choice, Of::DOCUMENTS, Of::NOT_DOCUMENTS);
        document.count += u32::from(filters.pass_but(item, over));
    }
    documents.retain(|document| document.count > 0 || document.choice != Choice::Free);
    documents.sort_by_key(|document| (Reverse(document.count), document.doc));
    documents
}

fn kind_counts(archive: &Archive, filters: &Filters) -> Vec<KindCount> {
    let kinds = kinds(archive);
    let count = |kind: Kind| {
        let items = (0..).map(ItemId).zip(&kinds).filter(|(_, of)| **of == kind);
        let count = items.filter(|(item, _)| filters.pass_but(*item, Of::KINDS)).count() as u32;
        KindCount { kind, count }
    };
    Kind::ALL.into_iter().filter(|kind| kinds.contains(kind)).map(count).collect()
}

/// Counts the months, the items without one, and how precisely all are dated.
fn count_dates(archive: &Archive, filters: &Filters, outcome: &mut Outcome) {
    let first = outcome.months.first().map_or(0, |first| first.month.number());
    for (id, item) in archive.items() {
        let found = u32::from(filters.pass_but(id, Of::DATES));
        match item.date.and_then(Period::month) {
            Some(month) => {
                let bin = &mut outcome.months[(month.number() - first) as usize];
                bin.total += 1;
                bin.count += found;
            }
            None => outcome.undated += found,
        }
        let Precision { day, month, year, none } = &mut outcome.precision;
        *match item.date {
            Some(Period::Day(_)) => day,
            Some(Period::Month(_)) => month,
            Some(Period::Year(_)) => year,
            None => none,
        } += found;
    }
}

/// Every month from the first to the last, with nothing counted yet.
fn empty_months(archive: &Archive, query: &Query, plan: &Plan) -> Vec<MonthCount> {
    let Some((first, last)) = archive.months() else { return Vec::new() };
    let months = std::iter::successors(Some(first), |month| Some(month.next()));
    let chosen =
        |month| [query.dates, plan.dates].iter().all(|d| d.take_in(Some(Period::Month(month))));
    months
        .take_while(|month: &Month| *month <= last)
        .map(|month| MonthCount { month, count: 0, total: 0, chosen: chosen(month) })
        .collect()
}
