//! Looking through all accounts.

use std::collections::BTreeSet;

use crate::maths::{falling, median, order_by, sort_by};
use crate::measures::places::ranked;
use crate::measures::risk::ValueAtRisk;
use crate::measures::{Groundwork, MeasureId, Valuation};
use crate::portfolio::{AccountKind, Document};
use crate::slices::{pause, pause_at};

use super::super::missed::usual_worths;
use super::super::rows::rows_by_id;
use super::super::{
    FixOrRelease, Missed, Placement, Verdict, Zone, ZoneMap, fix_or_release, missed_exchanges, overlooked,
    threshold,
};
use super::{Found, Lines, Proposals, What, is_hidden_asset, promised};

/// The ranking that most firms go by, whose blind spots are proposed to be developed.
const USUAL_RANKING: MeasureId = MeasureId::Revenue;

impl Proposals {
    /// Every proposal of a portfolio.
    pub async fn find(document: &Document, valuation: &Valuation) -> Self {
        let n_accounts = document.portfolio.accounts.len().min(valuation.n_rows());
        let rows: Vec<usize> = (0..n_accounts).collect();
        let map = ZoneMap::value_map(document, valuation);
        let groundwork = Groundwork::of(document, valuation);
        let mut fix_of: Vec<Option<FixOrRelease>> = vec![None; valuation.n_rows()];
        for fix in fix_or_release(document, valuation) {
            fix_of[fix.row] = Some(fix);
        }
        let mut finder = Finder {
            document,
            valuation,
            lines: lines(document, &groundwork, valuation, &map, &rows),
            found: Vec::new(),
        };
        for &row in &rows {
            finder.account(row, &map.place(row), fix_of[row].as_ref());
            pause_at(row).await;
        }
        finder.exchanges(&groundwork, &rows);
        finder.promises();
        pause().await;
        let promising = overlooked(document, valuation, &rows, USUAL_RANKING)
            .await
            .small_but_promising;
        for promise in promising {
            let gap = finder.value(MeasureId::PotentialGap, promise.row);
            let headroom = finder.value(MeasureId::Headroom, promise.row);
            finder.add(promise.row, What::Develop, gap.or(headroom));
        }
        let Finder { found, lines, .. } = finder;
        pause().await;
        let found = sorted(found, valuation).await;
        Self { found, lines }
    }
}

/// Worth most first, then by total value, row and what.
async fn sorted(found: Vec<Found>, valuation: &Valuation) -> Vec<Found> {
    let most_first = |value: Option<f64>| falling(value.unwrap_or(f64::NEG_INFINITY));
    let total = |row| valuation.get(MeasureId::TotalValue, row).value;
    let order = order_by(
        found.len(),
        &[
            &|place| most_first(found[place].worth),
            &|place| most_first(total(found[place].row)),
            &|place| (found[place].row as u64) << 8 | found[place].what as u64,
        ],
    )
    .await;
    order.into_iter().map(|place| found[place]).collect()
}

fn lines(
    document: &Document,
    groundwork: &Groundwork,
    valuation: &Valuation,
    map: &ZoneMap,
    rows: &[usize],
) -> Lines {
    let line = |measure| threshold(&document.map, valuation, measure).map(|line| line.value);
    let breadths = valuation.column(MeasureId::EffectiveBreadth).known();
    let best = |measure| {
        let ranked = ranked(valuation, measure, rows);
        let n_best = libm::round(ranked.len() as f64 / 5.0) as usize;
        ranked.get(n_best.checked_sub(1)?).map(|(_, value)| *value)
    };
    let (reference, introduction) = usual_worths(document, groundwork);
    Lines {
        across: map.across,
        up: map.up,
        economic: line(MeasureId::CurrentValue),
        relationship: line(MeasureId::RelationshipValue),
        breadth: median(breadths.map(|(_, breadth)| breadth).collect()),
        promising: [best(MeasureId::PotentialGap), best(MeasureId::Headroom)],
        reference,
        introduction,
    }
}

struct Finder<'a> {
    document: &'a Document,
    valuation: &'a Valuation,
    lines: Lines,
    found: Vec<Found>,
}

