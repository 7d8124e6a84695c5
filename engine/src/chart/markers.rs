//! The places on the map: a circle each, sized by its number, with its name where there is room.
//! Those too near each other to be hit apart share a circle.

use super::{Point, View, text_width};
use crate::ids::PlaceId;
use crate::query::Choice;
use crate::sort;
use std::cmp::Reverse;

/// The smallest radius in pixels: room for one figure. The target around it is larger.
const MIN_RADIUS: f64 = 9.0;
/// The largest radius in pixels.
const MAX_RADIUS: f64 = 34.0;
/// The size of names in pixels that the layout reckons with.
const NAME_SIZE: f64 = 13.0;
/// The size of the numbers in the circles in pixels that the layout reckons with.
const NUMBER_SIZE: f64 = 12.0;
/// Middles of circles are at least so many pixels apart: each has a target of that size (WCAG
/// 2.2, 2.5.8).
const APART: f64 = 24.0;
/// Of circles nearer than that, those at least so many pixels apart are moved apart by what is
/// missing, which no one sees on a map of this size; the others are merged.
const MOVABLE: f64 = 14.0;
/// Pixels between a circle and its name.
const GAP: f64 = 3.0;

/// A city, region or country to show.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spot {
    /// Which one.
    pub place: PlaceId,
    /// Where it lies, in world units ([`project`](super::mercator::project)).
    pub at: Point,
    /// Items that it counts for.
    pub count: u32,
    /// Whether the query asks for it or leaves it out.
    pub choice: Choice,
}

/// A circle on the map, in pixels of the view.
#[derive(Clone, PartialEq, Debug)]
pub struct Marker {
    /// The place; of several the one that counts for most items.
    pub place: PlaceId,
    /// The others that share the circle, most items first.
    pub others: Vec<PlaceId>,
    /// Whether the query asks for the place or leaves it out; such a place has a circle of its own.
    pub choice: Choice,
    /// The middle of the circle.
    pub x: f64,
    /// The middle of the circle.
    pub y: f64,
    /// Radius: the area grows with the count, from a size that can be hit with a finger.
    pub r: f64,
    /// Whether the number can be read in the circle: it fits, and no circle lies over it.
    pub number_fits: bool,
    /// Items that it counts for.
    pub count: u32,
    /// Where the name stands ([`Marker::written`]); `None` where there is no room for it.
    pub label: Option<Label>,
}

/// Where a name stands: the SVG attributes of its text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Label {
    /// The point that `anchor` speaks of.
    pub x: f64,
    /// The line that the letters stand on.
    pub y: f64,
    /// Which part of the text stands at `x`.
    pub anchor: Anchor,
}

/// The SVG attribute `text-anchor`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// The text begins at x.
    Start,
    /// The text has its middle at x.
    Middle,
    /// The text ends at x.
    End,
}

/// Where a key goes: an arrow, Home or End.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Go {
    /// To what counts for most items.
    First,
    /// To what counts for fewest.
    Last,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

