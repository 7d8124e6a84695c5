//! An archive with a reader's corrections of places laid over it: the bytes stay as they are, the
//! places and what is counted of them are unfolded anew.

use super::Archive;
use super::documents::{MentionRecord, is_counted};
use super::named::Named;
use crate::ids::{DocId, GeoId, PlaceId};
use crate::index::PlaceMention;
use crate::place::PlaceEntry;
use crate::place::corrections::{Action, Corrections, Scope};
use crate::place::{Mention, PlaceKind};
use crate::sort;
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

impl<'a> Archive<'a> {
    /// This archive, as it was opened, with these corrections of the mentions that were found.
    ///
    /// Places keep their numbers, also those that `before`, an archive with earlier corrections of
    /// this one, has got besides; new ones come after them. `entry` tells about a place; a
    /// correction to one that it does not know is left out.
    ///
    /// Only texts are read in which a correction may fit, so that the time is about that of
    /// counting all mentions.
    pub fn corrected(
        &self,
        corrections: &Corrections,
        before: &Archive,
        entry: &dyn Fn(GeoId) -> Option<PlaceEntry>,
    ) -> Archive<'a> {
        let mut places = self.places.entries();
        let since = before.places.entries().into_iter().skip(places.len());
        places.extend(since.map(|known| entry(known.place.id).unwrap_or(known)));
        add_places(&mut places, corrections, entry);
        let places = super::places::Places::of(&places);
        let kind = |id| places.find(id).map(|place| places.kind(place));
        let mut changed = BTreeMap::new();
        for doc in self.touched(corrections) {
            let mentions = self.corrected_mentions(doc, corrections, &kind);
            let known = |mention: Mention| {
                let place = places.find(mention.place)?;
                Some(PlaceMention { span: mention.span, place, role: mention.role })
            };
            changed.insert(doc, self.records(doc, mentions.into_iter().filter_map(known), &places));
        }
        let documents = &self.documents;
        let mentions = |doc: DocId| match changed.get(&doc) {
            Some(changed) => changed.clone(),
            None => documents.mentions(doc).0,
        };
        let named = Arc::new(Named::count(documents, &places, mentions));
        Archive { places: Arc::new(places), named, changed: Arc::new(changed), ..self.clone() }
    }

    /// The documents in which a correction may fit: those that are named, and those whose text has
    /// a word that begins as the corrected name does. A caption is in no index: there a mention of
    /// the name's length tells.
    fn touched(&self, corrections: &Corrections) -> BTreeSet<DocId> {
        let mut touched = BTreeSet::new();
        let mut lengths = BTreeSet::new();
        for correction in corrections.iter() {
            match &correction.scope {
                Scope::Document(doc) | Scope::Mention(doc, _) => {
                    touched.extend(self.find_document(doc));
                }
                Scope::Atlas => {
                    lengths.insert(correction.name.len());
                    let tokens = text::tokens(&correction.name);
                    let Some(first) = tokens.iter().find(|token| token.width == 1) else {
                        continue;
                    };
                    self.each_item(self.form_range(&first.form), |item| {
                        touched.insert(self.item_document(item));
                    });
                }
            }
        }
        if !lengths.is_empty() {
            let unsearched = |&doc: &DocId| {
                let (mentions, _) = self.documents.mentions(doc);
                let fits = |found: &MentionRecord| lengths.contains(&found.mention.span.len());
                mentions.iter().any(|found| !found.counts && fits(found))
            };
            touched.extend((0..self.document_count()).map(DocId).filter(unsearched));
        }
        touched
    }

    /// What was found in a document, as corrected.
    fn corrected_mentions(
        &self,
        doc: DocId,
        corrections: &Corrections,
        kind: &dyn Fn(GeoId) -> Option<PlaceKind>,
    ) -> Vec<Mention> {
        let (found, _) = self.documents.mentions(doc);
        let found = found.into_iter().map(|MentionRecord { mention, .. }| Mention {
            place: self.places.id(mention.place),
            span: mention.span,
            role: mention.role,
        });
        let name = self.document(doc).name;
        corrections.apply(name, &self.text(doc), found.collect(), kind).0
    }

    /// The mentions of a document with whether they count.
    fn records(
        &self,
        doc: DocId,
        mentions: impl Iterator<Item = PlaceMention>,
        places: &super::places::Places,
    ) -> Vec<MentionRecord> {
        let paragraphs = self.body(doc).paragraphs;
        let items = self.documents.documents[doc.index()].items.clone();
        let items: Vec<Range<usize>> = self.documents.items
            [items.start as usize..items.end as usize]
            .iter()
            .map(|item| item.paragraphs.start as usize..item.paragraphs.end as usize)
            .collect();
        let record = |mention: PlaceMention| {
            let counts = mention.role.counts_for(places.kind(mention.place))
                && is_counted(&mention.span, &paragraphs, items.iter().cloned());
            MentionRecord { mention, counts }
        };
        mentions.map(record).collect()
    }
}

/// Adds the places that corrections speak of, and what these lie in, and the names that were added.
fn add_places(
    places: &mut Vec<PlaceEntry>,
    corrections: &Corrections,
    entry: &dyn Fn(GeoId) -> Option<PlaceEntry>,
) {
    let mut known = sort::set(places.iter().map(|entry| entry.place.id));
    for correction in corrections.iter() {
        let (Action::Link(id) | Action::Add(id)) = correction.action else { continue };
        let around = entry(id).into_iter().flat_map(|entry| entry.place.around());
        for id in std::iter::once(id).chain(around) {
            places.extend(entry(id).filter(|_| known.insert(id)));
        }
    }
    for entry in places {
        entry.names.extend(corrections.names_added(entry.place.id).map(str::to_owned));
    }
}

/// The number of a place is that of its entry.
impl super::places::Places {
    pub(super) fn entries(&self) -> Vec<PlaceEntry> {
        let entry = |place: PlaceId| PlaceEntry {
            place: self.get(place),
            names: self.names(place).into_iter().map(str::to_owned).collect(),
        };
        (0..self.len()).map(PlaceId).map(entry).collect()
    }
}
