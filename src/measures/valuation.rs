//! The numbers themselves, by measure and row.

use std::sync::Arc;

use crate::portfolio::{Basis, Shared};
use crate::units::Interval;

use super::MeasureId;
use super::work::Work;

/// One number of one account, or the fact that it is unknown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The value; `None` is unknown, never zero.
    pub value: Option<f64>,
    /// Where it plausibly lies; `None` where it is exact or nothing is known about its spread.
    pub interval: Option<Interval>,
    /// The softest basis among its inputs.
    pub basis: Basis,
}

impl Measured {
    /// An unknown number.
    pub const UNKNOWN: Self = Self {
        value: None,
        interval: None,
        basis: Basis::Observed,
    };

    /// True when both are the same to the last bit.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        // As they stand in columns: what is unknown is not a number.
        let bits = |measured: &Self| measured.value.unwrap_or(f64::NAN).to_bits();
        bits(self) == bits(other)
            && self.basis == other.basis
            && match (self.interval, other.interval) {
                (Some(one), Some(other)) => {
                    (one.low.to_bits(), one.high.to_bits()) == (other.low.to_bits(), other.high.to_bits())
                }
                (one, other) => one.is_none() && other.is_none(),
            }
    }
}

impl Default for Measured {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

/// The interval of a number without one.
const NONE: Interval = Interval { low: 0.0, high: 0.0 };

/// One measure of every account, in the order of the portfolio's accounts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    values: Vec<f64>,
    intervals: Vec<Interval>,
    bases: Vec<Basis>,
}

impl Column {
    /// A column of `n_rows` unknown numbers.
    pub fn unknown(n_rows: usize) -> Self {
        Self {
            values: vec![f64::NAN; n_rows],
            intervals: Vec::new(),
            bases: vec![Measured::UNKNOWN.basis; n_rows],
        }
    }

    /// Adds the next row.
    pub fn push(&mut self, measured: Measured) {
        self.values.push(f64::NAN);
        self.bases.push(measured.basis);
        if !self.intervals.is_empty() {
            self.intervals.push(NONE);
        }
        self.set(self.values.len() - 1, measured);
    }

    /// Writes a row that is there.
    pub fn set(&mut self, row: usize, measured: Measured) {
        self.values[row] = measured.value.unwrap_or(f64::NAN);
        self.bases[row] = measured.basis;
        if measured.interval.is_some() && self.intervals.is_empty() {
            self.intervals.resize(self.values.len(), NONE);
        }
        if let Some(interval) = self.intervals.get_mut(row) {
            *interval = measured.interval.unwrap_or(NONE);
        }
    }

    /// The number in `row`; unknown beyond the end.
    pub fn get(&self, row: usize) -> Measured {
        let Some(&value) = self.values.get(row) else {
            return Measured::UNKNOWN;
        };
        let interval = self
            .intervals
            .get(row)
            .copied()
            .filter(|interval| interval.low < interval.high);
        Measured {
            value: (!value.is_nan()).then_some(value),
            interval,
            basis: self.bases[row],
        }
    }

    /// The known values with their rows.
    pub fn known(&self) -> impl Iterator<Item = (usize, f64)> {
        self.values
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, value)| !value.is_nan())
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// True when there is no row.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// Every measure of every account. Columns are shared pointers: a valuation of a document that changed in one
/// place keeps the columns that came out the same.
#[derive(Clone, Debug, Default)]
pub struct Valuation {
    columns: Vec<Shared<Column>>,
    /// What it was worked out from; the next valuation keeps of it what still holds.
    pub(super) work: Option<Arc<Work>>,
    /// By measure, by row: true where the interval is that of draws; empty where none is.
    drawn: Vec<Vec<bool>>,
}

impl PartialEq for Valuation {
    fn eq(&self, other: &Self) -> bool {
        self.columns == other.columns && self.drawn == other.drawn
    }
}

impl Valuation {
    /// A valuation of no accounts, with a column per measure.
    pub fn empty() -> Self {
        Self::unknown(0)
    }

    /// A valuation of `n_rows` accounts of which nothing is known.
    pub fn unknown(n_rows: usize) -> Self {
        let column = |_| Shared::new(Column::unknown(n_rows));
        Self {
            columns: MeasureId::ALL.iter().map(column).collect(),
            work: None,
            drawn: Vec::new(),
        }
    }

    /// Accounts valued.
    pub fn n_rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.len())
    }

    /// The numbers of one measure.
    pub fn column(&self, measure: MeasureId) -> &Column {
        &self.columns[measure as usize]
    }

    /// The numbers of one measure as they are shared: the very same pointer where an edit left all of them as they
    /// were.
    pub fn shared_column(&self, measure: MeasureId) -> &Shared<Column> {
        &self.columns[measure as usize]
    }

    /// The numbers of one measure, to be filled row by row.
    pub fn column_mut(&mut self, measure: MeasureId) -> &mut Column {
        self.columns[measure as usize].edit()
    }

    /// The same numbers with the intervals that draws gave: `interval` says where the number of a measure in a row,
    /// which it is handed, lies over them; `None` leaves the interval as it is.
    pub fn with_drawn(&self, interval: impl Fn(MeasureId, usize, f64) -> Option<Interval>) -> Self {
        let mut shown = self.clone();
        let n_rows = self.n_rows();
        shown.drawn = vec![Vec::new(); MeasureId::ALL.len()];
        for (place, &measure) in MeasureId::ALL.iter().enumerate() {
            for row in 0..n_rows {
                let measured = self.get(measure, row);
                let drawn = measured.value.and_then(|value| interval(measure, row, value));
                if drawn.is_some() {
                    let interval = drawn;
                    shown.drawn[place].resize(n_rows, false);
                    shown.drawn[place][row] = true;
                    shown
                        .column_mut(measure)
                        .set(row, Measured { interval, ..measured });
                }
            }
        }
        shown
    }

    /// True where the interval of a number is that of draws.
    pub fn is_drawn(&self, measure: MeasureId, row: usize) -> bool {
        let column = self.drawn.get(measure as usize);
        column.and_then(|column| column.get(row)) == Some(&true)
    }

    /// One number of one account.
    pub fn get(&self, measure: MeasureId, row: usize) -> Measured {
        self.columns
            .get(measure as usize)
            .map_or(Measured::UNKNOWN, |column| column.get(row))
    }
}

/// Something to distrust about a result, in a sentence with the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caveat {
    /// Rows concerned; empty when it concerns the whole portfolio.
    pub rows: Vec<usize>,
    /// The sentence.
    pub sentence: String,
}

/// A result and what to distrust about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Warned<T> {
    /// The result.
    pub output: T,
    /// What to distrust.
    pub warnings: Vec<Caveat>,
}
