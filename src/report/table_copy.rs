//! A block of the accounts table as a spreadsheet takes it: tab-separated text.

use std::ops::Range;

use crate::measures::Valuation;
use crate::portfolio::Document;

use super::style::NumberStyle;
use super::table_cells::copied_text;
use super::table_columns::ColumnId;
use super::table_order::TableOrder;
use super::table_zones::TableZones;

/// A block of cells: positions of rows and of columns in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedBlock {
    /// Rows of the table.
    pub rows: Range<usize>,
    /// Columns of the table.
    pub columns: Range<usize>,
}

/// The cells of `block`, with a line of headers in front when it holds every row of more than one.
///
/// Numbers have every digit and the reader's decimal mark; words a spreadsheet would run are guarded.
pub fn copied(
    document: &Document,
    valuation: &Valuation,
    order: &TableOrder,
    columns: &[ColumnId],
    style: &NumberStyle,
    block: &CopiedBlock,
) -> String {
    let columns = columns.get(block.columns.clone()).unwrap_or_default();
    let rows = order.rows.get(block.rows.clone()).unwrap_or_default();
    let zones = if columns.contains(&ColumnId::Zone) {
        TableZones::new(&document.map, valuation)
    } else {
        TableZones::default()
    };
    let mut text = String::new();
    if rows.len() == order.rows.len() && rows.len() > 1 {
        push_line(&mut text, columns.iter().map(|column| column.label().to_owned()));
    }
    for &row in rows {
        let cells = columns
            .iter()
            .map(|column| copied_text(document, valuation, &zones, row as usize, column, style));
        push_line(&mut text, cells);
    }
    text
}

fn push_line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            text.push('\t');
        }
        if cell.contains(['\t', '\n', '\r']) || cell.starts_with('"') {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}
