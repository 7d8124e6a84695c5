//! The state of the page: few sources, everything else derived.
//!
//! Sources: `query`, `open`, `shown`, `hit`. Derived: `outcome`, `reading`. Views read slices of
//! the derived values and call the methods here; they do not filter, sort or count. What moves the
//! reader through the texts stands in the module `reading`.

mod reading;

use crate::batch::Batch;
use crate::correcting::Doubt;
use crate::link::{Lines, Link, Open, Passage};
use engine::archive::Archive;
use engine::chart::mercator::project;
use engine::chart::{BaseMap, Point, Spot, View, home, rank};
use engine::ids::{ItemId, PlaceId};
use engine::outcome::{Outcome, PlaceCount};
use engine::place::corrections::Corrections;
use engine::place::{Gazetteer, Place, PlaceKind};
use engine::query::{self, Filter, Query, Remark};
use engine::reader::{self, Reading, ReadingItem};
use engine::search::{self, Page, Suggestion};
use leptos::prelude::*;

/// How many hits are listed at first, and how many each "show more" adds.
pub const PAGE: usize = 20;

/// Questions of this visit that are remembered.
const PAST: usize = 8;

/// What the search box offers.
#[derive(Clone, PartialEq, Debug)]
pub enum Choice {
    /// What may be meant by what is typed.
    Suggested(Suggestion),
    /// Words asked for before.
    Past(String),
}

/// A question that finds something where the one asked finds nothing.
pub struct WayOut {
    /// How it differs.
    pub way: Way,
    /// The question.
    pub query: Query,
    /// Items that it finds.
    pub items: u32,
}

/// How to ask otherwise.
#[derive(PartialEq, Debug)]
pub enum Way {
    /// Without this filter.
    Without(Filter),
    /// Without filters typed so among the words.
    WithoutTyped(String),
    /// For the place of this name, which was meant.
    Meant(String),
}

/// What the page was opened with. It lives as long as the page.
pub struct Atlas {
    /// The collection and its index, as built.
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
    /// Source: whether the gazetteer is unfolded. Until then no name is looked up in it just to
    /// tell, as whoever types would have to wait.
    pub unfolded: RwSignal<bool>,
    /// Source: what is asked.
    pub query: RwSignal<Query>,
    /// Source: what is being read.
    pub open: RwSignal<Option<Open>>,
    /// Source: the place whose card is open.
    pub card: RwSignal<Option<PlaceId>>,
    /// Source: the item that stays beside the one that is read.
    pub beside: RwSignal<Option<ItemId>>,
    /// Source: how the hits are shown as context lines, if they are.
    pub lines: RwSignal<Option<Lines>>,
    /// Source: the tag of the language that the page speaks.
    pub lang: RwSignal<&'static str>,
    /// Source: how many hits are listed.
    pub shown: RwSignal<usize>,
    /// Source: the hit that the reader stands on, from 0.
    pub hit: RwSignal<u32>,
    /// Source: pairs of the address that are not ours.
    pub rest: RwSignal<Vec<(String, String)>>,
    /// The item that was being read when the reader was left, until the results have used it.
    pub left: StoredValue<Option<ItemId>>,
    /// Source: whether the months pass by themselves.
    pub playing: RwSignal<bool>,
    /// Source: whether the page has shown its first answer: what stands beside and below it waits
    /// for that.
    pub painted: RwSignal<bool>,
    /// Source: whether single letters work as shortcuts.
    pub shortcuts: RwSignal<bool>,
    /// Source: words asked for in this visit, the last first. Kept in memory only.
    pub past: RwSignal<Vec<String>>,
    /// Source: the question before it was cleared, until the next change.
    pub cleared: RwSignal<Option<Query>>,
    /// A list of questions and what they find, in memory only.
    pub batch: Batch,
    /// Source: the name of which the reader is asked what it is.
    pub doubt: RwSignal<Option<Doubt>>,
    /// Source: what the reader corrected, in memory only.
    pub corrections: RwSignal<Corrections>,
    /// Source: the corrections before each change of them.
    pub corrected: RwSignal<Vec<Corrections>>,
    /// Derived: the archive with the corrections laid over it.
    pub(crate) current: RwSignal<&'static Archive<'static>>,
    /// Derived: what is asked but for the words, so that typing does not wake what only tells
    /// whether something is chosen.
    pub filters: Memo<Query>,
    /// Derived: the whole answer.
    pub outcome: Memo<Outcome>,
    /// Derived: where every place of the collection lies on the map.
    pub positions: Memo<Vec<Point>>,
    /// Derived: every place of the collection of the kind that is counted.
    pub everywhere: Memo<Vec<Spot>>,
    /// Derived: the places of the answer.
    pub places: Memo<Vec<Spot>>,
    /// Derived: the open document, with hits and places marked.
    pub reading: Memo<Option<Reading>>,
    /// Derived: the item beside it, likewise.
    pub compared: Memo<Option<ReadingItem>>,
}

