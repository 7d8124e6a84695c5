//! The list of places: opened from bytes, asked by name and by id.

use super::bytes::{COUNTRY, Folded, GazetteerError, Growing, REGION, Rows, STEPS, population_of};
use super::fold::fold;
use super::name_index::{NameIndex, Spellings};
use super::rules::spelt_by_ear;
use super::skeleton::{bare, distance, sound};
use super::{Place, PlaceEntry, PlaceKind};
use crate::ids::GeoId;
use crate::sort;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A gazetteer, borrowed from the bytes that `cargo xtask gazetteer` makes.
#[derive(Debug)]
pub struct Gazetteer<'a> {
    folded: Folded<'a>,
    /// What was [unfolded ahead](Gazetteer::unfold).
    growing: Mutex<Option<Growing>>,
    /// See [`Gazetteer::unfolded`].
    unfolded: OnceLock<Unfolded>,
    /// See [`Gazetteer::spellings`]; made when first asked for.
    name_index: OnceLock<NameIndex>,
    /// See [`Gazetteer::by_sound`].
    sounds: OnceLock<BTreeMap<String, Vec<PlaceIndex>>>,
}

/// A place by its row in the gazetteer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct PlaceIndex(pub u32);

/// What the bytes hold.
#[derive(Debug, Default)]
struct Unfolded {
    rows: Rows,
    /// The countries and their regions, by the number of the country's code.
    areas: Vec<Areas>,
}

impl Unfolded {
    fn of(growing: Growing) -> Option<Unfolded> {
        let rows = growing.finish()?;
        Some(Unfolded { areas: read_areas(&rows)?, rows })
    }
}

/// The places that are a country or its regions.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Areas {
    country: Option<PlaceIndex>,
    /// In order of their ids.
    regions: Vec<PlaceIndex>,
}

/// What the gazetteer knows of one folded name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Known {
    /// The towns of that name, most populous first.
    pub places: Vec<PlaceIndex>,
    /// The regions and countries of that name, in order of their ids.
    pub areas: Vec<PlaceIndex>,
    /// Whether it is also a Dutch word.
    pub is_word: bool,
    /// The spellings of the name.
    pub spellings: Spellings,
}

