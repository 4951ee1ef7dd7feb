//! What is wrong with a file and what is asked about it, as lists.

use crate::import::{
    BadRows, Caveat, DayOrder, Issue, MarksDecision, OrderDecision, Preview, Problem, Question, RatingScale,
    Target,
};
use crate::portfolio::{FieldError, FieldValue, NotAnOrderHistory};
use crate::units::{Day, Estimate};

use super::flat::{
    Flat, FlatReader, Malformed, Texts, code_of, day_number, day_of, option_code, total, value_of,
};
use super::settings::MARKS;

/// Records of a kind, up to three numbers and two texts each.
#[derive(Default)]
struct Records {
    kinds: Vec<u32>,
    numbers: Vec<f64>,
    texts: Vec<String>,
}

impl Records {
    fn add(&mut self, kind: u32, numbers: [f64; 3], texts: [&str; 2]) {
        self.kinds.push(kind);
        self.numbers.extend(numbers);
        self.texts.extend(texts.map(str::to_owned));
    }

    fn write(self, flat: &mut Flat) {
        flat.counts(self.kinds);
        flat.numbers(self.numbers);
        flat.texts(self.texts.iter().map(String::as_str));
    }
}

struct Record<'a> {
    kind: u32,
    numbers: [f64; 3],
    texts: [&'a str; 2],
}

/// Records written by [`Records::write`].
struct ReadRecords {
    kinds: Vec<u32>,
    numbers: Vec<f64>,
    texts: Texts,
}

impl ReadRecords {
    fn read(from: &mut FlatReader) -> Result<Self, Malformed> {
        let records = Self {
            kinds: from.counts()?,
            numbers: from.numbers()?,
            texts: from.texts()?,
        };
        let n = records.kinds.len();
        if records.numbers.len() != n * 3 || records.texts.len() != n * 2 {
            return Err(Malformed("records"));
        }
        Ok(records)
    }

    fn iter(&self) -> impl Iterator<Item = Record<'_>> {
        let (numbers, _) = self.numbers.as_chunks::<3>();
        let each = self.kinds.iter().zip(numbers).enumerate();
        each.map(|(place, (&kind, &numbers))| Record {
            kind,
            numbers,
            texts: [0, 1].map(|side| self.texts.get(place * 2 + side).unwrap_or_default()),
        })
    }
}

/// A day that must be there.
fn sure_day(number: f64) -> Result<Day, Malformed> {
    day_of(number)?.ok_or(Malformed("day"))
}

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

/// Adds the questions: what is asked of which column, then the examples of all of them.
pub fn write_questions(questions: &[Question], flat: &mut Flat) {
    let mut asked = Vec::new();
    let mut examples = Records::default();
    for question in questions {
        asked.extend(match question {
            Question::Marks {
                column,
                decision,
                examples: given,
            } => {
                let each = given.iter();
                each.for_each(|(text, point, comma)| {
                    let number = |number: &Option<f64>| number.unwrap_or(f64::NAN);
                    examples.add(0, [number(point), number(comma), 0.0], [text, ""]);
                });
                let (how, marks) = marks_code(*decision);
                [0, *column as u32, how, marks, given.len() as u32]
            }
            Question::DayOrder {
                column,
                decision,
                examples: given,
            } => {
                given.iter().for_each(|(text, day, month)| {
                    examples.add(1, [day_number(*day), day_number(*month), 0.0], [text, ""]);
                });
                let (how, order) = order_code(*decision);
                [1, *column as u32, how, order, given.len() as u32]
            }
            Question::NoAccount => [2, 0, 0, 0, 0],
            Question::NoRevenue => [3, 0, 0, 0, 0],
            Question::NoParty => [4, 0, 0, 0, 0],
            Question::NoKind => [5, 0, 0, 0, 0],
            Question::NoRating => [6, 0, 0, 0, 0],
        });
    }
    flat.counts(asked);
    examples.write(flat);
}

fn marks_code(decision: MarksDecision) -> (u32, u32) {
    match decision {
        MarksDecision::Decided(marks) => (0, code_of(&MARKS, &marks)),
        MarksDecision::Ambiguous => (1, 0),
        MarksDecision::Mixed(marks) => (2, code_of(&MARKS, &marks)),
    }
}

fn order_code(decision: OrderDecision) -> (u32, u32) {
    match decision {
        OrderDecision::Decided(order) => (0, code_of(&DayOrder::ALL, &order)),
        OrderDecision::Ambiguous => (1, 0),
        OrderDecision::Mixed(order) => (2, code_of(&DayOrder::ALL, &order)),
    }
}

