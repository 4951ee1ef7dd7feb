//! Keeping the numbers as they stand, and what became of a portfolio between two times: revenue kept, growth earned,
//! return on customer.

use std::collections::BTreeMap;

use crate::portfolio::{AccountId, CameBy, Document, Snapshot, SnapshotColumn};
use crate::units::Day;

use super::{MeasureId, Valuation};

/// Every measure of every account as it stands, to eight digits, with its segment and state.
pub fn take(document: &Document, valuation: &Valuation, id: String, name: String) -> Snapshot {
    let mut snapshot = beside(document, valuation, id, name);
    for column in &mut snapshot.columns {
        for value in column.values.iter_mut().flatten() {
            *value = kept(*value);
        }
    }
    snapshot
}

/// The same with every digit, to be compared with at once and never kept.
pub fn beside(document: &Document, valuation: &Valuation, id: String, name: String) -> Snapshot {
    let mut snapshot = without_numbers(document, id, name);
    let columns = MeasureId::ALL.iter();
    snapshot
        .columns
        .extend(columns.filter_map(|&measure| column(document, valuation, measure)));
    snapshot
}

/// One measure of every account; `None` where it is known of nobody.
pub fn column(document: &Document, valuation: &Valuation, measure: MeasureId) -> Option<SnapshotColumn> {
    let rows = 0..document.portfolio.accounts.len();
    let values: Vec<Option<f64>> = rows.map(|row| valuation.get(measure, row).value).collect();
    values.iter().any(Option::is_some).then(|| SnapshotColumn {
        measure: measure.key().to_owned(),
        values,
    })
}

/// Accounts, segments and states; the numbers are yet to come.
pub fn without_numbers(document: &Document, id: String, name: String) -> Snapshot {
    let accounts = &document.portfolio.accounts;
    Snapshot {
        id,
        name,
        day: document.as_of,
        accounts: accounts.iter().map(|account| account.id.clone()).collect(),
        segments: accounts.iter().map(|account| account.segment.clone()).collect(),
        states: accounts.iter().map(|account| account.state).collect(),
        columns: Vec::new(),
    }
}

/// A number as a snapshot keeps it: eight digits are more than any of them deserves, and half the room on disk.
///
/// ```
/// use both_sides::measures::snapshots::kept;
/// assert_eq!(kept(123_456.789_123), 123_456.79);
/// ```
pub fn kept(value: f64) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let size = libm::floor(libm::log10(libm::fabs(value))) as i32;
    let (up, down) = (
        libm::pow(10.0, f64::from((7 - size).max(0))),
        libm::pow(10.0, f64::from((size - 7).max(0))),
    );
    libm::round(value * up / down) * down / up
}

/// Value of a portfolio and what it left, per year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// The day.
    pub day: Day,
    /// Customer equity: Σ current value.
    pub customer_equity: f64,
    /// Σ contribution per year.
    pub contribution: f64,
}

impl Worth {
    /// The worth when a snapshot was taken.
    pub fn then(snapshot: &Snapshot) -> Option<Self> {
        Some(Self {
            day: snapshot.day,
            customer_equity: snapshot.total(MeasureId::CurrentValue.key())?,
            contribution: snapshot.total(MeasureId::Contribution.key())?,
        })
    }

    /// The worth as it stands.
    pub fn now(document: &Document, valuation: &Valuation) -> Option<Self> {
        let total = |measure| super::portfolio_totals::total(valuation, measure).map(|total| total.sum);
        Some(Self {
            day: document.as_of,
            customer_equity: total(MeasureId::CurrentValue)?,
            contribution: total(MeasureId::Contribution)?,
        })
    }
}

/// Return on customer between two times.
///
/// RoC = (Π + ΔCE) / CE₋₁
///
/// `Π` what came in over the time, here the later contribution per year × years; `CE` customer equity. Peppers & Rogers
/// (2005), *Return on Customer*. `None` where there was no customer equity to begin with.
///
/// ```
/// use both_sides::measures::snapshots::return_on_customer;
/// assert_eq!(return_on_customer(20.0, 110.0, 100.0), Some(0.3)); // 20 earned and 10 more worth, on 100
/// ```
pub fn return_on_customer(earned: f64, equity: f64, equity_before: f64) -> Option<f64> {
    (equity_before > 0.0).then(|| (earned + equity - equity_before) / equity_before)
}

