//! What the model desk can fit, and what it found.

use crate::portfolio::{Document, Shared};

use super::findings::{FEW_REPEATERS, n_repeaters};
use super::renewals::{RenewalStudy, contracts};
use super::{BuyingKind, Discounting, Purchases, Study};

/// A model the desk can fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskModel {
    /// One for repeat orders.
    Buying(BuyingKind),
    /// The sBG for contracts.
    Renewal,
}

impl DeskModel {
    /// Every model, in the order a list shows them.
    pub const ALL: [Self; 6] = [
        Self::Buying(BuyingKind::BgNbd),
        Self::Buying(BuyingKind::MbgNbd),
        Self::Buying(BuyingKind::ParetoNbd),
        Self::Buying(BuyingKind::Nbd),
        Self::Buying(BuyingKind::BgBb),
        Self::Renewal,
    ];

    /// Stable name on a page.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Buying(kind) => kind.key(),
            Self::Renewal => "sbg",
        }
    }

    /// The model with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.key() == key)
    }
}

/// The model to begin with, by how the accounts of `document` pay, and why (Fader & Hardie 2009).
pub fn proposed(document: &Document) -> (DeskModel, String) {
    let purchases = Purchases::in_weeks(document);
    let n_back = n_repeaters(&purchases);
    let n_contracts: f64 = contracts(document)
        .iter()
        .filter_map(|cohort| cohort.left.first())
        .sum();
    if n_contracts > f64::from(n_back) {
        let reason =
            format!("{n_contracts} contracts have renewals, more than accounts that came back with orders.");
        return (DeskModel::Renewal, reason);
    }
    let years: f64 = purchases.t.iter().sum::<f64>() / Discounting::WEEKS;
    let bought: f64 = purchases.x.iter().sum();
    if n_back >= FEW_REPEATERS && bought < 0.8 * years && years > 3.0 * purchases.len() as f64 {
        let reason = "orders come less than once a year, over years enough to count each as a yes or a no.";
        return (DeskModel::Buying(BuyingKind::BgBb), reason.to_owned());
    }
    let reason = if n_back >= FEW_REPEATERS {
        format!(
            "{} accounts have dated orders and {n_back} came back.",
            purchases.len()
        )
    } else {
        format!(
            "{} accounts have dated orders and only {n_back} came back, fewer than {FEW_REPEATERS}: a fit says little, \
             and shrunk retention is the safer choice.",
            purchases.len()
        )
    };
    (DeskModel::Buying(BuyingKind::BgNbd), reason)
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Of repeat orders.
    Buying(Shared<Study>),
    /// Of contracts.
    Renewal(Shared<RenewalStudy>),
}
