//! Columns: how many rows are written in little space, and read back with every index checked.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::units::{Day, Estimate};

use super::place::{Kind, Place, object, readable, same_place};

/// What is wrong with a value or an index; the table and column are added by whoever knows them.
#[derive(Debug)]
pub struct Fault(pub String);

impl From<crate::units::OutOfRange> for Fault {
    fn from(refusal: crate::units::OutOfRange) -> Self {
        Self(refusal.to_string())
    }
}

/// A way to write one value, or none, for each row of a table.
pub trait Store: Default + Serialize + Place {
    /// What a row holds.
    type Value;
    /// Takes the values of all rows.
    fn collect(values: &mut dyn Iterator<Item = Option<Self::Value>>) -> Self;
    /// Rows that hold a value.
    fn n_values(&self) -> usize;
    /// Hands each value to its row.
    fn fill(
        self,
        n_rows: usize,
        set: &mut dyn FnMut(usize, Self::Value) -> Result<(), Fault>,
    ) -> Result<(), Fault>;
}

/// Plain values. `at` says how many rows without a value stand before each one; without it every row has one.
#[derive(Serialize)]
pub struct Column<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Vec<u32>>,
    of: Vec<T>,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self {
            at: None,
            of: Vec::new(),
        }
    }
}

impl<T> Place for Column<T>
where
    Vec<T>: Place,
{
    fn kind(&self) -> Kind {
        Kind::Object
    }

    fn expects(&self) -> &'static str {
        "a column"
    }

    fn field(&mut self, name: &str) -> Option<&mut dyn Place> {
        match name {
            "at" => Some(self.at.get_or_insert_default()),
            "of" => Some(&mut self.of),
            _ => None,
        }
    }

    fn required(&self) -> &'static [&'static str] {
        &["of"]
    }
}

impl<T: Serialize> Store for Column<T>
where
    Vec<T>: Place,
{
    type Value = T;

    fn collect(values: &mut dyn Iterator<Item = Option<T>>) -> Self {
        let (mut steps, mut of) = (Vec::new(), Vec::new());
        let (mut n_rows, mut next) = (0_u32, 0_u32);
        for value in values {
            if let Some(value) = value {
                steps.push(n_rows - next);
                next = n_rows + 1;
                of.push(value);
            }
            n_rows += 1;
        }
        let is_full = of.len() == n_rows as usize;
        Self {
            at: (!is_full && !of.is_empty()).then_some(steps),
            of,
        }
    }

    fn n_values(&self) -> usize {
        self.of.len()
    }

    fn fill(self, n_rows: usize, set: &mut dyn FnMut(usize, T) -> Result<(), Fault>) -> Result<(), Fault> {
        let Some(steps) = self.at else {
            if !self.of.is_empty() && self.of.len() != n_rows {
                return Err(Fault(format!("{} values for {n_rows} rows", self.of.len())));
            }
            return self
                .of
                .into_iter()
                .enumerate()
                .try_for_each(|(row, value)| set(row, value));
        };
        if steps.len() != self.of.len() {
            return Err(Fault(format!(
                "{} values for {} rows",
                self.of.len(),
                steps.len()
            )));
        }
        let mut next = 0_usize;
        for (step, value) in steps.into_iter().zip(self.of) {
            let row = next + step as usize;
            if row >= n_rows {
                return Err(Fault(format!("row {row} is beyond the last of {n_rows}")));
            }
            set(row, value)?;
            next = row + 1;
        }
        Ok(())
    }
}

/// Texts that repeat: each once, and its place in that list by row.
#[derive(Default, Serialize)]
pub struct Words {
    words: Vec<String>,
    rows: Column<u32>,
}

object!(Words: words, rows);
readable!(Words);

impl Store for Words {
    type Value = String;

    fn collect(values: &mut dyn Iterator<Item = Option<String>>) -> Self {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let mut words = Vec::new();
        let rows = Column::collect(&mut values.map(|value| {
            value.map(|word| {
                *seen.entry(word).or_insert_with_key(|word| {
                    words.push(word.clone());
                    words.len() as u32 - 1
                })
            })
        }));
        Self { words, rows }
    }

