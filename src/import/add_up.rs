//! The order lines of one account added up to its history.

use std::sync::Arc;

use crate::portfolio::{OrderHistory, ProductId, ProductSpend, Renewals, RepeatPurchases, Spend, YearSpend};
use crate::units::Day;

use super::orders::OrderLine;

/// Texts that go with numbers.
pub type Names = Vec<Arc<str>>;

/// What adding up needs beside the lines.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The day to look back from.
    pub as_of: Option<Day>,
    /// First and last day of the log; `None` when it has no dates.
    pub span: Option<(i32, i32)>,
    /// True when the log says what is earned.
    pub has_profit: bool,
    /// Pieces by place, not-a-number where unknown; empty when the log does not say.
    pub quantity: &'a [f64],
    /// Order by place; empty when the log does not say: then each day is an order.
    pub orders: &'a [u64],
    /// Ids of products by number; number 0 is no product.
    pub products: &'a Names,
    /// Names of channels by number; number 0 is no channel.
    pub channels: &'a Names,
}

/// Adds up; one scratch space serves all accounts.
pub struct Adder<'a> {
    frame: Frame<'a>,
    /// First day of each twelve months back from `as_of`, latest first.
    windows: Vec<i32>,
    /// First day of each calendar year, oldest first.
    years: Vec<(i32, i16)>,
    product_sums: Sums,
    channel_sums: Sums,
    buying: Vec<OrderLine>,
    order_days: Vec<i32>,
}

impl<'a> Adder<'a> {
    /// Ready to add up the lines of a log.
    pub fn new(frame: Frame<'a>) -> Self {
        let (as_of, span) = (frame.as_of, frame.span);
        Self {
            windows: as_of
                .zip(span)
                .map_or(Vec::new(), |(as_of, span)| windows(as_of, span.0)),
            years: span.map_or(Vec::new(), years),
            product_sums: Sums::new(frame.products.len()),
            channel_sums: Sums::new(frame.channels.len()),
            buying: Vec::new(),
            order_days: Vec::new(),
            frame,
        }
    }

    /// The history of the account with these lines, which lie in the order of days up to `as_of`.
    pub fn add_up(&mut self, lines: &[OrderLine]) -> OrderHistory {
        let has_dates = self.frame.span.is_some();
        self.find_purchases(lines);
        let first_of_year = self.windows.first().copied().unwrap_or(i32::MIN);
        let trailing = lines.partition_point(|line| has_dates && line.day < first_of_year);
        let n_trailing = match has_dates {
            true => self.order_days.len() - self.order_days.partition_point(|&day| day < first_of_year),
            false => self.order_days.len(),
        };
        let dated = if self.buying.is_empty() {
            lines
        } else {
            &self.buying
        };
        let end = |line: Option<&OrderLine>| {
            line.filter(|_| has_dates)
                .and_then(|line| Day::from_epoch_days(line.day))
        };
        OrderHistory {
            total: self.spend(lines, self.order_days.len()),
            n_lines: lines.len() as u32,
            first: end(dated.first()),
            last: end(dated.last()),
            trailing_year: self.spend(&lines[trailing..], n_trailing),
            by_year: self.by_year(lines),
            renewals: self.renewals(),
            repeat: self.repeat(),
            gaps: self.gaps(),
            by_product: self.by_product(lines),
            by_channel: self.by_channel(lines),
        }
    }

    /// Notes the lines that are purchases, and the first day of each order, in the order of days.
    fn find_purchases(&mut self, lines: &[OrderLine]) {
        let frame = self.frame;
        let purchases = lines.iter().filter(|line| is_purchase(line, frame.quantity));
        self.buying.clear();
        self.buying.extend(purchases);
        self.order_days.clear();
        if !frame.orders.is_empty() {
            let order = |line: &OrderLine| (frame.orders[line.place as usize], line.day);
            let mut orders: Vec<(u64, i32)> = self.buying.iter().map(order).collect();
            orders.sort_unstable();
            orders.dedup_by_key(|(order, _)| *order);
            self.order_days.extend(orders.iter().map(|(_, day)| day));
            self.order_days.sort_unstable();
        } else {
            self.order_days.extend(self.buying.iter().map(|line| line.day));
            if frame.span.is_some() {
                self.order_days.dedup();
            }
        }
    }

    fn spend(&self, lines: &[OrderLine], n_orders: usize) -> Spend {
        let add = |(revenue, profit), line: &OrderLine| (revenue + line.revenue, profit + line.profit);
        let (revenue, profit) = lines.iter().fold((0.0, 0.0), add);
        Spend {
            revenue,
            profit: Some(profit).filter(|profit: &f64| self.frame.has_profit && !profit.is_nan()),
            n_orders: n_orders as u32,
        }
    }

    fn by_year(&self, lines: &[OrderLine]) -> Vec<YearSpend> {
        let year_of = |line: Option<&OrderLine>| {
            line.map_or(0, |line| {
                self.years.partition_point(|(first, _)| *first <= line.day)
            })
        };
        let (first, last) = (year_of(lines.first()), year_of(lines.last()));
        if first == 0 {
            return Vec::new();
        }
        let mut by_year = Vec::with_capacity(last + 1 - first);
        let (mut lines, mut days) = (lines, &self.order_days[..]);
        for next in first..=last {
            let end = self.years.get(next).map_or(i32::MAX, |(first, _)| *first);
            let (of_year, later) = lines.split_at(lines.partition_point(|line| line.day < end));
            let n_orders = days.partition_point(|&day| day < end);
            if !of_year.is_empty() {
                by_year.push(YearSpend {
                    year: self.years[next - 1].1,
                    spend: self.spend(of_year, n_orders),
                });
            }
            (lines, days) = (later, &days[n_orders..]);
        }
        by_year
    }

