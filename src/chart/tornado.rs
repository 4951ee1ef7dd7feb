//! The tornado: one bar per input from the number at its low end to the number at its high end.

use plotters_backend::DrawingBackend;

use crate::report::robustness::TornadoReport;

use super::pen::{Drawn, Pen, Side, Writing};
use super::{Area, TextWidths, Theme};

/// Height of a bar with its space, in CSS pixels.
const LINE: f64 = 40.0;
/// Room above the bars for the number itself.
const HEAD: f64 = 26.0;

/// Height of the picture, in CSS pixels.
pub fn tornado_height(report: &TornadoReport) -> f64 {
    HEAD + LINE * report.bars.len() as f64 + 4.0
}

/// Draws the bars over `width` CSS pixels; the name of an input stands above its bar.
pub fn draw_tornado<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &TornadoReport,
    width: f64,
    theme: &Theme,
    text: &dyn TextWidths,
) -> Drawn<DB> {
    let height = tornado_height(report);
    let paper = Area {
        left: 0.0,
        top: 0.0,
        right: width,
        bottom: height,
    };
    pen.rectangle(paper, theme.background)?;
    let ends = || report.bars.iter().flat_map(|bar| [bar.at_low, bar.at_high]);
    let low = ends().fold(report.base, f64::min);
    let high = ends().fold(report.base, f64::max);
    let margin = 14.0;
    let scale = (width - 2.0 * margin) / (high - low).max(f64::MIN_POSITIVE);
    let place = |value: f64| margin + (value - low) * scale;
    let base = place(report.base);
    for (line, bar) in report.bars.iter().enumerate() {
        let top = HEAD + LINE * line as f64;
        let words = Writing {
            size: 12.0,
            is_bold: false,
            colour: theme.ink,
            side: Side::Start,
        };
        pen.write(&bar.label, (margin, top + 8.0), words)?;
        let label_end = margin + text.width(&bar.label, 12.0, false) + 12.0;
        let about = format!("{} to {}", bar.low_end, bar.high_end);
        if label_end + text.width(&about, 11.0, false) < width - margin {
            let quiet = Writing {
                size: 11.0,
                colour: theme.muted,
                ..words
            };
            pen.write(&about, (label_end, top + 8.0), quiet)?;
        }
        for (value, colour) in [(bar.at_low, theme.palette[0]), (bar.at_high, theme.palette[5])] {
            let area = Area::between((base, top + 18.0), (place(value), top + 32.0));
            pen.rectangle(area, colour)?;
        }
    }
    pen.line(&[(base, HEAD - 6.0), (base, height - 2.0)], 1.0, theme.ink)?;
    let half = text.width(&report.base_text, 12.0, true) / 2.0;
    let middle = base.clamp(margin + half, (width - margin - half).max(margin + half));
    let number = Writing {
        size: 12.0,
        is_bold: true,
        colour: theme.ink,
        side: Side::Middle,
    };
    pen.write(&report.base_text, (middle, HEAD / 2.0 - 1.0), number)
}