impl Anchor {
    /// The word that SVG has for it.
    pub fn name(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// The circles that reach into the view, in the order to draw them: highest count first, so that
/// small circles lie on large ones, and those that the query speaks of on top. The radius depends
/// on the counts alone, not on the view.
///
/// Circles are merged greedily, from the highest count down: one that is too near another is moved
/// away a little or else taken in by it. (The rule of supercluster and its kin, without their
/// tree: the cities that reach into one view are few.)
///
/// Names are placed greedily, first those that the query speaks of, then those of high counts, at
/// the right, the left, above or below their circle: the first of these inside the view where the
/// name meets no other name and no other circle. (J. Christensen, J. Marks, S. Shieber: *An
/// Empirical Study of Algorithms for Point-Feature Label Placement*, 1995, the greedy algorithm of
/// section 3.)
///
/// Cities that [`rank`] has sorted are the quickest.
pub fn markers<'n>(cities: &[Spot], view: &View, name: impl Fn(PlaceId) -> &'n str) -> Vec<Marker> {
    let largest = cities.iter().map(|city| city.count).max().unwrap_or(0);
    let reach = |city: &&Spot| reaches_into(city, largest, view);
    let mut seen: Vec<Spot> = cities.iter().filter(reach).copied().collect();
    rank(&mut seen);
    let mut markers = merged(seen.iter().map(|city| circle(city, largest, view)), view);
    place_names(&mut markers, view, name);
    // What was first to have its name is last to be drawn, but for the sizes.
    sort::by_key(&mut markers, |marker| (marker.choice != Choice::Free, Reverse(marker.count)));
    judge_numbers(&mut markers);
    markers
}

/// Sorts cities as circles and names are placed: first those that the query speaks of, then those
/// of high counts.
pub fn rank(cities: &mut [Spot]) {
    let key = |city: &Spot| (city.choice == Choice::Free, Reverse(city.count), city.place);
    if !cities.is_sorted_by_key(key) {
        sort::by_key(cities, key);
    }
}

/// Merges circles that lie on each other, each into the nearest before it; those that the query
/// speaks of stay alone and where they are.
fn merged(circles: impl Iterator<Item = Marker>, view: &View) -> Vec<Marker> {
    let mut apart: Vec<Marker> = Vec::new();
    let mut squares = Squares::over(view);
    for mut circle in circles {
        let free = circle.choice == Choice::Free;
        if let Some((at, far)) = squares.nearest(circle.middle(), &apart).filter(|_| free) {
            let moved = moved_away(circle.middle(), apart[at].middle(), far);
            if far >= MOVABLE && squares.nearest(moved, &apart).is_none() {
                (circle.x, circle.y) = (moved.x, moved.y);
            } else if apart[at].choice == Choice::Free {
                apart[at].others.push(circle.place);
                continue;
            }
        }
        let (column, row) = squares.square(circle.middle());
        squares.filled[row * squares.columns + column].push(apart.len());
        apart.push(circle);
    }
    apart
}

/// Circles by the square of [`APART`] pixels that they stand in: what is nearer than that to a
/// circle stands in the same square or one around it. That holds too for what stands outside the
/// view, which counts to the nearest square inside.
struct Squares {
    filled: Vec<Vec<usize>>,
    columns: usize,
    rows: usize,
}

impl Squares {
    fn over(view: &View) -> Squares {
        let squares = |side: f64| (side / APART).ceil().max(1.0) as usize;
        let (columns, rows) = (squares(view.width), squares(view.height));
        Squares { filled: vec![Vec::new(); columns * rows], columns, rows }
    }

    /// The square that a point stands in: column and row.
    fn square(&self, at: Point) -> (usize, usize) {
        // What is less than 0 becomes 0.
        let number = |along: f64, squares: usize| ((along / APART) as usize).min(squares - 1);
        (number(at.x, self.columns), number(at.y, self.rows))
    }

    /// Which of those circles is nearest to a point, and how many pixels away; `None` where all
    /// are [`APART`] from it.
    fn nearest(&self, at: Point, apart: &[Marker]) -> Option<(usize, f64)> {
        let (column, row) = self.square(at);
        let rows = row.saturating_sub(1)..(row + 2).min(self.rows);
        let columns = column.saturating_sub(1)..(column + 2).min(self.columns);
        let squares = rows.flat_map(|row| {
            &self.filled[row * self.columns + columns.start..row * self.columns + columns.end]
        });
        let near = squares.flatten().map(|&n| (n, apart[n].middle().distance(at)));
        let near = near.filter(|(_, far)| *far < APART);
        near.min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))
    }
}

/// A point moved along the line from another, so many pixels away, until both are apart.
fn moved_away(at: Point, other: Point, far: f64) -> Point {
    let by = (APART + 0.1) / far.max(1.0);
    Point { x: other.x + (at.x - other.x) * by, y: other.y + (at.y - other.y) * by }
}

/// Gives names their place, in this order.
fn place_names<'n>(seen: &mut [Marker], view: &View, name: impl Fn(PlaceId) -> &'n str) {
    let discs: Vec<(Point, f64)> = seen.iter().map(Marker::disc).collect();
    let mut taken: Vec<Rect> = Vec::new();
    for (n, marker) in seen.iter_mut().enumerate() {
        let width = text_width(&marker.written(name(marker.place)), NAME_SIZE);
        let free = |&(_, place): &(Label, Rect)| {
            let mut others = discs.iter().enumerate().filter(|(m, _)| *m != n);
            place.inside(view)
                && !taken.iter().any(|other| place.meets(other))
                && !others.any(|(_, &(middle, r))| place.meets_disc(middle, r))
        };
        if let Some((label, place)) = candidates(marker, width).into_iter().find(free) {
            marker.label = Some(label);
            taken.push(place);
        }
    }
}

