//! Draws the map on any plotters backend: ground, marks, names.

use plotters::backend::DrawingBackend;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;

use crate::report::{MapReport, Zone};

use super::density::{density, shade};
use super::marks::{arrow, draw_marks};
use super::{
    Area, Colour, Crowd, Drawn, Edge, Layout, Pen, Side, TextWidths, Theme, Writing, edge_note, extras,
    legend, zone_area, zone_names,
};

/// Draws the whole map. `font_factor` is 1 on a canvas and 1.24 on an SVG (see [`Pen`]).
///
/// # Errors
/// When the backend fails.
pub fn draw_map<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    widths: &dyn TextWidths,
    font_factor: f64,
) -> Drawn<DB> {
    let pen = Pen::new(area, &theme.font, font_factor);
    draw_ground(&pen, report, layout, theme, widths)?;
    draw_points(&pen, report, layout, theme)?;
    draw_names(&pen, report, layout, theme, widths)
}

/// Paper, zones, grid, axes, lanes and thresholds.
///
/// # Errors
/// When the backend fails.
pub fn draw_ground<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    widths: &dyn TextWidths,
) -> Drawn<DB> {
    let frame = layout.frame;
    let paper = Area {
        left: 0.0,
        top: 0.0,
        right: frame.width,
        bottom: frame.height,
    };
    pen.rectangle(paper, theme.background)?;
    for zone in Zone::ALL {
        if let Some(area) = zone_area(report, layout, zone) {
            pen.rectangle(area, theme.zones[zone as usize])?;
        }
    }
    draw_lanes(pen, report, layout, theme)?;
    draw_axis_across(pen, report, layout, theme, widths)?;
    draw_axis_up(pen, report, layout, theme)?;
    draw_balance(pen, report, layout, theme)?;
    extras::draw_under(pen, report, layout, theme, widths)?;
    draw_thresholds(pen, report, layout, theme)?;
    if frame.has_legend {
        legend::draw(pen, report, layout, theme, widths)?;
    }
    Ok(())
}

/// All marks, one by one or as a density.
///
/// # Errors
/// When the backend fails.
pub fn draw_points<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
) -> Drawn<DB> {
    if layout.crowd == Crowd::Thousands {
        return density(layout)
            .into_iter()
            .try_for_each(|cell| pen.rectangle(cell.area, shade(theme, cell.share)));
    }
    draw_marks(pen, report, layout, theme)
}

/// Zone names, counts at the edges, names beside marks.
///
/// # Errors
/// When the backend fails.
pub fn draw_names<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    widths: &dyn TextWidths,
) -> Drawn<DB> {
    let text = layout.frame.text;
    extras::draw_over(pen, report, layout, theme, widths)?;
    for note in zone_names(report, layout, widths) {
        let x = if note.side == Side::End {
            note.area.right
        } else {
            note.area.left
        };
        let writing = Writing {
            size: text * 1.08,
            is_bold: true,
            colour: theme.ink.faint(0.82),
            side: note.side,
        };
        pen.write(&note.name, (x, note.area.top + text * 0.65), writing)?;
        if !note.detail.is_empty() {
            let quiet = Writing {
                size: text,
                is_bold: false,
                colour: theme.muted,
                side: note.side,
            };
            pen.write(&note.detail, (x, note.area.top + text * 1.9), quiet)?;
        }
    }
    for edge in Edge::ALL {
        if let Some(note) = edge_note(report, layout, edge, widths) {
            pen.rectangle(note.area, theme.background.faint(0.85))?;
            pen.fill(&arrow(note.tip, edge, 7.0), theme.ink)?;
            let writing = Writing {
                size: text,
                is_bold: true,
                colour: theme.ink,
                side: Side::Middle,
            };
            let nudge = match edge {
                Edge::Right => -4.0,
                _ => 4.0,
            };
            pen.write(
                &note.text,
                (note.area.centre().0 + nudge, note.area.centre().1),
                writing,
            )?;
        }
    }
    for label in &layout.labels {
        let writing = Writing {
            size: text,
            is_bold: label.is_bold,
            colour: theme.ink,
            side: Side::Start,
        };
        pen.write(&label.text, (label.area.left, label.area.centre().1), writing)?;
    }
    Ok(())
}

