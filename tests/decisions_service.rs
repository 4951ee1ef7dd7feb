//! Queues against published values and their laws; tiers by priority and how firmly accounts are in them.

#![allow(clippy::unwrap_used)]

use both_sides::decisions::queue::{Arrivals, erlang_c};
use both_sides::decisions::tiers::Tiers;
use proptest::prelude::*;

/// As they are printed, to the last place that is.
fn printed(found: &[f64], wanted: &[f64], place: f64) {
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(wanted) {
        assert!((found - wanted).abs() <= 0.51 * place, "{found} is not {wanted}");
    }
}

#[test]
fn erlang_c_meets_published_values() {
    // 100 calls in half an hour of 3 minutes each and 14 people, as printed by the R package ErlangC,
    // https://stat.ethz.ch/CRAN/web/packages/ErlangC/readme/README.html: 0.1741319.
    assert!((erlang_c(14, 10.0).unwrap() - 0.174_131_9).abs() < 5e-8);
    // By hand, from C = c · B ÷ (c − a · (1 − B)): 2 people at a load of 2/3, B = 2/17, C = 1/6; 3 at 2, B = 4/19, C = 4/9.
    assert!((erlang_c(2, 2.0 / 3.0).unwrap() - 1.0 / 6.0).abs() < 1e-12);
    assert!((erlang_c(3, 2.0).unwrap() - 4.0 / 9.0).abs() < 1e-12);
}

#[test]
fn the_mean_wait_of_a_call_centre_is_that_of_the_worked_example() {
    // The same 100 calls, printed there: answered after 7.83593701177724 s on average, occupancy 0.7142857.
    let arrivals = Arrivals {
        per_hour: vec![200.0],
        per_person: 20.0,
    };
    let waits = arrivals.waits(14).unwrap();
    assert!((waits.in_turn * 3_600.0 - 7.835_937_011_777_24).abs() < 1e-9);
    assert!((waits.busy - 0.714_285_7).abs() < 5e-8);
}

#[test]
fn the_priority_example_of_a_hospital_with_one_and_two_doctors() {
    // A hospital's patients of three degrees at 0.2, 0.6 and 1.2 an hour, three an hour can be treated, nobody is
    // interrupted; after Hillier & Lieberman, Introduction to Operations Research, priority-discipline models. The values
    // are those checked in https://github.com/Lilyan-Oliveira/Teoria-das-Filas, tests/test_prioridades.py, T1, T2 and T6.
    let arrivals = Arrivals {
        per_hour: vec![0.2, 0.6, 1.2],
        per_person: 3.0,
    };
    let one = arrivals.waits(1).unwrap();
    let two = arrivals.waits(2).unwrap();
    let five = Arrivals {
        per_hour: vec![10.0, 20.0],
        per_person: 7.5,
    };
    let five = five.waits(5).unwrap();
    printed(&one.by_class, &[0.2381, 0.3247, 0.9091], 1e-4);
    printed(&two.by_class, &[0.02874, 0.03316, 0.04808], 1e-5);
    printed(&five.by_class, &[0.0201, 0.1007], 1e-4);
}

#[test]
fn one_person_and_two_classes_by_hand() {
    // Cobham's formula with exponential service: W0 = λ / μ² ; W1 = W0 / (1 − ρ1), W2 = W1 / (1 − ρ).
    let (first, second, per_person) = (3.0, 4.0, 10.0);
    let arrivals = Arrivals {
        per_hour: vec![first, second],
        per_person,
    };
    let waits = arrivals.waits(1).unwrap();
    let rest = (first + second) / (per_person * per_person);
    let one = rest / (1.0 - first / per_person);
    assert!((waits.by_class[0] - one).abs() < 1e-12);
    assert!((waits.by_class[1] - one / (1.0 - (first + second) / per_person)).abs() < 1e-12);
}

#[test]
fn overload_is_no_number() {
    let arrivals = Arrivals {
        per_hour: vec![5.0, 5.0],
        per_person: 5.0,
    };
    assert_eq!(arrivals.waits(1), None);
    assert_eq!(
        arrivals.waits(2),
        None,
        "just as much as can be done grows without end"
    );
    assert!(arrivals.waits(3).is_some());
    assert_eq!(arrivals.least_staff(&[None, None]), Some(3));
}

fn desks() -> impl Strategy<Value = (Arrivals, u32)> {
    let classes = prop::collection::vec(0.01..50.0_f64, 1..6);
    (classes, 0.5..30.0_f64, 0_u32..8).prop_map(|(per_hour, per_person, more)| {
        let arrivals = Arrivals { per_hour, per_person };
        let enough = libm::floor(arrivals.load()) as u32 + 1;
        (arrivals, enough + more)
    })
}