/// The questions written by [`write_questions`].
pub fn read_questions(from: &mut FlatReader) -> Result<Vec<Question>, Malformed> {
    let asked = from.counts()?;
    let examples = ReadRecords::read(from)?;
    let mut rest = examples.iter();
    let (asked, left) = asked.as_chunks::<5>();
    if !left.is_empty() {
        return Err(Malformed("questions"));
    }
    let question = |&[kind, column, how, which, n]: &[u32; 5]| {
        let given = rest.by_ref().take(n as usize);
        let column = column as usize;
        Ok(match kind {
            0 => {
                let known = |number: f64| (!number.is_nan()).then_some(number);
                let example = |record: Record| {
                    (
                        record.texts[0].to_owned(),
                        known(record.numbers[0]),
                        known(record.numbers[1]),
                    )
                };
                Question::Marks {
                    column,
                    decision: marks_of(how, which)?,
                    examples: given.map(example).collect(),
                }
            }
            1 => {
                let example = |record: Record| {
                    let [day, month, _] = record.numbers;
                    Ok((record.texts[0].to_owned(), day_of(day)?, day_of(month)?))
                };
                let examples = given.map(example).collect::<Result<_, Malformed>>()?;
                Question::DayOrder {
                    column,
                    decision: order_of(how, which)?,
                    examples,
                }
            }
            2 => Question::NoAccount,
            3 => Question::NoRevenue,
            4 => Question::NoParty,
            5 => Question::NoKind,
            6 => Question::NoRating,
            _ => return Err(Malformed("question")),
        })
    };
    asked.iter().map(question).collect()
}

fn marks_of(how: u32, which: u32) -> Result<MarksDecision, Malformed> {
    let marks = value_of(&MARKS, which)?;
    value_of(
        &[
            MarksDecision::Decided(marks),
            MarksDecision::Ambiguous,
            MarksDecision::Mixed(marks),
        ],
        how,
    )
}

fn order_of(how: u32, which: u32) -> Result<OrderDecision, Malformed> {
    let order = value_of(&DayOrder::ALL, which)?;
    value_of(
        &[
            OrderDecision::Decided(order),
            OrderDecision::Ambiguous,
            OrderDecision::Mixed(order),
        ],
        how,
    )
}

/// Adds what to distrust.
pub fn write_caveats(caveats: &[Caveat], flat: &mut Flat) {
    let mut records = Records::default();
    for caveat in caveats {
        let count = |n: &u32| [f64::from(*n), 0.0, 0.0];
        match caveat {
            Caveat::Returns { n } => records.add(0, count(n), ["", ""]),
            Caveat::NoQuantity { n } => records.add(1, count(n), ["", ""]),
            Caveat::SeveralNames { n } => records.add(2, count(n), ["", ""]),
            Caveat::SameName { n } => records.add(3, count(n), ["", ""]),
            Caveat::Differs { header, n } => records.add(4, count(n), [header, ""]),
            Caveat::NoDates => records.add(5, [0.0; 3], ["", ""]),
            Caveat::ReadAsPercent { header } => records.add(6, [0.0; 3], [header, ""]),
            Caveat::NamedByRow => records.add(7, [0.0; 3], ["", ""]),
            Caveat::RevenueFromRepeats => records.add(8, [0.0; 3], ["", ""]),
            Caveat::After { n, as_of } => {
                records.add(9, [f64::from(*n), day_number(Some(*as_of)), 0.0], ["", ""]);
            }
            Caveat::ScaleGuessed { largest, scale } => records.add(10, [*largest, 0.0, 0.0], [scale, ""]),
            Caveat::CreditForNobody { n } => records.add(11, count(n), ["", ""]),
        }
    }
    records.write(flat);
}

/// What to distrust, written by [`write_caveats`].
pub fn read_caveats(from: &mut FlatReader) -> Result<Vec<Caveat>, Malformed> {
    let records = ReadRecords::read(from)?;
    let caveat = |record: Record| {
        let n = record.numbers[0] as u32;
        let header = record.texts[0].to_owned();
        Ok(match record.kind {
            0 => Caveat::Returns { n },
            1 => Caveat::NoQuantity { n },
            2 => Caveat::SeveralNames { n },
            3 => Caveat::SameName { n },
            4 => Caveat::Differs { header, n },
            5 => Caveat::NoDates,
            6 => Caveat::ReadAsPercent { header },
            7 => Caveat::NamedByRow,
            8 => Caveat::RevenueFromRepeats,
            9 => Caveat::After {
                n,
                as_of: sure_day(record.numbers[1])?,
            },
            10 => {
                let named = |scale: &&RatingScale| scale.label() == header;
                let scale = RatingScale::ALL.iter().find(named).ok_or(Malformed("scale"))?;
                Caveat::ScaleGuessed {
                    largest: record.numbers[0],
                    scale: scale.label(),
                }
            }
            11 => Caveat::CreditForNobody { n },
            _ => return Err(Malformed("caveat")),
        })
    };
    records.iter().map(caveat).collect()
}

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
