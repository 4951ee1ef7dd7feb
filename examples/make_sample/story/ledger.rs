//! What passed both ways beside sales, and whose value is due to whom.

use both_sides::portfolio::Basis::{self, Estimated};
use both_sides::portfolio::{
    AccountId, AttributionShare, Capital, EventKind, OutcomeStatus, Party, ValueEvent,
};
use both_sides::units::{Estimate, Ratio};

use super::teller::{Date, day};
use super::{given, received};

/// Every value event, received ones first.
pub fn events() -> Vec<ValueEvent> {
    let mut all = received::events();
    all.extend(given::events());
    for (index, event) in all.iter_mut().enumerate() {
        event.id = format!("e{}", index + 1);
    }
    all
}

/// Whose value is due to whom: outcome, contributor, share, probability that it would not have come otherwise.
pub fn attributions() -> Vec<AttributionShare> {
    [
        ("quorrin", "ostrelle", 0.25, 0.9, "Their referral, our sale"),
        ("drostavik", "ostrelle", 0.3, 0.8, "Sold through them to this day"),
        (
            "marrowby",
            "quorrin",
            0.5,
            0.85,
            "The brewmaster's call; second step of a chain",
        ),
        (
            "orsinette",
            "vellenhof",
            0.15,
            0.0,
            "Would have come anyway: saves the search, moves no value",
        ),
        ("ottiline", "vellenhof", 0.3, 0.7, "Named us at the bakers' fair"),
        ("lumivarn", "tiverel", 0.4, 0.9, "Their own spin-off"),
        ("ambrelle", "joris", 0.1, 0.6, "Opened the door twelve years ago"),
        ("pellivar", "isolde", 0.35, 0.8, "Three calls decided the tender"),
        ("noxley", "isolde", 0.2, 0.7, "Came to see it work"),
        ("wendlemere", "ambrelle", 0.25, 0.6, "Extended after the visit"),
        ("tiverel", "odile", 0.04, 0.5, "The column was quoted"),
    ]
    .into_iter()
    .map(|(outcome, contributor, share, type_one, note)| AttributionShare {
        outcome: AccountId::new(outcome),
        contributor: AccountId::new(contributor),
        share: Ratio::clamped(share),
        type_one: Ratio::clamped(type_one),
        note: note.to_owned(),
    })
    .collect()
}

/// Something we received.
pub fn got(
    giver: &str,
    date: Date,
    kind: EventKind,
    capital: Capital,
    quantity: f64,
    unit: &str,
) -> ValueEvent {
    let giver = Party::Account(AccountId::new(giver));
    passed(giver, Party::Us, date, kind, capital, (quantity, unit))
}

/// Something we gave.
pub fn gave(
    receiver: &str,
    date: Date,
    kind: EventKind,
    capital: Capital,
    quantity: f64,
    unit: &str,
) -> ValueEvent {
    let receiver = Party::Account(AccountId::new(receiver));
    passed(Party::Us, receiver, date, kind, capital, (quantity, unit))
}

fn passed(
    giver: Party,
    receiver: Party,
    date: Date,
    kind: EventKind,
    capital: Capital,
    (quantity, unit): (f64, &str),
) -> ValueEvent {
    ValueEvent {
        id: String::new(),
        giver,
        receiver,
        date: day(date),
        kind,
        capital,
        quantity,
        unit: unit.to_owned(),
        status: OutcomeStatus::Realised,
        outcome_account: None,
        money: None,
        basis: Estimated,
        note: String::new(),
        source: String::new(),
    }
}

/// What became of an event and what it is worth; realised and estimated by the exchange table unless told otherwise.
pub trait Told {
    fn won(self, account: &str) -> Self;
    fn hoped(self, account: &str) -> Self;
    fn open(self) -> Self;
    fn failed(self) -> Self;
    fn worth(self, money: (f64, f64, f64), basis: Basis) -> Self;
    fn note(self, note: &str) -> Self;
}

impl Told for ValueEvent {
    fn won(mut self, account: &str) -> Self {
        self.outcome_account = Some(AccountId::new(account));
        self
    }

    fn hoped(self, account: &str) -> Self {
        self.won(account).open()
    }

    fn open(mut self) -> Self {
        self.status = OutcomeStatus::Open;
        self
    }

    fn failed(mut self) -> Self {
        self.status = OutcomeStatus::Failed;
        self
    }

    fn worth(mut self, (low, base, high): (f64, f64, f64), basis: Basis) -> Self {
        self.money = Estimate::between(low, base, high);
        self.basis = basis;
        self
    }

    fn note(mut self, note: &str) -> Self {
        self.note = note.to_owned();
        self
    }
}
