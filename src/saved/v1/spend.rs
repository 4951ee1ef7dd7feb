//! The parts of an order history: spend, years, products, and weeks written as days where they are whole ones.

use serde::Serialize;

use crate::portfolio::{Spend, YearSpend};
use crate::saved::columns::{Column, Fault, Numbers, Store, Words, nothing_left, take};
use crate::saved::place::object;

/// Revenue, profit and number of orders.
#[derive(Default, Serialize)]
pub struct Spends {
    revenue: Numbers,
    #[serde(skip_serializing_if = "is_blank")]
    profit: Numbers,
    n_orders: Column<u32>,
}

object!(Spends: revenue, n_orders; profit);

fn is_blank<S: Store>(column: &S) -> bool {
    column.n_values() == 0
}

impl Store for Spends {
    type Value = Spend;

    fn collect(values: &mut dyn Iterator<Item = Option<Spend>>) -> Self {
        let all: Vec<Option<Spend>> = values.collect();
        Self {
            revenue: Numbers::collect(&mut all.iter().map(|spend| spend.map(|spend| spend.revenue))),
            profit: Numbers::collect(&mut all.iter().map(|spend| spend.and_then(|spend| spend.profit))),
            n_orders: Column::collect(&mut all.iter().map(|spend| spend.map(|spend| spend.n_orders))),
        }
    }

    fn n_values(&self) -> usize {
        self.n_orders.n_values()
    }

    fn fill(
        self,
        n_rows: usize,
        set: &mut dyn FnMut(usize, Spend) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut all: Vec<Option<Spend>> = vec![None; n_rows];
        self.n_orders.fill(n_rows, &mut |row, n_orders| {
            all[row] = Some(Spend {
                n_orders,
                ..Spend::default()
            });
            Ok(())
        })?;
        self.revenue.fill(n_rows, &mut |row, revenue| {
            spend_of(&mut all, row).map(|spend| spend.revenue = revenue)
        })?;
        self.profit.fill(n_rows, &mut |row, profit| {
            spend_of(&mut all, row).map(|spend| spend.profit = Some(profit))
        })?;
        let filled = all.into_iter().enumerate();
        filled
            .into_iter()
            .try_for_each(|(row, spend)| spend.map_or(Ok(()), |spend| set(row, spend)))
    }
}

fn spend_of(all: &mut [Option<Spend>], row: usize) -> Result<&mut Spend, Fault> {
    all[row]
        .as_mut()
        .ok_or_else(|| Fault("money without a number of orders".to_owned()))
}

/// Spend by calendar year.
#[derive(Default, Serialize)]
pub struct YearLists {
    n: Column<u32>,
    year: Column<i16>,
    spend: Spends,
}

object!(YearLists: n, year, spend);

impl Store for YearLists {
    type Value = Vec<YearSpend>;

    fn collect(values: &mut dyn Iterator<Item = Option<Vec<YearSpend>>>) -> Self {
        let all: Vec<Option<Vec<YearSpend>>> = values.collect();
        let items = || all.iter().flatten().flatten();
        Self {
            n: Column::collect(&mut all.iter().map(|list| list.as_ref().map(|list| list.len() as u32))),
            year: Column::collect(&mut items().map(|item| Some(item.year))),
            spend: Spends::collect(&mut items().map(|item| Some(item.spend))),
        }
    }

    fn n_values(&self) -> usize {
        self.n.n_values()
    }

    fn fill(
        self,
        n_rows: usize,
        set: &mut dyn FnMut(usize, Vec<YearSpend>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut items: Vec<YearSpend> = Vec::new();
        let n_items = self.year.n_values();
        self.year.fill(n_items, &mut |_, year| {
            items.push(YearSpend {
                year,
                spend: Spend::default(),
            });
            Ok(())
        })?;
        self.spend.fill(n_items, &mut |at, spend| {
            items[at].spend = spend;
            Ok(())
        })?;
        let mut rest = items.into_iter();
        self.n.fill(n_rows, &mut |row, n| set(row, take(&mut rest, n)?))?;
        nothing_left(rest)
    }
}

/// Revenue by product or channel.
#[derive(Default, Serialize)]
pub struct RevenueLists {
    n: Column<u32>,
    of: Words,
    revenue: Column<f64>,
}

object!(RevenueLists: n, of, revenue);

impl Store for RevenueLists {
    type Value = Vec<(String, f64)>;

