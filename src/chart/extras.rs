//! What is drawn over and under the marks when it is asked for: lines of equal value, stems of growth, centres of
//! groups, firmness, trails.

use plotters::backend::DrawingBackend;

use crate::report::{MapReport, Stem, Trail};

use super::centres::{CENTRE, centre_notes, draw_centre};
use super::draw::clipped;
use super::layout::shape_of;
use super::marks::{colour_of, figure, outline};
use super::{Area, Colour, Crowd, Drawn, Layout, Pen, Shape, Side, Stand, TextWidths, Theme, Writing};

/// More marks than this show stems, trails and firmness only where they are selected or pointed at.
const MOST: usize = 400;

/// A text of the extras with the room it takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Note {
    pub(super) text: String,
    pub(super) area: Area,
}

/// Lines of equal value, the diagonal of nothing to gain, and stems.
pub(super) fn draw_under<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    widths: &dyn TextWidths,
) -> Drawn<DB> {
    for line in &report.extras.equal {
        curve(pen, report, layout, &line.places, theme.muted.faint(0.5))?;
    }
    curve(pen, report, layout, &report.extras.level, theme.muted.faint(0.75))?;
    if let Some((x, note)) = below_zero(report, layout, widths) {
        let plot = layout.plot;
        pen.line(&[(x, plot.top), (x, plot.bottom)], 1.0, theme.muted.faint(0.7))?;
        if let Some(note) = note {
            write(
                pen,
                &note,
                layout,
                theme.background.faint(0.0),
                theme.muted,
                false,
            )?;
        }
    }
    for note in equal_notes(report, layout, widths) {
        write(
            pen,
            &note,
            layout,
            theme.background.faint(0.8),
            theme.muted,
            false,
        )?;
    }
    if layout.n_drawn() > MOST {
        return Ok(());
    }
    for (index, stem) in report.extras.stems.iter().enumerate() {
        let (Some(stem), Some(mark)) = (stem, layout.marks.get(index)) else {
            continue;
        };
        if mark.stand != Stand::Plot {
            continue;
        }
        let foot = (layout.x_of(report, stem.across), layout.y_of(report, stem.foot));
        let first = stem.first_lever();
        let colour = first.map_or(theme.neutral, |lever| theme.palette[lever]);
        if let Some((from, to)) = clipped(foot, (mark.x, mark.y), layout.plot) {
            pen.line(&[from, to], 1.75, colour.faint(0.75))?;
        }
        if let Some(lever) = first.filter(|_| layout.plot.contains(foot)) {
            figure(pen, Shape::of(Some(lever as u8)), foot, 3.5, colour)?;
        }
    }
    Ok(())
}

/// Firmness, trails and centres of groups.
pub(super) fn draw_over<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    widths: &dyn TextWidths,
) -> Drawn<DB> {
    if layout.n_drawn() <= MOST {
        for index in 0..report.extras.firmness.len() {
            firmness(pen, report, layout, theme, index)?;
        }
    }
    for trail in trails(report, layout) {
        draw_trail(pen, report, layout, theme, trail)?;
    }
    for centre in &report.extras.centres {
        draw_centre(pen, report, layout, theme, centre)?;
    }
    let mut notes = centre_notes(report, layout, widths).into_iter().flatten();
    notes.try_for_each(|note| write(pen, &note, layout, theme.background.faint(0.85), theme.ink, true))
}

/// The parts of the gap of one account along its stem, each in the colour and with the shape of its lever.
pub(super) fn draw_parts<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    index: usize,
) -> Drawn<DB> {
    let Some(stem) = report.extras.stems.get(index).copied().flatten() else {
        return Ok(());
    };
    let x = layout.x_of(report, stem.across);
    let mut from = (x, layout.y_of(report, stem.foot));
    let mut ends: Vec<(usize, (f64, f64))> = Vec::new();
    for (lever, step) in stem.steps.into_iter().enumerate() {
        let to = (x, layout.y_of(report, step));
        if stem.parts[lever].is_some()
            && let Some((low, high)) = clipped(from, to, layout.plot)
        {
            pen.line(&[low, high], 7.0, theme.background)?;
            pen.line(&[low, high], 5.0, theme.palette[lever])?;
            ends.push((lever, ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0)));
        }
        from = to;
    }
    for (lever, middle) in ends {
        let (shape, colour) = (Shape::of(Some(lever as u8)), theme.palette[lever]);
        figure(pen, shape, middle, 6.5, theme.background)?;
        figure(pen, shape, middle, 5.0, colour)?;
    }
    Ok(())
}

fn curve<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    places: &[(f64, f64)],
    colour: Colour,
) -> Drawn<DB> {
    for pair in places.windows(2) {
        let [from, to] = [pair[0], pair[1]].map(|place| at(report, layout, place));
        if let Some((from, to)) = clipped(from, to, layout.plot) {
            pen.line(&[from, to], 1.0, colour)?;
        }
    }
    Ok(())
}

