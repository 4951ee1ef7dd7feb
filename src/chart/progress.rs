//! A measure over time, and who moved.

use crate::report::progress::{Moment, Moved, Mover, ProgressReport};
use crate::report::{Scale, ScaleKind, Tick, short};

use super::axes::{PlateAxis, Plot, TEXT};
use super::fitting::fitted;
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Shape, Side, TextWidths};

/// Accounts drawn; the table has them all.
const MOST_MOVERS: usize = 40;
/// Height of an account's line, in CSS pixels.
const LINE: f64 = 24.0;

/// The line over all snapshots.
pub fn progress_plate(report: &ProgressReport, width: f64, text: &dyn TextWidths) -> Plate {
    let height = (width * 0.4).clamp(220.0, 380.0);
    let mut plate = Plate::new(width, height);
    let points = report.moments.iter().chain(&report.ghost);
    let values = points.map(|moment| moment.value);
    // Room above the highest moment for its name.
    let most = values.clone().fold(0.0, f64::max);
    let up = Scale::fit(ScaleKind::Linear, values, &[0.0, most * 1.2], None);
    let times = times(report);
    let across = Scale::fit(ScaleKind::Linear, times.iter().copied(), &[], None);
    let tick = |value: f64| Tick {
        place: up.place(value),
        label: short(&report.numbers, report.measure.unit(), value),
    };
    let axes = (
        PlateAxis {
            label: String::new(),
            ticks: dates(report, &across, &times, (width, text)),
        },
        PlateAxis {
            label: format!("↑ {}", report.measure.label()),
            ticks: up.ticks(0.0, 1.0, 5).into_iter().map(tick).collect(),
        },
    );
    let plot = Plot::new(&mut plate, (0.0, height), &axes.0, &axes.1, text);
    let at = |index: usize| {
        let moment = &report.moments[index];
        plot.at(across.place(times[index]), up.place(moment.value))
    };
    let line: Vec<(f64, f64)> = (0..report.moments.len()).map(at).collect();
    plate
        .figures
        .push(Figure::line(line.clone(), 2.0, Ink::Series(0)));
    let last = line.len().saturating_sub(1);
    let ghost = report.ghost.as_ref().zip(line.last()).map(|(ghost, now)| {
        let at = (now.0, plot.at(0.0, up.place(ghost.value)).1);
        // It goes on from the last snapshot, as today does.
        let from = line[last.saturating_sub(1)];
        plate
            .figures
            .push(Figure::dashes(vec![from, at], 1.5, Ink::Series(0)));
        (ghost, at)
    });
    let stands = report.moments.iter().zip(line.iter().copied());
    for (moment, at) in stands.chain(ghost) {
        let is_hollow = report
            .ghost
            .as_ref()
            .is_some_and(|ghost| std::ptr::eq(ghost, moment));
        plate.figures.push(Figure::Mark {
            at,
            radius: 5.0,
            shape: Shape::Circle,
            ink: Ink::Series(0),
            is_hollow,
        });
        plate.targets.push(Target {
            at,
            reach: Reach::Disc(6.0),
            rows: Vec::new(),
            name: moment.name.clone(),
            lines: vec![
                format!("{}: {}", report.measure.label(), moment.written),
                match moment.n_known {
                    1 => format!("As of {}", report.numbers.day(moment.day)),
                    n => format!("As of {}, {n} accounts", report.numbers.day(moment.day)),
                },
            ],
        });
    }
    let names = report.moments.iter();
    let names: Vec<String> = names
        .map(|moment| format!("{}: {}", moment.name, moment.written))
        .collect();
    let taken = label_course(&mut plate, &names, &line, plot.area, text);
    if let Some((ghost, at)) = ghost {
        label_ghost(&mut plate, ghost, at, (&taken, plot.area), text);
    }
    plate
}

/// The name of the scenario left of its mark, where it covers no other.
fn label_ghost(
    plate: &mut Plate,
    ghost: &Moment,
    (x, y): (f64, f64),
    (taken, area): (&[Area], Area),
    text: &dyn TextWidths,
) {
    let words = format!("{}: {}", ghost.name, ghost.written);
    let words = fitted(&words, area.width() * 0.6, TEXT, text);
    let wide = text.width(&words, TEXT, false);
    let places = [(x - 10.0, y), (x, y - 14.0), (x, y + 14.0)];
    let free = places.into_iter().find(|(right, down)| {
        let room = Area::between((right - wide, down - TEXT * 0.6), (*right, down + TEXT * 0.6));
        let is_inside = room.top >= area.top && room.bottom <= area.bottom;
        is_inside && !taken.iter().any(|other| other.overlaps(room))
    });
    if let Some(at) = free {
        plate
            .figures
            .push(Figure::text(words, at, TEXT, Side::End, Ink::Text));
    }
}

