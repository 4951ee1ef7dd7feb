//! The accounts table: its columns, the order of its rows and the cells of those on screen.
//!
//! Only the rows in view are written out, so that a hundred thousand accounts cost no more than forty.

use std::ops::Range;

use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document};

use super::style::NumberStyle;

pub use super::table_cells::{CellReport, Certainty, cell, editing_text};
pub use super::table_columns::{
    ColumnGroup, ColumnId, ColumnSupply, NARROWEST, Nature, WIDEST, all_columns, tidy, usual_columns,
};
pub use super::table_copy::{CopiedBlock, copied};
pub use super::table_filter::{choices, passing};
pub use super::table_order::TableOrder;
pub use super::table_reading::readable;
pub use super::table_seats::{Seat, seats};
pub use super::table_view::{Filter, Sort, TableView};
pub use super::table_zones::TableZones;

/// A column as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnReport {
    /// Which column.
    pub id: ColumnId,
    /// Name for people.
    pub label: String,
    /// One sentence about it.
    pub about: String,
    /// What it holds.
    pub nature: Nature,
    /// In CSS pixels.
    pub width: u16,
    /// `Some(true)` where the rows are sorted by it, largest first.
    pub is_sorted_descending: Option<bool>,
    /// True where it leaves rows out.
    pub is_filtered: bool,
    /// True where a person may write.
    pub is_editable: bool,
}

/// A row as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct RowReport {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// One cell per column.
    pub cells: Vec<CellReport>,
}

/// What stands above the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSummary {
    /// "24 of 40 accounts", "40 accounts".
    pub count: String,
    /// "profiles 62 % complete on average"; `None` where nothing is known about it.
    pub completeness: Option<String>,
}

/// The columns in the order they stand.
pub fn columns(supply: &ColumnSupply, view: &TableView) -> Vec<ColumnReport> {
    let ids = match &view.columns {
        Some(chosen) => tidy(chosen, supply),
        None => usual_columns(supply),
    };
    ids.into_iter()
        .map(|id| ColumnReport {
            label: id.label().to_owned(),
            about: id.about(),
            nature: id.nature(),
            width: view.width(&id),
            is_sorted_descending: view
                .sort
                .as_ref()
                .filter(|sort| sort.column == id)
                .map(|sort| sort.is_descending),
            is_filtered: view.filters.contains_key(&id),
            is_editable: id.is_editable(),
            id,
        })
        .collect()
}

/// The row at `position` of the table; `None` beyond its end.
pub fn row(
    document: &Document,
    valuation: &Valuation,
    zones: &TableZones,
    order: &TableOrder,
    columns: &[ColumnReport],
    style: &NumberStyle,
    position: usize,
) -> Option<RowReport> {
    let row = *order.rows.get(position)? as usize;
    let account = document.portfolio.accounts.get(row)?;
    let cells = columns
        .iter()
        .map(|column| super::table_cells::cell(document, valuation, zones, row, &column.id, style))
        .collect();
    Some(RowReport {
        account: account.id.clone(),
        name: account.name.clone(),
        cells,
    })
}

/// The rows at `positions` of the table.
pub fn rows(
    document: &Document,
    valuation: &Valuation,
    zones: &TableZones,
    order: &TableOrder,
    columns: &[ColumnReport],
    style: &NumberStyle,
    positions: Range<usize>,
) -> Vec<RowReport> {
    positions
        .map_while(|position| row(document, valuation, zones, order, columns, style, position))
        .collect()
}

/// The words above the table.
pub fn summary(valuation: &Valuation, order: &TableOrder, style: &NumberStyle) -> TableSummary {
    let n_accounts = order.n_accounts;
    let count = |n: usize| style.number(n as f64, 0);
    let noun = if n_accounts == 1 { "account" } else { "accounts" };
    let shown = order.rows.len();
    let known = valuation.column(MeasureId::ProfileCompleteness).known();
    let (n_known, sum) = known.fold((0_usize, 0.0), |(n, sum), (_, share)| (n + 1, sum + share));
    TableSummary {
        count: if shown == n_accounts {
            format!("{} {noun}", count(n_accounts))
        } else {
            format!("{} of {} {noun}", count(shown), count(n_accounts))
        },
        completeness: (n_known > 0).then(|| {
            let mean = libm::round(sum / n_known as f64 * 100.0) / 100.0;
            format!("profiles {} complete on average", style.share(mean))
        }),
    }
}

/// What to say when the order changed: "Sorted by Name, first to last. 24 of 40 accounts."
pub fn order_sentence(view: &TableView, count: &str) -> String {
    let Some(sort) = &view.sort else {
        return format!("In the order they came in. {count}.");
    };
    let direction = match (sort.column.nature(), sort.is_descending) {
        (Nature::Text, false) => "A to Z",
        (Nature::Text, true) => "Z to A",
        (Nature::Number, false) => "smallest first",
        (Nature::Number, true) => "largest first",
        (Nature::Day, false) => "earliest first",
        (Nature::Day, true) => "latest first",
    };
    format!("Sorted by {}, {direction}. {count}.", sort.column.label())
}

/// What a filter lets through: "Kind: customer, prospect", "Revenue: from €100 to €200".
pub fn filter_sentence(column: &ColumnId, filter: &Filter, style: &NumberStyle) -> String {
    let known = |text: &String| {
        if text.is_empty() {
            "unknown".to_owned()
        } else {
            text.clone()
        }
    };
    let number = |value: f64| filter_number(column, value, style);
    let what = match filter {
        Filter::OneOf(texts) if texts.is_empty() => "none".to_owned(),
        Filter::OneOf(texts) => texts.iter().map(known).collect::<Vec<_>>().join(", "),
        Filter::Contains(text) => format!("contains \"{}\"", text.trim()),
        Filter::Unknown => "unknown".to_owned(),
        Filter::Between {
            low: Some(low),
            high: Some(high),
        } => format!("{} to {}", number(*low), number(*high)),
        Filter::Between {
            low: Some(low),
            high: None,
        } => format!("from {}", number(*low)),
        Filter::Between {
            low: None,
            high: Some(high),
        } => format!("up to {}", number(*high)),
        Filter::Between {
            low: None,
            high: None,
        } => "known".to_owned(),
    };
    format!("{}: {what}", column.label())
}

/// A bound of a filter as it is read.
fn filter_number(column: &ColumnId, value: f64, style: &NumberStyle) -> String {
    use crate::portfolio::FieldValue;
    use crate::units::Day;
    match column {
        ColumnId::Measure(measure) => style.value(value, measure.unit()),
        ColumnId::Field(field) => match Day::from_epoch_days(value as i32) {
            Some(day) if column.nature() == Nature::Day => style.day(day),
            _ => style.field(&FieldValue::Number(value), field.kind()),
        },
        ColumnId::Extra(_) | ColumnId::Zone => style.number(value, 0),
    }
}
