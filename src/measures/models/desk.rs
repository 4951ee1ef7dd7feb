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

/// Why a model is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// So many contracts have renewals, more than accounts came back with orders.
    Contracts(u32),
    /// Orders come less than once a year over many years.
    YesOrNo,
    /// So many accounts have dated orders, and so many came back.
    Orders {
        /// Accounts with dated orders.
        n: u32,
        /// Those that came back.
        n_back: u32,
    },
}

/// The model to begin with, by how the accounts of `document` pay, and why (Fader & Hardie 2009).
pub fn proposed(document: &Document) -> (DeskModel, Reason) {
    let purchases = Purchases::in_weeks(document);
    let n_back = n_repeaters(&purchases);
    let n_contracts: f64 = contracts(document)
        .iter()
        .filter_map(|cohort| cohort.left.first())
        .sum();
    if n_contracts > f64::from(n_back) {
        return (DeskModel::Renewal, Reason::Contracts(n_contracts as u32));
    }
    let years: f64 = purchases.t.iter().sum::<f64>() / Discounting::WEEKS;
    let bought: f64 = purchases.x.iter().sum();
    if n_back >= FEW_REPEATERS && bought < 0.8 * years && years > 3.0 * purchases.len() as f64 {
        return (DeskModel::Buying(BuyingKind::BgBb), Reason::YesOrNo);
    }
    let n = purchases.len() as u32;
    (DeskModel::Buying(BuyingKind::BgNbd), Reason::Orders { n, n_back })
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Of repeat orders.
    Buying(Shared<Study>),
    /// Of contracts.
    Renewal(Shared<RenewalStudy>),
}
