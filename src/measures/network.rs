//! Who brought, recommended or introduced whom: attribution shares and value events as links between members, what hangs on
//! them, and whether the bringing carries itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::portfolio::{Document, EventKind, OutcomeStatus, Party, ValueEvent};
use crate::units::Day;

use super::groundwork::Groundwork;
use super::spread::Spread;
use super::total_value::Flows;
use super::{MeasureId, Valuation};

/// One member brought, recommended or introduced another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// Row of the member that did it.
    pub from: usize,
    /// Row of the account it concerns.
    pub to: usize,
    /// What happened, in the order of [`EventKind::ALL`]; empty where only a share says so.
    pub kinds: BTreeSet<EventKind>,
    /// Value of `to` that is due to `from`; `None` without a share.
    pub amount: Option<Spread>,
    /// Effective share of the value of `to`; `None` without one.
    pub share: Option<f64>,
    /// True where nothing has come of it yet: no share, and every event still open.
    pub is_open: bool,
    /// The first day on which an event is known to have happened; `None` where no event has a day.
    pub first: Option<Day>,
    /// True where an event has no day.
    pub has_undated: bool,
}

impl Link {
    /// Size of the amount; 0 without a share.
    pub fn size(&self) -> f64 {
        self.amount.map_or(0.0, |amount| amount.base.abs())
    }
}

/// All links of a portfolio.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// Links, by row of the contributor, then of the account.
    pub links: Vec<Link>,
    /// Links that came to nothing, left out.
    pub n_failed: usize,
}

/// Events by which one member brings, recommends or introduces another.
const fn brings(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::WordOfMouth
            | EventKind::CustomerReferral
            | EventKind::EmployeeReferral
            | EventKind::ReferenceUse
            | EventKind::Introduction
    )
}

impl Network {
    /// Reads shares and events.
    pub fn new(document: &Document, groundwork: &Groundwork, valuation: &Valuation) -> Self {
        let mut links: BTreeMap<(usize, usize), Link> = BTreeMap::new();
        let flows = Flows::new(&groundwork.attribution, valuation);
        for (number, flow) in groundwork.attribution.flows.iter().enumerate() {
            let ends = (flow.contributor as usize, flow.outcome as usize);
            let is_known = valuation.get(MeasureId::CurrentValue, ends.1).value.is_some();
            let amount = flows.of(number);
            let link = links.entry(ends).or_default();
            link.amount = (is_known || amount.base != 0.0).then_some(amount);
            link.share = Some(flow.share);
        }
        let mut failed = BTreeSet::new();
        for event in document
            .portfolio
            .events
            .iter()
            .filter(|event| brings(event.kind))
        {
            let Some(ends) = ends_of(groundwork, event) else {
                continue;
            };
            if event.status == OutcomeStatus::Failed {
                failed.insert(ends);
                continue;
            }
            let is_open = event.status == OutcomeStatus::Open;
            let link = links.entry(ends).or_insert(Link {
                is_open,
                ..Link::default()
            });
            link.is_open &= is_open;
            link.kinds.insert(event.kind);
            link.first = match (link.first, event.date) {
                (Some(first), Some(date)) => Some(first.min(date)),
                (first, date) => first.or(date),
            };
            link.has_undated |= event.date.is_none();
        }
        let n_failed = failed.iter().filter(|ends| !links.contains_key(ends)).count();
        let links = links
            .into_iter()
            .map(|((from, to), link)| Link { from, to, ..link })
            .collect();
        Self { links, n_failed }
    }

    /// Links that touch one of `rows`.
    pub fn touching(&self, rows: &[usize]) -> Vec<Link> {
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        let is_in = |row: usize| rows.binary_search(&row).is_ok();
        let touching = self
            .links
            .iter()
            .filter(|link| is_in(link.from) || is_in(link.to));
        touching.cloned().collect()
    }
}

/// Giver and the account an event names, both in the portfolio and not the same.
fn ends_of(groundwork: &Groundwork, event: &ValueEvent) -> Option<(usize, usize)> {
    let Party::Account(giver) = &event.giver else {
        return None;
    };
    let receiver = match &event.receiver {
        Party::Account(receiver) => Some(receiver),
        Party::Us => None,
    };
    let from = groundwork.row(giver)?;
    let to = groundwork.row(event.outcome_account.as_ref().or(receiver)?)?;
    (from != to).then_some((from, to))
}

/// Members that `from` leads to in one step or two, itself not counted.
///
/// ```
/// use both_sides::measures::network::{Link, within_two};
/// let link = |from, to| Link { from, to, ..Link::default() };
/// assert_eq!(within_two(&[link(0, 1), link(1, 2), link(2, 3), link(1, 0)], 0), 2);
/// ```
pub fn within_two(links: &[Link], from: usize) -> usize {
    let next = |row: usize| {
        links
            .iter()
            .filter(move |link| link.from == row)
            .map(|link| link.to)
    };
    let mut reached: BTreeSet<usize> = next(from).collect();
    let first: Vec<usize> = reached.iter().copied().collect();
    reached.extend(first.into_iter().flat_map(next));
    reached.remove(&from);
    reached.len()
}

/// Whether bringing carries itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reproduction {
    /// Members that could bring others.
    pub n_members: usize,
    /// Members that brought somebody.
    pub n_bringing: usize,
    /// Accounts that were brought, each once.
    pub n_brought: usize,
}

impl Reproduction {
    /// Counts what the members in `rows` brought, over links that have come to something.
    pub fn new(links: &[Link], rows: &[usize]) -> Self {
        let members: BTreeSet<usize> = rows.iter().copied().collect();
        let came = (links.iter()).filter(|link| !link.is_open && members.contains(&link.from));
        let count = |ends: BTreeSet<usize>| ends.len();
        Self {
            n_members: members.len(),
            n_bringing: count(came.clone().map(|link| link.from).collect()),
            n_brought: count(came.map(|link| link.to).collect()),
        }
    }

    /// Reproduction number: accounts brought per member.
    ///
    /// k = n_brought / n_members
    ///
    /// It is the product of invitations per member and the share of them that wins an account. Below 1 each generation is
    /// smaller than the one before and bringing alone decays; above 1 it grows by itself. `None` without members.
    ///
    /// ```
    /// use both_sides::measures::network::Reproduction;
    /// let reproduction = Reproduction { n_members: 40, n_bringing: 8, n_brought: 10 };
    /// assert_eq!(reproduction.number(), Some(0.25));
    /// assert_eq!(reproduction.each_bringing(), Some(1.25));
    /// ```
    pub fn number(&self) -> Option<f64> {
        (self.n_members > 0).then(|| self.n_brought as f64 / self.n_members as f64)
    }

    /// Accounts brought per member that brought any; `None` where nobody did.
    pub fn each_bringing(&self) -> Option<f64> {
        (self.n_bringing > 0).then(|| self.n_brought as f64 / self.n_bringing as f64)
    }
}
