//! Counts over the filters of the *other* facets: choosing one city does not empty the list of
//! cities. What is left out is left out of every count but its own, which tells what it takes away.

use super::filters::{self, Filters, Of, counted_over};
use super::plan::Plan;
use crate::archive::Archive;
use crate::ids::{DocId, ItemId, PlaceId};
use crate::outcome::{DocumentCount, KindCount, MonthCount, Outcome, PlaceCount, Precision};
use crate::place::PlaceKind;
use crate::query::{Choice, Kind, Query};
use crate::sort;
use crate::time::Period;

/// An outcome with the counts of all facets and nothing else.
pub(super) fn counts(archive: &Archive, query: &Query, plan: &Plan, filters: &Filters) -> Outcome {
    let mut outcome = Outcome {
        months: months(archive, query, plan),
        by_document: documents(archive, query, filters),
        kinds: kinds(archive, filters),
        ..Outcome::default()
    };
    count_places(archive, query.per, plan, filters, &mut outcome);
    count_dates(archive, plan, filters, &mut outcome);
    outcome
}

/// Counts the places of a kind, the items that name none, and the regions.
fn count_places(
    archive: &Archive,
    per: PlaceKind,
    plan: &Plan,
    filters: &Filters,
    outcome: &mut Outcome,
) {
    let kinds = (0..archive.place_count()).map(|place| archive.place_kind(PlaceId(place)));
    let kinds: Vec<PlaceKind> = kinds.collect();
    let mut counts = vec![0; kinds.len()];
    let is_of_kind = |place: &PlaceId| kinds[place.index()] == per;
    for item in filters.passing_but(Of::PLACES) {
        let named = archive.places_of(item);
        named.iter().for_each(|place| counts[place.index()] += 1);
        outcome.placeless += u32::from(!named.iter().any(is_of_kind));
    }
    if plan.placeless == Choice::Excluded {
        let over = counted_over(plan.placeless, Of::PLACES, Of::NOT_PLACES);
        let names_none = |item: &ItemId| !archive.places_of(*item).iter().any(is_of_kind);
        outcome.placeless = filters.passing_but(over).filter(names_none).count() as u32;
    }
    outcome.places = places(archive, per, plan, filters, &counts);
    if per != PlaceKind::Region {
        outcome.regions = places(archive, PlaceKind::Region, plan, filters, &counts);
    }
}

/// The places of a kind with their counts.
fn places(
    archive: &Archive,
    kind: PlaceKind,
    plan: &Plan,
    filters: &Filters,
    counts: &[u32],
) -> Vec<PlaceCount> {
    let passes = |choice| {
        let over = counted_over(choice, Of::PLACES, Of::NOT_PLACES);
        move |item: &ItemId| filters.pass_but(*item, over)
    };
    let count = |place: PlaceId| {
        let choice = Choice::of(place, &plan.places, &plan.not_places);
        let count = match choice {
            Choice::Excluded => archive.place_items(place).filter(passes(choice)).count() as u32,
            _ => counts[place.index()],
        };
        PlaceCount { place, count, itself: count, choice }
    };
    let itself = |of: PlaceCount| match kind {
        PlaceKind::City => of,
        _ => {
            let items = archive.items_naming(of.place).iter().copied();
            PlaceCount { itself: items.filter(passes(of.choice)).count() as u32, ..of }
        }
    };
    let all = (0..archive.place_count()).map(PlaceId);
    let of_kind = all.filter(|&place| archive.place_kind(place) == kind).map(count);
    let counted = of_kind.filter(|of| of.count > 0 || of.choice != Choice::Free);
    // Most are not named in what was found: for those there is nothing more to count.
    let mut counted: Vec<PlaceCount> = counted.map(itself).collect();
    let order = |of: &PlaceCount| most_first(of.count) | u64::from(archive.place_rank(of.place));
    sort::by_number(&mut counted, order);
    counted
}

fn documents(archive: &Archive, query: &Query, filters: &Filters) -> Vec<DocumentCount> {
    let mut counts = vec![0; archive.document_count() as usize];
    for item in filters.passing_but(Of::DOCUMENTS) {
        counts[archive.item_document(item).index()] += 1;
    }
    if !query.not_documents.is_empty() {
        let over = counted_over(Choice::Excluded, Of::DOCUMENTS, Of::NOT_DOCUMENTS);
        let documents = filters.passing_but(over).map(|item| archive.item_document(item));
        let excluded = documents.filter(|doc| query.not_documents.contains(doc));
        excluded.for_each(|doc| counts[doc.index()] += 1);
    }
    let count = |(doc, count)| {
        let choice = Choice::of(doc, &query.documents, &query.not_documents);
        DocumentCount { doc, count, choice }
    };
    let documents = (0..).map(DocId).zip(counts).map(count);
    let mut documents: Vec<DocumentCount> =
        documents.filter(|of| of.count > 0 || of.choice != Choice::Free).collect();
    // Documents of one count stay in their order.
    sort::by_number(&mut documents, |document| most_first(document.count));
    documents
}

/// A number by which the highest count comes first; its lower half is left to tell those of one
/// count apart.
fn most_first(count: u32) -> u64 {
    u64::from(!count) << 32
}

fn kinds(archive: &Archive, filters: &Filters) -> Vec<KindCount> {
    let there_are = |kind: &Kind| archive.has_alone(*kind == Kind::Article);
    let count = |kind: Kind| {
        let of_kind = |item: &ItemId| filters::kind(archive, *item) == kind;
        KindCount { kind, count: filters.passing_but(Of::KINDS).filter(of_kind).count() as u32 }
    };
    Kind::ALL.into_iter().filter(there_are).map(count).collect()
}

/// Counts the months, the items without one, and how precisely what is found is dated. An item that
/// is left out for its month, or for having none, is so for no other value: each counts what it
/// takes away.
fn count_dates(archive: &Archive, plan: &Plan, filters: &Filters, outcome: &mut Outcome) {
    let first = outcome.months.first().map_or(0, |first| first.month.number());
    for item in filters.passing_but(Of::DATES) {
        match archive.item_month(item) {
            Some(month) => outcome.months[(month.number() - first) as usize].count += 1,
            None => {
                outcome.undated += 1;
                outcome.outside += u32::from(plan.undated == Choice::Free && !filters.pass(item));
            }
        }
    }
    for item in filters.passing_but(Of::NONE) {
        let Precision { day, month, year, none } = &mut outcome.precision;
        *match archive.item_date(item) {
            Some(Period::Day(_)) => day,
            Some(Period::Month(_)) => month,
            Some(Period::Year(_)) => year,
            None => none,
        } += 1;
    }
}

/// Every month from the first to the last, with all its items, of which none is counted yet.
fn months(archive: &Archive, query: &Query, plan: &Plan) -> Vec<MonthCount> {
    let chosen =
        |month| plan.is_of_dates(Some(Period::Month(month))) && !query.not_months.contains(&month);
    let month = |&(month, total)| MonthCount { month, count: 0, total, chosen: chosen(month) };
    archive.in_months().iter().map(month).collect()
}
