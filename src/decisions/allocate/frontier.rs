//! What more or less money would bring, and why an action stays out.

use super::{Allocation, Budget, Candidate, allocate, relaxed};

/// Budgets that a frontier is drawn from.
const STEPS: usize = 32;

/// The budgets worth looking at: nothing, even steps up to what everything worth taking would cost with the hours
/// there are, and the budget itself.
///
/// ```
/// use both_sides::decisions::allocate::{Budget, Candidate, budgets};
/// let action = Candidate { worth: 5.0, cost: 64.0, hours: 0.0, group: None };
/// let looked_at = budgets(&[action], Budget { money: Some(1.0), hours: None });
/// assert_eq!(&looked_at[..4], [0.0, 1.0, 2.0, 4.0]);
/// assert_eq!(looked_at.last(), Some(&64.0));
/// ```
pub fn budgets(candidates: &[Candidate], budget: Budget) -> Vec<f64> {
    let unlimited = Budget {
        money: None,
        ..budget
    };
    let most = allocate(candidates, unlimited).cost;
    let mut steps: Vec<f64> = (0..=STEPS)
        .map(|step| most * step as f64 / STEPS as f64)
        .collect();
    if let Some(money) = budget
        .money
        .filter(|money| *money <= most && !steps.contains(money))
    {
        let place = steps.partition_point(|step| *step < money);
        steps.insert(place, money);
    }
    steps.dedup();
    steps
}

/// What one unit more of each would bring if actions could be taken in part: the slope of the relaxed programme at
/// the budget. Zero where there is enough; `None` without a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ShadowPrice {
    /// Worth per unit of money.
    pub money: Option<f64>,
    /// Worth per hour.
    pub hour: Option<f64>,
}

/// Part of a limit that is added to see what it brings.
const NUDGE: f64 = 1e-4;

/// See [`ShadowPrice`]. The solver gives no dual values, so the limit is raised a little and the programme solved again;
/// it is linear in between, so this is the dual value, save at a corner, where it is the one for more.
///
/// ```
/// use both_sides::decisions::allocate::{Budget, Candidate, shadow_price};
/// let action = |worth, cost| Candidate { worth, cost, hours: 1.0, group: None };
/// let price = shadow_price(&[action(50.0, 5.0), action(60.0, 10.0)], Budget { money: Some(10.0), hours: None });
/// assert!((price.money.unwrap() - 6.0).abs() < 1e-6); // more of the second: 60 for 10
/// assert_eq!(price.hour, None);
/// ```
pub fn shadow_price(candidates: &[Candidate], budget: Budget) -> ShadowPrice {
    let now = relaxed(candidates, budget);
    let price = |limit: Option<f64>, total: f64, with: &dyn Fn(f64) -> Budget| {
        limit.map(|limit| {
            let more = NUDGE * if limit > 0.0 { limit } else { total };
            if more > 0.0 {
                let slope = (relaxed(candidates, with(limit + more)) - now) / more;
                // What rounding leaves of nothing is nothing.
                if slope * more > now.abs() * 1e-9 {
                    slope
                } else {
                    0.0
                }
            } else {
                0.0
            }
        })
    };
    let sum = |part: fn(&Candidate) -> f64| candidates.iter().map(part).sum::<f64>();
    ShadowPrice {
        money: price(budget.money, sum(|one| one.cost), &|money| Budget {
            money: Some(money),
            ..budget
        }),
        hour: price(budget.hours, sum(|one| one.hours), &|hours| Budget {
            hours: Some(hours),
            ..budget
        }),
    }
}

/// Why an action stays out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MissReason {
    /// It is not worth its cost.
    NotWorthIt,
    /// It costs more than there is.
    TooDear,
    /// It takes more hours than there are.
    TooLong,
    /// Of its group another one, at this place, is worth more here.
    Group(usize),
    /// Others bring more with the same money and hours.
    CrowdedOut,
}

/// Why each action that `best` leaves out stays out, by place, in the order of the candidates.
///
/// ```
/// use both_sides::decisions::allocate::{Budget, Candidate, MissReason, allocate, loss, misses};
/// let action = |worth, cost| Candidate { worth, cost, hours: 1.0, group: None };
/// let actions = [action(50.0, 5.0), action(60.0, 10.0), action(9.0, 99.0), action(-1.0, 1.0)];
/// let budget = Budget { money: Some(12.0), hours: None };
/// let best = allocate(&actions, budget);
/// let out = misses(&actions, budget, &best);
/// assert_eq!(out, [(0, MissReason::CrowdedOut), (2, MissReason::TooDear), (3, MissReason::NotWorthIt)]);
/// assert_eq!(loss(&actions, budget, &best, 0), 10.0);
/// ```
pub fn misses(candidates: &[Candidate], budget: Budget, best: &Allocation) -> Vec<(usize, MissReason)> {
    let out = (0..candidates.len()).filter(|&at| !best.taken[at]);
    out.map(|at| (at, reason(candidates, budget, best, at))).collect()
}

/// What the best choice that holds this candidate is worth less than `best`. It must fit into the budget by itself.
pub fn loss(candidates: &[Candidate], budget: Budget, best: &Allocation, at: usize) -> f64 {
    let one = &candidates[at];
    let others: Vec<Candidate> = (candidates.iter().enumerate())
        .filter(|&(other, candidate)| other != at && (one.group.is_none() || candidate.group != one.group))
        .map(|(_, candidate)| *candidate)
        .collect();
    let with = one.worth + allocate(&others, budget.less(one.cost, one.hours)).worth;
    (best.worth - with).max(0.0)
}

fn reason(candidates: &[Candidate], budget: Budget, best: &Allocation, at: usize) -> MissReason {
    let one = &candidates[at];
    let rival = |group| {
        (0..candidates.len()).find(|&other| best.taken[other] && candidates[other].group == Some(group))
    };
    if one.worth <= 0.0 {
        MissReason::NotWorthIt
    } else if !budget.allows(one.cost, 0.0) {
        MissReason::TooDear
    } else if !budget.allows(0.0, one.hours) {
        MissReason::TooLong
    } else if let Some(rival) = one.group.and_then(rival) {
        MissReason::Group(rival)
    } else {
        MissReason::CrowdedOut
    }
}
