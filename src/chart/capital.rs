//! Relationship capital, mirrored: what we received above a line, what we gave below it, type by type over time.

use crate::report::capital::{CapitalBar, CapitalReport, CapitalStrip};

use super::axes::TEXT;
use super::fitting::fitted;
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Side, TextWidths};

/// Height of the longest bar.
const TALLEST: f64 = 88.0;
/// A bar that stands for something is never thinner.
const THINNEST: f64 = 2.0;
/// Room between the edge of the plate and its columns.
const MARGIN: f64 = 10.0;
/// Size of what is written at bars and beside names.
const SMALL: f64 = 11.0;
/// Room above and below the bars of a strip for what is written at their ends.
const LABEL: f64 = 15.0;

/// The plate of the lens.
pub fn capital_plate(report: &CapitalReport, width: f64, text: &dyn TextWidths) -> Plate {
    let mut plate = Plate::new(width, 0.0);
    let n_periods = report.periods.labels.len().max(1) as f64;
    let columns = Columns {
        left: MARGIN,
        step: (width - 2.0 * MARGIN) / n_periods,
    };
    let longest = (report.strips.iter())
        .flat_map(|strip| strip.received.iter().chain(&strip.given))
        .fold(0.0, |longest: f64, bar| longest.max(reach(bar)));
    let scale = if longest > 0.0 { TALLEST / longest } else { 0.0 };
    let mut top = legend(&mut plate, report, text);
    for strip in &report.strips {
        top = draw_strip(&mut plate, report, strip, (top, scale), columns, text);
    }
    plate.height = times(&mut plate, report, top, columns, text);
    plate
}

/// How long a bar is, or was.
fn reach(bar: &CapitalBar) -> f64 {
    bar.length.abs().max(bar.then.unwrap_or_default().abs())
}

/// Where the periods stand.
#[derive(Clone, Copy)]
struct Columns {
    left: f64,
    step: f64,
}

impl Columns {
    fn middle(self, place: usize) -> f64 {
        self.left + (place as f64 + 0.5) * self.step
    }

    fn bar(self) -> f64 {
        (self.step * 0.72).min(56.0)
    }
}

/// What is above, below and hatched; returns where it ends.
fn legend(plate: &mut Plate, report: &CapitalReport, text: &dyn TextWidths) -> f64 {
    let what = if report.in_money { "in money" } else { "exchanges" };
    let mut items = vec![
        (format!("We received, {what}"), Ink::Series(0), false),
        ("We gave".to_owned(), Ink::Series(1), false),
    ];
    if report.in_money {
        items.push(("Estimated or judged".to_owned(), Ink::Neutral, true));
    }
    let n_bars = items.len();
    if let Some(since) = &report.since {
        let name = fitted(&since.name, plate.width - 2.0 * MARGIN - 20.0, TEXT, text);
        items.push((name, Ink::Text, false));
    }
    let (mut x, mut y) = (MARGIN, MARGIN + TEXT / 2.0);
    for (place, (words, ink, is_hatched)) in items.into_iter().enumerate() {
        let wide = 18.0 + text.width(&words, TEXT, false);
        if x > MARGIN && x + wide > plate.width - MARGIN {
            (x, y) = (MARGIN, y + TEXT * 1.6);
        }
        if place == n_bars {
            let sign = vec![(x, y), (x + 13.0, y)];
            plate.figures.push(Figure::dashes(sign, 1.5, Ink::Text));
            plate
                .figures
                .push(Figure::text(words, (x + 18.0, y), TEXT, Side::Start, Ink::Muted));
            continue;
        }
        let area = Area::between((x, y - 6.0), (x + 12.0, y + 6.0));
        plate.figures.push(Figure::Bar {
            area,
            ink,
            opacity: 0.85,
            is_hatched,
        });
        plate
            .figures
            .push(Figure::text(words, (x + 18.0, y), TEXT, Side::Start, Ink::Muted));
        x += wide + 20.0;
    }
    y + TEXT * 1.4
}

