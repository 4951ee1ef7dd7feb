//! What is asked about a file and what to distrust in it, as lists.

use crate::import::{Caveat, DayOrder, MarksDecision, OrderDecision, Question, RatingScale};

use super::flat::{Flat, FlatReader, Malformed, code_of, day_number, day_of, value_of};
use super::mixed::{ReadRecords, Record, Records, sure_day};
use super::settings::MARKS;

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
            Caveat::Repeated { n } => records.add(12, count(n), ["", ""]),
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
            12 => Caveat::Repeated { n },
            _ => return Err(Malformed("caveat")),
        })
    };
    records.iter().map(caveat).collect()
}
