//! Laws of the measures, for every input.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::measures::cost_to_serve::unused_capacity;
use both_sides::measures::lifetime_value::multiple;
use both_sides::measures::wallet::allocation_rule;
use both_sides::measures::{Explainer, MeasureId, PortfolioTotals, Scoring, Unit, Valuation, value};
use both_sides::portfolio::CountingConvention::{CountToday, FutureOnly};
use both_sides::portfolio::{
    AccountKind, Basis, Capital, Document, EventKind, ExchangeRate, OutcomeStatus, Party, PaymentTiming,
    Renewals, Shared,
};
use both_sides::sample::sample;
use both_sides::units::{Estimate, Money, Ratio};
use measures_support::{account, customer, document, exact, number, said, share, us_from, valued};
use proptest::prelude::*;

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()))
}

/// A portfolio of customers with any shares between them: circles, sums above 1, themselves.
fn any_network() -> impl Strategy<Value = Document> {
    let accounts = prop::collection::vec((-1e6..1e6_f64, 0.0..1.0_f64, any::<bool>()), 1..9);
    let shares = prop::collection::vec((0..9_usize, 0..9_usize, 0.0..=1.0_f64, 0.0..=1.0_f64), 0..20);
    (accounts, shares).prop_map(|(accounts, shares)| {
        let n = accounts.len();
        let accounts = accounts
            .into_iter()
            .enumerate()
            .map(|(row, (margin, retention, known))| {
                if known {
                    customer(&row.to_string(), margin, 0.0, retention)
                } else {
                    account(&row.to_string())
                }
            })
            .collect();
        let mut document = document(accounts);
        for (outcome, contributor, part, type_one) in shares {
            let mut share = share(&(outcome % n).to_string(), &(contributor % n).to_string(), part);
            share.type_one = Ratio::clamped(type_one);
            document.portfolio.attributions.edit().push(share);
        }
        document
    })
}

fn sum(valuation: &Valuation, measure: MeasureId) -> f64 {
    valuation.column(measure).known().map(|(_, value)| value).sum()
}

