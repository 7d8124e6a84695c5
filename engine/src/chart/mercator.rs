//! The projection of the map: Mercator on a sphere, as on most maps of the web.
//!
//! Mercator is conformal: a small town has its true shape everywhere, and north is up everywhere.
//! That is why panning and zooming is one shift and one scaling of a picture drawn once; a conic
//! projection would have to be drawn anew. The price is that areas grow towards the poles, so
//! distances are always told for one latitude ([`km_per_unit`]).
//!
//! Formulas: J. P. Snyder, *Map Projections: A Working Manual* (USGS Professional Paper 1395),
//! equations 7-1, 7-2a, 7-3 and 7-4.

use std::f64::consts::TAU;

/// The side of the square world, in world units: x runs 0 to this from 180° W to 180° E, y from
/// [`MAX_LAT`] down to its opposite. The base map's points are whole units, 0.6 km at the equator.
pub const WORLD: f64 = 65536.0;

/// The latitude, in degrees, where the world is as high as it is wide: atan(sinh π). What lies
/// nearer to a pole is drawn there.
pub const MAX_LAT: f64 = 85.051_128_779_806_6;

/// Length of the equator in km (WGS 84).
const EQUATOR_KM: f64 = 40_075.017;

/// A point in world units or in pixels: x to the right, y down.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    /// How far it is from another. (`hypot` guards against numbers that no map has, at ten times
    /// the time.)
    pub fn distance(self, other: Point) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }
}

/// From degrees north and east to world units.
pub fn project(lat: f64, lon: f64) -> Point {
    let sine = sine(lat.clamp(-MAX_LAT, MAX_LAT).to_radians());
    let northing = ((1.0 + sine) / (1.0 - sine)).ln() / 2.0;
    Point { x: (lon.clamp(-180.0, 180.0) / 360.0 + 0.5) * WORLD, y: (0.5 - northing / TAU) * WORLD }
}

/// From world units back to degrees north and east.
pub fn unproject(point: Point) -> (f64, f64) {
    (northing(point).sinh().atan().to_degrees(), (point.x / WORLD - 0.5) * 360.0)
}

/// How many km a world unit is around a point: as many times less than at the equator as the secant
/// of the latitude tells, which is the hyperbolic cosine of the northing.
pub fn km_per_unit(at: Point) -> f64 {
    let (north, south) = (northing(at).exp(), (-northing(at)).exp());
    EQUATOR_KM / WORLD / ((north + south) / 2.0)
}

/// How far north of the equator a point lies, where the radius of the globe is 1.
fn northing(point: Point) -> f64 {
    (0.5 - point.y / WORLD) * TAU
}

/// The sine of an angle of at most a right one, to 13 digits: its series. The standard library's is
/// for every angle, and nine kilobytes of the page's program.
fn sine(angle: f64) -> f64 {
    let square = angle * angle;
    let term = |sum: f64, n: u32| 1.0 - square / f64::from(2 * n * (2 * n + 1)) * sum;
    angle * (1..=9).rev().fold(1.0, term)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Asserts that degrees and world units are each other's image, in both directions.
    fn assert_pair(lat: f64, lon: f64, x: f64, y: f64) {
        let there = project(lat, lon);
        assert!((there.x - x).abs() < 1e-6 && (there.y - y).abs() < 1e-6, "{there:?}");
        let (lat_back, lon_back) = unproject(Point { x, y });
        assert!((lat_back - lat).abs() < 1e-9 && (lon_back - lon).abs() < 1e-9);
    }

    #[test]
    fn the_corners_and_the_middle_of_the_world() {
        assert_pair(0.0, 0.0, WORLD / 2.0, WORLD / 2.0);
        assert_pair(MAX_LAT, -180.0, 0.0, 0.0);
        assert_pair(-MAX_LAT, 180.0, WORLD, WORLD);
    }

    #[test]
    fn the_poles_lie_on_the_edges() {
        assert_eq!(project(90.0, 0.0), project(MAX_LAT, 0.0));
        assert_eq!(project(-90.0, 0.0), project(-MAX_LAT, 0.0));
    }

    #[test]
    fn kyiv_to_odesa_is_as_far_as_on_the_globe() {
        // 441 km by the haversine formula; the middle latitude serves for so short a way.
        let (kyiv, odesa) = (project(50.45, 30.523), project(46.477, 30.733));
        let units = (kyiv.x - odesa.x).hypot(kyiv.y - odesa.y);
        assert!((units * km_per_unit(project(48.46, 30.6)) - 442.0).abs() < 2.0);
    }

    proptest! {
        #[test]
        fn every_place_comes_back(lat in -85.0..85.0f64, lon in -180.0..180.0f64) {
            let (lat_back, lon_back) = unproject(project(lat, lon));
            prop_assert!((lat_back - lat).abs() < 1e-9);
            prop_assert!((lon_back - lon).abs() < 1e-9);
        }
    }
}
