//! The list of places: opened from bytes, asked by name and by id.

use super::bytes::{BLOCK, COUNTRY, Columns, FLAG_WORD, GazetteerError, REGION, population_of};
use super::fold::{fold, fold_into};
use super::name_index::{NameIndex, Spellings};
use super::skeleton::skeleton;
use super::{Place, PlaceKind};
use crate::ids::GeoId;
use crate::varint;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// A gazetteer, borrowed from the bytes that `cargo xtask gazetteer` makes.
#[derive(Debug)]
pub struct Gazetteer<'a> {
    columns: Columns<'a>,
    /// GeoNames ids, ascending.
    ids: Vec<u32>,
    /// Where in the text column each block begins.
    blocks: Vec<u32>,
    /// The number of links before each name, and their total at the end.
    link_starts: Vec<u32>,
    /// For each link, by place and then in name order, the name; `place_starts` cuts it.
    place_names: Vec<u32>,
    place_starts: Vec<u32>,
    /// Names that are Dutch words, ascending.
    words: Vec<u32>,
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
        let columns = Columns::split(bytes)?;
        Self::index(columns).ok_or(GazetteerError::Damaged)
    }

    fn index(columns: Columns<'a>) -> Option<Gazetteer<'a>> {
        let ids = read_ids(columns.ids)?;
        let n = ids.len();
        let fits = columns.countries.len() == n
            && columns.population.len() == n
            && columns.shown.len() == n
            && columns.points.len() == 4 * n
            && columns.areas.len() == n
            && columns.codes.len().is_multiple_of(2)
            && columns.countries.iter().all(|c| usize::from(*c) < columns.codes.len() / 2);
        if !fits {
            return None;
        }
        let names = columns.shared.len();
        let blocks = read_blocks(&columns)?;
        let counts = columns.links.get(..names)?;
        let mut link_starts = Vec::with_capacity(names + 1);
        link_starts.push(0);
        for count in counts {
            link_starts.push(link_starts.last()? + u32::from(*count));
        }
        let total = *link_starts.last()? as usize;
        if columns.links.len() != names + 2 * total {
            return None;
        }
        let mut gazetteer = Gazetteer {
            columns,
            ids,
            blocks,
            link_starts,
            place_names: Vec::new(),
            place_starts: Vec::new(),
            words: read_flags(columns.flags, names)?,
            areas: read_areas(&columns)?,
            name_index: OnceLock::new(),
            skeletons: OnceLock::new(),
        };
        gazetteer.index_names(names, total)?;
        Some(gazetteer)
    }

    /// Turns the links round: from place to names.
    fn index_names(&mut self, names: usize, total: usize) -> Option<()> {
        let n = self.ids.len();
        let mut starts = vec![0u32; n + 1];
        for link in 0..total {
            let place = usize::from(self.link(link).0);
            *starts.get_mut(place + 1)? += 1;
        }
        for place in 0..n {
            starts[place + 1] += starts[place];
        }
        let mut next = starts.clone();
        let mut place_names = vec![0u32; total];
        for name in 0..names {
            for link in self.links(name) {
                let slot = &mut next[usize::from(self.link(link).0)];
                place_names[*slot as usize] = name as u32;
                *slot += 1;
            }
        }
        let every_place_has_its_shown_name = (0..n)
            .all(|place| u32::from(self.columns.shown[place]) < starts[place + 1] - starts[place]);
        (self.place_names, self.place_starts) = (place_names, starts);
        every_place_has_its_shown_name.then_some(())
    }

    /// The number of places.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it holds no place at all.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The number of different spellings.
    pub fn name_count(&self) -> usize {
        self.link_starts.len() - 1
    }

    /// Every place, by id, in ascending order.
    pub fn ids(&self) -> impl Iterator<Item = GeoId> {
        self.ids.iter().map(|id| GeoId(*id))
    }

    /// The place with that GeoNames id.
    pub fn place(&self, id: GeoId) -> Option<Place> {
        Some(self.place_at(self.index_of(id)?))
    }

    /// Every spelling the gazetteer knows of a place, in the order of their folded forms; empty
    /// for an unknown id.
    pub fn names(&self, id: GeoId) -> Vec<String> {
        let names = |place| self.names_at(place).iter().map(|name| self.name(*name)).collect();
        self.index_of(id).map(names).unwrap_or_default()
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
        kind(self.columns.areas[usize::from(place.0)])
    }

    /// The first-level region that a place lies in or is.
    pub(super) fn region(&self, place: PlaceIndex) -> Option<PlaceIndex> {
        match self.columns.areas[usize::from(place.0)] {
            0 | COUNTRY => None,
            REGION => Some(place),
            number => self.areas_of(place).regions.get(usize::from(number) - 1).copied(),
        }
    }

    /// The country of that code.
    pub(super) fn country_place(&self, code: [u8; 2]) -> Option<PlaceIndex> {
        let at = self.columns.codes.chunks_exact(2).position(|known| *known == code)?;
        self.areas[at].country
    }

    fn areas_of(&self, place: PlaceIndex) -> &Areas {
        &self.areas[usize::from(self.columns.countries[usize::from(place.0)])]
    }

    pub(super) fn id(&self, place: PlaceIndex) -> GeoId {
        GeoId(self.ids[usize::from(place.0)])
    }

    pub(super) fn index_of(&self, id: GeoId) -> Option<PlaceIndex> {
        self.ids.binary_search(&id.0).ok().map(|index| PlaceIndex(index as u16))
    }

    fn place_at(&self, place: PlaceIndex) -> Place {
        let (lat, lon) = self.point(place);
        let shown = usize::from(self.columns.shown[usize::from(place.0)]);
        Place {
            id: self.id(place),
            name: self.name(self.names_at(place)[shown]),
            country: self.country(place),
            lat,
            lon,
            population: self.population(place),
            kind: self.kind(place),
            region: self.region(place).map(|region| self.id(region)),
            country_id: self.areas_of(place).country.map(|country| self.id(country)),
        }
    }

    fn names_at(&self, place: PlaceIndex) -> &[u32] {
        let at = usize::from(place.0);
        &self.place_names[self.place_starts[at] as usize..self.place_starts[at + 1] as usize]
    }

    /// Whether the name shown for the place is one of these spellings.
    pub(super) fn is_shown_name(&self, place: PlaceIndex, spellings: Spellings) -> bool {
        let shown = usize::from(self.columns.shown[usize::from(place.0)]);
        spellings.has(self.names_at(place)[shown])
    }

    pub(super) fn country(&self, place: PlaceIndex) -> [u8; 2] {
        let at = 2 * usize::from(self.columns.countries[usize::from(place.0)]);
        [self.columns.codes[at], self.columns.codes[at + 1]]
    }

    pub(super) fn population(&self, place: PlaceIndex) -> u32 {
        population_of(self.columns.population[usize::from(place.0)])
    }

    /// Degrees north and east.
    pub(super) fn point(&self, place: PlaceIndex) -> (f32, f32) {
        let (lat, lon) = self.columns.points.split_at(2 * self.ids.len());
        let read = |plane, from| f32::from(from_planes(plane, usize::from(place.0))) / 100.0 - from;
        (read(lat, 90.0), read(lon, 180.0))
    }

    fn links(&self, name: usize) -> Range<usize> {
        self.link_starts[name] as usize..self.link_starts[name + 1] as usize
    }

    fn link(&self, link: usize) -> PlaceIndex {
        let names = self.link_starts.len() - 1;
        PlaceIndex(from_planes(&self.columns.links[names..], link))
    }

    fn name(&self, name: u32) -> String {
        let mut found = String::new();
        self.walk_block(name as usize / BLOCK, |number, text| {
            if number == name as usize {
                found.push_str(text);
            }
            number < name as usize
        });
        found
    }

    /// Hands the names of a block with their numbers to `see`, until it says no.
    fn walk_block(&self, block: usize, mut see: impl FnMut(usize, &str) -> bool) {
        let Some(start) = self.blocks.get(block) else { return };
        let mut rest = &self.columns.text[*start as usize..];
        let mut name = String::new();
        for number in block * BLOCK..((block + 1) * BLOCK).min(self.name_count()) {
            if next_name(&self.columns, number, &mut rest, &mut name).is_none() {
                return;
            }
            if !see(number, &name) {
                return;
            }
        }
    }

    /// The spellings of a folded name, if it or a longer one is known.
    pub(super) fn spellings(&self, folded: &str) -> Option<Spellings> {
        self.name_index.get_or_init(|| self.index_folded_names()).get(folded)
    }

    fn index_folded_names(&self) -> NameIndex {
        let mut index = NameIndex::default();
        let mut folded = String::new();
        for block in 0..self.blocks.len() {
            self.walk_block(block, |number, name| {
                folded.clear();
                fold_into(name, &mut folded);
                index.add(number as u32, &folded);
                true
            });
        }
        index
    }

    /// What is known of a name by its spellings.
    pub(super) fn known(&self, spellings: Spellings) -> Known {
        let numbers = spellings.first..spellings.first + spellings.count;
        let links = numbers.clone().flat_map(|name| self.links(name as usize));
        let mut places: Vec<PlaceIndex> = links.map(|link| self.link(link)).collect();
        places.sort_by_key(|place| (Reverse(self.population(*place)), *place));
        places.dedup();
        let city = |place: &PlaceIndex| self.kind(*place) == PlaceKind::City;
        let (places, mut areas): (Vec<_>, Vec<_>) = places.into_iter().partition(city);
        areas.sort_unstable();
        let is_word = numbers.into_iter().any(|name| self.words.binary_search(&name).is_ok());
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
        for place in (0..self.ids.len()).map(|index| PlaceIndex(index as u16)) {
            if !matches!(&self.country(place), b"UA" | b"RU" | b"BY")
                || self.population(place) < 3_000
                || self.kind(place) != PlaceKind::City
            {
                continue;
            }
            let shown = usize::from(self.columns.shown[usize::from(place.0)]);
            let key = skeleton(&self.name(self.names_at(place)[shown]));
            skeletons.entry(key).or_default().push(place);
        }
        for places in skeletons.values_mut() {
            places.sort_by_key(|place| (Reverse(self.population(*place)), *place));
        }
        skeletons
    }
}

