//! Order lines added up to one history per account.

use std::sync::Arc;

use crate::portfolio::{OrderHistory, ProductId, ProductSpend, Renewals, RepeatPurchases, Spend, YearSpend};
use crate::units::Day;

use super::columns::NO_DAY;

/// The lines of an order log in columns, all of the same length.
#[derive(Clone, Copy, Debug)]
pub struct OrderLines<'a> {
    /// Day since 1970; empty when the log has no dates.
    pub days: &'a [i32],
    /// Revenue after discount.
    pub revenue: &'a [f64],
    /// Profit, not-a-number where unknown; empty when the log does not say.
    pub profit: &'a [f64],
    /// Pieces, not-a-number where unknown; empty when the log does not say.
    pub quantity: &'a [f64],
    /// Order the line belongs to; empty when the log does not say: then each day is an order.
    pub orders: &'a [u64],
    /// Number of the product; empty when the log does not say.
    pub products: &'a [u32],
    /// Number of the channel; empty when the log does not say.
    pub channels: &'a [u32],
}

/// Texts that go with numbers.
pub type Names = Vec<Arc<str>>;

/// What adding up needs beside the lines.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    /// The day to look back from.
    pub as_of: Option<Day>,
    /// Ids of products by number; number 0 is no product.
    pub products: &'a Names,
    /// Names of channels by number; number 0 is no channel.
    pub channels: &'a Names,
}

/// Places of each account's lines, in the order of the file until sorted by day.
#[derive(Clone, Debug)]
pub struct ByAccount {
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl ByAccount {
    /// Sorts lines by the number of their account, keeping the order of the file.
    pub fn new(codes: &[u32], n_accounts: usize) -> Self {
        let mut starts = vec![0_u32; n_accounts + 1];
        for &account in codes {
            starts[account as usize + 1] += 1;
        }
        for account in 0..n_accounts {
            starts[account + 1] += starts[account];
        }
        let mut next = starts.clone();
        let mut places = vec![0_u32; codes.len()];
        for (place, &account) in codes.iter().enumerate() {
            let slot = &mut next[account as usize];
            places[*slot as usize] = place as u32;
            *slot += 1;
        }
        Self { starts, places }
    }

    /// Puts the lines of an account in the order of days, if the log has any.
    pub fn sort_days(&mut self, account: usize, days: &[i32]) {
        if !days.is_empty() {
            let range = self.range(account);
            self.places[range].sort_by_key(|&place| days[place as usize]);
        }
    }

    /// Places of the lines of an account.
    pub fn lines_of(&self, account: usize) -> &[u32] {
        &self.places[self.range(account)]
    }

    fn range(&self, account: usize) -> std::ops::Range<usize> {
        self.starts[account] as usize..self.starts[account + 1] as usize
    }
}

/// Adds up; one scratch space serves all accounts.
pub struct Adder<'a> {
    lines: OrderLines<'a>,
    frame: Frame<'a>,
    /// First day of each twelve months back from `as_of`, latest first.
    windows: Vec<i32>,
    product_sums: Vec<f64>,
    channel_sums: Vec<f64>,
    touched: Vec<u32>,
}

impl<'a> Adder<'a> {
    /// Ready to add up `lines`.
    pub fn new(lines: OrderLines<'a>, frame: Frame<'a>) -> Self {
        let earliest = lines.days.iter().copied().filter(|&day| day != NO_DAY).min();
        let windows = frame
            .as_of
            .zip(earliest)
            .map_or(Vec::new(), |(as_of, earliest)| windows(as_of, earliest));
        Self {
            product_sums: vec![0.0; frame.products.len()],
            channel_sums: vec![0.0; frame.channels.len()],
            touched: Vec::new(),
            lines,
            frame,
            windows,
        }
    }

