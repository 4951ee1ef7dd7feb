//! What a file would become: accounts, problems by row, questions, and what to distrust.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::portfolio::{Account, FieldError, FieldValue, Product, Shared};
use crate::units::Day;

use super::{MarksDecision, OrderDecision, Records, Settings, Target};

/// Why a cell or a line cannot be taken in as it stands.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Problem {
    /// The text does not fit the field.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// A value the line cannot do without.
    #[error("the cell is empty; fill it in or leave the row out")]
    Missing,
    /// A date the column's order does not allow.
    #[error("\"{text}\" is not a date written {order}; write it as 2026-11-22")]
    OtherOrder {
        /// What stood there.
        text: String,
        /// How dates are read in this column.
        order: &'static str,
    },
    /// An order in the future.
    #[error("{day} lies after today, {today}; correct the date or leave the row out")]
    Later {
        /// The day of the order.
        day: Day,
        /// The day of the import.
        today: Day,
    },
    /// Fewer or more cells than the header.
    #[error(
        "the line has {found} cells where the header has {expected}; fill in or empty the cells that differ"
    )]
    Width {
        /// Cells of the line.
        found: u32,
        /// Cells of the header.
        expected: u32,
    },
    /// An account that stands in the file before, with other values.
    #[error(
        "\"{text}\" stands already in row {first}, with other values; change one of them or leave a row out"
    )]
    Twice {
        /// Id or name of the account.
        text: String,
        /// Row where it stands first.
        first: u32,
    },
    /// An event with nobody but us.
    #[error("nobody but us is named; say who gave or who received")]
    NobodyNamed,
    /// A quote that never closes.
    #[error("a quotation mark opens in this line and never closes; retype the cell")]
    StrayQuote,
    /// A cell of the order history that was changed outside.
    #[error(transparent)]
    History(#[from] crate::portfolio::NotAnOrderHistory),
}

/// One problem and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Row of the file, the header counting as one.
    pub row: u32,
    /// Column, from 0; `None` when the whole line is meant.
    pub column: Option<u32>,
    /// What is wrong and what to do.
    pub problem: Problem,
}

impl Issue {
    /// `row 14, margin: "abc" is not a number; leave the cell empty if it is unknown`
    pub fn sentence(&self, settings: &Settings) -> String {
        let header = self
            .column
            .and_then(|column| settings.columns.get(column as usize));
        match header {
            Some(column) => format!("row {}, {}: {}", self.row, column.header, self.problem),
            None => format!("row {}: {}", self.row, self.problem),
        }
    }
}

/// Lines with problems, as they stand in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BadRows {
    text: String,
    ends: Vec<u32>,
    rows: Vec<(u32, u32)>,
}

impl BadRows {
    /// Adds a line.
    pub fn push<'a>(&mut self, row: u32, cells: impl Iterator<Item = &'a [u8]>) {
        self.rows.push((row, self.ends.len() as u32));
        for cell in cells {
            self.text.push_str(&String::from_utf8_lossy(cell));
            self.ends.push(self.text.len() as u32);
        }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when every line is good.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Row of the file and cells, line by line.
    pub fn iter(&self) -> impl Iterator<Item = (u32, Vec<&str>)> {
        (0..self.rows.len()).map(|index| (self.rows[index].0, self.cells(index)))
    }

    /// Cells of the line of this row of the file.
    pub fn of_row(&self, row: u32) -> Option<Vec<&str>> {
        let index = self.rows.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        Some(self.cells(index))
    }

    fn cells(&self, index: usize) -> Vec<&str> {
        let first = self.rows[index].1 as usize;
        let end = self
            .rows
            .get(index + 1)
            .map_or(self.ends.len(), |next| next.1 as usize);
        let start = |cell: usize| {
            if cell == 0 {
                0
            } else {
                self.ends[cell - 1] as usize
            }
        };
        (first..end)
            .map(|cell| &self.text[start(cell)..self.ends[cell] as usize])
            .collect()
    }
}

/// What became of every line: the parts add up to `n_rows`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Lines of data, blank ones and the header left out.
    pub n_rows: u32,
    /// Lines that made an account.
    pub n_made: u32,
    /// Lines that repeat an account of an earlier line word for word.
    pub n_merged: u32,
    /// Order lines added up.
    pub n_added_up: u32,
    /// Lines that became a value event, a share of credit or answers.
    pub n_recorded: u32,
    /// Order lines after the day to look back from.
    pub n_after: u32,
    /// Lines with problems.
    pub n_bad: u32,
}

impl Tally {
    /// True when no line got lost.
    pub fn adds_up(&self) -> bool {
        let n_good = self.n_made + self.n_merged + self.n_added_up + self.n_recorded;
        self.n_rows == n_good + self.n_after + self.n_bad
    }
}

/// Something the person has to say before the accounts can come in.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// The decimal mark of a column.
    Marks {
        /// The column, from 0.
        column: usize,
        /// What its values say.
        decision: MarksDecision,
        /// A value with its reading with a decimal point and with a decimal comma.
        examples: Vec<(String, Option<f64>, Option<f64>)>,
    },
    /// The order of day and month in a column.
    DayOrder {
        /// The column, from 0.
        column: usize,
        /// What its values say.
        decision: OrderDecision,
        /// A value with its reading with the day first and with the month first.
        examples: Vec<(String, Option<Day>, Option<Day>)>,
    },
    /// Which column says whose order a line is.
    NoAccount,
    /// Which column says how much an order line is worth.
    NoRevenue,
    /// Which column says who gave or received.
    NoParty,
    /// Which column says what happened.
    NoKind,
    /// Which column says what was rated.
    NoRating,
}