impl Session {
    /// A session over an atlas, in the state that the address asks for.
    pub fn new(atlas: &'static Atlas, link: Link) -> Session {
        let unfolded = RwSignal::new(false);
        let query = RwSignal::new(link.query);
        let open = RwSignal::new(link.open);
        let card = RwSignal::new(link.card);
        let lang = RwSignal::new(link.lang);
        let lines = RwSignal::new(link.lines);
        let beside = RwSignal::new(link.beside);
        let shown = RwSignal::new(PAGE);
        let current = RwSignal::new(&atlas.archive);
        let filters = Memo::new(move |_| Query { text: String::new(), ..query.get() });
        let outcome = Memo::new(move |_| {
            let page = Page { offset: 0, limit: shown.get() };
            query.with(|query| search::search(current.get(), query, page))
        });
        let positions = Memo::new(move |_| {
            let lies = |(_, Place { lat, lon, .. }): (_, Place)| project(lat.into(), lon.into());
            current.get().places().map(lies).collect::<Vec<_>>()
        });
        let per = Memo::new(move |_| filters.with(|filters| filters.per));
        let everywhere = Memo::new(move |_| {
            let none = Page { offset: 0, limit: 0 };
            let all = Query { per: per.get(), ..Query::default() };
            spots(positions, &search::search(current.get(), &all, none).places)
        });
        let places = Memo::new(move |_| outcome.with(|outcome| spots(positions, &outcome.places)));
        let document = Memo::new(move |_| open.get().map(|open| (open.doc, open.passage)));
        let reading = Memo::new(move |_| {
            let (doc, passage) = document.get()?;
            let cited = passage.map(Passage::range);
            Some(query.with(|query| reader::read(current.get(), doc, query, cited)))
        });
        let compared = Memo::new(move |_| {
            let item = beside.get().filter(|_| document.with(Option::is_some))?;
            query.with(|query| reader::read_item(current.get(), item, query))
        });
        let hit = RwSignal::new(0);
        let rest = RwSignal::new(link.rest);
        let shortcuts = RwSignal::new(link.shortcuts);
        let playing = RwSignal::new(false);
        let session = Session {
            atlas,
            unfolded,
            query,
            open,
            card,
            beside,
            lines,
            lang,
            shown,
            hit,
            rest,
            left: StoredValue::new(None),
            playing,
            painted: RwSignal::new(false),
            shortcuts,
            batch: Batch::default(),
            doubt: RwSignal::new(None),
            corrections: RwSignal::new(Corrections::default()),
            corrected: RwSignal::new(Vec::new()),
            current,
            past: RwSignal::new(Vec::new()),
            cleared: RwSignal::new(None),
            filters,
            outcome,
            positions,
            everywhere,
            places,
            reading,
            compared,
        };
        session.stand_on_first_hit();
        session
    }

    /// The collection, with what the reader corrected; whoever reads it here follows that.
    pub fn archive(&self) -> &'static Archive<'static> {
        self.current.get()
    }

