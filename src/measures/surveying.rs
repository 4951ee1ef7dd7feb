//! Looks a document through, a part at a time, keeping from an earlier look what still holds.

use std::collections::BTreeMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use crate::portfolio::{AccountId, Document, Party, Shared};

use super::attribution::Attribution;
use super::evidence::Ageing;
use super::fitted::FittedModels;
use super::groundwork::{Groundwork, Grouped, Lookup, Strangers};
use super::ledger::won_by_referral;
use super::retention::{Priors, evidence};

/// Observations that are looked through in one step.
const RECORDS_PER_STEP: usize = 200_000;

/// A part of the groundwork.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Rows,
    Ageing,
    Priors,
    Activities,
    Loads,
    Observations,
    Events,
    Attribution,
}

impl Part {
    /// In the order in which they need one another.
    const ALL: [Self; 8] = [
        Self::Rows,
        Self::Ageing,
        Self::Priors,
        Self::Activities,
        Self::Loads,
        Self::Observations,
        Self::Events,
        Self::Attribution,
    ];

    /// True where a change from `before` to `after`, whose accounts have the same ids in the same rows, leaves
    /// the part as it is.
    fn holds(self, groundwork: &Groundwork, before: &Document, after: &Document) -> bool {
        let (old, new) = (&before.portfolio, &after.portfolio);
        let (assumed, assumes) = (&before.assumptions, &after.assumptions);
        match self {
            Self::Rows => !groundwork.rows.is_empty() || n_records(after) == 0,
            Self::Ageing => {
                before.as_of == after.as_of && assumed.evidence_half_life == assumes.evidence_half_life
            }
            Self::Priors => {
                assumed.prior_retention == assumes.prior_retention
                    && assumed.prior_strength == assumes.prior_strength
                    && (old.accounts.iter().zip(&new.accounts)).all(|(old, new)| {
                        old.same(new) || (old.segment == new.segment && evidence(old) == evidence(new))
                    })
            }
            Self::Activities => old.activities.same(&new.activities),
            Self::Loads => old.loads.same(&new.loads) && old.activities.same(&new.activities),
            Self::Observations => old.observations.same(&new.observations),
            Self::Events => old.events.same(&new.events),
            Self::Attribution => old.attributions.same(&new.attributions),
        }
    }
}

/// A groundwork under way.
#[derive(Clone, Debug)]
pub(crate) struct Surveying {
    groundwork: Groundwork,
    /// Parts to come, the next one last.
    to_come: Vec<Part>,
    pairs: Vec<(u32, u32)>,
    n_seen: usize,
}

impl Surveying {
    /// Looks a document through for the first time.
    pub fn start(document: &Document) -> Self {
        let groundwork = Groundwork {
            rows: Shared::default(),
            ageing: Shared::new(Ageing::blank(document.as_of)),
            loads: Shared::default(),
            activities: Shared::default(),
            observations: Shared::default(),
            events: Shared::default(),
            referrals_of: Shared::default(),
            attribution: Shared::default(),
            priors: Shared::default(),
            fitted: Shared::new(FittedModels::new(&document.assumptions)),
            strangers: Shared::default(),
        };
        Self::of_parts(groundwork, |_| true)
    }

    /// Looks through again what changed from `before`, whose groundwork is given, to `after`; both hold the same
    /// ids in the same rows.
    pub fn follow(groundwork: &Groundwork, before: &Document, after: &Document) -> Self {
        let kept = Groundwork {
            fitted: Shared::new(FittedModels::new(&after.assumptions)),
            ..groundwork.clone()
        };
        Self::of_parts(kept, |part| !part.holds(groundwork, before, after))
    }

    fn of_parts(groundwork: Groundwork, is_to_come: impl Fn(Part) -> bool) -> Self {
        let parts = Part::ALL.into_iter().rev();
        Self {
            groundwork,
            to_come: parts.filter(|&part| is_to_come(part)).collect(),
            pairs: Vec::new(),
            n_seen: 0,
        }
    }

    /// True when there is nothing to look at.
    pub fn is_done(&self) -> bool {
        self.to_come.is_empty()
    }

    /// True when neither the observations nor their ages are to be looked at again.
    pub fn keeps_what_was_said(&self) -> bool {
        !self
            .to_come
            .iter()
            .any(|part| matches!(part, Part::Observations | Part::Ageing))
    }

    /// Looks at one more part, or at some records of it; true while there is more to do.
    pub fn step(&mut self, document: &Document) -> bool {
        if let Some(&part) = self.to_come.last()
            && self.is_done_with(part, document)
        {
            self.to_come.pop();
        }
        !self.to_come.is_empty()
    }

    /// What is ready so far.
    pub fn groundwork(&self) -> &Groundwork {
        &self.groundwork
    }

    /// What is ready.
    pub fn finish(self) -> Groundwork {
        self.groundwork
    }

    fn is_done_with(&mut self, part: Part, document: &Document) -> bool {
        let groundwork = &mut self.groundwork;
        match part {
            Part::Rows => groundwork.rows = Shared::new(rows_by_id(document)),
            Part::Ageing => {
                let half_life = document.assumptions.evidence_half_life;
                groundwork.ageing = Shared::new(Ageing::new(document.as_of, half_life));
            }
            Part::Priors => groundwork.priors = Shared::new(Priors::new(document)),
            Part::Activities => groundwork.activities = Shared::new(activities_by_id(document)),
            Part::Loads => self.group_loads(document),
            Part::Observations => return self.has_grouped_observations(document),
            Part::Events => self.group_events(document),
            Part::Attribution => {
                groundwork.attribution = Shared::new(Attribution::new(document, groundwork));
            }
        }
        true
    }

