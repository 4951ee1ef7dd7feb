//! Portfolios with numbers put in by hand, so that the drawing is tested without the measures.

#![allow(dead_code, clippy::unwrap_used)]

use both_sides::measures::{MeasureId, Measured, Valuation};
use both_sides::portfolio::{Account, AccountId, Basis, Document, Shared};
use both_sides::report::style::NumberStyle;
use both_sides::report::{MapReport, MapView, map};
use both_sides::units::{Day, Interval};

/// One account: name, segment, x, y, size.
pub type Row = (&'static str, &'static str, Option<f64>, Option<f64>, Option<f64>);

/// A portfolio and its numbers.
pub fn portfolio(rows: &[(String, String, Measured, Measured, Measured)]) -> (Document, Valuation) {
    let day = Day::new(2026, 1, 31).unwrap();
    let mut document = Document::empty("Test", "EUR", day);
    let mut valuation = Valuation::empty();
    for (index, (name, segment, x, y, size)) in rows.iter().enumerate() {
        let mut account = Account::new(AccountId::new(&format!("a{index}")), name);
        account.segment = segment.clone();
        document.portfolio.accounts.push(Shared::new(account));
        for &measure in MeasureId::ALL {
            let measured = match measure {
                MeasureId::ValueReceived => *x,
                MeasureId::TotalValue => *y,
                MeasureId::Revenue => *size,
                _ => Measured::UNKNOWN,
            };
            valuation.column_mut(measure).push(measured);
        }
    }
    (document, valuation)
}

/// Accounts of these names and segments, with the numbers of some measures.
pub fn of_columns(names: &[(&str, &str)], columns: &[(MeasureId, &[Option<f64>])]) -> (Document, Valuation) {
    let mut document = Document::empty("Test", "EUR", Day::new(2026, 1, 31).unwrap());
    let mut valuation = Valuation::empty();
    for (row, (name, segment)) in names.iter().enumerate() {
        let mut account = Account::new(AccountId::new(&format!("a{row}")), name);
        account.segment = (*segment).to_owned();
        document.portfolio.accounts.push(Shared::new(account));
        for &measure in MeasureId::ALL {
            let column = columns.iter().find(|(of, _)| *of == measure);
            valuation
                .column_mut(measure)
                .push(exact(column.and_then(|(_, values)| values[row])));
        }
    }
    (document, valuation)
}

/// A number without an interval.
pub fn exact(value: Option<f64>) -> Measured {
    Measured {
        value,
        interval: None,
        basis: Basis::Observed,
    }
}

/// A number with an interval.
pub fn about(low: f64, value: f64, high: f64) -> Measured {
    Measured {
        value: Some(value),
        interval: Some(Interval { low, high }),
        basis: Basis::Estimated,
    }
}

/// A portfolio of these rows.
pub fn of_rows(rows: &[Row]) -> (Document, Valuation) {
    let rows: Vec<_> = rows
        .iter()
        .map(|&(name, segment, x, y, size)| {
            (
                name.to_owned(),
                segment.to_owned(),
                exact(x),
                exact(y),
                exact(size),
            )
        })
        .collect();
    portfolio(&rows)
}

/// The map of these rows as `view` shows it.
pub fn report(rows: &[Row], view: &MapView) -> MapReport {
    let (document, valuation) = of_rows(rows);
    map(&document, &valuation, view, None, &NumberStyle::default())
}

/// Twelve accounts of three segments, spread over the map.
pub const TWELVE: [Row; 12] = [
    (
        "Alder & Sons",
        "Retail",
        Some(82.0),
        Some(410_000.0),
        Some(120_000.0),
    ),
    ("Birchwood", "Retail", Some(64.0), Some(95_000.0), Some(60_000.0)),
    (
        "Cedar Clinics",
        "Health",
        Some(71.0),
        Some(1_250_000.0),
        Some(480_000.0),
    ),
    ("Dogwood", "Public", Some(33.0), Some(270_000.0), Some(150_000.0)),
    (
        "Elm Street Stores",
        "Retail",
        Some(25.0),
        Some(12_000.0),
        Some(9_000.0),
    ),
    (
        "Fir Hospital",
        "Health",
        Some(91.0),
        Some(38_000.0),
        Some(21_000.0),
    ),
    (
        "Ginkgo Labs",
        "Health",
        Some(58.0),
        Some(640_000.0),
        Some(200_000.0),
    ),
    (
        "Hazel Council",
        "Public",
        Some(44.0),
        Some(71_000.0),
        Some(52_000.0),
    ),
    (
        "Ivy Trading",
        "Retail",
        Some(12.0),
        Some(160_000.0),
        Some(75_000.0),
    ),
    ("Juniper", "", Some(77.0), Some(5_500.0), Some(3_000.0)),
    (
        "Katsura Schools",
        "Public",
        Some(49.0),
        Some(24_000.0),
        Some(14_000.0),
    ),
    (
        "Larch Pharmacy Group of the Northern Provinces",
        "Health",
        Some(69.0),
        Some(210_000.0),
        Some(99_000.0),
    ),
];
