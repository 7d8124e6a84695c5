//! The window on the map: what part of the world is seen, and how large.

use super::mercator::{Point, WORLD, km_per_unit, project, unproject};

/// Pixels per world unit at most: 50 m a pixel in Kyiv. The base map has no more to show.
const MAX_SCALE: f64 = 8.0;
/// A view that is fitted to places shows at least so many km across its shorter side.
const MIN_FIT_KM: f64 = 250.0;
/// The corners of what is shown when there are no places at all: Europe, in degrees.
const EUROPE: [(f32, f32); 2] = [(35.0, -10.0), (62.0, 42.0)];
/// The scale bar is at most so many pixels long.
const MAX_BAR: f64 = 120.0;

/// A window on the map. It never leaves the world: along a side where the world is larger than
/// the window the window stays inside it, otherwise the world stands in the middle.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct View {
    /// What stands in the middle, in world units.
    pub center: Point,
    /// Pixels per world unit.
    pub scale: f64,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
}

/// A length to draw beside the map, true at the middle of the view.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ScaleBar {
    /// 1, 2 or 5 times a power of ten.
    pub km: u32,
    /// Pixels.
    pub length: f64,
}

impl View {
    /// The closest view on all those places (degrees north and east), `margin` pixels away from
    /// the edges. One place is shown with its surroundings, no place at all gives Europe.
    pub fn fit(places: &[(f32, f32)], width: f64, height: f64, margin: f64) -> View {
        let places = if places.is_empty() { &EUROPE } else { places };
        let points = places.iter().map(|&(lat, lon)| project(lat.into(), lon.into()));
        View::around(&points.collect::<Vec<_>>(), width, height, margin)
    }

    /// The same for points in world units, of which there must be one at least.
    pub(super) fn around(points: &[Point], width: f64, height: f64, margin: f64) -> View {
        let points = || points.iter().copied();
        let least = |of: fn(Point) -> f64| points().map(of).fold(WORLD, f64::min);
        let most = |of: fn(Point) -> f64| points().map(of).fold(0.0, f64::max);
        let (west, east) = (least(|p| p.x), most(|p| p.x));
        let (north, south) = (least(|p| p.y), most(|p| p.y));
        let center = Point { x: (west + east) / 2.0, y: (north + south) / 2.0 };
        let (width, height) = (width.max(1.0), height.max(1.0));
        let room = |side: f64| (side - 2.0 * margin).max(side / 4.0);
        let least_units = MIN_FIT_KM / km_per_unit(center);
        let scale = (room(width) / (east - west).max(1.0))
            .min(room(height) / (south - north).max(1.0))
            .min(width.min(height) / least_units);
        View { center, scale, width, height }.clamped()
    }

    /// The view after the map was dragged by so many pixels.
    pub fn pan(self, dx: f64, dy: f64) -> View {
        let center =
            Point { x: self.center.x - dx / self.scale, y: self.center.y - dy / self.scale };
        View { center, ..self }.clamped()
    }

    /// The view `factor` times as close (less than 1 moves away), where the point `at`, in pixels
    /// of the view, stays in its place as far as the edge of the world allows.
    pub fn zoom(self, factor: f64, at: Point) -> View {
        let under = self.to_world(at);
        let scale = self.with_scale(self.scale * factor).scale;
        let center = Point {
            x: under.x - (at.x - self.width / 2.0) / scale,
            y: under.y - (at.y - self.height / 2.0) / scale,
        };
        View { center, scale, ..self }.clamped()
    }

    /// The same view in a window of another size.
    pub fn resize(self, width: f64, height: f64) -> View {
        View { width: width.max(1.0), height: height.max(1.0), ..self }.clamped()
    }

    /// The value of the SVG attribute `transform` that brings the base map's paths into the view.
    pub fn transform(&self) -> String {
        format!("{} {}", self.translation(), self.scaling())
    }

    /// The first half of [`View::transform`], which is all that dragging changes.
    pub fn translation(&self) -> String {
        let origin = self.to_screen_point(Point::default());
        format!("translate({:.3} {:.3})", origin.x, origin.y)
    }

    /// The second half of [`View::transform`].
    pub fn scaling(&self) -> String {
        format!("scale({:.6})", self.scale)
    }

    /// Where a place (degrees north and east) stands, in pixels from the upper left corner; also
    /// outside the window.
    pub fn to_screen(&self, lat: f64, lon: f64) -> Point {
        self.to_screen_point(project(lat, lon))
    }

    /// Which place (degrees north and east) stands at a point of the window, in pixels.
    pub fn to_place(&self, at: Point) -> (f64, f64) {
        unproject(self.to_world(at))
    }

    /// Whether a place (degrees north and east) stands in the window.
    pub fn visible(&self, lat: f64, lon: f64) -> bool {
        let at = self.to_screen(lat, lon);
        (0.0..=self.width).contains(&at.x) && (0.0..=self.height).contains(&at.y)
    }

    /// The scale bar: the roundest length that is not too long.
    pub fn scale_bar(&self) -> ScaleBar {
        let px_per_km = self.scale / km_per_unit(self.center);
        let room = MAX_BAR.min(self.width / 3.0) / px_per_km;
        let powers = (0..5).map(|power| 10u32.pow(power));
        let lengths = powers.flat_map(|power| [power, 2 * power, 5 * power]);
        let km = lengths.take_while(|&km| f64::from(km) <= room).last().unwrap_or(1);
        ScaleBar { km, length: f64::from(km) * px_per_km }
    }

    pub(super) fn to_screen_point(self, world: Point) -> Point {
        Point {
            x: (world.x - self.center.x) * self.scale + self.width / 2.0,
            y: (world.y - self.center.y) * self.scale + self.height / 2.0,
        }
    }