    /// The state as an address; whoever reads it here follows every change.
    pub fn link(&self) -> Link {
        let (query, open) = (self.query.get(), self.open.get());
        let (card, beside, lines) = (self.card.get(), self.beside.get(), self.lines.get());
        let (lang, shortcuts) = (self.lang.get(), self.shortcuts.get());
        let rest = self.rest.get();
        Link { query, open, card, beside, lines, lang, shortcuts, rest }
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
        self.cleared.set(None);
        self.query.set(link.query);
        self.leave(link.open);
        self.card.set(link.card);
        self.beside.set(link.beside);
        self.lang.set(link.lang);
        self.shortcuts.set(link.shortcuts);
        self.lines.set(link.lines);
        self.rest.set(link.rest);
        self.stand_on_first_hit();
    }

    /// The place that the gazetteer knows by a name, once it is unfolded.
    pub fn known_place(&self, name: &str) -> Option<Place> {
        let gazetteer = self.unfolded.get().then_some(&self.atlas.gazetteer)?;
        gazetteer.place(*gazetteer.lookup(name).first()?)
    }

    /// The words typed that are nowhere in the collection.
    pub fn missing(&self) -> Vec<String> {
        self.outcome.with(|outcome| {
            let words = outcome.words.iter();
            let missing = words.filter(|word| word.forms.is_empty() && word.left_out.is_empty());
            missing.map(|word| word.typed.clone()).collect()
        })
    }

    /// What to ask where nothing was found, to find something.
    pub fn ways_out(&self) -> Vec<WayOut> {
        let query = self.query.get();
        let none = Page { offset: 0, limit: 0 };
        let mut ways: Vec<WayOut> = Vec::new();
        let mut offer = |way, query: Query| {
            let items = search::search(self.archive(), &query, none).total;
            if items > 0 {
                ways.push(WayOut { way, query, items });
            }
        };
        for filter in query.filters() {
            offer(Way::Without(filter), query.without(filter));
        }
        for (typed, text) in query::parse(&query.text).without_filters(&query.text) {
            offer(Way::WithoutTyped(typed), Query { text, ..query.clone() });
        }
        for remark in self.outcome.with(|outcome| outcome.remarks.clone()) {
            if let Remark::NoPlace { typed, meant: Some(meant) } = remark {
                let mut query = query.clone();
                query.correct_place(&typed, &meant);
                offer(Way::Meant(meant), query);
            }
        }
        ways
    }

    /// The kind of places that are counted.
    pub fn per(&self) -> PlaceKind {
        self.filters.with(|filters| filters.per)
    }

    /// The view on which the map opens, whatever the filters: a place keeps its spot.
    pub fn home_view(&self, width: f64, height: f64) -> View {
        self.everywhere.with(|all| home(all, width, height))
    }

    /// Changes what is asked; the list begins anew.
    pub fn ask(&self, change: impl FnOnce(&mut Query)) {
        self.cleared.set(None);
        self.query.update(change);
        self.shown.set(PAGE);
        self.stand_on_first_hit();
    }

    /// Goes to the next month or the one before; at the end the months no longer pass.
    pub fn step_month(&self, by: i32) {
        let Some(span) = self.archive().months() else { return };
        let mut query = self.query.get_untracked();
        if query.step_month(by, span) {
            self.ask(|asked| *asked = query);
        } else {
            self.playing.set(false);
        }
    }

    /// Takes something away from what is asked, and remembers it for [`Session::restore`].
    pub fn clear(&self, change: impl FnOnce(&mut Query)) {
        let before = self.query.get_untracked();
        self.ask(change);
        self.cleared.set(Some(before));
    }

    /// Asks again what was asked before it was cleared.
    pub fn restore(&self) {
        if let Some(before) = self.cleared.get_untracked() {
            self.ask(|query| *query = before);
        }
    }

    /// Remembers the words that are asked for now, for those who ask them again.
    pub fn remember(&self) {
        let words = self.query.with_untracked(|query| query.text.trim().to_owned());
        if !words.is_empty() {
            self.past.update(|past| {
                past.retain(|other| *other != words);
                past.insert(0, words);
                past.truncate(PAST);
            });
        }
    }