pub(super) fn at(report: &MapReport, layout: &Layout, (across, up): (f64, f64)) -> (f64, f64) {
    (layout.x_of(report, across), layout.y_of(report, up))
}

/// What the lines of equal value come to, written on them where they enter the plot from the left or the top.
pub(super) fn equal_notes(report: &MapReport, layout: &Layout, widths: &dyn TextWidths) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let size = layout.frame.text * 0.92;
    let inner = layout.inner();
    let zones = super::zone_names(report, layout, widths);
    for line in &report.extras.equal {
        let width = widths.width(&line.label, size, false) + 6.0;
        let room = |(x, y): (f64, f64)| Area {
            left: x - width / 2.0,
            top: y - size * 0.62,
            right: x + width / 2.0,
            bottom: y + size * 0.62,
        };
        let is_free = |area: &Area| {
            area.left >= inner.left
                && area.right <= inner.right
                && area.top >= inner.top
                && area.bottom <= inner.bottom
                && notes.iter().all(|note| !note.area.overlaps(*area))
                && zones.iter().all(|zone| !zone.area.overlaps(*area))
        };
        let found = path(report, layout, &line.places).map(room).find(is_free);
        if let Some(area) = found {
            notes.push(Note {
                text: line.label.clone(),
                area,
            });
        }
    }
    notes
}

/// Where the current value is zero, and words for it left of there where they have room; `None` where nobody stands
/// below or it is not seen.
fn below_zero(report: &MapReport, layout: &Layout, widths: &dyn TextWidths) -> Option<(f64, Option<Note>)> {
    let extras = &report.extras;
    let zero = layout.x_of(report, report.x.scale.place(0.0));
    let has_any = !extras.level.is_empty()
        && (report.points.iter()).any(|point| point.x.is_some_and(|across| across.value < 0.0));
    let plot = layout.plot;
    if !has_any || !(plot.left..=plot.right).contains(&zero) {
        return None;
    }
    let text = "below zero".to_owned();
    let size = layout.frame.text * 0.92;
    let width = widths.width(&text, size, false) + 6.0;
    let zones = super::zone_names(report, layout, widths);
    let area = |part: f64| {
        let y = plot.top + plot.height() * part;
        Area {
            left: zero - width - 3.0,
            top: y - size * 0.62,
            right: zero - 3.0,
            bottom: y + size * 0.62,
        }
    };
    let is_free = |area: &Area| area.left >= plot.left && zones.iter().all(|zone| !zone.area.overlaps(*area));
    let found = [0.3, 0.4, 0.2, 0.5, 0.1, 0.6].map(area).into_iter().find(is_free);
    Some((zero, found.map(|area| Note { text, area })))
}

/// Points along a line, a few pixels apart.
fn path(report: &MapReport, layout: &Layout, places: &[(f64, f64)]) -> impl Iterator<Item = (f64, f64)> {
    places.windows(2).flat_map(move |pair| {
        let [from, to] = [pair[0], pair[1]].map(|place| at(report, layout, place));
        let n_steps = libm::ceil(libm::hypot(to.0 - from.0, to.1 - from.1) / 6.0).clamp(1.0, 400.0) as u32;
        (0..n_steps).map(move |step| {
            let part = f64::from(step) / f64::from(n_steps);
            (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
        })
    })
}

/// The share of draws in which an account stays in its zone: a full ring is certain, half a ring is even.
fn firmness<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    index: usize,
) -> Drawn<DB> {
    let (Some(share), Some(mark)) = (report.extras.firmness[index], layout.marks.get(index)) else {
        return Ok(());
    };
    if mark.stand != Stand::Plot {
        return Ok(());
    }
    let reach = shape_of(report, &report.points[index]).reach(mark.radius) + 2.5;
    let at = (mark.x, mark.y);
    pen.line(&arc(at, reach, 1.0), 1.0, theme.muted.faint(0.3))?;
    pen.line(&arc(at, reach, share), 2.0, theme.ink.faint(0.85))
}

/// Points along the part `share` of a circle, from the top to the right.
fn arc((x, y): (f64, f64), radius: f64, share: f64) -> Vec<(f64, f64)> {
    let n_steps = libm::ceil(share.clamp(0.0, 1.0) * 32.0).max(1.0) as u32;
    (0..=n_steps)
        .map(|step| {
            let angle = std::f64::consts::TAU * share * f64::from(step) / f64::from(n_steps);
            (x + radius * libm::sin(angle), y - radius * libm::cos(angle))
        })
        .collect()
}

/// Trails that are drawn: of the selected accounts, or of all where they are few.
fn trails<'a>(report: &'a MapReport, layout: &Layout) -> impl Iterator<Item = &'a Trail> + use<'a> {
    let is_few = layout.n_drawn() <= MOST;
    report
        .extras
        .trails
        .iter()
        .filter(move |trail| trail.is_selected || is_few)
}

