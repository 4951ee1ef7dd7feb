//! One line per order: accounts with their histories, products, and what the lines say about accounts.

use std::sync::Arc;

use crate::portfolio::{Account, AccountId, Field, FieldValue, Product, ProductId, Shared};
use crate::units::Day;

use super::add_up::{Adder, Frame, Names};
use super::columns::{NO_DAY, NO_TEXT, ReadColumn, Values};
use super::intern::{Counts, Interner};
use super::lines::Lines;
use super::orders::{ByAccount, OrderLine, n_repeated};
use super::{Caveat, Draft, Role, Target};

/// An order log being added up, some accounts at a time.
#[derive(Debug)]
pub(super) struct LogBuild {
    by_account: ByAccount,
    span: Option<(i32, i32)>,
    has_profit: bool,
    products: Names,
    channels: Names,
    next: usize,
    n_repeated: u32,
    attributes: AttributeCounts,
}

impl LogBuild {
    /// Sorts the lines by account and says what is to be distrusted; nothing is added up yet.
    pub fn new(draft: &mut Draft, lines: &Lines) -> Option<Self> {
        let Some((codes, seen)) = lines.account.and_then(|account| texts(&lines.columns[account])) else {
            draft.tally.n_added_up = lines.rows.len() as u32;
            return None;
        };
        let days = days(lines);
        let span = days.iter().copied().min().zip(days.iter().copied().max());
        draft.as_of = lines
            .settings
            .as_of
            .or_else(|| span.and_then(|(_, latest)| Day::from_epoch_days(latest)));
        let by_account = ByAccount::new(codes, seen.len(), order_lines(lines));
        warn(draft, lines);
        Some(Self {
            by_account,
            span,
            has_profit: [Role::Profit, Role::Cost]
                .iter()
                .any(|&role| !lines.numbers(role).is_empty()),
            products: names(product_column(lines)),
            channels: names(lines.column(Target::Role(Role::Channel))),
            next: 0,
            n_repeated: 0,
            attributes: AttributeCounts::default(),
        })
    }

    /// Adds up the next accounts, at most `n`; false when none is left.
    pub fn step(&mut self, draft: &mut Draft, lines: &Lines, n: usize) -> bool {
        let Some((_, seen)) = lines.account.and_then(|account| texts(&lines.columns[account])) else {
            return false;
        };
        let mut adder = Adder::new(Frame {
            as_of: draft.as_of,
            span: self.span,
            has_profit: self.has_profit,
            quantity: lines.numbers(Role::Quantity),
            orders: order_hashes(lines),
            products: &self.products,
            channels: &self.channels,
        });
        let columns = attribute_columns(lines);
        let last_day = draft.as_of.map_or(i32::MAX, Day::epoch_days);
        let end = self.by_account.accounts.len().min(self.next + n);
        for at in self.next..end {
            let code = self.by_account.accounts[at];
            let all = self.by_account.sorted_lines(code);
            let (counted, after) = all.split_at(all.partition_point(|line| line.day <= last_day));
            draft.tally.n_after += after.len() as u32;
            self.n_repeated += n_repeated(counted, lines.numbers(Role::Quantity), order_hashes(lines));
            let id = seen.text_of(code);
            let mut account = Account::new(AccountId::new(&id), &id);
            account.source.clone_from(&lines.file);
            let telling = if counted.is_empty() {
                first_of(all)
            } else {
                counted
            };
            self.attributes.set(&columns, &mut account, telling);
            account.orders = (!counted.is_empty()).then(|| Shared::new(adder.add_up(counted)));
            draft.accounts.push(Shared::new(account));
        }
        self.next = end;
        end < self.by_account.accounts.len()
    }

    /// Products, warnings and what became of every line.
    pub fn finish(self, draft: &mut Draft, lines: &Lines) {
        draft.tally.n_added_up = lines.rows.len() as u32 - draft.tally.n_after;
        draft.products = product_list(lines, product_column(lines), &self.products);
        self.attributes.warn(&attribute_columns(lines), draft);
        if self.n_repeated > 0 {
            draft.caveats.push(Caveat::Repeated { n: self.n_repeated });
        }
        if draft.tally.n_after > 0
            && let Some(as_of) = draft.as_of
        {
            draft.caveats.push(Caveat::After {
                n: draft.tally.n_after,
                as_of,
            });
        }
    }
}

/// The line that stands first in the file.
fn first_of(lines: &[OrderLine]) -> &[OrderLine] {
    let first = lines.iter().min_by_key(|line| line.place);
    first.map_or(&[], std::slice::from_ref)
}

