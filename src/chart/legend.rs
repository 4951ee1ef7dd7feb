//! Legends drawn into an exported picture; on screen they stand beside the map.

use plotters::backend::DrawingBackend;

use crate::report::{LEVERS, MapReport, lever_label};

use super::layout::largest_mark;
use super::marks::{figure, outline};
use super::{Drawn, Frame, Layout, Pen, Shape, Side, TextWidths, Theme, Writing};

/// A swatch with its place in the legend.
struct Entry {
    label: String,
    palette: Option<u8>,
    x: f64,
    line: usize,
}

const SWATCH: f64 = 18.0;
const BETWEEN: f64 = 16.0;

/// Room the legend takes at the foot of the picture.
pub(super) fn height(report: &MapReport, frame: Frame, widths: &dyn TextWidths) -> f64 {
    let lines = entries(report, frame, widths)
        .last()
        .map_or(0, |entry| entry.line + 1);
    let notes = notes(report, frame, None, widths).len();
    let sizes = if has_sizes(report) {
        circle(frame) * 2.0 + 10.0
    } else {
        0.0
    };
    line_height(frame) * (lines + notes) as f64 + sizes + 10.0
}

fn line_height(frame: Frame) -> f64 {
    frame.text * 1.6
}

/// Room for the largest circle of the size legend: at least its radius on the map.
fn circle(frame: Frame) -> f64 {
    largest_mark(frame.width.min(frame.height))
}

fn has_sizes(report: &MapReport) -> bool {
    report.size.as_ref().is_some_and(|size| !size.steps.is_empty())
}

fn entries(report: &MapReport, frame: Frame, widths: &dyn TextWidths) -> Vec<Entry> {
    let classes = (report.classes.iter())
        .filter(|_| !report.colour_label.is_empty())
        .map(|class| {
            let count = report.numbers.number(class.count as f64, 0);
            (format!("{} ({count})", class.label), class.palette)
        });
    let levers = (LEVERS.into_iter().zip(0..))
        .filter(|_| !report.extras.stems.is_empty())
        .map(|(lever, index)| (lever_label(lever).to_owned(), Some(index)));
    let (mut x, mut line) = (4.0, 0);
    let entries = classes.chain(levers).map(|(label, palette)| {
        let width = SWATCH + widths.width(&label, frame.text, false) + BETWEEN;
        if x + width > frame.width && x > 4.0 {
            (x, line) = (4.0, line + 1);
        }
        let entry = Entry {
            label,
            palette,
            x,
            line,
        };
        x += width;
        entry
    });
    entries.collect()
}

/// What else a reader of the picture must know.
fn notes(report: &MapReport, frame: Frame, hidden: Option<usize>, widths: &dyn TextWidths) -> Vec<String> {
    let number = |count: usize| report.numbers.number(count as f64, 0);
    let mut parts = vec![match report.n_points() {
        1 => "1 account".to_owned(),
        count => format!("{} accounts", number(count)),
    }];
    if report.points.iter().any(|point| point.is_hollow) {
        parts.push("hollow: something shown is unknown".to_owned());
    }
    if report.points.iter().any(|point| point.is_below_zero) {
        parts.push("bar: size below zero".to_owned());
    }
    if report.has_balance() {
        parts.push("dashed: both sides gain alike".to_owned());
    }
    parts.extend(extra_notes(report));
    match hidden {
        Some(0) => {}
        Some(1) => parts.push("1 name not shown".to_owned()),
        Some(count) => parts.push(format!("{} names not shown", number(count))),
        None => parts.push("000 names not shown".to_owned()),
    }
    let mut lines = vec![String::new()];
    for part in parts {
        let longer = match lines.last().map(String::as_str) {
            None | Some("") => part.clone(),
            Some(line) => format!("{line} · {part}"),
        };
        if widths.width(&longer, frame.text, false) > frame.width - 8.0 {
            lines.push(part);
        } else if let Some(line) = lines.last_mut() {
            *line = longer;
        }
    }
    lines
}

/// What is drawn over the marks.
fn extra_notes(report: &MapReport) -> Vec<String> {
    let extras = &report.extras;
    let trails = format!("ghosts and arrows: since {}", extras.since);
    [
        (
            !extras.stems.is_empty(),
            "stem: from current to potential value, in the colour of the lever that adds most".to_owned(),
        ),
        (
            !extras.equal.is_empty(),
            "thin lines: equal value of both axes together".to_owned(),
        ),
        (
            !extras.centres.is_empty(),
            "crosses: median and quartiles of a group".to_owned(),
        ),
        (
            !extras.firmness.is_empty(),
            "ring: share of draws in which it stays in its zone".to_owned(),
        ),
        (!extras.trails.is_empty(), trails),
    ]
    .into_iter()
    .filter_map(|(is_drawn, words)| is_drawn.then_some(words))
    .collect()
}

/// Draws the legend at the foot of the picture.
pub(super) fn draw<DB: DrawingBackend>(
    pen: &Pen<DB>,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    widths: &dyn TextWidths,
) -> Drawn<DB> {
    let frame = layout.frame;
    let writing = Writing {
        size: frame.text,
        is_bold: false,
        colour: theme.ink,
        side: Side::Start,
    };
    let mut y = frame.height - height(report, frame, widths) + 10.0;
    let entries = entries(report, frame, widths);
    for entry in &entries {
        let middle = y + line_height(frame) * (entry.line as f64 + 0.5);
        let (shape, colour) = (Shape::of(entry.palette), theme.class(entry.palette));
        figure(pen, shape, (entry.x + 6.0, middle), 5.0, colour.faint(theme.fill))?;
        outline(pen, shape, (entry.x + 6.0, middle), 5.0, theme.outline, colour)?;
        pen.write(&entry.label, (entry.x + SWATCH, middle), writing)?;
    }
    y += line_height(frame) * entries.last().map_or(0, |entry| entry.line + 1) as f64;
    if let Some(size) = report.size.as_ref().filter(|size| !size.steps.is_empty()) {
        let middle = y + circle(frame) + 5.0;
        let mut x = 4.0;
        let label = format!("{}:", size.label);
        pen.write(&label, (x, middle), writing)?;
        x += widths.width(&label, frame.text, false) + BETWEEN;
        for step in &size.steps {
            let radius = layout.largest * libm::sqrt(step.area);
            pen.ring((x + radius, middle), radius, 1.0, theme.muted)?;
            x += radius * 2.0 + 5.0;
            pen.write(&step.label, (x, middle), writing)?;
            x += widths.width(&step.label, frame.text, false) + BETWEEN;
        }
        y += circle(frame) * 2.0 + 10.0;
    }
    let quiet = Writing {
        colour: theme.muted,
        ..writing
    };
    for note in notes(report, frame, Some(layout.n_hidden_labels), widths) {
        pen.write(&note, (4.0, y + line_height(frame) * 0.5), quiet)?;
        y += line_height(frame);
    }
    Ok(())
}
