//! Cost to serve against gross margin: above the diagonal an account earns, below it it loses.

use crate::report::serving::{ServingPoint, ServingReport};
use crate::report::style::NumberStyle;
use crate::report::{Scale, Tick};

use super::axes::{PlateAxis, Plot, TEXT};
use super::names::{Named, write_names};
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Shape, Side, TextWidths};

/// Accounts that may be named.
const MOST_NAMES: usize = 60;

/// The plate of cost to serve against gross margin.
pub fn serving_plate(report: &ServingReport, width: f64, text: &dyn TextWidths) -> Plate {
    let height = (width * 0.7).clamp(300.0, 620.0);
    let mut plate = Plate::new(width, height);
    let axis = |label: &str, most: usize| PlateAxis {
        label: label.to_owned(),
        ticks: ticks(&report.scale, most, &report.numbers),
    };
    let n_across = if width < 560.0 { 4 } else { 7 };
    let (across, up) = (
        axis("Cost to serve per year →", n_across),
        axis("↑ Gross margin per year", 7),
    );
    let plot = Plot::new(&mut plate, (0.0, height), &across, &up, text);
    signs(&mut plate, (plot.area.right, &up.label), text);
    let line = vec![plot.at(0.0, 0.0), plot.at(1.0, 1.0)];
    plate.figures.push(Figure::dashes(line, 1.0, Ink::Accent));
    let n_drawn = report.points.len();
    let words = if n_drawn < report.n_known {
        let count = |n: usize| report.numbers.number(n as f64, 0);
        format!(
            "Break-even. Drawn: {} of {}, those that earn or lose most",
            count(n_drawn),
            count(report.n_known)
        )
    } else {
        "Break-even: serving takes all".to_owned()
    };
    let below = (
        plot.area.left + plot.area.width() * 0.08,
        plot.area.bottom - TEXT * 0.8,
    );
    plate
        .figures
        .push(Figure::text(words, below, TEXT, Side::Start, Ink::Accent));
    let largest = (width * 0.03).clamp(8.0, 22.0);
    let radius = |point: &ServingPoint| {
        point
            .relationship
            .map_or(4.0, |share| (largest * libm::sqrt(share)).max(3.0))
    };
    let mut by_size: Vec<&ServingPoint> = report.points.iter().collect();
    crate::maths::sort_by(&mut by_size, |a, b| radius(b).total_cmp(&radius(a)));
    for point in by_size {
        mark(
            &mut plate,
            point,
            plot.at(point.cost, point.margin),
            radius(point),
        );
    }
    let named: Vec<Named> = report
        .points
        .iter()
        .take(MOST_NAMES)
        .map(|point| Named {
            at: plot.at(point.cost, point.margin),
            radius: radius(point),
            name: point.name.clone(),
        })
        .collect();
    // The lowest strip belongs to the words about the line.
    let room = Area {
        bottom: plot.area.bottom - TEXT * 1.6,
        ..plot.area
    };
    write_names(&mut plate, &named, room, text);
    plate
}

/// What shape and area stand for, beside the name of the axis where there is room.
fn signs(plate: &mut Plate, (right, axis): (f64, &str), text: &dyn TextWidths) {
    let room = right - text.width(axis, TEXT, true) - TEXT * 4.0;
    let words = [
        "circle earns, triangle loses; area: relationship value, hollow where it is not known",
        "triangle loses; area: relationship value",
    ];
    if let Some(words) = words
        .into_iter()
        .find(|words| text.width(words, TEXT, false) <= room)
    {
        let at = (right, TEXT * 0.8);
        (plate.figures).push(Figure::text(words.to_owned(), at, TEXT, Side::End, Ink::Muted));
    }
}

fn ticks(scale: &Scale, most: usize, numbers: &NumberStyle) -> Vec<Tick> {
    let tick = |value: f64| Tick {
        place: scale.place(value),
        label: numbers.money_short(value),
    };
    scale.ticks(0.0, 1.0, most).into_iter().map(tick).collect()
}

fn mark(plate: &mut Plate, point: &ServingPoint, at: (f64, f64), radius: f64) {
    let (shape, ink) = match point.contribution < 0.0 {
        true => (Shape::Wedge, Ink::Series(1)),
        false => (Shape::Circle, Ink::Series(2)),
    };
    plate.figures.push(Figure::Mark {
        at,
        radius,
        shape,
        ink,
        is_hollow: point.relationship.is_none(),
    });
    plate.targets.push(Target {
        at,
        reach: Reach::Disc(radius),
        rows: vec![point.row],
        name: point.name.clone(),
        lines: point.lines.clone(),
    });
}
