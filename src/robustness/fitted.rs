//! What is uncertain where an applied fit speaks: the parameters of the fit, and of each account whether it is still
//! there, how often it buys and how long a contract lasts.
//!
//! The parameters are drawn from the normal distribution their logarithms have in large samples, with the covariance
//! of the fit: ln θ = ln θ̂ + L z, L Lᵀ the covariance, z independent standard normal draws (Cox & Hinkley 1974, section
//! 9.2). Without a covariance each is drawn by its own standard error. An account is drawn from what the model believes
//! of it: there with P(alive), its purchase rate Gamma(r + x, α + T) around its mean.

use crate::maths::{Matrix, cholesky};
use crate::measures::FitCache;
use crate::measures::fitted::{FittedModels, FittedTerms, posterior};
use crate::measures::models::Buying;
use crate::portfolio::{AppliedFit, Document, Fits, Supposed};

use super::inputs::{Chance, Input, InputKey, Z_80};

/// An applied fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FitPart {
    /// Of purchases.
    Buying,
    /// Of spend.
    Spend,
    /// Of contracts.
    Renewal,
}

impl FitPart {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Buying, Self::Spend, Self::Renewal];

    /// The fit that was applied, where one was.
    pub fn of(self, fits: &Fits) -> Option<&AppliedFit> {
        match self {
            Self::Buying => fits.buying.as_deref(),
            Self::Spend => fits.spend.as_deref(),
            Self::Renewal => fits.renewal.as_deref(),
        }
    }

    fn of_mut(self, fits: &mut Fits) -> Option<&mut AppliedFit> {
        match self {
            Self::Buying => fits.buying.as_deref_mut(),
            Self::Spend => fits.spend.as_deref_mut(),
            Self::Renewal => fits.renewal.as_deref_mut(),
        }
    }
}

/// A logarithm more uncertain than this is not determined by the data: the parameters are held.
const LOOSE: f64 = 4.0;
/// No parameter is drawn beyond e^±18, where fits end too.
const LIMIT: f64 = 18.0;

/// The parameters of every applied fit whose spread is known.
pub fn of_fits(document: &Document, inputs: &mut Vec<Input>) {
    let fits = &document.assumptions.fits;
    for part in FitPart::ALL {
        let Some((fit, lower)) = part.of(fits).and_then(|fit| Some((fit, spread(fit)?))) else {
            continue;
        };
        for (place, &base) in fit.parameters.iter().enumerate() {
            let own = lower[place][place];
            inputs.push(Input {
                key: InputKey::Fitted(part, place),
                chance: Chance::Parameter {
                    moves: std::array::from_fn(|other| lower[other][place]),
                    own,
                },
                low: base * libm::exp(-Z_80 * own),
                base,
                high: base * libm::exp(Z_80 * own),
                stream: format!("parameter {place} of {}", fit.model),
            });
        }
    }
}

/// L of the covariance of the logarithms; `None` where it is not known or the data do not determine a parameter.
fn spread(fit: &AppliedFit) -> Option<Matrix> {
    let n = fit.parameters.len().min(4);
    let mut covariance: Matrix = [[0.0; 4]; 4];
    if fit.log_covariance.len() == n * n {
        for (place, value) in fit.log_covariance.iter().enumerate() {
            covariance[place / n][place % n] = *value;
        }
    } else {
        if fit.standard_errors.len() != n {
            return None;
        }
        for (place, (error, parameter)) in fit.standard_errors.iter().zip(&fit.parameters).enumerate() {
            let relative = error / parameter;
            covariance[place][place] = relative * relative;
        }
    }
    let is_determined = |place: usize| covariance[place][place] <= LOOSE * LOOSE;
    if !(0..n).all(is_determined) {
        return None;
    }
    cholesky(&covariance, n)
}

/// What is uncertain of the account in `row` beside the parameters; false where no fit speaks of it.
pub fn of_account(
    document: &Document,
    models: &FittedModels,
    row: usize,
    cache: &mut FitCache,
    inputs: &mut Vec<Input>,
) -> bool {
    let account = &*document.portfolio.accounts[row];
    let Some(terms) = FittedTerms::new(document, models, account, row, cache) else {
        return false;
    };
    let id = account.id.as_str();
    let Some(model) = models.buying().filter(|_| terms.is_of_orders()) else {
        return false;
    };
    if terms.alive > 0.0 && terms.alive < 1.0 {
        inputs.push(Input {
            key: InputKey::StillThere(row),
            chance: Chance::There { alive: terms.alive },
            low: 0.0,
            base: terms.alive,
            high: 1.0,
            stream: format!("still there: {id}"),
        });
    }
    let (shape, rate) = posterior(model, &terms.row);
    let (chance, low, high) = match model {
        Buying::BgBb(_) => {
            let (a, b) = (shape, rate - shape);
            let at = |p| crate::maths::beta_quantile(a, b, p);
            (Chance::Beta { a, b }, at(0.1), at(0.9))
        }
        _ => {
            let (low, high) = terms.per_year_ends;
            let mean = terms.per_year;
            (Chance::Gamma { shape, mean }, low, high)
        }
    };
    if shape > 0.0 && rate > 0.0 && low < high {
        inputs.push(Input {
            key: InputKey::Pace(row),
            chance,
            low,
            base: terms.per_year,
            high,
            stream: format!("pace of {id}"),
        });
    }
    true
}

/// True where an applied fit of contracts speaks of the account in `row`.
pub fn is_fitted_contract(document: &Document, models: &FittedModels, row: usize) -> bool {
    let account = &*document.portfolio.accounts[row];
    let cache = &mut FitCache::default();
    FittedTerms::new(document, models, account, row, cache).is_some_and(|terms| !terms.is_of_orders())
}

impl Input {
    /// Puts a draw about an applied fit into `document`; numbers of other kinds are put by [`Input::put`].
    pub(super) fn put_fitted(&self, document: &mut Document, value: f64) {
        let fits = &mut document.assumptions.edit().fits;
        match (self.key, self.chance) {
            (InputKey::Fitted(part, _), Chance::Parameter { moves, own }) => {
                let z = libm::log(value / self.base) / own;
                let parameters = part.of_mut(fits).map(|fit| fit.parameters.iter_mut().zip(moves));
                for (parameter, move_by) in parameters.into_iter().flatten().filter(|(_, by)| *by != 0.0) {
                    let log = libm::log(*parameter) + move_by * z;
                    *parameter = libm::exp(log.clamp(-LIMIT, LIMIT));
                }
            }
            (InputKey::StillThere(row), _) => supposed(fits, row).there = Some(value),
            (InputKey::Pace(row), _) => supposed(fits, row).pace = Some(value / self.base),
            (InputKey::Renewal(row), _) => {
                let log_odds = |share: f64| {
                    let share = share.clamp(1e-12, 1.0 - 1e-12);
                    libm::log(share / (1.0 - share))
                };
                supposed(fits, row).stays = Some(log_odds(value) - log_odds(self.base));
            }
            _ => {}
        }
    }
}

fn supposed(fits: &mut Fits, row: usize) -> &mut Supposed {
    if fits.supposed.len() <= row {
        fits.supposed.resize(row + 1, Supposed::default());
    }
    &mut fits.supposed[row]
}
