//! Potential value: ceilings and where they come from, the pot of share and breadth, laws of the gap.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::measures::FittedIncome;
use both_sides::measures::course::Course;
use both_sides::measures::fitted::FittedModels;
use both_sides::measures::potential::{CeilingOrigin, ENOUGH_PEERS, Peers, PotentialTerms, measure_of};
use both_sides::measures::{MeasureId, Valuation, explain, value};
use both_sides::portfolio::{
    Account, AppliedFit, Ceilings, CountingConvention, Document, EarningModel, Lever, OrderHistory,
    PaymentTiming, RepeatPurchases, SegmentCeilings, Shared, Spend,
};
use both_sides::sample::sample;
use measures_support::{customer, document, exact, number};
use proptest::prelude::*;

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()))
}

/// A customer with revenue 100, margin 30, cost 10, retention 0.8 and a wallet of 200.
fn usual(id: &str) -> Account {
    let mut account = customer(id, 30.0, 10.0, 0.8);
    account.economics.annual_revenue = exact(100.0);
    account.wallet.annual_size = exact(200.0);
    account
}

fn ceilings(of: [Option<f64>; 5]) -> Ceilings {
    let mut ceilings = Ceilings::default();
    for (&lever, ceiling) in Lever::ALL.iter().zip(of) {
        ceilings.set(lever, ceiling);
    }
    ceilings
}

fn potential(document: &Document, row: usize) -> (Valuation, PotentialTerms) {
    let valuation = value(document).output;
    let peers = Peers::new(document, &valuation);
    let terms = PotentialTerms::new(
        document,
        &peers,
        &valuation,
        row,
        &document.portfolio.accounts[row],
        FittedIncome::of(
            document,
            &FittedModels::new(&document.assumptions),
            &valuation,
            row,
        )
        .as_ref(),
    );
    (valuation, terms)
}

fn any_account() -> impl Strategy<Value = Account> {
    let money = (
        1.0..1e6_f64,
        -0.5..1.0_f64,
        0.0..1.0_f64,
        0.0..0.99_f64,
        0.5..5.0_f64,
    );
    let stated = prop::array::uniform5(prop::option::of(0.0..1.0_f64));
    (money, stated).prop_map(|((revenue, ratio, cost, retention, wallet), of)| {
        let mut account = customer("a", revenue * ratio, revenue * cost, retention);
        account.economics.annual_revenue = exact(revenue);
        account.wallet.annual_size = exact(revenue * wallet);
        account.ceilings = ceilings(of);
        account
    })
}

/// An account with an order log that a purchase model reads, and ceilings.
fn any_buyer() -> impl Strategy<Value = Account> {
    let orders = (
        1..30_u32,
        0.0..1.0_f64,
        10.0..200.0_f64,
        1.0..1e4_f64,
        0.0..0.6_f64,
    );
    (any_account(), orders).prop_map(|(mut account, (x, share, t, spend, margin))| {
        let total = spend * f64::from(x + 1);
        let repeat = RepeatPurchases {
            x,
            t_x: share * t,
            t,
            mean_spend: Some(spend),
        };
        let whole = Spend {
            revenue: total,
            profit: Some(margin * total),
            n_orders: x + 1,
        };
        account.earning_model = Some(EarningModel::RepeatOrders);
        let cost = total * 0.1;
        account.economics = Default::default();
        account.economics.cost_to_serve = exact(cost);
        account.orders = Some(Shared::new(OrderHistory {
            total: whole,
            trailing_year: whole,
            repeat: Some(repeat),
            ..OrderHistory::default()
        }));
        account
    })
}

fn with_fit(mut document: Document, (model, parameters): (&str, [f64; 4])) -> Document {
    let as_of = document.as_of;
    document.assumptions.edit().fits.buying = Some(Box::new(AppliedFit {
        model: model.to_owned(),
        parameters: parameters.to_vec(),
        standard_errors: Vec::new(),
        log_covariance: Vec::new(),
        log_likelihood: -1.0,
        n_accounts: 100,
        as_of,
        source: "test".to_owned(),
    }));
    document
}

const FITS: [(&str, [f64; 4]); 3] = [
    ("bg_nbd", [0.243, 4.414, 0.793, 2.426]),
    ("pareto_nbd", [0.553, 10.578, 0.606, 11.669]),
    ("nbd", [0.385, 12.07, 1.0, 1.0]),
];

