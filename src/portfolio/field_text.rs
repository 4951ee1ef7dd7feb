//! Reading what a person or a file wrote in a field: numbers with either decimal mark, days, choices.

use std::borrow::Cow;

use thiserror::Error;

use crate::units::{Day, short_number};

/// Which marks a number is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberMarks {
    /// Between the whole and the fraction: `.` or `,`.
    pub decimal: char,
}

impl NumberMarks {
    /// `1,234.5`
    pub const POINT: Self = Self { decimal: '.' };
    /// `1.234,5`
    pub const COMMA: Self = Self { decimal: ',' };
}

/// Why a text does not fit a field; says what would.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum FieldError {
    /// Not a number.
    #[error(
        "\"{}\" is not a number; leave the cell empty if it is unknown",
        beginning(text)
    )]
    NotANumber {
        /// What stood there.
        text: String,
    },
    /// A number outside the range.
    #[error("{} is not between {} and {}", short_number(*value), short_number(*low), short_number(*high))]
    OutOfRange {
        /// What stood there.
        value: f64,
        /// Smallest allowed.
        low: f64,
        /// Largest allowed.
        high: f64,
    },
    /// Not a day.
    #[error("\"{}\" is not a date; write it as 2026-11-22", beginning(text))]
    NotADay {
        /// What stood there.
        text: String,
    },
    /// Not one of the words allowed.
    #[error("\"{}\" is none of: {allowed}", beginning(text))]
    NotAChoice {
        /// What stood there.
        text: String,
        /// The words allowed, with commas between.
        allowed: String,
    },
    /// A low, base and high out of order.
    #[error(
        "\"{}\" is not low..base..high in rising order, such as 80..100..120",
        beginning(text)
    )]
    NotInOrder {
        /// What stood there.
        text: String,
    },
    /// A name with too many characters.
    #[error("{sentence}")]
    TooLong {
        /// What is said of every such name.
        sentence: String,
    },
    /// A field that must not be empty.
    #[error("it must not be empty")]
    Empty,
}

/// As much of a text as a sentence about it bears.
fn beginning(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(120) {
        Some((cut, _)) => format!("{}…", &text[..cut]).into(),
        None => text.into(),
    }
}

/// Reads a number as people write it.
///
/// Accepts either sign of minus, parentheses for negatives, a currency sign or code before or after, a
/// percent sign (divides by 100), and grouping by the mark that is not decimal, by spaces or apostrophes,
/// but only in groups of three (or two, as in 12,34,567). `32,56` read with a decimal point is no number: it is never 3256.
pub fn read_number(text: &str, marks: NumberMarks) -> Option<f64> {
    let trimmed = text.trim();
    let (inside, is_parenthesised) = match trimmed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inside) => (inside.trim(), true),
        None => (trimmed, false),
    };
    let (unsigned, is_negative) = strip_sign(strip_currency(inside));
    let (digits, is_percent) = match unsigned.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (unsigned, false),
    };
    let plain = ungroup(strip_currency(digits), marks)?;
    let value: f64 = plain.parse().ok().filter(|value: &f64| value.is_finite())?;
    let scaled = if is_percent { value / 100.0 } else { value };
    if is_parenthesised && is_negative {
        return None;
    }
    Some(if is_parenthesised || is_negative {
        -scaled
    } else {
        scaled
    })
}

fn strip_sign(text: &str) -> (&str, bool) {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        return (strip_currency(rest.trim_start()), true);
    }
    if let Some(rest) = text.strip_suffix(['-', '\u{2212}']) {
        return (rest.trim_end(), true);
    }
    (text.strip_prefix('+').unwrap_or(text).trim_start(), false)
}

fn strip_currency(text: &str) -> &str {
    const SIGNS: &[char] = &['€', '$', '£', '¥', '₹', '₽', '₺', '₩', '₪', '₴', '฿'];
    let text = text
        .trim()
        .trim_start_matches(SIGNS)
        .trim_end_matches(SIGNS)
        .trim();
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let after = text
        .get(..3)
        .filter(|word| is_code(word))
        .map_or(text, |_| text[3..].trim_start());
    let cut = after.len().saturating_sub(3);
    after
        .get(cut..)
        .filter(|word| cut > 0 && is_code(word))
        .map_or(after, |_| after[..cut].trim_end())
}

