//! Laws of the map that hold for every input.

#![allow(clippy::unwrap_used)]

mod chart_support;

use std::collections::BTreeSet;

use both_sides::chart::{
    Area, Crowd, Frame, HitGrid, PlainWidths, Shape, Stand, Theme, density, lay_out, map_svg, rasterise,
    reading_order,
};
use both_sides::report::style::NumberStyle;
use both_sides::report::{MapReport, MapView, Scale, ScaleKind, Window, map};
use chart_support::{exact, portfolio};
use proptest::prelude::*;

const FRAME: Frame = Frame {
    width: 900.0,
    height: 640.0,
    text: 12.0,
    has_legend: false,
};

type Numbers = (Option<f64>, Option<f64>, Option<f64>);

fn number() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(0.0)),
        2 => (0_i32..6).prop_map(|whole| Some(f64::from(whole) * 10.0)),
        4 => (-1e5..1e6).prop_map(Some),
        1 => prop_oneof![Just(Some(1e15)), Just(Some(-1e15)), Just(Some(1e-9))],
    ]
}

fn rows(most: usize) -> impl Strategy<Value = Vec<Numbers>> {
    prop::collection::vec(
        (
            prop_oneof![1 => Just(None), 6 => (0.0..100.0).prop_map(Some)],
            number(),
            number(),
        ),
        0..most,
    )
}

fn view() -> impl Strategy<Value = MapView> {
    let scale = || prop::sample::select(ScaleKind::ALL.to_vec());
    let window = prop_oneof![
        2 => Just(Window::ALL),
        1 => (0.0..0.5, 0.1..0.5, 0.0..0.5, 0.1..0.5).prop_map(|(left, wide, bottom, tall)| Window {
            left, right: left + wide, bottom, top: bottom + tall,
        }),
    ];
    (scale(), scale(), window).prop_map(|(x_scale, y_scale, window)| MapView {
        x_scale,
        y_scale,
        window,
        ..MapView::default()
    })
}

