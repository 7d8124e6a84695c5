//! The base map: coasts, borders, lakes and rivers of the world, and the only place that knows its bytes.
//!
//! The map is a topology, as in TopoJSON: a line that two countries share is stored once, as an
//! *arc*, and a country is a list of rings of arcs. What an arc is follows from who uses it: once
//! is coast, by two countries is a border, twice by one country is a border inside it. So a coast
//! and a border cannot come apart, whatever the detail.
//!
//! Bytes: magic `NABM`, version (2), XXH3-64 of the rest (little-endian), then numbers as
//! LEB128 varints, signed ones zigzagged:
//!
//! ```text
//! arcs of countries, of regions, of lakes, of rivers      four counts
//! each arc:     4 times the number of points plus s, then dx dy of each: the first from the last
//!               point of the arc before it, the others from the point before, divided by 2^s
//! countries:    count
//! each country: two letters, number of rings
//! each ring:    number of arcs, then each as a difference of the one before it;
//!               arc n is 2n forwards and 2n+1 backwards
//! ```
//!
//! Points are whole world units of [`mercator`](super::mercator).

use super::mercator::{WORLD, project};
use crate::varint;
use std::collections::BTreeMap;
use std::fmt::{self, Write};
use xxhash_rust::xxh3::xxh3_64;

const MAGIC: &[u8; 4] = b"NABM";
const VERSION: u8 = 2;
const HEADER: usize = 4 + 1 + 8;
/// Steps of a line are divided by at most 2 to this power: two bits tell it.
const MAX_SHIFT: u32 = 3;

/// A line of the map, in whole world units: at least two points.
pub type Line = Vec<(i32, i32)>;

/// What can be drawn of the base map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layer {
    /// All land, closed rings to fill (by SVG's default rule); their outline is the coast.
    Land,
    /// Borders between countries, open lines.
    Borders,
    /// Borders of provinces (oblasts) inside a country, open lines.
    Regions,
    /// Lakes and reservoirs, closed rings to fill, over the land.
    Lakes,
    /// Rivers, open lines, also where they run through lakes.
    Rivers,
}

/// A use of an arc in a ring.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ArcUse {
    /// The number of the arc.
    pub arc: u32,
    /// Whether the ring runs through it from its last point to its first.
    pub backwards: bool,
}

/// The land of one country.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-2 in capitals; `XK` is Kosovo, `ZZ` is disputed.
    pub code: [u8; 2],
    /// Closed rings, islands and holes alike: a point is inside if an odd number surrounds it.
    pub rings: Vec<Vec<ArcUse>>,
}

/// The base map, opened. Where it is made by hand, as in the errand that writes it, rings must be
/// closed and points must lie in the world; [`BaseMap::open`] vouches for both.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BaseMap {
    /// Lines that the countries are made of.
    pub arcs: Vec<Line>,
    /// Borders of provinces, beyond those among the arcs.
    pub regions: Vec<Line>,
    /// Shores of lakes, each closed.
    pub lakes: Vec<Line>,
    /// Courses of rivers.
    pub rivers: Vec<Line>,
    /// The countries.
    pub countries: Vec<Country>,
}

/// Why bytes are not a base map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BaseMapError {
    /// They do not begin as a base map does.
    NotABaseMap,
    /// They were written in another version of the format, which is given.
    OtherVersion(u8),
    /// The checksum says that some byte has changed or is missing.
    Damaged,
    /// The checksum holds but what is told cannot be a map: a fault of the program that wrote it.
    Malformed(&'static str),
}

impl fmt::Display for BaseMapError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            BaseMapError::NotABaseMap => write!(f, "these bytes are not a base map"),
            BaseMapError::OtherVersion(version) => {
                write!(f, "the base map has format {version}, this program reads {VERSION}")
            }
            BaseMapError::Damaged => write!(f, "the base map is damaged: its checksum differs"),
            BaseMapError::Malformed(what) => write!(f, "the base map is malformed: {what}"),
        }
    }
}

impl std::error::Error for BaseMapError {}