    /// The history of the account with these lines, which lie in the order of days up to `as_of`.
    pub fn add_up(&mut self, places: &[u32]) -> OrderHistory {
        let orders = self.orders(places);
        let day = |place: u32| self.day(place);
        let has_dates = !self.lines.days.is_empty();
        let first_of_year = self.windows.first().copied().unwrap_or(i32::MIN);
        let trailing = if has_dates {
            places.partition_point(|&place| day(place) < first_of_year)
        } else {
            0
        };
        let buying: Vec<u32> = places
            .iter()
            .copied()
            .filter(|&place| self.is_purchase(place))
            .collect();
        let dated = if buying.is_empty() { places } else { &buying };
        let ends = |place: Option<&u32>| {
            place
                .filter(|_| has_dates)
                .and_then(|&place| Day::from_epoch_days(day(place)))
        };
        OrderHistory {
            total: self.spend(places, orders.len() as u32),
            n_lines: places.len() as u32,
            first: ends(dated.first()),
            last: ends(dated.last()),
            trailing_year: self.spend(
                &places[trailing..],
                orders
                    .iter()
                    .filter(|&&(_, day)| !has_dates || day >= first_of_year)
                    .count() as u32,
            ),
            by_year: self.by_year(places, &orders),
            renewals: self.renewals(&buying),
            repeat: self.repeat(&buying),
            gaps: if has_dates {
                gaps_between(buying.iter().map(|&place| day(place)))
            } else {
                Vec::new()
            },
            by_product: self.by_product(places),
            by_channel: self.by_channel(places),
        }
    }

    fn day(&self, place: u32) -> i32 {
        self.lines.days.get(place as usize).copied().unwrap_or(NO_DAY)
    }

    /// Something went out and was not taken back: revenue, or a free line that is no stock correction.
    fn is_purchase(&self, place: u32) -> bool {
        let revenue = self.lines.revenue[place as usize];
        let quantity = self
            .lines
            .quantity
            .get(place as usize)
            .copied()
            .unwrap_or(f64::NAN);
        revenue > 0.0 || (revenue == 0.0 && (quantity.is_nan() || quantity > 0.0))
    }

    fn spend(&self, places: &[u32], n_orders: u32) -> Spend {
        let revenue = places
            .iter()
            .map(|&place| self.lines.revenue[place as usize])
            .sum::<f64>();
        let profit = (!self.lines.profit.is_empty())
            .then(|| {
                places
                    .iter()
                    .map(|&place| self.lines.profit[place as usize])
                    .sum::<f64>()
            })
            .filter(|profit| !profit.is_nan());
        // An empty sum is -0.0.
        Spend {
            revenue: revenue + 0.0,
            profit: profit.map(|profit| profit + 0.0),
            n_orders,
        }
    }

    /// Each order once, with its first day, in the order of days.
    fn orders(&self, places: &[u32]) -> Vec<(u64, i32)> {
        let order = |place: u32| match self.lines.orders.get(place as usize) {
            Some(&order) => order,
            None if self.lines.days.is_empty() => u64::from(place),
            None => self.day(place) as u64,
        };
        let purchases = places.iter().copied().filter(|&place| self.is_purchase(place));
        let mut orders: Vec<(u64, i32)> = purchases.map(|place| (order(place), self.day(place))).collect();
        orders.sort_unstable();
        orders.dedup_by_key(|(order, _)| *order);
        orders
    }

    fn by_year(&self, places: &[u32], orders: &[(u64, i32)]) -> Vec<YearSpend> {
        if self.lines.days.is_empty() {
            return Vec::new();
        }
        let year = |day: i32| Day::from_epoch_days(day).map_or(0, Day::year);
        let years: Vec<i16> = places.iter().map(|&place| year(self.day(place))).collect();
        let order_years: Vec<i16> = orders.iter().map(|&(_, day)| year(day)).collect();
        let mut by_year = Vec::new();
        let mut start = 0;
        while start < places.len() {
            let year = years[start];
            let end = start + years[start..].partition_point(|&other| other == year);
            let n_orders = order_years.iter().filter(|&&other| other == year).count() as u32;
            by_year.push(YearSpend {
                year,
                spend: self.spend(&places[start..end], n_orders),
            });
            start = end;
        }
        by_year
    }

