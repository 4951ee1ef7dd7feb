//! The whale curve with its accounts on it.

use crate::report::profitability::{WhalePoint, WhaleReport};
use crate::report::{Scale, ScaleKind, Tick};

use super::axes::{PlateAxis, Plot, TEXT};
use super::fitting::fitted;
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Shape, Side, TextWidths};

/// Steps of the curve at most: of more accounts several share a step.
const MOST_STEPS: usize = 1_000;
/// Between the line at the peak and its words.
const GAP: f64 = 8.0;
/// More accounts than this have no mark of their own on the curve.
const MOST_MARKS: usize = 150;

/// The plate of a whale curve.
pub fn whale_plate(report: &WhaleReport, width: f64, text: &dyn TextWidths) -> Plate {
    let height = (width * 0.52).clamp(280.0, 520.0);
    let mut plate = Plate::new(width, height);
    let scale = scale(report);
    let n = report.points.len().max(1) as f64;
    let plot = Plot::new(
        &mut plate,
        (0.0, height),
        &across(report),
        &up(report, &scale),
        text,
    );
    let place = |index: usize, value: f64| plot.at(index as f64 / n, scale.place(value));
    let step = report.points.len().div_ceil(MOST_STEPS).max(1);
    let mut curve = vec![place(0, 0.0)];
    for (index, points) in report.points.chunks(step).enumerate() {
        let cumulative = points.last().map_or(0.0, |point| point.cumulative);
        curve.push(place(index * step + points.len(), cumulative));
    }
    let n_earning = report.points.iter().filter(|point| point.value > 0.0).count();
    shade(
        &mut plate,
        &curve,
        n_earning / step,
        plot.at(0.0, scale.place(0.0)).1,
    );
    let whole = [plot.at(0.0, scale.place(1.0)), plot.at(1.0, scale.place(1.0))];
    plate
        .figures
        .push(Figure::dashes(whole.to_vec(), 1.0, Ink::Muted));
    draw_before(&mut plate, report, (&plot, &scale), text);
    plate.figures.push(Figure::line(curve.clone(), 2.0, Ink::Text));
    for (index, points) in report.points.chunks(step).enumerate() {
        mark(&mut plate, report, points, (curve[index], curve[index + 1]));
    }
    peak(
        &mut plate,
        report,
        plot.at(report.peak.1, scale.place(report.peak.0)),
        plot.area,
        text,
    );
    plate
}

fn scale(report: &WhaleReport) -> Scale {
    let before = report
        .before
        .iter()
        .flat_map(|before| &before.cumulative)
        .copied();
    let values = report.points.iter().map(|point| point.cumulative).chain(before);
    Scale::fit(ScaleKind::Linear, values, &[0.0, 1.0], None)
}

/// The curve of the snapshot compared with, dashed, and its name above the floor.
fn draw_before(
    plate: &mut Plate,
    report: &WhaleReport,
    (plot, scale): (&Plot, &Scale),
    text: &dyn TextWidths,
) {
    let Some(before) = &report.before else { return };
    let n = before.cumulative.len().max(1);
    let step = n.div_ceil(MOST_STEPS).max(1);
    let mut curve = vec![plot.at(0.0, scale.place(0.0))];
    for (index, shares) in before.cumulative.chunks(step).enumerate() {
        let across = (index * step + shares.len()) as f64 / n as f64;
        curve.push(plot.at(across, scale.place(shares.last().copied().unwrap_or_default())));
    }
    plate.figures.push(Figure::dashes(curve, 1.5, Ink::Muted));
    let words = fitted(
        &format!("dashed: {}", before.name),
        plot.area.width() * 0.6,
        TEXT,
        text,
    );
    let at = (plot.area.right - 4.0, plot.area.bottom - TEXT);
    plate
        .figures
        .push(Figure::text(words, at, TEXT, Side::End, Ink::Muted));
}

fn across(report: &WhaleReport) -> PlateAxis {
    let tick = |share: f64| Tick {
        place: share,
        label: report.numbers.share(share),
    };
    PlateAxis {
        label: "Accounts, best first →".to_owned(),
        ticks: [0.0, 0.2, 0.4, 0.6, 0.8, 1.0].map(tick).into(),
    }
}

fn up(report: &WhaleReport, scale: &Scale) -> PlateAxis {
    let tick = |value: f64| Tick {
        place: scale.place(value),
        label: report.numbers.share(value),
    };
    PlateAxis {
        label: format!("↑ {}, added up, of the whole", report.measure.label()),
        ticks: scale.ticks(0.0, 1.0, 6).into_iter().map(tick).collect(),
    }
}

/// What earns and what gives away again, under the curve.
fn shade(plate: &mut Plate, curve: &[(f64, f64)], n_rising: usize, floor: f64) {
    for (part, ink) in [
        (&curve[..=n_rising], Ink::Series(2)),
        (&curve[n_rising..], Ink::Series(1)),
    ] {
        if let (Some(first), Some(last)) = (part.first(), part.last()).to_owned()
            && part.len() > 1
        {
            let mut points = part.to_vec();
            points.extend([(last.0, floor), (first.0, floor)]);
            plate.figures.push(Figure::Fill {
                points,
                ink,
                opacity: 0.14,
            });
        }
    }
}

/// A step of the curve: a mark where there is room, and always a target.
fn mark(
    plate: &mut Plate,
    report: &WhaleReport,
    points: &[WhalePoint],
    (from, to): ((f64, f64), (f64, f64)),
) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return;
    };
    if report.points.len() <= MOST_MARKS {
        let (shape, ink) = match last.value < 0.0 {
            true => (Shape::Wedge, Ink::Series(1)),
            false => (Shape::Circle, Ink::Series(2)),
        };
        plate.figures.push(Figure::Mark {
            at: to,
            radius: 3.5,
            shape,
            ink,
            is_hollow: false,
        });
    }
    let (name, written) = match points.len() {
        1 => (first.name.clone(), first.written.clone()),
        n => (
            format!(
                "{} to {}: {} accounts",
                first.name,
                last.name,
                report.numbers.number(n as f64, 0)
            ),
            format!("{} to {}", first.written, last.written),
        ),
    };
    plate.targets.push(Target {
        at: to,
        reach: Reach::Path(vec![from, to]),
        rows: points.iter().map(|point| point.row).collect(),
        name,
        lines: vec![
            format!("{}: {written}", report.measure.label()),
            format!(
                "With all better ones {} of the whole",
                report.numbers.share(last.cumulative)
            ),
        ],
    });
}

/// The highest point, named.
fn peak(plate: &mut Plate, report: &WhaleReport, at: (f64, f64), area: Area, text: &dyn TextWidths) {
    let words = format!("Peak: {}", report.peak_words);
    let right = (at.0 - GAP).max(area.left + text.width(&words, TEXT, true));
    plate
        .figures
        .push(Figure::dashes(vec![at, (at.0, area.bottom)], 1.0, Ink::Accent));
    // At the foot, where neither the curve nor the line of the whole runs.
    let foot = (right.min(area.right), area.bottom - TEXT * 1.5);
    plate
        .figures
        .push(Figure::title(words, foot, TEXT, Side::End, Ink::Accent));
}
