//! What is uncertain in a document: every input with a low, a base and a high end, retention that was seen rather
//! than stated, and what was heard from few people.

use crate::maths::{Draws, beta_quantile};
use crate::measures::fitted::FittedModels;
use crate::measures::retention::{INTERVAL_LEVEL, buys, has_ended};
use crate::measures::{FitCache, MeasureId, Valuation};
use crate::portfolio::{Document, Field};
use crate::units::Estimate;

use super::fitted::{self, FitPart};

/// Parameters of a fit are drawn within so many standard deviations.
const MOST_DEVIATIONS: f64 = 4.0;
/// Half the width of an 80 % interval in standard deviations.
pub(super) const Z_80: f64 = 1.281_551_565_545;

/// Which input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InputKey {
    /// A stated number of the account in this row.
    Stated(usize, Field),
    /// Retention of the account in this row, worked out from what was seen.
    Retention(usize),
    /// Value received of the account in this row, from the people heard.
    Heard(usize),
    /// Worth of the value event at this place.
    Event(usize),
    /// Whether the account in this row is still there, by an applied fit.
    StillThere(usize),
    /// How often the account in this row buys while it is there, by an applied fit.
    Pace(usize),
    /// Retention of the contract in this row, by an applied fit.
    Renewal(usize),
    /// Parameter of an applied fit, at this place.
    Fitted(FitPart, usize),
    /// Assumed margin where none is known.
    MarginRatio,
    /// Assumed cost of winning a customer.
    AcquisitionCost,
    /// Exchange rate at this place.
    Exchange(usize),
}

/// How an input is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Chance {
    /// Between its ends, most often near its base.
    Pert(Estimate),
    /// A share with this many yes and no behind it.
    Beta {
        /// Yes.
        a: f64,
        /// No.
        b: f64,
    },
    /// A rate with this shape and mean.
    Gamma {
        /// Shape.
        shape: f64,
        /// Mean.
        mean: f64,
    },
    /// Yes with this chance: a number from 0 to 1 that says yes from 1 − the chance on.
    There {
        /// The chance.
        alive: f64,
    },
    /// A parameter whose logarithm is normal, with what one standard deviation of it does to the logarithms of all.
    Parameter {
        /// Deviation of its own logarithm, given those before it.
        own: f64,
        /// By how much the logarithm of each parameter moves with it.
        moves: [f64; 4],
    },
    /// Around its base, cut at 0 and 100.
    Index {
        /// Standard deviation below the base.
        below: f64,
        /// Standard deviation above it.
        above: f64,
    },
}

/// One uncertain input.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Which.
    pub key: InputKey,
    /// How it is drawn.
    pub chance: Chance,
    /// Its unfavourable or lower end.
    pub low: f64,
    /// The number itself.
    pub base: f64,
    /// Its upper end.
    pub high: f64,
    /// The name of its stream of draws; does not depend on the order of records.
    pub stream: String,
}

const FIELDS: [Field; 5] = [
    Field::Revenue,
    Field::GrossMargin,
    Field::CostToServe,
    Field::Retention,
    Field::WalletSize,
];

/// Every uncertain input of `document`: by account, then events, then what is assumed for all.
pub fn inputs(document: &Document, valuation: &Valuation) -> Vec<Input> {
    let mut inputs = Vec::new();
    let models = FittedModels::new(&document.assumptions);
    let mut cache = FitCache::default();
    for row in 0..document.portfolio.accounts.len() {
        of_account(document, valuation, (&models, &mut cache), row, &mut inputs);
    }
    for (place, event) in document.portfolio.events.iter().enumerate() {
        let stream = format!("event {}", event.id);
        inputs.extend(
            event
                .money
                .and_then(|money| pert(InputKey::Event(place), money, stream)),
        );
    }
    let assumptions = &document.assumptions;
    let assumed = [
        (
            InputKey::MarginRatio,
            assumptions.gross_margin_ratio,
            "margin ratio",
        ),
        (
            InputKey::AcquisitionCost,
            assumptions.acquisition_cost,
            "acquisition cost",
        ),
    ];
    for (key, estimate, stream) in assumed {
        inputs.extend(estimate.and_then(|estimate| pert(key, estimate, stream.to_owned())));
    }
    for (place, rate) in assumptions.exchange.iter().enumerate() {
        let stream = format!("exchange {} {}", rate.unit, rate.capital.word());
        inputs.extend(pert(InputKey::Exchange(place), rate.worth, stream));
    }
    fitted::of_fits(document, &mut inputs);
    inputs
}

fn of_account(
    document: &Document,
    valuation: &Valuation,
    (models, cache): (&FittedModels, &mut FitCache),
    row: usize,
    inputs: &mut Vec<Input>,
) {
    let account = &*document.portfolio.accounts[row];
    let economics = &account.economics;
    let id = account.id.as_str();
    for field in FIELDS {
        let estimate = match field {
            Field::Revenue => economics.annual_revenue,
            Field::GrossMargin => economics.gross_margin,
            Field::CostToServe => economics.cost_to_serve,
            Field::Retention => economics.annual_retention,
            _ => account.wallet.annual_size,
        };
        let stream = || format!("{} of {id}", field.key());
        inputs.extend(estimate.and_then(|estimate| pert(InputKey::Stated(row, field), estimate, stream())));
    }
    let is_open = economics.annual_retention.is_none() && buys(account) && !has_ended(document, account);
    if is_open && !fitted::of_account(document, models, row, cache, inputs) {
        let seen = seen_retention(valuation, row, id);
        inputs.extend(
            seen.map(|input| match fitted::is_fitted_contract(document, models, row) {
                true => Input {
                    key: InputKey::Renewal(row),
                    ..input
                },
                false => input,
            }),
        );
    }
    inputs.extend(heard(valuation, row, id));
}

