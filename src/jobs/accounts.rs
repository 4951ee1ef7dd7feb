//! Accounts as columns, one per field that any of them fills, and back again some rows at a time.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::import::Interner;
use crate::portfolio::{Account, AccountId, Field, FieldValue, Shared};
use crate::units::Estimate;

use super::flat::{Flat, FlatReader, Malformed, Texts, code_of, day_number, day_of, total, value_of};
use super::orders::{Orders, write_orders};

const TEXTS: u32 = 0;
const NUMBERS: u32 = 1;
const DAYS: u32 = 2;

/// Adds the accounts.
pub fn write_accounts(accounts: &[Shared<Account>], flat: &mut Flat) {
    flat.counts([accounts.len() as u32]);
    write_words(accounts.iter().map(|account| Some(account.source.as_str())), flat);
    let columns = Field::ALL.iter().filter(|field| **field != Field::Tags);
    let mut filled = Vec::new();
    let mut lists = Flat::default();
    for &field in columns {
        if let Some(kind) = write_field(field, accounts, &mut lists) {
            filled.extend([code_of(Field::ALL, &field), kind]);
        }
    }
    flat.counts(filled);
    flat.lists.append(&mut lists.lists);
    let n_tags = accounts.iter().map(|account| account.tags.len() as u32);
    flat.counts(n_tags.collect::<Vec<u32>>());
    let tags = accounts.iter().flat_map(|account| &account.tags);
    write_words(tags.map(|tag| Some(tag.as_str())), flat);
    let headers: BTreeSet<&str> = accounts
        .iter()
        .flat_map(|account| account.extra.keys().map(String::as_str))
        .collect();
    flat.texts(headers.iter().copied());
    for header in headers {
        write_words(
            accounts
                .iter()
                .map(|account| account.extra.get(header).map(String::as_str)),
            flat,
        );
    }
    write_orders(accounts.iter().map(|account| account.orders.as_deref()), flat);
}

/// Adds the column of a field and says what it holds; `None` when no account fills it.
fn write_field(field: Field, accounts: &[Shared<Account>], flat: &mut Flat) -> Option<u32> {
    let first = accounts.iter().find_map(|account| match field.value(account) {
        FieldValue::Empty => None,
        value => Some(value),
    })?;
    let values = accounts.iter().map(|account| field.value(account));
    match first {
        FieldValue::Empty => None,
        FieldValue::Text(_) => {
            let mut words = Words::default();
            values.for_each(|value| match value {
                FieldValue::Text(text) => words.push(Some(&text)),
                _ => words.push(None),
            });
            words.write(flat);
            Some(TEXTS)
        }
        FieldValue::Number(_) | FieldValue::Estimate(_) => {
            write_estimates(values, flat);
            Some(NUMBERS)
        }
        FieldValue::Day(_) => {
            let days = values.map(|value| match value {
                FieldValue::Day(day) => day_number(Some(day)),
                _ => f64::NAN,
            });
            flat.numbers(days.collect::<Vec<f64>>());
            Some(DAYS)
        }
    }
}

/// Numbers by row; the bounds of those that have some stand behind, with their rows.
fn write_estimates(values: impl Iterator<Item = FieldValue>, flat: &mut Flat) {
    let (mut rows, mut bounds) = (Vec::new(), Vec::new());
    let numbers = values.enumerate().map(|(row, value)| match value {
        FieldValue::Number(number) => number,
        FieldValue::Estimate(estimate) => {
            rows.push(row as u32);
            bounds.extend([estimate.low(), estimate.high()]);
            estimate.base()
        }
        _ => f64::NAN,
    });
    flat.numbers(numbers.collect::<Vec<f64>>());
    flat.counts(rows);
    flat.numbers(bounds);
}

/// Texts that may repeat: each once, and by row its number plus one, zero without a text.
#[derive(Default)]
struct Words {
    codes: Vec<u32>,
    seen: Interner,
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Words {
    fn push(&mut self, word: Option<&str>) {
        let Some(word) = word else {
            self.codes.push(0);
            return;
        };
        let code = self.seen.intern(word.as_bytes());
        if code as usize == self.ends.len() {
            self.bytes.extend_from_slice(word.as_bytes());
            self.ends.push(self.bytes.len() as u32);
        }
        self.codes.push(code + 1);
    }

    fn write(self, flat: &mut Flat) {
        flat.counts(self.codes);
        flat.bytes(self.bytes);
        flat.counts(self.ends);
    }
}

/// Adds texts that may repeat.
pub fn write_words<'a>(words: impl Iterator<Item = Option<&'a str>>, flat: &mut Flat) {
    let mut all = Words::default();
    words.for_each(|word| all.push(word));
    all.write(flat);
}

/// Texts written by [`write_words`].
#[derive(Debug)]
pub struct WordColumn {
    codes: Vec<u32>,
    words: Texts,
}

impl WordColumn {
    /// Reads the column; it must have `n_rows` rows.
    pub fn read(from: &mut FlatReader, n_rows: usize) -> Result<Self, Malformed> {
        let column = Self {
            codes: from.counts()?,
            words: from.texts()?,
        };
        if column.codes.len() != n_rows {
            return Err(Malformed("rows of texts"));
        }
        Ok(column)
    }

    /// A number that rows of the same text share.
    pub fn code(&self, row: usize) -> u32 {
        self.codes.get(row).copied().unwrap_or_default()
    }

