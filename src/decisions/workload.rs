//! What comes to the desk: contacts of every tier, and how long one takes.

use std::collections::HashMap;

use crate::portfolio::{Activity, Document};

use super::queue::Arrivals;
use super::tiers::Tiers;

/// Contacts per year of every tier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workload {
    /// By tier: contacts per year, counted and stated.
    pub per_year: Vec<f64>,
    /// By tier: accounts whose contacts are counted or stated.
    pub n_known: Vec<usize>,
    /// Accounts whose contacts are counted among the service loads.
    pub n_counted: usize,
    /// Accounts that count with what is stated of their tier.
    pub n_stated: usize,
    /// Accounts of whom nothing is known; they are left out.
    pub n_unknown: usize,
    /// Minutes a contact takes; `None` is not known.
    pub minutes: Option<f64>,
}

impl Workload {
    /// The workload of the desk of `document`.
    ///
    /// A contact takes the stated minutes, else Σ events × minutes ÷ Σ events over the activities that come to the desk.
    pub fn new(document: &Document, tiers: &Tiers) -> Self {
        let desk = &document.service;
        let counted = counted(document);
        let mut found = Self {
            per_year: vec![0.0; desk.tiers.len()],
            n_known: vec![0; desk.tiers.len()],
            minutes: desk.minutes.or_else(|| mean_minutes(document)),
            ..Self::default()
        };
        for (row, seat) in tiers.seats.iter().enumerate() {
            let Some(seat) = seat else { continue };
            let own = counted.get(document.portfolio.accounts[row].id.as_str());
            let contacts = match (own, desk.tiers[seat.tier].contacts) {
                (Some(contacts), _) => {
                    found.n_counted += 1;
                    *contacts
                }
                (None, Some(contacts)) => {
                    found.n_stated += 1;
                    contacts
                }
                (None, None) => {
                    found.n_unknown += 1;
                    continue;
                }
            };
            found.per_year[seat.tier] += contacts;
            found.n_known[seat.tier] += 1;
        }
        found
    }

    /// Contacts per year of a tier; `None` where nothing is known of any of its accounts.
    pub fn contacts(&self, tier: usize) -> Option<f64> {
        let is_known = self.n_known.get(tier).is_some_and(|n_known| *n_known > 0);
        self.per_year.get(tier).copied().filter(|_| is_known)
    }

    /// What comes in per hour; `None` where nothing does or nobody knows how long it takes.
    pub fn arrivals(&self, hours_per_year: f64) -> Option<Arrivals> {
        let minutes = self.minutes.filter(|minutes| *minutes > 0.0)?;
        let arrivals = Arrivals {
            per_hour: (self.per_year.iter())
                .map(|contacts| contacts / hours_per_year)
                .collect(),
            per_person: 60.0 / minutes,
        };
        (arrivals.load() > 0.0).then_some(arrivals)
    }
}

/// True for an activity that comes to the desk.
pub fn comes_to_desk(document: &Document, activity: &Activity) -> bool {
    let chosen = &document.service.activities;
    chosen.is_empty() || chosen.contains(&activity.id)
}

/// Contacts per year of every account that has loads; one that never calls on the desk has none.
fn counted(document: &Document) -> HashMap<&str, f64> {
    let chosen = chosen(document);
    let mut contacts: HashMap<&str, f64> = HashMap::new();
    for load in document.portfolio.loads.iter() {
        let sum = contacts.entry(load.account.as_str()).or_default();
        if chosen.contains_key(load.activity.as_str()) {
            *sum += load.events_per_year;
        }
    }
    contacts
}

fn mean_minutes(document: &Document) -> Option<f64> {
    let chosen = chosen(document);
    let (mut minutes, mut events) = (0.0, 0.0);
    for load in document.portfolio.loads.iter() {
        if let Some(each) = chosen.get(load.activity.as_str()) {
            minutes += each * load.events_per_year;
            events += load.events_per_year;
        }
    }
    (events > 0.0).then(|| minutes / events)
}

/// Minutes per event of the activities that come to the desk, by id.
fn chosen(document: &Document) -> HashMap<&str, f64> {
    let activities = document.portfolio.activities.iter();
    let chosen = activities.filter(|activity| comes_to_desk(document, activity));
    chosen
        .map(|activity| (activity.id.as_str(), activity.minutes_per_event))
        .collect()
}
