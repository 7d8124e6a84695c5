//! Which of the places of one name is meant.

use super::context::{Context, Reading};
use super::gazetteer::{Gazetteer, PlaceIndex, is_home};
use super::reader::{Candidate, Reader};
use super::rules::{Area, Cue, kilometres};
use super::verdict;
use std::collections::BTreeMap;

/// Towns that others are measured against, at most: keeps the time linear.
const ANCHORS: usize = 64;
/// Towns within these distances (km) of each other make each other likelier, by so many points.
const NEAR: [(f32, u32); 3] = [(NEIGHBOURS, 14), (60.0, 8), (200.0, 4)];
/// Neighbours are within this distance (km). Each after the first adds so many points, for so many
/// of them: the Hengelo of a text about the Achterhoek lies there.
const NEIGHBOURS: f32 = 20.0;
const NEIGHBOUR: u32 = 3;
const MANY: usize = 4;

/// Degrees of latitude beyond which no distance is near.
const NEAR_DEGREES: f32 = 2.0;

/// What talk of a country is worth for its towns, by how often it is named: ten points for each
/// doubling. More is worth as much as the most.
const TALK: [u32; 32] = [
    0, 10, 15, 20, 23, 25, 28, 30, 31, 33, 34, 35, 37, 38, 39, 40, 40, 41, 42, 43, 43, 44, 45, 45,
    46, 47, 47, 48, 48, 49, 49, 50,
];

/// Four points to a doubling of the population.
fn points_of_size(population: u32) -> u32 {
    // The fourth roots of 2, 4 and 8, with 31 bits behind the point.
    const QUARTERS: [u32; 3] = [2_553_802_834, 3_037_000_500, 3_611_622_603];
    let doublings = population.max(1).ilog2();
    let rest = population.max(1) << (31 - doublings);
    4 * doublings + QUARTERS.iter().filter(|quarter| rest >= **quarter).count() as u32
}

/// What lying in the country of the town beside it in a row is worth: `Winnipeg en Brandon`.
/// Much more within this distance (km) of it: `Liloan, Compostela en Talisay`.
const ROW: u32 = 12;
const ROW_AND_NEAR: u32 = 60;
const ROW_NEAR: f32 = 60.0;

/// What lying in a region that the text names is worth where English is spoken, and every state has
/// the same names: `Kentucky` makes it the Somerset there. More where the region is the last that
/// was named, or the next.
const REGION: u32 = 6;
const NEAR_REGION: u32 = 16;

/// What being the place a reader thinks of first is worth: three doublings of population.
const FIRST: u32 = 12;
/// The same for a capital: Rome is not in Georgia, though the text speaks of America. It does not
/// count against a city of some size in a country of which the text speaks and does not speak of the
/// capital's: in a text about Lebanon, Tripoli lies there.
const CAPITAL: u32 = 24;
const CITY: u32 = 100_000;
/// Nor a city so many times smaller: Madrid in Colombia.
const NAMESAKE: u32 = 10;

/// What the whole text says of where it plays.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// How often the text names each country, or a town that only that country has.
    countries: BTreeMap<[u8; 2], u32>,
    /// Regions that the text names, in the order in which it does, with the word they begin at.
    regions: Vec<(usize, Area)>,
    /// Towns the text surely names.
    anchors: Vec<(f32, f32)>,
    /// How often each of them was named in a way that leaves no doubt.
    anchored: BTreeMap<PlaceIndex, u32>,
    /// What was chosen for a name before, and whether words beside it told.
    chosen: BTreeMap<u32, PlaceIndex>,
}

/// The towns that the words beside a name set beside it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beside {
    /// Before or behind it in a row.
    pub in_row: Option<PlaceIndex>,
    /// It is told to lie near this one.
    pub near: Option<PlaceIndex>,
}

impl Surroundings {
    /// Gathers the countries and the sure towns of a text.
    pub fn of(reader: &Reader, contexts: &[Context]) -> Surroundings {
        let mut surroundings = Surroundings::default();
        let areas = reader.areas.values().flat_map(|(_, areas)| areas.iter());
        let adjectives = reader.unknown.iter().filter_map(|at| {
            let token = reader.tokens.get(*at)?;
            token.adjective.map(|adjective| reader.rules.area_of(adjective).country)
        });
        let facilities = reader.facilities.iter().map(|found| found.country);
        for country in areas.map(|area| area.country).chain(adjectives).chain(facilities) {
            *surroundings.countries.entry(country).or_default() += 1;
        }
        for (at, (_, areas)) in &reader.areas {
            // `Georgia`, `Limburg`: which of them is not known yet.
            let [area] = areas else { continue };
            if area.is_region() {
                surroundings.regions.push((*at, *area));
            }
        }
        let sure: Vec<_> = reader
            .candidates
            .iter()
            .zip(contexts)
            .filter(|(_, context)| context.evidence >= 4 || context.reading == Reading::Region)
            .collect();
        for (candidate, context) in &sure {
            if let Some(place) = surroundings.told_beside(reader, candidate, context) {
                surroundings.chosen.insert(candidate.number(), place);
                surroundings.anchor(reader, place);
            }
        }
        for (candidate, _) in sure {
            if let [place] = candidate.known.places[..] {
                surroundings.anchor(reader, place);
            }
        }
        surroundings
    }

