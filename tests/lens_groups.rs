//! The pictures of the 3Ps, of length, breadth and depth, and of segments: on the sample, on Superstore, and their laws.

#![allow(clippy::unwrap_used)]

mod lens_support;

use std::collections::BTreeSet;

use both_sides::chart::{
    Figure, PlainWidths, board_plate, centres_plate, flow_plate, profile_plate, strips_plate, three_ps_plate,
};
use both_sides::measures::moves::segment_moves;
use both_sides::measures::segments::{Segments, segments as make};
use both_sides::measures::snapshots::take;
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::Document;
use both_sides::report::dimension_strips::{StripsReport, cell_words, dimension_strips};
use both_sides::report::segment_flow::segment_flow;
use both_sides::report::segment_profile::{SegmentProfile, segment_profile};
use both_sides::report::segments::{PROFILE, segments};
use both_sides::report::style::NumberStyle;
use both_sides::report::three_ps_picture::{Lead, ThreePsPicture, three_ps_picture};
use both_sides::sample::sample;
use both_sides::slices::at_once;
use lens_support::{WIDTHS, all_rows, holds_together, superstore};

fn open() -> (Document, Valuation) {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    (document, valuation)
}

fn three(document: &Document, valuation: &Valuation) -> ThreePsPicture {
    at_once(three_ps_picture(
        document,
        valuation,
        &all_rows(valuation),
        None,
        &NumberStyle::default(),
    ))
}

fn strips(document: &Document, valuation: &Valuation) -> StripsReport {
    at_once(dimension_strips(
        document,
        valuation,
        &all_rows(valuation),
        None,
        &NumberStyle::default(),
    ))
}

fn made(document: &Document, valuation: &Valuation) -> Segments {
    at_once(make(
        &document.composites.segmentation,
        valuation,
        valuation.n_rows(),
    ))
}

fn profile(document: &Document, valuation: &Valuation) -> SegmentProfile {
    let made = made(document, valuation);
    at_once(segment_profile(
        document,
        valuation,
        &made,
        &all_rows(valuation),
        &NumberStyle::default(),
    ))
}

#[test]
fn a_score_that_is_not_known_is_no_zero() {
    let (document, valuation) = superstore();
    let report = three(&document, &valuation);
    assert_eq!(
        report.typical[2].n_unknown, 793,
        "an order log says nothing of partnership"
    );
    assert!(report.typical[2].quartiles.is_none());
    assert!(
        report
            .words
            .iter()
            .any(|words| words.contains("partnership of 793")),
        "{:?}",
        report.words
    );
    assert!(
        report
            .lines
            .iter()
            .all(|line| line.scores[2].is_none() && line.lead == Lead::None)
    );
    let plate = three_ps_plate(&report, &BTreeSet::new(), 900.0, &PlainWidths);
    let is_broken = |figure: &&Figure| matches!(figure, Figure::Line { dash: Some(_), .. });
    assert_eq!(plate.figures.iter().filter(is_broken).count(), report.lines.len());
    assert!(plate.targets[0].lines[0].contains("Partnership not known"));
}

#[test]
fn the_score_that_leads_is_ten_points_ahead_and_all_are_counted() {
    let (document, valuation) = open();
    let report = three(&document, &valuation);
    let led = |side: usize| {
        report
            .lines
            .iter()
            .filter(|line| line.lead == Lead::One(side))
            .count()
    };
    assert!((0..3).any(|side| led(side) > 0));
    for line in &report.lines {
        let Lead::One(side) = line.lead else { continue };
        let score = |side: usize| line.scores[side].unwrap();
        assert!(
            (0..3).all(|other| other == side || score(side) >= score(other) + 10.0),
            "{line:?}"
        );
    }
    assert!(report.words[0].starts_with(&format!(
        "Of {} accounts {} are led by payoff, {} by potential and {} by partnership",
        valuation.n_rows(),
        led(0),
        led(1),
        led(2)
    )));
}

#[test]
fn everybody_stands_in_one_cell_or_is_counted_outside_and_the_money_adds_up() {
    for (document, valuation) in [open(), superstore()] {
        let report = strips(&document, &valuation);
        assert_eq!(report.cells.len(), 27);
        let mut inside: Vec<usize> = report.cells.iter().flat_map(|cell| cell.rows.clone()).collect();
        inside.sort_unstable();
        let n_inside = inside.len();
        inside.dedup();
        assert_eq!(inside.len(), n_inside, "nobody stands in two cells");
        let dimensions = [MeasureId::Length, MeasureId::Breadth, MeasureId::Depth];
        let is_known = |row: &usize| {
            dimensions
                .iter()
                .all(|measure| valuation.get(*measure, *row).value.is_some())
        };
        let known: Vec<usize> = all_rows(&valuation).into_iter().filter(is_known).collect();
        assert_eq!(inside, known);
        let parts: f64 = report.cells.iter().map(|cell| cell.part.max(0.0)).sum();
        assert!((parts - 1.0).abs() < 1e-9, "{parts}");
        for strip in &report.strips {
            assert_eq!(strip.points.len() + strip.n_unknown, valuation.n_rows());
            for (border, (place, _)) in strip.borders.iter().enumerate() {
                let below = strip.points.iter().filter(|point| point.place < place - 1e-12);
                assert!(below.into_iter().all(|point| usize::from(point.third) <= border));
            }
        }
    }
}

