//! The printed page.

use both_sides::measures::value;
use both_sides::report::printout::{printout, zone_names};
use both_sides::report::style::NumberStyle;
use both_sides::report::{MapView, map};
use both_sides::sample::sample;

#[test]
fn the_printed_page_holds_every_account_once() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let style = NumberStyle::default();
    let report = map(&document, &valuation, &MapView::default(), None, &style);
    let page = printout(&document, &valuation, &report, &style);
    assert_eq!(page.rows.len(), document.portfolio.accounts.len());
    assert!(page.rows.iter().all(|row| row.cells.len() == page.columns.len()));
    assert!(page.subtitle.contains("invented"));
    assert_eq!(page.rest, None);
    insta::assert_debug_snapshot!(page.rows.iter().take(3).collect::<Vec<_>>());
}

#[test]
fn zones_on_paper_are_those_of_the_map() {
    let document = sample().unwrap();
    let valuation = value(&document).output;
    let style = NumberStyle::default();
    let report = map(&document, &valuation, &MapView::default(), None, &style);
    let names = zone_names(&report, document.portfolio.accounts.len());
    for point in report.points.iter() {
        assert_eq!(
            names[point.row],
            point.zone.map_or("", |zone| report.zone_name(zone))
        );
    }
}