    fn by_product(&mut self, places: &[u32]) -> Vec<ProductSpend> {
        let ids = self.frame.products;
        let sums = sums(
            self.lines.products,
            self.lines.revenue,
            places,
            &mut self.product_sums,
            &mut self.touched,
        );
        let mut spends: Vec<ProductSpend> = sums
            .into_iter()
            .map(|(code, revenue)| ProductSpend {
                product: ProductId(Arc::clone(&ids[code as usize])),
                revenue,
            })
            .collect();
        spends.sort_by(|one, other| {
            other
                .revenue
                .total_cmp(&one.revenue)
                .then_with(|| one.product.cmp(&other.product))
        });
        spends
    }

    fn by_channel(&mut self, places: &[u32]) -> Vec<(Arc<str>, f64)> {
        let names = self.frame.channels;
        let sums = sums(
            self.lines.channels,
            self.lines.revenue,
            places,
            &mut self.channel_sums,
            &mut self.touched,
        );
        let mut spends: Vec<(Arc<str>, f64)> = sums
            .into_iter()
            .map(|(code, revenue)| (Arc::clone(&names[code as usize]), revenue))
            .collect();
        spends.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        spends
    }

    /// Windows after that of the first purchase: bought in is renewed, the first without is lost.
    fn renewals(&self, buying: &[u32]) -> Renewals {
        let window = |place: &u32| {
            self.windows
                .iter()
                .take_while(|&&start| self.day(*place) < start)
                .count()
        };
        let mut bought: Vec<usize> = buying.iter().map(window).collect();
        bought.dedup();
        let mut seen = Renewals::default();
        for (&earlier, later) in bought.iter().zip(bought.iter().skip(1).map(Some).chain([None])) {
            match later {
                Some(&later) => {
                    seen.renewed += 1;
                    seen.lost += u32::from(earlier > later + 1);
                }
                None => seen.lost += u32::from(earlier > 0),
            }
        }
        seen
    }

    fn repeat(&self, buying: &[u32]) -> Option<RepeatPurchases> {
        let as_of = self.frame.as_of?.epoch_days();
        let first = self.day(*buying.first()?);
        let last = self.day(*buying.last()?);
        if first == NO_DAY {
            return None;
        }
        let n_days = buying
            .chunk_by(|&one, &other| self.day(one) == self.day(other))
            .count() as u32;
        let repeats = buying.iter().filter(|&&place| self.day(place) > first);
        let spent: f64 = repeats.map(|&place| self.lines.revenue[place as usize]).sum();
        let x = n_days - 1;
        Some(RepeatPurchases {
            x,
            t_x: f64::from(last - first) / 7.0,
            t: f64::from(as_of - first) / 7.0,
            mean_spend: (x > 0).then(|| spent / f64::from(x)),
        })
    }
}

/// Days from each day to the next, equal days counted once.
fn gaps_between(days: impl Iterator<Item = i32> + Clone) -> Vec<u32> {
    let pairs = days.clone().zip(days.skip(1));
    pairs
        .filter(|(one, other)| one < other)
        .map(|(one, other)| other.abs_diff(one))
        .collect()
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

/// Revenue by code, codes in order of appearance; code 0 and sums of zero left out.
fn sums(
    codes: &[u32],
    revenue: &[f64],
    places: &[u32],
    sums: &mut [f64],
    touched: &mut Vec<u32>,
) -> Vec<(u32, f64)> {
    if codes.is_empty() {
        return Vec::new();
    }
    touched.clear();
    for &place in places {
        let code = codes[place as usize];
        if code == super::columns::NO_TEXT {
            continue;
        }
        if sums[code as usize] == 0.0 {
            touched.push(code);
        }
        sums[code as usize] += revenue[place as usize];
    }
    let taken = touched
        .iter()
        .map(|&code| (code, std::mem::take(&mut sums[code as usize])));
    taken.filter(|(_, revenue)| *revenue != 0.0).collect()
}