impl BaseMap {
    /// Reads the bytes that [`BaseMap::encode`] made. Whatever the bytes, this returns, and does
    /// not reserve more than a small multiple of their length.
    pub fn open(bytes: &[u8]) -> Result<BaseMap, BaseMapError> {
        if bytes.len() < HEADER || &bytes[..4] != MAGIC {
            return Err(BaseMapError::NotABaseMap);
        }
        if bytes[4] != VERSION {
            return Err(BaseMapError::OtherVersion(bytes[4]));
        }
        let body = &bytes[HEADER..];
        if bytes[5..HEADER] != xxh3_64(body).to_le_bytes() {
            return Err(BaseMapError::Damaged);
        }
        let map = Reader { rest: body, at: (0, 0) }.map()?;
        map.check_rings()?;
        Ok(map)
    }

    /// The bytes of the map; [`BaseMap::open`] reads them back as the same map.
    pub fn encode(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let parts = [&self.arcs, &self.regions, &self.lakes, &self.rivers];
        for lines in parts {
            varint::put(&mut body, lines.len() as u32);
        }
        let mut at = (0, 0);
        for line in parts.into_iter().flatten() {
            write_line(&mut body, line, at);
            at = line[line.len() - 1];
        }
        varint::put(&mut body, self.countries.len() as u32);
        for country in &self.countries {
            write_country(&mut body, country);
        }
        [MAGIC.as_slice(), &[VERSION], &xxh3_64(&body).to_le_bytes(), &body].concat()
    }

    /// SVG path data of a layer, in world units: draw it once and let
    /// [`View::transform`](super::View::transform) do the rest.
    pub fn path(&self, layer: Layer) -> String {
        let mut path = String::new();
        match layer {
            Layer::Land => self.land().iter().for_each(|ring| draw(&mut path, ring, true)),
            Layer::Lakes => self.lakes.iter().for_each(|ring| draw(&mut path, ring, true)),
            Layer::Rivers => self.rivers.iter().for_each(|line| draw(&mut path, line, false)),
            Layer::Borders => {
                self.arcs_used_by(Users::Two).for_each(|line| draw(&mut path, line, false));
            }
            Layer::Regions => {
                let lines = self.arcs_used_by(Users::OneTwice).chain(&self.regions);
                lines.for_each(|line| draw(&mut path, line, false));
            }
        }
        path
    }

    /// SVG path data of a country's land, in world units; `None` where the map does not have it.
    pub fn outline(&self, code: [u8; 2]) -> Option<String> {
        let country = self.countries.iter().find(|country| country.code == code)?;
        let mut path = String::new();
        for ring in &country.rings {
            let mut line: Line = ring.iter().flat_map(|used| self.walk(*used)).collect();
            line.dedup();
            draw(&mut path, &line, true);
        }
        Some(path)
    }

    /// The code of the country at a place, in degrees; `None` at sea. Exact to the detail of the
    /// map: a few hundred metres where it is fine, some km elsewhere.
    pub fn country_at(&self, lat: f64, lon: f64) -> Option<[u8; 2]> {
        let point = project(lat, lon);
        let inside = |country: &&Country| {
            let rings = country.rings.iter().flatten();
            let crossed = rings.filter(|used| {
                self.arcs[used.arc as usize].windows(2).filter(|s| is_east(s, point)).count() % 2
                    == 1
            });
            crossed.count() % 2 == 1
        };
        self.countries.iter().find(inside).map(|country| country.code)
    }

    /// The arcs with such users, in their order.
    fn arcs_used_by(&self, wanted: Users) -> impl Iterator<Item = &Line> {
        let users = self.users();
        self.arcs.iter().enumerate().filter(move |(n, _)| users[*n] == wanted).map(|(_, arc)| arc)
    }

    /// Who uses each arc.
    fn users(&self) -> Vec<Users> {
        let mut users = vec![Users::None; self.arcs.len()];
        for (n, country) in self.countries.iter().enumerate() {
            for used in country.rings.iter().flatten() {
                let before = &mut users[used.arc as usize];
                *before = match *before {
                    Users::None => Users::One(n),
                    Users::One(other) if other == n => Users::OneTwice,
                    _ => Users::Two,
                };
            }
        }
        users
    }

