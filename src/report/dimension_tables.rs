//! Length, breadth and depth as tables: the cells, and every account.

use crate::measures::Valuation;
use crate::measures::thirds::{Cube, thirds_of};
use crate::measures::three_ps::DIMENSIONS;
use crate::portfolio::{Document, Snapshot};

use super::dimension_strips::{BoardCell, StripsReport, cell_words};
use super::dimension_strips_since::DimensionsThen;
use super::dimensions::NAMES;
use super::lens::{LensRow, LensTable};
use super::style::{NumberStyle, UNKNOWN};
use super::then::{Then, then_and_change};

/// The cells and the accounts as tables. Made when they are looked at: of many thousands it takes a while.
pub fn strips_tables(
    report: &StripsReport,
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    compared: Option<&Snapshot>,
    numbers: &NumberStyle,
) -> Vec<LensTable> {
    let then = compared.map(|snapshot| DimensionsThen::new(Then::new(document, snapshot), valuation));
    let accounts = match &then {
        Some(then) => accounts_since(document, valuation, then, rows, numbers),
        None => accounts(document, valuation, rows, numbers),
    };
    vec![cell_table(report), accounts]
}

fn cell_table(report: &StripsReport) -> LensTable {
    let then = report.since.as_ref().map(|since| since.name.as_str());
    let mut headers: Vec<String> = ["Cell", "Accounts", "Contribution", "Current value"]
        .map(str::to_owned)
        .into();
    headers.extend(
        then.iter()
            .flat_map(|then| [format!("Accounts, {then}"), format!("Contribution, {then}")]),
    );
    let cells = |cell: &BoardCell| {
        let now = [&cell.count, &cell.contribution, &cell.current_value];
        let then = cell
            .then
            .iter()
            .flat_map(|then| [&then.count, &then.contribution]);
        let known = |text: &String| {
            if text.is_empty() {
                UNKNOWN.to_owned()
            } else {
                text.clone()
            }
        };
        std::iter::once(cell_words(cell.thirds))
            .chain(now.into_iter().chain(then).map(known))
            .collect()
    };
    let is_filled = |cell: &&BoardCell| {
        !cell.rows.is_empty() || cell.then.as_ref().is_some_and(|then| then.n_accounts > 0)
    };
    LensTable {
        caption: "The cells with somebody in them".to_owned(),
        headers,
        rows: (report.cells.iter().filter(is_filled))
            .map(|cell| LensRow {
                row: None,
                cells: cells(cell),
            })
            .collect(),
    }
}

fn stands(cube: &Cube, place: Option<usize>) -> String {
    let cell = place.and_then(|place| cube.cell(place));
    cell.map_or_else(|| UNKNOWN.to_owned(), |cell| cell_words(thirds_of(cell)))
}

fn table(headers: Vec<String>, rows: Vec<LensRow>) -> LensTable {
    LensTable {
        caption: "Length, breadth and depth of every account".to_owned(),
        headers,
        rows,
    }
}

fn accounts(document: &Document, valuation: &Valuation, rows: &[usize], numbers: &NumberStyle) -> LensTable {
    let cube = Cube::new(valuation);
    let line = |&row: &usize| LensRow {
        row: Some(row),
        cells: std::iter::once(document.portfolio.accounts[row].name.clone())
            .chain(DIMENSIONS.map(|measure| numbers.measured(valuation.get(measure, row), measure.unit())))
            .chain([stands(&cube, Some(row))])
            .collect(),
    };
    let headers = ["Account"].into_iter().chain(NAMES).chain(["Stands"]);
    table(
        headers.map(str::to_owned).collect(),
        rows.iter().map(line).collect(),
    )
}

fn accounts_since(
    document: &Document,
    valuation: &Valuation,
    then: &DimensionsThen,
    rows: &[usize],
    numbers: &NumberStyle,
) -> LensTable {
    let cube = Cube::new(valuation);
    let side = |row: usize, side: usize| {
        let measured = valuation.get(DIMENSIONS[side], row);
        let unit = DIMENSIONS[side].unit();
        let [before, change] = then_and_change(then.value(side, row), measured.value, unit, numbers);
        [numbers.measured(measured, unit), before, change]
    };
    let line = |&row: &usize| LensRow {
        row: Some(row),
        cells: std::iter::once(document.portfolio.accounts[row].name.clone())
            .chain((0..3).flat_map(|at| side(row, at)))
            .chain([stands(&cube, Some(row)), stands(then.cube(), then.place(row))])
            .collect(),
    };
    let name = then.name();
    let of_side = |side: &str| {
        [
            side.to_owned(),
            format!("{side}, {name}"),
            format!("Change in {}", side.to_lowercase()),
        ]
    };
    let headers = std::iter::once("Account".to_owned())
        .chain(NAMES.into_iter().flat_map(of_side))
        .chain(["Stands".to_owned(), format!("Stands, {name}")]);
    table(headers.collect(), rows.iter().map(line).collect())
}
