//! What a scenario makes of a portfolio: the same engine with levers moved.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::measures::potential::{Peers, PotentialTerms, level as level_of};
use both_sides::measures::{Explainer, FittedIncome, Groundwork, MeasureId, Valuation, revalue, value};
use both_sides::portfolio::{
    AccountId, AppliedFit, Basis, By, Ceilings, Document, EarningModel, Lever, LeverMove, OrderHistory,
    ProductSpend, RepeatPurchases, Scenario, SegmentCeilings, Shared, Spend, Whom,
};
use both_sides::sample::sample;
use both_sides::units::{Rate, Ratio};
use measures_support::{account, customer, document, exact, number, share};
use proptest::prelude::*;

fn moved(whom: Whom, lever: Lever, by: By) -> Scenario {
    Scenario {
        id: "s".to_owned(),
        name: "What if".to_owned(),
        moves: vec![LeverMove { whom, lever, by }],
        ..Scenario::default()
    }
}

fn everybody(lever: Lever, by: By) -> Scenario {
    moved(Whom::Everybody, lever, by)
}

fn supposed(document: &Document, scenario: &Scenario, measure: MeasureId) -> Option<f64> {
    number(&value(&scenario.applied(document)).output, measure, 0)
}

/// Revenue 1,000, margin 400, cost 100, retention 80 %, wallet 4,000 (so a share of 25 %), two products.
fn one() -> Document {
    let mut alpha = customer("a", 400.0, 100.0, 0.8);
    alpha.economics.annual_revenue = exact(1000.0);
    alpha.wallet.annual_size = exact(4000.0);
    alpha.orders = Some(Shared::new(OrderHistory {
        by_product: [("desk", 600.0), ("lamp", 400.0)]
            .map(|(name, revenue)| ProductSpend {
                product: both_sides::portfolio::ProductId(name.into()),
                revenue,
            })
            .to_vec(),
        ..OrderHistory::default()
    }));
    document(vec![alpha])
}

#[test]
fn every_lever_moves_the_value_as_worked_by_hand() {
    let document = one();
    // Multiple at 80 % and 10 %: 0.8 ÷ 0.3; at 90 %: 0.9 ÷ 0.2.
    let (now, longer) = (0.8 / 0.3, 0.9 / 0.2);
    let cases = [
        (Lever::Retention, By::Points(0.1), 300.0 * longer),
        // 12.5 % more of 80 % is 90 %.
        (Lever::Retention, By::OfToday(0.125), 300.0 * longer),
        // Five points of a wallet of 4,000 are 200 more, 40 % of it margin.
        (Lever::ShareOfWallet, By::Points(0.05), (300.0 + 80.0) * now),
        // A third product brings as much as one of the two does: 500, of which 200 stay.
        (Lever::Breadth, By::Points(1.0), (300.0 + 200.0) * now),
        // Two points of margin on 1,000.
        (Lever::Margin, By::Points(0.02), (300.0 + 20.0) * now),
        // Ten per cent of 40 % are four points.
        (Lever::Margin, By::OfToday(0.1), (300.0 + 40.0) * now),
        // Three points of revenue less to serve it.
        (Lever::CostToServe, By::Points(-0.03), (300.0 + 30.0) * now),
        (Lever::CostToServe, By::OfToday(-0.5), (300.0 + 50.0) * now),
        // Never below nothing.
        (Lever::CostToServe, By::Points(-0.9), 400.0 * now),
    ];
    for (lever, by, expected) in cases {
        let found = supposed(&document, &everybody(lever, by), MeasureId::CurrentValue).unwrap();
        assert!(
            (found - expected).abs() < 1e-9,
            "{lever:?} {by:?}: {found}, not {expected}"
        );
    }
}

