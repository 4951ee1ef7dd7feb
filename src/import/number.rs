//! Numbers of a column: read from bytes where they are plain, and what the column says about its marks.

use crate::portfolio::{NumberMarks, read_number};

/// How a column's values can be read as numbers; counts of values, empty cells left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NumberEvidence {
    /// Whole numbers without any mark: the same under either reading.
    pub n_plain: u32,
    /// Numbers only with a decimal point: `12.50`, `1,234.5`.
    pub n_point: u32,
    /// Numbers only with a decimal comma: `12,50`, `1.234,5`.
    pub n_comma: u32,
    /// Numbers under both readings, but different ones: `1.234`.
    pub n_either: u32,
    /// No numbers.
    pub n_not: u32,
    /// Values with a percent sign.
    pub n_percent: u32,
    /// The largest absolute value.
    pub largest: f64,
    /// True when a value has a fraction.
    pub has_fraction: bool,
    /// True when a value is below zero.
    pub has_negative: bool,
}

/// How the decimal mark of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarksDecision {
    /// Every value agrees, or has no mark.
    Decided(NumberMarks),
    /// Every value with a mark reads both ways, as 1.234 does.
    Ambiguous,
    /// Some values read only one way and others only the other; the guess is what more of them say.
    Mixed(NumberMarks),
}

impl MarksDecision {
    /// The marks to go on with until the person has answered.
    pub fn guess(self, usual: NumberMarks) -> NumberMarks {
        match self {
            Self::Decided(marks) | Self::Mixed(marks) => marks,
            Self::Ambiguous => usual,
        }
    }

    /// True when the person has to say.
    pub fn asks(self) -> bool {
        !matches!(self, Self::Decided(_))
    }
}

impl NumberEvidence {
    /// Values that are numbers under some reading.
    pub fn n_numbers(&self) -> u32 {
        self.n_plain + self.n_point + self.n_comma + self.n_either
    }

    /// Decides the decimal mark, only if every value agrees.
    pub fn marks(&self) -> MarksDecision {
        match (self.n_point, self.n_comma) {
            (0, 0) if self.n_either > 0 => MarksDecision::Ambiguous,
            (_, 0) => MarksDecision::Decided(NumberMarks::POINT),
            (0, _) => MarksDecision::Decided(NumberMarks::COMMA),
            (point, comma) if comma > point => MarksDecision::Mixed(NumberMarks::COMMA),
            _ => MarksDecision::Mixed(NumberMarks::POINT),
        }
    }

    /// Reads one value with `marks`, and counts what it says about the marks.
    ///
    /// Returns `None` when it is no number under `marks`.
    pub fn read(&mut self, cell: &[u8], marks: NumberMarks) -> Option<f64> {
        if let Some(plain) = Plain::read(cell) {
            let value = plain.under(marks);
            self.count(plain, value);
            return value;
        }
        if is_no_number(cell) {
            self.n_not += 1;
            self.n_percent += u32::from(cell.contains(&b'%'));
            return None;
        }
        let text = String::from_utf8_lossy(cell);
        let [point, comma] = [NumberMarks::POINT, NumberMarks::COMMA].map(|marks| read_number(&text, marks));
        match (point, comma) {
            (None, None) => self.n_not += 1,
            (Some(_), None) => self.n_point += 1,
            (None, Some(_)) => self.n_comma += 1,
            (Some(point), Some(comma)) if point == comma => self.n_plain += 1,
            (Some(_), Some(_)) => self.n_either += 1,
        }
        self.n_percent += u32::from(text.contains('%'));
        let value = if marks == NumberMarks::COMMA { comma } else { point };
        if let Some(value) = value.or(point).or(comma) {
            self.note(value);
        }
        value
    }

    /// Counts what a value that stands `n` times says about the marks.
    pub fn read_often(&mut self, cell: &[u8], n: u32) {
        let mut one = Self::default();
        one.read(cell, NumberMarks::POINT);
        self.n_plain += n * one.n_plain;
        self.n_point += n * one.n_point;
        self.n_comma += n * one.n_comma;
        self.n_either += n * one.n_either;
        self.n_not += n * one.n_not;
        self.n_percent += n * one.n_percent;
        self.largest = self.largest.max(one.largest);
        self.has_fraction |= one.has_fraction;
        self.has_negative |= one.has_negative;
    }

    /// Counts what a plain number says, read as `value`.
    #[inline]
    pub(super) fn count(&mut self, plain: Plain, value: Option<f64>) {
        match plain.mark {
            None => self.n_plain += 1,
            Some(_) if plain.reads_both_ways => self.n_either += 1,
            Some(b',') => self.n_comma += 1,
            Some(_) => self.n_point += 1,
        }
        self.note(value.unwrap_or(plain.value));
    }

