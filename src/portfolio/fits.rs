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
}