#[test]
fn share_and_breadth_are_one_pot_and_the_wallet_stays_as_large_as_it_is() {
    let mut document = one();
    let mut scenario = everybody(Lever::ShareOfWallet, By::Points(0.1));
    scenario.moves.push(LeverMove {
        whom: Whom::Everybody,
        lever: Lever::Breadth,
        by: By::Points(1.0),
    });
    // 400 by the share, 500 by the product: the larger counts.
    assert_eq!(supposed(&document, &scenario, MeasureId::Revenue), Some(1500.0));
    assert_eq!(supposed(&document, &scenario, MeasureId::Breadth), Some(3.0));
    assert_eq!(
        supposed(&document, &scenario, MeasureId::ShareOfWallet),
        Some(0.375)
    );
    let alpha = document.portfolio.accounts[0].edit();
    (alpha.wallet.annual_size, alpha.wallet.stated_share) = (None, Some(Ratio::clamped(0.25)));
    let five = everybody(Lever::ShareOfWallet, By::Points(0.05));
    let found = supposed(&document, &five, MeasureId::ShareOfWallet).unwrap();
    assert!((found - 0.3).abs() < 1e-12, "{found}");
    assert_eq!(supposed(&document, &five, MeasureId::Revenue), Some(1200.0));
}

#[test]
fn an_order_log_is_moved_where_its_numbers_are_made() {
    let document = sample().unwrap();
    let before = value(&document).output;
    let after = value(&everybody(Lever::Margin, By::Points(0.02)).applied(&document)).output;
    let mut n_logged = 0;
    for (row, account) in document.portfolio.accounts.iter().enumerate() {
        let is_logged = account.orders.as_deref().is_some_and(|orders| orders.n_lines > 0);
        let revenue = number(&before, MeasureId::Revenue, row).filter(|revenue| *revenue > 0.0 && is_logged);
        let (Some(revenue), Some(margin)) = (revenue, number(&before, MeasureId::GrossMargin, row)) else {
            continue;
        };
        let found = number(&after, MeasureId::GrossMargin, row).unwrap();
        assert!((found - (margin + 0.02 * revenue)).abs() < 1e-9 * revenue);
        n_logged += 1;
    }
    assert!(n_logged > 10, "{n_logged}");
}

/// Revenue 1,200 in four orders; a model of purchases was applied.
fn fitted() -> Document {
    let mut alpha = account("a");
    alpha.earning_model = Some(EarningModel::RepeatOrders);
    let spend = |revenue, n_orders| Spend {
        revenue,
        profit: Some(revenue * 0.4),
        n_orders,
    };
    alpha.orders = Some(Shared::new(OrderHistory {
        total: spend(1200.0, 4),
        trailing_year: spend(600.0, 2),
        n_lines: 4,
        repeat: Some(RepeatPurchases {
            x: 3,
            t_x: 70.0,
            t: 80.0,
            mean_spend: Some(300.0),
        }),
        ..OrderHistory::default()
    }));
    alpha.economics.cost_to_serve = exact(60.0);
    alpha.wallet.annual_size = exact(2400.0);
    let mut document = document(vec![alpha]);
    document.assumptions.edit().fits.buying = Some(Box::new(AppliedFit {
        model: "bg_nbd".to_owned(),
        parameters: vec![0.243, 4.414, 0.793, 2.426],
        standard_errors: Vec::new(),
        log_covariance: Vec::new(),
        log_likelihood: -1.0,
        n_accounts: 100,
        as_of: document.as_of,
        source: "test".to_owned(),
    }));
    document
}

#[test]
fn a_fitted_account_takes_a_lever_as_its_potential_does() {
    let document = fitted();
    let before = value(&document);
    let income = |document: &Document| {
        let valuation = value(document);
        let models = Groundwork::of(document, &valuation.output).fitted;
        FittedIncome::of(document, &models, &valuation.output, 0).unwrap()
    };
    let today = income(&document);
    let longer = everybody(Lever::Retention, By::Points(0.05)).applied(&document);
    let moved = income(&longer);
    let best = number(&before.output, MeasureId::Retention, 0).unwrap() + 0.05;
    // No growth, no horizon, 10 %: the discounted years of a retention r are r ÷ (1.1 − r).
    assert!((moved.terms.years - best / (1.1 - best)).abs() < 1e-9);
    assert!(moved.terms.years > today.terms.years);
    let yearly = 0.4 * 300.0 * today.terms.per_year - 60.0;
    let found = supposed(
        &document,
        &everybody(Lever::Retention, By::Points(0.05)),
        MeasureId::CurrentValue,
    );
    assert!((found.unwrap() - moved.terms.years * yearly).abs() < 1e-9);
    // Ten points of a wallet of 2,400 are 240 more a year at 40 %.
    let found = supposed(
        &document,
        &everybody(Lever::ShareOfWallet, By::Points(0.1)),
        MeasureId::CurrentValue,
    );
    assert!((found.unwrap() - today.terms.years * (yearly + 96.0)).abs() < 1e-9);
    // Five points of margin on what it is expected to buy.
    let found = supposed(
        &document,
        &everybody(Lever::Margin, By::Points(0.05)),
        MeasureId::CurrentValue,
    );
    let more = 0.05 * 300.0 * today.terms.per_year;
    assert!((found.unwrap() - today.terms.years * (yearly + more)).abs() < 1e-9);
    let explained = both_sides::measures::explain(&longer, &value(&longer).output, MeasureId::Retention, 0);
    assert!(
        explained
            .terms
            .iter()
            .any(|term| term.label == "Scenario: +5 points of retention")
    );
}

