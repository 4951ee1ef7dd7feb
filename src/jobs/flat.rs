//! Lists of numbers, counts and bytes: what a job and its outcome are made of on the way to another thread.
//!
//! Each list is one typed array that can be handed over without a copy. Nothing says what a list means but
//! its place: whoever reads takes the lists in the order in which they were written, and refuses what is
//! missing, short or too long.

use std::collections::VecDeque;

use thiserror::Error;

use crate::units::Day;

/// Lists that do not hold what they should; names what was being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("what the background work handed over cannot be read ({0}); reload the page and try again")]
pub struct Malformed(pub &'static str);

/// One list.
#[derive(Clone, Debug, PartialEq)]
pub enum List {
    /// Numbers; not-a-number where unknown.
    Numbers(Vec<f64>),
    /// Whole numbers, codes and places.
    Counts(Vec<u32>),
    /// Bytes, mostly of text.
    Bytes(Vec<u8>),
}

/// Lists in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flat {
    /// The lists.
    pub lists: Vec<List>,
}

impl Flat {
    /// Adds numbers.
    pub fn numbers(&mut self, numbers: impl Into<Vec<f64>>) {
        self.lists.push(List::Numbers(numbers.into()));
    }

    /// Adds counts.
    pub fn counts(&mut self, counts: impl Into<Vec<u32>>) {
        self.lists.push(List::Counts(counts.into()));
    }

    /// Adds bytes.
    pub fn bytes(&mut self, bytes: impl Into<Vec<u8>>) {
        self.lists.push(List::Bytes(bytes.into()));
    }

    /// Adds texts: their bytes, and where each ends.
    pub fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for text in texts {
            bytes.extend_from_slice(text.as_bytes());
            ends.push(bytes.len() as u32);
        }
        self.bytes(bytes);
        self.counts(ends);
    }
}

/// Takes lists in the order in which they were written.
#[derive(Debug)]
pub struct FlatReader {
    lists: VecDeque<List>,
}

impl FlatReader {
    /// At the first list.
    pub fn new(flat: Flat) -> Self {
        Self {
            lists: flat.lists.into(),
        }
    }

    /// The next list, of numbers.
    ///
    /// # Errors
    /// When it is missing or something else.
    pub fn numbers(&mut self) -> Result<Vec<f64>, Malformed> {
        match self.lists.pop_front() {
            Some(List::Numbers(numbers)) => Ok(numbers),
            _ => Err(Malformed("numbers")),
        }
    }

    /// The next list, of counts.
    ///
    /// # Errors
    /// When it is missing or something else.
    pub fn counts(&mut self) -> Result<Vec<u32>, Malformed> {
        match self.lists.pop_front() {
            Some(List::Counts(counts)) => Ok(counts),
            _ => Err(Malformed("counts")),
        }
    }

    /// The next list, of bytes.
    ///
    /// # Errors
    /// When it is missing or something else.
    pub fn bytes(&mut self) -> Result<Vec<u8>, Malformed> {
        match self.lists.pop_front() {
            Some(List::Bytes(bytes)) => Ok(bytes),
            _ => Err(Malformed("bytes")),
        }
    }

    /// The next list, of exactly `N` numbers.
    ///
    /// # Errors
    /// When it is missing, something else or of another length.
    pub fn some_numbers<const N: usize>(&mut self) -> Result<[f64; N], Malformed> {
        <[f64; N]>::try_from(self.numbers()?).map_err(|_| Malformed("numbers"))
    }

    /// The next list, of exactly `N` counts.
    ///
    /// # Errors
    /// When it is missing, something else or of another length.
    pub fn some_counts<const N: usize>(&mut self) -> Result<[u32; N], Malformed> {
        <[u32; N]>::try_from(self.counts()?).map_err(|_| Malformed("counts"))
    }

    /// The next two lists, as texts.
    ///
    /// # Errors
    /// When they are missing, no text, or when the ends do not fit.
    pub fn texts(&mut self) -> Result<Texts, Malformed> {
        let text = String::from_utf8(self.bytes()?).map_err(|_| Malformed("text"))?;
        let ends = self.counts()?;
        let mut start = 0;
        for &end in &ends {
            if end < start || !text.is_char_boundary(end as usize) {
                return Err(Malformed("ends of texts"));
            }
            start = end;
        }
        if start as usize != text.len() {
            return Err(Malformed("ends of texts"));
        }
        Ok(Texts { text, ends })
    }

    /// Nothing is left.
    ///
    /// # Errors
    /// When there are more lists.
    pub fn end(&self) -> Result<(), Malformed> {
        if self.lists.is_empty() {
            Ok(())
        } else {
            Err(Malformed("more than was expected"))
        }
    }
}

/// Texts one behind the other, checked: no allocation for each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True without any.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text at `place`.
    ///
    /// # Errors
    /// When there is none.
    pub fn get(&self, place: usize) -> Result<&str, Malformed> {
        let start = match place {
            0 => 0,
            _ => *self.ends.get(place - 1).ok_or(Malformed("text"))? as usize,
        };
        let end = *self.ends.get(place).ok_or(Malformed("text"))? as usize;
        self.text.get(start..end).ok_or(Malformed("text"))
    }

    /// All texts.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        // Every place below the length has a text.
        (0..self.len()).map(|place| self.get(place).unwrap_or_default())
    }
}

/// A day that may be unknown, as a number.
pub fn day_number(day: Option<Day>) -> f64 {
    day.map_or(f64::NAN, |day| f64::from(day.epoch_days()))
}

/// The day of such a number.
///
/// # Errors
/// When there is no such day.
pub fn day_of(number: f64) -> Result<Option<Day>, Malformed> {
    if number.is_nan() {
        return Ok(None);
    }
    let day = Day::from_epoch_days(number as i32).filter(|day| f64::from(day.epoch_days()) == number);
    day.map(Some).ok_or(Malformed("day"))
}

/// The place of `value` among `all`, as a code.
pub fn code_of<T: PartialEq>(all: &[T], value: &T) -> u32 {
    // A value of a closed list stands in it.
    all.iter().position(|each| each == value).unwrap_or_default() as u32
}

/// The value of such a code.
///
/// # Errors
/// When the list is shorter.
pub fn value_of<T: Copy>(all: &[T], code: u32) -> Result<T, Malformed> {
    all.get(code as usize).copied().ok_or(Malformed("code"))
}

/// An optional code: zero for none.
pub fn option_code(code: Option<u32>) -> u32 {
    code.map_or(0, |code| code + 1)
}

/// The optional value of such a code.
///
/// # Errors
/// When the list is shorter.
pub fn option_of<T: Copy>(all: &[T], code: u32) -> Result<Option<T>, Malformed> {
    code.checked_sub(1).map(|code| value_of(all, code)).transpose()
}

/// How many all of these are together.
///
/// # Errors
/// When no list can have so many.
pub fn total(counts: impl Iterator<Item = u32>) -> Result<usize, Malformed> {
    let sum: u64 = counts.map(u64::from).sum();
    u32::try_from(sum)
        .map(|sum| sum as usize)
        .map_err(|_| Malformed("counts"))
}