/// The edge of a pixel nearest to `at`, so that a hairline is sharp.
fn sharp(at: f64) -> f64 {
    libm::floor(at) + 0.5
}

fn quiet(layout: &Layout, theme: &Theme, side: Side) -> Writing {
    Writing {
        size: layout.frame.text,
        is_bold: false,
        colour: theme.muted,
        side,
    }
}

fn draw_lanes<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
) -> Drawn<DB> {
    let ground = theme.muted.faint(0.07);
    for lane in [layout.left_lane, layout.bottom_lane, layout.corner]
        .into_iter()
        .flatten()
    {
        pen.rectangle(lane, ground)?;
    }
    let count = |count: usize| report.numbers.number(count as f64, 0);
    let text = layout.frame.text;
    if let Some(lane) = layout.left_lane {
        let x = lane.centre().0;
        let y = layout.bottom_lane.map_or(lane.bottom, |below| below.bottom) + text * 0.95;
        pen.write(report.x.unknown_name, (x, y), quiet(layout, theme, Side::Middle))?;
        let strong = Writing {
            is_bold: true,
            ..quiet(layout, theme, Side::Middle)
        };
        pen.write(&count(report.x.unknown), (x, y + text * 1.25), strong)?;
    }
    if let Some(lane) = layout.bottom_lane {
        let x = layout.left_lane.map_or(lane.left, |side| side.left) - 6.0;
        let y = lane.centre().1;
        pen.write(
            report.y.unknown_name,
            (x, y - text * 0.65),
            quiet(layout, theme, Side::End),
        )?;
        let strong = Writing {
            is_bold: true,
            ..quiet(layout, theme, Side::End)
        };
        pen.write(&count(report.y.unknown), (x, y + text * 0.65), strong)?;
    }
    Ok(())
}

fn draw_axis_across<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    widths: &dyn TextWidths,
) -> Drawn<DB> {
    let (plot, text) = (layout.plot, layout.frame.text);
    let foot = layout.bottom_lane.map_or(plot.bottom, |lane| lane.bottom);
    let half_width = |label: &str| widths.width(label, text, false) / 2.0 + 5.0;
    let mut written: Vec<(f64, f64)> = Vec::new();
    if let Some(x) = layout.threshold_x {
        let label = &report.x.threshold.label;
        written.push((x - half_width(label), x + half_width(label)));
        let accent = Writing {
            is_bold: true,
            colour: theme.accent,
            ..quiet(layout, theme, Side::Middle)
        };
        pen.write(label, (x, foot + text * 0.95), accent)?;
    }
    if let Some(lane) = layout.left_lane {
        let half = half_width(report.x.unknown_name);
        written.push((lane.centre().0 - half, lane.centre().0 + half));
    }
    for tick in &report.x.ticks {
        let x = layout.x_of(report, tick.place);
        if !(plot.left - 0.5..=plot.right + 0.5).contains(&x) {
            continue;
        }
        pen.line(&[(sharp(x), plot.top), (sharp(x), foot)], 1.0, theme.hairline)?;
        let (from, to) = (x - half_width(&tick.label), x + half_width(&tick.label));
        if to <= layout.frame.width + 5.0 && written.iter().all(|&(left, right)| to <= left || from >= right)
        {
            written.push((from, to));
            pen.write(
                &tick.label,
                (x, foot + text * 0.95),
                quiet(layout, theme, Side::Middle),
            )?;
        }
    }
    let title = Writing {
        is_bold: true,
        colour: theme.ink,
        ..quiet(layout, theme, Side::End)
    };
    pen.write(
        &format!("{} →", report.x.label),
        (plot.right, foot + text * 2.4),
        title,
    )
}

