//! Text into records and cells, without a copy per cell.

use super::Delimiter;
use super::block::{Block, regular_record};

/// A quoted cell longer than this is taken for a stray quote, so that one of them cannot swallow a file.
const LONGEST_QUOTED: usize = 1 << 20;

/// Cells of a record beyond this many are dropped; the table is refused for having so many columns.
pub(super) const MOST_COLUMNS: usize = 16_384;

#[derive(Clone, Copy, Debug)]
struct Cell {
    start: usize,
    end: usize,
    has_doubled_quotes: bool,
}

/// Splits text that arrives in chunks into records.
///
/// Records end with LF, CR LF or CR. A cell that begins with a quote ends with the next single one; two
/// quotes inside stand for one. Text behind the closing quote belongs to the cell.
#[derive(Clone, Debug)]
pub struct Splitter {
    delimiter: Delimiter,
    /// UTF-8 text; cells are cut at ASCII characters only.
    text: Vec<u8>,
    position: usize,
    cells: Vec<Cell>,
    n_records: u32,
    has_stray_quote: bool,
    after_return: bool,
    keeps_space: bool,
}

enum Scan {
    Done,
    NeedsMore,
    StrayQuote,
}

impl Splitter {
    /// A splitter at the start of a file.
    pub fn new(delimiter: Delimiter) -> Self {
        Self {
            delimiter,
            text: Vec::new(),
            position: 0,
            cells: Vec::new(),
            n_records: 0,
            has_stray_quote: false,
            after_return: false,
            keeps_space: false,
        }
    }

    /// Leaves the space around cells in them.
    pub fn keep_space(&mut self) {
        self.keeps_space = true;
    }

    /// Where the next text is to be appended; what was read is dropped first.
    pub fn text(&mut self) -> &mut Vec<u8> {
        self.text.drain(..self.position);
        self.position = 0;
        &mut self.text
    }

    /// Reads regular records of `width` cells, at most `most`, into `block`; stops before any other record.
    pub(super) fn next_block(&mut self, width: usize, most: u32, block: &mut Block) {
        self.skip_rest_of_line_end();
        block.clear(width, self.n_records + 1);
        if self.delimiter == Delimiter::Whitespace || self.keeps_space {
            return;
        }
        let delimiter = self.delimiter.byte();
        while block.n_records() < most
            && let Some(next) = regular_record(&self.text, self.position, delimiter, block)
        {
            self.position = next;
        }
        self.n_records += block.n_records();
    }

    /// All text that waits or was read since the last was appended, for the cells of a block.
    pub(super) fn text_of_block(&self) -> &[u8] {
        &self.text
    }

    /// Reads the next record; false when it is not complete yet, or, with `is_last`, when there is none.
    pub fn next_record(&mut self, is_last: bool) -> bool {
        self.skip_rest_of_line_end();
        if self.position >= self.text.len() {
            return false;
        }
        self.has_stray_quote = false;
        let scan = match self.delimiter {
            Delimiter::Whitespace => self.scan_runs(is_last),
            delimiter => self.scan(delimiter.byte(), is_last, true),
        };
        let scan = match scan {
            Scan::StrayQuote => {
                self.has_stray_quote = true;
                self.scan(self.delimiter.byte(), is_last, false)
            }
            scan => scan,
        };
        if matches!(scan, Scan::NeedsMore) {
            return false;
        }
        self.n_records += 1;
        for at in 0..self.cells.len() {
            if self.cells[at].has_doubled_quotes {
                self.undouble(at);
            }
        }
        true
    }

    /// Number of the record last read, counted from 1 with blank lines, as a spreadsheet counts rows.
    pub fn row(&self) -> u32 {
        self.n_records
    }

    /// Cells of the record last read.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// True when the record last read is a blank line or holds nothing but empty cells.
    pub fn is_empty(&self) -> bool {
        self.cells
            .iter()
            .all(|cell| self.text[cell.start..cell.end].trim_ascii().is_empty())
    }

    /// True when the record last read held a quote that was never closed.
    pub fn has_stray_quote(&self) -> bool {
        self.has_stray_quote
    }

