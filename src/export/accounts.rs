//! The accounts as CSV: every field, every extra column, the orders, every measure, the zone.
//!
//! RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8. The header holds the stable
//! names of [`Field`]; a column that is worked out rather than entered begins with [`MEASURE_MARK`], and
//! importing the file leaves it out. Cells a spreadsheet would run are guarded, see [`guarded_cell`].

use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Account, Document, Field, ORDER_HISTORY_COLUMN, extra_columns, guarded_cell};

use super::records::Sheet;

/// In front of the header of a column that is worked out.
pub const MEASURE_MARK: &str = "= ";
/// Header of the zone.
pub const ZONE_COLUMN: &str = "= zone";

/// Every account with everything known about it, in the order of the portfolio.
///
/// `zone_of` names the zone of a row; empty where it has none.
pub fn accounts_csv(document: &Document, valuation: &Valuation, zone_of: impl Fn(usize) -> String) -> String {
    let accounts = || document.portfolio.accounts.iter();
    let extras = extra_columns(accounts().map(|account| &**account));
    let mut sheet = Sheet::new(&header(&extras));
    for (row, account) in accounts().enumerate() {
        let mut cells: Vec<String> = Field::ALL
            .iter()
            .map(|field| field_cell(*field, account))
            .collect();
        let extra = |name: &String| account.extra.get(name).map_or("", String::as_str);
        cells.extend(extras.iter().map(|name| guarded_cell(extra(name)).into_owned()));
        cells.push(
            account
                .orders
                .as_ref()
                .map_or_else(String::new, |orders| orders.to_text()),
        );
        cells.extend(
            MeasureId::ALL
                .iter()
                .map(|measure| measure_cell(valuation, *measure, row)),
        );
        cells.push(guarded_cell(&zone_of(row)).into_owned());
        sheet.row(&cells);
    }
    sheet.into_text()
}

fn header(extras: &[String]) -> Vec<String> {
    let mut header: Vec<String> = Field::ALL.iter().map(|field| field.key().to_owned()).collect();
    header.extend(
        extras
            .iter()
            .map(|name| guarded_cell(&extra_header(name)).into_owned()),
    );
    header.push(ORDER_HISTORY_COLUMN.to_owned());
    let worked_out = MeasureId::ALL
        .iter()
        .map(|measure| format!("{MEASURE_MARK}{}", measure.key()));
    header.extend(worked_out.map(|name| guarded_cell(&name).into_owned()));
    header.push(guarded_cell(ZONE_COLUMN).into_owned());
    header
}

/// An extra column whose name is one of ours says that it is extra.
fn extra_header(name: &str) -> String {
    let is_ours =
        Field::from_key(name).is_some() || name == ORDER_HISTORY_COLUMN || name.starts_with(MEASURE_MARK);
    if is_ours {
        format!("extra {name}")
    } else {
        name.to_owned()
    }
}

fn field_cell(field: Field, account: &Account) -> String {
    guarded_cell(&field.value(account).plain()).into_owned()
}

fn measure_cell(valuation: &Valuation, measure: MeasureId, row: usize) -> String {
    valuation
        .get(measure, row)
        .value
        .map_or_else(String::new, |value| value.to_string())
}