#[test]
fn explanations_name_the_move_and_add_up() {
    let document = one();
    let mut scenario = everybody(Lever::Retention, By::Points(0.1));
    for (lever, by) in [
        (Lever::ShareOfWallet, 0.05),
        (Lever::Margin, 0.02),
        (Lever::CostToServe, -0.03),
    ] {
        scenario.moves.push(LeverMove {
            whom: Whom::Everybody,
            lever,
            by: By::Points(by),
        });
    }
    let applied = scenario.applied(&document);
    let valuation = value(&applied).output;
    let explainer = Explainer::new(&applied, &valuation);
    let cases = [
        (
            MeasureId::Retention,
            "Scenario: +10 points of retention",
            "0.8 + 0.1 = 0.9",
        ),
        (
            MeasureId::Revenue,
            "Scenario: +5 points of share of wallet",
            "1000 + 200 = 1200",
        ),
        (
            MeasureId::GrossMargin,
            "Scenario: +2 points of price and margin",
            "400 + 80 + 24 = 504",
        ),
        (
            MeasureId::CostToServe,
            "Scenario: −3 points of cost to serve",
            "100 − 30 = 70",
        ),
    ];
    for (measure, label, worked) in cases {
        let explanation = explainer.explain(measure, 0);
        let labels: Vec<&str> = explanation.terms.iter().map(|term| term.label.as_str()).collect();
        assert!(labels.contains(&label), "{measure:?}: {labels:?}");
        assert!(explanation.worked.ends_with(worked), "{}", explanation.worked);
        assert_eq!(explanation.result, valuation.get(measure, 0));
        assert_eq!(explanation.result.basis, Basis::Judged);
    }
}

#[test]
fn released_accounts_count_nowhere_and_take_their_referral_credit_along() {
    let mut document = document(vec![
        customer("giver", 0.0, 0.0, 0.5),
        customer("won", 300.0, 0.0, 0.8),
    ]);
    document
        .portfolio
        .attributions
        .edit()
        .push(share("won", "giver", 0.5));
    let before = value(&document).output;
    assert!((number(&before, MeasureId::AttributedIn, 0).unwrap() - 400.0).abs() < 1e-9);
    let scenario = Scenario {
        released: vec![AccountId::new("won")],
        ..Scenario::default()
    };
    let applied = scenario.applied(&document);
    assert_eq!(applied.portfolio.accounts.len(), 1);
    let after = value(&applied).output;
    assert_eq!(
        number(&after, MeasureId::AttributedIn, 0).unwrap_or_default(),
        0.0
    );
    assert_eq!(document.portfolio.accounts.len(), 2, "the portfolio itself stays");
}

#[test]
fn a_segment_and_one_of_its_accounts_add_up_and_others_stay() {
    let mut accounts = ["a", "b", "c"].map(|id| customer(id, 100.0, 0.0, 0.5));
    accounts[0].segment = "Retail".to_owned();
    accounts[1].segment = "Retail".to_owned();
    let document = document(accounts.to_vec());
    let mut scenario = moved(
        Whom::Segment("Retail".to_owned()),
        Lever::Retention,
        By::Points(0.1),
    );
    scenario.moves.push(LeverMove {
        whom: Whom::Account(AccountId::new("b")),
        lever: Lever::Retention,
        by: By::Points(0.2),
    });
    let valuation = value(&scenario.applied(&document)).output;
    let found = [0, 1, 2].map(|row| number(&valuation, MeasureId::Retention, row).unwrap());
    for (found, expected) in found.into_iter().zip([0.6, 0.8, 0.5]) {
        assert!((found - expected).abs() < 1e-12, "{found}");
    }
}

