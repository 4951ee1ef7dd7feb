//! What an applied fit says of one account: the chance that it is still there, what it buys and for how long.
//!
//! The account's earning model decides what may be used (Fader & Hardie 2009): repeat orders are read by the
//! purchase model that was applied, contracts by the sBG. Where nothing was applied, or retention is stated, the
//! formula with shrunk retention stays.

use crate::portfolio::{Account, Assumptions, Change, Document, EarningModel, Lever, Supposed};

use super::FitCache;
use super::course::Course;
use super::models::{Buying, BuyingKind, GammaGamma, History, Sbg, buys_repeatedly, chances_of, history_of};

/// The applied fits, ready to be used.
#[derive(Clone, Debug, Default)]
pub struct FittedModels {
    buying: Option<Buying>,
    spend: Option<GammaGamma>,
    renewal: Option<Sbg>,
}

impl FittedModels {
    /// Reads them from the assumptions; a model this version does not know is left alone.
    pub fn new(assumptions: &Assumptions) -> Self {
        let parameters = |all: &[f64]| std::array::from_fn(|at| all.get(at).copied().unwrap_or_default());
        let fits = &assumptions.fits;
        Self {
            buying: (fits.buying.as_ref())
                .and_then(|fit| Some(BuyingKind::from_key(&fit.model)?.with(parameters(&fit.parameters)))),
            spend: fits
                .spend
                .as_ref()
                .map(|fit| GammaGamma::new(parameters(&fit.parameters))),
            renewal: fits.renewal.as_ref().map(|fit| {
                let [alpha, beta, ..] = parameters(&fit.parameters);
                Sbg { alpha, beta }
            }),
        }
    }

    /// The model of repeat purchases that was applied.
    pub const fn buying(&self) -> Option<&Buying> {
        self.buying.as_ref()
    }

    /// True when a model of repeat purchases was applied.
    pub const fn tells_of_orders(&self) -> bool {
        self.buying.is_some()
    }

    /// True when no fit was applied.
    pub const fn is_empty(&self) -> bool {
        self.buying.is_none() && self.renewal.is_none()
    }
}

/// Which model speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// A repeat-purchase model.
    Buying(BuyingKind),
    /// The sBG for contracts.
    Renewal,
}

impl Speaker {
    /// What its years count against years counted from their ends.
    pub fn earlier(self, course: &Course) -> f64 {
        match self {
            Self::Renewal | Self::Buying(BuyingKind::BgBb) => course.earlier(),
            Self::Buying(_) => 1.0,
        }
    }
}

/// Where the spend per purchase comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpendOrigin {
    /// Gamma-Gamma.
    Modelled,
    /// The account's own mean over its repeat purchases.
    OwnMean,
    /// Revenue per order over the whole log.
    PerOrder,
}

/// What the model says of one account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FittedTerms {
    /// Which model.
    pub speaker: Speaker,
    /// What it read: repeat purchases, recency, time watched; of a contract, renewals.
    pub row: History,
    /// The chance that the account is still a customer.
    pub alive: f64,
    /// Discounted years it is expected to stay on, from today.
    pub years: f64,
    /// Purchases per year while it does; 1 of a contract.
    pub per_year: f64,
    /// The same at the ends of what is plausible for this account.
    pub per_year_ends: (f64, f64),
    /// Purchases expected in the next year.
    pub next_year: f64,
    /// Expected spend per purchase.
    pub spend: Option<(f64, SpendOrigin)>,
    /// The constant retention that is worth as many discounted years.
    pub retention: f64,
    /// The same at the ends.
    pub retention_ends: (f64, f64),
    /// What a scenario does to the retention, and the retention without.
    pub moved: Option<(Change, f64)>,
}

/// Standard normal quantile at 90 %.
const Z90: f64 = 1.281_551_565_544_600_4;

