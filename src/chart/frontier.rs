//! What is expected to be left against the money it takes: the best choices, the one for the budget, and today's plan.

use crate::report::allocate::{FrontierPoint, FrontierReport};
use crate::report::{Scale, ScaleKind, Tick};

use super::axes::{PlateAxis, Plot, TEXT};
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Shape, Side, TextWidths};

/// The plate of a frontier. Its first targets are the stops, in their order.
pub fn frontier_plate(report: &FrontierReport, width: f64, text: &dyn TextWidths) -> Plate {
    let height = (width * 0.5).clamp(260.0, 380.0);
    let mut plate = Plate::new(width, height);
    let points = || report.stops.iter().chain([&report.best, &report.planned]);
    let moneys = points()
        .map(|point| point.money)
        .chain(report.budget)
        .chain([0.0]);
    let across = Scale::fit(ScaleKind::Linear, moneys, &[], None);
    let worths = points().map(|point| point.worth).chain([0.0]);
    let up = Scale::fit(ScaleKind::Linear, worths, &[], None);
    let ticks = |scale: &Scale, most: usize| {
        let tick = |value: f64| Tick {
            place: scale.place(value),
            label: report.numbers.money_short(value),
        };
        scale
            .ticks(0.0, 1.0, most)
            .into_iter()
            .map(tick)
            .collect::<Vec<_>>()
    };
    let axes = (
        PlateAxis {
            label: "Money it takes →".to_owned(),
            ticks: ticks(&across, if width < 500.0 { 4 } else { 7 }),
        },
        PlateAxis {
            label: "↑ Expected to be left".to_owned(),
            ticks: ticks(&up, 5),
        },
    );
    let plot = Plot::new(&mut plate, (0.0, height), &axes.0, &axes.1, text);
    let at = |money: f64, worth: f64| plot.at(across.place(money), up.place(worth));
    limit(&mut plate, report, &plot, &at);
    let stairs = stairs(&report.stops, &at, plot.area.right);
    plate.figures.push(Figure::line(stairs, 2.0, Ink::Text));
    for stop in &report.stops {
        mark(
            &mut plate,
            stop,
            at(stop.money, stop.worth),
            (3.5, Shape::Circle, Ink::Text),
            None,
        );
    }
    let planned = at(report.planned.money, report.planned.worth);
    let best = at(report.best.money, report.best.worth);
    let is_same = (planned.0 - best.0).abs() < 1.0 && (planned.1 - best.1).abs() < 1.0;
    if !is_same {
        let name = placed("Planned today", planned, &plot, text);
        mark(
            &mut plate,
            &report.planned,
            planned,
            (6.0, Shape::Square, Ink::Series(1)),
            Some(name),
        );
    }
    let words = if is_same {
        "Best, and planned today"
    } else {
        "Best for this budget"
    };
    let name = placed(words, best, &plot, text);
    // Where both stand close together the names stand below each other.
    let (apart, down) = (text.width(words, TEXT, true) + 8.0, TEXT * 1.5);
    let collide = !is_same && (planned.0 - best.0).abs() < apart && (planned.1 - best.1).abs() < down;
    let name = if collide {
        (name.0, (name.1.0, name.1.1 + down))
    } else {
        name
    };
    mark(
        &mut plate,
        &report.best,
        best,
        (7.0, Shape::Diamond, Ink::Accent),
        Some(name),
    );
    plate
}

/// What can be had with a budget: nothing more until the next choice is affordable.
fn stairs(stops: &[FrontierPoint], at: &dyn Fn(f64, f64) -> (f64, f64), right: f64) -> Vec<(f64, f64)> {
    let mut line: Vec<(f64, f64)> = Vec::with_capacity(stops.len() * 2 + 1);
    for stop in stops {
        let point = at(stop.money, stop.worth);
        if let Some(&(_, level)) = line.last() {
            line.push((point.0, level));
        }
        line.push(point);
    }
    line.extend(line.last().map(|&(_, level)| (right, level)));
    line
}

/// The budget as an upright line.
fn limit(plate: &mut Plate, report: &FrontierReport, plot: &Plot, at: &dyn Fn(f64, f64) -> (f64, f64)) {
    let Some(budget) = report.budget else { return };
    let x = at(budget, 0.0).0;
    let line = vec![(x, plot.area.top), (x, plot.area.bottom)];
    plate.figures.push(Figure::dashes(line, 1.0, Ink::Muted));
    let (aside, side) = if x > plot.area.left + plot.area.width() * 0.8 {
        (-6.0, Side::End)
    } else {
        (6.0, Side::Start)
    };
    let label = (x + aside, plot.area.bottom - TEXT);
    plate
        .figures
        .push(Figure::text("Budget", label, TEXT, side, Ink::Muted));
}

/// A name below its mark, where the line does not pass, that stays within the plot.
fn placed(
    name: &'static str,
    at: (f64, f64),
    plot: &Plot,
    text: &dyn TextWidths,
) -> (&'static str, (f64, f64)) {
    let width = text.width(name, TEXT, true);
    let (first, last) = (plot.area.left + 2.0, plot.area.right - width - 2.0);
    let x = (at.0 + 4.0).min(last).max(first);
    let y = (at.1 + TEXT * 1.5).min(plot.area.bottom - TEXT * 0.7);
    (name, (x, y))
}

fn mark(
    plate: &mut Plate,
    point: &FrontierPoint,
    at: (f64, f64),
    (radius, shape, ink): (f64, Shape, Ink),
    name: Option<(&'static str, (f64, f64))>,
) {
    plate.figures.push(Figure::Mark {
        at,
        radius,
        shape,
        ink,
        is_hollow: false,
    });
    if let Some((name, place)) = name {
        plate
            .figures
            .push(Figure::title(name, place, TEXT, Side::Start, Ink::Text));
    }
    plate.targets.push(Target {
        at,
        reach: Reach::Disc(radius + 2.0),
        rows: Vec::new(),
        name: point.name.clone(),
        lines: point.lines.clone(),
    });
}