#[test]
fn own_assumptions_hold_in_the_scenario_alone() {
    let document = one();
    let mut own = (*document.assumptions).clone();
    own.discount_rate = Rate::clamped(0.2);
    let scenario = Scenario {
        assumptions: Some(Shared::new(own)),
        ..Scenario::default()
    };
    let found = supposed(&document, &scenario, MeasureId::CurrentValue).unwrap();
    assert!((found - 300.0 * 0.8 / 0.4).abs() < 1e-9, "{found}");
}

#[test]
fn deleting_an_account_takes_it_out_of_every_scenario() {
    let mut document = document(vec![account("a"), account("b")]);
    let mut scenario = moved(
        Whom::Account(AccountId::new("a")),
        Lever::Retention,
        By::Points(0.1),
    );
    scenario.released = vec![AccountId::new("a"), AccountId::new("b")];
    document.scenarios.push(Shared::new(scenario));
    document.take_out(&[AccountId::new("a")].into_iter().collect());
    let scenario = &document.scenarios[0];
    assert_eq!(scenario.moves, Vec::new());
    assert_eq!(scenario.released, vec![AccountId::new("b")]);
}

fn any_portfolio() -> impl Strategy<Value = Document> {
    let accounts = prop::collection::vec(
        (
            -1e6..1e6_f64,
            0.0..1e5_f64,
            0.0..=1.0_f64,
            0.0..1e6_f64,
            any::<bool>(),
        ),
        1..8,
    );
    let shares = prop::collection::vec((0..8_usize, 0..8_usize, 0.0..=1.0_f64), 0..10);
    (accounts, shares).prop_map(|(accounts, shares)| {
        let n = accounts.len();
        let accounts = accounts.into_iter().enumerate();
        let mut document = document(
            accounts
                .map(|(row, (margin, cost, retention, revenue, is_full))| {
                    let mut customer = customer(&row.to_string(), margin, cost, retention);
                    customer.segment = ["", "One", "Two"][row % 3].to_owned();
                    customer.economics.annual_revenue = exact(revenue).filter(|_| is_full);
                    customer.wallet.annual_size = exact(revenue * 2.0).filter(|_| is_full);
                    customer
                })
                .collect(),
        );
        for (outcome, contributor, part) in shares {
            let share = share(&(outcome % n).to_string(), &(contributor % n).to_string(), part);
            document.portfolio.attributions.edit().push(share);
        }
        document
    })
}

fn any_scenario() -> impl Strategy<Value = Scenario> {
    let whom = prop_oneof![
        Just(Whom::Everybody),
        Just(Whom::Segment("One".to_owned())),
        (0..8_usize).prop_map(|row| Whom::Account(AccountId::new(&row.to_string()))),
    ];
    let lever = prop::sample::select(Lever::ALL.to_vec());
    let by = prop_oneof![
        (-1.0..=1.0_f64).prop_map(By::Points),
        (-1.0..=1.0_f64).prop_map(By::OfToday)
    ];
    let moves = prop::collection::vec(
        (whom, lever, by).prop_map(|(whom, lever, by)| LeverMove { whom, lever, by }),
        0..5,
    );
    let released = prop::collection::vec(
        (0..8_usize).prop_map(|row| AccountId::new(&row.to_string())),
        0..3,
    );
    (moves, released).prop_map(|(moves, released)| Scenario {
        moves,
        released,
        ..Scenario::default()
    })
}

/// A value, the ends of its interval and its basis.
type Bits = (Option<u64>, Option<(u64, u64)>, Basis);