proptest! {
    /// Where a fit speaks the levers move what it expects: they start at the fitted value, and their parts sum to the
    /// gap from there.
    #[test]
    fn the_levers_of_a_fitted_account_start_at_its_fitted_value(
        account in any_buyer(), fit in 0..3_usize, today in any::<bool>(), horizon in prop::option::of(1..30_u16),
    ) {
        let mut document = with_fit(document(vec![account]), FITS[fit]);
        let assumptions = document.assumptions.edit();
        assumptions.horizon = horizon;
        assumptions.timing = PaymentTiming::Middle;
        if today {
            assumptions.convention = CountingConvention::CountToday;
        }
        let (valuation, terms) = potential(&document, 0);
        prop_assert!(terms.is_fitted);
        let current = number(&valuation, MeasureId::CurrentValue, 0).unwrap();
        prop_assert_eq!(terms.potential, valuation.get(MeasureId::PotentialValue, 0));
        let is_stated = document.portfolio.accounts[0].ceilings.of(Lever::Retention).is_some();
        prop_assert!(!is_stated || terms.by_set.is_some(), "{terms:?}");
        if let Some(by_set) = terms.by_set {
            prop_assert!(close(by_set[0], current), "{} for {}", by_set[0], current);
            let gap = terms.gap().value.unwrap();
            let parts: f64 = terms.levers.iter().filter_map(|lever| lever.part).sum();
            prop_assert!((parts - gap).abs() <= 1e-9 * (1.0 + gap.abs() + current.abs()));
            prop_assert!(gap >= -1e-9 * (1.0 + current.abs()));
        }
    }
}

#[test]
fn the_retention_lever_of_a_fitted_account_lengthens_its_fitted_life() {
    let mut account = customer("a", 0.0, 0.0, 0.5);
    let whole = Spend {
        revenue: 600.0,
        profit: Some(240.0),
        n_orders: 6,
    };
    account.earning_model = Some(EarningModel::RepeatOrders);
    account.economics = Default::default();
    account.economics.cost_to_serve = exact(10.0);
    account.orders = Some(Shared::new(OrderHistory {
        total: whole,
        trailing_year: whole,
        repeat: Some(RepeatPurchases {
            x: 5,
            t_x: 40.0,
            t: 52.0,
            mean_spend: Some(100.0),
        }),
        ..OrderHistory::default()
    }));
    account.ceilings = ceilings([Some(0.95), None, None, None, None]);
    let mut document = with_fit(document(vec![account]), FITS[0]);
    let (valuation, terms) = potential(&document, 0);
    let models = FittedModels::new(&document.assumptions);
    let income = FittedIncome::of(&document, &models, &valuation, 0).unwrap();
    let yearly = 0.4 * 100.0 * income.terms.per_year - 10.0;
    let current = number(&valuation, MeasureId::CurrentValue, 0).unwrap();
    assert!(close(current, income.terms.years * yearly));
    // 0.95 ÷ (1.1 − 0.95) discounted years in place of the fitted ones, at the fitted income.
    let course = Course::new(&document, &document.portfolio.accounts[0]);
    let wanted = course.years(0.95).unwrap() * yearly;
    assert!(close(terms.potential.value.unwrap(), wanted), "{terms:?}");
    assert!(close(
        terms.part(Lever::Retention).value.unwrap(),
        wanted - current
    ));
    // Cost moves the cost of the fitted years, price their revenue.
    let floor = 5.0 / (100.0 * income.terms.per_year);
    let account = document.portfolio.accounts[0].edit();
    account.ceilings = ceilings([None, None, None, Some(0.5), Some(floor)]);
    account.economics.annual_revenue = exact(600.0);
    account.economics.gross_margin = exact(240.0);
    let (_, terms) = potential(&document, 0);
    let better = income.terms.years * (0.5 * 100.0 * income.terms.per_year - 5.0);
    assert!(close(terms.potential.value.unwrap(), better), "{terms:?}");
    let notes = explain(&document, &valuation, MeasureId::PotentialGap, 0).notes;
    assert!(
        notes
            .iter()
            .any(|note| note.starts_with("The applied fit says how long")),
        "{notes:?}"
    );
}

