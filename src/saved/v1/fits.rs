//! Fitted models that were applied.

use serde::{Deserialize, Serialize};

use crate::portfolio::{AppliedFit, Fits};
use crate::saved::columns::Fault;

use super::table::{shortened, within};

/// The applied fits.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Applied {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    buying: Option<One>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    spend: Option<One>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    renewal: Option<One>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct One {
    model: String,
    parameters: Vec<f64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    standard_errors: Vec<f64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    log_covariance: Vec<f64>,
    log_likelihood: f64,
    n_accounts: u32,
    as_of: String,
    source: String,
}

impl Applied {
    /// True without any fit.
    pub const fn is_blank(&self) -> bool {
        self.buying.is_none() && self.spend.is_none() && self.renewal.is_none()
    }

    /// The checked fits.
    pub fn checked(self) -> Result<Fits, Fault> {
        Ok(Fits {
            buying: self.buying.map(One::checked).transpose()?,
            spend: self.spend.map(One::checked).transpose()?,
            renewal: self.renewal.map(One::checked).transpose()?,
            supposed: Vec::new(),
        })
    }
}

impl From<&Fits> for Applied {
    fn from(fits: &Fits) -> Self {
        let one = |fit: &Option<Box<AppliedFit>>| fit.as_deref().map(One::from);
        Self {
            buying: one(&fits.buying),
            spend: one(&fits.spend),
            renewal: one(&fits.renewal),
        }
    }
}

impl From<&AppliedFit> for One {
    fn from(fit: &AppliedFit) -> Self {
        // JSON has no infinity: what could not be read back is not written.
        let finite = |numbers: &[f64]| {
            let all_finite = numbers.iter().all(|number| number.is_finite());
            if all_finite { numbers.to_vec() } else { Vec::new() }
        };
        Self {
            model: fit.model.clone(),
            parameters: fit
                .parameters
                .iter()
                .map(|value| value.clamp(1e-12, 1e12))
                .collect(),
            standard_errors: finite(&fit.standard_errors),
            log_covariance: finite(&fit.log_covariance),
            log_likelihood: if fit.log_likelihood.is_finite() {
                fit.log_likelihood
            } else {
                0.0
            },
            n_accounts: fit.n_accounts,
            as_of: fit.as_of.to_string(),
            source: fit.source.clone(),
        }
    }
}

impl One {
    fn checked(self) -> Result<Box<AppliedFit>, Fault> {
        if self.parameters.is_empty() || self.parameters.len() > 4 {
            return Err(Fault(format!("a model of {} parameters", self.parameters.len())));
        }
        if ![0, self.parameters.len() * self.parameters.len()].contains(&self.log_covariance.len()) {
            return Err(Fault("a covariance of another model".to_owned()));
        }
        let positive = |value: f64| within(value, 1e-12, 1e12);
        let said = shortened(&self.as_of);
        Ok(Box::new(AppliedFit {
            parameters: self
                .parameters
                .into_iter()
                .map(positive)
                .collect::<Result<_, _>>()?,
            standard_errors: self.standard_errors,
            log_covariance: self.log_covariance,
            log_likelihood: self.log_likelihood,
            n_accounts: self.n_accounts,
            as_of: (self.as_of.parse()).map_err(|_| Fault(format!("\"{said}\" is not a day")))?,
            model: self.model,
            source: self.source,
        }))
    }
}
