//! Axes of a plate: frame, grid, ticks and names, with places from 0 to 1 along each.

use crate::report::Tick;

use super::plate::{Figure, Ink, Plate};
use super::{Area, Side, TextWidths};

/// Size of ordinary text on a plate, in CSS pixels.
pub const TEXT: f64 = 12.0;

/// One axis.
#[derive(Clone, Debug, PartialEq)]
pub struct PlateAxis {
    /// Its name.
    pub label: String,
    /// Its ticks, by place from 0 to 1.
    pub ticks: Vec<Tick>,
}

/// Where things stand between two axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plot {
    /// The room between the axes.
    pub area: Area,
}

impl Plot {
    /// Frame, grid and names of two axes on `plate`, `height` pixels high from `top`, with the room left between.
    pub fn new(
        plate: &mut Plate,
        (top, height): (f64, f64),
        across: &PlateAxis,
        up: &PlateAxis,
        text: &dyn TextWidths,
    ) -> Self {
        let widest = |ticks: &[Tick]| {
            let widths = ticks.iter().map(|tick| text.width(&tick.label, TEXT, false));
            widths.fold(0.0, f64::max)
        };
        let last = across
            .ticks
            .last()
            .map_or(0.0, |tick| text.width(&tick.label, TEXT, false));
        let area = Area {
            left: widest(&up.ticks) + 12.0,
            top: top + TEXT * 2.0,
            right: plate.width - 14.0_f64.max(last / 2.0 + 2.0),
            bottom: top + height - TEXT * 3.4,
        };
        let plot = Self { area };
        plot.grid(plate, across, up);
        plot.names(plate, across, up, top, text);
        plot
    }

    /// Pixels of a place.
    pub fn at(self, across: f64, up: f64) -> (f64, f64) {
        let Area { left, bottom, .. } = self.area;
        (
            left + across * self.area.width(),
            bottom - up * self.area.height(),
        )
    }

    fn grid(self, plate: &mut Plate, across: &PlateAxis, up: &PlateAxis) {
        for tick in &up.ticks {
            let (left, right) = (self.at(0.0, tick.place), self.at(1.0, tick.place));
            plate
                .figures
                .push(Figure::line(vec![left, right], 1.0, Ink::Hairline));
            let label = (self.area.left - 6.0, left.1);
            plate.figures.push(Figure::text(
                tick.label.clone(),
                label,
                TEXT,
                Side::End,
                Ink::Muted,
            ));
        }
        for tick in &across.ticks {
            let (x, y) = self.at(tick.place, 0.0);
            plate
                .figures
                .push(Figure::line(vec![(x, y), (x, y + 4.0)], 1.0, Ink::Muted));
            let label = (x, y + TEXT * 1.2);
            plate.figures.push(Figure::text(
                tick.label.clone(),
                label,
                TEXT,
                Side::Middle,
                Ink::Muted,
            ));
        }
        let ends = vec![self.at(0.0, 0.0), self.at(1.0, 0.0)];
        plate.figures.push(Figure::line(ends, 1.0, Ink::Muted));
    }

    fn names(self, plate: &mut Plate, across: &PlateAxis, up: &PlateAxis, top: f64, text: &dyn TextWidths) {
        let left = self
            .area
            .left
            .min(plate.width - text.width(&up.label, TEXT, true) - 4.0);
        let above = (left.max(0.0), top + TEXT * 0.8);
        let below = (self.area.right, self.area.bottom + TEXT * 2.7);
        plate.figures.push(Figure::title(
            up.label.clone(),
            above,
            TEXT,
            Side::Start,
            Ink::Text,
        ));
        plate.figures.push(Figure::title(
            across.label.clone(),
            below,
            TEXT,
            Side::End,
            Ink::Text,
        ));
    }
}
