//! A block copied in a spreadsheet and pasted into the accounts table.

use std::collections::BTreeSet;

use crate::portfolio::{Account, AccountId, Field, unguarded_cell};
use crate::report::table::{ColumnId, readable};

use super::table_cells::TableBlock;
use super::{Cell, Edit};

/// A pasted block, ready to be carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct PastedBlock {
    /// The change; `None` when nothing could be pasted.
    pub edit: Option<Edit>,
    /// A sentence for each cell or column that was left out, by row and column.
    pub refusals: Vec<String>,
    /// Rows the block covers, the added ones included.
    pub rows: (usize, usize),
    /// Columns the block covers.
    pub across: (usize, usize),
    /// Accounts that will be added.
    pub n_added: usize,
}

/// Reads `text` as a spreadsheet copies it into `block`, beginning at its first cell.
///
/// Rows beyond the end become new accounts with ids from `new_id`. A block that fits several times into the
/// selected one fills it. A first line that repeats the headers is left out.
pub fn pasted(block: &TableBlock, text: &str, new_id: &mut dyn FnMut() -> AccountId) -> PastedBlock {
    let mut lines = read_lines(text);
    let columns = block.columns.get(block.across.0..).unwrap_or_default();
    if lines.first().is_some_and(|line| repeats_headers(line, columns)) {
        lines.remove(0);
    }
    let height = lines.len();
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    if height == 0 || width == 0 {
        return PastedBlock {
            edit: None,
            refusals: vec!["There is no text to paste.".to_owned()],
            rows: block.rows,
            across: block.across,
            n_added: 0,
        };
    }
    let repeats = |length: usize, range: (usize, usize)| {
        let selected = range.1.saturating_sub(range.0);
        if selected.is_multiple_of(length) {
            selected.max(length)
        } else {
            length
        }
    };
    let size = (repeats(height, block.rows), repeats(width, block.across));
    let room = columns.len().min(size.1);
    let mut paste = Paste {
        block,
        columns: &columns[..room],
        width,
        new_id,
        cells: Vec::new(),
        accounts: Vec::new(),
        refusals: Vec::new(),
        left_alone: BTreeSet::new(),
        ids: BTreeSet::new(),
    };
    for down in 0..size.0 {
        paste.line(block.rows.0 + down, &lines[down % height]);
    }
    paste.finish(size)
}

/// Lines of cells, as spreadsheets put them on the clipboard. Blank lines at the end are no rows.
fn read_lines(text: &str) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines: Vec<Vec<String>> = reader
        .into_byte_records()
        .map_while(Result::ok)
        .map(|record| {
            record
                .iter()
                .map(|cell| String::from_utf8_lossy(cell).into_owned())
                .collect()
        })
        .collect();
    while lines
        .last()
        .is_some_and(|line| line.iter().all(|cell| cell.trim().is_empty()) && lines.len() > 1)
    {
        lines.pop();
    }
    lines
}

fn repeats_headers(line: &[String], columns: &[ColumnId]) -> bool {
    !line.is_empty()
        && line.len() <= columns.len()
        && line
            .iter()
            .zip(columns)
            .all(|(cell, column)| cell.trim().eq_ignore_ascii_case(column.label()))
}

struct Paste<'a> {
    block: &'a TableBlock<'a>,
    columns: &'a [ColumnId],
    width: usize,
    new_id: &'a mut dyn FnMut() -> AccountId,
    cells: Vec<Cell>,
    accounts: Vec<Account>,
    refusals: Vec<String>,
    left_alone: BTreeSet<String>,
    ids: BTreeSet<AccountId>,
}

