//! Values a document, all at once or a few rows at a time, keeping from an earlier valuation what still holds.

use std::sync::Arc;

use crate::portfolio::{Account, Document, Item, Shared};

use super::FittedIncome;
use super::account_terms::{AccountTerms, Sheets};
use super::attention::{AttentionTerms, AttentionTotals};
use super::caveats::Collected;
use super::groundwork::Groundwork;
use super::heard::Heard;
use super::ledger::LedgerSums;
use super::potential::{Peers, PotentialTerms};
use super::reference_value::ReferenceValueTerms;
use super::retention::IntervalCache;
use super::standing::{StandingTerms, largest_revenue};
use super::surveying::Surveying;
use super::three_ps::{Composing, Composite, ItemReader, items_of};
use super::total_value::{Flows, TotalTerms};
use super::work::{Again, Whole, Work};
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

/// What [`value`] gives for `document`, reached from `previous`: only what depends on the difference is worked
/// out again.
pub fn revalue(previous: &Warned<Valuation>, document: &Document) -> Warned<Valuation> {
    let mut scoring = Scoring::follow(previous, document);
    while scoring.step(usize::MAX) {}
    scoring.finish()
}

/// A valuation under way, so that a page can breathe between slices.
#[derive(Clone, Debug)]
pub struct Scoring {
    document: Shared<Document>,
    stage: Stage,
    groundwork: Groundwork,
    cache: IntervalCache,
    heard: Shared<Vec<Option<Heard>>>,
    /// By row, what an applied fit expects; empty where none speaks of anybody.
    incomes: Vec<Option<Arc<FittedIncome>>>,
    collected: Collected,
    valuation: Valuation,
    is_blank: Vec<bool>,
    flows: Flows,
    peers: Shared<Peers>,
    whole: Whole,
    is_whole_moved: bool,
    composing: Composing,
    /// Rows that are valued again; `None` is all.
    again: Option<Vec<u32>>,
    /// What the other rows keep; `None` is nothing.
    before: Option<(Valuation, Arc<Work>)>,
    /// Composites that are weighed again for all rows.
    moved: [bool; Composite::ALL.len()],
}

/// Where a valuation stands.
#[derive(Clone, Debug)]
enum Stage {
    /// Looking through the records.
    Surveying(Surveying),
    /// The account at this place of the list, for itself.
    Alone(usize),
    /// What flows between accounts.
    Flowing,
    /// How far others have come.
    Comparing,
    /// The account at this place of the list, beside the others.
    Together(usize),
    /// How much the account at this place of the list matters to us.
    Standing(usize),
    /// What is weighed together, an item at a time.
    Readying,
    /// What is weighed together, of the account at this place of the list.
    Composing(usize),
    /// Nothing is left.
    Done,
}

impl Scoring {
    /// A valuation from nothing. Copies pointers, not records; of a shared document a single one.
    pub fn start(document: impl Into<Shared<Document>>) -> Self {
        Self::anew(document.into())
    }

    fn anew(document: Shared<Document>) -> Self {
        let n_rows = document.portfolio.accounts.len();
        let surveying = Surveying::start(&document);
        Self {
            document,
            groundwork: surveying.groundwork().clone(),
            stage: Stage::Surveying(surveying),
            cache: IntervalCache::default(),
            heard: Shared::new(vec![None; n_rows]),
            incomes: Vec::new(),
            collected: Collected::default(),
            valuation: Valuation::unknown(n_rows),
            is_blank: vec![true; n_rows],
            flows: Flows::default(),
            peers: Shared::default(),
            whole: Whole::default(),
            is_whole_moved: true,
            composing: Composing::default(),
            again: None,
            before: None,
            moved: [false; Composite::ALL.len()],
        }
    }

    /// A valuation of `document` that keeps what still holds of `previous`.
    pub fn follow(previous: &Warned<Valuation>, document: impl Into<Shared<Document>>) -> Self {
        Self::after(previous, document.into())
    }

    fn after(previous: &Warned<Valuation>, document: Shared<Document>) -> Self {
        let Some(work) = &previous.output.work else {
            return Self::anew(document);
        };
        match work.again(&document) {
            Again::All => Self::anew(document),
            Again::AllRows {
                surveying,
                keeps_heard,
            } => {
                let started = Self::anew(document);
                Self {
                    stage: Stage::Surveying(surveying),
                    cache: work.cache.kept(),
                    heard: if keeps_heard {
                        work.heard.clone()
                    } else {
                        started.heard
                    },
                    ..started
                }
            }
            Again::Rows(rows) => Self::of_rows(rows, document, work, &previous.output),
        }
    }

