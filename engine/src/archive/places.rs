//! The places of an atlas and their names.
//!
//! One stream of bits: the number of places; for each the gap between GeoNames ids, country,
//! latitude, longitude (hundred-thousandths of a degree) and population, its kind, the ids of its
//! region and country (0: not known), and how many names it has; then all names, front-coded, the
//! first of a place being the one to show; then the names in order of their keys.

use super::bits::{BitReader, BitWriter};
use super::strings::{self, Strings};
use crate::ids::{GeoId, PlaceId};
use crate::place::PlaceEntry;
use crate::place::{Place, PlaceKind};
use crate::sort;
use crate::text;
use std::collections::BTreeSet;

/// Bits of a place's kind.
const KIND_BITS: u32 = 2;

/// Bits of the number of a name, for so many names.
fn width(names: usize) -> u32 {
    usize::BITS - names.saturating_sub(1).leading_zeros()
}

pub(super) fn write(places: &[PlaceEntry]) -> Vec<u8> {
    let mut stream = BitWriter::default();
    stream.delta(places.len() as u32);
    let mut names: Vec<&str> = Vec::new();
    let mut keys = BTreeSet::new();
    let mut last = 0;
    for (id, PlaceEntry { place, names: others }) in places.iter().enumerate() {
        let others: BTreeSet<&str> = others.iter().map(String::as_str).collect();
        let others = others.into_iter().filter(|name| *name != place.name);
        let first = names.len();
        names.extend(std::iter::once(place.name.as_str()).chain(others));
        keys.extend((first..names.len()).map(|name| (text::name_key(names[name]), id, name)));
        stream.delta(place.id.0 - last);
        last = place.id.0;
        stream.put(u32::from(u16::from_le_bytes(place.country)), 16);
        stream.put(degrees_code(place.lat), 32);
        stream.put(degrees_code(place.lon), 32);
        stream.delta(place.population);
        stream.put(place.kind as u32, KIND_BITS);
        [place.region, place.country_id].iter().for_each(|id| put_id(&mut stream, *id));
        stream.gamma((names.len() - first) as u32);
    }
    stream.delta(names.len() as u32);
    strings::put_all(&mut stream, &names);
    let keys: Vec<usize> =
        keys.into_iter().filter(|(key, ..)| !key.is_empty()).map(|(.., name)| name).collect();
    stream.delta(keys.len() as u32);
    keys.iter().for_each(|&name| stream.put(name as u32, width(names.len())));
    stream.finish()
}

fn put_id(stream: &mut BitWriter, id: Option<GeoId>) {
    stream.delta(id.map_or(0, |id| id.0));
}

fn take_id(reader: &mut BitReader) -> Option<GeoId> {
    Some(GeoId(reader.delta())).filter(|id| id.0 > 0)
}

fn kind(code: u32) -> Option<PlaceKind> {
    [PlaceKind::City, PlaceKind::Region, PlaceKind::Country].get(code as usize).copied()
}

/// Hundred-thousandths of a degree, about a metre.
fn degrees_code(degrees: f32) -> u32 {
    (f64::from(degrees) * 1e5).round() as i32 as u32
}

fn degrees(code: u32) -> f32 {
    (f64::from(code as i32) / 1e5) as f32
}

/// The places, unfolded.
pub(super) struct Places {
    places: Vec<Record>,
    names: Strings,
    /// The place of every name.
    place_of: Vec<u32>,
    /// Names in order of their keys.
    keys: Vec<u32>,
    /// The places in order of their GeoNames ids.
    by_id: Vec<u32>,
    /// For every place its [rank](Places::by_name).
    ranks: Vec<u32>,
    /// For every place the region and the country it lies in.
    around: Vec<[Option<PlaceId>; 2]>,
}

struct Record {
    /// With an empty name: the names are apart.
    place: Place,
    first_name: usize,
    names: usize,
}

impl Places {
    /// Unfolds the places; `None` where these are none.
    pub fn open(bits: &[u8]) -> Option<Places> {
        let mut reader = BitReader::new(bits, 0);
        let (mut places, mut place_of) = (Vec::new(), Vec::new());
        let mut id = 0u32;
        for place in 0..reader.delta() {
            id = id.checked_add(reader.delta())?;
            let country = (reader.take(16) as u16).to_le_bytes();
            let [lat, lon] = [(); 2].map(|()| degrees(reader.take(32)));
            let (population, kind) = (reader.delta(), kind(reader.take(KIND_BITS))?);
            let [region, country_id] = [(); 2].map(|()| take_id(&mut reader));
            let names = reader.gamma() as usize;
            let first_name = place_of.len();
            if reader.is_past_end() || names == 0 || names > 8 * bits.len() {
                return None;
            }
            let (id, name) = (GeoId(id), String::new());
            let record =
                Place { id, name, country, lat, lon, population, kind, region, country_id };
            place_of.resize(first_name + names, place);
            places.push(Record { place: record, first_name, names });
        }
        let count = reader.delta() as usize;
        if count != place_of.len() || !places.is_sorted_by(|a, b| a.place.id < b.place.id) {
            return None;
        }
        let names = strings::take_all(&mut reader, count)?;
        let keys = 0..reader.delta().min(count as u32);
        let keys: Vec<u32> = keys.map(|_| reader.take(width(count))).collect();
        if reader.is_past_end() || keys.iter().any(|&name| name as usize >= count) {
            return None;
        }
        places.shrink_to_fit();
        place_of.shrink_to_fit();
        let by_id = (0..places.len() as u32).collect();
        let (ranks, around) = (Vec::new(), Vec::new());
        Some(Places { places, names, place_of, keys, by_id, ranks, around }.with_tables())
    }

