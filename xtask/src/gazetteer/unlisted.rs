//! Places that the sources lack, as `data/places/unlisted.txt` tells.

use engine::place::PlaceKind;
use engine::place::bytes::Entry;
use engine::text::numbered_lines;
use std::fs;

const FILE: &str = "data/places/unlisted.txt";

/// Adds the places of the data file to those of the sources. Each lies in the region of the nearest
/// town of its country.
///
/// # Errors
/// When a line is wrong or its number taken: which line, and what was expected.
pub fn add(entries: &mut Vec<Entry>) -> Result<(), String> {
    let text = fs::read_to_string(FILE).map_err(|e| format!("{FILE}: {e}"))?;
    for (number, line) in numbered_lines(&text) {
        let mut entry = parse(line).ok_or_else(|| {
            format!(
                "{FILE} line {number}: expected `number | north east | code | thousands | names`"
            )
        })?;
        if entries.iter().any(|known| known.id == entry.id) {
            return Err(format!("{FILE} line {number}: {} is taken; see names.txt", entry.id));
        }
        entry.region = region_of_nearest(entries, &entry);
        entries.push(entry);
    }
    Ok(())
}

fn parse(line: &str) -> Option<Entry> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let [id, point, country, thousands, names] = fields[..] else { return None };
    let (lat, lon) = point.split_once(' ')?;
    Some(Entry {
        id: id.parse().ok()?,
        country: country.as_bytes().try_into().ok()?,
        lat: lat.parse().ok()?,
        lon: lon.trim().parse().ok()?,
        population: thousands.parse::<u32>().ok()? * 1000,
        names: names.split(',').map(|name| name.trim().to_string()).collect(),
        kind: PlaceKind::City,
        region: None,
    })
}

fn region_of_nearest(entries: &[Entry], place: &Entry) -> Option<u32> {
    let away = |entry: &&Entry| {
        let east = (entry.lon - place.lon) * place.lat.to_radians().cos();
        (entry.lat - place.lat).hypot(east)
    };
    let of_country = entries.iter().filter(|entry| entry.country == place.country);
    of_country.min_by(|a, b| away(a).total_cmp(&away(b)))?.region
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_place() {
        let place = parse("99500001 | 31.35 34.26 | PS | 2 | Al-Mawasi, Mawasi").unwrap();
        assert_eq!((place.id, place.country, place.lat), (99_500_001, *b"PS", 31.35));
        assert_eq!(place.population, 2000);
        assert_eq!(place.names, ["Al-Mawasi", "Mawasi"]);
        assert!(parse("99500001 | 31.35 | PS | 0 | Al-Mawasi").is_none());
        assert!(parse("99500001 | 31.35 34.26 | Gaza | 0 | Al-Mawasi").is_none());
    }
}
