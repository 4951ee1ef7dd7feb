//! Laws of the allocation: the optimum is that of trying every choice, and more budget never brings less.

use both_sides::decisions::allocate::{
    Allocation, Budget, Candidate, MissReason, allocate, budgets, loss, misses, relaxed, shadow_price,
};
use proptest::collection::vec;
use proptest::prelude::*;

fn candidate() -> impl Strategy<Value = Candidate> {
    (
        -200_i32..1_000,
        0_i32..500,
        0_i32..60,
        prop::option::of(0_usize..3),
    )
        .prop_map(|(worth, cost, hours, group)| Candidate {
            worth: f64::from(worth) * 7.5,
            cost: f64::from(cost) * 10.0,
            hours: f64::from(hours) * 0.5,
            group,
        })
}

fn budget() -> impl Strategy<Value = Budget> {
    (prop::option::of(0.0..9_000.0), prop::option::of(0.0..90.0))
        .prop_map(|(money, hours)| Budget { money, hours })
}

fn keeps_groups(candidates: &[Candidate], taken: &[bool]) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let chosen = candidates.iter().zip(taken).filter(|(_, taken)| **taken);
    chosen
        .filter_map(|(one, _)| one.group)
        .all(|group| seen.insert(group))
}

/// Every choice there is.
fn by_trying_all(candidates: &[Candidate], budget: Budget) -> f64 {
    let choices = 0_u32..1 << candidates.len();
    let worths = choices.filter_map(|choice| {
        let taken: Vec<bool> = (0..candidates.len()).map(|at| choice >> at & 1 == 1).collect();
        let found = Allocation::of(candidates, taken.clone());
        (keeps_groups(candidates, &taken) && budget.allows(found.cost, found.hours)).then_some(found.worth)
    });
    worths.fold(0.0, f64::max)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_optimum_is_that_of_trying_every_choice(candidates in vec(candidate(), 0..=10), budget in budget()) {
        let best = allocate(&candidates, budget);
        prop_assert!(keeps_groups(&candidates, &best.taken) && budget.allows(best.cost, best.hours));
        let known = by_trying_all(&candidates, budget);
        prop_assert!((best.worth - known).abs() <= 1e-6 * known.max(1.0), "{} is not {known}", best.worth);
        prop_assert!(best.is_proven());
        prop_assert!(relaxed(&candidates, budget) >= known - 1e-6 * known.max(1.0));
        let again = allocate(&candidates, budget);
        prop_assert_eq!(again, best);
    }

    #[test]
    fn more_budget_never_brings_less(candidates in vec(candidate(), 0..=12), budget in budget()) {
        let steps = budgets(&candidates, budget);
        let worths = steps.iter().map(|&money| allocate(&candidates, Budget { money: Some(money), ..budget }).worth);
        let worths: Vec<f64> = worths.collect();
        prop_assert!(worths.is_sorted_by(|less, more| more - less >= -1e-6 * less.abs().max(1.0)), "{worths:?}");
        let unlimited = allocate(&candidates, Budget { money: None, ..budget }).worth;
        let last = worths.last().copied().unwrap_or_default();
        prop_assert!((last - unlimited).abs() <= 1e-6 * unlimited.max(1.0));
    }

    #[test]
    fn a_little_more_brings_at_most_its_shadow_price(candidates in vec(candidate(), 1..=10), budget in budget(), more in 0.0_f64..500.0) {
        let price = shadow_price(&candidates, budget);
        let now = relaxed(&candidates, budget);
        let slack = 1e-5 * now.max(1.0);
        if let (Some(price), Some(money)) = (price.money, budget.money) {
            prop_assert!(price >= 0.0);
            let raised = Budget { money: Some(money + more), ..budget };
            // Concave: from a nudge on, the slope only falls.
            prop_assert!(relaxed(&candidates, raised) <= now + price * more.max(money * 1e-4) + slack);
        }
        if let (Some(price), Some(hours)) = (price.hour, budget.hours) {
            let raised = Budget { hours: Some(hours + more), ..budget };
            prop_assert!(relaxed(&candidates, raised) <= now + price * more.max(hours * 1e-4) + slack);
        }
    }

    #[test]
    fn taking_what_stays_out_never_brings_more(candidates in vec(candidate(), 1..=9), budget in budget()) {
        let best = allocate(&candidates, budget);
        let out = misses(&candidates, budget, &best);
        prop_assert_eq!(out.len(), best.taken.iter().filter(|taken| !**taken).count());
        let could_be = |reason: MissReason| matches!(reason, MissReason::Group(_) | MissReason::CrowdedOut);
        for at in out.iter().filter(|(_, reason)| could_be(*reason)).map(|(at, _)| *at) {
            // Alone with it: every choice that holds it is worth at least so much less.
            let forced = (0_u32..1 << candidates.len()).filter(|choice| choice >> at & 1 == 1).filter_map(|choice| {
                let taken: Vec<bool> = (0..candidates.len()).map(|place| choice >> place & 1 == 1).collect();
                let found = Allocation::of(&candidates, taken.clone());
                (keeps_groups(&candidates, &taken) && budget.allows(found.cost, found.hours)).then_some(found.worth)
            }).fold(f64::NEG_INFINITY, f64::max);
            prop_assert!((best.worth - forced - loss(&candidates, budget, &best, at)).abs() <= 1e-6 * best.worth.max(1.0));
        }
    }
}

#[test]
fn of_two_alike_the_earlier_is_taken() {
    let one = Candidate {
        worth: 10.0,
        cost: 5.0,
        hours: 1.0,
        group: None,
    };
    let best = allocate(
        &[one; 5],
        Budget {
            money: Some(14.0),
            hours: None,
        },
    );
    assert_eq!(best.taken, [true, true, false, false, false]);
}

#[test]
fn hundreds_of_actions_come_to_an_end_with_a_bound_close_by() {
    let mut draws = both_sides::maths::Draws::new(11, "actions");
    let candidates: Vec<Candidate> = (0..300)
        .map(|at| {
            let cost = 100.0 + 5_000.0 * draws.uniform();
            Candidate {
                worth: cost * (0.5 + draws.uniform()),
                cost,
                hours: 2.0 + 40.0 * draws.uniform(),
                group: (at % 4 == 0).then_some(at / 8),
            }
        })
        .collect();
    let budget = Budget {
        money: Some(150_000.0),
        hours: Some(1_200.0),
    };
    let best = allocate(&candidates, budget);
    assert!(budget.allows(best.cost, best.hours) && keeps_groups(&candidates, &best.taken));
    assert!(
        best.bound >= best.worth && best.bound <= best.worth * 1.005,
        "{} of {}",
        best.worth,
        best.bound
    );
}