    fn n_values(&self) -> usize {
        self.rows.n_values()
    }

    fn fill(
        self,
        n_rows: usize,
        set: &mut dyn FnMut(usize, String) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let words = self.words;
        self.rows.fill(n_rows, &mut |row, at| {
            let word = words
                .get(at as usize)
                .ok_or_else(|| Fault(format!("word {at} is not in the list")))?;
            set(row, word.clone())
        })
    }
}

/// Days, counted from 1970-01-01.
#[derive(Default, Serialize)]
#[serde(transparent)]
pub struct Days(Column<i32>);

same_place!(Days);

impl Store for Days {
    type Value = Day;

    fn collect(values: &mut dyn Iterator<Item = Option<Day>>) -> Self {
        Self(Column::collect(&mut values.map(|day| day.map(Day::epoch_days))))
    }

    fn n_values(&self) -> usize {
        self.0.n_values()
    }

    fn fill(self, n_rows: usize, set: &mut dyn FnMut(usize, Day) -> Result<(), Fault>) -> Result<(), Fault> {
        self.0.fill(n_rows, &mut |row, days| {
            let day = Day::from_epoch_days(days).filter(|day| day.year() > 0);
            set(row, day.ok_or_else(|| Fault(format!("there is no day {days}")))?)
        })
    }
}

/// Finite numbers.
#[derive(Default, Serialize)]
#[serde(transparent)]
pub struct Numbers(Column<f64>);

same_place!(Numbers);
readable!(Numbers);

impl Store for Numbers {
    type Value = f64;

    fn collect(values: &mut dyn Iterator<Item = Option<f64>>) -> Self {
        // JSON has no infinity: a number that could not be read back is written as unknown.
        Self(Column::collect(
            &mut values.map(|number| number.filter(|number| number.is_finite())),
        ))
    }

    fn n_values(&self) -> usize {
        self.0.n_values()
    }

    fn fill(self, n_rows: usize, set: &mut dyn FnMut(usize, f64) -> Result<(), Fault>) -> Result<(), Fault> {
        self.0.fill(n_rows, set)
    }
}

/// Numbers that may have bounds: the bounds are written only where they differ from the number.
#[derive(Default, Serialize)]
pub struct Estimates {
    base: Numbers,
    #[serde(skip_serializing_if = "is_blank")]
    low: Numbers,
    #[serde(skip_serializing_if = "is_blank")]
    high: Numbers,
}

object!(Estimates: base; low, high);

fn is_blank(numbers: &Numbers) -> bool {
    numbers.n_values() == 0
}

impl Store for Estimates {
    type Value = Estimate;

    fn collect(values: &mut dyn Iterator<Item = Option<Estimate>>) -> Self {
        let all: Vec<Option<Estimate>> = values.collect();
        let bound = |of: fn(Estimate) -> f64| {
            Numbers::collect(&mut all.iter().map(|value| {
                value
                    .map(|value| (of(value), value.base()))
                    .filter(|(bound, base)| bound.to_bits() != base.to_bits())
                    .map(|(bound, _)| bound)
            }))
        };
        Self {
            base: Numbers::collect(&mut all.iter().map(|value| value.map(Estimate::base))),
            low: bound(Estimate::low),
            high: bound(Estimate::high),
        }
    }

    fn n_values(&self) -> usize {
        self.base.n_values()
    }

    fn fill(
        self,
        n_rows: usize,
        set: &mut dyn FnMut(usize, Estimate) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut all: Vec<Option<[f64; 3]>> = vec![None; n_rows];
        self.base.fill(n_rows, &mut |row, base| {
            all[row] = Some([base; 3]);
            Ok(())
        })?;
        for (side, bounds) in [(0, self.low), (2, self.high)] {
            bounds.fill(n_rows, &mut |row, bound| {
                let numbers = all[row]
                    .as_mut()
                    .ok_or_else(|| Fault("a bound without a number".to_owned()))?;
                numbers[side] = bound;
                Ok(())
            })?;
        }
        for (row, numbers) in all.into_iter().enumerate() {
            if let Some([low, base, high]) = numbers {
                let estimate = Estimate::between(low, base, high);
                set(
                    row,
                    estimate.ok_or_else(|| Fault(format!("{low}..{base}..{high} is not in order")))?,
                )?;
            }
        }
        Ok(())
    }
}

