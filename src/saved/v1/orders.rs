//! What order logs add up to, for the accounts that have orders.

use std::sync::Arc;

use crate::portfolio::{Document, OrderHistory, ProductId, ProductSpend, RepeatPurchases};
use crate::saved::columns::{Column, Days, Fault, Numbers};

use super::spend::{GapLists, RevenueLists, Spends, Weeks, YearLists};
use super::table::table;

type Counts = Column<u32>;
type Row = (u32, OrderHistory);

fn rows(document: &Document) -> impl Iterator<Item = (u32, &OrderHistory)> {
    let accounts = document.portfolio.accounts.iter().zip(0_u32..);
    accounts.filter_map(|(account, row)| account.orders.as_ref().map(|orders| (row, &**orders)))
}

fn products(history: &OrderHistory) -> Option<Vec<(String, f64)>> {
    let items = history
        .by_product
        .iter()
        .map(|item| (item.product.0.to_string(), item.revenue));
    Some(items.collect()).filter(|items: &Vec<_>| !items.is_empty())
}

fn channels(history: &OrderHistory) -> Option<Vec<(String, f64)>> {
    let items = history
        .by_channel
        .iter()
        .map(|(channel, revenue)| (channel.to_string(), *revenue));
    Some(items.collect()).filter(|items: &Vec<_>| !items.is_empty())
}

fn repeat(row: &mut Row) -> Result<&mut RepeatPurchases, Fault> {
    row.1
        .repeat
        .as_mut()
        .ok_or_else(|| Fault("repeat purchases without a count".to_owned()))
}

table! {
    /// Format 1 of the order histories.
    Orders of Row, "orders", rows rows, blank || (0, OrderHistory::default());

    account: Counts, |row| Some(row.0), |row, account| { row.0 = account; Ok(()) };
    total: Spends, |row| Some(row.1.total), |row, spend| { row.1.total = spend; Ok(()) };
    n_lines: Counts, |row| Some(row.1.n_lines), |row, n| { row.1.n_lines = n; Ok(()) };
    first: Days, |row| row.1.first, |row, day| { row.1.first = Some(day); Ok(()) };
    last: Days, |row| row.1.last, |row, day| { row.1.last = Some(day); Ok(()) };
    trailing_year: Spends, |row| Some(row.1.trailing_year), |row, spend| { row.1.trailing_year = spend; Ok(()) };
    by_year: YearLists, |row| (!row.1.by_year.is_empty()).then(|| row.1.by_year.clone()),
        |row, years| { row.1.by_year = years; Ok(()) };
    by_product: RevenueLists, |row| products(row.1), |row, items| {
        let spend = |(word, revenue): (String, f64)| ProductSpend { product: ProductId(Arc::from(word)), revenue };
        row.1.by_product = items.into_iter().map(spend).collect();
        Ok(())
    };
    by_channel: RevenueLists, |row| channels(row.1), |row, items| {
        row.1.by_channel = items.into_iter().map(|(word, revenue)| (Arc::from(word), revenue)).collect();
        Ok(())
    };
    renewed: Counts, |row| Some(row.1.renewals.renewed).filter(|n| *n > 0),
        |row, n| { row.1.renewals.renewed = n; Ok(()) };
    lost: Counts, |row| Some(row.1.renewals.lost).filter(|n| *n > 0),
        |row, n| { row.1.renewals.lost = n; Ok(()) };
    repeats: Counts, |row| row.1.repeat.map(|repeat| repeat.x), |row, x| {
        row.1.repeat = Some(RepeatPurchases { x, t_x: 0.0, t: 0.0, mean_spend: None });
        Ok(())
    };
    recency: Weeks, |row| row.1.repeat.map(|repeat| repeat.t_x),
        |row, weeks| { repeat(row)?.t_x = weeks; Ok(()) };
    age: Weeks, |row| row.1.repeat.map(|repeat| repeat.t),
        |row, weeks| { repeat(row)?.t = weeks; Ok(()) };
    mean_spend: Numbers, |row| row.1.repeat.and_then(|repeat| repeat.mean_spend),
        |row, value| { repeat(row)?.mean_spend = Some(value); Ok(()) };
    gaps: GapLists, |row| (!row.1.gaps.is_empty()).then(|| row.1.gaps.clone()),
        |row, gaps| { row.1.gaps = gaps; Ok(()) };
}
