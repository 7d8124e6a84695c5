//! Where the map opens: on what the collection is mostly about.

use super::markers::Spot;
use super::mercator::Point;
use super::view::View;
use crate::sort;

/// The share of all counts that the opening view shows, in percent. What lies far from the rest (a
/// president's home town, a foreign capital) is a zoom away and does not shrink the map.
const SHARE: u64 = 80;
/// Pixels kept free around the outermost cities.
const MARGIN: f64 = 44.0;

/// The view that shows at least [`SHARE`] percent of the counts: the cities nearest to the middle
/// one. The middle is the weighted median, north and east apart, which far places do not move.
pub fn home(cities: &[Spot], width: f64, height: f64) -> View {
    if cities.is_empty() {
        return View::fit(&[], width, height, MARGIN);
    }
    let middle = Point { x: weighted_median(cities, |p| p.x), y: weighted_median(cities, |p| p.y) };
    let mut placed: Vec<(f64, &Spot)> =
        cities.iter().map(|city| (city.at.distance(middle), city)).collect();
    sort::by(&mut placed, |a, b| a.0.total_cmp(&b.0).then(a.1.place.cmp(&b.1.place)));

    let all: u64 = cities.iter().map(weight).sum();
    let mut shown = 0;
    let core = placed.iter().take_while(|(_, city)| {
        let more = 100 * shown < SHARE * all;
        shown += weight(city);
        more
    });
    let core: Vec<Point> = core.map(|(_, city)| city.at).collect();
    View::around(&core, width, height, MARGIN)
}

fn weight(city: &Spot) -> u64 {
    u64::from(city.count)
}

/// The value below which half of the counts lie; 0 where there are no cities.
fn weighted_median(cities: &[Spot], of: fn(Point) -> f64) -> f64 {
    let mut values: Vec<(f64, u64)> = cities.iter().map(|c| (of(c.at), weight(c))).collect();
    sort::by(&mut values, |a, b| a.0.total_cmp(&b.0));
    let half = values.iter().map(|value| value.1).sum::<u64>().div_ceil(2);
    let mut below = 0;
    let reaches_half = |value: &&(f64, u64)| {
        below += value.1;
        below >= half
    };
    values.iter().find(reaches_half).map_or(0.0, |value| value.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::mercator::project;
    use crate::ids::PlaceId;
    use crate::query::Choice;

    fn city(number: u32, lat: f64, lon: f64, count: u32) -> Spot {
        Spot { place: PlaceId(number), at: project(lat, lon), count, choice: Choice::Free }
    }

    #[test]
    fn a_far_place_does_not_shrink_the_map() {
        let kyiv = city(0, 50.45, 30.52, 9);
        let mariupol = city(1, 47.1, 37.54, 8);
        let wilmington = city(2, 39.75, -75.55, 1);
        let with = home(&[kyiv, mariupol, wilmington], 600.0, 400.0);
        assert_eq!(with, home(&[kyiv, mariupol], 600.0, 400.0));
        assert!(with.visible(50.45, 30.52) && with.visible(47.1, 37.54));
        assert!(!with.visible(39.75, -75.55));
    }

    #[test]
    fn equal_halves_are_both_shown() {
        let view = home(&[city(0, 52.4, 4.9, 5), city(1, 50.45, 30.52, 5)], 600.0, 400.0);
        assert!(view.visible(52.4, 4.9) && view.visible(50.45, 30.52));
    }

    #[test]
    fn no_city_still_gives_a_map() {
        assert_eq!(home(&[], 600.0, 400.0), View::fit(&[], 600.0, 400.0, MARGIN));
    }
}
