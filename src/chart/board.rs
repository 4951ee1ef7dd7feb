//! The 27 cells of length, breadth and depth: three boards of nine.

use crate::measures::thirds::WORDS;
use crate::report::dimension_strips::{BoardCell, StripsReport, cell_words};

use super::axes::TEXT;
use super::fitting::fitted;
use super::plate::{Figure, Ink, Plate, Reach, Target};
use super::{Area, Side, TextWidths};

const CELL: f64 = 62.0;
const HEAD: f64 = 48.0;
/// Room for the words of depth, left of the boards.
const WORD: f64 = 66.0;
const GAP: f64 = 18.0;
/// Room for what is compared with, above the boards.
const SINCE: f64 = 22.0;

/// Where the boards stand.
struct Boards {
    /// Boards beside one another: three where there is room, else one.
    n_across: usize,
    cell: f64,
    head: f64,
}

impl Boards {
    fn new(report: &StripsReport, width: f64) -> Self {
        let n_across = if width >= 720.0 { 3 } else { 1 };
        let room = width - WORD - 10.0 - GAP * (n_across as f64 - 1.0);
        Self {
            n_across,
            cell: room / (3.0 * n_across as f64),
            head: if report.since.is_some() { SINCE } else { 0.0 },
        }
    }

    fn height(&self) -> f64 {
        self.head + (HEAD + 3.0 * CELL + GAP) * (3 / self.n_across) as f64
    }

    fn corner(&self, length: usize) -> (f64, f64) {
        let across = length % self.n_across;
        let down = length / self.n_across;
        (
            WORD + across as f64 * (3.0 * self.cell + GAP),
            self.head + down as f64 * (HEAD + 3.0 * CELL + GAP) + HEAD,
        )
    }

    /// The room of a cell: breadth across, depth up.
    fn area(&self, [length, breadth, depth]: [usize; 3]) -> Area {
        let (left, top) = self.corner(length);
        let from = (left + breadth as f64 * self.cell, top + (2 - depth) as f64 * CELL);
        Area::between(from, (from.0 + self.cell - 2.0, from.1 + CELL - 2.0))
    }
}

/// The plate of the 27 cells.
pub fn board_plate(report: &StripsReport, width: f64, text: &dyn TextWidths) -> Plate {
    let boards = Boards::new(report, width);
    let mut plate = Plate::new(width, boards.height());
    let since = report.since.as_ref().map(|since| since.name.as_str());
    if let Some(since) = since {
        let words = format!("(+1) accounts gained or lost since {since}");
        let words = fitted(&words, width - 20.0, TEXT, text);
        plate
            .figures
            .push(Figure::text(words, (10.0, 9.0), TEXT, Side::Start, Ink::Muted));
    }
    for length in 0..3 {
        heads(&mut plate, &boards, length);
    }
    let most = report.cells.iter().map(|cell| cell.part).fold(0.0, f64::max);
    for cell in &report.cells {
        draw(&mut plate, &boards, cell, most, text);
        plate.targets.extend(target(&boards, cell, since));
    }
    plate
}

fn heads(plate: &mut Plate, boards: &Boards, length: usize) {
    let (left, top) = boards.corner(length);
    let mut write = |words: &str, at: (f64, f64), side: Side, is_title: bool| {
        let figure = match is_title {
            true => Figure::title(words, at, TEXT, side, Ink::Text),
            false => Figure::text(words, at, TEXT, side, Ink::Muted),
        };
        plate.figures.push(figure);
    };
    let words = ["New", "Some years", "Long"];
    write(words[length], (left, top - 34.0), Side::Start, true);
    for (breadth, words) in WORDS[1].into_iter().enumerate() {
        let x = left + (breadth as f64 + 0.5) * boards.cell;
        write(words, (x, top - 12.0), Side::Middle, false);
    }
    if length.is_multiple_of(boards.n_across) {
        for (depth, words) in WORDS[2].into_iter().enumerate() {
            let y = top + (2.5 - depth as f64) * CELL;
            write(words, (left - 10.0, y), Side::End, false);
        }
    }
}

fn draw(plate: &mut Plate, boards: &Boards, cell: &BoardCell, most: f64, text: &dyn TextWidths) {
    let area = boards.area(cell.thirds);
    let is_empty = cell.rows.is_empty();
    let (ink, opacity) = match cell.part {
        _ if is_empty => (Ink::Neutral, 0.06),
        part if part < 0.0 => (Ink::Series(1), 0.28),
        part => (
            Ink::Series(0),
            0.08 + 0.42 * if most > 0.0 { part / most } else { 0.0 },
        ),
    };
    plate.figures.push(Figure::Bar {
        area,
        ink,
        opacity,
        is_hatched: cell.part < 0.0,
    });
    let change = cell
        .then
        .as_ref()
        .filter(|then| then.n_accounts != cell.rows.len());
    if is_empty && change.is_none() {
        return;
    }
    let (x, y) = area.centre();
    let room = area.width() - 6.0;
    let mut write = |words: &str, down: f64, is_title: bool| {
        if text.width(words, TEXT, is_title) <= room {
            let figure = match is_title {
                true => Figure::title(words, (x, y + down), TEXT + 1.0, Side::Middle, Ink::Text),
                false => Figure::text(words, (x, y + down), TEXT, Side::Middle, Ink::Text),
            };
            plate.figures.push(figure);
        }
    };
    let count = change.map_or_else(
        || cell.count.clone(),
        |then| format!("{} ({})", cell.count, then.change),
    );
    write(&count, -18.0, true);
    write(&cell.contribution, 1.0, false);
    write(&cell.current_value, 17.0, false);
}

/// What a cell says of itself; nothing where nobody stands or stood in it.
fn target(boards: &Boards, cell: &BoardCell, since: Option<&str>) -> Option<Target> {
    let then = cell.then.as_ref().zip(since);
    if cell.rows.is_empty() && then.is_none_or(|(then, _)| then.n_accounts == 0) {
        return None;
    }
    let known = |words: &str| {
        if words.is_empty() {
            "not known".to_owned()
        } else {
            words.to_owned()
        }
    };
    let mut lines = match cell.rows.len() {
        0 => vec!["Nobody now".to_owned()],
        1 => vec![format!("1 account: {}", cell.names)],
        _ => vec![format!("{} accounts: {}", cell.count, cell.names)],
    };
    if !cell.rows.is_empty() {
        lines.push(format!("Contribution {} a year", known(&cell.contribution)));
        lines.push(format!("Current value {}", known(&cell.current_value)));
    }
    lines.extend(then.map(|(then, since)| match then.n_accounts {
        0 => format!("{since}: nobody"),
        n => format!(
            "{since}: {} {}, contribution {} a year",
            then.count,
            if n == 1 { "account" } else { "accounts" },
            known(&then.contribution)
        ),
    }));
    let area = boards.area(cell.thirds);
    Some(Target {
        at: area.centre(),
        reach: Reach::Box(area),
        rows: cell.rows.clone(),
        name: cell_words(cell.thirds),
        lines,
    })
}
