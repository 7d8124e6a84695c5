//! Makes `data/basemap.bin`, the base map of the atlas, from Natural Earth as registries carry it.
//!
//! One set of lines serves every zoom: it is simplified finely where the atlas looks closely and
//! coarsely elsewhere. The detail is a property of the point, not of the line, so nothing is cut
//! and no seam can show where fine meets coarse.

mod antimeridian;
mod shapefile;
mod simplify;
mod sources;
mod topojson;

use crate::workspace;
use engine::chart::base_map::{BaseMap, Country, Line};
use engine::chart::mercator::{Point, WORLD, project, unproject};
use simplify::{ring_area, simplified};
use sources::{ATLAS, COUNTRIES, LAKES, LAYERS, PROVINCES, RIVERS, WATERS};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use topojson::Degrees;

/// What goes wrong, told so that one knows what to do.
type Result<T> = std::result::Result<T, String>;

/// A part of the world with the detail it is drawn in; the first that holds a point counts.
struct Zone {
    south: f64,
    north: f64,
    west: f64,
    east: f64,
    /// A corner of the line goes if the triangle with its neighbours is smaller than this, in
    /// square world units at the equator (0.37 km²).
    corner: f64,
    /// Points are put on multiples of this, in world units: figures with fewer digits pack better.
    step: f64,
}

const ZONES: [Zone; 4] = [
    // Ukraine and its neighbours.
    Zone { south: 43.5, north: 53.6, west: 20.0, east: 42.0, corner: 4.0, step: 1.0 },
    // The Low Countries, where the readers live.
    Zone { south: 49.4, north: 53.7, west: 2.4, east: 7.3, corner: 4.0, step: 1.0 },
    // Europe, the Caucasus and the near east.
    Zone { south: 30.0, north: 72.0, west: -12.0, east: 62.0, corner: 60.0, step: 2.0 },
    Zone { south: -90.0, north: 90.0, west: -180.0, east: 180.0, corner: 850.0, step: 8.0 },
];

/// An island goes if it is smaller than so many corners.
const SMALLEST_ISLAND: f64 = 6.0;

/// A lake goes if it is smaller than so many corners.
const SMALLEST_LAKE: f64 = 15.0;

/// A river goes if its ends are nearer to each other than so many sides of a corner.
const SHORTEST_RIVER: f64 = 12.0;

/// A river is one that is there already if its middle lies so near to that, in degrees.
const SAME_RIVER: f64 = 0.3;

/// The countries whose provinces are drawn.
const WITH_PROVINCES: [&[u8; 2]; 2] = [b"NL", b"UA"];

/// A place in Crimea, degrees north and east. The source draws the peninsula as a part of Russia
/// of its own; the atlas follows General Assembly resolution 68/262 and draws it as Ukraine.
const CRIMEA: (f64, f64) = (45.2, 34.1);

/// Names of areas in the source and the country each is drawn as.
const CODES: &str = include_str!("basemap/countries.tsv");

/// Fetches the sources, makes the map and writes it with a record of where it came from.
///
/// # Errors
/// A source that cannot be had or is not as expected, or a file that cannot be written.
pub fn run(_: &[String]) -> Result<()> {
    let root = workspace::root();
    let cache = root.join("target").join("sources");
    let atlas = ATLAS.fetch(&cache, &[COUNTRIES])?;
    let layers = LAYERS.fetch(&cache, &[LAKES, PROVINCES])?;
    let waters = WATERS.fetch(&cache, &RIVERS)?;

    let mut map = countries(&atlas[0])?;
    map.lakes = lakes(&layers[0])?;
    map.rivers = rivers(&waters)?;
    map.regions = provinces(&layers[1], &map)?;
    let bytes = map.encode();
    BaseMap::open(&bytes).map_err(|error| format!("the new base map does not open: {error}"))?;

    for (name, lines) in [
        ("arcs", &map.arcs),
        ("provinces", &map.regions),
        ("lakes", &map.lakes),
        ("rivers", &map.rivers),
    ] {
        let points: usize = lines.iter().map(Vec::len).sum();
        println!("{name}: {} lines, {points} points", lines.len());
    }
    write(root, "data/basemap.bin", &bytes)?;
    write(root, "data/basemap.md", sources::record().as_bytes())
}

fn write(root: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    fs::write(root.join(name), bytes).map_err(|error| format!("cannot write {name}: {error}"))?;
    println!("{name}: {} bytes", bytes.len());
    Ok(())
}

