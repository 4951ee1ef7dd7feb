//! The first records of a file, column by column.

use super::intern::Counts;
use super::number::is_empty_word;
use super::split::MOST_COLUMNS;
use super::{DayEvidence, Decoder, ImportError, Layout, NumberEvidence, Splitter};

/// How many bytes of a file are looked at before it is read as a whole.
pub const SAMPLE_SIZE: usize = 256 << 10;

/// What the first records say about one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnProfile {
    /// Its header; `Column 3` where there is none.
    pub header: String,
    /// True when the file names it.
    pub is_named: bool,
    /// Its first values.
    pub examples: Vec<String>,
    /// Values that are not empty.
    pub n_values: u32,
    /// Values that are empty, or a word for it.
    pub n_empty: u32,
    /// Different values.
    pub n_distinct: u32,
    /// What the values say as numbers.
    pub numbers: NumberEvidence,
    /// What the values say as days.
    pub days: DayEvidence,
}

impl ColumnProfile {
    /// True when nearly every value is a number under some reading.
    pub fn is_number(&self) -> bool {
        mostly(self.numbers.n_numbers(), self.n_values)
    }

    /// True when nearly every value is a day under some reading.
    pub fn is_day(&self) -> bool {
        mostly(self.days.n_days(), self.n_values)
    }

    /// True when no value stands twice.
    pub fn is_unique(&self) -> bool {
        self.n_values > 0 && self.n_distinct == self.n_values
    }
}

/// Nine of ten, at least one.
fn mostly(part: u32, whole: u32) -> bool {
    whole > 0 && part * 10 >= whole * 9
}

/// The first records of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Every column of the header, or of the longest record where there is none.
    pub columns: Vec<ColumnProfile>,
    /// Records as numbers of the values in each column; for seeing which columns go together.
    pub codes: Vec<Vec<u32>>,
    /// The first records of data as they stand, with their row.
    pub first_rows: Vec<(u32, Vec<String>)>,
}

/// Splits the start of a file; the last record is left out where the file goes on behind it.
pub fn sample_records(first_bytes: &[u8], layout: Layout, is_whole: bool) -> Splitter {
    let mut splitter = Splitter::new(layout.delimiter);
    let mut decoder = Decoder::new(layout.encoding);
    decoder.push(first_bytes, splitter.text());
    if is_whole {
        decoder.finish(splitter.text());
    }
    splitter
}

impl Sample {
    /// Reads the first records of a file.
    ///
    /// # Errors
    /// When there is nothing below the header, or far too many columns.
    pub fn read(file: &str, first_bytes: &[u8], layout: Layout) -> Result<Self, ImportError> {
        let is_whole = first_bytes.len() < SAMPLE_SIZE;
        let mut splitter = sample_records(first_bytes, layout, is_whole);
        let mut header: Option<Vec<String>> = None;
        let mut columns: Vec<Counts> = Vec::new();
        let mut codes = Vec::new();
        let mut first_rows = Vec::new();
        while splitter.next_record(is_whole) {
            if splitter.row() <= layout.n_skipped || splitter.is_empty() {
                continue;
            }
            if splitter.len() >= MOST_COLUMNS {
                return Err(ImportError::TooManyColumns {
                    file: file.to_owned(),
                    most: MOST_COLUMNS,
                });
            }
            if layout.has_header && header.is_none() {
                header = Some(splitter.record());
                continue;
            }
            let width = header.as_ref().map_or(splitter.len(), Vec::len);
            if columns.len() < width {
                columns.resize_with(width, Default::default);
            }
            let each = columns.iter_mut().enumerate();
            codes.push(
                each.map(|(index, seen)| note(seen, splitter.cell(index)))
                    .collect(),
            );
            if first_rows.len() < 8 {
                first_rows.push((splitter.row(), splitter.record()));
            }
        }
        if columns.is_empty() {
            return Err(if header.is_some() {
                ImportError::HeaderOnly {
                    file: file.to_owned(),
                }
            } else {
                ImportError::EmptyFile {
                    file: file.to_owned(),
                }
            });
        }
        let columns = name_columns(&columns, &header.unwrap_or_default());
        Ok(Self {
            columns,
            codes,
            first_rows,
        })
    }
}

/// Counts a cell and gives its number; every word for an empty one has that of the empty text.
fn note(seen: &mut Counts, cell: &[u8]) -> u32 {
    seen.note(if is_empty_word(cell) { b"" } else { cell })
}

/// What the texts of a column say, each looked at once.
fn profile(seen: &Counts) -> ColumnProfile {
    let mut profile = ColumnProfile::default();
    for (code, &n) in seen.counts.iter().enumerate() {
        let cell = seen.texts.bytes_of(code as u32);
        if cell.is_empty() {
            profile.n_empty += n;
            continue;
        }
        profile.n_values += n;
        profile.n_distinct += 1;
        profile.numbers.read_often(cell, n);
        profile.days.read_often(cell, n);
        if profile.examples.len() < 5 {
            let text = String::from_utf8_lossy(cell);
            profile.examples.push(text.chars().take(80).collect());
        }
    }
    profile
}

fn name_columns(columns: &[Counts], header: &[String]) -> Vec<ColumnProfile> {
    let mut taken = std::collections::BTreeSet::new();
    let each = columns.iter().enumerate();
    each.map(|(index, seen)| {
        let mut profile = profile(seen);
        let written = header.get(index).map_or("", |name| name.trim());
        profile.is_named = !written.is_empty();
        let name = match written {
            "" => format!("Column {}", index + 1),
            name => name.to_owned(),
        };
        profile.header = name.clone();
        let mut n = 2;
        while !taken.insert(profile.header.clone()) {
            profile.header = format!("{name} ({n})");
            n += 1;
        }
        profile
    })
    .collect()
}
