//! How a file is read, as lists.

use std::collections::BTreeMap;

use crate::import::{
    ColumnSettings, DayOrder, Delimiter, Encoding, Layout, RatingScale, Settings, Shape, Target,
};
use crate::portfolio::NumberMarks;
use crate::units::Estimate;

use super::flat::{
    Flat, FlatReader, Malformed, code_of, day_number, day_of, option_code, option_of, value_of,
};

pub const MARKS: [NumberMarks; 2] = [NumberMarks::POINT, NumberMarks::COMMA];
const YES_NO: [bool; 2] = [false, true];

/// Adds the settings.
pub fn write_settings(settings: &Settings, flat: &mut Flat) {
    let layout = settings.layout;
    flat.counts([
        code_of(&Encoding::ALL, &layout.encoding),
        code_of(&Delimiter::ALL, &layout.delimiter),
        layout.n_skipped,
        layout.has_header.into(),
        code_of(&Shape::ALL, &settings.shape),
        settings.times_in_days.into(),
        settings.is_own.into(),
        code_of(&RatingScale::ALL, &settings.rating_scale),
    ]);
    let margin = settings.assumed_margin;
    let share = |of: fn(Estimate) -> f64| margin.map_or(f64::NAN, of);
    flat.numbers([
        day_number(Some(settings.today)),
        day_number(settings.as_of),
        share(Estimate::low),
        share(Estimate::base),
        share(Estimate::high),
    ]);
    flat.texts(settings.columns.iter().map(|column| column.header.as_str()));
    let targets = Target::all();
    let codes = settings.columns.iter().flat_map(|column| {
        [
            code_of(&targets, &column.target),
            option_code(column.marks.map(|marks| code_of(&MARKS, &marks))),
            option_code(column.day_order.map(|order| code_of(&DayOrder::ALL, &order))),
            option_code(column.is_percent.map(u32::from)),
        ]
    });
    flat.counts(codes.collect::<Vec<u32>>());
    let places = settings.fixes.keys().flat_map(|&(row, column)| [row, column]);
    flat.counts(places.collect::<Vec<u32>>());
    flat.texts(settings.fixes.values().map(String::as_str));
}

/// The settings written by [`write_settings`].
pub fn read_settings(from: &mut FlatReader) -> Result<Settings, Malformed> {
    let [
        encoding,
        delimiter,
        n_skipped,
        has_header,
        shape,
        in_days,
        is_own,
        scale,
    ] = from.some_counts()?;
    let [today, as_of, low, base, high] = from.some_numbers()?;
    let assumed_margin = match base.is_nan() {
        true => None,
        false => Some(Estimate::between(low, base, high).ok_or(Malformed("margin"))?),
    };
    Ok(Settings {
        layout: Layout {
            encoding: value_of(&Encoding::ALL, encoding)?,
            delimiter: value_of(&Delimiter::ALL, delimiter)?,
            n_skipped,
            has_header: has_header > 0,
        },
        shape: value_of(&Shape::ALL, shape)?,
        columns: read_columns(from)?,
        today: day_of(today)?.ok_or(Malformed("today"))?,
        as_of: day_of(as_of)?,
        assumed_margin,
        times_in_days: in_days > 0,
        rating_scale: value_of(&RatingScale::ALL, scale)?,
        is_own: is_own > 0,
        fixes: read_fixes(from)?,
    })
}

fn read_columns(from: &mut FlatReader) -> Result<Vec<ColumnSettings>, Malformed> {
    let (headers, codes) = (from.texts()?, from.counts()?);
    let (codes, rest) = codes.as_chunks::<4>();
    if codes.len() != headers.len() || !rest.is_empty() {
        return Err(Malformed("columns"));
    }
    let targets = Target::all();
    let column = |(header, &[target, marks, order, percent]): (&str, &[u32; 4])| {
        Ok(ColumnSettings {
            header: header.to_owned(),
            target: value_of(&targets, target)?,
            marks: option_of(&MARKS, marks)?,
            day_order: option_of(&DayOrder::ALL, order)?,
            is_percent: option_of(&YES_NO, percent)?,
        })
    };
    headers.iter().zip(codes).map(column).collect()
}

fn read_fixes(from: &mut FlatReader) -> Result<BTreeMap<(u32, u32), String>, Malformed> {
    let (places, fixes) = (from.counts()?, from.texts()?);
    let (places, rest) = places.as_chunks::<2>();
    if places.len() != fixes.len() || !rest.is_empty() {
        return Err(Malformed("corrected cells"));
    }
    let each = places.iter().zip(fixes.iter());
    Ok(each
        .map(|(&[row, column], text)| ((row, column), text.to_owned()))
        .collect())
}
