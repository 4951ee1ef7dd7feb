//! The 3Ps as lines over three scales.

use std::collections::BTreeSet;

use crate::report::three_ps_picture::{Lead, NAMES, ThreeLine, ThreePsPicture};
use crate::report::three_ps_since::ThreePsSince;

use super::axes::TEXT;
use super::fitting::{fitted, roomy};
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Shape, Side, TextWidths};

const TOP: f64 = 66.0;
/// Room for what is compared with, above the scales.
const SINCE: f64 = 18.0;
/// Lines that are named beside the last scale, where there is room.
const NAMED: usize = 24;
/// More lines than this are drawn faintly, without marks.
const CROWD: usize = 90;

/// Where things stand.
struct Scales {
    across: [f64; 3],
    top: f64,
    bottom: f64,
    /// Where unknown scores stand.
    unknown: f64,
    /// Room for names right of the last scale.
    room: f64,
}

impl Scales {
    fn new(report: &ThreePsPicture, width: f64) -> Self {
        let top = TOP + if report.since.is_some() { SINCE } else { 0.0 };
        let room = (width * 0.24).clamp(84.0, 190.0);
        let (left, right) = (44.0, width - room - 12.0);
        let bottom = top + (width * 0.46).clamp(250.0, 430.0);
        Self {
            across: [left, (left + right) / 2.0, right],
            top,
            bottom,
            unknown: bottom + 30.0,
            room,
        }
    }

    fn up(&self, score: f64) -> f64 {
        self.bottom - score / 100.0 * (self.bottom - self.top)
    }

    fn at(&self, line: &ThreeLine, side: usize) -> (f64, f64) {
        let down = line.scores[side].map_or(self.unknown, |score| self.up(score));
        (self.across[side], down)
    }

    /// Where the account of `line` stood; `None` where its score was not known.
    fn then(&self, line: &ThreeLine, side: usize) -> Option<(f64, f64)> {
        let score = line.then.as_ref()?.scores[side]?;
        Some((self.across[side], self.up(score)))
    }
}

const fn look(lead: Lead) -> (Ink, Shape) {
    match lead {
        Lead::One(0) => (Ink::Series(0), Shape::Square),
        Lead::One(1) => (Ink::Series(2), Shape::Triangle),
        Lead::One(_) => (Ink::Series(3), Shape::Diamond),
        Lead::None => (Ink::Neutral, Shape::Circle),
    }
}

/// The plate of the 3Ps, with the accounts in `chosen` where they stood then.
pub fn three_ps_plate(
    report: &ThreePsPicture,
    chosen: &BTreeSet<usize>,
    width: f64,
    text: &dyn TextWidths,
) -> Plate {
    let scales = Scales::new(report, width);
    let mut plate = Plate::new(width, scales.unknown + 26.0);
    legend(&mut plate, text);
    ground(&mut plate, report, &scales);
    let is_crowded = report.lines.len() > CROWD;
    for line in report.lines.iter().rev() {
        draw(&mut plate, &scales, line, is_crowded);
    }
    if let Some(since) = &report.since {
        medians_then(&mut plate, since, &scales, text);
        for index in report.ghosts(chosen) {
            ghost(&mut plate, &scales, &report.lines[index]);
        }
    }
    names(&mut plate, report, &scales, text);
    plate.targets = report
        .lines
        .iter()
        .map(|line| target(report, &scales, line))
        .collect();
    plate
}

fn legend(plate: &mut Plate, text: &dyn TextWidths) {
    let leads = [Lead::One(0), Lead::One(1), Lead::One(2), Lead::None];
    let words = ["payoff leads", "potential", "partnership", "none"];
    let mut left = 10.0;
    for (lead, words) in leads.into_iter().zip(words) {
        let (ink, shape) = look(lead);
        plate.figures.push(Figure::Mark {
            at: (left, 14.0),
            radius: 4.0,
            shape,
            ink,
            is_hollow: false,
        });
        plate.figures.push(Figure::text(
            words,
            (left + 8.0, 14.0),
            TEXT,
            Side::Start,
            Ink::Muted,
        ));
        left += text.width(words, TEXT, false) + 22.0;
    }
}

/// The three scales with the middle half of the accounts on each.
fn ground(plate: &mut Plate, report: &ThreePsPicture, scales: &Scales) {
    for score in [0.0, 25.0, 50.0, 75.0, 100.0] {
        let down = scales.up(score);
        let ends = vec![(scales.across[0], down), (scales.across[2], down)];
        plate.figures.push(Figure::line(ends, 1.0, Ink::Hairline));
        let label = format!("{score:.0}");
        let at = (scales.across[0] - 12.0, down);
        plate
            .figures
            .push(Figure::text(label, at, TEXT, Side::End, Ink::Muted));
    }
    for (side, typical) in report.typical.iter().enumerate() {
        let x = scales.across[side];
        if let Some([low, middle, high]) = typical.quartiles {
            plate.figures.push(Figure::Bar {
                area: Area::between((x - 7.0, scales.up(high)), (x + 7.0, scales.up(low))),
                ink: Ink::Accent,
                opacity: 0.18,
                is_hatched: false,
            });
            let across = vec![(x - 9.0, scales.up(middle)), (x + 9.0, scales.up(middle))];
            plate.figures.push(Figure::line(across, 2.0, Ink::Accent));
        }
        let axis = vec![(x, scales.top), (x, scales.bottom)];
        plate.figures.push(Figure::line(axis, 1.0, Ink::Muted));
        plate.figures.push(Figure::title(
            NAMES[side],
            (x, scales.top - 26.0),
            TEXT,
            Side::Middle,
            Ink::Text,
        ));
        if typical.n_unknown > 0 {
            let words = format!("{} not known", typical.n_unknown);
            plate.figures.push(Figure::text(
                words,
                (x, scales.unknown + 16.0),
                TEXT,
                Side::Middle,
                Ink::Muted,
            ));
        }
    }
}

