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

/// An order log being added up, some accounts at a time.
#[derive(Debug)]
pub(super) struct LogBuild {
    revenue: Vec<f64>,
    profit: Vec<f64>,
    products: Names,
    channels: Names,
    by_account: ByAccount,
    /// Number and first place of each account, in the order of the file.
    accounts: Vec<(u32, u32)>,
    next: usize,
    attributes: AttributeCounts,
}

impl LogBuild {
    /// Sorts the lines by account and says what is to be distrusted; nothing is added up yet.
    pub fn new(draft: &mut Draft, lines: &Lines) -> Option<Self> {
        let Some((codes, seen)) = lines.account.and_then(|account| texts(&lines.columns[account])) else {
            draft.tally.n_added_up = lines.rows.len() as u32;
            return None;
        };
        let latest = days(lines).iter().copied().filter(|&day| day != NO_DAY).max();
        draft.as_of = lines
            .settings
            .as_of
            .or_else(|| latest.and_then(Day::from_epoch_days));
        let revenue = revenue(lines);
        let parts = Self {
            profit: profit(lines, &revenue),
            products: names(product_column(lines)),
            channels: names(lines.column(Target::Role(Role::Channel))),
            by_account: ByAccount::new(codes, seen.len()),
            accounts: in_order_of_appearance(codes, seen),
            next: 0,
            attributes: AttributeCounts::default(),
            revenue,
        };
        warn(draft, &parts.order_lines(lines));
        Some(parts)
    }

    /// Adds up the next accounts, at most `n`; false when none is left.
    pub fn step(&mut self, draft: &mut Draft, lines: &Lines, n: usize) -> bool {
        let Some((_, seen)) = lines.account.and_then(|account| texts(&lines.columns[account])) else {
            return false;
        };
        let end = self.accounts.len().min(self.next + n);
        for at in self.next..end {
            self.by_account
                .sort_days(self.accounts[at].0 as usize, days(lines));
        }
        let mut counts = std::mem::take(&mut self.attributes);
        let frame = Frame {
            as_of: draft.as_of,
            products: &self.products,
            channels: &self.channels,
        };
        let mut adder = Adder::new(self.order_lines(lines), frame);
        let columns = attribute_columns(lines);
        let last_day = draft.as_of.map_or(i32::MAX, Day::epoch_days);
        for &(code, first_seen) in &self.accounts[self.next..end] {
            let places = self.by_account.lines_of(code as usize);
            let is_counted =
                |&place: &u32| days(lines).get(place as usize).is_none_or(|&day| day <= last_day);
            let n_counted = places.partition_point(is_counted);
            draft.tally.n_after += (places.len() - n_counted) as u32;
            let id = seen.text_of(code);
            let mut account = Account::new(AccountId::new(&id), &id);
            account.source.clone_from(&lines.file);
            let only_first = [first_seen];
            let counted = &places[..n_counted];
            counts.set(
                &columns,
                &mut account,
                if n_counted == 0 { &only_first } else { counted },
            );
            account.orders = (n_counted > 0).then(|| Shared::new(adder.add_up(counted)));
            draft.accounts.push(Shared::new(account));
        }
        self.attributes = counts;
        self.next = end;
        self.next < self.accounts.len()
    }

    /// Products, warnings and what became of every line.
    pub fn finish(self, draft: &mut Draft, lines: &Lines) {
        draft.tally.n_added_up = lines.rows.len() as u32 - draft.tally.n_after;
        draft.products = product_list(lines, product_column(lines), &self.products);
        self.attributes.warn(&attribute_columns(lines), draft);
        if draft.tally.n_after > 0
            && let Some(as_of) = draft.as_of
        {
            draft.caveats.push(Caveat::After {
                n: draft.tally.n_after,
                as_of,
            });
        }
    }

    fn order_lines<'a>(&'a self, lines: &'a Lines) -> OrderLines<'a> {
        let codes =
            |column: Option<&'a ReadColumn>| column.and_then(texts).map_or(&[][..], |(codes, _)| codes);
        let orders = match lines
            .column(Target::Role(Role::OrderId))
            .map(|column| &column.values)
        {
            Some(Values::Hashes(hashes)) => &hashes[..],
            _ => &[],
        };
        OrderLines {
            days: days(lines),
            revenue: &self.revenue,
            profit: &self.profit,
            quantity: lines.numbers(Role::Quantity),
            orders,
            products: codes(product_column(lines)),
            channels: codes(lines.column(Target::Role(Role::Channel))),
        }
    }
}

/// The day of each line; empty when the log has no dates.
fn days(lines: &Lines) -> &[i32] {
    match lines
        .column(Target::Role(Role::Date))
        .map(|column| &column.values)
    {
        Some(Values::Days(days)) => days,
        _ => &[],
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

/// Columns that say something about the account, with their headers.
fn attribute_columns(lines: &Lines) -> Vec<(&ReadColumn, &str)> {
    let says = |(at, column): &(usize, &ReadColumn)| {
        Some(*at) != lines.account && matches!(column.target, Target::Field(_) | Target::Extra)
    };
    let columns = lines.columns.iter().enumerate().filter(says);
    columns
        .map(|(_, column)| (column, lines.header(column)))
        .collect()
}

/// How often the lines of an account disagree about it, and how often a name stands.
#[derive(Debug, Default)]
struct AttributeCounts {
    n_differs: Vec<u32>,
    names: BTreeMap<String, u32>,
}

impl AttributeCounts {
    /// Sets what the lines say: for each column the value of the account's last line that has one.
    fn set(&mut self, columns: &[(&ReadColumn, &str)], account: &mut Account, places: &[u32]) {
        self.n_differs.resize(columns.len(), 0);
        for ((column, header), n_differs) in columns.iter().zip(&mut self.n_differs) {
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

    fn warn(&self, columns: &[(&ReadColumn, &str)], draft: &mut Draft) {
        for ((column, header), &n) in columns.iter().zip(&self.n_differs) {
            match column.target {
                _ if n == 0 => {}
                Target::Field(Field::Name) => draft.caveats.push(Caveat::SeveralNames { n }),
                _ => draft.caveats.push(Caveat::Differs {
                    header: (*header).to_owned(),
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