    fn to_world(self, at: Point) -> Point {
        Point {
            x: (at.x - self.width / 2.0) / self.scale + self.center.x,
            y: (at.y - self.height / 2.0) / self.scale + self.center.y,
        }
    }

    /// With a scale between the whole world in the window and [`MAX_SCALE`].
    fn with_scale(self, scale: f64) -> View {
        let least = self.width.min(self.height) / WORLD;
        View { scale: scale.max(least).min(MAX_SCALE.max(least)), ..self }
    }

    fn clamped(self) -> View {
        let view = self.with_scale(self.scale);
        let within = |center: f64, side: f64| {
            let half = side / view.scale / 2.0;
            if half * 2.0 >= WORLD { WORLD / 2.0 } else { center.clamp(half, WORLD - half) }
        };
        let center =
            Point { x: within(view.center.x, view.width), y: within(view.center.y, view.height) };
        View { center, ..view }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KYIV: (f32, f32) = (50.4547, 30.5238);
    const MARIUPOL: (f32, f32) = (47.0951, 37.5413);
    const LVIV: (f32, f32) = (49.8383, 24.0232);

    #[test]
    fn fitted_places_stand_inside_the_margin_and_fill_the_window() {
        let view = View::fit(&[KYIV, MARIUPOL, LVIV], 800.0, 500.0, 40.0);
        let at: Vec<Point> =
            [KYIV, MARIUPOL, LVIV].map(|(a, b)| view.to_screen(a.into(), b.into())).into();
        for point in &at {
            assert!((39.9..760.1).contains(&point.x) && (39.9..460.1).contains(&point.y));
        }
        let touches = |value: f64, edge: f64| (value - edge).abs() < 0.1;
        assert!(touches(at[2].x, 40.0) && touches(at[1].x, 760.0));
    }

    #[test]
    fn one_place_is_shown_with_its_surroundings() {
        let view = View::fit(&[KYIV], 600.0, 400.0, 40.0);
        let at = view.to_screen(KYIV.0.into(), KYIV.1.into());
        assert!((at.x - 300.0).abs() < 1e-6 && (at.y - 200.0).abs() < 1e-6);
        let (top, _) = view.to_place(Point { x: 300.0, y: 0.0 });
        // 250 km over 400 pixels: a little more than a degree to the north.
        assert!((f64::from(KYIV.0) + 1.1..f64::from(KYIV.0) + 1.15).contains(&top), "{top}");
    }

    #[test]
    fn no_place_shows_europe() {
        let view = View::fit(&[], 600.0, 400.0, 10.0);
        assert!(view.visible(52.37, 4.89) && view.visible(50.45, 30.52));
        assert!(!view.visible(40.7, -74.0));
    }

    #[test]
    fn the_scale_bar_is_round_and_true() {
        let bar = View::fit(&[KYIV, LVIV], 600.0, 400.0, 40.0).scale_bar();
        assert_eq!(bar.km, 100);
        // Lviv and Kyiv are 468 km apart and 520 pixels in this view.
        assert!((bar.length - 100.0 * 520.0 / 464.0).abs() < 2.0, "{}", bar.length);
    }

    #[test]
    fn the_transform_tells_the_same_as_to_screen() {
        let view = View { center: project(50.0, 30.0), scale: 0.5, width: 200.0, height: 100.0 };
        let center = view.center;
        let (x, y) = (100.0 - center.x / 2.0, 50.0 - center.y / 2.0);
        assert_eq!(view.transform(), format!("translate({x:.3} {y:.3}) scale(0.500000)"));
    }

    fn any_view() -> impl Strategy<Value = View> {
        let size = (200.0..2000.0f64, 200.0..2000.0f64);
        let places = prop::collection::vec((-80.0..80.0f32, -180.0..180.0f32), 0..5);
        (places, size).prop_map(|(places, (w, h))| View::fit(&places, w, h, 30.0))
    }

    proptest! {
        #[test]
        fn degrees_and_pixels_are_each_others_image(
            view in any_view(), x in 0.0..1.0f64, y in 0.0..1.0f64,
        ) {
            let at = Point { x: x * view.width, y: y * view.height };
            let (lat, lon) = view.to_place(at);
            prop_assume!(lat.abs() < 85.0 && lon.abs() < 180.0);
            let back = view.to_screen(lat, lon);
            prop_assert!((back.x - at.x).abs() < 1e-3 && (back.y - at.y).abs() < 1e-3);
        }

        #[test]
        fn the_window_never_shows_more_nothing_than_it_must(
            view in any_view(), dx in -1e5..1e5f64, dy in -1e5..1e5f64, factor in 0.001..1000.0f64,
        ) {
            let moved = view.zoom(factor, Point { x: 10.0, y: 20.0 }).pan(dx, dy);
            let top = moved.to_screen_point(Point::default());
            let end = moved.to_screen_point(Point { x: WORLD, y: WORLD });
            let wide = WORLD * moved.scale >= moved.width - 1e-6;
            prop_assert_eq!(wide, top.x <= 1e-6 && end.x >= moved.width - 1e-6);
            prop_assert!(end.y - top.y >= moved.width.min(moved.height) - 1e-6);
        }

        #[test]
        fn zooming_in_and_out_keeps_the_place_under_the_pointer(
            factor in 1.0..4.0f64, x in 0.0..800.0f64, y in 0.0..500.0f64,
        ) {
            let view = View::fit(&[KYIV, MARIUPOL, LVIV], 800.0, 500.0, 40.0);
            let at = Point { x, y };
            let before = view.to_place(at);
            let after = view.zoom(factor, at).to_place(at);
            prop_assert!((before.0 - after.0).abs() < 1e-9 && (before.1 - after.1).abs() < 1e-9);
        }
    }
}
