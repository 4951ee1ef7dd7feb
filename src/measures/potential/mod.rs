//! Potential value: what an account would be worth with its levers as far as they can go.
//!
//! The same engine as the current value, with retention, share of wallet, breadth, margin and cost to serve at their
//! ceilings. Share of wallet and breadth are two ways into one pot: what is bought of more products is part of the
//! wallet, so together they bring what the larger of the two brings, never more than the wallet's ceiling allows. A
//! lever is used only where it helps: a ceiling below today's level changes nothing. The gap to the current value is
//! split over the levers by Shapley (1953), so that the parts add up. Peppers & Rogers (2011), *Managing Customer
//! Relationships*, for actual and potential value.

mod engine;
mod explain;
mod moved;
mod peers;

use crate::maths::shapley;
use crate::portfolio::{Account, Basis, Document, Lever};
use crate::units::Interval;

use super::FittedIncome;
use super::course::Course;
use super::retention::has_ended;
use super::revenue::RevenueTerms;
use super::spread::Spread;
use super::wallet::WalletTerms;
use super::{MeasureId, Measured, Valuation};

use engine::{Ends, N_SETS, Present, Reach};
pub use explain::{level_label, level_unit, origin_words, part_note, unit_word};
pub use moved::{Movable, Stay, Unmoved};
pub use peers::{Ceiling, CeilingOrigin, ENOUGH_PEERS, Peers, level};

/// A lever with where it stands and how far it can go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeverTerm {
    /// The lever.
    pub lever: Lever,
    /// Where it stands today.
    pub level: Option<f64>,
    /// How far it can go.
    pub ceiling: Option<Ceiling>,
    /// Its part of the gap; `None` where level or ceiling are unknown or nothing can be made of them.
    pub part: Option<f64>,
    /// What one unit of it would add to the current value: one percentage point, or one product.
    pub per_unit: Option<f64>,
}

/// What the potential value is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct PotentialTerms {
    /// Current value, the start.
    pub current: Measured,
    /// The five levers.
    pub levers: [LeverTerm; 5],
    /// Potential value.
    pub potential: Measured,
    /// Revenue per year with share of wallet and breadth at their ceilings.
    pub revenue_at_best: Option<f64>,
    /// What a further product is counted to bring per year.
    pub revenue_per_product: Option<f64>,
    /// The lifetime value with every set of levers at their ceilings; bit i is lever i.
    pub by_set: Option<[f64; N_SETS]>,
    /// True when the sum has no end with the levers at their ceilings.
    pub has_no_end: bool,
    /// True when the relationship is over.
    pub is_over: bool,
    /// True where an applied fit says how long it lasts and what a year brings.
    pub is_fitted: bool,
    /// True when the gross margin is negative, so that selling more of the same loses more.
    pub sells_at_a_loss: bool,
}

