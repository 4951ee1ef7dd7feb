//! A column's cells of a block, read at once where they are plain; each other cell is read with care.

use super::block::Block;
use super::cells::is_empty_text;
use super::columns::{Bounds, NO_TEXT, ReadColumn, Values};
use super::day::plain_day;
use super::number::Plain;
use super::{DayEvidence, NumberEvidence};

/// Texts after which it shows whether nearly all of a column are different.
const ENOUGH: usize = 1_000;

/// How far a column had come before a block.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    n_values: usize,
    n_telling: usize,
    n_estimates: usize,
    numbers: NumberEvidence,
    days: DayEvidence,
}

impl ReadColumn {
    /// Where the column stands.
    pub fn mark(&self) -> Mark {
        Mark {
            n_values: self.len(),
            n_telling: self.telling.len(),
            n_estimates: self.estimates.len(),
            numbers: self.numbers,
            days: self.days,
        }
    }

    /// Takes away everything behind `mark`.
    pub fn reset(&mut self, mark: &Mark) {
        self.truncate(mark.n_values);
        self.telling.truncate(mark.n_telling);
        self.estimates.truncate(mark.n_estimates);
        self.numbers = mark.numbers;
        self.days = mark.days;
    }

    /// Reads the cells of a block. False when one of them is a problem; the column is then to be reset.
    pub fn push_block(&mut self, block: &Block, text: &[u8]) -> bool {
        let cells = block.column(text, self.index);
        match self.values {
            Values::Numbers(_) => self.push_numbers(cells),
            Values::Days(_) => self.push_days(cells),
            Values::Texts(..) if self.words.is_none() => self.push_texts(cells),
            _ => self.push_carefully(cells),
        }
    }

    fn push_carefully<'a>(&mut self, mut cells: impl Iterator<Item = &'a [u8]>) -> bool {
        cells.all(|cell| self.push(cell).is_ok())
    }

    fn push_numbers<'a>(&mut self, mut cells: impl Iterator<Item = &'a [u8]>) -> bool {
        loop {
            let Values::Numbers(numbers) = &mut self.values else {
                return false;
            };
            let plain = PlainNumbers {
                reading: self.reading,
                bounds: self.bounds,
                keeps_telling: self.telling.len() < 3,
            };
            match plain.push_while(&mut cells, numbers, &mut self.numbers) {
                None => return true,
                Some(b"") if !self.is_required => numbers.push(f64::NAN),
                Some(other) if self.push(other).is_err() => return false,
                Some(_) => {}
            }
        }
    }

    fn push_days<'a>(&mut self, mut cells: impl Iterator<Item = &'a [u8]>) -> bool {
        loop {
            let Values::Days(days) = &mut self.values else {
                return false;
            };
            let n_before = days.len();
            let mut other = None;
            days.extend(cells.by_ref().map_while(|cell| {
                let day = plain_day(cell);
                other = if day.is_none() { Some(cell) } else { None };
                day
            }));
            self.days.n_certain += (days.len() - n_before) as u32;
            match other {
                None => return true,
                Some(cell) if self.push(cell).is_err() => return false,
                Some(_) => {}
            }
        }
    }

    fn push_texts<'a>(&mut self, cells: impl Iterator<Item = &'a [u8]>) -> bool {
        let Values::Texts(codes, seen) = &mut self.values else {
            return false;
        };
        let n_before = codes.len();
        let is_nothing = |cell: &[u8]| !self.is_required && is_empty_text(cell);
        let cells = cells.map(|cell| if is_nothing(cell) { b"" } else { cell });
        let is_unlike = seen.len() > ENOUGH && seen.len() * 10 > codes.len() * 9;
        if self.may_append && is_unlike {
            codes.extend(cells.map(|cell| match cell {
                b"" => NO_TEXT,
                cell => seen.append(cell),
            }));
        } else {
            let cells: Vec<&[u8]> = cells.collect();
            seen.intern_all(&cells, codes);
        }
        !self.is_required || !codes[n_before..].contains(&NO_TEXT)
    }
}

/// What a plain number of a column has to be.
struct PlainNumbers {
    reading: super::Reading,
    bounds: Bounds,
    keeps_telling: bool,
}

impl PlainNumbers {
    /// Takes in cells while they are plain numbers without a problem, and returns the first that is not.
    fn push_while<'a>(
        &self,
        cells: &mut impl Iterator<Item = &'a [u8]>,
        numbers: &mut Vec<f64>,
        evidence: &mut NumberEvidence,
    ) -> Option<&'a [u8]> {
        let mut seen = *evidence;
        let other = cells.find(|cell| match self.read(cell, &mut seen) {
            Some(value) => {
                numbers.push(value);
                false
            }
            None => true,
        });
        *evidence = seen;
        other
    }

    #[inline]
    fn read(&self, cell: &[u8], seen: &mut NumberEvidence) -> Option<f64> {
        let plain = Plain::read(cell)?;
        if self.keeps_telling && (plain.mark == Some(b',') || plain.reads_both_ways) {
            return None;
        }
        let stated = plain.under(self.reading.marks)?;
        let value = match self.reading.is_percent {
            true => stated / 100.0,
            false => stated,
        };
        let Bounds { low, high, is_whole } = self.bounds;
        if !(low..=high).contains(&value) || (is_whole && value != libm::trunc(value)) {
            return None;
        }
        seen.count(plain, Some(stated));
        Some(value)
    }
}
