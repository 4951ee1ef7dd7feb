//! Pictures of small maps, compared with the ones in `tests/golden`.
//!
//! A picture that is meant to change: run with `UPDATE_GOLDEN=1`, look at every file, commit.

#![allow(clippy::unwrap_used)]

mod chart_support;

use std::collections::BTreeSet;
use std::path::Path;

use both_sides::chart::{Theme, map_svg};
use both_sides::measures::MeasureId;
use both_sides::measures::Valuation;
use both_sides::portfolio::{Document, Snapshot, SnapshotColumn};
use both_sides::report::lenses::{
    CURRENT_AND_POTENTIAL, ECONOMIC_RELATIONSHIP, LOYALTY_MATRIX, PROFIT_AND_LIFE, VALUE_AND_REFERRALS,
};
use both_sides::report::style::NumberStyle;
use both_sides::report::{MapLens, MapOverlay, MapReport, MapView, Overlays, ScaleKind, Window, map};
use chart_support::{TWELVE, about, exact, of_columns, of_rows, portfolio, report};

fn check(name: &str, svg: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(format!("{name}.svg"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, svg).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        golden == svg,
        "{name}.svg differs from the picture in tests/golden; see the top of this file"
    );
}

fn light(report: &MapReport) -> String {
    map_svg(report, &Theme::light(), 720, 520, &BTreeSet::new())
}

#[test]
fn twelve_accounts() {
    check("map_twelve", &light(&report(&TWELVE, &MapView::default())));
}

#[test]
fn twelve_accounts_in_the_dark_with_one_selected() {
    let svg = map_svg(
        &report(&TWELVE, &MapView::default()),
        &Theme::dark(),
        720,
        520,
        &BTreeSet::from([4]),
    );
    check("map_dark", &svg);
}

#[test]
fn high_contrast_and_print() {
    let map = report(&TWELVE, &MapView::default());
    check(
        "map_contrast",
        &map_svg(&map, &Theme::high_contrast(), 720, 520, &BTreeSet::new()),
    );
    check(
        "map_print",
        &map_svg(&map, &Theme::print(), 720, 520, &BTreeSet::new()),
    );
}

#[test]
fn what_is_unknown_stands_in_lanes_and_is_hollow() {
    let mut rows = TWELVE;
    for (row, change) in [
        (1, (true, false, false)),
        (3, (true, false, false)),
        (5, (false, true, false)),
        (7, (true, true, false)),
        (8, (false, false, true)),
    ] {
        let (no_x, no_y, no_size) = change;
        rows[row].2 = rows[row].2.filter(|_| !no_x);
        rows[row].3 = rows[row].3.filter(|_| !no_y);
        rows[row].4 = rows[row].4.filter(|_| !no_size);
    }
    check("map_missing", &light(&report(&rows, &MapView::default())));
}

#[test]
fn nobody_was_heard() {
    let mut rows = TWELVE;
    rows.iter_mut().for_each(|row| row.2 = None);
    check("map_nobody_heard", &light(&report(&rows, &MapView::default())));
}

#[test]
fn symlog_shows_losses_and_millions() {
    let mut rows = TWELVE;
    (rows[4].3, rows[9].3, rows[10].3) = (Some(-42_000.0), Some(-3_100.0), Some(0.0));
    rows[9].4 = Some(-3_000.0);
    check("map_symlog", &light(&report(&rows, &MapView::default())));
}

#[test]
fn linear_and_rank() {
    let linear = MapView {
        y_scale: ScaleKind::Linear,
        ..MapView::default()
    };
    check("map_linear", &light(&report(&TWELVE, &linear)));
    let rank = MapView {
        y_scale: ScaleKind::Rank,
        x_scale: ScaleKind::Rank,
        ..MapView::default()
    };
    check("map_rank", &light(&report(&TWELVE, &rank)));
}

#[test]
fn one_none_and_all_equal() {
    check("map_one", &light(&report(&TWELVE[..1], &MapView::default())));
    check("map_none", &light(&report(&[], &MapView::default())));
    let mut rows = TWELVE;
    rows.iter_mut()
        .for_each(|row| (row.2, row.3, row.4) = (Some(60.0), Some(50_000.0), Some(10_000.0)));
    check("map_equal", &light(&report(&rows, &MapView::default())));
}

