//! Actual against expected over time, and expectations by frequency and recency.

use plotters_backend::DrawingBackend;

use crate::report::models::{MatrixPlot, TrackingPlot};

use super::{Area, Drawn, Pen, Side, Theme, Writing};

/// Type size of the axes.
const TEXT: f64 = 12.0;

/// Draws a tracking plot on `width` × `height` CSS pixels: what happened as a line of `ink`, what was expected broken
/// and in the accent, and where the fitted half ends.
pub fn draw_tracking<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &TrackingPlot,
    theme: &Theme,
    (width, height): (f64, f64),
) -> Drawn<DB> {
    pen.rectangle(
        Area {
            left: 0.0,
            top: 0.0,
            right: width,
            bottom: height,
        },
        theme.background,
    )?;
    let inner = Area {
        left: 58.0,
        top: 22.0,
        right: width - 12.0,
        bottom: height - 34.0,
    };
    let n = plot.actual.len().max(2);
    let most = plot
        .actual
        .iter()
        .chain(&plot.expected)
        .copied()
        .fold(1.0, f64::max)
        * 1.05;
    let x = |step: usize| inner.left + (inner.right - inner.left) * step as f64 / (n - 1) as f64;
    let y = |value: f64| inner.bottom - (inner.bottom - inner.top) * value / most;
    let quiet = |side| Writing {
        size: TEXT,
        is_bold: false,
        colour: theme.muted,
        side,
    };
    let step = round_step(most / 4.0);
    for line in 0..=libm::floor(most / step) as u32 {
        let value = f64::from(line) * step;
        pen.line(
            &[(inner.left, y(value)), (inner.right, y(value))],
            1.0,
            theme.hairline,
        )?;
        pen.write(&short(value), (inner.left - 6.0, y(value)), quiet(Side::End))?;
    }
    let every = round_step(n as f64 / 6.0).max(1.0) as usize;
    for at in (0..n).step_by(every) {
        pen.write(
            &(at + 1).to_string(),
            (x(at), inner.bottom + 12.0),
            quiet(Side::Middle),
        )?;
    }
    let middle = (inner.left + inner.right) / 2.0;
    pen.write(
        &format!("{} since the first purchase", plot.step),
        (middle, height - 8.0),
        quiet(Side::Middle),
    )?;
    if plot.n_fitted > 0 && plot.n_fitted < n {
        let cut = x(plot.n_fitted);
        pen.dashes((cut, inner.top), (cut, inner.bottom), 3.0, 1.0, theme.muted)?;
        pen.write("fitted", (cut - 6.0, inner.top + 6.0), quiet(Side::End))?;
        pen.write("foreseen", (cut + 6.0, inner.top + 6.0), quiet(Side::Start))?;
    }
    let points = |values: &[f64]| -> Vec<(f64, f64)> {
        values
            .iter()
            .enumerate()
            .map(|(at, value)| (x(at), y(*value)))
            .collect()
    };
    pen.line(&points(&plot.actual), 1.75, theme.ink)?;
    for pair in points(&plot.expected).windows(2).step_by(2) {
        pen.line(pair, 2.25, theme.palette[1])?;
    }
    let loud = |colour, side| Writing {
        size: TEXT,
        is_bold: true,
        colour,
        side,
    };
    pen.line(&[(inner.left, 9.0), (inner.left + 22.0, 9.0)], 1.75, theme.ink)?;
    pen.write("actual", (inner.left + 28.0, 9.0), loud(theme.ink, Side::Start))?;
    for dash in [0.0, 12.0] {
        pen.line(
            &[(inner.left + 90.0 + dash, 9.0), (inner.left + 98.0 + dash, 9.0)],
            2.25,
            theme.palette[1],
        )?;
    }
    pen.write(
        "model",
        (inner.left + 118.0, 9.0),
        loud(theme.palette[1], Side::Start),
    )
}

/// Draws the matrix: the darker, the more purchases are expected; the number stands in each cell.
pub fn draw_matrix<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plot: &MatrixPlot,
    theme: &Theme,
    (width, height): (f64, f64),
) -> Drawn<DB> {
    pen.rectangle(
        Area {
            left: 0.0,
            top: 0.0,
            right: width,
            bottom: height,
        },
        theme.background,
    )?;
    let inner = Area {
        left: 34.0,
        top: 20.0,
        right: width - 6.0,
        bottom: height - 36.0,
    };
    let (n_up, n_across) = (plot.rows.len().max(1) as f64, plot.columns.len().max(1) as f64);
    let (wide, tall) = (
        (inner.right - inner.left) / n_across,
        (inner.bottom - inner.top) / n_up,
    );
    let quiet = |side| Writing {
        size: TEXT,
        is_bold: false,
        colour: theme.muted,
        side,
    };
    let most = plot
        .expected
        .iter()
        .flatten()
        .flatten()
        .copied()
        .fold(1e-9, f64::max);
    for (up, row) in plot.expected.iter().enumerate() {
        let top = inner.bottom - tall * (up as f64 + 1.0);
        pen.write(
            &plot.rows[up],
            (inner.left - 6.0, top + tall / 2.0),
            quiet(Side::End),
        )?;
        for (across, cell) in row.iter().enumerate() {
            let Some(value) = cell else { continue };
            let left = inner.left + wide * across as f64;
            let area = Area {
                left,
                top,
                right: left + wide - 1.0,
                bottom: top + tall - 1.0,
            };
            let strength = libm::sqrt(value / most);
            pen.rectangle(area, theme.accent.faint(0.06 + 0.84 * strength))?;
            let colour = if strength > 0.55 {
                theme.background
            } else {
                theme.ink
            };
            if wide > 26.0 && tall > 13.0 {
                let writing = Writing {
                    size: 11.0,
                    is_bold: false,
                    colour,
                    side: Side::Middle,
                };
                pen.write(&short(*value), (left + wide / 2.0, top + tall / 2.0), writing)?;
            }
        }
    }
    for (across, name) in plot.columns.iter().enumerate() {
        let at = inner.left + wide * (across as f64 + 0.5);
        pen.write(name, (at, inner.bottom + 11.0), quiet(Side::Middle))?;
    }
    pen.write("purchases", (4.0, 9.0), quiet(Side::Start))?;
    pen.write(
        plot.across,
        ((inner.left + inner.right) / 2.0, height - 9.0),
        quiet(Side::Middle),
    )
}

/// 1, 2 or 5 times a power of ten, at least `wanted`.
fn round_step(wanted: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(wanted.max(1e-9))));
    let fits = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|factor| factor * power >= wanted);
    fits.unwrap_or(10.0) * power
}

/// A number in little room.
fn short(value: f64) -> String {
    match value {
        v if v >= 100.0 || (v >= 1.0 && v == libm::floor(v)) => format!("{v:.0}"),
        v if v >= 10.0 => format!("{v:.1}"),
        0.0 => "0".to_owned(),
        v => format!("{v:.2}"),
    }
}