impl Paste<'_> {
    fn line(&mut self, position: usize, line: &[String]) {
        let portfolio = &self.block.document.portfolio;
        let known = self
            .block
            .order
            .get(position)
            .and_then(|&row| portfolio.accounts.get(row as usize));
        let id = match known {
            Some(account) => account.id.clone(),
            None if line.iter().all(|cell| cell.trim().is_empty()) => return,
            None => match self.added(position, line) {
                Some(id) => id,
                None => return,
            },
        };
        let (columns, width) = (self.columns, self.width);
        for (place, column) in columns.iter().enumerate() {
            let Some(text) = line.get(place % width) else {
                continue;
            };
            let text = unguarded_cell(text);
            self.cell(position, &id, known.is_none(), column, text);
        }
    }

    /// A new account for a line beyond the end.
    fn added(&mut self, position: usize, line: &[String]) -> Option<AccountId> {
        let text_in = |field: Field| {
            let place = self
                .columns
                .iter()
                .position(|column| *column == ColumnId::Field(field))?;
            let text = unguarded_cell(line.get(place)?).trim();
            (!text.is_empty()).then_some(text)
        };
        let given = text_in(Field::Id).map(AccountId::new);
        let is_known = given.as_ref().is_some_and(|id| !self.is_free(id));
        let id = given.unwrap_or_else(|| (self.new_id)());
        if is_known {
            let row = self.block.row_name(position);
            self.refusals.push(format!(
                "{row}, Account id: there is already an account \"{}\"; the row was left out",
                id.as_str()
            ));
            return None;
        }
        let name = text_in(Field::Name).unwrap_or("New account").to_owned();
        self.accounts.push(Account::new(id.clone(), &name));
        Some(id)
    }

    /// True the first time an id is asked for that no account has.
    fn is_free(&mut self, id: &AccountId) -> bool {
        if self.ids.is_empty() {
            let accounts = &self.block.document.portfolio.accounts;
            self.ids = accounts.iter().map(|account| account.id.clone()).collect();
        }
        self.ids.insert(id.clone())
    }

    fn cell(&mut self, position: usize, id: &AccountId, is_new: bool, column: &ColumnId, text: &str) {
        let is_blank = text.trim().is_empty();
        let field = match column.field() {
            None if is_blank => return,
            None => {
                self.left_alone.insert(column.label().to_owned());
                return;
            }
            Some(field) => field,
        };
        let is_given = is_new && (is_blank || matches!(field, Field::Id | Field::Name));
        if is_given || (field == Field::Id && text.trim() == id.as_str()) {
            return;
        }
        let read = match field {
            Field::Id => Err("orders and events refer to it; it cannot be changed".to_owned()),
            _ => readable(field, text, self.block.style),
        };
        match read {
            Ok(text) => self.cells.push(Cell {
                account: id.clone(),
                field,
                text: text.into_owned(),
            }),
            Err(refusal) => {
                let row = self.block.row_name(position);
                self.refusals
                    .push(format!("{row}, {}: {refusal}", column.label()));
            }
        }
    }

    fn finish(mut self, size: (usize, usize)) -> PastedBlock {
        if !self.left_alone.is_empty() {
            let labels: Vec<&str> = self.left_alone.iter().map(String::as_str).collect();
            let (is, was) = if labels.len() == 1 {
                ("is", "was")
            } else {
                ("are", "were")
            };
            let labels = labels.join(", ");
            self.refusals
                .push(format!("{labels} {is} not typed in here and {was} left alone"));
        }
        if self.width > self.columns.len() {
            self.refusals.push(format!(
                "the block is {} columns wide and there are {} from here on; the others were left out",
                self.width,
                self.columns.len()
            ));
        }
        let (from, across) = (self.block.rows.0, self.block.across.0);
        let n_added = self.accounts.len();
        let last = (from + size.0)
            .min(self.block.order.len() + n_added)
            .max(from + 1);
        let is_empty = self.accounts.is_empty() && self.cells.is_empty();
        PastedBlock {
            edit: (!is_empty).then_some(Edit::BlockPasted {
                accounts: self.accounts,
                cells: self.cells,
            }),
            refusals: self.refusals,
            rows: (from, last),
            across: (across, across + self.columns.len()),
            n_added,
        }
    }
}