#[test]
fn intervals_are_whiskers() {
    let rows: Vec<_> = TWELVE[..6]
        .iter()
        .map(|&(name, segment, x, y, size)| {
            let (x, y) = (x.unwrap(), y.unwrap());
            let (x, y) = (about(x - 8.0, x, x + 5.0), about(y * 0.6, y, y * 1.8));
            (name.to_owned(), segment.to_owned(), x, y, exact(size))
        })
        .collect();
    let (document, valuation) = portfolio(&rows);
    let report = map(
        &document,
        &valuation,
        &MapView::default(),
        None,
        &NumberStyle::default(),
    );
    check("map_intervals", &light(&report));
}

#[test]
fn what_lies_beyond_is_counted_at_the_edge() {
    let window = Window {
        left: 0.4,
        right: 0.75,
        bottom: 0.35,
        top: 0.8,
    };
    check(
        "map_zoomed",
        &light(&report(
            &TWELVE,
            &MapView {
                window,
                ..MapView::default()
            },
        )),
    );
}

#[test]
fn other_axes_have_plain_zone_names() {
    let view = MapView {
        x: MeasureId::Revenue,
        size: None,
        ..MapView::default()
    };
    check("map_other_axes", &light(&report(&TWELVE, &view)));
}

#[test]
fn a_narrow_picture() {
    let svg = map_svg(
        &report(&TWELVE, &MapView::default()),
        &Theme::light(),
        360,
        420,
        &BTreeSet::new(),
    );
    check("map_narrow", &svg);
}

/// Eight accounts with what every lens shows: a star, a core, a hidden asset, a loss maker, one nobody has heard.
fn eight() -> (Document, Valuation) {
    use MeasureId as M;
    let names = [
        ("Alder & Sons", "Retail"),
        ("Birchwood", "Retail"),
        ("Cedar Clinics", "Health"),
        ("Dogwood", "Public"),
        ("Elm Street Stores", "Retail"),
        ("Fir Hospital", "Health"),
        ("Ginkgo Labs", "Health"),
        ("Hazel Council", "Public"),
    ];
    let some = |values: [f64; 8]| values.map(|value| (!value.is_nan()).then_some(value));
    let none = f64::NAN;
    let current = some([410e3, 95e3, 640e3, 27e3, -12e3, 3.8e3, 150e3, none]);
    let relationship = some([120e3, 2e3, -40e3, 64e3, 9e3, 80e3, none, 18e3]);
    let potential = some([520e3, 300e3, 640e3, 90e3, 21e3, 60e3, 240e3, none]);
    of_columns(
        &names,
        &[
            (
                M::Revenue,
                &some([120e3, 60e3, 480e3, 150e3, 9e3, 21e3, 200e3, none]),
            ),
            (M::CurrentValue, &current),
            (M::RelationshipValue, &relationship),
            (
                M::ReferralValue,
                &some([90e3, 0.0, 12e3, 64e3, 0.0, 30e3, none, 18e3]),
            ),
            (
                M::ReferralRole,
                &some([80.0, 0.0, 0.0, 40.0, 0.0, 30.0, none, 25.0]),
            ),
            (
                M::ReferenceRole,
                &some([60.0, 0.0, 70.0, 0.0, 0.0, 0.0, none, 0.0]),
            ),
            (
                M::LearningRole,
                &some([0.0, 30.0, 0.0, 0.0, 50.0, 0.0, none, 0.0]),
            ),
            (
                M::InnovationRole,
                &some([0.0, 0.0, 0.0, 0.0, 0.0, 90.0, none, 0.0]),
            ),
            (M::PotentialValue, &potential),
            (
                M::PotentialGap,
                &some([110e3, 205e3, 0.0, 63e3, 33e3, 56.2e3, 90e3, none]),
            ),
            (
                M::GapRetention,
                &some([60e3, 50e3, none, 20e3, 3e3, 6.2e3, 0.0, none]),
            ),
            (
                M::GapShare,
                &some([50e3, 100e3, none, 0.0, 10e3, 20e3, 40e3, none]),
            ),
            (
                M::GapBreadth,
                &some([none, 25e3, none, 20e3, 0.0, 30e3, 50e3, none]),
            ),
            (
                M::GapMargin,
                &some([none, 30e3, none, 10e3, 10e3, none, none, none]),
            ),
            (
                M::GapCost,
                &some([none, none, none, 13e3, 10e3, none, none, none]),
            ),
            (
                M::Attitude,
                &some([90.0, 70.0, 35.0, 62.0, 20.0, none, 48.0, none]),
            ),
            (
                M::Intention,
                &some([95.0, 40.0, 80.0, 55.0, 10.0, none, none, 30.0]),
            ),
            (
                M::RemainingLength,
                &some([9.0, 4.0, 12.0, 2.5, 1.0, 6.0, 3.0, none]),
            ),
            (
                M::Contribution,
                &some([60e3, 30e3, 70e3, 12e3, -9e3, 800.0, 50e3, none]),
            ),
        ],
    )
}