/// Finds out which numbers can be read: those that fit, with no later circle over them.
fn judge_numbers(markers: &mut [Marker]) {
    let discs: Vec<(Point, f64)> = markers.iter().map(Marker::disc).collect();
    for (n, marker) in markers.iter_mut().enumerate() {
        let number = number_place(marker);
        let covered = discs[n + 1..].iter().any(|&(middle, r)| number.meets_disc(middle, r));
        marker.number_fits = number.right - number.left <= 2.0 * marker.r - 4.0 && !covered;
    }
}

impl Marker {
    /// What is written beside the circle of a place of this name: of several places that share it,
    /// how many more there are too.
    pub fn written(&self, name: &str) -> String {
        match self.others.len() {
            0 => name.to_owned(),
            others => format!("{name} +{others}"),
        }
    }

    fn middle(&self) -> Point {
        Point { x: self.x, y: self.y }
    }

    fn disc(&self) -> (Point, f64) {
        (self.middle(), self.r)
    }
}

/// The marker to go to with a key; with an arrow the nearest one that lies within 45° of that
/// direction, or else the nearest on that side. `None` at the end, or if `from` is not among the
/// markers.
pub fn next(markers: &[Marker], from: PlaceId, go: Go) -> Option<PlaceId> {
    let by_count = |marker: &&Marker| (Reverse(marker.count), marker.place);
    let start = markers.iter().find(|marker| marker.place == from)?;
    let beyond = markers.iter().filter_map(|marker| {
        let (dx, dy) = (marker.x - start.x, marker.y - start.y);
        let (ahead, aside) = match go {
            // Not by where they stand.
            Go::First | Go::Last => return None,
            Go::Left => (-dx, dy),
            Go::Right => (dx, dy),
            Go::Up => (-dy, dx),
            Go::Down => (dy, dx),
        };
        let in_cone = ahead >= aside.abs();
        (ahead > 0.0).then(|| (!in_cone, dx.hypot(dy), marker.place))
    });
    let best = |a: &(bool, f64, PlaceId), b: &(bool, f64, PlaceId)| {
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2))
    };
    match go {
        Go::First => markers.iter().min_by_key(by_count).map(|marker| marker.place),
        Go::Last => markers.iter().max_by_key(by_count).map(|marker| marker.place),
        _ => beyond.min_by(best).map(|(_, _, place)| place),
    }
}

/// The circle of a city, with nothing written in it or beside it.
fn circle(city: &Spot, largest: u32, view: &View) -> Marker {
    let at = view.to_screen_point(city.at);
    Marker {
        place: city.place,
        others: Vec::new(),
        choice: city.choice,
        x: at.x,
        y: at.y,
        r: radius(city, largest),
        count: city.count,
        number_fits: false,
        label: None,
    }
}

/// Where the number stands: in the middle of the circle.
fn number_place(marker: &Marker) -> Rect {
    let half = text_width(&marker.count.to_string(), NUMBER_SIZE) / 2.0;
    let (x, y) = (marker.x, marker.y);
    let tall = NUMBER_SIZE / 2.0;
    Rect { left: x - half, right: x + half, top: y - tall, bottom: y + tall }
}

/// The radius in pixels: area by count.
fn radius(city: &Spot, largest: u32) -> f64 {
    let root = |count: u32| f64::from(count).sqrt();
    let per_root = (MAX_RADIUS / root(largest.max(1))).min(MIN_RADIUS);
    (per_root * root(city.count)).max(MIN_RADIUS)
}

fn reaches_into(city: &Spot, largest: u32, view: &View) -> bool {
    let (at, r) = (view.to_screen_point(city.at), radius(city, largest));
    (-r..=view.width + r).contains(&at.x) && (-r..=view.height + r).contains(&at.y)
}

