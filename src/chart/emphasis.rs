//! The curves of winning and keeping, with today and the best amount on each.

use crate::decisions::emphasis::Response;
use crate::portfolio::Effort;
use crate::report::emphasis::EmphasisFound;
use crate::report::{Scale, ScaleKind, Tick};

use super::axes::{PlateAxis, Plot, TEXT};
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Shape, Side, TextWidths};

/// Steps of a curve.
const STEPS: usize = 60;

/// The plate of one curve.
pub fn emphasis_plate(found: &EmphasisFound, effort: Effort, width: f64, text: &dyn TextWidths) -> Plate {
    let height = (width * 0.5).clamp(220.0, 320.0);
    let mut plate = Plate::new(width, height);
    let (curve, today, best, names) = match effort {
        Effort::Winning => (
            found.balance.acquisition,
            found.today.acquisition,
            found.best.acquisition,
            ("Spent per prospect →", "↑ Prospects won"),
        ),
        Effort::Keeping => (
            found.balance.retention,
            found.today.retention,
            found.best.retention,
            ("Spent per customer and year →", "↑ Customers kept"),
        ),
    };
    let reach = found.reach.and_then(|reach| match effort {
        Effort::Winning => reach.readiness[0].map(|_| reach.outcome.acquisition),
        Effort::Keeping => reach.readiness[1].map(|_| reach.outcome.retention),
    });
    let farthest = (today.max(best) * 1.6).max(2.0 / curve.k);
    let across = Scale::fit(ScaleKind::Linear, [0.0, farthest].into_iter(), &[], None);
    let up = Scale::fit(ScaleKind::Linear, [0.0, curve.ceiling].into_iter(), &[], None);
    let ticks = |scale: &Scale, most: usize, write: &dyn Fn(f64) -> String| {
        let tick = |value: f64| Tick {
            place: scale.place(value),
            label: write(value),
        };
        scale
            .ticks(0.0, 1.0, most)
            .into_iter()
            .map(tick)
            .collect::<Vec<_>>()
    };
    let axes = (
        PlateAxis {
            label: names.0.to_owned(),
            ticks: ticks(&across, 5, &|value| found.numbers.money_short(value)),
        },
        PlateAxis {
            label: names.1.to_owned(),
            ticks: ticks(&up, 5, &|value| found.numbers.share(value)),
        },
    );
    let plot = Plot::new(&mut plate, (0.0, height), &axes.0, &axes.1, text);
    let at = |spend: f64, rate: f64| plot.at(across.place(spend), up.place(rate));
    let ceiling = vec![at(0.0, curve.ceiling), at(farthest, curve.ceiling)];
    plate.figures.push(Figure::dashes(ceiling, 1.0, Ink::Muted));
    let label = (plot.area.right, at(0.0, curve.ceiling).1 - TEXT * 0.8);
    plate
        .figures
        .push(Figure::text("At most", label, TEXT, Side::End, Ink::Muted));
    let step = |index: usize| farthest * index as f64 / STEPS as f64;
    let line = (0..=STEPS)
        .map(|index| at(step(index), curve.rate(step(index))))
        .collect();
    plate.figures.push(Figure::line(line, 2.0, Ink::Text));
    point(
        &mut plate,
        found,
        curve,
        ("Today", today),
        (Shape::Circle, Ink::Series(0)),
        &at,
    );
    point(
        &mut plate,
        found,
        curve,
        ("At best", best),
        (Shape::Diamond, Ink::Series(1)),
        &at,
    );
    if let Some(spend) = reach {
        let cap = vec![at(spend, 0.0), at(spend, curve.ceiling)];
        plate.figures.push(Figure::dashes(cap, 1.0, Ink::Text));
        point(
            &mut plate,
            found,
            curve,
            ("Within reach", spend),
            (Shape::Triangle, Ink::Series(2)),
            &at,
        );
    }
    plate
}

fn point(
    plate: &mut Plate,
    found: &EmphasisFound,
    curve: Response,
    (name, spend): (&str, f64),
    (shape, ink): (Shape, Ink),
    at: &dyn Fn(f64, f64) -> (f64, f64),
) {
    let rate = curve.rate(spend);
    let (x, y) = at(spend, rate);
    plate.figures.push(Figure::Mark {
        at: (x, y),
        radius: 6.0,
        shape,
        ink,
        is_hollow: false,
    });
    // Today's name stands below its mark and the best one's above, so that they keep apart where the two meet.
    let aside = match shape {
        Shape::Circle => TEXT * 1.6,
        Shape::Triangle => TEXT * 3.2,
        _ => -TEXT * 1.6,
    };
    plate
        .figures
        .push(Figure::title(name, (x, y + aside), TEXT, Side::Middle, Ink::Text));
    plate.targets.push(Target {
        at: (x, y),
        reach: Reach::Disc(8.0),
        rows: Vec::new(),
        name: name.to_owned(),
        lines: vec![
            format!("Spent: {}", found.numbers.money(spend)),
            format!("Reached: {}", found.numbers.share(rate)),
        ],
    });
}
