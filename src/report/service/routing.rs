//! Whom a phone system or a CRM should send where.

use crate::decisions::tiers::Tiers;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document};
use crate::report::style::NumberStyle;

/// One line of the routing table.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutingLine {
    /// Row of the account.
    pub row: usize,
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Place of its tier in the order of serving, from 1.
    pub order: usize,
    /// Its tier.
    pub tier: String,
    /// Its priority, 0 to 100.
    pub priority: Option<f64>,
    /// Who looks after it: its owner, else the group that serves its tier; empty when neither is known.
    pub to: String,
    /// What it was promised.
    pub promise: String,
    /// Why it is there.
    pub reason: String,
}

/// Lines of the accounts in `rows` that are served, the first tier first, each in the order of priority.
pub fn routing<'a>(
    document: &'a Document,
    valuation: &'a Valuation,
    tiers: &'a Tiers,
    is_wanted: impl Fn(usize) -> bool + 'a,
    style: &'a NumberStyle,
) -> impl Iterator<Item = RoutingLine> + 'a {
    let unranked =
        (0..tiers.seats.len()).filter(|&row| tiers.seats[row].is_some_and(|seat| seat.priority.is_none()));
    let all = tiers.ranked.iter().copied().chain(unranked);
    all.filter(move |&row| is_wanted(row)).filter_map(move |row| {
        let seat = tiers.seats[row]?;
        let account = &document.portfolio.accounts[row];
        let tier = &document.service.tiers[seat.tier];
        Some(RoutingLine {
            row,
            account: account.id.clone(),
            name: account.name.clone(),
            order: seat.tier + 1,
            tier: tier.name.clone(),
            priority: seat.priority,
            to: match account.owner.is_empty() {
                true => tier.group.clone(),
                false => account.owner.clone(),
            },
            promise: tier.promise.clone(),
            reason: reason(document, valuation, row, seat.priority, style),
        })
    })
}

fn reason(
    document: &Document,
    valuation: &Valuation,
    row: usize,
    priority: Option<f64>,
    style: &NumberStyle,
) -> String {
    let mut parts = match priority {
        None => vec!["Too little is known to rank it; served with the last until it is".to_owned()],
        Some(priority) => {
            let known = |measure: MeasureId, words: &str| {
                let value = valuation.get(measure, row).value?;
                Some(format!("{}{words}", style.value(value, measure.unit())))
            };
            let parts: Vec<String> = [
                known(MeasureId::Length, ""),
                known(MeasureId::Breadth, " products"),
                known(MeasureId::Depth, " a year"),
            ]
            .into_iter()
            .flatten()
            .collect();
            vec![format!(
                "Priority {}: {}",
                style.number(priority, 0),
                parts.join(", ")
            )]
        }
    };
    if let Some(key) = &document.portfolio.accounts[row].key {
        parts.push(match key.reason.is_empty() {
            true => "key account".to_owned(),
            false => format!("key account: {}", key.reason),
        });
    }
    parts.join("; ")
}