/// What became of the revenue of those who were there at the start.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RevenueKept {
    /// Revenue at the start.
    pub start: f64,
    /// Lost with those who left.
    pub churn: f64,
    /// Lost with those who bought less.
    pub contraction: f64,
    /// Gained with those who bought more.
    pub expansion: f64,
    /// From those who were not there at the start.
    pub new: f64,
}

impl RevenueKept {
    /// Adds up `(before, after)` of each account; nothing bought is 0.
    pub fn of(revenues: impl Iterator<Item = (f64, f64)>) -> Self {
        let mut kept = Self::default();
        for (before, after) in revenues {
            if before <= 0.0 {
                kept.new += after.max(0.0);
                continue;
            }
            kept.start += before;
            let after = after.max(0.0);
            if after == 0.0 {
                kept.churn += before;
            } else {
                kept.contraction += (before - after).max(0.0);
                kept.expansion += (after - before).max(0.0);
            }
        }
        kept
    }

    /// Gross revenue retention.
    ///
    /// GRR = (start − churn − contraction) / start
    ///
    /// ```
    /// use both_sides::measures::snapshots::RevenueKept;
    /// let kept = RevenueKept { start: 100.0, churn: 5.0, contraction: 3.0, expansion: 15.0, new: 20.0 };
    /// assert_eq!(kept.gross(), Some(0.92));
    /// assert_eq!(kept.net(), Some(1.07));
    /// ```
    pub fn gross(&self) -> Option<f64> {
        (self.start > 0.0).then(|| (self.start - self.churn - self.contraction) / self.start)
    }

    /// Net revenue retention: gross and what those who stayed buy more.
    pub fn net(&self) -> Option<f64> {
        (self.start > 0.0).then(|| (self.start - self.churn - self.contraction + self.expansion) / self.start)
    }
}

/// Earned growth rate.
///
/// EGR = NRR + ENC − 1, ENC = revenue of new customers that were earned / revenue at the start. Reichheld, Darnell & Burns
/// (2021), "Net Promoter 3.0", Harvard Business Review 99(6).
///
/// ```
/// use both_sides::measures::snapshots::earned_growth;
/// assert_eq!((earned_growth(1.07, 8.0, 100.0) * 100.0).round(), 15.0);
/// ```
pub fn earned_growth(net_retention: f64, earned_new: f64, start: f64) -> f64 {
    net_retention + earned_new / start - 1.0
}

/// How revenue moved between two times, with the new customers by why they came.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RevenueMoved {
    /// What became of it.
    pub kept: RevenueKept,
    /// Of the new: earned, by what was stated or a recorded referral.
    pub earned_new: f64,
    /// Of the new: bought.
    pub bought_new: f64,
}

impl RevenueMoved {
    /// Of the new: nobody knows why they came.
    pub fn unknown_new(&self) -> f64 {
        (self.kept.new - self.earned_new - self.bought_new).max(0.0)
    }

    /// Earned growth when nobody of unknown origin was earned, and when all were.
    pub fn earned_growth(&self) -> Option<(f64, f64)> {
        let (net, start) = (self.kept.net()?, self.kept.start);
        let most = self.earned_new + self.unknown_new();
        Some((
            earned_growth(net, self.earned_new, start),
            earned_growth(net, most, start),
        ))
    }

    /// Reads `(row, before, after)`; a row tells why the account came.
    pub fn of(document: &Document, revenues: &[(Option<usize>, f64, f64)]) -> Self {
        let mut moved = Self {
            kept: RevenueKept::of(revenues.iter().map(|(_, before, after)| (*before, *after))),
            ..Self::default()
        };
        let referred = referred_rows(document);
        for (row, before, after) in revenues {
            if *before > 0.0 || *after <= 0.0 {
                continue;
            }
            let Some(row) = *row else { continue };
            match document.portfolio.accounts[row].came_by {
                Some(CameBy::Earned) => moved.earned_new += after,
                Some(CameBy::Bought) => moved.bought_new += after,
                None if referred[row] => moved.earned_new += after,
                None => {}
            }
        }
        moved
    }
}