proptest! {
    #[test]
    fn the_parts_sum_to_the_gap_and_none_is_negative(accounts in prop::collection::vec(any_account(), 1..30)) {
        let mut all = document(Vec::new());
        for (row, mut account) in accounts.into_iter().enumerate() {
            account.id = both_sides::portfolio::AccountId::new(&row.to_string());
            all.portfolio.accounts.push(Shared::new(account));
        }
        let valuation = value(&all).output;
        for row in 0..all.portfolio.accounts.len() {
            let at = |measure| number(&valuation, measure, row);
            let parts: Vec<f64> = Lever::ALL.iter().filter_map(|&lever| at(measure_of(lever))).collect();
            match (at(MeasureId::PotentialGap), at(MeasureId::CurrentValue), at(MeasureId::PotentialValue)) {
                (Some(gap), Some(current), Some(potential)) => {
                    let size = 1.0 + current.abs() + potential.abs();
                    prop_assert!((parts.iter().sum::<f64>() - gap).abs() <= 1e-9 * size);
                    prop_assert!((current + gap - potential).abs() <= 1e-9 * size);
                    prop_assert!(parts.iter().all(|part| *part >= -1e-9 * size), "{parts:?}");
                }
                (gap, _, potential) => prop_assert!(gap.is_none() && potential.is_none() && parts.is_empty()),
            }
        }
    }

    #[test]
    fn a_higher_ceiling_never_lowers_the_potential(account in any_account(), lever in 0..5_usize, more in 0.0..0.5_f64) {
        let lever = Lever::ALL[lever];
        let (_, before) = potential(&document(vec![account.clone()]), 0);
        let mut raised = account;
        let level = raised.ceilings.of(lever);
        prop_assume!(level.is_some());
        let better = if lever == Lever::CostToServe { -more } else { more };
        raised.ceilings.set(lever, level.map(|level| level + better));
        let (_, after) = potential(&document(vec![raised]), 0);
        if let (Some(before), Some(after)) = (before.potential.value, after.potential.value) {
            prop_assert!(after >= before - 1e-9 * (1.0 + before.abs()));
        }
    }

    #[test]
    fn the_wallet_bounds_what_share_and_breadth_bring(account in any_account()) {
        let (_, terms) = potential(&document(vec![account.clone()]), 0);
        if let Some(best) = terms.revenue_at_best {
            let revenue = account.economics.annual_revenue.unwrap().base();
            let wallet = account.wallet.annual_size.unwrap().base();
            prop_assert!(best <= revenue.max(wallet) * (1.0 + 1e-12));
        }
    }

    #[test]
    fn the_interval_holds_the_value(account in any_account(), width in 0.0..0.5_f64) {
        let mut account = account;
        let margin = account.economics.gross_margin.unwrap().base();
        let (low, high) = (margin - width * margin.abs(), margin + width * margin.abs());
        account.economics.gross_margin = both_sides::units::Estimate::between(low, margin, high);
        let (_, terms) = potential(&document(vec![account]), 0);
        if let (Some(value), Some(interval)) = (terms.potential.value, terms.potential.interval) {
            prop_assert!(interval.low <= value && value <= interval.high);
        }
    }

    #[test]
    fn another_currency_multiplies_the_parts(account in any_account(), rate in 0.01..100.0_f64) {
        let mut other = account.clone();
        let economics = &mut other.economics;
        for estimate in [&mut economics.annual_revenue, &mut economics.gross_margin, &mut economics.cost_to_serve] {
            *estimate = estimate.and_then(|estimate| exact(estimate.base() * rate));
        }
        other.wallet.annual_size = other.wallet.annual_size.and_then(|size| exact(size.base() * rate));
        let (here, _) = potential(&document(vec![account]), 0);
        let terms = here.clone();
        let (there, _) = potential(&document(vec![other]), 0);
        for &measure in PotentialTerms::MEASURES {
            let (here, there) = (number(&here, measure, 0), number(&there, measure, 0));
            prop_assert_eq!(here.is_some(), there.is_some());
            if let (Some(here), Some(there)) = (here, there) {
                let size = 1e3 + number(&terms, MeasureId::PotentialValue, 0).unwrap_or(0.0).abs();
                prop_assert!((here * rate - there).abs() <= 1e-9 * size * (1.0 + rate), "{measure:?}: {here} {there}");
            }
        }
    }
}

#[test]
fn what_is_stated_goes_before_the_segment_and_the_segment_before_everybody() {
    let mut all = document((0..2 * ENOUGH_PEERS).map(|row| usual(&row.to_string())).collect());
    for (row, account) in all.portfolio.accounts.iter_mut().enumerate() {
        let account = account.edit();
        account.segment = if row < ENOUGH_PEERS { "North" } else { "" }.to_owned();
        account.economics.annual_retention = exact(0.5 + row as f64 * 0.02);
    }
    let origin = |document: &Document, row: usize| {
        let (_, terms) = potential(document, row);
        terms.levers[Lever::Retention as usize].ceiling.unwrap()
    };
    // Levels 0.50, 0.52 … 0.68: 90 % of the way along nine steps.
    let of_segment = origin(&all, 0);
    assert_eq!(of_segment.origin, CeilingOrigin::SegmentPeers(ENOUGH_PEERS));
    assert!(close(of_segment.level, 0.5 + 0.02 * 8.1));
    let of_all = origin(&all, ENOUGH_PEERS);
    assert_eq!(of_all.origin, CeilingOrigin::AllPeers(2 * ENOUGH_PEERS));
    assert!(close(of_all.level, 0.5 + 0.02 * 17.1));
    let state = |document: &mut Document, segment: &str, retention: f64| {
        let ceilings = ceilings([Some(retention), None, None, None, None]);
        let segment = segment.to_owned();
        let stated = SegmentCeilings { segment, ceilings };
        document.assumptions.edit().ceilings.push(stated);
    };
    state(&mut all, "", 0.9);
    assert_eq!(origin(&all, 0).origin, CeilingOrigin::AllStated);
    state(&mut all, "North", 0.95);
    assert_eq!(
        (origin(&all, 0).origin, origin(&all, 0).level),
        (CeilingOrigin::SegmentStated, 0.95)
    );
    assert_eq!(origin(&all, ENOUGH_PEERS).level, 0.9);
    all.portfolio.accounts[0].edit().ceilings.retention = Some(0.7);
    assert_eq!(
        (origin(&all, 0).origin, origin(&all, 0).level),
        (CeilingOrigin::Account, 0.7)
    );
}

