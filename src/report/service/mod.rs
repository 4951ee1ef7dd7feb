//! The Service tiers page: who is served first, how long each waits, and whom the phone should send where.

mod desk;
mod routing;
mod seats;
mod waits;

pub use desk::{DeskField, TierField, with_activity, with_staff, with_tier, without_tier};
pub use routing::{RoutingLine, routing};
pub use seats::{EdgeRow, edge, seats_table, stability};
pub use waits::{QueueFound, duration, found, people, waits_table, waits_words};

use crate::decisions::tiers::Tiers;
use crate::decisions::workload::Workload;
use crate::measures::MeasureId;
use crate::portfolio::Document;

use super::lens::LensMethod;
use super::style::{NumberStyle, UNKNOWN};

/// One tier as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierRow {
    /// Its name.
    pub name: String,
    /// How many accounts it has.
    pub n_accounts: String,
    /// The priority it begins at.
    pub from: String,
    /// What comes from its accounts in a year.
    pub contacts: String,
}

/// The tiers in the order they are served.
pub fn tier_rows(
    document: &Document,
    tiers: &Tiers,
    workload: &Workload,
    style: &NumberStyle,
) -> Vec<TierRow> {
    let rows = document.service.tiers.iter().enumerate();
    rows.map(|(place, tier)| {
        let from = match tiers.from.get(place).copied().flatten() {
            Some(priority) => format!("{} and up", style.number(priority, 0)),
            None if place + 1 == document.service.tiers.len() => "the rest".to_owned(),
            None => "nobody".to_owned(),
        };
        TierRow {
            name: tier.name.clone(),
            n_accounts: style.number(tiers.rows_of(place).len() as f64, 0),
            from,
            contacts: contacts(workload, place, style),
        }
    })
    .collect()
}

fn contacts(workload: &Workload, tier: usize, style: &NumberStyle) -> String {
    let contacts = workload.contacts(tier);
    contacts.map_or(UNKNOWN.to_owned(), |contacts| style.number(contacts, 0))
}

/// How the page is made.
pub const SERVICE_METHOD: LensMethod = LensMethod {
    paragraphs: &[
        "Customers, prospects and partners are ranked by their priority: length, breadth and depth of the relationship, weighed as under \
         Length, breadth, depth. Every tier takes its share of them from above; accounts of one priority stay together in the better \
         tier. Who has no priority yet is served with the last tier, and told apart. The filter above narrows the tables, not the tiers.",
        "How firmly an account is in its tier: the three weights are drawn around the stated ones many times, each time as many places \
         are dealt out, and the share of draws is counted in which it stays. With more accounts than can be drawn in a moment, the \
         distance to the next tier stands alone. An account is on the edge where it stays in fewer than four of five draws, or, without \
         draws, where two points of priority or fewer would move it.",
        "Contacts are the events of the activities that come to the desk, as counted per account; of accounts without any count, what \
         is stated for their tier. They are spread evenly over the hours the desk is open: at busy hours everybody waits longer.",
        "Waiting: contacts come independently of one another, last exponentially with one mean, nobody hangs up, and no contact is \
         interrupted. The share that waits is Erlang's C(c, a), for c people and a load of a = contacts per hour × hours per contact. \
         In turn the mean wait is C ÷ (c × μ − λ); with priority that of tier k is C ÷ (c × μ) ÷ ((1 − σ before it) × (1 − σ with it)), \
         where σ is the load per person of the tiers so far. Priority makes no capacity: the wait of all contacts together, weighed by \
         how many there are, is the same in any order.",
    ],
    sources: &[
        "Erlang, A. K. (1917), Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges.",
        "Cobham, A. (1954), Priority assignment in waiting line problems, Operations Research 2(1), 70–76.",
        "Kella, O., & Yechiali, U. (1985), Waiting times in the non-preemptive priority M/M/c queue, Stochastic Models 1(2), 257–262.",
        "Kleinrock, L. (1965), A conservation law for a wide class of queueing disciplines, Naval Research Logistics Quarterly 12(2), \
         181–192.",
    ],
    measures: &[
        MeasureId::Priority,
        MeasureId::Length,
        MeasureId::Breadth,
        MeasureId::Depth,
    ],
};
