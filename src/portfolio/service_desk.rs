//! How accounts are served: tiers, what each was promised, and who does it; and what an offer takes.

use std::collections::BTreeSet;

use crate::units::Ratio;

/// A group of accounts that is served alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    /// Its name.
    pub name: String,
    /// Share of the accounts it takes after the tiers before it; the last one takes the rest.
    pub share: Ratio,
    /// What its accounts were promised, in words.
    pub promise: String,
    /// How long they wait at most on average, in seconds; `None` where nothing was promised.
    pub wait: Option<f64>,
    /// Who serves them where the account has no owner.
    pub group: String,
    /// Contacts per account and year where they are not counted; `None` leaves them unknown.
    pub contacts: Option<f64>,
}

/// The desk that answers, and its tiers.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceDesk {
    /// The tier served first first; never empty.
    pub tiers: Vec<Tier>,
    /// Ids of the activities that come to the desk; empty is all of them.
    pub activities: BTreeSet<String>,
    /// Minutes a contact takes; `None` is the mean of those activities.
    pub minutes: Option<f64>,
    /// Hours per year in which the desk is open.
    pub hours: f64,
    /// People who answer at the same time.
    pub staff: u32,
}

/// Most tiers there can be.
pub const MOST_TIERS: usize = 6;
/// Most people a desk can have.
pub const MOST_AT_DESK: u32 = 5_000;

impl Default for ServiceDesk {
    fn default() -> Self {
        let tier = |name: &str, share: f64, promise: &str, wait: f64| Tier {
            name: name.to_owned(),
            share: Ratio::clamped(share),
            promise: promise.to_owned(),
            wait: Some(wait),
            group: String::new(),
            contacts: None,
        };
        Self {
            tiers: vec![
                tier("First", 0.1, "Answered first, by the person who knows them", 60.0),
                tier("Second", 0.3, "Answered before the others", 180.0),
                tier("Standard", 0.6, "Answered in turn", 600.0),
            ],
            activities: BTreeSet::new(),
            minutes: None,
            hours: 2_000.0,
            staff: 3,
        }
    }
}

/// What is assumed of offers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OfferTerms {
    /// What making one offer costs.
    pub cost: f64,
    /// How many accounts the share of all counts as, beside those that are alike.
    pub strength: f64,
}

impl Default for OfferTerms {
    fn default() -> Self {
        Self {
            cost: 0.0,
            strength: 4.0,
        }
    }
}
