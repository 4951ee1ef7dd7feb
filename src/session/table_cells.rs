//! Writing into cells of the accounts table: one typed text, or a cleared block.

use std::ops::Range;

use crate::portfolio::{Document, Field};
use crate::report::style::NumberStyle;
use crate::report::table::{ColumnId, readable};

use super::{Cell, Edit};

/// A block of cells of the table and what stands there.
#[derive(Clone, Copy, Debug)]
pub struct TableBlock<'a> {
    /// The document.
    pub document: &'a Document,
    /// Rows of the portfolio in the order of the table.
    pub order: &'a [u32],
    /// Columns of the table.
    pub columns: &'a [ColumnId],
    /// First row of the block and the one after its last.
    pub rows: (usize, usize),
    /// First column of the block and the one after its last.
    pub across: (usize, usize),
    /// How the reader writes.
    pub style: &'a NumberStyle,
}

impl TableBlock<'_> {
    /// Positions of the rows of the block that exist.
    pub(super) fn positions(&self) -> Range<usize> {
        self.rows.0..self.rows.1.min(self.order.len())
    }

    /// "row 3 (Alder & Co)"
    pub(super) fn row_name(&self, position: usize) -> String {
        let account = self
            .order
            .get(position)
            .and_then(|&row| self.document.portfolio.accounts.get(row as usize));
        match account {
            Some(account) => format!("row {} ({})", position + 1, account.name),
            None => format!("row {}", position + 1),
        }
    }
}

/// A block to be cleared.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleared {
    /// The change; `None` when there is nothing to clear.
    pub edit: Option<Edit>,
    /// A sentence for each column that was left as it is.
    pub refusals: Vec<String>,
}

/// The change that writes `text` into the first cell of `block`; `None` where it stands there already.
///
/// # Errors
/// A sentence that says why not and what would do.
pub fn written(block: &TableBlock, text: &str) -> Result<Option<Edit>, String> {
    let (position, column) = (block.rows.0, block.across.0);
    let account = block
        .order
        .get(position)
        .and_then(|&row| block.document.portfolio.accounts.get(row as usize))
        .ok_or("This row is no longer there.")?;
    let Some(column) = block.columns.get(column) else {
        return Err("This column is no longer there.".to_owned());
    };
    let Some(field) = column.field().filter(|_| column.is_editable()) else {
        return Err(cannot_change(column));
    };
    let text = readable(field, text, block.style)?;
    let marks = block.style.marks();
    if field
        .read(&text, marks)
        .is_ok_and(|value| value == field.value(account))
    {
        return Ok(None);
    }
    let cell = Cell {
        account: account.id.clone(),
        field,
        text: text.into_owned(),
    };
    Ok(Some(Edit::CellsWritten(vec![cell])))
}

/// Why a column cannot be written into, and what can be done instead.
pub fn cannot_change(column: &ColumnId) -> String {
    match column {
        ColumnId::Measure(measure) => {
            let field = match measure.key() {
                "revenue" => Some(Field::Revenue),
                "gross_margin" => Some(Field::GrossMargin),
                "cost_to_serve" => Some(Field::CostToServe),
                "retention" => Some(Field::Retention),
                "share_of_wallet" => Some(Field::ShareOfWallet),
                _ => None,
            };
            let label = column.label();
            match field {
                Some(field) => {
                    let stated = ColumnId::Field(field);
                    format!(
                        "{label} is worked out; show the column \"{}\" to state it",
                        stated.label()
                    )
                }
                None => format!("{label} is worked out; press Enter to see from what"),
            }
        }
        ColumnId::Zone => {
            "The zone follows from both values; press Enter to open the account and see why".to_owned()
        }
        ColumnId::Extra(name) => format!("{name} comes from the imported file and is shown as it was there"),
        ColumnId::Field(_) => "Orders and events refer to the account id; it cannot be changed".to_owned(),
    }
}

/// The change that makes every cell of `block` unknown. Names, kinds, ids and worked-out numbers stay.
pub fn cleared(block: &TableBlock) -> Cleared {
    let mut cells = Vec::new();
    let mut refusals = Vec::new();
    for column in block
        .columns
        .get(block.across.0..block.across.1)
        .unwrap_or_default()
    {
        match column.field().filter(|_| column.is_editable()) {
            None => refusals.push(format!("{}.", cannot_change(column))),
            Some(field) => match readable(field, "", block.style) {
                Err(refusal) => refusals.push(format!("{}: {refusal}.", column.label())),
                Ok(_) => cells.extend(filled_cells(block, field)),
            },
        }
    }
    Cleared {
        edit: (!cells.is_empty()).then_some(Edit::CellsWritten(cells)),
        refusals,
    }
}

fn filled_cells(block: &TableBlock, field: Field) -> impl Iterator<Item = Cell> {
    let rows = block.positions().filter_map(|position| block.order.get(position));
    rows.filter_map(move |&row| {
        let account = block.document.portfolio.accounts.get(row as usize)?;
        let is_filled = field.value(account) != crate::portfolio::FieldValue::Empty;
        is_filled.then(|| Cell {
            account: account.id.clone(),
            field,
            text: String::new(),
        })
    })
    .collect::<Vec<_>>()
    .into_iter()
}
