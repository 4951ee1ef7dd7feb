//! What the tests of lenses share: a portfolio of many, and what every picture has to keep.

#![allow(clippy::unwrap_used, dead_code)]

use both_sides::chart::{Area, Figure, PlainWidths, Plate, Reach, Side, TextWidths, Theme, plate_svg};
use both_sides::import::{detect, read};
use both_sides::measures::{Valuation, value};
use both_sides::portfolio::Document;
use both_sides::units::Day;

/// A phone, a column, a page, a picture that leaves the page.
pub const WIDTHS: [f64; 4] = [320.0, 480.0, 900.0, 1152.0];

/// 793 accounts from an order log.
pub fn superstore() -> (Document, Valuation) {
    let path = format!(
        "{}/tests/fixtures/data/superstore_orders.csv",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(path).unwrap();
    let today = Day::new(2026, 11, 22).unwrap();
    let settings = detect("superstore", &bytes, today, &Default::default())
        .unwrap()
        .settings;
    let draft = read("superstore", &bytes, &settings).unwrap();
    let mut document = Document::empty("Superstore", "USD", draft.as_of.unwrap_or(today));
    document.portfolio.accounts = draft.accounts;
    let valuation = value(&document).output;
    (document, valuation)
}

/// Every row.
pub fn all_rows(valuation: &Valuation) -> Vec<usize> {
    (0..valuation.n_rows()).collect()
}

/// The room a text takes; `None` for what is no text.
fn room(figure: &Figure) -> Option<(Area, &str)> {
    let Figure::Text {
        text,
        at,
        size,
        side,
        is_bold,
        ..
    } = figure
    else {
        return None;
    };
    let width = PlainWidths.width(text, *size, *is_bold);
    let left = match side {
        Side::Start => at.0,
        Side::Middle => at.0 - width / 2.0,
        Side::End => at.0 - width,
    };
    let half = size * 0.5;
    Some((
        Area::between((left, at.1 - half), (left + width, at.1 + half)),
        text,
    ))
}

/// Every target lies on the plate and says something, every text stays on the plate and clear of the others, and the
/// picture can be drawn.
pub fn holds_together(plate: &Plate) {
    for target in &plate.targets {
        let (x, y) = target.at;
        assert!(
            (0.0..=plate.width).contains(&x) && (0.0..=plate.height).contains(&y),
            "{target:?} on {} × {}",
            plate.width,
            plate.height
        );
        assert!(!target.name.is_empty() && !target.lines.is_empty(), "{target:?}");
        assert!(!matches!(&target.reach, Reach::Path(points) if points.len() < 2));
    }
    let texts: Vec<(Area, &str)> = plate.figures.iter().filter_map(room).collect();
    for (place, (area, text)) in texts.iter().enumerate() {
        assert!(
            area.left >= -1.0
                && area.right <= plate.width + 1.0
                && area.top >= -1.0
                && area.bottom <= plate.height + 1.0,
            "{text} leaves the plate of {} × {}: {area:?}",
            plate.width,
            plate.height
        );
        for (other, words) in &texts[..place] {
            assert!(
                !area.overlaps(*other),
                "{text} over {words} at width {}",
                plate.width
            );
        }
    }
    let svg = plate_svg(plate, &Theme::light());
    assert!(svg.starts_with("<svg ") && !svg.contains("NaN"));
}