impl<'a> Gazetteer<'a> {
    /// Opens a gazetteer. What it holds is unfolded when it is first asked for, in a few tenths of
    /// a second.
    ///
    /// # Errors
    /// When the bytes are no gazetteer, of another version, or damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Gazetteer<'a>, GazetteerError> {
        Ok(Gazetteer {
            folded: Folded::open(bytes)?,
            growing: Mutex::new(None),
            unfolded: OnceLock::new(),
            name_index: OnceLock::new(),
            sounds: OnceLock::new(),
        })
    }

    /// All that later reads rely on is checked; bytes that no gazetteer wrote, though their checksum
    /// says so, hold no place.
    fn unfolded(&self) -> &Unfolded {
        self.unfolded.get_or_init(|| {
            let growing = self.growing.lock().unwrap_or_else(PoisonError::into_inner).take();
            let growing = growing.unwrap_or_else(|| Growing::new(&self.folded));
            Unfolded::of(growing).unwrap_or_default()
        })
    }

    /// Unfolds some of what it holds ahead of its first use, for a page to do bit by bit while
    /// nothing else is to be done: so many places more, a thousand of which take some ten
    /// milliseconds. Answers whether any are left.
    pub fn unfold(&self, places: usize) -> bool {
        if self.unfolded.get().is_some() {
            return false;
        }
        let mut growing = self.growing.lock().unwrap_or_else(PoisonError::into_inner);
        let some = growing.get_or_insert_with(|| Growing::new(&self.folded));
        let is_read = some.read(places).is_some();
        let is_left = is_read && some.left() > 0;
        drop(growing);
        if !is_left {
            // Names are found by it.
            self.name_index();
        }
        is_left
    }

    fn rows(&self) -> &Rows {
        &self.unfolded().rows
    }

    /// The number of places.
    pub fn len(&self) -> usize {
        self.rows().ids.len()
    }

    /// Whether it holds no place at all.
    pub fn is_empty(&self) -> bool {
        self.rows().ids.is_empty()
    }

    /// The number of names of all places.
    pub fn name_count(&self) -> usize {
        self.rows().name_count()
    }

    /// Every place, by id, in ascending order.
    pub fn ids(&self) -> impl Iterator<Item = GeoId> {
        self.rows().ids.iter().map(|id| GeoId(*id))
    }

    /// The place with that GeoNames id.
    pub fn place(&self, id: GeoId) -> Option<Place> {
        Some(self.place_at(self.index_of(id)?))
    }

    /// Every spelling the gazetteer knows of a place, in the order of their folded forms; empty
    /// for an unknown id.
    pub fn names(&self, id: GeoId) -> Vec<String> {
        let Some(place) = self.index_of(id) else { return Vec::new() };
        let mut names: Vec<&str> = self.names_at(place).collect();
        sort::by_key(&mut names, |name| (fold(name), *name));
        names.into_iter().map(str::to_string).collect()
    }

    /// A place with its names.
    pub fn entry(&self, id: GeoId) -> Option<PlaceEntry> {
        Some(PlaceEntry { place: self.place(id)?, names: self.names(id) })
    }

    /// The places of a name, however its case, accents, hyphens and apostrophes are written: towns
    /// first, most populous first, then regions and countries; then by id.
    pub fn lookup(&self, name: &str) -> Vec<GeoId> {
        let Some(spellings) = self.spellings(&fold(name)) else { return Vec::new() };
        let known = self.known(spellings);
        known.places.iter().chain(&known.areas).map(|place| self.id(*place)).collect()
    }

    /// What else a name as a text writes it could have been linked to than `linked`: the other
    /// places of that name in the order of [`Gazetteer::lookup`], for a spelling that no list has
    /// (or a genitive) those that sound like it. One look into the gazetteer, no reading of text.
    pub fn alternatives(&self, written: &str, linked: GeoId) -> Vec<GeoId> {
        let mut places = self.lookup(written);
        if places.is_empty() {
            let by_sound = self.by_sound(&sound(written));
            places.extend(by_sound.iter().map(|place| self.id(*place)));
        }
        places.retain(|place| *place != linked);
        places
    }

    /// Whether a place is a city, a region or a country.
    pub(super) fn kind(&self, place: PlaceIndex) -> PlaceKind {
        kind(self.rows().areas[place.0 as usize])
    }

    /// The first-level region that a place lies in or is.
    pub(super) fn region(&self, place: PlaceIndex) -> Option<PlaceIndex> {
        match self.rows().areas[place.0 as usize] {
            0 | COUNTRY => None,
            REGION => Some(place),
            number => self.areas_of(place).regions.get(usize::from(number) - 1).copied(),
        }
    }

    /// The country of that code.
    pub(super) fn country_place(&self, code: [u8; 2]) -> Option<PlaceIndex> {
        let at = self.rows().codes.binary_search(&code).ok()?;
        self.unfolded().areas[at].country
    }

    fn areas_of(&self, place: PlaceIndex) -> &Areas {
        &self.unfolded().areas[usize::from(self.rows().countries[place.0 as usize])]
    }

    pub(super) fn id(&self, place: PlaceIndex) -> GeoId {
        GeoId(self.rows().ids[place.0 as usize])
    }

    pub(super) fn index_of(&self, id: GeoId) -> Option<PlaceIndex> {
        self.rows().ids.binary_search(&id.0).ok().map(|index| PlaceIndex(index as u32))
    }

    fn place_at(&self, place: PlaceIndex) -> Place {
        let (lat, lon) = self.point(place);
        Place {
            id: self.id(place),
            name: self.shown_name(place).to_string(),
            country: self.country(place),
            lat,
            lon,
            population: self.population(place),
            kind: self.kind(place),
            region: self.region(place).map(|region| self.id(region)),
            country_id: self.areas_of(place).country.map(|country| self.id(country)),
        }
    }

    fn names_at(&self, place: PlaceIndex) -> impl Iterator<Item = &str> {
        self.rows().names_of(place.0 as usize).map(|name| self.rows().name(name))
    }

    fn shown_name(&self, place: PlaceIndex) -> &str {
        self.names_at(place).next().unwrap_or_default()
    }

    /// Whether the name shown for the place is one of these spellings.
    pub(super) fn is_shown_name(&self, place: PlaceIndex, spellings: Spellings) -> bool {
        let shown = self.rows().names_of(place.0 as usize).start;
        self.name_index().names(spellings).binary_search(&shown).is_ok()
    }

    pub(super) fn country(&self, place: PlaceIndex) -> [u8; 2] {
        self.rows().codes[usize::from(self.rows().countries[place.0 as usize])]
    }

    /// Whether a place lies where the readers live.
    pub(super) fn is_at_home(&self, place: PlaceIndex) -> bool {
        is_home(self.country(place))
    }

    pub(super) fn population(&self, place: PlaceIndex) -> u32 {
        population_of(self.rows().population[place.0 as usize])
    }

    /// Degrees north and east.
    pub(super) fn point(&self, place: PlaceIndex) -> (f32, f32) {
        let [lat, lon] = self.rows().points[place.0 as usize];
        (f32::from(lat) / STEPS - 90.0, f32::from(lon) / STEPS - 180.0)
    }

    /// The spellings of a folded name, if it or a longer one is known.
    pub(super) fn spellings(&self, folded: &str) -> Option<Spellings> {
        self.name_index().get(folded)
    }

    fn name_index(&self) -> &NameIndex {
        self.name_index.get_or_init(|| {
            NameIndex::of((0..self.name_count() as u32).map(|name| self.rows().name(name)))
        })
    }

    /// What is known of a name by its spellings.
    pub(super) fn known(&self, spellings: Spellings) -> Known {
        let names = self.name_index().names(spellings);
        let place = |name: &u32| PlaceIndex(self.rows().place_of(*name) as u32);
        let mut places: Vec<PlaceIndex> = names.iter().map(place).collect();
        self.put_largest_first(&mut places);
        places.dedup();
        let city = |place: &PlaceIndex| self.kind(*place) == PlaceKind::City;
        let (places, mut areas): (Vec<_>, Vec<_>) = places.into_iter().partition(city);
        sort::by_key(&mut areas, |area| *area);
        let is_word = names.iter().any(|name| self.rows().words.binary_search(name).is_ok());
        Known { places, areas, is_word, spellings }
    }

    /// Towns by the sound of their names, most populous first, where newspapers spell them by ear:
    /// for spellings that no list holds. Made when first asked for.
    pub(super) fn by_sound(&self, sound: &str) -> &[PlaceIndex] {
        let sounds = self.sounds.get_or_init(|| self.index_sounds());
        sounds.get(sound).map_or(&[], Vec::as_slice)
    }

    /// The fewest letters to change in a folded name to make it one of the place's; articles aside.
    pub(super) fn unlikeness(&self, place: PlaceIndex, folded: &str) -> usize {
        let unlike = |name: &str| distance(bare(&fold(name)), bare(folded));
        self.names_at(place).map(unlike).min().unwrap_or(usize::MAX)
    }

    fn index_sounds(&self) -> BTreeMap<String, Vec<PlaceIndex>> {
        let by_ear = spelt_by_ear();
        let is_town = |place: &PlaceIndex| {
            let country = self.country(*place);
            // Of Ukraine every hamlet is here.
            let least = if &country == b"UA" { 3_000 } else { 0 };
            self.kind(*place) == PlaceKind::City
                && by_ear.contains(&country)
                && self.population(*place) >= least
        };
        let mut sounds = BTreeMap::<String, Vec<PlaceIndex>>::new();
        for place in (0..self.len()).map(|index| PlaceIndex(index as u32)).filter(is_town) {
            sounds.entry(sound(self.shown_name(place))).or_default().push(place);
        }
        for places in sounds.values_mut() {
            self.put_largest_first(places);
        }
        sounds
    }

    /// The most populous first, then by number.
    fn put_largest_first(&self, places: &mut [PlaceIndex]) {
        sort::by_key(places, |place| (Reverse(self.population(*place)), *place));
    }
}

fn kind(area: u8) -> PlaceKind {
    match area {
        REGION => PlaceKind::Region,
        COUNTRY => PlaceKind::Country,
        _ => PlaceKind::City,
    }
}

/// The countries and regions, by country; every region that a town names must be there.
fn read_areas(rows: &Rows) -> Option<Vec<Areas>> {
    let mut areas = vec![Areas::default(); rows.codes.len()];
    let of_country = || rows.areas.iter().zip(&rows.countries);
    for (place, (area, country)) in of_country().enumerate() {
        let (place, areas) = (PlaceIndex(place as u32), &mut areas[usize::from(*country)]);
        match kind(*area) {
            PlaceKind::City => {}
            PlaceKind::Region => areas.regions.push(place),
            PlaceKind::Country => areas.country = Some(place),
        }
    }
    let known = |(area, country): (&u8, &u8)| {
        kind(*area) != PlaceKind::City
            || usize::from(*area) <= areas[usize::from(*country)].regions.len()
    };
    of_country().all(known).then_some(areas)
}

/// Whether the readers live in a country.
pub(super) fn is_home(country: [u8; 2]) -> bool {
    matches!(&country, b"NL" | b"BE")
}
