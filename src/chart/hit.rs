//! What is under the pointer, inside a lasso, or next in a direction.

use super::{Area, Layout};
use crate::maths::sort_by;

/// Side of a cell in pixels.
const CELL: f64 = 24.0;

/// A direction an arrow key points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
}

/// Drawn marks by cell, for finding the nearest without looking at all.
#[derive(Clone, Debug, Default)]
pub struct HitGrid {
    columns: usize,
    rows: usize,
    /// Where the marks of each cell start in `members`; one entry more than there are cells.
    starts: Vec<u32>,
    members: Vec<u32>,
    widest: f64,
}

impl HitGrid {
    /// The grid of a layout.
    pub fn of(layout: &Layout) -> Self {
        let columns = libm::ceil(layout.frame.width / CELL).max(1.0) as usize;
        let rows = libm::ceil(layout.frame.height / CELL).max(1.0) as usize;
        let mut grid = Self {
            columns,
            rows,
            starts: vec![0; columns * rows + 1],
            members: Vec::new(),
            widest: 0.0,
        };
        grid.members = vec![0; layout.order.len()];
        let cell_of = |index: u32| {
            let mark = layout.marks[index as usize];
            let (column, row) = grid_cell(mark.x, mark.y, columns, rows);
            row * columns + column
        };
        for &index in &layout.order {
            grid.starts[cell_of(index) + 1] += 1;
            grid.widest = grid.widest.max(layout.marks[index as usize].radius);
        }
        for cell in 0..columns * rows {
            grid.starts[cell + 1] += grid.starts[cell];
        }
        let mut next = grid.starts.clone();
        for &index in &layout.order {
            let cell = cell_of(index);
            grid.members[next[cell] as usize] = index;
            next[cell] += 1;
        }
        grid
    }

    /// The mark under `at`, or the nearest within `reach` pixels of its edge. Of several the one whose edge
    /// is nearest wins, and of those that cover the point the smallest, which lies on top.
    pub fn nearest(&self, layout: &Layout, at: (f64, f64), reach: f64) -> Option<usize> {
        let far = self.widest + reach;
        let area = Area {
            left: at.0 - far,
            top: at.1 - far,
            right: at.0 + far,
            bottom: at.1 + far,
        };
        let mut best: Option<(f64, f64, usize)> = None;
        self.visit(area, |index| {
            let mark = layout.marks[index];
            let distance = libm::hypot(mark.x - at.0, mark.y - at.1);
            let gap = (distance - mark.radius).max(0.0);
            let rank = (gap, if gap == 0.0 { mark.radius } else { distance }, index);
            if gap <= reach && best.is_none_or(|best| rank < best) {
                best = Some(rank);
            }
        });
        best.map(|best| best.2)
    }

    /// Marks with their centre in `area`, in the order of the points.
    pub fn within(&self, layout: &Layout, area: Area) -> Vec<usize> {
        let mut found = Vec::new();
        self.visit(area, |index| {
            let mark = layout.marks[index];
            if area.contains((mark.x, mark.y)) {
                found.push(index);
            }
        });
        found.sort_unstable();
        found
    }

    /// Marks with their centre inside the polygon, in the order of the points.
    pub fn inside(&self, layout: &Layout, lasso: &[(f64, f64)]) -> Vec<usize> {
        let Some(&first) = lasso.first() else {
            return Vec::new();
        };
        let bounds = lasso
            .iter()
            .fold(Area::between(first, first), |bounds, point| Area {
                left: bounds.left.min(point.0),
                top: bounds.top.min(point.1),
                right: bounds.right.max(point.0),
                bottom: bounds.bottom.max(point.1),
            });
        let mut found = self.within(layout, bounds);
        found.retain(|&index| is_inside((layout.marks[index].x, layout.marks[index].y), lasso));
        found
    }

    fn visit(&self, area: Area, mut visitor: impl FnMut(usize)) {
        if self.members.is_empty() {
            return;
        }
        let (left, top) = grid_cell(area.left, area.top, self.columns, self.rows);
        let (right, bottom) = grid_cell(area.right, area.bottom, self.columns, self.rows);
        for row in top..=bottom {
            let cells = row * self.columns + left..row * self.columns + right + 1;
            let members = self.starts[cells.start] as usize..self.starts[cells.end] as usize;
            self.members[members]
                .iter()
                .for_each(|&index| visitor(index as usize));
        }
    }
}

fn grid_cell(x: f64, y: f64, columns: usize, rows: usize) -> (usize, usize) {
    let cell = |length: f64, count: usize| (libm::floor(length / CELL).max(0.0) as usize).min(count - 1);
    (cell(x, columns), cell(y, rows))
}

/// Even-odd rule.
fn is_inside((x, y): (f64, f64), polygon: &[(f64, f64)]) -> bool {
    let next = polygon.iter().cycle().skip(1);
    let crossings = polygon
        .iter()
        .zip(next)
        .filter(|&(&a, &b)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0);
    crossings.count() % 2 == 1
}

/// The mark an arrow key leads to from `from`. `None` when nothing lies there.
pub fn neighbour(layout: &Layout, from: usize, heading: Heading) -> Option<usize> {
    let here = layout.marks.get(from)?;
    let others = layout.order.iter().map(|&index| index as usize);
    let others = others.filter(|&index| index != from);
    let placed = others.map(|index| (index, (layout.marks[index].x, layout.marks[index].y)));
    ahead((here.x, here.y), placed, heading)
}

/// Of `others` the one that lies nearest in a cone of 45° to either side of `heading`, straight ones first.
pub(super) fn ahead(
    here: (f64, f64),
    others: impl Iterator<Item = (usize, (f64, f64))>,
    heading: Heading,
) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (index, there) in others {
        let (across, down) = (there.0 - here.0, there.1 - here.1);
        let (ahead, aside) = match heading {
            Heading::Up => (-down, across),
            Heading::Down => (down, across),
            Heading::Left => (-across, down),
            Heading::Right => (across, down),
        };
        let cost = ahead + 2.0 * aside.abs();
        if ahead > 0.0 && aside.abs() <= ahead && best.is_none_or(|best| (cost, index) < best) {
            best = Some((cost, index));
        }
    }
    best.map(|best| best.1)
}

/// Drawn marks in reading order.
pub fn reading_order(layout: &Layout) -> Vec<usize> {
    let mut order: Vec<usize> = layout.order.iter().map(|&index| index as usize).collect();
    by_reading(&mut order, |index| (layout.marks[index].x, layout.marks[index].y));
    order
}

/// Sorts by bands of a line's height from the top, each from left to right.
pub(super) fn by_reading(order: &mut [usize], at: impl Fn(usize) -> (f64, f64)) {
    let band = |place: (f64, f64)| libm::floor(place.1 / CELL) as i64;
    sort_by(order, |&a, &b| {
        let (one, other) = (at(a), at(b));
        band(one)
            .cmp(&band(other))
            .then(one.0.total_cmp(&other.0))
            .then(a.cmp(&b))
    });
}
