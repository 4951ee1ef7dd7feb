//! Small portfolios for tests of measures and decisions.

#![allow(dead_code, clippy::unwrap_used)]

use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::{
    Account, AccountId, AttributionShare, Basis, Capital, Document, EventKind, ListeningPost, Observation,
    OutcomeStatus, Party, Shared, ValueEvent,
};
use both_sides::units::{Day, Estimate, Ratio};

pub fn today() -> Day {
    Day::new(2026, 1, 1).unwrap()
}

pub fn exact(number: f64) -> Option<Estimate> {
    Estimate::exact(number)
}

/// An account whose name is its id.
pub fn account(id: &str) -> Account {
    Account::new(AccountId::new(id), id)
}

/// A customer with margin, cost to serve and retention stated.
pub fn customer(id: &str, margin: f64, cost: f64, retention: f64) -> Account {
    let mut customer = account(id);
    customer.economics.gross_margin = exact(margin);
    customer.economics.cost_to_serve = exact(cost);
    customer.economics.annual_retention = exact(retention);
    customer
}

pub fn document(accounts: Vec<Account>) -> Document {
    let mut document = Document::empty("Test", "EUR", today());
    document.portfolio.accounts = accounts.into_iter().map(Shared::new).collect();
    document
}

pub fn number(valuation: &Valuation, measure: MeasureId, row: usize) -> Option<f64> {
    valuation.get(measure, row).value
}

/// One number of a document.
pub fn valued(document: &Document, measure: MeasureId, row: usize) -> Option<f64> {
    value(document).output.get(measure, row).value
}

pub fn share(outcome: &str, contributor: &str, share: f64) -> AttributionShare {
    AttributionShare {
        outcome: AccountId::new(outcome),
        contributor: AccountId::new(contributor),
        share: Ratio::clamped(share),
        type_one: Ratio::clamped(1.0),
        note: String::new(),
    }
}

pub fn us_from(giver: &str, kind: EventKind, capital: Capital) -> ValueEvent {
    ValueEvent {
        id: format!("{giver} {}", kind.word()),
        giver: Party::Account(AccountId::new(giver)),
        receiver: Party::Us,
        date: Some(today()),
        kind,
        capital,
        quantity: 1.0,
        unit: "idea".to_owned(),
        status: OutcomeStatus::Open,
        outcome_account: None,
        money: None,
        basis: Basis::Judged,
        note: String::new(),
        source: String::new(),
    }
}

pub fn said(
    account: &str,
    driver: &str,
    importance: f64,
    rating: f64,
    next_best: Option<f64>,
) -> Observation {
    Observation {
        id: format!("{account} {driver}"),
        account: AccountId::new(account),
        respondent: "buyer".to_owned(),
        date: Some(today()),
        post: ListeningPost::Survey,
        driver: driver.to_owned(),
        importance: Some(importance),
        rating: Some(rating),
        next_best,
        satisfaction: None,
        intention: None,
        recommend: None,
        value_in_use: None,
        note: String::new(),
    }
}
