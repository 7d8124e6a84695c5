//! Writes gazetteers.

use super::{
    COUNTRY, Columns, Entry, FLAG_WORD, Last, MAGIC, PlaceKind, REGION, STEPS, VERSION,
    population_step,
};
use crate::place::fold::fold;
use crate::varint;
use std::collections::{BTreeMap, BTreeSet};
use xxhash_rust::xxh3::xxh3_64;

/// Writes a gazetteer. `is_word` tells of a folded name whether it is also a Dutch word.
///
/// # Errors
/// When there are more than 65,535 places, more than 253 regions in a country, a place without a
/// name, a name with a tab or line end, or a region that is not among the entries: the message says
/// which.
pub fn encode(mut entries: Vec<Entry>, is_word: impl Fn(&str) -> bool) -> Result<Vec<u8>, String> {
    entries.sort_by_key(|entry| entry.id);
    entries.dedup_by_key(|entry| entry.id);
    if entries.len() > usize::from(u16::MAX) {
        return Err(format!("{} places, at most 65535 fit", entries.len()));
    }
    let mut codes: Vec<[u8; 2]> = entries.iter().map(|entry| entry.country).collect();
    codes.sort_unstable();
    codes.dedup();
    let country = |entry: &Entry| codes.partition_point(|code| *code < entry.country) as u8;
    let countries: Vec<u8> = entries.iter().map(country).collect();
    let areas = area_column(&entries)?;
    let columns = Columns {
        ids: id_column(&entries),
        population: entries.iter().map(|entry| population_step(entry.population)).collect(),
        points: point_columns(&entries, &countries, &areas),
        names: name_column(&entries)?,
        flags: flag_column(&entries, is_word),
        codes: codes.concat(),
        countries,
        areas,
    };
    let mut body = Vec::new();
    columns.list().iter().for_each(|c| body.extend((c.len() as u32).to_le_bytes()));
    columns.list().iter().for_each(|c| body.extend(*c));
    let mut bytes = [&MAGIC[..], &VERSION.to_le_bytes(), &[0, 0]].concat();
    bytes.extend(xxh3_64(&body).to_le_bytes());
    bytes.extend(body);
    Ok(bytes)
}

fn id_column(entries: &[Entry]) -> Vec<u8> {
    let (mut ids, mut last) = (Vec::new(), 0);
    for entry in entries {
        varint::put(&mut ids, entry.id - last);
        last = entry.id;
    }
    ids
}

fn point_columns(entries: &[Entry], countries: &[u8], areas: &[u8]) -> Vec<u8> {
    let steps = |degrees: f64, from: f64| ((degrees - from) * f64::from(STEPS)).round() as u16;
    let differences = |coordinate: &dyn Fn(&Entry) -> u16| {
        let (mut last, mut before) = (Last::new(), 0);
        let regions = countries.iter().zip(areas);
        let differences = entries.iter().zip(regions).map(|(entry, (country, area))| {
            let last = last.of(*country, *area);
            let from = last.unwrap_or(before);
            before = coordinate(entry);
            *last = Some(before);
            zigzag(before.wrapping_sub(from))
        });
        planes(&differences.collect::<Vec<u16>>())
    };
    let lat = differences(&|entry| steps(entry.lat, -90.0));
    let lon = differences(&|entry| steps(entry.lon, -180.0));
    [lat, lon].concat()
}

/// Differences below zero and above it by turns: small ones are small numbers.
fn zigzag(difference: u16) -> u16 {
    let sign = (difference as i16 >> 15) as u16;
    (difference << 1) ^ sign
}

fn planes(values: &[u16]) -> Vec<u8> {
    values.iter().map(|v| (v >> 8) as u8).chain(values.iter().map(|v| *v as u8)).collect()
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

fn name_column(entries: &[Entry]) -> Result<Vec<u8>, String> {
    let mut column = Vec::new();
    for Entry { id, names, .. } in entries {
        if names.is_empty() || names.iter().any(|name| name.contains(['\t', '\n'])) {
            return Err(format!("{id}: a name is wanted, without tabs and line ends: {names:?}"));
        }
        column.extend(names.join("\t").bytes());
        column.push(b'\n');
    }
    Ok(column)
}

fn flag_column(entries: &[Entry], is_word: impl Fn(&str) -> bool) -> Vec<u8> {
    let (mut flags, mut flagged, mut seen) = (Vec::new(), 0, BTreeSet::new());
    for (number, name) in entries.iter().flat_map(|entry| &entry.names).enumerate() {
        let folded = fold(name);
        if is_word(&folded) && seen.insert(folded) {
            varint::put(&mut flags, (number - flagged) as u32);
            flags.push(FLAG_WORD);
            flagged = number;
        }
    }
    flags
}