proptest! {
    #[test]
    fn attribution_moves_value_and_adds_none(document in any_network()) {
        let valuation = value(&document).output;
        let moved = PortfolioTotals::new(&valuation).moved_to_unknown;
        let (net, current) = (sum(&valuation, MeasureId::NetValue), sum(&valuation, MeasureId::CurrentValue));
        prop_assert!(close(net + moved, current), "{net} + {moved} is not {current}");
        let (arriving, leaving) = (sum(&valuation, MeasureId::AttributedIn), sum(&valuation, MeasureId::AttributedOut));
        prop_assert!((arriving - leaving).abs() <= 1e-9 * (1.0 + arriving.abs() + current.abs()));
    }

    #[test]
    fn attention_weighted_by_value_is_one_and_in_proportion_it_is_one_for_each(
        rows in prop::collection::vec((1.0..1e6_f64, 0.5..500.0_f64, any::<bool>()), 1..12),
    ) {
        let of = |in_proportion: bool| {
            let accounts = rows.iter().enumerate().map(|(row, &(margin, hours, is_stated))| {
                let mut account = customer(&row.to_string(), margin, 0.0, 0.8);
                let hours = if in_proportion { margin / 100.0 } else { hours };
                account.economics.annual_hours = Some(hours).filter(|_| is_stated || row == 0);
                account
            });
            value(&document(accounts.collect())).output
        };
        let valuation = of(false);
        let worth = |row: usize| number(&valuation, MeasureId::TotalValue, row).unwrap();
        let known: Vec<(usize, f64)> = valuation.column(MeasureId::Attention).known().collect();
        prop_assert_eq!(known.len(), rows.iter().enumerate().filter(|(row, one)| one.2 || *row == 0).count());
        let all: f64 = known.iter().map(|(row, _)| worth(*row)).sum();
        let mean: f64 = known.iter().map(|(row, index)| worth(*row) / all * index).sum();
        prop_assert!((mean - 1.0).abs() < 1e-9, "{}", mean);
        prop_assert!(of(true).column(MeasureId::Attention).known().all(|(_, index)| (index - 1.0).abs() < 1e-9));
    }

    #[test]
    fn nobody_owes_more_than_it_holds(document in any_network()) {
        let valuation = value(&document).output;
        for row in 0..document.portfolio.accounts.len() {
            let at = |measure| number(&valuation, measure, row);
            if let (Some(own), Some(arriving), Some(leaving)) =
                (at(MeasureId::CurrentValue), at(MeasureId::AttributedIn), at(MeasureId::AttributedOut))
            {
                let held = own + arriving;
                if own >= 0.0 && document.portfolio.attributions.iter().all(|_| arriving >= 0.0) && held >= 0.0 {
                    let all_positive = valuation.column(MeasureId::CurrentValue).known().all(|(_, value)| value >= 0.0);
                    prop_assert!(!all_positive || leaving <= held * (1.0 + 1e-9) + 1e-9);
                }
            }
        }
    }

    #[test]
    fn lifetime_value_rises_with_margin_and_retention_and_falls_with_discount_and_cost(
        margin in 1.0..1e6_f64, more in 1.0..1e6_f64, cost in 0.0..1e5_f64,
        retention in 0.0..0.95_f64, discount in 0.01..0.5_f64, horizon in prop::option::of(1..60_u16),
    ) {
        let value_of = |margin: f64, cost: f64, retention: f64, discount: f64| {
            let mut document = document(vec![customer("a", margin, cost, retention)]);
            let assumptions = document.assumptions.edit();
            assumptions.discount_rate = both_sides::units::Rate::clamped(discount);
            assumptions.horizon = horizon;
            valued(&document, MeasureId::CurrentValue, 0).unwrap()
        };
        let base = value_of(margin, cost, retention, discount);
        let slack = 1e-9 * (1.0 + base.abs());
        prop_assert!(value_of(margin + more, cost, retention, discount) >= base - slack);
        prop_assert!(value_of(margin, cost + more, retention, discount) <= base + slack);
        // Without contribution there is nothing to keep longer or to discount.
        if margin > cost {
            prop_assert!(value_of(margin, cost, retention + 0.04, discount) >= base - slack);
            prop_assert!(value_of(margin, cost, retention, discount + 0.1) <= base + slack);
        }
    }

    #[test]
    fn a_longer_horizon_approaches_the_closed_form(retention in 0.0..0.99_f64, growth in -0.2..0.05_f64) {
        let endless = multiple(retention, growth, 0.1, None, FutureOnly).unwrap();
        let long = multiple(retention, growth, 0.1, Some(5_000), FutureOnly).unwrap();
        let ten = multiple(retention, growth, 0.1, Some(10), FutureOnly).unwrap();
        let by_hand: f64 =
            (1..=10).map(|t| (1.0 + growth).powi(t - 1) * retention.powi(t) / 1.1_f64.powi(t)).sum();
        prop_assert!((endless - long).abs() < 1e-6 * (1.0 + endless));
        prop_assert!((ten - by_hand).abs() < 1e-9);
        prop_assert!(close(multiple(retention, growth, 0.1, None, CountToday).unwrap(), endless + 1.0));
    }

    #[test]
    fn wallet_shares_of_all_ranks_sum_to_one(n in 1..200_u32) {
        let total: f64 = (1..=n).map(|rank| allocation_rule(rank, n).unwrap()).sum();
        prop_assert!((total - 1.0).abs() < 1e-9);
    }

    #[test]
    fn identical_offers_have_a_relative_value_of_one(
        ratings in prop::collection::vec((0.1..100.0_f64, 1.0..10.0_f64), 1..8),
    ) {
        let mut document = document(vec![account("a")]);
        for (place, (importance, rating)) in ratings.into_iter().enumerate() {
            let driver = if place == 0 { "price".to_owned() } else { format!("driver {place}") };
            document.portfolio.observations.edit().push(said("a", &driver, importance, rating, Some(rating)));
        }
        prop_assert!(close(valued(&document, MeasureId::RelativeValue, 0).unwrap(), 1.0));
    }

    #[test]
    fn assigned_and_unused_capacity_are_the_cost(cost in 0.0..1e9_f64, assigned in 0.0..1e9_f64) {
        prop_assert!(close(assigned + unused_capacity(cost, assigned), cost));
    }

    #[test]
    fn value_received_stays_within_the_ratings(
        ratings in prop::collection::vec((0.1..100.0_f64, 1.0..10.0_f64), 1..8),
    ) {
        let mut document = document(vec![account("a")]);
        for (place, (importance, rating)) in ratings.iter().enumerate() {
            let driver = format!("driver {place}");
            document.portfolio.observations.edit().push(said("a", &driver, *importance, *rating, None));
        }
        let received = value(&document).output.get(MeasureId::ValueReceived, 0);
        let index = |rating: f64| (rating - 1.0) / 9.0 * 100.0;
        let lowest = ratings.iter().map(|(_, rating)| index(*rating)).fold(100.0, f64::min);
        let highest = ratings.iter().map(|(_, rating)| index(*rating)).fold(0.0, f64::max);
        let found = received.value.unwrap();
        prop_assert!(lowest - 1e-9 <= found && found <= highest + 1e-9);
        let interval = received.interval.unwrap();
        prop_assert!(0.0 <= interval.low && interval.low <= found && found <= interval.high && interval.high <= 100.0);
    }

    #[test]
    fn more_renewals_never_lower_retention(renewed in 0..40_u32, lost in 0..40_u32, others in 0..40_u32) {
        let retention = |renewed| {
            let mut one = account("a");
            one.renewals = Some(Renewals { renewed, lost });
            one.segment = "x".to_owned();
            let mut other = account("b");
            other.segment = "x".to_owned();
            other.renewals = Some(Renewals { renewed: others, lost: 3 });
            value(&document(vec![one, other])).output.get(MeasureId::Retention, 0)
        };
        let (fewer, more) = (retention(renewed), retention(renewed + 1));
        prop_assert!(fewer.value.unwrap() <= more.value.unwrap());
        let interval = more.interval.unwrap();
        prop_assert!(0.0 <= interval.low && interval.high <= 1.0);
        prop_assert!(interval.low <= more.value.unwrap() && more.value.unwrap() <= interval.high);
    }

    #[test]
    fn every_interval_holds_its_value(
        margin in (0.0..1e5_f64, 0.0..1e5_f64, 0.0..1e5_f64), cost in (0.0..1e5_f64, 0.0..1e5_f64),
        retention in (0.0..0.3_f64, 0.0..0.3_f64, 0.0..0.3_f64), part in 0.0..1.0_f64,
    ) {
        let mut one = account("a");
        one.economics.gross_margin = Estimate::between(margin.0, margin.0 + margin.1, margin.0 + margin.1 + margin.2);
        one.economics.cost_to_serve = Estimate::between(cost.0, cost.0, cost.0 + cost.1);
        one.economics.annual_retention =
            Estimate::between(retention.0, retention.0 + retention.1, retention.0 + retention.1 + retention.2);
        let mut document = document(vec![one, customer("b", 1_000.0, 10.0, 0.5)]);
        document.portfolio.attributions.edit().push(share("a", "b", part));
        let valuation = value(&document).output;
        for &measure in MeasureId::ALL {
            for row in 0..2 {
                let measured = valuation.get(measure, row);
                if let (Some(value), Some(interval)) = (measured.value, measured.interval) {
                    prop_assert!(interval.low <= value + 1e-6 && value <= interval.high + 1e-6, "{measure:?}");
                }
            }
        }
    }
}