/// Digits with a point for the decimal mark and nothing else, or `None` where the groups make no sense.
fn ungroup(text: &str, marks: NumberMarks) -> Option<String> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], &text[at..]),
        None => (text, ""),
    };
    let (whole, fraction) = match mantissa.split_once(marks.decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if fraction.is_some_and(|digits| !digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let group_mark = if marks.decimal == '.' { ',' } else { '.' };
    let is_group_mark =
        |mark: char| mark == group_mark || matches!(mark, ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}');
    let groups: Vec<&str> = whole.split(is_group_mark).collect();
    let all_digits = groups
        .iter()
        .all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    if !all_digits || !groups_make_sense(&groups) || (whole.is_empty() && fraction.is_none_or(str::is_empty))
    {
        return None;
    }
    Some(format!(
        "{}.{}{exponent}",
        if whole.is_empty() {
            "0".to_owned()
        } else {
            groups.concat()
        },
        fraction.unwrap_or("0")
    ))
}

/// 1 234 567 or 12 34 567: the last group has three digits, those between two or three, the first one to three.
fn groups_make_sense(groups: &[&str]) -> bool {
    let [first, middle @ .., last] = groups else {
        return true;
    };
    last.len() == 3
        && (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && (middle.iter().all(|group| group.len() == 3)
            || (first.len() <= 2 && middle.iter().all(|group| group.len() == 2)))
}

/// Reads a day written year first: `2026-11-22`, `2026/11/22`, `20261122`, with or without a time behind it.
///
/// Day-first and month-first dates need to know which; the import decides that per column.
pub fn read_day(text: &str) -> Option<Day> {
    let date = text.trim().split(['T', ' ']).next()?;
    if date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()) {
        return Day::new(
            date[..4].parse().ok()?,
            date[4..6].parse().ok()?,
            date[6..].parse().ok()?,
        );
    }
    let mut parts = date.split(['-', '/', '.']);
    let year = parts.next().filter(|part| part.len() == 4)?;
    let day = Day::new(
        year.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
    );
    parts.next().is_none().then_some(day).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let cases = [
            ("1,234.50", NumberMarks::POINT, Some(1234.5)),
            ("1.234,50", NumberMarks::COMMA, Some(1234.5)),
            ("32,56", NumberMarks::POINT, None),
            ("32,56", NumberMarks::COMMA, Some(32.56)),
            ("1.234", NumberMarks::COMMA, Some(1234.0)),
            ("(1,200)", NumberMarks::POINT, Some(-1200.0)),
            ("€ 12.5", NumberMarks::POINT, Some(12.5)),
            ("-€12.5", NumberMarks::POINT, Some(-12.5)),
            ("€ -12.5", NumberMarks::POINT, Some(-12.5)),
            ("12.5 EUR", NumberMarks::POINT, Some(12.5)),
            ("EUR 12.5", NumberMarks::POINT, Some(12.5)),
            ("45 %", NumberMarks::POINT, Some(0.45)),
            ("−3", NumberMarks::POINT, Some(-3.0)),
            ("12 345,6", NumberMarks::COMMA, Some(12345.6)),
            ("12,34,567", NumberMarks::POINT, Some(1_234_567.0)),
            ("0.125", NumberMarks::COMMA, None),
            ("1e3", NumberMarks::POINT, Some(1000.0)),
            ("", NumberMarks::POINT, None),
            (".", NumberMarks::POINT, None),
            ("abc", NumberMarks::POINT, None),
            ("inf", NumberMarks::POINT, None),
            ("1e999", NumberMarks::POINT, None),
            ("--5", NumberMarks::POINT, None),
        ];
        for (text, marks, expected) in cases {
            assert_eq!(read_number(text, marks), expected, "{text}");
        }
    }

    #[test]
    fn days_are_read_year_first() {
        for text in [
            "2026-11-22",
            "2026/11/22",
            "20261122",
            "2026-11-22T10:00:00",
            " 2026.11.22 ",
        ] {
            assert_eq!(read_day(text), Day::new(2026, 11, 22), "{text}");
        }
        assert_eq!(read_day("22-11-2026"), None);
        assert_eq!(read_day("2026-13-01"), None);
    }
}
