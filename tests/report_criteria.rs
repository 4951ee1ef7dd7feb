//! The criteria cards: dealt, weighed, taken back; and what they make of the accounts.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::measures::{MeasureId, value};
use both_sides::portfolio::{Composites, Document, Part};
use both_sides::report::criteria::{CardRow, CriteriaReport, cleared, criteria, dealt, with_card};
use both_sides::report::lens::rows_shown;
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::saved;
use both_sides::slices::at_once;
use measures_support::{customer, document};
use proptest::prelude::*;

fn page(document: &Document) -> CriteriaReport {
    let valuation = value(document).output;
    let rows = rows_shown(document, &valuation, None);
    at_once(criteria(document, &valuation, &rows, &NumberStyle::default()))
}

fn cards(report: &CriteriaReport) -> Vec<&CardRow> {
    report.hands.iter().flat_map(|hand| &hand.cards).collect()
}

fn with(mut document: Document, change: impl FnOnce(&Composites) -> Composites) -> Document {
    let changed = change(&document.composites);
    *document.composites.edit() = changed;
    document
}

#[test]
fn before_a_card_is_in_play_nothing_is_agreed() {
    let document = sample().unwrap();
    let report = page(&document);
    assert!(
        report.words[0].starts_with("No card is in play yet"),
        "{:?}",
        report.words
    );
    assert!(report.slope.is_none() && report.table.rows.is_empty());
    assert!(
        cards(&report)
            .iter()
            .all(|card| card.place.is_none() && card.weight == 0.0)
    );
    let known = value(&document)
        .output
        .column(MeasureId::AgreedValue)
        .known()
        .count();
    assert_eq!(known, 0, "unknown, not zero");
}

#[test]
fn every_source_of_the_idea_has_cards_and_all_can_be_dealt_and_taken_back() {
    let document = sample().unwrap();
    let hands = page(&document).hands;
    assert_eq!(hands.iter().filter(|hand| !hand.cards.is_empty()).count(), 5);
    let played = with(document.clone(), dealt);
    let report = page(&played);
    assert!(cards(&report).iter().all(|card| card.weight == 10.0));
    assert!(!report.table.rows.is_empty() && report.slope.is_some());
    assert_eq!(
        dealt(&played.composites),
        *played.composites,
        "dealing twice deals once"
    );
    assert_eq!(
        cleared(&played.composites),
        *document.composites,
        "the 3Ps are left alone"
    );
    assert_eq!(
        saved::open(&saved::write(&played)).unwrap().composites,
        played.composites
    );
}

#[test]
fn one_card_ranks_as_its_measure_does_and_explains_itself() {
    let accounts = vec![
        customer("a", 100.0, 20.0, 0.8),
        customer("b", 900.0, 20.0, 0.8),
        customer("c", 500.0, 20.0, 0.8),
    ];
    let contribution = both_sides::portfolio::ItemSource::Measure("contribution".to_owned());
    let document = with(document(accounts), |composites| {
        with_card(composites, contribution, 40.0)
    });
    let report = page(&document);
    let names: Vec<&str> = report
        .table
        .rows
        .iter()
        .map(|row| row.cells[0].as_str())
        .collect();
    assert_eq!(names, ["b", "c", "a"]);
    let valuation = value(&document).output;
    let explanation = both_sides::measures::explain(&document, &valuation, MeasureId::AgreedValue, 1);
    assert_eq!(
        explanation.result.value,
        value(&document).output.get(MeasureId::AgreedValue, 1).value
    );
    assert!(
        explanation.terms.iter().any(|term| term.label == "Contribution"),
        "{explanation:?}"
    );
}

#[test]
fn a_card_of_the_own_is_kept_apart() {
    let judged = both_sides::portfolio::ItemSource::Judged("Fun to work with".to_owned());
    let document = with(sample().unwrap(), |composites| {
        with_card(composites, judged, 25.0)
    });
    let report = page(&document);
    let own = report.hands.last().unwrap();
    assert_eq!(own.from, "Your own");
    assert!(own.cards[0].label.contains("Fun to work with") && own.cards[0].weight == 25.0);
}

proptest! {
    #[test]
    fn weights_all_multiplied_alike_change_nothing(weights in prop::collection::vec(0.0..100.0_f64, 19), by in 0.1..9.0_f64) {
        let weighed = |by: f64| {
            with(with(sample().unwrap(), dealt), |composites| {
                let mut changed = composites.clone();
                let criteria = changed.items.iter_mut().filter(|item| item.part == Part::Criteria);
                criteria.zip(&weights).for_each(|(item, weight)| item.weight = weight * by);
                changed
            })
        };
        let (one, other) = (value(&weighed(1.0)).output, value(&weighed(by)).output);
        let pairs = one.column(MeasureId::AgreedValue).known().zip(other.column(MeasureId::AgreedValue).known());
        for ((row, before), (same_row, after)) in pairs {
            prop_assert_eq!(row, same_row);
            prop_assert!((before - after).abs() < 1e-9 && (0.0..=100.0).contains(&before));
        }
    }
}
