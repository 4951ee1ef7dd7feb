//! Tables for spreadsheets: whole, unambiguous, harmless.

mod saved;

use both_sides::export::*;
use both_sides::measures::{MeasureId, Measured, Valuation};
use both_sides::portfolio::*;
use proptest::prelude::*;

fn zone(row: usize) -> String {
    ["Strategic", "=HYPERLINK(\"x\")", ""][row % 3].to_owned()
}

fn numbers(document: &Document) -> Valuation {
    let mut valuation = Valuation::empty();
    for (at, measure) in MeasureId::ALL.iter().enumerate() {
        for row in 0..document.portfolio.accounts.len() {
            let value = (row != 1).then_some(-1.5 * at as f64);
            valuation.column_mut(*measure).push(Measured {
                value,
                ..Measured::UNKNOWN
            });
        }
    }
    valuation
}

fn csv_of(document: &Document) -> String {
    accounts_csv(document, &numbers(document), zone)
}

#[test]
fn every_field_and_measure_of_every_account_is_there() {
    insta::assert_snapshot!(csv_of(&saved::full()));
}

#[test]
fn observations_and_events_are_tables_too() {
    insta::assert_snapshot!("observations", observations_csv(&saved::full()));
    insta::assert_snapshot!("events", events_csv(&saved::full()));
}

fn cells(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn fields_of_the_same_name_as_a_column_of_ours_stay_apart() {
    let mut document = saved::full();
    document.portfolio.accounts[0]
        .edit()
        .extra
        .insert("name".into(), "other".into());
    let header = &cells(&csv_of(&document))[0];
    assert_eq!(header.iter().filter(|name| *name == "name").count(), 1);
    assert!(header.contains(&"extra name".to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_cell_runs_in_a_spreadsheet_and_each_reads_back(document in saved::document()) {
        let rows = cells(&csv_of(&document));
        prop_assert_eq!(rows.len(), document.portfolio.accounts.len() + 1);
        for cell in rows.iter().flatten() {
            let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
            prop_assert!(!is_formula ||  cell.parse::<f64>().is_ok(), "{cell:?}");
        }
        for (account, row) in document.portfolio.accounts.iter().zip(&rows[1..]) {
            for (field, cell) in Field::ALL.iter().zip(row) {
                prop_assert_eq!(unguarded_cell(cell), field.value(account).plain(), "{}", field.key());
            }
        }
    }
}
