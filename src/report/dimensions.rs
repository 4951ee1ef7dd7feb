//! Length, breadth and depth: the 27 cells, the priority and how much it depends on its weights.

use crate::maths::{largest, largest_first, sort_by};
use crate::measures::portfolio_totals::total;
use crate::measures::rankings::effective_weights;
use crate::measures::thirds::{Cube, WORDS, thirds_of};
use crate::measures::three_ps::{Composing, Composite, DIMENSIONS, LEAST_KNOWN};
use crate::measures::{Groundwork, MeasureId, Valuation};
use crate::portfolio::{AccountId, Composites, Document, NumberMarks, RelationshipState, read_number};
use crate::slices::{all, pause};

use super::effective::{acts_as, warnings};
use super::style::{NumberStyle, UNKNOWN};

/// One cell of the cube.
#[derive(Clone, Debug, PartialEq)]
pub struct CellRow {
    /// "long · broad · deep".
    pub name: String,
    /// How many accounts stand in it.
    pub n_accounts: usize,
    /// Their contribution per year.
    pub contribution: String,
    /// Their current value.
    pub current_value: String,
    /// Share of the contribution of all, for a bar; 0 to 1.
    pub part: f64,
    /// Their mean priority.
    pub priority: String,
    /// The accounts.
    pub members: Vec<(AccountId, String)>,
}

/// One account by priority.
#[derive(Clone, Debug, PartialEq)]
pub struct PriorityRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Its priority.
    pub priority: String,
    /// The same, 0 to 1, for a bar.
    pub part: Option<f64>,
    /// Length, breadth and depth as written.
    pub sides: [String; 3],
    /// Points each adds to the priority.
    pub points: [String; 3],
    /// The cell it stands in.
    pub cell: String,
}