    /// A valuation of these rows alone; columns in which nothing differs are shared with the earlier one.
    fn of_rows(rows: Vec<u32>, document: Shared<Document>, work: &Arc<Work>, valuation: &Valuation) -> Self {
        let mut is_again = vec![false; work.is_blank.len()];
        rows.iter().for_each(|&row| is_again[row as usize] = true);
        let mut collected = work.collected.clone();
        collected.forget(&is_again);
        let moved = Composite::ALL.map(|composite| {
            let items = |document: &Document| items_of(&document.composites, composite);
            items(&work.document) != items(&document)
        });
        Self {
            document,
            stage: Stage::Alone(0),
            groundwork: work.groundwork.clone(),
            cache: work.cache.kept(),
            heard: work.heard.clone(),
            incomes: work.incomes.clone(),
            collected,
            valuation: valuation.clone(),
            is_blank: work.is_blank.clone(),
            flows: work.flows.clone(),
            peers: work.peers.clone(),
            whole: work.whole,
            is_whole_moved: false,
            composing: Composing::default(),
            again: Some(rows),
            before: Some((valuation.clone(), Arc::clone(work))),
            moved,
        }
    }

    /// Goes one step further: a part of the records, or up to `n_rows` accounts; true while there is more to
    /// do. Every account is visited three times: for itself,
    /// for what flows between accounts, and for what is weighed together beside all others.
    pub fn step(&mut self, n_rows: usize) -> bool {
        let n_listed = self.n_listed();
        let end = |next: usize| next.saturating_add(n_rows.max(1)).min(n_listed);
        self.stage = match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Surveying(mut surveying) => {
                if surveying.step(&self.document) {
                    Stage::Surveying(surveying)
                } else {
                    self.groundwork = surveying.finish();
                    Stage::Alone(0)
                }
            }
            Stage::Alone(next) if next < n_listed => {
                self.score_alone(next, end(next));
                Stage::Alone(end(next))
            }
            Stage::Alone(_) => Stage::Flowing,
            Stage::Flowing => {
                self.flow();
                Stage::Comparing
            }
            Stage::Comparing => {
                self.compare();
                Stage::Together(0)
            }
            Stage::Together(next) if next < n_listed => {
                (next..end(next)).for_each(|place| self.score_together(listed(&self.again, place)));
                Stage::Together(end(next))
            }
            Stage::Together(_) => {
                self.find_whole();
                Stage::Standing(0)
            }
            Stage::Standing(next) if next < self.n_of(self.is_whole_moved) => {
                let end = next
                    .saturating_add(n_rows.max(1))
                    .min(self.n_of(self.is_whole_moved));
                (next..end).for_each(|place| self.stand(place));
                Stage::Standing(end)
            }
            Stage::Standing(_) => Stage::Readying,
            Stage::Readying if self.makes_ready() => Stage::Readying,
            Stage::Readying => Stage::Composing(0),
            Stage::Composing(next) if next < self.n_of(self.is_any_moved()) => {
                let end = next
                    .saturating_add(n_rows.max(1))
                    .min(self.n_of(self.is_any_moved()));
                (next..end).for_each(|place| self.compose(place));
                Stage::Composing(end)
            }
            Stage::Composing(_) | Stage::Done => Stage::Done,
        };
        !matches!(self.stage, Stage::Done) && !self.document.portfolio.accounts.is_empty()
    }

    /// The valuation; values what is left first.
    pub fn finish(mut self) -> Warned<Valuation> {
        while self.step(usize::MAX) {}
        let warnings = self.collected.clone().sentences(&self.document, &self.groundwork);
        let mut output = self.valuation;
        output.work = Some(Arc::new(Work {
            document: self.document,
            groundwork: self.groundwork,
            cache: self.cache,
            heard: self.heard,
            incomes: self.incomes,
            is_blank: self.is_blank,
            flows: self.flows,
            peers: self.peers,
            whole: self.whole,
            composing: self.composing,
            collected: self.collected,
        }));
        Warned { output, warnings }
    }

    /// True where one of the scores is weighed again for all accounts.
    fn is_any_moved(&self) -> bool {
        self.moved.contains(&true)
    }

    /// Accounts to go through: all, or those listed.
    fn n_of(&self, is_all: bool) -> usize {
        if is_all {
            self.document.portfolio.accounts.len()
        } else {
            self.n_listed()
        }
    }

    fn n_listed(&self) -> usize {
        let all = self.document.portfolio.accounts.len();
        self.again.as_ref().map_or(all, Vec::len)
    }

    fn score_alone(&mut self, start: usize, end: usize) {
        let (document, groundwork) = (&self.document, &self.groundwork);
        let is_kept = self.again.is_some();
        let mut sheets = Sheets::default();
        for place in start..end {
            let row = listed(&self.again, place);
            let known = self.heard[row];
            let terms = AccountTerms::new(document, groundwork, row, &mut self.cache, known, &mut sheets);
            self.collected.account(row, document, &terms);
            for entry in &terms.ledger.entries {
                self.collected.entry(row, entry);
            }
            self.is_blank[row] = terms.ledger.is_blank();
            if known.is_none() {
                self.heard.edit()[row] = Some(terms.heard);
            }
            if terms.lifetime.fitted.is_some() && self.incomes.is_empty() {
                self.incomes = vec![None; self.is_blank.len()];
            }
            if let Some(income) = self.incomes.get_mut(row) {
                *income = terms.lifetime.fitted.map(Arc::new);
            }
            for &measure in MeasureId::ALL {
                if let Some(measured) = terms.measured(measure) {
                    put(&mut self.valuation, is_kept, measure, row, measured);
                }
            }
        }
    }

    /// Works out what flows; the accounts it reaches are listed beside those that were valued again.
    fn flow(&mut self) {
        if self.again.is_some() {
            self.collected.put_in_order();
        }
        if self.keeps(&[MeasureId::CurrentValue], |one, other| one.since == other.since) {
            return;
        }
        let attribution = &self.groundwork.attribution;
        let flows = Flows::new(attribution, &self.valuation);
        if let Some(rows) = &mut self.again {
            let mut is_listed = vec![false; self.is_blank.len()];
            rows.iter().for_each(|&row| is_listed[row as usize] = true);
            for (number, flow) in attribution.flows.iter().enumerate() {
                if is_listed[flow.outcome as usize] || !flows.is_same(&self.flows, number) {
                    rows.extend([flow.outcome, flow.contributor]);
                }
            }
        }
        self.flows = flows;
    }

    /// Finds out how far others have come; the accounts whose ceilings that moves are listed too.
    fn compare(&mut self) {
        let now: (&Document, &Valuation) = (&self.document, &self.valuation);
        if let (Some((before, work)), Some(rows)) = (&self.before, &mut self.again) {
            let says_the_same =
                |&row: &u32| Peers::hears_the_same((&work.document, before), now, row as usize);
            if !rows.iter().all(says_the_same) {
                let peers = Peers::new(now.0, now.1);
                if !peers.is_same(&self.peers) {
                    for (row, account) in self.document.portfolio.accounts.iter().enumerate() {
                        if peers.differs_for(&self.peers, &self.document, account, row) {
                            rows.push(row as u32);
                        }
                    }
                }
                self.peers = Shared::new(peers);
            }
            rows.sort_unstable();
            rows.dedup();
        } else {
            self.peers = Shared::new(Peers::new(now.0, now.1));
        }
    }

    fn score_together(&mut self, row: usize) {
        let is_switched_off = !self.document.assumptions.exchange_on;
        let ledger = LedgerSums::in_columns(&self.valuation, row, self.is_blank[row], is_switched_off);
        let attribution = &self.groundwork.attribution;
        let terms = TotalTerms::new(
            &self.document,
            attribution,
            &self.flows,
            &self.valuation,
            row,
            ledger,
        );
        let is_kept = self.again.is_some();
        for (measure, measured) in terms.measured() {
            put(&mut self.valuation, is_kept, measure, row, measured);
        }
        let reference = ReferenceValueTerms::new(&self.document, &self.groundwork, &self.valuation, row);
        let (measure, measured) = (MeasureId::ReferenceValue, reference.measured());
        put(&mut self.valuation, is_kept, measure, row, measured);
        let account = &self.document.portfolio.accounts[row];
        let potential = PotentialTerms::new(
            &self.document,
            &self.peers,
            &self.valuation,
            row,
            account,
            self.incomes.get(row).and_then(|income| income.as_deref()),
        );
        for &measure in PotentialTerms::MEASURES {
            put(
                &mut self.valuation,
                is_kept,
                measure,
                row,
                potential.measured(measure),
            );
        }
    }
}

