//! Countries and regions, and the distance between points.

use crate::ids::GeoId;
use crate::place::gazetteer::{Gazetteer, PlaceIndex};

/// A country or region that a name stands for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(in crate::place) struct Area {
    /// ISO 3166-1 alpha-2; `--` for parts of the world.
    pub country: [u8; 2],
    /// For a region that GeoNames knows: its id.
    pub region: Option<GeoId>,
    /// For a region whose towns GeoNames does not tell: degrees north and east of its middle,
    /// radius in kilometres.
    pub circle: Option<(f32, f32, f32)>,
}

impl Area {
    /// The country of that code.
    pub(super) fn country(country: [u8; 2]) -> Area {
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

/// The distance between two points in degrees north and east, along the Earth's surface
/// (equirectangular approximation, within a few percent below 2,000 km away from the poles).
pub(in crate::place) fn kilometres(a: (f32, f32), b: (f32, f32)) -> f32 {
    let middle = ((a.0 + b.0) / 2.0).to_radians();
    let east = (a.1 - b.1 + 540.0).rem_euclid(360.0) - 180.0;
    (a.0 - b.0).hypot(east * middle.cos()) * 111.2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_cross_the_date_line() {
        assert!(kilometres((0.0, 179.9), (0.0, -179.9)) < 30.0);
        let moscow_to_kyiv = kilometres((55.75, 37.62), (50.45, 30.52));
        assert!((740.0..780.0).contains(&moscow_to_kyiv), "{moscow_to_kyiv}");
    }
}
