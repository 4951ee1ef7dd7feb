//! What the import screens show: sentences, the first rows as understood, problems with what can be done.

use crate::import::{
    Delimiter, Draft, Issue, Layout, MarksDecision, OrderDecision, Problem, Question, Settings, Shape, Target,
};
use crate::portfolio::{FieldValue, NumberMarks};

use super::style::{NumberStyle, UNKNOWN};

/// Problems shown at most; the rest is in the file of rows with problems.
pub const MOST_PROBLEMS: usize = 100;

/// A cell that can be rewritten in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixableCell {
    /// Column, from 0.
    pub column: u32,
    /// Its header.
    pub label: String,
    /// What stands there.
    pub text: String,
}

/// One problem and what can be done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemRow {
    /// Row of the file.
    pub row: u32,
    /// The column concerned, `None` for the whole line.
    pub column: Option<u32>,
    /// `row 14, margin: …`
    pub sentence: String,
    /// Cells that can be rewritten.
    pub cells: Vec<FixableCell>,
    /// A quick way out: what the button says, and the cells it empties.
    pub offer: Option<(String, Vec<u32>)>,
}

/// A column with problems that can all be emptied at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemColumn {
    /// Column, from 0.
    pub column: u32,
    /// `Leave the 12 cells of margin empty`
    pub label: String,
}

/// How the file was read, in one sentence.
pub fn reading_sentence(settings: &Settings) -> String {
    let Layout {
        encoding,
        delimiter,
        n_skipped,
        has_header,
    } = settings.layout;
    let header = match (has_header, n_skipped) {
        (true, 0) => "the first line names the columns".to_owned(),
        (true, skipped) => format!("line {} names the columns", skipped + 1),
        (false, 0) => "no line names the columns".to_owned(),
        (false, skipped) => format!("no line names the columns, the first {skipped} are skipped"),
    };
    let marks = match delimiter {
        Delimiter::Comma => "Commas",
        Delimiter::Semicolon => "Semicolons",
        Delimiter::Tab => "Tabs",
        Delimiter::Pipe => "Pipes",
        Delimiter::Whitespace => "Spaces",
    };
    format!("{marks} between cells, {}, {header}.", encoding.label())
}

/// What a draft brings: accounts, or records about accounts.
pub fn what_comes_in(draft: &Draft, style: &NumberStyle) -> String {
    let count = |n: usize, one: &str, many: &str| {
        format!(
            "{} {}",
            style.number(n as f64, 0),
            if n == 1 { one } else { many }
        )
    };
    let records = &draft.records;
    let made = [
        (records.events.len(), "value event", "value events"),
        (records.attributions.len(), "share of credit", "shares of credit"),
        (records.observations.len(), "answer", "answers"),
    ];
    let made = made.into_iter().filter(|(n, ..)| *n > 0);
    let made: Vec<String> = made.map(|(n, one, many)| count(n, one, many)).collect();
    match made.is_empty() {
        true => count(draft.accounts.len(), "account", "accounts"),
        false => made.join(" and "),
    }
}

/// How much, from how many lines, with how many problems.
pub fn tally_sentence(draft: &Draft, style: &NumberStyle) -> String {
    let tally = draft.tally;
    let count = |n: u32, one: &str, many: &str| {
        format!(
            "{} {}",
            style.number(f64::from(n), 0),
            if n == 1 { one } else { many }
        )
    };
    let mut made = what_comes_in(draft, style);
    if !draft.records.is_empty() {
        let about = count(draft.accounts.len() as u32, "account", "accounts");
        made = format!("{made} about {about}");
    }
    let mut parts = vec![format!("{made} from {}", count(tally.n_rows, "line", "lines"))];
    let mut add = |n: u32, one: &str, many: &str| {
        if n > 0 {
            parts.push(count(n, one, many));
        }
    };
    add(
        tally.n_bad,
        "line with a problem stays out",
        "lines with problems stay out",
    );
    add(
        tally.n_merged,
        "line repeats an earlier one",
        "lines repeat earlier ones",
    );
    add(
        tally.n_after,
        "line is after the chosen day",
        "lines are after the chosen day",
    );
    parts.join("; ") + "."
}

/// A value as the reader writes it.
pub fn value_text(value: &FieldValue, style: &NumberStyle) -> String {
    let number = |number: f64| {
        let plain = number.to_string();
        let decimals = plain
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len().min(6));
        style.number(number, decimals)
    };
    match value {
        FieldValue::Empty => UNKNOWN.to_owned(),
        FieldValue::Text(text) => shortened(text, 60),
        FieldValue::Number(value) => number(*value),
        FieldValue::Estimate(estimate) => [estimate.low(), estimate.base(), estimate.high()]
            .map(number)
            .join(".."),
        FieldValue::Day(day) => style.day(*day),
    }
}

/// What a column becomes, in the words of the file's shape.
pub fn target_label(target: Target, shape: Shape) -> &'static str {
    match (target, shape) {
        (Target::Extra, Shape::OrderLog) => "Extra field of the account",
        (target, _) => target.label(),
    }
}

/// The first problems with what can be done about each.
pub fn problems(draft: &Draft) -> Vec<ProblemRow> {
    draft
        .issues
        .iter()
        .take(MOST_PROBLEMS)
        .map(|issue| problem(draft, issue))
        .collect()
}

