//! A curve of accounts added up one after the other, as whale curve and concentration draw it.

use super::axes::{Plot, TEXT};
use super::fitting::fitted;
use super::plate::{Figure, Ink, Plate};
use super::{Side, TextWidths};

/// Steps of a curve at most: of more accounts several share one.
const MOST_STEPS: usize = 1_000;

/// How many accounts share a step of a curve of `n_accounts`.
pub(super) fn accounts_a_step(n_accounts: usize) -> usize {
    n_accounts.div_ceil(MOST_STEPS).max(1)
}

/// The corners of a curve from nothing on; `sums` in order, `up` where on the axis a sum stands.
pub(super) fn curve(plot: &Plot, sums: &[f64], up: &dyn Fn(f64) -> f64) -> Vec<(f64, f64)> {
    let step = accounts_a_step(sums.len());
    let n = sums.len().max(1) as f64;
    let mut curve = vec![plot.at(0.0, up(0.0))];
    for (index, sums) in sums.chunks(step).enumerate() {
        let across = (index * step + sums.len()) as f64 / n;
        curve.push(plot.at(across, up(sums.last().copied().unwrap_or_default())));
    }
    curve
}

/// The curve of the snapshot compared with, dashed, and its name above the floor.
pub(super) fn draw_before(
    plate: &mut Plate,
    plot: &Plot,
    (sums, up): (&[f64], &dyn Fn(f64) -> f64),
    (ink, name): (Ink, String),
    text: &dyn TextWidths,
) {
    let before = curve(plot, sums, up);
    plate.figures.push(Figure::dashes(before, 1.5, ink));
    let name = fitted(&name, plot.area.width() * 0.6, TEXT, text);
    let at = (plot.area.right - 4.0, plot.area.bottom - TEXT);
    plate
        .figures
        .push(Figure::text(name, at, TEXT, Side::End, Ink::Muted));
}
