//! Lines of data, taken in one by one: the good ones in columns, the bad ones as they stand.

use super::columns::{NO_TEXT, ReadColumn, Reading, Values};
use super::draft::{BadRows, Problem};
use super::{Issue, Role, Settings, Splitter, Tally, Target};

/// The good rows in columns, and the bad ones as they stand.
#[derive(Debug)]
pub(super) struct Lines {
    pub file: String,
    pub settings: Settings,
    pub columns: Vec<ReadColumn>,
    pub rows: Vec<u32>,
    pub issues: Vec<Issue>,
    pub bad_rows: BadRows,
    pub tally: Tally,
    /// Place among the good rows plus one where each account stands first, by number of its text.
    pub first_places: Vec<u32>,
    /// Place of the column that names the account among `columns`.
    pub account: Option<usize>,
    /// Place of the column of which no value may come twice.
    pub key: Option<usize>,
}

impl Lines {
    /// Takes in the record a splitter has just read.
    pub fn take(&mut self, splitter: &Splitter) {
        let row = splitter.row();
        self.tally.n_rows += 1;
        let fixes = self.settings.fixes.range((row, 0)..=(row, u32::MAX));
        let fixes: Vec<(usize, Vec<u8>)> = fixes
            .map(|((_, column), text)| (*column as usize, text.clone().into_bytes()))
            .collect();
        if fixes.is_empty() {
            self.take_cells(row, splitter.len(), splitter.has_stray_quote(), |column| {
                splitter.cell(column)
            });
            return;
        }
        let n_cells = fixes
            .iter()
            .map(|(column, _)| column + 1)
            .fold(splitter.len(), usize::max);
        let cell = |column: usize| {
            let fixed = fixes.iter().find(|(fixed, _)| *fixed == column);
            fixed.map_or_else(|| splitter.cell(column), |(_, text)| text.trim_ascii())
        };
        self.take_cells(row, n_cells, false, cell);
    }

    /// Takes in the cells of a row.
    pub fn take_cells<'a>(
        &mut self,
        row: u32,
        n_cells: usize,
        has_stray_quote: bool,
        cell: impl Fn(usize) -> &'a [u8],
    ) {
        let n_issues = self.issues.len();
        let width = self.settings.columns.len();
        if has_stray_quote {
            self.issues.push(Issue {
                row,
                column: None,
                problem: Problem::StrayQuote,
            });
        }
        let is_too_wide = n_cells > width && (width..n_cells).any(|column| !cell(column).is_empty());
        if n_cells < width || is_too_wide {
            let problem = Problem::Width {
                found: n_cells as u32,
                expected: width as u32,
            };
            self.issues.push(Issue {
                row,
                column: None,
                problem,
            });
        }
        for column in &mut self.columns {
            if let Err(problem) = column.push(cell(column.index)) {
                self.issues.push(Issue {
                    row,
                    column: Some(column.index as u32),
                    problem,
                });
            }
        }
        if self.issues.len() == n_issues {
            self.check_day(row);
            let whole = super::records::check_line(&self.columns, self.settings.shape, row);
            self.issues.extend(whole);
            let histories = self
                .columns
                .iter()
                .filter(|column| column.target == Target::OrderHistory);
            self.issues
                .extend(histories.filter_map(|column| super::sheet::check_history(column, row)));
        }
        let is_repeat = self.issues.len() == n_issues && self.stands_before(row);
        if self.issues.len() > n_issues {
            self.tally.n_bad += 1;
            self.bad_rows.push(row, (0..n_cells.max(width)).map(&cell));
        } else if is_repeat {
            self.tally.n_merged += 1;
        } else {
            self.rows.push(row);
            return;
        }
        self.columns.iter_mut().for_each(ReadColumn::pop);
    }

    /// An order dated after today is a slip of the pen.
    fn check_day(&mut self, row: u32) {
        let today = self.settings.today;
        let date = self
            .columns
            .iter()
            .find(|column| column.target == Target::Role(Role::Date));
        if let Some(column) = date
            && let Values::Days(days) = &column.values
            && let Some(&day) = days.last()
            && day > today.epoch_days()
            && let Some(day) = crate::units::Day::from_epoch_days(day)
        {
            let problem = Problem::Later { day, today };
            self.issues.push(Issue {
                row,
                column: Some(column.index as u32),
                problem,
            });
        }
    }

    /// True when the account or record of the last row stands in the file before, word for word; an issue
    /// when it stands there with other values.
    fn stands_before(&mut self, row: u32) -> bool {
        let Some(key) = self.key else {
            return false;
        };
        let place = self.rows.len();
        let Values::Texts(codes, seen) = &self.columns[key].values else {
            return false;
        };
        if codes[place] == NO_TEXT {
            return false;
        }
        let code = codes[place] as usize;
        if self.first_places.len() < seen.len() {
            self.first_places.resize(seen.len().next_power_of_two(), 0);
        }
        let first = self.first_places[code] as usize;
        if first == 0 {
            self.first_places[code] = place as u32 + 1;
            return false;
        }
        if self.columns.iter().all(|column| column.is_same(first - 1, place)) {
            return true;
        }
        let text = seen.text_of(code as u32).chars().take(120).collect();
        let column = Some(self.columns[key].index as u32);
        let problem = Problem::Twice {
            text,
            first: self.rows[first - 1],
        };
        self.issues.push(Issue { row, column, problem });
        false
    }

    /// How the columns want to be read now that every value was seen, if otherwise than they were.
    pub fn other_readings(&self) -> Option<Vec<Reading>> {
        let unread = Reading {
            marks: crate::portfolio::NumberMarks::POINT,
            order: super::DayOrder::YearFirst,
            is_percent: false,
        };
        let mut wanted = vec![unread; self.settings.columns.len()];
        let mut differs = false;
        for column in &self.columns {
            let reading = column.wanted(&self.settings.columns[column.index]);
            differs |= column.differs_under(reading);
            wanted[column.index] = reading;
        }
        differs.then_some(wanted)
    }
}
