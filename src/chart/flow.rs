//! Who moved between segments: bands from where accounts stood to where they stand.

use crate::report::segment_flow::{FlowBand, FlowReport};

use super::axes::TEXT;
use super::fitting::fitted;
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Side, TextWidths};

const TOP: f64 = 40.0;
/// Room between two places.
const GAP: f64 = 10.0;
/// Least height of a place, so that its name has room.
const LEAST: f64 = 16.0;
const NODE: f64 = 8.0;
/// Steps of a curve.
const STEPS: usize = 16;

/// Places of one end, from top to bottom; the last is outside.
struct End {
    tops: Vec<f64>,
    /// How far each is filled by bands.
    filled: Vec<f64>,
    heights: Vec<f64>,
}

impl End {
    fn new(counts: &[usize], unit: f64) -> Self {
        let mut down = TOP;
        let mut end = Self {
            tops: Vec::new(),
            filled: vec![0.0; counts.len()],
            heights: Vec::new(),
        };
        for &count in counts {
            let height = if count == 0 {
                0.0
            } else {
                (count as f64 * unit).max(LEAST)
            };
            end.tops.push(down);
            end.heights.push(height);
            down += if count == 0 { 0.0 } else { height + GAP };
        }
        end
    }

    fn bottom(&self) -> f64 {
        let ends = self
            .tops
            .iter()
            .zip(&self.heights)
            .map(|(top, height)| top + height);
        ends.fold(TOP, f64::max)
    }

    /// The next `height` of a place.
    fn take(&mut self, place: usize, height: f64) -> (f64, f64) {
        let from = self.tops[place] + self.filled[place];
        self.filled[place] += height;
        (from, from + height)
    }
}

/// The plate of who moved.
pub fn flow_plate(report: &FlowReport, width: f64, text: &dyn TextWidths) -> Plate {
    let n = report.places.len();
    let counts = |side: fn(&FlowBand) -> Option<usize>| {
        let mut counts = vec![0; n + 1];
        for band in &report.bands {
            counts[side(band).unwrap_or(n)] += band.count;
        }
        counts
    };
    let (then, now) = (counts(|band| band.from), counts(|band| band.to));
    let all: usize = report.bands.iter().map(|band| band.count).sum();
    let unit = 300.0 / all.max(1) as f64;
    let (mut left, mut right) = (End::new(&then, unit), End::new(&now, unit));
    let mut plate = Plate::new(width, left.bottom().max(right.bottom()) + 16.0);
    let room = (width * 0.3).min(200.0);
    let across = (room + NODE + 6.0, width - room - NODE - 6.0);
    for band in &report.bands {
        let height = band.count as f64 * unit;
        let ends = (
            left.take(band.from.unwrap_or(n), height),
            right.take(band.to.unwrap_or(n), height),
        );
        draw(&mut plate, report, band, across, ends);
    }
    for (is_then, end, counts) in [(true, &left, &then), (false, &right, &now)] {
        names(&mut plate, report, end, counts, (is_then, across, room), text);
    }
    plate
}

fn ink(place: Option<usize>) -> Ink {
    place.map_or(Ink::Neutral, |place| Ink::Series((place % 7) as u8))
}

fn draw(
    plate: &mut Plate,
    report: &FlowReport,
    band: &FlowBand,
    (left, right): (f64, f64),
    (from, to): ((f64, f64), (f64, f64)),
) {
    let is_stay = band.from == band.to;
    let curve = |from: f64, to: f64| -> Vec<(f64, f64)> {
        (0..=STEPS)
            .map(|step| {
                let part = step as f64 / STEPS as f64;
                let bent = part * part * (3.0 - 2.0 * part);
                (left + part * (right - left), from + bent * (to - from))
            })
            .collect()
    };
    let mut points = curve(from.0, to.0);
    points.extend(curve(from.1, to.1).into_iter().rev());
    plate.figures.push(Figure::Fill {
        points,
        ink: ink(band.from),
        opacity: if is_stay { 0.22 } else { 0.6 },
    });
    let middle = |ends: (f64, f64)| (ends.0 + ends.1) / 2.0;
    let path = curve(middle(from), middle(to));
    let names = (report.name(band.from, true), report.name(band.to, false));
    let mut lines = vec![match band.count {
        1 => "1 account".to_owned(),
        n => format!("{n} accounts"),
    }];
    lines.extend((!band.names.is_empty()).then(|| band.names.clone()));
    plate.targets.push(Target {
        at: path[STEPS / 2],
        reach: Reach::Path(path),
        rows: band.rows.clone(),
        name: if is_stay {
            format!("Stayed in {}", names.0)
        } else {
            format!("{} to {}", names.0, names.1)
        },
        lines,
    });
}

fn names(
    plate: &mut Plate,
    report: &FlowReport,
    end: &End,
    counts: &[usize],
    (is_then, across, room): (bool, (f64, f64), f64),
    text: &dyn TextWidths,
) {
    let (x, side, shift) = match is_then {
        true => (across.0 - NODE, Side::End, -6.0),
        false => (across.1 + NODE, Side::Start, 6.0),
    };
    let head = if is_then { &report.then } else { &report.now };
    let head = fitted(head, room + NODE, TEXT * 1.07, text);
    plate
        .figures
        .push(Figure::title(head, (x, TOP - 20.0), TEXT, side, Ink::Text));
    for (place, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let place_of = (place < report.places.len()).then_some(place);
        let (top, height) = (end.tops[place], end.heights[place]);
        let edge = if is_then { across.0 } else { across.1 };
        plate.figures.push(Figure::bar(
            Area::between((edge, top), (x, top + height)),
            ink(place_of),
        ));
        let count = format!("  {count}");
        let name = fitted(
            report.name(place_of, is_then),
            room - 6.0 - text.width(&count, TEXT, false),
            TEXT,
            text,
        );
        let at = (x + shift, top + height / 2.0);
        plate
            .figures
            .push(Figure::text(name + &count, at, TEXT, side, Ink::Text));
    }
}