    fn anchor(&mut self, reader: &Reader, place: PlaceIndex) {
        *self.anchored.entry(place).or_default() += 1;
        *self.countries.entry(reader.gazetteer.country(place)).or_default() += 1;
        self.found(reader, place);
    }

    /// A town that the text was found to name makes those near it likelier.
    pub fn found(&mut self, reader: &Reader, place: PlaceIndex) {
        let point = reader.gazetteer.point(place);
        if self.anchors.len() < ANCHORS && !self.anchors.contains(&point) {
            self.anchors.push(point);
        }
    }

    /// Whether the text surely names several towns close to a town: local news.
    pub fn is_among_neighbours(&self, reader: &Reader, place: PlaceIndex) -> bool {
        const SEVERAL: usize = 3;
        let here = reader.gazetteer.point(place);
        let near = |anchor: &&(f32, f32)| kilometres(**anchor, here) < NEIGHBOURS;
        self.anchors.iter().filter(near).take(SEVERAL).count() == SEVERAL
    }

    /// What the text's talk of a country adds for its towns.
    pub fn affinity(&self, country: [u8; 2]) -> i32 {
        match self.countries.get(&country) {
            None => 0,
            Some(1) => 1,
            Some(_) => 2,
        }
    }

    /// Which of several areas of one name is meant: the one whose country the text speaks of most,
    /// else the first.
    pub fn likeliest_area<'a>(&self, areas: &'a [Area]) -> Option<&'a Area> {
        let talk = |area: &Area| self.countries.get(&area.country).copied().unwrap_or(0);
        areas.iter().rev().max_by_key(|area| talk(area))
    }

    /// The place that the words beside the name point to.
    fn told_beside(
        &self,
        reader: &Reader,
        candidate: &Candidate,
        context: &Context,
    ) -> Option<PlaceIndex> {
        if context.within.is_empty() {
            return None;
        }
        let gazetteer = reader.gazetteer;
        let holds =
            |place: &&PlaceIndex| context.within.iter().any(|area| area.holds(gazetteer, **place));
        candidate.known.places.iter().find(holds).copied()
    }

    /// The place meant by a candidate: what the words beside it say, else what the same name
    /// meant elsewhere in the text, else the likeliest.
    pub fn choose(
        &mut self,
        reader: &Reader,
        candidate: &Candidate,
        context: &Context,
        beside: impl FnOnce() -> Beside,
    ) -> Option<PlaceIndex> {
        if let Some(place) = self.told_beside(reader, candidate, context) {
            return Some(place);
        }
        let chosen = self.chosen.get(&candidate.number()).copied();
        if chosen.is_some() && candidate.known.places.len() == 1 {
            return chosen;
        }
        let beside = beside();
        if let Some(place) = beside.near.and_then(|town| nearest(reader, candidate, town)) {
            return Some(place);
        }
        if chosen.is_some() {
            return chosen;
        }
        let likeliest = self.likeliest(reader, candidate, beside.in_row)?;
        self.chosen.insert(candidate.number(), likeliest);
        Some(likeliest)
    }

    /// Whether the text speaks of the country of another city than the first, and not of its country.
    fn speaks_of_namesake(&self, gazetteer: &Gazetteer, places: &[PlaceIndex]) -> bool {
        let spoken_of = |place: &PlaceIndex| self.affinity(gazetteer.country(*place)) > 0;
        let capital = places.first().map_or(0, |place| gazetteer.population(*place));
        let least = CITY.max(capital / NAMESAKE);
        let city = |place: &&PlaceIndex| gazetteer.population(**place) >= least;
        places.split_first().is_some_and(|(first, others)| {
            !spoken_of(first) && others.iter().take_while(city).any(spoken_of)
        })
    }

    /// The region that the text names last before a word, and the first behind it.
    fn regions_around(&self, word: usize) -> &[(usize, Area)] {
        let behind = self.regions.partition_point(|(at, _)| *at < word);
        &self.regions[behind.saturating_sub(1)..(behind + 1).min(self.regions.len())]
    }

    /// Whether the text says much of other countries abroad, and of a town's nothing but its name: news
    /// from home goes to small towns everywhere.
    pub fn speaks_only_of_others(&self, reader: &Reader, place: PlaceIndex) -> bool {
        const MUCH: u32 = 3;
        let country = reader.gazetteer.country(place);
        let times = self.countries.get(&country).copied().unwrap_or(0);
        times <= self.anchored.get(&place).copied().unwrap_or(0)
            && self
                .countries
                .iter()
                .any(|(other, times)| *other != country && *times >= MUCH && !is_home(*other))
    }

    /// The likeliest of some places: population (four points to a doubling), the countries the
    /// text speaks of, nearness to its other towns, the reader's own country, and whether the
    /// name is the place's own or one of its others, and which a reader thinks of first.
    fn likeliest(
        &self,
        reader: &Reader,
        candidate: &Candidate,
        beside: Option<PlaceIndex>,
    ) -> Option<PlaceIndex> {
        if let [only] = candidate.known.places[..] {
            return Some(only);
        }
        let gazetteer = reader.gazetteer;
        let beside = beside.map(|place| (gazetteer.country(place), gazetteer.point(place)));
        let places = &candidate.known.places[..];
        let regions = self.regions_around(candidate.words.start);
        // Nor is Rotterdam in New York, though the text speaks of America.
        let great = candidate.cue.is(Cue::CAPITAL.or(Cue::NO_SURNAME))
            || places.first().is_some_and(|first| {
                gazetteer.is_at_home(*first) && gazetteer.population(*first) >= CITY
            });
        let is_capital = great && !self.speaks_of_namesake(gazetteer, places);
        let points = |place: PlaceIndex| {
            let country = gazetteer.country(place);
            let talk = self.countries.get(&country).map_or(0, |times| *times as usize);
            let here = gazetteer.point(place);
            let close = |anchor: &&(f32, f32)| (anchor.0 - here.0).abs() < NEAR_DEGREES;
            let away = self.anchors.iter().filter(close).map(|anchor| kilometres(*anchor, here));
            let (nearest, neighbours) = away.fold((f32::INFINITY, 0), |(nearest, count), km| {
                (nearest.min(km), count + usize::from(km < NEIGHBOURS))
            });
            let near = NEAR.iter().find(|(within, _)| nearest < *within);
            let others = neighbours.saturating_sub(1).min(MANY) as u32 * NEIGHBOUR;
            let home = gazetteer.is_at_home(place);
            let english = verdict::speaks_english(country);
            let holds = |(_, area): &(usize, Area)| area.holds(gazetteer, place);
            let region = match english {
                true if regions.iter().any(holds) => NEAR_REGION,
                true if self.regions.iter().take(ANCHORS).any(holds) => REGION,
                _ => 0,
            };
            let first = candidate.default.is_some_and(|id| gazetteer.id(place) == id);
            let own = first || gazetteer.is_shown_name(place, candidate.known.spellings);
            let capital = is_capital && place == places[0];
            points_of_size(gazetteer.population(place))
                + TALK[talk.min(TALK.len() - 1)]
                + near.map_or(0, |(_, points)| *points)
                + others
                + if home { 12 } else { 0 }
                + region
                + if own { 16 } else { 0 }
                + if first { FIRST } else { 0 }
                + if capital { CAPITAL } else { 0 }
                + beside.map_or(0, |(last, point)| match last == country {
                    true if kilometres(point, here) < ROW_NEAR => ROW_AND_NEAR,
                    true => ROW,
                    false => 0,
                })
        };
        places.iter().copied().max_by_key(|place| (points(*place), std::cmp::Reverse(*place)))
    }
}

/// The nearest place of a name that is close to a town.
fn nearest(reader: &Reader, candidate: &Candidate, town: PlaceIndex) -> Option<PlaceIndex> {
    let here = reader.gazetteer.point(town);
    let away = |place: &PlaceIndex| kilometres(reader.gazetteer.point(*place), here);
    let close = candidate.known.places.iter().copied().filter(|place| away(place) < ROW_NEAR);
    close.min_by(|a, b| away(a).total_cmp(&away(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_logarithms() {
        for population in [0, 1, 2, 3, 1_000, 9_742, 15_000, 865_000, 8_388_608, u32::MAX] {
            let exact = f64::from(population.max(1)).log2() * 4.0;
            assert_eq!(points_of_size(population), exact as u32, "{population}");
        }
        for (times, points) in TALK.iter().enumerate() {
            assert_eq!(*points, (((1 + times) as f64).log2() * 10.0) as u32, "{times}");
        }
    }
}
