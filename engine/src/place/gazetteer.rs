//! The list of places: opened from bytes, asked by name and by id.

use super::bytes::{COUNTRY, GazetteerError, REGION, Rows, STEPS, population_of};
use super::fold::fold;
use super::name_index::{NameIndex, Spellings};
use super::skeleton::skeleton;
use super::{Place, PlaceKind};
use crate::ids::GeoId;
use crate::sort;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A gazetteer, borrowed from the bytes that `cargo xtask gazetteer` makes.
#[derive(Debug)]
pub struct Gazetteer<'a> {
    rows: Rows<'a>,
    /// The countries and their regions, by the number of the country's code.
    areas: Vec<Areas>,
    /// See [`Gazetteer::spellings`]; made when first asked for.
    name_index: OnceLock<NameIndex>,
    /// See [`Gazetteer::by_skeleton`].
    skeletons: OnceLock<BTreeMap<String, Vec<PlaceIndex>>>,
}

/// A place by its row in the gazetteer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct PlaceIndex(pub u16);

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
    /// Opens a gazetteer, checking everything that later reads rely on.
    ///
    /// # Errors
    /// When the bytes are no gazetteer, of another version, or damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Gazetteer<'a>, GazetteerError> {
        let rows = Rows::open(bytes)?;
        let areas = read_areas(&rows).ok_or(GazetteerError::Damaged)?;
        Ok(Gazetteer { rows, areas, name_index: OnceLock::new(), skeletons: OnceLock::new() })
    }

    /// The number of places.
    pub fn len(&self) -> usize {
        self.rows.ids.len()
    }

    /// Whether it holds no place at all.
    pub fn is_empty(&self) -> bool {
        self.rows.ids.is_empty()
    }

    /// The number of names of all places.
    pub fn name_count(&self) -> usize {
        self.rows.name_count()
    }

    /// Every place, by id, in ascending order.
    pub fn ids(&self) -> impl Iterator<Item = GeoId> {
        self.rows.ids.iter().map(|id| GeoId(*id))
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
            let by_sound = self.by_skeleton(&skeleton(written));
            places.extend(by_sound.iter().map(|place| self.id(*place)));
        }
        places.retain(|place| *place != linked);
        places
    }

    /// Whether a place is a city, a region or a country.
    pub(super) fn kind(&self, place: PlaceIndex) -> PlaceKind {
        kind(self.rows.areas[usize::from(place.0)])
    }

    /// The first-level region that a place lies in or is.
    pub(super) fn region(&self, place: PlaceIndex) -> Option<PlaceIndex> {
        match self.rows.areas[usize::from(place.0)] {
            0 | COUNTRY => None,
            REGION => Some(place),
            number => self.areas_of(place).regions.get(usize::from(number) - 1).copied(),
        }
    }

    /// The country of that code.
    pub(super) fn country_place(&self, code: [u8; 2]) -> Option<PlaceIndex> {
        let at = self.rows.codes.binary_search(&code).ok()?;
        self.areas[at].country
    }

    fn areas_of(&self, place: PlaceIndex) -> &Areas {
        &self.areas[usize::from(self.rows.countries[usize::from(place.0)])]
    }

    pub(super) fn id(&self, place: PlaceIndex) -> GeoId {
        GeoId(self.rows.ids[usize::from(place.0)])
    }

    pub(super) fn index_of(&self, id: GeoId) -> Option<PlaceIndex> {
        self.rows.ids.binary_search(&id.0).ok().map(|index| PlaceIndex(index as u16))
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

    fn names_at(&self, place: PlaceIndex) -> impl Iterator<Item = &'a str> {
        self.rows.names_of(usize::from(place.0)).map(|name| self.rows.name(name))
    }

    fn shown_name(&self, place: PlaceIndex) -> &'a str {
        self.names_at(place).next().unwrap_or_default()
    }

    /// Whether the name shown for the place is one of these spellings.
    pub(super) fn is_shown_name(&self, place: PlaceIndex, spellings: Spellings) -> bool {
        let shown = self.rows.names_of(usize::from(place.0)).start;
        self.name_index().names(spellings).binary_search(&shown).is_ok()
    }

    pub(super) fn country(&self, place: PlaceIndex) -> [u8; 2] {
        self.rows.codes[usize::from(self.rows.countries[usize::from(place.0)])]
    }

    pub(super) fn population(&self, place: PlaceIndex) -> u32 {
        population_of(self.rows.population[usize::from(place.0)])
    }

    /// Degrees north and east.
    pub(super) fn point(&self, place: PlaceIndex) -> (f32, f32) {
        let [lat, lon] = &self.rows.points;
        let degrees = |steps: &[u16], from| f32::from(steps[usize::from(place.0)]) / STEPS - from;
        (degrees(lat, 90.0), degrees(lon, 180.0))
    }

    /// The spellings of a folded name, if it or a longer one is known.
    pub(super) fn spellings(&self, folded: &str) -> Option<Spellings> {
        self.name_index().get(folded)
    }

    fn name_index(&self) -> &NameIndex {
        self.name_index.get_or_init(|| {
            NameIndex::of((0..self.name_count() as u32).map(|name| self.rows.name(name)))
        })
    }

    /// What is known of a name by its spellings.
    pub(super) fn known(&self, spellings: Spellings) -> Known {
        let names = self.name_index().names(spellings);
        let place = |name: &u32| PlaceIndex(self.rows.place_of(*name) as u16);
        let mut places: Vec<PlaceIndex> = names.iter().map(place).collect();
        self.put_largest_first(&mut places);
        places.dedup();
        let city = |place: &PlaceIndex| self.kind(*place) == PlaceKind::City;
        let (places, mut areas): (Vec<_>, Vec<_>) = places.into_iter().partition(city);
        sort::by_key(&mut areas, |area| *area);
        let is_word = names.iter().any(|name| self.rows.words.binary_search(name).is_ok());
        Known { places, areas, is_word, spellings }
    }

    /// Places of Ukraine, Russia and Belarus by the skeleton of their names: for spellings that
    /// no list holds. Made when first asked for.
    pub(super) fn by_skeleton(&self, key: &str) -> &[PlaceIndex] {
        let skeletons = self.skeletons.get_or_init(|| self.index_skeletons());
        skeletons.get(key).map_or(&[], Vec::as_slice)
    }

    fn index_skeletons(&self) -> BTreeMap<String, Vec<PlaceIndex>> {
        let mut skeletons = BTreeMap::<String, Vec<PlaceIndex>>::new();
        for place in (0..self.rows.ids.len()).map(|index| PlaceIndex(index as u16)) {
            if !matches!(&self.country(place), b"UA" | b"RU" | b"BY")
                || self.population(place) < 3_000
                || self.kind(place) != PlaceKind::City
            {
                continue;
            }
            skeletons.entry(skeleton(self.shown_name(place))).or_default().push(place);
        }
        for places in skeletons.values_mut() {
            self.put_largest_first(places);
        }
        skeletons
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
    let of_country = || rows.areas.iter().zip(rows.countries);
    for (place, (area, country)) in of_country().enumerate() {
        let (place, areas) = (PlaceIndex(place as u16), &mut areas[usize::from(*country)]);
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