    /// The coasts as closed rings: countries melted together along their borders.
    fn land(&self) -> Vec<Line> {
        let users = self.users();
        let uses = self.countries.iter().flat_map(|country| country.rings.iter().flatten());
        let coasts = uses.filter(|used| matches!(users[used.arc as usize], Users::One(_)));
        let mut by_start: BTreeMap<(i32, i32), Vec<Line>> = BTreeMap::new();
        for &used in coasts {
            let line = self.walk(used);
            by_start.entry(line[0]).or_default().push(line);
        }
        let mut rings = Vec::new();
        while let Some(mut first) = by_start.first_entry() {
            let Some(mut ring) = first.get_mut().pop() else {
                first.remove();
                continue;
            };
            while let Some(next) = by_start.get_mut(&ring[ring.len() - 1]).and_then(Vec::pop) {
                ring.extend(&next[1..]);
            }
            rings.push(ring);
        }
        rings
    }

    /// The points of an arc in the order of its use.
    fn walk(&self, used: ArcUse) -> Line {
        let mut line = self.arcs[used.arc as usize].clone();
        if used.backwards {
            line.reverse();
        }
        line
    }

    /// Checks that arcs of a ring join, so that everything else may rely on it.
    fn check_rings(&self) -> Result<(), BaseMapError> {
        let ends = |used: &ArcUse| {
            let arc = &self.arcs[used.arc as usize];
            let (first, last) = (arc[0], arc[arc.len() - 1]);
            if used.backwards { (last, first) } else { (first, last) }
        };
        for ring in self.countries.iter().flat_map(|country| &country.rings) {
            let after = ring.iter().cycle().skip(1);
            if ring.iter().zip(after).any(|(one, next)| ends(one).1 != ends(next).0) {
                return Err(BaseMapError::Malformed("a ring is not closed"));
            }
        }
        if self.lakes.iter().any(|lake| lake.first() != lake.last()) {
            return Err(BaseMapError::Malformed("a lake is not closed"));
        }
        Ok(())
    }
}

/// Who uses an arc.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Users {
    None,
    /// The country of that number, so far.
    One(usize),
    OneTwice,
    Two,
}

/// Whether a ray from the point to the east crosses the segment (the even-odd rule).
fn is_east(segment: &[(i32, i32)], point: super::Point) -> bool {
    let [(ax, ay), (bx, by)] = [segment[0], segment[1]].map(|(x, y)| (f64::from(x), f64::from(y)));
    (ay > point.y) != (by > point.y) && point.x < (bx - ax) * (point.y - ay) / (by - ay) + ax
}

/// Adds a line to SVG path data: one absolute move, then relative lines.
fn draw(path: &mut String, line: &[(i32, i32)], closed: bool) {
    // Writing to a String cannot fail.
    let _ = write!(path, "M{} {}l", line[0].0, line[0].1);
    let until = line.len() - usize::from(closed && line.len() > 2);
    for (n, pair) in line[..until].windows(2).enumerate() {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        // A minus sign parts numbers as well as a space does.
        let gap = |number: i32| if number < 0 { "" } else { " " };
        let _ = write!(path, "{}{dx}{}{dy}", if n == 0 { "" } else { gap(dx) }, gap(dy));
    }
    if closed {
        path.push('z');
    }
}

fn write_signed(out: &mut Vec<u8>, number: i32) {
    varint::put(out, ((number << 1) ^ (number >> 31)) as u32);
}

/// Writes a line; `at` is the last point written. Far from where the map is fine all points lie on
/// a coarser grid, and steps on that grid take fewer bytes.
fn write_line(out: &mut Vec<u8>, line: &[(i32, i32)], at: (i32, i32)) {
    let step = |pair: &[(i32, i32)]| (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
    let bits = line.windows(2).map(step).fold(0, |bits, (dx, dy)| bits | dx | dy);
    let shift = bits.trailing_zeros().min(MAX_SHIFT);
    varint::put(out, (line.len() as u32) << 2 | shift);
    write_signed(out, line[0].0 - at.0);
    write_signed(out, line[0].1 - at.1);
    for (dx, dy) in line.windows(2).map(step) {
        write_signed(out, dx >> shift);
        write_signed(out, dy >> shift);
    }
}

fn write_country(out: &mut Vec<u8>, country: &Country) {
    out.extend(country.code);
    varint::put(out, country.rings.len() as u32);
    let mut before = 0;
    for ring in &country.rings {
        varint::put(out, ring.len() as u32);
        for used in ring {
            let number = (used.arc * 2 + u32::from(used.backwards)) as i32;
            write_signed(out, number - before);
            before = number;
        }
    }
}

/// What is left to read, and the last point read.
struct Reader<'a> {
    rest: &'a [u8],
    at: (i32, i32),
}

