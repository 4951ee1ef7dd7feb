//! Would the map look the same if other things mattered? Draws of the importance of every driver of value received, of
//! the items of the 3Ps and of the dimensions of the priority, wherever the map shows them
//! (stochastic multicriteria acceptability analysis, Lahdelma, Hokkanen & Salminen 1998).
//!
//! One set of weights per draw holds for all accounts. Around the stated importances it is drawn from a Dirichlet
//! distribution; with nothing taken for granted, every set of weights is as likely as any other.

use std::collections::BTreeMap;

use crate::decisions::{Zone, threshold};
use crate::maths::{Draws, ordered_bits, sort_keyed};
use crate::measures::received::{ReceivedTerms, weighted_mean};
use crate::measures::three_ps::{Composing, Composite};
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
    /// The stream of draws for the weights of `what`.
    fn stream(self, what: &str) -> String {
        match self {
            Self::AroundStated => format!("{what} around the stated ones"),
            Self::Any => format!("any {what}"),
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

/// One score of every account, ready to be weighted anew: drivers of value received, items of one of the 3Ps, or the
/// dimensions of the priority.
#[derive(Clone, Debug)]
struct Weighable {
    stream: &'static str,
    stated: Vec<f64>,
    by_row: Vec<Vec<(usize, f64, f64)>>,
}

impl Weighable {
    /// What `measure` weighs; `None` where that is fewer than two things.
    fn new(
        document: &Document,
        groundwork: &Groundwork,
        valuation: &Valuation,
        measure: MeasureId,
    ) -> Option<Self> {
        let found = match Composite::of(measure) {
            Some(composite) => Self::of_items(document, groundwork, valuation, composite),
            None if measure == MeasureId::ValueReceived => Self::of_drivers(document, groundwork),
            None => return None,
        };
        (found.stated.iter().filter(|share| **share > 0.0).count() >= 2).then_some(found)
    }

    fn of_drivers(document: &Document, groundwork: &Groundwork) -> Self {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let n_rows = document.portfolio.accounts.len();
        let mut by_row = Vec::with_capacity(n_rows);
        for row in 0..n_rows {
            let terms = ReceivedTerms::new(document, groundwork, row);
            let drivers = terms.drivers.iter().map(|driver| {
                let next = places.len();
                let place = *places.entry(driver.name.trim().to_lowercase()).or_insert(next);
                (place, driver.importance, driver.index)
            });
            by_row.push(drivers.collect::<Vec<_>>());
        }
        Self {
            stream: "importances",
            stated: mean_weights(&by_row, places.len()),
            by_row,
        }
    }

    /// Items known of an account whose score is known.
    fn of_items(
        document: &Document,
        groundwork: &Groundwork,
        valuation: &Valuation,
        composite: Composite,
    ) -> Self {
        let composing = Composing::new(document, groundwork, valuation);
        let items = composing.items(composite);
        let of_row = |row: usize| {
            let is_scored = valuation.get(composite.measure(), row).value.is_some();
            let known = items.iter().enumerate().filter(|_| is_scored);
            let scored = known.filter_map(|(place, item)| {
                let raw = item.raw(document, groundwork, valuation, row);
                Some((place, item.weight, item.score(row, raw)?.base))
            });
            scored.collect()
        };
        let all: f64 = items.iter().map(|item| item.weight).sum();
        Self {
            stream: composite.measure().key(),
            stated: items
                .iter()
                .map(|item| item.weight / all.max(f64::MIN_POSITIVE))
                .collect(),
            by_row: (0..document.portfolio.accounts.len()).map(of_row).collect(),
        }
    }

    /// The scores under one more weighting.
    fn scores(&self, weighting: Weighting, draws: &mut Draws) -> Vec<f64> {
        let weights = self.draw(weighting, draws);
        let rows = self.by_row.iter();
        rows.map(|items| scored(items, &weights, weighting)).collect()
    }

    /// One weight per item: a factor on what is stated, or the weight itself.
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

/// What the map shows across or up while weights are drawn.
#[derive(Clone, Debug)]
enum Side {
    Weighed(Weighable),
    Held(Vec<f64>),
}

impl Side {
    fn is_weighed(&self) -> bool {
        matches!(self, Self::Weighed(_))
    }
}

/// The scores of every account, ready to be weighted anew.
#[derive(Clone, Debug)]
pub struct WeightStudy {
    plan: Plan,
    sides: [Side; 2],
    over: [Option<f64>; 2],
}

impl WeightStudy {
    /// Reads what is weighed; `None` where the map shows nothing that is made of two weighed things or more.
    pub fn new(document: &Document, valuation: &Valuation, plan: Plan) -> Option<Self> {
        let groundwork = Groundwork::of(document, valuation);
        let n_rows = document.portfolio.accounts.len();
        let sides = [plan.across, plan.up].map(|measure| {
            let held = |row| valuation.get(measure, row).value.unwrap_or(f64::NAN);
            match Weighable::new(document, &groundwork, valuation, measure) {
                Some(weighed) => Side::Weighed(weighed),
                None => Side::Held((0..n_rows).map(held).collect()),
            }
        });
        let over = [plan.across, plan.up]
            .map(|measure| threshold(&document.map, valuation, measure).map(|found| found.value));
        let is_weighed = sides
            .iter()
            .zip(over)
            .any(|(side, over)| side.is_weighed() && over.is_some());
        is_weighed.then_some(Self { plan, sides, over })
    }

    /// The zones and the top under many weightings. The top is taken by what is weighed, across first.
    pub fn weighted(&self, weighting: Weighting) -> Weighted {
        let n_rows = match &self.sides[0] {
            Side::Weighed(weighed) => weighed.by_row.len(),
            Side::Held(values) => values.len(),
        };
        let mut streams = [0, 1].map(|side| match &self.sides[side] {
            Side::Weighed(weighed) => Draws::new(self.plan.seed, &weighting.stream(weighed.stream)),
            Side::Held(_) => Draws::new(self.plan.seed, ""),
        });
        let mut zones = vec![[0_u32; 4]; n_rows];
        let mut top = vec![0_u32; n_rows];
        for _ in 0..self.plan.n_draws {
            let [across, up] = [0, 1].map(|side| match &self.sides[side] {
                Side::Weighed(weighed) => Some(weighed.scores(weighting, &mut streams[side])),
                Side::Held(_) => None,
            });
            let values = [(&across, 0), (&up, 1)].map(|(scores, side)| match (scores, &self.sides[side]) {
                (Some(scores), _) => scores.as_slice(),
                (None, Side::Held(values)) => values.as_slice(),
                (None, Side::Weighed(_)) => &[],
            });
            if let [Some(right_of), Some(above)] = self.over {
                for row in 0..n_rows {
                    let (across, up) = (values[0][row], values[1][row]);
                    if !across.is_nan() && !up.is_nan() {
                        let zone = Zone::of(across >= right_of, up >= above);
                        let place = Zone::ALL.iter().position(|known| *known == zone).unwrap_or(0);
                        zones[row][place] += 1;
                    }
                }
            }
            let ranked = values[usize::from(!self.sides[0].is_weighed())];
            for row in super::simulation::among_top(ranked, self.plan.top) {
                top[row] += 1;
            }
        }
        let share = |count: u32| f64::from(count) / f64::from(self.plan.n_draws.max(1));
        Weighted {
            zones: zones.iter().map(|counts| counts.map(share)).collect(),
            top: top.into_iter().map(share).collect(),
        }
    }
}

/// How firmly accounts are among the first by a score that is weighed together.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The score.
    pub measure: MeasureId,
    /// By row: share of weightings around the stated ones in which it is among the top.
    pub around: Vec<f64>,
    /// By row: share of any weightings.
    pub any: Vec<f64>,
}

impl Ranked {
    /// Draws the weights of `composite`; `None` where it is made of fewer than two items.
    pub fn new(document: &Document, valuation: &Valuation, plan: Plan, composite: Composite) -> Option<Self> {
        let (groundwork, measure) = (Groundwork::of(document, valuation), composite.measure());
        let weighed = Weighable::new(document, &groundwork, valuation, measure)?;
        let top = |weighting: Weighting| {
            let mut draws = Draws::new(plan.seed, &weighting.stream(weighed.stream));
            let mut counts = vec![0_u32; weighed.by_row.len()];
            for _ in 0..plan.n_draws {
                for row in super::simulation::among_top(&weighed.scores(weighting, &mut draws), plan.top) {
                    counts[row] += 1;
                }
            }
            let share = |count| f64::from(count) / f64::from(plan.n_draws.max(1));
            counts.into_iter().map(share).collect()
        };
        Some(Self {
            measure,
            around: top(Weighting::AroundStated),
            any: top(Weighting::Any),
        })
    }
}

/// By row: share of weightings around the stated ones in which an account stays in its tier of the priority.
///
/// `tiers` says which tier each row is in, `None` for those without one; `ends` how many accounts are in each tier or one
/// before it, so that every draw deals out as many places. `None` where fewer than two dimensions are weighed.
pub fn kept_in_tier(
    document: &Document,
    valuation: &Valuation,
    (tiers, ends): (&[Option<usize>], &[usize]),
    (seed, n_draws): (u64, u32),
) -> Option<Vec<f64>> {
    let groundwork = Groundwork::of(document, valuation);
    let weighed = Weighable::new(document, &groundwork, valuation, MeasureId::Priority)?;
    let mut draws = Draws::new(seed, &Weighting::AroundStated.stream(weighed.stream));
    let mut kept = vec![0_u32; weighed.by_row.len()];
    for _ in 0..n_draws {
        let scores = weighed.scores(Weighting::AroundStated, &mut draws);
        let seated = (scores.iter().zip(tiers).zip(0_u32..))
            .filter(|((score, tier), _)| tier.is_some() && !score.is_nan());
        let mut keyed: Vec<(u64, u32)> = seated
            .map(|((score, _), row)| (!ordered_bits(*score), row))
            .collect();
        sort_keyed(&mut keyed);
        let mut tier = 0;
        for (place, (_, row)) in keyed.into_iter().enumerate() {
            while ends.get(tier).is_some_and(|&end| place >= end) {
                tier += 1;
            }
            kept[row as usize] += u32::from(tiers[row as usize] == Some(tier));
        }
    }
    let share = |count| f64::from(count) / f64::from(n_draws.max(1));
    Some(kept.into_iter().map(share).collect())
}

fn scored(items: &[(usize, f64, f64)], weights: &[f64], weighting: Weighting) -> f64 {
    let pairs = items.iter().map(|&(place, importance, index)| match weighting {
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
