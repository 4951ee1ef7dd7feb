//! The printed page: what it says above the map, and the whole table below it.

use crate::maths::sort_by;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::Document;

use super::MapReport;
use super::style::NumberStyle;

/// More rows than anybody prints; the rest is counted.
pub const MOST_ROWS: usize = 5_000;

/// One line of the printed table.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedRow {
    /// Name of the account.
    pub name: String,
    /// Segment, or what it is to us where it is no customer.
    pub group: String,
    /// The measures of [`Printout::columns`], formatted.
    pub cells: Vec<String>,
    /// Name of its zone, empty without one.
    pub zone: String,
}

/// What is printed beside the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Printout {
    /// Name of the portfolio.
    pub title: String,
    /// "40 accounts, in EUR, as of 31 October 2026", and whether they are invented.
    pub subtitle: String,
    /// The map in words.
    pub summary: Vec<String>,
    /// Measures of the table.
    pub columns: [MeasureId; 5],
    /// Highest total value first, unknown last.
    pub rows: Vec<PrintedRow>,
    /// Says how many rows are left out, where any are.
    pub rest: Option<String>,
}

/// The printed page of `document` with the map `report`.
pub fn printout(
    document: &Document,
    valuation: &Valuation,
    report: &MapReport,
    style: &NumberStyle,
) -> Printout {
    let accounts = &document.portfolio.accounts;
    let zones = zone_names(report, accounts.len());
    let columns = report.lens.printed;
    let mut order: Vec<usize> = (0..accounts.len()).collect();
    let total = |row: usize| {
        valuation
            .get(MeasureId::TotalValue, row)
            .value
            .unwrap_or(f64::NEG_INFINITY)
    };
    sort_by(&mut order, |&a, &b| total(b).total_cmp(&total(a)).then(a.cmp(&b)));
    let n_left_out = order.len().saturating_sub(MOST_ROWS);
    order.truncate(MOST_ROWS);
    let rows = order.into_iter().map(|row| {
        let account = &accounts[row];
        let cell = |measure: &MeasureId| style.measured(valuation.get(*measure, row), measure.unit());
        PrintedRow {
            name: account.name.clone(),
            group: if account.segment.is_empty() {
                account.kind.word().to_owned()
            } else {
                account.segment.clone()
            },
            cells: columns.iter().map(cell).collect(),
            zone: zones[row].clone(),
        }
    });
    Printout {
        title: match report.lens.has_own_names {
            true => document.name.clone(),
            false => format!("{}: {}", document.name, report.lens.title),
        },
        subtitle: subtitle(document, style),
        summary: report.summary.clone(),
        columns,
        rows: rows.collect(),
        rest: (n_left_out > 0).then(|| {
            let n = style.number(n_left_out as f64, 0);
            format!("{n} accounts of lower total value are not printed; the CSV export holds all.")
        }),
    }
}

/// The zone of each row by name, empty where it has none.
pub fn zone_names(report: &MapReport, n_rows: usize) -> Vec<String> {
    let mut names = vec![String::new(); n_rows];
    for point in report.points.iter() {
        if let (Some(zone), Some(name)) = (point.zone, names.get_mut(point.row)) {
            *name = report.zone_name(zone).to_owned();
        }
    }
    names
}

/// "40 accounts, in EUR, as of 31/10/2026", and whether they are invented.
pub fn subtitle(document: &Document, style: &NumberStyle) -> String {
    let n_accounts = document.portfolio.accounts.len();
    let noun = if n_accounts == 1 { "account" } else { "accounts" };
    let sample = if document.is_sample {
        ". A sample: the firm and its customers are invented"
    } else {
        ""
    };
    format!(
        "{} {noun}, in {}, as of {}{sample}",
        style.number(n_accounts as f64, 0),
        document.currency,
        style.day(document.as_of)
    )
}
