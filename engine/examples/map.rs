//! Draws the base map with a few towns as SVG, to be looked at:
//! `cargo run -p engine --example map -- ukraine > map.svg` (or `crimea`, `europe`,
//! `world`, `netherlands`).

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an example is a program around the engine"
)]

use engine::chart::mercator::project;
use engine::chart::{BaseMap, Caption, Marker, Spot, View, map_picture, markers};
use engine::ids::PlaceId;
use engine::query::Choice;

const SIZE: (f64, f64) = (1200.0, 800.0);

const TOWNS: [(&str, f32, f32, u32); 8] = [
    ("Kyiv", 50.4547, 30.5238, 40),
    ("Zaporizja", 47.8229, 35.1903, 9),
    ("Marioepol", 47.0951, 37.5413, 12),
    ("Charkov", 49.9808, 36.2527, 7),
    ("Boetsja", 50.5432, 30.2120, 5),
    ("Sebastopol", 44.6054, 33.5221, 2),
    ("Moskou", 55.7522, 37.6156, 6),
    ("Den Haag", 52.0767, 4.2986, 1),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let map = BaseMap::open(include_bytes!("../../data/basemap.bin"))?;
    let corners: &[(f32, f32)] = match std::env::args().nth(1).as_deref() {
        None | Some("ukraine") => &[(44.0, 21.0), (53.0, 41.0)],
        Some("europe") => &[],
        Some("world") => &[(-70.0, -180.0), (80.0, 180.0)],
        Some("crimea") => &[(44.3, 32.4), (46.5, 36.7)],
        Some("netherlands") => &[(51.0, 3.5), (53.5, 7.0)],
        Some(other) => return Err(format!("no view is called {other:?}").into()),
    };
    println!("{}", picture(&map, &View::fit(corners, SIZE.0, SIZE.1, 0.0)));
    Ok(())
}

/// The map and the towns in one view.
fn picture(map: &BaseMap, view: &View) -> String {
    let town = |(n, &(_, lat, lon, count)): (usize, &(&str, f32, f32, u32))| Spot {
        place: PlaceId(n as u32),
        at: project(lat.into(), lon.into()),
        count,
        choice: Choice::Free,
    };
    let cities: Vec<Spot> = TOWNS.iter().enumerate().map(town).collect();
    let name = |place: PlaceId| TOWNS[place.index()].0;
    let markers = markers(&cities, view, name);
    let label = |marker: &Marker| name(marker.place).to_owned();
    map_picture(map, view, &markers, label, &Caption::default()).svg
}
