//! How far two rankings of the same accounts agree, and whether inputs that are weighed together say the same twice.

use super::places::ranked_value;
use super::{MeasureId, Valuation};
use crate::maths::{largest, rank_correlation, sort_by};
use crate::slices::pause;

/// How far the rankings by two measures agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Spearman's ρ over the accounts both are known of; `None` with fewer than two or where one is all equal.
    pub rho: Option<f64>,
    /// Accounts both are known of.
    pub n_both: usize,
    /// Of the best `k` by the one, how many are among the best `k` by the other.
    pub n_shared: usize,
    /// How many best were compared: at most as many as are known of both.
    pub k: usize,
    /// Rows of the best `k` by the other, the best first.
    pub best: Vec<usize>,
    /// Those of them that are not among the best `k` by the one: whom it overlooks.
    pub overlooked: Vec<usize>,
}

impl Agreement {
    /// Share of the best `k` that the two have in common.
    pub fn overlap(&self) -> Option<f64> {
        (self.k > 0).then(|| self.n_shared as f64 / self.k as f64)
    }
}

/// Compares the rankings of `rows` by two measures, the better end first.
///
/// ρ = 1 − 6 Σ d² / (n (n² − 1)), with ties the correlation of mean ranks (Spearman 1904). Overlap@k: share of the best k
/// by the one that are among the best k by the other.
pub fn agreement(
    valuation: &Valuation,
    rows: &[usize],
    one: MeasureId,
    other: MeasureId,
    k: usize,
) -> Agreement {
    let known = |&row: &usize| {
        Some((
            row,
            ranked_value(valuation, one, row)?,
            ranked_value(valuation, other, row)?,
        ))
    };
    let both: Vec<(usize, f64, f64)> = rows.iter().filter_map(known).collect();
    let (left, right): (Vec<f64>, Vec<f64>) = both.iter().map(|(_, a, b)| (*a, *b)).unzip();
    let k = k.min(both.len());
    let best = |of: &[f64]| -> Vec<usize> {
        let ranked: Vec<(usize, f64)> = (both.iter().zip(of))
            .map(|(known, value)| (known.0, *value))
            .collect();
        largest(&ranked, k).into_iter().map(|(row, _)| row).collect()
    };
    let (mut first, second) = (best(&left), best(&right));
    first.sort_unstable();
    let overlooked: Vec<usize> = (second.iter().copied())
        .filter(|row| first.binary_search(row).is_err())
        .collect();
    Agreement {
        rho: rank_correlation(&left, &right),
        n_both: both.len(),
        n_shared: k - overlooked.len(),
        k,
        best: second,
        overlooked,
    }
}

/// Correlation of two inputs above which they are said to tell the same twice.
pub const SAYS_THE_SAME: f64 = 0.8;

/// What the weights of a score come to once it is counted that its inputs move together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EffectiveWeights {
    /// By input: its share of the weights.
    pub stated: Vec<f64>,
    /// By input: its share of the score's variation; adds up to 1. `None` where the score does not vary.
    pub effective: Option<Vec<f64>>,
    /// Pairs of inputs that move together and so count for more than was stated, with their correlation, the closest
    /// first.
    pub pairs: Vec<(usize, usize, f64)>,
}

/// Effective weights of the inputs of a score.
///
/// e_i = w_i · Σ_j w_j · cov_ij / Σ_i Σ_j w_i · w_j · cov_ij
///
/// `w` stated weights, `cov` covariance of the inputs' scores over the accounts both are known of: the share of the
/// score's variance that moves with input i, as risk is shared out in a portfolio (Litterman 1996). Two inputs of 40 %
/// that are the same, beside an independent one of 20 %, act as 94 %, not as 80 %.
///
/// ```
/// use both_sides::measures::rankings::effective_weights;
/// let twice = [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0].map(Some);
/// let other = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0].map(Some);
/// let inputs = [twice.to_vec(), twice.to_vec(), other.to_vec()];
/// let found = both_sides::slices::at_once(effective_weights(&inputs, &[2.0, 2.0, 1.0]));
/// let effective = found.effective.unwrap();
/// assert_eq!((effective[0] * 1000.0).round(), 471.0); // 0.4 · 0.8 / (0.8² + 0.2²)
/// assert_eq!(found.pairs, [(0, 1, 1.0)]);
/// ```
pub async fn effective_weights(inputs: &[Vec<Option<f64>>], weights: &[f64]) -> EffectiveWeights {
    let all: f64 = weights.iter().sum();
    let stated: Vec<f64> = (weights.iter())
        .map(|weight| if all > 0.0 { weight / all } else { 0.0 })
        .collect();
    let mut moved: Vec<f64> = vec![0.0; inputs.len()];
    let mut pairs = Vec::new();
    for (place, input) in inputs.iter().enumerate() {
        for (next, other) in inputs.iter().enumerate().skip(place) {
            pause().await;
            let Some((covariance, correlation)) = together(input, other) else {
                continue;
            };
            moved[place] += stated[place] * stated[next] * covariance;
            if place != next {
                moved[next] += stated[place] * stated[next] * covariance;
                let both_count = stated[place] > 0.0 && stated[next] > 0.0;
                if let Some(rho) = correlation.filter(|rho| both_count && *rho >= SAYS_THE_SAME) {
                    pairs.push((place, next, rho));
                }
            }
        }
    }
    sort_by(&mut pairs, |a, b| b.2.total_cmp(&a.2));
    let variance: f64 = moved.iter().sum();
    let effective: Vec<f64> = moved.iter().map(|part| part / variance).collect();
    pairs.retain(|(one, other, _)| effective[*one] + effective[*other] > stated[*one] + stated[*other]);
    EffectiveWeights {
        stated,
        effective: (variance > 0.0).then_some(effective),
        pairs,
    }
}

/// Accounts two inputs have to share before their correlation says anything.
const LEAST_SHARED: f64 = 5.0;

/// Covariance and correlation over the accounts both are known of; no correlation over a handful.
fn together(one: &[Option<f64>], other: &[Option<f64>]) -> Option<(f64, Option<f64>)> {
    let both = || one.iter().zip(other).filter_map(|(a, b)| Some(((*a)?, (*b)?)));
    let n = both().count() as f64;
    if n < 2.0 {
        return None;
    }
    let mean = |side: fn((f64, f64)) -> f64| both().map(side).sum::<f64>() / n;
    let (left, right) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let (mut covariance, mut spread_left, mut spread_right) = (0.0, 0.0, 0.0);
    for (a, b) in both() {
        covariance += (a - left) * (b - right);
        spread_left += (a - left) * (a - left);
        spread_right += (b - right) * (b - right);
    }
    let spread = libm::sqrt(spread_left * spread_right);
    let is_known = spread > 0.0 && n >= LEAST_SHARED;
    Some((covariance / n, is_known.then(|| covariance / spread)))
}
