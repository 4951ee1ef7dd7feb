//! Sorts rows by one column: stable, what is unknown last, a hundred thousand rows in a blink.
//!
//! Numbers become whole numbers in the same order and are sorted by radix. So do texts: their ranks are made
//! once and kept.

use crate::maths::{ordered_bits, sort_keyed};
use crate::measures::Valuation;
use crate::portfolio::{Document, Field, FieldValue};

use super::table_columns::ColumnId;
use super::table_ranks::TextRanks;
use super::table_view::Sort;

/// `rows` (rows of the portfolio) in the order of `sort`; `ranks` are those of its column when that holds texts.
pub fn sorted(
    document: &Document,
    valuation: &Valuation,
    rows: &[u32],
    sort: &Sort,
    ranks: Option<&TextRanks>,
) -> Vec<u32> {
    let (mut known, mut unknown) = (Vec::with_capacity(rows.len()), Vec::new());
    for &row in rows {
        let key = match ranks {
            Some(ranks) => ranks.of(row),
            None => number(document, valuation, &sort.column, row as usize).map(ordered_bits),
        };
        match key {
            Some(key) if sort.is_descending => known.push((!key, row)),
            Some(key) => known.push((key, row)),
            None => unknown.push(row),
        }
    }
    sort_keyed(&mut known);
    known.into_iter().map(|(_, row)| row).chain(unknown).collect()
}

/// The number in a column of numbers or days (counted from 1970); `None` is unknown.
pub fn number(document: &Document, valuation: &Valuation, column: &ColumnId, row: usize) -> Option<f64> {
    match column {
        ColumnId::Measure(measure) => valuation.get(*measure, row).value,
        ColumnId::Field(field) => field_number(*field, document, row),
        ColumnId::Extra(_) | ColumnId::Zone => None,
    }
}

fn field_number(field: Field, document: &Document, row: usize) -> Option<f64> {
    match field.value(document.portfolio.accounts.get(row)?) {
        FieldValue::Number(number) => Some(number),
        FieldValue::Estimate(estimate) => Some(estimate.base()),
        FieldValue::Day(day) => Some(f64::from(day.epoch_days())),
        FieldValue::Empty | FieldValue::Text(_) => None,
    }
}
