//! Would the map look the same if other things mattered? Draws of the importance of every driver of value received
//! (stochastic multicriteria acceptability analysis, Lahdelma, Hokkanen & Salminen 1998).
//!
//! One set of weights per draw holds for all accounts. Around the stated importances it is drawn from a Dirichlet
//! distribution; with nothing taken for granted, every set of weights is as likely as any other.

use std::collections::BTreeMap;

use crate::decisions::{Zone, threshold};
use crate::maths::Draws;
use crate::measures::received::{ReceivedTerms, weighted_mean};
use crate::measures::{Groundwork, MeasureId, Valuation};
use crate::portfolio::Document;

use super::simulation::Plan;

/// How many votes the stated weights count as: the larger, the closer the draws stay to them.
pub const CONCENTRATION: f64 = 20.0;

/// Where the weights come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighting {
    /// Drawn around what is stated.
    AroundStated,
    /// Any weights at all.
    Any,
}

impl Weighting {
    const fn stream(self) -> &'static str {
        match self {
            Self::AroundStated => "importances around the stated ones",
            Self::Any => "any importances",
        }
    }
}

/// What the weights come to, by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighted {
    /// Share of weightings in each zone, in the order of [`Zone::ALL`].
    pub zones: Vec<[f64; 4]>,
    /// Share of weightings in which it is among those that receive most.
    pub top: Vec<f64>,
}

/// The drivers of every account, ready to be weighted anew.
#[derive(Clone, Debug)]
pub struct WeightStudy {
    plan: Plan,
    stated: Vec<f64>,
    by_row: Vec<Vec<(usize, f64, f64)>>,
    is_upper: Vec<Option<bool>>,
    over: f64,
}

impl WeightStudy {
    /// Reads the drivers; `None` where fewer than two are known, or where the map shows something else across.
    pub fn new(document: &Document, valuation: &Valuation, plan: Plan) -> Option<Self> {
        let groundwork = Groundwork::new(document);
        let n_rows = document.portfolio.accounts.len();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut by_row = Vec::with_capacity(n_rows);
        for row in 0..n_rows {
            let terms = ReceivedTerms::new(document, &groundwork, row);
            let drivers = terms.drivers.iter().map(|driver| {
                let next = places.len();
                let place = *places.entry(driver.name.trim().to_lowercase()).or_insert(next);
                (place, driver.importance, driver.index)
            });
            by_row.push(drivers.collect::<Vec<_>>());
        }
        if places.len() < 2 || plan.across != MeasureId::ValueReceived {
            return None;
        }
        let over_up = threshold(&document.map, valuation, plan.up).map(|found| found.value);
        let is_upper = |row| Some(valuation.get(plan.up, row).value? >= over_up?);
        Some(Self {
            plan,
            stated: mean_weights(&by_row, places.len()),
            is_upper: (0..n_rows).map(is_upper).collect(),
            over: threshold(&document.map, valuation, plan.across)?.value,
            by_row,
        })
    }

    /// The zones and the top under many weightings.
    pub fn weighted(&self, weighting: Weighting) -> Weighted {
        let n_rows = self.by_row.len();
        let mut draws = Draws::new(self.plan.seed, weighting.stream());
        let mut zones = vec![[0_u32; 4]; n_rows];
        let mut top = vec![0_u32; n_rows];
        for _ in 0..self.plan.n_draws {
            let weights = self.draw(weighting, &mut draws);
            let received: Vec<f64> = (self.by_row.iter())
                .map(|drivers| received(drivers, &weights, weighting))
                .collect();
            for (row, value) in received.iter().enumerate() {
                if let Some(is_upper) = self.is_upper[row].filter(|_| !value.is_nan()) {
                    let zone = Zone::of(*value >= self.over, is_upper);
                    let place = Zone::ALL.iter().position(|known| *known == zone).unwrap_or(0);
                    zones[row][place] += 1;
                }
            }
            for row in super::simulation::among_top(&received, self.plan.top) {
                top[row] += 1;
            }
        }
        let share = |count: u32| f64::from(count) / f64::from(self.plan.n_draws.max(1));
        Weighted {
            zones: zones.iter().map(|counts| counts.map(share)).collect(),
            top: top.into_iter().map(share).collect(),
        }
    }

    /// One weight per driver: a factor on what is stated, or the weight itself.
    fn draw(&self, weighting: Weighting, draws: &mut Draws) -> Vec<f64> {
        match weighting {
            Weighting::Any => draws.simplex(self.stated.len()),
            Weighting::AroundStated => {
                let drawn = draws.dirichlet(&self.stated, CONCENTRATION);
                let factor = |(drawn, stated): (&f64, &f64)| if *stated > 0.0 { drawn / stated } else { 0.0 };
                drawn.iter().zip(&self.stated).map(factor).collect()
            }
        }
    }
}

fn received(drivers: &[(usize, f64, f64)], weights: &[f64], weighting: Weighting) -> f64 {
    let pairs = drivers.iter().map(|&(place, importance, index)| match weighting {
        Weighting::Any => (weights[place], index),
        Weighting::AroundStated => (importance * weights[place], index),
    });
    weighted_mean(pairs).unwrap_or(f64::NAN)
}

/// Mean share of every driver over the accounts that speak of any; sums to 1.
fn mean_weights(by_row: &[Vec<(usize, f64, f64)>], n_drivers: usize) -> Vec<f64> {
    let mut means = vec![0.0; n_drivers];
    for drivers in by_row {
        let total: f64 = drivers.iter().map(|driver| driver.1).sum();
        for &(place, importance, _) in drivers.iter().filter(|_| total > 0.0) {
            means[place] += importance / total;
        }
    }
    let total: f64 = means.iter().sum();
    if total > 0.0 {
        means.iter_mut().for_each(|mean| *mean /= total);
    }
    means
}
