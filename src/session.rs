//! The state of the page: few sources, everything else derived.
//!
//! Sources: `query`, `open`, `shown`, `hit`. Derived: `outcome`, `reading`. Views read slices of
//! the derived values and call the methods here; they do not filter, sort or count.

use crate::link::{Link, Open};
use engine::archive::Archive;
use engine::chart::{BaseMap, City, Marker, View, home, markers};
use engine::ids::{DocId, ItemId};
use engine::outcome::{CityCount, Outcome};
use engine::place::{Gazetteer, Place};
use engine::query::{Filter, Query};
use engine::reader::{self, Reading};
use engine::search::{self, Page};
use leptos::prelude::*;

/// How many hits are listed at first, and how many each "show more" adds.
pub const PAGE: usize = 20;

/// What the page was opened with. It lives as long as the page.
pub struct Atlas {
    /// The collection and its index.
    pub archive: Archive<'static>,
    /// Every place the page knows, named in the collection or not.
    pub gazetteer: Gazetteer<'static>,
    /// The drawing under the map.
    pub base_map: BaseMap,
}

/// Handles of the page's state; cheap to copy into every view.
#[derive(Clone, Copy)]
pub struct Session {
    /// What the page was opened with.
    pub atlas: &'static Atlas,
    /// Source: what is asked.
    pub query: RwSignal<Query>,
    /// Source: what is being read.
    pub open: RwSignal<Option<Open>>,
    /// Source: how many hits are listed.
    pub shown: RwSignal<usize>,
    /// Source: the hit that the reader stands on, from 0.
    pub hit: RwSignal<u32>,
    /// Source: pairs of the address that are not ours.
    pub rest: RwSignal<Vec<(String, String)>>,
    /// Source: whether single letters work as shortcuts.
    pub shortcuts: RwSignal<bool>,
    /// Derived: the whole answer.
    pub outcome: Memo<Outcome>,
    /// Derived: where nothing was found, the filters without which something would be, and how
    /// many items.
    pub ways_out: Memo<Vec<(Filter, u32)>>,
    /// Derived: the open document, with hits and places marked.
    pub reading: Memo<Option<Reading<'static>>>,
}

impl Session {
    /// A session over an atlas, in the state that the address asks for.
    pub fn new(atlas: &'static Atlas, link: Link) -> Session {
        let query = RwSignal::new(link.query);
        let open = RwSignal::new(link.open);
        let shown = RwSignal::new(PAGE);
        let archive = &atlas.archive;
        let outcome = Memo::new(move |_| {
            let page = Page { offset: 0, limit: shown.get() };
            query.with(|query| search::search(archive, query, page))
        });
        let ways_out = Memo::new(move |_| match outcome.with(|outcome| outcome.total) {
            0 => query.with(|query| ways_out(archive, query)),
            _ => Vec::new(),
        });
        let document = Memo::new(move |_| open.get().map(|open| open.doc));
        let reading = Memo::new(move |_| {
            let doc = document.get()?;
            Some(query.with(|query| reader::read(archive, doc, query)))
        });
        let hit = RwSignal::new(0);
        let rest = RwSignal::new(link.rest);
        let shortcuts = RwSignal::new(true);
        Session { atlas, query, open, shown, hit, rest, shortcuts, outcome, ways_out, reading }
    }

    /// The collection.
    pub fn archive(&self) -> &'static Archive<'static> {
        &self.atlas.archive
    }

    /// The state as an address; whoever reads it here follows every change.
    pub fn link(&self) -> Link {
        Link { query: self.query.get(), open: self.open.get(), rest: self.rest.get() }
    }

    /// The state as an address, now.
    pub fn link_untracked(&self) -> Link {
        untrack(|| self.link())
    }

    /// Takes the state of an address, as the back button and a typed address do.
    pub fn go(&self, link: Link) {
        if link == self.link_untracked() {
            return;
        }
        self.shown.set(PAGE);
        self.hit.set(0);
        self.query.set(link.query);
        self.open.set(link.open);
        self.rest.set(link.rest);
    }

    /// The cities of the answer as circles on that view of the map.
    pub fn markers(&self, view: &View) -> Vec<Marker> {
        self.outcome.with(|outcome| markers(&cities(self.archive(), &outcome.cities), view))
    }

    /// The view on which the map opens, whatever the filters: a place keeps its spot.
    pub fn home_view(&self, width: f64, height: f64) -> View {
        let nothing = Page { offset: 0, limit: 0 };
        let all = search::search(self.archive(), &Query::default(), nothing);
        home(&cities(self.archive(), &all.cities), width, height)
    }

    /// Changes what is asked; the list begins anew.
    pub fn ask(&self, change: impl FnOnce(&mut Query)) {
        self.query.update(change);
        self.shown.set(PAGE);
        self.hit.set(0);
    }

    /// Lists more hits.
    pub fn show_more(&self) {
        self.shown.update(|shown| *shown += PAGE);
    }

    /// Opens an item in its document, on its first hit.
    pub fn read(&self, doc: DocId, item: ItemId) {
        self.open.set(Some(Open { doc, item: Some(item) }));
        let first = self.reading.with_untracked(|reading| {
            reading.as_ref().and_then(|reading| reading.first_hit(item)).unwrap_or(0)
        });
        self.hit.set(first);
    }

    /// Back to the results.
    pub fn close(&self) {
        self.open.set(None);
    }

    /// Steps through the hits of the open document, around at both ends.
    pub fn step(&self, by: i32) {
        let hits = self.reading.with_untracked(|r| r.as_ref().map_or(0, |r| r.hits)) as i32;
        if hits > 0 {
            self.hit.update(|hit| *hit = (*hit as i32 + by).rem_euclid(hits) as u32);
        }
    }
}

fn cities(archive: &Archive<'static>, counts: &[CityCount]) -> Vec<City<'static>> {
    let city = |city: &CityCount| {
        let Place { lat, lon, .. } = archive.place(city.place);
        let name = archive.place_name(city.place);
        City { place: city.place, lat, lon, count: city.count, name }
    };
    counts.iter().map(city).collect()
}

fn ways_out(archive: &Archive, query: &Query) -> Vec<(Filter, u32)> {
    let none = Page { offset: 0, limit: 0 };
    let without =
        |filter: Filter| (filter, search::search(archive, &query.without(filter), none).total);
    query.filters().into_iter().map(without).filter(|&(_, total)| total > 0).collect()
}
