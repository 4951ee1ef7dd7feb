//! The Metric audit on the sample and on Superstore, and the laws of its pictures.

#![allow(clippy::unwrap_used)]

mod lens_support;

use both_sides::chart::{PlainWidths, agreement_plate, slope_plate};
use both_sides::measures::places::moves;
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::Document;
use both_sides::report::metric_audit::{AuditChoice, AuditReport, Way, metric_audit};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::slices::at_once;
use lens_support::{WIDTHS, all_rows, holds_together, superstore};
use proptest::prelude::*;

fn lens(document: &Document, valuation: &Valuation) -> AuditReport {
    let rows = all_rows(valuation);
    let choice = AuditChoice::first(valuation);
    at_once(metric_audit(
        document,
        valuation,
        &rows,
        choice,
        &NumberStyle::default(),
    ))
}

#[test]
fn of_the_superstores_155_losers_20_are_among_the_159_biggest() {
    let (document, valuation) = superstore();
    let report = lens(&document, &valuation);
    assert_eq!(
        report.today,
        MeasureId::HistoricRevenue,
        "the same years as the profit"
    );
    let [losing, promising, hidden] = &report.lists;
    assert_eq!(
        losing.summary,
        "155 accounts lose; 20 of them are among the 159 biggest by revenue so far."
    );
    assert_eq!(losing.rows.len(), 20);
    assert!(
        losing
            .rows
            .iter()
            .all(|row| row.reason.contains("but profit so far −"))
    );
    assert!(!promising.rows.is_empty());
    assert!(
        hidden.rows.is_empty() && hidden.summary.contains("not known of anybody"),
        "an order log says nothing of relationships: {}",
        hidden.summary
    );
    let slope = report.slope.unwrap();
    assert_eq!((slope.n_both, slope.lines.len()), (793, 600));
}

#[test]
fn the_sample_has_somebody_in_every_list() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let report = lens(&document, &valuation);
    assert_eq!(report.today, MeasureId::Revenue);
    for list in &report.lists {
        assert!(!list.rows.is_empty(), "{}: {}", list.title, list.summary);
    }
    let number = |measure, row| valuation.get(measure, row).value.unwrap();
    let [losing, promising, hidden] = &report.lists;
    assert!(
        losing
            .rows
            .iter()
            .all(|row| number(MeasureId::Contribution, row.row) < 0.0)
    );
    let median = both_sides::maths::median(
        (valuation
            .column(MeasureId::Revenue)
            .known()
            .map(|(_, value)| value))
        .collect(),
    );
    assert!(
        promising
            .rows
            .iter()
            .all(|row| number(MeasureId::Revenue, row.row) <= median.unwrap())
    );
    let most = hidden
        .rows
        .iter()
        .map(|row| number(MeasureId::RelationshipValue, row.row));
    assert!(
        most.clone().zip(most.skip(1)).all(|(one, next)| one >= next),
        "the most first"
    );
}

#[test]
fn what_is_not_known_is_counted_and_nobody_is_ranked_by_it() {
    let mut document = sample().unwrap();
    let account = document.portfolio.accounts[0].edit();
    account.orders = None;
    account.economics.annual_revenue = None;
    let valuation = value(&document).output;
    assert_eq!(valuation.get(MeasureId::Revenue, 0).value, None);
    let report = lens(&document, &valuation);
    let slope = report.slope.unwrap();
    assert!(slope.lines.iter().all(|line| line.row != 0));
    assert!(
        report
            .words
            .iter()
            .any(|words| words.contains("one of the two is not known"))
    );
    let nobody = at_once(metric_audit(
        &document,
        &valuation,
        &[0],
        AuditChoice::first(&valuation),
        &NumberStyle::default(),
    ));
    assert!(nobody.slope.is_none());
    assert!(nobody.words[0].starts_with("Fewer than two"));
}

#[test]
fn the_pictures_hold_together_at_every_width() {
    let (document, valuation) = superstore();
    let sample = sample().unwrap();
    let sampled = value(&sample).output;
    for report in [lens(&document, &valuation), lens(&sample, &sampled)] {
        let slope = report.slope.clone().unwrap();
        for width in WIDTHS {
            let plate = slope_plate(&slope, width, &PlainWidths);
            holds_together(&plate);
            assert_eq!(plate.targets.len(), slope.lines.len());
            let plate = agreement_plate(&report, width, &PlainWidths);
            holds_together(&plate);
            assert_eq!(plate.targets.len(), report.agreements.len());
        }
    }
}

#[test]
fn level_accounts_do_not_move_and_say_so() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let rows = all_rows(&valuation);
    let choice = AuditChoice {
        today: MeasureId::Revenue,
        against: MeasureId::Revenue,
        best: 10,
    };
    let report = at_once(metric_audit(
        &document,
        &valuation,
        &rows,
        choice,
        &NumberStyle::default(),
    ));
    let slope = report.slope.unwrap();
    assert!(
        slope
            .lines
            .iter()
            .all(|line| line.way == Way::Level && line.heights[0] == line.heights[1])
    );
    assert_eq!(slope.verdict, "It is the same ranking.");
}

proptest! {
    /// Places gained and lost add up to nothing, and the other way round everybody moves by the opposite.
    #[test]
    fn what_some_climb_others_fall(one in 0..MeasureId::ALL.len(), other in 0..MeasureId::ALL.len()) {
        let document = sample().unwrap();
        let valuation = value(&document).output;
        let rows = all_rows(&valuation);
        let (one, other) = (MeasureId::ALL[one], MeasureId::ALL[other]);
        let there = moves(&valuation, &rows, one, other);
        let sum: f64 = there.iter().map(|step| step.climbed()).sum();
        prop_assert!(sum.abs() < 1e-9, "{sum}");
        let mut back = moves(&valuation, &rows, other, one);
        back.sort_by_key(|step| step.row);
        let mut there = there;
        there.sort_by_key(|step| step.row);
        for (there, back) in there.iter().zip(&back) {
            prop_assert_eq!((there.row, there.climbed()), (back.row, -back.climbed()));
        }
    }
}
