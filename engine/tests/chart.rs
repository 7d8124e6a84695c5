//! What readers rely on in the base map as it is shipped.

use engine::chart::mercator::{WORLD, project};
use engine::chart::{BaseMap, Layer};
use proptest::prelude::*;

const BYTES: &[u8] = include_bytes!("../../data/basemap.bin");

const LAYERS: [Layer; 5] =
    [Layer::Land, Layer::Borders, Layer::Regions, Layer::Lakes, Layer::Rivers];

fn map() -> BaseMap {
    BaseMap::open(BYTES).expect("the base map opens")
}

fn country(lat: f64, lon: f64) -> Option<String> {
    let code = map().country_at(lat, lon)?;
    Some(String::from_utf8_lossy(&code).into_owned())
}

/// The points of SVG path data as [`BaseMap::path`] writes it, a list for every line.
fn lines(path: &str) -> Vec<Vec<(i32, i32)>> {
    let line = |data: &str| {
        let spaced = data.replace('-', " -").replace(['l', 'z'], " ");
        let numbers: Vec<i32> =
            spaced.split_whitespace().map(|number| number.parse().expect("a number")).collect();
        let mut at = (0, 0);
        let step = |pair: &[i32]| {
            at = (at.0 + pair[0], at.1 + pair[1]);
            at
        };
        numbers.chunks(2).map(step).collect()
    };
    path.split('M').skip(1).map(line).collect()
}

#[test]
fn crimea_is_ukraine() {
    for (lat, lon) in [(45.2, 34.1), (44.95, 34.10), (45.35, 36.40), (44.59, 33.55)] {
        assert_eq!(country(lat, lon).as_deref(), Some("UA"), "{lat} {lon}");
    }
    // Over the strait of Kerch it ends.
    assert_eq!(country(45.2, 37.5).as_deref(), Some("RU"));
}

#[test]
fn cities_lie_in_their_countries() {
    let cities = [
        (50.45, 30.52, "UA"),
        (48.62, 22.30, "UA"),
        (49.99, 36.23, "UA"),
        (48.57, 39.31, "UA"),
        (50.60, 36.59, "RU"),
        (46.84, 29.63, "MD"),
        (52.10, 23.70, "BY"),
        (54.71, 20.51, "RU"),
        (67.0, 175.0, "RU"),
        (66.0, -172.0, "RU"),
        (52.37, 4.90, "NL"),
        (42.66, 21.16, "XK"),
        (-29.31, 27.48, "LS"),
        (41.90, 12.48, "IT"),
        (-80.0, 0.0, "AQ"),
    ];
    for (lat, lon, code) in cities {
        assert_eq!(country(lat, lon).as_deref(), Some(code), "{lat} {lon}");
    }
}

#[test]
fn the_sea_is_nobodys() {
    for (lat, lon) in [(43.5, 34.0), (46.2, 36.8), (0.0, 0.0), (42.0, 50.5)] {
        assert_eq!(country(lat, lon), None, "{lat} {lon}");
    }
}

#[test]
fn no_line_runs_across_the_world() {
    for layer in LAYERS {
        for line in lines(&map().path(layer)) {
            for pair in line.windows(2) {
                let along_the_south = pair[0].1 == WORLD as i32 && pair[1].1 == WORLD as i32;
                let long = (pair[1].0 - pair[0].0).abs() > WORLD as i32 / 8;
                assert!(!long || along_the_south, "{layer:?}: {pair:?}");
            }
        }
    }
}

#[test]
fn every_layer_lies_in_the_world_and_land_and_lakes_are_closed() {
    for layer in LAYERS {
        let path = map().path(layer);
        let drawn = lines(&path);
        assert!(!drawn.is_empty(), "{layer:?}");
        let world = 0..=WORLD as i32;
        let inside = |&(x, y): &(i32, i32)| world.contains(&x) && world.contains(&y);
        assert!(drawn.iter().flatten().all(inside), "{layer:?}");
        let closed = matches!(layer, Layer::Land | Layer::Lakes);
        assert_eq!(path.matches('z').count(), if closed { drawn.len() } else { 0 }, "{layer:?}");
    }
}

#[test]
fn rivers_run_where_they_do() {
    let rivers = lines(&map().path(Layer::Rivers));
    for (name, lat, lon) in [
        ("Dnipro at Kherson", 46.63, 32.6),
        ("Rhine at Cologne", 50.94, 6.97),
        ("Dnipro at Kyiv", 50.45, 30.57),
        ("Nile at Khartoum", 15.65, 32.5),
        ("Ob at Novosibirsk", 55.0, 82.93),
        ("Mississippi at Memphis", 35.14, -90.07),
    ] {
        let at = project(lat, lon);
        // A quarter of a degree: far away the map is coarse.
        let near = project(lat, lon + 0.25).x - at.x;
        let runs = |line: &Vec<(i32, i32)>| {
            line.windows(2).any(|pair| {
                let [a, b] = [pair[0], pair[1]].map(|(x, y)| (f64::from(x), f64::from(y)));
                let (dx, dy) = (b.0 - a.0, b.1 - a.1);
                let along = ((at.x - a.0) * dx + (at.y - a.1) * dy) / (dx * dx + dy * dy);
                let along = along.clamp(0.0, 1.0);
                (at.x - a.0 - along * dx).hypot(at.y - a.1 - along * dy) < near
            })
        };
        assert!(rivers.iter().any(runs), "{name}");
    }
}

#[test]
fn the_border_of_crimea_is_that_of_a_province() {
    let (north_west, south_east) = (project(46.25, 33.55), project(46.05, 33.85));
    // Whether a line has a point on the isthmus of Perekop.
    let isthmus = |line: &Vec<(i32, i32)>| {
        line.iter().any(|&(x, y)| {
            (north_west.x..south_east.x).contains(&x.into())
                && (north_west.y..south_east.y).contains(&y.into())
        })
    };
    assert!(lines(&map().path(Layer::Regions)).iter().any(isthmus));
    assert!(!lines(&map().path(Layer::Borders)).iter().any(isthmus));
}

#[test]
fn what_is_shipped_is_what_it_encodes_to() {
    assert_eq!(map().encode(), BYTES);
}

proptest! {
    #[test]
    fn a_damaged_map_is_refused(at in 0..BYTES.len(), flip in 1..=255u8, cut in 0..100usize) {
        let mut bytes = BYTES.to_vec();
        bytes[at] ^= flip;
        prop_assert!(BaseMap::open(&bytes).is_err());
        prop_assert!(BaseMap::open(&BYTES[..BYTES.len() - 1 - cut]).is_err());
    }
}