/// The places a name may have, best first.
fn candidates(marker: &Marker, width: f64) -> [(Label, Rect); 4] {
    // Letters stand on the line with three quarters of their size and hang below it with one.
    let (up, down) = (NAME_SIZE * 0.75, NAME_SIZE * 0.25);
    let away = marker.r + GAP;
    let label = |x: f64, y: f64, anchor: Anchor| {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let place = Rect { left, right: left + width, top: y - up, bottom: y + down };
        (Label { x, y, anchor }, place)
    };
    let middle = marker.y + (up - down) / 2.0;
    [
        label(marker.x + away, middle, Anchor::Start),
        label(marker.x - away, middle, Anchor::End),
        label(marker.x, marker.y - away - down, Anchor::Middle),
        label(marker.x, marker.y + away + up, Anchor::Middle),
    ]
}

/// A box in pixels.
#[derive(Clone, Copy)]
struct Rect {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Rect {
    fn meets(&self, other: &Rect) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn meets_disc(&self, middle: Point, r: f64) -> bool {
        let dx = middle.x - middle.x.clamp(self.left, self.right);
        let dy = middle.y - middle.y.clamp(self.top, self.bottom);
        dx * dx + dy * dy < r * r
    }

    fn inside(&self, view: &View) -> bool {
        self.left >= 0.0
            && self.top >= 0.0
            && self.right <= view.width
            && self.bottom <= view.height
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::mercator::project;
    use proptest::prelude::*;

    fn city(number: u32, lat: f64, lon: f64, count: u32) -> Spot {
        Spot { place: PlaceId(number), at: project(lat, lon), count, choice: Choice::Free }
    }

    /// All of them have the same name.
    fn markers(cities: &[Spot], view: &View) -> Vec<Marker> {
        super::markers(cities, view, |_| "Zaporizja")
    }

    fn view() -> View {
        View::fit(&[(51.0, 24.0), (46.0, 38.0)], 900.0, 600.0, 30.0)
    }

    #[test]
    fn area_grows_with_the_count_and_the_smallest_can_be_hit() {
        let cities = [city(0, 50.0, 30.0, 100), city(1, 48.0, 30.0, 25), city(2, 46.5, 30.0, 1)];
        let radii: Vec<f64> = markers(&cities, &view()).iter().map(|m| m.r).collect();
        assert_eq!(radii, [34.0, 17.0, MIN_RADIUS]);
    }

    #[test]
    fn a_few_single_items_do_not_make_huge_circles() {
        let cities = [city(0, 50.0, 30.0, 1), city(1, 48.0, 30.0, 1)];
        assert!(markers(&cities, &view()).iter().all(|marker| marker.r == MIN_RADIUS));
    }

    #[test]
    fn a_name_goes_left_when_a_neighbour_stands_right() {
        let cities = [city(0, 49.0, 30.0, 2), city(1, 49.0, 30.7, 1)];
        let placed = markers(&cities, &view());
        assert_eq!(placed[0].label.unwrap().anchor, Anchor::End);
        assert_eq!(placed[1].label.unwrap().anchor, Anchor::Start);
    }

    #[test]
    fn a_number_too_long_for_its_circle_is_said_not_to_fit() {
        let cities = [city(0, 49.0, 30.0, 20_000), city(1, 48.0, 33.0, 1_000)];
        let placed = markers(&cities, &view());
        assert!(placed[0].number_fits && !placed[1].number_fits);
    }

    #[test]
    fn a_number_under_another_circle_is_not_shown() {
        // A circle that the query speaks of is not merged.
        let over = Spot { choice: Choice::Chosen, ..city(1, 49.0, 30.1, 1) };
        let placed = markers(&[city(0, 49.0, 30.0, 9), over], &view());
        assert!(!placed[0].number_fits && placed[1].number_fits);
    }

    #[test]
    fn near_circles_are_one_and_say_how_many_until_one_zooms_in() {
        let near = [city(0, 49.0, 30.0, 9), city(1, 49.0, 30.1, 5), city(2, 49.1, 30.1, 7)];
        let [ref one] = markers(&near, &view())[..] else { panic!("three merge into one") };
        assert_eq!((one.place, one.count), (PlaceId(0), 9));
        assert_eq!(one.written("Kiev"), "Kiev +2");
        assert_eq!(one.others, [PlaceId(2), PlaceId(1)]);
        let close = view().zoom(12.0, view().to_screen(49.0, 30.0));
        assert_eq!(markers(&near, &close).len(), 3);
        let chosen = near.map(|near| Spot { choice: Choice::Excluded, ..near });
        assert_eq!(markers(&chosen, &view()).len(), 3);
    }

    #[test]
    fn arrows_go_to_the_neighbour_in_their_direction() {
        let cities = [
            city(0, 49.0, 31.0, 1),
            city(1, 49.2, 33.0, 3),
            city(2, 50.5, 31.2, 2),
            city(3, 49.1, 36.0, 1),
        ];
        let placed = markers(&cities, &view());
        let from = |place, go| next(&placed, PlaceId(place), go);
        assert_eq!(from(0, Go::Right), Some(PlaceId(1)));
        assert_eq!(from(1, Go::Right), Some(PlaceId(3)));
        assert_eq!(from(0, Go::Up), Some(PlaceId(2)));
        assert_eq!(from(3, Go::Left), Some(PlaceId(1)));
        assert_eq!(from(3, Go::Right), None);
        assert_eq!(from(9, Go::Right), None);
        assert_eq!(from(3, Go::First), Some(PlaceId(1)));
        assert_eq!(from(0, Go::Last), Some(PlaceId(3)));
    }

    fn any_cities() -> impl Strategy<Value = Vec<Spot>> {
        let one = (44.0..53.0f64, 20.0..42.0f64, 1..500u32);
        prop::collection::vec(one, 0..40).prop_map(|many| {
            let number = |(n, (lat, lon, count))| city(n as u32, lat, lon, count);
            many.into_iter().enumerate().map(number).collect()
        })
    }

    /// The box of a label, from what the view is told.
    fn place(label: Label) -> Rect {
        let width = text_width("Zaporizja", NAME_SIZE);
        let left = match label.anchor {
            Anchor::Start => label.x,
            Anchor::Middle => label.x - width / 2.0,
            Anchor::End => label.x - width,
        };
        Rect {
            left,
            right: left + width,
            top: label.y - NAME_SIZE * 0.75,
            bottom: label.y + NAME_SIZE * 0.25,
        }
    }

    proptest! {
        #[test]
        fn no_name_covers_a_name_or_a_circle_or_leaves_the_view(cities in any_cities()) {
            let view = view();
            let placed = markers(&cities, &view);
            let boxes: Vec<(usize, Rect)> = placed.iter().enumerate()
                .filter_map(|(n, m)| m.label.map(|label| (n, place(label)))).collect();
            for (n, (owner, one)) in boxes.iter().enumerate() {
                prop_assert!(one.inside(&view));
                prop_assert!(boxes[n + 1..].iter().all(|(_, other)| !one.meets(other)));
                for (m, marker) in placed.iter().enumerate().filter(|(m, _)| m != owner) {
                    let middle = Point { x: marker.x, y: marker.y };
                    prop_assert!(!one.meets_disc(middle, marker.r), "{owner} covers {m}");
                }
            }
        }

        #[test]
        fn every_city_has_a_circle_and_circles_can_be_hit_apart(cities in any_cities()) {
            let placed = markers(&cities, &view());
            let mut places: Vec<PlaceId> = placed.iter()
                .flat_map(|m| m.others.iter().copied().chain([m.place])).collect();
            places.sort_unstable();
            let largest = cities.iter().map(|city| city.count).max().unwrap_or(0);
            let reach = |city: &&Spot| reaches_into(city, largest, &view());
            let reach: Vec<PlaceId> = cities.iter().filter(reach).map(|c| c.place).collect();
            prop_assert_eq!(places, reach);
            for (n, one) in placed.iter().enumerate() {
                for other in &placed[n + 1..] {
                    prop_assert!(one.middle().distance(other.middle()) >= APART);
                }
            }
        }

        #[test]
        fn the_order_of_the_cities_does_not_matter(cities in any_cities()) {
            let mut turned = cities.clone();
            turned.reverse();
            prop_assert_eq!(markers(&cities, &view()), markers(&turned, &view()));
        }

        #[test]
        fn an_arrow_always_goes_its_way(cities in any_cities(), from in 0..40u32) {
            let placed = markers(&cities, &view());
            let at = |place| placed.iter().find(|marker| marker.place == place).unwrap();
            if let Some(to) = next(&placed, PlaceId(from), Go::Up) {
                prop_assert!(at(to).y < at(PlaceId(from)).y);
            }
        }
    }
}
