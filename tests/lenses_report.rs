//! The lenses that are maps, on the sample: the same numbers as everywhere, and zones that mean what they say.

#![allow(clippy::unwrap_used)]

use both_sides::decisions::{Zone, threshold};
use both_sides::measures::loyalty::Loyalty;
use both_sides::measures::roles::Role;
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::Document;
use both_sides::report::lenses::{
    CURRENT_AND_POTENTIAL, ECONOMIC_RELATIONSHIP, LOYALTY_MATRIX, PROFIT_AND_LIFE, VALUE_AND_REFERRALS,
    growth, roles,
};
use both_sides::report::style::NumberStyle;
use both_sides::report::{
    HAS_ROLE, MapLens, MapOverlay, MapReport, MapView, VALUE_MAP, Window, map, point_words, view_text, why,
};
use both_sides::sample::sample;

static ALL: [&MapLens; 6] = [
    &VALUE_MAP,
    &ECONOMIC_RELATIONSHIP,
    &VALUE_AND_REFERRALS,
    &LOYALTY_MATRIX,
    &PROFIT_AND_LIFE,
    &CURRENT_AND_POTENTIAL,
];

fn open() -> (Document, Valuation, NumberStyle) {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    (document, valuation, NumberStyle::default())
}

/// The lens with everything drawn over it.
fn full(lens: &'static MapLens) -> MapReport {
    let (document, valuation, style) = open();
    let mut view = MapView::of(lens);
    view.overlays = lens
        .overlays
        .iter()
        .fold(view.overlays, |set, overlay| set.with(*overlay, true));
    map(&document, &valuation, &view, None, &style)
}

#[test]
fn every_account_stands_in_the_zone_its_numbers_say_and_counts_and_sums_follow() {
    let (document, valuation, style) = open();
    for lens in ALL {
        let report = full(lens);
        let line = |measure| threshold(&document.map, &valuation, measure).unwrap().value;
        let (across, up) = (line(lens.x), line(lens.y));
        let mut expected = [(0, 0.0); 4];
        for row in 0..document.portfolio.accounts.len() {
            let [x, y] = [lens.x, lens.y].map(|measure| valuation.get(measure, row).value);
            if let (Some(x), Some(y)) = (x, y) {
                let zone = &mut expected[Zone::of(x >= across, y >= up) as usize];
                *zone = (zone.0 + 1, zone.1 + y);
            }
            let words = point_words(&report, &report.points[row]);
            if x.is_some() {
                assert_eq!(
                    words.x.value,
                    style.measured(valuation.get(lens.x, row), lens.x.unit())
                );
            }
            if y.is_some() {
                assert_eq!(
                    words.y.value,
                    style.measured(valuation.get(lens.y, row), lens.y.unit())
                );
            }
        }
        assert!(
            expected.iter().map(|zone| zone.0).sum::<usize>() >= 20,
            "{} shows the sample",
            lens.key
        );
        for (zone, (count, sum)) in report.zones.iter().zip(expected) {
            assert_eq!(zone.count, count, "{} {}", lens.key, zone.name);
            if !zone.sum.is_empty() {
                assert_eq!(zone.sum, style.money_short(sum), "{} {}", lens.key, zone.name);
            }
        }
    }
}

#[test]
fn lenses_have_keys_of_their_own_words_for_every_zone_and_start_on_axes_they_hold_for() {
    for (index, lens) in ALL.iter().enumerate() {
        assert!(
            ALL[..index].iter().all(|other| other.key != lens.key),
            "{}",
            lens.key
        );
        assert!(lens.holds(lens.x, lens.y), "{}", lens.key);
        for zone in lens.zones {
            assert!(
                !zone.name.is_empty() && zone.strategy.len() > 15,
                "{} {}",
                lens.key,
                zone.name
            );
        }
        assert!(!lens.method.is_empty() && !lens.explained.is_empty());
        let view = MapView::of(lens);
        assert!(
            lens.overlays.iter().all(|overlay| view.offers(*overlay)),
            "{}",
            lens.key
        );
        let report = full(lens);
        assert!(report.has_named_zones && !report.summary.is_empty());
        let (document, valuation, _) = open();
        let placed = report.points.iter().find(|point| point.zone.is_some()).unwrap();
        let place = why(&document, &valuation, &report, placed.row).unwrap().place;
        assert!(place.contains(": "), "{place} says what to do");
    }
}

#[test]
fn other_axes_take_the_names_and_what_only_fits_the_own_ones_away() {
    let (document, valuation, style) = open();
    let mut view = MapView::of(&ECONOMIC_RELATIONSHIP);
    view.overlays = view.overlays.with(MapOverlay::EqualValue, true);
    view.x = MeasureId::TotalValue;
    let report = map(&document, &valuation, &view, None, &style);
    assert!(
        !report.has_named_zones && report.extras.equal.is_empty(),
        "total and relationship value do not add up"
    );
    assert_eq!(report.zone_name(Zone::Strategic), "High on both");
    assert!(report.zones.iter().all(|zone| zone.strategy.is_empty()));
}

