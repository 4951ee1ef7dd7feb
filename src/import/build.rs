//! From columns of good rows to a draft, whatever the lines are.

use crate::portfolio::{Account, Field, FieldValue, Shared};

use super::columns::{ReadColumn, Values};
use super::lines::Lines;
use super::log::LogBuild;
use super::records::Named;
use super::{Caveat, DayOrder, Draft, Preview, Question, Records, Role, Shape, Target};
use crate::portfolio::NumberMarks;

/// Rows of the preview.
const PREVIEW_ROWS: usize = 20;

/// A draft in the making: a file read to its end, its accounts made some at a time.
#[derive(Debug)]
pub struct Building {
    lines: Lines,
    draft: Draft,
    log: Option<LogBuild>,
    named: Named,
    next: usize,
}

impl Building {
    pub(super) fn new(lines: Lines) -> Self {
        let mut draft = Draft {
            preview: preview(&lines),
            caveats: percent_caveats(&lines),
            questions: questions(&lines),
            file: String::new(),
            settings: lines.settings.clone(),
            accounts: Vec::new(),
            products: Vec::new(),
            records: Records::default(),
            as_of: None,
            has_margin: false,
            has_revenue: false,
            issues: Vec::new(),
            bad_rows: Default::default(),
            tally: lines.tally,
        };
        let is_log = lines.settings.shape == Shape::OrderLog;
        let log = is_log.then(|| LogBuild::new(&mut draft, &lines)).flatten();
        Self {
            lines,
            draft,
            log,
            named: Named::default(),
            next: 0,
        }
    }

    /// Makes the next accounts, at most `n`; false when none is left.
    pub fn step(&mut self, n: usize) -> bool {
        let Self {
            lines,
            draft,
            log,
            named,
            next,
        } = self;
        match log {
            Some(log) => log.step(draft, lines, n),
            None if lines.settings.shape == Shape::OrderLog => false,
            None => {
                let end = lines.rows.len().min(*next + n);
                match lines.settings.shape.is_of_records() {
                    true => super::records::add_records(draft, named, lines, *next..end),
                    false => super::sheet::add_accounts(draft, lines, *next..end),
                }
                *next = end;
                end < lines.rows.len()
            }
        }
    }

    /// The draft, once every account is made.
    pub fn finish(mut self) -> Draft {
        while self.step(usize::MAX / 2) {}
        let Self {
            lines,
            mut draft,
            log,
            named,
            ..
        } = self;
        match log {
            Some(log) => log.finish(&mut draft, &lines),
            None if lines.settings.shape == Shape::OrderLog => {}
            None if lines.settings.shape.is_of_records() => super::records::finish(&mut draft, named, &lines),
            None => super::sheet::finish(&mut draft, &lines),
        }
        let has_margin = |account: &Shared<Account>| {
            let orders = account.orders.as_ref();
            account.economics.gross_margin.is_some()
                || orders.is_some_and(|orders| orders.total.profit.is_some())
        };
        let has_revenue = |account: &Shared<Account>| {
            let orders = account.orders.as_ref();
            account.economics.annual_revenue.is_some() || orders.is_some_and(|orders| orders.n_lines > 0)
        };
        draft.has_margin = draft.accounts.iter().any(has_margin);
        draft.has_revenue = draft.accounts.iter().any(has_revenue);
        draft.file = lines.file;
        draft.issues = lines.issues;
        draft.bad_rows = lines.bad_rows;
        draft
    }
}

impl Lines {
    /// The column with this target.
    pub fn column(&self, target: Target) -> Option<&ReadColumn> {
        self.columns.iter().find(|column| column.target == target)
    }

    /// The numbers of a role; empty when no column has it.
    pub fn numbers(&self, role: Role) -> &[f64] {
        match self.column(Target::Role(role)).map(|column| &column.values) {
            Some(Values::Numbers(numbers)) => numbers,
            _ => &[],
        }
    }

    /// The header of a column.
    pub fn header(&self, column: &ReadColumn) -> &str {
        self.settings
            .columns
            .get(column.index)
            .map_or("", |settings| settings.header.as_str())
    }
}

