//! The byte layout of the gazetteer, and the only module that knows it.
//!
//! ```text
//! magic "NAGZ" | version u16 | zero u16 | xxh3-64 of all that follows u64
//! | the lengths of the twelve columns, u32 each | the columns
//! ```
//! All integers are little-endian. Columns, over `n` places in order of GeoNames id, `m` names in
//! order of their folded form and `p` links from a name to a place:
//!
//! | column | bytes | what |
//! |---|---|---|
//! | ids | varint × n | difference from the id before |
//! | codes | 2 × countries | ISO 3166-1 alpha-2, in alphabetical order |
//! | countries | n | index into codes |
//! | population | n | [`population_step`] |
//! | shown | n | which of the place's names, in name order, is the one to show |
//! | points | 4n | latitude, then longitude, in steps of 0.01 degree from -90 and -180; all high bytes of a coordinate stand before its low bytes |
//! | areas | n | of a town the region it lies in: its number, from 1, among those of its country, or 0 where unknown; [`REGION`] and [`COUNTRY`] stand for the place being one |
//! | shared | m | bytes that a name shares with the name before; 0 for every [`BLOCK`]th |
//! | added | m | bytes that follow those |
//! | text | varies | the bytes added, one name after the other |
//! | links | m + 2p | per name the number of its places; then the places' indices, all high bytes, all low bytes |
//! | flags | varies | for each name that has any: varint distance from the last such name, flags byte |

use super::PlaceKind;
use crate::varint;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// Names that are front-coded together.
pub const BLOCK: usize = 16;

/// The name is also an ordinary Dutch word.
pub const FLAG_WORD: u8 = 1;

/// In the column of areas: the place is a first-level region.
pub const REGION: u8 = 254;
/// In the column of areas: the place is a country.
pub const COUNTRY: u8 = 255;

const MAGIC: &[u8; 4] = b"NAGZ";
const VERSION: u16 = 2;
const COLUMNS: usize = 12;
const HEADER: usize = 16 + 4 * COLUMNS;

/// Why bytes are not a gazetteer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GazetteerError {
    /// They do not begin as a gazetteer does.
    NotAGazetteer,
    /// Written by another version of this program.
    Version(u16),
    /// Cut off or altered: length or checksum do not fit.
    Damaged,
}

impl std::fmt::Display for GazetteerError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Self::NotAGazetteer => {
                write!(f, "not a gazetteer; make it with `cargo xtask gazetteer`")
            }
            Self::Version(version) => write!(
                f,
                "gazetteer of version {version}, this program reads version {VERSION}; make it \
                 again with `cargo xtask gazetteer`"
            ),
            Self::Damaged => {
                write!(f, "damaged gazetteer; make it again with `cargo xtask gazetteer`")
            }
        }
    }
}

impl std::error::Error for GazetteerError {}

/// A place as the builder hands it over.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// GeoNames id.
    pub id: u32,
    /// ISO 3166-1 alpha-2, capitals.
    pub country: [u8; 2],
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Inhabitants.
    pub population: u32,
    /// Its names, the one to show first, none twice.
    pub names: Vec<String>,
    /// City, region or country.
    pub kind: PlaceKind,
    /// The GeoNames id of the region that a town lies in.
    pub region: Option<u32>,
}

/// The step of the population scale: four to a doubling; 0 stands for unknown.
pub fn population_step(inhabitants: u32) -> u8 {
    match inhabitants {
        0 => 0,
        n => (f64::from(n).log2() * 4.0).round().clamp(1.0, 255.0) as u8,
    }
}

/// The middle of a step of the population scale.
pub fn population_of(step: u8) -> u32 {
    match step {
        0 => 0,
        step => (f64::from(step) / 4.0).exp2() as u32,
    }
}

