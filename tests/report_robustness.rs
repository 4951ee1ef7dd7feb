//! What the screens say about draws, zones, the tornado and what to find out; the tornado as a picture.

#![allow(clippy::unwrap_used)]

mod measures_support;

use both_sides::chart::{Pen, PlainWidths, Theme, UNITS, draw_tornado, tornado_height};
use both_sides::measures::{MeasureId, value};
use both_sides::portfolio::Document;
use both_sides::report::robustness::{
    TornadoReport, find_report, how_drawn, robust_report, tornado_report, zone_sentences,
};
use both_sides::report::style::NumberStyle;
use both_sides::robustness::{Plan, Robustness, Study, Tornado};
use both_sides::units::Estimate;
use measures_support::{customer, document, said};
use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;

/// Alder's margin may lie on either side of the threshold, Birch's does not.
fn two() -> Document {
    let mut alder = customer("Alder", 90.0, 0.0, 0.8);
    alder.economics.gross_margin = Estimate::between(60.0, 90.0, 180.0);
    let mut birch = customer("Birch", 1_000.0, 0.0, 0.8);
    birch.economics.cost_to_serve = Estimate::between(10.0, 20.0, 30.0);
    let mut document = document(vec![alder, birch]);
    let observations = document.portfolio.observations.edit();
    for account in ["Alder", "Birch"] {
        observations.push(said(account, "service", 2.0, 9.0, None));
        observations.push(said(account, "price", 1.0, 7.0, None));
    }
    let thresholds = &mut document.map.edit().thresholds;
    thresholds.insert(MeasureId::TotalValue.key().to_owned(), 250.0);
    thresholds.insert(MeasureId::ValueReceived.key().to_owned(), 0.0);
    document
}

fn studied(document: &Document) -> Robustness {
    let plan = Plan {
        seed: 1,
        n_draws: 500,
        top: 1,
        across: MeasureId::ValueReceived,
        up: MeasureId::TotalValue,
    };
    let mut study = Study::start(document, plan);
    loop {
        if let Ok(found) = study.step() {
            return found;
        }
    }
}

#[test]
fn the_sentences_name_zone_share_and_where_else() {
    let document = two();
    let (valuation, found) = (value(&document).output, studied(&document));
    let style = NumberStyle::default();
    let alder = zone_sentences(&document, &valuation, &found, 0, &style);
    assert!(
        alder[0].starts_with("In ")
            && alder[0]
                .contains("of 500 draws of what is uncertain it is Prospective, else mostly Strategic ("),
        "{alder:?}"
    );
    assert!(
        alder[1].starts_with("Were the drivers of value weighted otherwise"),
        "{alder:?}"
    );
    let birch = zone_sentences(&document, &valuation, &found, 1, &style);
    assert_eq!(
        birch[0],
        "In 100\u{202f}% of 500 draws of what is uncertain it is Strategic."
    );
    assert!(how_drawn(&found, &style).contains("500 draws of 4 uncertain inputs, seed 1;"));
}

#[test]
fn the_least_firm_comes_first_and_the_margin_is_to_be_found_out() {
    let document = two();
    let (valuation, found) = (value(&document).output, studied(&document));
    let style = NumberStyle::default();
    let report = robust_report(&document, &valuation, &found, &style);
    assert_eq!(
        report.sentence,
        "1 of 2 accounts that have a zone stay in it in at least 90 % of the draws."
    );
    assert_eq!(
        (report.rows[0].name.as_str(), report.rows[0].first.as_str()),
        ("Alder", "Gross margin per year")
    );
    assert_eq!(report.rows[1].top, "100\u{202f}%");
    assert_eq!(report.finds[0].label, "Gross margin per year of Alder");
    let alder = find_report(&document, &valuation, &found, 0, &style);
    assert!(alder.sentence.contains("would be worth €"), "{}", alder.sentence);
    let birch = find_report(&document, &valuation, &found, 1, &style);
    assert!(
        birch.rows.is_empty() && birch.sentence.contains("Nothing that is uncertain"),
        "{birch:?}"
    );
}

fn tornado(document: &Document, row: usize) -> TornadoReport {
    let valuation = value(document).output;
    let swings = Tornado::start(document, &valuation, MeasureId::CurrentValue, row).finish();
    let style = NumberStyle::default();
    tornado_report(
        document,
        &valuation,
        (MeasureId::CurrentValue, row),
        &swings,
        &style,
    )
    .unwrap()
}

#[test]
fn the_tornado_says_its_ends_and_is_drawn_bar_by_bar() {
    let report = tornado(&two(), 0);
    assert_eq!(
        report.bars[0].words,
        "Gross margin per year from €60 to €180: current value from €160 to €480"
    );
    let (width, height) = (600.0, tornado_height(&report));
    let mut svg = String::new();
    {
        let units = |length: f64| (length * UNITS) as u32;
        let area = SVGBackend::with_string(&mut svg, (units(width), units(height))).into_drawing_area();
        let pen = Pen::new(&area, "sans-serif", 1.24);
        draw_tornado(&pen, &report, width, &Theme::light(), &PlainWidths).unwrap();
        area.present().unwrap();
    }
    assert!(
        svg.contains("Gross margin per year") && svg.contains("€240"),
        "{svg}"
    );
    // The paper, and for every bar what lies below and above the number.
    assert_eq!(svg.matches("<rect").count(), 1 + 2 * report.bars.len());
}

#[test]
fn what_is_certain_has_no_tornado_and_says_so() {
    let document = document(vec![customer("Alder", 90.0, 10.0, 0.8)]);
    let report = tornado(&document, 0);
    assert!(report.bars.is_empty());
    assert_eq!(
        report.note,
        "Nothing that this number rests on is uncertain: no input has a low and a high end."
    );
}

/// Table, map and account say the same interval, and that it is one of draws.
#[test]
fn drawn_intervals_are_named_as_such_wherever_they_stand() {
    use both_sides::report::account::account;
    use both_sides::report::{MapView, map};
    let document = two();
    let (valuation, found) = (value(&document).output, studied(&document));
    let style = NumberStyle::default();
    let shown = found.uncertainty.shown(&valuation);
    let said =
        |of: &both_sides::measures::Valuation| style.interval_of(of, MeasureId::CurrentValue, 0).unwrap();
    assert_ne!(said(&valuation), said(&shown));
    assert!(
        said(&shown).ends_with("in 90\u{202f}% of draws"),
        "{}",
        said(&shown)
    );
    let words = |of| {
        let id = &document.portfolio.accounts[0].id;
        let report = account(&document, of, id, &[0, 1], &style).unwrap();
        report.figure(MeasureId::CurrentValue).unwrap().interval_words
    };
    assert_eq!(words(&shown), "Where 90 % of the draws lie");
    assert_eq!(words(&valuation), "With every input at its end together");
    let map = |of| map(&document, of, &MapView::default(), None, &style);
    assert!(map(&shown).is_drawn && !map(&valuation).is_drawn);
    assert_ne!(
        map(&shown).points[0].y.unwrap().span,
        map(&valuation).points[0].y.unwrap().span
    );
}