    /// The text of a row.
    pub fn get(&self, row: usize) -> Result<Option<&str>, Malformed> {
        let code = *self.codes.get(row).ok_or(Malformed("row"))?;
        match code.checked_sub(1) {
            None => Ok(None),
            Some(code) => self.words.get(code as usize).map(Some),
        }
    }
}

#[derive(Debug)]
enum Column {
    Texts(WordColumn),
    Numbers {
        numbers: Vec<f64>,
        rows: Vec<u32>,
        bounds: Vec<f64>,
    },
    Days(Vec<f64>),
}

impl Column {
    fn read(kind: u32, from: &mut FlatReader, n_rows: usize) -> Result<Self, Malformed> {
        let level = |numbers: Vec<f64>| match numbers.len() == n_rows {
            true => Ok(numbers),
            false => Err(Malformed("rows of numbers")),
        };
        match kind {
            TEXTS => WordColumn::read(from, n_rows).map(Self::Texts),
            NUMBERS => {
                let column = (level(from.numbers()?)?, from.counts()?, from.numbers()?);
                let (numbers, rows, bounds) = column;
                if bounds.len() != rows.len() * 2 {
                    return Err(Malformed("bounds"));
                }
                Ok(Self::Numbers {
                    numbers,
                    rows,
                    bounds,
                })
            }
            DAYS => level(from.numbers()?).map(Self::Days),
            _ => Err(Malformed("kind of column")),
        }
    }

    fn value(&self, row: usize) -> Result<FieldValue, Malformed> {
        match self {
            Self::Texts(words) => Ok(words
                .get(row)?
                .map_or(FieldValue::Empty, |text| FieldValue::Text(text.to_owned()))),
            Self::Days(days) => Ok(day_of(days[row])?.map_or(FieldValue::Empty, FieldValue::Day)),
            Self::Numbers {
                numbers,
                rows,
                bounds,
            } => {
                let number = numbers[row];
                if number.is_nan() {
                    return Ok(FieldValue::Empty);
                }
                let Ok(at) = rows.binary_search(&(row as u32)) else {
                    return Ok(FieldValue::Number(number));
                };
                Estimate::between(bounds[at * 2], number, bounds[at * 2 + 1])
                    .map(FieldValue::Estimate)
                    .ok_or(Malformed("bounds"))
            }
        }
    }
}

/// Accounts on their way back from columns.
#[derive(Debug)]
pub struct AccountColumns {
    n_rows: usize,
    sources: WordColumn,
    fields: Vec<(Field, Column)>,
    n_tags: Vec<u32>,
    tags: WordColumn,
    extra: Vec<(String, WordColumn)>,
    orders: Orders,
    next_row: usize,
    next_tag: usize,
}

impl AccountColumns {
    /// Reads the columns; no account is made yet.
    pub fn read(from: &mut FlatReader) -> Result<Self, Malformed> {
        let [n_rows] = from.some_counts()?;
        let n_rows = n_rows as usize;
        let sources = WordColumn::read(from, n_rows)?;
        let filled = from.counts()?;
        let (filled, rest) = filled.as_chunks::<2>();
        if !rest.is_empty() {
            return Err(Malformed("fields"));
        }
        let field =
            |&[field, kind]: &[u32; 2]| Ok((value_of(Field::ALL, field)?, Column::read(kind, from, n_rows)?));
        let fields = filled.iter().map(field).collect::<Result<_, _>>()?;
        let n_tags = from.counts()?;
        let n_all = total(n_tags.iter().copied())?;
        if n_tags.len() != n_rows {
            return Err(Malformed("tags"));
        }
        let tags = WordColumn::read(from, n_all)?;
        let headers = from.texts()?;
        let extra = headers
            .iter()
            .map(|header| Ok((header.to_owned(), WordColumn::read(from, n_rows)?)));
        Ok(Self {
            n_rows,
            sources,
            fields,
            n_tags,
            tags,
            extra: extra.collect::<Result<_, _>>()?,
            orders: Orders::read(from, n_rows)?,
            next_row: 0,
            next_tag: 0,
        })
    }

    /// Adds the next accounts to `accounts`, at most `n`; false when none is left.
    pub fn step(&mut self, n: usize, accounts: &mut Vec<Shared<Account>>) -> Result<bool, Malformed> {
        let rows: Range<usize> = self.next_row..self.n_rows.min(self.next_row.saturating_add(n));
        self.next_row = rows.end;
        accounts.reserve(rows.len());
        for row in rows {
            accounts.push(Shared::new(self.account(row)?));
        }
        Ok(self.next_row < self.n_rows)
    }

    fn account(&mut self, row: usize) -> Result<Account, Malformed> {
        let mut account = Account::new(AccountId::new(""), "");
        account.source = self.sources.get(row)?.unwrap_or_default().to_owned();
        for (field, column) in &self.fields {
            match column.value(row)? {
                FieldValue::Empty => {}
                value => field.set(&mut account, value),
            }
        }
        for _ in 0..self.n_tags[row] {
            account
                .tags
                .push(self.tags.get(self.next_tag)?.unwrap_or_default().to_owned());
            self.next_tag += 1;
        }
        for (header, column) in &self.extra {
            if let Some(text) = column.get(row)? {
                account.extra.insert(header.clone(), text.to_owned());
            }
        }
        account.orders = self.orders.next(row)?.map(Shared::new);
        Ok(account)
    }
}
