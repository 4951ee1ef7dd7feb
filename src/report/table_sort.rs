//! Sorts rows by one column: stable, what is unknown last, a hundred thousand rows in a blink.
//!
//! Numbers become whole numbers in the same order and are sorted by radix. Texts are folded once and
//! sorted eight bytes at a time, skipping what all of them begin with.

use crate::measures::Valuation;
use crate::portfolio::{Document, Field, FieldValue};

use super::table_columns::{ColumnId, Nature};
use super::table_text::fold_into;
use super::table_view::Sort;
use super::table_zones::{TableZones, row_text};

/// Below this many rows a comparison sort is quicker than passes over 256 buckets.
const FEW: usize = 96;

/// `rows` (rows of the portfolio) in the order of `sort`.
pub fn sorted(document: &Document, valuation: &Valuation, rows: &[u32], sort: &Sort) -> Vec<u32> {
    match sort.column.nature() {
        Nature::Text => {
            let zones = match sort.column {
                ColumnId::Zone => TableZones::new(document, valuation),
                _ => TableZones::default(),
            };
            sorted_texts(document, &zones, rows, sort)
        }
        Nature::Number | Nature::Day => {
            let (mut known, mut unknown) = (Vec::with_capacity(rows.len()), Vec::new());
            for &row in rows {
                match number(document, valuation, &sort.column, row as usize) {
                    Some(value) => known.push((turned(ordered_bits(value), sort), row)),
                    None => unknown.push(row),
                }
            }
            sort_by_key(&mut known);
            known.into_iter().map(|(_, row)| row).chain(unknown).collect()
        }
    }
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

const fn turned(key: u64, sort: &Sort) -> u64 {
    if sort.is_descending { !key } else { key }
}

/// Sorts by key, stable: passes over one byte each, leaving out bytes that are the same everywhere.
fn sort_by_key(keyed: &mut Vec<(u64, u32)>) {
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

/// Folded texts one behind the other.
struct Texts {
    letters: String,
    ends: Vec<usize>,
}

impl Texts {
    /// The text at `place`, as bytes: UTF-8 sorts by its bytes.
    fn get(&self, place: u32) -> &[u8] {
        let place = place as usize;
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        &self.letters.as_bytes()[start..self.ends[place]]
    }

    /// Eight letters from `offset`, as a whole number in the same order.
    fn key(&self, place: u32, offset: usize) -> u64 {
        let rest = self.get(place).get(offset..).unwrap_or_default();
        let mut bytes = [0; 8];
        let length = rest.len().min(8);
        bytes[..length].copy_from_slice(&rest[..length]);
        u64::from_be_bytes(bytes)
    }
}

fn sorted_texts(document: &Document, zones: &TableZones, rows: &[u32], sort: &Sort) -> Vec<u32> {
    let mut texts = Texts {
        letters: String::with_capacity(rows.len() * 16),
        ends: Vec::with_capacity(rows.len()),
    };
    let (mut known, mut unknown) = (Vec::with_capacity(rows.len()), Vec::new());
    for (place, &row) in rows.iter().enumerate() {
        let before = texts.letters.len();
        let text = row_text(document, zones, row as usize, &sort.column);
        fold_into(&mut texts.letters, &text);
        texts.ends.push(texts.letters.len());
        if texts.letters.len() == before {
            unknown.push(row);
        } else {
            known.push(place as u32);
        }
    }
    sort_from(&texts, &mut known, 0, sort);
    let known = known.into_iter().map(|place| rows[place as usize]);
    known.chain(unknown).collect()
}

/// Sorts texts that are the same before `offset`.
fn sort_from(texts: &Texts, places: &mut [u32], offset: usize, sort: &Sort) {
    if places.len() < FEW {
        places.sort_by(|&one, &other| {
            let order = texts.get(one).cmp(texts.get(other));
            if sort.is_descending {
                order.reverse()
            } else {
                order
            }
        });
        return;
    }
    let offset = offset + common_length(texts, places, offset);
    let mut keyed: Vec<(u64, u32)> = places
        .iter()
        .map(|&place| (turned(texts.key(place, offset), sort), place))
        .collect();
    sort_by_key(&mut keyed);
    for (place, &(_, sorted)) in places.iter_mut().zip(&keyed) {
        *place = sorted;
    }
    let mut start = 0;
    for run in keyed.chunk_by(|one, other| one.0 == other.0) {
        let goes_on = run.iter().any(|&(_, place)| texts.get(place).len() > offset + 8);
        if run.len() > 1 && goes_on {
            sort_from(texts, &mut places[start..start + run.len()], offset + 8, sort);
        }
        start += run.len();
    }
}

/// How many letters from `offset` on all texts have in common.
fn common_length(texts: &Texts, places: &[u32], offset: usize) -> usize {
    let rest = |place: u32| texts.get(place).get(offset..).unwrap_or_default();
    let first = places.first().map_or(&[][..], |&place| rest(place));
    places.iter().fold(first.len(), |common, &place| {
        let same = first[..common].iter().zip(rest(place));
        same.take_while(|(one, other)| one == other).count()
    })
}