/// A ghost where the account stood, and a line with a head to where it stands.
fn draw_trail<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    trail: &Trail,
) -> Drawn<DB> {
    let (Some(mark), Some(point)) = (layout.marks.get(trail.point), report.points.get(trail.point)) else {
        return Ok(());
    };
    if mark.stand != Stand::Plot {
        return Ok(());
    }
    let then = at(report, layout, (trail.across, trail.up));
    let length = libm::hypot(mark.x - then.0, mark.y - then.1);
    let shape = shape_of(report, point);
    let reach = shape.reach(mark.radius) + 1.5;
    if length < 2.0 {
        return Ok(());
    }
    let strength = if trail.is_selected { 0.95 } else { 0.6 };
    let colour = colour_of(report, point, theme).faint(strength);
    if layout.plot.contains(then) {
        figure(pen, shape, then, mark.radius, theme.background.faint(0.5))?;
        dotted(pen, shape, then, mark.radius, colour)?;
    }
    if length <= reach {
        return Ok(());
    }
    let (across, down) = ((mark.x - then.0) / length, (mark.y - then.1) / length);
    let tip = (mark.x - across * reach, mark.y - down * reach);
    let width = if trail.is_selected { 2.0 } else { 1.25 };
    if let Some((from, to)) = clipped(then, tip, layout.plot) {
        pen.line(&[from, to], width, colour)?;
    }
    let (back, half) = (7.0, 3.5);
    let base = (tip.0 - across * back, tip.1 - down * back);
    let head = [
        tip,
        (base.0 - down * half, base.1 + across * half),
        (base.0 + down * half, base.1 - across * half),
    ];
    pen.fill(&head, colour)
}

/// The outline of a mark that is no more: broken for a circle, thin for the others.
fn dotted<DB: DrawingBackend>(
    pen: &Pen<DB>,
    shape: Shape,
    at: (f64, f64),
    radius: f64,
    colour: Colour,
) -> Drawn<DB> {
    if shape != Shape::Circle {
        return outline(pen, shape, at, radius, 1.0, colour);
    }
    let n_parts = libm::floor(radius * std::f64::consts::TAU / 6.0).clamp(6.0, 40.0);
    for part in 0..n_parts as u32 {
        let angle = |step: f64| (f64::from(part) + step) / n_parts * std::f64::consts::TAU;
        let place = |step| {
            (
                at.0 + radius * libm::sin(angle(step)),
                at.1 - radius * libm::cos(angle(step)),
            )
        };
        pen.line(&[place(0.0), place(0.25), place(0.5)], 1.0, colour)?;
    }
    Ok(())
}

fn write<DB: DrawingBackend>(
    pen: &Pen<DB>,
    note: &Note,
    layout: &Layout,
    plate: Colour,
    colour: Colour,
    is_bold: bool,
) -> Drawn<DB> {
    pen.rectangle(note.area, plate)?;
    let writing = Writing {
        size: layout.frame.text * if is_bold { 1.0 } else { 0.92 },
        is_bold,
        colour,
        side: Side::Middle,
    };
    pen.write(&note.text, note.area.centre(), writing)
}

/// What names of accounts keep off.
pub(super) fn taken(report: &MapReport, layout: &Layout, widths: &dyn TextWidths) -> Vec<Area> {
    let centres = centre_notes(report, layout, widths).into_iter().flatten();
    let zero = below_zero(report, layout, widths).and_then(|(_, note)| note);
    let mut areas: Vec<Area> = centres
        .chain(zero)
        .chain(equal_notes(report, layout, widths))
        .map(|note| note.area)
        .collect();
    let radius = layout.frame.text * CENTRE + 3.0;
    for centre in &report.extras.centres {
        let (x, y) = at(report, layout, (centre.across[1], centre.up[1]));
        areas.push(Area::between((x - radius, y - radius), (x + radius, y + radius)));
    }
    areas
}

/// Stems and the arms of centres, which names rather keep off.
pub(super) fn line_areas(report: &MapReport, layout: &Layout) -> Vec<Area> {
    if layout.crowd != Crowd::Few {
        return Vec::new();
    }
    let arms = report.extras.centres.iter().flat_map(|centre| {
        let [low, middle, high] =
            [0, 1, 2].map(|part| at(report, layout, (centre.across[part], centre.up[part])));
        [
            Area::between((low.0, middle.1 - 2.0), (high.0, middle.1 + 2.0)),
            Area::between((middle.0 - 2.0, low.1), (middle.0 + 2.0, high.1)),
        ]
    });
    let of = |(stem, mark): (&Option<Stem>, &super::Mark)| {
        let stem = (*stem)?;
        let foot = (layout.x_of(report, stem.across), layout.y_of(report, stem.foot));
        Some(Area::between((foot.0 - 1.0, foot.1), (mark.x + 1.0, mark.y)))
    };
    let stems = report.extras.stems.iter().zip(&layout.marks).filter_map(of);
    arms.chain(stems).collect()
}
