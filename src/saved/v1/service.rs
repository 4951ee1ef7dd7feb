//! Tiers, the desk that answers, and what is assumed of offers.

use serde::{Deserialize, Serialize};

use crate::portfolio::{MOST_AT_DESK, MOST_TIERS, OfferTerms, ServiceDesk, Tier, cut_name};
use crate::saved::columns::Fault;
use crate::units::{Money, Ratio};

use super::table::within;

const MOST: f64 = 1e9;

/// Format 1 of the service desk; written only where it is not the usual one.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Desk {
    tiers: Vec<SavedTier>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    activities: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minutes: Option<f64>,
    hours: f64,
    staff: u32,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct SavedTier {
    name: String,
    share: f64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    promise: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    wait: Option<f64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    group: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contacts: Option<f64>,
}

/// Format 1 of what is assumed of offers; written only where it is not the usual.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Offered {
    cost: f64,
    strength: f64,
}

impl Desk {
    /// The desk as it is written; `None` for the usual one.
    pub fn new(desk: &ServiceDesk) -> Option<Self> {
        (*desk != ServiceDesk::default()).then(|| Self {
            tiers: desk.tiers.iter().map(SavedTier::from).collect(),
            activities: desk.activities.iter().cloned().collect(),
            minutes: desk.minutes.map(bounded),
            hours: bounded(desk.hours),
            staff: desk.staff,
        })
    }

    /// The checked desk.
    pub fn checked(self) -> Result<ServiceDesk, Fault> {
        if !(1..=MOST_TIERS).contains(&self.tiers.len()) {
            return Err(Fault(format!(
                "{} tiers are not 1 to {MOST_TIERS}",
                self.tiers.len()
            )));
        }
        if !(1..=MOST_AT_DESK).contains(&self.staff) {
            return Err(Fault(format!(
                "{} people are not 1 to {MOST_AT_DESK}",
                self.staff
            )));
        }
        Ok(ServiceDesk {
            tiers: (self.tiers.into_iter())
                .map(SavedTier::checked)
                .collect::<Result<_, Fault>>()?,
            activities: self.activities.into_iter().collect(),
            minutes: positive(self.minutes)?,
            hours: within(self.hours, 1.0, MOST)?,
            staff: self.staff,
        })
    }
}

impl From<&Tier> for SavedTier {
    fn from(tier: &Tier) -> Self {
        Self {
            name: tier.name.clone(),
            share: tier.share.get(),
            promise: tier.promise.clone(),
            wait: tier.wait.map(bounded),
            group: tier.group.clone(),
            contacts: tier.contacts.map(bounded),
        }
    }
}

impl SavedTier {
    fn checked(self) -> Result<Tier, Fault> {
        Ok(Tier {
            name: cut_name(self.name),
            share: Ratio::new(self.share)?,
            promise: self.promise,
            wait: positive(self.wait)?,
            group: cut_name(self.group),
            contacts: (self.contacts.map(|contacts| within(contacts, 0.0, MOST))).transpose()?,
        })
    }
}

impl Offered {
    /// The terms as they are written; `None` for the usual ones.
    pub fn new(terms: &OfferTerms) -> Option<Self> {
        (*terms != OfferTerms::default()).then(|| Self {
            cost: terms.cost.clamp(0.0, Money::HIGH),
            strength: bounded(terms.strength),
        })
    }

    /// The checked terms.
    pub fn checked(self) -> Result<OfferTerms, Fault> {
        Ok(OfferTerms {
            cost: within(self.cost, 0.0, Money::HIGH)?,
            strength: within(self.strength, 0.0, MOST)?,
        })
    }
}

fn positive(number: Option<f64>) -> Result<Option<f64>, Fault> {
    number.map(|number| within(number, 1e-3, MOST)).transpose()
}

fn bounded(number: f64) -> f64 {
    number.clamp(0.0, MOST)
}
