//! Laws of what is weighed together, of segments and of the portfolio, for every input.

#![allow(clippy::unwrap_used)]

mod measures_support;

use std::collections::BTreeMap;

use both_sides::maths::{Standings, adjusted_rand};
use both_sides::measures::gaps::{account_gaps, mean_gaps};
use both_sides::measures::rankings::{agreement, effective_weights};
use both_sides::measures::received::ReceivedTerms;
use both_sides::measures::relative_value::RelativeTerms;
use both_sides::measures::segments::segments;
use both_sides::measures::snapshots::{
    RevenueKept, RevenueMoved, Worth, return_on_customer, revenues_since, take,
};
use both_sides::measures::thirds::Cube;
use both_sides::measures::three_ps::{Composing, Composite};
use both_sides::measures::{Explainer, Groundwork, MeasureId, Unit, value};
use both_sides::portfolio::{
    AccountId, Document, Item, ItemSource, Part, Scale, SegmentMethod, Segmentation, Shared,
};
use both_sides::sample::sample;
use both_sides::slices::at_once;
use both_sides::units::Estimate;
use measures_support::{customer, document, exact, number, said};
use proptest::prelude::*;

const COMPOSITES: [MeasureId; 4] = [
    MeasureId::Payoff,
    MeasureId::Potential,
    MeasureId::Partnership,
    MeasureId::Priority,
];

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()))
}

/// Customers of whom this and that is known, and items with any weight and scale.
fn any_weighed() -> impl Strategy<Value = Document> {
    let account = (
        -1e6..1e6_f64,
        0.0..0.99_f64,
        prop::option::of(0.0..100.0_f64),
        prop::option::of(0.0..100.0_f64),
        prop::option::of(1.0..1e6_f64),
    );
    let scale = prop_oneof![
        Just(Scale::Percentile),
        (-1e3..1e3_f64, -1e3..1e3_f64).prop_map(|(from, to)| Scale::Target { from, to })
    ];
    let source = prop_oneof![
        prop::sample::select(vec!["contribution", "current_value", "headroom", "retention"])
            .prop_map(|key| ItemSource::Measure(key.to_owned())),
        Just(ItemSource::Field(both_sides::portfolio::Field::PaymentBehaviour)),
        Just(ItemSource::Judged("Tolerance".to_owned())),
    ];
    let items = prop::collection::vec((source, 0.0..5.0_f64, scale), 0..6);
    (prop::collection::vec(account, 1..12), items).prop_map(|(accounts, items)| {
        let accounts =
            accounts
                .into_iter()
                .enumerate()
                .map(|(row, (margin, retention, paid, judged, wallet))| {
                    let mut account = customer(&row.to_string(), margin, 10.0, retention);
                    account.economics.payment_behaviour = paid;
                    account.economics.annual_revenue = exact(margin.abs());
                    account.wallet.annual_size = wallet.and_then(Estimate::exact);
                    if let Some(judged) = judged {
                        account.extra.insert("Tolerance".to_owned(), judged.to_string());
                    }
                    account
                });
        let mut document = document(accounts.collect());
        document.composites.edit().items = items
            .into_iter()
            .map(|(source, weight, scale)| Item {
                part: Part::Payoff,
                source,
                weight,
                scale,
            })
            .collect();
        document
    })
}