/// Every number, in bits.
fn bits(valuation: &Valuation) -> Vec<Bits> {
    let rows = 0..valuation.n_rows();
    let all = rows.flat_map(|row| {
        MeasureId::ALL
            .iter()
            .map(move |&measure| valuation.get(measure, row))
    });
    all.map(|number| {
        let ends = (number.interval).map(|ends| (ends.low.to_bits(), ends.high.to_bits()));
        (number.value.map(f64::to_bits), ends, number.basis)
    })
    .collect()
}

proptest! {
    #[test]
    fn a_scenario_without_changes_is_the_portfolio_to_the_bit(document in any_portfolio()) {
        let mut still = everybody(Lever::Retention, By::Points(0.0));
        still.moves.push(LeverMove { whom: Whom::Everybody, lever: Lever::Breadth, by: By::OfToday(0.0) });
        prop_assert!(still.is_empty());
        let (before, after) = (value(&document), value(&still.applied(&document)));
        prop_assert_eq!(bits(&before.output), bits(&after.output));
    }

    #[test]
    fn value_is_moved_between_accounts_and_none_is_made(document in any_portfolio(), scenario in any_scenario()) {
        let applied = scenario.applied(&document);
        let valuation = value(&applied).output;
        let sum = |measure| valuation.column(measure).known().map(|(_, value)| value).sum::<f64>();
        let (net, current) = (sum(MeasureId::NetValue), sum(MeasureId::CurrentValue));
        prop_assert!((net - current).abs() <= 1e-6 * (1.0 + current.abs()), "{} is not {}", net, current);
    }

    #[test]
    fn a_scenario_reached_from_the_portfolio_is_the_one_from_nothing(
        document in any_portfolio(),
        scenario in any_scenario(),
    ) {
        let before = value(&document);
        let applied = scenario.applied(&document);
        let there = revalue(&before, &applied);
        prop_assert_eq!(bits(&there.output), bits(&value(&applied).output));
        prop_assert_eq!(bits(&revalue(&there, &document).output), bits(&before.output));
    }

    /// The potential with the same lever at the level a scenario moves it to says what the scenario is worth.
    #[test]
    fn a_lever_up_is_worth_what_the_potential_says(
        document in any_portfolio(),
        more in 0.0..0.5_f64,
        at in prop::sample::select(vec![Lever::Retention, Lever::ShareOfWallet, Lever::Margin, Lever::CostToServe]),
    ) {
        let before = value(&document).output;
        for row in 0..before.n_rows() {
            let Some(level) = level_of(&before, at, row) else { continue };
            let goal = if at == Lever::CostToServe { (level - more).max(0.0) } else { (level + more).min(1.0) };
            let is_better = if at == Lever::CostToServe { goal < level } else { goal > level };
            // A stated ceiling is a share.
            if !is_better || !(0.0..=1.0).contains(&goal) {
                continue;
            }
            let mut stated = document.clone();
            let mut ceilings = Ceilings::default();
            Lever::ALL.iter().for_each(|&lever| {
                let now = level_of(&before, lever, row);
                ceilings.set(lever, if lever == at { Some(goal) } else { now });
            });
            stated.portfolio.accounts[row].edit().segment = "alone".to_owned();
            stated.assumptions.edit().ceilings = vec![SegmentCeilings { segment: "alone".to_owned(), ceilings }];
            let potential = value(&stated).output;
            let peers = Peers::new(&stated, &potential);
            let account = &stated.portfolio.accounts[row];
            let terms = PotentialTerms::new(&stated, &peers, &potential, row, account, None);
            let id = document.portfolio.accounts[row].id.clone();
            let scenario = moved(Whom::Account(id), at, By::Points(goal - level));
            let after = value(&scenario.applied(&document)).output;
            let (Some(by_set), Some(now), Some(then)) = (
                terms.by_set,
                number(&before, MeasureId::CurrentValue, row),
                number(&after, MeasureId::CurrentValue, row),
            ) else { continue };
            let gap = by_set[1 << at as usize] - by_set[0];
            // The potential uses a lever only where it helps.
            let gained = (then - now).max(0.0);
            prop_assert!((gap - gained).abs() <= 1e-6 * (1.0 + gap.abs() + now.abs()),
                "{at:?}: the potential says {gap}, the scenario {gained}");
        }
    }
}
