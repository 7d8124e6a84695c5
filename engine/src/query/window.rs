//! A window on the map as a filter.

use crate::archive::Archive;
use crate::chart::{Point, View};
use crate::ids::PlaceId;
use crate::place::{Place, PlaceKind};
use std::str::FromStr;

/// Parts of a degree that bounds are told in: some 1.1 km, as the coordinates of places.
const PARTS: f64 = 100.0;

/// A part of the world between two parallels and two meridians, bounds included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Window {
    /// South, west, north and east, in hundredths of degrees north and east.
    bounds: [i16; 4],
}

impl Window {
    /// What a view of the map shows, rounded outwards.
    pub fn of(view: &View) -> Window {
        let (north, west) = view.to_place(Point { x: 0.0, y: 0.0 });
        let (south, east) = view.to_place(Point { x: view.width, y: view.height });
        let down = |degrees: f64, most: f64| (degrees.max(-most) * PARTS).floor() as i16;
        let up = |degrees: f64, most: f64| (degrees.min(most) * PARTS).ceil() as i16;
        Window { bounds: [down(south, 90.0), down(west, 180.0), up(north, 90.0), up(east, 180.0)] }
    }

    /// South, west, north and east in degrees.
    pub fn degrees(self) -> [f64; 4] {
        self.bounds.map(|bound| f64::from(bound) / PARTS)
    }

    /// Whether a place (degrees north and east) lies in it.
    pub fn holds(self, lat: f32, lon: f32) -> bool {
        // As precise as places are kept: 22.1 is not the same in more digits.
        let [south, west, north, east] = self.degrees().map(|degrees| degrees as f32);
        (south..=north).contains(&lat) && (west..=east).contains(&lon)
    }

    /// The city of the archive in it that is nearest to its middle, in degrees, as a name
    /// for it.
    pub fn around(self, archive: &Archive) -> Option<PlaceId> {
        let [south, west, north, east] = self.degrees();
        let (lat, lon) = ((south + north) / 2.0, (west + east) / 2.0);
        let far = |place: &Place| (f64::from(place.lat) - lat).hypot(f64::from(place.lon) - lon);
        let in_it = |(_, place): &(PlaceId, Place)| {
            place.kind == PlaceKind::City && self.holds(place.lat, place.lon)
        };
        let cities = archive.places().filter(in_it);
        let nearest = cities.min_by(|(_, one), (_, other)| far(one).total_cmp(&far(other)));
        nearest.map(|(id, _)| id)
    }
}

/// South, west, north and east in degrees with two decimals and underscores between:
/// `46.20_22.10_52.38_40.20`.
impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        for (at, bound) in self.bounds.into_iter().enumerate() {
            let between = if at > 0 { "_" } else { "" };
            let sign = if bound < 0 { "-" } else { "" };
            let (whole, parts) = (bound.abs() / 100, bound.abs() % 100);
            write!(f, "{between}{sign}{whole}.{parts:02}")?;
        }
        Ok(())
    }
}

impl FromStr for Window {
    type Err = ();

    /// Reads what is written; fails where these are not four degrees of the world, or where a
    /// bound lies beyond its opposite.
    fn from_str(text: &str) -> Result<Window, ()> {
        let mut bounds = [0; 4];
        let mut parts = text.split('_');
        for (bound, most) in bounds.iter_mut().zip([9000, 18000, 9000, 18000]) {
            *bound = parts.next().and_then(hundredths).filter(|b| b.abs() <= most).ok_or(())?;
        }
        let [south, west, north, east] = bounds;
        let sound = parts.next().is_none() && south <= north && west <= east;
        sound.then_some(Window { bounds }).ok_or(())
    }
}

/// A number with two decimals. (Reading any number would be a hundredth of the page's program.)
fn hundredths(text: &str) -> Option<i16> {
    let (whole, parts) = text.split_once('.').filter(|(_, parts)| parts.len() == 2)?;
    format!("{whole}{parts}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_window_is_read_as_it_is_written_and_nothing_else_is() {
        let window: Window = "46.20_-22.10_52.38_40.00".parse().unwrap();
        assert_eq!(window.to_string(), "46.20_-22.10_52.38_40.00");
        assert!(window.holds(46.2, -22.1) && window.holds(52.38, 40.0));
        assert!(!window.holds(46.19, 0.0) && !window.holds(50.0, 40.01));
        for text in [
            "",
            "1_2_3_4",
            "1.00_2.00_3.00",
            "1.00_2.00_3.00_4.00_5.00",
            "3.00_2.00_1.00_4.00",
            "1.00_4.00_3.00_2.00",
            "1.00_2.00_90.01_4.00",
            "999.99_2.00_3.00_4.00",
            "a.00_2.00_3.00_4.00",
        ] {
            assert_eq!(text.parse::<Window>(), Err(()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_a_view_shows_lies_in_its_window(
            places in prop::collection::vec((-80.0..80.0f32, -179.0..179.0f32), 1..5),
        ) {
            let view = View::fit(&places, 700.0, 500.0, 30.0);
            let window = Window::of(&view);
            prop_assert!(places.iter().all(|&(lat, lon)| window.holds(lat, lon)));
            prop_assert_eq!(window.to_string().parse(), Ok(window));
        }
    }
}