impl FittedTerms {
    /// `None` where no applied model is made for this account, or it has no end under these assumptions.
    pub fn new(
        document: &Document,
        models: &FittedModels,
        account: &Account,
        row: usize,
        cache: &mut FitCache,
    ) -> Option<Self> {
        if models.is_empty() || account.economics.annual_retention.is_some() {
            return None;
        }
        let supposed = document.assumptions.fits.supposed.get(row);
        if account.earning_model == Some(EarningModel::Contract) {
            let mut terms = Self::of_contract(document, &models.renewal?, account)?;
            if let Some(stays) = supposed.and_then(|supposed| supposed.stays) {
                terms.retention = with_log_odds(terms.retention, stays);
            }
            terms.move_retention(document, account, row);
            return Some(terms);
        }
        let model = models.buying.filter(|_| buys_repeatedly(account))?;
        let mut terms = Self::of_orders(document, models, &model, account, cache)?;
        if let Some(supposed) = supposed {
            terms.suppose(document, account, *supposed);
        }
        terms.move_retention(document, account, row);
        Some(terms)
    }

    /// Lets it stay as much longer as a scenario supposes: the years of the moved retention, at least those the
    /// model expects where it rises, at most those where it falls.
    fn move_retention(&mut self, document: &Document, account: &Account, row: usize) {
        let change = document.assumptions.change(row, Lever::Retention);
        if change.is_none() {
            return;
        }
        let today = self.retention;
        let moved = |retention: f64| change.from(retention).clamp(0.0, 1.0);
        self.moved = Some((change, today));
        self.retention = moved(today);
        let (low, high) = self.retention_ends;
        self.retention_ends = (moved(low), moved(high));
        let course = Course::new(document, account);
        if let Some(years) = course.years(self.retention) {
            let years = years * self.speaker.earlier(&course);
            self.years = if self.retention >= today {
                years.max(self.years)
            } else {
                years.min(self.years)
            };
        }
    }

    /// What a draw supposes in place of what is expected; the chance that it is still there stays the model's.
    fn suppose(&mut self, document: &Document, account: &Account, supposed: Supposed) {
        if let Some(pace) = supposed.pace {
            self.per_year *= pace;
            self.next_year *= pace;
        }
        if let Some(there) = supposed.there
            && self.alive > 0.0
        {
            let share = if there >= 1.0 - self.alive {
                1.0 / self.alive
            } else {
                0.0
            };
            let course = Course::new(document, account);
            self.years *= share;
            self.next_year *= share;
            self.retention = course.retention_worth(self.years / self.speaker.earlier(&course));
        }
    }

    fn of_orders(
        document: &Document,
        models: &FittedModels,
        model: &Buying,
        account: &Account,
        cache: &mut FitCache,
    ) -> Option<Self> {
        let row = match model.kind() {
            BuyingKind::BgBb => chances_of(account, document.as_of.epoch_days())?,
            _ => history_of(account)?,
        };
        let (course, units) = (Course::new(document, account), model.units_per_year());
        let alive = model.probability_alive(&row);
        let purchases = cache.discounted_alive(model, &row, &course)?;
        let (shape, rate) = posterior(model, &row);
        let per_year = shape / rate * units;
        // Growth counts from the second year on, the discount from today.
        // What the models of purchases in continuous time expect is discounted from the day it is bought.
        let years = purchases / per_year / (1.0 + course.growth);
        let speaker = Speaker::Buying(model.kind());
        let spread = |z: f64| {
            let root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * libm::sqrt(shape));
            per_year * root.max(0.0) * root.max(0.0) * root.max(0.0)
        };
        let ends = match model {
            Buying::BgBb(_) => (per_year, per_year),
            _ => (spread(-Z90).min(per_year), spread(Z90).max(per_year)),
        };
        Some(Self {
            speaker,
            row,
            alive,
            years: alive * years * speaker.earlier(&course),
            per_year,
            per_year_ends: ends,
            next_year: model.conditional_expectation(&row, units),
            spend: spend(models, account, model.kind()),
            retention: course.retention_worth(alive * years),
            retention_ends: ends_of(
                alive,
                course.retention_worth(alive * years),
                course.retention_worth(years),
            ),
            moved: None,
        })
    }

    fn of_contract(document: &Document, model: &Sbg, account: &Account) -> Option<Self> {
        let renewed = f64::from(account.renewals.map_or(0, |seen| seen.renewed));
        let course = Course::new(document, account);
        let from_end = contract_years(&course, model, renewed)?;
        let (years, retention) = (from_end * course.earlier(), course.retention_worth(from_end));
        Some(Self {
            speaker: Speaker::Renewal,
            row: History::new(renewed, renewed, renewed),
            alive: 1.0,
            years,
            per_year: 1.0,
            per_year_ends: (1.0, 1.0),
            next_year: model.retention(renewed + 1.0),
            spend: None,
            retention,
            retention_ends: plausible(model, renewed),
            moved: None,
        })
    }

    /// Discounted years at the ends of what is plausible: none when it may well be gone, all when it may well be there.
    pub fn years_ends(&self) -> (f64, f64) {
        self.ends_of(self.years)
    }

    /// A number that is its `alive`th part if the account is there, at the same ends.
    pub(super) fn ends_of(&self, base: f64) -> (f64, f64) {
        let there = if self.alive > 0.0 { base / self.alive } else { 0.0 };
        ends_of(self.alive, base, there)
    }

    /// True when a model of repeat purchases speaks.
    pub const fn is_of_orders(&self) -> bool {
        matches!(self.speaker, Speaker::Buying(_))
    }
}

