//! What the data files under `data/places` say, read into tables.

use super::fold::fold;
use super::gazetteer::{Gazetteer, PlaceIndex};
use super::words::Words;
use crate::ids::GeoId;
use crate::text::numbered_lines;
use std::sync::OnceLock;

/// What a word can do in a sentence: a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Cue(u32);

macro_rules! cues {
    ($($bit:literal $name:ident $section:literal)*) => {
        impl Cue {
            $(pub const $name: Cue = Cue(1 << $bit);)*
        }
        /// The sections of the word lists, with what their words are.
        const SECTIONS: &[(&str, Cue)] = &[$(($section, Cue::$name)),*];
    };
}

cues! {
    0 PLACE_PREPOSITION "place-preposition"
    1 WEAK_PREPOSITION "weak-preposition"
    2 TOWN_NOUN "town-noun"
    3 REGION_NOUN "region-noun"
    4 REGION_NOUNS "region-nouns"
    5 OTHER_NOUN "other-noun"
    6 ARTICLE "article"
    7 TITLE "title"
    8 BODY_BEFORE "body-before"
    9 BODY_BEHIND "body-behind"
    10 SAYING "saying"
    11 TALKS "talks"
    12 DEED "deed-to-government"
    13 AND "and"
    14 COMPASS "compass"
    15 NEVER "never"
    16 WORD "word"
    17 PERSON "person"
    18 FIRST_NAME "first-name"
    19 TOWN_NOUN_OF "town-noun-of"
    20 REGION_BEHIND "region-behind"
    21 OPENER "opener"
    22 CAPITAL "capital"
    23 ALSO_REGION "also-region"
    24 NEAR_PREPOSITION "near-preposition"
    25 REGION_HEAD "region-head"
    26 NOBLE "noble"
    27 EXAMPLE "example"
    28 VERB_OF_PLACE "verb-of-place"
    29 LIES "lies"
    30 NO_SURNAME "no-surname"
    31 RACE "race"
}

/// Town nouns in compounds: `havenstad`, `buurdorp`.
const TOWN_ENDINGS: &[&str] = &["stad", "steden", "dorp", "dorpen", "plaats"];

fn has_town_ending(word: &str) -> bool {
    // Asked of every word of a text, and few end so.
    matches!(word.as_bytes().last(), Some(b'd' | b'n' | b'p' | b's'))
        && TOWN_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

impl Cue {
    /// Words whose meaning reaches past a person's name to `van NAME`.
    pub const HEAD: Cue = Cue::TOWN_NOUN.or(Cue::TOWN_NOUN_OF).or(Cue::REGION_HEAD).or(Cue::NOBLE);

    /// Whether the two sets have anything in common.
    pub fn is(self, other: Cue) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn or(self, other: Cue) -> Cue {
        Cue(self.0 | other.0)
    }
}

/// A country or region that a name stands for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Area {
    /// ISO 3166-1 alpha-2; `--` for parts of the world.
    pub country: [u8; 2],
    /// For a region that GeoNames knows: its id.
    pub region: Option<GeoId>,
    /// For a region whose towns GeoNames does not tell: degrees north and east of its middle,
    /// radius in kilometres.
    pub circle: Option<(f32, f32, f32)>,
}

impl Area {
    fn country(country: [u8; 2]) -> Area {
        Area { country, region: None, circle: None }
    }

    /// Whether it is a part of a country.
    pub fn is_region(&self) -> bool {
        self.region.is_some() || self.circle.is_some()
    }

    /// Whether a place lies in the area.
    pub fn holds(&self, gazetteer: &Gazetteer, place: PlaceIndex) -> bool {
        self.country == gazetteer.country(place)
            && match (self.circle, self.region) {
                (Some((lat, lon, radius)), _) => {
                    kilometres((lat, lon), gazetteer.point(place)) <= radius
                }
                (None, Some(id)) => {
                    gazetteer.region(place).is_some_and(|region| gazetteer.id(region) == id)
                }
                (None, None) => true,
            }
    }

    /// The region or country itself, where the gazetteer has it.
    pub fn place(&self, gazetteer: &Gazetteer) -> Option<PlaceIndex> {
        match self.region {
            Some(id) => gazetteer.index_of(id),
            None if self.is_region() => None,
            None => gazetteer.country_place(self.country),
        }
    }
}

/// The name of a building or site that lies in a city.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Facility {
    /// Its words, folded, and whether each is written with a capital.
    pub words: Vec<(Box<str>, bool)>,
    /// The number of words before the first with a capital.
    pub before: usize,
    /// The city.
    pub city: GeoId,
}

/// The rules of the data files.
#[derive(Debug, Default)]
pub(super) struct Rules {
    cues: Words<Cue>,
    /// Names of countries, regions and parts of the world, folded.
    areas: Words<Vec<Area>>,
    /// For the first word of those of several words: the most words.
    area_heads: Words<usize>,
    /// Adjectives and inhabitants, folded.
    adjectives: Words<Area>,
    /// Buildings and sites that lie in a city, by their first capitalised word, folded.
    facilities: Words<Vec<Facility>>,
    /// The place meant by a folded name when nothing tells.
    defaults: Words<GeoId>,
}

