//! Records of mixed kinds: for each its kind, three numbers and two texts.

use crate::units::Day;

use super::flat::{Flat, FlatReader, Malformed, Texts, day_of};

/// Records of a kind, up to three numbers and two texts each.
#[derive(Default)]
pub struct Records {
    kinds: Vec<u32>,
    numbers: Vec<f64>,
    texts: Vec<String>,
}

impl Records {
    pub fn add(&mut self, kind: u32, numbers: [f64; 3], texts: [&str; 2]) {
        self.kinds.push(kind);
        self.numbers.extend(numbers);
        self.texts.extend(texts.map(str::to_owned));
    }

    pub fn write(self, flat: &mut Flat) {
        flat.counts(self.kinds);
        flat.numbers(self.numbers);
        flat.texts(self.texts.iter().map(String::as_str));
    }
}

/// One of them.
pub struct Record<'a> {
    pub kind: u32,
    pub numbers: [f64; 3],
    pub texts: [&'a str; 2],
}

/// Records written by [`Records::write`].
pub struct ReadRecords {
    pub kinds: Vec<u32>,
    numbers: Vec<f64>,
    texts: Texts,
}

impl ReadRecords {
    pub fn read(from: &mut FlatReader) -> Result<Self, Malformed> {
        let records = Self {
            kinds: from.counts()?,
            numbers: from.numbers()?,
            texts: from.texts()?,
        };
        let n = records.kinds.len();
        if records.numbers.len() != n * 3 || records.texts.len() != n * 2 {
            return Err(Malformed("records"));
        }
        Ok(records)
    }

    pub fn iter(&self) -> impl Iterator<Item = Record<'_>> {
        let (numbers, _) = self.numbers.as_chunks::<3>();
        let each = self.kinds.iter().zip(numbers).enumerate();
        each.map(|(place, (&kind, &numbers))| Record {
            kind,
            numbers,
            texts: [0, 1].map(|side| self.texts.get(place * 2 + side).unwrap_or_default()),
        })
    }
}

/// A day that must be there.
pub fn sure_day(number: f64) -> Result<Day, Malformed> {
    day_of(number)?.ok_or(Malformed("day"))
}
