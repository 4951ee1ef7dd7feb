//! Length, breadth and depth as three strips of marks, each divided into thirds.

use std::collections::BTreeSet;

use crate::maths::largest_first;
use crate::report::dimension_strips::{MOST_MARKS, Strip, StripPoint, StripsReport};

use super::axes::TEXT;
use super::fitting::fitted;
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Shape, Side, TextWidths};

/// Height of a strip with its title and ticks.
const STRIP: f64 = 152.0;
/// Room of the marks of a strip.
const SWARM: f64 = 74.0;
const LEFT: f64 = 16.0;
const RADIUS: f64 = 4.0;
/// Bars of many, along a strip.
const BINS: usize = 40;
/// Room for what is compared with, above the strips.
const SINCE: f64 = 22.0;
/// Accounts with a line from where they stood, on a strip: those that moved furthest.
const TAILS: usize = 24;
/// A move shorter than this share of a strip is none to be seen.
const SEEN: f64 = 0.004;

const fn look(third: u8) -> (Ink, Shape) {
    match third {
        0 => (Ink::Series(4), Shape::Circle),
        1 => (Ink::Series(0), Shape::Square),
        _ => (Ink::Series(2), Shape::Triangle),
    }
}

/// The plate of the three strips.
pub fn strips_plate(report: &StripsReport, width: f64, text: &dyn TextWidths) -> Plate {
    let head = if report.since.is_some() { SINCE } else { 0.0 };
    let mut plate = Plate::new(width, head + STRIP * 3.0);
    if let Some(since) = &report.since {
        let is_many = report.strips.iter().any(|strip| strip.points.len() > MOST_MARKS);
        legend(&mut plate, &since.name, is_many, text);
    }
    for (side, strip) in report.strips.iter().enumerate() {
        let top = head + side as f64 * STRIP;
        ground(&mut plate, strip, top, text);
        if strip.points.len() > MOST_MARKS {
            bars(&mut plate, strip, top);
        } else {
            marks(
                &mut plate,
                strip,
                top,
                report.since.as_ref().map(|since| since.name.as_str()),
            );
        }
    }
    plate
}

/// What hollow marks and broken lines mean.
fn legend(plate: &mut Plate, name: &str, is_many: bool, text: &dyn TextWidths) {
    let sign = match is_many {
        true => Figure::dashes(vec![(LEFT - 10.0, 9.0), (LEFT + 6.0, 9.0)], 1.5, Ink::Text),
        false => Figure::Mark {
            at: (LEFT, 9.0),
            radius: 3.5,
            shape: Shape::Circle,
            ink: Ink::Text,
            is_hollow: true,
        },
    };
    plate.figures.push(sign);
    let words = fitted(name, plate.width - LEFT - 20.0, TEXT, text);
    plate.figures.push(Figure::text(
        words,
        (LEFT + 12.0, 9.0),
        TEXT,
        Side::Start,
        Ink::Muted,
    ));
}

fn along(plate: &Plate, place: f64) -> f64 {
    LEFT + place * (plate.width - 2.0 * LEFT)
}

/// Title, thirds and ticks of a strip.
fn ground(plate: &mut Plate, strip: &Strip, top: f64, text: &dyn TextWidths) {
    let (upper, lower) = (top + 46.0, top + 46.0 + SWARM);
    let title = match strip.n_unknown {
        0 => strip.title.clone(),
        n => format!("{} (not known of {n})", strip.title),
    };
    let mut write = |figure: Figure| plate.figures.push(figure);
    write(Figure::title(
        title,
        (LEFT, top + 12.0),
        TEXT,
        Side::Start,
        Ink::Text,
    ));
    let base = vec![(LEFT, lower), (plate.width - LEFT, lower)];
    plate.figures.push(Figure::line(base, 1.0, Ink::Muted));
    let borders: Vec<f64> = strip
        .borders
        .iter()
        .map(|(place, _)| along(plate, *place))
        .collect();
    for &x in &borders {
        plate.figures.push(Figure::dashes(
            vec![(x, upper - 8.0), (x, lower)],
            1.0,
            Ink::Accent,
        ));
    }
    if borders.len() == 2 {
        let edges = [LEFT, borders[0], borders[1], plate.width - LEFT];
        for (third, words) in strip.words.into_iter().enumerate() {
            let (from, to) = (edges[third], edges[third + 1]);
            if text.width(words, TEXT, false) + 8.0 <= to - from {
                let at = ((from + to) / 2.0, top + 32.0);
                plate
                    .figures
                    .push(Figure::text(words, at, TEXT, Side::Middle, Ink::Accent));
            }
        }
    }
    let mut taken = f64::NEG_INFINITY;
    for (place, words) in &strip.ticks {
        let half = text.width(words, TEXT, false) / 2.0;
        let x = along(plate, *place);
        if x - half > taken + 8.0 && x - half >= 0.0 && x + half <= plate.width {
            taken = x + half;
            let tick = vec![(x, lower), (x, lower + 4.0)];
            plate.figures.push(Figure::line(tick, 1.0, Ink::Muted));
            plate.figures.push(Figure::text(
                words.clone(),
                (x, lower + 14.0),
                TEXT,
                Side::Middle,
                Ink::Muted,
            ));
        }
    }
}

