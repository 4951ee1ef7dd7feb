//! Regular records side by side, so that each column can be read down many lines at once.

use super::split::scan_quoted;

/// Cells of a block at most, so that it stays in the cache.
const MOST_CELLS: u32 = 4_096;

/// Records of the same number of cells, none of which holds doubled quotes, an open quote or text behind a quote.
#[derive(Clone, Debug, Default)]
pub struct Block {
    width: usize,
    first_row: u32,
    n_records: u32,
    /// Start and end of each cell in the text, record after record.
    cells: Vec<(u32, u32)>,
}

impl Block {
    /// How many records of `width` cells make a block.
    pub fn records_at_most(width: usize) -> u32 {
        MOST_CELLS / u32::try_from(width.max(1)).unwrap_or(MOST_CELLS)
    }

    /// Empties the block; its next record will be that of `first_row`.
    pub fn clear(&mut self, width: usize, first_row: u32) {
        self.width = width;
        self.first_row = first_row;
        self.n_records = 0;
        self.cells.clear();
    }

    /// How many records there are.
    pub fn n_records(&self) -> u32 {
        self.n_records
    }

    /// Row in the file of each record.
    pub fn rows(&self) -> std::ops::Range<u32> {
        self.first_row..self.first_row + self.n_records
    }

    /// The cells of a column, without surrounding space.
    pub fn column<'a>(&'a self, text: &'a [u8], column: usize) -> impl Iterator<Item = &'a [u8]> {
        let records = self.cells.chunks_exact(self.width.max(1));
        records.map(move |cells| trimmed(text, cells[column]))
    }

    /// A cell without surrounding space; empty where the record has none.
    pub fn cell<'a>(&self, text: &'a [u8], record: u32, column: usize) -> &'a [u8] {
        if column >= self.width {
            return b"";
        }
        trimmed(text, self.cells[record as usize * self.width + column])
    }
}

#[inline]
fn trimmed(text: &[u8], (start, end): (u32, u32)) -> &[u8] {
    let cell = &text[start as usize..end as usize];
    match cell {
        [first, .., last] if *first > b' ' && *last > b' ' => cell,
        _ => cell.trim_ascii(),
    }
}

/// Adds the record at `start` to the block and returns where the next one starts; `None`, and the block
/// as it was, when the record is not regular or the text may go on behind its end.
#[inline]
pub fn regular_record(text: &[u8], start: usize, delimiter: u8, block: &mut Block) -> Option<usize> {
    let n_before = block.cells.len();
    let next = add_cells(text, start, delimiter, block);
    match next {
        Some(_) => block.n_records += 1,
        None => block.cells.truncate(n_before),
    }
    next
}

#[inline]
fn add_cells(text: &[u8], start: usize, delimiter: u8, block: &mut Block) -> Option<usize> {
    u32::try_from(text.len()).ok()?;
    let mut at = start;
    let mut is_blank = true;
    for column in 1..=block.width {
        let (cell, end) = if text.get(at) == Some(&b'"') {
            let (close, false) = scan_quoted(text, at + 1)? else {
                return None;
            };
            ((at + 1, close), close + 1)
        } else {
            let end = end_of_cell(text, at, delimiter)?;
            ((at, end), end)
        };
        is_blank &= cell.0 == cell.1 || text[cell.0] <= b' ';
        block.cells.push((cell.0 as u32, cell.1 as u32));
        let is_at_end = column == block.width;
        at = end + 1;
        match *text.get(end)? {
            mark if mark == delimiter && !is_at_end => {}
            b'\n' if is_at_end => {}
            b'\r' if is_at_end => at += usize::from(*text.get(at)? == b'\n'),
            _ => return None,
        }
    }
    (!is_blank).then_some(at)
}

/// The place of the next delimiter, LF or CR.
#[inline]
fn end_of_cell(text: &[u8], start: usize, delimiter: u8) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let mut at = start;
    // Eight bytes at a time: a byte equal to the one sought has its highest bit set, and so may some above it.
    while let Some(word) = text.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*word);
        let zero_bytes = |sought: u8| {
            let differs = word ^ (ONES * u64::from(sought));
            differs.wrapping_sub(ONES) & !differs
        };
        let found = (zero_bytes(delimiter) | zero_bytes(b'\n') | zero_bytes(b'\r')) & (ONES << 7);
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let is_end = |byte: &u8| *byte == delimiter || *byte == b'\n' || *byte == b'\r';
    text.get(at..)?.iter().position(is_end).map(|found| at + found)
}