fn pert(key: InputKey, estimate: Estimate, stream: String) -> Option<Input> {
    (!estimate.is_exact()).then(|| Input {
        key,
        chance: Chance::Pert(estimate),
        low: estimate.low(),
        base: estimate.base(),
        high: estimate.high(),
        stream,
    })
}

/// A Beta distribution with the mean of the retention and the width of its interval.
fn seen_retention(valuation: &Valuation, row: usize, id: &str) -> Option<Input> {
    let measured = valuation.get(MeasureId::Retention, row);
    let base = measured.value?;
    let interval = measured.interval?;
    let deviation = (interval.high - interval.low) / (2.0 * Z_80);
    let n = base * (1.0 - base) / (deviation * deviation) - 1.0;
    if !n.is_finite() || n <= 0.0 {
        return None;
    }
    let (a, b) = (base * n, (1.0 - base) * n);
    let tail = (1.0 - INTERVAL_LEVEL) / 2.0;
    Some(Input {
        key: InputKey::Retention(row),
        chance: Chance::Beta { a, b },
        low: beta_quantile(a, b, tail).min(base),
        base,
        high: beta_quantile(a, b, 1.0 - tail).max(base),
        stream: format!("retention of {id}"),
    })
}

fn heard(valuation: &Valuation, row: usize, id: &str) -> Option<Input> {
    let measured = valuation.get(MeasureId::ValueReceived, row);
    let base = measured.value?;
    let interval = measured.interval?;
    Some(Input {
        key: InputKey::Heard(row),
        chance: Chance::Index {
            below: (base - interval.low) / Z_80,
            above: (interval.high - base) / Z_80,
        },
        low: interval.low,
        base,
        high: interval.high,
        stream: format!("value received of {id}"),
    })
}

impl Input {
    /// Its stream of draws.
    pub fn draws(&self, seed: u64) -> Draws {
        Draws::new(seed, &self.stream)
    }

    /// The next draw of it.
    pub fn draw(&self, draws: &mut Draws) -> f64 {
        match self.chance {
            Chance::Pert(estimate) => draws.pert(estimate),
            Chance::Beta { a, b } => draws.beta(a, b),
            Chance::Gamma { shape, mean } => draws.gamma(shape) / shape * mean,
            Chance::There { .. } => draws.uniform(),
            Chance::Parameter { own, .. } => {
                self.base * libm::exp(own * draws.normal().clamp(-MOST_DEVIATIONS, MOST_DEVIATIONS))
            }
            Chance::Index { below, above } => {
                let z = draws.normal();
                (self.base + z * if z < 0.0 { below } else { above }).clamp(0.0, 100.0)
            }
        }
    }

    /// The row of the account it belongs to; `None` for events and what is assumed for all.
    pub const fn row(&self) -> Option<usize> {
        match self.key {
            InputKey::Stated(row, _)
            | InputKey::Retention(row)
            | InputKey::Heard(row)
            | InputKey::StillThere(row)
            | InputKey::Pace(row)
            | InputKey::Renewal(row) => Some(row),
            _ => None,
        }
    }

    /// Puts `value` into `document` as if it were known exactly. What was heard is no number of the document.
    pub fn put(&self, document: &mut Document, value: f64) {
        let exact = Estimate::exact(value);
        match self.key {
            InputKey::Stated(row, field) => {
                let account = document.portfolio.accounts[row].edit();
                match field {
                    Field::Revenue => account.economics.annual_revenue = exact,
                    Field::GrossMargin => account.economics.gross_margin = exact,
                    Field::CostToServe => account.economics.cost_to_serve = exact,
                    Field::Retention => account.economics.annual_retention = exact,
                    _ => account.wallet.annual_size = exact,
                }
            }
            InputKey::Retention(row) => {
                document.portfolio.accounts[row].edit().economics.annual_retention = exact;
            }
            InputKey::Event(place) => document.portfolio.events.edit()[place].money = exact,
            InputKey::MarginRatio => document.assumptions.edit().gross_margin_ratio = exact,
            InputKey::AcquisitionCost => document.assumptions.edit().acquisition_cost = exact,
            InputKey::Exchange(place) => {
                if let Some(worth) = exact {
                    document.assumptions.edit().exchange[place].worth = worth;
                }
            }
            InputKey::StillThere(_) | InputKey::Pace(_) | InputKey::Renewal(_) | InputKey::Fitted(..) => {
                self.put_fitted(document, value);
            }
            InputKey::Heard(_) => {}
        }
    }

    /// What finding out that it is `value` would tell; of whether it is still there, yes or no.
    pub fn told(&self, value: f64) -> f64 {
        match self.chance {
            Chance::There { alive } => f64::from(u8::from(value >= 1.0 - alive)),
            _ => value,
        }
    }
}
