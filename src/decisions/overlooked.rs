//! Whom a ranking overlooks: the big that lose, the small that promise, the hidden assets.

use crate::maths::sort_by;
use crate::measures::places::{moves, ranked};
use crate::measures::portfolio_totals::whale_measure;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::Document;
use crate::slices::{known, pause};

use super::zones::threshold;

/// Why a small account promises more.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// Its row.
    pub row: usize,
    /// In which it is among the best fifth: the gap to its potential, or the headroom of its wallet.
    pub by: Vec<MeasureId>,
}

/// Whom the ranking by one measure overlooks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlooked {
    /// How many are the biggest fifth by today's measure.
    pub n_big: usize,
    /// How many lose, of all of whom that is known.
    pub n_losing: usize,
    /// Among the biggest fifth and below zero, largest loss first.
    pub big_but_losing: Vec<usize>,
    /// In the lower half, and among the best fifth by what could still come; the most first.
    pub small_but_promising: Vec<Promise>,
    /// Below the threshold of the current value and at or above that of the relationship value, the most first.
    pub hidden_assets: Vec<usize>,
}

/// What could still come.
const PROMISES: [MeasureId; 2] = [MeasureId::PotentialGap, MeasureId::Headroom];

/// A fifth of `n`, rounded to the nearest.
fn fifth(n: usize) -> usize {
    libm::round(n as f64 / 5.0) as usize
}

/// Whom the ranking of `rows` by `today` overlooks.
///
/// Losing is below zero in what the whale curve adds up: the contribution of a year, or the profit of the whole order log
/// where no cost to serve is known.
pub async fn overlooked(
    document: &Document,
    valuation: &Valuation,
    rows: &[usize],
    today: MeasureId,
) -> Overlooked {
    let by_size = ranked(valuation, today, rows);
    let big = &by_size[..fifth(by_size.len())];
    let profit = whale_measure(valuation);
    let lost = |row: usize| valuation.get(profit, row).value.filter(|value| *value < 0.0);
    let mut losing: Vec<(usize, f64)> = (big.iter())
        .filter_map(|(row, _)| Some((*row, lost(*row)?)))
        .collect();
    sort_by(&mut losing, |a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    pause().await;
    Overlooked {
        n_big: big.len(),
        n_losing: rows.iter().filter(|&&row| lost(row).is_some()).count(),
        big_but_losing: losing.into_iter().map(|(row, _)| row).collect(),
        small_but_promising: promising(valuation, rows, today).await,
        hidden_assets: hidden(document, valuation, rows),
    }
}

async fn promising(valuation: &Valuation, rows: &[usize], today: MeasureId) -> Vec<Promise> {
    let all = moves(valuation, rows, today, today);
    let half = (all.len() as f64 + 1.0) / 2.0;
    pause().await;
    let small = all.iter().filter(|one| one.from.mean > half).map(|one| one.row);
    let best = PROMISES.map(|measure| {
        let ranked = ranked(valuation, measure, rows);
        let n = fifth(ranked.len());
        let mut best: Vec<usize> = (ranked.into_iter().take(n))
            .filter(|(_, value)| *value > 0.0)
            .map(|(row, _)| row)
            .collect();
        best.sort_unstable();
        best
    });
    let by = |row: usize| -> Vec<MeasureId> {
        let found = PROMISES.iter().zip(&best);
        let found = found.filter(|(_, best)| best.binary_search(&row).is_ok());
        found.map(|(measure, _)| *measure).collect()
    };
    pause().await;
    let promise = |row| Some(Promise { row, by: by(row) }).filter(|promise| !promise.by.is_empty());
    let mut found = known(small.map(promise)).await;
    let most = |row: usize| valuation.get(PROMISES[0], row).value.unwrap_or(f64::NEG_INFINITY);
    sort_by(&mut found, |a, b| {
        most(b.row).total_cmp(&most(a.row)).then(a.row.cmp(&b.row))
    });
    found
}

fn hidden(document: &Document, valuation: &Valuation, rows: &[usize]) -> Vec<usize> {
    let line = |measure| threshold(&document.map, valuation, measure).map(|line| line.value);
    let (Some(economic), Some(relationship)) =
        (line(MeasureId::CurrentValue), line(MeasureId::RelationshipValue))
    else {
        return Vec::new();
    };
    let is_low = |row: usize| {
        let value = valuation.get(MeasureId::CurrentValue, row).value;
        value.is_some_and(|value| value < economic)
    };
    (ranked(valuation, MeasureId::RelationshipValue, rows).into_iter())
        .filter(|(row, value)| *value > 0.0 && *value >= relationship && is_low(*row))
        .map(|(row, _)| row)
        .collect()
}