fn from_planes(planes: &[u8], index: usize) -> u16 {
    u16::from_be_bytes([planes[index], planes[planes.len() / 2 + index]])
}

fn kind(area: u8) -> PlaceKind {
    match area {
        REGION => PlaceKind::Region,
        COUNTRY => PlaceKind::Country,
        _ => PlaceKind::City,
    }
}

/// The countries and regions, by country; every region that a town names must be there.
fn read_areas(columns: &Columns) -> Option<Vec<Areas>> {
    let mut areas = vec![Areas::default(); columns.codes.len() / 2];
    let of_country = || columns.areas.iter().zip(columns.countries);
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

fn read_ids(mut bytes: &[u8]) -> Option<Vec<u32>> {
    let mut ids = Vec::new();
    let mut id = 0u32;
    while !bytes.is_empty() {
        let step = varint::take(&mut bytes)?;
        if step == 0 {
            return None;
        }
        id = id.checked_add(step)?;
        ids.push(id);
    }
    (ids.len() <= usize::from(u16::MAX)).then_some(ids)
}

/// Where the blocks begin.
fn read_blocks(columns: &Columns) -> Option<Vec<u32>> {
    if columns.added.len() != columns.shared.len() {
        return None;
    }
    let mut blocks = Vec::new();
    let mut rest = columns.text;
    let mut name = String::new();
    for number in 0..columns.shared.len() {
        if number.is_multiple_of(BLOCK) {
            name.clear();
            blocks.push(u32::try_from(columns.text.len() - rest.len()).ok()?);
        }
        next_name(columns, number, &mut rest, &mut name)?;
    }
    rest.is_empty().then_some(blocks)
}

/// Reads a front-coded name over the one before it, moving `text` past what it adds.
fn next_name(columns: &Columns, number: usize, text: &mut &[u8], name: &mut String) -> Option<()> {
    let shared = usize::from(columns.shared[number]);
    let (added, rest) = text.split_at_checked(usize::from(columns.added[number]))?;
    if shared > name.len() || !name.is_char_boundary(shared) {
        return None;
    }
    name.truncate(shared);
    name.push_str(std::str::from_utf8(added).ok()?);
    *text = rest;
    Some(())
}

fn read_flags(mut bytes: &[u8], names: usize) -> Option<Vec<u32>> {
    let (mut words, mut name) = (Vec::new(), 0u32);
    while !bytes.is_empty() {
        name = name.checked_add(varint::take(&mut bytes)?)?;
        let (&flags, rest) = bytes.split_first()?;
        bytes = rest;
        if name as usize >= names {
            return None;
        }
        if flags & FLAG_WORD != 0 {
            words.push(name);
        }
    }
    Some(words)
}
