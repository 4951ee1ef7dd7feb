//! Sorts rows by one column: stable, what is unknown last, a hundred thousand rows in a blink.
//!
//! Numbers become whole numbers in the same order and are sorted by radix. So do texts: their ranks are made
//! once and kept.

use crate::measures::Valuation;
use crate::portfolio::{Document, Field, FieldValue};

use super::table_columns::ColumnId;
use super::table_ranks::TextRanks;
use super::table_view::Sort;

/// Below this many rows a comparison sort is quicker than passes over 256 buckets.
pub(super) const FEW: usize = 96;

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
    sort_by_key(&mut known);
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

/// A whole number in the same order as the numbers; the two zeros are one.
fn ordered_bits(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 0 { bits ^ (1 << 63) } else { !bits }
}

/// Sorts by key, stable: passes over one byte each, leaving out bytes that are the same everywhere.
pub(super) fn sort_by_key(keyed: &mut Vec<(u64, u32)>) {
    if keyed.len() < FEW {
        keyed.sort_by_key(|&(key, _)| key);
        return;
    }
    let differing = keyed
        .iter()
        .fold(0, |differing, &(key, _)| differing | (key ^ keyed[0].0));
    let mut other = vec![(0, 0); keyed.len()];
    for shift in (0..64)
        .step_by(8)
        .filter(|shift| (differing >> shift) & 0xff != 0)
    {
        let bucket = |key: u64| ((key >> shift) & 0xff) as usize;
        let mut starts = [0_usize; 257];
        for &(key, _) in keyed.iter() {
            starts[bucket(key) + 1] += 1;
        }
        for at in 0..256 {
            starts[at + 1] += starts[at];
        }
        for &(key, row) in keyed.iter() {
            let start = &mut starts[bucket(key)];
            other[*start] = (key, row);
            *start += 1;
        }
        std::mem::swap(keyed, &mut other);
    }
}
