//! One line per order: accounts with their histories, products, and what the lines say about accounts.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::portfolio::{Account, AccountId, Field, FieldValue, Product, ProductId, Shared};
use crate::units::Day;

use super::columns::{NO_DAY, NO_TEXT, ReadColumn, Values};
use super::intern::Interner;
use super::orders::{Adder, ByAccount, Frame, Names, OrderLines};
use super::reader::Lines;
use super::{Caveat, Draft, Role, Target};

/// Makes the accounts and products of an order log.
pub(super) fn fill(draft: &mut Draft, lines: &Lines) {
    let Some((codes, seen)) = lines.account.and_then(|account| texts(&lines.columns[account])) else {
        draft.tally.n_added_up = lines.rows.len() as u32;
        return;
    };
    let days = match lines
        .column(Target::Role(Role::Date))
        .map(|column| &column.values)
    {
        Some(Values::Days(days)) => &days[..],
        _ => &[],
    };
    let latest = days.iter().copied().filter(|&day| day != NO_DAY).max();
    draft.as_of = lines
        .settings
        .as_of
        .or_else(|| latest.and_then(Day::from_epoch_days));
    let revenue = revenue(lines);
    let profit = profit(lines, &revenue);
    let product_column = product_column(lines);
    let channel_column = lines.column(Target::Role(Role::Channel));
    let orders = match lines
        .column(Target::Role(Role::OrderId))
        .map(|column| &column.values)
    {
        Some(Values::Hashes(hashes)) => &hashes[..],
        _ => &[],
    };
    let order_lines = OrderLines {
        accounts: codes,
        days,
        revenue: &revenue,
        profit: &profit,
        quantity: lines.numbers(Role::Quantity),
        orders,
        products: product_column.and_then(texts).map_or(&[], |(codes, _)| codes),
        channels: channel_column.and_then(texts).map_or(&[], |(codes, _)| codes),
    };
    let (products, channels) = (names(product_column), names(channel_column));
    let frame = Frame {
        as_of: draft.as_of,
        n_accounts: seen.len(),
        products: &products,
        channels: &channels,
    };
    let by_account = ByAccount::new(&order_lines, frame.n_accounts);
    warn(draft, &order_lines);
    let n_all = lines.rows.len() as u32;
    let mut adder = Adder::new(order_lines, frame);
    let mut attributes = Attributes::of(lines);
    let last_day = draft.as_of.map_or(i32::MAX, Day::epoch_days);
    for (code, first_seen) in in_order_of_appearance(codes, seen) {
        let places = by_account.lines_of(code as usize);
        let n_counted = if days.is_empty() {
            places.len()
        } else {
            places.partition_point(|&place| days[place as usize] <= last_day)
        };
        draft.tally.n_after += (places.len() - n_counted) as u32;
        let id = seen.text_of(code);
        let mut account = Account::new(AccountId::new(&id), &id);
        account.source.clone_from(&lines.file);
        let only_first = [first_seen];
        let counted = &places[..n_counted];
        attributes.set(&mut account, if n_counted == 0 { &only_first } else { counted });
        account.orders = (n_counted > 0).then(|| Shared::new(adder.add_up(&places[..n_counted])));
        draft.accounts.push(account);
    }
    draft.tally.n_added_up = n_all - draft.tally.n_after;
    draft.products = product_list(lines, product_column, &products);
    attributes.warn(draft);
    if draft.tally.n_after > 0
        && let Some(as_of) = draft.as_of
    {
        draft.caveats.push(Caveat::After {
            n: draft.tally.n_after,
            as_of,
        });
    }
}

fn texts(column: &ReadColumn) -> Option<(&[u32], &Interner)> {
    match &column.values {
        Values::Texts(codes, seen) => Some((codes, seen)),
        _ => None,
    }
}

/// Numbers of accounts with the place of their first line.
fn in_order_of_appearance(codes: &[u32], seen: &Interner) -> Vec<(u32, u32)> {
    let mut is_known = vec![false; seen.len()];
    let places = codes.iter().enumerate();
    let new = places.filter(|(_, code)| !std::mem::replace(&mut is_known[**code as usize], true));
    new.map(|(place, &code)| (code, place as u32)).collect()
}

/// Revenue of each line: as stated, else quantity × price × (1 − discount).
fn revenue(lines: &Lines) -> Vec<f64> {
    let stated = lines.numbers(Role::Revenue);
    let known = |revenue: f64| if revenue.is_nan() { 0.0 } else { revenue };
    if !stated.is_empty() {
        return stated.iter().copied().map(known).collect();
    }
    let (price, quantity, discount) = (
        lines.numbers(Role::UnitPrice),
        lines.numbers(Role::Quantity),
        lines.numbers(Role::Discount),
    );
    let line = |place: usize| {
        let amount = |numbers: &[f64], usual: f64| {
            numbers
                .get(place)
                .copied()
                .filter(|number| !number.is_nan())
                .unwrap_or(usual)
        };
        amount(price, 0.0) * amount(quantity, 1.0) * (1.0 - amount(discount, 0.0))
    };
    (0..lines.rows.len()).map(line).collect()
}

