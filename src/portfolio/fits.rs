//! Fitted models that were applied: numbers that are assumed from then on.

use crate::units::Day;

/// One fitted model with where it came from, so that the fit can be repeated.
#[derive(Clone, Debug, PartialEq)]
pub struct AppliedFit {
    /// Key of the model, as `measures::models` names it.
    pub model: String,
    /// Its parameters, in their order.
    pub parameters: Vec<f64>,
    /// Their standard errors; empty where the likelihood had no hilltop.
    pub standard_errors: Vec<f64>,
    /// Covariance of the logarithms of the parameters, row by row; empty where it is not known.
    pub log_covariance: Vec<f64>,
    /// Logarithm of the likelihood at the parameters.
    pub log_likelihood: f64,
    /// Accounts, or accounts in the pasted patterns, it was fitted on.
    pub n_accounts: u32,
    /// The portfolio's day when it was fitted.
    pub as_of: Day,
    /// What it was fitted on, in words.
    pub source: String,
}

/// The applied fits, by what they tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fits {
    /// How often accounts with repeat orders buy and whether they still do.
    pub buying: Option<Box<AppliedFit>>,
    /// What they spend per purchase.
    pub spend: Option<Box<AppliedFit>>,
    /// How long contracts last.
    pub renewal: Option<Box<AppliedFit>>,
    /// What is supposed of the account in each row while what is uncertain is drawn; empty otherwise, and never
    /// saved.
    pub supposed: Vec<Supposed>,
}

/// What one draw supposes of one account beside the parameters of its fit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Supposed {
    /// Between 0 and 1: the account is there where this is above the chance to be gone.
    pub there: Option<f64>,
    /// Its purchases per year as a multiple of what is expected.
    pub pace: Option<f64>,
    /// What is added to the log odds of its retention.
    pub stays: Option<f64>,
}
