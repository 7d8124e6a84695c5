//! Leaves out the corners of a line that nobody would miss.

use engine::chart::mercator::Point;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The points of a line whose corner is at least as large as `smallest` asks for at that point;
/// the two ends always stay, and of a closed line two more.
///
/// M. Visvalingam, J. D. Whyatt: *Line generalisation by repeated elimination of points*, 1993.
/// The point whose triangle with its neighbours is smallest is taken away, again and again; the
/// area when its turn comes, never less than that of a point before it, is the size of its corner.
pub fn simplified(line: &[Point], smallest: impl Fn(Point) -> f64) -> Vec<Point> {
    let sizes = corner_sizes(line);
    let closed = line.first() == line.last();
    let mut largest: Vec<f64> = sizes.clone();
    largest.sort_by(|a, b| b.total_cmp(a));
    // The ends are infinite; a ring keeps the two largest corners between them.
    let always = if closed { largest.get(3).copied().unwrap_or(0.0) } else { f64::INFINITY };
    let stays = |n: usize| sizes[n] >= always || sizes[n] >= smallest(line[n]);
    (0..line.len()).filter(|&n| stays(n)).map(|n| line[n]).collect()
}

/// Area that a closed line encloses, whichever way it runs (the shoelace formula).
pub fn ring_area(ring: &[Point]) -> f64 {
    let twice: f64 = ring.windows(2).map(|p| p[0].x * p[1].y - p[1].x * p[0].y).sum();
    twice.abs() / 2.0
}

/// The size of the corner at each point; infinite at the ends.
fn corner_sizes(line: &[Point]) -> Vec<f64> {
    let mut sizes = vec![f64::INFINITY; line.len()];
    let last = line.len().saturating_sub(1);
    let mut before: Vec<usize> = (0..line.len()).map(|n| n.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (1..=line.len()).collect();
    let mut now = sizes.clone();
    let mut heap = BinaryHeap::new();
    for n in 1..last {
        now[n] = triangle(line[n - 1], line[n], line[n + 1]);
        heap.push(Reverse((Ordered(now[n]), n)));
    }
    let mut so_far: f64 = 0.0;
    while let Some(Reverse((Ordered(area), n))) = heap.pop() {
        let outdated = area != now[n] || sizes[n].is_finite();
        if outdated {
            continue;
        }
        so_far = so_far.max(area);
        sizes[n] = so_far;
        let (left, right) = (before[n], after[n]);
        after[left] = right;
        before[right] = left;
        for m in [left, right].into_iter().filter(|&m| m != 0 && m != last) {
            now[m] = triangle(line[before[m]], line[m], line[after[m]]);
            heap.push(Reverse((Ordered(now[m]), m)));
        }
    }
    sizes
}

fn triangle(a: Point, b: Point, c: Point) -> f64 {
    ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)).abs() / 2.0
}

/// A number with the total order of IEEE 754.
#[derive(Clone, Copy, PartialEq)]
struct Ordered(f64);

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Ordered) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Ordered) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    #[test]
    fn a_bump_goes_and_a_bend_stays() {
        let road = line(&[(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0)]);
        let kept = simplified(&road, |_| 1.0);
        assert_eq!(kept, line(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]));
    }

    #[test]
    fn detail_may_differ_along_one_line() {
        let coast =
            line(&[(0.0, 0.0), (1.0, 1.0), (2.0, 0.0), (8.0, 0.0), (9.0, 1.0), (10.0, 0.0)]);
        let fine_in_the_west = |point: Point| if point.x < 5.0 { 0.1 } else { 100.0 };
        let kept = simplified(&coast, fine_in_the_west);
        assert_eq!(kept, line(&[(0.0, 0.0), (1.0, 1.0), (2.0, 0.0), (10.0, 0.0)]));
    }

    #[test]
    fn a_ring_stays_a_ring_however_coarse() {
        let ring = line(&[(0.0, 0.0), (9.0, 1.0), (8.0, 7.0), (4.0, 8.0), (0.0, 6.0), (0.0, 0.0)]);
        let kept = simplified(&ring, |_| 1e9);
        assert_eq!(kept, line(&[(0.0, 0.0), (9.0, 1.0), (8.0, 7.0), (0.0, 0.0)]));
    }

    #[test]
    fn a_square_has_the_area_of_its_side_times_itself() {
        let square = line(&[(1.0, 1.0), (5.0, 1.0), (5.0, 5.0), (1.0, 5.0), (1.0, 1.0)]);
        assert_eq!(ring_area(&square), 16.0);
    }
}
