//! Fans out marks that stand on the very same place, so that none hides another.

use std::collections::BTreeMap;

use super::{Layout, Stand};

/// The golden angle: turning by it, points on a spiral never line up.
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;
/// Coincident marks end up at most this far from their place, in pixels.
const FARTHEST: f64 = 64.0;

/// Moves marks of the plot that share a place (to half a pixel) onto a small spiral around it.
pub(super) fn fan_out(layout: &mut Layout) {
    let mut places: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for (index, mark) in layout
        .marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| mark.stand == Stand::Plot)
    {
        places
            .entry((half_pixels(mark.x), half_pixels(mark.y)))
            .or_default()
            .push(index);
    }
    for crowd in places.values().filter(|crowd| crowd.len() > 1) {
        let largest = crowd
            .iter()
            .map(|&index| layout.marks[index].radius)
            .fold(0.0, f64::max);
        let spacing = (largest * 1.25 + 1.0).min(FARTHEST / libm::sqrt(crowd.len() as f64));
        for (turn, &index) in crowd.iter().enumerate() {
            let (reach, angle) = (
                spacing * libm::sqrt(turn as f64 + 0.6),
                turn as f64 * GOLDEN_ANGLE,
            );
            let plot = layout.plot;
            let mark = &mut layout.marks[index];
            mark.x = (mark.x + reach * libm::cos(angle)).clamp(plot.left, plot.right);
            mark.y = (mark.y + reach * libm::sin(angle)).clamp(plot.top, plot.bottom);
            mark.radius = mark.radius.min((spacing * 0.8).max(1.5));
            mark.is_fanned = true;
        }
    }
}

fn half_pixels(length: f64) -> i64 {
    libm::round(length * 2.0) as i64
}
