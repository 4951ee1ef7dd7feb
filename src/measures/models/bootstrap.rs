//! Intervals by drawing the data again from the fitted model and fitting it anew (Efron & Tibshirani 1993).

use crate::maths::{Draws, quantile};

use super::{Buying, History, group};

/// The share of refits that lies within an interval.
pub const LEVEL: f64 = 0.8;

/// A parametric bootstrap under way: one refit at a time.
#[derive(Clone, Debug)]
pub struct Bootstrap {
    model: Buying,
    seed: u64,
    parameters: [Vec<f64>; 4],
    next_year: Vec<f64>,
    n_done: u32,
}

/// What the refits say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Intervals {
    /// Refits.
    pub n: u32,
    /// The seed the draws came from.
    pub seed: u64,
    /// Low and high of each parameter.
    pub parameters: [(f64, f64); 4],
    /// Low and high of the purchases of all accounts in the next year.
    pub next_year: (f64, f64),
}

impl Bootstrap {
    /// Ready to draw from `model`.
    pub fn new(model: Buying, seed: u64) -> Self {
        Self {
            model,
            seed,
            parameters: Default::default(),
            next_year: Vec::new(),
            n_done: 0,
        }
    }

    /// Draws every history once more, in the time it was watched, and fits. `rows` are grouped.
    pub fn step(&mut self, rows: &[History]) {
        let mut dice = Draws::new(self.seed, &format!("{} {}", self.model.kind().key(), self.n_done));
        self.n_done += 1;
        let mut drawn = Vec::new();
        for row in rows {
            let times = row.n.clamp(0.0, 1e6) as u32;
            drawn.extend((0..times).map(|_| self.model.draw(row, &mut dice)));
        }
        let Some(fit) = self.model.refit(&group(drawn)) else {
            return;
        };
        for (all, value) in self.parameters.iter_mut().zip(fit.model.parameters()) {
            all.push(value);
        }
        self.next_year.push(next_year(&fit.model, rows));
    }

    /// Refits so far.
    pub const fn n_done(&self) -> u32 {
        self.n_done
    }

    /// The intervals; `None` when hardly any refit worked.
    pub fn intervals(&self) -> Option<Intervals> {
        let tail = (1.0 - LEVEL) / 2.0;
        let ends = |values: &[f64]| {
            let at = |p| quantile(values.to_vec(), p).unwrap_or(f64::NAN);
            (at(tail), at(1.0 - tail))
        };
        (self.next_year.len() >= 10).then(|| Intervals {
            n: self.next_year.len() as u32,
            seed: self.seed,
            parameters: std::array::from_fn(|at| ends(&self.parameters[at])),
            next_year: ends(&self.next_year),
        })
    }
}

/// Purchases of all accounts expected in the next year.
pub fn next_year(model: &Buying, rows: &[History]) -> f64 {
    let year = model.units_per_year();
    rows.iter()
        .map(|row| row.n * model.conditional_expectation(row, year))
        .sum()
}
