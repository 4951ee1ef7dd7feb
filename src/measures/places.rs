//! The places of accounts in two rankings: where each stands by the one and by the other.

use super::{Direction, MeasureId, Valuation};
use crate::maths::largest_first;

/// Where an account stands in a ranking, the better end first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// 1 for the first; those level share the first of their places.
    pub place: usize,
    /// The mean of the places of those level with it: where it is drawn, and what ρ is made of.
    pub mean: f64,
}

/// An account in two rankings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// Its row.
    pub row: usize,
    /// By the one.
    pub from: Standing,
    /// By the other.
    pub to: Standing,
}

impl Move {
    /// Places it gains with the other ranking; below zero it loses.
    pub fn climbed(&self) -> f64 {
        self.from.mean - self.to.mean
    }
}

/// A value that is larger the better.
pub fn ranked_value(valuation: &Valuation, measure: MeasureId, row: usize) -> Option<f64> {
    let value = valuation.get(measure, row).value?;
    Some(match measure.direction() {
        Direction::Down => -value,
        _ => value,
    })
}

/// The `rows` the measure is known of, the best first; those level in the order of rows.
pub fn ranked(valuation: &Valuation, measure: MeasureId, rows: &[usize]) -> Vec<(usize, f64)> {
    let mut known: Vec<(usize, f64)> = (rows.iter())
        .filter_map(|&row| Some((row, ranked_value(valuation, measure, row)?)))
        .collect();
    largest_first(&mut known);
    known
}

/// Both rankings of those among `rows` of whom both measures are known, in order of the first.
///
/// ```
/// use both_sides::measures::places::moves;
/// use both_sides::measures::{MeasureId, value};
/// let document = both_sides::sample::sample().unwrap();
/// let moves = moves(&value(&document).output, &[0, 1, 2], MeasureId::Revenue, MeasureId::Revenue);
/// assert!(moves.iter().all(|one| one.climbed() == 0.0)); // nobody moves against itself
/// ```
pub fn moves(valuation: &Valuation, rows: &[usize], one: MeasureId, other: MeasureId) -> Vec<Move> {
    let both: Vec<usize> = (rows.iter().copied())
        .filter(|&row| {
            [one, other]
                .iter()
                .all(|measure| valuation.get(*measure, row).value.is_some())
        })
        .collect();
    moves_between(&ranked(valuation, one, &both), &ranked(valuation, other, &both))
}

/// The same of two rankings, each the best first, row and value; who stands in one alone is left out.
///
/// ```
/// use both_sides::measures::places::moves_between;
/// let moves = moves_between(&[(7, 3.0), (8, 1.0)], &[(8, 9.0), (7, 2.0)]);
/// assert_eq!((moves[0].row, moves[0].climbed()), (7, -1.0));
/// ```
pub fn moves_between(one: &[(usize, f64)], other: &[(usize, f64)]) -> Vec<Move> {
    let first = standings(one);
    let n_rows = other.iter().map(|(row, _)| row + 1).max().unwrap_or(0);
    let mut second = vec![None; n_rows];
    for (row, standing) in standings(other) {
        second[row] = Some(standing);
    }
    (first.into_iter())
        .filter_map(|(row, from)| {
            let to = *second.get(row)?.as_ref()?;
            Some(Move { row, from, to })
        })
        .collect()
}

fn standings(ranked: &[(usize, f64)]) -> Vec<(usize, Standing)> {
    let mut before = 0;
    let mut found = Vec::with_capacity(ranked.len());
    for level in ranked.chunk_by(|a, b| a.1 == b.1) {
        let standing = Standing {
            place: before + 1,
            mean: before as f64 + (level.len() + 1) as f64 / 2.0,
        };
        found.extend(level.iter().map(|(row, _)| (*row, standing)));
        before += level.len();
    }
    found
}
