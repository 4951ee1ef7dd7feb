//! Two rankings side by side, a line per account.

use crate::maths::sort_by;
use crate::report::metric_audit::{SlopeLine, SlopeReport, Way};

use super::axes::TEXT;
use super::fitting::{fitted, roomy};
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Shape, Side, TextWidths};

/// Height of a line of names.
const LINE: f64 = 16.0;
/// The same where there are few.
const WIDEST_LINE: f64 = 26.0;
/// Where the two rankings begin.
const TOP: f64 = 64.0;
/// Up to this many accounts every name has its line.
const ALL_NAMED: usize = 48;
/// Of more, this many that climb, fall and stand first are named.
const NAMED: usize = 10;
/// Room between a name and its mark.
const GAP: f64 = 9.0;

/// Where things stand.
struct Columns {
    left: f64,
    right: f64,
    bottom: f64,
    room: f64,
}

impl Columns {
    fn new(report: &SlopeReport, width: f64, text: &dyn TextWidths) -> Self {
        let widest = report.lines.iter().map(|line| {
            let width = |end: usize| text.width(&label(line, end), TEXT, false);
            width(0).max(width(1))
        });
        let most = ((width - 90.0) / 2.0).max(60.0);
        let room = (widest.fold(80.0, f64::max) + 2.0).min(most);
        let n = report.n_both as f64;
        Self {
            left: room + GAP + 4.0,
            right: width - room - GAP - 4.0,
            // Few accounts stand wider apart.
            bottom: TOP + (n * WIDEST_LINE).clamp(LINE, ALL_NAMED as f64 * LINE),
            room,
        }
    }

    fn at(&self, line: &SlopeLine, end: usize) -> (f64, f64) {
        let across = if end == 0 { self.left } else { self.right };
        (across, TOP + line.heights[end] * (self.bottom - TOP))
    }
}

/// What stands beside an end of the line.
fn label(line: &SlopeLine, end: usize) -> String {
    match end {
        0 => format!("{}  {}", line.name, line.places[0]),
        _ => format!("{}  {}", line.places[1], line.name),
    }
}

const fn look(way: Way) -> (Ink, Shape) {
    match way {
        Way::Up => (Ink::Series(2), Shape::Triangle),
        Way::Down => (Ink::Series(1), Shape::Wedge),
        Way::Level => (Ink::Neutral, Shape::Circle),
    }
}

/// The plate of two rankings.
pub fn slope_plate(report: &SlopeReport, width: f64, text: &dyn TextWidths) -> Plate {
    let columns = Columns::new(report, width, text);
    let mut plate = Plate::new(width, columns.bottom + LINE * 2.0);
    heads(&mut plate, report, &columns, text);
    let named = named(report);
    let is_crowded = report.lines.len() > ALL_NAMED;
    for way in [Way::Level, Way::Down, Way::Up] {
        let lines = report.lines.iter().enumerate();
        for (index, line) in lines.filter(|(_, line)| line.way == way) {
            let is_strong = named.contains(&index) && (way != Way::Level || !is_crowded);
            line_of(&mut plate, &columns, line, is_strong, is_crowded);
        }
    }
    for end in [0, 1] {
        names(&mut plate, report, &columns, &named, end, text);
    }
    plate.targets = report
        .lines
        .iter()
        .map(|line| target(report, &columns, line))
        .collect();
    plate
}

/// Names of the two rankings, and what the signs mean.
fn heads(plate: &mut Plate, report: &SlopeReport, columns: &Columns, text: &dyn TextWidths) {
    for (end, side) in [(0, Side::End), (1, Side::Start)] {
        let across = if end == 0 { columns.left } else { columns.right };
        let room = if end == 0 {
            across - 4.0
        } else {
            plate.width - across - 4.0
        };
        let words = fitted(&report.heads[end], room, TEXT * 1.07, text);
        plate
            .figures
            .push(Figure::title(words, (across, TOP - 22.0), TEXT, side, Ink::Text));
        let axis = vec![(across, TOP - 8.0), (across, columns.bottom + 8.0)];
        plate.figures.push(Figure::line(axis, 1.0, Ink::Hairline));
    }
    let mut left = 10.0;
    for (way, words) in [
        (Way::Up, "climbs"),
        (Way::Down, "falls"),
        (Way::Level, "stays, or nearly"),
    ] {
        let (ink, shape) = look(way);
        plate.figures.push(Figure::Mark {
            at: (left, 14.0),
            radius: 4.0,
            shape,
            ink,
            is_hollow: false,
        });
        plate.figures.push(Figure::text(
            words,
            (left + 9.0, 14.0),
            TEXT,
            Side::Start,
            Ink::Muted,
        ));
        left += text.width(words, TEXT, false) + 30.0;
    }
}

