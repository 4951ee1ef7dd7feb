//! The cells of the accounts table as a person reads them, edits them and copies them.

use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Account, Basis, Document, Field, FieldError, FieldKind, FieldValue, guarded_cell};
use crate::units::short_number;

use super::style::{NumberStyle, UNKNOWN};
use super::table_columns::ColumnId;
use super::table_zones::{TableZones, row_text};

/// How sure a cell is; decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Counted or stated.
    Known,
    /// Worked out from assumptions, judged, or known within bounds only.
    Estimated,
    /// Not known.
    Unknown,
}

/// One cell, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellReport {
    /// What stands there.
    pub text: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// More about it: its bounds, how it is known.
    pub title: Option<String>,
    /// The measure to explain, where it is one.
    pub measure: Option<MeasureId>,
}

/// The cell of `row` of the portfolio in `column`.
pub fn cell(
    document: &Document,
    valuation: &Valuation,
    zones: &TableZones,
    row: usize,
    column: &ColumnId,
    style: &NumberStyle,
) -> CellReport {
    let Some(account) = document.portfolio.accounts.get(row) else {
        return unknown(None);
    };
    match column {
        ColumnId::Field(field) => field_cell(account, *field, style),
        ColumnId::Measure(measure) => measure_cell(valuation, *measure, row, style),
        ColumnId::Extra(_) | ColumnId::Zone => words(&row_text(document, zones, row, column)),
    }
}

fn unknown(measure: Option<MeasureId>) -> CellReport {
    CellReport {
        text: UNKNOWN.to_owned(),
        certainty: Certainty::Unknown,
        title: None,
        measure,
    }
}

fn words(text: &str) -> CellReport {
    if text.is_empty() {
        return unknown(None);
    }
    CellReport {
        text: text.to_owned(),
        certainty: Certainty::Known,
        title: None,
        measure: None,
    }
}

fn field_cell(account: &Account, field: Field, style: &NumberStyle) -> CellReport {
    match field.value(account) {
        FieldValue::Empty => unknown(None),
        FieldValue::Text(text) => words(&text),
        FieldValue::Estimate(estimate) => CellReport {
            text: format!(
                "≈ {}",
                style.field(&FieldValue::Number(estimate.base()), field.kind())
            ),
            certainty: Certainty::Estimated,
            title: Some(format!(
                "{} to {}",
                style.field(&FieldValue::Number(estimate.low()), field.kind()),
                style.field(&FieldValue::Number(estimate.high()), field.kind()),
            )),
            measure: None,
        },
        value => words(&style.field(&value, field.kind())),
    }
}

fn measure_cell(valuation: &Valuation, measure: MeasureId, row: usize, style: &NumberStyle) -> CellReport {
    let measured = valuation.get(measure, row);
    let Some(value) = measured.value else {
        return unknown(Some(measure));
    };
    let unit = measure.unit();
    let is_soft = matches!(measured.basis, Basis::Estimated | Basis::Judged) || measured.interval.is_some();
    let text = style.value(value, unit);
    let bounds = style
        .interval_of(valuation, measure, row)
        .map(|interval| format!("{interval}, "));
    CellReport {
        text: if is_soft { format!("≈ {text}") } else { text },
        certainty: if is_soft {
            Certainty::Estimated
        } else {
            Certainty::Known
        },
        title: Some(format!("{}{}", bounds.unwrap_or_default(), measured.basis.word())),
        measure: Some(measure),
    }
}

/// The content of a field as a person edits it: every digit, the reader's decimal mark, shares as per cent.
pub fn editing_text(account: &Account, field: Field, style: &NumberStyle) -> String {
    let value = field.value(account);
    if !matches!(field.kind(), FieldKind::Share | FieldKind::Growth) || value == FieldValue::Empty {
        return style.field_for_editing(&value);
    }
    let plain = value.plain();
    let parts = plain.split("..").filter_map(|part| part.parse::<f64>().ok());
    let percents: Vec<String> = parts
        .map(|part| {
            // Rounding hides the 28.000000000000004 of 0.28 × 100.
            let percent = libm::round(part * 1e11) / 1e9;
            format!("{} %", style.field_for_editing(&FieldValue::Number(percent)))
        })
        .collect();
    percents.join("..")
}

/// What a spreadsheet gets: every digit, the reader's decimal mark, no currency, nothing where unknown.
pub fn copied_text(
    document: &Document,
    valuation: &Valuation,
    zones: &TableZones,
    row: usize,
    column: &ColumnId,
    style: &NumberStyle,
) -> String {
    let Some(account) = document.portfolio.accounts.get(row) else {
        return String::new();
    };
    match column {
        ColumnId::Field(field) => match field.value(account) {
            FieldValue::Text(text) => guarded_cell(&text).into_owned(),
            value => style.field_for_editing(&value),
        },
        ColumnId::Measure(measure) => valuation
            .get(*measure, row)
            .value
            .map_or_else(String::new, |value| {
                style.field_for_editing(&FieldValue::Number(value))
            }),
        ColumnId::Extra(_) | ColumnId::Zone => {
            guarded_cell(&row_text(document, zones, row, column)).into_owned()
        }
    }
}

/// Why a text was refused, with the way out.
pub fn refusal(field: Field, error: &FieldError, style: &NumberStyle) -> String {
    match (field.kind(), error) {
        (FieldKind::Share, FieldError::OutOfRange { value, .. }) if (1.0..=100.0).contains(value) => {
            let value = style.field_for_editing(&FieldValue::Number(*value));
            format!("{value} is more than the whole; write {value} % for a share")
        }
        (FieldKind::Share, FieldError::OutOfRange { value, .. }) => {
            let percent = match value.abs() < 1e6 {
                true => style.share(*value),
                false => short_number(*value),
            };
            format!("{percent} is not between 0 % and 100 %")
        }
        _ => error.to_string(),
    }
}
