//! What lies over the map and changes with every move: hover, focus, selection, box and lasso.

use plotters::backend::DrawingBackend;

use crate::report::MapReport;

use super::extras::draw_parts;
use super::marks::halo;
use super::{Crowd, Drawn, Layout, Pen, Side, TextWidths, Theme, Writing};

/// What is pointed at, focused and selected, by index of the point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    /// Under the pointer.
    pub hovered: Option<usize>,
    /// Reached by keyboard.
    pub focused: Option<usize>,
    /// Selected.
    pub selected: Vec<usize>,
    /// The outline being drawn: a box or a lasso.
    pub outline: Vec<(f64, f64)>,
}

/// Draws the overlay on a transparent surface of the same size as the map.
///
/// # Errors
/// When the backend fails.
pub fn draw_overlay<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    overlay: &Overlay,
    widths: &dyn TextWidths,
) -> Drawn<DB> {
    for &index in &overlay.selected {
        draw_parts(pen, report, layout, theme, index)?;
        halo(pen, report, layout, theme, index, 1.5)?;
    }
    for (index, width) in [(overlay.hovered, 1.5), (overlay.focused, 3.0)] {
        if let Some(index) = index {
            draw_parts(pen, report, layout, theme, index)?;
            halo(pen, report, layout, theme, index, width)?;
            if layout.crowd == Crowd::Thousands || layout.labels.iter().all(|label| label.point != index) {
                name(pen, report, layout, theme, index, widths)?;
            }
        }
    }
    if overlay.outline.len() > 1 {
        pen.fill(&overlay.outline, theme.accent.faint(0.08))?;
        let mut closed = overlay.outline.clone();
        closed.push(overlay.outline[0]);
        pen.line(&closed, 1.5, theme.accent)?;
    }
    Ok(())
}

/// The name of a mark that has none on the map, on a plate of its own.
fn name<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    index: usize,
    widths: &dyn TextWidths,
) -> Drawn<DB> {
    let (Some(mark), Some(point)) = (layout.marks.get(index), report.points.get(index)) else {
        return Ok(());
    };
    if !mark.stand.is_drawn() {
        return Ok(());
    }
    let text = super::labels::cut(&point.name);
    let size = layout.frame.text;
    let width = widths.width(&text, size, true) + 8.0;
    let reach = mark.radius * 1.6 + 6.0;
    let is_left = mark.x + reach + width > layout.frame.width;
    let left = if is_left {
        (mark.x - reach - width).max(0.0)
    } else {
        mark.x + reach
    };
    let plate = super::Area {
        left,
        top: mark.y - size * 0.8,
        right: left + width,
        bottom: mark.y + size * 0.8,
    };
    pen.rectangle(plate, theme.background.faint(0.92))?;
    let writing = Writing {
        size,
        is_bold: true,
        colour: theme.ink,
        side: Side::Start,
    };
    pen.write(&text, (left + 4.0, mark.y), writing)
}