fn draw_strip(
    plate: &mut Plate,
    report: &CapitalReport,
    strip: &CapitalStrip,
    (top, scale): (f64, f64),
    columns: Columns,
    text: &dyn TextWidths,
) -> f64 {
    let head = headings(plate, strip, top, text);
    let tallest = |bars: &[CapitalBar]| {
        let lengths = bars
            .iter()
            .filter(|bar| !bar.rows.is_empty() || bar.then.is_some());
        lengths.fold(0.0, |tallest: f64, bar| {
            tallest.max((reach(bar) * scale).max(THINNEST))
        })
    };
    let line = head + LABEL + tallest(&strip.received);
    let bottom = line + tallest(&strip.given) + LABEL;
    let ends = vec![(MARGIN, line), (plate.width - MARGIN, line)];
    plate.figures.push(Figure::line(ends, 1.0, Ink::Muted));
    if let Some(mark) = report.since.as_ref().and_then(|since| since.mark) {
        let x = columns.left + mark * columns.step;
        let ends = vec![(x, head + LABEL - 4.0), (x, bottom - LABEL + 4.0)];
        plate.figures.push(Figure::dashes(ends, 1.2, Ink::Text));
    }
    for is_received in [true, false] {
        draw_side(plate, report, strip, (line, scale, is_received), columns, text);
    }
    bottom + 10.0
}

/// The bars of one side of a strip, each with its length written where all have room, else the longest alone.
fn draw_side(
    plate: &mut Plate,
    report: &CapitalReport,
    strip: &CapitalStrip,
    (line, scale, is_received): (f64, f64, bool),
    columns: Columns,
    text: &dyn TextWidths,
) {
    let bars = if is_received {
        &strip.received
    } else {
        &strip.given
    };
    let lengths = bars.iter().map(|bar| bar.length.abs()).enumerate();
    let longest = lengths.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
    let all_fit = bars
        .iter()
        .all(|bar| text.width(&bar.label, SMALL, false) < columns.step - 4.0);
    for (place, bar) in bars.iter().enumerate() {
        if let Some(then) = bar.then.filter(|then| *then != 0.0) {
            let stand = Stand {
                middle: columns.middle(place),
                wide: columns.bar() + 4.0,
                line,
                height: (then.abs() * scale).max(THINNEST),
                is_received,
            };
            plate.figures.push(outline(stand));
        }
        if bar.rows.is_empty() {
            continue;
        }
        let stand = Stand {
            middle: columns.middle(place),
            wide: columns.bar(),
            line,
            height: (bar.length.abs() * scale).max(THINNEST),
            is_received,
        };
        draw_bar(plate, bar, stand);
        if all_fit || longest.is_some_and(|longest| longest.0 == place) {
            label(plate, bar, stand, text);
        }
        plate
            .targets
            .push(target(strip, bar, stand, &report.periods.labels[place]));
    }
}

/// The name of the strip, its balance and how stale it is; returns where they end.
fn headings(plate: &mut Plate, strip: &CapitalStrip, top: f64, text: &dyn TextWidths) -> f64 {
    let (left, right) = (MARGIN, plate.width - MARGIN);
    let y = top + TEXT;
    let name = strip.name;
    plate
        .figures
        .push(Figure::title(name, (left, y), TEXT + 1.0, Side::Start, Ink::Text));
    plate.figures.push(Figure::text(
        strip.balance.clone(),
        (right, y),
        TEXT,
        Side::End,
        Ink::Text,
    ));
    let named = text.width(name, TEXT + 1.0, true) + 14.0;
    let balance = text.width(&strip.balance, TEXT, false) + 14.0;
    let stale = text.width(&strip.staleness, SMALL, false);
    let (at, end) = if left + named + stale + balance <= right {
        ((left + named, y), y)
    } else {
        ((left, y + TEXT * 1.4), y + TEXT * 1.4)
    };
    let figure = Figure::text(strip.staleness.clone(), at, SMALL, Side::Start, Ink::Muted);
    plate.figures.push(figure);
    if strip.natively.is_empty() {
        return end + TEXT * 0.8;
    }
    let words = fitted(&strip.natively, right - left, SMALL, text);
    let below = (left, end + TEXT * 1.4);
    plate
        .figures
        .push(Figure::text(words, below, SMALL, Side::Start, Ink::Text));
    end + TEXT * 2.2
}

