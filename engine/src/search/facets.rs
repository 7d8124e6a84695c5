//! Counts over the filters of the *other* facets: choosing one city does not empty the list of
//! cities. What is left out is left out of every count but its own, which tells what it takes away.

use super::filters::{self, Filters, Of, counted_over};
use super::plan::Plan;
use crate::archive::Archive;
use crate::ids::{DocId, ItemId, PlaceId};
use crate::outcome::{DocumentCount, KindCount, MonthCount, Outcome, PlaceCount, Precision};
use crate::place::PlaceKind;
use crate::query::{Choice, Kind, Query};
use crate::time::{Month, Period};
use std::cmp::Reverse;

/// An outcome with the counts of all facets and nothing else.
pub(super) fn counts(archive: &Archive, query: &Query, plan: &Plan, filters: &Filters) -> Outcome {
    let mut outcome = Outcome {
        months: empty_months(archive, query, plan),
        by_document: documents(archive, query, filters),
        kinds: kind_counts(archive, filters),
        ..Outcome::default()
    };
    count_places(archive, query.per, plan, filters, &mut outcome);
    count_dates(archive, filters, &mut outcome);
    outcome
}

/// Counts the places of a kind, and the items that name none.
fn count_places(
    archive: &Archive,
    per: PlaceKind,
    plan: &Plan,
    filters: &Filters,
    outcome: &mut Outcome,
) {
    let place = |place: PlaceId| {
        let choice = Choice::of(place, &plan.places, &plan.not_places);
        let over = counted_over(choice, Of::PLACES, Of::NOT_PLACES);
        let passes = |item: &ItemId| filters.pass_but(*item, over);
        let items = archive.place_items(place).iter().map(|(item, _)| *item);
        let count = items.filter(passes).count() as u32;
        let itself = match per {
            PlaceKind::City => count,
            _ => archive.items_naming(place).iter().copied().filter(passes).count() as u32,
        };
        PlaceCount { place, count, itself, choice }
    };
    let of_kind = (0..archive.place_count()).map(PlaceId);
    let of_kind = of_kind.filter(|&place| archive.place_kind(place) == per).map(place);
    outcome.places = of_kind.filter(|of| of.count > 0 || of.choice != Choice::Free).collect();
    outcome.places.sort_by_key(|of| (Reverse(of.count), archive.place_rank(of.place)));
    let passing = items(archive).filter(|&item| filters.pass_but(item, Of::PLACES));
    outcome.placeless = passing.filter(|&item| !archive.names_any(item, per)).count() as u32;
}

fn documents(archive: &Archive, query: &Query, filters: &Filters) -> Vec<DocumentCount> {
    let count = |doc| {
        let choice = Choice::of(doc, &query.documents, &query.not_documents);
        DocumentCount { doc, count: 0, choice }
    };
    let mut documents: Vec<DocumentCount> =
        (0..archive.document_count()).map(DocId).map(count).collect();
    for item in items(archive) {
        let document = &mut documents[archive.item_document(item).index()];
        let over = counted_over(document.choice, Of::DOCUMENTS, Of::NOT_DOCUMENTS);
        document.count += u32::from(filters.pass_but(item, over));
    }
    documents.retain(|document| document.count > 0 || document.choice != Choice::Free);
    documents.sort_by_key(|document| (Reverse(document.count), document.doc));
    documents
}

fn kind_counts(archive: &Archive, filters: &Filters) -> Vec<KindCount> {
    let count = |kind: Kind| {
        let mut items = items(archive).filter(|&item| filters::kind(archive, item) == kind);
        let first = items.next()?;
        let found = |item: &ItemId| filters.pass_but(*item, Of::KINDS);
        Some(KindCount {
            kind,
            count: std::iter::once(first).chain(items).filter(found).count() as u32,
        })
    };
    Kind::ALL.into_iter().filter_map(count).collect()
}

/// Counts the months, the items without one, and how precisely all are dated.
fn count_dates(archive: &Archive, filters: &Filters, outcome: &mut Outcome) {
    let first = outcome.months.first().map_or(0, |first| first.month.number());
    for item in items(archive) {
        let found = u32::from(filters.pass_but(item, Of::DATES));
        match archive.item_month(item) {
            Some(month) => {
                let bin = &mut outcome.months[(month.number() - first) as usize];
                bin.total += 1;
                bin.count += found;
            }
            None => outcome.undated += found,
        }
        let Precision { day, month, year, none } = &mut outcome.precision;
        *match archive.item_date(item) {
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

fn items(archive: &Archive) -> impl Iterator<Item = ItemId> + use<> {
    (0..archive.item_count()).map(ItemId)
}
