//! A window on the map as a filter.

use crate::chart::{Point, View};
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
}

/// South, west, north and east in degrees, with underscores between: `46.2_22.1_52.38_40.2`.
impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let [south, west, north, east] = self.degrees();
        write!(f, "{south}_{west}_{north}_{east}")
    }
}

impl FromStr for Window {
    type Err = ();

    /// Reads what is written; fails where these are not four degrees of the world, or where a
    /// bound lies beyond its opposite.
    fn from_str(text: &str) -> Result<Window, ()> {
        let mut bounds = [0; 4];
        let mut parts = text.split('_');
        for (bound, most) in bounds.iter_mut().zip([90.0, 180.0, 90.0, 180.0]) {
            let degrees: f64 = parts.next().and_then(|part| part.parse().ok()).ok_or(())?;
            *bound = (degrees.abs() <= most).then(|| (degrees * PARTS).round() as i16).ok_or(())?;
        }
        let [south, west, north, east] = bounds;
        let sound = parts.next().is_none() && south <= north && west <= east;
        sound.then_some(Window { bounds }).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_window_is_read_as_it_is_written_and_nothing_else_is() {
        let window: Window = "46.2_-22.1_52.38_40".parse().unwrap();
        assert_eq!(window.to_string(), "46.2_-22.1_52.38_40");
        assert!(window.holds(46.2, -22.1) && window.holds(52.38, 40.0));
        assert!(!window.holds(46.19, 0.0) && !window.holds(50.0, 40.01));
        for text in
            ["", "1_2_3", "1_2_3_4_5", "3_2_1_4", "1_4_3_2", "1_2_91_4", "a_2_3_4", "NaN_2_3_4"]
        {
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