/// The sample with everything in it: loads, observations, events, shares, exchange table.
fn rich() -> Document {
    sample().unwrap()
}

/// Every number of a valuation; unknown ones compare as equal.
fn all_numbers(valuation: &Valuation) -> Vec<both_sides::measures::Measured> {
    let n_rows = valuation.column(MeasureId::Revenue).len();
    (MeasureId::ALL.iter())
        .flat_map(|measure| (0..n_rows).map(|row| valuation.get(*measure, row)))
        .collect()
}

#[test]
fn slices_give_what_all_at_once_gives() {
    let document = rich();
    let whole = value(&document);
    for n_rows in [1, 7, 1_000] {
        let mut scoring = Scoring::start(&document);
        while scoring.step(n_rows) {}
        let sliced = scoring.finish();
        assert!(
            all_numbers(&sliced.output) == all_numbers(&whole.output),
            "{n_rows} rows a slice"
        );
        assert_eq!(sliced.warnings, whole.warnings);
    }
    let unstepped = Scoring::start(&document).finish();
    assert!(
        all_numbers(&unstepped.output) == all_numbers(&whole.output),
        "finished without a step"
    );
}

#[test]
fn an_empty_portfolio_has_no_rows() {
    let mut scoring = Scoring::start(&document(vec![]));
    assert!(!scoring.step(10));
    let scored = scoring.finish();
    assert!(
        MeasureId::ALL
            .iter()
            .all(|measure| scored.output.column(*measure).is_empty())
    );
}

#[test]
fn every_column_has_a_row_for_every_account() {
    let document = rich();
    let valuation = value(&document).output;
    for &measure in MeasureId::ALL {
        assert_eq!(
            valuation.column(measure).len(),
            document.portfolio.accounts.len(),
            "{measure:?}"
        );
    }
}

