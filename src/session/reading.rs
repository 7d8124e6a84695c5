//! Reading: where the reader stands, and the steps from hit to hit, from document to document and
//! back to the results.

use super::{Session, spots};
use crate::link::{Open, Passage};
use engine::chart::{Marker, View, home, markers};
use engine::cite::{Citation, cite};
use engine::ids::{DocId, ItemId};
use engine::outcome::{Outcome, PlaceCount};
use engine::place::PlaceKind;
use engine::query::{Choice, Query};
use engine::reader::Reading;
use leptos::prelude::*;
use std::ops::Range;

impl Session {
    /// Opens an item in its document, on its first hit.
    pub fn read(&self, doc: DocId, item: ItemId) {
        self.remember();
        self.open.set(Some(Open { doc, item: Some(item), passage: None }));
        self.stand_on_first_hit();
    }

    /// Cites a passage of the open document; without one, the paragraph where the reader stands.
    pub fn cite(&self, selected: Option<Passage>) {
        let hit = self.hit.get_untracked();
        self.open.update(|open| {
            let Some(open) = open else { return };
            let here = || {
                let at = |reading: &Reading| reading.paragraph_at(hit, open.item);
                let range = self.reading.with_untracked(|reading| reading.as_ref().and_then(at));
                range.map(|Range { start, end }| Passage { start, end })
            };
            open.passage = selected.or_else(here);
        });
    }

    /// Whether a passage is cited, now.
    pub fn is_citing(&self) -> bool {
        self.open.with_untracked(|open| open.is_some_and(|open| open.passage.is_some()))
    }

    /// Cites nothing any more.
    pub fn stop_citing(&self) {
        self.open.update(|open| {
            if let Some(open) = open {
                open.passage = None;
            }
        });
    }

    /// The passage that is cited, with where it stands.
    pub fn citation(&self) -> Option<Citation> {
        let open = self.open.get()?;
        cite(self.archive(), open.doc, open.passage?.range())
    }

    /// The address of nothing but the passage that is cited, as a fragment.
    pub fn passage_link(&self) -> String {
        let mut link = self.link();
        (link.query, link.lines, link.rest) = (Query::default(), None, Vec::new());
        (link.beside, link.card, link.shortcuts) = (None, None, true);
        link.write(self.archive())
    }

    /// Opens an item at a passage, given in Unicode scalar values of its document, and cites it.
    pub fn read_passage(&self, item: ItemId, passage: Range<usize>) {
        self.remember();
        let doc = self.archive().item_document(item);
        let passage = Passage { start: passage.start, end: passage.end };
        self.open.set(Some(Open { doc, item: Some(item), passage: Some(passage) }));
        self.stand_on_first_hit();
    }

    /// The item where the reader stands: that of the hit, or else the one that was opened.
    fn item_here(&self) -> Option<ItemId> {
        let open = self.open.get_untracked()?;
        let hit = self.hit.get_untracked();
        let of_hit = self.reading.with_untracked(|reading| reading.as_ref()?.item_of(hit));
        let first = || Some(ItemId(self.archive().document(open.doc).items.start));
        of_hit.or(open.item).or_else(first)
    }

    /// Keeps the item where the reader stands in view, beside whatever is read next.
    pub fn keep_beside(&self) {
        self.beside.set(self.item_here());
    }

    /// The cities of the open document as circles on a map of that size.
    pub fn map_here(&self, width: f64, height: f64) -> (View, Vec<Marker>) {
        let archive = self.archive();
        let named = self.reading.with(|reading| reading.as_ref().map(Reading::places));
        let of_city =
            |(place, count)| PlaceCount { place, count, itself: count, choice: Choice::Free };
        let named = named.unwrap_or_default().into_iter();
        let cities = named.filter(|(place, _)| archive.place_kind(*place) == PlaceKind::City);
        let cities = spots(self.positions, &cities.map(of_city).collect::<Vec<_>>());
        let view = home(&cities, width, height);
        (view, markers(&cities, &view, |place| archive.place_name(place)))
    }

    /// Goes to the first hit in or after the open item.
    pub(super) fn stand_on_first_hit(&self) {
        let item = self.open.get_untracked().and_then(|open| open.item);
        let first = self.reading.with_untracked(|reading| {
            reading.as_ref().zip(item).and_then(|(reading, item)| reading.first_hit(item))
        });
        self.hit.set(first.unwrap_or(0));
    }

    /// Back to the results.
    pub fn close(&self) {
        self.leave(None);
    }

    /// Opens another item or none, and remembers the one that was open.
    pub(super) fn leave(&self, open: Option<Open>) {
        self.left.set_value(self.open.get_untracked().and_then(|open| open.item));
        self.open.set(open);
    }