    /// The places in this order, whatever their ids; those that are asked for by number.
    pub fn of(entries: &[PlaceEntry]) -> Places {
        let (mut places, mut names) = (Vec::new(), Strings::default());
        let mut place_of = Vec::new();
        for (number, PlaceEntry { place, names: others }) in (0..).zip(entries) {
            let others = sort::set(others.iter().map(String::as_str));
            let others = others.into_iter().filter(|name| *name != place.name);
            let first_name = place_of.len();
            for name in std::iter::once(place.name.as_str()).chain(others) {
                names.push(name);
                place_of.push(number);
            }
            let place = Place { name: String::new(), ..place.clone() };
            places.push(Record { place, first_name, names: place_of.len() - first_name });
        }
        let mut by_id: Vec<u32> = (0..places.len() as u32).collect();
        sort::by_key(&mut by_id, |&place| places[place as usize].place.id);
        let key = |&name: &u32| text::name_key(names.get(name as usize));
        let mut keys: Vec<u32> = (0..place_of.len() as u32).collect();
        keys.retain(|name| !key(name).is_empty());
        sort::by_key(&mut keys, |name| (key(name), *name));
        let (ranks, around) = (Vec::new(), Vec::new());
        Places { places, names, place_of, keys, by_id, ranks, around }.with_tables()
    }

    fn with_tables(mut self) -> Places {
        self.ranks = self.by_name();
        let found = |record: &Record| {
            let mut around = record.place.around().map(|id| self.find(id));
            [(); 2].map(|()| around.next().flatten())
        };
        self.around = self.places.iter().map(found).collect();
        self
    }

    /// The ranks by the keys of the names to show, of one key by number; what has none comes last.
    fn by_name(&self) -> Vec<u32> {
        let shown = |&name: &u32| {
            let place = self.place_of[name as usize];
            (self.places[place as usize].first_name == name as usize).then_some(place)
        };
        let mut ranks = vec![u32::MAX; self.places.len()];
        let mut next = 0..;
        for place in self.keys.iter().filter_map(shown).chain(0..self.len()) {
            let rank = &mut ranks[place as usize];
            if *rank == u32::MAX {
                *rank = next.next().unwrap_or(u32::MAX);
            }
        }
        ranks
    }

    pub fn len(&self) -> u32 {
        self.places.len() as u32
    }

    pub fn id(&self, id: PlaceId) -> GeoId {
        self.places[id.index()].place.id
    }

    pub fn kind(&self, id: PlaceId) -> PlaceKind {
        self.places[id.index()].place.kind
    }

    /// The region and the country that a place lies in, those that are in the archive.
    pub fn around(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> + use<> {
        self.around[id.index()].into_iter().flatten()
    }

    pub fn get(&self, id: PlaceId) -> Place {
        Place { name: self.name(id).to_owned(), ..self.places[id.index()].place.clone() }
    }

    /// The name to show.
    pub fn name(&self, id: PlaceId) -> &str {
        self.names.get(self.places[id.index()].first_name)
    }

    /// Every name, the one to show first.
    pub fn names(&self, id: PlaceId) -> Vec<&str> {
        let record = &self.places[id.index()];
        (record.first_name..record.first_name + record.names).map(|at| self.names.get(at)).collect()
    }

    /// The place of a place among all in order of their names to show.
    pub fn rank(&self, id: PlaceId) -> u32 {
        self.ranks[id.index()]
    }

    pub fn find(&self, id: GeoId) -> Option<PlaceId> {
        let id_of = |place: &u32| self.places[*place as usize].place.id;
        let at = self.by_id.binary_search_by_key(&id, id_of).ok()?;
        Some(PlaceId(self.by_id[at]))
    }

    /// The places with a name whose key is `key`, or begins with it, in order of their ids.
    pub fn with_key(&self, key: &str, fits: impl Fn(&str) -> bool) -> Vec<PlaceId> {
        let key_of = |name: u32| text::name_key(self.names.get(name as usize));
        let first = self.keys.partition_point(|&name| key_of(name).as_str() < key);
        let fitting = self.keys[first..].iter().take_while(|&&name| fits(&key_of(name)));
        let mut places: Vec<PlaceId> =
            fitting.map(|&name| PlaceId(self.place_of[name as usize])).collect();
        sort::by_key(&mut places, |place| *place);
        places.dedup();
        places
    }
}
