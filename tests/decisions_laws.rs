//! Zones, fix or release, and what to look at first.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::decisions::fix_or_release::{cost_cut_needed, price_rise_needed};
use both_sides::decisions::{
    Axis, FixOrRelease, Placement, Step, ThresholdOrigin, Verdict, Zone, ZoneMap, fix_or_release, threshold,
};
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::{Account, Capital, Document, EventKind};
use both_sides::report::decisions::{fixes as fixes_of, strategies};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::units::{Estimate, Ratio};
use measures_support::{account, customer, document, exact, number, said, us_from};
use proptest::prelude::*;

fn valuation(document: &Document) -> Valuation {
    value(document).output
}

fn fixes(document: &Document) -> Vec<FixOrRelease> {
    fix_or_release(document, &valuation(document))
}

/// A customer with revenue, margin, cost and avoidable share.
fn served(margin: f64, cost: f64, avoidable: f64) -> Account {
    let mut served = customer("a", margin, cost, 0.8);
    served.economics.annual_revenue = exact(10_000.0);
    served.economics.avoidable_share = Some(Ratio::clamped(avoidable));
    served
}

/// The same with one recorded piece of knowledge of that worth.
fn related(margin: f64, cost: f64, avoidable: f64, worth: f64) -> Document {
    let mut document = document(vec![served(margin, cost, avoidable)]);
    let mut told = us_from("a", EventKind::Feedback, Capital::Knowledge);
    told.money = exact(worth);
    document.portfolio.events.edit().push(told);
    // A threshold out of reach: nothing is a hidden asset.
    document
        .map
        .edit()
        .thresholds
        .insert("relationship_value".to_owned(), 1e12);
    document
}

proptest! {
    #[test]
    fn the_break_evens_break_even(margin in -1e6..1e6_f64, loss in 0.01..1e6_f64, revenue in 1.0..1e7_f64) {
        let cost = margin + loss;
        if let Some(cut) = cost_cut_needed(margin, cost) {
            prop_assert!((margin - cost * (1.0 - cut)).abs() < 1e-6 * (1.0 + margin.abs() + cost.abs()));
        }
        let rise = price_rise_needed(margin, cost, revenue).unwrap();
        prop_assert!((margin + rise * revenue - cost).abs() < 1e-6 * (1.0 + cost.abs() + revenue));
    }

    #[test]
    fn an_account_is_below_zero_exactly_when_cost_exceeds_margin(margin in 0..1_000_i32, cost in 0..1_000_i32) {
        let cases = fixes(&document(vec![served(f64::from(margin), f64::from(cost), 0.5)]));
        prop_assert_eq!(cases.len(), usize::from(cost > margin));
    }

    #[test]
    fn release_flips_exactly_at_its_break_even(margin in 0..500_i32, more in 1..500_i32, worth in 0..2_000_i32) {
        // All cost is avoidable, so release saves the loss: at r = 0.8 and d = 0.1, 8 / 3 times that.
        let document = related(f64::from(margin), f64::from(margin + more), 1.0, f64::from(worth));
        let case = fixes(&document)[0];
        let saved = f64::from(more) * 0.8 / 0.3;
        let pays = saved - f64::from(worth) > 1e-6;
        let wanted = if pays { Verdict::FixOrRelease } else { Verdict::Fix };
        if (saved - f64::from(worth)).abs() > 1e-6 {
            prop_assert_eq!(case.verdict, wanted);
        }
    }

    #[test]
    fn avoidable_cost_below_the_margin_never_recommends_release(
        margin in 1.0..1e4_f64, more in 1.0..1e4_f64, share in 0.0..1.0_f64,
    ) {
        let cost = margin + more;
        let avoidable = share * margin / cost;
        let case = fixes(&related(margin, cost, avoidable, 0.0))[0];
        prop_assert_ne!(case.verdict, Verdict::FixOrRelease);
    }

    #[test]
    fn a_hidden_asset_is_never_released(more in 1.0..1e6_f64, worth in 1.0..1e6_f64) {
        let mut document = related(10.0, 10.0 + more, 1.0, worth);
        document.map.edit().thresholds.insert("relationship_value".to_owned(), worth);
        prop_assert_eq!(fixes(&document)[0].verdict, Verdict::HiddenAsset);
    }

    #[test]
    fn every_known_account_stands_in_one_zone(points in prop::collection::vec((1.0..10.0_f64, -1e5..1e5_f64), 1..20)) {
        let mut document = document(
            points.iter().enumerate().map(|(row, (_, margin))| customer(&row.to_string(), *margin, 0.0, 0.5)).collect(),
        );
        for (row, (rating, _)) in points.iter().enumerate() {
            document.portfolio.observations.edit().push(said(&row.to_string(), "service", 1.0, *rating, None));
        }
        let valuation = valuation(&document);
        let map = ZoneMap::value_map(&document, &valuation);
        let (x_line, y_line) = (map.across.unwrap().value, map.up.unwrap().value);
        for row in 0..points.len() {
            let Placement::In(placed) = map.place(row) else { panic!("{row} is placed") };
            let (x, y) = (
                number(&valuation, MeasureId::ValueReceived, row).unwrap(),
                number(&valuation, MeasureId::TotalValue, row).unwrap(),
            );
            prop_assert_eq!(placed.zone, Zone::of(x >= x_line, y >= y_line));
            // What is said to carry it over does, up to rounding.
            let slack = 1e-9 * (1.0 + x.abs() + y.abs());
            prop_assert!((x + placed.needed_across - x_line).abs() <= slack);
            prop_assert!((y + placed.needed_up - y_line).abs() <= slack);
            prop_assert_eq!(placed.would_become, placed.zone.across(placed.nearest));
        }
    }
}

