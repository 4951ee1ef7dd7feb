//! What is wrong with a file, as lists.

use crate::import::{BadRows, DayOrder, Issue, Problem};
use crate::portfolio::{FieldError, NotAnOrderHistory};

use super::flat::{Flat, FlatReader, Malformed, day_number, option_code, total};
use super::mixed::{ReadRecords, Record, Records, sure_day};

/// Adds the problems.
pub fn write_issues(issues: &[Issue], flat: &mut Flat) {
    flat.counts(issues.iter().map(|issue| issue.row).collect::<Vec<u32>>());
    flat.counts(
        issues
            .iter()
            .map(|issue| option_code(issue.column))
            .collect::<Vec<u32>>(),
    );
    let mut records = Records::default();
    issues
        .iter()
        .for_each(|issue| write_problem(&issue.problem, &mut records));
    records.write(flat);
}

fn write_problem(problem: &Problem, to: &mut Records) {
    const NONE: [f64; 3] = [0.0; 3];
    match problem {
        Problem::Field(FieldError::NotANumber { text }) => to.add(0, NONE, [text, ""]),
        Problem::Field(FieldError::OutOfRange { value, low, high }) => {
            to.add(1, [*value, *low, *high], ["", ""])
        }
        Problem::Field(FieldError::NotADay { text }) => to.add(2, NONE, [text, ""]),
        Problem::Field(FieldError::NotAChoice { text, allowed }) => to.add(3, NONE, [text, allowed]),
        Problem::Field(FieldError::NotInOrder { text }) => to.add(4, NONE, [text, ""]),
        Problem::Field(FieldError::Empty) => to.add(5, NONE, ["", ""]),
        Problem::Field(FieldError::TooLong { sentence }) => to.add(14, NONE, [sentence, ""]),
        Problem::Missing => to.add(6, NONE, ["", ""]),
        Problem::OtherOrder { text, order } => to.add(7, NONE, [text, order]),
        Problem::Later { day, today } => {
            to.add(
                8,
                [day_number(Some(*day)), day_number(Some(*today)), 0.0],
                ["", ""],
            );
        }
        Problem::Width { found, expected } => {
            to.add(9, [f64::from(*found), f64::from(*expected), 0.0], ["", ""]);
        }
        Problem::Twice { text, first } => to.add(10, [f64::from(*first), 0.0, 0.0], [text, ""]),
        Problem::StrayQuote => to.add(11, NONE, ["", ""]),
        Problem::History(NotAnOrderHistory) => to.add(12, NONE, ["", ""]),
        Problem::NobodyNamed => to.add(13, NONE, ["", ""]),
    }
}

fn read_problem(record: &Record) -> Result<Problem, Malformed> {
    let [one, two, three] = record.numbers;
    let text = record.texts[0].to_owned();
    Ok(match record.kind {
        0 => FieldError::NotANumber { text }.into(),
        1 => FieldError::OutOfRange {
            value: one,
            low: two,
            high: three,
        }
        .into(),
        2 => FieldError::NotADay { text }.into(),
        3 => FieldError::NotAChoice {
            text,
            allowed: record.texts[1].to_owned(),
        }
        .into(),
        4 => FieldError::NotInOrder { text }.into(),
        5 => FieldError::Empty.into(),
        14 => FieldError::TooLong { sentence: text }.into(),
        6 => Problem::Missing,
        7 => {
            let order = DayOrder::ALL
                .iter()
                .find(|order| order.label() == record.texts[1]);
            Problem::OtherOrder {
                text,
                order: order.ok_or(Malformed("order of dates"))?.label(),
            }
        }
        8 => Problem::Later {
            day: sure_day(one)?,
            today: sure_day(two)?,
        },
        9 => Problem::Width {
            found: one as u32,
            expected: two as u32,
        },
        10 => Problem::Twice {
            text,
            first: one as u32,
        },
        11 => Problem::StrayQuote,
        12 => Problem::History(NotAnOrderHistory),
        13 => Problem::NobodyNamed,
        _ => return Err(Malformed("problem")),
    })
}

/// The problems written by [`write_issues`].
pub fn read_issues(from: &mut FlatReader) -> Result<Vec<Issue>, Malformed> {
    let (rows, columns) = (from.counts()?, from.counts()?);
    let records = ReadRecords::read(from)?;
    if rows.len() != records.kinds.len() || columns.len() != rows.len() {
        return Err(Malformed("problems"));
    }
    let places = rows.into_iter().zip(columns);
    let issue = |((row, column), record): ((u32, u32), Record)| {
        Ok(Issue {
            row,
            column: column.checked_sub(1),
            problem: read_problem(&record)?,
        })
    };
    places.zip(records.iter()).map(issue).collect()
}

/// Adds the lines with problems.
pub fn write_bad_rows(bad_rows: &BadRows, flat: &mut Flat) {
    let (mut rows, mut widths) = (Vec::new(), Vec::new());
    for (row, cells) in bad_rows.iter() {
        rows.push(row);
        widths.push(cells.len() as u32);
    }
    flat.counts(rows);
    flat.counts(widths);
    let cells: Vec<&str> = bad_rows.iter().flat_map(|(_, cells)| cells).collect();
    flat.texts(cells);
}

/// The lines written by [`write_bad_rows`].
pub fn read_bad_rows(from: &mut FlatReader) -> Result<BadRows, Malformed> {
    let (rows, widths, cells) = (from.counts()?, from.counts()?, from.texts()?);
    let n_cells = total(widths.iter().copied())?;
    if rows.len() != widths.len() || n_cells != cells.len() {
        return Err(Malformed("lines with problems"));
    }
    let mut bad_rows = BadRows::default();
    let mut cells = cells.iter().map(str::as_bytes);
    for (row, width) in rows.into_iter().zip(widths) {
        bad_rows.push(row, cells.by_ref().take(width as usize));
    }
    Ok(bad_rows)
}
