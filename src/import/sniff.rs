//! How the bytes of a file become records: encoding, mark between cells, title lines, header.

use super::number::is_empty_word;
use super::profile::{SAMPLE_SIZE, sample_records};
use super::synonyms::meanings;
use super::{DayEvidence, DayOrder, Delimiter, Encoding, Layout, NumberEvidence};
use crate::portfolio::NumberMarks;

/// Records looked at.
const MOST_RECORDS: usize = 200;

/// How the bytes of a file most likely become records, from its first bytes.
pub fn sniff_layout(first_bytes: &[u8]) -> Layout {
    let encoding = Encoding::of(first_bytes);
    let records = |delimiter| first_records(first_bytes, encoding, delimiter);
    let best = Delimiter::ALL
        .into_iter()
        .map(|delimiter| (delimiter, fitness(delimiter, &records(delimiter))))
        .reduce(|best, next| if next.1 > best.1 { next } else { best });
    let delimiter = best
        .filter(|(_, fitness)| *fitness > 0.0)
        .map_or(Delimiter::Comma, |(delimiter, _)| delimiter);
    let records = records(delimiter);
    let (n_skipped, has_header) = find_header(&records);
    Layout {
        encoding,
        delimiter,
        n_skipped,
        has_header,
    }
}

/// A record and its row in the file.
type Numbered = (u32, Vec<String>);

fn first_records(first_bytes: &[u8], encoding: Encoding, delimiter: Delimiter) -> Vec<Numbered> {
    let layout = Layout {
        encoding,
        delimiter,
        n_skipped: 0,
        has_header: false,
    };
    let is_whole = first_bytes.len() < SAMPLE_SIZE;
    let mut splitter = sample_records(first_bytes, layout, is_whole);
    let mut records = Vec::new();
    while records.len() < MOST_RECORDS && splitter.next_record(is_whole) {
        if !splitter.is_empty() {
            records.push((splitter.row(), splitter.record()));
        }
    }
    records
}

/// How well a delimiter explains the records: the share of records with the usual number of cells, with
/// a little more for more cells; zero where it never stands between two cells.
fn fitness(delimiter: Delimiter, records: &[Numbered]) -> f64 {
    let (n_cells, n_records) = usual_width(records);
    if n_cells < 2 {
        return 0.0;
    }
    let share = n_records as f64 / records.len() as f64;
    if delimiter == Delimiter::Whitespace {
        let is_table = share > 0.95 && n_number_columns(records, n_cells) * 2 >= n_cells;
        return if is_table { share * 0.9 } else { 0.0 };
    }
    let header_agrees = records
        .iter()
        .take(5)
        .filter(|(_, cells)| cells.len() == n_cells)
        .count() as f64
        / 5.0;
    share + 0.2 * header_agrees + 0.01 * libm::log(n_cells as f64)
}

/// The most frequent number of cells, and how many records have it.
fn usual_width(records: &[Numbered]) -> (usize, usize) {
    let mut counts = std::collections::BTreeMap::new();
    for (_, cells) in records {
        *counts.entry(cells.len()).or_insert(0) += 1;
    }
    counts
        .into_iter()
        .max_by_key(|&(width, n)| (n, width))
        .unwrap_or((0, 0))
}

fn n_number_columns(records: &[Numbered], n_cells: usize) -> usize {
    let is_number = |column: usize| {
        let with = |cells: &&Numbered| cells.1.get(column).is_some_and(|cell| is_value(cell));
        records.iter().filter(with).count() * 10 >= records.len() * 8
    };
    (0..n_cells).filter(|&column| is_number(column)).count()
}

/// Records above the header, and whether there is one.
fn find_header(records: &[Numbered]) -> (u32, bool) {
    let (width, _) = usual_width(records);
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let enough = |cells: &[String]| cells.len() + 1 >= width && filled(cells) * 5 >= width * 3;
    let Some(first) = records.iter().position(|(_, cells)| enough(cells)) else {
        return (0, true);
    };
    let n_skipped = if first == 0 { 0 } else { records[first].0 - 1 };
    (n_skipped, is_header(&records[first].1, &records[first + 1..]))
}

/// True when the first record names the columns rather than being data.
fn is_header(first: &[String], below: &[Numbered]) -> bool {
    let knows = |cell: &String| {
        meanings(cell)
            .first()
            .is_some_and(|(_, closeness)| *closeness > 0.9)
    };
    if first.iter().any(knows) {
        return true;
    }
    if first.iter().any(|cell| is_value(cell)) || first.iter().any(|cell| cell.len() > 120) {
        return false;
    }
    let has_values = |column: usize| {
        below
            .iter()
            .filter(|(_, cells)| cells.get(column).is_some_and(|cell| is_value(cell)))
            .count()
            * 2
            > below.len()
    };
    if !below.is_empty() && (0..first.len()).any(has_values) {
        return true;
    }
    first.len() > 1
}

/// True for a number or a day.
fn is_value(cell: &str) -> bool {
    let cell = cell.trim().as_bytes();
    if is_empty_word(cell) {
        return false;
    }
    let mut numbers = NumberEvidence::default();
    let mut days = DayEvidence::default();
    numbers.read(cell, NumberMarks::POINT);
    days.read(cell, DayOrder::DayFirst);
    numbers.n_not == 0 || days.n_not == 0
}