/// The columns of a gazetteer that has passed its checks of length and checksum.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a> {
    /// GeoNames ids.
    pub ids: &'a [u8],
    /// Country codes.
    pub codes: &'a [u8],
    /// The country of each place.
    pub countries: &'a [u8],
    /// The population of each place.
    pub population: &'a [u8],
    /// The name to show of each place.
    pub shown: &'a [u8],
    /// The coordinates of each place.
    pub points: &'a [u8],
    /// Region of each place, or what else it is.
    pub areas: &'a [u8],
    /// How much each name shares with the one before.
    pub shared: &'a [u8],
    /// How much each name adds to that.
    pub added: &'a [u8],
    /// What the names add.
    pub text: &'a [u8],
    /// The places of each name.
    pub links: &'a [u8],
    /// What else a name is.
    pub flags: &'a [u8],
}

impl<'a> Columns<'a> {
    /// Checks magic, version, lengths and checksum.
    pub fn split(bytes: &'a [u8]) -> Result<Columns<'a>, GazetteerError> {
        if bytes.get(..4) != Some(MAGIC) {
            return Err(GazetteerError::NotAGazetteer);
        }
        let (header, mut rest) = bytes.split_at_checked(HEADER).ok_or(GazetteerError::Damaged)?;
        let version = u16::from_le_bytes([header[4], header[5]]);
        if version != VERSION {
            return Err(GazetteerError::Version(version));
        }
        if header[6..8] != [0, 0] || header[8..16] != xxh3_64(&bytes[16..]).to_le_bytes() {
            return Err(GazetteerError::Damaged);
        }
        let mut columns = [&bytes[..0]; COLUMNS];
        for (column, length) in columns.iter_mut().zip(header[16..].chunks_exact(4)) {
            let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]);
            (*column, rest) =
                rest.split_at_checked(length as usize).ok_or(GazetteerError::Damaged)?;
        }
        if !rest.is_empty() {
            return Err(GazetteerError::Damaged);
        }
        let [
            ids,
            codes,
            countries,
            population,
            shown,
            points,
            areas,
            shared,
            added,
            text,
            links,
            flags,
        ] = columns;
        Ok(Columns {
            ids,
            codes,
            countries,
            population,
            shown,
            points,
            areas,
            shared,
            added,
            text,
            links,
            flags,
        })
    }
}

/// Writes a gazetteer. `is_word` tells of a folded name whether it is also a Dutch word.
///
/// # Errors
/// When there are more than 65,535 places, more than 255 places of one name or names of one
/// place, more than 253 regions in a country, a name longer than 255 bytes, or a region that is
/// not among the entries: the message says which.
pub fn encode(mut entries: Vec<Entry>, is_word: impl Fn(&str) -> bool) -> Result<Vec<u8>, String> {
    entries.sort_by_key(|entry| entry.id);
    entries.dedup_by_key(|entry| entry.id);
    if entries.len() > usize::from(u16::MAX) {
        return Err(format!("{} places, at most 65535 fit", entries.len()));
    }
    let mut names: Vec<(String, &str, u16)> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        names.extend(
            entry.names.iter().map(|name| (super::fold::fold(name), &**name, index as u16)),
        );
    }
    names.sort_by(|a, b| (&a.0, a.1, a.2).cmp(&(&b.0, b.1, b.2)));

    let [ids, codes, countries, population, points] = place_columns(&entries);
    let shown = shown_column(&entries, &names)?;
    let areas = area_column(&entries)?;
    let [shared, added, text, links, flags] = name_columns(&names, is_word)?;
    let columns = [
        ids, codes, countries, population, shown, points, areas, shared, added, text, links, flags,
    ];
    let mut body = Vec::new();
    columns.iter().for_each(|c| body.extend((c.len() as u32).to_le_bytes()));
    columns.iter().for_each(|c| body.extend(c));
    let mut bytes = [&MAGIC[..], &VERSION.to_le_bytes(), &[0, 0]].concat();
    bytes.extend(xxh3_64(&body).to_le_bytes());
    bytes.extend(body);
    Ok(bytes)
}