#[test]
fn at_the_break_even_itself_release_is_not_worth_it() {
    // Saves 300 × 8 / 3 = 800 and loses 800.
    let case = fixes(&related(100.0, 400.0, 1.0, 800.0))[0];
    assert!(case.release_value.unwrap().abs() < 1e-9);
    let mut document = related(100.0, 400.0, 1.0, 0.0);
    document.portfolio.accounts[0].edit().economics.annual_retention = exact(0.0);
    let case = fixes(&document)[0];
    assert_eq!(
        (case.release_value, case.verdict),
        (Some(0.0), Verdict::Fix),
        "zero is not above zero"
    );
}

#[test]
fn what_is_unknown_is_named_and_no_release_is_recommended() {
    let mut bare = served(100.0, 400.0, 1.0);
    bare.economics.avoidable_share = None;
    let case = fixes(&document(vec![bare]))[0];
    assert_eq!(case.verdict, Verdict::FixUnknownRelease);
    assert_eq!(
        case.unknown(),
        [MeasureId::AvoidableCost, MeasureId::RelationshipValue]
    );
    assert_eq!((case.cost_cut, case.price_rise), (Some(0.75), Some(0.03)));
}

#[test]
fn a_loss_in_the_margin_itself_is_reassessed_first() {
    let mut losing = account("a");
    losing.economics.gross_margin = exact(-50.0);
    losing.economics.annual_revenue = exact(1_000.0);
    let case = fixes(&document(vec![losing]))[0];
    assert_eq!(
        (case.loss, case.cost_cut, case.price_rise),
        (50.0, None, Some(0.05))
    );
    assert_eq!(case.next, Step::Reassess);
}

#[test]
fn the_next_step_follows_the_numbers() {
    assert_eq!(
        fixes(&related(100.0, 400.0, 0.9, 0.0))[0].next,
        Step::Educate,
        "300 lie within 360 avoidable"
    );
    assert_eq!(
        fixes(&related(100.0, 400.0, 0.5, 0.0))[0].next,
        Step::Renegotiate,
        "300 exceed 200 avoidable"
    );
}

