//! Many thousand accounts as a density: how many stand in each small square.

use super::{Area, Colour, Layout, Theme};

/// Side of a square in pixels.
const SIDE: f64 = 4.0;

/// One square and how many accounts stand in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The square.
    pub area: Area,
    /// Accounts in it.
    pub count: u32,
    /// How dense, from 0 (one account) to 1 (the fullest square), on a logarithmic scale.
    pub share: f64,
}

/// The squares with somebody in them, row by row. Every drawn mark is counted in exactly one.
pub fn density(layout: &Layout) -> Vec<Cell> {
    let columns = libm::ceil(layout.frame.width / SIDE).max(1.0) as usize;
    let rows = libm::ceil(layout.frame.height / SIDE).max(1.0) as usize;
    let mut counts = vec![0_u32; columns * rows];
    for &index in &layout.order {
        let mark = layout.marks[index as usize];
        let column = ((mark.x / SIDE) as usize).min(columns - 1);
        let row = ((mark.y / SIDE) as usize).min(rows - 1);
        counts[row * columns + column] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(2);
    let full = libm::log(f64::from(most));
    let filled = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    filled
        .map(|(index, &count)| {
            let (left, top) = ((index % columns) as f64 * SIDE, (index / columns) as f64 * SIDE);
            Cell {
                area: Area {
                    left,
                    top,
                    right: left + SIDE,
                    bottom: top + SIDE,
                },
                count,
                share: libm::log(f64::from(count)) / full,
            }
        })
        .collect()
}

/// Colour of a square: the first colour of the palette, from faint to full and on towards the ink.
pub(super) fn shade(theme: &Theme, share: f64) -> Colour {
    let (from, to) = (theme.palette[0], theme.ink);
    let deep = ((share - 0.6) / 0.4).clamp(0.0, 1.0) * 0.75;
    let mix =
        |low: u8, high: u8| libm::round(f64::from(low) + (f64::from(high) - f64::from(low)) * deep) as u8;
    Colour {
        red: mix(from.red, to.red),
        green: mix(from.green, to.green),
        blue: mix(from.blue, to.blue),
        alpha: (0.22 + share * 1.1).min(1.0),
    }
}