#[test]
fn a_filter_leaves_accounts_out_but_moves_no_border() {
    let (document, valuation) = open();
    let whole = strips(&document, &valuation);
    let few = at_once(dimension_strips(
        &document,
        &valuation,
        &[0, 1, 2],
        None,
        &NumberStyle::default(),
    ));
    for (one, other) in whole.strips.iter().zip(&few.strips) {
        assert_eq!(one.borders, other.borders);
        assert!(other.points.len() <= 3);
    }
    let named: Vec<String> = whole.cells.iter().map(|cell| cell_words(cell.thirds)).collect();
    assert_eq!(
        (named[0].as_str(), named[26].as_str()),
        ("new · narrow · shallow", "long · broad · deep")
    );
}

#[test]
fn the_profile_says_the_same_means_as_the_desk() {
    let (document, valuation) = open();
    let made = made(&document, &valuation);
    let style = NumberStyle::default();
    let report = profile(&document, &valuation);
    let desk = at_once(segments(&document, &valuation, &made, &style));
    assert_eq!(report.panels.len(), PROFILE.len());
    for (place, row) in desk.rows.iter().enumerate() {
        for (panel, mean) in report.panels.iter().zip(&row.means) {
            let spread = panel.segments[place].as_ref().unwrap();
            assert_eq!(
                &spread.written[1],
                mean,
                "{} of {}",
                panel.measure.label(),
                row.name
            );
            assert!(spread.places.iter().all(|place| (0.0..=1.0).contains(place)));
            assert!(spread.values[0] <= spread.values[2]);
        }
    }
    let n_in: usize = report.segments.iter().map(|segment| segment.rows.len()).sum();
    assert_eq!(n_in + desk.n_outside, valuation.n_rows());
    assert!(report.centres.is_some());
}

#[test]
fn where_there_is_nothing_to_draw_a_sentence_says_what_to_do() {
    let document = Document::empty("None", "EUR", sample().unwrap().as_of);
    let valuation = value(&document).output;
    assert!(three(&document, &valuation).words[0].contains("Fill in what is missing"));
    assert!(!three(&document, &valuation).has_scores);
    assert!(strips(&document, &valuation).words[0].contains("make them known"));
    let empty = profile(&document, &valuation);
    assert!(empty.segments.is_empty() && empty.centres.is_none());
    assert!(!empty.words[0].is_empty());
}

#[test]
fn the_pictures_hold_together_at_every_width() {
    for (document, valuation) in [open(), superstore()] {
        let (three, strips, profile) = (
            three(&document, &valuation),
            strips(&document, &valuation),
            profile(&document, &valuation),
        );
        for width in WIDTHS {
            holds_together(&three_ps_plate(&three, &BTreeSet::new(), width, &PlainWidths));
            holds_together(&strips_plate(&strips, width, &PlainWidths));
            holds_together(&board_plate(&strips, width, &PlainWidths));
            holds_together(&profile_plate(&profile, width, &PlainWidths));
            if let Some(centres) = &profile.centres {
                holds_together(&centres_plate(&profile, centres, width, &PlainWidths));
            }
        }
    }
}

#[test]
fn an_account_has_a_mark_on_every_strip_it_is_known_on() {
    let (document, valuation) = open();
    let report = strips(&document, &valuation);
    let plate = strips_plate(&report, 900.0, &PlainWidths);
    let n_points: usize = report.strips.iter().map(|strip| strip.points.len()).sum();
    assert_eq!(plate.targets.len(), n_points);
    let on_all = report
        .cells
        .iter()
        .find(|cell| !cell.rows.is_empty())
        .unwrap()
        .rows[0];
    let first = plate
        .targets
        .iter()
        .position(|target| target.rows == [on_all])
        .unwrap();
    assert_eq!(
        plate.twins(first).len(),
        2,
        "pointed at on one strip it is ringed on the other two"
    );
}

#[test]
fn who_moved_between_segments_is_counted_as_on_the_desk_and_drawn() {
    let (mut document, valuation) = open();
    let snapshot = take(&document, &valuation, "s".to_owned(), "Before".to_owned());
    let gone = document.portfolio.accounts.len() - 1;
    document.portfolio.accounts.remove(gone);
    let target = document.portfolio.accounts[1].segment.clone();
    for row in 0..6 {
        document.portfolio.accounts[row]
            .edit()
            .segment
            .clone_from(&target);
    }
    let rows: Vec<usize> = (0..gone).collect();
    let flow = segment_flow(&document, &snapshot, &rows, &NumberStyle::default()).unwrap();
    let found = segment_moves(&document, &snapshot).unwrap();
    let count = |is_stay: bool| {
        let both = flow
            .bands
            .iter()
            .filter(|band| band.from.is_some() && band.to.is_some());
        let some = both.filter(|band| (band.from == band.to) == is_stay);
        some.map(|band| band.count).sum::<usize>()
    };
    assert_eq!(count(true), found.moves.n_stayed() as usize);
    assert_eq!(
        count(false),
        (found.moves.n_moves() - found.moves.n_stayed()) as usize
    );
    assert!(count(false) > 0);
    assert!(flow.words.contains("0 are new, 1 left"), "{}", flow.words);
    let mut drawn: Vec<usize> = flow.bands.iter().flat_map(|band| band.rows.clone()).collect();
    drawn.sort_unstable();
    assert_eq!(drawn, rows, "everybody who is there is in one band");
    for width in WIDTHS {
        holds_together(&flow_plate(&flow, width, &PlainWidths));
    }
}