proptest! {
    #[test]
    fn the_items_add_up_to_the_score_and_their_weights_to_the_coverage(document in any_weighed()) {
        let valuation = value(&document).output;
        let groundwork = Groundwork::new(&document);
        let composing = Composing::new(&document, &groundwork, &valuation);
        for composite in Composite::ALL {
            for row in 0..document.portfolio.accounts.len() {
                let terms = composing.terms(composite, &document, &groundwork, &valuation, row);
                let score = number(&valuation, composite.measure(), row);
                let points: f64 = terms.points().flatten().sum();
                prop_assert!(score.is_none_or(|score| close(points, score)), "{composite:?} {points} {score:?}");
                if let Some(score) = score {
                    prop_assert!((-1e-9..=100.0 + 1e-9).contains(&score));
                }
                let coverage = terms.coverage();
                prop_assert!(coverage.is_none_or(|share| (0.0..=1.0 + 1e-12).contains(&share)));
                let least = if composite == Composite::Priority { 0.5 } else { f64::MIN_POSITIVE };
                prop_assert_eq!(coverage.is_some_and(|share| share >= least), score.is_some());
            }
        }
    }

    #[test]
    fn another_currency_changes_no_percentile_and_no_priority(document in any_weighed(), factor in 0.01..1000.0_f64) {
        let mut document = document;
        for item in &mut document.composites.edit().items {
            if item.source != ItemSource::Judged("Tolerance".to_owned()) {
                item.scale = Scale::Percentile;
            }
        }
        let mut other = document.clone();
        for account in &mut other.portfolio.accounts {
            let account = account.edit();
            let scale = |estimate: Option<Estimate>| estimate.and_then(|one| Estimate::exact(one.base() * factor));
            account.economics.gross_margin = scale(account.economics.gross_margin);
            account.economics.cost_to_serve = scale(account.economics.cost_to_serve);
            account.economics.annual_revenue = scale(account.economics.annual_revenue);
            account.wallet.annual_size = scale(account.wallet.annual_size);
        }
        let (one, another) = (value(&document).output, value(&other).output);
        for measure in COMPOSITES.into_iter().chain([MeasureId::ImportanceToThem, MeasureId::ImportanceToUs]) {
            for row in 0..document.portfolio.accounts.len() {
                let (a, b) = (number(&one, measure, row), number(&another, measure, row));
                prop_assert_eq!(a.is_some(), b.is_some());
                prop_assert!(close(a.unwrap_or(0.0), b.unwrap_or(0.0)), "{:?} {:?} {:?}", measure, a, b);
            }
        }
    }

    #[test]
    fn the_order_of_accounts_changes_no_score(document in any_weighed(), turn in 0..12_usize) {
        let mut turned = document.clone();
        let n = turned.portfolio.accounts.len();
        turned.portfolio.accounts.rotate_left(turn % n);
        let (one, other) = (value(&document).output, value(&turned).output);
        for measure in COMPOSITES {
            for row in 0..n {
                let moved = (row + n - turn % n) % n;
                let (a, b) = (number(&one, measure, row), number(&other, measure, moved));
                prop_assert!(close(a.unwrap_or(-1.0), b.unwrap_or(-1.0)), "{:?} {:?} {:?}", measure, a, b);
            }
        }
    }

    #[test]
    fn percentiles_lie_within_bounds_and_rise(values in prop::collection::vec(-1e3..1e3_f64, 1..40)) {
        let standings = Standings::new(values.clone());
        let mut sorted = values;
        sorted.sort_by(f64::total_cmp);
        let found: Vec<f64> = sorted.iter().map(|value| standings.percentile(*value)).collect();
        prop_assert!(found.is_sorted());
        prop_assert!(found.iter().all(|percentile| (0.0..=100.0).contains(percentile)));
        let mean = found.iter().sum::<f64>() / found.len() as f64;
        prop_assert!(close(mean, 50.0), "{mean}");
    }

    #[test]
    fn effective_weights_add_up_to_one_whatever_the_inputs(
        inputs in prop::collection::vec(prop::collection::vec(prop::option::of(0.0..100.0_f64), 8), 1..5),
        weights in prop::collection::vec(0.0..5.0_f64, 5),
    ) {
        let found = at_once(effective_weights(&inputs, &weights[..inputs.len()]));
        if let Some(effective) = found.effective {
            prop_assert!(close(effective.iter().sum(), 1.0));
        }
        for (one, other, rho) in found.pairs {
            prop_assert!(one < other && (0.8..=1.0 + 1e-9).contains(&rho));
        }
    }

    #[test]
    fn revenue_kept_adds_up(revenues in prop::collection::vec((0.0..1e6_f64, 0.0..1e6_f64), 1..30)) {
        let kept = RevenueKept::of(revenues.iter().copied());
        let after: f64 = revenues.iter().map(|(_, after)| after).sum();
        let rest = kept.start - kept.churn - kept.contraction + kept.expansion + kept.new;
        prop_assert!((rest - after).abs() < 1e-6 * (1.0 + after));
        if let (Some(gross), Some(net)) = (kept.gross(), kept.net()) {
            prop_assert!((-1e-9..=1.0 + 1e-9).contains(&gross) && gross <= net + 1e-12);
        }
    }

    #[test]
    fn return_on_customer_is_what_came_in_and_what_it_is_worth_now_over_what_it_was(
        earned in -1e6..1e6_f64, now in 0.0..1e6_f64, before in 1.0..1e6_f64,
    ) {
        let found = return_on_customer(earned, now, before).unwrap();
        prop_assert!(close(found, (earned + now) / before - 1.0));
        prop_assert!(close(return_on_customer(earned * 7.0, now * 7.0, before * 7.0).unwrap(), found));
    }

    #[test]
    fn the_same_division_agrees_whatever_its_names(groups in prop::collection::vec(0..4_u8, 2..40)) {
        prop_assert!(close(adjusted_rand(&groups, &groups), 1.0));
        let renamed: Vec<u8> = groups.iter().map(|group| (group + 1) % 4).collect();
        prop_assert!(close(adjusted_rand(&groups, &renamed), 1.0));
        let constant = vec![0_u8; groups.len()];
        prop_assert!(close(adjusted_rand(&groups, &constant), adjusted_rand(&constant, &groups)));
    }

    #[test]
    fn what_the_drivers_cost_adds_up_to_what_is_missing(
        told in prop::collection::vec((0..3_usize, 0..4_usize, 0.1..10.0_f64, 1.0..10.0_f64), 1..20),
    ) {
        let accounts = (0..3).map(|row| customer(&row.to_string(), 1.0, 0.0, 0.5)).collect();
        let mut document = document(accounts);
        for (place, (row, driver, importance, rating)) in told.into_iter().enumerate() {
            let mut heard = said(&row.to_string(), &format!("driver {driver}"), importance, rating, Some(5.0));
            heard.id = place.to_string();
            document.portfolio.observations.edit().push(heard);
        }
        let groundwork = Groundwork::new(&document);
        let valuation = value(&document).output;
        let mut received = Vec::new();
        let mut all = Vec::new();
        for row in 0..3 {
            let terms = ReceivedTerms::new(&document, &groundwork, row);
            let gaps = account_gaps(&terms, &RelativeTerms::new(&document, &groundwork, row));
            if let Some(index) = number(&valuation, MeasureId::ValueReceived, row) {
                let lost: f64 = gaps.iter().map(|gap| gap.lost).sum();
                prop_assert!((lost - (100.0 - index)).abs() < 1e-6);
                received.push(index);
            }
            all.push(gaps);
        }
        let mean = mean_gaps(&all);
        let lost: f64 = mean.iter().map(|gap| gap.lost).sum();
        let mean_received = received.iter().sum::<f64>() / received.len() as f64;
        prop_assert!((lost - (100.0 - mean_received)).abs() < 1e-6);
        prop_assert!(close(mean.iter().map(|gap| gap.importance).sum(), 1.0));
        for gap in &mean {
            prop_assert!((gap.lost - gap.importance * (100.0 - gap.performance)).abs() < 1e-6);
        }
    }
}