#[test]
fn walkers_matrix_is_the_one_the_accounts_show() {
    let (document, valuation, _) = open();
    let report = full(&LOYALTY_MATRIX);
    let line = |measure| threshold(&document.map, &valuation, measure).unwrap().value;
    let (attitude, intention) = (line(MeasureId::Attitude), line(MeasureId::Intention));
    let mut seen = 0;
    for point in report.points.iter() {
        if let (Some(x), Some(y), Some(zone)) = (point.x, point.y, point.zone) {
            let place = Loyalty::of((x.value, attitude), (y.value, intention));
            assert_eq!(report.zone_name(zone), place.label(), "{}", point.name);
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn referral_value_is_what_was_brought_in_and_the_cost_saved() {
    let (document, valuation, _) = open();
    let mut known = 0;
    for row in 0..document.portfolio.accounts.len() {
        let get = |measure| valuation.get(measure, row).value;
        if let (Some(whole), Some(brought), Some(saved)) = (
            get(MeasureId::ReferralValue),
            get(MeasureId::AttributedIn),
            get(MeasureId::SavedAcquisition),
        ) {
            assert!((whole - brought - saved).abs() < 1e-6);
            known += 1;
        }
    }
    assert!(known > 10, "{known}");
}

#[test]
fn a_stem_runs_from_the_diagonal_to_its_mark_and_levers_add_up_to_the_gap() {
    let (document, valuation, style) = open();
    let report = full(&CURRENT_AND_POTENTIAL);
    let mut n_stems = 0;
    for (point, stem) in report.points.iter().zip(&report.extras.stems) {
        let (Some(stem), Some(x), Some(y)) = (stem, point.x, point.y) else {
            continue;
        };
        assert!((stem.foot - x.place).abs() < 1e-12, "both axes have one scale");
        assert!(
            (stem.steps[4] - y.place).abs() < 1e-6,
            "{}: the parts end at the potential",
            point.name
        );
        n_stems += 1;
    }
    assert!(n_stems > 20);
    let rows: Vec<usize> = (0..document.portfolio.accounts.len()).collect();
    let growth = growth(&document, &valuation, &rows, &style);
    let gap: f64 = valuation
        .column(MeasureId::PotentialGap)
        .known()
        .map(|(_, gap)| gap)
        .sum();
    assert!(
        growth.sentence.contains(&style.money_short(gap)),
        "{}",
        growth.sentence
    );
    let by_lever: f64 = [
        MeasureId::GapRetention,
        MeasureId::GapShare,
        MeasureId::GapBreadth,
        MeasureId::GapMargin,
        MeasureId::GapCost,
    ]
    .iter()
    .flat_map(|measure| valuation.column(*measure).known())
    .map(|(_, part)| part)
    .sum();
    assert!((by_lever - gap).abs() < 1e-6 * gap.abs());
    let below = valuation
        .column(MeasureId::CurrentValue)
        .known()
        .filter(|(_, value)| *value < 0.0)
        .count();
    assert!(
        growth.below_zero_sentence.starts_with(&below.to_string()),
        "{}",
        growth.below_zero_sentence
    );
    assert_eq!(growth.below_zero.len(), below.min(8));
    assert_eq!(growth.most_valuable.len(), 8);
    assert!(!growth.most_growable.is_empty());
}

#[test]
fn accounts_on_a_line_of_equal_value_come_to_what_it_says() {
    let report = full(&ECONOMIC_RELATIONSHIP);
    assert!(report.extras.equal.len() >= 3);
    for line in &report.extras.equal {
        let total = |place: &(f64, f64)| report.x.scale.value(place.0) + report.y.scale.value(place.1);
        let first = total(&line.places[0]);
        assert!(
            line.places
                .iter()
                .all(|place| (total(place) - first).abs() < 1e-6 * first.abs()),
            "{}",
            line.label
        );
    }
    let map = full(&VALUE_MAP);
    let middle = (map.x.threshold.place, map.y.threshold.place);
    assert!(
        map.extras.equal[1].places.contains(&middle),
        "where both divide, both stand at 50: {:?}",
        map.extras.equal[1]
    );
}

#[test]
fn centres_are_medians_between_quartiles() {
    let report = full(&VALUE_MAP);
    assert!(report.extras.centres.len() >= 3);
    for centre in &report.extras.centres {
        assert!(centre.count >= 3);
        for [low, middle, high] in [centre.across, centre.up] {
            assert!(low <= middle && middle <= high);
        }
        assert!(
            report.summary.iter().any(|text| text.starts_with(&centre.label)),
            "{}",
            centre.label
        );
    }
}

#[test]
fn a_role_filters_the_map_and_has_its_members() {
    let (document, valuation, style) = open();
    let rows: Vec<usize> = (0..document.portfolio.accounts.len()).collect();
    for group in roles(&document, &valuation, &rows, &style) {
        let view = MapView {
            role: Some(group.role),
            ..MapView::of(&ECONOMIC_RELATIONSHIP)
        };
        let report = map(&document, &valuation, &view, None, &style);
        let held = valuation
            .column(group.measure)
            .known()
            .filter(|(_, index)| *index > HAS_ROLE)
            .count();
        assert_eq!(report.n_points(), held, "{}", group.title);
        assert!(report.points.iter().all(|point| point.roles.has(group.role)));
        let willing = if group.role == Role::Reference {
            held - group.active.len()
        } else {
            0
        };
        assert_eq!(group.active.len() + willing, held);
        assert!(!group.active.is_empty() && group.programme.len() > 40);
    }
}

#[test]
fn a_lens_is_found_as_it_was_left_but_for_zoom_and_role() {
    let mut view = MapView::of(&VALUE_MAP);
    view.overlays = view
        .overlays
        .with(MapOverlay::Firmness, true)
        .with(MapOverlay::Balance, false);
    assert_eq!(view_text::map_from_text(&view_text::map_to_text(&view)), view);
    assert_eq!(view.window, Window::ALL);
}