    fn collect(values: &mut dyn Iterator<Item = Option<Self::Value>>) -> Self {
        let all: Vec<Option<Self::Value>> = values.collect();
        let items = || all.iter().flatten().flatten();
        let finite = |revenue: f64| if revenue.is_finite() { revenue } else { 0.0 };
        Self {
            n: Column::collect(&mut all.iter().map(|list| list.as_ref().map(|list| list.len() as u32))),
            of: Words::collect(&mut items().map(|(word, _)| Some(word.clone()))),
            revenue: Column::collect(&mut items().map(|(_, revenue)| Some(finite(*revenue)))),
        }
    }

    fn n_values(&self) -> usize {
        self.n.n_values()
    }

    fn fill(
        self,
        n_rows: usize,
        set: &mut dyn FnMut(usize, Self::Value) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut items: Vec<(String, f64)> = Vec::new();
        let n_items = self.of.n_values();
        self.of.fill(n_items, &mut |_, word| {
            items.push((word, 0.0));
            Ok(())
        })?;
        self.revenue.fill(n_items, &mut |at, revenue| {
            items[at].1 = revenue;
            Ok(())
        })?;
        let mut rest = items.into_iter();
        self.n.fill(n_rows, &mut |row, n| set(row, take(&mut rest, n)?))?;
        nothing_left(rest)
    }
}

/// Days between purchases.
#[derive(Default, Serialize)]
pub struct GapLists {
    n: Column<u32>,
    of: Column<u32>,
}

object!(GapLists: n, of);

impl Store for GapLists {
    type Value = Vec<u32>;

    fn collect(values: &mut dyn Iterator<Item = Option<Self::Value>>) -> Self {
        let all: Vec<Option<Self::Value>> = values.collect();
        Self {
            n: Column::collect(&mut all.iter().map(|list| list.as_ref().map(|list| list.len() as u32))),
            of: Column::collect(&mut all.iter().flatten().flatten().map(|gap| Some(*gap))),
        }
    }

    fn n_values(&self) -> usize {
        self.n.n_values()
    }

    fn fill(
        self,
        n_rows: usize,
        set: &mut dyn FnMut(usize, Self::Value) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut items = Vec::new();
        let n_items = self.of.n_values();
        self.of.fill(n_items, &mut |_, gap| {
            items.push(gap);
            Ok(())
        })?;
        let mut rest = items.into_iter();
        self.n.fill(n_rows, &mut |row, n| set(row, take(&mut rest, n)?))?;
        nothing_left(rest)
    }
}

/// Weeks: as a number of days where that says exactly the same, which it nearly always does.
#[derive(Default, Serialize)]
pub struct Weeks {
    #[serde(skip_serializing_if = "is_blank")]
    days: Column<u32>,
    #[serde(skip_serializing_if = "is_blank")]
    weeks: Numbers,
}

object!(Weeks: ; days, weeks);

impl Store for Weeks {
    type Value = f64;

    fn collect(values: &mut dyn Iterator<Item = Option<f64>>) -> Self {
        let all: Vec<Option<f64>> = values.collect();
        let rest = |weeks: &f64| whole_days(*weeks).is_none();
        Self {
            days: Column::collect(&mut all.iter().map(|weeks| weeks.and_then(whole_days))),
            weeks: Numbers::collect(&mut all.iter().map(|weeks| weeks.filter(rest))),
        }
    }

    fn n_values(&self) -> usize {
        self.days.n_values() + self.weeks.n_values()
    }

    fn fill(self, n_rows: usize, set: &mut dyn FnMut(usize, f64) -> Result<(), Fault>) -> Result<(), Fault> {
        self.days
            .fill(n_rows, &mut |row, days| set(row, f64::from(days) / 7.0))?;
        self.weeks.fill(n_rows, set)
    }
}

fn whole_days(weeks: f64) -> Option<u32> {
    let days = libm::round(weeks * 7.0);
    let fits = (0.0..1e9).contains(&days) && (days / 7.0).to_bits() == weeks.to_bits();
    fits.then_some(days as u32)
}