/// The order of each line; empty when the log does not say.
fn order_hashes(lines: &Lines) -> &[u64] {
    match lines
        .column(Target::Role(Role::OrderId))
        .map(|column| &column.values)
    {
        Some(Values::Hashes(hashes)) => hashes,
        _ => &[],
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

fn codes_of(column: Option<&ReadColumn>) -> &[u32] {
    column.and_then(texts).map_or(&[], |(codes, _)| codes)
}

/// What adding up needs of the line at a place.
fn order_lines(lines: &Lines) -> impl Fn(usize) -> OrderLine {
    let (days, products, channels) = (
        days(lines),
        codes_of(product_column(lines)),
        codes_of(lines.column(Target::Role(Role::Channel))),
    );
    let revenue = revenue(lines);
    let (profit, cost) = (lines.numbers(Role::Profit), lines.numbers(Role::Cost));
    move |place| {
        let revenue = revenue(place);
        let stated = profit.get(place).copied();
        let worked_out = || cost.get(place).map_or(f64::NAN, |cost| revenue - cost);
        OrderLine {
            revenue,
            profit: stated.unwrap_or_else(worked_out),
            day: days.get(place).copied().unwrap_or(NO_DAY),
            product: products.get(place).copied().unwrap_or(NO_TEXT),
            channel: channels.get(place).copied().unwrap_or(NO_TEXT),
            place: place as u32,
        }
    }
}

/// Revenue of the line at a place: as stated, else quantity × price × (1 − discount).
fn revenue(lines: &Lines) -> impl Fn(usize) -> f64 {
    let [stated, price, quantity, discount] =
        [Role::Revenue, Role::UnitPrice, Role::Quantity, Role::Discount].map(|role| lines.numbers(role));
    move |place| {
        let amount = |numbers: &[f64], usual: f64| match numbers.get(place) {
            Some(number) if !number.is_nan() => *number,
            _ => usual,
        };
        match stated {
            [] => amount(price, 0.0) * amount(quantity, 1.0) * (1.0 - amount(discount, 0.0)),
            stated => amount(stated, 0.0),
        }
    }
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
    let text = |role, place: usize| {
        lines
            .column(Target::Role(role))
            .map_or(String::new(), |column| column.value(place).plain())
    };
    let products = in_order_of_appearance(codes, seen.len());
    let products = products.into_iter().filter(|(code, _)| *code != NO_TEXT);
    let product = |(code, place): (u32, usize)| {
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

/// Numbers with the place where each stands first.
fn in_order_of_appearance(codes: &[u32], n_codes: usize) -> Vec<(u32, usize)> {
    let mut is_known = vec![false; n_codes];
    let places = codes.iter().enumerate();
    let new = places.filter(|(_, code)| !std::mem::replace(&mut is_known[**code as usize], true));
    new.map(|(place, &code)| (code, place)).take(n_codes).collect()
}

fn warn(draft: &mut Draft, lines: &Lines) {
    let (revenue, quantity) = (revenue(lines), lines.numbers(Role::Quantity));
    let (mut n_returns, mut n_odd) = (0, 0);
    for place in 0..lines.rows.len() {
        let revenue = revenue(place);
        let is_none = |quantity: &f64| *quantity <= 0.0;
        n_returns += u32::from(revenue < 0.0);
        n_odd += u32::from(revenue > 0.0 && quantity.get(place).is_some_and(is_none));
    }
    if n_returns > 0 {
        draft.caveats.push(Caveat::Returns { n: n_returns });
    }
    if n_odd > 0 {
        draft.caveats.push(Caveat::NoQuantity { n: n_odd });
    }
    if days(lines).is_empty() {
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
    names: Counts,
}

impl AttributeCounts {
    /// Sets what the lines say: for each column the value of the account's last line that has one.
    fn set(&mut self, columns: &[(&ReadColumn, &str)], account: &mut Account, lines: &[OrderLine]) {
        self.n_differs.resize(columns.len(), 0);
        for ((column, header), n_differs) in columns.iter().zip(&mut self.n_differs) {
            let Some((codes, _)) = texts(column) else {
                continue;
            };
            let mut known = lines
                .iter()
                .rev()
                .map(|line| line.place as usize)
                .filter(|&place| codes[place] != NO_TEXT);
            let Some(last) = known.next() else {
                continue;
            };
            *n_differs += u32::from(known.any(|place| codes[place] != codes[last]));
            let FieldValue::Text(text) = column.value(last) else {
                continue;
            };
            match column.target {
                Target::Field(field) => field.set(account, FieldValue::Text(text)),
                _ => drop(account.extra.insert((*header).to_owned(), text)),
            }
        }
        self.names.note(account.name.as_bytes());
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
        let n = self.names.n_repeated();
        if n > 0 {
            draft.caveats.push(Caveat::SameName { n });
        }
    }
}