impl Scoring {
    /// True where every account valued again has the same numbers as before, and `is_same` of what is stated.
    fn keeps(&self, measures: &[MeasureId], is_same: impl Fn(&Account, &Account) -> bool) -> bool {
        let (Some((before, work)), Some(rows)) = (&self.before, &self.again) else {
            return false;
        };
        rows.iter().all(|&row| {
            let row = row as usize;
            let [was, is] =
                [&work.document, &self.document].map(|document| &document.portfolio.accounts[row]);
            let stands = |measure: &MeasureId| {
                let now = self.valuation.get(*measure, row);
                now.is_same(&before.get(*measure, row))
            };
            is_same(was, is) && measures.iter().all(stands)
        })
    }

    /// What accounts are counted against; when that moves, it moves what all of them make of it.
    fn find_whole(&mut self) {
        let hours = |account: &Account| account.economics.annual_hours;
        let measures = [MeasureId::Revenue, MeasureId::TotalValue];
        if self.keeps(&measures, |one, other| hours(one) == hours(other)) {
            return;
        }
        let whole = Whole {
            largest: largest_revenue(&self.valuation),
            totals: AttentionTotals::new(&self.document, &self.valuation),
        };
        self.is_whole_moved = whole != self.whole;
        self.whole = whole;
    }

