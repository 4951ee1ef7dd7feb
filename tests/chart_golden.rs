//! Pictures of small maps, compared with the ones in `tests/golden`.
//!
//! A picture that is meant to change: run with `UPDATE_GOLDEN=1`, look at every file, commit.

#![allow(clippy::unwrap_used)]

mod chart_support;

use std::collections::BTreeSet;
use std::path::Path;

use both_sides::chart::{Theme, map_svg};
use both_sides::measures::MeasureId;
use both_sides::report::style::NumberStyle;
use both_sides::report::{MapReport, MapView, ScaleKind, Window, map};
use chart_support::{TWELVE, about, exact, portfolio, report};

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