/// A list of texts by row.
#[derive(Default, Serialize)]
pub struct Lists {
    n: Column<u32>,
    items: Words,
}

object!(Lists: n, items);

impl Store for Lists {
    type Value = Vec<String>;

    fn collect(values: &mut dyn Iterator<Item = Option<Vec<String>>>) -> Self {
        let all: Vec<Option<Vec<String>>> = values.collect();
        Self {
            n: Column::collect(&mut all.iter().map(|list| list.as_ref().map(|list| list.len() as u32))),
            items: Words::collect(&mut all.into_iter().flatten().flatten().map(Some)),
        }
    }

    fn n_values(&self) -> usize {
        self.n.n_values()
    }

    fn fill(
        self,
        n_rows: usize,
        set: &mut dyn FnMut(usize, Vec<String>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut items = Vec::new();
        let n_items = self.items.n_values();
        self.items.fill(n_items, &mut |_, item| {
            items.push(item);
            Ok(())
        })?;
        let mut rest = items.into_iter();
        self.n.fill(n_rows, &mut |row, n| set(row, take(&mut rest, n)?))?;
        nothing_left(rest)
    }
}

/// The next `n` of `rest`.
pub fn take<T>(rest: &mut impl ExactSizeIterator<Item = T>, n: u32) -> Result<Vec<T>, Fault> {
    if rest.len() < n as usize {
        return Err(Fault("a list ends too early".to_owned()));
    }
    Ok(rest.take(n as usize).collect())
}

/// Refuses items that belong to no row.
pub fn nothing_left<T>(mut rest: impl Iterator<Item = T>) -> Result<(), Fault> {
    match rest.next() {
        Some(_) => Err(Fault("a list has items that belong to no row".to_owned())),
        None => Ok(()),
    }
}

/// Named texts by row: one column per name.
#[derive(Default, Serialize)]
#[serde(transparent)]
pub struct Named(BTreeMap<String, Column<String>>);

impl Place for Named {
    fn kind(&self) -> Kind {
        Kind::Object
    }

    fn expects(&self) -> &'static str {
        "a column for each name"
    }

    fn field(&mut self, name: &str) -> Option<&mut dyn Place> {
        Some(self.0.entry(name.to_owned()).or_default())
    }
}

impl Store for Named {
    type Value = BTreeMap<String, String>;

    fn collect(values: &mut dyn Iterator<Item = Option<BTreeMap<String, String>>>) -> Self {
        let all: Vec<Option<BTreeMap<String, String>>> = values.collect();
        let names: std::collections::BTreeSet<&String> =
            all.iter().flatten().flat_map(BTreeMap::keys).collect();
        let column = |name: &String| {
            Column::collect(
                &mut all
                    .iter()
                    .map(|row| row.as_ref().and_then(|row| row.get(name).cloned())),
            )
        };
        Self(
            names
                .into_iter()
                .map(|name| (name.clone(), column(name)))
                .collect(),
        )
    }

    fn n_values(&self) -> usize {
        self.0.values().map(Column::n_values).max().unwrap_or(0)
    }

    fn fill(
        self,
        n_rows: usize,
        set: &mut dyn FnMut(usize, BTreeMap<String, String>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut all: Vec<BTreeMap<String, String>> = Vec::new();
        if !self.0.is_empty() {
            all.resize(n_rows, BTreeMap::new());
        }
        for (name, column) in self.0 {
            column.fill(n_rows, &mut |row, value| {
                all[row].insert(name.clone(), value);
                Ok(())
            })?;
        }
        let filled = all.into_iter().enumerate().filter(|(_, row)| !row.is_empty());
        filled.into_iter().try_for_each(|(row, named)| set(row, named))
    }
}
