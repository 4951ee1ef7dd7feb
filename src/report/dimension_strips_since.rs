//! What became of length, breadth and depth since a snapshot, or what a scenario makes of them.

use crate::maths::largest_first;
use crate::measures::thirds::{Cube, thirds_of};
use crate::measures::three_ps::DIMENSIONS;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::Document;

use super::Scale;
use super::dimension_strips::{BoardCell, cell_words};
use super::dimensions::NAMES;
use super::style::NumberStyle;
use super::then::{Then, then_and_change};
use super::three_ps_since::gone;

/// Names written out before the rest is counted.
const AT_MOST: usize = 3;

/// Where an account stood on a strip.
#[derive(Clone, Debug, PartialEq)]
pub struct PointThen {
    /// Along the strip, 0 to 1.
    pub place: f64,
    /// The value then and the change, written.
    pub written: [String; 2],
}

/// The accounts that stood in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct CellThen {
    /// How many.
    pub n_accounts: usize,
    /// The same, written.
    pub count: String,
    /// Accounts gained or lost, written; "0" where as many stand there.
    pub change: String,
    /// Their contribution then, short; empty where it was known of nobody.
    pub contribution: String,
}

/// What is said beside the present.
#[derive(Clone, Debug, PartialEq)]
pub struct StripsSince {
    /// Name of the snapshot or scenario.
    pub name: String,
    /// One sentence.
    pub finding: String,
    /// What else is to be told.
    pub words: Vec<String>,
}

/// Length, breadth and depth then, and the cells they made.
#[derive(Clone, Debug)]
pub struct DimensionsThen<'a> {
    then: Then<'a>,
    /// By side, by row of the portfolio.
    values: [Vec<Option<f64>>; 3],
    /// By place in the snapshot.
    cube: Cube,
}

impl<'a> DimensionsThen<'a> {
    /// Reads the three from a snapshot.
    pub fn new(then: Then<'a>, valuation: &Valuation) -> Self {
        Self {
            values: DIMENSIONS.map(|measure| then.values(valuation, measure)),
            cube: Cube::of(&DIMENSIONS.map(|measure| then.column(valuation, measure))),
            then,
        }
    }

    /// Name of the snapshot or scenario.
    pub fn name(&self) -> &str {
        self.then.name()
    }

    /// Length, breadth or depth of the account in `row`.
    pub fn value(&self, side: usize, row: usize) -> Option<f64> {
        self.values[side].get(row).copied().flatten()
    }

    /// The cells then, by place in the snapshot.
    pub const fn cube(&self) -> &Cube {
        &self.cube
    }

    /// Where the account in `row` stands in the snapshot.
    pub fn place(&self, row: usize) -> Option<usize> {
        self.then.place(row)
    }

    fn cell(&self, row: usize) -> Option<usize> {
        self.cube.cell(self.place(row)?)
    }

    /// The account in `row` then, whose side has the value `now`.
    pub(super) fn point(
        &self,
        side: usize,
        row: usize,
        now: f64,
        scale: &Scale,
        numbers: &NumberStyle,
    ) -> Option<PointThen> {
        let then = self.value(side, row)?;
        Some(PointThen {
            place: scale.place(then),
            written: then_and_change(Some(then), Some(now), DIMENSIONS[side].unit(), numbers),
        })
    }

    /// Puts into every cell which of the accounts in `rows` stood there.
    pub(super) fn fill(
        &self,
        cells: &mut [BoardCell],
        valuation: &Valuation,
        rows: &[usize],
        numbers: &NumberStyle,
    ) {
        let contributions = self.then.values(valuation, MeasureId::Contribution);
        let mut counts = [0_usize; 27];
        let mut sums = [None::<f64>; 27];
        for &row in rows {
            let Some(cell) = self.cell(row) else { continue };
            counts[cell] += 1;
            if let Some(value) = contributions.get(row).copied().flatten() {
                sums[cell] = Some(sums[cell].unwrap_or_default() + value);
            }
        }
        for ((cell, n_accounts), sum) in cells.iter_mut().zip(counts).zip(sums) {
            let by = cell.rows.len() as f64 - n_accounts as f64;
            let sign = if by > 0.0 { "+" } else { "" };
            cell.then = Some(CellThen {
                n_accounts,
                count: numbers.number(n_accounts as f64, 0),
                change: format!("{sign}{}", numbers.number(by, 0)),
                contribution: sum.map_or_else(String::new, |sum| numbers.money_short(sum)),
            });
        }
    }
}

/// What is said of the accounts in `rows`.
pub(super) fn since(
    then: &DimensionsThen,
    document: &Document,
    valuation: &Valuation,
    cube: &Cube,
    rows: &[usize],
    numbers: &NumberStyle,
) -> StripsSince {
    StripsSince {
        name: then.name().to_owned(),
        finding: finding(then, document, valuation, cube, rows, numbers),
        words: words(then, rows, numbers),
    }
}

/// Who stands in another cell, the largest contribution first.
fn finding(
    then: &DimensionsThen,
    document: &Document,
    valuation: &Valuation,
    cube: &Cube,
    rows: &[usize],
    numbers: &NumberStyle,
) -> String {
    let name = then.name();
    let missing: Vec<String> = (DIMENSIONS.iter().zip(NAMES))
        .filter(|(measure, _)| !then.then.holds(**measure))
        .map(|(_, side)| side.to_lowercase())
        .collect();
    if !missing.is_empty() {
        return format!(
            "{name} holds no {}: it was not kept, or not known then, so no cells are compared.",
            missing.join(" and no ")
        );
    }
    let both = rows
        .iter()
        .filter_map(|&row| Some((row, then.cell(row)?, cube.cell(row)?)));
    let both: Vec<(usize, usize, usize)> = both.collect();
    let contribution = |row: usize| {
        valuation
            .get(MeasureId::Contribution, row)
            .value
            .unwrap_or(f64::NEG_INFINITY)
    };
    let mut moved: Vec<(usize, f64)> = (both.iter().enumerate())
        .filter(|(_, (_, before, now))| before != now)
        .map(|(index, (row, ..))| (index, contribution(*row)))
        .collect();
    largest_first(&mut moved);
    let count = |n: usize| numbers.number(n as f64, 0);
    if moved.is_empty() {
        return format!(
            "Compared with {name} all {} stand in the same cell.",
            count(both.len())
        );
    }
    let mut names: Vec<String> = moved
        .iter()
        .take(AT_MOST)
        .map(|(index, _)| {
            let (row, before, now) = both[*index];
            let [before, now] = [before, now].map(|cell| cell_words(thirds_of(cell)));
            format!("{} from {before} to {now}", document.portfolio.accounts[row].name)
        })
        .collect();
    if moved.len() > AT_MOST {
        names.push(format!("{} more", count(moved.len() - AT_MOST)));
    }
    format!(
        "Compared with {name} {} of {} stand in another cell: {}.",
        count(moved.len()),
        count(both.len()),
        names.join("; ")
    )
}

fn words(then: &DimensionsThen, rows: &[usize], numbers: &NumberStyle) -> Vec<String> {
    let n_new = rows.iter().filter(|row| !then.then.has(**row)).count();
    let new = (n_new > 0).then(|| {
        format!(
            "{} of the accounts shown {} not in {}.",
            numbers.number(n_new as f64, 0),
            if n_new == 1 { "is" } else { "are" },
            then.name()
        )
    });
    new.into_iter().chain(gone(&then.then, numbers)).collect()
}