/// Where a bar stands.
#[derive(Clone, Copy)]
struct Stand {
    middle: f64,
    wide: f64,
    line: f64,
    height: f64,
    is_received: bool,
}

impl Stand {
    /// From `from` to `to` pixels away from the line.
    fn part(self, from: f64, to: f64) -> Area {
        let (left, right) = (self.middle - self.wide / 2.0, self.middle + self.wide / 2.0);
        let away = |reach: f64| {
            if self.is_received {
                self.line - reach
            } else {
                self.line + reach
            }
        };
        Area::between((left, away(from)), (right, away(to)))
    }

    const fn ink(self) -> Ink {
        if self.is_received {
            Ink::Series(0)
        } else {
            Ink::Series(1)
        }
    }
}

/// The broken outline of a bar as it is in what is compared with.
fn outline(stand: Stand) -> Figure {
    let area = stand.part(0.0, stand.height);
    let end = if stand.is_received { area.top } else { area.bottom };
    let corners = vec![
        (area.left, stand.line),
        (area.left, end),
        (area.right, end),
        (area.right, stand.line),
    ];
    Figure::dashes(corners, 1.2, Ink::Text)
}

/// What is firm next to the line, what is estimated or judged beyond it, hatched.
fn draw_bar(plate: &mut Plate, bar: &CapitalBar, stand: Stand) {
    let soft = if bar.length.abs() > 0.0 {
        (bar.soft / bar.length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let firm = stand.height * (1.0 - soft);
    for (from, to, is_hatched) in [(0.0, firm, false), (firm, stand.height, true)] {
        if to - from > 0.0 {
            plate.figures.push(Figure::Bar {
                area: stand.part(from, to),
                ink: stand.ink(),
                opacity: 0.85,
                is_hatched,
            });
        }
    }
}

fn label(plate: &mut Plate, bar: &CapitalBar, stand: Stand, text: &dyn TextWidths) {
    let half = text.width(&bar.label, SMALL, false) / 2.0;
    let middle = stand
        .middle
        .clamp(half + 2.0, (plate.width - half - 2.0).max(half + 2.0));
    let end = stand.part(stand.height, stand.height + LABEL);
    plate.figures.push(Figure::text(
        bar.label.clone(),
        (middle, end.centre().1),
        SMALL,
        Side::Middle,
        Ink::Text,
    ));
}

fn target(strip: &CapitalStrip, bar: &CapitalBar, stand: Stand, period: &str) -> Target {
    let area = stand.part(0.0, stand.height.max(10.0));
    let way = if stand.is_received { "received" } else { "given" };
    Target {
        at: area.centre(),
        reach: Reach::Box(area),
        rows: bar.rows.clone(),
        name: format!("{}, {way}, {period}", strip.name),
        lines: bar.lines.clone(),
    }
}

/// Names of the periods, as many as have room; returns the height of the plate.
fn times(
    plate: &mut Plate,
    report: &CapitalReport,
    top: f64,
    columns: Columns,
    text: &dyn TextWidths,
) -> f64 {
    let labels = &report.periods.labels;
    let widths = labels.iter().map(|label| text.width(label, TEXT, false));
    let widest = widths.fold(0.0, f64::max) + 8.0;
    let every = libm::ceil(widest / columns.step.max(1.0)).max(1.0) as usize;
    let y = top + TEXT * 0.4;
    for (place, label) in labels.iter().enumerate() {
        if (labels.len() - 1 - place).is_multiple_of(every) {
            let half = text.width(label, TEXT, false) / 2.0;
            let x = columns
                .middle(place)
                .clamp(half + 2.0, (plate.width - half - 2.0).max(half + 2.0));
            plate.figures.push(Figure::text(
                label.clone(),
                (x, y),
                TEXT,
                Side::Middle,
                Ink::Muted,
            ));
        }
    }
    y + TEXT * 1.4
}
