//! Draws, weights, tornado and what is worth finding out: worked numbers and laws.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::decisions::Zone;
use both_sides::measures::three_ps::Composite;
use both_sides::measures::{MeasureId, value};
use both_sides::portfolio::{Account, Document, Shared};
use both_sides::robustness::{
    InputKey, Plan, Ranked, Simulation, Study, Tornado, Uncertainty, WeightStudy, Weighted, Weighting, inputs,
};
use both_sides::sample::sample;
use both_sides::units::Estimate;
use measures_support::{customer, document, number, said, share, today};
use proptest::prelude::*;

fn plan(seed: u64, n_draws: u32) -> Plan {
    Plan {
        seed,
        n_draws,
        top: 3,
        across: MeasureId::ValueReceived,
        up: MeasureId::TotalValue,
    }
}

fn drawn(document: &Document, plan: Plan) -> Uncertainty {
    Simulation::start(document, &value(document).output, plan).finish()
}

/// A customer whose margin lies between `low` and `high`, without cost, kept with 80 %: worth 8/3 of the margin.
fn unsure(id: &str, low: f64, base: f64, high: f64) -> Account {
    let mut account = customer(id, base, 0.0, 0.8);
    account.economics.gross_margin = Estimate::between(low, base, high);
    account
}

fn with_threshold(mut document: Document, measure: MeasureId, over: f64) -> Document {
    document
        .map
        .edit()
        .thresholds
        .insert(measure.key().to_owned(), over);
    document
}

fn any_unsure(id: usize) -> impl Strategy<Value = Account> {
    let ends = (
        1.0..1e5_f64,
        0.0..1.0_f64,
        0.0..1.0_f64,
        0.0..0.9_f64,
        any::<bool>(),
    );
    ends.prop_map(move |(margin, down, up, retention, has_cost)| {
        let mut account = customer(&format!("account {id}"), margin, 0.0, retention);
        account.economics.gross_margin =
            Estimate::between(margin * (1.0 - down), margin, margin * (1.0 + up));
        if has_cost {
            account.economics.cost_to_serve = Estimate::between(0.0, margin * 0.2, margin * 0.2 * (1.0 + up));
        }
        account.economics.annual_retention =
            Estimate::between(retention * (1.0 - down), retention, retention);
        account
    })
}