#[test]
fn the_order_of_accounts_changes_no_number() {
    let document = rich();
    let mut turned = document.clone();
    turned.portfolio.accounts.reverse();
    let (one, other) = (value(&document).output, value(&turned).output);
    let n = document.portfolio.accounts.len();
    for &measure in MeasureId::ALL {
        for row in 0..n {
            let (a, b) = (number(&one, measure, row), number(&other, measure, n - 1 - row));
            assert_eq!(a.is_some(), b.is_some(), "{measure:?} {row}");
            assert!(
                a.zip(b).is_none_or(|(a, b)| close(a, b)),
                "{measure:?} {row}: {a:?} {b:?}"
            );
        }
    }
}

fn scaled(estimate: Option<Estimate>, factor: f64) -> Option<Estimate> {
    estimate.and_then(|e| Estimate::between(e.low() * factor, e.base() * factor, e.high() * factor))
}

/// The same portfolio in a currency worth `1 / factor`.
fn in_another_currency(document: &Document, factor: f64) -> Document {
    let mut document = document.clone();
    let money = |money: Option<Money>| money.map(|money| Money::clamped(money.get() * factor));
    for account in &mut document.portfolio.accounts {
        let account = account.edit();
        let economics = &mut account.economics;
        economics.annual_revenue = scaled(economics.annual_revenue, factor);
        economics.gross_margin = scaled(economics.gross_margin, factor);
        economics.cost_to_serve = scaled(economics.cost_to_serve, factor);
        economics.acquisition_cost = money(economics.acquisition_cost);
        account.wallet.annual_size = scaled(account.wallet.annual_size, factor);
        if let Some(orders) = &mut account.orders {
            let orders = orders.edit();
            for spend in [&mut orders.total, &mut orders.trailing_year] {
                spend.revenue *= factor;
                spend.profit = spend.profit.map(|profit| profit * factor);
            }
            for product in &mut orders.by_product {
                product.revenue *= factor;
            }
        }
    }
    for activity in document.portfolio.activities.edit() {
        activity.rate_per_minute *= factor;
    }
    for event in document.portfolio.events.edit() {
        event.money = scaled(event.money, factor);
    }
    for observation in document.portfolio.observations.edit() {
        observation.value_in_use = money(observation.value_in_use);
    }
    let assumptions = document.assumptions.edit();
    assumptions.acquisition_cost = scaled(assumptions.acquisition_cost, factor);
    for rate in &mut assumptions.exchange {
        rate.worth = scaled(Some(rate.worth), factor).unwrap();
    }
    document
}

#[test]
fn another_currency_scales_money_and_changes_no_rank() {
    let document = rich();
    let (one, other) = (
        value(&document).output,
        value(&in_another_currency(&document, 7.5)).output,
    );
    for &measure in MeasureId::ALL {
        let is_money = matches!(measure.unit(), Unit::Money | Unit::MoneyPerYear);
        let factor = if is_money { 7.5 } else { 1.0 };
        for row in 0..document.portfolio.accounts.len() {
            let (a, b) = (number(&one, measure, row), number(&other, measure, row));
            assert_eq!(a.is_some(), b.is_some(), "{measure:?} {row}");
            assert!(
                a.zip(b).is_none_or(|(a, b)| close(a * factor, b)),
                "{measure:?} {row}: {a:?} {b:?}"
            );
        }
    }
}

#[test]
fn what_is_explained_is_what_is_shown() {
    let document = rich();
    let valuation = value(&document).output;
    let explainer = Explainer::new(&document, &valuation);
    for &measure in MeasureId::ALL {
        for row in 0..document.portfolio.accounts.len() {
            let explanation = explainer.explain(measure, row);
            assert_eq!(
                explanation.result,
                valuation.get(measure, row),
                "{measure:?} {row}"
            );
            assert_eq!(explanation.measure, measure);
            assert!(!explanation.formula.is_empty() && !explanation.worked.is_empty());
            if explanation.result.value.is_none() {
                assert!(
                    !explanation.notes.is_empty(),
                    "{measure:?} {row} is unknown and says no reason"
                );
            }
            for term in explanation.terms.iter().filter(|term| term.measure.is_some()) {
                let referred = term.measure.unwrap();
                assert_eq!(
                    term.value,
                    number(&valuation, referred, row),
                    "{measure:?} {row} {}",
                    term.label
                );
            }
        }
    }
}