/// One step of the ladder from stranger to partner.
#[derive(Clone, Debug, PartialEq)]
pub struct StateRow {
    /// The state; "not stated" where nobody said.
    pub state: &'static str,
    /// Its accounts.
    pub members: Vec<(AccountId, String)>,
    /// Share of all accounts, for a bar.
    pub part: f64,
    /// Their current value.
    pub current_value: String,
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionsReport {
    /// The three weights as they are edited.
    pub weights: [String; 3],
    /// Their shares.
    pub shares: [String; 3],
    /// What each acts as once it is counted that they move together.
    pub effective: [String; 3],
    /// Dimensions that say the same twice, each in a sentence.
    pub warnings: Vec<String>,
    /// Cells with somebody in them, the highest priority first.
    pub cells: Vec<CellRow>,
    /// How far each relationship has come, strangers first.
    pub states: Vec<StateRow>,
    /// How many accounts stand in no cell because a side is not known.
    pub n_outside: usize,
    /// The first accounts, the highest priority first.
    pub rows: Vec<PriorityRow>,
    /// How many have a priority.
    pub n_rows: usize,
    /// Whether the first of them stay the first when a weight is doubled or halved.
    pub stability: String,
}

/// Accounts that are listed.
pub const AT_MOST: usize = 200;

/// Names of the three dimensions.
pub const NAMES: [&str; 3] = ["Length", "Breadth", "Depth"];

/// The page of length, breadth and depth.
pub async fn dimensions(document: &Document, valuation: &Valuation, style: &NumberStyle) -> DimensionsReport {
    let groundwork = Groundwork::of(document, valuation);
    let composing = Composing::of(document, &groundwork, valuation);
    let readers = composing.items(Composite::Priority);
    let n_rows = document.portfolio.accounts.len();
    let score = |row: usize| {
        [0, 1, 2].map(|side| {
            let raw = valuation.get(DIMENSIONS[side], row);
            readers.get(side)?.score(row, raw).map(|score| score.base)
        })
    };
    let scores = all((0..n_rows).map(score)).await;
    let weights = document.composites.priority;
    let all: f64 = weights.iter().sum();
    let cube = Cube::new(valuation);
    pause().await;
    let order = ranked(&scores, weights);
    pause().await;
    let by_side = [0, 1, 2].map(|side| scores.iter().map(|scores| scores[side]).collect::<Vec<_>>());
    let found = effective_weights(&by_side, &weights).await;
    let way_out = "Lower the weight of one of them.";
    pause().await;
    DimensionsReport {
        weights: weights.map(|weight| weight.to_string().replace('.', &style.decimal.to_string())),
        shares: weights.map(|weight| style.share(if all > 0.0 { weight / all } else { 0.0 })),
        effective: [0, 1, 2].map(|side| acts_as(&found, side, style)),
        warnings: warnings(&found, |side| NAMES[side].to_owned(), way_out, style),
        cells: cells(document, valuation, &cube, style).await,
        states: states(document, valuation, style).await,
        n_outside: (0..n_rows).filter(|row| cube.cell(*row).is_none()).count(),
        n_rows: order.len(),
        rows: (order.iter().take(AT_MOST))
            .map(|&row| priority_row(document, valuation, &cube, row, scores[row], style))
            .collect(),
        stability: stability(&scores, weights, &order).await,
    }
}

/// The composites with one weight of the priority changed.
///
/// # Errors
/// A sentence that says what would be right.
pub fn with_priority(
    composites: &Composites,
    side: usize,
    text: &str,
    marks: NumberMarks,
) -> Result<Composites, String> {
    let weight = weight_of(text, marks)?;
    let mut changed = composites.clone();
    if let Some(place) = changed.priority.get_mut(side) {
        *place = weight;
    }
    Ok(changed)
}

/// A weight as typed.
pub(super) fn weight_of(text: &str, marks: NumberMarks) -> Result<f64, String> {
    let weight = read_number(text, marks).filter(|weight| (0.0..=1e6).contains(weight));
    weight.ok_or_else(|| {
        format!(
            "\"{}\" is not a weight: write a number from 0 up, 0 leaves it out.",
            text.trim()
        )
    })
}

fn score(scores: [Option<f64>; 3], weights: [f64; 3]) -> Option<f64> {
    let known = || {
        scores
            .into_iter()
            .zip(weights)
            .filter_map(|(score, weight)| Some((score?, weight)))
    };
    let all: f64 = known().map(|(_, weight)| weight).sum();
    let is_enough = all >= LEAST_KNOWN * weights.iter().sum::<f64>();
    (all > 0.0 && is_enough).then(|| known().map(|(score, weight)| score * weight).sum::<f64>() / all)
}

/// Rows with a priority.
fn scored(scores: &[[Option<f64>; 3]], weights: [f64; 3]) -> Vec<(usize, f64)> {
    let rows = scores.iter().enumerate();
    rows.filter_map(|(row, scores)| Some((row, score(*scores, weights)?)))
        .collect()
}

/// Rows with a priority, the highest first.
fn ranked(scores: &[[Option<f64>; 3]], weights: [f64; 3]) -> Vec<usize> {
    let mut rows = scored(scores, weights);
    largest_first(&mut rows);
    rows.into_iter().map(|(row, _)| row).collect()
}

/// The first `k` of them.
fn among_first(scores: &[[Option<f64>; 3]], weights: [f64; 3], k: usize) -> Vec<usize> {
    let rows = largest(&scored(scores, weights), k).into_iter();
    rows.map(|(row, _)| row).collect()
}

async fn stability(scores: &[[Option<f64>; 3]], weights: [f64; 3], order: &[usize]) -> String {
    let k = 20.min(order.len());
    if k == 0 {
        return "No account has a priority yet.".to_owned();
    }
    let mut first: Vec<usize> = order[..k].to_vec();
    first.sort_unstable();
    let mut stay = first.clone();
    for side in 0..3 {
        for factor in [0.5, 2.0] {
            let mut changed = weights;
            changed[side] *= factor;
            let again = among_first(scores, changed, k);
            pause().await;
            stay.retain(|row| again.contains(row));
        }
    }
    format!(
        "{} of the first {k} stay among the first {k} whichever weight is doubled or halved.",
        stay.len()
    )
}

async fn states(document: &Document, valuation: &Valuation, style: &NumberStyle) -> Vec<StateRow> {
    let accounts = &document.portfolio.accounts;
    let mut states = Vec::new();
    for state in RelationshipState::ALL.iter().copied().map(Some).chain([None]) {
        let rows = (0..accounts.len()).filter(|row| accounts[*row].state == state);
        let rows: Vec<usize> = rows.collect();
        let values = rows
            .iter()
            .filter_map(|row| valuation.get(MeasureId::CurrentValue, *row).value);
        states.push(StateRow {
            state: state.map_or("not stated", RelationshipState::word),
            part: rows.len() as f64 / accounts.len().max(1) as f64,
            current_value: style.money(values.fold(0.0, |sum, value| sum + value)),
            members: members(document, &rows).await,
        });
    }
    states
}

/// Ids and names of accounts.
async fn members(document: &Document, rows: &[usize]) -> Vec<(AccountId, String)> {
    let member = |row: &usize| {
        let account = &document.portfolio.accounts[*row];
        (account.id.clone(), account.name.clone())
    };
    all(rows.iter().map(member)).await
}

pub(super) fn cell_name(cell: usize) -> String {
    let thirds = thirds_of(cell);
    let words: Vec<&str> = (0..3).map(|side| WORDS[side][thirds[side]]).collect();
    words.join(" · ")
}

async fn cells(document: &Document, valuation: &Valuation, cube: &Cube, style: &NumberStyle) -> Vec<CellRow> {
    let whole = total(valuation, MeasureId::Contribution).map_or(0.0, |total| total.sum);
    let mut in_cells = vec![Vec::new(); 27];
    for row in 0..cube.thirds.len() {
        if let Some(cell) = cube.cell(row) {
            in_cells[cell].push(row);
        }
    }
    let mut rows: Vec<(f64, CellRow)> = Vec::new();
    for (cell, in_it) in in_cells.iter().enumerate() {
        if in_it.is_empty() {
            continue;
        }
        let sum = |measure: MeasureId| {
            let values = in_it.iter().filter_map(|row| valuation.get(measure, *row).value);
            values.fold(0.0, |sum, value| sum + value)
        };
        let mean = sum(MeasureId::Priority) / in_it.len() as f64;
        let contribution = sum(MeasureId::Contribution);
        let line = CellRow {
            name: cell_name(cell),
            n_accounts: in_it.len(),
            contribution: style.money(contribution),
            current_value: style.money(sum(MeasureId::CurrentValue)),
            part: if whole > 0.0 {
                (contribution / whole).clamp(0.0, 1.0)
            } else {
                0.0
            },
            priority: style.number(mean, 0),
            members: members(document, in_it).await,
        };
        rows.push((mean, line));
    }
    sort_by(&mut rows, |a, b| b.0.total_cmp(&a.0));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn priority_row(
    document: &Document,
    valuation: &Valuation,
    cube: &Cube,
    row: usize,
    scores: [Option<f64>; 3],
    style: &NumberStyle,
) -> PriorityRow {
    let account = &document.portfolio.accounts[row];
    let weights = document.composites.priority;
    let known: f64 = (scores.iter().zip(weights))
        .filter(|(score, _)| score.is_some())
        .map(|(_, weight)| weight)
        .sum();
    let points = [0, 1, 2].map(|side| {
        let points = scores[side]
            .filter(|_| known > 0.0)
            .map(|score| score * weights[side] / known);
        points.map_or_else(|| UNKNOWN.to_owned(), |points| style.number(points, 1))
    });
    let priority = valuation.get(MeasureId::Priority, row);
    PriorityRow {
        account: account.id.clone(),
        name: account.name.clone(),
        priority: style.measured(priority, MeasureId::Priority.unit()),
        part: priority.value.map(|priority| priority / 100.0),
        sides: DIMENSIONS.map(|measure| style.measured(valuation.get(measure, row), measure.unit())),
        points,
        cell: cube.cell(row).map_or_else(|| UNKNOWN.to_owned(), cell_name),
    }
}