#[test]
fn thresholds_have_defaults_by_unit_and_can_be_set() {
    let mut document = document(vec![
        customer("a", 100.0, 0.0, 0.5),
        customer("b", 300.0, 0.0, 0.5),
        customer("c", -900.0, 0.0, 0.5),
    ]);
    let valuation = valuation(&document);
    let default =
        |measure| threshold(&document.map, &valuation, measure).map(|line| (line.value, line.origin));
    assert_eq!(
        default(MeasureId::ValueReceived),
        Some((50.0, ThresholdOrigin::Middle))
    );
    assert_eq!(
        default(MeasureId::RelativeValue),
        Some((1.0, ThresholdOrigin::Level))
    );
    assert_eq!(
        default(MeasureId::Contribution),
        Some((200.0, ThresholdOrigin::MedianOfPositive))
    );
    assert_eq!(
        default(MeasureId::Surplus),
        Some((0.0, ThresholdOrigin::BreakEven))
    );
    assert_eq!(
        default(MeasureId::Retention),
        Some((0.5, ThresholdOrigin::Median))
    );
    assert_eq!(default(MeasureId::Length), None);
    document
        .map
        .edit()
        .thresholds
        .insert("contribution".to_owned(), 7.0);
    let set = threshold(&document.map, &valuation, MeasureId::Contribution).unwrap();
    assert_eq!((set.value, set.origin), (7.0, ThresholdOrigin::Set));
}

#[test]
fn a_missing_value_is_named_and_stands_in_no_zone() {
    let document = document(vec![customer("a", 100.0, 0.0, 0.5), account("b")]);
    let valuation = valuation(&document);
    let map = ZoneMap::value_map(&document, &valuation);
    let missing = |across, up| Placement::Missing { across, up };
    assert_eq!(map.place(0), missing(true, false));
    assert_eq!(map.place(1), missing(true, true));
    assert_eq!(map.place(99), missing(true, true));
}

#[test]
fn the_nearer_threshold_is_the_one_fewer_accounts_lie_before() {
    let mut document = document(vec![
        customer("a", 100.0, 0.0, 0.5),
        customer("b", 110.0, 0.0, 0.5),
        customer("c", 120.0, 0.0, 0.5),
    ]);
    for (name, rating) in [("a", 2.0), ("b", 9.0), ("c", 5.0)] {
        document
            .portfolio
            .observations
            .edit()
            .push(said(name, "service", 1.0, rating, None));
    }
    let valuation = valuation(&document);
    let map = ZoneMap::value_map(&document, &valuation);
    let Placement::In(placed) = map.place(2) else {
        panic!("placed")
    };
    // Rated 5 of 10 it lies just below 50 with nobody between; worth most, two lie between it and the median.
    assert_eq!((placed.zone, placed.nearest), (Zone::Cooperative, Axis::Across));
    assert_eq!(placed.would_become, Zone::Strategic);
}

#[test]
fn the_report_lists_every_account_once_and_says_why() {
    let document = sample().unwrap();
    let (valuation, style) = (valuation(&document), NumberStyle::default());
    let zones = strategies(&document, &valuation, usize::MAX, &style);
    let n_rows: usize = zones.iter().map(|group| group.rows.len()).sum();
    assert_eq!(n_rows, document.portfolio.accounts.len());
    for row in zones.iter().flat_map(|group| &group.rows) {
        assert!(!row.moves.is_empty(), "{} has a move", row.name);
        assert!(
            row.moves.iter().all(|step| !step.because.is_empty()),
            "{} says why",
            row.name
        );
        assert!(!row.nearest.is_empty());
    }
    let first = strategies(&document, &valuation, 1, &style);
    for (short, long) in first.iter().zip(&zones) {
        assert_eq!(
            (short.n_rows, short.rows.first()),
            (long.n_rows, long.rows.first())
        );
        assert!(short.rows.len() <= 1);
    }
    let losses = fixes_of(&document, &valuation, 1, &style);
    assert_eq!((losses.rows.len(), losses.n_all), (1, 3));
    assert!(!losses.total_loss.is_empty());
}

#[test]
fn an_interval_over_the_threshold_is_told() {
    let mut one = customer("a", 100.0, 0.0, 0.5);
    one.economics.gross_margin = Estimate::between(10.0, 100.0, 500.0);
    let mut document = document(vec![one, customer("b", 90.0, 0.0, 0.5)]);
    for name in ["a", "b"] {
        document
            .portfolio
            .observations
            .edit()
            .push(said(name, "service", 1.0, 9.0, None));
    }
    let valuation = valuation(&document);
    let map = ZoneMap::value_map(&document, &valuation);
    let Placement::In(placed) = map.place(0) else {
        panic!("placed")
    };
    assert!(placed.straddles_up && !placed.straddles_across);
}