#[test]
fn few_peers_say_nothing_but_the_wallet_does() {
    let (_, terms) = potential(&document(vec![usual("a")]), 0);
    let share = terms.levers[Lever::ShareOfWallet as usize];
    assert_eq!(share.ceiling.unwrap().origin, CeilingOrigin::Wallet);
    assert_eq!(terms.levers[Lever::Retention as usize].part, None);
    // The whole wallet: 200 × 0.3 − 10 = 50 instead of 20, for 0.8 ÷ 0.3 years.
    assert!(close(terms.potential.value.unwrap(), 50.0 * 0.8 / 0.3));
    assert!(close(share.part.unwrap(), 30.0 * 0.8 / 0.3));
    // One point of the wallet is a revenue of 2 at 30 %.
    assert!(close(share.per_unit.unwrap(), 0.6 * 0.8 / 0.3));
}

#[test]
fn without_any_ceiling_the_potential_is_unknown_and_says_so() {
    let (valuation, terms) = potential(&document(vec![customer("a", 30.0, 10.0, 0.8)]), 0);
    assert_eq!(terms.potential.value, None);
    let document = document(vec![customer("a", 30.0, 10.0, 0.8)]);
    let explained = explain(&document, &valuation, MeasureId::PotentialValue, 0);
    assert!(
        explained
            .notes
            .iter()
            .any(|note| note.starts_with("No ceiling is known"))
    );
}

#[test]
fn a_ceiling_without_end_is_unknown_and_says_so() {
    let mut account = usual("a");
    account.ceilings.retention = Some(1.0);
    account.economics.growth = both_sides::units::Rate::new(0.1).ok();
    let document = document(vec![account]);
    let (valuation, terms) = potential(&document, 0);
    assert!(terms.has_no_end && terms.potential.value.is_none());
    let explained = explain(&document, &valuation, MeasureId::PotentialGap, 0);
    assert!(explained.notes.iter().any(|note| note.contains("has no end")));
}

#[test]
fn a_relationship_that_is_over_has_no_gap() {
    let mut account = usual("a");
    account.economics.annual_retention = None;
    account.until = Some(measures_support::today());
    account.ceilings.retention = Some(0.9);
    let (valuation, _) = potential(&document(vec![account]), 0);
    assert_eq!(number(&valuation, MeasureId::PotentialGap, 0), Some(0.0));
    assert_eq!(number(&valuation, MeasureId::PotentialValue, 0), Some(0.0));
}

#[test]
fn the_potential_is_never_part_of_the_total() {
    let mut account = usual("a");
    account.ceilings = ceilings([Some(0.95), Some(1.0), None, Some(0.5), Some(0.0)]);
    let plain = document(vec![usual("a")]);
    let stated = document(vec![account]);
    for measure in [
        MeasureId::CurrentValue,
        MeasureId::NetValue,
        MeasureId::TotalValue,
        MeasureId::RelationshipValue,
    ] {
        assert_eq!(
            number(&value(&plain).output, measure, 0),
            number(&value(&stated).output, measure, 0)
        );
    }
}

#[test]
fn every_account_of_the_sample_has_a_sum_or_a_reason() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let explainer = both_sides::measures::Explainer::new(&document, &valuation);
    let mut n_known = 0;
    for row in 0..document.portfolio.accounts.len() {
        let explained = explainer.explain(MeasureId::PotentialValue, row);
        assert_eq!(
            explained.result,
            valuation.get(MeasureId::PotentialValue, row),
            "row {row}"
        );
        n_known += usize::from(explained.result.value.is_some());
        assert!(explained.result.value.is_some() || explained.notes.len() > 1);
        for &lever in Lever::ALL {
            let part = explainer.explain(measure_of(lever), row);
            assert_eq!(part.result, valuation.get(measure_of(lever), row));
            assert!(part.result.value.is_some() || !part.notes.is_empty(), "row {row}");
        }
    }
    assert!(n_known > 10, "{n_known} known");
}
