//! The Profitability lens on the sample and on Superstore, and the laws of its pictures.

#![allow(clippy::unwrap_used)]

mod lens_support;
mod measures_support;

use both_sides::chart::{Figure, PlainWidths, Plate, serving_plate, whale_plate};
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::Document;
use both_sides::report::lens::rows_shown;
use both_sides::report::profitability::{ProfitabilityReport, profitability, whale_table};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::slices::at_once;
use lens_support::{holds_together, superstore};
use measures_support::{customer, document};

fn lens(document: &Document, valuation: &Valuation, passing: Option<&[usize]>) -> ProfitabilityReport {
    let rows = rows_shown(document, valuation, passing);
    at_once(profitability(document, valuation, &rows, &NumberStyle::default()))
}

#[test]
fn the_superstore_as_published() {
    let (document, valuation) = superstore();
    let report = lens(&document, &valuation, None);
    let told = report.words.join("\n");
    assert!(
        told.contains("793 accounts whose profit of the log is known") || told.contains("Of 793 accounts"),
        "{told}"
    );
    assert!(
        told.contains("124.9\u{202f}% at 80.5\u{202f}% of the accounts"),
        "{told}"
    );
    assert!(told.contains("155 of them lose"), "{told}");
    assert!(
        told.contains("20 of these are among the 159 largest by revenue"),
        "{told}"
    );
    assert!(report.serving.is_none(), "no cost to serve is known");
    holds_together(&whale_plate(report.whale.as_ref().unwrap(), 900.0, &PlainWidths));
}

#[test]
fn the_sample_says_the_same_in_picture_table_and_measures() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let style = NumberStyle::default();
    let report = lens(&document, &valuation, None);
    let whale = report.whale.as_ref().unwrap();
    assert_eq!(whale.measure, MeasureId::Contribution);
    let table = whale_table(Some(whale), &valuation, &style);
    for (point, line) in whale.points.iter().zip(&table.rows) {
        let known = valuation.get(whale.measure, point.row).value.unwrap();
        assert_eq!(line.row, Some(point.row));
        assert_eq!(line.cells[1], style.value(known, whale.measure.unit()));
        assert_eq!(line.cells.len(), table.headers.len());
    }
    assert!(
        (whale.points.last().unwrap().cumulative - 1.0).abs() < 1e-12,
        "the curve ends at 100 %"
    );
    for width in [320.0, 900.0] {
        holds_together(&whale_plate(whale, width, &PlainWidths));
        holds_together(&serving_plate(
            report.serving.as_ref().unwrap(),
            width,
            &PlainWidths,
        ));
    }
}

#[test]
fn of_the_accounts_that_pass_the_filter_only() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let whole = lens(&document, &valuation, None).whale.unwrap();
    let some: Vec<usize> = whole.points.iter().step_by(3).map(|point| point.row).collect();
    let part = lens(&document, &valuation, Some(&some)).whale.unwrap();
    assert_eq!(
        part.points.iter().map(|point| point.row).collect::<Vec<_>>(),
        some,
        "best first, as before"
    );
    let none = lens(&document, &valuation, Some(&[]));
    assert!(none.whale.is_none());
    assert!(none.words[0].contains("there is no curve"), "{:?}", none.words);
}

#[test]
fn of_many_thousands_the_curve_keeps_its_shape_and_every_account_has_its_place() {
    let accounts =
        (0..30_000).map(|n| customer(&format!("a{n}"), f64::from((n * 7919) % 9_000), 2_000.0, 0.7));
    let document = document(accounts.collect());
    let valuation = value(&document).output;
    let report = lens(&document, &valuation, None);
    let plate = whale_plate(report.whale.as_ref().unwrap(), 900.0, &PlainWidths);
    assert!(plate.targets.len() <= 1_000, "{}", plate.targets.len());
    let mut rows: Vec<usize> = plate
        .targets
        .iter()
        .flat_map(|target| target.rows.clone())
        .collect();
    rows.sort_unstable();
    assert_eq!(rows, (0..30_000).collect::<Vec<_>>());
    let serving = serving_plate(report.serving.as_ref().unwrap(), 900.0, &PlainWidths);
    assert!(serving.targets.len() <= 2_000);
    let said = |plate: &Plate, words: &str| {
        let is_it = |figure: &Figure| matches!(figure, Figure::Text { text, .. } if text.contains(words));
        plate.figures.iter().any(is_it)
    };
    assert!(said(&serving, "30,000"), "what is left out is counted");
}

#[test]
fn a_snapshot_stands_beside_the_curve_with_its_own_peak() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let rows: Vec<usize> = (0..document.portfolio.accounts.len()).collect();
    let report = lens(&document, &valuation, None).since(&document, &rows, &document.snapshots[0]);
    let before = report.whale.unwrap().before.unwrap();
    assert_eq!(before.name, "End of 2024");
    assert_eq!(
        before.cumulative.len(),
        28,
        "those whose contribution was known then"
    );
    assert!(libm::fabs(before.cumulative[27] - 1.0) < 1e-9);
    assert!(report.words.last().unwrap().contains(&before.peak_words));
    let mut empty = document.snapshots[0].clone();
    empty.edit().columns.clear();
    let without = lens(&document, &valuation, None).since(&document, &rows, &empty);
    assert!(
        without
            .words
            .last()
            .unwrap()
            .ends_with("holds no curve of these accounts.")
    );
}
