//! A file read chunk by chunk into a draft.

use crate::portfolio::Field;

use super::build::Building;
use super::columns::{ReadColumn, Reading, Values};
use super::detect::{first_readings, start_of};
use super::draft::{BadRows, Problem};
use super::split::MOST_COLUMNS;
use super::{Decoder, Draft, ImportError, Issue, Role, Sample, Settings, Shape, Splitter, Tally, Target};

/// What came out of reading a whole file.
#[derive(Debug)]
pub enum Outcome {
    /// The draft.
    Draft(Box<Draft>),
    /// Later values said something else about decimal marks or dates than the first ones: read again so.
    Again(Vec<Reading>),
}

/// A file read to its end, its accounts not yet made.
#[derive(Debug)]
pub enum Ended {
    /// The accounts are to be made.
    Building(Box<Building>),
    /// As in [`Outcome::Again`].
    Again(Vec<Reading>),
}

/// Reads a whole file that is in memory.
///
/// # Errors
/// When it cannot be read as a table.
pub fn read(file: &str, bytes: &[u8], settings: &Settings) -> Result<Draft, ImportError> {
    let sample = Sample::read(file, start_of(bytes), settings.layout)?;
    let mut readings = first_readings(settings, &sample);
    let mut is_last_try = false;
    loop {
        let mut reader = Reader::new(file, settings, &readings);
        for chunk in bytes.chunks(CHUNK_SIZE) {
            reader.push(chunk)?;
        }
        match reader.finish(is_last_try)? {
            Outcome::Draft(draft) => return Ok(*draft),
            Outcome::Again(wanted) => readings = wanted,
        }
        is_last_try = true;
    }
}

/// Bytes that are taken in at once.
pub const CHUNK_SIZE: usize = 256 << 10;

/// Lines with problems before reading stops.
const MOST_BAD_ROWS: usize = 1_000_000;

/// Reads a file chunk by chunk.
#[derive(Debug)]
pub struct Reader {
    decoder: Decoder,
    splitter: Splitter,
    lines: Lines,
    header_is_due: bool,
}

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
    first_places: Vec<u32>,
    /// Place of the column that names the account among `columns`.
    pub account: Option<usize>,
}

impl Reader {
    /// A reader at the start of a file.
    pub fn new(file: &str, settings: &Settings, readings: &[Reading]) -> Self {
        let each = settings.columns.iter().zip(readings).enumerate();
        let mut columns: Vec<ReadColumn> = each
            .filter_map(|(index, (column, &reading))| {
                ReadColumn::new(index, column, reading, settings.shape, settings.is_own)
            })
            .collect();
        let place = |target| columns.iter().position(|column| column.target == target);
        let account = place(Target::Field(Field::Id)).or_else(|| place(Target::Field(Field::Name)));
        if let Some(account) = account {
            columns[account].require();
        }
        let mut splitter = Splitter::new(settings.layout.delimiter);
        if settings.is_own {
            splitter.keep_space();
        }
        Self {
            decoder: Decoder::new(settings.layout.encoding),
            splitter,
            header_is_due: settings.layout.has_header,
            lines: Lines {
                file: file.to_owned(),
                settings: settings.clone(),
                columns,
                rows: Vec::new(),
                issues: Vec::new(),
                bad_rows: BadRows::default(),
                tally: Tally::default(),
                first_places: Vec::new(),
                account,
            },
        }
    }

    /// Takes in the next bytes of the file.
    ///
    /// # Errors
    /// When a line has far too many cells, or too many lines have problems.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        self.decoder.push(bytes, self.splitter.text());
        self.take_records(false)
    }

    /// Lines of data so far.
    pub fn n_rows(&self) -> u32 {
        self.lines.tally.n_rows
    }

    /// Makes the draft. Asks to read again when the values want another reading, unless `is_last_try`.
    ///
    /// # Errors
    /// When there is no line of data.
    pub fn finish(self, is_last_try: bool) -> Result<Outcome, ImportError> {
        Ok(match self.end(is_last_try)? {
            Ended::Again(wanted) => Outcome::Again(wanted),
            Ended::Building(building) => Outcome::Draft(Box::new(building.finish())),
        })
    }

    /// Like [`Reader::finish`], but leaves the accounts to be made some at a time.
    ///
    /// # Errors
    /// When there is no line of data.
    pub fn end(mut self, is_last_try: bool) -> Result<Ended, ImportError> {
        self.decoder.finish(self.splitter.text());
        self.take_records(true)?;
        let lines = self.lines;
        if lines.tally.n_rows == 0 {
            return Err(ImportError::HeaderOnly { file: lines.file });
        }
        if !is_last_try && let Some(wanted) = lines.other_readings() {
            return Ok(Ended::Again(wanted));
        }
        Ok(Ended::Building(Box::new(Building::new(lines))))
    }

    fn take_records(&mut self, is_last: bool) -> Result<(), ImportError> {
        while self.splitter.next_record(is_last) {
            if self.splitter.row() <= self.lines.settings.layout.n_skipped || self.splitter.is_empty() {
                continue;
            }
            if std::mem::take(&mut self.header_is_due) {
                continue;
            }
            self.lines.take(&self.splitter);
            let file = || self.lines.file.clone();
            if self.splitter.len() >= MOST_COLUMNS {
                return Err(ImportError::TooManyColumns {
                    file: file(),
                    most: MOST_COLUMNS,
                });
            }
            if self.lines.bad_rows.len() > MOST_BAD_ROWS {
                return Err(ImportError::TooManyProblems {
                    file: file(),
                    most: MOST_BAD_ROWS,
                });
            }
        }
        Ok(())
    }
}

impl Lines {
    fn take(&mut self, splitter: &Splitter) {
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

    fn take_cells<'a>(
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
            let histories = self
                .columns
                .iter()
                .filter(|column| column.target == Target::OrderHistory);
            self.issues
                .extend(histories.filter_map(|column| super::sheet::check_history(column, row)));
        }
        let is_repeat = self.issues.len() == n_issues
            && self.settings.shape != Shape::OrderLog
            && self.stands_before(row);
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

    /// True when the account of the last row stands in the file before, word for word; an issue when
    /// it stands there with other values.
    fn stands_before(&mut self, row: u32) -> bool {
        let Some(account) = self.account else {
            return false;
        };
        let place = self.rows.len();
        let Values::Texts(codes, seen) = &self.columns[account].values else {
            return false;
        };
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
        let column = Some(self.columns[account].index as u32);
        let problem = Problem::Twice {
            text,
            first: self.rows[first - 1],
        };
        self.issues.push(Issue { row, column, problem });
        false
    }

    fn other_readings(&self) -> Option<Vec<Reading>> {
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
