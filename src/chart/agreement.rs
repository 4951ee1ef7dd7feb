//! How far every other ranking agrees with today's: a mark per ranking from −1 to 1.

use crate::report::metric_audit::AuditReport;
use crate::report::rankings::RankingRow;

use super::axes::TEXT;
use super::fitting::fitted;
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Shape, Side, TextWidths};

/// Height of a ranking's line.
const LINE: f64 = 18.0;
const TOP: f64 = 54.0;

/// Where things stand across.
struct Columns {
    names: f64,
    left: f64,
    right: f64,
    rho: f64,
    shared: f64,
}

impl Columns {
    fn new(report: &AuditReport, width: f64, text: &dyn TextWidths) -> Self {
        let widest = |of: &dyn Fn(&RankingRow) -> &str| {
            let widths = report
                .agreements
                .iter()
                .map(|row| text.width(of(row), TEXT, false));
            widths.fold(0.0, f64::max)
        };
        let names = (widest(&|row| row.label) + 6.0).min(width * 0.36);
        let shared = width - 8.0;
        let rho = shared - widest(&|row| &row.shared).max(text.width("In common", TEXT, true)) - 12.0;
        let numbers = widest(&|row| &row.rho).max(24.0);
        Self {
            names,
            left: names + 18.0,
            right: rho - numbers - 14.0,
            rho,
            shared,
        }
    }

    fn at(&self, rho: f64) -> f64 {
        self.left + (rho + 1.0) / 2.0 * (self.right - self.left)
    }
}

/// The plate of all rankings beside today's.
pub fn agreement_plate(report: &AuditReport, width: f64, text: &dyn TextWidths) -> Plate {
    let n = report.agreements.len() as f64;
    let bottom = TOP + n * LINE;
    let mut plate = Plate::new(width, bottom + 14.0);
    let columns = Columns::new(report, width, text);
    axis(&mut plate, &columns, bottom);
    for (index, row) in report.agreements.iter().enumerate() {
        let down = TOP + (index as f64 + 0.5) * LINE;
        ranking(&mut plate, row, &columns, down, text);
        plate
            .targets
            .push(target(report, index, row, (width, down), &columns));
    }
    plate
}

fn axis(plate: &mut Plate, columns: &Columns, bottom: f64) {
    for (rho, words) in [(-1.0, "−1"), (0.0, "0"), (1.0, "1")] {
        let x = columns.at(rho);
        let ink = if rho == 0.0 { Ink::Muted } else { Ink::Hairline };
        plate
            .figures
            .push(Figure::line(vec![(x, TOP - 4.0), (x, bottom + 4.0)], 1.0, ink));
        plate.figures.push(Figure::text(
            words,
            (x, TOP - 14.0),
            TEXT,
            Side::Middle,
            Ink::Muted,
        ));
    }
    let heads = [
        (columns.left.min(columns.at(-1.0)), "opposite", Side::Start),
        (columns.right, "the same", Side::End),
    ];
    let has_room = columns.right - columns.left > 120.0;
    for (x, words, side) in heads.into_iter().filter(|_| has_room) {
        plate
            .figures
            .push(Figure::text(words, (x, TOP - 32.0), TEXT, side, Ink::Muted));
    }
    for (x, words) in [(columns.rho, "ρ"), (columns.shared, "In common")] {
        plate
            .figures
            .push(Figure::title(words, (x, TOP - 14.0), TEXT, Side::End, Ink::Text));
    }
}

const fn look(rho: f64) -> (Ink, Shape) {
    match rho {
        _ if rho >= 0.5 => (Ink::Series(0), Shape::Circle),
        _ if rho >= 0.2 => (Ink::Neutral, Shape::Diamond),
        _ => (Ink::Series(1), Shape::Wedge),
    }
}

fn ranking(plate: &mut Plate, row: &RankingRow, columns: &Columns, down: f64, text: &dyn TextWidths) {
    let name = fitted(row.label, columns.names, TEXT, text);
    let mut write = |words: String, x: f64, side: Side, ink: Ink| {
        plate
            .figures
            .push(Figure::text(words, (x, down), TEXT, side, ink));
    };
    write(name, 8.0 + columns.names, Side::End, Ink::Text);
    write(row.rho.clone(), columns.rho, Side::End, Ink::Text);
    write(row.shared.clone(), columns.shared, Side::End, Ink::Muted);
    let Some(rho) = row.part else { return };
    let (ink, shape) = look(rho);
    let stem = vec![(columns.at(0.0), down), (columns.at(rho), down)];
    plate.figures.push(Figure::line(stem, 2.0, ink));
    plate.figures.push(Figure::Mark {
        at: (columns.at(rho), down),
        radius: 4.5,
        shape,
        ink,
        is_hollow: false,
    });
}

fn target(
    report: &AuditReport,
    index: usize,
    row: &RankingRow,
    (width, down): (f64, f64),
    columns: &Columns,
) -> Target {
    let names = report
        .overlooked_names
        .get(index)
        .filter(|names| !names.is_empty());
    let mut lines = vec![
        format!(
            "ρ {}: {} as {}",
            row.rho,
            row.words,
            report.today.label().to_lowercase()
        ),
        format!("Best in common: {}", row.shared),
    ];
    lines.extend(names.map(|names| format!("Overlooked today: {names}")));
    Target {
        at: (columns.at(row.part.unwrap_or(0.0)), down),
        reach: Reach::Box(Area {
            left: 4.0,
            top: down - LINE / 2.0,
            right: width - 4.0,
            bottom: down + LINE / 2.0,
        }),
        rows: row.best.clone(),
        name: format!("Ranked by {}", row.label.to_lowercase()),
        lines,
    }
}