fn any_portfolio() -> impl Strategy<Value = Document> {
    (1..6_usize)
        .prop_flat_map(|n| (0..n).map(any_unsure).collect::<Vec<_>>())
        .prop_map(document)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn intervals_are_in_order_and_hold_the_number(document in any_portfolio(), seed in 0..9_u64) {
        let valuation = value(&document).output;
        let found = drawn(&document, plan(seed, 60));
        for &measure in MeasureId::ALL {
            for row in 0..document.portfolio.accounts.len() {
                let Some(drawn) = found.drawn(measure, row) else { continue };
                prop_assert!(drawn.low <= drawn.high && drawn.known > 0.0 && drawn.known <= 1.0);
                if let Some(value) = number(&valuation, measure, row)
                    && let Some(interval) = found.interval(measure, row, value)
                {
                    prop_assert!(interval.low <= value && value <= interval.high);
                }
            }
        }
        for row in 0..document.portfolio.accounts.len() {
            let zones: f64 = found.zones[row].iter().sum();
            prop_assert!(zones <= 1.0 + 1e-12 && (0.0..=1.0).contains(&found.top[row]));
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_bits(document in any_portfolio(), seed in 0..99_u64) {
        let (first, again) = (drawn(&document, plan(seed, 30)), drawn(&document, plan(seed, 30)));
        prop_assert_eq!(format!("{first:?}"), format!("{again:?}"));
    }

    #[test]
    fn permuting_accounts_permutes_the_draws(document in any_portfolio(), seed in 0..9_u64) {
        let mut turned = document.clone();
        turned.portfolio.accounts.reverse();
        let (here, there) = (drawn(&document, plan(seed, 40)), drawn(&turned, plan(seed, 40)));
        let last = document.portfolio.accounts.len() - 1;
        for row in 0..=last {
            for measure in [MeasureId::CurrentValue, MeasureId::TotalValue, MeasureId::Contribution] {
                let (one, other) = (here.drawn(measure, row), there.drawn(measure, last - row));
                prop_assert_eq!(one.map(|drawn| (drawn.low, drawn.high)), other.map(|drawn| (drawn.low, drawn.high)));
            }
            prop_assert_eq!(here.zones[row], there.zones[last - row]);
            prop_assert_eq!(here.top[row], there.top[last - row]);
            prop_assert_eq!(here.findings[row].everything, there.findings[last - row].everything);
        }
    }

    #[test]
    fn a_tornado_is_sorted_and_runs_the_way_the_measure_does(document in any_portfolio()) {
        let valuation = value(&document).output;
        let base = number(&valuation, MeasureId::Contribution, 0).unwrap();
        let inputs = inputs(&document, &valuation);
        let swings = Tornado::start(&document, &valuation, MeasureId::Contribution, 0).finish();
        prop_assert!(swings.windows(2).all(|pair| pair[0].width() >= pair[1].width()));
        for swing in &swings {
            let (low, high) = (swing.at_low.unwrap(), swing.at_high.unwrap());
            prop_assert!(low.min(high) <= base && base <= low.max(high));
            let rises = inputs[swing.input].key == InputKey::Stated(0, both_sides::portfolio::Field::GrossMargin);
            prop_assert_eq!(low < high, rises, "{:?}", swing);
        }
    }

    #[test]
    fn what_is_known_exactly_has_no_width(margin in 1.0..1e6_f64, retention in 0.0..0.99_f64) {
        let document = document(vec![customer("a", margin, margin / 3.0, retention)]);
        let found = drawn(&document, plan(1, 30));
        prop_assert!(found.drawn.iter().all(Vec::is_empty));
        prop_assert!(found.n_inputs == 0 && found.findings[0].inputs.is_empty());
        let valuation = value(&document).output;
        prop_assert!(Tornado::start(&document, &valuation, MeasureId::TotalValue, 0).finish().is_empty());
    }
}

#[test]
fn the_mean_of_the_draws_is_that_of_the_pert() {
    let found = drawn(&document(vec![unsure("a", 60.0, 90.0, 180.0)]), plan(4, 4_000));
    let current = found.drawn(MeasureId::CurrentValue, 0).unwrap();
    // (60 + 4 · 90 + 180) / 6 = 100, times 0.8 / 0.3.
    assert!((current.mean - 100.0 * 0.8 / 0.3).abs() < 3.0, "{current:?}");
    assert!(60.0 * 0.8 / 0.3 < current.low && current.high < 180.0 * 0.8 / 0.3);
}

#[test]
fn retention_that_was_seen_is_drawn_too() {
    let mut account = customer("a", 100.0, 0.0, 0.8);
    account.economics.annual_retention = None;
    account.renewals = Some(both_sides::portfolio::Renewals { renewed: 8, lost: 2 });
    let document = document(vec![account]);
    let found = drawn(&document, plan(1, 2_000));
    let retention = found.drawn(MeasureId::Retention, 0).unwrap();
    let base = number(&value(&document).output, MeasureId::Retention, 0).unwrap();
    assert!((retention.mean - base).abs() < 0.01);
    assert!(retention.low > 0.5 && retention.high < 0.95, "{retention:?}");
}

#[test]
fn value_due_to_others_moves_with_them_in_every_draw() {
    let mut document = document(vec![
        unsure("a", 60.0, 90.0, 180.0),
        customer("b", 10.0, 0.0, 0.5),
    ]);
    document.portfolio.attributions.edit().push(share("a", "b", 0.5));
    let found = drawn(&document, plan(1, 500));
    let [a, b] = [0, 1].map(|row| found.drawn(MeasureId::NetValue, row).unwrap());
    let current = found.drawn(MeasureId::CurrentValue, 0).unwrap();
    let own = number(&value(&document).output, MeasureId::CurrentValue, 1).unwrap();
    assert!((a.mean + b.mean - current.mean - own).abs() < 1e-9);
    // The one input that moves both is found for both.
    let valuation = value(&document).output;
    for row in [0, 1] {
        let swings = Tornado::start(&document, &valuation, MeasureId::TotalValue, row).finish();
        assert_eq!(swings.len(), 1);
    }
}

#[test]
fn the_chance_of_a_zone_is_the_share_of_draws() {
    // Margin 60..90..180 against a threshold of 100 · 8/3: P(PERT > 100) = 1 − I(1/3; 2, 4) = 112/243.
    let mut document = document(vec![unsure("a", 60.0, 90.0, 180.0)]);
    document
        .portfolio
        .observations
        .edit()
        .push(said("a", "service", 1.0, 10.0, None));
    let document = with_threshold(document, MeasureId::TotalValue, 100.0 * 0.8 / 0.3);
    let document = with_threshold(document, MeasureId::ValueReceived, 0.0);
    let found = drawn(&document, plan(1, 4_000));
    let strategic = found.zone_share(0, Zone::Strategic).unwrap();
    let prospective = found.zone_share(0, Zone::Prospective).unwrap();
    assert!((strategic + prospective - 1.0).abs() < 1e-12);
    assert!((strategic - 112.0 / 243.0).abs() < 0.025, "{strategic}");
}

#[test]
fn what_is_worth_finding_out_is_the_one_thing_unknown() {
    let document = with_threshold(
        document(vec![unsure("a", 60.0, 90.0, 180.0)]),
        MeasureId::TotalValue,
        100.0 * 0.8 / 0.3,
    );
    let found = drawn(&document, plan(1, 4_000));
    let findings = &found.findings[0];
    assert_eq!(findings.inputs.len(), 1);
    let finding = findings.inputs[0];
    assert!((finding.worth - findings.everything).abs() < 0.02 * findings.everything);
    // Now the likelier side is right with 131/243; knowing the margin it is certain.
    assert!((finding.chance - 112.0 / 243.0).abs() < 0.03, "{finding:?}");
    let far = with_threshold(document.clone(), MeasureId::TotalValue, 0.0);
    assert!(drawn(&far, plan(1, 500)).findings[0].inputs.is_empty());
}

fn weighed(document: &Document, weighting: Weighting) -> Weighted {
    let study = WeightStudy::new(document, &value(document).output, plan(1, 2_000)).unwrap();
    study.weighted(weighting)
}

#[test]
fn weights_decide_where_the_drivers_disagree() {
    let mut document = document(vec![customer("a", 10.0, 0.0, 0.5), customer("b", 10.0, 0.0, 0.5)]);
    let observations = document.portfolio.observations.edit();
    for (account, ratings) in [("a", [10.0, 1.0]), ("b", [8.0, 8.0])] {
        for (driver, rating) in ["service", "price"].into_iter().zip(ratings) {
            let importance = if driver == "service" { 3.0 } else { 1.0 };
            observations.push(said(account, driver, importance, rating, None));
        }
    }
    // Alder gets 100 for service and 0 for price: above 50 exactly when service weighs more than half.
    let any = weighed(&document, Weighting::Any);
    let right = |weighted: &Weighted, row: usize| weighted.zones[row][0] + weighted.zones[row][1];
    assert!((right(&any, 0) - 0.5).abs() < 0.04, "{any:?}");
    assert_eq!(right(&any, 1), 1.0);
    // Around 3 : 1 it is rarely below a half: Beta(15, 5) leaves 0.96 % there.
    let around = weighed(&document, Weighting::AroundStated);
    assert!((right(&around, 0) - 0.990).abs() < 0.01, "{around:?}");
    assert_eq!(weighed(&document, Weighting::Any), any);
}

/// One is with us longest, the other leaves most; a third is last in both.
fn at_odds() -> Document {
    let with = |id: &str, years: i32, margin: f64| {
        let mut account = customer(id, margin, 0.0, 0.5);
        account.since = both_sides::units::Day::from_epoch_days(today().epoch_days() - 365 * years);
        account
    };
    let mut document = document(vec![with("a", 9, 10.0), with("b", 2, 90.0), with("c", 1, 5.0)]);
    document.composites.edit().priority = [3.0, 0.0, 1.0];
    document
}

#[test]
fn weights_of_the_priority_decide_who_comes_first() {
    let document = at_odds();
    let valuation = value(&document).output;
    let plan = Plan {
        top: 1,
        ..plan(1, 4_000)
    };
    let ranked = Ranked::new(&document, &valuation, plan, Composite::Priority).unwrap();
    // Percentiles 83 and 50 against 50 and 83: first is who weighs more. Any: one half each; 3 : 1: Beta(15, 5).
    assert!(
        (ranked.any[0] - 0.5).abs() < 0.04 && (ranked.any[1] - 0.5).abs() < 0.04,
        "{ranked:?}"
    );
    assert!((ranked.around[0] - 0.990).abs() < 0.01, "{ranked:?}");
    assert_eq!((ranked.any[2], ranked.around[2]), (0.0, 0.0));
    assert_eq!(
        Ranked::new(&document, &valuation, plan, Composite::Priority),
        Some(ranked)
    );
    // On the map the same weights decide the side of the threshold.
    let plan = Plan {
        across: MeasureId::Priority,
        up: MeasureId::Contribution,
        ..plan
    };
    let study = WeightStudy::new(&document, &valuation, plan).unwrap();
    let weighted = study.weighted(Weighting::Any);
    assert_eq!(weighted.top[2], 0.0);
    assert!((weighted.zones[0].iter().sum::<f64>() - 1.0).abs() < 1e-12);
    // Nothing on the map is weighed: nothing is drawn.
    let plan = Plan {
        across: MeasureId::Length,
        ..plan
    };
    assert!(WeightStudy::new(&document, &valuation, plan).is_none());
}

#[test]
fn the_sample_is_drawn_in_every_measure_that_varies() {
    let document = sample().unwrap();
    let found = drawn(
        &document,
        Plan {
            top: 10,
            ..plan(1, 200)
        },
    );
    for measure in [
        MeasureId::CurrentValue,
        MeasureId::TotalValue,
        MeasureId::PotentialValue,
        MeasureId::ValueReceived,
    ] {
        assert!(!found.drawn[measure as usize].is_empty(), "{measure:?}");
    }
    assert!(found.drawn[MeasureId::Length as usize].is_empty());
    let top: f64 = found.top.iter().sum();
    assert!(top >= 10.0 - 1e-9, "{top}");
    assert!(found.findings.iter().any(|findings| !findings.inputs.is_empty()));
    let inputs = inputs(&document, &value(&document).output);
    let streams: std::collections::BTreeSet<&str> =
        inputs.iter().map(|input| input.stream.as_str()).collect();
    assert_eq!(
        (streams.len(), found.n_inputs),
        (inputs.len(), inputs.len()),
        "every input has a stream of its own"
    );
}

#[test]
fn what_the_worker_hands_over_arrives_as_it_was() {
    use both_sides::jobs::{Arriving, DrawPortfolio, Flow, Job, MoveInputs, Outcome, run};
    let document = Shared::new(sample().unwrap());
    let plan = Plan {
        top: 10,
        ..plan(3 << 40, 40)
    };
    let done = |job: Job| {
        let there = Job::from_flat(job.to_flat()).unwrap();
        assert_eq!(there, job);
        let mut shares = Vec::new();
        let outcome = run(there, &mut |_| Ok(Vec::new()), &mut |share| {
            shares.push(share);
            Flow::Continue
        });
        assert!(shares.windows(2).all(|pair| pair[0] <= pair[1]));
        let outcome = outcome.unwrap().unwrap();
        let arrived = Arriving::from_flat(outcome.to_flat()).unwrap().finish().unwrap();
        assert_eq!(format!("{arrived:?}"), format!("{outcome:?}"));
        arrived
    };
    let drawn = done(Job::Draw(DrawPortfolio {
        document: document.clone(),
        plan,
    }));
    let mut here = Study::start(&document, plan);
    let here = loop {
        if let Ok(robustness) = here.step() {
            break robustness;
        }
    };
    assert_eq!(drawn, Outcome::Drawn(Box::new(here)));
    let moved = done(Job::Move(MoveInputs {
        document: document.clone(),
        measure: MeasureId::TotalValue,
        row: 0,
    }));
    assert!(matches!(moved, Outcome::Moved(swings) if !swings.is_empty()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_is_shown_has_the_intervals_of_the_draws_and_the_numbers_of_the_valuation(document in any_portfolio()) {
        let valuation = value(&document).output;
        let found = drawn(&document, plan(1, 60));
        let shown = found.shown(&valuation);
        for &measure in MeasureId::ALL {
            for row in 0..document.portfolio.accounts.len() {
                let (before, after) = (valuation.get(measure, row), shown.get(measure, row));
                prop_assert_eq!(before.value, after.value);
                let interval = before.value.and_then(|value| found.interval(measure, row, value));
                prop_assert_eq!(shown.is_drawn(measure, row), interval.is_some());
                prop_assert_eq!(after.interval, interval.or(before.interval), "{:?} {}", measure, row);
                prop_assert!(!valuation.is_drawn(measure, row));
            }
        }
        // Draws of another portfolio say nothing of this one.
        let mut larger = document.clone();
        larger.portfolio.accounts.push(Shared::new(customer("newcomer", 1.0, 0.0, 0.5)));
        let other = value(&larger).output;
        prop_assert_eq!(found.shown(&other), other);
    }
}
