//! One line per account: fields, spend by product, repeat-purchase statistics.

use std::sync::Arc;

use crate::maths::sort_by;
use crate::portfolio::{
    Account, AccountId, Field, FieldValue, OrderHistory, Product, ProductId, ProductSpend, RepeatPurchases,
    Shared, Spend,
};
use crate::units::Estimate;

use super::columns::{ReadColumn, Values};
use super::draft::Problem;
use super::intern::Counts;
use super::lines::Lines;
use super::mapping::own_header;
use super::{Caveat, Draft, Issue, Role, Shape, Target};

/// Weeks in a year.
const WEEKS_PER_YEAR: f64 = 365.25 / 7.0;

/// Makes the accounts of these places among the good rows.
pub(super) fn add_accounts(draft: &mut Draft, lines: &Lines, places: std::ops::Range<usize>) {
    let names = Headers::of(lines);
    for place in places {
        let mut account = new_account(lines, place, lines.rows[place]);
        account.source.clone_from(&lines.file);
        for (at, column) in lines.columns.iter().enumerate() {
            if Some(at) != lines.account {
                set(&mut account, column, lines, place);
            }
        }
        match lines.settings.shape {
            Shape::WideSpend => account.orders = names.spend(lines, place).map(Shared::new),
            Shape::RepeatSummary => add_statistics(&mut account, lines, place),
            _ => {}
        }
        draft.accounts.push(Shared::new(account));
    }
}

/// Products, warnings and what became of every line.
pub(super) fn finish(draft: &mut Draft, lines: &Lines) {
    if lines.account.is_none() {
        draft.caveats.push(Caveat::NamedByRow);
    }
    draft.tally.n_made = draft.accounts.len() as u32;
    if lines.settings.shape == Shape::RepeatSummary && lines.column(Target::Role(Role::MeanSpend)).is_some() {
        draft.caveats.push(Caveat::RevenueFromRepeats);
    }
    same_names(draft);
    draft.products = match lines.settings.shape {
        Shape::WideSpend => Headers::of(lines).products(),
        _ => products_named_in(&draft.accounts),
    };
}

fn new_account(lines: &Lines, place: usize, row: u32) -> Account {
    let text = |target| {
        lines
            .column(target)
            .map(|column| match column.value(place) {
                FieldValue::Text(text) => text,
                other => other.plain(),
            })
            .filter(|text| !text.is_empty())
    };
    let (id, name) = (text(Target::Field(Field::Id)), text(Target::Field(Field::Name)));
    let by_row = || format!("Row {row}");
    let id = id.or_else(|| name.clone()).unwrap_or_else(by_row);
    let name = match name {
        None if lines.settings.is_own => String::new(),
        name => name.unwrap_or_else(|| id.clone()),
    };
    Account::new(AccountId::new(&id), &name)
}

fn set(account: &mut Account, column: &ReadColumn, lines: &Lines, place: usize) {
    match column.target {
        Target::Field(Field::Id | Field::Name) => {}
        Target::Field(field) => match column.value(place) {
            FieldValue::Empty => {}
            value => field.set(account, value),
        },
        Target::Extra => {
            if let FieldValue::Text(text) = column.value(place) {
                let header = lines.header(column);
                let header = if lines.settings.is_own {
                    own_header(header)
                } else {
                    header
                };
                account.extra.insert(header.to_owned(), text);
            }
        }
        Target::OrderHistory => {
            let text = column.value(place).plain();
            account.orders = OrderHistory::from_text(&text).ok().map(Shared::new);
        }
        _ => {}
    }
}

/// Checks an order history cell while the lines are read.
pub(super) fn check_history(column: &ReadColumn, row: u32) -> Option<Issue> {
    let value = column.value(column.len().checked_sub(1)?);
    let FieldValue::Text(text) = value else {
        return None;
    };
    let error = OrderHistory::from_text(&text).err()?;
    Some(Issue {
        row,
        column: Some(column.index as u32),
        problem: Problem::History(error),
    })
}

