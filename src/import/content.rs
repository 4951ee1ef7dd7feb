//! Columns without names, mapped by what stands in them.

use crate::portfolio::Field;

use super::mapping::follows;
use super::{ColumnProfile, Mapping, Role, Sample, Shape, Target};

/// Maps the columns of a file without a header.
pub fn map_by_content(sample: &Sample) -> Mapping {
    let columns = &sample.columns;
    let date = columns.iter().position(ColumnProfile::is_day);
    let account = columns.iter().enumerate().position(|(index, column)| {
        Some(index) != date && column.n_values > 0 && !column.numbers.has_fraction && !column.is_day()
    });
    match (date, account) {
        (Some(date), Some(account)) => order_log(sample, date, account),
        _ => accounts(columns),
    }
}

/// Date, account and amounts: the last number with a fraction, else the last number, is the revenue.
fn order_log(sample: &Sample, date: usize, account: usize) -> Mapping {
    let columns = &sample.columns;
    let mut targets = vec![Target::LeaveOut; columns.len()];
    targets[account] = Target::Field(Field::Id);
    targets[date] = Target::Role(Role::Date);
    let repeats_account = |index: usize| follows(sample, account, index) && follows(sample, index, account);
    let free = |index: &usize| *index != account && *index != date && !repeats_account(*index);
    let numbers: Vec<usize> = (0..columns.len())
        .filter(free)
        .filter(|&index| columns[index].is_number())
        .collect();
    let with_fraction = numbers
        .iter()
        .rev()
        .find(|&&index| columns[index].numbers.has_fraction);
    if let Some(&revenue) = with_fraction.or(numbers.last()) {
        targets[revenue] = Target::Role(Role::Revenue);
        let is_count = |index: &&usize| {
            let numbers = &columns[**index].numbers;
            **index != revenue && !numbers.has_fraction && numbers.largest <= 10_000.0
        };
        if let Some(&quantity) = numbers.iter().find(is_count) {
            targets[quantity] = Target::Role(Role::Quantity);
        }
    }
    let is_text = |index: &usize| free(index) && !columns[*index].is_number() && !columns[*index].is_day();
    for index in (0..columns.len()).filter(is_text) {
        let wish = if follows(sample, account, index) {
            Target::Field(Field::Name)
        } else {
            Target::Role(Role::ProductName)
        };
        if !targets.contains(&wish) {
            targets[index] = wish;
        }
    }
    Mapping {
        shape: Shape::OrderLog,
        targets,
        is_own: false,
    }
}

/// A name, perhaps an id before it, and the first number as revenue where there is only one.
fn accounts(columns: &[ColumnProfile]) -> Mapping {
    let mut targets = vec![Target::Extra; columns.len()];
    let texts = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.is_number() && column.n_values > 0);
    let name = texts
        .max_by_key(|(index, column)| (column.n_distinct, usize::MAX - index))
        .map(|(index, _)| index);
    if let Some(name) = name {
        targets[name] = Target::Field(Field::Name);
    }
    let is_code = |column: &ColumnProfile| column.is_unique() && !column.numbers.has_fraction;
    if columns.first().is_some_and(is_code) && name != Some(0) && columns.len() > 1 {
        targets[0] = Target::Field(Field::Id);
    }
    let is_amount = |index: &usize| targets[*index] == Target::Extra && columns[*index].is_number();
    let amounts: Vec<usize> = (0..columns.len()).filter(is_amount).collect();
    if let [only] = amounts[..] {
        targets[only] = Target::Field(Field::Revenue);
    }
    Mapping {
        shape: Shape::Accounts,
        targets,
        is_own: false,
    }
}