#[test]
fn correlated_items_are_named_with_what_they_act_as() {
    let same: Vec<Option<f64>> = (0..20).map(|value| Some(f64::from(value))).collect();
    let other: Vec<Option<f64>> = (0..20).map(|value| Some(f64::from(value * 7 % 20))).collect();
    let found = at_once(effective_weights(&[same.clone(), same, other], &[1.0, 1.0, 1.0]));
    assert_eq!(found.pairs, [(0, 1, 1.0)]);
    let effective = found.effective.unwrap();
    assert!(effective[0] + effective[1] > 0.7, "{effective:?}");
}

/// Three clouds far apart: k-means finds them, whatever the dice say, and says it is sure of them.
#[test]
fn clouds_far_apart_are_found_and_stable() {
    let accounts = (0..60).map(|row| {
        let cloud = f64::from(row % 3);
        customer(
            &row.to_string(),
            1_000.0 * cloud + f64::from(row),
            0.0,
            0.3 + 0.3 * cloud,
        )
    });
    let document = document(accounts.collect());
    let valuation = value(&document).output;
    let how = |seed| Segmentation {
        method: SegmentMethod::Clusters,
        cluster_measures: vec!["contribution".to_owned(), "retention".to_owned()],
        n_clusters: 3,
        seed,
        ..Segmentation::default()
    };
    let found = at_once(segments(&how(1), &valuation, 60));
    assert!(found.stability.unwrap() > 0.99, "{:?}", found.stability);
    for row in 0..60 {
        // The first group is the highest in all measures together.
        assert_eq!(found.of_row[row], Some(2 - (row % 3) as u8));
    }
    for seed in 2..6 {
        assert_eq!(at_once(segments(&how(seed), &valuation, 60)).of_row, found.of_row);
    }
}

