//! The purchase histories of a portfolio as columns: what the desk fits, here or in another thread.

use crate::portfolio::{Account, Document, EarningModel};

use super::{History, Spender};

/// Purchase histories, one row per account (or per pattern of accounts), all columns of the same length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Purchases {
    /// Repeat purchases.
    pub x: Vec<f64>,
    /// Time of the last, from the first; weeks, or chances.
    pub t_x: Vec<f64>,
    /// Time watched.
    pub t: Vec<f64>,
    /// How many accounts the row stands for.
    pub n: Vec<f64>,
    /// Mean spend of the repeat purchases; not a number where there is none.
    pub mean_spend: Vec<f64>,
    /// Day of the first purchase, since 1970; empty when days are not known for every row.
    pub first: Vec<i32>,
    /// Days from purchase to purchase, row after row, as many as `x` says; empty without days.
    pub gaps: Vec<u32>,
    /// The day the watching ends; counts only where days are known.
    pub end: i32,
    /// True when time counts chances, one a year, rather than weeks.
    pub by_chance: bool,
}

/// True for an account that repeat-purchase models are made for: orders, and no other earning model stated.
pub fn buys_repeatedly(account: &Account) -> bool {
    matches!(account.earning_model, None | Some(EarningModel::RepeatOrders))
}

/// What the log says of one account, in weeks; `None` without dated orders.
pub fn history_of(account: &Account) -> Option<History> {
    let repeat = account.orders.as_deref()?.repeat?;
    let row = History::new(f64::from(repeat.x), repeat.t_x, repeat.t);
    (row.t_x >= 0.0 && row.t_x <= row.t).then_some(row)
}

/// The same as a yes or no for each whole year up to `end`, after the year of the first purchase; `None` where the
/// days are not known or no year has passed.
pub fn chances_of(account: &Account, end: i32) -> Option<History> {
    let orders = account.orders.as_deref()?;
    let mut days = orders.purchase_days();
    let first = days.next()?;
    let n_years = libm::floor(f64::from(end - first) / 365.25);
    let mut row = History::new(0.0, 0.0, n_years);
    // Years back from the end, so that all accounts share them; the year of the first purchase is no chance.
    for day in days {
        let back = libm::floor(f64::from(end - day) / 365.25);
        let year = n_years - back;
        if year >= 1.0 && year > row.t_x {
            row.x += 1.0;
            row.t_x = year;
        }
    }
    (n_years >= 1.0).then_some(row)
}

impl Purchases {
    /// Every account of the portfolio that buys repeatedly and has dated orders, in weeks.
    pub fn in_weeks(document: &Document) -> Self {
        let mut purchases = Self {
            end: document.as_of.epoch_days(),
            ..Self::default()
        };
        let mut knows_days = true;
        for account in &document.portfolio.accounts {
            let Some(row) = buys_repeatedly(account).then(|| history_of(account)).flatten() else {
                continue;
            };
            let Some(orders) = account.orders.as_deref() else {
                continue;
            };
            let mean = orders.repeat.and_then(|repeat| repeat.mean_spend);
            purchases.push(row, mean);
            match orders.purchase_days().next() {
                Some(first) => {
                    purchases.first.push(first);
                    purchases.gaps.extend_from_slice(&orders.gaps);
                }
                None => knows_days = false,
            }
        }
        if !knows_days {
            (purchases.first, purchases.gaps) = (Vec::new(), Vec::new());
        }
        purchases
    }

    /// The same, as a yes or no for each year.
    pub fn by_year(document: &Document) -> Self {
        let end = document.as_of.epoch_days();
        let mut purchases = Self {
            end,
            by_chance: true,
            ..Self::default()
        };
        let accounts = document
            .portfolio
            .accounts
            .iter()
            .filter(|account| buys_repeatedly(account));
        for row in accounts.filter_map(|account| chances_of(account, end)) {
            purchases.push(row, None);
        }
        purchases
    }

    /// Adds a row without days.
    pub fn push(&mut self, row: History, mean_spend: Option<f64>) {
        self.x.push(row.x);
        self.t_x.push(row.t_x);
        self.t.push(row.t);
        self.n.push(row.n);
        self.mean_spend.push(mean_spend.unwrap_or(f64::NAN));
    }

    /// Rows.
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// True without any row.
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// The histories, one per row.
    pub fn histories(&self) -> Vec<History> {
        let row = |at: usize| History {
            x: self.x[at],
            t_x: self.t_x[at],
            t: self.t[at],
            n: self.n[at],
        };
        (0..self.len()).map(row).collect()
    }

    /// Repeat buyers with what they spend, one per row; those without spend have a mean that is not a number.
    pub fn spenders(&self) -> Vec<Spender> {
        let row = |at: usize| Spender {
            x: self.x[at],
            mean: self.mean_spend[at],
            n: self.n[at],
        };
        (0..self.len()).filter(|&at| self.x[at] > 0.0).map(row).collect()
    }

    /// Days of every row's purchases, oldest first; nothing without days.
    pub fn days(&self) -> impl Iterator<Item = Vec<i32>> + '_ {
        let mut rest = &self.gaps[..];
        self.first.iter().zip(&self.x).map(move |(&first, &x)| {
            let (own, others) = rest.split_at((x as usize).min(rest.len()));
            rest = others;
            let mut day = first;
            let later = own.iter().map(|gap| {
                day = day.saturating_add_unsigned(*gap);
                day
            });
            std::iter::once(first).chain(later.collect::<Vec<_>>()).collect()
        })
    }
}