/// 0 where the account is gone with more than one chance in ten; what it has if it is there, likewise.
fn ends_of(alive: f64, base: f64, there: f64) -> (f64, f64) {
    (
        if alive < 0.9 { 0.0 } else { base },
        if alive > 0.1 { there.max(base) } else { base },
    )
}

/// Shape and rate of what is believed of the account's purchase rate while it is there; of yes and no, both shapes'
/// first and their sum.
pub fn posterior(model: &Buying, row: &History) -> (f64, f64) {
    let [first, second, ..] = model.parameters();
    match model {
        Buying::BgBb(_) => (first + row.x, first + second + row.t),
        _ => (first + row.x, second + row.t),
    }
}

/// A share with something added to its log odds.
fn with_log_odds(share: f64, more: f64) -> f64 {
    let odds = share / (1.0 - share) * libm::exp(more);
    if odds.is_finite() {
        odds / (1.0 + odds)
    } else {
        1.0
    }
}

fn spend(models: &FittedModels, account: &Account, kind: BuyingKind) -> Option<(f64, SpendOrigin)> {
    let orders = account.orders.as_deref()?;
    if kind == BuyingKind::BgBb {
        // A yes is a year with orders.
        let n_years = orders
            .by_year
            .iter()
            .filter(|year| year.spend.n_orders > 0)
            .count();
        return (n_years > 0).then(|| (orders.total.revenue / n_years as f64, SpendOrigin::PerOrder));
    }
    let repeat = orders.repeat?;
    let own = repeat.mean_spend.filter(|mean| *mean > 0.0);
    if let Some(model) = &models.spend {
        let modelled = model.expected_spend(f64::from(repeat.x), own.unwrap_or(0.0));
        return modelled.map(|spend| (spend, SpendOrigin::Modelled));
    }
    let per_order = || {
        let n = f64::from(orders.total.n_orders);
        (n > 0.0).then(|| (orders.total.revenue / n, SpendOrigin::PerOrder))
    };
    own.map(|mean| (mean, SpendOrigin::OwnMean)).or_else(per_order)
}

/// Σ S(n + t)/S(n) · (1 + g)^(t − 1)/(1 + d)^t over the years that count, each from its end.
fn contract_years(course: &Course, model: &Sbg, renewed: f64) -> Option<f64> {
    let Some(horizon) = course.horizon else {
        let residual = model.discounted_residual_lifetime(renewed, course.net_rate())?;
        return Some(residual / (1.0 + course.discount_rate));
    };
    let (mut left, mut sum) = (1.0 / (1.0 + course.growth), 0.0);
    for year in 1..=horizon {
        left *= model.retention(renewed + f64::from(year)) / (1.0 + course.net_rate());
        sum += left;
    }
    Some(sum)
}

/// Retention at the tenth and ninetieth percentile of what a contract with these renewals may have.
fn plausible(model: &Sbg, renewed: f64) -> (f64, f64) {
    let at = |p| crate::maths::beta_quantile(model.beta + renewed, model.alpha, p);
    (at(0.1), at(0.9))
}