    /// The bytes of a cell, without surrounding space unless that is kept; empty where the record is too short.
    pub fn cell(&self, column: usize) -> &[u8] {
        let Some(cell) = self.cells.get(column) else {
            return b"";
        };
        let bytes = &self.text[cell.start..cell.end];
        if self.keeps_space {
            bytes
        } else {
            bytes.trim_ascii()
        }
    }

    /// The text of a cell.
    pub fn cell_text(&self, column: usize) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.cell(column))
    }

    /// All cells of the record last read.
    pub fn record(&self) -> Vec<String> {
        (0..self.cells.len())
            .map(|column| self.cell_text(column).into_owned())
            .collect()
    }

    /// The LF of a CR LF whose CR ended a record.
    fn skip_rest_of_line_end(&mut self) {
        if self.after_return && self.position < self.text.len() {
            self.after_return = false;
            self.position += usize::from(self.text[self.position] == b'\n');
        }
    }

    fn scan(&mut self, delimiter: u8, is_last: bool, quotes_count: bool) -> Scan {
        self.cells.clear();
        let text = &self.text[..];
        let mut at = self.position;
        loop {
            let is_quoted = quotes_count && text.get(at) == Some(&b'"');
            let mut cell = Cell {
                start: at,
                end: at,
                has_doubled_quotes: false,
            };
            if is_quoted {
                match scan_quoted(text, at + 1) {
                    Some((close, doubled)) => {
                        cell = Cell {
                            start: at + 1,
                            end: close,
                            has_doubled_quotes: doubled,
                        };
                        at = close + 1;
                    }
                    None if is_last || text.len() - at > LONGEST_QUOTED => return Scan::StrayQuote,
                    None => return Scan::NeedsMore,
                }
            }
            let plain = at;
            while at < text.len() && text[at] != delimiter && text[at] != b'\n' && text[at] != b'\r' {
                at += 1;
            }
            if at == text.len() && !is_last {
                return Scan::NeedsMore;
            }
            if !is_quoted {
                cell.end = at;
            } else if text[plain..at].iter().any(|byte| !byte.is_ascii_whitespace()) {
                cell = Cell {
                    start: cell.start - 1,
                    end: at,
                    has_doubled_quotes: false,
                };
            }
            if self.cells.len() < MOST_COLUMNS {
                self.cells.push(cell);
            }
            if text.get(at) == Some(&delimiter) {
                at += 1;
                continue;
            }
            self.after_return = text.get(at) == Some(&b'\r');
            self.position = text.len().min(at + 1);
            return Scan::Done;
        }
    }

    fn scan_runs(&mut self, is_last: bool) -> Scan {
        self.cells.clear();
        let text = &self.text[..];
        let mut at = self.position;
        loop {
            while at < text.len() && (text[at] == b' ' || text[at] == b'\t') {
                at += 1;
            }
            let start = at;
            while at < text.len() && !matches!(text[at], b' ' | b'\t' | b'\n' | b'\r') {
                at += 1;
            }
            if at == text.len() && !is_last {
                return Scan::NeedsMore;
            }
            if at > start && self.cells.len() < MOST_COLUMNS {
                self.cells.push(Cell {
                    start,
                    end: at,
                    has_doubled_quotes: false,
                });
            }
            if matches!(text.get(at), Some(b' ' | b'\t')) {
                continue;
            }
            self.after_return = text.get(at) == Some(&b'\r');
            self.position = text.len().min(at + 1);
            return Scan::Done;
        }
    }

    fn undouble(&mut self, index: usize) {
        let Cell { start, end, .. } = self.cells[index];
        let mut write = start;
        let mut read = start;
        while read < end {
            let byte = self.text[read];
            self.text[write] = byte;
            write += 1;
            read += if byte == b'"' { 2 } else { 1 };
        }
        self.cells[index].end = write;
    }
}

/// The place of the closing quote, and whether doubled ones stand before it.
pub(super) fn scan_quoted(text: &[u8], start: usize) -> Option<(usize, bool)> {
    let limit = text.len().min(start + LONGEST_QUOTED);
    let mut at = start;
    let mut doubled = false;
    while at < limit {
        if text[at] == b'"' {
            if text.get(at + 1) != Some(&b'"') {
                return Some((at, doubled));
            }
            doubled = true;
            at += 1;
        }
        at += 1;
    }
    None
}