impl PotentialTerms {
    /// The measures it gives.
    pub const MEASURES: &'static [MeasureId] = &[
        MeasureId::PotentialValue,
        MeasureId::PotentialGap,
        MeasureId::GapRetention,
        MeasureId::GapShare,
        MeasureId::GapBreadth,
        MeasureId::GapMargin,
        MeasureId::GapCost,
    ];

    /// Works it out for the account in `row` from what `valuation` holds of it, and from what an applied fit expects.
    pub fn new(
        document: &Document,
        peers: &Peers,
        valuation: &Valuation,
        row: usize,
        account: &Account,
        fitted: Option<&FittedIncome>,
    ) -> Self {
        let get = |measure| valuation.get(measure, row);
        let wallet = WalletTerms::new(
            document,
            account,
            get(MeasureId::Revenue),
            get(MeasureId::GrossMargin),
            RevenueTerms::gain_of(document, account, row),
        );
        let course = Course::new(document, account);
        let ends = Ends::new(valuation, row, &wallet, fitted.map(|income| (income, &course)));
        let is_over = has_ended(document, account) && account.economics.annual_retention.is_none();
        let mut terms = Self::standing(document, peers, valuation, row, account);
        terms.is_over = is_over;
        terms.is_fitted = fitted.is_some();
        terms.sells_at_a_loss = ends
            .as_ref()
            .is_some_and(|ends| ends.base.margin_ratio.is_some_and(|ratio| ratio < 0.0));
        if is_over {
            terms.potential = terms.current;
        } else if let Some(ends) = ends {
            terms.reach(&ends, &course);
        }
        terms
    }

    fn standing(
        document: &Document,
        peers: &Peers,
        valuation: &Valuation,
        row: usize,
        account: &Account,
    ) -> Self {
        let term = |lever| LeverTerm {
            lever,
            level: level(valuation, lever, row),
            ceiling: peers.ceiling(document, account, row, lever),
            part: None,
            per_unit: None,
        };
        let levers = [
            term(Lever::Retention),
            term(Lever::ShareOfWallet),
            term(Lever::Breadth),
            term(Lever::Margin),
            term(Lever::CostToServe),
        ];
        Self {
            current: valuation.get(MeasureId::CurrentValue, row),
            levers,
            potential: Measured::UNKNOWN,
            revenue_at_best: None,
            revenue_per_product: own_per_product(valuation, row, Some(peers)),
            by_set: None,
            has_no_end: false,
            is_over: false,
            is_fitted: false,
            sells_at_a_loss: false,
        }
    }

    /// Values every set of levers and splits the gap.
    fn reach(&mut self, ends: &Ends, course: &Course) {
        let Some(current) = self.current.value else { return };
        let reach = self.usable(&ends.base);
        if reach.of.iter().all(Option::is_none) {
            return;
        }
        self.revenue_at_best = ends
            .base
            .revenue
            .map(|revenue| revenue + ends.base.gain(&reach, 31));
        let Some(formula) = ends.base.values(&reach, course) else {
            self.has_no_end = true;
            return;
        };
        self.by_set = Some(formula);
        // Whatever model the current value comes from: the levers add what the formula gains.
        let value = current + (formula[N_SETS - 1] - formula[0]);
        let parts = shapley(&formula).unwrap_or_default();
        let multiples = ends.base.one_point_more(course);
        for (term, part) in self.levers.iter_mut().zip(parts) {
            let usable = reach.of[term.lever as usize].is_some();
            term.part = Some(part).filter(|_| usable);
            term.per_unit = multiples.and_then(|multiples| ends.base.per_unit(term.lever, &reach, multiples));
        }
        let end = |present: &Present| {
            // Where nothing is uncertain its ends are the value itself.
            let at_best = match *present == ends.base {
                true => formula[N_SETS - 1],
                false => present.values(&reach, course)?[N_SETS - 1],
            };
            Some(current + (at_best - formula[0]))
        };
        let basis = self.current.basis.max(Basis::Estimated);
        let exact = Spread::exact(value, basis).measured();
        self.potential = match (end(&ends.low), end(&ends.high)) {
            (Some(low), Some(high)) => Measured {
                interval: interval(low, value, high),
                ..exact
            },
            _ => exact,
        };
    }

    /// The ceilings that can be used: of levers whose level is known too.
    fn usable(&self, present: &Present) -> Reach {
        let mut of = [None; 5];
        for term in &self.levers {
            let room = match term.lever {
                Lever::Retention => true,
                Lever::ShareOfWallet => present.wallet.is_some() && present.margin_ratio.is_some(),
                Lever::Breadth => self.revenue_per_product.is_some() && present.margin_ratio.is_some(),
                Lever::Margin => present.revenue.is_some_and(|revenue| revenue > 0.0),
                Lever::CostToServe => {
                    present.cost.is_some() && present.revenue.is_some_and(|revenue| revenue > 0.0)
                }
            };
            let is_known = room && term.level.is_some();
            of[term.lever as usize] = term.ceiling.filter(|_| is_known).map(|ceiling| ceiling.level);
        }
        Reach {
            of,
            breadth: self.levers[Lever::Breadth as usize].level,
            revenue_per_product: self.revenue_per_product,
        }
    }

    /// The gap between potential and current value.
    pub fn gap(&self) -> Measured {
        let gap = self.potential.value.zip(self.current.value);
        Measured::of(gap.map(|(potential, current)| {
            let basis = self.potential.basis;
            Spread::exact(if self.is_over { 0.0 } else { potential - current }, basis)
        }))
    }

    /// The part of one lever in the gap.
    pub fn part(&self, lever: Lever) -> Measured {
        let part = self.levers[lever as usize].part;
        Measured::of(part.map(|part| Spread::exact(part, self.potential.basis)))
    }

    /// The number of one of the measures of this file.
    pub fn measured(&self, measure: MeasureId) -> Measured {
        match measure {
            MeasureId::PotentialValue => self.potential,
            MeasureId::PotentialGap => self.gap(),
            _ => lever_of(measure).map_or(Measured::UNKNOWN, |lever| self.part(lever)),
        }
    }
}

/// What a further product of the account in `row` is counted to bring per year: what its own bring, at most what is usual.
fn own_per_product(valuation: &Valuation, row: usize, peers: Option<&Peers>) -> Option<f64> {
    let revenue = valuation.get(MeasureId::Revenue, row).value;
    let breadth = level(valuation, Lever::Breadth, row);
    let own = (revenue.zip(breadth))
        .filter(|(revenue, breadth)| *revenue > 0.0 && *breadth > 0.0)
        .map(|(revenue, breadth)| revenue / breadth)?;
    let usual = peers.and_then(|peers| peers.revenue_per_product(row));
    Some(usual.map_or(own, |usual| own.min(usual)))
}

/// The measure that shows a lever's part of the gap.
pub const fn measure_of(lever: Lever) -> MeasureId {
    match lever {
        Lever::Retention => MeasureId::GapRetention,
        Lever::ShareOfWallet => MeasureId::GapShare,
        Lever::Breadth => MeasureId::GapBreadth,
        Lever::Margin => MeasureId::GapMargin,
        Lever::CostToServe => MeasureId::GapCost,
    }
}

/// The lever whose part of the gap a measure shows.
pub fn lever_of(measure: MeasureId) -> Option<Lever> {
    Lever::ALL
        .iter()
        .copied()
        .find(|&lever| measure_of(lever) == measure)
}

fn interval(low: f64, value: f64, high: f64) -> Option<Interval> {
    let (low, high) = (low.min(value).min(high), high.max(value).max(low));
    (low < high && low.is_finite() && high.is_finite()).then_some(Interval { low, high })
}