    /// Steps through the hits: from the last of a document to the first of the next one that is
    /// listed, and around at both ends.
    pub fn step(&self, by: i32) {
        let hits = self.hits_here() as i32;
        let next = self.hit.get_untracked() as i32 + by;
        match self.next_document(by) {
            _ if (0..hits).contains(&next) => self.hit.set(next as u32),
            Some(doc) => {
                self.open.set(Some(Open { doc, item: None, passage: None }));
                let last = self.hits_here().saturating_sub(1);
                self.hit.set(if by > 0 { 0 } else { last });
            }
            None if hits > 0 => self.hit.set(next.rem_euclid(hits) as u32),
            None => {}
        }
    }

    /// Hits in the open document.
    fn hits_here(&self) -> u32 {
        self.reading.with_untracked(|reading| reading.as_ref().map_or(0, |reading| reading.hits))
    }

    /// The document before or after the open one in what was found, of which more is listed
    /// where one comes to the end of the list; `None` where there is no other, or nothing is
    /// asked that could be a hit.
    fn next_document(&self, by: i32) -> Option<DocId> {
        let open = self.open.get_untracked()?.doc;
        let mut docs = self.listed_documents();
        let at = docs.iter().position(|&doc| doc == open)?;
        while by > 0 && at + 1 == docs.len() && self.outcome.with_untracked(Outcome::more) > 0 {
            self.show_more();
            docs = self.listed_documents();
        }
        let next = docs[(at as i32 + by).rem_euclid(docs.len() as i32) as usize];
        (next != open).then_some(next)
    }

    /// The documents of the hits that are listed, in their order, none twice.
    fn listed_documents(&self) -> Vec<DocId> {
        let mut docs: Vec<DocId> = Vec::new();
        self.outcome.with_untracked(|outcome| {
            let asked = outcome.hits.iter().filter(|hit| !hit.why.is_empty());
            let items = asked.flat_map(|hit| std::iter::once(&hit.item).chain(&hit.alike));
            for doc in items.map(|item| self.archive().item_document(*item)) {
                if !docs.contains(&doc) {
                    docs.push(doc);
                }
            }
        });
        docs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::tests::{session, session_over};

    #[test]
    fn stepping_on_goes_round_where_near_duplicates_are_folded() {
        let report =
            "Een raket viel in Lviv op een fabriek, en in Kiev bleef het die nacht stil.\n";
        let files = [("a.txt", report), ("b.txt", report), ("c.txt", "De raket was gevonden.\n")];
        session_over(&files, "q=raket", |session| {
            assert_eq!(session.outcome.with(|outcome| (outcome.total, outcome.folded)), (3, 1));
            assert_eq!(session.outcome.with(Outcome::more), 0);
            let docs = session.listed_documents();
            let last = *docs.last().unwrap();
            session.read(last, ItemId(session.archive().document(last).items.start));
            session.step(1);
            assert_eq!(session.open.get().map(|open| open.doc), Some(docs[0]));
        });
    }

    #[test]
    fn reading_starts_on_the_first_hit_and_steps_from_document_to_document() {
        session("q=aanval", |session| {
            let doc = session.archive().find_document("c").unwrap();
            let item = ItemId(session.archive().document(doc).items.start);
            session.read(doc, item);
            assert_eq!(session.link().write(session.archive()), "q=aanval&doc=c&item=1");
            let here = || {
                let open = session.open.get_untracked().unwrap();
                (session.archive().document(open.doc).name, session.hit.get_untracked())
            };
            let mut seen = Vec::new();
            for by in [1, 1, 1, -1, -1, -1] {
                seen.push(here());
                session.step(by);
            }
            assert_eq!(seen, [("c", 0), ("c", 1), ("a", 0), ("c", 0), ("a", 0), ("c", 1)]);
            assert_eq!(here(), ("c", 0));
            session.close();
            assert!(session.reading.with(Option::is_none));
        });
    }

    #[test]
    fn a_passage_is_cited_where_one_reads_and_where_one_selects() {
        session("q=nacht&doc=a", |session| {
            let quote = || session.citation().map(|citation| citation.quote);
            assert_eq!(quote(), None);
            session.cite(None);
            assert_eq!(quote().as_deref(), Some("Raketten op Kiev. De aanval duurde een nacht."));
            session.cite(Some(Passage { start: 14, end: 31 }));
            assert_eq!(quote().as_deref(), Some("Raketten op Kiev."));
            assert_eq!(session.passage_link(), "doc=a&passage=14-31");
            session.stop_citing();
            assert_eq!(session.link().write(session.archive()), "q=nacht&doc=a");
        });
    }
}
