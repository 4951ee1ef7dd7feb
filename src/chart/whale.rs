//! The whale curve with its accounts on it.

use crate::report::profitability::{WhalePoint, WhaleReport};
use crate::report::{Scale, ScaleKind, Tick};

use super::axes::{PlateAxis, Plot, TEXT};
use super::cumulative::{accounts_a_step, curve, draw_before};
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Shape, Side, TextWidths};

/// Between the line at the peak and its words.
const GAP: f64 = 8.0;
/// More accounts than this have no mark of their own on the curve.
const MOST_MARKS: usize = 150;

/// The plate of a whale curve.
pub fn whale_plate(report: &WhaleReport, width: f64, text: &dyn TextWidths) -> Plate {
    let height = (width * 0.52).clamp(280.0, 520.0);
    let mut plate = Plate::new(width, height);
    let scale = scale(report);
    let plot = Plot::new(
        &mut plate,
        (0.0, height),
        &across(report),
        &up(report, &scale),
        text,
    );
    let place = |sum: f64| scale.place(sum);
    let sums: Vec<f64> = report.points.iter().map(|point| point.cumulative).collect();
    let step = accounts_a_step(sums.len());
    let curve = curve(&plot, &sums, &place);
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
    if let Some(before) = &report.before {
        let named = (Ink::Muted, format!("dashed: {}", before.name));
        draw_before(&mut plate, &plot, (&before.cumulative, &place), named, text);
    }
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