#[test]
fn one_cloud_cut_in_pieces_is_said_to_be_unstable() {
    let accounts = (0..80).map(|row| {
        let turn = f64::from(row) * 2.399_963;
        let away = (f64::from(row) / 80.0).sqrt();
        customer(
            &row.to_string(),
            1_000.0 + 500.0 * away * turn.cos(),
            0.0,
            0.5 + 0.4 * away * turn.sin(),
        )
    });
    let document = document(accounts.collect());
    let valuation = value(&document).output;
    let how = Segmentation {
        cluster_measures: vec!["contribution".to_owned(), "retention".to_owned()],
        n_clusters: 5,
        ..Segmentation::default()
    };
    assert!(at_once(segments(&how, &valuation, 80)).stability.unwrap() < 0.85);
}

#[test]
fn quantiles_are_of_equal_size_and_unknown_stays_out() {
    let mut accounts: Vec<_> = (0..40)
        .map(|row| customer(&row.to_string(), f64::from(row), 0.0, 0.5))
        .collect();
    accounts.push(measures_support::account("unknown"));
    let document = document(accounts);
    let valuation = value(&document).output;
    let how = Segmentation {
        method: SegmentMethod::Quantiles,
        quantile_measure: "contribution".to_owned(),
        n_quantiles: 4,
        ..Segmentation::default()
    };
    let found = at_once(segments(&how, &valuation, 41));
    let mut sizes = BTreeMap::new();
    for group in &found.of_row {
        *sizes.entry(*group).or_insert(0) += 1;
    }
    assert_eq!(
        sizes,
        BTreeMap::from([
            (None, 1),
            (Some(0), 10),
            (Some(1), 10),
            (Some(2), 10),
            (Some(3), 10)
        ])
    );
    assert_eq!(found.of_row[39], Some(0), "the first segment holds the best");
}

#[test]
fn the_first_rule_that_fits_counts_and_an_open_question_leaves_out() {
    let mut poor = customer("poor", 10.0, 0.0, 0.5);
    poor.economics.annual_revenue = exact(5.0);
    let document = document(vec![
        customer("rich", 100.0, 0.0, 0.5),
        poor,
        measures_support::account("blank"),
    ]);
    let valuation = value(&document).output;
    let rule = |name: &str, conditions: Vec<(&str, bool, f64)>| both_sides::portfolio::SegmentRule {
        name: name.to_owned(),
        conditions: conditions
            .into_iter()
            .map(|(measure, at_least, bound)| both_sides::portfolio::Condition {
                measure: measure.to_owned(),
                at_least,
                bound,
            })
            .collect(),
    };
    let how = Segmentation {
        method: SegmentMethod::Rules,
        rules: vec![
            rule("big", vec![("contribution", true, 50.0)]),
            rule("rest", vec![]),
        ],
        ..Segmentation::default()
    };
    assert_eq!(
        at_once(segments(&how, &valuation, 3)).of_row,
        [Some(0), Some(1), None]
    );
}

#[test]
fn a_ranking_agrees_with_itself_and_not_with_its_reverse() {
    let accounts = (0..10).map(|row| customer(&row.to_string(), f64::from(row), f64::from(row) * 3.0, 0.5));
    let document = document(accounts.collect());
    let valuation = value(&document).output;
    let rows: Vec<usize> = (0..10).collect();
    let same = agreement(
        &valuation,
        &rows,
        MeasureId::GrossMargin,
        MeasureId::GrossMargin,
        3,
    );
    assert_eq!(
        (same.rho, same.overlap(), same.n_both),
        (Some(1.0), Some(1.0), 10)
    );
    // More margin goes with less contribution here: 0, −2, −4 …
    let reverse = agreement(
        &valuation,
        &rows,
        MeasureId::GrossMargin,
        MeasureId::Contribution,
        3,
    );
    assert_eq!((reverse.rho, reverse.overlap()), (Some(-1.0), Some(0.0)));
    // Less cost is the better end.
    let cost = agreement(
        &valuation,
        &rows,
        MeasureId::GrossMargin,
        MeasureId::CostToServe,
        3,
    );
    assert_eq!(cost.rho, Some(-1.0));
}

