//! The whitespace: accounts down, products across; a dot for what is held, a field for what could be.

use crate::report::offers::{MatrixCell, OfferMatrix};

use super::axes::TEXT;
use super::fitting::fitted;
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Shape, Side, TextWidths};

const CELL: f64 = 30.0;
const HEAD: f64 = 46.0;
const KEY: f64 = 18.0;
/// Narrower than this a cell holds no name above it.
const NAMED: f64 = 74.0;
/// Narrower than this a cell holds no number.
const NARROWEST: f64 = 27.0;

/// Where cells stand.
struct Grid {
    left: f64,
    cell: f64,
    n_items: usize,
}

impl Grid {
    fn new(matrix: &OfferMatrix, width: f64, text: &dyn TextWidths) -> Self {
        let names = matrix
            .accounts
            .iter()
            .map(|(_, name, _)| text.width(name, TEXT, false));
        let left = (names.fold(0.0, f64::max) + 14.0).min(width * 0.36);
        let room = width - left - 8.0;
        let n_items = matrix.items.len().min((room / NARROWEST) as usize).max(1);
        Self {
            left,
            cell: (room / n_items as f64).min(110.0),
            n_items,
        }
    }

    fn area(&self, row: usize, item: usize) -> Area {
        let from = (self.left + item as f64 * self.cell, HEAD + row as f64 * CELL);
        Area::between(from, (from.0 + self.cell - 2.0, from.1 + CELL - 2.0))
    }
}

/// The plate of the whitespace.
pub fn offers_plate(matrix: &OfferMatrix, width: f64, text: &dyn TextWidths) -> Plate {
    if matrix.items.is_empty() || matrix.accounts.is_empty() {
        return Plate::default();
    }
    let grid = Grid::new(matrix, width, text);
    let is_named = grid.cell >= NAMED;
    let keys = if is_named {
        Vec::new()
    } else {
        key_lines(matrix, &grid, width, text)
    };
    let body = HEAD + CELL * matrix.accounts.len() as f64;
    let mut plate = Plate::new(width, body + 8.0 + KEY * keys.len() as f64);
    legend(&mut plate, text);
    for item in 0..grid.n_items {
        let area = grid.area(0, item);
        let (name, is_bold) = match is_named {
            true => (fitted(&matrix.items[item], grid.cell - 6.0, TEXT, text), false),
            false => ((item + 1).to_string(), true),
        };
        let at = (area.centre().0, HEAD - 10.0);
        plate.figures.push(match is_bold {
            true => Figure::title(name, at, TEXT, Side::Middle, Ink::Muted),
            false => Figure::text(name, at, TEXT, Side::Middle, Ink::Muted),
        });
    }
    for (place, (row, name, cells)) in matrix.accounts.iter().enumerate() {
        let y = grid.area(place, 0).centre().1;
        let written = fitted(name, grid.left - 10.0, TEXT, text);
        plate.figures.push(Figure::text(
            written,
            (grid.left - 8.0, y),
            TEXT,
            Side::End,
            Ink::Text,
        ));
        for (item, cell) in cells.iter().take(grid.n_items).enumerate() {
            let named = format!("{name}, {}", matrix.items[item]);
            draw(&mut plate, grid.area(place, item), cell, (*row, named), text);
        }
    }
    for (line, words) in keys.into_iter().enumerate() {
        let at = (8.0, body + 12.0 + KEY * line as f64);
        plate
            .figures
            .push(Figure::text(words, at, TEXT, Side::Start, Ink::Muted));
    }
    plate
}

fn legend(plate: &mut Plate, text: &dyn TextWidths) {
    dot(plate, (14.0, 10.0));
    plate
        .figures
        .push(Figure::text("Held", (24.0, 10.0), TEXT, Side::Start, Ink::Muted));
    let x = 36.0 + text.width("Held", TEXT, false);
    field(plate, Area::between((x, 3.0), (x + 16.0, 17.0)), 0.5, false);
    let words = "Offer: its chance, darker is worth more; the best is framed";
    let words = fitted(words, plate.width - x - 28.0, TEXT, text);
    plate.figures.push(Figure::text(
        words,
        (x + 22.0, 10.0),
        TEXT,
        Side::Start,
        Ink::Muted,
    ));
}

fn dot(plate: &mut Plate, at: (f64, f64)) {
    plate.figures.push(Figure::Mark {
        at,
        radius: 4.5,
        shape: Shape::Circle,
        ink: Ink::Neutral,
        is_hollow: false,
    });
}

fn field(plate: &mut Plate, area: Area, part: f64, is_best: bool) {
    plate.figures.push(Figure::Bar {
        area,
        ink: Ink::Series(0),
        opacity: 0.10 + 0.35 * part.clamp(0.0, 1.0),
        is_hatched: false,
    });
    if is_best {
        let Area {
            left,
            top,
            right,
            bottom,
        } = area;
        let round = vec![
            (left, top),
            (right, top),
            (right, bottom),
            (left, bottom),
            (left, top),
        ];
        plate.figures.push(Figure::line(round, 1.5, Ink::Text));
    }
}

fn draw(
    plate: &mut Plate,
    area: Area,
    cell: &MatrixCell,
    (row, name): (usize, String),
    text: &dyn TextWidths,
) {
    let lines = match cell {
        MatrixCell::Blank => {
            plate.figures.push(Figure::Bar {
                area,
                ink: Ink::Neutral,
                opacity: 0.06,
                is_hatched: false,
            });
            return;
        }
        MatrixCell::Held(words) => {
            dot(plate, area.centre());
            vec![words.clone()]
        }
        MatrixCell::Offer {
            part,
            chance,
            lines,
            is_best,
        } => {
            field(plate, area, *part, *is_best);
            let written = [chance.as_str(), chance.trim_end_matches(['%', '\u{202f}'])];
            let fits = |words: &&&str| text.width(words, TEXT, false) <= area.width() - 2.0;
            if let Some(words) = written.iter().find(fits) {
                plate
                    .figures
                    .push(Figure::text(*words, area.centre(), TEXT, Side::Middle, Ink::Text));
            }
            lines.clone()
        }
    };
    plate.targets.push(Target {
        at: area.centre(),
        reach: Reach::Box(area),
        rows: vec![row],
        name,
        lines,
    });
}

/// The names behind the numbers, in as few lines as they fit into.
fn key_lines(matrix: &OfferMatrix, grid: &Grid, width: f64, text: &dyn TextWidths) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (item, name) in matrix.items.iter().take(grid.n_items).enumerate() {
        let entry = fitted(&format!("{} {name}", item + 1), width - 16.0, TEXT, text);
        let joined = lines.last().map(|line| format!("{line}   {entry}"));
        match joined.filter(|joined| text.width(joined, TEXT, false) <= width - 16.0) {
            Some(joined) => {
                lines.pop();
                lines.push(joined);
            }
            None => lines.push(entry),
        }
    }
    if matrix.items.len() > grid.n_items {
        let more = format!(
            "and {} more where there is room",
            matrix.items.len() - grid.n_items
        );
        lines.push(fitted(&more, width - 16.0, TEXT, text));
    }
    lines
}
