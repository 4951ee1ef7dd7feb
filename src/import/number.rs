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
        if let Some(plain) = read_plain(cell) {
            return self.count_plain(cell, plain, marks);
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

    fn count_plain(&mut self, cell: &[u8], plain: Plain, marks: NumberMarks) -> Option<f64> {
        let Plain {
            value,
            n_whole,
            n_fraction,
        } = plain;
        let first = cell
            .iter()
            .find(|byte| byte.is_ascii_digit())
            .copied()
            .unwrap_or(b'0');
        let groups = n_fraction == Some(3) && (1..=3).contains(&n_whole) && first != b'0';
        match n_fraction {
            None => self.n_plain += 1,
            Some(_) if groups => self.n_either += 1,
            Some(_) => self.n_point += 1,
        }
        let value = match (n_fraction, marks == NumberMarks::COMMA) {
            (None, _) | (_, false) => value,
            (Some(_), true) if groups => libm::round(value * 1000.0),
            (Some(_), true) => return None,
        };
        self.note(value);
        Some(value)
    }

    fn note(&mut self, value: f64) {
        self.largest = self.largest.max(libm::fabs(value));
        self.has_fraction |= value != libm::trunc(value);
        self.has_negative |= value < 0.0;
    }
}

struct Plain {
    value: f64,
    n_whole: usize,
    n_fraction: Option<usize>,
}

/// Powers of ten that are exact.
const POWERS: [f64; 16] = [
    1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// Reads `-12` and `12.5` of at most fifteen digits exactly: both the digits and the power of ten are
/// exact doubles, so that their quotient is the nearest one, as the standard library gives it.
fn read_plain(cell: &[u8]) -> Option<Plain> {
    let (digits, is_negative) = match cell.split_first() {
        Some((b'-', rest)) => (rest, true),
        _ => (cell, false),
    };
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let mut whole = 0_u64;
    let mut point = None;
    for (at, &byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => whole = whole * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let n_digits = digits.len() - usize::from(point.is_some());
    let n_whole = point.unwrap_or(digits.len());
    let n_fraction = point.map(|_| n_digits - n_whole);
    if n_digits > 15 || n_whole == 0 || n_fraction == Some(0) {
        return None;
    }
    let unsigned = whole as f64 / POWERS[n_fraction.unwrap_or(0)];
    let value = if is_negative { -unsigned } else { unsigned };
    Some(Plain {
        value,
        n_whole,
        n_fraction,
    })
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