    fn stand(&mut self, place: usize) {
        let row = if self.is_whole_moved {
            place
        } else {
            listed(&self.again, place)
        };
        let account = &self.document.portfolio.accounts[row];
        let of = |measure| self.valuation.get(measure, row);
        let revenue = of(MeasureId::Revenue);
        let importance = StandingTerms::to_us(&self.document, account, revenue, self.whole.largest);
        let attention = AttentionTerms::new(account, of(MeasureId::TotalValue), self.whole.totals);
        let is_kept = self.again.is_some();
        for (measure, measured) in Whole::MEASURES
            .into_iter()
            .zip([importance.measured(), attention.measured()])
        {
            put(&mut self.valuation, is_kept, measure, row, measured);
        }
    }

    /// Makes one more of the items ready that are weighed together; false when all are.
    fn makes_ready(&mut self) -> bool {
        let Some((place, item)) = self.composing.next(&self.document) else {
            return false;
        };
        let reader = self.kept_item(place, &item).unwrap_or_else(|| {
            let reader = ItemReader::new(&self.document, &self.groundwork, &self.valuation, &item);
            self.moved[place] = true;
            reader
        });
        self.composing.add(place, reader);
        true
    }

    /// The next item of the composite at `place` as it was, where nothing that it reads changed; it may weigh
    /// otherwise.
    fn kept_item(&self, place: usize, item: &Item) -> Option<ItemReader> {
        let ((before, work), rows) = self.before.as_ref().zip(self.again.as_ref())?;
        let (was, reader) = work
            .composing
            .same_place(&work.document, &self.composing, place)?;
        if (&was.source, was.scale) != (&item.source, item.scale) {
            return None;
        }
        let is_of_the_whole = (reader.measure()).is_some_and(|measure| Whole::MEASURES.contains(&measure));
        if self.is_whole_moved && is_of_the_whole {
            return None;
        }
        let is_same = |&row: &u32| {
            let raw =
                |document, groundwork, valuation| reader.raw(document, groundwork, valuation, row as usize);
            let was = raw(&work.document, &work.groundwork, before);
            was.is_same(&raw(&self.document, &self.groundwork, &self.valuation))
        };
        (!reader.compares() || rows.iter().all(is_same)).then(|| reader.weighing(item.weight))
    }

    fn compose(&mut self, place: usize) {
        let (document, groundwork) = (&self.document, &self.groundwork);
        let is_any_moved = self.is_any_moved();
        let row = if is_any_moved {
            place
        } else {
            listed(&self.again, place)
        };
        let rows = self.again.as_ref().filter(|_| is_any_moved);
        let is_listed = rows.is_none_or(|rows| rows.binary_search(&(row as u32)).is_ok());
        for (composite, is_moved) in Composite::ALL.into_iter().zip(self.moved) {
            if !is_moved && !is_listed {
                continue;
            }
            let measured = (self.composing).measured(composite, document, groundwork, &self.valuation, row);
            let is_kept = self.again.is_some();
            put(&mut self.valuation, is_kept, composite.measure(), row, measured);
        }
    }
}

/// The row at `place` of a list of rows; without a list, of all.
fn listed(rows: &Option<Vec<u32>>, place: usize) -> usize {
    rows.as_ref().map_or(place, |rows| rows[place] as usize)
}

/// Writes a number. A column of an earlier valuation is copied only where a number differs from what stands
/// there; in a new one everything is unknown so far.
fn put(valuation: &mut Valuation, is_kept: bool, measure: MeasureId, row: usize, measured: Measured) {
    let stands = if is_kept {
        valuation.get(measure, row)
    } else {
        Measured::UNKNOWN
    };
    if !measured.is_same(&stands) {
        valuation.column_mut(measure).set(row, measured);
    }
}