/// The arcs and countries of the map.
fn countries(topojson: &[u8]) -> Result<BaseMap> {
    let mut topology = topojson::read(topojson)?;
    antimeridian::cut(&mut topology);
    let codes = codes(CODES)?;
    let mut countries: BTreeMap<[u8; 2], Country> = BTreeMap::new();
    let lines: Vec<Option<Line>> =
        topology.arcs.iter().map(|arc| drawn(arc, SMALLEST_ISLAND)).collect();
    for area in &topology.areas {
        let code = codes.get(area.name.as_str()).ok_or_else(|| {
            format!("xtask/src/basemap/countries.tsv has no line for {:?}: add one", area.name)
        })?;
        for polygon in &area.polygons {
            let code = if topology.holds(polygon, CRIMEA) { *b"UA" } else { *code };
            let country =
                countries.entry(code).or_insert_with(|| Country { code, rings: Vec::new() });
            let kept = polygon.iter().map(|ring| {
                ring.iter().copied().filter(|used| lines[used.arc as usize].is_some()).collect()
            });
            country.rings.extend(kept.filter(|ring: &Vec<_>| !ring.is_empty()));
        }
    }
    let countries = countries.into_values().filter(|country| !country.rings.is_empty()).collect();
    Ok(renumbered(countries, lines))
}

/// The map with its arcs in the order of their first use, which makes small differences.
fn renumbered(mut countries: Vec<Country>, lines: Vec<Option<Line>>) -> BaseMap {
    let mut numbers = BTreeMap::new();
    let mut arcs = Vec::new();
    for used in countries.iter_mut().flat_map(|country| country.rings.iter_mut().flatten()) {
        let line = lines[used.arc as usize].as_ref();
        used.arc = *numbers.entry(used.arc).or_insert_with(|| {
            arcs.extend(line.cloned());
            arcs.len() as u32 - 1
        });
    }
    BaseMap { arcs, countries, ..BaseMap::default() }
}

/// Reads the table of names and codes.
fn codes(table: &str) -> Result<BTreeMap<&str, [u8; 2]>> {
    let mut codes = BTreeMap::new();
    for (n, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let wrong = || {
            format!(
                "countries.tsv, line {}: expected a name, a tab and two capitals, got {line:?}",
                n + 1
            )
        };
        let (name, code) = line.split_once('\t').ok_or_else(wrong)?;
        codes.insert(name, code.as_bytes().try_into().map_err(|_| wrong())?);
    }
    Ok(codes)
}

fn lakes(shapefile: &[u8]) -> Result<Vec<Line>> {
    let mut lakes: Vec<Line> =
        shapefile::read(shapefile)?.iter().filter_map(|ring| drawn(ring, SMALLEST_LAKE)).collect();
    lakes.sort();
    Ok(lakes)
}

/// The courses of rivers that are long enough to be seen: those of the parts of the world, and of
/// the whole world, which is on a coarser grid, those that no part has (Siberia's, Australia's).
fn rivers(topojsons: &[Vec<u8>]) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for topojson in topojsons {
        let known = |(lon, lat): (f64, f64)| {
            let near = |point: &(f64, f64)| (point.0 - lon).hypot(point.1 - lat) < SAME_RIVER;
            lines.iter().flatten().any(near)
        };
        let mut courses = topojson::read_rivers(topojson)?;
        courses.retain(|course| !known(course[course.len() / 2]));
        lines.extend(courses);
    }
    let mut rivers: Vec<Line> = joined(lines).iter().filter_map(|line| drawn(line, 0.0)).collect();
    rivers.retain(|river| {
        let point = |(x, y): (i32, i32)| Point { x: f64::from(x), y: f64::from(y) };
        let ends = [river[0], river[river.len() - 1]].map(point);
        let far = (ends[0].x - ends[1].x).hypot(ends[0].y - ends[1].y);
        far >= SHORTEST_RIVER * corner_size(ends[0]).sqrt()
    });
    rivers.sort();
    Ok(rivers)
}

/// The borders of provinces in the countries that show them.
fn provinces(shapefile: &[u8], map: &BaseMap) -> Result<Vec<Line>> {
    let wanted = |line: &Degrees| {
        let (lon, lat) = line[line.len() / 2];
        map.country_at(lat, lon).is_some_and(|code| WITH_PROVINCES.contains(&&code))
    };
    let lines = shapefile::read(shapefile)?.into_iter().filter(wanted).collect();
    let mut lines: Vec<Line> = joined(lines).iter().filter_map(|line| drawn(line, 0.0)).collect();
    lines.sort();
    Ok(lines)
}

