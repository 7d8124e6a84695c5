//! What a collection says about one place, to read on a card.

use crate::archive::Archive;
use crate::ids::{DocId, ItemId, PlaceId};
use crate::index::is_searched;
use crate::place::{Place, PlaceKind, Role};
use crate::sort;
use crate::text;
use crate::time::Month;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Everything about a place, over the whole collection, whatever is asked.
#[derive(Clone, PartialEq, Debug)]
pub struct PlaceCard {
    /// The place as the gazetteer has it.
    pub place: Place,
    /// How the texts write its name where it counts, each with its mentions, most first.
    pub spellings: Vec<(String, u32)>,
    /// Buildings and sites in the city that count for it, likewise.
    pub facilities: Vec<(String, u32)>,
    /// Names it is found by too, that no text has.
    pub other_names: Vec<String>,
    /// Items that it counts for: those that name it, or of a region or country a place in it.
    pub items: u32,
    /// Of these, the items that name it itself.
    pub itself: u32,
    /// The first and the last month of those; `None` where none has a month.
    pub months: Option<(Month, Month)>,
    /// The documents that it counts for, each with its items, most first.
    pub documents: Vec<(DocId, u32)>,
    /// The region and the country it lies in.
    pub around: Vec<PlaceId>,
    /// Of a region or country the cities in it that are named, each with its items, most first.
    pub within: Vec<(PlaceId, u32)>,
    /// The other places of its kind named in the same items, each with the number of those, most
    /// first.
    pub together: Vec<(PlaceId, u32)>,
}

/// The card of a place.
pub fn place_card(archive: &Archive, id: PlaceId) -> PlaceCard {
    let items: Vec<ItemId> = archive.place_items(id).collect();
    let months = || items.iter().filter_map(|&item| archive.item_month(item));
    let mut documents: BTreeMap<DocId, u32> = BTreeMap::new();
    items.iter().for_each(|&item| *documents.entry(archive.item_document(item)).or_default() += 1);
    let [spellings, facilities] = spellings(archive, id, documents.keys());
    let known = sort::set(spellings.iter().map(|(name, _)| text::name_key(name)));
    let others = archive.place_names(id).into_iter();
    let others = others.filter(|name| !known.contains(&text::name_key(name)));
    let kind = archive.place_kind(id);
    PlaceCard {
        place: archive.place(id),
        other_names: others.map(str::to_owned).collect(),
        items: items.len() as u32,
        itself: match kind {
            PlaceKind::City => items.len() as u32,
            _ => archive.items_naming(id).len() as u32,
        },
        months: months().min().zip(months().max()),
        around: archive.around(id).collect(),
        within: shared(archive, &items, PlaceKind::City, |city| {
            archive.around(city).any(|around| around == id)
        }),
        together: shared(archive, &items, kind, |other| other != id),
        documents: most_first(documents),
        spellings,
        facilities,
    }
}

/// What those documents write for a place: its names, and what lies in it.
fn spellings<'d>(
    archive: &Archive,
    id: PlaceId,
    documents: impl Iterator<Item = &'d DocId>,
) -> [Vec<(String, u32)>; 2] {
    let mut counts: [BTreeMap<String, u32>; 2] = Default::default();
    for &doc in documents {
        let (body, mentions) = (archive.body(doc), archive.mentions(doc));
        for paragraph in body.paragraphs.iter().filter(|p| is_searched(p.kind)) {
            let named = mentions.iter().filter(|m| m.place == id && archive.counts(m));
            for mention in named.filter(|m| paragraph.span.contains(&m.span.start)) {
                let written = body.text[mention.span.clone()].to_owned();
                let facility = usize::from(mention.role == Role::Facility);
                *counts[facility].entry(written).or_default() += 1;
            }
        }
    }
    counts.map(most_first)
}

/// The places of a kind that fit and that those items, which ascend, name.
fn shared(
    archive: &Archive,
    items: &[ItemId],
    kind: PlaceKind,
    fits: impl Fn(PlaceId) -> bool,
) -> Vec<(PlaceId, u32)> {
    let count = |place| {
        let named = archive.place_items(place);
        (place, named.filter(|item| items.binary_search(item).is_ok()).count() as u32)
    };
    let places = (0..archive.place_count()).map(PlaceId);
    let places = places.filter(|&place| archive.place_kind(place) == kind && fits(place));
    most_first(places.map(count).filter(|(_, items)| *items > 0))
}

/// Highest count first; what is equal in its own order.
fn most_first<T: Ord>(counts: impl IntoIterator<Item = (T, u32)>) -> Vec<(T, u32)> {
    let mut counts: Vec<(T, u32)> = counts.into_iter().collect();
    sort::by(&mut counts, |a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    counts
}