proptest! {
    #[test]
    fn one_class_waits_as_everybody_in_turn((arrivals, staff) in desks()) {
        let one = Arrivals { per_hour: vec![arrivals.per_hour.iter().sum()], ..arrivals };
        if let Some(waits) = one.waits(staff) {
            prop_assert!((waits.by_class[0] / waits.in_turn - 1.0).abs() < 1e-6);
        }
    }

    /// Kleinrock's conservation law: Σ ρ W is the same in any order, and that of everybody in turn.
    #[test]
    fn priority_makes_no_capacity((arrivals, staff) in desks()) {
        let Some(waits) = arrivals.waits(staff).filter(|waits| waits.busy < 0.999) else { return Ok(()) };
        let total = |arrivals: &Arrivals| {
            let waits = arrivals.waits(staff).unwrap();
            arrivals.per_hour.iter().zip(&waits.by_class).map(|(per_hour, wait)| per_hour * wait).sum::<f64>()
        };
        let forwards = total(&arrivals);
        let mut turned = arrivals.clone();
        turned.per_hour.reverse();
        prop_assert!((forwards / total(&turned) - 1.0).abs() < 1e-6);
        let in_turn = arrivals.per_hour.iter().sum::<f64>() * waits.in_turn;
        prop_assert!((forwards / in_turn - 1.0).abs() < 1e-6);
    }

    #[test]
    fn the_first_waits_least_and_more_people_shorten_every_wait((arrivals, staff) in desks()) {
        let Some(waits) = arrivals.waits(staff) else { return Ok(()) };
        prop_assert!(waits.by_class.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(waits.by_class[0] <= waits.in_turn * (1.0 + 1e-9));
        prop_assert!((0.0..=1.0).contains(&waits.waiting));
        let more = arrivals.waits(staff + 1).unwrap();
        prop_assert!(waits.by_class.iter().zip(&more.by_class).all(|(before, after)| after < before));
    }

    #[test]
    fn more_contacts_lengthen_every_wait((arrivals, staff) in desks(), which in 0_usize..6) {
        let Some(waits) = arrivals.waits(staff) else { return Ok(()) };
        let mut more = arrivals.clone();
        let which = which % more.per_hour.len();
        more.per_hour[which] *= 1.01;
        let Some(longer) = more.waits(staff) else { return Ok(()) };
        prop_assert!(waits.by_class.iter().zip(&longer.by_class).all(|(before, after)| after > before));
    }

    #[test]
    fn the_fewest_people_keep_every_promise_and_one_fewer_breaks_one(
        (arrivals, _) in desks(),
        promised in prop::collection::vec(prop::option::of(0.001..2.0_f64), 6),
    ) {
        let promised = &promised[..arrivals.per_hour.len()];
        let least = arrivals.least_staff(promised).unwrap();
        let keeps = |staff: u32| arrivals.waits(staff).is_some_and(|waits| {
            waits.by_class.iter().zip(promised).all(|(wait, promised)| promised.is_none_or(|promised| *wait <= promised))
        });
        prop_assert!(keeps(least));
        prop_assert!(least == 1 || !keeps(least - 1));
    }

    #[test]
    fn tiers_do_not_depend_on_the_order_of_accounts_and_never_part_equals(
        priorities in prop::collection::vec((0_u32..20).prop_map(f64::from), 1..40),
        first in 0.0..0.5_f64,
        second in 0.0..0.5_f64,
    ) {
        let shares = [first, second, 1.0 - first - second];
        let n = priorities.len();
        let tier_of = |rows: &[(usize, f64)]| {
            let tiers = Tiers::new(n, rows, &shares);
            (0..n).map(|row| tiers.seats[row].unwrap().tier).collect::<Vec<_>>()
        };
        let rows: Vec<(usize, f64)> = priorities.iter().copied().enumerate().collect();
        let mut turned = rows.clone();
        turned.reverse();
        let tiers = tier_of(&rows);
        prop_assert_eq!(&tiers, &tier_of(&turned));
        for (one, other) in rows.iter().zip(&tiers).flat_map(|one| rows.iter().zip(&tiers).map(move |other| (one, other))) {
            prop_assert!(one.0.1 != other.0.1 || one.1 == other.1);
            prop_assert!(one.0.1 <= other.0.1 || one.1 <= other.1);
        }
        let found = Tiers::new(n, &rows, &shares);
        prop_assert_eq!(found.ends().last().copied(), Some(n));
    }
}
