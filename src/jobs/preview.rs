//! The first rows of a file as understood, as lists.

use crate::import::{Preview, Target};
use crate::portfolio::FieldValue;
use crate::units::Estimate;

use super::flat::{Flat, FlatReader, Malformed, code_of, day_number, value_of};
use super::mixed::{ReadRecords, Record, Records, sure_day};

/// Adds the first rows as understood.
pub fn write_preview(preview: &Preview, flat: &mut Flat) {
    let targets = Target::all();
    let columns = preview.columns.iter();
    let codes = columns.flat_map(|(index, target)| [*index as u32, code_of(&targets, target)]);
    flat.counts(codes.collect::<Vec<u32>>());
    flat.counts(preview.rows.iter().map(|(row, _)| *row).collect::<Vec<u32>>());
    let mut records = Records::default();
    for value in preview.rows.iter().flat_map(|(_, values)| values) {
        match value {
            FieldValue::Empty => records.add(0, [0.0; 3], ["", ""]),
            FieldValue::Text(text) => records.add(1, [0.0; 3], [text, ""]),
            FieldValue::Number(number) => records.add(2, [*number; 3], ["", ""]),
            FieldValue::Estimate(estimate) => {
                records.add(3, [estimate.low(), estimate.base(), estimate.high()], ["", ""]);
            }
            FieldValue::Day(day) => records.add(4, [day_number(Some(*day)); 3], ["", ""]),
        }
    }
    records.write(flat);
}

/// The first rows written by [`write_preview`].
pub fn read_preview(from: &mut FlatReader) -> Result<Preview, Malformed> {
    let (columns, rows) = (from.counts()?, from.counts()?);
    let records = ReadRecords::read(from)?;
    let (columns, left) = columns.as_chunks::<2>();
    if !left.is_empty() || records.kinds.len() != columns.len() * rows.len() {
        return Err(Malformed("first rows"));
    }
    let targets = Target::all();
    let column = |&[index, target]: &[u32; 2]| Ok((index as usize, value_of(&targets, target)?));
    let mut values = records.iter().map(|record| read_value(&record));
    let row = |row: u32| {
        Ok((
            row,
            values.by_ref().take(columns.len()).collect::<Result<_, _>>()?,
        ))
    };
    Ok(Preview {
        columns: columns.iter().map(column).collect::<Result<_, _>>()?,
        rows: rows.into_iter().map(row).collect::<Result<_, _>>()?,
    })
}

fn read_value(record: &Record) -> Result<FieldValue, Malformed> {
    let [one, two, three] = record.numbers;
    Ok(match record.kind {
        0 => FieldValue::Empty,
        1 => FieldValue::Text(record.texts[0].to_owned()),
        2 => FieldValue::Number(one),
        3 => FieldValue::Estimate(Estimate::between(one, two, three).ok_or(Malformed("estimate"))?),
        4 => FieldValue::Day(sure_day(one)?),
        _ => return Err(Malformed("value")),
    })
}
