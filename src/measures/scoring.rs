//! Values a document, all at once or a few rows at a time.

use std::ops::Range;

use crate::portfolio::Document;

use super::account_terms::{AccountTerms, Sheets};
use super::caveats::Collected;
use super::groundwork::Groundwork;
use super::ledger::LedgerSums;
use super::potential::{Peers, PotentialTerms};
use super::retention::IntervalCache;
use super::standing::{StandingTerms, largest_revenue};
use super::three_ps::{Composing, Composite};
use super::total_value::{Flows, TotalTerms};
use super::{MeasureId, Measured, Valuation, Warned};

/// Every measure of every account of `document`, and what to distrust.
///
/// One account with a margin of 100 that stays with 80 % probability, at 10 %: 100 · 0.8 / (1 + 0.1 − 0.8).
///
/// ```
/// use both_sides::measures::{MeasureId, value};
/// use both_sides::portfolio::{Account, AccountId, Document, Shared};
/// use both_sides::units::{Day, Estimate};
/// let mut account = Account::new(AccountId::new("a"), "Alpha");
/// account.economics.gross_margin = Estimate::exact(100.0);
/// account.economics.cost_to_serve = Estimate::exact(0.0);
/// account.economics.annual_retention = Estimate::exact(0.8);
/// let mut document = Document::empty("One", "EUR", Day::new(2026, 1, 1).unwrap());
/// document.portfolio.accounts.push(Shared::new(account));
/// let scored = value(&document);
/// assert_eq!(scored.output.get(MeasureId::CurrentValue, 0).value.map(f64::round), Some(267.0));
/// ```
pub fn value(document: &Document) -> Warned<Valuation> {
    let mut scoring = Scoring::start(document);
    while scoring.step(usize::MAX) {}
    scoring.finish()
}

/// A valuation under way, so that a page can breathe between slices.
#[derive(Clone, Debug)]
pub struct Scoring {
    document: Document,
    groundwork: Groundwork,
    cache: IntervalCache,
    collected: Collected,
    valuation: Valuation,
    /// True where nothing at all is recorded between an account and us.
    is_blank: Vec<bool>,
    flows: Option<Flows>,
    peers: Peers,
    composing: Option<Composing>,
    next_row: usize,
}

impl Scoring {
    /// Looks the document through once; copies pointers, not records.
    pub fn start(document: &Document) -> Self {
        Self {
            groundwork: Groundwork::new(document),
            document: document.clone(),
            cache: IntervalCache::default(),
            collected: Collected::default(),
            valuation: Valuation::unknown(document.portfolio.accounts.len()),
            is_blank: vec![true; document.portfolio.accounts.len()],
            flows: None,
            peers: Peers::default(),
            composing: None,
            next_row: 0,
        }
    }

    /// Values up to `n_rows` more rows; true while there is more to do. Every row is visited three times: for itself,
    /// for what flows between accounts, and for what is weighed together beside all others.
    pub fn step(&mut self, n_rows: usize) -> bool {
        let n_accounts = self.document.portfolio.accounts.len();
        let end = self.next_row.saturating_add(n_rows.max(1)).min(n_accounts);
        if self.flows.is_none() {
            self.score_alone(self.next_row..end);
            self.next_row = end;
            if end == n_accounts {
                self.peers = Peers::new(&self.document, &self.valuation);
                self.flows = Some(Flows::new(&self.groundwork.attribution, &self.valuation));
                self.next_row = 0;
            }
            return n_accounts > 0;
        }
        if self.composing.is_none() {
            for row in self.next_row..end {
                self.score_together(row);
            }
            self.next_row = end;
            if end == n_accounts {
                self.start_composing();
                self.next_row = 0;
            }
            return n_accounts > 0;
        }
        for row in self.next_row..end {
            self.compose(row);
        }
        self.next_row = end;
        end < n_accounts
    }

    /// The valuation; values what is left first.
    pub fn finish(mut self) -> Warned<Valuation> {
        let n_accounts = self.document.portfolio.accounts.len();
        while self.composing.is_none() || self.next_row < n_accounts {
            self.step(usize::MAX);
        }
        Warned {
            output: self.valuation,
            warnings: self.collected.sentences(&self.document, &self.groundwork),
        }
    }

    fn score_alone(&mut self, rows: Range<usize>) {
        let (document, groundwork) = (&self.document, &self.groundwork);
        let mut sheets = Sheets::default();
        for row in rows {
            let account = &*document.portfolio.accounts[row];
            let terms = AccountTerms::new(document, groundwork, row, account, &mut self.cache, &mut sheets);
            if terms.lifetime.has_no_end() {
                self.collected.without_end.push(row);
            }
            if terms.wallet.is_overfull() {
                self.collected.overfull.push(row);
            }
            for entry in &terms.ledger.entries {
                self.collected.entry(row, entry);
            }
            self.is_blank[row] = terms.ledger.is_blank();
            for &measure in MeasureId::ALL {
                let known = terms
                    .measured(measure)
                    .filter(|measured| *measured != Measured::UNKNOWN);
                if let Some(known) = known {
                    self.valuation.column_mut(measure).set(row, known);
                }
            }
        }
    }

    fn score_together(&mut self, row: usize) {
        let Some(flows) = &self.flows else { return };
        let is_switched_off = !self.document.assumptions.exchange_on;
        let ledger = LedgerSums::in_columns(&self.valuation, row, self.is_blank[row], is_switched_off);
        let attribution = &self.groundwork.attribution;
        let terms = TotalTerms::new(&self.document, attribution, flows, &self.valuation, row, ledger);
        for (measure, measured) in terms.measured() {
            if measured != Measured::UNKNOWN {
                self.valuation.column_mut(measure).set(row, measured);
            }
        }
        let account = &self.document.portfolio.accounts[row];
        let potential = PotentialTerms::new(&self.document, &self.peers, &self.valuation, row, account);
        for &measure in PotentialTerms::MEASURES {
            let measured = potential.measured(measure);
            if measured != Measured::UNKNOWN {
                self.valuation.column_mut(measure).set(row, measured);
            }
        }
    }

    /// What is weighed together needs every other measure of every account.
    fn start_composing(&mut self) {
        let largest = largest_revenue(&self.valuation);
        for (row, account) in self.document.portfolio.accounts.iter().enumerate() {
            let revenue = self.valuation.get(MeasureId::Revenue, row);
            let measured = StandingTerms::to_us(&self.document, account, revenue, largest).measured();
            if measured != Measured::UNKNOWN {
                self.valuation
                    .column_mut(MeasureId::ImportanceToUs)
                    .set(row, measured);
            }
        }
        let composing = Composing::new(&self.document, &self.groundwork, &self.valuation);
        self.composing = Some(composing);
    }

    fn compose(&mut self, row: usize) {
        let Some(composing) = &self.composing else { return };
        let (document, groundwork) = (&self.document, &self.groundwork);
        for composite in Composite::ALL {
            let measured = composing.measured(composite, document, groundwork, &self.valuation, row);
            if measured != Measured::UNKNOWN {
                self.valuation.column_mut(composite.measure()).set(row, measured);
            }
        }
    }
}