/// The terms of an explanation put together again by the formula it states.
fn put_together(explanation: &both_sides::measures::Explanation) -> Option<f64> {
    let terms: Vec<Option<f64>> = explanation.terms.iter().map(|term| term.value).collect();
    let known: Vec<f64> = terms.iter().flatten().copied().collect();
    let sum: f64 = known.iter().sum();
    let pairs = || known.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    use MeasureId as M;
    match explanation.measure {
        M::Revenue | M::HistoricRevenue | M::HistoricProfit | M::CostToServe | M::Depth => {
            terms.first().copied().flatten().map(|_| sum)
        }
        M::GrossMargin => terms[0].map(|_| known.iter().product()),
        M::AvoidableCost if explanation.terms[0].measure == Some(M::CostToServe) => {
            Some(terms[0]? * terms[1]?)
        }
        M::AvoidableCost => Some(sum),
        M::Contribution => Some(terms[0]? - terms[1].unwrap_or(0.0)),
        M::Retention if terms.len() == 4 => {
            Some((known[0] * known[1] + known[2]) / (known[1] + known[2] + known[3]))
        }
        M::Retention => terms.first().copied().flatten().or(explanation.result.value),
        M::StillThere | M::ExpectedPurchases => explanation.result.value,
        M::CurrentValue => Some(terms[0]? * terms[4]?),
        M::ValueReceived | M::RelativeValue => {
            let weights: f64 = pairs().map(|(_, weight)| weight).sum();
            (weights > 0.0).then(|| pairs().map(|(value, weight)| value * weight).sum::<f64>() / weights)
        }
        M::RelativeQuality | M::RelativePrice => {
            let weights: f64 = pairs().map(|(_, weight)| weight).sum();
            let profile = pairs().map(|(value, weight)| value * weight).sum::<f64>() / weights;
            let is_price = explanation.measure == M::RelativePrice;
            (weights > 0.0).then(|| if is_price { 1.0 / profile } else { profile })
        }
        M::FairPrice => explanation
            .result
            .value
            .and_then(|_| Some((1.0 + terms[1]? / terms[2]? * (terms[0]? - 1.0)).max(0.0))),
        M::Attitude => explanation.result.value.map(|_| sum / known.len() as f64),
        M::Intention | M::Usage => terms[0],
        M::RemainingLength => Some(terms[0]? / (1.0 - terms[0]?)).filter(|years| years.is_finite()),
        M::Penetration | M::UnitsCovered => Some(terms[0]? / terms[1]?).filter(|share| *share > 0.0),
        M::ImportanceToThem | M::ImportanceToUs => {
            let weights = [3.0, 3.0, 2.0, 1.0];
            let turned = |place: usize, value: f64| if place == 2 { 100.0 - value } else { value };
            let counted = terms.iter().enumerate().zip(weights);
            let counted =
                counted.filter_map(|((place, value), weight)| Some((turned(place, (*value)?), weight)));
            let (sum, all) = counted.fold((0.0, 0.0), |(sum, all), (value, weight)| {
                (sum + value * weight, all + weight)
            });
            (all > 0.0).then(|| sum / all)
        }
        // Their terms show what an item reads; that its points add up is a law of tests/composites_laws.rs.
        M::AgreedValue | M::Payoff | M::Potential | M::Partnership | M::Priority => explanation.result.value,
        M::Surplus => Some(terms[0]? - terms[1]?),
        M::NetValue => Some(terms[0].unwrap_or(0.0) + terms[1]? - terms[2]?)
            .filter(|_| explanation.result.value.is_some()),
        M::RelationshipValue => explanation.result.value.map(|_| {
            terms[0].unwrap_or(0.0) - terms[1].unwrap_or(0.0) + terms[2..].iter().flatten().sum::<f64>()
        }),
        M::TotalValue | M::PotentialGap => explanation.result.value.map(|_| sum),
        M::PotentialValue => explanation.result.value.and(Some(terms[0]? + terms[6]?)),
        M::GapRetention | M::GapShare | M::GapBreadth | M::GapMargin | M::GapCost => explanation
            .result
            .value
            .map(|_| terms[2..].iter().flatten().sum::<f64>() / 5.0),
        M::ReferenceRole | M::ReferralRole | M::LearningRole | M::InnovationRole => {
            explanation.result.value.map(|_| 100.0 * (1.0 - libm::exp2(-sum)))
        }
        M::Attention => explanation
            .result
            .value
            .and_then(|_| Some((terms[0]? / terms[1]?) / (terms[2]? / terms[3]?))),
        M::ReferenceLoad => explanation.result.value.map(|_| sum / 4.0),
        M::ReferenceValue => explanation.result.value.map(|_| sum),
        M::Length => terms[0],
        M::Breadth => explanation.result.value.map(|_| known.len() as f64),
        M::EffectiveBreadth => explanation
            .result
            .value
            .map(|_| libm::exp(known.iter().map(|part| -part / sum * libm::log(part / sum)).sum())),
        M::ShareOfWallet => match known[..] {
            [] => None,
            [share] => Some(share),
            [rank, n] if explanation.formula.contains("rank") => Some((1.0 - rank / (n + 1.0)) * 2.0 / n),
            [revenue, size, ..] => Some(revenue / size),
        },
        M::Headroom => Some((terms[0]? - terms[1]?).max(0.0) * terms[2]?),
        M::ProfileCompleteness => Some(sum / known.len() as f64),
        M::AttributedIn
        | M::AttributedOut
        | M::SavedAcquisition
        | M::ReferralValue
        | M::Knowledge
        | M::Innovation
        | M::Human
        | M::Reputation
        | M::ExchangeBalance => explanation.result.value.map(|_| sum),
    }
}