impl Rules {
    /// The rules that are built in.
    pub fn built_in() -> &'static Rules {
        static RULES: OnceLock<Rules> = OnceLock::new();
        RULES.get_or_init(|| {
            // A unit test reads the same files, so that no build with an unreadable one passes.
            read_all().unwrap_or_default()
        })
    }

    /// What a folded word can do.
    pub fn cue(&self, word: &str) -> Cue {
        match self.cues.get(word) {
            Some(cue) => *cue,
            None if has_town_ending(word) => Cue::TOWN_NOUN,
            None => Cue::default(),
        }
    }

    /// The countries, regions and parts of the world of that folded name.
    pub fn areas(&self, name: &str) -> &[Area] {
        self.areas.get(name).map_or(&[], Vec::as_slice)
    }

    /// The most words of a name of [`Rules::areas`] that begins with that folded word; 1 where none
    /// does.
    pub fn longest_area(&self, first: &str) -> usize {
        self.area_heads.get(first).copied().unwrap_or(1)
    }

    fn add_area(&mut self, name: &str, area: Area) {
        let name = fold(name);
        let (first, words) = (name.split(' ').next().unwrap_or_default(), name.split(' ').count());
        let longest = self.area_heads.entry(first.into()).or_insert(1);
        *longest = words.max(*longest);
        self.areas.entry(name.into()).or_default().push(area);
    }

    /// The country or region of an adjective or inhabitant (folded).
    pub fn adjective(&self, word: &str) -> Option<Area> {
        self.adjectives.get(word).copied()
    }

    /// The buildings and sites whose first capitalised word is that folded one, those of most words
    /// first.
    pub fn facilities(&self, word: &str) -> &[Facility] {
        self.facilities.get(word).map_or(&[], Vec::as_slice)
    }

    /// The place that a reader thinks of first at a folded name of several.
    pub fn default_place(&self, name: &str) -> Option<GeoId> {
        self.defaults.get(name).copied()
    }

    fn read_words(&mut self, file: &str, text: &str) -> Result<(), String> {
        let mut section = None;
        for (number, line) in numbered_lines(text) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                let found = SECTIONS.iter().find(|(known, _)| *known == name);
                let (_, cue) =
                    found.ok_or_else(|| format!("{file} line {number}: no section `{name}`"))?;
                section = Some(*cue);
                continue;
            }
            let cue = section
                .ok_or_else(|| format!("{file} line {number}: words before the first [section]"))?;
            // Names may be of several words: one a line.
            let whole = cue.is(Cue::CAPITAL.or(Cue::NO_SURNAME).or(Cue::RACE));
            let words = line.split(|c: char| c.is_whitespace() && !whole);
            for word in words.filter(|word| !word.is_empty()) {
                let entry = self.cues.entry(fold(word).into()).or_insert_with(|| {
                    // A listed word keeps what its ending says.
                    if has_town_ending(word) { Cue::TOWN_NOUN } else { Cue::default() }
                });
                *entry = entry.or(cue);
            }
        }
        Ok(())
    }

    fn read_countries(&mut self, file: &str, text: &str) -> Result<(), String> {
        for (number, line) in numbered_lines(text) {
            let [code, names, adjectives] = fields(file, number, line)?;
            let country = code_of(file, number, code)?;
            for name in listed(names) {
                self.add_area(name, Area::country(country));
            }
            self.add_adjectives(adjectives, Area::country(country));
        }
        Ok(())
    }

    fn add_adjectives(&mut self, stems: &str, area: Area) {
        for stem in listed(stems).map(fold) {
            for ending in ["", "e", "s", "n"] {
                self.adjectives.entry(format!("{stem}{ending}").into()).or_insert(area);
            }
        }
    }

    fn read_regions(&mut self, file: &str, text: &str) -> Result<(), String> {
        for (number, line) in numbered_lines(text) {
            let [id, names, code, circle, adjectives] = fields(file, number, line)?;
            let country = code_of(file, number, code)?;
            let region = match id {
                "-" => None,
                id => Some(id_of(file, number, id)?),
            };
            let circle = circle_of(file, number, circle)?;
            let area = Area { country, region, circle };
            if !area.is_region() {
                return Err(format!("{file} line {number}: a GeoNames id or a circle is needed"));
            }
            self.add_adjectives(adjectives, area);
            for name in listed(names) {
                self.add_area(name, area);
            }
        }
        Ok(())
    }

    fn read_facilities(&mut self, file: &str, text: &str) -> Result<(), String> {
        for (number, line) in numbered_lines(text) {
            let [id, names, _what] = fields(file, number, line)?;
            let city = id_of(file, number, id)?;
            for name in listed(names) {
                let words: Vec<(Box<str>, bool)> = name
                    .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
                    .filter(|word| !word.is_empty())
                    .map(|word| (fold(word).into(), word.starts_with(char::is_uppercase)))
                    .collect();
                let before = words.iter().position(|(_, capital)| *capital).ok_or_else(|| {
                    format!("{file} line {number}: `{name}` should have a word with a capital")
                })?;
                let of_word = self.facilities.entry(words[before].0.clone()).or_default();
                of_word.push(Facility { words, before, city });
                of_word.sort_by_key(|facility| std::cmp::Reverse(facility.words.len()));
            }
        }
        Ok(())
    }

    fn read_defaults(&mut self, file: &str, text: &str) -> Result<(), String> {
        for (number, line) in numbered_lines(text) {
            let [id, names] = fields(file, number, line)?;
            let id = id_of(file, number, id)?;
            for name in listed(names) {
                self.defaults.insert(fold(name).into(), id);
            }
        }
        Ok(())
    }
}