/// Columns of spend with the product each names.
struct Headers<'a> {
    columns: Vec<(&'a [f64], ProductId)>,
}

impl<'a> Headers<'a> {
    fn of(lines: &'a Lines) -> Self {
        let spend = lines
            .columns
            .iter()
            .filter(|column| column.target == Target::Product);
        let column = |column: &'a ReadColumn| match &column.values {
            Values::Numbers(numbers) => Some((&numbers[..], ProductId(Arc::from(lines.header(column))))),
            _ => None,
        };
        Self {
            columns: spend.filter_map(column).collect(),
        }
    }

    fn products(&self) -> Vec<Product> {
        let product = |(_, id): &(&[f64], ProductId)| Product {
            id: id.clone(),
            name: id.0.to_string(),
            category: String::new(),
        };
        self.columns.iter().map(product).collect()
    }

    /// The spend of one account; `None` when every cell is empty.
    fn spend(&self, lines: &Lines, place: usize) -> Option<OrderHistory> {
        let known = self
            .columns
            .iter()
            .filter(|(numbers, _)| !numbers[place].is_nan());
        let n_lines = known.clone().count() as u32;
        let revenue = known.clone().map(|(numbers, _)| numbers[place]).sum::<f64>() + 0.0;
        let profit = lines
            .column(Target::Field(Field::GrossMargin))
            .and_then(|column| match column.value(place) {
                FieldValue::Number(margin) => Some(margin),
                _ => None,
            });
        let bought = known.filter(|(numbers, _)| numbers[place] != 0.0);
        let mut by_product: Vec<ProductSpend> = bought
            .map(|(numbers, id)| ProductSpend {
                product: id.clone(),
                revenue: numbers[place],
            })
            .collect();
        sort_by(&mut by_product, |one, other| {
            other
                .revenue
                .total_cmp(&one.revenue)
                .then_with(|| one.product.cmp(&other.product))
        });
        let total = Spend {
            revenue,
            profit,
            n_orders: 0,
        };
        (n_lines > 0).then(|| OrderHistory {
            total,
            n_lines,
            trailing_year: total,
            by_product,
            ..OrderHistory::default()
        })
    }
}

fn add_statistics(account: &mut Account, lines: &Lines, place: usize) {
    let number = |role| {
        lines
            .numbers(role)
            .get(place)
            .copied()
            .filter(|number| !number.is_nan())
    };
    let weeks = |time: f64| {
        if lines.settings.times_in_days {
            time / 7.0
        } else {
            time
        }
    };
    let (Some(x), Some(t_x), Some(t)) = (
        number(Role::Frequency),
        number(Role::Recency).map(weeks),
        number(Role::Age).map(weeks),
    ) else {
        return;
    };
    let mean_spend = number(Role::MeanSpend).filter(|_| x > 0.0);
    let repeat = RepeatPurchases {
        x: x as u32,
        t_x,
        t,
        mean_spend,
    };
    account.orders = Some(Shared::new(OrderHistory {
        repeat: Some(repeat),
        ..OrderHistory::default()
    }));
    if account.economics.annual_revenue.is_none()
        && let Some(spend) = mean_spend
        && t > 0.0
    {
        account.economics.annual_revenue = Estimate::exact(spend * x / (t / WEEKS_PER_YEAR));
    }
}

fn same_names(draft: &mut Draft) {
    let mut names = Counts::default();
    for account in &draft.accounts {
        names.note(account.name.as_bytes());
    }
    let n = names.n_repeated();
    if n > 0 {
        draft.caveats.push(Caveat::SameName { n });
    }
}

/// Products that order histories name, by id.
fn products_named_in(accounts: &[Shared<Account>]) -> Vec<Product> {
    let histories = accounts.iter().filter_map(|account| account.orders.as_ref());
    let ids: std::collections::BTreeSet<ProductId> = histories
        .flat_map(|orders| orders.by_product.iter().map(|spend| spend.product.clone()))
        .collect();
    let product = |id: ProductId| Product {
        name: id.0.to_string(),
        id,
        category: String::new(),
    };
    ids.into_iter().map(product).collect()
}