fn questions(lines: &Lines) -> Vec<Question> {
    let mut questions = Vec::new();
    for column in &lines.columns {
        let settings = &lines.settings.columns[column.index];
        if let Some(decision) = column.asks_marks(settings) {
            let examples = examples(lines, column.index, |cell| {
                let [point, comma] = [NumberMarks::POINT, NumberMarks::COMMA]
                    .map(|marks| super::NumberEvidence::default().read(cell.as_bytes(), marks));
                (point != comma).then_some((cell.to_owned(), point, comma))
            });
            questions.push(Question::Marks {
                column: column.index,
                decision,
                examples,
            });
        }
        if let Some(decision) = column.asks_order(settings) {
            let examples = examples(lines, column.index, |cell| {
                let [day, month] = [DayOrder::DayFirst, DayOrder::MonthFirst]
                    .map(|order| super::DayEvidence::default().read(cell.as_bytes(), order));
                (day != month).then_some((cell.to_owned(), day, month))
            });
            questions.push(Question::DayOrder {
                column: column.index,
                decision,
                examples,
            });
        }
    }
    let is_log = lines.settings.shape == Shape::OrderLog;
    if is_log && lines.account.is_none() {
        questions.push(Question::NoAccount);
    }
    let has = |role| lines.column(Target::Role(role)).is_some();
    if is_log && !has(Role::Revenue) && !(has(Role::UnitPrice) && has(Role::Quantity)) {
        questions.push(Question::NoRevenue);
    }
    let is_named = lines.account.is_some();
    match lines.settings.shape {
        Shape::Events => {
            let is_with_somebody = is_named || has(Role::Giver) || has(Role::Receiver);
            questions.extend((!is_with_somebody).then_some(Question::NoParty));
            questions.extend((!has(Role::EventKind)).then_some(Question::NoKind));
        }
        Shape::Observations => {
            let rates = [
                Role::Rating,
                Role::Satisfaction,
                Role::Intention,
                Role::Recommend,
                Role::ValueInUse,
            ];
            let is_rated = lines.column(Target::DriverRating).is_some() || rates.into_iter().any(has);
            questions.extend((!is_named).then_some(Question::NoParty));
            questions.extend((!is_rated).then_some(Question::NoRating));
        }
        _ => {}
    }
    questions
}

/// Up to three telling values of a column, as they stand.
fn examples<T>(lines: &Lines, column: usize, telling: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let values = lines.columns.iter().find(|read| read.index == column);
    let seen = values.map_or(&[][..], |read| read.telling.as_slice());
    seen.iter().filter_map(|cell| telling(cell)).take(3).collect()
}

fn percent_caveats(lines: &Lines) -> Vec<Caveat> {
    let guessed = |column: &&ReadColumn| {
        column.reading.is_percent && lines.settings.columns[column.index].is_percent.is_none()
    };
    let caveat = |column: &ReadColumn| Caveat::ReadAsPercent {
        header: lines.header(column).to_owned(),
    };
    lines.columns.iter().filter(guessed).map(caveat).collect()
}

fn preview(lines: &Lines) -> Preview {
    let shown = lines
        .columns
        .iter()
        .filter(|column| column.target != Target::OrderHistory);
    let shown: Vec<&ReadColumn> = shown.collect();
    let value = |column: &&ReadColumn, place: usize| match column.target {
        Target::Field(Field::Id) | Target::Field(Field::Name) => match column.value(place) {
            FieldValue::Empty => FieldValue::Empty,
            value => FieldValue::Text(value.plain()),
        },
        _ => column.value(place),
    };
    let row = |(place, &row): (usize, &u32)| (row, shown.iter().map(|column| value(column, place)).collect());
    Preview {
        columns: shown.iter().map(|column| (column.index, column.target)).collect(),
        rows: lines
            .rows
            .iter()
            .take(PREVIEW_ROWS)
            .enumerate()
            .map(row)
            .collect(),
    }
}
