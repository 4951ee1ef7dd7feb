//! Risk and concentration: published figures on screen, and pictures that can be read.

#![allow(clippy::unwrap_used)]

use both_sides::chart::{
    Area, Figure, PlainWidths, Plate, Side, TextWidths, bars_plate, concentration_plate,
};
use both_sides::import::{detect, read};
use both_sides::measures::portfolio_totals::PortfolioTotals;
use both_sides::measures::snapshots::take;
use both_sides::measures::{MeasureId, Valuation, value};
use both_sides::portfolio::{Document, Shared};
use both_sides::report::risk::{CONCENTRATED, GroupBy, RiskReport, risk, risk_tables};
use both_sides::report::style::NumberStyle;
use both_sides::sample::sample;
use both_sides::slices::at_once;
use both_sides::units::Day;

fn open() -> (Document, Valuation) {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    (document, valuation)
}

fn report(document: &Document, valuation: &Valuation, choice: (MeasureId, GroupBy)) -> RiskReport {
    let rows: Vec<usize> = (0..document.portfolio.accounts.len()).collect();
    let compared = document.snapshots.last().map(|snapshot| &**snapshot);
    at_once(risk(
        document,
        valuation,
        &rows,
        choice,
        compared,
        &NumberStyle::default(),
    ))
}