impl Finder<'_> {
    fn value(&self, measure: MeasureId, row: usize) -> Option<f64> {
        self.valuation.get(measure, row).value
    }

    fn positive(&self, measure: MeasureId, row: usize) -> Option<f64> {
        self.value(measure, row).filter(|value| *value > 0.0)
    }

    fn add(&mut self, row: usize, what: What, worth: Option<f64>) {
        self.found.push(Found { row, what, worth });
    }

    fn account(&mut self, row: usize, placement: &Placement, fix: Option<&FixOrRelease>) {
        let Lines {
            economic,
            relationship,
            ..
        } = self.lines;
        let is_hidden = is_hidden_asset(self.valuation, row, economic, relationship);
        if let Some(fix) = fix {
            self.add(row, What::BreakEven, Some(fix.loss));
            if fix.verdict == Verdict::FixOrRelease && !is_hidden {
                self.add(row, What::Release, fix.release_value);
            }
        }
        let zone = placement.zone();
        if is_hidden && zone != Some(Zone::Strategic) {
            let worth = self.value(MeasureId::RelationshipValue, row);
            self.add(row, What::KeepForRelationship, worth);
        }
        let at_risk = ValueAtRisk::of(self.valuation, row).map(|risk| risk.expected());
        match zone {
            Some(Zone::Strategic) => self.add(row, What::Protect, at_risk),
            Some(Zone::Cooperative) => self.add(row, What::Repair, at_risk),
            Some(Zone::Prospective) if fix.is_none() => {
                let worth = self.positive(MeasureId::GapMargin, row);
                self.add(row, What::BePaid, worth);
            }
            Some(Zone::Tactical) if fix.is_none() && !is_hidden => {
                let worth = self.positive(MeasureId::AvoidableCost, row);
                self.add(row, What::Automate, worth);
            }
            Some(_) => {}
            None => self.unplaced(row, placement, at_risk),
        }
        if matches!(zone, Some(Zone::Strategic | Zone::Prospective)) {
            self.growth(row);
        }
        let review = self.document.portfolio.accounts[row].key.as_ref();
        if review
            .and_then(|key| key.review)
            .is_some_and(|due| due <= self.document.as_of)
        {
            self.add(row, What::Review, None);
        }
    }

    /// Only of customers: of nobody else is it expected that they buy.
    fn unplaced(&mut self, row: usize, placement: &Placement, at_risk: Option<f64>) {
        if self.document.portfolio.accounts[row].kind != AccountKind::Customer {
            return;
        }
        match (placement, at_risk) {
            (Placement::Missing { across: true, .. }, Some(_)) => self.add(row, What::Listen, at_risk),
            _ => self.add(row, What::FindOut, None),
        }
    }

    fn growth(&mut self, row: usize) {
        let has_little = self
            .value(MeasureId::ShareOfWallet, row)
            .is_some_and(|share| share < 0.5);
        if let Some(headroom) = self.positive(MeasureId::Headroom, row).filter(|_| has_little) {
            self.add(row, What::WinShare, Some(headroom));
        }
        let is_narrow = self
            .value(MeasureId::EffectiveBreadth, row)
            .zip(self.lines.breadth)
            .is_some_and(|(own, usual)| own < usual);
        if is_narrow {
            let worth = self.positive(MeasureId::GapBreadth, row);
            self.add(row, What::Broaden, worth);
        }
    }

    /// Recorded promises that are due; several of an account are one proposal. What they are worth, nobody recorded.
    fn promises(&mut self) {
        let (portfolio, as_of) = (&self.document.portfolio, self.document.as_of);
        if portfolio.needs.is_empty() {
            return;
        }
        let rows_of = rows_by_id(self.document);
        let n_rows = self.valuation.n_rows();
        let due = portfolio.needs.iter().filter_map(|need| {
            let row = rows_of.get(&need.account).copied()?;
            Some((row, promised(need, as_of)?)).filter(|(row, _)| *row < n_rows)
        });
        let due: BTreeSet<(usize, What)> = due.collect();
        for (row, what) in due {
            self.add(row, what, None);
        }
    }

    fn exchanges(&mut self, groundwork: &Groundwork, rows: &[usize]) {
        // By row and what, so that several promises of an account are one proposal.
        let mut missed: Vec<Found> = Vec::new();
        for &row in rows {
            let balance = self.valuation.get(MeasureId::ExchangeBalance, row);
            let Some(value) = balance.value else { continue };
            // Only where the sign is sure.
            let (low, high) = balance
                .interval
                .map_or((value, value), |ends| (ends.low, ends.high));
            match (low > 0.0, high < 0.0) {
                (true, _) => missed.push(Found {
                    row,
                    what: What::Thank,
                    worth: Some(value),
                }),
                (_, true) => missed.push(Found {
                    row,
                    what: What::AskBack,
                    worth: Some(-value),
                }),
                _ => {}
            }
        }
        for exchange in missed_exchanges(self.document, groundwork, self.valuation, rows) {
            let what = what_of(&exchange.missed);
            missed.push(Found {
                row: exchange.row,
                what,
                worth: exchange.worth,
            });
        }
        sort_by(&mut missed, |a, b| (a.row, a.what).cmp(&(b.row, b.what)));
        for one in missed {
            match self
                .found
                .last_mut()
                .filter(|last| (last.row, last.what) == (one.row, one.what))
            {
                // The open balance was said already; promises add up.
                Some(last) if is_promise(one.what) => {
                    last.worth = last.worth.zip(one.worth).map(|(sum, worth)| sum + worth);
                }
                Some(_) => {}
                None => self.found.push(one),
            }
        }
    }
}

const fn is_promise(what: What) -> bool {
    matches!(what, What::KeepPromise | What::RemindPromise)
}

const fn what_of(missed: &Missed) -> What {
    match missed {
        Missed::Reference { .. } => What::AskReference,
        Missed::Introduction { .. } => What::AskIntroduction,
        Missed::Promise { is_ours: true, .. } => What::KeepPromise,
        Missed::Promise { is_ours: false, .. } => What::RemindPromise,
        Missed::NothingGiven { .. } => What::Thank,
        Missed::NothingReceived { .. } => What::AskBack,
    }
}