/// A mark per account, none over another as far as there is room.
fn marks(plate: &mut Plate, strip: &Strip, top: f64, since: Option<&str>) {
    let lower = top + 46.0 + SWARM - RADIUS - 3.0;
    let step = RADIUS * 2.0 + 1.0;
    let levels = libm::floor((SWARM - RADIUS) / step) as usize;
    let mut order: Vec<usize> = (0..strip.points.len()).collect();
    crate::maths::sort_by(&mut order, |&a, &b| {
        strip.points[a]
            .place
            .total_cmp(&strip.points[b].place)
            .then(a.cmp(&b))
    });
    // The last mark of each level: the lowest level with room takes the next one, a full column begins again.
    let mut last = vec![f64::NEG_INFINITY; levels.max(1)];
    let has_tail = tails(strip);
    let mut behind: Vec<Figure> = Vec::new();
    let mut before: Vec<Figure> = Vec::new();
    for (turn, index) in order.into_iter().enumerate() {
        let point = &strip.points[index];
        let x = along(plate, point.place);
        // A line from where it stood takes room too.
        let tail = point.then.as_ref().filter(|_| has_tail.contains(&index));
        let from = tail.map_or(x, |then| along(plate, then.place));
        let level = last
            .iter()
            .position(|last| x.min(from) - last >= step)
            .unwrap_or(turn % last.len());
        last[level] = last[level].max(x).max(from);
        let at = (x, lower - level as f64 * step);
        let (ink, shape) = look(point.third);
        let mark = |at: (f64, f64), is_hollow: bool| Figure::Mark {
            at,
            radius: if is_hollow { RADIUS - 0.5 } else { RADIUS },
            shape,
            ink,
            is_hollow,
        };
        if tail.is_some() {
            let from = (from, at.1);
            behind.push(Figure::line(vec![from, at], 1.5, ink));
            behind.push(mark(from, true));
        }
        before.push(mark(at, false));
        plate.targets.push(Target {
            at,
            reach: Reach::Disc(RADIUS + 1.0),
            rows: vec![point.row],
            name: point.name.clone(),
            lines: [
                format!(
                    "{}: {}, {}",
                    side_word(strip),
                    point.written,
                    strip.words[usize::from(point.third)]
                ),
                point.sides.clone(),
            ]
            .into_iter()
            .chain(since.map(|since| match &point.then {
                Some(then) => format!("{since}: {} ({})", then.written[0], then.written[1]),
                None => format!("{since}: not known"),
            }))
            .collect(),
        });
    }
    plate.figures.extend(behind.into_iter().chain(before));
}

/// Indices of the points that have a line from where they stood.
fn tails(strip: &Strip) -> BTreeSet<usize> {
    let moved = |point: &StripPoint| Some(libm::fabs(point.place - point.then.as_ref()?.place));
    let mut moved: Vec<(usize, f64)> = (strip.points.iter().enumerate())
        .filter_map(|(index, point)| Some((index, moved(point)?)))
        .filter(|(_, by)| *by > SEEN)
        .collect();
    largest_first(&mut moved);
    moved.into_iter().take(TAILS).map(|(index, _)| index).collect()
}

/// The word before the colon of a strip's title.
fn side_word(strip: &Strip) -> &str {
    strip.title.split(':').next().unwrap_or_default()
}

/// Many accounts as bars: how many stand where.
fn bars(plate: &mut Plate, strip: &Strip, top: f64) {
    let lower = top + 46.0 + SWARM;
    let mut bins: Vec<Vec<&StripPoint>> = vec![Vec::new(); BINS];
    for point in &strip.points {
        bins[bin_of(point.place)].push(point);
    }
    let mut before = [0_usize; BINS];
    for then in strip.points.iter().filter_map(|point| point.then.as_ref()) {
        before[bin_of(then.place)] += 1;
    }
    let counts = bins.iter().map(Vec::len).chain(before);
    let most = counts.max().unwrap_or(1).max(1) as f64;
    for (bin, points) in bins.iter().enumerate().filter(|(_, points)| !points.is_empty()) {
        let (from, to) = (
            along(plate, bin as f64 / BINS as f64),
            along(plate, (bin + 1) as f64 / BINS as f64),
        );
        let height = (points.len() as f64 / most * (SWARM - 6.0)).max(2.0);
        let area = Area::between((from + 0.5, lower - height), (to - 0.5, lower));
        plate.figures.push(Figure::Bar {
            area,
            ink: Ink::Series(0),
            opacity: 0.75,
            is_hatched: false,
        });
        let words = |pick: fn(f64, f64) -> bool| {
            let found = points
                .iter()
                .copied()
                .reduce(|a, b| if pick(b.place, a.place) { b } else { a });
            found.map(|point| point.written.clone()).unwrap_or_default()
        };
        let (least, largest) = (words(|one, other| one < other), words(|one, other| one > other));
        let span = if least == largest {
            least
        } else {
            format!("{least} to {largest}")
        };
        plate.targets.push(Target {
            at: ((from + to) / 2.0, lower - height),
            reach: Reach::Box(Area::between((from, lower - SWARM), (to, lower))),
            rows: points.iter().map(|point| point.row).collect(),
            name: format!("{} {span}", side_word(strip)),
            lines: vec![match points.len() {
                1 => points[0].name.clone(),
                n => format!("{n} accounts"),
            }],
        });
    }
    if before.iter().any(|n| *n > 0) {
        let height = |n: usize| lower - n as f64 / most * (SWARM - 6.0);
        let edge = |bin: usize| along(plate, bin as f64 / BINS as f64);
        let steps = before.iter().enumerate();
        let steps = steps.flat_map(|(bin, &n)| [(edge(bin), height(n)), (edge(bin + 1), height(n))]);
        let outline = Figure::dashes(steps.collect(), 1.5, Ink::Text);
        plate.figures.push(outline);
    }
}

/// The bar a place along the strip falls into.
fn bin_of(place: f64) -> usize {
    libm::floor(place * BINS as f64).clamp(0.0, BINS as f64 - 1.0) as usize
}