    /// What may be meant by what is typed; where nothing is typed, what was asked before.
    pub fn choices(&self) -> Vec<Choice> {
        let typed = self.query.with(|query| query.text.clone());
        if typed.is_empty() {
            return self.past.get().into_iter().map(Choice::Past).collect();
        }
        search::suggest(self.archive(), &typed).into_iter().map(Choice::Suggested).collect()
    }

    /// Asks what was chosen.
    pub fn choose(&self, choice: &Choice) {
        self.ask(|query| match choice {
            Choice::Past(words) => query.text.clone_from(words),
            Choice::Suggested(suggestion) => suggestion.accept(query),
        });
        self.show_found();
    }

    /// Shows what is found, whatever is being read.
    pub fn show_found(&self) {
        self.remember();
        self.open.set(None);
    }

    /// Asks what is typed; a link to this collection that is pasted is followed.
    pub fn type_in(&self, typed: String) {
        let linked = typed.split_once('#').map(|(_, link)| Link::parse(link, self.archive()));
        match linked.filter(Link::says_something) {
            Some(link) => self.go(link),
            None => self.ask(|query| query.text = typed),
        }
    }

    /// Lists more hits.
    pub fn show_more(&self) {
        self.shown.update(|shown| *shown += PAGE);
    }
}

/// Places with their counts, in the order in which the map places them.
fn spots(positions: Memo<Vec<Point>>, counts: &[PlaceCount]) -> Vec<Spot> {
    let positions = positions.read();
    let spot = |of: &PlaceCount| {
        let at = positions[of.place.index()];
        Spot { place: of.place, at, count: of.count, choice: of.choice }
    };
    let mut spots: Vec<Spot> = counts.iter().map(spot).collect();
    rank(&mut spots);
    spots
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use engine::atlas;
    use engine::chart::markers;
    use engine::ids::GeoId;
    use engine::outcome::Hit;
    use engine::place::{Mention, PlaceEntry, Role};
    use engine::query::Facet;
    use engine::seed::Source;
    use engine::time::Month;

    const KYIV: GeoId = GeoId(703448);
    const LVIV: GeoId = GeoId(702550);
    const UKRAINE: GeoId = GeoId(690791);

    const FILES: [(&str, &str); 3] = [
        ("a.txt", " date 2022-03 Raketten op Kiev. De aanval duurde een nacht.\n"),
        ("b.txt", " date 2022-10 Een raket viel in Lviv. In Kiev bleef het stil.\n"),
        ("c.txt", "Zonder datum en zonder stad: een aanval en nog een aanval.\n"),
    ];

    /// Articles with a recogniser that knows two cities by their plain names.
    fn atlas(files: &[(&str, &str)]) -> &'static Atlas {
        let sources: Vec<Source> =
            files.iter().map(|(path, text)| Source { path, bytes: text.as_bytes() }).collect();
        let names = [("Kiev", KYIV), ("Lviv", LVIV)];
        let find = move |text: &str| -> Vec<Mention> {
            let mut mentions: Vec<Mention> = names
                .iter()
                .flat_map(|(name, place)| {
                    text.match_indices(name).map(|(at, name)| Mention {
                        span: at..at + name.len(),
                        place: *place,
                        role: Role::Literal,
                    })
                })
                .collect();
            mentions.sort_by_key(|mention| mention.span.start);
            mentions
        };
        let entry = |id: GeoId| {
            let (name, other, lat, lon) = match id {
                KYIV => ("Kiev", "Kyiv", 50.45, 30.52),
                LVIV => ("Lviv", "Lvov", 49.84, 24.02),
                _ => ("Oekraïne", "Oekraine", 49.0, 32.0),
            };
            let place = Place {
                id,
                name: name.into(),
                country: *b"UA",
                lat,
                lon,
                population: 1_000_000,
                kind: if id == UKRAINE { PlaceKind::Country } else { PlaceKind::City },
                region: None,
                country_id: Some(UKRAINE),
            };
            Some(PlaceEntry { place, names: vec![other.into()] })
        };
        let built = atlas::build(&sources, &find, &entry).expect("the articles are sound");
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/data/");
        let data =
            |name: &str| std::fs::read(format!("{root}{name}")).expect("data files are there");
        let archive = Archive::open(Vec::leak(built.bytes)).expect("it was just made");
        let gazetteer = Gazetteer::open(Vec::leak(data("gazetteer.bin"))).expect("it opens");
        let base_map = BaseMap::open(&data("basemap.bin")).expect("it opens");
        Box::leak(Box::new(Atlas { archive, gazetteer, base_map }))
    }

    pub(crate) fn archive() -> &'static Archive<'static> {
        &atlas(&FILES).archive
    }

    /// Runs a story under a reactive owner, as the page does.
    pub(crate) fn session(fragment: &str, story: impl FnOnce(Session)) {
        session_over(&FILES, fragment, story);
    }

    pub(crate) fn session_over(
        files: &[(&str, &str)],
        fragment: &str,
        story: impl FnOnce(Session),
    ) {
        let atlas = atlas(files);
        let owner = Owner::new();
        owner.with(|| story(Session::new(atlas, Link::parse(fragment, &atlas.archive))));
    }

    fn counts(session: Session) -> Vec<(String, u32)> {
        session.outcome.with(|outcome| {
            let named = |city: &PlaceCount| (session.archive().place(city.place).name, city.count);
            outcome.places.iter().map(named).collect()
        })
    }

    #[test]
    fn a_fresh_session_shows_everything() {
        session("", |session| {
            assert_eq!(session.outcome.with(|outcome| outcome.total), 3);
            assert_eq!(counts(session), [("Kiev".to_string(), 2), ("Lviv".to_string(), 1)]);
            assert!(session.reading.with(Option::is_none));
        });
    }

    #[test]
    fn a_chosen_month_narrows_cities_and_keeps_the_other_months() {
        session("", |session| {
            session.ask(|query| query.toggle_month(Month::parse("2022-10").unwrap()));
            assert_eq!(session.outcome.with(|outcome| outcome.total), 1);
            let march = session.outcome.with(|outcome| outcome.months[0]);
            assert_eq!((march.month.to_string().as_str(), march.count), ("2022-03", 1));
        });
    }

    #[test]
    fn what_is_counted_per_country_is_one_circle() {
        session("per=land", |session| {
            assert_eq!(counts(session), [("Oekraïne".to_string(), 2)]);
            let view = session.home_view(600.0, 400.0);
            let circles = session.places.with(|places| markers(places, &view, |_| "").len());
            assert_eq!(circles, 1);
            session.ask(|query| query.per = PlaceKind::City);
            assert_eq!(counts(session).len(), 2);
        });
    }

    #[test]
    fn what_is_in_view_narrows_all_but_the_places() {
        session("beeld=49.00_23.00_50.00_25.00", |session| {
            assert_eq!(session.outcome.with(|outcome| outcome.total), 1);
            // As with a place that is chosen: the map still tells what there is elsewhere.
            assert_eq!(counts(session), [("Kiev".to_string(), 2), ("Lviv".to_string(), 1)]);
            session.ask(|query| query.toggle_place(session.archive().find_place("Kiev")[0]));
            assert_eq!(session.outcome.with(|outcome| outcome.total), 1);
            session.ask(|query| query.clear_facet(Facet::Places));
            assert_eq!(session.outcome.with(|outcome| outcome.total), 3);
        });
    }

    #[test]
    fn items_stand_by_the_name_of_the_place_that_they_name_most() {
        let files = [
            ("a.txt", "Zonder plaats.\n"),
            ("b.txt", "Van Lviv naar Kiev, en terug naar Lviv.\n"),
            ("c.txt", "Van Lviv naar Kiev, en terug naar Kiev.\n"),
        ];
        session_over(&files, "volgorde=plaats", |session| {
            let name = |hit: &Hit| {
                let doc = session.archive().item_document(hit.item);
                session.archive().document(doc).name
            };
            let names: Vec<&str> = session.outcome.with(|o| o.hits.iter().map(name).collect());
            assert_eq!(names, ["c", "b", "a"]);
        });
    }

    #[test]
    fn a_dead_end_tells_which_filter_to_drop() {
        session("q=nacht&zonder=datum", |session| {
            assert_eq!(session.outcome.with(|outcome| outcome.total), 0);
            let ways = session.ways_out();
            assert_eq!((&ways[0].way, ways[0].items), (&Way::Without(Filter::Undated), 1));
        });
        session("q=nacht+tot%3A2021+van%3A2020", |session| {
            let ways = session.ways_out();
            assert_eq!(ways[0].way, Way::WithoutTyped("tot:2021 van:2020".into()));
            assert_eq!((ways[0].query.text.as_str(), ways[0].items), ("nacht", 1));
        });
        session("q=raket+plaats%3ALvif", |session| {
            let way = &session.ways_out()[1];
            assert_eq!(way.way, Way::Meant("Lviv".into()));
            assert_eq!((way.query.text.as_str(), way.items), ("raket plaats:Lviv", 1));
        });
    }

    #[test]
    fn going_back_restores_the_state_of_the_address() {
        session("q=raket", |session| {
            let before = session.link();
            session.ask(|query| query.text = "aanval".into());
            assert_ne!(session.link(), before);
            session.go(before.clone());
            assert_eq!(session.link(), before);
            assert_eq!(session.outcome.with(|outcome| outcome.total), 2);
        });
    }

    #[test]
    fn a_link_that_is_pasted_is_followed_and_anything_else_is_asked() {
        session("", |session| {
            session.type_in("atlas.html#q=raket&doc=a".into());
            assert_eq!(session.query.with(|query| query.text.clone()), "raket");
            assert!(session.open.with(Option::is_some));
            session.show_found();
            for words in ["raket #kiev", "C#", "#q=", "#doc=elders"] {
                session.type_in(words.into());
                assert_eq!(session.query.with(|query| query.text.clone()), words);
                assert!(session.open.with(Option::is_none), "{words}");
            }
        });
    }

    #[test]
    fn what_was_cleared_comes_back_until_something_else_is_asked() {
        session("q=raket&plaats=Kiev&behalve=raketten", |session| {
            let before = session.link();
            session.clear(Query::clear);
            assert_eq!(session.link().write(session.archive()), "");
            session.restore();
            assert_eq!(session.link(), before);
            session.clear(Query::clear_words);
            session.ask(|query| query.text = "aanval".into());
            session.restore();
            assert_eq!(session.query.with(|query| query.text.clone()), "aanval");
        });
    }

    #[test]
    fn past_questions_are_offered_once_each_and_the_last_first() {
        session("", |session| {
            for words in ["raket", " aanval ", "raket", ""] {
                session.ask(|query| query.text = words.into());
                session.remember();
            }
            let past = ["raket", "aanval"].map(|words| Choice::Past(words.into()));
            assert_eq!(session.choices(), past);
            session.choose(&past[1]);
            assert_eq!(session.outcome.with(|outcome| outcome.total), 2);
            session.ask(|query| query.text = "Lvo".into());
            let choices = session.choices();
            session.choose(&choices[0]);
            assert_eq!(session.link().write(session.archive()), "plaats=Lviv");
        });
    }

    #[test]
    fn the_search_runs_once_for_a_change_however_many_look() {
        session("", |session| {
            let runs = StoredValue::new(0);
            let watched = Memo::new(move |_| {
                runs.update_value(|runs| *runs += 1);
                session.outcome.with(|outcome| outcome.total)
            });
            for _ in 0..3 {
                watched.get();
                counts(session);
            }
            session.ask(|query| query.text = "raket".into());
            watched.get();
            counts(session);
            assert_eq!(runs.get_value(), 2);
        });
    }
}
