//! Allocate: which actions to take with the money and the hours there are.
//!
//! maximise Σ wᵢ xᵢ subject to Σ cᵢ xᵢ ≤ money, Σ hᵢ xᵢ ≤ hours, at most one action of each group, xᵢ ∈ {0, 1}
//!
//! `w` is what an action is expected to be worth after its cost, `c` its cost, `h` our hours: a knapsack with two
//! limits and multiple choice (Martello & Toth 1990, *Knapsack Problems*), solved as a mixed-integer programme by branch and
//! bound. No clock and no dice decide: the same plan gives the same answer on every machine.

mod frontier;
mod solve;

pub use frontier::{MissReason, ShadowPrice, budgets, loss, misses, shadow_price};

/// An action as plain numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// What it is expected to be worth after its cost.
    pub worth: f64,
    /// Money it takes, not negative.
    pub cost: f64,
    /// Our hours it takes, not negative.
    pub hours: f64,
    /// Of all candidates with the same number, counted up from 0, only one is taken.
    pub group: Option<usize>,
}

/// What there is to spend; `None` is without limit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Budget {
    /// Money.
    pub money: Option<f64>,
    /// Our hours.
    pub hours: Option<f64>,
}

/// How far past a limit still counts as on it, as a share of the limit: rounding, not money.
const ON_THE_LINE: f64 = 1e-9;

impl Budget {
    /// True when so much money and so many hours are there.
    ///
    /// ```
    /// use both_sides::decisions::allocate::Budget;
    /// let budget = Budget { money: Some(100.0), hours: None };
    /// assert!(budget.allows(100.0, 1e9) && !budget.allows(100.01, 0.0));
    /// ```
    pub fn allows(&self, money: f64, hours: f64) -> bool {
        let within = |limit: Option<f64>, taken: f64| {
            limit.is_none_or(|limit| taken <= limit + limit.abs() * ON_THE_LINE)
        };
        within(self.money, money) && within(self.hours, hours)
    }

    /// What is left after spending so much.
    fn less(&self, money: f64, hours: f64) -> Self {
        Self {
            money: self.money.map(|limit| (limit - money).max(0.0)),
            hours: self.hours.map(|limit| (limit - hours).max(0.0)),
        }
    }
}

/// A choice of actions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Allocation {
    /// By candidate, whether it is taken.
    pub taken: Vec<bool>,
    /// What is taken is expected to be worth, after its cost.
    pub worth: f64,
    /// Money it takes.
    pub cost: f64,
    /// Hours it takes.
    pub hours: f64,
    /// No choice within the budget is worth more than this; `worth` itself where it is proven to be the best.
    pub bound: f64,
}

impl Allocation {
    /// Adds up what `taken` takes and is worth.
    pub fn of(candidates: &[Candidate], taken: Vec<bool>) -> Self {
        let sum = |part: fn(&Candidate) -> f64| {
            let chosen = candidates.iter().zip(&taken).filter(|(_, taken)| **taken);
            chosen.map(|(candidate, _)| part(candidate)).sum::<f64>()
        };
        let worth = sum(|candidate| candidate.worth);
        Self {
            worth,
            cost: sum(|candidate| candidate.cost),
            hours: sum(|candidate| candidate.hours),
            bound: worth,
            taken,
        }
    }

    /// True where no choice can be worth more.
    pub fn is_proven(&self) -> bool {
        self.bound <= self.worth + self.worth.abs() * 1e-7
    }
}

/// The choice worth most within `budget`.
///
/// An action that is worth nothing after its cost is never taken. Of two that are alike the earlier is taken. The search
/// stops after a fixed number of branches; then the best found is given, with the bound that was proven.
///
/// ```
/// use both_sides::decisions::allocate::{Budget, Candidate, allocate};
/// let action = |worth, cost, hours| Candidate { worth, cost, hours, group: None };
/// let actions = [action(60.0, 10.0, 4.0), action(50.0, 6.0, 2.0), action(40.0, 5.0, 2.0)];
/// // 11 buys the second and the third, worth 90, not the first, worth most by itself.
/// let best = allocate(&actions, Budget { money: Some(11.0), hours: None });
/// assert_eq!((best.taken, best.worth, best.cost), (vec![false, true, true], 90.0, 11.0));
/// // Two hours are enough for one of them only.
/// let best = allocate(&actions, Budget { money: Some(11.0), hours: Some(2.0) });
/// assert_eq!(best.taken, [false, true, false]);
/// ```
pub fn allocate(candidates: &[Candidate], budget: Budget) -> Allocation {
    let free: Vec<usize> = (0..candidates.len())
        .filter(|&at| {
            let one = &candidates[at];
            one.worth > 0.0 && budget.allows(one.cost, one.hours)
        })
        .collect();
    let chosen: Vec<Candidate> = free.iter().map(|&at| candidates[at]).collect();
    let (mut picked, bound) = solve::whole(&chosen, budget);
    earlier_first(&chosen, &mut picked);
    let mut taken = vec![false; candidates.len()];
    for (&at, picked) in free.iter().zip(picked) {
        taken[at] = picked;
    }
    let mut best = Allocation::of(candidates, taken);
    best.bound = bound.max(best.worth);
    best
}

/// The most that could be reached if actions could be taken in part.
///
/// ```
/// use both_sides::decisions::allocate::{Budget, Candidate, relaxed};
/// let action = |worth, cost| Candidate { worth, cost, hours: 0.0, group: None };
/// let most = relaxed(&[action(50.0, 5.0), action(60.0, 10.0)], Budget { money: Some(10.0), hours: None });
/// assert!((most - 80.0).abs() < 1e-6); // the first, and half of the second
/// ```
pub fn relaxed(candidates: &[Candidate], budget: Budget) -> f64 {
    let free: Vec<Candidate> = (candidates.iter().copied())
        .filter(|one| one.worth > 0.0)
        .collect();
    solve::in_part(&free, budget)
}

/// Of candidates that are alike in everything, the earlier ones are taken.
fn earlier_first(candidates: &[Candidate], taken: &mut [bool]) {
    for early in 0..candidates.len() {
        let later =
            (early + 1..candidates.len()).find(|&late| taken[late] && candidates[late] == candidates[early]);
        if let Some(late) = later.filter(|_| !taken[early]) {
            taken.swap(early, late);
        }
    }
}
