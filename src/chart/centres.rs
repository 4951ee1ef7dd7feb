//! The middles of groups: a cross from quartile to quartile, and its name.

use plotters::backend::DrawingBackend;

use crate::report::{Centre, MapReport};

use super::draw::clipped;
use super::extras::{Note, at};
use super::marks::{figure, outline};
use super::{Area, Drawn, Layout, Pen, Shape, TextWidths, Theme};

/// Radius of the mark in the middle of a group, as a share of the text's size.
pub(super) const CENTRE: f64 = 0.62;

/// A cross from quartile to quartile, and the shape of the group at its median.
pub(super) fn draw_centre<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    centre: &Centre,
) -> Drawn<DB> {
    let palette = report
        .classes
        .get(usize::from(centre.class))
        .and_then(|class| class.palette);
    let (shape, colour) = (Shape::of(palette), theme.class(palette));
    let middle = at(report, layout, (centre.across[1], centre.up[1]));
    let arms = [
        [(centre.across[0], centre.up[1]), (centre.across[2], centre.up[1])],
        [(centre.across[1], centre.up[0]), (centre.across[1], centre.up[2])],
    ];
    for (width, ink) in [(5.0, theme.background.faint(0.8)), (2.5, colour)] {
        for arm in arms {
            let [from, to] = arm.map(|place| at(report, layout, place));
            if let Some((from, to)) = clipped(from, to, layout.plot) {
                pen.line(&[from, to], width, ink)?;
            }
        }
    }
    if !layout.plot.contains(middle) {
        return Ok(());
    }
    let radius = layout.frame.text * CENTRE;
    figure(pen, shape, middle, radius + 2.0, theme.background)?;
    figure(pen, shape, middle, radius, colour)?;
    outline(pen, shape, middle, radius + 2.0, 1.0, theme.ink)
}

/// Names of the groups beside their middles; `None` where the middle is not seen or there is no room.
pub(super) fn centre_notes(
    report: &MapReport,
    layout: &Layout,
    widths: &dyn TextWidths,
) -> Vec<Option<Note>> {
    let size = layout.frame.text;
    let plot = layout.plot;
    let middle = |centre: &Centre| at(report, layout, (centre.across[1], centre.up[1]));
    let reach = size * CENTRE + 3.0;
    let signs = report.extras.centres.iter().map(middle);
    let mut taken: Vec<Area> = signs
        .map(|(x, y)| Area::between((x - reach, y - reach), (x + reach, y + reach)))
        .collect();
    let mut note = |centre: &Centre| {
        let (x, y) = middle(centre);
        if !plot.contains((x, y)) {
            return None;
        }
        let text = super::labels::cut(&centre.label);
        let (width, height) = (widths.width(&text, size, true) + 6.0, size * 1.3);
        let from = |left: f64, top: f64| Area {
            left,
            top,
            right: left + width,
            bottom: top + height,
        };
        let beside = reach * 1.3;
        let (right, left) = (x + beside, x - beside - width);
        let steps = [-height - 2.0, 2.0, -height * 2.2, height * 1.2];
        let corners = steps
            .into_iter()
            .flat_map(|step| [from(right, y + step), from(left, y + step)]);
        let (above, below) = (y - reach - height - 1.0, y + reach + 1.0);
        let around = [from(x - width / 2.0, above), from(x - width / 2.0, below)];
        let is_free = |area: &Area| {
            area.left >= plot.left
                && area.right <= plot.right
                && taken.iter().all(|other| !other.overlaps(*area))
        };
        let area = corners.chain(around).find(is_free)?;
        taken.push(area);
        Some(Note { text, area })
    };
    report.extras.centres.iter().map(&mut note).collect()
}
