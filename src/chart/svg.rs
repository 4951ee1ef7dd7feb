//! The map as an SVG text.

use std::collections::BTreeSet;

use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;

use crate::report::MapReport;

use super::{Frame, PlainWidths, Theme, UNITS, draw_map, lay_out};

/// The map as an SVG of this size in CSS pixels, with legends; `selected` rows are named first.
pub fn map_svg(
    report: &MapReport,
    theme: &Theme,
    width: u32,
    height: u32,
    selected: &BTreeSet<usize>,
) -> String {
    let (width, height) = (width.clamp(200, 8_000), height.clamp(150, 8_000));
    let text = (f64::from(width) / 90.0).clamp(10.0, 14.0);
    let frame = Frame {
        width: f64::from(width),
        height: f64::from(height),
        text,
        has_legend: true,
    };
    let layout = lay_out(report, frame, selected, &PlainWidths);
    let mut svg = String::new();
    let (units_across, units_down) = (width * UNITS as u32, height * UNITS as u32);
    {
        let area = SVGBackend::with_string(&mut svg, (units_across, units_down)).into_drawing_area();
        // Writing into a string cannot fail.
        let drawn = draw_map(&area, report, &layout, theme, &PlainWidths, 1.24);
        debug_assert!(drawn.is_ok());
        let presented = area.present();
        debug_assert!(presented.is_ok());
    }
    sized(&svg, (units_across, units_down), (width, height))
}

/// The same SVG shown at `shown` CSS pixels; its own coordinates stay fine.
pub(super) fn sized(svg: &str, units: (u32, u32), shown: (u32, u32)) -> String {
    let head = format!("<svg width=\"{}\" height=\"{}\"", units.0, units.1);
    svg.replacen(
        &head,
        &format!("<svg width=\"{}\" height=\"{}\"", shown.0, shown.1),
        1,
    )
}