    fn by_product(&mut self, lines: &[OrderLine]) -> Vec<ProductSpend> {
        let names = self.frame.products;
        let sums = self
            .product_sums
            .of(lines.iter().map(|line| (line.product, line.revenue)), names);
        let spend = |&(code, revenue): &(u32, f64)| ProductSpend {
            product: ProductId(Arc::clone(&names[code as usize])),
            revenue,
        };
        sums.iter().map(spend).collect()
    }

    fn by_channel(&mut self, lines: &[OrderLine]) -> Vec<(Arc<str>, f64)> {
        let names = self.frame.channels;
        let sums = self
            .channel_sums
            .of(lines.iter().map(|line| (line.channel, line.revenue)), names);
        let spend = |&(code, revenue): &(u32, f64)| (Arc::clone(&names[code as usize]), revenue);
        sums.iter().map(spend).collect()
    }

    /// Windows after that of the first purchase: bought in is renewed, the first without is lost.
    fn renewals(&self) -> Renewals {
        let mut seen = Renewals::default();
        let mut window = self.windows.len();
        let mut before = None;
        for line in &self.buying {
            while window > 0 && line.day >= self.windows[window - 1] {
                window -= 1;
            }
            if let Some(before) = before.replace(window).filter(|&before| before != window) {
                seen.renewed += 1;
                seen.lost += u32::from(before > window + 1);
            }
        }
        seen.lost += u32::from(before.is_some_and(|last| last > 0));
        seen
    }

    /// Days from each day with a purchase to the next.
    fn gaps(&self) -> Vec<u32> {
        if self.frame.span.is_none() {
            return Vec::new();
        }
        let mut gaps = Vec::with_capacity(self.buying.len().saturating_sub(1));
        let pairs = self.buying.iter().zip(self.buying.iter().skip(1));
        let days = pairs.filter(|(one, other)| one.day < other.day);
        gaps.extend(days.map(|(one, other)| other.day.abs_diff(one.day)));
        gaps
    }

    fn repeat(&self) -> Option<RepeatPurchases> {
        let as_of = self.frame.as_of?.epoch_days();
        self.frame.span?;
        let (first, last) = (self.buying.first()?.day, self.buying.last()?.day);
        let n_days = self.buying.chunk_by(|one, other| one.day == other.day).count();
        let repeats = self.buying.iter().filter(|line| line.day > first);
        let spent: f64 = repeats.map(|line| line.revenue).sum();
        let x = n_days as u32 - 1;
        Some(RepeatPurchases {
            x,
            t_x: f64::from(last - first) / 7.0,
            t: f64::from(as_of - first) / 7.0,
            mean_spend: (x > 0).then(|| spent / f64::from(x)),
        })
    }
}

/// Something went out and was not taken back: revenue, or a free line that is no stock correction.
fn is_purchase(line: &OrderLine, quantity: &[f64]) -> bool {
    let is_sent = || {
        let quantity = quantity.get(line.place as usize);
        quantity.is_none_or(|quantity| quantity.is_nan() || *quantity > 0.0)
    };
    line.revenue > 0.0 || (line.revenue == 0.0 && is_sent())
}

/// First day of each twelve months that end with `as_of`, latest first, back to the one with `earliest`.
fn windows(as_of: Day, earliest: i32) -> Vec<i32> {
    let starts = (1..).map_while(|n: i32| Some(as_of.plus_months(-12 * n)?.epoch_days() + 1));
    let mut windows = Vec::new();
    for start in starts {
        windows.push(start);
        if start <= earliest {
            break;
        }
    }
    windows
}

/// First day of each calendar year between two days.
fn years((earliest, latest): (i32, i32)) -> Vec<(i32, i16)> {
    let year = |day| Day::from_epoch_days(day).map_or(0, Day::year);
    let start = |year| Some((Day::new(year, 1, 1)?.epoch_days(), year));
    (year(earliest)..=year(latest)).filter_map(start).collect()
}

/// Revenue by number, for one account after the other.
struct Sums {
    by_code: Vec<f64>,
    touched: Vec<(u32, f64)>,
}

impl Sums {
    fn new(n_codes: usize) -> Self {
        Self {
            by_code: vec![0.0; n_codes],
            touched: Vec::new(),
        }
    }

    /// The sums of these amounts, largest first and equal ones by name; number 0 and sums of zero left out.
    fn of(&mut self, amounts: impl Iterator<Item = (u32, f64)>, names: &Names) -> &[(u32, f64)] {
        self.touched.clear();
        for (code, amount) in amounts.filter(|(code, _)| *code != super::columns::NO_TEXT) {
            let sum = &mut self.by_code[code as usize];
            if *sum == 0.0 {
                self.touched.push((code, 0.0));
            }
            *sum += amount;
        }
        for (code, sum) in &mut self.touched {
            *sum = std::mem::take(&mut self.by_code[*code as usize]);
        }
        self.touched.retain(|(_, sum)| *sum != 0.0);
        self.touched.sort_unstable_by(|one, other| {
            let name = |code: u32| &names[code as usize];
            other
                .1
                .total_cmp(&one.1)
                .then_with(|| name(one.0).cmp(name(other.0)))
        });
        &self.touched
    }
}