#[test]
fn the_terms_shown_reproduce_the_value() {
    let document = rich();
    let valuation = value(&document).output;
    let explainer = Explainer::new(&document, &valuation);
    for &measure in MeasureId::ALL {
        for row in 0..document.portfolio.accounts.len() {
            let explanation = explainer.explain(measure, row);
            let (again, shown) = (put_together(&explanation), explanation.result.value);
            assert_eq!(
                again.is_some(),
                shown.is_some(),
                "{measure:?} {row} {explanation:?}"
            );
            if let (Some(again), Some(shown)) = (again, shown) {
                assert!(
                    close(again, shown),
                    "{measure:?} {row}: {again} {shown} {}",
                    explanation.worked
                );
            }
        }
    }
}

#[test]
fn of_a_bare_name_nothing_is_known_and_nothing_is_zero() {
    let valuation = value(&document(vec![account("a")])).output;
    // Nothing is re-assigned, little is known of it, and a customer leaves sooner or later.
    let said = [
        MeasureId::AttributedIn,
        MeasureId::AttributedOut,
        MeasureId::ProfileCompleteness,
        MeasureId::Retention,
        MeasureId::RemainingLength,
    ];
    for &measure in MeasureId::ALL {
        let known = number(&valuation, measure, 0);
        assert_eq!(known.is_some(), said.contains(&measure), "{measure:?}: {known:?}");
    }
}

#[test]
fn taking_away_an_input_never_turns_a_number_into_zero() {
    let full = {
        let mut one = customer("a", 100.0, 20.0, 0.8);
        one.economics.annual_revenue = exact(300.0);
        one
    };
    type Removal = fn(&mut both_sides::portfolio::Economics);
    let removals: [(Removal, &[MeasureId]); 3] = [
        (
            |e| e.gross_margin = None,
            &[
                MeasureId::GrossMargin,
                MeasureId::Contribution,
                MeasureId::CurrentValue,
                MeasureId::TotalValue,
                MeasureId::NetValue,
            ],
        ),
        (
            |e| e.cost_to_serve = None,
            &[MeasureId::CostToServe, MeasureId::AvoidableCost],
        ),
        (
            |e| e.annual_revenue = None,
            &[MeasureId::Revenue, MeasureId::Surplus, MeasureId::Headroom],
        ),
    ];
    for (remove, unknown) in removals {
        let mut less = full.clone();
        remove(&mut less.economics);
        let valuation = value(&document(vec![less])).output;
        for &measure in unknown {
            assert_eq!(number(&valuation, measure, 0), None, "{measure:?}");
        }
    }
}

#[test]
fn without_a_cost_to_serve_the_contribution_is_marked_as_estimated() {
    let mut one = customer("a", 100.0, 20.0, 0.8);
    one.economics.cost_to_serve = None;
    let document = document(vec![one]);
    let valuation = value(&document).output;
    let contribution = valuation.get(MeasureId::Contribution, 0);
    assert_eq!(
        (contribution.value, contribution.basis),
        (Some(100.0), Basis::Estimated)
    );
    let explanation = Explainer::new(&document, &valuation).explain(MeasureId::Contribution, 0);
    assert!(
        explanation.notes[0].starts_with("Cost to serve is not known"),
        "{:?}",
        explanation.notes
    );
}

#[test]
fn an_assumed_margin_carries_its_interval() {
    let mut one = account("a");
    one.economics.annual_revenue = exact(1_000.0);
    let mut document = document(vec![one]);
    document.assumptions.edit().gross_margin_ratio = Estimate::between(0.2, 0.3, 0.5);
    let margin = value(&document).output.get(MeasureId::GrossMargin, 0);
    assert_eq!((margin.value, margin.basis), (Some(300.0), Basis::Estimated));
    assert_eq!(margin.interval.map(|i| (i.low, i.high)), Some((200.0, 500.0)));
}

