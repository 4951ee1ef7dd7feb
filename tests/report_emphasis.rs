//! The Emphasis page: what it asks for, what it refuses, and that table, words and picture say the same.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::chart::{PlainWidths, Theme, emphasis_plate, plate_svg};
use both_sides::measures::value;
use both_sides::portfolio::{Document, Effort, Judgement};
use both_sides::report::emphasis::{EmphasisReport, emphasis};
use both_sides::report::lens::rows_shown;
use both_sides::report::style::NumberStyle;
use both_sides::saved;
use measures_support::{customer, document};

const JUDGED: [(Judgement, f64); 7] = [
    (Judgement::Margin, 50.0),
    (Judgement::AcquisitionSpend, 5.0),
    (Judgement::AcquisitionRate, 0.157_387_736_115_145_6),
    (Judgement::AcquisitionCeiling, 0.4),
    (Judgement::RetentionSpend, 10.0),
    (Judgement::RetentionRate, 0.275_428_538_212_025_8),
    (Judgement::RetentionCeiling, 0.7),
];

fn judged(judgements: &[(Judgement, f64)]) -> Document {
    let mut document = document(vec![customer("a", 100.0, 20.0, 0.6)]);
    let assumptions = document.assumptions.edit();
    assumptions.discount_rate = both_sides::units::Rate::clamped(0.2);
    for &(judgement, value) in judgements {
        assumptions.emphasis.set(judgement, Some(value));
    }
    document
}

fn page(document: &Document) -> EmphasisReport {
    let valuation = value(document).output;
    let rows = rows_shown(document, &valuation, None);
    emphasis(document, &valuation, &rows, &NumberStyle::default())
}

#[test]
fn the_worked_example_from_its_judgements() {
    let report = page(&judged(&JUDGED));
    let line = |label: &str| {
        report
            .table
            .rows
            .iter()
            .find(|row| row.cells[0] == label)
            .unwrap()
            .cells
            .clone()
    };
    assert_eq!(line("Spent per prospect")[2], "€7.76");
    assert_eq!(line("Customers kept")[2], "33.2\u{202f}%");
    assert_eq!(line("A customer is worth")[2], "€54");
    assert_eq!(line("One more customer won costs")[2], "€54");
    assert_eq!(line("One more customer kept costs")[2], "€54");
    assert!(report.words[0].contains("spend more"), "{:?}", report.words);
    let found = report.found.unwrap();
    assert!((found.best.equity - 3.9654).abs() < 5e-5);
    for effort in [Effort::Winning, Effort::Keeping] {
        for width in [320.0, 700.0] {
            let plate = emphasis_plate(&found, effort, width, &PlainWidths);
            assert_eq!(plate.targets.len(), 2);
            assert!(!plate_svg(&plate, &Theme::light()).contains("NaN"));
        }
    }
}

#[test]
fn what_is_not_judged_comes_from_the_accounts_or_is_asked_for() {
    let report = page(&judged(&[]));
    assert!(report.found.is_none());
    let asked = &report.words[0];
    assert!(
        asked.contains("spent per prospect today") && asked.contains("customers kept at most"),
        "{asked}"
    );
    assert!(
        !asked.contains("contribution of a customer"),
        "the accounts know it: {asked}"
    );
    assert!(
        !asked.contains("customers kept at that"),
        "the accounts know it: {asked}"
    );
}

#[test]
fn impossible_judgements_are_refused_with_the_way_out() {
    let mut document = judged(&JUDGED);
    let emphasis = &mut document.assumptions.edit().emphasis;
    emphasis.set(Judgement::AcquisitionCeiling, Some(0.1));
    let report = page(&document);
    assert!(report.found.is_none());
    assert!(
        report.words[0].contains("the share at most above the share reached"),
        "{:?}",
        report.words
    );
    let mut document = judged(&JUDGED);
    document
        .assumptions
        .edit()
        .emphasis
        .set(Judgement::Margin, Some(0.0));
    assert!(page(&document).words[0].contains("brings no contribution"));
}

#[test]
fn judgements_are_saved() {
    let document = judged(&JUDGED);
    let back = saved::open(&saved::write(&document)).unwrap();
    assert_eq!(back.assumptions.emphasis, document.assumptions.emphasis);
}

#[test]
fn readiness_caps_how_far_the_emphasis_can_shift() {
    let mut document = judged(&JUDGED);
    let found = page(&document).found.unwrap();
    assert_eq!(found.reach, None);
    assert!(
        page(&document)
            .words
            .iter()
            .any(|words| words.contains("rate below"))
    );
    let list = document.capabilities.edit();
    let keeping = list
        .iter()
        .position(|capability| capability.effort == Effort::Keeping)
        .unwrap();
    (list[keeping].have, list[keeping].need) = (Some(3.0), Some(6.0));
    (list[keeping + 1].have, list[keeping + 1].need) = (Some(9.0), Some(9.0));
    let report = page(&document);
    let reach = report.found.as_ref().unwrap().reach.unwrap();
    assert_eq!(reach.readiness, [None, Some(0.75)]);
    // Nothing is held back where nothing is rated; three quarters of the way where that much is ready.
    assert_eq!(reach.outcome.acquisition, found.best.acquisition);
    let way =
        (reach.outcome.retention - found.today.retention) / (found.best.retention - found.today.retention);
    assert!((way - 0.75).abs() < 1e-9);
    assert_eq!(report.table.headers[3], "Within reach");
    let told = report.words.join(" ");
    assert!(told.contains("You are 75\u{202f}% ready for keeping"), "{told}");
    assert!(
        told.contains("Invest first in: Knowing each customer's needs (have 3, need 6)"),
        "{told}"
    );
    let plate = emphasis_plate(
        report.found.as_ref().unwrap(),
        Effort::Keeping,
        640.0,
        &PlainWidths,
    );
    assert!(plate.targets.iter().any(|target| target.name == "Within reach"));
}

#[test]
fn the_sample_says_where_the_next_unit_of_money_belongs() {
    let document = both_sides::sample::sample().unwrap();
    let report = page(&document);
    let found = report.found.unwrap();
    // One of five won at 1,800 each: what the sample assumes that winning a customer costs.
    let per_customer = found.today.acquisition / found.today.won;
    assert_eq!(
        Some(per_customer),
        document.assumptions.acquisition_cost.map(|cost| cost.base())
    );
    // At the best amounts, one more customer costs what it is worth, won or kept.
    for cost in [found.best.marginal_acquisition, found.best.marginal_retention] {
        assert!((cost / found.best.customer_value - 1.0).abs() < 1e-6);
    }
    assert_eq!(
        report.words[0],
        "On winning: €1,800 per prospect today, €5,053 at best: spend more. One more customer won costs €16,384 now, \
         and is worth €103,732."
    );
}