fn report(rows: &[Numbers], view: &MapView) -> MapReport {
    let named: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(index, &(x, y, size))| {
            let segment = format!("segment {}", index % 11);
            (
                format!("Account number {index}"),
                segment,
                exact(x),
                exact(y),
                exact(size),
            )
        })
        .collect();
    let (document, valuation) = portfolio(&named);
    map(&document, &valuation, view, None, &NumberStyle::default())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_scale_has_an_inverse(
        values in prop::collection::vec(-1e9..1e9, 1..60),
        kind in prop::sample::select(ScaleKind::ALL.to_vec()),
    ) {
        let scale = Scale::fit(kind, values.iter().copied(), &[], None);
        let largest = values.iter().fold(1.0_f64, |largest, value| largest.max(value.abs()));
        for &value in &values {
            let place = scale.place(value);
            prop_assert!((0.0..=1.0).contains(&place), "{value} at {place}");
            prop_assert!((scale.value(place) - value).abs() <= largest * 1e-9, "{value} came back as {}", scale.value(place));
        }
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        prop_assert!(sorted.windows(2).all(|pair| scale.place(pair[0]) <= scale.place(pair[1])));
        let ticks = scale.ticks(0.0, 1.0, 7);
        prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]), "{ticks:?}");
        prop_assert!(ticks.len() <= 12 && ticks.iter().all(|tick| tick.is_finite()), "{ticks:?}");
    }

    #[test]
    fn every_account_is_drawn_or_counted(rows in rows(120), view in view()) {
        let report = report(&rows, &view);
        let layout = lay_out(&report, FRAME, &BTreeSet::new(), &PlainWidths);
        prop_assert_eq!(layout.n_drawn() + layout.beyond.iter().sum::<usize>(), rows.len());
        prop_assert_eq!(layout.labels.len() + layout.n_hidden_labels, layout.n_drawn());
        let unknown_x = rows.iter().filter(|row| row.0.is_none()).count();
        prop_assert_eq!(report.x.unknown, unknown_x);
        let zoned: usize = report.zones.iter().map(|zone| zone.count).sum();
        let unplaced = rows.iter().filter(|row| row.0.is_none() || row.1.is_none()).count();
        prop_assert_eq!(zoned + unplaced, rows.len());
        for (mark, point) in layout.marks.iter().zip(report.points.iter()) {
            prop_assert!(mark.x.is_finite() && mark.y.is_finite() && mark.radius > 0.0);
            let in_lane = matches!(mark.stand, Stand::LeftLane | Stand::BottomLane | Stand::Corner);
            prop_assert!(!(in_lane && point.x.is_some() && point.y.is_some()), "a known account is no gap");
            let lane = match mark.stand {
                Stand::Plot | Stand::Beyond(_) => Some(layout.plot),
                Stand::LeftLane => layout.left_lane,
                Stand::BottomLane => layout.bottom_lane,
                Stand::Corner => layout.corner,
            };
            let is_beyond = matches!(mark.stand, Stand::Beyond(_));
            prop_assert!(is_beyond || lane.is_some_and(|lane| lane.contains((mark.x, mark.y))), "{:?} {:?}", mark, lane);
        }
    }

    #[test]
    fn a_name_covers_no_other_name_and_no_mark(rows in rows(150), view in view(), chosen in 0_usize..150) {
        let report = report(&rows, &view);
        let layout = lay_out(&report, FRAME, &BTreeSet::from([chosen]), &PlainWidths);
        for (index, label) in layout.labels.iter().enumerate() {
            prop_assert!(layout.labels[..index].iter().all(|other| !other.area.overlaps(label.area)));
            for &mark in &layout.order {
                let mark = layout.marks[mark as usize];
                prop_assert!(!touches(label.area, (mark.x, mark.y), mark.radius - 0.01), "{label:?} over {mark:?}");
            }
        }
        prop_assert_eq!(&layout, &lay_out(&report, FRAME, &BTreeSet::from([chosen]), &PlainWidths));
    }

    #[test]
    fn what_is_drawn_is_found(rows in rows(120), view in view()) {
        let report = report(&rows, &view);
        let layout = lay_out(&report, FRAME, &BTreeSet::new(), &PlainWidths);
        let grid = HitGrid::of(&layout);
        let everything = Area { left: 0.0, top: 0.0, right: FRAME.width, bottom: FRAME.height };
        prop_assert_eq!(grid.within(&layout, everything).len(), layout.n_drawn());
        let corners = [(0.0, 0.0), (FRAME.width, 0.0), (FRAME.width, FRAME.height), (0.0, FRAME.height)];
        prop_assert_eq!(grid.inside(&layout, &corners).len(), layout.n_drawn());
        for &index in &layout.order {
            let mark = layout.marks[index as usize];
            let found = grid.nearest(&layout, (mark.x, mark.y), 4.0);
            let found = layout.marks[found.unwrap()];
            let distance = libm::hypot(found.x - mark.x, found.y - mark.y);
            prop_assert!(distance <= found.radius && found.radius <= mark.radius, "{mark:?} led to {found:?}");
        }
        let mut order = reading_order(&layout);
        order.sort_unstable();
        prop_assert_eq!(order.len(), layout.n_drawn());
        order.dedup();
        prop_assert_eq!(order.len(), layout.n_drawn());
    }

    #[test]
    fn a_pixel_leads_back_to_its_place(across in 0.0..1.0, up in 0.0..1.0, view in view()) {
        let report = report(&[(Some(10.0), Some(5.0), None), (Some(90.0), Some(7e4), None)], &view);
        let layout = lay_out(&report, FRAME, &BTreeSet::new(), &PlainWidths);
        prop_assert!((layout.place_across(&report, layout.x_of(&report, across)) - across).abs() < 1e-9);
        prop_assert!((layout.place_up(&report, layout.y_of(&report, up)) - up).abs() < 1e-9);
    }

    #[test]
    fn hostile_names_stay_text(name in "\\PC{0,40}") {
        let rows = [(format!("{name}<script>\u{0}"), "<b>".to_owned(), exact(Some(50.0)), exact(Some(1.0)), exact(None))];
        let (document, valuation) = portfolio(&rows);
        let report = map(&document, &valuation, &MapView::default(), None, &NumberStyle::default());
        let svg = map_svg(&report, &Theme::light(), 600, 400, &BTreeSet::new());
        let is_harmless = !svg.contains("<script") && !svg.contains("<b>") && !svg.contains('\u{0}');
        prop_assert!(is_harmless);
    }
}

fn touches(area: Area, (x, y): (f64, f64), radius: f64) -> bool {
    let (near_x, near_y) = (x.clamp(area.left, area.right), y.clamp(area.top, area.bottom));
    libm::hypot(near_x - x, near_y - y) < radius
}

/// Many accounts on a fixed pattern.
fn many(count: usize) -> MapReport {
    let rows: Vec<Numbers> = (0..count)
        .map(|index| {
            let turn = index as f64 * 0.618_033_988_749;
            let x = (turn - libm::floor(turn)) * 100.0;
            let y = libm::exp(6.0 + 6.0 * libm::sin(index as f64 * 0.37));
            ((index % 97 != 0).then_some(x), Some(y), Some(y / 3.0))
        })
        .collect();
    report(&rows, &MapView::default())
}

#[test]
fn thousands_become_discs_and_many_thousands_a_density() {
    for (count, crowd) in [
        (1_500, Crowd::Few),
        (5_000, Crowd::Many),
        (30_000, Crowd::Thousands),
    ] {
        let report = many(count);
        let layout = lay_out(&report, FRAME, &BTreeSet::new(), &PlainWidths);
        assert_eq!(layout.crowd, crowd);
        let raster = rasterise(&report, &layout, &Theme::light(), 2.0);
        assert_eq!(raster.pixels.len(), raster.width * raster.height * 4);
        assert!(raster.pixels.chunks_exact(4).any(|pixel| pixel[3] == 255));
        let counted: u32 = density(&layout).iter().map(|cell| cell.count).sum();
        assert_eq!(counted as usize, layout.n_drawn());
    }
}

#[test]
fn colour_never_comes_without_its_own_shape() {
    let shapes: BTreeSet<String> = (0..7)
        .map(|index| format!("{:?}", Shape::of(Some(index))))
        .collect();
    assert_eq!(shapes.len(), 7);
}