/// The lines with those made one that meet where no third one ends: the source cuts them often,
/// and ends cannot be simplified away.
fn joined(mut lines: Vec<Degrees>) -> Vec<Degrees> {
    let key = |(lon, lat): (f64, f64)| (lon.to_bits(), lat.to_bits());
    let mut ends: BTreeMap<(u64, u64), Vec<usize>> = BTreeMap::new();
    for (n, line) in lines.iter().enumerate() {
        for end in [line[0], line[line.len() - 1]] {
            ends.entry(key(end)).or_default().push(n);
        }
    }
    // Where a line went: into another, or nowhere.
    let mut moved: Vec<usize> = (0..lines.len()).collect();
    let now_in = |moved: &[usize], mut n: usize| {
        while moved[n] != n {
            n = moved[n];
        }
        n
    };
    for (end, meeting) in ends.iter().filter(|(_, meeting)| meeting.len() == 2) {
        let (one, other) = (now_in(&moved, meeting[0]), now_in(&moved, meeting[1]));
        if one == other {
            continue;
        }
        let mut tail = std::mem::take(&mut lines[other]);
        if key(tail[0]) != *end {
            tail.reverse();
        }
        if key(lines[one][lines[one].len() - 1]) != *end {
            lines[one].reverse();
        }
        lines[one].extend(&tail[1..]);
        moved[other] = one;
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A line of degrees east and north as it is drawn: simplified, on the grid of the map. `None` if
/// nothing of it can be seen, or if it is a ring of fewer corners. The ends stay, so lines that met still meet.
fn drawn(line: &[(f64, f64)], smallest_ring: f64) -> Option<Line> {
    let points: Vec<Point> = line.iter().map(|&(lon, lat)| project(lat, lon)).collect();
    let closed = line.first() == line.last();
    if closed && ring_area(&points) < smallest_ring * corner_size(points[0]) {
        return None;
    }
    let kept = simplified(&points, corner_size).into_iter();
    let mut drawn: Line = kept.map(on_grid).collect();
    drawn.dedup();
    (drawn.len() >= if closed { 4 } else { 2 }).then_some(drawn)
}

/// The size of the smallest corner to draw at a point, in square world units. Mercator enlarges
/// areas by the square of the secant of the latitude; the detail shall not grow with it.
fn corner_size(point: Point) -> f64 {
    let (lat, _) = unproject(point);
    zone(point).corner / lat.to_radians().cos().powi(2)
}

/// The nearest point of the grid, which is the same for every line that comes there.
fn on_grid(point: Point) -> (i32, i32) {
    let step = zone(point).step;
    let whole = |value: f64| ((value / step).round() * step).clamp(0.0, WORLD) as i32;
    (whole(point.x), whole(point.y))
}

fn zone(point: Point) -> &'static Zone {
    let (lat, lon) = unproject(point);
    let holds = |zone: &&Zone| {
        (zone.south..=zone.north).contains(&lat) && (zone.west..=zone.east).contains(&lon)
    };
    ZONES.iter().find(holds).unwrap_or(&ZONES[ZONES.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_line_of_the_table_is_named() {
        let error = codes("# comment\nUkraine\tUA\nBelgium BE").unwrap_err();
        assert_eq!(
            error,
            "countries.tsv, line 3: expected a name, a tab and two capitals, got \"Belgium BE\""
        );
    }

    #[test]
    fn lines_are_joined_but_not_through_a_fork() {
        let (a, b, c, d, e) = ((1.0, 1.0), (2.0, 1.0), (3.0, 1.0), (4.0, 2.0), (4.0, 0.0));
        let lines = vec![vec![b, a], vec![b, c], vec![c, d], vec![e, c]];
        assert_eq!(joined(lines), [vec![a, b, c], vec![c, d], vec![e, c]]);
    }

    #[test]
    fn an_islet_is_left_out_and_an_island_stays_closed() {
        let square = |side: f64| {
            [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side), (0.0, 0.0)]
                .map(|(x, y)| (30.0 + x, 45.0 + y))
        };
        assert_eq!(drawn(&square(0.005), SMALLEST_ISLAND), None);
        let island = drawn(&square(0.5), SMALLEST_ISLAND).unwrap();
        assert_eq!(island.len(), 5);
        assert_eq!(island.first(), island.last());
    }
}
