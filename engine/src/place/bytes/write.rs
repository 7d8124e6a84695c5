//! Writes gazetteers.

use super::coder::Writer;
use super::layout::{LAST, Layout, MORE, Row};
use super::{COUNTRY, Entry, MAGIC, PlaceKind, REGION, STEPS, VERSION, population_step};
use crate::place::fold::fold;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use xxhash_rust::xxh3::xxh3_64;

/// Writes a gazetteer. `is_word` tells of a folded name whether it is also a Dutch word.
///
/// # Errors
/// When there are more than 255 countries or 253 regions in one, a place without a name, a name
/// with a tab or line end, or a region that is not among the entries: the message says which.
pub fn encode(mut entries: Vec<Entry>, is_word: impl Fn(&str) -> bool) -> Result<Vec<u8>, String> {
    entries.sort_by_key(|entry| entry.id);
    entries.dedup_by_key(|entry| entry.id);
    let mut codes: Vec<[u8; 2]> = entries.iter().map(|entry| entry.country).collect();
    codes.sort_unstable();
    codes.dedup();
    let countries = u8::try_from(codes.len()).map_err(|_| "more than 255 countries")?;
    let mut rows = rows(&entries, &codes, is_word)?;
    let letters = letters(&rows);
    let mut body = (rows.len() as u32).to_le_bytes().to_vec();
    body.push(countries);
    body.extend(codes.concat());
    body.push(letters.len() as u8);
    body.extend(&letters);
    let mut layout = Layout::new(Writer::new(), letters);
    for (row, entry) in rows.iter_mut().zip(&entries) {
        layout.code(row).ok_or_else(|| format!("{}: too many names", entry.id))?;
    }
    body.extend(layout.into_stream().finish());
    let mut bytes = [&MAGIC[..], &VERSION.to_le_bytes(), &[0, 0]].concat();
    bytes.extend(xxh3_64(&body).to_le_bytes());
    bytes.extend(body);
    Ok(bytes)
}

fn rows(
    entries: &[Entry],
    codes: &[[u8; 2]],
    is_word: impl Fn(&str) -> bool,
) -> Result<Vec<Row>, String> {
    let steps = |degrees: f64, from: f64| ((degrees - from) * f64::from(STEPS)).round() as u16;
    let (mut last, mut seen) = (0, BTreeSet::new());
    let mut rows = Vec::with_capacity(entries.len());
    for (entry, area) in entries.iter().zip(areas(entries)?) {
        // Of names that fold alike the first tells that they are a word.
        let words = entry.names.iter().map(|name| fold(name));
        let words = words.map(|name| is_word(&name) && seen.insert(name)).collect();
        rows.push(Row {
            step: entry.id - last,
            country: codes.partition_point(|code| *code < entry.country) as u8,
            area,
            population: population_step(entry.population),
            point: [steps(entry.lat, -90.0), steps(entry.lon, -180.0)],
            names: names(entry)?,
            words,
        });
        last = entry.id;
    }
    Ok(rows)
}

/// The bytes of all names, most frequent first.
fn letters(rows: &[Row]) -> Vec<u8> {
    let mut counts = BTreeMap::<u8, u32>::new();
    for letter in rows.iter().flat_map(|row| &row.names) {
        *counts.entry(*letter).or_default() += 1;
    }
    let mut letters: Vec<u8> = counts.keys().copied().collect();
    letters.sort_by_key(|letter| (Reverse(counts[letter]), *letter));
    letters
}

/// The column of areas.
fn areas(entries: &[Entry]) -> Result<Vec<u8>, String> {
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

fn names(Entry { id, names, .. }: &Entry) -> Result<Vec<u8>, String> {
    if names.is_empty() || names.iter().any(|name| name.bytes().any(|b| matches!(b, MORE | LAST))) {
        return Err(format!("{id}: a name is wanted, without tabs and line ends: {names:?}"));
    }
    let mut bytes = names.join(&char::from(MORE).to_string()).into_bytes();
    bytes.push(LAST);
    Ok(bytes)
}