#[test]
fn an_influencer_counts_by_what_it_brings_and_a_prospect_is_worth_nothing_yet() {
    let mut influencer = account("i");
    influencer.kind = AccountKind::Influencer;
    let mut prospect = account("p");
    prospect.kind = AccountKind::Prospect;
    let mut document = document(vec![customer("c", 100.0, 0.0, 0.5), influencer, prospect]);
    document.portfolio.attributions.edit().push(share("c", "i", 0.25));
    let valuation = value(&document).output;
    let current = number(&valuation, MeasureId::CurrentValue, 0).unwrap();
    assert_eq!(number(&valuation, MeasureId::CurrentValue, 1), None);
    assert!(close(
        number(&valuation, MeasureId::TotalValue, 1).unwrap(),
        0.25 * current
    ));
    assert!(close(
        number(&valuation, MeasureId::NetValue, 1).unwrap(),
        0.25 * current
    ));
    for measure in [
        MeasureId::CurrentValue,
        MeasureId::TotalValue,
        MeasureId::Retention,
    ] {
        assert_eq!(number(&valuation, measure, 2), None, "{measure:?}");
    }
}

#[test]
fn earlier_payments_are_worth_the_discount_of_the_time_won() {
    let mut document = document(vec![customer("a", 100.0, 20.0, 0.8)]);
    let of = |document: &Document| valued(document, MeasureId::CurrentValue, 0).unwrap();
    let late = of(&document);
    for horizon in [None, Some(7)] {
        document.assumptions.edit().horizon = horizon;
        document.assumptions.edit().timing = PaymentTiming::End;
        let end = of(&document);
        assert!(
            horizon.is_some() || end == late,
            "the end of the year is what holds without a choice"
        );
        for (timing, factor) in [
            (PaymentTiming::Middle, 1.1_f64.sqrt()),
            (PaymentTiming::Start, 1.1),
        ] {
            document.assumptions.edit().timing = timing;
            let found = of(&document);
            assert!(
                close(found, end * factor),
                "{timing:?} {horizon:?}: {found} for {}",
                end * factor
            );
            let valuation = value(&document).output;
            let explained = Explainer::new(&document, &valuation).explain(MeasureId::CurrentValue, 0);
            assert!(explained.formula.contains("× (1 + d)"), "{}", explained.formula);
        }
    }
}

#[test]
fn a_relationship_that_has_ended_is_worth_nothing_more() {
    let mut gone = customer("a", 100.0, 0.0, 0.5);
    gone.economics.annual_retention = None;
    gone.until = both_sides::units::Day::new(2025, 6, 30);
    let mut document = document(vec![gone]);
    document.assumptions.edit().convention = CountToday;
    assert_eq!(valued(&document, MeasureId::CurrentValue, 0), Some(0.0));
}

fn with_rate(mut document: Document) -> Document {
    document.assumptions.edit().exchange.push(ExchangeRate {
        unit: "Idea".to_owned(),
        capital: Capital::Knowledge,
        worth: Estimate::between(100.0, 200.0, 400.0).unwrap(),
    });
    document
}

#[test]
fn an_idea_counts_until_it_has_become_margin() {
    let mut document = with_rate(document(vec![customer("a", 100.0, 0.0, 0.5), account("b")]));
    let mut idea = us_from("a", EventKind::Feedback, Capital::Knowledge);
    idea.quantity = 3.0;
    document.portfolio.events.edit().push(idea);
    assert_eq!(valued(&document, MeasureId::Knowledge, 0), Some(600.0));
    assert_eq!(valued(&document, MeasureId::ExchangeBalance, 0), Some(600.0));
    let idea = &mut document.portfolio.events.edit()[0];
    idea.status = OutcomeStatus::Realised;
    idea.outcome_account = Some(both_sides::portfolio::AccountId::new("b"));
    assert_eq!(valued(&document, MeasureId::Knowledge, 0), Some(0.0), "released");
    assert_eq!(
        valued(&document, MeasureId::ExchangeBalance, 0),
        Some(600.0),
        "it did pass"
    );
    document.portfolio.events.edit()[0].status = OutcomeStatus::Failed;
    assert_eq!(valued(&document, MeasureId::Knowledge, 0), Some(0.0));
}

#[test]
fn switched_off_nothing_that_is_not_money_becomes_money() {
    let mut document = with_rate(document(vec![customer("a", 100.0, 0.0, 0.5)]));
    document
        .portfolio
        .events
        .edit()
        .push(us_from("a", EventKind::Feedback, Capital::Knowledge));
    document.assumptions.edit().exchange_on = false;
    let scored = value(&document);
    assert_eq!(number(&scored.output, MeasureId::Knowledge, 0), None);
    assert_eq!(scored.warnings, [], "a choice is no reason to distrust");
    let total = number(&scored.output, MeasureId::TotalValue, 0);
    assert_eq!(total, number(&scored.output, MeasureId::CurrentValue, 0));
}