fn read_all() -> Result<Rules, String> {
    let mut rules = Rules::default();
    rules.read_words("data/places/cues.txt", include_str!("../../../data/places/cues.txt"))?;
    rules.read_words(
        "data/places/capitals.txt",
        include_str!("../../../data/places/capitals.txt"),
    )?;
    rules.read_words("data/places/traps.txt", include_str!("../../../data/places/traps.txt"))?;
    rules.read_words(
        "data/places/first_names.txt",
        include_str!("../../../data/places/first_names.txt"),
    )?;
    rules.read_countries(
        "data/places/countries.txt",
        include_str!("../../../data/places/countries.txt"),
    )?;
    rules.read_regions(
        "data/places/regions.txt",
        include_str!("../../../data/places/regions.txt"),
    )?;
    rules.read_facilities(
        "data/places/facilities.txt",
        include_str!("../../../data/places/facilities.txt"),
    )?;
    rules.read_defaults(
        "data/places/defaults.txt",
        include_str!("../../../data/places/defaults.txt"),
    )?;
    Ok(rules)
}

fn fields<'t, const N: usize>(
    file: &str,
    number: usize,
    line: &'t str,
) -> Result<[&'t str; N], String> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    fields
        .try_into()
        .map_err(|_| format!("{file} line {number}: expected {N} fields with `|` between them"))
}

fn listed(field: &str) -> impl Iterator<Item = &str> {
    field.split(',').map(str::trim).filter(|name| !name.is_empty())
}

fn id_of(file: &str, number: usize, id: &str) -> Result<GeoId, String> {
    let wrong = |_| format!("{file} line {number}: `{id}` should be a GeoNames id, a number");
    id.parse().map(GeoId).map_err(wrong)
}

/// Latitude, longitude and radius, if there are any.
fn circle_of(file: &str, number: usize, circle: &str) -> Result<Option<(f32, f32, f32)>, String> {
    let numbers: Result<Vec<f32>, _> = circle.split_whitespace().map(str::parse).collect();
    match numbers.as_deref() {
        Ok([]) => Ok(None),
        Ok([lat, lon, radius]) => Ok(Some((*lat, *lon, *radius))),
        _ => Err(format!(
            "{file} line {number}: `{circle}` should be three numbers: latitude, longitude, \
             radius in km"
        )),
    }
}

fn code_of(file: &str, number: usize, code: &str) -> Result<[u8; 2], String> {
    code.as_bytes()
        .try_into()
        .map_err(|_| format!("{file} line {number}: `{code}` is no country code of two letters"))
}

/// The distance between two points in degrees north and east, along the Earth's surface
/// (equirectangular approximation, within a few percent below 2,000 km away from the poles).
pub(super) fn kilometres(a: (f32, f32), b: (f32, f32)) -> f32 {
    let middle = ((a.0 + b.0) / 2.0).to_radians();
    let east = (a.1 - b.1 + 540.0).rem_euclid(360.0) - 180.0;
    (a.0 - b.0).hypot(east * middle.cos()) * 111.2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_read() {
        let rules = read_all().unwrap();
        assert!(rules.cue("regio").is(Cue::REGION_NOUN));
        assert!(rules.cue("grensstad").is(Cue::TOWN_NOUN));
        assert_eq!(rules.adjective("belgische").map(|area| area.country), Some(*b"BE"));
        assert_eq!(rules.areas("delaware")[0].region, Some(GeoId(4142224)));
        assert_eq!(rules.areas("limburg").len(), 2);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let mut rules = Rules::default();
        let error = rules.read_words("cues.txt", "# x\n[colour]\n").unwrap_err();
        assert_eq!(error, "cues.txt line 2: no section `colour`");
        let error = rules.read_regions("regions.txt", "- | Twente | NL | far |").unwrap_err();
        assert!(error.starts_with("regions.txt line 1: `far`"), "{error}");
    }

    #[test]
    fn distances_cross_the_date_line() {
        assert!(kilometres((0.0, 179.9), (0.0, -179.9)) < 30.0);
        let moscow_to_kyiv = kilometres((55.75, 37.62), (50.45, 30.52));
        assert!((740.0..780.0).contains(&moscow_to_kyiv), "{moscow_to_kyiv}");
    }
}
