//! What the model desk can fit, and what it found.

use crate::portfolio::Shared;

use super::renewals::RenewalStudy;
use super::{BuyingKind, Study};

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

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Of repeat orders.
    Buying(Shared<Study>),
    /// Of contracts.
    Renewal(Shared<RenewalStudy>),
}
