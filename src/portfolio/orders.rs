//! What an order log adds up to per account. The lines themselves are not kept.

use std::sync::Arc;

use crate::units::Day;

use super::ProductId;

/// Money that came in over some time; `profit` is `None` where the log did not say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spend {
    /// Revenue after discount.
    pub revenue: f64,
    /// Revenue less direct cost, where known for every line.
    pub profit: Option<f64>,
    /// Distinct orders.
    pub n_orders: u32,
}

/// Spend in one calendar year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearSpend {
    /// The calendar year.
    pub year: i16,
    /// What was spent in it.
    pub spend: Spend,
}

/// Spend on one product or product group.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductSpend {
    /// The product.
    pub product: ProductId,
    /// Revenue over the whole log.
    pub revenue: f64,
}

/// The statistics repeat-purchase models need (Fader, Hardie & Lee 2005); time in weeks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RepeatPurchases {
    /// Repeat purchases: days with an order after the first such day.
    pub x: u32,
    /// Weeks from the first to the last purchase.
    pub t_x: f64,
    /// Weeks from the first purchase to the end of the log.
    pub t: f64,
    /// Mean spend of the repeat purchases; `None` without one.
    pub mean_spend: Option<f64>,
}

/// One account's orders, added up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrderHistory {
    /// The whole log.
    pub total: Spend,
    /// Order lines read.
    pub n_lines: u32,
    /// First order; `None` when the log has no dates.
    pub first: Option<Day>,
    /// Last order; `None` when the log has no dates.
    pub last: Option<Day>,
    /// The twelve months up to the portfolio's `as_of`; where the log has no dates, the whole of it.
    pub trailing_year: Spend,
    /// By calendar year, oldest first; empty without dates.
    pub by_year: Vec<YearSpend>,
    /// By product, largest first.
    pub by_product: Vec<ProductSpend>,
    /// Revenue by sales channel, largest first.
    pub by_channel: Vec<(Arc<str>, f64)>,
    /// Twelve-month windows back from `as_of`, after the one of the first order, in which the account
    /// bought again (`renewed`) or stopped (`lost`).
    pub renewals: super::Renewals,
    /// For repeat-purchase models; `None` without dates.
    pub repeat: Option<RepeatPurchases>,
    /// Days from each day with a purchase to the next, oldest first: with `first` they say when it bought. Empty
    /// without dates, or where only the statistics are known.
    pub gaps: Vec<u32>,
}

impl OrderHistory {
    /// The days it bought on, since 1970, oldest first; empty when they are not known.
    pub fn purchase_days(&self) -> impl Iterator<Item = i32> + Clone + '_ {
        let first = self.first.filter(|_| self.knows_days()).map(Day::epoch_days);
        let later = self.gaps.iter().scan(first.unwrap_or_default(), |day, gap| {
            *day = day.saturating_add_unsigned(*gap);
            Some(*day)
        });
        first.into_iter().chain(later)
    }

    /// True when every purchase of the statistics has its day.
    fn knows_days(&self) -> bool {
        self.repeat
            .is_some_and(|repeat| repeat.x as usize == self.gaps.len())
    }
}