fn wholesale() -> (Document, Valuation) {
    let file = "uci_wholesale_customers.csv";
    let path = format!("{}/tests/fixtures/data/{file}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).unwrap();
    let today = Day::new(2026, 11, 22).unwrap();
    let settings = detect(file, &bytes, today, &Default::default()).unwrap().settings;
    let draft = read(file, &bytes, &settings).unwrap();
    let mut document = Document::empty("Wholesale", "EUR", today);
    document.portfolio.accounts = draft.accounts;
    let valuation = value(&document).output;
    (document, valuation)
}

#[test]
fn the_largest_fifth_of_the_wholesale_clients_have_the_published_share() {
    let (document, valuation) = wholesale();
    let report = report(&document, &valuation, (MeasureId::Revenue, GroupBy::Segment));
    let spreading = report.spreading.as_ref().unwrap();
    assert_eq!(spreading.points.len(), 440);
    assert_eq!(spreading.marks[0].2, "Largest fifth: 42.9\u{202f}%");
    assert!(
        report.words[0].contains("the largest fifth have 42.9\u{202f}%"),
        "{}",
        report.words[0]
    );
    let rows: Vec<usize> = (0..440).collect();
    let numbers = NumberStyle::default();
    let tables = risk_tables(&report, &document, &valuation, &rows, GroupBy::Segment, &numbers);
    assert_eq!(
        tables[0].rows[87].cells[3], "42.9\u{202f}%",
        "the 88th of 440, added up"
    );
    assert!(
        report.at_risk.is_empty(),
        "no margin is known, so nothing is expected to leave"
    );
    assert!(report.words.last().unwrap().contains("nothing can be said"));
}

#[test]
fn the_curve_says_what_the_portfolio_says() {
    let (document, valuation) = open();
    let report = report(&document, &valuation, (MeasureId::Revenue, GroupBy::Region));
    let spreading = report.spreading.unwrap();
    assert_eq!(
        Some(spreading.figures),
        PortfolioTotals::new(&valuation).concentration
    );
    assert!((spreading.points.last().unwrap().cumulative - 1.0).abs() < 1e-9);
    assert!(
        spreading
            .points
            .is_sorted_by(|one, other| one.share >= other.share - 1e-12)
    );
    let groups: f64 = report.groups.iter().map(|bar| bar.length).sum();
    assert!(
        (groups - 1.0).abs() < 1e-9,
        "groups add up to the whole: {groups}"
    );
}

#[test]
fn value_at_risk_is_current_value_by_the_chance_to_leave() {
    let (document, valuation) = open();
    let report = report(&document, &valuation, (MeasureId::Revenue, GroupBy::Owner));
    let known = |measure, row| valuation.get(measure, row).value;
    let mut expected = 0.0;
    for row in 0..document.portfolio.accounts.len() {
        if let (Some(value), Some(stays)) = (
            known(MeasureId::CurrentValue, row),
            known(MeasureId::Retention, row),
        ) {
            expected += value.max(0.0) * (1.0 - stays);
        }
    }
    assert!((report.expected - expected).abs() < 1e-6);
    assert!(
        report
            .at_risk
            .is_sorted_by(|one, other| one.length >= other.length)
    );
    for bar in report.at_risk.iter().filter(|bar| bar.is_shaky) {
        assert!(
            known(MeasureId::TotalValue, bar.rows[0]).unwrap() >= 100_000.0,
            "the sample's line"
        );
        assert!(known(MeasureId::Attitude, bar.rows[0]).unwrap() < 50.0);
    }
}

#[test]
fn a_snapshot_is_compared_with() {
    let (mut document, valuation) = open();
    let snapshot = take(
        &document,
        &valuation,
        "s".to_owned(),
        "Before the merger".to_owned(),
    );
    document.snapshots.push(Shared::new(snapshot));
    // The largest account is lost.
    let before = report(&document, &valuation, (MeasureId::Revenue, GroupBy::Segment));
    let lost = before.spreading.unwrap().points[0].row;
    document.portfolio.accounts.remove(lost);
    let now = value(&document).output;
    let report = report(&document, &now, (MeasureId::Revenue, GroupBy::Segment));
    let spreading = report.spreading.as_ref().unwrap();
    let then = spreading.before.as_ref().unwrap();
    assert_eq!(then.cumulative.len(), spreading.points.len() + 1);
    assert_eq!(Some(then.figures), PortfolioTotals::new(&valuation).concentration);
    assert!(
        report
            .words
            .iter()
            .any(|words| words.starts_with("At Before the merger"))
    );
    for width in [320.0, 1_200.0] {
        can_be_read(&concentration_plate(spreading, width, &PlainWidths));
    }
}

fn can_be_read(plate: &Plate) {
    let paper = Area::between((-0.5, -0.5), (plate.width + 0.5, plate.height + 0.5));
    let boxes = plate.figures.iter().filter_map(|figure| match figure {
        Figure::Text {
            text,
            at,
            size,
            side,
            is_bold,
            ..
        } => {
            let wide = PlainWidths.width(text, *size, *is_bold);
            let left = match side {
                Side::Start => at.0,
                Side::Middle => at.0 - wide / 2.0,
                Side::End => at.0 - wide,
            };
            Some((
                Area::between((left, at.1 - size * 0.45), (left + wide, at.1 + size * 0.45)),
                text,
            ))
        }
        _ => None,
    });
    let boxes: Vec<(Area, &String)> = boxes.collect();
    for (place, (area, text)) in boxes.iter().enumerate() {
        assert!(
            paper.contains((area.left, area.top)),
            "{text} at {}: {area:?}",
            plate.width
        );
        assert!(
            paper.contains((area.right, area.bottom)),
            "{text} at {}: {area:?}",
            plate.width
        );
        for (other, words) in &boxes[place + 1..] {
            assert!(
                !area.overlaps(*other),
                "{text} lies on {words} at {}",
                plate.width
            );
        }
    }
    assert!(plate.targets.iter().all(|target| paper.contains(target.at)));
}

#[test]
fn pictures_of_risk_can_be_read_at_every_width() {
    for (document, valuation) in [open(), wholesale()] {
        for measure in CONCENTRATED {
            for (by, _) in GroupBy::ALL {
                let report = report(&document, &valuation, (measure, by));
                for width in [320.0, 390.0, 760.0, 1_200.0] {
                    if let Some(spreading) = &report.spreading {
                        can_be_read(&concentration_plate(spreading, width, &PlainWidths));
                    }
                    can_be_read(&bars_plate(&report.groups, width, &PlainWidths));
                    can_be_read(&bars_plate(&report.at_risk, width, &PlainWidths));
                }
            }
        }
    }
}
