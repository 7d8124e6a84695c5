//! What a collection says about one place, to read on a card.

use crate::archive::Archive;
use crate::ids::{DocId, ItemId, PlaceId};
use crate::index::is_searched;
use crate::place::Place;
use crate::sort;
use crate::text;
use crate::time::Month;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Everything about a place, over the whole collection, whatever is asked.
#[derive(Clone, PartialEq, Debug)]
pub struct PlaceCard {
    /// The place as the gazetteer has it.
    pub place: Place,
    /// How the texts write its name where it counts, each with its mentions, most first.
    pub spellings: Vec<(String, u32)>,
    /// Names it is found by too, that no text has.
    pub other_names: Vec<String>,
    /// Items that name it.
    pub items: u32,
    /// The first and the last month of those; `None` where none has a month.
    pub months: Option<(Month, Month)>,
    /// The documents that name it, each with its items that do, most first.
    pub documents: Vec<(DocId, u32)>,
    /// The places named in the same items, each with the number of those, most first.
    pub together: Vec<(PlaceId, u32)>,
}

/// The card of a place.
pub fn place_card(archive: &Archive, id: PlaceId) -> PlaceCard {
    let items: BTreeSet<ItemId> = archive.place_items(id).iter().map(|(item, _)| *item).collect();
    let months = || items.iter().filter_map(|&item| archive.item_month(item));
    let mut documents: BTreeMap<DocId, u32> = BTreeMap::new();
    items.iter().for_each(|&item| *documents.entry(archive.item_document(item)).or_default() += 1);
    let spellings = spellings(archive, id, documents.keys());
    let known: BTreeSet<String> = spellings.iter().map(|(name, _)| text::name_key(name)).collect();
    let others = archive.place_names(id).into_iter();
    let others = others.filter(|name| !known.contains(&text::name_key(name)));
    PlaceCard {
        place: archive.place(id),
        other_names: others.map(str::to_owned).collect(),
        items: items.len() as u32,
        months: months().min().zip(months().max()),
        together: together(archive, id, &items),
        documents: most_first(documents),
        spellings,
    }
}

/// What those documents write for a place.
fn spellings<'d>(
    archive: &Archive,
    id: PlaceId,
    documents: impl Iterator<Item = &'d DocId>,
) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for &doc in documents {
        let (body, mentions) = (archive.body(doc), archive.mentions(doc));
        for paragraph in body.paragraphs.iter().filter(|p| is_searched(p.kind)) {
            let named = mentions.iter().filter(|m| m.place == id && m.role.counts());
            for mention in named.filter(|m| paragraph.span.contains(&m.span.start)) {
                let written = body.text[mention.span.clone()].to_owned();
                *counts.entry(written).or_default() += 1;
            }
        }
    }
    most_first(counts)
}

/// The other places that those items name.
fn together(archive: &Archive, id: PlaceId, items: &BTreeSet<ItemId>) -> Vec<(PlaceId, u32)> {
    let shared = |other| {
        let shared =
            archive.place_items(other).iter().filter(|(item, _)| items.contains(item)).count();
        (other, shared as u32)
    };
    let others = (0..archive.place_count()).map(PlaceId).filter(|other| *other != id);
    most_first(others.map(shared).filter(|(_, shared)| *shared > 0))
}

/// Highest count first; what is equal in its own order.
fn most_first<T: Ord>(counts: impl IntoIterator<Item = (T, u32)>) -> Vec<(T, u32)> {
    let mut counts: Vec<(T, u32)> = counts.into_iter().collect();
    sort::by(&mut counts, |a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    counts
}