fn problem(draft: &Draft, issue: &Issue) -> ProblemRow {
    let cells = draft.bad_rows.of_row(issue.row).unwrap_or_default();
    let width = draft.settings.columns.len() as u32;
    let cell = |column: u32| FixableCell {
        column,
        label: header(&draft.settings, column),
        text: cells
            .get(column as usize)
            .map_or(String::new(), |text| (*text).to_owned()),
    };
    let (columns, offer) = match (&issue.problem, issue.column) {
        (_, Some(column)) => (vec![column], None),
        (Problem::Width { found, .. }, None) if *found < width => {
            let missing: Vec<u32> = (*found..width).collect();
            (
                missing.iter().copied().take(4).collect(),
                Some(("Take the missing cells as empty".to_owned(), missing)),
            )
        }
        (Problem::Width { found, .. }, None) => {
            let extra: Vec<u32> = (width..*found).collect();
            (Vec::new(), Some(("Drop the extra cells".to_owned(), extra)))
        }
        (_, None) => {
            let quoted = cells.iter().position(|text| text.starts_with('"'));
            (vec![quoted.unwrap_or(0) as u32], None)
        }
    };
    ProblemRow {
        row: issue.row,
        column: issue.column,
        sentence: issue.sentence(&draft.settings),
        cells: columns.into_iter().map(cell).collect(),
        offer,
    }
}

/// Columns in which more than one cell could be left empty at once.
pub fn problem_columns(draft: &Draft) -> Vec<ProblemColumn> {
    let mut counts = std::collections::BTreeMap::new();
    for issue in &draft.issues {
        let can_be_empty = !matches!(
            issue.problem,
            Problem::Missing | Problem::Twice { .. } | Problem::Later { .. }
        );
        if let Some(column) = issue.column.filter(|_| can_be_empty) {
            *counts.entry(column).or_insert(0_u32) += 1;
        }
    }
    let column = |(column, n): (u32, u32)| {
        let label = format!("Leave the {n} cells of {} empty", header(&draft.settings, column));
        (n > 1).then_some(ProblemColumn { column, label })
    };
    counts.into_iter().filter_map(column).collect()
}

fn header(settings: &Settings, column: u32) -> String {
    let known = settings.columns.get(column as usize);
    known.map_or_else(|| format!("cell {}", column + 1), |column| column.header.clone())
}

/// A question with its answers: what each says of the examples.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionText {
    /// The question.
    pub question: String,
    /// Why it is asked.
    pub reason: String,
    /// What each answer would make of the examples, in the order of the answers.
    pub readings: [String; 2],
}

/// The words of a question; `None` for one that the mapping answers.
pub fn question_text(question: &Question, settings: &Settings, style: &NumberStyle) -> Option<QuestionText> {
    let header = |column: &usize| {
        settings
            .columns
            .get(*column)
            .map_or("", |column| column.header.as_str())
    };
    match question {
        Question::Marks {
            column,
            decision,
            examples,
        } => {
            let reading = |value: &Option<f64>| {
                value.map_or("no number".to_owned(), |value| {
                    value_text(&FieldValue::Number(value), style)
                })
            };
            Some(QuestionText {
                question: format!("Which decimal mark do the numbers of {} have?", header(column)),
                reason: match decision {
                    MarksDecision::Mixed(_) => {
                        "Some values only make sense with a point, others only with a comma."
                    }
                    _ => "Every value reads both ways.",
                }
                .to_owned(),
                readings: [
                    told(examples.iter().map(|(text, point, _)| (text, reading(point)))),
                    told(examples.iter().map(|(text, _, comma)| (text, reading(comma)))),
                ],
            })
        }
        Question::DayOrder {
            column,
            decision,
            examples,
        } => {
            let reading =
                |day: &Option<crate::units::Day>| day.map_or("no date".to_owned(), |day| day.to_string());
            Some(QuestionText {
                question: format!("How are the dates of {} written?", header(column)),
                reason: match decision {
                    OrderDecision::Mixed(_) => {
                        "Some only make sense with the day first, others only with the month first."
                    }
                    _ => "Every date reads both ways.",
                }
                .to_owned(),
                readings: [
                    told(examples.iter().map(|(text, day, _)| (text, reading(day)))),
                    told(examples.iter().map(|(text, _, month)| (text, reading(month)))),
                ],
            })
        }
        Question::NoAccount
        | Question::NoRevenue
        | Question::NoParty
        | Question::NoKind
        | Question::NoRating => None,
    }
}

fn told<'a>(examples: impl Iterator<Item = (&'a String, String)>) -> String {
    let each = examples.map(|(text, reading)| format!("{text} is {reading}"));
    each.collect::<Vec<_>>().join(", ")
}

/// What stands in the way, for questions that the mapping answers.
pub fn missing_sentence(question: &Question) -> Option<&'static str> {
    match question {
        Question::NoAccount => Some("Choose the column that says whose order a line is: Account id or Name."),
        Question::NoRevenue => {
            Some("Choose the column with the revenue of a line, or those with quantity and price.")
        }
        Question::NoParty => {
            Some("Choose the column that says who it is about: Account id, Name or Who gave.")
        }
        Question::NoKind => {
            Some("Choose the column that says what happened: referral, reference, feedback …")
        }
        Question::NoRating => {
            Some("Choose the column with our rating, or those that each rate what their header names.")
        }
        Question::Marks { .. } | Question::DayOrder { .. } => None,
    }
}

/// Name of a decimal mark, with an example.
pub const fn marks_label(marks: NumberMarks) -> &'static str {
    if marks.decimal == ',' {
        "comma: 1.234,5"
    } else {
        "point: 1,234.5"
    }
}

/// At most `n` characters, with a sign where some are left out.
pub fn shortened(text: &str, n: usize) -> String {
    match text.char_indices().nth(n) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

/// A size in the largest unit that fits.
pub fn size_text(n_bytes: f64, style: &NumberStyle) -> String {
    match n_bytes {
        size if size >= 1e6 => format!("{} MB", style.number(size / 1e6, 1)),
        size if size >= 1e3 => format!("{} kB", style.number(size / 1e3, 0)),
        size => format!("{} bytes", style.number(size, 0)),
    }
}