    #[inline]
    fn note(&mut self, value: f64) {
        let size = libm::fabs(value);
        if size > self.largest {
            self.largest = size;
        }
        self.has_fraction = self.has_fraction || value != libm::trunc(value);
        self.has_negative |= value < 0.0;
    }
}

/// A number of digits and at most one mark between them, as nearly all numbers of files are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plain {
    /// The number with its mark as the decimal mark.
    pub value: f64,
    /// The mark, `.` or `,`.
    pub mark: Option<u8>,
    /// True for `1.234` and `1,234`, where the mark may stand between groups of three.
    pub reads_both_ways: bool,
}

/// Powers of ten that are exact.
const POWERS: [f64; 16] = [
    1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

impl Plain {
    /// Reads `-12`, `12.5` and `12,5` of at most fifteen digits exactly: both the digits and the power of ten
    /// are exact doubles, so that their quotient is the nearest one, as the standard library gives it.
    #[inline(always)]
    pub fn read(cell: &[u8]) -> Option<Self> {
        let (digits, is_negative) = match cell {
            [b'-', rest @ ..] => (rest, true),
            _ => (cell, false),
        };
        if digits.is_empty() || digits.len() > 16 {
            return None;
        }
        let (n_whole, whole) = leading_digits(digits, 0);
        let (n_fraction, all, mark) = match digits[n_whole..] {
            [] => (0, whole, None),
            [mark @ (b'.' | b','), ref fraction @ ..] => {
                let (n_digits, all) = leading_digits(fraction, whole);
                if n_digits == 0 || n_digits < fraction.len() {
                    return None;
                }
                (n_digits, all, Some(mark))
            }
            _ => return None,
        };
        if n_whole == 0 || n_whole + n_fraction > 15 {
            return None;
        }
        let unsigned = all as f64 / POWERS[n_fraction];
        Some(Self {
            value: if is_negative { -unsigned } else { unsigned },
            mark,
            reads_both_ways: n_fraction == 3 && n_whole <= 3 && digits[0] != b'0',
        })
    }

    /// The number under `marks`; `None` when it is none under them.
    #[inline]
    pub fn under(self, marks: NumberMarks) -> Option<f64> {
        match self.mark {
            Some(mark) if char::from(mark) != marks.decimal => {
                self.reads_both_ways.then(|| libm::round(self.value * 1000.0))
            }
            _ => Some(self.value),
        }
    }
}

/// True for most of what is no number: a letter that is no part of a currency code nor an exponent.
fn is_no_number(cell: &[u8]) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_lowercase() && *byte != b'e';
    let is_code = matches!(cell, [b'A'..=b'Z', second, ..] if !second.is_ascii_uppercase());
    is_code || cell.iter().any(is_word)
}

/// How many digits stand first, and the number they make behind those of `before`.
#[inline]
fn leading_digits(bytes: &[u8], before: u64) -> (usize, u64) {
    let mut number = before;
    for (at, byte) in bytes.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return (at, number);
        }
        number = number * 10 + u64::from(digit);
    }
    (bytes.len(), number)
}

/// True for what people write where they know nothing: `n/a`, `-`, `null` and the like.
pub fn is_empty_word(cell: &[u8]) -> bool {
    const WORDS: [&[u8]; 12] = [
        b"n/a", b"na", b"#n/a", b"n.a.", b"null", b"nan", b"none", b"-", b"--", b".", b"?", b"nvt",
    ];
    match cell.len() {
        0 => true,
        1..=4 => WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word)),
        _ => cell == "–".as_bytes() || cell == "—".as_bytes() || cell.eq_ignore_ascii_case(b"unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_plain_number_is_the_number_read_with_care(text in "-?[0-9]{0,9}[.,]?[0-9]{0,9}") {
            for marks in [NumberMarks::POINT, NumberMarks::COMMA] {
                let Some(plain) = Plain::read(text.as_bytes()) else {
                    continue;
                };
                prop_assert_eq!(plain.under(marks).map(f64::to_bits), read_number(&text, marks).map(f64::to_bits));
                let both = read_number(&text, NumberMarks::POINT).is_some()
                    && read_number(&text, NumberMarks::COMMA).is_some();
                prop_assert_eq!(plain.mark.is_some() && plain.reads_both_ways, plain.mark.is_some() && both);
            }
        }

        #[test]
        fn what_is_refused_at_once_is_no_number(text in "[-(€$ ]{0,2}[A-Ze]{0,4} ?[0-9e,.]{0,4}[%)A-Zak]{0,3}") {
            if is_no_number(text.as_bytes()) {
                prop_assert_eq!(read_number(&text, NumberMarks::POINT), None);
                prop_assert_eq!(read_number(&text, NumberMarks::COMMA), None);
            }
        }
    }
}