#[test]
fn two_referrals_of_one_account_share_what_they_saved() {
    let mut document = document(vec![account("a"), account("b"), customer("won", 100.0, 0.0, 0.5)]);
    document.assumptions.edit().acquisition_cost = exact(900.0);
    for giver in ["a", "b"] {
        let mut referral = us_from(giver, EventKind::CustomerReferral, Capital::Social);
        referral.outcome_account = Some(both_sides::portfolio::AccountId::new("won"));
        document.portfolio.events.edit().push(referral);
    }
    assert_eq!(
        valued(&document, MeasureId::SavedAcquisition, 0),
        Some(0.0),
        "nothing is won yet"
    );
    for referral in document.portfolio.events.edit() {
        referral.status = OutcomeStatus::Realised;
    }
    assert_eq!(valued(&document, MeasureId::SavedAcquisition, 0), Some(450.0));
    assert_eq!(valued(&document, MeasureId::SavedAcquisition, 1), Some(450.0));
}

#[test]
fn what_we_gave_is_taken_off_the_balance() {
    let mut document = with_rate(document(vec![account("a")]));
    let mut given = us_from("a", EventKind::Feedback, Capital::Knowledge);
    std::mem::swap(&mut given.giver, &mut given.receiver);
    assert_eq!(given.giver, Party::Us);
    document.portfolio.events.edit().push(given);
    assert_eq!(valued(&document, MeasureId::ExchangeBalance, 0), Some(-200.0));
    assert_eq!(
        valued(&document, MeasureId::LearningRole, 0),
        Some(0.0),
        "we told them, not they us"
    );
}

#[test]
fn an_older_success_fills_a_role_less() {
    let mut document = document(vec![account("a"), account("b")]);
    for (giver, year) in [("a", 2026), ("b", 2022)] {
        let mut used = us_from(giver, EventKind::ReferenceUse, Capital::Reputational);
        used.status = OutcomeStatus::Realised;
        used.date = both_sides::units::Day::new(year, 1, 1);
        document.portfolio.events.edit().push(used);
    }
    let role = |row| valued(&document, MeasureId::ReferenceRole, row).unwrap();
    assert_eq!(role(0), 50.0);
    // Four years are two half-lives: a quarter of a point.
    assert!(
        (role(1) - 100.0 * (1.0 - libm::exp2(-0.25))).abs() < 0.02,
        "{}",
        role(1)
    );
}

#[test]
fn a_segment_without_renewals_borrows_the_portfolio_and_that_the_assumption() {
    let mut seen = account("seen");
    seen.segment = "A".to_owned();
    seen.renewals = Some(Renewals { renewed: 16, lost: 0 });
    let mut unseen = account("unseen");
    unseen.segment = "B".to_owned();
    let both = document(vec![seen, unseen.clone()]);
    // Portfolio: (0.75 × 4 + 16) ÷ 20 = 0.95.
    assert_eq!(valued(&both, MeasureId::Retention, 1), Some(0.95));
    assert_eq!(
        valued(&document(vec![unseen]), MeasureId::Retention, 0),
        Some(0.75)
    );
    let mut bare = document(vec![account("a")]);
    bare.assumptions.edit().prior_retention = None;
    assert_eq!(valued(&bare, MeasureId::Retention, 0), None);
}

#[test]
fn equal_accounts_share_pointers_and_numbers() {
    let one = Shared::new(customer("a", 5.0, 1.0, 0.5));
    let mut document = document(vec![]);
    document.portfolio.accounts = vec![one.clone(), one];
    let valuation = value(&document).output;
    assert_eq!(
        valuation.get(MeasureId::CurrentValue, 0),
        valuation.get(MeasureId::CurrentValue, 1)
    );
}

#[test]
fn nobodys_renewals_count_twice() {
    let mut alone = account("alone");
    alone.segment = "A".to_owned();
    alone.renewals = Some(Renewals { renewed: 3, lost: 0 });
    // (0.75 × 4 + 3) ÷ 7, whether its segment is named or not.
    let wanted = Some(6.0 / 7.0);
    assert_eq!(
        valued(&document(vec![alone.clone()]), MeasureId::Retention, 0),
        wanted
    );
    alone.segment = String::new();
    assert_eq!(valued(&document(vec![alone]), MeasureId::Retention, 0), wanted);
}
