//! The Progress lens: sums and means over snapshots, who moved, and what is left out.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::chart::{PlainWidths, Reach, Theme, movers_plate, plate_svg, progress_plate};
use both_sides::measures::snapshots::take;
use both_sides::measures::{MeasureId, value};
use both_sides::portfolio::{Document, Shared};
use both_sides::report::lens::rows_shown;
use both_sides::report::progress::{ProgressReport, progress};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use measures_support::{customer, document, exact};
use proptest::prelude::*;

fn with_snapshot(mut document: Document) -> Document {
    let valuation = value(&document).output;
    let snapshot = take(&document, &valuation, "before".to_owned(), "Before".to_owned());
    document.snapshots.push(Shared::new(snapshot));
    document.as_of = document.as_of.plus_months(6).unwrap();
    document
}

fn lens(document: &Document, measure: MeasureId, compared: Option<&str>) -> ProgressReport {
    let valuation = value(document).output;
    let rows = rows_shown(document, &valuation, None);
    progress(
        document,
        &valuation,
        &rows,
        measure,
        document
            .snapshots
            .iter()
            .find(|one| Some(one.id.as_str()) == compared)
            .map(|one| &**one),
        &NumberStyle::default(),
    )
}

#[test]
fn without_a_snapshot_it_says_how_to_take_one() {
    let mut document = sample().unwrap();
    document.snapshots.clear();
    let report = lens(&document, MeasureId::TotalValue, None);
    assert!(report.moved.is_none());
    assert_eq!(report.moments.len(), 1, "today alone");
    assert!(
        report.words[0].contains("Take one on the Portfolio page"),
        "{:?}",
        report.words
    );
}

#[test]
fn money_is_added_up_and_shares_are_averaged_over_those_known() {
    let mut accounts = vec![
        customer("a", 100.0, 20.0, 0.8),
        customer("b", 60.0, 10.0, 0.6),
        customer("c", 0.0, 0.0, 0.5),
    ];
    accounts[2].economics = Default::default();
    let mut document = with_snapshot(document(accounts));
    let first = Shared::edit(&mut document.portfolio.accounts[0]);
    first.economics.gross_margin = exact(150.0);
    let report = lens(&document, MeasureId::Contribution, None);
    let values: Vec<f64> = report.moments.iter().map(|moment| moment.value).collect();
    assert_eq!(
        values,
        [130.0, 180.0],
        "80 + 50, then 130 + 50; the third is not known and not zero"
    );
    assert!(report.moments.iter().all(|moment| moment.n_known == 2));
    let moved = report.moved.unwrap();
    assert_eq!(moved.movers[0].name, "a");
    assert_eq!(moved.movers[0].written[2], "+€50");
    let shares = lens(&document, MeasureId::Retention, None);
    let stated = shares.moments[0].value;
    assert!((0.6..0.8).contains(&stated), "a mean, not a sum: {stated}");
}

#[test]
fn what_was_not_known_then_is_counted_and_not_drawn() {
    let mut new = customer("b", 60.0, 10.0, 0.6);
    new.economics = Default::default();
    let mut document = with_snapshot(document(vec![customer("a", 100.0, 20.0, 0.8), new]));
    Shared::edit(&mut document.portfolio.accounts[1]).economics = customer("b", 60.0, 10.0, 0.6).economics;
    Shared::edit(&mut document.portfolio.accounts[0]).economics = Default::default();
    let moved = lens(&document, MeasureId::Contribution, Some("before"))
        .moved
        .unwrap();
    assert!(moved.movers.is_empty());
    assert_eq!((moved.n_new, moved.n_lost), (1, 1));
}

#[test]
fn the_pictures_of_the_sample_hold_together() {
    let document = with_snapshot(sample().unwrap());
    for measure in [
        MeasureId::TotalValue,
        MeasureId::ValueReceived,
        MeasureId::Retention,
    ] {
        let report = lens(&document, measure, None);
        for width in [320.0, 1000.0] {
            let moved = report.moved.as_ref().unwrap();
            for plate in [
                progress_plate(&report, width, &PlainWidths),
                movers_plate(moved, width, &PlainWidths),
            ] {
                assert!(!plate_svg(&plate, &Theme::dark()).contains("NaN"));
                for target in &plate.targets {
                    let (x, y) = target.at;
                    assert!(
                        (0.0..=plate.width).contains(&x) && (0.0..=plate.height).contains(&y),
                        "{target:?}"
                    );
                    assert!(matches!(&target.reach, Reach::Disc(_) | Reach::Box(_)));
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn nothing_has_moved_right_after_a_snapshot(margins in prop::collection::vec(-500.0..5_000.0_f64, 1..12)) {
        let accounts = margins.iter().enumerate();
        let accounts = accounts.map(|(n, margin)| customer(&format!("a{n}"), *margin, 10.0, 0.7)).collect();
        let mut document = document(accounts);
        let valuation = value(&document).output;
        let snapshot = take(&document, &valuation, "s".to_owned(), "S".to_owned());
        document.snapshots.push(Shared::new(snapshot));
        let moved = lens(&document, MeasureId::Contribution, None).moved.unwrap();
        prop_assert_eq!(moved.movers.len(), margins.len());
        for mover in moved.movers {
            // Snapshots keep eight digits.
            prop_assert!((mover.after - mover.before).abs() <= mover.after.abs() * 1e-7);
        }
    }
}
