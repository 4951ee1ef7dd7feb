//! What passed between us and everybody beside sales, added up as somebody wants to see it: one sum of native units and
//! money for any choice of entries.

use std::collections::{BTreeMap, BTreeSet};

use crate::portfolio::{Basis, Document};
use crate::units::Day;

use super::groundwork::Groundwork;
use super::ledger::{Entry, LedgerTerms};
use super::spread::Spread;

/// An entry of a ledger with the row of the account whose ledger it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exchanged<'a> {
    /// Row of the account.
    pub row: usize,
    /// What passed.
    pub entry: Entry<'a>,
}

/// Everything that passed between us and the accounts in `rows` and did not fail, by row, each event once.
pub fn exchanged_with<'a>(
    document: &'a Document,
    groundwork: &Groundwork,
    rows: &[usize],
) -> Vec<Exchanged<'a>> {
    let mut ledger = LedgerTerms::default();
    let mut all = Vec::new();
    for &row in rows {
        ledger.read(document, groundwork, row);
        all.extend(ledger.balanced().map(|entry| Exchanged { row, entry }));
    }
    all
}

/// What passed one way.
///
/// ```
/// use both_sides::measures::capital::Passed;
/// assert_eq!(Passed::of([].into_iter()).worth, None); // nothing recorded has no worth, not a worth of 0
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passed {
    /// Exchanges.
    pub n_events: usize,
    /// How much of each native unit.
    pub units: BTreeMap<String, f64>,
    /// Worth of those that have a price; `None` where none has.
    pub worth: Option<Spread>,
    /// The part of the worth that is estimated or judged.
    pub soft: f64,
    /// Exchanges without a price.
    pub n_unpriced: usize,
    /// The last day on which it happened.
    pub last: Option<Day>,
    /// Rows of the accounts.
    pub rows: BTreeSet<usize>,
}

impl Passed {
    /// Adds up `entries`.
    pub fn of<'a>(entries: impl Iterator<Item = &'a Exchanged<'a>>) -> Self {
        let mut passed = Self::default();
        entries.for_each(|exchanged| passed.add(exchanged));
        passed
    }

    fn add(&mut self, exchanged: &Exchanged) {
        let entry = &exchanged.entry;
        let event = entry.event;
        self.n_events += 1;
        *self.units.entry(event.unit.trim().to_owned()).or_default() += event.quantity;
        self.last = self.last.max(event.date);
        self.rows.insert(exchanged.row);
        match entry.worth {
            Some(worth) => {
                self.worth = Some(self.worth.map_or(worth, |sum| sum.plus(worth)));
                if worth.basis >= Basis::Estimated {
                    self.soft += worth.base;
                }
            }
            None => self.n_unpriced += 1,
        }
    }

    /// True where nothing passed.
    pub fn is_empty(&self) -> bool {
        self.n_events == 0
    }
}
