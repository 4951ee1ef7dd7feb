//! Order histories as columns.

use std::sync::Arc;

use crate::portfolio::{OrderHistory, ProductId, ProductSpend, Renewals, RepeatPurchases, Spend, YearSpend};

use super::accounts::{WordColumn, write_words};
use super::flat::{Flat, FlatReader, Malformed, day_number, day_of, total};

/// Numbers and counts of each history.
const N_NUMBERS: usize = 9;
const N_COUNTS: usize = 11;

fn unknown(number: Option<f64>) -> f64 {
    number.unwrap_or(f64::NAN)
}

fn known(number: f64) -> Option<f64> {
    (!number.is_nan()).then_some(number)
}

/// Adds the histories of the rows that have one.
pub fn write_orders<'a>(histories: impl Iterator<Item = Option<&'a OrderHistory>>, flat: &mut Flat) {
    let (mut rows, mut numbers, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    let mut all = Vec::new();
    for (row, history) in histories.enumerate() {
        if let Some(history) = history {
            rows.push(row as u32);
            numbers.extend(numbers_of(history));
            counts.extend(counts_of(history));
            all.push(history);
        }
    }
    flat.counts(rows);
    flat.numbers(numbers);
    flat.counts(counts);
    flat.counts(
        all.iter()
            .flat_map(|history| history.gaps.iter().copied())
            .collect::<Vec<u32>>(),
    );
    let years = || all.iter().flat_map(|history| &history.by_year);
    let money = years().flat_map(|year| {
        [
            f64::from(year.year),
            year.spend.revenue,
            unknown(year.spend.profit),
        ]
    });
    flat.numbers(money.collect::<Vec<f64>>());
    flat.counts(years().map(|year| year.spend.n_orders).collect::<Vec<u32>>());
    let products = || all.iter().flat_map(|history| &history.by_product);
    write_words(products().map(|spend| Some(&*spend.product.0)), flat);
    flat.numbers(products().map(|spend| spend.revenue).collect::<Vec<f64>>());
    let channels = || all.iter().flat_map(|history| &history.by_channel);
    write_words(channels().map(|(channel, _)| Some(&**channel)), flat);
    flat.numbers(channels().map(|(_, revenue)| *revenue).collect::<Vec<f64>>());
}

fn numbers_of(history: &OrderHistory) -> [f64; N_NUMBERS] {
    let repeat = history.repeat;
    [
        history.total.revenue,
        unknown(history.total.profit),
        history.trailing_year.revenue,
        unknown(history.trailing_year.profit),
        day_number(history.first),
        day_number(history.last),
        repeat.map_or(0.0, |repeat| repeat.t_x),
        repeat.map_or(0.0, |repeat| repeat.t),
        unknown(repeat.and_then(|repeat| repeat.mean_spend)),
    ]
}

fn counts_of(history: &OrderHistory) -> [u32; N_COUNTS] {
    [
        history.total.n_orders,
        history.n_lines,
        history.trailing_year.n_orders,
        history.renewals.renewed,
        history.renewals.lost,
        history.repeat.is_some().into(),
        history.repeat.map_or(0, |repeat| repeat.x),
        history.by_year.len() as u32,
        history.by_product.len() as u32,
        history.by_channel.len() as u32,
        history.gaps.len() as u32,
    ]
}

/// Histories on their way back, taken row by row.
#[derive(Debug)]
pub struct Orders {
    rows: Vec<u32>,
    numbers: Vec<f64>,
    counts: Vec<u32>,
    gaps: std::vec::IntoIter<u32>,
    years: Vec<f64>,
    year_counts: Vec<u32>,
    products: Names,
    channels: Names,
    next: usize,
    next_year: usize,
}

impl Orders {
    /// Reads the columns for `n_rows` accounts.
    pub fn read(from: &mut FlatReader, n_rows: usize) -> Result<Self, Malformed> {
        let (rows, numbers, counts) = (from.counts()?, from.numbers()?, from.counts()?);
        let fits = numbers.len() == rows.len() * N_NUMBERS
            && counts.len() == rows.len() * N_COUNTS
            && rows.is_sorted_by(|one, next| one < next)
            && rows.last().is_none_or(|row| (*row as usize) < n_rows);
        let gaps = from.counts()?;
        let (years, year_counts) = (from.numbers()?, from.counts()?);
        let (rest, _) = counts.as_chunks::<N_COUNTS>();
        let n_of = |at: usize| total(rest.iter().map(|counts| counts[at]));
        if !fits
            || years.len() != year_counts.len() * 3
            || year_counts.len() != n_of(7)?
            || gaps.len() != n_of(10)?
        {
            return Err(Malformed("orders"));
        }
        Ok(Self {
            products: Names::read(from, n_of(8)?)?,
            channels: Names::read(from, n_of(9)?)?,
            rows,
            numbers,
            counts,
            gaps: gaps.into_iter(),
            years,
            year_counts,
            next: 0,
            next_year: 0,
        })
    }

    /// The history of `row`; rows are asked for one after the other.
    pub fn next(&mut self, row: usize) -> Result<Option<OrderHistory>, Malformed> {
        if self.rows.get(self.next).map(|row| *row as usize) != Some(row) {
            return Ok(None);
        }
        let (numbers, _) = self.numbers.as_chunks::<N_NUMBERS>();
        let (counts, _) = self.counts.as_chunks::<N_COUNTS>();
        let (numbers, counts) = (numbers[self.next], counts[self.next]);
        self.next += 1;
        let [
            revenue,
            profit,
            trailing,
            trailing_profit,
            first,
            last,
            t_x,
            t,
            mean,
        ] = numbers;
        let [
            n_orders,
            n_lines,
            trailing_orders,
            renewed,
            lost,
            repeats,
            x,
            n_years,
            n_products,
            n_channels,
            n_gaps,
        ] = counts;
        let repeat = RepeatPurchases {
            x,
            t_x,
            t,
            mean_spend: known(mean),
        };
        let product = |(name, revenue)| ProductSpend {
            product: ProductId(name),
            revenue,
        };
        Ok(Some(OrderHistory {
            total: Spend {
                revenue,
                profit: known(profit),
                n_orders,
            },
            n_lines,
            first: day_of(first)?,
            last: day_of(last)?,
            trailing_year: Spend {
                revenue: trailing,
                profit: known(trailing_profit),
                n_orders: trailing_orders,
            },
            by_year: self.take_years(n_years)?,
            by_product: self.products.take(n_products)?.into_iter().map(product).collect(),
            by_channel: self.channels.take(n_channels)?,
            gaps: self.take_gaps(n_gaps)?,
            renewals: Renewals { renewed, lost },
            repeat: (repeats > 0).then_some(repeat),
        }))
    }

    fn take_gaps(&mut self, n: u32) -> Result<Vec<u32>, Malformed> {
        let gaps: Vec<u32> = self.gaps.by_ref().take(n as usize).collect();
        if gaps.len() == n as usize {
            Ok(gaps)
        } else {
            Err(Malformed("days between purchases"))
        }
    }

    fn take_years(&mut self, n: u32) -> Result<Vec<YearSpend>, Malformed> {
        let places = self.next_year..self.next_year + n as usize;
        self.next_year = places.end;
        let (years, _) = self.years.as_chunks::<3>();
        let year = |place: usize| {
            let [year, revenue, profit] = *years.get(place)?;
            let spend = Spend {
                revenue,
                profit: known(profit),
                n_orders: *self.year_counts.get(place)?,
            };
            Some(YearSpend {
                year: year as i16,
                spend,
            })
        };
        places.map(year).collect::<Option<_>>().ok_or(Malformed("years"))
    }
}

/// Names that repeat, each made once and shared, with what was spent on them.
#[derive(Debug)]
struct Names {
    names: WordColumn,
    made: std::collections::BTreeMap<u32, Arc<str>>,
    revenues: Vec<f64>,
    next: usize,
}

impl Names {
    fn read(from: &mut FlatReader, n_all: usize) -> Result<Self, Malformed> {
        let (names, revenues) = (WordColumn::read(from, n_all)?, from.numbers()?);
        if revenues.len() != n_all {
            return Err(Malformed("spend"));
        }
        Ok(Self {
            names,
            made: Default::default(),
            revenues,
            next: 0,
        })
    }

    fn take(&mut self, n: u32) -> Result<Vec<(Arc<str>, f64)>, Malformed> {
        let places = self.next..self.next + n as usize;
        self.next = places.end;
        places.map(|place| self.one(place)).collect()
    }

    fn one(&mut self, place: usize) -> Result<(Arc<str>, f64), Malformed> {
        let name = self.names.get(place)?.ok_or(Malformed("name"))?;
        let code = self.names.code(place);
        let shared = self.made.entry(code).or_insert_with(|| Arc::from(name));
        let revenue = self.revenues.get(place).ok_or(Malformed("spend"))?;
        Ok((Arc::clone(shared), *revenue))
    }
}
