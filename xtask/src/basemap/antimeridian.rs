//! Cuts what runs across 180° east, so that every ring lies in one flat world.
//!
//! The source lets a ring jump from one edge of the world to the other (Chukotka, Fiji), or run
//! once around a pole (Antarctica). Each piece is closed along the edge instead.

use super::topojson::{Degrees, Topology};
use engine::chart::base_map::ArcUse;

/// Cuts all rings of the topology.
pub fn cut(topology: &mut Topology) {
    let mut arcs = Vec::new();
    let pieces: Vec<Vec<u32>> = topology
        .arcs
        .iter()
        .map(|arc| pieces(arc).into_iter().map(|piece| added(&mut arcs, piece)).collect())
        .collect();
    for polygon in topology.areas.iter_mut().flat_map(|area| &mut area.polygons) {
        *polygon = polygon.iter().flat_map(|ring| closed(ring, &pieces, &mut arcs)).collect();
    }
    topology.arcs = arcs;
}

/// Adds a line and gives its number.
fn added(arcs: &mut Vec<Degrees>, line: Degrees) -> u32 {
    arcs.push(line);
    arcs.len() as u32 - 1
}

/// The parts of a line between its jumps, each up to the edge of the world.
fn pieces(line: &Degrees) -> Vec<Degrees> {
    let mut pieces = vec![vec![line[0]]];
    for pair in line.windows(2) {
        let ((from_lon, from_lat), (to_lon, to_lat)) = (pair[0], pair[1]);
        if (to_lon - from_lon).abs() > 180.0 {
            let edge = 180f64.copysign(from_lon);
            let (before, after) = (edge - from_lon, to_lon + edge);
            let way = if before + after == 0.0 { 0.0 } else { before / (before + after) };
            let lat = from_lat + (to_lat - from_lat) * way;
            pieces.last_mut().into_iter().for_each(|piece| piece.push((edge, lat)));
            pieces.push(vec![(-edge, lat)]);
        }
        pieces.last_mut().into_iter().for_each(|piece| piece.push(pair[1]));
    }
    pieces.iter_mut().for_each(Vec::dedup);
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// The rings that a ring falls into, over the pieces of its arcs.
fn closed(ring: &[ArcUse], pieces: &[Vec<u32>], arcs: &mut Vec<Degrees>) -> Vec<Vec<ArcUse>> {
    let mut uses: Vec<ArcUse> = Vec::new();
    for used in ring {
        let parts = pieces[used.arc as usize].iter().map(|&arc| ArcUse { arc, ..*used });
        if used.backwards { uses.extend(parts.rev()) } else { uses.extend(parts) }
    }
    let jump = |uses: &[ArcUse], n: usize| {
        let before = uses[(n + uses.len() - 1) % uses.len()];
        ends(arcs, before).1 != ends(arcs, uses[n]).0
    };
    let Some(first) = (0..uses.len()).find(|&n| jump(&uses, n)) else { return vec![uses] };
    uses.rotate_left(first);
    let mut chains: Vec<Vec<ArcUse>> = Vec::new();
    for n in 0..uses.len() {
        if jump(&uses, n) {
            chains.push(Vec::new());
        }
        chains.last_mut().into_iter().for_each(|chain| chain.push(uses[n]));
    }
    for chain in &mut chains {
        let (start, end) = (ends(arcs, chain[0]).0, ends(arcs, chain[chain.len() - 1]).1);
        if start != end {
            let arc = added(arcs, along_the_edge(end, start));
            chain.push(ArcUse { arc, backwards: false });
        }
    }
    chains
}

/// The first and last point of an arc in the order of its use.
fn ends(arcs: &[Degrees], used: ArcUse) -> ((f64, f64), (f64, f64)) {
    let arc = &arcs[used.arc as usize];
    let (first, last) = (arc[0], arc[arc.len() - 1]);
    if used.backwards { (last, first) } else { (first, last) }
}

/// From one point of the edge to another: straight, or past the pole that lies nearer.
fn along_the_edge(from: (f64, f64), to: (f64, f64)) -> Degrees {
    if from.0 == to.0 {
        return vec![from, to];
    }
    let pole = 90f64.copysign(from.1);
    vec![from, (from.0, pole), (to.0, pole), to]
}

#[cfg(test)]
mod tests {
    use super::super::topojson::Area;
    use super::*;

    /// The rings that one closed line falls into, as points.
    fn rings(line: &[(f64, f64)]) -> Vec<Degrees> {
        let ring = vec![ArcUse { arc: 0, backwards: false }];
        let area = Area { name: "Test".to_owned(), polygons: vec![vec![ring]] };
        let mut topology = Topology { arcs: vec![line.to_vec()], areas: vec![area] };
        cut(&mut topology);
        let points = |ring: &Vec<ArcUse>| {
            let mut points: Degrees =
                ring.iter().flat_map(|used| topology.arcs[used.arc as usize].clone()).collect();
            points.dedup();
            points
        };
        topology.areas[0].polygons[0].iter().map(points).collect()
    }

    #[test]
    fn a_ring_inside_the_world_stays() {
        let island = [(30.0, 50.0), (31.0, 50.0), (31.0, 51.0), (30.0, 50.0)];
        assert_eq!(rings(&island), [island]);
    }

    #[test]
    fn an_island_on_the_edge_becomes_two() {
        let fiji =
            [(179.0, -16.0), (-179.0, -16.0), (-179.0, -18.0), (179.0, -18.0), (179.0, -16.0)];
        let west = vec![
            (-180.0, -16.0),
            (-179.0, -16.0),
            (-179.0, -18.0),
            (-180.0, -18.0),
            (-180.0, -16.0),
        ];
        let east =
            vec![(180.0, -18.0), (179.0, -18.0), (179.0, -16.0), (180.0, -16.0), (180.0, -18.0)];
        assert_eq!(rings(&fiji), [west, east]);
    }

    #[test]
    fn a_ring_around_the_pole_is_closed_past_it() {
        let antarctica = [(0.0, -70.0), (120.0, -70.0), (-120.0, -70.0), (0.0, -70.0)];
        let flat = vec![
            (-180.0, -70.0),
            (-120.0, -70.0),
            (0.0, -70.0),
            (120.0, -70.0),
            (180.0, -70.0),
            (180.0, -90.0),
            (-180.0, -90.0),
            (-180.0, -70.0),
        ];
        assert_eq!(rings(&antarctica), [flat]);
    }
}