fn lens(lens: &'static MapLens, overlays: &[MapOverlay]) -> MapReport {
    let (document, valuation) = eight();
    let mut view = MapView::of(lens);
    view.overlays = overlays
        .iter()
        .fold(view.overlays, |set, overlay| set.with(*overlay, true));
    map(&document, &valuation, &view, None, &NumberStyle::default())
}

#[test]
fn economic_by_relationship_value_with_totals_and_groups() {
    let overlays = [MapOverlay::EqualValue, MapOverlay::Centres];
    check("lens_economic", &light(&lens(&ECONOMIC_RELATIONSHIP, &overlays)));
    check("lens_referrals", &light(&lens(&VALUE_AND_REFERRALS, &[])));
}

#[test]
fn both_matrices_of_loyalty() {
    check("lens_loyalty", &light(&lens(&LOYALTY_MATRIX, &[])));
    check("lens_life", &light(&lens(&PROFIT_AND_LIFE, &[])));
}

#[test]
fn growth_has_stems_and_those_of_the_selected_are_split_by_lever() {
    let report = lens(&CURRENT_AND_POTENTIAL, &[]);
    check("lens_growth", &light(&report));
    let selected = BTreeSet::from([1, 4]);
    let dark = map_svg(&report, &Theme::dark(), 720, 520, &selected);
    check("lens_growth_split_dark", &dark);
    check(
        "lens_growth_contrast",
        &map_svg(&report, &Theme::high_contrast(), 720, 520, &selected),
    );
}

#[test]
fn equal_value_and_centres_on_the_value_map() {
    let view = MapView {
        overlays: Overlays::of(&[MapOverlay::Balance, MapOverlay::EqualValue, MapOverlay::Centres]),
        ..MapView::default()
    };
    check("map_equal_value", &light(&report(&TWELVE, &view)));
}

#[test]
fn trails_and_firmness() {
    let (document, valuation) = of_rows(&TWELVE);
    let view = MapView {
        overlays: Overlays::of(&[MapOverlay::Trails, MapOverlay::Firmness]),
        ..MapView::default()
    };
    let report = map(&document, &valuation, &view, None, &NumberStyle::default());
    let column = |measure: MeasureId, by: f64| SnapshotColumn {
        measure: measure.key().to_owned(),
        values: (0..12)
            .map(|row| {
                valuation
                    .get(measure, row)
                    .value
                    .map(|value| value * by)
                    .filter(|_| row != 5)
            })
            .collect(),
    };
    let snapshot = Snapshot {
        id: "s1".to_owned(),
        name: "Last year".to_owned(),
        day: document.as_of,
        segments: Vec::new(),
        states: Vec::new(),
        accounts: document
            .portfolio
            .accounts
            .iter()
            .map(|account| account.id.clone())
            .collect(),
        columns: vec![
            column(MeasureId::ValueReceived, 0.8),
            column(MeasureId::TotalValue, 2.0),
        ],
    };
    let shares: Vec<[f64; 4]> = (0..12).map(|row| [1.0 - f64::from(row) / 16.0; 4]).collect();
    let selected = BTreeSet::from([0, 3, 8]);
    let all = report.clone().since(&document, &snapshot, &BTreeSet::new());
    assert_eq!(all.extras.trails.len(), 11, "who was not known then has no trail");
    let some = report
        .since(&document, &snapshot, &selected)
        .with_firmness(&shares);
    assert_eq!(some.extras.trails.len(), 3);
    let said = |report: &MapReport, words: &str| report.summary.iter().any(|text| text.contains(words));
    assert!(said(&all, "Compared with Last year, "), "{:?}", all.summary);
    assert!(
        said(&some, "2 of 12 accounts stay in their zone in at least 90"),
        "{:?}",
        some.summary
    );
    check(
        "map_trails",
        &map_svg(&some, &Theme::light(), 720, 520, &selected),
    );
    check(
        "map_trails_all",
        &map_svg(&all, &Theme::dark(), 720, 520, &BTreeSet::new()),
    );
}
