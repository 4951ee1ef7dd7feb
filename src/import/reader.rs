//! A file read chunk by chunk into a draft.

use crate::portfolio::Field;

use super::block::Block;
use super::build::Building;
use super::columns::{ReadColumn, Reading};
use super::detect::{first_readings, start_of};
use super::draft::BadRows;
use super::lines::Lines;
use super::split::MOST_COLUMNS;
use super::{Decoder, Draft, ImportError, Role, Sample, Settings, Shape, Splitter, Tally, Target};

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
    block: Block,
    lines: Lines,
    header_is_due: bool,
}

impl Reader {
    /// A reader at the start of a file.
    pub fn new(file: &str, settings: &Settings, readings: &[Reading]) -> Self {
        let each = settings.columns.iter().zip(readings).enumerate();
        let mut columns: Vec<ReadColumn> = each
            .filter_map(|(index, (column, &reading))| ReadColumn::new(index, column, reading, settings))
            .collect();
        let place = |target| columns.iter().position(|column| column.target == target);
        let account = place(Target::Field(Field::Id)).or_else(|| place(Target::Field(Field::Name)));
        if let Some(account) = account.filter(|_| settings.shape != Shape::Events) {
            columns[account].require();
        }
        let key = match settings.shape {
            Shape::OrderLog => None,
            shape if shape.is_of_records() => place_of_record_id(&columns),
            _ => account,
        };
        for number in [account, key].into_iter().flatten() {
            columns[number].keep_equal();
        }
        let mut splitter = Splitter::new(settings.layout.delimiter);
        if settings.is_own {
            splitter.keep_space();
        }
        Self {
            decoder: Decoder::new(settings.layout.encoding),
            splitter,
            block: Block::default(),
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
                key,
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
        loop {
            if self.take_block() {
                continue;
            }
            if !self.splitter.next_record(is_last) {
                return Ok(());
            }
            if self.splitter.row() <= self.lines.settings.layout.n_skipped || self.splitter.is_empty() {
                continue;
            }
            if std::mem::take(&mut self.header_is_due) {
                continue;
            }
            self.lines.take(&self.splitter);
            if self.splitter.len() >= MOST_COLUMNS {
                return Err(ImportError::TooManyColumns {
                    file: self.lines.file.clone(),
                    most: MOST_COLUMNS,
                });
            }
            self.check_problems()?;
        }
    }

    /// Takes in the regular records that come next; false when the record after them needs care.
    fn take_block(&mut self) -> bool {
        let Self {
            splitter,
            block,
            lines,
            ..
        } = self;
        let most = lines.n_rows_at_once(splitter.row() + 1);
        if self.header_is_due || most == 0 {
            return false;
        }
        splitter.next_block(lines.settings.columns.len(), most, block);
        lines.take_block(block, splitter.text_of_block());
        block.n_records() == most
    }

    fn check_problems(&self) -> Result<(), ImportError> {
        if self.lines.bad_rows.len() <= MOST_BAD_ROWS {
            return Ok(());
        }
        Err(ImportError::TooManyProblems {
            file: self.lines.file.clone(),
            most: MOST_BAD_ROWS,
        })
    }
}

fn place_of_record_id(columns: &[ReadColumn]) -> Option<usize> {
    let is_id = |column: &ReadColumn| column.target == Target::Role(Role::RecordId);
    columns.iter().position(is_id)
}
