//! The filler: order lines drawn from a plan, and added up as an order log would be.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use both_sides::portfolio::{
    Account, OrderHistory, ProductId, ProductSpend, Renewals, RepeatPurchases, Spend, YearSpend,
};
use both_sides::units::Day;

use super::draws::Draws;

/// The first year of the log.
const FIRST_YEAR: i16 = 2022;

/// What an account ordered, told by year.
pub struct OrderPlan {
    /// Revenue in thousands, 2022 to 2026; the last year has ten months.
    pub thousands: [f64; 5],
    /// Orders in a full year.
    pub per_year: u32,
    /// Profit as a share of revenue; `None` where the log does not say.
    pub margin: Option<f64>,
    /// Products with their weight.
    pub mix: &'static [(&'static str, f64)],
    /// Sales channels with their weight.
    pub channels: &'static [(&'static str, f64)],
}

/// One order line.
struct Line {
    day: Day,
    product: &'static str,
    channel: &'static str,
    revenue: f64,
    profit: Option<f64>,
}

/// The order history of `account` up to `as_of`, of a log that ends on `end`; `None` where there is no order by then.
pub fn history_until(account: &Account, plan: &OrderPlan, end: Day, as_of: Day) -> Option<OrderHistory> {
    let mut lines = lines(account, plan, end)?;
    lines.retain(|line| line.day <= as_of);
    let first = lines.first()?.day;
    let last = lines.last()?.day;
    let trailing_start = as_of.plus_months(-12)?;
    let trailing: Vec<&Line> = lines.iter().filter(|line| line.day > trailing_start).collect();
    let all: Vec<&Line> = lines.iter().collect();
    Some(OrderHistory {
        total: spend(&all),
        n_lines: lines.len() as u32,
        first: Some(first),
        last: Some(last),
        trailing_year: spend(&trailing),
        by_year: by_year(&lines),
        by_product: largest_first(&lines, |line| line.product)
            .into_iter()
            .map(|(name, revenue)| ProductSpend {
                product: ProductId(Arc::from(name)),
                revenue,
            })
            .collect(),
        by_channel: largest_first(&lines, |line| line.channel)
            .into_iter()
            .map(|(name, revenue)| (Arc::from(name), revenue))
            .collect(),
        renewals: renewals(&lines, as_of)?,
        repeat: Some(repeat(&lines, first, last, as_of)),
        gaps: gaps(&lines),
    })
}

/// Days from each day with an order to the next.
fn gaps(lines: &[Line]) -> Vec<u32> {
    let days: BTreeSet<i32> = lines.iter().map(|line| line.day.epoch_days()).collect();
    let pairs = days.iter().zip(days.iter().skip(1));
    pairs.map(|(day, next)| next.abs_diff(*day)).collect()
}

fn lines(account: &Account, plan: &OrderPlan, as_of: Day) -> Option<Vec<Line>> {
    let mut draws = Draws::seeded(account.id.as_str());
    let mut lines = Vec::new();
    for (year, thousands) in (FIRST_YEAR..).zip(plan.thousands) {
        let start = Day::new(year, 1, 1)?.max(account.since.unwrap_or(as_of));
        let end = Day::new(year, 12, 31)?
            .min(as_of)
            .min(account.until.unwrap_or(as_of));
        if thousands > 0.0 && end > start {
            add_year(&mut lines, plan, (start, end), thousands * 1000.0, &mut draws);
        }
    }
    Some(lines)
}

/// Spreads one year's revenue over orders at uneven distances and of uneven size, in tens of euros.
fn add_year(
    lines: &mut Vec<Line>,
    plan: &OrderPlan,
    (start, end): (Day, Day),
    revenue: f64,
    draws: &mut Draws,
) {
    let span = f64::from(end.days_since(start));
    let count = (f64::from(plan.per_year) * span / 365.0 + 0.5).floor().max(1.0) as usize;
    let weights: Vec<f64> = (0..count).map(|_| 0.6 + 0.8 * draws.next()).collect();
    let whole: f64 = weights.iter().sum();
    let mut left = revenue;
    for (index, weight) in weights.iter().enumerate() {
        let place = (index as f64 + 0.15 + 0.7 * draws.next()) / count as f64;
        let amount = if index + 1 == count {
            left
        } else {
            tens(revenue * weight / whole)
        };
        left -= amount;
        let Some(day) = Day::from_epoch_days(start.epoch_days() + (place * span) as i32) else {
            continue;
        };
        let channel = draws.pick(plan.channels);
        let second = if draws.next() < 0.4 {
            tens(amount * 0.3)
        } else {
            0.0
        };
        for part in [amount - second, second].into_iter().filter(|&part| part > 0.0) {
            let product = match plan.mix.get(lines.len()) {
                Some(&(product, _)) => product,
                None => draws.pick(plan.mix),
            };
            let profit = plan
                .margin
                .map(|margin| (part * margin * (0.9 + 0.2 * draws.next())).round());
            lines.push(Line {
                day,
                product,
                channel,
                revenue: part,
                profit,
            });
        }
    }
}

fn tens(amount: f64) -> f64 {
    (amount / 10.0).round() * 10.0
}

fn spend(lines: &[&Line]) -> Spend {
    Spend {
        revenue: lines.iter().fold(0.0, |sum, line| sum + line.revenue),
        profit: lines.iter().try_fold(0.0, |sum, line| Some(sum + line.profit?)),
        n_orders: lines.iter().map(|line| line.day).collect::<BTreeSet<_>>().len() as u32,
    }
}

fn by_year(lines: &[Line]) -> Vec<YearSpend> {
    let years: BTreeSet<i16> = lines.iter().map(|line| line.day.year()).collect();
    let of = |year| {
        lines
            .iter()
            .filter(|line| line.day.year() == year)
            .collect::<Vec<_>>()
    };
    years
        .into_iter()
        .map(|year| YearSpend {
            year,
            spend: spend(&of(year)),
        })
        .collect()
}

fn largest_first(lines: &[Line], name: impl Fn(&Line) -> &'static str) -> Vec<(&'static str, f64)> {
    let mut sums: BTreeMap<&'static str, f64> = BTreeMap::new();
    for line in lines {
        *sums.entry(name(line)).or_default() += line.revenue;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by(|one, other| other.1.total_cmp(&one.1));
    sums
}

/// Twelve-month windows back from `as_of`, oldest first: bought again until the first one without an order.
fn renewals(lines: &[Line], as_of: Day) -> Option<Renewals> {
    let mut has_order = Vec::new();
    let mut end = as_of;
    while lines.first().is_some_and(|line| line.day <= end) {
        let start = as_of.plus_months(-12 * (has_order.len() as i32 + 1))?;
        has_order.push(lines.iter().any(|line| line.day > start && line.day <= end));
        end = start;
    }
    let after_first = has_order.iter().rev().skip(1);
    let renewed = after_first.clone().take_while(|&&bought| bought).count() as u32;
    let lost = u32::from(after_first.count() as u32 > renewed);
    Some(Renewals { renewed, lost })
}

fn repeat(lines: &[Line], first: Day, last: Day, as_of: Day) -> RepeatPurchases {
    let again: Vec<&Line> = lines.iter().filter(|line| line.day > first).collect();
    let repeats = spend(&again);
    RepeatPurchases {
        x: repeats.n_orders,
        t_x: f64::from(last.days_since(first)) / 7.0,
        t: f64::from(as_of.days_since(first)) / 7.0,
        mean_spend: (repeats.n_orders > 0).then(|| repeats.revenue / f64::from(repeats.n_orders)),
    }
}
