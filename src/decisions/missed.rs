//! Exchanges that are missed: what was not asked for, not delivered and not returned, each with what it is about.
//!
//! Worths are money at the portfolio's own prices: the mean worth of the references or introductions recorded so far, or
//! what an open promise or an unreturned balance is worth. They are unknown where nothing like it has a price.

use crate::maths::sort_by;
use crate::measures::ledger::{Entry, LedgerTerms};
use crate::measures::{Groundwork, MeasureId, Valuation};
use crate::portfolio::{Account, Document, EventKind, OutcomeStatus, RelationshipState};
use crate::units::Day;

use super::zones::threshold;

/// Which exchange is missed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Missed {
    /// Much value received, never used as a reference, not unwilling.
    Reference {
        /// Value they receive, 0 to 100.
        received: f64,
        /// Stated willingness, 0 to 1.
        willing: Option<f64>,
    },
    /// A strong tie, and never an introduction or a referral.
    Introduction {
        /// How far the relationship has come.
        state: RelationshipState,
    },
    /// Promised and still open.
    Promise {
        /// True when we promised, false when they did.
        is_ours: bool,
        /// What.
        kind: EventKind,
        /// Since when.
        since: Option<Day>,
    },
    /// They gave, and nothing went back.
    NothingGiven {
        /// Exchanges received.
        n_received: usize,
    },
    /// We gave, and nothing came back.
    NothingReceived {
        /// Exchanges given.
        n_given: usize,
    },
}

/// A missed exchange with an account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MissedExchange {
    /// Row of the account.
    pub row: usize,
    /// What is missed.
    pub missed: Missed,
    /// What it is about, in money; `None` where that has no price.
    pub worth: Option<f64>,
}

/// What is missed with the accounts in `rows`: worth most first, those without a price last, by total value.
pub fn missed_exchanges(
    document: &Document,
    groundwork: &Groundwork,
    valuation: &Valuation,
    rows: &[usize],
) -> Vec<MissedExchange> {
    let finder = Finder::new(document, groundwork, valuation);
    let mut all: Vec<MissedExchange> = rows.iter().flat_map(|&row| finder.of(row)).collect();
    let total = |row: usize| valuation.get(MeasureId::TotalValue, row).value;
    let rank = |missed: &MissedExchange| {
        let known = |value: Option<f64>| value.unwrap_or(f64::NEG_INFINITY);
        (known(missed.worth), known(total(missed.row)))
    };
    sort_by(&mut all, |one, other| {
        let (one_rank, other_rank) = (rank(one), rank(other));
        (other_rank.0.total_cmp(&one_rank.0))
            .then(other_rank.1.total_cmp(&one_rank.1))
            .then(one.row.cmp(&other.row))
    });
    all
}

/// What a reference and an introduction were worth on average; `None` where none has a price.
pub(super) fn usual_worths(document: &Document, groundwork: &Groundwork) -> (Option<f64>, Option<f64>) {
    let mut kinds = [(0.0, 0.0); 2];
    let mut ledger = LedgerTerms::default();
    for row in 0..document.portfolio.accounts.len() {
        ledger.read(document, groundwork, row);
        for entry in ledger.received() {
            let place = match entry.event.kind {
                EventKind::ReferenceUse => 0,
                EventKind::Introduction => 1,
                _ => continue,
            };
            if let Some(worth) = entry.worth {
                kinds[place].0 += worth.base;
                kinds[place].1 += 1.0;
            }
        }
    }
    let [reference, introduction] = kinds.map(|(sum, n)| (n > 0.0).then(|| sum / n));
    (reference, introduction)
}

struct Finder<'a> {
    document: &'a Document,
    groundwork: &'a Groundwork,
    valuation: &'a Valuation,
    much: Option<f64>,
    reference: Option<f64>,
    introduction: Option<f64>,
}

impl<'a> Finder<'a> {
    fn new(document: &'a Document, groundwork: &'a Groundwork, valuation: &'a Valuation) -> Self {
        let (reference, introduction) = usual_worths(document, groundwork);
        let much = threshold(&document.map, valuation, MeasureId::ValueReceived);
        Self {
            document,
            groundwork,
            valuation,
            much: much.map(|threshold| threshold.value),
            reference,
            introduction,
        }
    }

    fn of(&self, row: usize) -> Vec<MissedExchange> {
        let Some(account) = self.document.portfolio.accounts.get(row) else {
            return Vec::new();
        };
        let ledger = LedgerTerms::new(self.document, self.groundwork, row);
        let one_sided = self.one_sided(row, &ledger);
        let found = [
            self.no_reference(row, account, &ledger),
            self.no_introduction(account, &ledger),
            one_sided,
        ];
        (found.into_iter().flatten())
            .chain(open_promises(&ledger))
            .map(|(missed, worth)| MissedExchange { row, missed, worth })
            .collect()
    }

    fn no_reference(
        &self,
        row: usize,
        account: &Account,
        ledger: &LedgerTerms,
    ) -> Option<(Missed, Option<f64>)> {
        let received = self.valuation.get(MeasureId::ValueReceived, row).value?;
        let willing = account.reference_willingness.map(|will| will / 100.0);
        let is_asked = gave(ledger, &[EventKind::ReferenceUse]);
        (received >= self.much? && !is_asked && willing != Some(0.0)).then(|| {
            let worth = self.reference.map(|worth| worth * willing.unwrap_or(1.0));
            (Missed::Reference { received, willing }, worth)
        })
    }

    fn no_introduction(&self, account: &Account, ledger: &LedgerTerms) -> Option<(Missed, Option<f64>)> {
        let strong = [RelationshipState::Friend, RelationshipState::Partner];
        let state = account.state.filter(|state| strong.contains(state))?;
        let opened = gave(ledger, &[EventKind::Introduction, EventKind::CustomerReferral]);
        (!opened).then_some((Missed::Introduction { state }, self.introduction))
    }

    fn one_sided(&self, row: usize, ledger: &LedgerTerms) -> Option<(Missed, Option<f64>)> {
        let n_received = ledger.balanced().filter(|entry| entry.is_received).count();
        let n_given = ledger.balanced().count() - n_received;
        let balance = self.valuation.get(MeasureId::ExchangeBalance, row).value;
        let missed = match (n_received, n_given) {
            (0, 0) => return None,
            (_, 0) => Missed::NothingGiven { n_received },
            (0, _) => Missed::NothingReceived { n_given },
            _ => return None,
        };
        Some((missed, balance.map(f64::abs)))
    }
}

/// True when it ever gave anything of these kinds that did not fail.
fn gave(ledger: &LedgerTerms, kinds: &[EventKind]) -> bool {
    ledger
        .balanced()
        .any(|entry| entry.is_received && kinds.contains(&entry.event.kind))
}

fn open_promises(ledger: &LedgerTerms) -> Vec<(Missed, Option<f64>)> {
    let is_open = |entry: &Entry| entry.event.status == OutcomeStatus::Open;
    let promise = |entry: Entry| {
        let missed = Missed::Promise {
            is_ours: !entry.is_received,
            kind: entry.event.kind,
            since: entry.event.date,
        };
        (missed, entry.worth.map(|worth| worth.base))
    };
    ledger.balanced().filter(is_open).map(promise).collect()
}
