//! Winning against keeping: the worked example, and what holds at every optimum.

#![allow(clippy::unwrap_used)]

use both_sides::decisions::emphasis::{Balance, Response};
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn the_worked_example_of_blattberg_and_deighton() {
    let all: Value = serde_json::from_str(include_str!("golden/measures.json")).unwrap();
    let golden = &all["blattberg_deighton"];
    let number = |key: &str| golden[key].as_f64().unwrap();
    let balance = Balance {
        margin: number("m"),
        discount_rate: number("d"),
        acquisition: Response {
            ceiling: number("ceil_a"),
            k: number("ka"),
        },
        retention: Response {
            ceiling: number("ceil_r"),
            k: number("kr"),
        },
    };
    let best = balance.best();
    for (found, wanted) in [
        (best.retention, "R"),
        (best.kept, "r"),
        (best.acquisition, "A"),
        (best.won, "a"),
        (best.customer_value, "value_of_customer"),
        (best.equity, "CE"),
        (best.marginal_acquisition, "value_of_customer"),
        (best.marginal_retention, "value_of_customer"),
    ] {
        assert!((found - number(wanted)).abs() <= 5e-5, "{wanted}: {found}");
    }
}

#[test]
fn a_curve_needs_two_possible_points() {
    assert!(Response::judged(0.0, 0.2, 0.4).is_none());
    assert!(
        Response::judged(5.0, 0.4, 0.4).is_none(),
        "the ceiling is never reached"
    );
    assert!(Response::judged(5.0, 0.0, 0.4).is_none());
    assert!(Response::judged(5.0, 0.2, 1.2).is_none());
    let curve = Response::judged(8.0, 0.3, 0.5).unwrap();
    assert!((curve.rate(8.0) - 0.3).abs() < 1e-12);
    assert_eq!(curve.rate(0.0), 0.0);
}

fn balances() -> impl Strategy<Value = Balance> {
    let curve = || (0.05..1.0_f64, 0.001..2.0_f64).prop_map(|(ceiling, k)| Response { ceiling, k });
    (1.0..10_000.0_f64, 0.0..0.5_f64, curve(), curve()).prop_map(
        |(margin, discount_rate, acquisition, retention)| Balance {
            margin,
            discount_rate,
            acquisition,
            retention,
        },
    )
}

proptest! {
    #[test]
    fn at_the_optimum_one_more_customer_costs_what_it_is_worth(balance in balances()) {
        let best = balance.best();
        let value = best.customer_value;
        let near = |cost: f64| (cost - value).abs() <= 1e-6 * value;
        prop_assert!(best.acquisition == 0.0 && best.marginal_acquisition >= value || near(best.marginal_acquisition));
        prop_assert!(best.retention == 0.0 && best.marginal_retention >= value || near(best.marginal_retention));
    }

    #[test]
    fn nothing_else_leaves_more(balance in balances(), more in 0.0..3.0_f64, other in 0.0..3.0_f64) {
        let best = balance.best();
        let elsewhere = balance.at(best.acquisition * more, best.retention * other);
        prop_assert!(elsewhere.equity <= best.equity + 1e-9 * best.equity.abs().max(1.0));
        let some = balance.at(more / balance.acquisition.k, other / balance.retention.k);
        prop_assert!(some.equity <= best.equity + 1e-9 * best.equity.abs().max(1.0));
    }
}

proptest! {
    #[test]
    fn what_is_within_reach_lies_between_today_and_the_best(
        today in 0.0..1e6_f64,
        best in 0.0..1e6_f64,
        ready in 0.0..=1.0_f64,
        more in 0.0..=1.0_f64,
    ) {
        use both_sides::decisions::emphasis::within_reach;
        let spend = within_reach(today, best, ready);
        prop_assert!(spend >= today.min(best) - 1e-6 && spend <= today.max(best) + 1e-6);
        // More readiness never brings one farther from the best.
        let further = within_reach(today, best, (ready + more).min(1.0));
        prop_assert!((best - further).abs() <= (best - spend).abs() + 1e-6);
        prop_assert_eq!(within_reach(today, best, 0.0), today);
    }
}