    fn group_loads(&mut self, document: &Document) {
        let mut strangers = Vec::new();
        let ids = document.portfolio.loads.iter().map(|load| &load.account);
        self.pair(document, 0, ids, &mut strangers);
        self.groundwork.loads = Shared::new(self.grouped(document));
        let activities = self.unknown_activities(document);
        (self.strangers().loads, self.strangers().activities) = (strangers, activities);
    }

    fn unknown_activities(&self, document: &Document) -> BTreeMap<String, Vec<usize>> {
        let mut rows_of: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for load in document.portfolio.loads.iter() {
            if self.groundwork.activities.contains_key(&load.activity) {
                continue;
            }
            if let Some(row) = self.groundwork.row(&load.account) {
                rows_of.entry(load.activity.clone()).or_default().push(row);
            }
        }
        for rows in rows_of.values_mut() {
            rows.sort_unstable();
            rows.dedup();
        }
        rows_of
    }

    fn has_grouped_observations(&mut self, document: &Document) -> bool {
        let records = &document.portfolio.observations;
        let mut strangers = if self.n_seen == 0 {
            Vec::new()
        } else {
            std::mem::take(&mut self.strangers().observations)
        };
        let end = records.len().min(self.n_seen + RECORDS_PER_STEP);
        let ids = records[self.n_seen..end]
            .iter()
            .map(|observation| &observation.account);
        self.pair(document, self.n_seen, ids, &mut strangers);
        self.strangers().observations = strangers;
        self.n_seen = end;
        let is_done = end == records.len();
        if is_done {
            self.groundwork.observations = Shared::new(self.grouped(document));
            self.n_seen = 0;
        }
        is_done
    }

    fn group_events(&mut self, document: &Document) {
        let mut strangers = Vec::new();
        let mut n_among_us = 0;
        let mut referrals_of: Lookup<u32, u32> = Lookup::default();
        for (number, event) in document.portfolio.events.iter().enumerate() {
            n_among_us += usize::from((&event.giver, &event.receiver) == (&Party::Us, &Party::Us));
            for party in [&event.giver, &event.receiver] {
                if let Party::Account(id) = party {
                    match self.groundwork.row(id) {
                        Some(row) => self.pairs.push((row as u32, number as u32)),
                        None => strangers.push(id.clone()),
                    }
                }
            }
            if let Some(row) = won_by_referral(event).and_then(|id| self.groundwork.row(id)) {
                *referrals_of.entry(row as u32).or_default() += 1;
            }
        }
        self.groundwork.events = Shared::new(self.grouped(document));
        self.groundwork.referrals_of = Shared::new(referrals_of);
        (self.strangers().events, self.strangers().n_among_us) = (strangers, n_among_us);
    }

    fn strangers(&mut self) -> &mut Strangers {
        self.groundwork.strangers.edit()
    }

    /// The pairs so far, grouped by row; leaves none.
    fn grouped(&mut self, document: &Document) -> Grouped {
        let grouped = Grouped::new(document.portfolio.accounts.len(), &self.pairs);
        self.pairs = Vec::new();
        grouped
    }

    /// Pairs every id with the number of its record, counted from `first`.
    fn pair<'a>(
        &mut self,
        document: &Document,
        first: usize,
        ids: impl Iterator<Item = &'a AccountId>,
        strangers: &mut Vec<AccountId>,
    ) {
        let accounts = &document.portfolio.accounts;
        let are_unique = self.groundwork.rows.len() == accounts.len();
        // Records mostly stand in the order of the accounts, those of one account together.
        let mut last = 0;
        for (number, id) in ids.enumerate() {
            let is = |row: usize| are_unique && accounts.get(row).is_some_and(|account| account.id == *id);
            let row = if is(last) {
                Some(last)
            } else if is(last + 1) {
                Some(last + 1)
            } else {
                self.groundwork.row(id)
            };
            match row {
                Some(row) => {
                    last = row;
                    self.pairs.push((row as u32, (first + number) as u32));
                }
                None => strangers.push(id.clone()),
            }
        }
    }
}

fn n_records(document: &Document) -> usize {
    let portfolio = &document.portfolio;
    portfolio.loads.len()
        + portfolio.observations.len()
        + portfolio.events.len()
        + portfolio.attributions.len()
}

fn rows_by_id(document: &Document) -> Lookup<Arc<str>, u32> {
    let accounts = &document.portfolio.accounts;
    if n_records(document) == 0 {
        return Lookup::default();
    }
    let mut rows = Lookup::with_capacity_and_hasher(accounts.len(), BuildHasherDefault::default());
    for (row, account) in accounts.iter().enumerate() {
        rows.entry(Arc::clone(&account.id.0)).or_insert(row as u32);
    }
    rows
}

fn activities_by_id(document: &Document) -> Lookup<String, usize> {
    // The first of several with one id counts.
    let activities = document.portfolio.activities.iter().enumerate().rev();
    activities
        .map(|(place, activity)| (activity.id.clone(), place))
        .collect()
}