/// Something to distrust; the rows concerned came in.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Caveat {
    /// Revenue below zero.
    #[error("{n} lines have revenue below zero: they count as returns, which lower revenue and are no order")]
    Returns {
        /// Lines.
        n: u32,
    },
    /// Nothing or less sold for money.
    #[error("{n} lines have a quantity of zero or less but bring revenue: the revenue counts")]
    NoQuantity {
        /// Lines.
        n: u32,
    },
    /// One id, several names.
    #[error("{n} accounts have more than one name under the same id: the name of the last order is used")]
    SeveralNames {
        /// Accounts.
        n: u32,
    },
    /// One name, several ids.
    #[error("{n} names stand under more than one id: they stay apart as different accounts")]
    SameName {
        /// Names.
        n: u32,
    },
    /// A property that changes from line to line.
    #[error("{header} differs between the lines of {n} accounts: the value of the last order is used")]
    Differs {
        /// The column.
        header: String,
        /// Accounts.
        n: u32,
    },
    /// A log without dates.
    #[error("the lines have no dates: the whole file counts as one year")]
    NoDates,
    /// Numbers read as per cent.
    #[error("{header} holds numbers above 1: they are read as per cent, 45 as 45 %")]
    ReadAsPercent {
        /// The column.
        header: String,
    },
    /// Accounts named by their row.
    #[error("no column holds an id or a name: accounts are named by their row")]
    NamedByRow,
    /// Yearly revenue worked out from repeat statistics.
    #[error(
        "revenue per year is worked out as mean spend × repeat purchases per year; accounts without a repeat have none"
    )]
    RevenueFromRepeats,
    /// A scale of ratings that was guessed.
    #[error(
        "no rating is above {largest}: they are read as a scale of {scale}; choose another where that is wrong"
    )]
    ScaleGuessed {
        /// The largest rating.
        largest: f64,
        /// The scale they are read on.
        scale: &'static str,
    },
    /// Shares of credit without an account they are shares of.
    #[error("{n} lines have a share of the credit but no account won: the share is left out")]
    CreditForNobody {
        /// Lines.
        n: u32,
    },
    /// Order lines that stand in the file before.
    #[error(
        "{n} lines repeat an order line of the same account word for word: each counts as bought again; take them out where \
         the file holds a line twice by mistake"
    )]
    Repeated {
        /// Lines.
        n: u32,
    },
    /// Orders after the chosen day.
    #[error("{n} lines come after {as_of}, the day to look back from: they are left out")]
    After {
        /// Lines.
        n: u32,
        /// The day.
        as_of: Day,
    },
}

/// The first rows as they will be understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// Column of the file and what it becomes, for each column that is read.
    pub columns: Vec<(usize, Target)>,
    /// Row of the file, and a value for each of those columns.
    pub rows: Vec<(u32, Vec<FieldValue>)>,
}

/// What a file would become.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Name of the file.
    pub file: String,
    /// How it was read.
    pub settings: Settings,
    /// The accounts of the good rows.
    pub accounts: Vec<Shared<Account>>,
    /// What they bought.
    pub products: Vec<Product>,
    /// What the lines say about them, where they are events or answers.
    pub records: Records,
    /// The day to look back from: the last order's, unless overridden.
    pub as_of: Option<Day>,
    /// True when the file says what is earned on at least one account.
    pub has_margin: bool,
    /// True when the file says how much at least one account brings in.
    pub has_revenue: bool,
    /// What is wrong, by row.
    pub issues: Vec<Issue>,
    /// The lines concerned.
    pub bad_rows: BadRows,
    /// What became of every line.
    pub tally: Tally,
    /// What the person has to say first.
    pub questions: Vec<Question>,
    /// What to distrust.
    pub caveats: Vec<Caveat>,
    /// The first rows as understood.
    pub preview: Preview,
}

impl Draft {
    /// True when nothing stands between the good rows and the portfolio.
    pub fn is_ready(&self) -> bool {
        self.questions.is_empty() && !self.accounts.is_empty()
    }

    /// The lines with problems as CSV, with the row and the reasons before them.
    pub fn bad_rows_csv(&self) -> String {
        let mut reasons: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for issue in &self.issues {
            let header = issue
                .column
                .and_then(|column| self.settings.columns.get(column as usize));
            let place = header.map_or(String::new(), |column| format!("{}: ", column.header));
            reasons
                .entry(issue.row)
                .or_default()
                .push(format!("{place}{}", issue.problem));
        }
        let mut csv = String::new();
        let mut header = vec!["row", "reasons"];
        header.extend(self.settings.columns.iter().map(|column| column.header.as_str()));
        super::table::write_record(&mut csv, &header);
        for (row, cells) in self.bad_rows.iter() {
            let row_text = row.to_string();
            let reason = reasons.get(&row).map_or(String::new(), |each| each.join(" · "));
            let mut record = vec![row_text.as_str(), reason.as_str()];
            record.extend(cells);
            super::table::write_record(&mut csv, &record);
        }
        csv
    }
}