/// Indices of the lines that are named, the weightiest first.
fn named(report: &SlopeReport) -> Vec<usize> {
    let n = report.lines.len();
    let mut by_climb: Vec<usize> = (0..n).collect();
    if n <= ALL_NAMED {
        return by_climb;
    }
    sort_by(&mut by_climb, |&a, &b| {
        report.lines[b]
            .climbed
            .total_cmp(&report.lines[a].climbed)
            .then(a.cmp(&b))
    });
    let mut named: Vec<usize> = Vec::new();
    for step in 0..NAMED {
        for index in [by_climb[step], by_climb[n - 1 - step], step] {
            if !named.contains(&index) {
                named.push(index);
            }
        }
    }
    named
}

fn line_of(plate: &mut Plate, columns: &Columns, line: &SlopeLine, is_strong: bool, is_crowded: bool) {
    let (ink, shape) = look(line.way);
    let ends = [columns.at(line, 0), columns.at(line, 1)];
    let (width, opacity) = match (is_strong, line.way, is_crowded) {
        (true, Way::Level, _) => (1.0, 0.7),
        (true, ..) => (2.0, 0.95),
        (false, Way::Level, _) => (1.0, 0.16),
        (false, _, true) => (1.0, 0.14),
        (false, _, false) => (1.0, 0.5),
    };
    plate.figures.push(Figure::Line {
        points: ends.to_vec(),
        ink,
        opacity,
        width,
        dash: None,
    });
    if is_strong {
        plate.figures.extend(ends.map(|at| Figure::Mark {
            at,
            radius: 3.5,
            shape,
            ink,
            is_hollow: false,
        }));
    }
}

/// Names beside one end: those that find room, the weightiest first.
fn names(
    plate: &mut Plate,
    report: &SlopeReport,
    columns: &Columns,
    named: &[usize],
    end: usize,
    text: &dyn TextWidths,
) {
    let heights: Vec<f64> = named
        .iter()
        .map(|&index| columns.at(&report.lines[index], end).1)
        .collect();
    let (side, shift) = match end {
        0 => (Side::End, -GAP),
        _ => (Side::Start, GAP),
    };
    for (&index, has_room) in named.iter().zip(roomy(&heights, LINE - 2.0)) {
        if has_room {
            let line = &report.lines[index];
            let (across, down) = columns.at(line, end);
            let words = written(line, end, columns.room, text);
            plate
                .figures
                .push(Figure::text(words, (across + shift, down), TEXT, side, Ink::Text));
        }
    }
}

/// Name and place, the name cut where they do not fit.
fn written(line: &SlopeLine, end: usize, room: f64, text: &dyn TextWidths) -> String {
    let place = &line.places[end];
    let left = room - text.width(&format!("  {place}"), TEXT, false);
    let name = fitted(&line.name, left, TEXT, text);
    match end {
        0 => format!("{name}  {place}"),
        _ => format!("{place}  {name}"),
    }
}

fn target(report: &SlopeReport, columns: &Columns, line: &SlopeLine) -> Target {
    let says = |end: usize| {
        format!(
            "Place {} {}: {}",
            line.places[end], report.said[end], line.values[end]
        )
    };
    Target {
        at: columns.at(line, 0),
        reach: Reach::Path(vec![columns.at(line, 0), columns.at(line, 1)]),
        rows: vec![line.row],
        name: line.name.clone(),
        lines: vec![says(0), says(1)],
    }
}
