//! One cell of a column, read with care: what it says, and what is wrong with it.

use crate::portfolio::{FieldError, FieldValue, unguarded_cell};

use super::columns::{Bounds, NO_DAY, NO_TEXT, ReadColumn, Values};
use super::day::plain_day;
use super::intern::hash;
use super::number::is_empty_word;
use super::{Problem, Target};

impl ReadColumn {
    /// Reads one more value. On a problem an empty value is added, so that all columns stay level.
    pub fn push(&mut self, cell: &[u8]) -> Result<(), Problem> {
        let cell = if self.is_own { unguarded(cell) } else { cell };
        match self.values {
            Values::Numbers(_) => {
                let read = self.read_number(cell);
                if let Values::Numbers(numbers) = &mut self.values {
                    numbers.push(*read.as_ref().unwrap_or(&f64::NAN));
                }
                read.map(|_| ())
            }
            Values::Days(_) => {
                let read = self.read_day(cell);
                if let Values::Days(days) = &mut self.values {
                    days.push(*read.as_ref().unwrap_or(&NO_DAY));
                }
                read.map(|_| ())
            }
            Values::Texts(..) => self.push_text(cell),
            Values::Hashes(ref mut hashes) => {
                hashes.push(hash(cell));
                Ok(())
            }
        }
    }

    fn read_number(&mut self, cell: &[u8]) -> Result<f64, Problem> {
        let starts_as_number = cell.first().is_some_and(u8::is_ascii_digit);
        if !starts_as_number && is_empty_word(cell) {
            return if self.is_required {
                Err(Problem::Missing)
            } else {
                Ok(f64::NAN)
            };
        }
        let n_telling = self.numbers.n_either + self.numbers.n_comma;
        let value = self.numbers.read(cell, self.reading.marks);
        if self.telling.len() < 3 && self.numbers.n_either + self.numbers.n_comma > n_telling {
            self.telling.push(shown(cell));
        }
        let Some(value) = value else {
            return self.read_estimate(cell);
        };
        let value = match self.reading.is_percent && !cell.contains(&b'%') {
            true => value / 100.0,
            false => value,
        };
        let Bounds { low, high, is_whole } = self.bounds;
        if !(low..=high).contains(&value) {
            return Err(FieldError::OutOfRange { value, low, high }.into());
        }
        if is_whole && value != libm::trunc(value) {
            return Err(FieldError::NotANumber { text: shown(cell) }.into());
        }
        Ok(value)
    }

    /// A number written low..base..high, where the field takes one.
    fn read_estimate(&mut self, cell: &[u8]) -> Result<f64, Problem> {
        let not = || Problem::from(FieldError::NotANumber { text: shown(cell) });
        let Target::Field(field) = self.target else {
            return Err(not());
        };
        if !field.takes_estimate() || !cell.windows(2).any(|two| two == b"..") {
            return Err(not());
        }
        self.numbers.n_not = self.numbers.n_not.saturating_sub(1);
        match field.read(&String::from_utf8_lossy(cell), self.reading.marks)? {
            FieldValue::Estimate(estimate) => {
                self.estimates.push((self.len() as u32, estimate));
                Ok(estimate.base())
            }
            FieldValue::Number(number) => Ok(number),
            _ => Err(not()),
        }
    }

    fn read_day(&mut self, cell: &[u8]) -> Result<i32, Problem> {
        if let Some(day) = plain_day(cell) {
            self.days.n_certain += 1;
            return Ok(day);
        }
        if is_empty_word(cell) {
            return if self.is_required {
                Err(Problem::Missing)
            } else {
                Ok(NO_DAY)
            };
        }
        let n_either = self.days.n_either;
        let day = self.days.read(cell, self.reading.order);
        if self.telling.len() < 3 && self.days.n_either > n_either {
            self.telling.push(shown(cell));
        }
        match day {
            Some(day) => Ok(day.epoch_days()),
            None => Err(Problem::OtherOrder {
                text: shown(cell),
                order: self.reading.order.label(),
            }),
        }
    }

    fn push_text(&mut self, cell: &[u8]) -> Result<(), Problem> {
        let Values::Texts(codes, seen) = &mut self.values else {
            return Ok(());
        };
        let is_empty = cell.is_empty() || (!self.is_own && !self.is_required && is_empty_text(cell));
        if is_empty {
            codes.push(NO_TEXT);
            return if self.is_required {
                Err(Problem::Missing)
            } else {
                Ok(())
            };
        }
        codes.push(seen.intern(cell));
        let is_word = |words: &&[&str]| {
            words
                .iter()
                .any(|word| word.as_bytes().eq_ignore_ascii_case(cell))
        };
        match self.words {
            Some(words) if !is_word(&words) => Err(FieldError::NotAChoice {
                text: shown(cell),
                allowed: words.join(", "),
            }
            .into()),
            _ => Ok(()),
        }
    }
}

/// True for what means "nothing" in a column of text. Words such as NA may be a name there.
#[inline]
pub(super) fn is_empty_text(cell: &[u8]) -> bool {
    const WORDS: [&[u8]; 5] = [b"n/a", b"#n/a", b"null", b"-", b"nan"];
    let Some(first) = cell.first() else {
        return true;
    };
    matches!(first, b'n' | b'N' | b'#' | b'-')
        && cell.len() <= 4
        && WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// The cell as it was before it was guarded against being run.
fn unguarded(cell: &[u8]) -> &[u8] {
    match std::str::from_utf8(cell) {
        Ok(text) => unguarded_cell(text).as_bytes(),
        Err(_) => cell,
    }
}

fn shown(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell);
    match text.char_indices().nth(120) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.into_owned(),
    }
}
