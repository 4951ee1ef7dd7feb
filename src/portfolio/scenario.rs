//! Scenarios: what if some levers stood elsewhere, other assumptions held, and some accounts were let go.

use std::collections::{BTreeMap, BTreeSet};

use super::{AccountId, Assumptions, Document, Lever, Shared};

/// Whose lever is moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Every account.
    Everybody,
    /// The accounts of a segment, by its name.
    Segment(String),
    /// One account.
    Account(AccountId),
}

/// By how much a lever is moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum By {
    /// On top of where it stands: 0.05 is five percentage points; of breadth, products.
    Points(f64),
    /// A share of where it stands today: 0.1 is ten per cent more.
    OfToday(f64),
}

impl By {
    /// The number alone.
    pub const fn number(self) -> f64 {
        match self {
            Self::Points(number) | Self::OfToday(number) => number,
        }
    }

    /// The same way with another number.
    pub const fn with(self, number: f64) -> Self {
        match self {
            Self::Points(_) => Self::Points(number),
            Self::OfToday(_) => Self::OfToday(number),
        }
    }

    /// Smallest and largest number that can be stated for `lever`.
    pub const fn range(self, lever: Lever) -> (f64, f64) {
        match (self, lever) {
            (Self::OfToday(_), _) => (-1.0, 10.0),
            (Self::Points(_), Lever::Breadth) => (-1000.0, 1000.0),
            (Self::Points(_), _) => (-1.0, 1.0),
        }
    }
}

/// One lever moved for some accounts.
#[derive(Clone, Debug, PartialEq)]
pub struct LeverMove {
    /// Whose.
    pub whom: Whom,
    /// Which.
    pub lever: Lever,
    /// By how much.
    pub by: By,
}

/// A named set of moved levers and assumptions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// Stable identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What it is about.
    pub note: String,
    /// Its own assumptions; `None` leaves those of the portfolio.
    pub assumptions: Option<Shared<Assumptions>>,
    /// Levers that are moved; several of one lever for one account add up.
    pub moves: Vec<LeverMove>,
    /// Accounts that are let go.
    pub released: Vec<AccountId>,
}

/// What a scenario does to one lever of one account.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Change {
    /// Points, or products, on top.
    pub points: f64,
    /// Share of today's on top.
    pub of_today: f64,
}

impl Change {
    /// True where the lever stays where it is.
    pub fn is_none(self) -> bool {
        self.points == 0.0 && self.of_today == 0.0
    }

    /// Where a lever goes that stands at `level`. A share of a level below zero counts by its size.
    ///
    /// ```
    /// use both_sides::portfolio::Change;
    /// assert_eq!(Change { points: 0.25, of_today: 0.0 }.from(0.5), 0.75);
    /// assert_eq!(Change { points: 0.0, of_today: 0.5 }.from(-2.0), -1.0);
    /// ```
    pub fn from(self, level: f64) -> f64 {
        if self.is_none() {
            level
        } else {
            level + self.points + self.of_today * level.abs()
        }
    }

    fn add(&mut self, by: By) {
        match by {
            By::Points(points) => self.points += points,
            By::OfToday(share) => self.of_today += share,
        }
    }
}

/// What a scenario does to the levers of the account in each row. Never saved: made when a scenario is applied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moves {
    /// The different sets of changes, by lever.
    pub kinds: Vec<[Change; 5]>,
    /// Which of them, by row; beyond the end none.
    pub kind_of: Vec<u32>,
}

impl Moves {
    /// What happens to one lever of the account in `row`.
    pub fn of(&self, row: usize, lever: Lever) -> Change {
        if self.kinds.is_empty() {
            return Change::default();
        }
        let kind = self
            .kind_of
            .get(row)
            .and_then(|&kind| self.kinds.get(kind as usize));
        kind.map_or(Change::default(), |kind| kind[lever as usize])
    }

    fn new(scenario: &Scenario, document: &Document) -> Self {
        let of = |is_meant: &dyn Fn(&Whom) -> bool| {
            let mut changes = [Change::default(); 5];
            for one in scenario.moves.iter().filter(|one| is_meant(&one.whom)) {
                changes[one.lever as usize].add(one.by);
            }
            changes
        };
        let is_blank = |changes: &[Change; 5]| changes.iter().all(|change| change.is_none());
        let mut kinds = Vec::new();
        let mut by_segment: BTreeMap<&str, u32> = BTreeMap::new();
        let own: BTreeSet<&AccountId> = (scenario.moves.iter())
            .filter_map(|one| match &one.whom {
                Whom::Account(id) => Some(id),
                _ => None,
            })
            .collect();
        let mut add = |changes| {
            kinds.push(changes);
            kinds.len() as u32 - 1
        };
        let kind_of = (document.portfolio.accounts.iter())
            .map(|account| {
                let concerns = |whom: &Whom| match whom {
                    Whom::Everybody => true,
                    Whom::Segment(name) => *name == account.segment,
                    Whom::Account(id) => *id == account.id,
                };
                if own.contains(&account.id) {
                    return add(of(&concerns));
                }
                *(by_segment.entry(&account.segment)).or_insert_with(|| add(of(&concerns)))
            })
            .collect();
        if kinds.iter().all(is_blank) {
            return Self::default();
        }
        Self { kinds, kind_of }
    }
}

impl Scenario {
    /// The portfolio as it would be: without the released accounts and what hung on them, under the scenario's
    /// assumptions, its levers moved wherever an account's numbers are made.
    pub fn applied(&self, document: &Document) -> Document {
        let mut applied = document.clone();
        if !self.released.is_empty() {
            let released: BTreeSet<AccountId> = self.released.iter().cloned().collect();
            let known = (document.portfolio.accounts.iter()).filter(|one| released.contains(&one.id));
            let names = known.map(|account| (account.id.clone(), account.name.clone()));
            applied.let_go = Shared::new(names.collect());
            applied.take_out(&released);
            // What is released is still told of: nothing anybody wrote is lost.
            applied.scenarios.clone_from(&document.scenarios);
            applied.plan = document.plan.clone();
            applied.comments = document.comments.clone();
        }
        if let Some(assumptions) = &self.assumptions {
            applied.assumptions = assumptions.clone();
        }
        let moves = Moves::new(self, &applied);
        if moves != *applied.assumptions.moves {
            applied.assumptions.edit().moves = Shared::new(moves);
        }
        applied
    }

    /// True where nothing differs from the portfolio.
    pub fn is_empty(&self) -> bool {
        self.assumptions.is_none()
            && self.released.is_empty()
            && self.moves.iter().all(|one| one.by.number() == 0.0)
    }

    /// Forgets accounts that are gone for good.
    pub(super) fn forget(&mut self, gone: &BTreeSet<AccountId>) {
        self.released.retain(|id| !gone.contains(id));
        self.moves
            .retain(|one| !matches!(&one.whom, Whom::Account(id) if gone.contains(id)));
    }

    /// True where it names one of these accounts.
    pub(super) fn names(&self, gone: &BTreeSet<AccountId>) -> bool {
        self.released.iter().any(|id| gone.contains(id))
            || (self.moves.iter()).any(|one| matches!(&one.whom, Whom::Account(id) if gone.contains(id)))
    }
}
