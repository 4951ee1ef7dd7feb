//! Spreads the marks of a lane across it, so that they hide each other as little as possible.

use super::{Area, Crowd, Layout, Stand};
use crate::maths::sort_by;

/// Marks looked back at when a free place is sought.
const NEIGHBOURS: usize = 24;
/// Steps a mark may be moved to either side of the lane's middle.
const STEPS: u32 = 6;

/// Gives every mark in a lane its place across the lane.
pub(super) fn spread(layout: &mut Layout) {
    let lanes = [
        (Stand::LeftLane, layout.left_lane, true),
        (Stand::BottomLane, layout.bottom_lane, false),
    ];
    for (stand, lane, is_upright) in lanes {
        if let Some(lane) = lane {
            spread_lane(layout, stand, lane, is_upright);
        }
    }
    if let Some(corner) = layout.corner {
        fill_corner(layout, corner);
    }
}

/// A swarm: each mark at the free place nearest the middle; scattered evenly where there are thousands.
fn spread_lane(layout: &mut Layout, stand: Stand, lane: Area, is_upright: bool) {
    let is_sparse = layout.crowd == Crowd::Few;
    let marks = &mut layout.marks;
    let along = |x: f64, y: f64| if is_upright { y } else { x };
    let mut members: Vec<usize> = (0..marks.len())
        .filter(|&index| marks[index].stand == stand)
        .collect();
    if is_sparse {
        sort_by(&mut members, |&a, &b| {
            along(marks[a].x, marks[a].y).total_cmp(&along(marks[b].x, marks[b].y))
        });
    }
    let (middle, room) = match is_upright {
        true => (lane.centre().0, lane.width() / 2.0),
        false => (lane.centre().1, lane.height() / 2.0),
    };
    let mut settled: Vec<(f64, f64, f64)> = Vec::new();
    for (order, index) in members.into_iter().enumerate() {
        let mark = &mut marks[index];
        mark.radius = mark.radius.min(room * 0.45);
        let (at, radius) = (along(mark.x, mark.y), mark.radius);
        let reach = (room - radius - 1.0).max(0.0);
        let free = |across: f64| {
            settled
                .iter()
                .rev()
                .take(NEIGHBOURS)
                .all(|&(other_at, other_across, other)| {
                    libm::hypot(other_at - at, other_across - across) >= other + radius + 0.5
                })
        };
        let steps = (0..=STEPS).flat_map(|step| {
            let across = reach * f64::from(step) / f64::from(STEPS);
            [across, -across]
        });
        let mut steps = steps.map(|across| middle + across);
        let fallback = middle + reach * (libm::fmod(order as f64 * 0.618_034, 1.0) * 2.0 - 1.0);
        let across = if is_sparse {
            steps.find(|&across| free(across))
        } else {
            None
        }
        .unwrap_or(fallback);
        settled.push((at, across, radius));
        if is_upright {
            mark.x = across;
        } else {
            mark.y = across;
        }
    }
}

/// Rows of small marks; they move closer together when there are many.
fn fill_corner(layout: &mut Layout, corner: Area) {
    let members: Vec<usize> = (0..layout.marks.len())
        .filter(|&index| layout.marks[index].stand == Stand::Corner)
        .collect();
    let columns = libm::ceil(libm::sqrt(
        members.len() as f64 * corner.width() / corner.height(),
    ))
    .max(1.0);
    let rows = libm::ceil(members.len() as f64 / columns).max(1.0);
    let (across, down) = (corner.width() / columns, corner.height() / rows);
    for (order, index) in members.into_iter().enumerate() {
        let (row, column) = (
            libm::floor(order as f64 / columns),
            libm::fmod(order as f64, columns),
        );
        let mark = &mut layout.marks[index];
        mark.x = corner.left + across * (column + 0.5);
        mark.y = corner.top + down * (row + 0.5);
        mark.radius = mark.radius.min(across.min(down) * 0.45).max(1.0);
    }
}