#[test]
fn the_cube_of_the_sample_holds_everybody_whose_three_sides_are_known() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let cube = Cube::new(&valuation);
    for row in 0..document.portfolio.accounts.len() {
        let known = [MeasureId::Length, MeasureId::Breadth, MeasureId::Depth]
            .iter()
            .all(|measure| number(&valuation, *measure, row).is_some());
        assert_eq!(cube.cell(row).is_some(), known);
        assert!(cube.cell(row).is_none_or(|cell| cell < 27));
    }
}

#[test]
fn a_snapshot_holds_every_measure_and_nothing_changed_means_no_change() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let snapshot = take(&document, &valuation, "s".to_owned(), "Now".to_owned());
    for column in &snapshot.columns {
        let measure = MeasureId::from_key(&column.measure).unwrap();
        for (row, kept) in column.values.iter().enumerate() {
            let value = number(&valuation, measure, row);
            assert_eq!(kept.is_some(), value.is_some(), "{measure:?}");
            let (kept, value) = (kept.unwrap_or_default(), value.unwrap_or_default());
            assert!(
                (kept - value).abs() <= 1e-7 * value.abs(),
                "{measure:?} {kept} {value}"
            );
        }
    }
    let (then, now) = (
        Worth::then(&snapshot).unwrap(),
        Worth::now(&document, &valuation).unwrap(),
    );
    assert!((then.customer_equity / now.customer_equity - 1.0).abs() < 1e-7);
    let moved = RevenueMoved::of(&document, &revenues_since(&document, &valuation, &snapshot));
    assert!((moved.kept.net().unwrap() - 1.0).abs() < 1e-6 && moved.kept.new == 0.0);
    // Somebody gone since is lost revenue.
    let mut later = document.clone();
    let gone = later
        .portfolio
        .accounts
        .iter()
        .position(|account| account.orders.is_some())
        .unwrap();
    later.portfolio.accounts.remove(gone);
    let moved = RevenueMoved::of(&later, &revenues_since(&later, &value(&later).output, &snapshot));
    assert!(moved.kept.churn > 0.0 && moved.kept.gross().unwrap() < 1.0);
}

#[test]
fn every_new_measure_explains_itself_with_the_same_number() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let explainer = Explainer::new(&document, &valuation);
    let measures = COMPOSITES.into_iter().chain([
        MeasureId::ImportanceToThem,
        MeasureId::ImportanceToUs,
        MeasureId::Attitude,
        MeasureId::Intention,
        MeasureId::RelativeQuality,
        MeasureId::RelativePrice,
        MeasureId::FairPrice,
        MeasureId::RemainingLength,
        MeasureId::Penetration,
        MeasureId::UnitsCovered,
        MeasureId::Usage,
    ]);
    for measure in measures {
        for row in 0..document.portfolio.accounts.len() {
            let explained = explainer.explain(measure, row);
            assert_eq!(explained.result, valuation.get(measure, row), "{measure:?} {row}");
            assert!(!explained.formula.is_empty());
            let is_known = explained.result.value.is_some();
            assert!(
                is_known || !explained.notes.is_empty(),
                "{measure:?} {row} says why it is unknown"
            );
        }
    }
    assert_eq!(MeasureId::FairPrice.unit(), Unit::Times);
}

#[test]
fn an_account_that_is_not_there_is_no_snapshot_trouble() {
    let mut document = document(vec![customer("a", 10.0, 1.0, 0.5)]);
    let valuation = value(&document).output;
    let mut snapshot = take(&document, &valuation, "s".to_owned(), "Then".to_owned());
    snapshot.accounts[0] = AccountId::new("somebody else");
    document.snapshots.push(Shared::new(snapshot));
    let snapshot = document.snapshots[0].clone();
    let moved = revenues_since(&document, &valuation, &snapshot);
    assert_eq!(moved, [(Some(0), 0.0, 0.0)]);
}
