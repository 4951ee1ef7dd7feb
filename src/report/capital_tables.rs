//! The Relationship capital lens as tables and paragraphs.

use crate::maths::sort_by;
use crate::measures::MeasureId;
use crate::measures::capital::Passed;

use super::capital::{Periods, Type, Writer};
use super::capital_since::CapitalThen;
use super::lens::{LensRow, LensTable};

const SIDES: [bool; 2] = [true, false];

fn headers(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// What passed of each type.
pub(super) fn by_type(writer: &Writer, kinds: &[Type], then: Option<&CapitalThen>) -> LensTable {
    let line = |&kind: &Type| {
        let [received, given] = SIDES.map(|side| writer.passed(Some(kind), side, |_| true));
        LensRow {
            row: None,
            cells: [
                kind.word().to_owned(),
                writer.natively(&received),
                writer.money(&received),
                writer.natively(&given),
                writer.money(&given),
                writer.balance(&received, &given),
                writer.ago(&received),
                writer.ago(&given),
            ]
            .into_iter()
            .chain(then.into_iter().flat_map(|then| then.cells(kind)))
            .collect(),
        }
    };
    LensTable {
        caption: "Received and given by type".to_owned(),
        headers: headers(&[
            "Type",
            "Received",
            "In money",
            "Given",
            "In money",
            "Balance",
            "Last received",
            "Last given",
        ])
        .into_iter()
        .chain(then.into_iter().flat_map(CapitalThen::headers))
        .collect(),
        rows: kinds.iter().map(line).collect(),
    }
}

/// What passed of each type in each period, newest first.
pub(super) fn by_time(writer: &Writer, kinds: &[Type], periods: &Periods) -> LensTable {
    let mut rows = Vec::new();
    for place in (0..periods.labels.len()).rev() {
        for &kind in kinds {
            let sides = SIDES.map(|side| writer.passed(Some(kind), side, |day| periods.place(day) == place));
            let [received, given] = &sides;
            if sides.iter().all(Passed::is_empty) {
                continue;
            }
            rows.push(LensRow {
                row: None,
                cells: vec![
                    format!("{}, {}", periods.labels[place], kind.word()),
                    writer.natively(received),
                    writer.money(received),
                    writer.natively(given),
                    writer.money(given),
                ],
            });
        }
    }
    LensTable {
        caption: "Received and given by time".to_owned(),
        headers: headers(&["When", "Received", "In money", "Given", "In money"]),
        rows,
    }
}

/// What passed with each account, those furthest out of balance first.
pub(super) fn by_account(writer: &Writer) -> LensTable {
    let balance = |row: usize| writer.valuation.get(MeasureId::ExchangeBalance, row);
    // What passed stands row by row.
    let mut known: Vec<(usize, [Passed; 2])> = (writer.all.chunk_by(|one, other| one.row == other.row))
        .map(|of_row| {
            let of_side = |side: bool| Passed::of(of_row.iter().filter(|one| one.entry.is_received == side));
            (of_row[0].row, SIDES.map(of_side))
        })
        .collect();
    let far = |row: usize| balance(row).value.map_or(-1.0, f64::abs);
    sort_by(&mut known, |one, other| {
        far(other.0).total_cmp(&far(one.0)).then(one.0.cmp(&other.0))
    });
    let line = |(row, [received, given]): &(usize, [Passed; 2])| LensRow {
        row: Some(*row),
        cells: vec![
            writer.document.portfolio.accounts[*row].name.clone(),
            writer.natively(received),
            writer.natively(given),
            writer
                .numbers
                .measured(balance(*row), MeasureId::ExchangeBalance.unit()),
            writer.ago(received),
            writer.ago(given),
        ],
    };
    LensTable {
        caption: "Received and given by account, furthest out of balance first".to_owned(),
        headers: headers(&[
            "Account",
            "Received",
            "Given",
            MeasureId::ExchangeBalance.label(),
            "Last received",
            "Last given",
        ]),
        rows: known.iter().map(line).collect(),
    }
}

/// The lens in paragraphs.
pub(super) fn words(writer: &Writer, kinds: &[Type], rows: &[usize]) -> Vec<String> {
    let count = |n: usize| writer.numbers.number(n as f64, 0);
    if writer.all.is_empty() {
        return vec![
            "Nothing beside sales is recorded with the accounts shown. Record what they gave and what you gave on the page of an \
             account, or bring in a file of value events."
                .to_owned(),
        ];
    }
    let [received, given] = SIDES.map(|side| writer.passed(None, side, |_| true));
    let n_with = received.rows.union(&given.rows).count();
    let mut words = vec![format!(
        "{} exchanges with {} of {} accounts: {} received, {} given.",
        count(writer.all.len()),
        count(n_with),
        count(rows.len()),
        count(received.n_events),
        count(given.n_events)
    )];
    if writer.choice.in_money {
        words.push(in_money(writer, &received, &given));
    }
    for &kind in kinds {
        let [received, given] = SIDES.map(|side| writer.passed(Some(kind), side, |_| true));
        words.push(format!(
            "{}: received {}; given {}.",
            capitalised(kind.word()),
            with_age(writer, &received),
            with_age(writer, &given)
        ));
    }
    words.extend(absent(writer, kinds));
    words.extend(outside(writer, rows));
    words
}

/// `12 × idea (last 39 days ago)`; "nothing".
fn with_age(writer: &Writer, passed: &Passed) -> String {
    let natively = writer.natively(passed);
    if passed.is_empty() {
        natively
    } else {
        format!("{natively} (last {})", writer.ago(passed))
    }
}

fn in_money(writer: &Writer, received: &Passed, given: &Passed) -> String {
    let numbers = writer.numbers;
    let mut sentence = format!(
        "In money received {}, given {}; {} of it is estimated or judged.",
        writer.money(received),
        writer.money(given),
        numbers.money(received.soft + given.soft)
    );
    match received.n_unpriced + given.n_unpriced {
        0 => {}
        1 => sentence.push_str(" One exchange has no price and is in no sum of money."),
        n => sentence.push_str(&format!(
            " {} exchanges have no price and are in no sum of money.",
            numbers.number(n as f64, 0)
        )),
    }
    sentence
}

/// Types of which nothing is recorded.
fn absent(writer: &Writer, kinds: &[Type]) -> Option<String> {
    let every = writer.every_type().into_iter();
    let absent: Vec<&str> = every
        .filter(|kind| !kinds.contains(kind))
        .map(Type::word)
        .collect();
    (!absent.is_empty()).then(|| format!("Nothing is recorded of: {}.", absent.join(", ")))
}

/// What is not in the picture.
fn outside(writer: &Writer, rows: &[usize]) -> Option<String> {
    let (n_failed, n_between) = writer.left_out(rows);
    let count = |n: usize| writer.numbers.number(n as f64, 0);
    let some = |n: usize, what: &str| match n {
        0 => None,
        1 => Some(format!("one exchange {what}")),
        n => Some(format!("{} exchanges {what}", count(n))),
    };
    let failed = some(n_failed, "that did not work");
    let between = some(n_between, "between two other members");
    let parts: Vec<String> = failed.into_iter().chain(between).collect();
    (!parts.is_empty()).then(|| format!("Not counted: {}.", parts.join(" and ")))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