/// Profit of each line: as stated, else revenue less cost; empty when the file does not say.
fn profit(lines: &Lines, revenue: &[f64]) -> Vec<f64> {
    let stated = lines.numbers(Role::Profit);
    if !stated.is_empty() {
        return stated.to_vec();
    }
    let cost = lines.numbers(Role::Cost);
    cost.iter()
        .zip(revenue)
        .map(|(cost, revenue)| revenue - cost)
        .collect()
}

/// The column that tells products apart.
fn product_column(lines: &Lines) -> Option<&ReadColumn> {
    let role = |role| lines.column(Target::Role(role));
    role(Role::ProductId)
        .or_else(|| role(Role::ProductName))
        .or_else(|| role(Role::Category))
}

fn names(column: Option<&ReadColumn>) -> Names {
    let Some((_, seen)) = column.and_then(texts) else {
        return Vec::new();
    };
    (0..seen.len() as u32)
        .map(|code| Arc::from(seen.text_of(code)))
        .collect()
}

/// The products of the lines in order of appearance, with the name and group they have first.
fn product_list(lines: &Lines, column: Option<&ReadColumn>, ids: &Names) -> Vec<Product> {
    let Some((codes, seen)) = column.and_then(texts) else {
        return Vec::new();
    };
    let text = |role, place: u32| {
        lines
            .column(Target::Role(role))
            .map_or(String::new(), |column| column.value(place as usize).plain())
    };
    let products = in_order_of_appearance(codes, seen)
        .into_iter()
        .filter(|(code, _)| *code != NO_TEXT);
    let product = |(code, place): (u32, u32)| {
        let id = ProductId(Arc::clone(&ids[code as usize]));
        let name = text(Role::ProductName, place);
        let name = if name.is_empty() { id.0.to_string() } else { name };
        Product {
            id,
            name,
            category: text(Role::Category, place),
        }
    };
    products.map(product).collect()
}

fn warn(draft: &mut Draft, lines: &OrderLines) {
    let n_returns = lines.revenue.iter().filter(|revenue| **revenue < 0.0).count() as u32;
    if n_returns > 0 {
        draft.caveats.push(Caveat::Returns { n: n_returns });
    }
    let pairs = lines.quantity.iter().zip(lines.revenue);
    let n_odd = pairs
        .filter(|(quantity, revenue)| **quantity <= 0.0 && **revenue > 0.0)
        .count() as u32;
    if n_odd > 0 {
        draft.caveats.push(Caveat::NoQuantity { n: n_odd });
    }
    if lines.days.is_empty() {
        draft.caveats.push(Caveat::NoDates);
    }
}

/// Columns that say something about the account, with how often their lines disagree.
struct Attributes<'a> {
    columns: Vec<(&'a ReadColumn, &'a str, u32)>,
    names: BTreeMap<String, u32>,
}

impl<'a> Attributes<'a> {
    fn of(lines: &'a Lines) -> Self {
        let says = |(at, column): &(usize, &ReadColumn)| {
            Some(*at) != lines.account && matches!(column.target, Target::Field(_) | Target::Extra)
        };
        let columns = lines.columns.iter().enumerate().filter(says);
        let columns = columns
            .map(|(_, column)| (column, lines.header(column), 0))
            .collect();
        Self {
            columns,
            names: BTreeMap::new(),
        }
    }

    /// The value of the account's last line that has one.
    fn set(&mut self, account: &mut Account, places: &[u32]) {
        for (column, header, n_differs) in &mut self.columns {
            let Some((codes, _)) = texts(column) else {
                continue;
            };
            let mut known = places
                .iter()
                .rev()
                .filter(|&&place| codes[place as usize] != NO_TEXT);
            let Some(&last) = known.next() else {
                continue;
            };
            *n_differs += u32::from(known.any(|&place| codes[place as usize] != codes[last as usize]));
            let FieldValue::Text(text) = column.value(last as usize) else {
                continue;
            };
            match column.target {
                Target::Field(field) => field.set(account, FieldValue::Text(text)),
                _ => drop(account.extra.insert((*header).to_owned(), text)),
            }
        }
        *self.names.entry(account.name.clone()).or_insert(0) += 1;
    }

    fn warn(self, draft: &mut Draft) {
        for (column, header, n) in self.columns {
            match column.target {
                _ if n == 0 => {}
                Target::Field(Field::Name) => draft.caveats.push(Caveat::SeveralNames { n }),
                _ => draft.caveats.push(Caveat::Differs {
                    header: header.to_owned(),
                    n,
                }),
            }
        }
        let n = self.names.values().filter(|n| **n > 1).count() as u32;
        if n > 0 {
            draft.caveats.push(Caveat::SameName { n });
        }
    }
}