/// Rows that a recorded referral or an attribution share says somebody brought.
fn referred_rows(document: &Document) -> Vec<bool> {
    let portfolio = &document.portfolio;
    let mut brought: Vec<&AccountId> = (portfolio.attributions.iter())
        .filter(|share| share.share.get() > 0.0)
        .map(|share| &share.outcome)
        .chain(portfolio.events.iter().filter_map(super::ledger::won_by_referral))
        .collect();
    brought.sort_unstable();
    (portfolio.accounts.iter())
        .map(|account| brought.binary_search(&&account.id).is_ok())
        .collect()
}

/// Revenue of every account in two calendar years of the order log.
pub fn revenues_by_year(document: &Document, before: i16, after: i16) -> Vec<(Option<usize>, f64, f64)> {
    let accounts = document.portfolio.accounts.iter().enumerate();
    accounts
        .filter_map(|(row, account)| {
            let orders = account.orders.as_deref()?;
            let of = |year: i16| {
                let known = orders.by_year.iter().find(|one| one.year == year);
                known.map_or(0.0, |one| one.spend.revenue)
            };
            Some((Some(row), of(before), of(after)))
        })
        .collect()
}

/// Revenue of every account when a snapshot was taken and now; unknown counts as not bought.
pub fn revenues_since(
    document: &Document,
    valuation: &Valuation,
    snapshot: &Snapshot,
) -> Vec<(Option<usize>, f64, f64)> {
    let key = MeasureId::Revenue.key();
    let values = snapshot.column(key).unwrap_or_default();
    let before: BTreeMap<&AccountId, f64> = (snapshot.accounts.iter().zip(values))
        .filter_map(|(id, value)| Some((id, (*value)?)))
        .collect();
    let mut left = before.clone();
    let mut all: Vec<(Option<usize>, f64, f64)> = Vec::new();
    for (row, account) in document.portfolio.accounts.iter().enumerate() {
        let then = left.remove(&account.id).unwrap_or_default();
        let now = valuation.get(MeasureId::Revenue, row).value.unwrap_or_default();
        all.push((Some(row), then, now));
    }
    all.extend(left.into_values().map(|then| (None, then, 0.0)));
    all
}

/// Revenue of one calendar year, of customers known before and of new ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearOfBusiness {
    /// The calendar year.
    pub year: i16,
    /// From those whose first order was in an earlier year.
    pub repeat: f64,
    /// From those whose first order was in this year.
    pub new: f64,
}

impl YearOfBusiness {
    /// Share of the revenue that comes from customers known before; `None` without revenue.
    pub fn repeat_share(&self) -> Option<f64> {
        let total = self.repeat + self.new;
        (total > 0.0).then(|| self.repeat / total)
    }
}

/// Repeat business by calendar year, oldest first. In the first year of a log everybody is new.
pub fn repeat_business(document: &Document) -> Vec<YearOfBusiness> {
    let mut years: BTreeMap<i16, YearOfBusiness> = BTreeMap::new();
    for account in &document.portfolio.accounts {
        let Some(orders) = account.orders.as_deref() else {
            continue;
        };
        let first = orders.first.map(Day::year);
        for of_year in &orders.by_year {
            let year = years.entry(of_year.year).or_insert(YearOfBusiness {
                year: of_year.year,
                repeat: 0.0,
                new: 0.0,
            });
            let since = account.since.map(Day::year);
            let known_before = [first, since]
                .into_iter()
                .flatten()
                .any(|first| first < of_year.year);
            if known_before {
                year.repeat += of_year.spend.revenue;
            } else {
                year.new += of_year.spend.revenue;
            }
        }
    }
    years.into_values().collect()
}
