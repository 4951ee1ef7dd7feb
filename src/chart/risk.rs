//! Concentration as a curve, largest first, and shares and values at risk as bars.

use crate::report::Tick;
use crate::report::risk::{RiskBar, ShareOfOne, Spreading};

use super::axes::{PlateAxis, Plot, TEXT};
use super::cumulative::{accounts_a_step, curve, draw_before};
use super::fitting::fitted;
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Shape, Side, TextWidths};

/// Below this width a name stands above its bar.
const NARROW: f64 = 560.0;
const MARGIN: f64 = 12.0;

/// The plate of a concentration curve.
pub fn concentration_plate(report: &Spreading, width: f64, text: &dyn TextWidths) -> Plate {
    let height = (width * 0.5).clamp(280.0, 440.0);
    let mut plate = Plate::new(width, height);
    let tick = |share: f64| Tick {
        place: share,
        label: report.numbers.share(share),
    };
    let ticks = || [0.0, 0.2, 0.4, 0.6, 0.8, 1.0].map(tick).into();
    let across = PlateAxis {
        label: "Accounts, largest first →".to_owned(),
        ticks: ticks(),
    };
    let upward = PlateAxis {
        label: format!("↑ {}, added up", report.measure.label()),
        ticks: ticks(),
    };
    let plot = Plot::new(&mut plate, (0.0, height), &across, &upward, text);
    let n = report.points.len().max(1) as f64;
    let place = |index: usize, share: f64| plot.at(index as f64 / n, share);
    let up = |share: f64| share;
    let sums: Vec<f64> = report.points.iter().map(|point| point.cumulative).collect();
    let step = accounts_a_step(sums.len());
    let curve = curve(&plot, &sums, &up);
    let even = vec![plot.at(0.0, 0.0), plot.at(1.0, 1.0)];
    let mut between = curve.clone();
    between.push(even[0]);
    plate.figures.push(Figure::Fill {
        points: between,
        ink: Ink::Series(0),
        opacity: 0.12,
    });
    plate.figures.push(Figure::dashes(even, 1.0, Ink::Muted));
    if let Some(before) = &report.before {
        let named = (Ink::Series(1), format!("dashed, orange: {}", before.name));
        draw_before(&mut plate, &plot, (&before.cumulative, &up), named, text);
    }
    plate.figures.push(Figure::line(curve.clone(), 2.0, Ink::Text));
    for (points, ends) in report.points.chunks(step).zip(curve.windows(2)) {
        plate.targets.extend(on_curve(report, points, ends));
    }
    marks(&mut plate, report, &place);
    plate
}

/// A step of the curve: one account, or of many thousands some that follow each other.
fn on_curve(report: &Spreading, points: &[ShareOfOne], ends: &[(f64, f64)]) -> Option<Target> {
    let (first, last) = (points.first()?, points.last()?);
    let (name, written) = match points.len() {
        1 => (first.name.clone(), first.written.clone()),
        n => (
            format!("{} to {}", first.name, last.name),
            format!("{} to {}, {n} accounts", first.written, last.written),
        ),
    };
    let share = points.iter().map(|point| point.share).sum();
    Some(Target {
        at: ends.last().copied().unwrap_or_default(),
        reach: Reach::Path(ends.to_vec()),
        rows: points.iter().map(|point| point.row).collect(),
        name,
        lines: vec![
            format!("{}: {written}", report.measure.label()),
            format!("{} of the whole", report.numbers.share(share)),
            format!("With all larger ones {}", report.numbers.share(last.cumulative)),
        ],
    })
}

/// The named places of the curve, their names to the right of it and never on one another.
fn marks(plate: &mut Plate, report: &Spreading, place: &dyn Fn(usize, f64) -> (f64, f64)) {
    let mut above = f64::NEG_INFINITY;
    let mut ordered: Vec<&(usize, f64, String)> = report.marks.iter().collect();
    crate::maths::sort_by(&mut ordered, |one, other| other.0.cmp(&one.0));
    for (n_accounts, share, words) in ordered {
        let at = place(*n_accounts, *share);
        plate.figures.push(Figure::Mark {
            at,
            radius: 5.0,
            shape: Shape::Diamond,
            ink: Ink::Accent,
            is_hollow: false,
        });
        let down = (at.1 + 14.0).max(above + TEXT * 1.5);
        above = down;
        plate.figures.push(Figure::title(
            words.clone(),
            (at.0 + 12.0, down),
            TEXT,
            Side::Start,
            Ink::Accent,
        ));
    }
}

/// The plate of horizontal bars.
pub fn bars_plate(bars: &[RiskBar], width: f64, text: &dyn TextWidths) -> Plate {
    let is_narrow = width < NARROW;
    let step = if is_narrow { 42.0 } else { 28.0 };
    let mut plate = Plate::new(width, MARGIN * 2.0 + step * bars.len() as f64);
    let widest = |wide: &dyn Fn(&RiskBar) -> f64| bars.iter().map(wide).fold(0.0, f64::max);
    let names = widest(&|bar| text.width(&bar.name, TEXT, false)).min(width * 0.3);
    let ends = widest(&|bar| text.width(&said(bar), TEXT, false)) + 16.0;
    let left = if is_narrow { MARGIN } else { MARGIN + names + 10.0 };
    let room = (width - MARGIN - ends - left).max(20.0);
    let longest = widest(&|bar| bar.length).max(f64::MIN_POSITIVE);
    for (place, bar) in bars.iter().enumerate() {
        let top = MARGIN + step * place as f64;
        let (name_at, middle, side) = if is_narrow {
            ((MARGIN, top + 9.0), top + 27.0, Side::Start)
        } else {
            ((left - 10.0, top + step / 2.0), top + step / 2.0, Side::End)
        };
        let most = if is_narrow { width - 2.0 * MARGIN } else { names };
        let name = fitted(&bar.name, most, TEXT, text);
        plate
            .figures
            .push(Figure::text(name, name_at, TEXT, side, Ink::Text));
        let end = left + (bar.length / longest * room).max(1.0);
        let area = Area::between((left, middle - 8.0), (end, middle + 8.0));
        plate.figures.push(Figure::Bar {
            area,
            ink: if bar.is_shaky {
                Ink::Series(1)
            } else {
                Ink::Series(0)
            },
            opacity: 0.85,
            is_hatched: bar.is_soft,
        });
        plate.figures.push(Figure::text(
            said(bar),
            (end + 8.0, middle),
            TEXT,
            Side::Start,
            Ink::Muted,
        ));
        plate.targets.push(Target {
            at: (end, middle),
            reach: Reach::Box(Area::between(
                (MARGIN / 2.0, top),
                (width - MARGIN / 2.0, top + step),
            )),
            rows: bar.rows.clone(),
            name: bar.name.clone(),
            lines: bar.lines.clone(),
        });
    }
    plate
}

fn said(bar: &RiskBar) -> String {
    match bar.aside.as_str() {
        "" => bar.label.clone(),
        aside => format!("{}, {aside}", bar.label),
    }
}