/// Names of the moments on the side of the line that it leaves free; one that would cover another is left to its card.
fn label_course(
    plate: &mut Plate,
    names: &[String],
    line: &[(f64, f64)],
    area: Area,
    text: &dyn TextWidths,
) -> Vec<Area> {
    const AWAY: f64 = 14.0;
    let mut taken: Vec<Area> = Vec::new();
    for (index, (name, &(x, y))) in names.iter().zip(line).enumerate().rev() {
        let before = index.checked_sub(1).map(|index| line[index].1);
        let after = line.get(index + 1).map(|point| point.1);
        let (is_above, back) = match (before, after) {
            (None, Some(after)) => (after >= y, 0.0),
            (Some(before), None) => (before >= y, 1.0),
            (Some(before), Some(after)) if before >= y && after >= y => (true, 0.5),
            (Some(before), Some(after)) if before < y && after < y => (false, 0.5),
            (Some(before), Some(_)) => (true, if before > y { 1.0 } else { 0.0 }),
            (None, None) => (true, 0.5),
        };
        let wide = text.width(name, TEXT, false);
        let left = (x - back * wide).clamp(area.left + 2.0, (area.right - wide).max(area.left + 2.0));
        let down = if is_above { y - AWAY } else { y + AWAY };
        let down = down.clamp(area.top + TEXT * 0.5, area.bottom - TEXT * 0.7);
        let room = Area::between((left, down - TEXT * 0.6), (left + wide, down + TEXT * 0.6));
        let is_free = taken.iter().all(|other| {
            other.right < room.left
                || room.right < other.left
                || other.bottom < room.top
                || room.bottom < other.top
        });
        if is_free && left + wide <= area.right + 8.0 {
            (plate.figures).push(Figure::text(
                name.clone(),
                (left, down),
                TEXT,
                Side::Start,
                Ink::Text,
            ));
            taken.push(room);
        }
    }
    taken
}

/// Where the moments stand: by day, or one after the other where two share a day.
fn times(report: &ProgressReport) -> Vec<f64> {
    let days = report
        .moments
        .iter()
        .map(|moment| f64::from(moment.day.epoch_days()));
    let days: Vec<f64> = days.collect();
    if days.windows(2).all(|pair| pair[0] < pair[1]) {
        return days;
    }
    (0..days.len()).map(|index| index as f64).collect()
}

/// The days of the snapshots, as many as find room.
fn dates(
    report: &ProgressReport,
    across: &Scale,
    times: &[f64],
    (width, text): (f64, &dyn TextWidths),
) -> Vec<Tick> {
    let mut ticks: Vec<Tick> = Vec::new();
    for (moment, &time) in report.moments.iter().zip(times) {
        let label = report.numbers.day(moment.day);
        let place = across.place(time);
        let room = (text.width(&label, TEXT, false) + 10.0) / width.max(1.0);
        if ticks.last().is_none_or(|last| place - last.place > room) {
            ticks.push(Tick { place, label });
        }
    }
    ticks
}

/// Then and now of the accounts that moved most, a line each.
pub fn movers_plate(moved: &Moved, width: f64, text: &dyn TextWidths) -> Plate {
    let movers = &moved.movers[..moved.movers.len().min(MOST_MOVERS)];
    let head = LINE * 1.4;
    let mut plate = Plate::new(width, head + LINE * movers.len() as f64 + 8.0);
    let names = movers.iter().map(|mover| text.width(&mover.name, TEXT, false));
    let left = names.fold(60.0, f64::max).min(width * 0.4) + 12.0;
    let changes = movers
        .iter()
        .map(|mover| text.width(&mover.written[2], TEXT, false));
    let right = width - changes.fold(20.0, f64::max) - 16.0;
    let heading = format!("○ {}   ● now", moved.since);
    plate.figures.push(Figure::text(
        heading,
        (left, LINE * 0.7),
        TEXT,
        Side::Start,
        Ink::Muted,
    ));
    let x = |value: f64| left + moved.scale.place(value) * (right - left);
    let zero = x(0.0);
    let ends = vec![(zero, head - 6.0), (zero, plate.height - 6.0)];
    plate.figures.push(Figure::line(ends, 1.0, Ink::Hairline));
    for (index, mover) in movers.iter().enumerate() {
        let y = head + LINE * (index as f64 + 0.5);
        mover_line(
            &mut plate,
            mover,
            (x(mover.before), x(mover.after)),
            y,
            (left, right),
            text,
        );
    }
    plate
}

fn mover_line(
    plate: &mut Plate,
    mover: &Mover,
    (before, after): (f64, f64),
    y: f64,
    (left, right): (f64, f64),
    text: &dyn TextWidths,
) {
    // Colour-blind safe, and paired with the side the filled mark stands on.
    let ink = if mover.after < mover.before {
        Ink::Series(1)
    } else {
        Ink::Series(0)
    };
    plate
        .figures
        .push(Figure::line(vec![(before, y), (after, y)], 2.0, ink));
    for (x, is_hollow) in [(before, true), (after, false)] {
        plate.figures.push(Figure::Mark {
            at: (x, y),
            radius: 4.5,
            shape: Shape::Circle,
            ink,
            is_hollow,
        });
    }
    let name = fitted(&mover.name, left - 12.0, TEXT, text);
    plate
        .figures
        .push(Figure::text(name, (left - 8.0, y), TEXT, Side::End, Ink::Text));
    let change = (plate.width - 6.0, y);
    plate.figures.push(Figure::text(
        mover.written[2].clone(),
        change,
        TEXT,
        Side::End,
        Ink::Text,
    ));
    let [then, now, change] = &mover.written;
    plate.targets.push(Target {
        at: (after, y),
        reach: Reach::Box(Area::between((0.0, y - LINE / 2.0), (right, y + LINE / 2.0))),
        rows: vec![mover.row],
        name: mover.name.clone(),
        lines: vec![format!("Then {then}, now {now}"), format!("Change {change}")],
    });
}