/// What broken lines mean, and the medians then.
fn medians_then(plate: &mut Plate, since: &ThreePsSince, scales: &Scales, text: &dyn TextWidths) {
    let dashes = |from: (f64, f64), to: (f64, f64)| Figure::dashes(vec![from, to], 2.0, Ink::Muted);
    plate.figures.push(dashes((4.0, 32.0), (22.0, 32.0)));
    let words = fitted(&since.name, plate.width - 40.0, TEXT, text);
    let at = (28.0, 32.0);
    plate
        .figures
        .push(Figure::text(words, at, TEXT, Side::Start, Ink::Muted));
    for (x, median) in scales.across.into_iter().zip(since.medians) {
        if let Some(median) = median {
            let y = scales.up(median);
            plate.figures.push(dashes((x - 14.0, y), (x + 14.0, y)));
        }
    }
}

/// Where one account stood: a broken line with hollow marks, and how far it came on each scale.
fn ghost(plate: &mut Plate, scales: &Scales, line: &ThreeLine) {
    let (ink, shape) = look(line.lead);
    let then = [0, 1, 2].map(|side| scales.then(line, side));
    let broken = |points: Vec<(f64, f64)>, width: f64, dash: Option<f64>| Figure::Line {
        points,
        ink,
        opacity: 0.9,
        width,
        dash,
    };
    for pair in then.windows(2) {
        if let [Some(from), Some(to)] = *pair {
            plate.figures.push(broken(vec![from, to], 1.2, Some(3.0)));
        }
    }
    for (side, at) in then.into_iter().enumerate() {
        let Some(at) = at else { continue };
        if line.scores[side].is_some() {
            let now = scales.at(line, side);
            plate.figures.push(broken(vec![at, now], 2.5, None));
        }
        plate.figures.push(Figure::Mark {
            at,
            radius: 3.5,
            shape,
            ink,
            is_hollow: true,
        });
    }
}

fn draw(plate: &mut Plate, scales: &Scales, line: &ThreeLine, is_crowded: bool) {
    let (ink, shape) = look(line.lead);
    let (width, opacity) = match (is_crowded, line.lead) {
        (true, Lead::None) => (1.0, 0.12),
        (true, _) => (1.0, 0.3),
        (false, Lead::None) => (1.0, 0.45),
        (false, _) => (1.5, 0.8),
    };
    for side in [0, 1] {
        let is_known = line.scores[side].is_some() && line.scores[side + 1].is_some();
        plate.figures.push(Figure::Line {
            points: vec![scales.at(line, side), scales.at(line, side + 1)],
            ink,
            opacity: if is_known { opacity } else { opacity * 0.6 },
            width,
            dash: (!is_known).then_some(4.0),
        });
    }
    for side in (0..3).filter(|_| !is_crowded) {
        plate.figures.push(Figure::Mark {
            at: scales.at(line, side),
            radius: 3.5,
            shape,
            ink,
            is_hollow: line.scores[side].is_none(),
        });
    }
}

/// Names beside the last scale, the highest sums first.
fn names(plate: &mut Plate, report: &ThreePsPicture, scales: &Scales, text: &dyn TextWidths) {
    let named: Vec<&ThreeLine> = report
        .lines
        .iter()
        .filter(|line| line.scores[2].is_some())
        .take(NAMED)
        .collect();
    let heights: Vec<f64> = named.iter().map(|line| scales.at(line, 2).1).collect();
    for (line, has_room) in named.into_iter().zip(roomy(&heights, TEXT + 1.0)) {
        if has_room {
            let (x, y) = scales.at(line, 2);
            let words = fitted(&line.name, scales.room, TEXT, text);
            plate
                .figures
                .push(Figure::text(words, (x + 11.0, y), TEXT, Side::Start, Ink::Text));
        }
    }
}

fn target(report: &ThreePsPicture, scales: &Scales, line: &ThreeLine) -> Target {
    let says = |side: usize| match line.scores[side] {
        Some(_) => format!("{} {}", NAMES[side], line.written[side]),
        None => format!("{} not known", NAMES[side]),
    };
    let lead = match line.lead {
        Lead::One(side) => format!("{} leads", NAMES[side]),
        Lead::None => "None stands out".to_owned(),
    };
    let then = report.since.iter().map(|since| match &line.then {
        Some(then) => {
            let says = |side: usize| {
                let [before, change] = &then.written[side];
                format!("{} {before} ({change})", NAMES[side])
            };
            format!("{}: {}", since.name, [0, 1, 2].map(says).join(", "))
        }
        None => format!("{}: not there", since.name),
    });
    Target {
        at: scales.at(line, 0),
        reach: Reach::Path([0, 1, 2].map(|side| scales.at(line, side)).into()),
        rows: vec![line.row],
        name: line.name.clone(),
        lines: [[0, 1, 2].map(says).join(", "), lead]
            .into_iter()
            .chain(then)
            .collect(),
    }
}