fn place_columns(entries: &[Entry]) -> [Vec<u8>; 5] {
    let mut ids = Vec::new();
    let mut last = 0;
    for entry in entries {
        varint::put(&mut ids, entry.id - last);
        last = entry.id;
    }
    let mut codes: Vec<[u8; 2]> = entries.iter().map(|entry| entry.country).collect();
    codes.sort_unstable();
    codes.dedup();
    let country = |entry: &Entry| codes.partition_point(|code| *code < entry.country) as u8;
    let countries = entries.iter().map(country).collect();
    let population = entries.iter().map(|entry| population_step(entry.population)).collect();
    let hundredths = |degrees: f64, from: f64| ((degrees - from) * 100.0).round() as u16;
    let lat = entries.iter().map(|entry| hundredths(entry.lat, -90.0));
    let lon = entries.iter().map(|entry| hundredths(entry.lon, -180.0));
    let points = [planes(lat), planes(lon)].concat();
    [ids, codes.concat(), countries, population, points]
}

/// All high bytes, then all low bytes: what is alike stands together, which deflate likes.
fn planes(values: impl Iterator<Item = u16> + Clone) -> Vec<u8> {
    values.clone().map(|v| (v >> 8) as u8).chain(values.map(|v| v as u8)).collect()
}

fn area_column(entries: &[Entry]) -> Result<Vec<u8>, String> {
    let mut regions = BTreeMap::<[u8; 2], Vec<u32>>::new();
    for entry in entries.iter().filter(|entry| entry.kind == PlaceKind::Region) {
        regions.entry(entry.country).or_default().push(entry.id);
    }
    let area = |entry: &Entry| match (entry.kind, entry.region) {
        (PlaceKind::Region, _) => Ok(REGION),
        (PlaceKind::Country, _) => Ok(COUNTRY),
        (PlaceKind::City, None) => Ok(0),
        (PlaceKind::City, Some(id)) => {
            let known = regions.get(&entry.country).and_then(|ids| ids.binary_search(&id).ok());
            let number = known.ok_or_else(|| format!("{}: no region {id}", entry.names[0]))? + 1;
            u8::try_from(number)
                .ok()
                .filter(|number| *number < REGION)
                .ok_or_else(|| format!("{}: its country has more than 253 regions", entry.names[0]))
        }
    };
    entries.iter().map(area).collect()
}

fn shown_column(entries: &[Entry], names: &[(String, &str, u16)]) -> Result<Vec<u8>, String> {
    let mut seen = vec![0u32; entries.len()];
    let mut shown = vec![0u8; entries.len()];
    for (_, name, index) in names {
        let (entry, index) = (&entries[usize::from(*index)], usize::from(*index));
        if entry.names[0] == *name {
            shown[index] = u8::try_from(seen[index])
                .map_err(|_| format!("{name}: more than 255 names for one place"))?;
        }
        seen[index] += 1;
    }
    Ok(shown)
}

fn name_columns(
    names: &[(String, &str, u16)],
    is_word: impl Fn(&str) -> bool,
) -> Result<[Vec<u8>; 5], String> {
    let [mut shared, mut added, mut text, mut counts, mut flags] = [const { Vec::new() }; 5];
    let (mut previous, mut flagged) = ("", 0);
    for (number, group) in names.chunk_by(|a, b| a.1 == b.1).enumerate() {
        let name = group[0].1;
        let same = if number.is_multiple_of(BLOCK) { 0 } else { shared_prefix(previous, name) };
        let too_long = |_| format!("{name}: longer than 255 bytes");
        shared.push(u8::try_from(same).map_err(too_long)?);
        added.push(u8::try_from(name.len() - same).map_err(too_long)?);
        text.extend(&name.as_bytes()[same..]);
        counts.push(
            u8::try_from(group.len())
                .map_err(|_| format!("{name}: the name of more than 255 places"))?,
        );
        if is_word(&group[0].0) {
            varint::put(&mut flags, (number - flagged) as u32);
            flags.push(FLAG_WORD);
            flagged = number;
        }
        previous = name;
    }
    counts.extend(planes(names.iter().map(|name| name.2)));
    Ok([shared, added, text, counts, flags])
}

/// The length of the longest common beginning that ends on a character border of both.
fn shared_prefix(a: &str, b: &str) -> usize {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    same.map(|(c, _)| c.len_utf8()).sum()
}
