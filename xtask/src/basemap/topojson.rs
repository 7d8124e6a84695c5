//! Reads the countries, or the rivers, of a TopoJSON file (<https://github.com/topojson/topojson-specification>).

use super::Result;
use engine::chart::base_map::ArcUse;
use serde::Deserialize;

/// A line of degrees east and north.
pub type Degrees = Vec<(f64, f64)>;

/// Rings of arcs: the outline first, then the holes.
pub type Polygon = Vec<Vec<ArcUse>>;

/// Areas that share their borders.
pub struct Topology {
    /// The lines, in degrees east and north.
    pub arcs: Vec<Degrees>,
    /// What they enclose, in the order of the file.
    pub areas: Vec<Area>,
}

/// A country, or a part of the world that the source tells apart like one.
pub struct Area {
    /// Its name in the source.
    pub name: String,
    /// Its parts.
    pub polygons: Vec<Polygon>,
}

#[derive(Deserialize)]
struct File<O> {
    transform: Transform,
    arcs: Vec<Vec<(i64, i64)>>,
    objects: O,
}

#[derive(Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

#[derive(Deserialize)]
struct Areas {
    countries: Collection<Geometry>,
}

#[derive(Deserialize)]
struct Rivers {
    rivers: Collection<Course>,
}

#[derive(Deserialize)]
struct Collection<G> {
    geometries: Vec<G>,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Course {
    LineString(Vec<i32>),
    MultiLineString(Vec<Vec<i32>>),
}

#[derive(Deserialize)]
struct Geometry {
    properties: Properties,
    #[serde(flatten)]
    shape: Shape,
}

#[derive(Deserialize)]
struct Properties {
    name: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Shape {
    Polygon(Vec<Vec<i32>>),
    MultiPolygon(Vec<Vec<Vec<i32>>>),
}

/// Reads the object `countries` of a quantised topology.
pub fn read(bytes: &[u8]) -> Result<Topology> {
    let file: File<Areas> = serde_json::from_slice(bytes)
        .map_err(|error| format!("the TopoJSON file of countries: {error}"))?;
    let arcs = file.arcs.iter().map(|arc| degrees(arc, &file.transform)).collect();
    let areas = file.objects.countries.geometries.into_iter().map(area).collect();
    Ok(Topology { arcs, areas })
}

/// The lines of the object `rivers` of a quantised topology.
pub fn read_rivers(bytes: &[u8]) -> Result<Vec<Degrees>> {
    let file: File<Rivers> = serde_json::from_slice(bytes)
        .map_err(|error| format!("the TopoJSON file of rivers: {error}"))?;
    let courses = file.objects.rivers.geometries.into_iter().flat_map(|course| match course {
        Course::LineString(course) => vec![course],
        Course::MultiLineString(courses) => courses,
    });
    let arc = |number| {
        let used = arc_use(number);
        let mut arc = degrees(&file.arcs[used.arc as usize], &file.transform);
        if used.backwards {
            arc.reverse();
        }
        arc
    };
    Ok(courses.map(|course| course.into_iter().flat_map(arc).collect()).collect())
}

impl Topology {
    /// Whether a place (degrees north and east) lies in the outline of the polygon.
    pub fn holds(&self, polygon: &Polygon, (lat, lon): (f64, f64)) -> bool {
        let outline = polygon.iter().take(1).flatten().map(|used| &self.arcs[used.arc as usize]);
        let crosses = |s: &[(f64, f64)]| {
            let ((ax, ay), (bx, by)) = (s[0], s[1]);
            (ay > lat) != (by > lat) && lon < (bx - ax) * (lat - ay) / (by - ay) + ax
        };
        outline.flat_map(|arc| arc.windows(2)).filter(|s| crosses(s)).count() % 2 == 1
    }
}

/// The points of an arc: differences on a grid, added up.
fn degrees(arc: &[(i64, i64)], grid: &Transform) -> Degrees {
    let mut at = (0, 0);
    let point = |&(dx, dy): &(i64, i64)| {
        at = (at.0 + dx, at.1 + dy);
        (
            at.0 as f64 * grid.scale.0 + grid.translate.0,
            at.1 as f64 * grid.scale.1 + grid.translate.1,
        )
    };
    arc.iter().map(point).collect()
}

fn area(geometry: Geometry) -> Area {
    let polygons = match geometry.shape {
        Shape::Polygon(rings) => vec![rings],
        Shape::MultiPolygon(polygons) => polygons,
    };
    let uses = |ring: Vec<i32>| ring.into_iter().map(arc_use).collect();
    let polygon = |rings: Vec<Vec<i32>>| rings.into_iter().map(uses).collect();
    Area { name: geometry.properties.name, polygons: polygons.into_iter().map(polygon).collect() }
}

/// `n` is arc n, its complement `!n` is the same backwards.
fn arc_use(number: i32) -> ArcUse {
    let backwards = number < 0;
    ArcUse { arc: if backwards { !number } else { number } as u32, backwards }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = r#"{
        "transform": { "scale": [0.5, 0.25], "translate": [10, 20] },
        "arcs": [[[0, 0], [4, 0], [0, 4]], [[0, 0], [0, 4], [4, 0]]],
        "objects": { "countries": { "geometries": [
            { "type": "Polygon", "id": "804", "properties": { "name": "Ukraine" }, "arcs": [[0, -2]] }
        ] } }
    }"#;

    #[test]
    fn arcs_are_added_up_and_turned_round() {
        let topology = read(SQUARE.as_bytes()).unwrap();
        assert_eq!(topology.arcs[0], [(10.0, 20.0), (12.0, 20.0), (12.0, 21.0)]);
        let ring = &topology.areas[0].polygons[0][0];
        assert_eq!(ring[1], ArcUse { arc: 1, backwards: true });
    }

    #[test]
    fn rivers_run_through_their_arcs() {
        let file = SQUARE.replace("countries", "rivers").replace("Polygon", "MultiLineString");
        let rivers = read_rivers(file.as_bytes()).unwrap();
        let corner = [(10.0, 20.0), (12.0, 20.0), (12.0, 21.0)];
        assert_eq!(rivers[0][..3], corner);
        assert_eq!(rivers[0][3..], [(12.0, 21.0), (10.0, 21.0), (10.0, 20.0)]);
    }

    #[test]
    fn a_place_is_inside_or_not() {
        let topology = read(SQUARE.as_bytes()).unwrap();
        let polygon = &topology.areas[0].polygons[0];
        assert!(topology.holds(polygon, (20.5, 11.0)));
        assert!(!topology.holds(polygon, (20.5, 13.0)));
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = read(b"{\"arcs\": []}").err().unwrap();
        assert!(error.contains("missing field"), "{error}");
    }
}