const CUT_OFF: BaseMapError = BaseMapError::Malformed("it ends too early");

impl Reader<'_> {
    fn map(mut self) -> Result<BaseMap, BaseMapError> {
        let [arcs, regions, lakes, rivers] =
            [self.count()?, self.count()?, self.count()?, self.count()?];
        let mut map = BaseMap {
            arcs: self.lines(arcs)?,
            regions: self.lines(regions)?,
            lakes: self.lines(lakes)?,
            rivers: self.lines(rivers)?,
            countries: Vec::new(),
        };
        for _ in 0..self.count()? {
            map.countries.push(self.country(map.arcs.len())?);
        }
        match self.rest {
            [] => Ok(map),
            _ => Err(BaseMapError::Malformed("something follows its end")),
        }
    }

    fn byte(&mut self) -> Result<u8, BaseMapError> {
        let (&byte, rest) = self.rest.split_first().ok_or(CUT_OFF)?;
        self.rest = rest;
        Ok(byte)
    }

    fn number(&mut self) -> Result<u32, BaseMapError> {
        let odd = BaseMapError::Malformed("a number is cut off or too large");
        varint::take(&mut self.rest).ok_or(odd)
    }

    fn signed(&mut self) -> Result<i32, BaseMapError> {
        let number = self.number()?;
        Ok((number >> 1) as i32 ^ -((number & 1) as i32))
    }

    /// A number of things that take at least a byte each, so no more than there are bytes.
    fn count(&mut self) -> Result<usize, BaseMapError> {
        let count = self.number()? as usize;
        if count > self.rest.len() { Err(CUT_OFF) } else { Ok(count) }
    }

    fn lines(&mut self, count: usize) -> Result<Vec<Line>, BaseMapError> {
        (0..count).map(|_| self.line()).collect()
    }

    fn line(&mut self) -> Result<Line, BaseMapError> {
        let head = self.number()?;
        let (count, shift) = ((head >> 2) as usize, head & MAX_SHIFT);
        if count < 2 {
            return Err(BaseMapError::Malformed("a line has fewer than two points"));
        }
        if count > self.rest.len() {
            return Err(CUT_OFF);
        }
        (0..count).map(|n| self.point(if n == 0 { 0 } else { shift })).collect()
    }

    fn point(&mut self, shift: u32) -> Result<(i32, i32), BaseMapError> {
        let (dx, dy) = (self.signed()?, self.signed()?);
        let inside = |at: i32, d: i32| {
            let moved = i64::from(at) + (i64::from(d) << shift);
            let moved = i32::try_from(moved).ok().filter(|at| (0..=WORLD as i32).contains(at));
            moved.ok_or(BaseMapError::Malformed("a point lies outside the world"))
        };
        self.at = (inside(self.at.0, dx)?, inside(self.at.1, dy)?);
        Ok(self.at)
    }

    fn country(&mut self, arcs: usize) -> Result<Country, BaseMapError> {
        let code = [self.byte()?, self.byte()?];
        if !code.iter().all(u8::is_ascii_uppercase) {
            return Err(BaseMapError::Malformed("a country's code is not two capitals"));
        }
        let mut country = Country { code, rings: Vec::new() };
        let mut number = 0i32;
        for _ in 0..self.count()? {
            let mut ring = Vec::new();
            for _ in 0..self.count()? {
                number = number.checked_add(self.signed()?).unwrap_or(-1);
                let known = u32::try_from(number).ok().filter(|n| ((n / 2) as usize) < arcs);
                let n = known.ok_or(BaseMapError::Malformed("a ring names an unknown arc"))?;
                ring.push(ArcUse { arc: n / 2, backwards: n % 2 == 1 });
            }
            country.rings.push(ring);
        }
        Ok(country)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Two countries that share a border, in a square of 4 by 2: the western one has a lake, a river
    /// and a province border.
    fn two_countries() -> BaseMap {
        let used = |arc, backwards| ArcUse { arc, backwards };
        BaseMap {
            arcs: vec![
                vec![(2, 2), (0, 2), (0, 0), (2, 0)],
                vec![(2, 0), (2, 2)],
                vec![(2, 0), (4, 0), (4, 2), (2, 2)],
            ],
            regions: vec![vec![(0, 1), (2, 1)]],
            lakes: vec![vec![(1, 1), (2, 1), (2, 2), (1, 1)]],
            rivers: vec![vec![(1, 1), (0, 0)]],
            countries: vec![
                Country { code: *b"AA", rings: vec![vec![used(0, false), used(1, false)]] },
                Country { code: *b"BB", rings: vec![vec![used(2, false), used(1, true)]] },
            ],
        }
    }

    #[test]
    fn a_shared_border_is_drawn_once_and_not_as_coast() {
        let map = two_countries();
        assert_eq!(map.path(Layer::Borders), "M2 0l0 2");
        assert_eq!(map.path(Layer::Land), "M2 0l2 0 0 2-2 0-2 0 0-2z");
        assert_eq!(map.path(Layer::Regions), "M0 1l2 0");
        assert_eq!(map.path(Layer::Lakes), "M1 1l1 0 0 1z");
        assert_eq!(map.path(Layer::Rivers), "M1 1l-1-1");
    }

    #[test]
    fn a_country_has_an_outline_of_its_own() {
        let map = two_countries();
        assert_eq!(map.outline(*b"BB").as_deref(), Some("M2 0l2 0 0 2-2 0z"));
        assert_eq!(map.outline(*b"CC"), None);
    }

    #[test]
    fn a_border_inside_one_country_is_a_region_border() {
        let mut map = two_countries();
        let east = map.countries.pop().unwrap();
        map.countries[0].rings.extend(east.rings);
        assert_eq!(map.path(Layer::Borders), "");
        assert_eq!(map.path(Layer::Regions), "M2 0l0 2M0 1l2 0");
    }

    #[test]
    fn what_is_encoded_opens_as_the_same_map() {
        let map = two_countries();
        assert_eq!(BaseMap::open(&map.encode()), Ok(map));
    }

    #[test]
    fn a_line_on_a_coarser_grid_takes_fewer_bytes() {
        let with_step = |step: i32| {
            let region = vec![(1001, 1003), (1001 + 30 * step, 1003), (1001, 1003 + 30 * step)];
            BaseMap { regions: vec![region], ..BaseMap::default() }
        };
        let (fine, coarse, odd) = (with_step(1), with_step(8), with_step(7));
        assert_eq!(coarse.encode().len(), fine.encode().len());
        assert!(odd.encode().len() > fine.encode().len());
        assert_eq!(BaseMap::open(&coarse.encode()), Ok(coarse));
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let mut open_ring = two_countries();
        open_ring.countries[0].rings[0].pop();
        let error = BaseMap::open(&open_ring.encode()).unwrap_err();
        assert_eq!(error.to_string(), "the base map is malformed: a ring is not closed");
        let mut newer = two_countries().encode();
        newer[4] = VERSION + 1;
        assert_eq!(BaseMap::open(&newer), Err(BaseMapError::OtherVersion(VERSION + 1)));
        assert_eq!(BaseMap::open(b"<!doctype html>"), Err(BaseMapError::NotABaseMap));
    }

    proptest! {
        #[test]
        fn any_changed_byte_is_refused(at in any::<prop::sample::Index>(), flip in 1..=255u8) {
            let mut bytes = two_countries().encode();
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
            prop_assert!(BaseMap::open(&bytes).is_err());
        }

        #[test]
        fn any_body_under_a_right_checksum_opens_or_is_refused(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
            cut in 0..4usize,
        ) {
            let mut body = two_countries().encode().split_off(HEADER);
            for (at, byte) in changes {
                let at = at.index(body.len());
                body[at] = byte;
            }
            body.truncate(body.len() - cut);
            let sum = xxh3_64(&body).to_le_bytes();
            let bytes = [MAGIC.as_slice(), &[VERSION], &sum, &body].concat();
            if let Ok(map) = BaseMap::open(&bytes) {
                // What opens can be drawn.
                for layer in [Layer::Land, Layer::Borders, Layer::Regions, Layer::Lakes, Layer::Rivers]
                {
                    map.path(layer);
                }
            }
        }
    }
}
