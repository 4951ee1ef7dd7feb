//! Marks one by one: shape, colour, whiskers, hollow where something is unknown.

use plotters::backend::DrawingBackend;

use crate::report::{MapPoint, MapReport};

use super::layout::shape_of;
use super::{Colour, Drawn, Edge, Layout, Pen, Shape, Stand, Theme};

/// More marks than this show whiskers only when selected or pointed at.
const MOST_WHISKERS: usize = 120;
/// More accounts beyond an edge than this are only counted there.
const MOST_TICKS: usize = 400;

/// Draws every mark of its own, large ones first.
pub(super) fn draw_marks<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
) -> Drawn<DB> {
    if shows_whiskers(layout) {
        for &index in &layout.order {
            whiskers(pen, report, layout, theme, index as usize, 0.26)?;
        }
    }
    for &index in &layout.order {
        draw_mark(pen, report, layout, theme, index as usize)?;
    }
    if !report.extras.stems.is_empty() {
        for &index in layout
            .selected
            .iter()
            .filter(|&&index| layout.marks[index].stand.is_drawn())
        {
            super::extras::draw_parts(pen, report, layout, theme, index)?;
            draw_mark(pen, report, layout, theme, index)?;
        }
    }
    draw_beyond(pen, report, layout, theme)
}

/// True where few enough marks are drawn for all whiskers to be shown.
pub(super) fn shows_whiskers(layout: &Layout) -> bool {
    layout.n_drawn() <= MOST_WHISKERS
}

/// The interval of a mark as thin lines, as far as it is seen.
pub(super) fn whiskers<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    index: usize,
    opacity: f64,
) -> Drawn<DB> {
    let (point, mark) = (&report.points[index], layout.marks[index]);
    let colour = colour_of(report, point, theme).faint(opacity);
    let plot = layout.plot;
    if let Some((low, high)) = point
        .x
        .and_then(|across| across.span)
        .filter(|_| mark.stand.is_drawn())
    {
        let ends = [low, high].map(|place| layout.x_of(report, place).clamp(plot.left, plot.right));
        pen.line(&[(ends[0], mark.y), (ends[1], mark.y)], 1.25, colour)?;
    }
    if let Some((low, high)) = point.y.and_then(|up| up.span).filter(|_| mark.stand.is_drawn()) {
        let ends = [low, high].map(|place| layout.y_of(report, place).clamp(plot.top, plot.bottom));
        pen.line(&[(mark.x, ends[0]), (mark.x, ends[1])], 1.25, colour)?;
    }
    Ok(())
}

fn draw_mark<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    index: usize,
) -> Drawn<DB> {
    let (point, mark) = (&report.points[index], layout.marks[index]);
    let (at, radius) = ((mark.x, mark.y), mark.radius);
    if mark.is_fanned && mark.stand == Stand::Plot {
        let home = point
            .x
            .zip(point.y)
            .map(|(x, y)| (layout.x_of(report, x.place), layout.y_of(report, y.place)));
        if let Some(home) = home {
            pen.line(&[home, at], 0.75, theme.muted.faint(0.5))?;
        }
    }
    let (shape, colour) = (shape_of(report, point), colour_of(report, point, theme));
    if point.is_hollow {
        figure(pen, shape, at, radius, theme.background.faint(0.75))?;
        outline(pen, shape, at, radius, theme.outline + 0.5, colour)?;
    } else if !report.extras.centres.is_empty() {
        // Accounts step back behind the middles of their groups.
        figure(pen, shape, at, radius, colour.faint(theme.fill * 0.4))?;
        outline(pen, shape, at, radius, theme.outline, colour.faint(0.5))?;
    } else {
        figure(pen, shape, at, radius, colour.faint(theme.fill))?;
        outline(pen, shape, at, radius, theme.outline, colour)?;
    }
    if point.is_below_zero {
        let half = radius * 0.6;
        let bar = if point.is_hollow { colour } else { theme.background };
        pen.line(
            &[(at.0 - half, at.1), (at.0 + half, at.1)],
            (radius * 0.25).clamp(1.0, 3.0),
            bar,
        )?;
    }
    Ok(())
}

/// Small arrows at the edges where points lie beyond.
fn draw_beyond<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
) -> Drawn<DB> {
    if layout.beyond.iter().sum::<usize>() > MOST_TICKS {
        return Ok(());
    }
    for (mark, point) in layout.marks.iter().zip(report.points.iter()) {
        if let Stand::Beyond(edge) = mark.stand {
            pen.fill(
                &arrow((mark.x, mark.y), edge, 5.0),
                colour_of(report, point, theme),
            )?;
        }
    }
    Ok(())
}

/// A small triangle with its tip at `tip`, pointing outwards over `edge`.
pub(super) fn arrow((x, y): (f64, f64), edge: Edge, size: f64) -> [(f64, f64); 3] {
    let half = size * 0.7;
    match edge {
        Edge::Left => [(x, y), (x + size, y - half), (x + size, y + half)],
        Edge::Right => [(x, y), (x - size, y - half), (x - size, y + half)],
        Edge::Top => [(x, y), (x - half, y + size), (x + half, y + size)],
        Edge::Bottom => [(x, y), (x - half, y - size), (x + half, y - size)],
    }
}

pub(super) fn colour_of(report: &MapReport, point: &MapPoint, theme: &Theme) -> Colour {
    theme.class(
        report
            .classes
            .get(usize::from(point.class))
            .and_then(|class| class.palette),
    )
}

/// A filled shape.
pub(super) fn figure<DB: DrawingBackend>(
    pen: &Pen<DB>,
    shape: Shape,
    at: (f64, f64),
    radius: f64,
    colour: Colour,
) -> Drawn<DB> {
    match shape {
        Shape::Circle => pen.disc(at, radius, colour),
        _ => pen.fill(&shape.corners(at, radius), colour),
    }
}

/// The outline of a shape.
pub(super) fn outline<DB: DrawingBackend>(
    pen: &Pen<DB>,
    shape: Shape,
    at: (f64, f64),
    radius: f64,
    width: f64,
    colour: Colour,
) -> Drawn<DB> {
    if shape == Shape::Circle {
        return pen.ring(at, radius, width, colour);
    }
    let mut corners = shape.corners(at, radius);
    corners.extend_from_within(..2.min(corners.len()));
    pen.line(&corners, width, colour)
}

/// A ring around a mark, with its whiskers: selected, focused or pointed at.
pub(super) fn halo<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    index: usize,
    width: f64,
) -> Drawn<DB> {
    let Some(mark) = layout
        .marks
        .get(index)
        .copied()
        .filter(|mark| mark.stand.is_drawn())
    else {
        return Ok(());
    };
    whiskers(pen, report, layout, theme, index, 0.9)?;
    draw_mark(pen, report, layout, theme, index)?;
    let reach = shape_of(report, &report.points[index]).reach(mark.radius) + 3.0;
    pen.ring((mark.x, mark.y), reach, width + 2.0, theme.background)?;
    pen.ring((mark.x, mark.y), reach, width, theme.accent)
}