fn draw_axis_up<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
) -> Drawn<DB> {
    let (plot, text) = (layout.plot, layout.frame.text);
    let start = layout.left_lane.map_or(plot.left, |lane| lane.left);
    let mut written: Vec<f64> = Vec::new();
    if let Some(y) = layout.threshold_y {
        written.push(y);
        let accent = Writing {
            is_bold: true,
            colour: theme.accent,
            ..quiet(layout, theme, Side::End)
        };
        pen.write(&report.y.threshold.label, (start - 7.0, y), accent)?;
    }
    for tick in &report.y.ticks {
        let y = layout.y_of(report, tick.place);
        if !(plot.top - 0.5..=plot.bottom + 0.5).contains(&y) {
            continue;
        }
        let is_zero = report.y.scale.value(tick.place).abs() < 1e-9;
        let colour = if is_zero {
            theme.muted.faint(0.7)
        } else {
            theme.hairline
        };
        pen.line(&[(start, sharp(y)), (plot.right, sharp(y))], 1.0, colour)?;
        if written.iter().all(|other| (other - y).abs() >= text * 1.15) {
            written.push(y);
            pen.write(&tick.label, (start - 7.0, y), quiet(layout, theme, Side::End))?;
        }
    }
    let title = Writing {
        is_bold: true,
        colour: theme.ink,
        ..quiet(layout, theme, Side::Start)
    };
    pen.write(&format!("↑ {}", report.y.label), (4.0, text * 0.95), title)
}

/// Where both sides gain alike: from the low corner through the crossing of the thresholds to the high one.
fn draw_balance<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
) -> Drawn<DB> {
    if !report.has_balance() {
        return Ok(());
    }
    let crossing = (report.x.threshold.place, report.y.threshold.place);
    let at = |(across, up): (f64, f64)| (layout.x_of(report, across), layout.y_of(report, up));
    // The ends stay clear of the corners, where the zone names stand.
    let towards = |corner: f64| {
        let part = |from: f64| from + (corner - from) * 0.94;
        (part(crossing.0), part(crossing.1))
    };
    for (from, to) in [(towards(0.0), crossing), (crossing, towards(1.0))] {
        if let Some((from, to)) = clipped(at(from), at(to), layout.plot) {
            pen.dashes(from, to, 4.0, 1.0, theme.muted.faint(0.55))?;
        }
    }
    Ok(())
}

fn draw_thresholds<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
) -> Drawn<DB> {
    let plot = layout.plot;
    let start = layout.left_lane.map_or(plot.left, |lane| lane.left);
    let foot = layout.bottom_lane.map_or(plot.bottom, |lane| lane.bottom);
    let colour = theme.accent.faint(0.85);
    if let Some(x) = layout.threshold_x {
        pen.line(&[(sharp(x), plot.top), (sharp(x), foot)], 1.25, colour)?;
        grip(pen, (sharp(x), plot.top), true, theme)?;
    }
    if let Some(y) = layout.threshold_y {
        pen.line(&[(start, sharp(y)), (plot.right, sharp(y))], 1.25, colour)?;
        grip(pen, (plot.right, sharp(y)), false, theme)?;
    }
    pen.line(
        &[(plot.left, plot.bottom), (plot.right, plot.bottom)],
        1.0,
        theme.muted.faint(report_line(report)),
    )
}

/// Opacity of the base line; it steps back where a lane continues below.
fn report_line(report: &MapReport) -> f64 {
    if report.y.unknown > 0 { 0.35 } else { 0.7 }
}

/// The handle at the end of a threshold.
fn grip<DB: DrawingBackend>(pen: &Pen<DB>, (x, y): (f64, f64), is_upright: bool, theme: &Theme) -> Drawn<DB> {
    let (across, down) = if is_upright { (3.0, 7.0) } else { (7.0, 3.0) };
    let plate = Area {
        left: x - across,
        top: y - down,
        right: x + across,
        bottom: y + down,
    };
    pen.rectangle(plate, theme.accent)?;
    let light: Colour = theme.background.faint(0.9);
    match is_upright {
        true => pen.line(&[(x, y - 4.0), (x, y + 4.0)], 1.0, light),
        false => pen.line(&[(x - 4.0, y), (x + 4.0, y)], 1.0, light),
    }
}

/// The part of a line inside `area` (Liang & Barsky 1984).
pub(super) fn clipped(from: (f64, f64), to: (f64, f64), area: Area) -> Option<((f64, f64), (f64, f64))> {
    let (across, down) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides = [
        (-across, from.0 - area.left),
        (across, area.right - from.0),
        (-down, from.1 - area.top),
        (down, area.bottom - from.1),
    ];
    for (speed, room) in sides {
        if speed == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if speed < 0.0 {
            enter = enter.max(room / speed);
        } else {
            leave = leave.min(room / speed);
        }
    }
    let at = |along: f64| (from.0 + across * along, from.1 + down * along);
    (enter < leave).then(|| (at(enter), at(leave)))
}
